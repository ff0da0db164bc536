"""A search starts from what the customer asks, never from thanks, numbers, names of fields or small talk."""

from __future__ import annotations

import pytest

from lotse.domain.asking import MAX_LOOK_BACK, MAX_QUERIES, MAX_WORDS, queries, questions, surety
from lotse.domain.conversations import Conversation, ConversationId, Turn


@pytest.mark.parametrize(
    "text",
    [
        "Vielen Dank und schönes Wochenende!", "Ja, genau.", "0171 3920045. Danke für die schnelle Hilfe!", "10482931",
        "Moment bitte", "Thanks a lot, bye!", "", "???", "Ok, super :)", "Meine Zählernummer ist 1MSF0029915380.",
        "The meter number is 4711.", "RE-2026-0093317",
    ],
)  # fmt: skip
def test_small_talk_and_what_is_only_handed_over_ask_nothing(text: str) -> None:
    assert queries(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Guten Morgen, bei mir wurde der Abschlag doppelt abgebucht.", "Wie lange ist die Kündigungsfrist im Tarif?",
        "Can I pay from my Irish account?", "strom weg alles dunkel", "Stimmt der Abschlag in Rechnung RE-1?",
    ],
)  # fmt: skip
def test_questions_and_complaints_ask_something(text: str) -> None:
    assert queries(text)


def test_numbers_and_greetings_are_not_searched_for() -> None:
    (query, *_) = queries("Guten Tag, meine Rechnung RE-2026-1 über 642,80 Euro vom 3. Mai ist viel zu hoch.")
    assert "Rechnung" in query
    assert not any(character.isdigit() for character in query)
    assert "Guten Tag" not in query


def test_two_concerns_in_one_sentence_are_looked_up_one_by_one() -> None:
    asked = queries("Deutschlandticket sofort kündigen und den Abschlag für Strom senken")
    assert any("Deutschlandticket" in query and "Abschlag" not in query for query in asked)
    assert any("Abschlag" in query and "Deutschlandticket" not in query for query in asked)


def test_a_parted_verb_is_looked_up_whole() -> None:
    assert "umziehe" in queries("Ich ziehe Ende Februar um")[0]


def test_a_long_mail_is_bounded_and_its_question_comes_first() -> None:
    filler = "Wir wohnen seit vielen Jahren in diesem schönen Haus am Rand der Stadt mit großem Garten. "
    asked = queries(filler * 12 + "Wann wird der Zähler für die Wärmepumpe eingebaut?")
    assert "Wärmepumpe" in asked[0]
    assert len(asked) <= MAX_QUERIES
    assert all(len(query.split()) <= MAX_WORDS for query in asked)


def test_only_customers_ask_and_only_the_newest_turns_count() -> None:
    texts = [("customer", f"Wie kündige ich Vertrag Nummer {n} rechtzeitig?") for n in range(10)]
    texts.insert(3, ("agent", "Wie lautet die Zählernummer im Keller?"))
    turns = tuple(Turn(n, speaker, text) for n, (speaker, text) in enumerate(texts, 1))  # type: ignore[arg-type]
    found = questions(Conversation(ConversationId("c"), (*turns, Turn(99, "customer", "Danke!"))))
    assert len(found) == MAX_LOOK_BACK - 1
    assert not any("Zählernummer" in query for turn in found for query in turn)


def test_few_words_are_less_sure() -> None:
    assert surety("Abschlag senken") < surety("Abschlag senken Strom") < surety("Abschlag Strom Tarif senken")
