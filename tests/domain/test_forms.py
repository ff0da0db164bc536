"""A statement has the form of what it says it is; literal nonsense of a model does not pass for a fact or a question."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.increments import RawClaim
from lotse.domain.merging import claim_from

SAID = (
    ("customer", "Hier ist Frau Sommer, Kundin seit 2014. Meine Kundennummer ist 10482931, Vertrag V-4410327."),
    ("agent", "Frau Brandt am Apparat. Die Kälte hält etwa 24 Stunden, die Laufzeit ist 24 Monate."),
    (
        "customer",
        "Wie lange dauert das denn? Ich wohne in der Hafenstraße 14, 00815 Musterfurt, in San Jose war ich auch.",
    ),
    ("agent", "Ich melde mich bis zum 6. Februar unter 0171 3920045 oder anna.sommer@post.example, es sind 88,00 €."),
    ("customer", "null sieben eins"),
)


def talk() -> Conversation:
    started = datetime(2026, 2, 3, 10, 0, tzinfo=UTC)
    turns = tuple(Turn(n, who, text, started) for n, (who, text) in enumerate(SAID, 1))  # type: ignore[arg-type]
    return Conversation(ConversationId("x"), turns, language="de", started=started)


def reason(section: str, text: str, turn: int, key: str = "") -> str:
    raw = RawClaim(section, (turn,), text="" if key else text, key=key, value=text if key else "", actor="agent")  # type: ignore[arg-type]
    claim = claim_from(raw, talk())
    assert claim is not None
    return claim.reason


@pytest.mark.parametrize(
    ("key", "value", "turn"),
    [
        ("customer_number", "10482931", 1),
        ("contract_number", "V-4410327", 1),
        ("address", "Hafenstraße 14, 00815 Musterfurt", 3),
        ("city", "San Jose", 3),
        ("date", "6. Februar", 4),
        ("phone", "0171 3920045", 4),
        ("email", "anna.sommer@post.example", 4),
        ("amount", "88,00 €", 4),
    ],
)
def test_a_value_of_its_kind_is_supported(key: str, value: str, turn: int) -> None:
    assert reason("fact", value, turn, key) == ""


@pytest.mark.parametrize(
    ("key", "value", "turn"),
    [
        ("customer_number", "2014", 1),
        ("contract_number", "24 Monate", 2),
        ("case_number", "Hafenstraße 14", 3),
        ("email", "Die Kälte hält", 2),
        ("iban", "Die Kälte hält", 2),
        ("address", "24 Stunden", 2),
        ("meter_reading", "24", 2),
        ("meter_reading", "0171", 4),
        ("address", "Die Kälte hält etwa", 2),
        ("amount", "24 Stunden", 2),
        ("phone", "Stunden", 2),
        ("date", "melde mich bis zum 6. Februar", 4),
        ("product", "Stunden", 2),
        ("product", "null sieben", 5),
        ("product", "dauert das denn", 3),
        ("name", "Frau Sommer", 1),
        ("agent_name", "Frau Brandt", 2),
    ],
)
def test_a_value_of_another_kind_is_none(key: str, value: str, turn: int) -> None:
    # The last two are true, and still not a model's to tell: the rules know who is the customer.
    assert reason("fact", value, turn, key) in {
        "wrong_kind",
        "not_in_evidence",
        "id_not_in_evidence",
        "number_not_in_evidence",
    }


def test_only_a_question_is_an_open_question() -> None:
    assert reason("open", "Wie lange dauert das denn?", 3) == ""
    assert reason("open", "Wie lange dauert das", 3) == ""
    assert reason("open", "Kundin seit 2014", 1) == "not_a_question"
    assert reason("open", "dauert", 3) == "not_a_question"


def test_function_words_are_no_statement() -> None:
    assert reason("intent", "ich wohne in der Hafenstraße", 3) == ""
    assert reason("intent", "das denn", 3) == "says_nothing"
