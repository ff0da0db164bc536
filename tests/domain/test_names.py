"""Whose conversation it is: the customer's name without the words behind it, and a warning when there are two."""

from __future__ import annotations

import pytest

from lotse.domain.extraction import instant_note
from lotse.domain.facts import find_facts
from lotse.domain.names import customer_names
from tests.domain.talk import talk


def names(*lines: str) -> list[str]:
    return [name.value for name, _ in customer_names(talk(*lines))]


def two_customers(*lines: str) -> bool:
    return "two_customers" in {warning.key for warning in instant_note(talk(*lines)).warnings}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guten Tag, mein Name ist Jürgen Kestrup, Kundennummer 10482931.", "Jürgen Kestrup"),
        ("Mein Name ist Kestrup, Kundennummer 10482931.", "Kestrup"),
        ("Mein Name ist Jürgen Kestrup Kundennummer 10482931.", "Jürgen Kestrup"),
        ("Ich heiße Jana Kestrup, Vertragsnummer V-4410327.", "Jana Kestrup"),
        ("Mein Name ist Jana Kestrup, Lindenweg 4.", "Jana Kestrup"),
        ("Hier ist Kestrup, Hafenstraße 14, 00815 Musterfurt.", "Kestrup"),
        ("My name is Aoife Brennigan, Account 4711-22.", "Aoife Brennigan"),
        ("My name is Brennigan, Aoife.", "Aoife Brennigan"),
        ("Mein Name ist Wernicke, Helga Wernicke.", "Helga Wernicke"),
        ("Mein Name ist Dr. Jana Kestrup, Rechnung vom Mai.", "Dr. Jana Kestrup"),
    ],
)
def test_a_name_ends_where_something_else_begins(text: str, name: str) -> None:
    conversation = talk(f"c {text}")
    assert names(f"c {text}") == [name]
    (fact,) = [claim for claim in find_facts(conversation) if claim.key == "name"]
    (place,) = fact.evidence
    assert conversation.turn(1).text[place.start : place.end] in fact.text or fact.text in name


@pytest.mark.parametrize(
    "lines",
    [
        ("c Mein Name ist Jana Kestrup.", "c Hier spricht Uwe Pohlmann."),
        ("c Hier ist Jana Kestrup.", "a Gern, Frau Kestrup.", "a Also, Herr Pohlmann, ich habe Sie gefunden."),
        ("c Meine Kundennummer ist 10482931.", "c Und meine Kundennummer ist 55310078."),
        ("c Mein Name ist Jana Kestrup.", "a Der Vertrag V-4410327 läuft auf Herrn Pohlmann, stimmt das?"),
        ("c My name is Aoife Brennigan.", "c This is Tom Okonjo now."),
    ],
)
def test_two_customers_in_one_conversation_are_warned_of(lines: tuple[str, ...]) -> None:
    assert two_customers(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("a Guten Tag, mein Name ist Brandt.", "c Guten Tag Herr Brandt, hier ist Jana Kestrup."),
        ("c Hier ist Jana Kestrup.", "c Mein Mann Uwe Pohlmann hat den Vertrag damals unterschrieben."),
        ("c Hier ist Jana Kestrup.", "a Frau Kastrup, ich schaue nach."),
        ("c Hier ist Jana Kestrup-Lohse.", "a Danke, Frau Kestrup."),
        ("a Sind Sie Frau Wernicke?", "a Guten Tag, Frau Wernicke.", "c Nein, mein Name ist Jana Kestrup."),
        ("c Meine Kundennummer ist 10482931.", "c Entschuldigung, ich meine 10482932."),
        ("c Kundennummer 4711.", "a Also 4171?", "c Nein, 4712."),
        ("c Mein Name ist Jana Kestrup, Kundennummer 10482931.", "a Danke, Frau Kestrup. Herr Brandt meldet sich morgen."),
        ("c Vertrag V-4410327 und Vertrag V-4410328, beides meine.", "a Gut."),
        ("c Der Techniker, Herr Okonjo, war schon da. Hier ist Jana Kestrup.", "a Frau Kestrup, ich prüfe das."),
        ("c This is Great.", "c My name is Aoife Brennigan.", "a Thanks, Ms Brennigan."),
        ("c Hier ist Jana Kestrup.", "c Mein Name ist Kestrup, mit K."),
    ],
)  # fmt: skip
def test_who_is_only_mentioned_misheard_or_corrected_is_no_second_customer(lines: tuple[str, ...]) -> None:
    assert not two_customers(*lines)
