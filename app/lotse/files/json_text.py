"""Conversations as JSON or JSON Lines, in the published form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from lotse.domain.conversations import CHANNELS, SPEAKERS, Channel, Conversation, ConversationId, Turn
from lotse.domain.errors import InputProblem
from lotse.files.speakers import role_of


def parse(text: str, file: str) -> tuple[Conversation, ...]:
    """One conversation, a list of them, or one a line. Raises `InputProblem` naming the place."""
    stripped = text.strip()
    try:
        untrusted = json.loads(stripped)
    except RecursionError:
        raise InputProblem("json_too_deep", file=file) from None
    except ValueError as error:
        if "\n" in stripped and stripped.startswith("{"):
            return _lines(stripped, file, error)
        raise InputProblem("json_invalid", file=file, line=getattr(error, "lineno", 1)) from None
    items = untrusted if isinstance(untrusted, list) else [untrusted]
    if items and all(isinstance(item, dict) and "text" in item and "speaker" in item for item in items):
        items = [{"turns": items}]
    if not items:
        raise InputProblem("no_turns_found", file=file)
    return tuple(conversation(item, file, number) for number, item in enumerate(items, 1))


def _lines(text: str, file: str, whole: ValueError) -> tuple[Conversation, ...]:
    found: list[Conversation] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except RecursionError:
            raise InputProblem("json_too_deep", file=file) from None
        except ValueError:
            # A pretty-printed single object breaks in its first lines: then its own error is the true one.
            place = number if found else getattr(whole, "lineno", number)
            raise InputProblem("json_invalid", file=file, line=place) from None
        found.append(conversation(item, file, number))
    return tuple(found)


def conversation(untrusted: object, file: str, number: int) -> Conversation:
    """Check one object of the published form; unknown keys are ignored."""
    if not isinstance(untrusted, dict):
        raise InputProblem("not_a_conversation", file=file, item=number)
    turns = untrusted.get("turns", untrusted.get("messages"))
    if not isinstance(turns, list) or not turns:
        raise InputProblem("no_turns_found", file=file)
    channel = untrusted.get("channel", "chat")
    language = untrusted.get("language")
    return Conversation(
        id=ConversationId(_text(untrusted.get("id", ""))[:200]),
        turns=tuple(_turn(turn, n, file) for n, turn in enumerate(turns, 1)),
        channel=cast(Channel, channel) if channel in CHANNELS else "chat",
        language=language if isinstance(language, str) and language else None,
        started=_moment(untrusted.get("started")),
        title=_text(untrusted.get("title", ""))[:200],
    )


def _turn(untrusted: object, n: int, file: str) -> Turn:
    if not isinstance(untrusted, dict):
        raise InputProblem("turn_invalid", file=file, turn=n)
    turn = cast("Mapping[str, Any]", untrusted)
    said = turn.get("text", turn.get("content"))
    name = turn.get("speaker", turn.get("role"))
    if not isinstance(said, str) or not isinstance(name, str):
        raise InputProblem("turn_invalid", file=file, turn=n)
    speaker = name if name in SPEAKERS else role_of(name)
    if speaker is None:
        raise InputProblem("speakers_unsure", file=file, names=name[:60])
    language = turn.get("language")
    return Turn(
        n=n,
        speaker=speaker,
        text=said,
        time=_moment(turn.get("time")),
        language=language if isinstance(language, str) and language else None,
    )


def _moment(untrusted: object) -> datetime | None:
    if not isinstance(untrusted, str):
        return None
    try:
        return datetime.fromisoformat(untrusted)
    except ValueError:
        return None


def _text(untrusted: object) -> str:
    return str(untrusted) if isinstance(untrusted, str | int) else ""
