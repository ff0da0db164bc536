"""Everything in one text that can be right or wrong: numbers, amounts, dates, times, ids, contact data, with their
spans.

Owns reading and normal forms, for the rules that find facts and for the check that compares a claim with its evidence:
both must read alike. Must not know who spoke or what a value is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from stdnum import iban as _iban
from stdnum.exceptions import ValidationError

from lotse.domain.dates import DateMention, find_dates
from lotse.domain.numerals import NumberMention, find_dictated, find_numbers
from lotse.domain.times import TimeMention, find_times

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+(?:@|"
    r"\s?\(at\)\s?)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}\b", re.IGNORECASE)
# `+49 89 1234567`, `0171 1234567`, `(089) 12 34-56`, `0049 ...`
_PHONE = re.compile(r"(?<![\w+])(?:\+|00|\(?0)\d{1,5}\)?(?:[ ()/.-]{0,3}\d){5,12}(?!\w)")
# A word with a digit in it: ids, article numbers, error codes. Groups joined by hyphen, slash, dot, or a single space.
_ID = re.compile(
    r"(?<![\w])(?:[A-Za-z]{1,6}[-/]?(?=[\d-]))?\d[\dA-Za-z]*(?:[-/.][A-Za-z0-9]+)*|"
    r"(?<![\w])[A-Za-z]{1,6}-[A-Za-z0-9]{0,6}\d[\w-]*|(?<!\w)[A-Za-z]+\d\w*"
)
_CURRENCY = r"€|eur\b|euros?\b|\$|usd\b|dollars?\b|£|gbp\b|pfund\b|chf\b|franken\b|cents?\b|ct\b"
_AMOUNT_AFTER = re.compile(rf"[\s-]{{0,2}}(?:{_CURRENCY})", re.IGNORECASE)
_AMOUNT_BEFORE = re.compile(r"(?:€|\beur|\$|£|\busd|\bgbp|\bchf)\s?$", re.IGNORECASE)
_UNIT_AFTER = re.compile(
    r"[\s-]?(kwh|kilowattstunden?|m³|m3|cbm|kubikmeter|cubic met(?:er|re)s?|gb|gigabyte|mbit(?:/s)?|mb|kw|"
    r"liter|kg|km|%|prozent|percent|"
    r"tage?n?|days?|werktage?n?|wochen?|weeks?|monate?n?|months?|jahre?n?|years?|stunden?|hours?|minuten?|"
    r"minutes?|personen|people|stück|mal|times)(?![^\W\d_])",
    re.IGNORECASE,
)
_UNITS = {
    "kilowattstunde": "kwh",
    "kilowattstunden": "kwh",
    "m3": "m³",
    "cbm": "m³",
    "kubikmeter": "m³",
    "gigabyte": "gb",
    "mbit/s": "mbit",
    "prozent": "%",
    "percent": "%",
    "people": "personen",
}
_TIME_UNITS = (
    ("werktag", "workday"),
    ("tag", "day"),
    ("day", "day"),
    ("woche", "week"),
    ("week", "week"),
    ("monat", "month"),
    ("month", "month"),
    ("jahr", "year"),
    ("year", "year"),
    ("stunde", "hour"),
    ("hour", "hour"),
    ("minute", "minute"),
    ("mal", "times"),
    ("times", "times"),
    ("cubic", "m³"),
)
_CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "pfund": "GBP",
    "chf": "CHF",
    "franken": "CHF",
    "cent": "ct",
    "cents": "ct",
    "ct": "ct",
}
_EURO_CENTS = re.compile(r"\s(?:und\s|and\s)?$")
_GAP = " "
MAX_MENTIONS = 100
"""Of each kind in one text: a list of thousands of numbers was pasted, not said, and must not keep anybody waiting."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A value at a place. `value` is its normal form."""

    start: int
    end: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with what it counts: a currency (`EUR`), a unit (`kwh`, `day`), or `""` for a bare number."""

    start: int
    end: int
    text: str
    values: frozenset[Decimal]
    unit: str
    spelled: bool = False

    @property
    def is_amount(self) -> bool:
        return self.unit in ("EUR", "USD", "GBP", "CHF")


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that one text says, each place read once: what is part of a date is no number."""

    emails: tuple[Spot, ...]
    ibans: tuple[Spot, ...]
    dates: tuple[DateMention, ...]
    times: tuple[TimeMention, ...]
    measures: tuple[Measure, ...]
    ids: tuple[Spot, ...]
    rest: str
    """The text with e-mails, IBANs, dates and times blanked out, same length."""

    @property
    def joined_ids(self) -> frozenset[str]:
        """Every id-like run without its separators, also of neighbouring groups (`4711 22` gives 4711, 22, 471122)."""
        return _joined(self.rest)


