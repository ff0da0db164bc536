"""Texts that say the same in nearly the same words, by the runs of words they share (exact Jaccard, no sampling).

Owns the index of runs and the thresholds; must not decide what becomes of a duplicate. The cost of an article is the
number of its runs times the few articles that share one: a run that many articles have is boilerplate and leads
nowhere, and an article can be replaced without looking at the others again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from lotse.domain import lexicon
from lotse.domain.knowledge import ArticleId

RUN = 4
ALIKE = 0.6
"""Share of common runs, of those either has, from which two articles are near-duplicates."""

WITHIN = 0.9
"""Share of the shorter one's runs that the longer one holds: the one is a part of the other."""

PASSAGES_ALIKE = 0.7
FEWEST_RUNS = 12
"""A text of a line or two is alike to others by accident."""

_COMMON = 24
_NEVER_SHORTER = 0.25


@dataclass(frozen=True, slots=True)
class Duplicate:
    """`share` is the Jaccard of both articles' runs, `within` the share of the shorter's that the longer holds."""

    first: ArticleId
    second: ArticleId
    share: float
    within: float


class RunIndex:
    """The runs of every article added. Not for two threads at once."""

    def __init__(self) -> None:
        self._runs: dict[ArticleId, frozenset[int]] = {}
        self._holding: defaultdict[int, set[ArticleId]] = defaultdict(set)

    def add(self, article_id: ArticleId, text: str) -> None:
        """Take an article in, or exchange it."""
        self.remove(article_id)
        runs = _runs(text)
        self._runs[article_id] = runs
        for run in runs:
            self._holding[run].add(article_id)

    def remove(self, article_id: ArticleId) -> None:
        for run in self._runs.pop(article_id, frozenset()):
            holding = self._holding[run]
            holding.discard(article_id)
            if not holding:
                del self._holding[run]

    def near(self, article_id: ArticleId) -> tuple[Duplicate, ...]:
        """The near-duplicates of an article that was added, the most alike first."""
        own = self._runs.get(article_id, frozenset())
        if len(own) < FEWEST_RUNS:
            return ()
        shared: defaultdict[ArticleId, int] = defaultdict(int)
        for run in own:
            holding = self._holding[run]
            if len(holding) <= _COMMON:
                for other in holding:
                    shared[other] += 1
        del shared[article_id]
        found = [
            Duplicate(article_id, other, round(share, 3), round(within, 3))
            for other, common in shared.items()
            # Common runs were left out of the count: the exact one is taken only where it can matter.
            if common >= FEWEST_RUNS // 2
            for share, within in [_alike(own, self._runs[other])]
            if share >= ALIKE or within >= WITHIN
        ]
        return tuple(sorted(found, key=lambda one: (-one.share, one.second)))


def alike(first: str, second: str) -> bool:
    """Whether two passages say the same in nearly the same words."""
    one, other = _runs(first), _runs(second)
    if min(len(one), len(other)) < FEWEST_RUNS:
        return first.split() == second.split()
    return len(one & other) >= PASSAGES_ALIKE * len(one | other)


def _alike(one: frozenset[int], other: frozenset[int]) -> tuple[float, float]:
    common, shorter, longer = len(one & other), min(len(one), len(other)), max(len(one), len(other))
    if shorter < FEWEST_RUNS:
        return 0.0, 0.0
    # A short article quoted in a manual of fifty pages is no duplicate of it.
    within = common / shorter if shorter >= _NEVER_SHORTER * longer else 0.0
    return common / (len(one) + len(other) - common), within


@lru_cache(maxsize=512)
def _runs(text: str) -> frozenset[int]:
    words = lexicon.words(text)
    if len(words) < RUN:
        return frozenset((hash(words),)) if words else frozenset()
    return frozenset(hash(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
