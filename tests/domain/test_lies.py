"""Every way to make a true claim false is caught, on conversations of our own: numbers, days, names, signs, speakers.

The same on real dialogues, with shares: `tests/bench/test_verification_quality.py`.
"""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from lotse.domain.conversations import Conversation
from lotse.domain.notes import Claim
from lotse.domain.verification import verify
from tests.domain.lies import KINDS, lies
from tests.domain.talk import said_by_model, talk

GERMAN = talk(
    "c Guten Tag, mein Name ist Kestrup, meine Kundennummer ist 10482931.",
    "a Guten Tag Frau Kestrup, was kann ich für Sie tun?",
    "c Ich habe am 3. Februar 89,50 € für 2 Monate bezahlt, der Router funktioniert nicht.",
    "a Haben Sie ihn schon neu gestartet?",
    "c Ja, ich habe ihn dreimal neu gestartet. Meine Nachbarn haben keine Störung.",
    "a Ich schicke Ihnen bis Freitag einen neuen Router, der Techniker kommt am 10. März um 14:30 Uhr.",
    "c Vertrag V-4410327, der Verbrauch war 3100 kWh in 12 Monaten.",
    "a Frau Brandt meldet sich in drei Tagen wegen der 45 Euro Gutschrift.",
)
ENGLISH = talk(
    "c Hello, my name is Okonjo and my order AB-9912 for 3 people is not there.",
    "a I can see two orders, one of March 4th for $89 and one of Tuesday.",
    "c I have called four times, nobody answered. I want to cancel the order.",
    "a I will send you 25 dollars by Friday. The parcel is not lost, Mr Pohlmann has it.",
    language="en",
)

TRUE: list[tuple[Conversation, Claim]] = [
    (GERMAN, said_by_model("facts", "10482931", 1, key="customer_number", value="10482931", said_by="customer")),
    (GERMAN, said_by_model("facts", "V-4410327", 7, key="contract_number", value="V-4410327", said_by="customer")),
    (GERMAN, said_by_model("facts", "89,50 €", 3, key="amount", value="89.50 EUR", kind="amount", said_by="customer")),
    (GERMAN, said_by_model("intents", "Router funktioniert nicht", 3)),
    (GERMAN, said_by_model("summary", "Kunde hat am 3. Februar 89,50 € für 2 Monate bezahlt.", 3)),
    (GERMAN, said_by_model("summary", "Meine Nachbarn haben keine Störung.", 4, 5)),
    (GERMAN, said_by_model("steps_tried", "Ich habe ihn dreimal neu gestartet", 4, 5, by="customer")),
    (GERMAN, said_by_model("next_steps", "Ich schicke Ihnen bis Freitag einen neuen Router", 5, 6, owner="agent")),
    (GERMAN, said_by_model("summary", "Der Techniker kommt am 10. März um 14:30 Uhr.", 6)),
    (GERMAN, said_by_model("summary", "Der Verbrauch war 3100 kWh in 12 Monaten.", 6, 7)),
    (GERMAN, said_by_model("summary", "Frau Brandt meldet sich in drei Tagen wegen der 45 Euro Gutschrift.", 8)),
    (ENGLISH, said_by_model("facts", "AB-9912", 1, key="order_number", value="AB-9912", said_by="customer")),
    (ENGLISH, said_by_model("summary", "My order AB-9912 for 3 people is not there.", 1, 2)),
    (ENGLISH, said_by_model("summary", "Agent can see two orders, one of March 4th for $89 and one of Tuesday.", 2)),
    (ENGLISH, said_by_model("steps_tried", "I have called four times", 3, by="customer")),
    (ENGLISH, said_by_model("next_steps", "I will send you 25 dollars by Friday", 3, 4, owner="agent")),
    (ENGLISH, said_by_model("summary", "The parcel is not lost, Mr Pohlmann has it.", 4)),
    (ENGLISH, said_by_model("summary", "Customer wants to cancel the order.", 3)),
]


def test_what_is_true_is_believed() -> None:
    assert [(claim.text, verify(claim, said).reason) for said, claim in TRUE if not verify(claim, said).supported] == []


