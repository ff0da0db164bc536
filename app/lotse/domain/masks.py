"""Puts placeholders where a translation must change nothing: ids, amounts, dates, contact data, numbers, names.

Owns what is masked, the form of a placeholder and putting back. Must not translate: what is put back is the original
text; only dates with a month's name, times of day and ordinals are written the target language's way, by table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PLACEHOLDER = "⟦{}⟧"
"""The translation recipe (`models/recipes/mt`) trains on exactly this form."""
MAX_SLOTS = 20
"""More than these the starter models have never seen in a sentence; what is left over is checked as a number."""

_MARK = re.compile(r"⟦\s*(\d{1,3})\s*⟧?")
_STRAY = re.compile(r"\s?[⟦⟧]")
_MONTHS = {
    "de": ("Januar Februar März April Mai Juni Juli August September Oktober November Dezember").split(),
    "en": ("January February March April May June July August September October November December").split(),
}
_MONTH = "|".join(
    "jan(?:uary|uar)? feb(?:ruary|ruar)? mär(?:z)? maerz mar(?:ch)? apr(?:il)? mai (?-i:May) jun[ei]? jul[iy]?"
    " aug(?:ust)? sep(?:t(?:ember)?)? okt(?:ober)? oct(?:ober)? nov(?:ember)? dez(?:ember)? dec(?:ember)?".split()
)
_UNIT = (
    r"(?:€|eur(?:o|os)?\b|\$|usd\b|£|gbp\b|chf\b|ct\b|%|kwh\b|kw\b|mwh\b|m³|m²|m3\b|m2\b|gb\b|mb\b|mbit(?:/s)?\b|km\b|kg\b"
    r"|cm\b|mm\b|°c\b)"
)

_CAPITAL = r"[A-ZÄÖÜ][\w'’]+"
# After a title or an introduction a capital word is a name, in German too.
_TITLES = ("Frau", "Herr", "Herrn", "Mr", "Mrs", "Ms", r"Mr\.", r"Mrs\.", r"Ms\.", "Name ist", "ich heiße", "name is")
_AFTER_TITLE = "(?:" + "|".join(rf"(?<=\b{title} )" for title in _TITLES) + ")"

# In this order: what is found first is not looked into again. Every part is bounded or starts at a word's edge, so
# that a long run of letters costs its length once.
_PATTERN = re.compile(
    "|".join(
        (
            r"(?P<mark>[⟦⟧]+\d*[⟦⟧]*)",
            r"(?P<url>(?:https?://|www\.)[^\s<>\"]*[\w/#=&%-])",
            r"(?P<email>(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,24})",
            rf"(?P<name>{_AFTER_TITLE}(?-i:(?:(?:Dr|Prof)\. )*{_CAPITAL}(?:[ -]{_CAPITAL}){{0,2}}))",
            r"(?P<iban>\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b)",
            rf"(?P<date>\b(?P<day>\d{{1,2}})\.?\s?(?P<month>{_MONTH})\b(?:\.(?=\s?\d))?(?:,?\s(?P<year>(?:19|20)\d\d))?)",
            rf"(?P<date_us>\b(?P<month_us>{_MONTH})\.?\s(?P<day_us>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year_us>(?:19|20)\d\d))?)",
            r"(?P<time>\b(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s?Uhr\b)",
            r"(?P<time_us>\b(?P<hour_us>1[0-2]|0?[1-9])(?::(?P<minute_us>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?)",
            r"(?P<phone>(?<![\w+])(?:\+|00|\(?0)\d{1,5}\)?(?:[ ()/.-]{0,3}\d){5,12}(?!\w))",
            rf"(?P<amount>(?:[€$£]\s?|\b(?:EUR|USD|CHF|GBP)\s)?(?<!\d)\d+(?:[.,:/' -]\d+){{0,8}}(?:[.,]-+)?\s?{_UNIT})",
            r"(?P<day_month>\b\d{1,2}\.\d{1,2}\.(?=\s+[^\W\d]))",
            r"(?P<ordinal>(?<![\w.,:/-])(?P<rank>\d{1,2})\.(?=\s+[^\W\d]))",
            r"(?P<money>(?:[€$£]\s?|\b(?:EUR|USD|CHF|GBP)\s)\d+(?:[.,']\d+)*)",
            # A word with a digit in it, and groups of them: ids, article numbers, numeric dates, numbers.
            r"(?P<id>(?<!\w)(?:[A-Za-zÄÖÜäöü]{1,16}[-/_]){0,4}[A-Za-zÄÖÜäöü]{0,16}\d[\dA-Za-z]*(?:[-/.,:_'][A-Za-z]{0,4}\d[\dA-Za-z]*)*"
            r"(?:[-/][A-Z]{1,3}(?!\w))?)",
        )
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands behind a placeholder. `forms` holds its way of writing for a language where that differs."""

    text: str
    forms: tuple[tuple[str, str], ...] = ()

    def written(self, lang: str | None) -> str:
        return dict(self.forms).get(lang or "", self.text)


