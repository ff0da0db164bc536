"""Turns conversations into training samples: a window of turns and the increment that its fresh turns add.

Owns the cutting into windows and which corpora are trained on; what an annotation says is read in `corpora`. Must not
read a dev or test split unless asked for it by name.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lotse.domain.conversations import Turn
from lotse.domain.increments import CONTEXT_TURNS, MAX_CLAIMS, RawClaim, render_claims, render_window
from models.recipes.lm.corpora import bcontrast, multiwoz, single, star, taskmaster
from models.recipes.lm.corpora import sgd as schema_guided
from models.recipes.lm.corpora.annotated import RealTurn, rows
from models.recipes.lm.generator import GoldTurn, on_texts


@dataclass(frozen=True)
class Sample:
    prompt: str
    output: str
    turns: tuple[Turn, ...]
    fresh: int
    gold: tuple[RawClaim, ...]


MIXED = (1, 1, 1, 2, 2, 2, 3)
# The product asks about one new turn at a time.
MOSTLY_SINGLE = (1, 1, 1, 2)


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


def samples(
    dialogues: Iterable[Sequence[GoldTurn]], language: str, seed: int, sizes: Sequence[int] = MIXED
) -> Iterator[Sample]:
    rng = random.Random(f"{seed}/windows/{language}")
    for dialogue in dialogues:
        yield from windows(dialogue, language, rng, sizes)


# Real conversations --------------------------------------------------------------------------------------------------

QUOTAS: Mapping[str, int] = {
    "sgd": 90_000, "star": 40_000, "bcontrast-de": 9_000, "bcontrast-en": 6_000, "taskmaster4": 4_000,
    "multidogo": 10_000, "bitext": 1_500,
}  # fmt: skip
"""How many windows of each corpus are trained on at most."""

_PASSES = 3
_QUIET_SHARE = 0.3
_ROUGH_SHARE = 0.12


def real_conversations(
    data: Path, name: str, split: str, order: random.Random | None = None
) -> Iterator[tuple[RealTurn, ...]]:
    """The annotated conversations of one corpus, in an order drawn from `order`; `data` is the folder of dialogues."""
    match name:
        case "sgd":
            return schema_guided.conversations(data, split, order)
        case "star":
            return star.conversations(data, split, order)
        case "taskmaster4":
            return taskmaster.conversations(data, split, order)
        case "multiwoz21":
            return multiwoz.conversations(data, split, order)
        case "bcontrast-de" | "bcontrast-en":
            return bcontrast.conversations(data, split, name[-2:], order)
        case "multidogo":
            return single.multidogo(data, split, order)
        case "bitext":
            return single.bitext(data, order)
    raise ValueError(f"no such corpus: {name}")


def language_of(name: str) -> str:
    return "de" if name.endswith("-de") else "en"


def real_samples(
    data: Path,
    split: str = "train",
    *,
    seed: int = 0,
    languages: Sequence[str] = ("de", "en"),
    quotas: Mapping[str, int] = QUOTAS,
) -> Iterator[Sample]:
    """Windows of real conversations, at most `quotas` of each corpus, its conversations in an order drawn by `seed`.

    A corpus whose files are not there is left out. Turns whose annotation may be silent about something are context
    only. At most three in ten windows have nothing to say, and one conversation in eight is written as people type in a
    hurry or a machine writes down what it heard: small letters, no marks.
    """
    for name, quota in quotas.items():
        if language_of(name) not in languages:
            continue
        try:
            yield from itertools.islice(_passes(data, name, split, seed), quota)
        except FileNotFoundError:
            continue


def _passes(data: Path, name: str, split: str, seed: int) -> Iterator[Sample]:
    """A small corpus is read more than once: other turn numbers, other windows, other spelling."""
    for number in range(_PASSES):
        rng = random.Random(f"{seed}/{name}/{split}/{number}")
        yield from _balanced(real_conversations(data, name, split, rng), language_of(name), rng)


def _balanced(conversations: Iterable[Sequence[RealTurn]], language: str, rng: random.Random) -> Iterator[Sample]:
    given = quiet = 0
    for conversation in conversations:
        turns = moved(conversation, rng.choice((0, 0, rng.randint(1, 60), rng.randint(60, 260))))
        if rng.random() < _ROUGH_SHARE:
            turns = [_rough(turn) for turn in turns]
        for sample in sure_windows(turns, language, rng):
            if not sample.gold and quiet >= _QUIET_SHARE * (given + 1):
                continue
            given += 1
            quiet += not sample.gold
            yield sample


def sure_windows(turns: Sequence[RealTurn], language: str, rng: random.Random) -> Iterator[Sample]:
    """Windows whose fresh turns are all sure."""
    at = 0
    while at < len(turns):
        fresh = min(rng.choice(MOSTLY_SINGLE), len(turns) - at)
        if not all(turn.sure for turn in turns[at : at + fresh]):
            fresh = 1
        if turns[at].sure:
            context = min(at, rng.choice((1, *(CONTEXT_TURNS,) * 3)))
            part = turns[at - context : at + fresh]
            known = {turn.turn.n for turn in part}
            claims = tuple(
                claim
                for turn in part[context:]
                for claim in turn.claims
                if known.issuperset(claim.turns)
            )[:MAX_CLAIMS]  # fmt: skip
            spoken = tuple(turn.turn for turn in part)
            yield Sample(render_window(spoken, fresh, language), render_claims(claims), spoken, fresh, claims)
        at += fresh


def moved(turns: Sequence[RealTurn], by: int) -> list[RealTurn]:
    """The same conversation with other turn numbers."""
    if not by:
        return list(turns)
    return [
        replace(
            turn,
            turn=replace(turn.turn, n=turn.turn.n + by),
            claims=tuple(replace(claim, turns=tuple(n + by for n in claim.turns)) for claim in turn.claims),
        )
        for turn in turns
    ]


def _rough(turn: RealTurn) -> RealTurn:
    """The same turn in small letters and without marks at the end; its claims copy that."""

    def plain(text: str) -> str:
        return text.lower()

    text = turn.turn.text.lower().rstrip(".!")
    return replace(
        turn, turn=replace(turn.turn, text=text), claims=tuple(on_texts(claim, plain) for claim in turn.claims)
    )


def sgd(folder: Path, split: str) -> Iterator[tuple[RealTurn, ...]]:
    """The conversations of SGD's `split`."""
    return schema_guided.conversations(folder, split)


def bcontrast_german(folder: Path) -> Iterator[str]:
    """German service turns without claims: vocabulary only."""
    for row in rows(folder / "bcontrast" / "train.jsonl.gz"):
        yield from (turn["t_de"] for turn in row["turns"])
