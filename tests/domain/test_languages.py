"""The language of a short text is known or honestly unknown."""

from __future__ import annotations

import pytest

from lotse.domain.languages import detect


@pytest.mark.parametrize(
    "text",
    [
        "Guten Tag, mein Router funktioniert nicht.",
        "hallo mein internet geht nicht",
        "ich hab ne frage zur rechnung",
        "Rechnung zu hoch",
        "koennen sie mich zurueckrufen",
        "Wie lautet Ihre Kundennummer?",
        "gut dann dienstag der vierundzwanzigste märz zwischen acht und zehn uhr ist eingetragen",
    ],
)
def test_german_is_recognised_also_without_umlauts_and_capitals(text: str) -> None:
    assert detect(text) == "de"


@pytest.mark.parametrize(
    "text",
    [
        "my internet is down",
        "the bill is wrong",
        "Can I get a refund?",
        "I moved into a flat on 1 February",
        "thanks, that helps",
    ],
)
def test_english_is_recognised(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize("text", ["", "4711", "ok", "12,50 €", "Kestrup"])
def test_what_says_too_little_has_no_language(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bonjour, je n'ai pas reçu ma facture", "fr"),
        ("Merhaba, faturam çok yüksek", "tr"),
        ("Hola, no tengo luz en mi casa", "es"),
    ],
)
def test_a_third_language_is_never_taken_for_german_or_english(text: str, language: str) -> None:
    assert detect(text) == language
