"""A claim counts as found when it says the same about the same turns, however it is worded, and only once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotse.domain.evaluation import Counts
from lotse.domain.evaluation_claims import (
    MEASURED,
    Statement,
    match,
    match_sections,
    normal_value,
    numbers_backed,
    outcome_right,
    same_value,
    statement_of,
    token_f1,
    topics,
)
from lotse.domain.notes import Claim, Evidence


def step(text: str, *turns: int, **more: object) -> Statement:
    return Statement("steps_tried", text=text, turns=turns, **more)  # type: ignore[arg-type]


def fact(value: str, *turns: int, key: str = "", **more: object) -> Statement:
    return Statement("facts", value=value, turns=turns, key=key, **more)  # type: ignore[arg-type]


# --- texts -----------------------------------------------------------------------------------------------------------


def test_other_words_for_the_same_claim_are_the_same_claim() -> None:
    said = step("Ich habe den Router schon zweimal neu gestartet", 4)
    assert match([said], [step("Router zweimal neu gestartet", 4)]).counts == Counts(1, 1, 1)


def test_the_same_words_about_other_turns_are_another_claim() -> None:
    assert match([step("Router neu gestartet", 9)], [step("Router neu gestartet", 4)]).counts == Counts(1, 1, 0)


def test_one_turn_in_common_is_enough_evidence() -> None:
    assert match([step("Router neu gestartet", 2, 4)], [step("Router neu gestartet", 4, 5)]).counts.right == 1


def test_a_gold_claim_without_turns_is_compared_by_its_words() -> None:
    assert match([step("Router neu gestartet", 9)], [step("Router neu gestartet")]).counts.right == 1


def test_a_whole_turn_is_not_the_claim_in_it() -> None:
    long = (
        "Guten Tag, hier spricht Petersen, ich war gestern mit meinem Hund am See, das Wetter herrlich, abends Router "
        "neu gestartet, danach Fernsehen, Bruder zu Besuch, Kuchen gegessen"
    )
    assert match([step(long, 4)], [step("Router neu gestartet", 4)]).counts.right == 0


def test_another_wording_of_the_gold_counts_too() -> None:
    gold = step("Gerät vom Netz genommen", 4, also=("Router neu gestartet",))
    assert match([step("Router neu gestartet", 4)], [gold]).counts.right == 1


def test_saying_it_twice_is_one_too_many() -> None:
    twice = [step("Router neu gestartet", 4), step("den Router neu gestartet", 4)]
    assert match(twice, [step("Router neu gestartet", 4)]).counts == Counts(1, 2, 1)


def test_what_is_optional_counts_on_neither_side() -> None:
    gold = [step("Router neu gestartet", 4, optional=True)]
    assert match([], gold).counts == Counts(0, 0, 0)
    assert match([step("Router neu gestartet", 4)], gold).counts == Counts(0, 0, 0)
    assert match([step("Router neu gestartet", 4)] * 2, gold).counts == Counts(0, 0, 0)
    assert match([step("Kabel getauscht", 4)], gold).counts == Counts(0, 1, 0)


def test_as_many_claims_are_found_as_can_be() -> None:
    """The first found claim fits both gold claims, the second only one of them."""
    gold = [step("Rechnung geprüft", 1, 2), step("Rechnung geprüft und Betrag erstattet", 1, 2)]
    found = [step("Rechnung geprüft", 1), step("Rechnung geprüft", 2)]
    assert match(found, gold).counts.right == 2


# --- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("88,00 €", "88.00 EUR", "amount"),
        ("1.250,50 €", "1250.50 EUR", "amount"),
        ("£1,200", "1200.00 GBP", "amount"),
        ("12.02.2026", "2026-02-12", "date"),
        ("12. Februar 2026", "2026-02-12", "date"),
        ("0171 392 00 45", "+491713920045", "phone"),
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "iban"),
        ("10 482 931", "10482931", "customer_number"),
        ("v-4410327", "V4410327", "contract_number"),
        ("48.231 kWh", "48231", "meter_reading"),
        ("10 Uhr", "10:00", "time"),
        ("Frau Kestrup", "Jana Kestrup", "name"),
        ("Tulpenweg 14b", "Tulpenweg 14b, 50127 Musterstadt", "address"),
    ],
)
def test_the_same_value_written_otherwise_is_the_same(one: str, other: str, key: str) -> None:
    assert same_value(one, other, key)
    assert same_value(other, one, key)


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("88,00 €", "8800", "amount"),
        ("12,50 €", "1250", "amount"),
        ("12.02.2026", "2026-12-02", "date"),
        ("4711", "4712", "order_number"),
        ("0815", "815", "article_number"),
        ("Jana Kestrup", "Jana Meier", "name"),
        ("Tulpenweg 14b", "Tulpenweg 14", "address"),
        ("", "4711", "order_number"),
    ],
)
def test_another_value_is_another_value(one: str, other: str, key: str) -> None:
    assert not same_value(one, other, key)


def test_a_fact_is_found_by_its_value_whatever_it_is_called() -> None:
    assert match([fact("4711-22", 3, key="id")], [fact("471122", 3, key="customer_number")]).counts.right == 1


@given(st.text(max_size=30))
def test_reading_a_value_never_fails_and_is_the_same_value_as_itself(text: str) -> None:
    normal_value(text)
    assert same_value(text, text)


_statements = st.builds(
    Statement,
    section=st.sampled_from(MEASURED),
    text=st.sampled_from(["Router neu gestartet", "Kabel geprüft", "Rechnung zu hoch", ""]),
    value=st.sampled_from(["4711", "88,00 €", "Kestrup"]),
    turns=st.lists(st.integers(1, 4), max_size=3).map(tuple),
    optional=st.booleans(),
)


@given(st.lists(_statements, max_size=6), st.lists(_statements, max_size=6))
def test_never_more_is_right_than_was_said_or_is_true(found: list[Statement], gold: list[Statement]) -> None:
    for matched in match_sections(found, gold).values():
        assert 0 <= matched.counts.right <= min(matched.counts.gold, matched.counts.said)
        assert len({one for one, _ in matched.pairs}) == len({true for _, true in matched.pairs}) == len(matched.pairs)


@given(st.lists(_statements.filter(lambda s: s.text and s.turns and not s.optional), max_size=6, unique=True))
def test_the_gold_note_itself_is_perfect(gold: list[Statement]) -> None:
    for matched in match_sections(gold, gold).values():
        assert matched.counts.right == matched.counts.gold == matched.counts.said


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_of_words_is_between_nothing_and_one(one: str, other: str) -> None:
    assert 0.0 <= token_f1(one, other) <= 1.0


# --- the rest of a note ----------------------------------------------------------------------------------------------


def test_numbers_are_looked_up_in_their_turns_in_digits_and_in_words() -> None:
    turns = ["Das waren zwölf Euro fünfzig am 3. März um halb drei", "Kundennummer 4711 22"]
    assert numbers_backed("12,50 € am 3.3. um 14:30 Uhr, Nr. 471122", turns) == (4, 4)
    assert numbers_backed("13,50 €, am 4. März um 15 Uhr", turns) == (3, 0)
    assert numbers_backed("nichts", turns) == (0, 0)


def test_yes_or_no_asks_only_whether_it_was_resolved() -> None:
    assert outcome_right("resolved", True)
    assert outcome_right("partly", False)
    assert not outcome_right("partly", True)
    assert outcome_right("partly", ("unresolved", "partly"))
    assert not outcome_right("resolved", ("partly",))


def test_a_topic_needs_its_turn() -> None:
    assert topics({"debt": [2]}, {"debt": (2, 3)}) == Counts(1, 1, 1)
    assert topics({"debt": [7]}, {"debt": (2, 3)}) == Counts(1, 1, 0)
    assert topics({"health": [1]}, {}) == Counts(0, 1, 0)


def test_a_claim_is_compared_with_what_its_section_has() -> None:
    claim = Claim("1", "next_steps", "Geld erstatten", (Evidence(3),), "llm", owner="agent", due_date=date(2026, 2, 3))
    assert statement_of(claim) == Statement(
        "next_steps", text="Geld erstatten", turns=(3,), party="agent", due="2026-02-03"
    )
    assert statement_of(Claim("2", "summary", "Alles gut", (Evidence(3),), "llm")) is None
