"""A threshold is the lowest by which the rate of false answers is to be expected, and is not chosen from too little."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotse.domain.errors import InputProblem
from lotse.domain.evaluation import wilson
from lotse.domain.thresholds import (
    Outcome,
    Thresholds,
    check_enough,
    chosen,
    least_without_answer,
    level,
    levels,
)

RIGHT = [Outcome(0.4 + n / 100, True, right=True, helps=True) for n in range(40)]
FALSE = [Outcome(n / 100, False) for n in range(40)]


def test_what_a_threshold_does_is_counted() -> None:
    outcomes = [
        Outcome(0.9, True, right=True, helps=True),
        Outcome(0.8, True, right=False, helps=True),
        Outcome(0.7, True),
        Outcome(0.2, True, right=True, helps=True),
        Outcome(0.7, False),
        Outcome(0.69, False),
    ]
    found = level(outcomes, 0.7)
    assert (found.answered, found.right, found.wrong, found.answerable) == (3, 1, 1, 4)
    assert (found.false_answers, found.unanswerable, found.false_rate) == (1, 2, 0.5)


def test_a_question_without_any_hit_gets_no_card_even_at_the_lowest_threshold() -> None:
    assert level([Outcome(0.0, True), Outcome(0.0, False)], 0.0).answered == 0
    assert level([Outcome(0.0, True), Outcome(0.0, False)], 0.0).false_answers == 0


def test_the_lowest_threshold_that_keeps_the_rate_is_chosen() -> None:
    outcomes = [*RIGHT, *FALSE]
    best = chosen(levels(outcomes), 0.05)
    # Of 40 questions one may get a card: one more of one more are 2 of 41, and 3 of 41 are more than 5 of 100.
    assert best.threshold == 0.39
    assert (best.false_answers, round(best.expected_false_rate, 4)) == (1, 0.0488)
    assert level(outcomes, 0.38).expected_false_rate > 0.05
    assert chosen(levels(outcomes), 0.5).threshold < best.threshold


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=60),
    st.lists(st.floats(0, 0.99), min_size=1, max_size=60),
    st.floats(0.01, 0.5),
)
def test_the_rate_is_kept_and_no_lower_step_keeps_it(right: list[float], false: list[float], most: float) -> None:
    outcomes = [*(Outcome(score, True, True, True) for score in right), *(Outcome(score, False) for score in false)]
    if len(false) < least_without_answer(most):
        with pytest.raises(InputProblem, match="calibration_impossible"):
            chosen(levels(outcomes), most)
        return
    found = chosen(levels(outcomes), most)
    assert found.false_rate <= found.expected_false_rate <= most + 1e-9
    lower = [one for one in levels(outcomes) if one.threshold < found.threshold]
    assert all(one.expected_false_rate > most for one in lower)
    assert [one.answered for one in levels(outcomes)] == sorted(
        (one.answered for one in levels(outcomes)), reverse=True
    )


def test_a_rate_that_nothing_keeps_is_said() -> None:
    with pytest.raises(InputProblem, match="calibration_impossible"):
        chosen(levels([*RIGHT, *(Outcome(1.0, False) for _ in range(20))]), 0.05)


@pytest.mark.parametrize(("most", "least"), [(0.05, 19), (0.5, 1), (0.01, 99), (0.03, 33), (0.1, 9)])
def test_so_many_questions_it_takes_to_expect_a_rate(most: float, least: int) -> None:
    assert least_without_answer(most) == least
    assert level([Outcome(0.1, False)] * least, 0.5).expected_false_rate <= most + 1e-9
    assert level([Outcome(0.1, False)] * (least - 1), 0.5).expected_false_rate > most


def test_new_questions_of_the_same_kind_keep_the_rate_on_average() -> None:
    """Scores drawn at random: what is chosen on 40 is tried on others, again and again."""
    draw = random.Random(7)
    held: list[float] = []
    for _ in range(300):
        outcomes = [Outcome(draw.random(), False) for _ in range(40)]
        held.append(1 - chosen(levels(outcomes), 0.05).threshold)  # the share of uniform scores above it
    assert 0.03 < sum(held) / len(held) <= 0.05


@pytest.mark.parametrize(("with_answer", "without"), [(9, 19), (10, 18), (0, 0)])
def test_too_few_questions_are_refused_with_what_it_takes(with_answer: int, without: int) -> None:
    check_enough([*RIGHT[:10], *FALSE[:19]], 0.05)
    with pytest.raises(InputProblem) as problem:
        check_enough([*RIGHT[:with_answer], *FALSE[:without]], 0.05)
    assert (problem.value.params["answerable"], problem.value.params["unanswerable"]) == (with_answer, without)
    assert (problem.value.params["least_answerable"], problem.value.params["least_unanswerable"]) == (10, 19)


def test_a_pack_without_a_threshold_of_its_own_follows_the_home_and_this_the_default() -> None:
    now = Thresholds({("strom", "e1"): 0.7, ("", "e1"): 0.6, ("gas", ""): 0.3}, 0.45)
    assert now.of("strom", "e1") == 0.7
    assert now.of("gas", "e1") == now.of("", "e1") == 0.6
    assert now.of("gas", "") == 0.3
    assert now.of("strom", "") == now.of("", "e2") == 0.45
    assert now.governed("", "gas", "e1")
    assert not now.governed("", "strom", "e1")
    assert now.governed("strom", "strom", "e2")
    assert not now.governed("gas", "strom", "e1")


def test_interval_of_a_share_holds_it_and_narrows_with_the_cases() -> None:
    # 1 of 22: 0.8 % to 21.8 %, as tables of Wilson's interval have it.
    low, high = wilson(1, 22)
    assert (round(low, 3), round(high, 3)) == (0.008, 0.218)
    assert wilson(0, 72)[1] > 0.05 > wilson(0, 74)[1]
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == 1.0
    widths = [wilson(n, 10 * n)[1] - wilson(n, 10 * n)[0] for n in (1, 10, 100)]
    assert widths == sorted(widths, reverse=True)
    with pytest.raises(ValueError, match="no cases"):
        wilson(0, 0)
