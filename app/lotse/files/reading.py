"""Reads a file or pasted text into conversations, whichever of the known forms it has.

The ending decides first, the content where the ending says nothing. A file is taken whole or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from lotse.domain.conversations import Channel, Conversation, ConversationId, Speaker, Turn
from lotse.domain.errors import EnvironmentProblem, InputProblem, Message
from lotse.files import chat_text, csv_text, json_text, mail, subtitles
from lotse.files.encoding import MAX_FILE_BYTES, decode
from lotse.files.speakers import assign
from lotse.services.ports import ReadFile

MAX_TURNS = 50_000
MAX_TURN_CHARACTERS = 200_000
MANY_TURNS = 2_000


def read_file(path: Path, *, agent: str | None = None) -> ReadFile:
    """Read one file. Raises `InputProblem` with the reason, `EnvironmentProblem` when it cannot be opened."""
    return read_bytes(load(path), path.name, agent=agent)


def load(path: Path) -> bytes:
    """The bytes of a file of bearable size."""
    try:
        if path.is_dir():
            raise InputProblem("is_a_folder", file=path.name)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputProblem("file_too_large", file=path.name, limit_mb=MAX_FILE_BYTES // 2**20)
        return path.read_bytes()
    except FileNotFoundError:
        raise InputProblem("file_not_found", file=str(path)) from None
    except OSError:
        raise EnvironmentProblem("file_unreadable", file=str(path)) from None


def read_bytes(content: bytes, file: str, *, agent: str | None = None) -> ReadFile:
    """Read the content of a file called `file` (only its ending matters)."""
    ending = Path(file).suffix.lower()
    if ending == ".eml":
        return _checked([_from_mails(mail.parse_eml(content, file), agent, file)], (), file)
    if ending == ".mbox":
        threads = mail.parse_mbox(content, file)
        return _checked([_from_mails(thread, agent, file) for thread in threads], (), file)
    decoded = decode(content, file)
    return _checked(_from_text(decoded.text, ending, agent, file), decoded.warnings, file)


def _from_text(text: str, ending: str, agent: str | None, file: str) -> Sequence[Conversation]:
    stripped = text.lstrip()
    if ending in {".json", ".jsonl", ".ndjson"} or (
        ending not in {".csv", ".tsv", ".vtt", ".srt"} and stripped[:1] == "{"
    ):
        return json_text.parse(text, file)
    if ending in {".csv", ".tsv"}:
        return _from_rows(csv_text.parse(text, file), agent, file)
    if ending in {".vtt", ".srt"} or stripped.startswith("WEBVTT"):
        return [_from_cues(subtitles.parse(text, file), agent, file)]
    lines = chat_text.parse(text, file)
    roles = assign([line.name for line in lines], agent=agent, file=file)
    return [_conversation([(roles[line.name], line.text, line.time, None) for line in lines])]


def _conversation(
    said: Sequence[tuple[Speaker, str, datetime | None, str | None]], channel: Channel = "chat", **fields: str
) -> Conversation:
    turns = tuple(Turn(n, who, text, when, lang) for n, (who, text, when, lang) in enumerate(said, 1))
    return Conversation(
        id=ConversationId(fields.get("id", "")),
        turns=turns,
        channel=channel,
        started=next((turn.time for turn in turns if turn.time), None),
        title=fields.get("title", ""),
    )


def _from_rows(rows: Sequence[csv_text.Row], agent: str | None, file: str) -> list[Conversation]:
    roles = assign([row.name for row in rows], agent=agent, file=file)
    groups: dict[str, list[csv_text.Row]] = {}
    for row in rows:
        groups.setdefault(row.conversation, []).append(row)
    return [
        _conversation([(roles[r.name], r.text, _moment(r.time), r.language or None) for r in group], id=key)
        for key, group in groups.items()
    ]


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_mails(mails: Sequence[mail.Mail], agent: str | None, file: str) -> Conversation:
    names = [f"{m.name} (Service)" if m.service and agent is None else m.name for m in mails]
    roles = _mail_roles(names, agent, file)
    said = [(roles[name], m.text, m.time, None) for name, m in zip(names, mails, strict=True)]
    return _conversation(said, "email", title=mails[0].subject[:200])


def _mail_roles(names: Sequence[str], agent: str | None, file: str) -> dict[str, Speaker]:
    """A single writer who is not a service mailbox is the customer: customers write first."""
    distinct = set(names)
    if agent is None and len(distinct) == 1 and not names[0].endswith("(Service)"):
        return {names[0]: "customer"}
    return assign(names, agent=agent, file=file)


def _from_cues(cues: Sequence[subtitles.Cue], agent: str | None, file: str) -> Conversation:
    roles = assign([cue.name for cue in cues], agent=agent, file=file)
    return _conversation([(roles[cue.name], cue.text, None, None) for cue in cues], "phone")


def _checked(found: Sequence[Conversation], warnings: tuple[Message, ...], file: str) -> ReadFile:
    """Drop empty turns and refuse what no conversation can be; number the turns anew."""
    kept: list[Conversation] = []
    extra: list[Message] = []
    for conversation in found:
        said = [turn for turn in conversation.turns if turn.text.replace("\x00", "").strip()]
        if not said:
            raise InputProblem("no_turns_found", file=file)
        if len(said) > MAX_TURNS:
            raise InputProblem("too_many_turns", file=file, limit=MAX_TURNS)
        for turn in said:
            if len(turn.text) > MAX_TURN_CHARACTERS:
                raise InputProblem("turn_too_long", file=file, turn=turn.n, limit=MAX_TURN_CHARACTERS)
        if len(said) > MANY_TURNS:
            extra.append(Message("many_turns", {"file": file, "turns": len(said)}))
        turns = tuple(replace(turn, n=n, text=turn.text.replace("\x00", "").strip()) for n, turn in enumerate(said, 1))
        kept.append(replace(conversation, turns=turns))
    return ReadFile(tuple(kept), (*warnings, *extra))
