"""Whether every value that a claim states was said in its turns: numbers, amounts, dates, ids, contact data, names.

Owns the comparison of values and its reasons. Reads with `mentions`; knows nothing of words that are no values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lotse.domain import quoting
from lotse.domain.content import content
from lotse.domain.conversations import Conversation, Turn
from lotse.domain.facts import day_of
from lotse.domain.instructions import without_commands
from lotse.domain.languages import detect
from lotse.domain.mentions import Measure, Mentions, compact, find_phones, read
from lotse.domain.notes import Claim
from lotse.domain.statement_checks import clauses, sentences_of

_TITLED = re.compile(r"\b(?:Frau|Herrn?|Familie|Firma|Mr\.?|Mrs\.?|Ms\.?|Dr\.)\s+([A-ZÄÖÜ][\wäöüß'’-]+)")
_ENGLISH_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)")
_DIGIT = re.compile(r"\d")


def values_reason(
    part: str, said: list[Mentions], turns: tuple[Turn, ...], conversation: Conversation, today: date | None
) -> str:
    """Which kind of value in `part` was not said, or an empty string."""
    anchors = {day_of(turn, conversation, today) for turn in turns}
    # A relative date ("morgen") means what it meant on the day of its turn.
    stated = read(part, next(iter(anchors)) if len(anchors) == 1 else None)
    if not {spot.value for spot in stated.emails} <= {spot.value for one in said for spot in one.emails}:
        return "id_not_in_evidence"
    ids = frozenset().union(*(one.joined_ids for one in said))
    ibans = {spot.value for one in said for spot in one.ibans}
    if not {spot.value for spot in stated.ibans} <= ibans:
        return "id_not_in_evidence"
    if not all(any(mention.means(other) for one in said for other in one.dates) for mention in stated.dates):
        return "date_not_in_evidence"
    times = {value for one in said for time in one.times for value in time.values}
    if not {value for time in stated.times for value in time.values} <= times | _hours(said, times):
        return "date_not_in_evidence"
    reason = _numbers_reason(stated, said, ids, turns)
    return reason or _names_reason(part, turns)


def exchange_reason(claim: Claim, turns: tuple[Turn, ...]) -> str:
    """A value that was said, but not at this place: `3 people for 2 nights` for `2 people for 3 nights`."""
    if not claim.text:
        return ""
    said = [sentence for turn in turns for sentence in sentences_of(claim, turn)]
    return quoting.exchanged(claim.text, clauses(said))


def normal_form_reason(
    claim: Claim, said: list[Mentions], turns: tuple[Turn, ...], conversation: Conversation, today: date | None
) -> str:
    """Normal forms are shown and exported too: they have to follow from what was said."""
    if claim.due_date is not None and not any(one.resolved == claim.due_date for m in said for one in m.dates):
        return "date_not_in_evidence"
    if claim.section != "facts" or not claim.value or claim.value == claim.text or claim.value.startswith("--"):
        return ""
    if claim.kind == "phone":
        spoken = {spot.value for turn in turns for spot in find_phones(spelled_out(turn.text))}
        return "" if claim.value in spoken else "id_not_in_evidence"
    if claim.kind in ("name", "address", "text"):
        words = content(claim.value)
        spoken_words = frozenset().union(*(content(turn.text) for turn in turns))
        if not words <= spoken_words:
            return "name_not_in_evidence" if claim.kind == "name" else "not_in_evidence"
    return values_reason(claim.value, said, turns, conversation, today)


def spelled_out(text: str) -> str:
    """`text` with numbers dictated word by word replaced by their digits."""
    for spot in reversed([one for one in read(text).ids if not any(map(str.isdigit, one.text))]):
        text = text[: spot.start] + spot.value + text[spot.end :]
    return text


def _hours(said: Iterable[Mentions], times: set[str]) -> set[str]:
    """`um drei` answered to "wann": a bare number may be an hour when the turns speak of no other time."""
    if times:
        return set()
    return {
        f"{int(value):02d}:00"
        for one in said
        for measure in one.measures
        if not measure.unit
        for value in measure.values
        if value == int(value) and 0 <= value < 25
    }


def _numbers_reason(stated: Mentions, said: list[Mentions], ids: frozenset[str], turns: tuple[Turn, ...]) -> str:
    """Ids first: what has letters or groups is compared as a whole, so that no part of a longer id passes for it."""
    covered: list[tuple[int, int]] = []
    for spot in stated.ids:
        measure = next((one for one in stated.measures if one.start <= spot.start and spot.end <= one.end), None)
        if measure is not None and (measure.unit or len(measure.values) > 1 or "," in measure.text):
            continue  # a number with a unit or with separators: compared as a number below
        if spot.value in ids or compact(spot.text) in ids:
            covered.append((spot.start, spot.end))
            continue
        if measure is None:
            run = _around(stated, spot.start, spot.end)
            if run in ids:
                covered.append((spot.start, spot.end))
                continue
            return "id_not_in_evidence"
    measures = [measure for one in said for measure in one.measures if not _part_of_id(measure, one)]
    for measure in stated.measures:
        inside_id = any(start <= measure.start and measure.end <= end for start, end in covered)
        if inside_id and not measure.unit:
            continue
        if not any(_same_measure(measure, other) for other in measures):
            if not measure.unit and (compact(measure.text) in ids or _stands(measure.text, turns)):
                continue
            return "id_not_in_evidence" if _looks_like_id(measure) else "number_not_in_evidence"
    return ""


def _stands(number: str, turns: tuple[Turn, ...]) -> bool:
    """Whether a number with a point stands there as it is: `a rating of 4.4.` reads like a day, too."""
    if "." not in number:
        return False
    alone = re.compile(rf"(?<![\w.,/-]){re.escape(number)}(?![\w/-]|[.,]\d)")
    return any(alone.search(without_commands(turn.text)) for turn in turns)


def _part_of_id(measure: Measure, said: Mentions) -> bool:
    """A group of a longer id is no number: `4711` was not said where `4711-22` was."""
    return not measure.unit and any(
        spot.start <= measure.start
        and measure.end <= spot.end
        and len(spot.text) > len(measure.text)
        and (len(_DIGIT.findall(spot.text)) >= 5 or not spot.value.isdigit())
        for spot in said.ids
    )


def _around(stated: Mentions, start: int, end: int) -> str:
    """The whole run of groups around a place, joined."""
    text = stated.rest
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "-/. "):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "-/. "):
        end += 1
    return compact(text[start:end])


def _looks_like_id(measure: Measure) -> bool:
    return not measure.unit and len(_DIGIT.findall(measure.text)) >= 5 and not re.search(r"[.,]", measure.text)


def _same_measure(stated: Measure, said: Measure) -> bool:
    """The same number, and no other unit: 12 Euro are not 12 days. A bare number on one side fits any unit."""
    if not stated.values & said.values:
        return False
    return not stated.unit or not said.unit or stated.unit == said.unit or {stated.unit, said.unit} <= {"kwh", "kw"}


def _names_reason(part: str, turns: tuple[Turn, ...]) -> str:
    """A person or company that is addressed or named must have been named."""
    text = " ".join(turn.text for turn in turns).casefold()
    names = [match[1] for match in _TITLED.finditer(part)]
    if detect(part) == "en":
        names += [match[1] for match in _ENGLISH_NAME.finditer(part)]
    for name in names:
        folded = name.casefold()
        if folded not in text and folded.removesuffix("s").rstrip("'’") not in text:
            return "name_not_in_evidence"
    return ""
