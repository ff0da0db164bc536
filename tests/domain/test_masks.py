"""Numbers, ids and contact data go through a translation unchanged, or their loss is seen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotse.domain.masks import MAX_SLOTS, mask, only_placeholders, unmask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Rechnung RE-2026-00123 über 1.234,56 € vom 03.05.2026.", "Rechnung ⟦0⟧ über ⟦1⟧ vom ⟦2⟧."),
        ("Tel. 0171 1234567 oder max.m@web.de!", "Tel. ⟦0⟧ oder ⟦1⟧!"),
        ("IBAN DE89 3704 0044 0532 0130 00, siehe https://x.de/a?b=1.", "IBAN ⟦0⟧, siehe ⟦1⟧."),
        ("Am 3. Mai 2026 um 14.30 Uhr", "Am ⟦0⟧ um ⟦1⟧"),
        ("die 2. Mahnung, 3.450 kWh, 19 %", "die ⟦0⟧ Mahnung, ⟦1⟧, ⟦2⟧"),
        ("Order #4711-A costs $20.50 or 20,- €", "Order #⟦0⟧ costs ⟦1⟧ or ⟦2⟧"),
        ("I may 3 times", "I may ⟦0⟧ times"),
        ("Guten Tag Frau Dr. Müller, hier ist Herr Weiß-Klein.", "Guten Tag Frau ⟦0⟧, hier ist Herr ⟦1⟧."),
        ("Mein Name ist Helga Wernicke und Frau Albers weiß das.", "Mein Name ist ⟦0⟧ und Frau ⟦1⟧ weiß das."),
        ("My name is Aoife Brennigan.", "My name is ⟦0⟧."),
        ("Ohne Zahlen.", "Ohne Zahlen."),
    ],
)
def test_what_must_not_change_is_masked(text: str, masked: str) -> None:
    assert mask(text)[0] == masked


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_masking_and_unmasking_gives_the_text_back(text: str) -> None:
    masked, slots = mask(text)
    back = unmask(masked, slots)
    if len(slots) < MAX_SLOTS:
        assert back.text == text
    assert (back.missing, back.repeated, back.invented) == ((), (), 0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.from_regex(r"\A[A-Z]{0,3}-?[0-9]{1,9}(?:[.,/-][0-9]{1,4}){0,2}\Z"), min_size=1, max_size=6))
def test_no_digit_is_left_for_the_model_to_change(ids: list[str]) -> None:
    masked, _ = mask("Nummer " + " und ".join(ids) + " fehlt")
    assert not re.search(r"\d", re.sub(r"⟦\d+⟧", "", masked))


def test_a_lost_a_doubled_and_an_invented_placeholder_are_seen() -> None:
    _, slots = mask("Von 4711 nach 4712, am 3. Mai")
    lost = unmask("From ⟦0⟧ to", slots, "en")
    assert lost.missing == ("4712", "3 May")
    doubled = unmask("From ⟦0⟧ to ⟦0⟧ on ⟦1⟧ ⟦2⟧", slots, "en")
    assert doubled.text.count("4711") == 1
    assert doubled.repeated == ("4711",)
    invented = unmask("⟦7⟧ ⟦0⟧ ⟦1⟧ ⟦2⟧", slots, "en")
    assert invented.invented == 1
    assert "⟦" not in invented.text


def test_dates_times_and_ordinals_are_written_the_way_of_the_target_language() -> None:
    def through(text: str, target: str) -> str:
        return unmask(*mask(text), target).text

    assert through("3. Mai 2026, 14.30 Uhr, 2. Mahnung", "en") == "3 May 2026, 14:30, 2nd Mahnung"
    assert through("May 3rd, 2026 at 2:30 pm or 12 am", "de") == "3. Mai 2026 at 14:30 Uhr or 0:00 Uhr"
    assert through("03.05.2026 und 1.234,50 €", "en") == "03.05.2026 und 1.234,50 €"


def test_placeholders_a_customer_writes_are_text_like_any_other() -> None:
    text = "Schreiben Sie ⟦0⟧ bitte 4711, ⟦12⟧ und ⟦"
    masked, slots = mask(text)
    assert len(slots) == 4
    assert unmask(masked, slots).text == text


def test_nothing_to_translate_is_recognised() -> None:
    assert only_placeholders(mask("4711, 12,50 €!")[0])
    assert not only_placeholders(mask("Nr. 4711")[0])


@pytest.mark.timeout(60)  # a quadratic pattern takes many minutes, a linear one milliseconds
@pytest.mark.parametrize("run", ["a" * 120_000, "a-" * 60_000, "1." * 60_000, "a.b@" * 30_000, "www." + "x" * 120_000])
def test_a_long_run_of_anything_is_masked_in_its_length(run: str) -> None:
    masked, slots = mask(run)
    assert unmask(masked, slots).text == run
