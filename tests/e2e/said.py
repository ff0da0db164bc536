"""A second opinion on invariant I2: are the numbers of a note in the turns it names?

Written apart from the program's own check and sharing no code with it. It knows how a value may be written otherwise
(`88,00 €` and `88.00 EUR`, `am 10. Februar` and `2026-02-10`, `zwanzig` and `20`), and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

SECTIONS = ("intents", "steps_tried", "facts", "next_steps", "open_questions", "summary")
MONTHS = (
    ("januar", "january"), ("februar", "february"), ("märz", "march"), ("april",), ("mai", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("dezember", "december"),
)  # fmt: skip
WEEKDAYS = (
    ("montag", "monday"), ("dienstag", "tuesday"), ("mittwoch", "wednesday"), ("donnerstag", "thursday"),
    ("freitag", "friday"), ("samstag", "sonnabend", "saturday"), ("sonntag", "sunday"),
)  # fmt: skip
_GERMAN = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_DIGIT_WORDS = {word: str(n) for words in (_GERMAN, _ENGLISH) for n, word in enumerate(words.split()[:10])} | {
    "zwo": "2"
}
_NUMBER = re.compile(r"\d+(?:[.,' ]\d{3})*(?:[.,]\d+)?|\d+")


def _spelled() -> dict[str, int]:
    """Number words below 100, cardinal and German ordinal, as one written word."""
    words = {word: n for language in (_GERMAN, _ENGLISH) for n, word in enumerate(language.split())}
    words |= {"siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "seventeen": 17, "eighteen": 18, "nineteen": 19}
    words |= {"zwo": 2, "ein": 1, "eine": 1, "einem": 1, "einen": 1, "erster": 1, "ersten": 1, "dritten": 3}
    ones = {"ein": 1} | {word: n for n, word in enumerate(_GERMAN.split()[:10]) if n > 1}
    for n, tens in enumerate(_GERMAN_TENS.split(), 2):
        words[tens] = n * 10
        words |= {f"{one}und{tens}": n * 10 + k for one, k in ones.items()}
    for n, tens in enumerate(_ENGLISH_TENS.split(), 2):
        words[tens] = n * 10
        words |= {f"{tens}-{one}": n * 10 + k for k, one in enumerate(_ENGLISH.split()[:10]) if k}
    for word, n in tuple(words.items()):
        for ending in ("te", "ten", "ter", "ste", "sten", "ster"):
            words.setdefault(word + ending, n)
    return {word.casefold(): n for word, n in words.items()}


SPELLED = _spelled()


class Said:
    """Everything numeric that the evidence turns say."""

    def __init__(self, turns: Sequence[Mapping[str, Any]], started: str | None) -> None:
        self.text = "\n".join(turn["text"] for turn in turns).casefold()
        self.words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", self.text)
        self.groups = set(re.findall(r"\d+", self.text))
        self.spelled = {SPELLED[word] for word in self.words if word in SPELLED}
        self.numbers = {value for found in _NUMBER.findall(self.text) for value in _readings(found)}
        self.numbers |= {Decimal(n) for n in self.spelled}
        # Ids, phone numbers and IBANs are written in groups, and dictated digit by digit.
        self.joined = [
            re.sub(r"[\W_]", "", run) for run in re.findall(r"(?:[a-z]{0,3}\d[\s./–-]{0,3})+[a-z]?", self.text)
        ]
        self.dictated = list(_dictated(self.words))
        moments = [turn.get("time") or started for turn in turns]
        self.days = {datetime.fromisoformat(moment).date() for moment in moments if moment}

    def has_number(self, value: Decimal) -> bool:
        return value in self.numbers or (("cent" in self.text or " ct" in self.text) and value * 100 in self.numbers)

    def has_id(self, value: str) -> bool:
        bare = re.sub(r"[\W_]", "", value).casefold()
        forms = {bare}
        if bare.startswith("49"):
            forms |= {"0" + bare[2:]}
        return any(form in run for form in forms for run in (*self.joined, *self.dictated)) or any(
            form in re.sub(r"[\W_]", "", self.text) for form in forms if not form.isdigit()
        )

    def has_day(self, day: date) -> bool:
        return self._names(day) or any(day in set(self._relative(spoken)) for spoken in self.days)

    def _names(self, day: date) -> bool:
        """Day and month are said; so is the year, or it is one that the day of the turn makes likely."""
        likely = not self.days or any(abs((day - spoken).days) < 366 for spoken in self.days)
        if f"{day:%Y}" not in self.groups and not likely:
            return False
        if day.isoformat() in self.text or re.search(rf"\b0?{day.day}\.\s?0?{day.month}\.", self.text):
            return True
        if re.search(rf"\b0?{day.day}\.\s?(?:und|and|bis|,|or|oder)", self.text) is None and not (
            {str(day.day), f"{day.day:02}"} & self.groups or day.day in self.spelled
        ):
            return False
        return any(month in self.text for month in MONTHS[day.month - 1])

    def _relative(self, spoken: date) -> Iterator[date]:
        """The days that words like `morgen`, `Freitag`, `in zwei Wochen` mean, said on the day `spoken`."""
        for words, days in (
            (("heute", "today", "sofort", "gleich", "tonight"), 0), (("morgen", "tomorrow"), 1), (("übermorgen",), 2),
            (("gestern", "yesterday"), -1), (("vorgestern",), -2),
        ):  # fmt: skip
            if any(word in self.words for word in words):
                yield spoken + timedelta(days)
        for number, names in enumerate(WEEKDAYS):
            if any(name in self.words for name in names):
                ahead = (number - spoken.weekday()) % 7
                yield from (spoken + timedelta(ahead + shift) for shift in (-7, 0, 7))
        for n in {int(value) for value in self.numbers if value == int(value) and 0 < value < 100}:
            if re.search(r"\btage?n?\b|\bdays?\b", self.text):
                yield spoken + timedelta(n)
            if re.search(r"werktag|arbeitstag|working day|business day", self.text):
                yield _working_days(spoken, n)
            if re.search(r"woche|week", self.text):
                yield spoken + timedelta(weeks=n)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _working_days(start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(1)
        count -= day.weekday() < 5
    return day


def _dictated(words: Sequence[str]) -> Iterator[str]:
    """Runs of spoken digits, with single letters among them."""
    run = ""
    for word in (*words, "."):
        if word in _DIGIT_WORDS or (len(word) == 1 and word.isalpha()):
            run += _DIGIT_WORDS.get(word, word)
            continue
        if sum(character.isdigit() for character in run) > 3:
            yield run
        run = ""


def _readings(written: str) -> set[Decimal]:
    """The numbers that digits with separators can mean, German or English."""
    plain = written.replace("'", "").replace(" ", "")
    found = set()
    for thousands, point in ((".", ","), (",", ".")):
        whole, _, fraction = plain.replace(thousands, "").partition(point)
        if whole.isdigit() and (not fraction or fraction.isdigit()):
            found.add(Decimal(f"{whole}.{fraction or 0}"))
    return found


def unsaid(claim: Mapping[str, Any], said: Said) -> list[str]:
    """The numbers of a claim that its evidence does not say; empty when all is well."""
    wrong = [
        group
        for field in ("text", "result", "due")
        for group in re.findall(r"\d+", _without_said_days(str(claim.get(field) or ""), said))
        if group not in said.groups and Decimal(group) not in said.numbers and not said.has_id(claim[field])
    ]
    if claim.get("due_date") and not said.has_day(date.fromisoformat(claim["due_date"])):
        wrong.append(claim["due_date"])
    value = str(claim.get("value") or "")
    return wrong + _unsaid_value(value, str(claim.get("kind")), said) if re.search(r"\d", value) else wrong


def _without_said_days(text: str, said: Said) -> str:
    """`text` without its full dates that the turns mean, e.g. `16.02.2026` for a `Monday` said the week before."""

    def kept(match: re.Match[str]) -> str:
        day, month, year = (int(part) for part in match.groups())
        meant = _day(year, month, day)
        return "" if meant is not None and said.has_day(meant) else match[0]

    return re.sub(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b", kept, text)


def _unsaid_value(value: str, kind: str, said: Said) -> list[str]:
    if value.startswith("--"):  # a day of no year
        month, day = (int(part) for part in value[2:].split("-"))
        meant = [_day(spoken.year, month, day) for spoken in said.days]
        return [] if any(one is not None and said.has_day(one) for one in meant) else [value]
    if days := re.findall(r"\d{4}-\d{2}-\d{2}", value) if kind == "date" else []:
        return [day for day in days if not said.has_day(date.fromisoformat(day))]
    if kind == "time":
        clocks = re.findall(r"(\d{1,2}):(\d{2})", value)
        return [
            f"{hour}:{minute}"
            for hour, minute in clocks
            if not said.has_number(Decimal(hour)) or (minute != "00" and not said.has_number(Decimal(minute)))
        ]
    if kind in ("amount", "quantity", "meter_reading"):
        amounts = re.findall(r"\d+(?:\.\d+)?", value)
        return [amount for amount in amounts if not said.has_number(Decimal(amount)) and amount not in said.groups]
    if said.has_id(value):
        return []
    return [group for group in re.findall(r"\d+", value) if group not in said.groups] or (
        [] if kind in ("address", "text", "name", "email") else [value]
    )


def claims(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every claim of a note document with its section."""
    for section in SECTIONS:
        for claim in document["note"][section]:
            yield section, claim


def all_unsaid(document: Mapping[str, Any], conversation: Mapping[str, Any]) -> list[str]:
    """What the note of `conversation` says in numbers that the named turns do not say."""
    found = []
    for section, claim in claims(document):
        turns = [conversation["turns"][n - 1] for n in claim["evidence"]]
        for number in unsaid(claim, Said(turns, conversation.get("started"))):
            found.append(f"{conversation['id']} {section} {claim['text']!r}: {number}")
    return found
