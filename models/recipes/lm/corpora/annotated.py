"""What every corpus is read as: turns with gold claims, and the words that count as copied from a turn.

Owns the shape and the copying; knows no corpus.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lotse.domain.increments import MAX_TEXT, RawClaim, parse_increment, render_claims
from models.recipes.lm.generator import GoldTurn

_OUTER = re.compile(r"([^\w€$£@+]*)(.*?)([^\w€$£%?]*)\Z")
_SENTENCE = re.compile(r"(?<=[.?!…])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bSt\.)(?<!\d\.)[\"'”]?\s+")
_ALNUM = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class RealTurn(GoldTurn):
    """A turn of a real conversation.

    `claims` is what a note writer is taught to say here. `optional` are claims that are true but not asked for (an
    offer nobody took, something read back): saying them is neither right nor wrong. `sure` is false where the
    annotation may be silent about something a note would say: such a turn is context, never a lesson.
    """

    optional: tuple[RawClaim, ...] = ()
    sure: bool = True


Conversation = tuple[RealTurn, ...]


def rows(path: Path, order: random.Random | None = None) -> Iterator[dict[str, Any]]:
    """The objects of a file, in an order drawn from `order` where there is one. Read only as far as they are taken."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = list(file)
    if order is not None:
        order.shuffle(lines)
    yield from map(json.loads, lines)


def alnum(text: str) -> str:
    return "".join(_ALNUM.findall(text)).casefold()


def copied(value: str, text: str) -> str:
    """The run of whole words of `text` that is `value`, spelled as it stands there; empty when it does not."""
    parts = re.findall(r"\w+|[^\w\s]", value)
    if not parts or not alnum(value):
        return ""
    pattern = r"\s*".join(re.escape(part) for part in parts)
    for found in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", text, re.IGNORECASE):
        run = whole_words(text, found.start(), found.end())
        if alnum(run) == alnum(value):
            return run
    return ""


def whole_words(text: str, start: int, end: int) -> str:
    """The words that `text[start:end]` touches, without the punctuation around them."""
    start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    stops = [at for at in (text.find(" ", end), text.find("\n", end)) if at >= 0]
    run = " ".join(text[start : min(stops, default=len(text))].split())
    found = _OUTER.fullmatch(run)
    return found[2] if found and found[2] else run


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def shortened(text: str, longest: int = MAX_TEXT - 10) -> str:
    """At most `longest` characters of `text`, ending with a word."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0]


def fact(key: str, value: str, turn: int, text: str) -> list[RawClaim]:
    """A fact if `value` stands in `text`, else nothing."""
    run = copied(value, text).rstrip("?")
    return [RawClaim("fact", (turn,), key=key, value=run)] if run and len(run) < MAX_TEXT else []


def unique(claims: list[RawClaim]) -> tuple[RawClaim, ...]:
    """Each value of a turn once, the first key that names it; only what the product's own parser takes."""
    kept: dict[tuple[str, ...], RawClaim] = {}
    for claim in claims:
        if parse_increment(render_claims([claim]), claim.turns) != (claim,):
            continue
        said = (claim.section, alnum(claim.text), alnum(claim.value), *map(str, claim.turns))
        kept.setdefault(said, claim)
    return tuple(kept.values())


def covers(claims: tuple[RawClaim, ...], text: str) -> bool:
    """Whether every number of `text` is part of a claim's words."""
    said = " ".join(f"{claim.text} {claim.value}" for claim in claims)
    return set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", said))
