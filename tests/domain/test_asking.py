"""A search starts from what the customer asks, never from thanks, numbers or small talk."""

from __future__ import annotations

import pytest

from lotse.domain.asking import MAX_WORDS, newest_question, question_in
from lotse.domain.conversations import Conversation, ConversationId, Turn


@pytest.mark.parametrize(
    "text",
    [
        "Vielen Dank und schönes Wochenende!", "Ja, genau.", "0171 3920045. Danke für die schnelle Hilfe!", "10482931",
        "Moment bitte", "Thanks a lot, bye!", "", "???", "Ok, super :)",
    ],
)  # fmt: skip
def test_small_talk_and_numbers_ask_nothing(text: str) -> None:
    assert question_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Guten Morgen, bei mir wurde der Abschlag doppelt abgebucht.", "Wie lange ist die Kündigungsfrist?",
        "Can I pay from my Irish account?", "strom weg alles dunkel",
    ],
)  # fmt: skip
def test_questions_and_complaints_ask_something(text: str) -> None:
    assert question_in(text) is not None


def test_a_long_mail_is_cut_to_what_it_asks() -> None:
    filler = "Wir wohnen seit vielen Jahren in diesem schönen Haus am Rand der Stadt mit großem Garten. "
    query = question_in(filler * 12 + "Wann wird der Zähler für die Wärmepumpe eingebaut?")
    assert query is not None
    assert "Wärmepumpe" in query
    assert len(query.split()) <= MAX_WORDS + 10


def test_thanks_leave_the_question_before_in_place() -> None:
    texts = [("customer", "Wie kündige ich meinen Vertrag?"), ("agent", "So: …"), ("customer", "Danke!")]
    turns = tuple(Turn(n, speaker, text) for n, (speaker, text) in enumerate(texts, 1))  # type: ignore[arg-type]
    assert newest_question(Conversation(ConversationId("c"), turns)) == "Wie kündige ich meinen Vertrag?"
    assert newest_question(Conversation(ConversationId("c"), turns[1:])) is None