@dataclass(frozen=True, slots=True)
class Unmasked:
    """`missing` and `repeated` name slots by their text; `invented` counts placeholders that stood for nothing."""

    text: str
    missing: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    invented: int = 0


def mask(text: str) -> tuple[str, tuple[Slot, ...]]:
    """`text` with placeholders, and what they stand for, in order."""
    slots: list[Slot] = []

    def place(match: re.Match[str]) -> str:
        if len(slots) == MAX_SLOTS and match.lastgroup != "mark":
            return match.group()
        if len(slots) == MAX_SLOTS:
            return ""  # a placeholder of the customer's own making must not be taken for one of ours
        slots.append(_slot(match))
        return PLACEHOLDER.format(len(slots) - 1)

    return _PATTERN.sub(place, text), tuple(slots)


def unmask(text: str, slots: Sequence[Slot], target: str | None = None) -> Unmasked:
    """Put the originals back into a translation. A slot that comes twice is put in once."""
    seen: list[int] = []
    invented = 0

    def restore(match: re.Match[str]) -> str:
        nonlocal invented
        n = int(match.group(1))
        if n >= len(slots):
            invented += 1
            return ""
        seen.append(n)
        return slots[n].written(target) if seen.count(n) == 1 else ""

    # In pieces: what is put back may itself hold such brackets, and is not to be cleaned.
    parts: list[str] = []
    end = 0
    for match in _MARK.finditer(text):
        parts += [_STRAY.sub("", text[end : match.start()]), restore(match)]
        end = match.end()
    restored = "".join((*parts, _STRAY.sub("", text[end:])))
    if invented or len(seen) != len(set(seen)):
        restored = re.sub(r" {2,}", " ", restored).strip()
    return Unmasked(
        restored,
        tuple(slot.written(target) for n, slot in enumerate(slots) if n not in seen),
        tuple(slots[n].text for n in sorted({n for n in seen if seen.count(n) > 1})),
        invented,
    )


def only_placeholders(masked: str) -> bool:
    """Whether nothing is left to translate."""
    return not any(character.isalpha() for character in _MARK.sub("", masked))


def _slot(match: re.Match[str]) -> Slot:
    group = match.groupdict()
    if group["date"]:
        return Slot(match.group(), _date_forms(group["day"], group["month"], group["year"]))
    if group["date_us"]:
        return Slot(match.group(), _date_forms(group["day_us"], group["month_us"], group["year_us"]))
    if group["ordinal"]:
        return Slot(match.group(), (("en", _ordinal(int(group["rank"]))),))
    if group["time"]:
        return Slot(match.group(), _time_forms(int(group["hour"]), group["minute"]))
    if group["time_us"]:
        hour = int(group["hour_us"]) % 12 + (12 if group["half"].lower() == "p" else 0)
        return Slot(match.group(), (("de", f"{hour}:{group['minute_us'] or '00'} Uhr"),))
    return Slot(match.group())


def _date_forms(day: str, month: str, year: str | None) -> tuple[tuple[str, str], ...]:
    number = _month_number(month)
    after = f" {year}" if year else ""
    return (
        ("de", f"{int(day)}. {_MONTHS['de'][number]}{after}"),
        ("en", f"{int(day)} {_MONTHS['en'][number]}{after}"),
    )


def _month_number(word: str) -> int:
    start = word.lower().replace("ä", "a")[:3]
    known = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
    return known.index({"may": "mai", "oct": "okt", "dec": "dez", "mae": "mar"}.get(start, start))


def _ordinal(number: int) -> str:
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _time_forms(hour: int, minute: str | None) -> tuple[tuple[str, str], ...]:
    return (("en", f"{hour}:{minute or '00'}"),)
