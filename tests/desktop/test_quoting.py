"""An article's words without its markup, with the place of what was found in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lotse.desktop.quoting import place_name, plain, quote
from tests.desktop.fake_core import HITS


@pytest.mark.parametrize(
    ("markdown", "said", "shown", "place"),
    [
        ("Bitte **sofort** melden.", "sofort", "Bitte sofort melden.", "sofort"),
        ("Bitte **sofort** melden.", "**sofort** melden", "Bitte sofort melden.", "sofort melden"),
        ("Siehe [die Liste](liste.md) an.", "die Liste", "Siehe die Liste an.", "die Liste"),
        ("## Kopf\n\n> Zitat", "Zitat", "Kopf\n\nZitat", "Zitat"),
        ("1. `eins`\n2. zwei\n- drei", "zwei\n- drei", "1. eins\n2. zwei\n– drei", "zwei\n– drei"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "1 | 2", "a · b\n1 · 2", "1 · 2"),
        ("5 * 3 = 15, snake_case, a|b", "15", "5 * 3 = 15, snake_case, a · b", "15"),
    ],
)
def test_markup_goes_and_the_span_stays_at_its_words(markdown: str, said: str, shown: str, place: str) -> None:
    start = markdown.index(said)
    text, (begin, end) = plain(markdown, (start, start + len(said)))
    assert text == shown
    assert text[begin:end] == place


def test_a_quotation_says_where_it_stands() -> None:
    hit = replace(HITS[1], passage="Eins. **Zwei** sind es. Drei.", span=(6, 23), valid_to=None)
    assert quote(hit).endswith("(Rückgabe einer Lastschrift)")
    assert "Zwei sind es." in quote(hit)
    assert "Eins" not in quote(hit)
    assert "nur dies" in quote(hit, " nur dies ")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("/srv/Wissen/Zahlung/Lastschrift.docx", "Lastschrift.docx"),
        ("C:\\Wissen\\Umzug.md", "Umzug.md"),
        ("/srv/hilfe.zip!/de/umzug.html", "umzug.html"),
        ("Handbuch Abrechnung", "Handbuch Abrechnung"),
        ("/srv/Wissen/", "Wissen"),
    ],
)
def test_a_place_is_known_by_its_last_part(place: str, name: str) -> None:
    assert place_name(place) == name
