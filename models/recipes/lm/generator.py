"""Writes service conversations together with the exact increments of their note.

Owns what training and evaluation ask for: which conversations belong to which split, and how much of each kind is in.
The wording is in the packs; the narrow generator makes the held-out set by which versions are compared.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from models.recipes.lm import narrow, noise, phrases_de, phrases_en
from models.recipes.lm.grammar import is_held_out, skeleton
from models.recipes.lm.narrow import GoldTurn, on_texts
from models.recipes.lm.pack_de import German
from models.recipes.lm.pack_en import English
from models.recipes.lm.talk import SCENES, Talk

__all__ = ["HELD_OUT_INDUSTRIES", "GoldTurn", "dialogues", "held_out_skeletons", "is_held_out", "on_texts"]
HELD_OUT_INDUSTRIES = narrow.HELD_OUT_INDUSTRIES
# Of the training conversations: the rest come from the wide grammars.
_NARROW_SHARE = 0.12
_UNSEEN = 0.6


def dialogues(seed: int, count: int, *, language: str, split: str) -> Iterator[tuple[GoldTurn, ...]]:
    """Yield `count` conversations. `train` mixes both generators; `heldout` is the narrow one's, unchanged, and
    `heldout-wide` the wide one's, both with patterns that training never sees."""
    if split == "heldout":
        yield from narrow.dialogues(seed, count, language=language, split=split)
        return
    rng = random.Random(f"{seed}/{language}/{split}/wide")
    old = narrow.dialogues(seed, count, language=language, split="train") if split == "train" else iter(())
    for _ in range(count):
        if split == "train" and rng.random() < _NARROW_SHARE:
            yield next(old)
        else:
            yield wide(rng, language, _UNSEEN if split == "heldout-wide" else 0.0)


def wide(rng: random.Random, language: str, unseen: float = 0.0) -> tuple[GoldTurn, ...]:
    """Return one conversation of the wide grammars; `unseen` is the share of patterns that training never sees."""
    spoken = pack(language)
    first = rng.choice((1, 1, 1, rng.randint(2, 9), rng.randint(10, 99), rng.randint(100, 260)))
    style = rng.choices(*_STYLES)[0]
    talk = Talk(rng, spoken, rng.choice(spoken.industries), first=first, unseen=unseen, style=style)
    if rng.random() < 0.93:
        talk.opening()
    for scene in rng.choices(*_SCENES, k=rng.randint(3, 7)):
        scene(talk)
    if rng.random() < 0.65:
        talk.closing()
    return tuple(talk.turns)


_STYLES = tuple(zip(*noise.STYLES, strict=True))
_SCENES = tuple(zip(*SCENES, strict=True))


@cache
def pack(language: str) -> German | English:
    """Return the wide grammars of `language`, without what the held-out sets rest on."""
    return (German if language == "de" else English)(held_out_skeletons(language))


def held_out_skeletons(language: str) -> frozenset[str]:
    """Return the skeletons of every pattern that the narrow generator keeps out of training."""
    phrases = phrases_de if language == "de" else phrases_en
    pools = [value for name, value in vars(phrases).items() if name.isupper() and isinstance(value, str)]
    for name, industry in phrases.INDUSTRIES.items():
        pools += [lines for lines in industry.values() if name not in HELD_OUT_INDUSTRIES]
    found: set[str] = set()
    for pool in pools:
        lines = pool.split("\n") if "\n" in pool else pool.split("|")
        if len(lines) >= 6:
            found.update(_sentence(line, language) for line in lines if is_held_out(line))
    for name in HELD_OUT_INDUSTRIES:
        for lines in phrases.INDUSTRIES[name].values() if name in phrases.INDUSTRIES else ():
            found.update(_sentence(line, language) for line in lines.split("\n"))
    return frozenset(found - {""})


def _sentence(line: str, language: str) -> str:
    """Return what the narrow generator's `line` says: a German action is object and verb, an English one a phrase."""
    parts = line.partition("=>")[0].split("|")
    return skeleton(" ".join(parts[: 2 if language == "de" else 1]))
