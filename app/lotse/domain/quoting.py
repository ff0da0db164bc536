"""Claims that say a sentence again almost word for word: what they say differently must not be what matters.

Owns the comparison word by word of a claim with the sentence it repeats: a value, a name or a negation exchanged at
its very place is a lie even where the new word was said elsewhere in the same turns. Knows nothing of claims and turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from lotse.domain.content import content, grounded
from lotse.domain.mentions import Mentions, read

MIN_QUOTED = 0.7
"""Share of a claim's words that stand in the sentence in the same order; below it the claim has words of its own."""

_NEAR = 0.05
_NEARBY = 3
_MIN_WORDS = 3
_MAX_WORDS = 400
_ANSWER = re.compile(r"^\W*(?:no|nope|nein|nee)\b\W+", re.IGNORECASE)
_TOKEN = re.compile(r"n['’]t\b|[^\W_]+?(?=n['’]t\b)|[^\W_]+(?:[.,:/'’-][^\W_]+)*|[$€£%]")
_NEGATIONS = frozenset(
    "nicht nichts kein keine keinen keinem keiner keines nie niemals niemand ohne not no never none nothing nobody "
    "without n't cannot".split()
)
_CALENDAR = {
    word: number
    for names in (
        "montag monday", "dienstag tuesday", "mittwoch wednesday", "donnerstag thursday", "freitag friday",
        "samstag sonnabend saturday", "sonntag sunday", "januar january jan", "februar february feb", "märz march",
        "april apr", "juni june", "juli july", "august aug", "september sept", "oktober october",
        "november nov", "dezember december", "heute today", "morgen tomorrow", "gestern yesterday",
        "übermorgen", "vorgestern",
    )
    for number, word in ((names, word) for word in names.split())
}  # fmt: skip
_UNITS = {
    word: group
    for group in (
        "€ euro euros eur", "$ dollar dollars usd", "£ pound pounds gbp pfund", "% prozent percent", "cent cents ct",
        "day days tag tage tagen", "week weeks woche wochen", "month months monat monate monaten",
        "year years jahr jahre jahren", "hour hours stunde stunden", "minute minutes minuten", "kwh kilowattstunden",
        "m³ kubikmeter", "gb gigabyte", "mbit mbit/s", "am a.m", "pm p.m",
    )
    for word in group.split()
}  # fmt: skip
_ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner ihr ihre ihren ihrem "
    "ihrer sein seine kein keine keinen unser unsere unseren diese dieser dieses diesen zum zur beim im am vom".split()
)


@dataclass(frozen=True, slots=True)
class _Quote:
    share: float
    said: tuple[str, ...]
    changes: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]
    """Words of the claim, the said words in their place, and the word before."""


def exchanged(part: str, sentences: Sequence[str]) -> str:
    """The reason when `part` repeats one of `sentences` with another value or name in its place, else an empty string.

    A sentence it repeats still better and without such a change clears it.
    """
    quotes = [(quote.share, _exchange(quote)) for quote in _quotes(part, sentences)]
    clear = max((share for share, reason in quotes if not reason), default=0.0)
    return next((reason for share, reason in quotes if reason and share >= clear and clear < 1), "")


def flipped(part: str, sentences: Sequence[str]) -> bool | None:
    """Whether `part` repeats one of `sentences` with a negation more or less; `None` where words alone cannot tell."""
    signs = [sign for quote in _quotes(part, sentences) if (sign := _flip(quote)) is not None]
    return all(signs) if signs else None


def _flip(quote: _Quote) -> bool | None:
    """What the sentence says beyond the claim is not the claim's, so a negation far off leaves it open."""
    ours = sum(_denials(change[0]) for change in quote.changes)
    theirs = sum(_denials(change[1]) for change in quote.changes)
    near = sum(_denials(change[1]) for change in quote.changes if len(change[1]) <= _NEARBY)
    return (ours - near) % 2 != 0 if near == theirs else None


def repeated(part: str, sentences: Sequence[str]) -> list[str]:
    """Those of `sentences` that `part` repeats best, none when it has words of its own."""
    quotes = _quotes(part, sentences)
    return [sentence for sentence in sentences if any(quote.said == _tokens(sentence) for quote in quotes)]


