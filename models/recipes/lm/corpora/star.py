"""STAR: wizard replies with action labels, queries and what the knowledge base answered; own split field."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lotse.domain.conversations import Turn
from lotse.domain.increments import RawClaim
from models.recipes.lm.corpora import english
from models.recipes.lm.corpora.annotated import Conversation, RealTurn, alnum, covers, fact, rows, unique
from models.recipes.lm.corpora.keys import SECRET, key_of, plain

# Games, and what happens on a space ship, are no service.
_PLAYS = frozenset({"trivia", "spaceship"})
_WRAPPED = re.compile(r'^\s*(?:api\.\w+\()?\s*"?\s*(.*?)\s*"?\s*\)?\s*$')
_SKIP = frozenset(
    {"RequestType", "APIName", "Message", "id", "ReservationStatus", "Confirmation", "QuestionNum", "Question"}
)
_NO_VALUE = frozenset({"true", "false", "none", ""})
_NAMES = {"doctor": "doctor_name", "meeting": "person", "party": "venue", "restaurant": "place_name"} | dict.fromkeys(
    ("hotel", "apartment"), "place_name"
)
_SUCCESS = re.compile(r"successful|succeeded|confirm_booking$|confirm_rsvp|submitted|inform_confirmed")
_FAILURE = re.compile(r"failed|unavailable|nothing_found|not_available|cannot_authenticate|no_venue")
_ASKS_BOOKING = re.compile(r"ask_confirm_booking")
_ASKS_VALUE = re.compile(r"ask_(?!confirm|next|proceed|search_more|continue|more)")
_OPENS = re.compile(r"hello|anything_else|ask_search_more|more_questions")
_TELLS = re.compile(r"inform|provide|balance|result|forecast|instruction")
_PLEASED = re.compile(r"\b(?:thank|thanks|great|perfect|bye|that's all|that is all)\b", re.IGNORECASE)


def conversations(folder: Path, split: str, order: random.Random | None = None) -> Iterator[Conversation]:
    for row in rows(folder / "star" / "all.jsonl.gz", order):
        if row["split"] == split and row["domains"] and not _PLAYS & set(row["domains"]):
            yield read(row["turns"])


def _values(pairs: object, api: str) -> Iterator[tuple[str, str]]:
    """Slots with their values as plain words; a `Name` is what the service `api` deals in."""
    found = pairs if isinstance(pairs, list) else [pairs] if isinstance(pairs, dict) else []
    for part in found:
        if not isinstance(part, dict):
            continue
        for slot, raw in part.items():
            value = _WRAPPED.sub(r"\1", str(raw))
            if slot not in _SKIP and value.lower() not in _NO_VALUE and len(value) < 80:
                yield _NAMES.get(api.split("_")[0], slot) if slot == "Name" else slot, value


def read(turns: list[dict[str, Any]]) -> Conversation:
    spoken = [raw for raw in turns if raw["s"] in ("customer", "agent")]
    given = _given(turns)
    made: list[RealTurn] = []
    asked, failed, succeeded, wanted, before = 0, False, False, "", ""
    for n, raw in enumerate(spoken, start=1):
        text = " ".join(raw["t"].split())
        labels = raw.get("a") or []
        claims: list[RawClaim] = []
        optional: list[RawClaim] = []
        for slot, value in given.get(n, ()):
            claims += fact(key_of(slot, value), value, n, text) if plain(slot) not in SECRET else []
        sure = True
        if raw["s"] == "customer":
            words = english.wish(text)
            begins = not wanted or _OPENS.search(before) is not None
            if words and begins and alnum(words) != wanted and not _answers(made):
                claims.append(RawClaim("intent", (n,), text=words))
                wanted = alnum(words)
            elif words:
                optional.append(RawClaim("intent", (n,), text=words))
                sure = False
            questions = [one for one in english.questions(text, words) if one.endswith("?")]
            claims += [RawClaim("open", (n,), text=question) for question in questions]
            asked = n if questions else asked
            if n + 2 > len(spoken) and _PLEASED.search(text) and succeeded and not failed:
                claims.append(RawClaim("outcome", (n,), value="resolved"))
            # What the customer answered but no query shows was said all the same.
            shown = any(claim.section == "fact" for claim in claims) or not _ASKS_VALUE.search(before)
            sure = sure and shown and covers(tuple(claims), text)
        else:
            label = before = labels[0] if labels else "custom"
            if asked and _TELLS.search(label) and asked >= n - 2:
                claims.append(RawClaim("answered", (asked, n)))
                asked = 0
            elif asked >= n - 1 > 0 and asked:
                sure = False
            if _ASKS_BOOKING.search(label):
                optional += claims
            if _SUCCESS.search(label) and "ask" not in label:
                succeeded, failed = True, False
                what = english.done(text)
                sure = sure and bool(what)
                claims += [RawClaim("step", (n,), text=what, actor="agent")] if what else []
            if _FAILURE.search(label):
                failed = True
                claims.append(RawClaim("outcome", (n,), value="unresolved"))
            sure = sure and label != "custom" and covers(tuple(claims), text) and not english.PROMISE.search(text)
        made.append(RealTurn(Turn(n, raw["s"], text), unique(claims), tuple(optional), sure))
    return tuple(made)


def _answers(made: list[RealTurn]) -> bool:
    """Whether the turn before asked for something in particular: then a wish is its answer."""
    before = made[-1].turn.text if made else ""
    return "?" in before and not re.search(r"\b(?:help|else|do for you|assist)\b", before, re.IGNORECASE)


def _given(turns: list[dict[str, Any]]) -> dict[int, list[tuple[str, str]]]:
    """By turn: the values that a query shows the customer to have said, and those the agent passed on."""
    given: dict[int, list[tuple[str, str]]] = {}
    texts: dict[int, str] = {}
    told: list[tuple[str, str]] = []
    assigned: set[str] = set()
    n = 0
    for raw in turns:
        if raw["s"] in ("customer", "agent"):
            n += 1
            if raw["s"] == "agent":
                given[n] = list(told)
                told = []
            else:
                texts[n] = " ".join(raw["t"].split())
        elif raw["s"] == "action":
            for slot, value in _values(raw.get("constraints"), raw["api"]):
                if alnum(value) in assigned:
                    continue
                for at in sorted(texts, reverse=True):
                    if fact("value", value, at, texts[at]):
                        given.setdefault(at, []).append((slot, value))
                        assigned.add(alnum(value))
                        break
        else:
            told = list(_values(raw.get("item"), raw["api"]))
    return given
