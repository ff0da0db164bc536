"""How good answers are: counts of what was said, what was true and what was both, and the figures made of them.

Owns counting and rates over a whole set, pure and the same for every part. Which claims are the same claim is in
`evaluation_claims`, how a translation is compared in `evaluation_text`, how a result list is in `evaluation_search`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

EvaluatedRole = Literal["llm", "embedder", "translator"]
ROLES: tuple[EvaluatedRole, ...] = ("llm", "embedder", "translator")

Figures = Mapping[str, float]
"""Names of measures and their values; a measure that nothing was there for is absent, never 0."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one kind of thing: how many are true (`gold`), how many were said, how many of those are right."""

    gold: int = 0
    said: int = 0
    right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.gold + other.gold, self.said + other.said, self.right + other.right)

    @property
    def precision(self) -> float | None:
        """Share of what was said that is right; `None` when nothing was said."""
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """Share of what is true that was said; `None` when nothing is true."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; saying nothing where something is true is 0. `None` when there is neither."""
        return 2 * self.right / (self.gold + self.said) if self.gold + self.said else None


def total(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


def rates(name: str, counts: Counts) -> dict[str, float]:
    """`<name>_precision`, `<name>_recall` and `<name>_f1` of a set: every claim weighs the same."""
    named = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    return {f"{name}_{rate}": value for rate, value in named.items() if value is not None}


def share(name: str, part: int, whole: int) -> dict[str, float]:
    return {name: part / whole} if whole else {}


def mean(name: str, values: Sequence[float]) -> dict[str, float]:
    return {name: sum(values) / len(values)} if values else {}


def wilson(part: int, whole: int, z: float = 1.96) -> tuple[float, float]:
    """The interval in which a true share lies 95 times of 100 (Wilson 1927), also for few cases and for none of them.

    Raises `ValueError` for no cases.
    """
    if whole <= 0:
        raise ValueError("no cases")
    found, square = part / whole, z * z / whole
    middle = (found + square / 2) / (1 + square)
    half = z * math.sqrt(found * (1 - found) / whole + square / (4 * whole)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def percentile(values: Sequence[float], percent: float) -> float:
    """Nearest rank: a value that was measured, not one between two. Raises `ValueError` for no values."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(1, math.ceil(percent / 100 * len(ordered))) - 1]


def speeds(milliseconds: Sequence[float]) -> dict[str, float]:
    """Time per item: half of them were faster than `ms_p50`, 95 of 100 than `ms_p95`."""
    if not milliseconds:
        return {}
    return {"ms_p50": percentile(milliseconds, 50), "ms_p95": percentile(milliseconds, 95)}