@lru_cache(maxsize=4096)
def read(text: str, today: date | None = None) -> Mentions:
    """Read `text`. Cached: a turn is read by several rules and by every check against it."""
    rest = text
    emails = tuple(
        Spot(m.start(), m.end(), m.group(), _email_value(m.group()))
        for m in islice(_EMAIL.finditer(rest), MAX_MENTIONS)
    )
    rest = _blank(rest, emails)
    ibans = tuple(islice(_find_ibans(rest), MAX_MENTIONS))
    rest = _blank(rest, ibans)
    dates = find_dates(rest, today)[:MAX_MENTIONS]
    dateless = _blank(rest, dates)
    times = find_times(dateless)[:MAX_MENTIONS]
    rest = _blank(dateless, times)
    measures = tuple(islice(_measures(rest), MAX_MENTIONS))
    ids = tuple(
        Spot(m.start(), m.end(), m.group(), compact(m.group())) for m in islice(_ID.finditer(rest), MAX_MENTIONS)
    )
    dictated = tuple(Spot(start, end, rest[start:end], digits) for start, end, digits in find_dictated(rest))
    return Mentions(emails, ibans, dates, times, measures, ids + dictated, rest)


def compact(text: str) -> str:
    """An id without spaces and separators, in capitals: what makes two spellings of it the same."""
    return re.sub(r"[^0-9A-Za-zÄÖÜäöüß]", "", text).upper()


def _email_value(text: str) -> str:
    return re.sub(r"\s?\(at\)\s?", "@", text).lower()


def _find_ibans(text: str) -> Iterator[Spot]:
    for match in islice(_IBAN.finditer(text), MAX_MENTIONS):
        # The pattern may run on into the next word ("... 00 und"): give back groups until the check digits fit.
        candidate = match.group()
        while candidate:
            try:
                value = str(_iban.validate(candidate))
            except ValidationError:
                candidate = candidate.rpartition(" ")[0]
                continue
            yield Spot(match.start(), match.start() + len(candidate), candidate, value)
            break


def find_phones(text: str) -> Iterator[Spot]:
    """Valid phone numbers of Germany, Austria or Switzerland, and foreign ones with `+`; value is E.164."""
    matches = list(_PHONE.finditer(text))
    if not matches:
        return
    # 18 ms of import that most conversations never need.
    import phonenumbers

    for match in matches:
        for region in ("DE", "AT", "CH"):
            try:
                number = phonenumbers.parse(match.group(), region)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(number):
                value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
                yield Spot(match.start(), match.end(), match.group(), value)
                break


def _measures(text: str) -> Iterator[Measure]:
    numbers = sorted(islice(find_numbers(text), 2 * MAX_MENTIONS), key=lambda number: (number.start, -number.end))
    skip_until = -1
    for index, number in enumerate(numbers):
        if number.start < skip_until:
            continue
        measure = _measure(text, number)
        cents = _cents(text, measure, numbers[index + 1 : index + 4])
        if cents is not None:
            measure = Measure(
                measure.start, cents[0], text[measure.start : cents[0]],
                frozenset(value + Decimal(cents[1]) / 100 for value in measure.values), measure.unit, measure.spelled,
            )  # fmt: skip
        skip_until = max(skip_until, measure.end)
        yield measure


