"""How good a result list is: the right article first, the good ones early, and nothing where there is nothing.

Grades are of articles: 2 answers the question, 1 helps. A question without any has no answer here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lotse.domain.evaluation import mean, share

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and what was found for it. `ndcg`, `first` are `None` where there is no answer to find."""

    answerable: bool
    shown: bool
    ndcg: float | None = None
    first: bool | None = None


def judge(found: Sequence[str], relevant: Mapping[str, int], *, shown: bool) -> Answered:
    """`found` are article ids, best first, repeats allowed; `shown` is whether a card would be shown at all."""
    articles = list(dict.fromkeys(found))[:DEPTH]
    grades = {article: grade for article, grade in relevant.items() if grade > 0}
    if not grades:
        return Answered(answerable=False, shown=shown)
    best = max(grades.values())
    return Answered(
        answerable=True,
        shown=shown,
        ndcg=gain([grades.get(article, 0) for article in articles]) / gain(sorted(grades.values(), reverse=True)),
        first=bool(articles) and grades.get(articles[0], 0) == best,
    )


def gain(grades: Sequence[int]) -> float:
    """Discounted cumulative gain of the first `DEPTH` (Järvelin & Kekäläinen 2002, with 2^grade - 1)."""
    return math.fsum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:DEPTH]))


def search_figures(answers: Sequence[Answered]) -> dict[str, float]:
    """`ndcg10`, `top1`, `missed` (nothing shown where there is an answer), `false_answers` (shown where is none)."""
    there = [one for one in answers if one.answerable]
    nothing = [one for one in answers if not one.answerable]
    return {
        **mean("ndcg10", [one.ndcg for one in there if one.ndcg is not None]),
        **share("top1", sum(bool(one.first) for one in there), len(there)),
        **share("missed", sum(not one.shown for one in there), len(there)),
        **share("false_answers", sum(one.shown for one in nothing), len(nothing)),
    }
