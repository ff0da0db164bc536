"""Numbers as people write and say them: digits with separators, German and English number words.

Owns the reading of numbers; must not know what a number is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_DE_ONES = {
    "null": 0, "ein": 1, "eins": 1, "eine": 1, "einen": 1, "einem": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4,
    "fünf": 5, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
    "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "fuenfzehn": 15, "sechzehn": 16, "siebzehn": 17,
    "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_DE_TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "fuenfzig": 50, "sechzig": 60,
    "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_EN_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_EN_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_EN_WORD = "|".join(sorted([*_EN_ONES, *_EN_TENS, "hundred", "thousand"], key=len, reverse=True))
_DE_PART = "|".join(sorted([*_DE_ONES, *_DE_TENS, "hundert", "tausend", "und"], key=len, reverse=True))

_DIGITS = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[.,'’ ]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|(?<![\w])\d+(?:[.,]\d+)?(?:,-|,–)?"
)
_DE_NUMBER = re.compile(rf"\b(?:{_DE_PART})+\b", re.IGNORECASE)
_EN_NUMBER = re.compile(rf"\b(?:{_EN_WORD})(?:(?:[ -]|\s+and\s+)(?:{_EN_WORD}))*\b", re.IGNORECASE)
# Articles and words that only look like a number.
_NOT_NUMBERS = frozenset({"ein", "eine", "einen", "einem", "one", "und", "eins"})


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a text. `values` holds every reading: `1.234` is 1234 in German and 1.234 in English."""

    start: int
    end: int
    text: str
    values: frozenset[Decimal]
    spelled: bool = False


def readings(digits: str) -> frozenset[Decimal]:
    """Every number that digits with separators can mean; empty when none.

    >>> sorted(readings("1.234,56"))
    [Decimal('1234.56')]
    """
    plain = digits.replace(" ", "").replace("'", "").replace("’", "").removesuffix(",-").removesuffix(",–")
    if not plain or not plain[0].isdigit() or not plain[-1].isdigit():
        return frozenset()
    if "." in plain and "," in plain:
        point = max(plain.rfind("."), plain.rfind(","))
        whole, fraction = plain[:point], plain[point + 1 :]
        return _decimal(re.sub(r"[.,]", "", whole), fraction)
    separators = re.findall(r"[.,]", plain)
    if not separators:
        return _decimal(plain, "")
    groups = re.split(r"[.,]", plain)
    if len(separators) > 1:
        return _decimal("".join(groups), "") if all(len(group) == 3 for group in groups[1:]) else frozenset()
    found = _decimal(groups[0], groups[1])
    if len(groups[1]) == 3 and 1 <= len(groups[0]) <= 3 and groups[0] != "0":
        found |= _decimal("".join(groups), "")
    return found


def _decimal(whole: str, fraction: str) -> frozenset[Decimal]:
    if not (whole + fraction).isascii() or not (whole + fraction).isdigit():
        return frozenset()
    return frozenset({Decimal(f"{whole}.{fraction or 0}").normalize()})


def best_reading(digits: str, language: str | None) -> Decimal | None:
    """The likeliest number: three digits after one separator are thousands where the language writes them so."""
    found = readings(digits)
    if not found:
        return None
    if len(found) == 1:
        return next(iter(found))
    thousands = "," if language == "en" else "."
    return max(found) if thousands in digits else min(found)


@lru_cache(maxsize=2048)
def german_number(word: str) -> int | None:
    """The value of a German number word such as `zweihundertneunundachtzig`, else `None`."""
    text = word.lower()
    if not text:
        return None
    if "tausend" in text:
        left, _, right = text.partition("tausend")
        high, low = (german_number(left) if left else 1), (german_number(right.removeprefix("und")) if right else 0)
        return None if high is None or low is None or high >= 1000 else high * 1000 + low
    if "hundert" in text:
        left, _, right = text.partition("hundert")
        high, low = (german_number(left) if left else 1), (german_number(right.removeprefix("und")) if right else 0)
        return None if high is None or low is None or high >= 100 or low >= 100 else high * 100 + low
    if text in _DE_ONES:
        return _DE_ONES[text]
    if text in _DE_TENS:
        return _DE_TENS[text]
    for tens, value in _DE_TENS.items():
        ones = text.removesuffix("und" + tens)
        if ones != text and ones in _DE_ONES and 0 < _DE_ONES[ones] < 10:
            return value + _DE_ONES[ones]
    return None


@lru_cache(maxsize=2048)
def english_number(words: str) -> int | None:
    """The value of English number words such as `eighty-nine` or `two hundred and five`, else `None`."""
    total = current = 0
    last = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "and":
            continue
        if word == "hundred":
            current, last = (current or 1) * 100, 100
        elif word == "thousand":
            total, current, last = total + (current or 1) * 1000, 0, 1000
        elif word in _EN_TENS:
            if last in range(1, 100):
                return None
            current, last = current + _EN_TENS[word], 20
        elif word in _EN_ONES:
            if last in range(1, 20):
                return None
            current, last = current + _EN_ONES[word], 1
        else:
            return None
    return total + current


def find_numbers(text: str) -> Iterator[NumberMention]:
    """Every number in `text`, digits and words, in no particular order; articles are no numbers."""
    for match in _DIGITS.finditer(text):
        values = readings(match.group())
        if values:
            yield NumberMention(match.start(), match.end(), match.group(), values)
    for match in _DE_NUMBER.finditer(text):
        word = match.group().lower()
        value = None if word in _NOT_NUMBERS else german_number(word)
        if value is not None:
            yield NumberMention(
                match.start(), match.end(), match.group(), frozenset({Decimal(value).normalize()}), True
            )
    for match in _EN_NUMBER.finditer(text):
        words = match.group().lower()
        value = None if words in _NOT_NUMBERS or words in _DE_ONES else english_number(words)
        if value is not None:
            yield NumberMention(
                match.start(), match.end(), match.group(), frozenset({Decimal(value).normalize()}), True
            )


_NO_DIGITS = ("eine", "einen", "einem", "ein")
_DIGIT_WORDS = {
    word: str(value)
    for word, value in {**_DE_ONES, **_EN_ONES, "oh": 0}.items()
    if value < 10 and word not in _NO_DIGITS
}
_DIGIT = "|".join(sorted(_DIGIT_WORDS, key=len, reverse=True))
# Letters may be dictated among the digits ("sieben m s f null null"), but a run begins and ends with a digit.
_DIGIT_RUN = re.compile(rf"\b(?:{_DIGIT})\b(?:[\s,.-]{{1,3}}(?:{_DIGIT}|[a-z])\b){{1,29}}(?<=[a-zöü])", re.IGNORECASE)
_MIN_DICTATED = 4


def find_dictated(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers dictated digit by digit (`vier sieben eins eins`): start, end, digits."""
    for match in _DIGIT_RUN.finditer(text):
        words = list(re.finditer(r"[^\W\d_]+", match.group()))
        while words and words[-1].group().lower() not in _DIGIT_WORDS:
            words.pop()
        digits = [_DIGIT_WORDS.get(word.group().lower(), word.group().upper()) for word in words]
        if sum(digit.isdigit() for digit in digits) >= _MIN_DICTATED:
            yield match.start(), match.start() + words[-1].end(), "".join(digits)


def plain(value: Decimal) -> str:
    """`value` without exponent and without needless zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
