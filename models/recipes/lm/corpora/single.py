"""Single customer turns: MultiDoGO's slots and Bitext's requests. No agent, so one turn is all there is to read."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

from lotse.domain.conversations import Turn
from lotse.domain.increments import RawClaim
from models.recipes.lm.corpora import english
from models.recipes.lm.corpora.annotated import Conversation, RealTurn, covers, rows, unique
from models.recipes.lm.corpora.keys import SECRET, key_of

_QUIET = frozenset("confirmation rejection thankyou openinggreeting closinggreeting".split())
_PROMPTED = frozenset({"contentonly"})
_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|gmail\w*|yahoo\w*|com|street|road)\b", re.IGNORECASE
)


def multidogo(folder: Path, split: str, order: random.Random | None = None) -> Iterator[Conversation]:
    """Customer turns with slots; those that want something are taken only where the wish stands in words."""
    for row in rows(folder.parent / "intents" / "multidogo" / f"turn.{split}.jsonl.gz", order):
        words, slots = row["text"].split(), row["slots"].split()
        if len(words) != len(slots) or "<div>" in row["intent"] or row["intent"] == "outofdomain":
            continue
        claims = [
            RawClaim("fact", (1,), key=key_of(slot, value), value=value)
            for slot, value in _runs(words, slots)
            if slot not in SECRET
        ]
        text = row["text"]
        sure = covers(tuple(claims), text) and (bool(claims) or not _NUMBER_WORD.search(text))
        wanted = english.wish(text)
        if row["intent"] not in _QUIET | _PROMPTED and wanted:
            claims.append(RawClaim("intent", (1,), text=wanted))
        elif wanted or row["intent"] not in _QUIET | _PROMPTED:
            sure = False
        if row["intent"] in _PROMPTED and not claims:
            sure = False
        kept = unique(claims)
        yield (RealTurn(Turn(1, "customer", text), kept, (), sure and len(kept) == len(claims)),)


def _runs(words: list[str], slots: list[str]) -> Iterator[tuple[str, str]]:
    at = 0
    for slot, group in itertools.groupby(slots):
        size = len(list(group))
        value = " ".join(words[at : at + size])
        at += size
        if slot != "O" and len(value) < 80:
            yield slot, value


def bitext(folder: Path, order: random.Random | None = None) -> Iterator[Conversation]:
    """Requests to customer support, some with typing errors. There is one split only; it is for training."""
    for row in rows(folder.parent / "intents" / "bitext-customer-support" / "all.jsonl.gz", order):
        text = " ".join(row["instruction"].split())
        wanted = english.wish(text)
        if len(wanted.split()) > 2 and "{" not in text and not any(character.isdigit() for character in text):
            yield (RealTurn(Turn(1, "customer", text), (RawClaim("intent", (1,), text=wanted),)),)
