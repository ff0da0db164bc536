"""Turns conversations into training samples: a window of turns and the increment that its fresh turns add.

Owns the reading of SGD's dialogue acts as claims and the cutting into windows. Must not read a dev or test split unless
asked for it by name.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lotse.domain.conversations import Turn
from lotse.domain.increments import CONTEXT_TURNS, MAX_CLAIMS, RawClaim, render_claims, render_window
from models.recipes.lm.generator import GoldTurn

_WISH = re.compile(
    r"(?:would (?:like|love)(?: you)? to|'d (?:like|love)(?: you)? to|want(?: you)? to|wanna|need(?: you)? to|"
    r"looking to|help me(?: to)?|can you(?: please)?|could you(?: please)?|would you|shall i|should i|can i|"
    r"trying to|planning to|looking for|interested in|like me to)\s+(?P<wish>[^.?!,;]{4,100})",
    re.IGNORECASE,
)
_CHOSEN = re.compile(r"(_name|^title|^venue|^airlines)$")


@dataclass(frozen=True)
class Sample:
    prompt: str
    output: str
    turns: tuple[Turn, ...]
    fresh: int
    gold: tuple[RawClaim, ...]


MIXED = (1, 1, 1, 2, 2, 2, 3)


def windows(
    dialogue: Sequence[GoldTurn], language: str, rng: random.Random, sizes: Sequence[int] = MIXED
) -> Iterator[Sample]:
    """Cut one conversation so that every turn is fresh exactly once."""
    at = 0
    while at < len(dialogue):
        fresh = min(rng.choice(sizes), len(dialogue) - at)
        context = min(at, rng.choice((1, *(CONTEXT_TURNS,) * 2)))
        window = dialogue[at - context : at + fresh]
        turns = tuple(gold.turn for gold in window)
        known = {turn.n for turn in turns}
        claims = tuple(c for gold in window[context:] for c in gold.claims if known.issuperset(c.turns))[:MAX_CLAIMS]
        yield Sample(render_window(turns, fresh, language), render_claims(claims), turns, fresh, claims)
        at += fresh


def sgd(folder: Path, split: str) -> Iterator[tuple[GoldTurn, ...]]:
    """Yield the conversations of SGD's `split` (`train`, `dev`, `test`) with claims derived from their acts."""
    with gzip.open(folder / "sgd" / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield tuple(_sgd_turns(json.loads(line)["turns"]))


def _sgd_turns(turns: list[dict]) -> Iterator[GoldTurn]:
    asked: dict[str, int] = {}
    offered: list[tuple[str, str]] = []
    proposal = ""
    for n, raw in enumerate(turns, start=1):
        acts = [_act(act) for act in raw["a"]]
        names = {name for name, _, _ in acts}
        text, claims = raw["t"], []
        if raw["s"] == "customer":
            if "INFORM_INTENT" in names:
                intent = next(value for name, _, value in acts if name == "INFORM_INTENT")
                claims.append(RawClaim("intent", (n,), text=_wish(text) or _words(intent)))
            if "AFFIRM_INTENT" in names and proposal:
                claims.append(RawClaim("intent", (n - 1, n), text=proposal))
            claims += _facts(acts, text, n)
            if "SELECT" in names:
                claims += [
                    RawClaim("fact", (n - 1, n), key=slot, value=value)
                    for slot, value in offered
                    if _CHOSEN.search(slot)
                ]
            slots = [slot for name, slot, _ in acts if name == "REQUEST"]
            if slots:
                claims += [RawClaim("open", (n,), text=question) for question in _questions(text)]
                asked = dict.fromkeys(slots, n)
        else:
            claims += _facts(acts, text, n)
            answered = sorted({asked.pop(slot) for name, slot, _ in acts if name == "INFORM" and slot in asked})
            claims += [RawClaim("answered", (question, n)) for question in answered]
            if "NOTIFY_SUCCESS" in names:
                claims.append(RawClaim("outcome", (n,), value="resolved"))
            if "NOTIFY_FAILURE" in names:
                claims.append(RawClaim("outcome", (n,), value="unresolved"))
            offered = [(slot, value) for name, slot, value in acts if name == "OFFER"]
            intent = next((value for name, _, value in acts if name == "OFFER_INTENT"), "")
            proposal = (_wish(text) or _words(intent)) if intent else ""
        yield GoldTurn(Turn(n, raw["s"], text), tuple(claims))


def _act(act: str) -> tuple[str, str, str]:
    name, _, rest = act.partition(":")
    slot, _, value = rest.partition("=")
    return name, slot, value


def _facts(acts: list[tuple[str, str, str]], text: str, n: int) -> list[RawClaim]:
    """Only values that stand in the turn: a small model is to copy, not to normalise."""
    said = {"True": "yes", "False": "no"}
    return [
        RawClaim("fact", (n,), key=slot, value=said.get(value, value))
        for name, slot, value in acts
        if name == "INFORM" and value and (value in said or value.lower() in text.lower())
    ]


def _wish(text: str) -> str:
    found = _WISH.search(text)
    return found["wish"].strip() if found else ""


def _words(intent: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", intent).lower()


def _questions(text: str) -> list[str]:
    sentences = re.findall(r"[^.?!]+[.?!]*", text)
    asked = [part.strip() for part in sentences if part.rstrip().endswith("?")]
    return [part[:150] for part in asked or [sentences[-1].strip()] if part]


def bcontrast_german(folder: Path) -> Iterator[str]:
    """German service turns without claims: vocabulary only."""
    path = folder / "bcontrast" / "train.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from (turn["t_de"] for turn in json.loads(line)["turns"])


def samples(
    dialogues: Iterable[Sequence[GoldTurn]], language: str, seed: int, sizes: Sequence[int] = MIXED
) -> Iterator[Sample]:
    rng = random.Random(f"{seed}/windows/{language}")
    for dialogue in dialogues:
        yield from windows(dialogue, language, rng, sizes)
