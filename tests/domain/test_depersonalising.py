"""What could name a customer is taken out of a text, said, and replaced by the same placeholder everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.depersonalising import Depersonalised, without_personal

WORDS = {
    "name": "Name", "number": "Nummer", "amount": "Betrag", "date": "Datum", "time": "Uhrzeit", "email": "E-Mail",
    "phone": "Telefon", "iban": "IBAN", "address": "Adresse", "link": "Link", "quantity": "Menge",
}  # fmt: skip
TALK = Conversation(
    ConversationId("geheim-1"),
    (
        Turn(1, "customer", "Guten Tag, mein Name ist Jürgen Kestrup, Kundennummer 10482931.", language="de"),
        Turn(2, "agent", "Guten Tag Herr Kestrup, hier ist Frau Ahlers. Wie kann ich helfen?", language="de"),
        Turn(3, "customer", "Mein Abschlag von 89,50 € wurde am 3. Februar doppelt abgebucht.", language="de"),
        Turn(4, "customer", "Meine IBAN ist DE89 3704 0044 0532 0130 00, Mail j.kestrup@example.org, Tel. 0171 2345678.",
             language="de"),
        Turn(5, "customer", "Ich wohne in der Lindenstraße 12, 12345 Musterfurt. Meine Frau Petra weiß Bescheid.",
             language="de"),
        Turn(6, "agent", "Wir erstatten den Betrag innerhalb von 5 Werktagen, Herr Kestrup.", language="de"),
    ),
    language="de",
)  # fmt: skip
PERSONAL = (
    "Kestrup", "Jürgen", "10482931", "89,50", "DE89", "0130 00", "j.kestrup", "0171", "2345678", "Lindenstraße",
    "12345", "Musterfurt", "Petra", "Ahlers", "3. Februar",
)  # fmt: skip


def test_nothing_personal_of_a_conversation_is_left_and_all_of_it_is_said() -> None:
    clean = Depersonalised(TALK, WORDS)
    text = "\n".join(clean.text(turn.text) for turn in TALK.turns)
    assert [said for said in PERSONAL if said.casefold() in text.casefold()] == []
    removed = " ".join(one.text for one in clean.removed)
    assert [said for said in PERSONAL if said not in removed] == []
    assert "[Name]" in text
    assert "innerhalb von 5 Werktagen" in text, "a deadline is what the article is about"
    assert "doppelt abgebucht" in text


def test_the_same_value_is_the_same_placeholder_and_another_one_is_not() -> None:
    clean = Depersonalised(TALK, WORDS)
    first = clean.text("Die Kundennummer 10482931 und der Auftrag 7781234.")
    assert first == "Die Kundennummer [Nummer] und der Auftrag [Nummer 2]."
    assert clean.text("Noch einmal 10482931.") == "Noch einmal [Nummer]."


def test_a_name_is_known_again_in_lower_case_and_as_a_genitive() -> None:
    clean = Depersonalised(TALK, WORDS)
    assert "kestrup" not in clean.text("Bei kestrup und Kestrups Zähler anrufen").casefold()


def test_the_first_name_in_a_signature_goes_with_the_surname() -> None:
    clean = Depersonalised(TALK, WORDS)
    assert clean.text("Petra-Maria Ahlers, Kundenservice") == "[Name], Kundenservice"
    assert clean.text("Bei Frau Ahlers und für Ahlers") == "Bei Frau [Name] und für [Name]"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Abschlag von Frau Sommer 4711022", "Abschlag von Frau"),
        ("umzug max.muster@example.org melden", "umzug melden"),
        ("IBAN DE89 3704 0044 0532 0130 00 geändert", "IBAN geändert"),
        ("rückbuchung 89,50 € vom 03.02.2026", "rückbuchung vom"),
        ("wallbox anmelden", "wallbox anmelden"),
        ("Kündigung innerhalb von 14 Tagen", "Kündigung innerhalb von 14 Tagen"),
    ],
)
def test_a_search_is_kept_without_what_is_personal(said: str, kept: str) -> None:
    assert without_personal(said) == kept


def test_a_search_is_cleared_of_the_names_of_the_open_conversation() -> None:
    assert without_personal("kestrup abschlag", TALK) == "abschlag"


def test_the_customers_of_the_demo_site_are_in_no_text_afterwards() -> None:
    """Every name, number and address that the rules find as a fact is gone from every turn."""
    from lotse.domain.facts import find_facts

    demo = Path(__file__).parents[2] / "resources" / "demo" / "conversations.jsonl"
    for line in demo.read_text("utf-8").splitlines()[:4]:
        given = json.loads(line)
        turns = tuple(
            Turn(n, turn["speaker"], turn["text"], language=given.get("language"))
            for n, turn in enumerate(given["turns"], 1)
        )
        talk = Conversation(ConversationId("demo"), turns, language=given.get("language"))
        clean = Depersonalised(talk, WORDS)
        text = "\n".join(clean.text(turn.text) for turn in turns).casefold()
        personal = ("name", "iban", "phone", "email", "address", "customer_number", "contract_number", "meter_number")
        left = [one.text for one in find_facts(talk) if one.kind in personal and one.text.casefold() in text]
        assert left == []
