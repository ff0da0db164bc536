"""Cards follow the subject of the conversation: what fits it rises, a stray match stays away, thanks change nothing."""

from __future__ import annotations

from lotse.domain.knowledge import ArticleId
from lotse.domain.topic import CARD_SCORE, follow

BILL, MOVE, POWER = ArticleId("bill"), ArticleId("move"), ArticleId("power")


def test_a_sure_hit_is_a_card_and_a_weak_one_is_not() -> None:
    assert list(follow([{BILL: 0.8, MOVE: 0.3}])) == [BILL]
    assert follow([{BILL: CARD_SCORE - 0.01}]) == {}
    assert follow([]) == {}


def test_what_fits_the_turns_before_rises_and_a_stray_match_stays_away() -> None:
    assert list(follow([{BILL: 0.9}, {BILL: 0.45, POWER: 0.65}])) == [BILL]
    assert list(follow([{POWER: 0.65}])) == [POWER]


def test_a_new_subject_comes_through_when_it_is_sure_and_then_stays() -> None:
    turns = [{BILL: 0.7}, {MOVE: 0.9}, {MOVE: 0.95}]
    assert MOVE in follow(turns)
    assert next(iter(follow(turns))) == MOVE


def test_a_turn_that_finds_nothing_keeps_the_cards() -> None:
    assert follow([{BILL: 0.8}, {}]) == follow([{BILL: 0.8}])
    assert follow([{BILL: 0.8}, {POWER: 0.1}]) == follow([{BILL: 0.8}])


def test_scores_stay_between_zero_and_one() -> None:
    assert all(0 <= score <= 1 for score in follow([{BILL: 1.0, MOVE: 0.9}] * 5).values())