def _quotes(part: str, sentences: Sequence[str]) -> list[_Quote]:
    """The sentences that `part` repeats best."""
    words = _tokens(part)
    if len(words) < _MIN_WORDS:
        return []
    quotes = [_quote(words, _tokens(sentence)) for sentence in dict.fromkeys(sentences)]
    best = max((quote.share for quote in quotes), default=0.0)
    return [quote for quote in quotes if quote.share >= max(MIN_QUOTED, best - _NEAR)]


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    words = [word.replace("’", "'") for word in _TOKEN.findall(_ANSWER.sub("", text))[:_MAX_WORDS]]
    parts: list[str] = []
    for word in words:
        # "can't" and "won't" lose a letter before the negation.
        parts += {"cannot": ["can", "not"], "ca": ["can"], "wo": ["will"]}.get(word.casefold(), [word])
    return tuple(parts)


@lru_cache(maxsize=4096)
def _quote(words: tuple[str, ...], said: tuple[str, ...]) -> _Quote:
    ours, theirs = [word.casefold() for word in words], [word.casefold() for word in said]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    same, changes = 0, []
    for kind, start, end, said_start, said_end in matcher.get_opcodes():
        if kind == "equal":
            same += end - start
        else:
            before = words[start - 1] if start else ""
            changes.append((words[start:end], said[said_start:said_end], before))
    # Negations are what is compared: they do not make a quote less of one.
    size = sum(word not in _NEGATIONS for word in ours) or 1
    same -= sum(word in _NEGATIONS for word in _same_words(matcher, ours))
    return _Quote(same / size, said, tuple(changes))


def _same_words(matcher: SequenceMatcher[str], ours: list[str]) -> list[str]:
    return [word for block in matcher.get_matching_blocks() for word in ours[block.a : block.a + block.size]]


def _exchange(quote: _Quote) -> str:
    for ours, theirs, before in quote.changes:
        if len(ours) != len(theirs) or len(ours) > 3:
            continue
        for place, (word, said) in enumerate(zip(ours, theirs, strict=True)):
            reason = _differs(word, said, ours[place - 1] if place else before)
            if reason:
                return reason
    return ""


def _differs(word: str, said: str, before: str) -> str:
    one, other = word.casefold(), said.casefold()
    if _CALENDAR.get(one) and _CALENDAR.get(other):
        return "" if _CALENDAR[one] == _CALENDAR[other] else "date_not_in_evidence"
    if _UNITS.get(one) and _UNITS.get(other):
        return "" if _UNITS[one] == _UNITS[other] else "number_not_in_evidence"
    ours, theirs = read(word), read(said)
    if _has_value(word, ours) and _has_value(said, theirs):
        return "" if _same_value(word, said, ours, theirs) else "number_not_in_evidence"
    if word[:1].isupper() and said[:1].isupper() and before and before.casefold() not in _ARTICLES:
        same = all(grounded(stem, content(said)) for stem in content(word))
        return "" if same or not content(word) or not content(said) else "name_not_in_evidence"
    return ""


def _has_value(word: str, mentions: Mentions) -> bool:
    return any(map(str.isdigit, word)) or any(measure.spelled for measure in mentions.measures)


def _same_value(word: str, said: str, ours: Mentions, theirs: Mentions) -> bool:
    digits, said_digits = re.sub(r"\D", "", word).lstrip("0"), re.sub(r"\D", "", said).lstrip("0")
    if digits and digits == said_digits and not (word[:1].isalpha() and said[:1].isalpha()):
        return True
    values = {value for measure in ours.measures for value in measure.values}
    if values & {value for measure in theirs.measures for value in measure.values}:
        return True
    # "um drei" and "um 15:00": the same hour on another clock.
    hours = {_hour(word, ours), _hour(said, theirs)}
    return len(hours) == 1 and None not in hours and bool(ours.times or theirs.times)


def _hour(word: str, mentions: Mentions) -> int | None:
    if mentions.times:
        return int(mentions.times[0].values[0][:2]) % 12
    value = next((value for measure in mentions.measures for value in measure.values), None)
    return int(value) % 12 if value is not None and value < 25 else None


def _denials(words: Sequence[str]) -> int:
    return sum(word.casefold() in _NEGATIONS for word in words)
