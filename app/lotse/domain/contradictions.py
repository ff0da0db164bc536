"""Two current articles that name different numbers for the same thing.

Owns when two statements are about the same thing, and when their values differ. Precision first: a false alarm costs
an editor's trust in every later one, so both articles must have the same subject by title, both statements the same
words around the value, and the values the same kind of unit. Numbers without a unit are never compared: they count
steps, name versions and products.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from lotse.domain import lexicon, mentions, readability, sentences
from lotse.domain.knowledge import ArticleId

SAME_WORDS = 0.75
"""Share of the telling words around the values that both statements have."""

FEWEST_WORDS = 2
ADDED = 3
"""So many common words of two titles allow one that only one of them has."""

LONGEST = 400
MOST_STATEMENTS = 200
_COMMON = 40
_LEAD = 2
_DIGIT = re.compile(r"\d")
# Looked for first, because reading a line costs a hundred times as much and most lines name no value.
_MAY_NAME_VALUE = re.compile(
    r"\d[\s-]?(?:[€$£%]|eur|usd|dollar|gbp|pfund|chf|franken|ct\b|cent|prozent|percent|kwh|kilowatt|m³|m3\b|cbm|kubik|cubic|"
    r"gb\b|mb\b|gigabyte|mbit|kw\b|liter|kg\b|km\b|tag|day|werktag|woche|week|monat|month|jahr|year|stunde|hour|minute|"
    r"person|people|stück|mal\b|times)|[€$£]\s?\d|\b(?:eur|usd|gbp|chf)\s?\d|\d\.\s?\d{1,2}\.|\d{4}-\d\d-\d\d|"
    r"\d(?:\.|st|nd|rd|th)?\s?(?:of\s)?(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|de[zc])|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s\d",
    re.IGNORECASE,
)
_MODEL = re.compile(r"^(?:\d+\w*|[a-z]{1,2}\d*|[ivx]{1,4})$")
# Words that turn one statement into another although all others are the same.
_DISTINGUISHING = frozenset(
    """
    nicht kein keine keinen ohne nur ausser maximal hoechstens mindestens ab bis vor nach ueber unter frueher bisher
    kuenftig seit
    not no without only except maximum minimum most least before after until since over under up from previously
    jaehrlich monatlich woechentlich taeglich yearly annual annually monthly weekly daily
    brutto netto gross net
    """.split()
)

Day = tuple[int, int, int]
Value = Decimal | Day


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that names values, or a row of a table. `units` and `values` belong together, in order."""

    text: str
    words: frozenset[str]
    units: tuple[str, ...]
    values: tuple[frozenset[Value], ...]
    row: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is about, by its title."""

    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Both statements as written, and the values that differ, as written first and second."""

    first: str
    second: str


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a text that name values with a unit, an amount or a full date."""
    found: list[Statement] = []
    for line, row in _lines(text):
        if len(line) > LONGEST or not _MAY_NAME_VALUE.search(line):
            continue
        statement = _statement(line, row)
        if statement is not None:
            found.append(statement)
            if len(found) == MOST_STATEMENTS:
                break
    return tuple(found)


def same_subject(one: Subject, other: Subject) -> bool:
    """Whether two titles name the same thing: every word of the shorter stands in the longer, which adds next to none.

    "Umzug melden" and "Umzug ins Ausland melden" are two things, so are two months, two models and two versions.
    """
    if one.lang != other.lang:
        return False
    words, others = lexicon.telling_stems(one.title, one.lang), lexicon.telling_stems(other.title, other.lang)
    common = words & others
    if not common or len(common) < min(len(words), len(others)):
        return False
    added = words ^ others
    return len(added) * ADDED <= len(common) and not any(_MODEL.match(word.lstrip(lexicon.MARKS)) for word in added)


def between(first: Iterable[Statement], second: Sequence[Statement]) -> Contradiction | None:
    """The first pair of statements that say different values for the same thing."""
    for one in first:
        for other in second:
            if differs(one, other):
                return Contradiction(one.text, other.text)
    return None


def differs(one: Statement, other: Statement) -> bool:
    """Whether both speak of the same thing and name different values for it."""
    if one.units != other.units or one.values == other.values or one.row != other.row:
        return False
    common, either = one.words & other.words, one.words | other.words
    # A row of a table is named by one word, a sentence says more.
    if len(common) < (1 if one.row else FEWEST_WORDS) or len(common) < SAME_WORDS * len(either):
        return False
    if (either - common) & _DISTINGUISHING:
        return False
    # Where most values differ the rows of two tables stand beside each other, not two versions of one.
    differing = sum(not _agree(mine, theirs) for mine, theirs in zip(one.values, other.values, strict=True))
    return 0 < differing <= max(1, len(one.values) // 2)


def from_difference(one: str, other: str) -> str:
    """A sentence from shortly before the word in which it differs from another: what to show where there is no room."""
    mine, theirs = one.split(), other.split()
    same = 0
    while same < min(len(mine), len(theirs)) and mine[same] == theirs[same]:
        same += 1
    return " ".join(mine) if same <= _LEAD else "… " + " ".join(mine[same - _LEAD :])


class StatementIndex:
    """The statements of many articles, found by the words they share. Not for two threads at once."""

    def __init__(self) -> None:
        self._of: dict[ArticleId, tuple[Subject, tuple[Statement, ...]]] = {}
        self._holding: defaultdict[tuple[str, tuple[str, ...]], set[ArticleId]] = defaultdict(set)

    def add(self, article_id: ArticleId, subject: Subject, found: tuple[Statement, ...]) -> None:
        self.remove(article_id)
        self._of[article_id] = (subject, found)
        for key in self._keys(found):
            self._holding[key].add(article_id)

    def remove(self, article_id: ArticleId) -> None:
        _, found = self._of.pop(article_id, (None, ()))
        for key in self._keys(found):
            self._holding[key].discard(article_id)
            if not self._holding[key]:
                del self._holding[key]

    def against(self, article_id: ArticleId) -> tuple[tuple[ArticleId, Contradiction], ...]:
        """The articles that contradict one that was added, each with the first contradiction."""
        subject, found = self._of.get(article_id, (None, ()))
        if subject is None:
            return ()
        others: set[ArticleId] = set()
        for key in self._keys(found):
            if len(self._holding[key]) <= _COMMON:
                others |= self._holding[key]
        others.discard(article_id)
        contradicting = []
        for other in sorted(others):
            their_subject, theirs = self._of[other]
            if same_subject(subject, their_subject) and (clash := between(found, theirs)) is not None:
                contradicting.append((other, clash))
        return tuple(contradicting)

    @staticmethod
    def _keys(found: Iterable[Statement]) -> set[tuple[str, tuple[str, ...]]]:
        return {(word, statement.units) for statement in found for word in statement.words}


def _lines(text: str) -> list[tuple[str, bool]]:
    """Sentences, and rows of tables."""
    said = [(one.text, False) for one in sentences.split(readability.plain(text))]
    rows = [line.strip().strip("|") for line in text.split("\n") if line.lstrip().startswith("|")]
    return said + [(" ".join(row.split()), True) for row in rows]


@lru_cache(maxsize=8192)
def _statement(line: str, row: bool) -> Statement | None:
    read = mentions.read(line)
    places: list[tuple[int, int, str, frozenset[Value]]] = [
        (one.start, one.end, one.unit, frozenset(one.values)) for one in read.measures if one.unit
    ]
    places += [
        (one.start, one.end, "date", frozenset({(one.year or 0, one.month, one.day)}))
        for one in read.dates
        if one.month is not None and one.day is not None and not one.relative
    ]
    if not places:
        return None
    places.sort()
    rest = line
    for start, end, _, _ in places:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    # What is left may name another number: the product, the step, the paragraph.
    words = lexicon.telling_stems(rest, "de") | {
        word for word in lexicon.words(rest) if _DIGIT.search(word) or word in _DISTINGUISHING
    }
    return Statement(
        " ".join(line.split()), words, tuple(place[2] for place in places), tuple(place[3] for place in places), row
    )


def _agree(one: frozenset[Value], other: frozenset[Value]) -> bool:
    """Whether two values can be the same; a day without a year is that day of any year."""
    if one & other:
        return True
    return any(
        mine[1:] == theirs[1:] and not (mine[0] and theirs[0])
        for mine in one
        for theirs in other
        if isinstance(mine, tuple) and isinstance(theirs, tuple)
    )
