"""Values that were taken back later in the conversation: `Nein, 4712` wins over the 4711 said before.

Owns the look ahead from a claim to the turns that follow it; what corrects what is found in `facts`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from lotse.domain import fact_rules as rules
from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.facts import LOOK_BACK, find_facts
from lotse.domain.mentions import compact, read
from lotse.domain.numerals import plain

_TAKES_BACK = re.compile(
    r"\b(?:nein|nee|ne|no|nope|quatsch|stopp|entschuldig\w+|verzeihung|sorry|pardon)\b", re.IGNORECASE
)
_NOT_STORED = ConversationId("")


def corrected_later(text: str, last_turn: int, conversation: Conversation) -> bool:
    """Whether `text` states a value that is corrected near `last_turn`, its last one, without the right one.

    A text that names both ("4712 statt 4711") tells of the correction and is none of these.
    """
    stated = _values(text)
    if not stated:
        return False
    near = conversation.turns[max(0, last_turn - LOOK_BACK) : last_turn + LOOK_BACK]
    if not any(_may_correct(turn.text) for turn in near):
        return False
    return any(old & stated and not right & stated for old, right in _replaced(near, conversation.language))


def _may_correct(text: str) -> bool:
    return _TAKES_BACK.search(text) is not None or rules.CORRECTION_SAYS.search(text) is not None


@lru_cache(maxsize=256)
def _replaced(turns: tuple[Turn, ...], language: str | None) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """What was taken back in `turns`, and what holds instead. Without days: a date is what it says, not when it is."""
    undated = tuple(replace(turn, time=None) for turn in turns)
    facts = find_facts(Conversation(_NOT_STORED, undated, language=language))
    return tuple(
        (_whole(old), _whole(fact.value) | _whole(fact.text) | _values(fact.text))
        for fact in facts
        for old in fact.supersedes
    )


def _values(text: str) -> frozenset[str]:
    """Every value that `text` states, in forms that are the same for every spelling."""
    mentions = read(text)
    numbers = {plain(value) for measure in mentions.measures for value in measure.values}
    days = {day.value for day in mentions.dates} | {_undated(day.value) for day in mentions.dates}
    return frozenset(mentions.joined_ids | numbers | days | {time for one in mentions.times for time in one.values})


def _whole(value: str) -> frozenset[str]:
    """The forms of one value: the parts of an id are none."""
    if value.startswith("--"):  # a day without its year
        return frozenset({value})
    mentions = read(value)
    if mentions.dates or mentions.times or any(measure.unit for measure in mentions.measures):
        return _values(value)
    numbers = {plain(number) for measure in mentions.measures if measure.text == value for number in measure.values}
    return frozenset({compact(value), *numbers})


def _undated(day: str) -> str:
    return f"--{day[5:]}" if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else day
