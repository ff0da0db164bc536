"""Times of day in German and English text, with their spans ("um halb drei", "between 2 and 4 pm").

Owns how a time is read; must not know dates, which are blanked out by the caller first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lotse.domain.numerals import english_number, german_number

_FLAGS = re.IGNORECASE
_RANGE = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:[:.](\d{2}))?\s?(?:uhr\s)?(?:und|bis|-|–)\s?(\d{1,2})(?:[:.](\d{2}))?\s?uhr\b", _FLAGS
)
_HOUR = re.compile(r"(?<![\d.,:])(\d{1,2})(?:[:.](\d{2}))?\s?uhr(?:\s(\d{2}))?\b", _FLAGS)
_COLON = re.compile(r"(?<![\d:.,])(\d{1,2}):(\d{2})(?![\d:])(?:\s?([ap])\.?m\b\.?)?", _FLAGS)
_AMPM = re.compile(r"(?<![\d:.,])(\d{1,2})\s?([ap])\.?m\b\.?", _FLAGS)
_WORDS = re.compile(r"\b(?:zwischen\s)?([a-zäöüß]+)(?:\s(?:uhr\s)?(?:und|bis)\s([a-zäöüß]+))?\suhr\b", _FLAGS)
_HALF = re.compile(r"\bhalb ([a-zäöüß]+)\b", _FLAGS)
_PART_OF_DAY = (
    r"(?P<part>morning|afternoon|evening|night|morgens|früh|vormittags|nachmittags|abends|nachts|[ap]\.?m\b\.?)"
)
_EN_HOUR = r"(?P<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?!\w|[.,]\d|:\d{3})"
_PAST = re.compile(
    rf"\b(?P<offset>half past|quarter past|quarter to|viertel nach|viertel vor)\s(?P<hour>\d{{1,2}}|[a-zäöü]+)\b(?!:)"
    rf"(?:\s?(?:uhr\s)?(?:in the |at )?{_PART_OF_DAY})?",
    _FLAGS,
)
_IN_PART = re.compile(
    rf"(?<![\d:.,$€£]){_EN_HOUR}(?::(?P<minute>\d{{2}}))?\s?(?:o['’]clock\s)?(?:in the (?=[mae])|at (?=night))"
    r"(?P<part>morning|afternoon|evening|night)\b",
    _FLAGS,
)
_PART_FIRST = re.compile(
    rf"\b(?P<part>morning|afternoon|evening)\s(?:at\s)?{_EN_HOUR}(?::(?P<minute>\d{{2}}))?(?!\s?(?:%|people|tickets|[ap]\.?m))",
    _FLAGS,
)
_UHR_PART = re.compile(
    r"(?<![\d.,:])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?uhr\s(?P<part>morgens|früh|vormittags|nachmittags|abends|nachts)\b",
    _FLAGS,
)
_WORD_AMPM = re.compile(
    r"\b(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?P<part>[ap]\.?m\b\.?)", _FLAGS
)
_O_CLOCK = re.compile(rf"(?<![\d:.,]){_EN_HOUR}\so['’]clock\b", _FLAGS)
_PARTS_AFTER_NOON = ("afternoon", "evening", "night", "nachmittags", "abends")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day or a window of two; `values` are `HH:MM`."""

    start: int
    end: int
    text: str
    values: tuple[str, ...]


def find_times(text: str) -> tuple[TimeMention, ...]:
    """All times of day in `text`, in order, none overlapping."""
    found: list[TimeMention] = []
    taken = bytearray(len(text) + 1)
    for mention in _candidates(text):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _candidates(text: str) -> Iterator[TimeMention]:
    for pattern in (_PAST, _IN_PART, _PART_FIRST, _UHR_PART, _WORD_AMPM, _O_CLOCK):
        for match in pattern.finditer(text):
            yield from _told(match)
    for match in _RANGE.finditer(text):
        yield from _time(match, (match[1], match[2], ""), (match[3], match[4], ""))
    for match in _HOUR.finditer(text):
        yield from _time(match, (match[1], match[2] or match[3], ""))
    for match in _COLON.finditer(text):
        yield from _time(match, (match[1], match[2], match[3]))
    for match in _AMPM.finditer(text):
        yield from _time(match, (match[1], None, match[2]))
    for match in _WORDS.finditer(text):
        hours = [german_number(word) for word in match.groups() if word]
        if hours and hours[-1] is not None:
            said = [hour for hour in hours if hour is not None]
            yield from _time(match, *((str(hour), None, "") for hour in said))
    for match in _HALF.finditer(text):
        hour = german_number(match[1])
        if hour is not None and 1 <= hour <= 12:
            yield from _time(match, (str(hour - 1), "30", ""))


def _told(match: re.Match[str]) -> Iterator[TimeMention]:
    """A time told with the part of the day, or counted from the full hour."""
    said = {"offset": "", "minute": "", "part": ""} | {k: v or "" for k, v in match.groupdict().items()}
    word = said["hour"].lower()
    hour = int(word) if word.isdigit() else german_number(word) or english_number(word)
    if not hour:
        return
    minute, offset = said["minute"] or "0", said["offset"].lower()
    if offset:
        minute = "30" if offset.startswith("half") else "15" if offset.endswith(("past", "nach")) else "45"
        hour -= offset.endswith(("to", "vor"))
    part = said["part"].lower()
    late = part.startswith("p") or (part in _PARTS_AFTER_NOON and hour < 12)
    yield from _time(
        match, (str(hour % 24), minute, "p" if late else "a" if part.startswith("a") and len(part) < 5 else "")
    )


def _time(match: re.Match[str], *clocks: tuple[str, str | None, str | None]) -> Iterator[TimeMention]:
    values = []
    for hour_text, minute_text, half in clocks:
        hour, minute = int(hour_text), int(minute_text or 0)
        if half and half.lower() == "p" and hour < 12:
            hour += 12
        if half and half.lower() == "a" and hour == 12:
            hour = 0
        if hour > 24 or minute > 59:
            return
        values.append(f"{hour:02d}:{minute:02d}")
    yield TimeMention(match.start(), match.end(), match.group(), tuple(values))
