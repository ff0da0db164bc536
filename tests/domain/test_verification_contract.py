"""`docs/verification.md` says what the check does: its reasons are the code's, and its examples hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lotse.domain.forms import FORM_REASONS
from lotse.domain.verification import REASONS, verify
from lotse.wording import catalogue
from tests.domain.talk import said_by_model, talk

PAGE = Path(__file__).parents[2] / "docs" / "verification.md"


def test_the_reasons_of_the_page_are_those_of_the_code() -> None:
    table = PAGE.read_text("utf-8").partition("## Reasons")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == REASONS


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_reason_that_is_shown_has_a_sentence(language: str) -> None:
    sentences = catalogue(language)  # type: ignore[arg-type]
    assert [key for key in REASONS if key not in FORM_REASONS and key not in sentences] == []


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("Es sind zwölf Stück.", "Es sind 12 Stück."),
        ("Ich zahlte neunundachtzig Euro fünfzig.", "Ich zahlte 89,50 €."),
        ("Ich komme morgen.", "Ich komme am 4. Februar 2026."),
        ("Ich komme am 11. wieder zu Ihnen.", "Ich komme am 11. Februar 2026 wieder."),
        ("Ich komme um viertel nach drei.", "Ich komme um 03:15."),
        ("Ich komme um 3 Uhr nachmittags.", "Ich komme um 15:00 Uhr."),
        ("I will come at half past 1 in the afternoon.", "I will come at 13:30."),
        ("I will come at five pm.", "I will come at 17:00."),
        ("I will come next Friday.", "I will come on 2026-02-06."),
    ],
)
def test_another_spelling_is_the_same_value(said: str, stated: str) -> None:
    language = "en" if said.startswith("I ") else "de"
    assert verify(said_by_model("summary", stated, 1), talk(f"c {said}", language=language)).reason == ""


@pytest.mark.parametrize(
    ("said", "stated", "reason"),
    [
        ("Es sind 12 Euro.", "Es sind 12 Tage.", "number_not_in_evidence"),
        ("Die Nummer ist 4711-22.", "Die Nummer ist 4711.", "number_not_in_evidence"),
        ("Ich komme morgen.", "Ich komme am 5. Februar 2026.", "date_not_in_evidence"),
        ("Ich komme am 8. März.", "Ich komme am 8. März 2016.", "date_not_in_evidence"),
        ("I will come at half past 1 in the afternoon.", "I will come at 01:30.", "date_not_in_evidence"),
        ("I want it for 3 people and 2 nights.", "I want it for 2 people and 3 nights.", "number_not_in_evidence"),
    ],
)
def test_another_value_is_named_by_its_kind(said: str, stated: str, reason: str) -> None:
    language = "en" if said.startswith("I ") else "de"
    assert verify(said_by_model("summary", stated, 1), talk(f"c {said}", language=language)).reason == reason
