"""MultiWOZ 2.1: acts with slots. There are a `val` (here `dev`) and a `test` split only: it is never trained on."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lotse.domain.conversations import Turn
from lotse.domain.increments import RawClaim
from models.recipes.lm.corpora import english
from models.recipes.lm.corpora.annotated import Conversation, RealTurn, alnum, fact, rows, unique
from models.recipes.lm.corpora.keys import key_of

_FILES = {"dev": "val", "test": "test"}
_NO_VALUE = frozenset({"", "none", "?", "yes", "no", "do n't care", "dontcare", "free"})
_GLUED = re.compile(r" (?=[.,?!;:]|n't\b|'(?:s|m|re|ll|ve|d)\b)")
_SLOTS = {"Name": "place_name", "Id": "train_id"}
_OFFERS = ("Recommend", "Select", "NoOffer", "NoBook", "OfferBook")


def conversations(folder: Path, split: str, order: random.Random | None = None) -> Iterator[Conversation]:
    for row in rows(folder / "multiwoz21" / f"{_FILES[split]}.jsonl.gz", order):
        yield read(row["turns"])


def read(turns: list[dict[str, Any]]) -> Conversation:
    asked: dict[tuple[str, str], int] = {}
    wanted_domains: set[str] = set()
    made: list[RealTurn] = []
    for n, raw in enumerate(turns, start=1):
        # The corpus is cut into tokens; people are not.
        text = " ".join(_GLUED.sub("", raw["t"]).split())
        acts = [(*name.split("-", 1), slot, value) for name, pairs in raw["a"].items() for slot, value in pairs]
        claims: list[RawClaim] = []
        optional: list[RawClaim] = []
        for _, kind, slot, value in acts:
            if value.lower() in _NO_VALUE or slot in ("none", "Choice"):
                continue
            value = _GLUED.sub("", value)
            found = fact(key_of(_SLOTS.get(slot, slot), value), value, n, text)
            (optional if kind in _OFFERS and raw["s"] == "agent" else claims).extend(found)
        domains = {domain for domain, *_ in acts} - {"general", "Booking"}
        if raw["s"] == "customer":
            words = english.wish(text) if domains - wanted_domains else ""
            if words:
                claims.append(RawClaim("intent", (n,), text=words))
                wanted_domains |= domains
            slots = {(domain, slot) for domain, kind, slot, _ in acts if kind == "Request"}
            if slots:
                claims += [RawClaim("open", (n,), text=question) for question in english.questions(text, words)]
                asked = dict.fromkeys(slots, n)
            if n + 2 > len(turns) and any(kind in ("thank", "bye") for _, kind, *_ in acts):
                claims.append(RawClaim("outcome", (n,), value="resolved"))
        else:
            given = {(domain, slot) for domain, kind, slot, _ in acts if kind not in ("Request", "NoOffer")}
            given |= {
                (domain, slot)
                for domain in ("Train", "Hotel", "Restaurant")
                for where, slot in given
                if where == "Booking"
            }
            answered = sorted({asked.pop(pair) for pair in given & asked.keys()})
            claims += [RawClaim("answered", (question, n)) for question in answered]
            if any(kind in ("Book", "OfferBooked") for _, kind, *_ in acts) and (what := english.done(text)):
                claims.append(RawClaim("step", (n,), text=what, actor="agent"))
        known = {alnum(claim.value) for claim in claims if claim.section == "fact"}
        optional = [claim for claim in optional if alnum(claim.value) not in known]
        made.append(RealTurn(Turn(n, raw["s"], text), unique(claims), tuple(optional)))
    return tuple(made)
