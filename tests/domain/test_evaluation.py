"""Figures of a set, result lists, and when an evaluation is passed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotse.domain.evaluation import Counts, percentile, rates, speeds, total
from lotse.domain.evaluation_cases import Threshold, check, is_measure, verdict
from lotse.domain.evaluation_search import judge, search_figures

# --- counts ----------------------------------------------------------------------------------------------------------


def test_every_claim_weighs_the_same_over_a_set() -> None:
    figures = rates("claims", total([Counts(1, 1, 1), Counts(3, 1, 0)]))
    assert figures == {"claims_precision": 0.5, "claims_recall": 0.25, "claims_f1": pytest.approx(1 / 3)}


def test_saying_nothing_where_something_is_true_is_worth_nothing() -> None:
    assert rates("claims", Counts(2, 0, 0)) == {"claims_recall": 0.0, "claims_f1": 0.0}


def test_where_there_was_nothing_to_say_there_is_no_figure() -> None:
    assert rates("claims", Counts()) == {}
    assert speeds([]) == {}


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50), st.floats(0, 100))
def test_a_percentile_was_measured(values: list[float], percent: float) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) >= percent / 100 * len(values) - 1e-6


# --- result lists ----------------------------------------------------------------------------------------------------


def test_the_right_article_first_is_best() -> None:
    best = judge(["a", "b"], {"a": 2, "b": 1}, shown=True)
    assert (best.ndcg, best.first) == (pytest.approx(1.0), True)
    swapped = judge(["b", "a"], {"a": 2, "b": 1}, shown=True)
    assert swapped.ndcg == pytest.approx((1 + 3 / 1.5849625) / (3 + 1 / 1.5849625))
    assert swapped.first is False
    assert judge([], {"a": 2}, shown=False).ndcg == 0.0


def test_passages_of_one_article_are_one_place() -> None:
    assert judge(["x", "x", "x", "a"], {"a": 2}, shown=True).ndcg == pytest.approx(1 / 1.5849625)


def test_an_article_after_the_tenth_is_not_found() -> None:
    assert judge([*map(str, range(10)), "a"], {"a": 2}, shown=True).ndcg == 0.0


def test_showing_something_where_there_is_no_answer_is_a_false_answer() -> None:
    answers = [
        judge(["a"], {"a": 2}, shown=True),
        judge(["b"], {"a": 2}, shown=False),
        judge(["a"], {}, shown=True),
        judge([], {}, shown=False),
    ]
    assert search_figures(answers) == {"ndcg10": 0.5, "top1": 0.5, "missed": 0.5, "false_answers": 0.5}


@given(st.lists(st.sampled_from("abcdef"), max_size=8), st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2)))
def test_a_gain_is_between_nothing_and_the_best(found: list[str], relevant: dict[str, int]) -> None:
    judged = judge(found, relevant, shown=True)
    assert judged.ndcg is None or 0.0 <= judged.ndcg <= 1.0 + 1e-9


# --- thresholds ------------------------------------------------------------------------------------------------------

MEASURES = {"llm.note.all.claims_f1": 0.5, "llm.rules.all.claims_f1": 0.45, "llm.model.all.unsupported": 0.2}


@pytest.mark.parametrize(
    ("threshold", "met"),
    [
        (Threshold("llm.note.all.claims_f1", low=0.5), True),
        (Threshold("llm.note.all.claims_f1", low=0.51), False),
        (Threshold("llm.model.all.unsupported", high=0.2), True),
        (Threshold("llm.model.all.unsupported", high=0.1), False),
        (Threshold("llm.note.all.claims_f1", low=0.05, over="llm.rules.all.claims_f1"), True),
        (Threshold("llm.note.all.claims_f1", low=0.06, over="llm.rules.all.claims_f1"), False),
        (Threshold("embedder.fused.all.top1", low=0.5), None),
        (Threshold("llm.note.all.claims_f1", low=0.0, over="llm.rules.en.claims_f1"), None),
    ],
)
def test_a_threshold_is_met_missed_or_could_not_be_checked(threshold: Threshold, met: bool | None) -> None:
    assert check([threshold], MEASURES)[0].met is met


def test_one_missed_threshold_fails_and_one_unchecked_is_no_pass() -> None:
    met, missed, unchecked = check(
        [
            Threshold("llm.note.all.claims_f1", low=0.1),
            Threshold("llm.note.all.claims_f1", low=0.9),
            Threshold("translator.translation.all.chrf", low=50),
        ],
        MEASURES,
    )
    assert verdict([met]) == "passed"
    assert verdict([met, unchecked]) == "incomplete"
    assert verdict([met, unchecked, missed]) == "failed"
    assert verdict([]) is None


def test_only_measures_that_exist_can_have_thresholds() -> None:
    assert is_measure("translator.translation.de-en.chrf")
    for wrong in ("llm.claims_f1", "llm.fused.all.top1", "embedder.fused.all.chrf", "nobody.note.all.claims_f1", ""):
        assert not is_measure(wrong)
