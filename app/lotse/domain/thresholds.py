"""From which score on a hit is shown, chosen for a pack from example questions; what each choice would answer or show.

Owns the counting and the choice. Must not search. A score depends on the embedder, so a threshold holds for the one it
was measured with; words alone (no embedder) are one case of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lotse.domain.errors import InputProblem
from lotse.domain.evaluation import wilson
from lotse.domain.filters import OWN

MOST_FALSE = 0.05
LEAST_WITH_ANSWER = 10
STEP = 0.01
_PLACES = 2


@dataclass(frozen=True, slots=True)
class PackThreshold:
    """What holds for the articles of `pack` (`OWN`: those of no pack, and of packs without a threshold of their own)
    while `embedder` (its fingerprint; empty: words alone) answers.

    The counts say what it was measured on; all are 0 for one that was set by hand.
    """

    pack: str
    embedder: str
    threshold: float
    day: date
    most_false: float = 0.0
    answered: int = 0
    answerable: int = 0
    false_answers: int = 0
    unanswerable: int = 0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What holds now: `found` by pack and embedder, `default` where nothing was calibrated."""

    found: Mapping[tuple[str, str], float]
    default: float

    def of(self, pack: str, embedder: str) -> float:
        """A pack's own, else that of the home's own articles, else the default."""
        return self.found.get((pack, embedder), self.found.get((OWN, embedder), self.default))

    def governed(self, wanted: str, pack: str, embedder: str) -> bool:
        """Whether what is set for `wanted` holds for the articles of `pack`."""
        return wanted == pack or (wanted == OWN and (pack, embedder) not in self.found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best hit for one question: its `score` (0: there was none), whether it is the right article, or one that
    helps at all. `answerable`: there is a right one."""

    score: float
    answerable: bool
    right: bool = False
    helps: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """What one threshold does. Of the `answerable` questions `answered` get a card, for `right` of them the right
    article is on top, for `wrong` one that does not help; of the `unanswerable` ones `false_answers` get a card."""

    threshold: float
    answered: int
    right: int
    wrong: int
    answerable: int
    false_answers: int
    unanswerable: int

    @property
    def false_rate(self) -> float:
        return self.false_answers / self.unanswerable

    @property
    def expected_false_rate(self) -> float:
        """What is to be expected of new questions of the same kind, on average at most: one more question, falsely
        answered (as in split conformal prediction, Vovk et al. 2005). The counted rate is too low for that, because the
        threshold was chosen to keep it low on these very questions."""
        return (self.false_answers + 1) / (self.unanswerable + 1)

    @property
    def false_interval(self) -> tuple[float, float]:
        """Where the true rate lies, 95 times of 100."""
        return wilson(self.false_answers, self.unanswerable)


def least_without_answer(most_false: float) -> int:
    """So many questions it takes until a rate can be expected to be kept at all: with no false answer among them."""
    return math.ceil(1 / most_false - 1e-9) - 1


def check_enough(outcomes: Sequence[Outcome], most_false: float) -> None:
    """Raises `InputProblem("calibration_too_few")`."""
    with_answer = sum(one.answerable for one in outcomes)
    without = len(outcomes) - with_answer
    least = least_without_answer(most_false)
    if with_answer < LEAST_WITH_ANSWER or without < least:
        raise InputProblem(
            "calibration_too_few",
            answerable=with_answer, least_answerable=LEAST_WITH_ANSWER,
            unanswerable=without, least_unanswerable=least, percent=_percent(most_false),
        )  # fmt: skip


def level(outcomes: Sequence[Outcome], threshold: float) -> Level:
    shown = [one for one in outcomes if one.score > 0 and one.score >= threshold]
    known = [one for one in shown if one.answerable]
    answerable = sum(one.answerable for one in outcomes)
    return Level(
        threshold,
        answered=len(known),
        right=sum(one.right for one in known),
        wrong=sum(not one.helps for one in known),
        answerable=answerable,
        false_answers=len(shown) - len(known),
        unanswerable=len(outcomes) - answerable,
    )


def levels(outcomes: Sequence[Outcome]) -> tuple[Level, ...]:
    """All thresholds there are to choose from, lowest first."""
    return tuple(level(outcomes, round(step * STEP, _PLACES)) for step in range(1, round(1 / STEP) + 1))


def chosen(found: Iterable[Level], most_false: float) -> Level:
    """The lowest threshold by which at most `most_false` of new questions without an answer are to be expected to get a
    card.

    Not the counted rate: on titles of another help centre, 20 questions and 5 of 100 wanted, 9.5 of 100 others got one.
    Nor the upper end of its interval, which takes 73 questions and then leaves two thirds of what it knows unanswered;
    with this rule it were 4.2 to 4.5 of 100, for 20 to 150 questions. Raises `InputProblem("calibration_impossible")`.
    """
    for one in found:
        if one.expected_false_rate <= most_false + 1e-9:
            return one
    raise InputProblem("calibration_impossible", percent=_percent(most_false))


def _percent(share: float) -> str:
    return f"{100 * share:g}"
