"""Translations are scored as sacrebleu 2.6 scores them; the frozen numbers were computed by it, with its defaults."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotse.domain.evaluation_text import bleu, bleu_counts, chrf, chrf_counts, tokens

SETS = {
    "service": (
        [
            "Mein Zähler steht auf 48.231 kWh.",
            "Ich habe zwei Mal bezahlt!",
            "Können Sie mich um 10:30 Uhr anrufen?",
            "Die Rechnung ist falsch - bitte prüfen.",
        ],
        [
            "Mein Zählerstand ist 48.231 kWh.",
            "Ich habe zweimal bezahlt.",
            "Könnten Sie mich um 10:30 Uhr zurückrufen?",
            "Die Rechnung ist falsch, bitte prüfen Sie sie.",
        ],
        70.61836602743995,
        42.05375520770195,
    ),
    "short": (["Ja", "", "gut gemacht"], ["Ja.", "Nein", "sehr gut gemacht"], 62.03110969498595, 0.0),
    "signs": (
        ['It\'s 3-4 days, "A&B" (50%) costs $1,250.50; e-mail: a_b@c.example/x?'],
        ['It is 3 - 4 days: "A &amp; B" (50 %) costs $1,250.50; mail a_b@c.example/x'],
        70.63711644154752,
        72.71648621286582,
    ),
}


@pytest.mark.parametrize("name", SETS)
def test_figures_are_those_of_sacrebleu(name: str) -> None:
    said, meant, chrf_there, bleu_there = SETS[name]
    pairs = list(zip(said, meant, strict=True))
    assert chrf(chrf_counts(*pair) for pair in pairs) == pytest.approx(chrf_there, abs=1e-9)
    assert bleu(bleu_counts(*pair) for pair in pairs) == pytest.approx(bleu_there, abs=1e-9)


def test_nothing_is_worth_nothing() -> None:
    assert chrf([]) == bleu([]) == 0.0
    assert chrf([chrf_counts("", "Guten Tag")]) == bleu([bleu_counts("", "Guten Tag")]) == 0.0


@given(st.text(max_size=60), st.text(max_size=60))
def test_figures_are_between_nothing_and_everything(one: str, other: str) -> None:
    for figure in (chrf([chrf_counts(one, other)]), bleu([bleu_counts(one, other)])):
        assert 0.0 <= figure <= 100.0 + 1e-9


@given(st.text(alphabet="abc äöü.,0123456789-", min_size=12, max_size=60))
def test_the_reference_itself_is_best(text: str) -> None:
    if "".join(text.split()):
        assert chrf([chrf_counts(text, text)]) == pytest.approx(100.0)
    if len(tokens(text)) >= 4:
        assert bleu([bleu_counts(text, text)]) == pytest.approx(100.0)