def test_every_kind_of_lie_is_told_here() -> None:
    told = Counter(
        lie.kind for seed in range(5) for said, claim in TRUE for lie in lies(claim, random.Random(seed), said)
    )
    assert set(KINDS) - set(told) == {"corrected"}  # needs a correction: the tests below


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(range(len(TRUE))), st.randoms(use_true_random=False))
def test_one_change_makes_a_claim_that_is_caught(index: int, rng: random.Random) -> None:
    said, claim = TRUE[index]
    assert [(lie.kind, lie.claim.text) for lie in lies(claim, rng, said) if verify(lie.claim, said).supported] == []


CORRECTED = talk(
    "c Meine Kundennummer ist 4711-22, der Zählerstand 48321.",
    "a Notiert: 48321.",
    "c Nein, 48231. Und ich komme am 3. März, nein, am 5. März.",
)


def test_a_value_that_was_taken_back_is_out_of_date() -> None:
    old = said_by_model("facts", "48321", 1, key="meter_reading", value="48321", kind="meter_reading")
    assert verify(old, CORRECTED).reason == "corrected_later"
    assert verify(said_by_model("summary", "Der Zählerstand ist 48321.", 1, 2), CORRECTED).reason == "corrected_later"
    assert verify(said_by_model("summary", "Ich komme am 3. März.", 3), CORRECTED).reason == "corrected_later"


def test_the_value_that_holds_and_the_telling_of_the_correction_are_believed() -> None:
    new = said_by_model("facts", "48231", 3, key="meter_reading", value="48231", kind="meter_reading")
    assert verify(new, CORRECTED).supported
    assert verify(said_by_model("summary", "Zählerstand 48231 statt 48321.", 1, 3), CORRECTED).supported
    assert verify(said_by_model("facts", "4711-22", 1, key="customer_number", value="4711-22"), CORRECTED).supported


def test_a_value_said_elsewhere_in_the_turn_does_not_make_a_lie_true() -> None:
    said = talk("c Wir sind 2 Personen und bleiben 3 Nächte, Zimmer 5.", "a Gut, von Montag bis Mittwoch.")
    assert verify(said_by_model("summary", "Wir sind 2 Personen und bleiben 3 Nächte.", 1), said).supported
    assert not verify(said_by_model("summary", "Wir sind 3 Personen und bleiben 3 Nächte.", 1), said).supported
    assert not verify(said_by_model("summary", "Wir sind 2 Personen und bleiben 5 Nächte.", 1), said).supported


def test_the_answer_decides_what_a_question_left_open() -> None:
    said = talk("a Ist der Router schon angeschlossen?", "c Nein, leider.", "a Ist das Kabel eingesteckt?", "c Ja.")
    assert verify(said_by_model("summary", "Der Router ist angeschlossen.", 1, 2), said).reason == "negation_differs"
    assert verify(said_by_model("summary", "Der Router ist nicht angeschlossen.", 1, 2), said).supported
    assert verify(said_by_model("summary", "Das Kabel ist nicht eingesteckt.", 3, 4), said).reason == "negation_differs"
    assert verify(said_by_model("summary", "Das Kabel ist eingesteckt.", 3, 4), said).supported


def test_who_acts_is_read_from_the_sentence() -> None:
    said = talk("a Bitte schicken Sie mir das Formular.", "c Mache ich.", "a Ich prüfe den Vertrag.")
    assert verify(said_by_model("next_steps", "Formular schicken", 1, 2, owner="customer"), said).supported
    assert verify(said_by_model("next_steps", "Formular schicken", 1, 2, owner="agent"), said).reason == "wrong_speaker"
    assert verify(said_by_model("next_steps", "Vertrag prüfen", 3, owner="agent"), said).supported
    assert verify(said_by_model("next_steps", "Vertrag prüfen", 3, owner="customer"), said).reason == "wrong_speaker"
    assert verify(said_by_model("summary", "Kunde prüft den Vertrag", 3), said).reason == "wrong_speaker"
