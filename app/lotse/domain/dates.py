"""Dates in German and English text, absolute and relative, with their spans.

Owns how a date is read and when two mentions mean the same day. Must not know what day it is: the caller gives `today`,
the day of the turn.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lotse.domain.numerals import english_number, german_number

_MONTH_NAMES = {
    1: "januar|jänner|january|jan", 2: "februar|feber|february|feb", 3: "märz|maerz|march|mär|mar",
    4: "april|apr", 5: "mai|may", 6: "juni|june|jun", 7: "juli|july|jul", 8: "august|aug",
    9: "september|sept|sep", 10: "oktober|october|okt|oct", 11: "november|nov", 12: "dezember|december|dez|dec",
}  # fmt: skip
_MONTHS = {name: month for month, names in _MONTH_NAMES.items() for name in names.split("|")}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY_NAMES = (
    "montag|monday", "dienstag|tuesday", "mittwoch|wednesday", "donnerstag|thursday", "freitag|friday",
    "samstag|sonnabend|saturday", "sonntag|sunday",
)  # fmt: skip
_WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split("|")}
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_ORDINALS = {
    "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "fünften": 5, "fuenften": 5, "sechsten": 6, "siebten": 7,
    "siebenten": 7, "achten": 8, "neunten": 9, "zehnten": 10, "elften": 11, "zwölften": 12, "zwoelften": 12,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip

_FLAGS = re.IGNORECASE
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
_DOTTED_YEAR = re.compile(
    r"(?<![\w.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2}|\d{2}(?![\d.,]|\s?(?:uhr|euro|€)))(?!\w)", _FLAGS
)
_DOTTED = re.compile(r"(?<![\w.,€$£])(\d{1,2})\.(\d{1,2})\.(?!\d)", _FLAGS)
_DOTTED_OPEN = re.compile(r"(?<=\b(?:am|im|ab|um)\s)(\d{1,2})\.(\d{1,2})(?![\d.]|\s*(?:uhr|euro|€|kwh))"
                          r"|(?<=\b(?:bis|vom|zum|den|der)\s)(\d{1,2})\.(\d{1,2})(?![\d.]|\s*(?:uhr|euro|€|kwh))"
                          r"|(?<=\bseit\s)(\d{1,2})\.(\d{1,2})(?![\d.]|\s*(?:uhr|euro|€|kwh))", _FLAGS)  # fmt: skip
_SLASHED = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\w/])")
_DAY_MONTH = re.compile(
    rf"(?<![\w.,])(\d{{1,2}})(?:\.|st|nd|rd|th)?\s?(?:of\s)?({_MONTH})\b(?:(?:\.?,?\s?)((?:19|20)\d{{2}})\b)?", _FLAGS
)
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\b\.?\s(?:the\s)?(\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,:]\d)(?:,?\s((?:19|20)\d{{2}})\b)?", _FLAGS
)
# A day of the month alone: "on the 11th", "the 3rd of this month", "am 11.".
_DAY_ALONE = re.compile(
    r"\b(?:(?:on|till|until|by|from|for|to|before|after)\s)?the\s(\d{1,2})(?:st|nd|rd|th)(?:\s?of\s(?:this|the)\smonth)?"
    r"(?=\s*(?:[.,?!;]|$)|\s(?:to|at|and|in|till|until|around|with|please|if|or|then)\b)"
    r"|\b(\d{1,2})(?:st|nd|rd|th)\sof\s(?:this|the)\smonth\b"
    r"|\b(?:am|zum|vom|ab dem|bis zum)\s(\d{1,2})\.(?![\d.])(?!\s?[A-ZÄÖÜ])",
)
_ORDINAL_MONTH = re.compile(rf"\b([a-zäöüß]+)\s(?:of\s)?({_MONTH})\b(?:\s((?:19|20)\d{{2}})\b)?", _FLAGS)
_MONTH_ALONE = re.compile(
    rf"\b(?:(ende|anfang|mitte|end of|beginning of|early|late|mid)\s)?(?:(?:im|in|seit|ab|bis|since|from|"
    rf"until|by|für|for|vom|letzten|last)\s(?:ende\s|anfang\s|mitte\s|monat\s)?)?"
    rf"({_MONTH})\b(?:\s((?:19|20)\d{{2}})\b)?",
    _FLAGS,
)
_RELATIVE = (
    ("day+2", re.compile(r"\b(?:übermorgen|uebermorgen|the day after tomorrow|day after tomorrow)\b", _FLAGS), 2),
    ("day-2", re.compile(r"\b(?:vorgestern|the day before yesterday)\b", _FLAGS), -2),
    ("day+1", re.compile(
        r"(?<!guten )(?<!heute )(?<!gestern )(?<!jeden )(?<!am )(?<!diesen )(?<!schönen )\bmorgen\b"
        r"(?! zusammen)|\btomorrow\b", _FLAGS), 1),
    ("day-1", re.compile(r"\b(?:gestern|yesterday|last night)\b", _FLAGS), -1),
    ("day+0", re.compile(
        r"\b(?:heute|today|tonight|this(?= (?:evening|morning|afternoon) (?:at )?\d)|"
        r"this (?:evening|morning|afternoon))\b", _FLAGS), 0),
)  # fmt: skip
_DAY_HINTS = ("morgen", "heute", "gestern", "today", "tomorrow", "yesterday", "tonight", "this ", "last night")
_WEEK_HINTS = ("woche", "week", "wochenende", "monat", "month", "jahr", "year")
_RELATIVE_HINTS = (*_DAY_HINTS, *_WEEK_HINTS, "tag", "day", "mittwoch", "sonnabend", "stunde", "hour")
_IN_PERIOD = re.compile(
    r"\b(?:in|binnen|innerhalb(?: von| der nächsten| der kommenden)?|within(?: the next)?|"
    r"in den (?:nächsten|kommenden))\s"
    r"(?:(?:etwa|ca\.?|rund|about|around|spätestens|the next)\s)?(\d{1,2}|[a-zäöüß-]+)(?:\s(?:bis|to|"
    r"-)\s(\d{1,2}|[a-zäöüß]+))?\s"
    r"(werktagen|arbeitstagen|tagen|tag|wochen|woche|monaten|monat|stunden|stunde|working days|"
    r"business days|days|day|weeks|week|months|month|hours|hour)\b",
    _FLAGS,
)
_WEEKDAY_TEXT = re.compile(
    rf"\b(?:(kommenden?|kommendem|nächsten?|nächster|naechsten?|diesen?|diesem|letzten?|letztem|"
    rf"vergangenen?|vorigen|next|this|last|coming)\s)?"
    rf"(?:(woche|week)\s(?:on\s|am\s)?)?({_WEEKDAY})\b",
    _FLAGS,
)
_WEEK = (
    (
        "week_end",
        re.compile(r"\b(?:ende (?:der|dieser|diese) woche|bis wochenende|end of (?:the|this) week)\b", _FLAGS),
    ),
    (
        "next_week",
        re.compile(
            r"\b(?:(?:nächste|naechste|kommende|nächster|kommender|anfang nächster|ende nächster) woche|"
            r"next week)\b",
            _FLAGS,
        ),
    ),
    ("this_week", re.compile(r"\b(?:diese woche|dieser woche|this week)\b", _FLAGS)),
    ("last_week", re.compile(r"\b(?:(?:letzte|vorige|vergangene|letzter) woche|last week)\b", _FLAGS)),
    (
        "month_end",
        re.compile(
            r"\b(?:(?:ende|bis ende) (?:des|dieses|diesen) monats?|monatsende|end of (?:the|this) month)\b", _FLAGS
        ),
    ),
    ("next_month", re.compile(r"\b(?:(?:nächsten?|kommenden?|nächstem) monat|next month)\b", _FLAGS)),
    ("last_month", re.compile(r"\b(?:(?:letzten?|vorigen|vergangenen|letztem) monat|last month)\b", _FLAGS)),
    ("year_end", re.compile(r"\b(?:jahresende|ende des jahres|end of the year)\b", _FLAGS)),
)

_DUE_LEAD = re.compile(
    r"(?:\b(?:seit|spätestens|noch|bis|bis spätestens|bis zum|bis zur|am|ab|im Laufe|by|until|on|before|"
    r"im|vom|zum|no later than|later|zur)\s+)+"
    rf"(?:(?:kommenden\s|nächsten\s)?(?:{_WEEKDAY}),?\s+)?(?:de[mnrs]\s|the\s)?$|\b(?:{_WEEKDAY}),?\s+(?:de[mnrs]\s)?$",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, a month or a relative expression in a text.

    `year`, `month`, `day` hold what was said; `relative` names a relative expression; `resolved` is the day meant, when
    it can be known from the day of the turn.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    relative: str = ""
    resolved: date | None = None

    def means(self, other: DateMention) -> bool:
        """Whether both speak of the same day (or the same month, or the same relative expression)."""
        if self.relative and other.relative:
            return self.relative == other.relative or (self.resolved is not None and self.resolved == other.resolved)
        if self.relative or other.relative:
            return self.resolved is not None and self.resolved == other.resolved
        if (self.month, self.day) != (other.month, other.day):
            return False
        if self.year is not None and other.year is not None:
            return self.year == other.year
        # "am 3. März" is the nearest such day, or the next one when that is over; never one of years ago.
        dated, undated = (self, other) if self.year is not None else (other, self)
        near = undated.resolved.year if undated.resolved is not None else None
        return dated.year is None or near is None or dated.year in (near, near + 1)

    @property
    def absolute(self) -> bool:
        """A day of the calendar was named."""
        return self.day is not None

    @property
    def value(self) -> str:
        """ISO form of what is known: `2026-02-03`, `--02-03`, `2026-02`, or the name of a relative expression."""
        if self.resolved is not None:
            return self.resolved.isoformat()
        if self.month is None:
            return self.relative
        head = f"{self.year:04d}" if self.year else "-"
        return f"{head}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


def find_dates(text: str, today: date | None = None) -> tuple[DateMention, ...]:
    """All dates in `text`, in order, none overlapping. `today` resolves what is relative or lacks a year."""
    found: list[DateMention] = []
    taken = bytearray(len(text) + 1)
    for mention in _candidates(text, today):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _candidates(text: str, today: date | None) -> Iterator[DateMention]:
    """Longer and surer forms first: the first one to claim a span keeps it."""
    if any(map(str.isdigit, text)):
        yield from _with_digits(text, today)
    folded = text.lower()
    for match in _ORDINAL_MONTH.finditer(text) if any(name in folded for name in _MONTHS) else ():
        day = _ordinal(match[1])
        if day:
            yield from _absolute(match, int(match[3]) if match[3] else None, _MONTHS[match[2].lower()], day, today)
    yield from _relative(text, today)
    yield from _months(text, today)
    for match in _DAY_ALONE.finditer(text):
        yield from _day_of_month(match, today)


def _with_digits(text: str, today: date | None) -> Iterator[DateMention]:
    for match in _ISO.finditer(text):
        yield from _absolute(match, int(match[1]), int(match[2]), int(match[3]), today)
    for match in _DOTTED_YEAR.finditer(text):
        yield from _absolute(match, _full_year(match[3]), int(match[2]), int(match[1]), today)
    for match in _SLASHED.finditer(text):
        first, second = int(match[1]), int(match[2])
        day, month = (second, first) if second > 12 else (first, second)
        yield from _absolute(match, _full_year(match[3]), month, day, today)
    for match in _DAY_MONTH.finditer(text):
        yield from _absolute(
            match, int(match[3]) if match[3] else None, _MONTHS[match[2].lower()], int(match[1]), today
        )
    for match in _MONTH_DAY.finditer(text):
        yield from _absolute(
            match, int(match[3]) if match[3] else None, _MONTHS[match[1].lower()], int(match[2]), today
        )
    for match in _DOTTED.finditer(text):
        yield from _absolute(match, None, int(match[2]), int(match[1]), today)
    for match in _DOTTED_OPEN.finditer(text):
        day_text, month_text = (group for group in match.groups() if group)
        yield from _absolute(match, None, int(month_text), int(day_text), today)


def _absolute(
    match: re.Match[str], year: int | None, month: int, day: int, today: date | None
) -> Iterator[DateMention]:
    if not 1 <= month <= 12 or not 1 <= day <= (monthrange(year, month)[1] if year else 31 if month != 2 else 29):
        return
    resolved = date(year, month, day) if year else _nearest(month, day, today)
    yield DateMention(match.start(), match.end(), match.group(), year, month, day, "", resolved)


def _day_of_month(match: re.Match[str], today: date | None) -> Iterator[DateMention]:
    """The next such day, as one speaks of it: the month is not said."""
    day = int(match[1] or match[2] or match[3])
    if not 1 <= day <= 31:
        return
    days = (today + timedelta(days=ahead) for ahead in range(62)) if today is not None else ()
    resolved = next((one for one in days if one.day == day), None)
    yield DateMention(match.start(), match.end(), match.group(), relative=f"day:{day}", resolved=resolved)


def _nearest(month: int, day: int, today: date | None) -> date | None:
    """A day without a year is the nearest such day."""
    if today is None:
        return None
    options = []
    for year in (today.year - 1, today.year, today.year + 1):
        if day <= monthrange(year, month)[1]:
            options.append(date(year, month, day))
    return min(options, key=lambda option: abs((option - today).days)) if options else None


def _relative(text: str, today: date | None) -> Iterator[DateMention]:
    # Most sentences name no day: looking for the words first is four times as fast as trying every pattern.
    folded = text.lower()
    if not any(hint in folded for hint in _RELATIVE_HINTS):
        return
    for match in _IN_PERIOD.finditer(text):
        count = _count(match[2] or match[1])
        if count is not None:
            unit = _unit(match[3].lower())
            resolved = _after(today, count, unit) if today else None
            yield DateMention(
                match.start(), match.end(), match.group(), relative=f"in:{count}:{unit}", resolved=resolved
            )
    if any(name in folded for name in _WEEKDAYS):
        for match in _WEEKDAY_TEXT.finditer(text):
            yield _weekday(match, today)
    if any(hint in folded for hint in _WEEK_HINTS):
        for name, pattern in _WEEK:
            for match in pattern.finditer(text):
                yield DateMention(
                    match.start(), match.end(), match.group(), relative=name, resolved=_named(name, today)
                )
    if any(hint in folded for hint in _DAY_HINTS):
        yield from _days(text, today)


def _days(text: str, today: date | None) -> Iterator[DateMention]:
    for name, pattern, days in _RELATIVE:
        for match in pattern.finditer(text):
            at_start = match.start() == 0 or text[match.start() - 2 : match.start()] in (". ", "! ", "? ")
            if name == "day+1" and match.group() == "Morgen" and not at_start:
                continue  # "der Morgen", "Morgen!" as a greeting after a name: a noun, not the day after
            resolved = today + timedelta(days=days) if today else None
            yield DateMention(match.start(), match.end(), match.group(), relative=name, resolved=resolved)


def _weekday(match: re.Match[str], today: date | None) -> DateMention:
    number = _WEEKDAYS[match[3].lower()]
    since = match.string[: match.start()].lower().endswith(("seit ", "since "))
    past = since or (bool(match[1]) and match[1].lower().startswith(("letz", "vergang", "vorig", "last")))
    week = bool(match[2]) and not past
    name = f"weekday:{number}:{'last' if past else 'week' if week else 'next'}"
    resolved = None
    if today is not None:
        ahead = (number - today.weekday()) % 7 or 7
        resolved = today + timedelta(days=ahead - 7 if past and ahead < 7 else -7 if past else ahead)
        if week:
            resolved = today - timedelta(days=today.weekday()) + timedelta(days=7 + number)
    return DateMention(match.start(), match.end(), match.group(), relative=name, resolved=resolved)


def _named(name: str, today: date | None) -> date | None:
    """The day an end of week, month or year falls on. `next_week` and the like name no day."""
    if today is None:
        return None
    if name == "week_end":
        return today + timedelta(days=(4 - today.weekday()) % 7)
    if name == "month_end":
        return today.replace(day=monthrange(today.year, today.month)[1])
    return today.replace(month=12, day=31) if name == "year_end" else None


def _months(text: str, today: date | None) -> Iterator[DateMention]:
    folded = text.lower()
    if not any(name in folded for name in _MONTHS):
        return
    for match in _MONTH_ALONE.finditer(text):
        name = match[2].lower()
        bare = match.start() == match.start(2)
        if (
            name in ("mai", "may", "mar", "jan", "sep", "dec", "dez", "mär")
            and (bare or len(name) < 4)
            and not match[3]
        ):
            continue  # "may", "Jan": a verb and a first name far more often
        year, month = (int(match[3]) if match[3] else None), _MONTHS[name]
        resolved = None
        if today is not None and match[1] and match[1].lower() in ("ende", "end of"):
            nearest = _nearest(month, 15, today)
            last_year = year or (nearest.year if nearest else today.year)
            resolved = date(last_year, month, monthrange(last_year, month)[1])
        yield DateMention(
            match.start(2), match.end(), text[match.start(2) : match.end()], year, month, None, "", resolved
        )


def _full_year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _ordinal(word: str) -> int | None:
    folded = word.lower()
    if folded in _ORDINALS:
        return _ORDINALS[folded]
    if folded + "n" in _ORDINALS:
        return _ORDINALS[folded + "n"]
    for suffix in ("sten", "ste", "ten", "te"):
        value = german_number(folded.removesuffix(suffix)) if folded.endswith(suffix) else None
        if value and 1 <= value <= 31:
            return value
    return None


def _count(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    folded = word.lower()
    if folded in ("einer", "einem", "einen", "a", "an", "one"):
        return 1
    value = german_number(folded)
    return value if value is not None else english_number(folded)


def _unit(word: str) -> str:
    if word.startswith(("werk", "arbeit", "working", "business")):
        return "workday"
    for unit, starts in (("day", ("tag", "day")), ("week", ("woche", "week")), ("month", ("monat", "month"))):
        if word.startswith(starts):
            return unit
    return "hour"


def _after(today: date, count: int, unit: str) -> date | None:
    match unit:
        case "day":
            return today + timedelta(days=count)
        case "week":
            return today + timedelta(weeks=count)
        case "workday":
            day = today
            while count > 0:
                day += timedelta(days=1)
                count -= day.weekday() < 5
            return day
        case _:
            return None


def due_phrase(text: str, mention: DateMention) -> str:
    """The date with the words that make it a deadline: `bis zum 10.02.`, `am kommenden Dienstag`."""
    lead = _DUE_LEAD.search(text[: mention.start])
    return text[lead.start() if lead else mention.start : mention.end].strip()
