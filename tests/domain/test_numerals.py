"""Numbers are the same number in digits and in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lotse.domain.numerals import best_reading, english_number, find_dictated, find_numbers, german_number, readings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("89,50", "89.5"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("12.50", "12.5"),
        ("20,-", "20"),
        ("0,5", "0.5"),
    ],
)
def test_digits_with_separators(text: str, value: str) -> None:
    assert readings(text) == {Decimal(value)}


def test_three_digits_after_one_separator_can_be_both_and_the_language_decides() -> None:
    assert readings("48.231") == {Decimal(48231), Decimal("48.231")}
    assert best_reading("48.231", "de") == 48231
    assert best_reading("48.231", "en") == Decimal("48.231")


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("neunundachtzig", 89),
        ("zweihundertfünf", 205),
        ("dreitausendvierhundertzwölf", 3412),
        ("achtundvierzigtausend", 48000),
        ("elf", 11),
    ],
)
def test_german_number_words(word: str, value: int) -> None:
    assert german_number(word) == value


@pytest.mark.parametrize(
    ("words", "value"), [("eighty-nine", 89), ("two hundred and five", 205), ("twelve hundred", 1200)]
)
def test_english_number_words(words: str, value: int) -> None:
    assert english_number(words) == value


@pytest.mark.parametrize("word", ["einund", "hundertwasser", "achtung", "siebenbürgen", ""])
def test_words_that_only_begin_like_numbers_are_none(word: str) -> None:
    assert german_number(word) is None


def test_articles_are_no_numbers() -> None:
    assert not list(find_numbers("Ich habe eine Frage zu einem Vertrag und einen Wunsch."))


def test_dictated_digits_become_one_number_with_the_letters_among_them() -> None:
    assert [digits for *_, digits in find_dictated("eins null drei, neun neun, sechs vier zwei")] == ["10399642"]
    assert [digits for *_, digits in find_dictated("sieben m s f null null null drei")] == ["7MSF0003"]
