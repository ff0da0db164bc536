"""What the stages learn from: a general mixture first, then one for each direction with service sentences and Sie.

Writes nothing. The German written in the direction to German is put into the formal address; where that is not
possible, the pair is left out.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from models.recipes.mt.address import formal, infinitives_of
from models.recipes.mt.corpus import (
    FAMILIAR_SOURCES,
    SOURCES,
    Pair,
    is_held_out,
    is_usable,
    mask_variables,
    read_pairs,
)
from models.recipes.mt.masking import beside, mask_as_product, mask_names
from models.recipes.mt.service import service_pairs

NAMES_SHARE = 0.15
BESIDE_SHARE = 0.07


def shared_pairs(data: Path, seed: int) -> list[Pair]:
    """The general mixture that both directions learn from first, in random order; the address as it stands."""
    rng = random.Random(seed)
    chosen = []
    for source, (limit, repeats) in SOURCES.items():
        rows = _usable(data, source, rng)[:limit]
        chosen += [found for _ in range(repeats) for pair in rows if (found := _masked(pair, rng)) is not None]
    rng.shuffle(chosen)
    return chosen


def focus_pairs(data: Path, sources: dict[str, tuple[int, int]], direction: str, service: int, seed: int) -> list[Pair]:
    """The pairs of one direction in random order: `service` own sentences and the corpora named."""
    rng = random.Random(seed)
    chosen = service_pairs(service, rng)
    counts = Counter(service=len(chosen))
    usable = {source: _usable(data, source, rng) for source in sources}
    infinitives = infinitives_of(pair.de for rows in usable.values() for pair in rows)
    for source, (limit, repeats) in sources.items():
        rows = usable[source]
        if direction == "en_de" and source.startswith(FAMILIAR_SOURCES):
            formal_rows = [pair for row in rows[: 2 * limit] if (pair := _formal(row, infinitives)) is not None]
            counts["no formal address"] += min(len(rows), 2 * limit) - len(formal_rows)
            rows = formal_rows
        rows = rows[:limit]
        chosen += [found for _ in range(repeats) for pair in rows if (found := _masked(pair, rng)) is not None]
        counts[source] = len(rows) * repeats
    print(direction, dict(counts), flush=True)
    rng.shuffle(chosen)
    return chosen


def _usable(data: Path, source: str, rng: random.Random) -> list[Pair]:
    """The cleaned rows of a source in random order, without the rows held out for development."""
    rows = [pair for pair in map(mask_variables, read_pairs(data, source, "train")) if is_usable(pair)]
    if source.startswith("tatoeba"):
        rows = [pair for pair in rows if not is_held_out(pair)]
    rng.shuffle(rows)
    return rows


def _formal(pair: Pair, infinitives: frozenset[str]) -> Pair | None:
    de = formal(pair.de, pair.en, infinitives)
    return None if de is None else Pair(de, pair.en)


def _masked(pair: Pair, rng: random.Random) -> Pair | None:
    found = pair if "⟦" in pair.de else mask_as_product(pair, rng)
    if found is None:
        # Numbers that are written differently on the two sides: seldom useful, the program masks them all.
        return pair if rng.random() < 0.3 else None
    if rng.random() < NAMES_SHARE:
        found = mask_names(found, rng)
    return beside(found, rng) if rng.random() < BESIDE_SHARE else found