def _measure(text: str, number: NumberMention) -> Measure:
    after = _AMOUNT_AFTER.match(text, number.end)
    if after:
        unit = _CURRENCIES.get(after.group().strip(" -\n").lower(), "EUR")
        values = frozenset((v / 100).normalize() for v in number.values) if unit == "ct" else number.values
        return Measure(
            number.start,
            after.end(),
            text[number.start : after.end()],
            values,
            "EUR" if unit == "ct" else unit,
            number.spelled,
        )
    before = _AMOUNT_BEFORE.search(text[: number.start])
    if before:
        unit = _CURRENCIES.get(before.group().strip().lower(), "EUR")
        return Measure(
            before.start(), number.end, text[before.start() : number.end], number.values, unit, number.spelled
        )
    counted = _UNIT_AFTER.match(text, number.end)
    if counted:
        return Measure(
            number.start,
            counted.end(),
            text[number.start : counted.end()],
            number.values,
            _unit(counted[1]),
            number.spelled,
        )
    return Measure(number.start, number.end, number.text, number.values, "", number.spelled)


def _unit(word: str) -> str:
    folded = word.lower()
    return next((unit for start, unit in _TIME_UNITS if folded.startswith(start)), _UNITS.get(folded, folded))


def _cents(text: str, euros: Measure, following: list[NumberMention]) -> tuple[int, int] | None:
    """`neunundachtzig Euro fünfzig`, `12 Euro 50`: end and number of the cents said after the currency."""
    if not euros.is_amount or not euros.text[-1].isalpha():
        return None
    for number in following:
        if number.start >= euros.end:
            value = next(iter(number.values))
            gap = text[euros.end : number.start]
            unit = _UNIT_AFTER.match(text, number.end)
            if _EURO_CENTS.fullmatch(gap) and 1 <= value < 100 and value == int(value) and not unit:
                cent_word = re.match(r"\s?(?:cents?|ct)\b", text[number.end :], re.IGNORECASE)
                if "und" in gap and not cent_word:
                    return None
                return number.end + (cent_word.end() if cent_word else 0), int(value)
            return None
    return None


_NUMBER_WITH_MARK = re.compile(r"(?<![\w.,/-])\d+[.,]\d+(?![\w/-]|[.,]\d)")
_UNIT_OF_ID = re.compile(r"[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)*")
_MAX_GROUPS = 10


@lru_cache(maxsize=4096)
def _joined(text: str) -> frozenset[str]:
    """Hyphen, slash and dot hold an id together: no part of one passes for it. Groups between spaces may belong
    together."""
    text = _NUMBER_WITH_MARK.sub(lambda match: "|" * len(match.group()), text)
    joined: set[str] = set()
    units = [(match.start(), match.end(), compact(match.group())) for match in _UNIT_OF_ID.finditer(text)]
    for first, (_, end, joint) in enumerate(units[: 20 * MAX_MENTIONS]):
        for start, next_end, unit in [*units[first + 1 : first + _MAX_GROUPS], (-1, -1, "")]:
            if any(character.isdigit() for character in joint):
                joined.add(joint)
            # A word is no group of an id, and only a space (or a spaced hyphen) joins groups.
            if start < 0 or text[end:start].strip(" -/") or _is_word(joint) or _is_word(unit):
                break
            joint, end = joint + unit, next_end
    joined.update(digits for _, _, digits in find_dictated(text))
    return frozenset(joined)


def _is_word(unit: str) -> bool:
    return len(unit) > 5 and not any(character.isdigit() for character in unit)


def _blank(text: str, spots: tuple[Spot, ...] | tuple[DateMention, ...] | tuple[TimeMention, ...]) -> str:
    for spot in spots:
        text = text[: spot.start] + _GAP * (spot.end - spot.start) + text[spot.end :]
    return text
