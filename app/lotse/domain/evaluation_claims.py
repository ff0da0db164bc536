"""Which claims of a note say what a gold note says, and what else of the note is right: outcome, topics, handover.

Owns the definition of "the same claim": evidence AND content. They share a turn, and
- a fact has the same value after normalisation (names and addresses: one has all words of the other);
- any other claim has half of its content words in common (F1 of stemmed content words at least `ENOUGH`).
Each gold claim is found once: said twice, the second is one too many. Used by `lotse eval` and by the recipes alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from lotse.domain.content import content, grounded
from lotse.domain.evaluation import Counts
from lotse.domain.mentions import compact, find_phones, read
from lotse.domain.notes import Claim
from lotse.domain.numerals import best_reading

Measured = Literal["intents", "steps_tried", "facts", "next_steps", "open_questions"]
MEASURED: tuple[Measured, ...] = ("intents", "steps_tried", "facts", "next_steps", "open_questions")
"""Sections with gold claims. A summary is made of them and has no gold of its own."""

ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as it is compared, gold or found. Without `turns` a gold claim is compared by its content alone.

    `value` is a fact's value, `party` who did or does it (`by`, `owner`), `due` an ISO day. Gold only: `also` are other
    wordings that say the same; an `optional` claim is right when said and not missed when not.
    """

    section: Measured
    text: str = ""
    turns: tuple[int, ...] = ()
    key: str = ""
    value: str = ""
    party: str = ""
    due: str = ""
    also: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """`pairs` are (index found, index gold). Optional gold claims count on neither side, nor does what matches them."""

    pairs: tuple[tuple[int, int], ...]
    counts: Counts


def statement_of(claim: Claim) -> Statement | None:
    """How a claim of a note is compared; `None` for the summary."""
    if claim.section == "summary":
        return None
    return Statement(
        claim.section,
        text=claim.text,
        turns=claim.turns,
        key=claim.key,
        value=claim.value or (claim.text if claim.section == "facts" else ""),
        party=(claim.owner if claim.section == "next_steps" else claim.by) or "",
        due=claim.due_date.isoformat() if claim.due_date else "",
    )


# --- matching --------------------------------------------------------------------------------------------------------


def match(found: Sequence[Statement], gold: Sequence[Statement]) -> Matched:
    """The best one-to-one assignment: as many gold claims found as can be, the closest first among equals."""
    closeness = [[likeness(one, true) for true in gold] for one in found]
    taken: dict[int, int] = {}  # gold -> found

    def assign(one: int, tried: set[int]) -> bool:
        for true in sorted(range(len(gold)), key=lambda place: (gold[place].optional, -closeness[one][place])):
            if closeness[one][true] < ENOUGH or true in tried:
                continue
            tried.add(true)
            if true not in taken or assign(taken[true], tried):
                taken[true] = one
                return True
        return False

    best_first = sorted(range(len(found)), key=lambda place: -max(closeness[place], default=0.0))
    for one in best_first:
        assign(one, set())
    pairs = tuple(sorted((one, true) for true, one in taken.items()))
    optional = {one for one, true in pairs if gold[true].optional}
    # A second mention of what is optional is no mistake either.
    optional |= {
        place
        for place in range(len(found))
        if place not in taken.values()
        and any(true.optional and closeness[place][index] >= ENOUGH for index, true in enumerate(gold))
    }
    return Matched(
        pairs,
        Counts(
            gold=sum(not true.optional for true in gold),
            said=len(found) - len(optional),
            right=sum(not gold[true].optional for _, true in pairs),
        ),
    )


def match_sections(found: Sequence[Statement], gold: Sequence[Statement]) -> dict[Measured, Matched]:
    """`match` within each section. The indices of the pairs are those within the section, in order."""
    return {
        section: match(
            [one for one in found if one.section == section], [true for true in gold if true.section == section]
        )
        for section in MEASURED
    }


def likeness(found: Statement, gold: Statement) -> float:
    """From 0 to 1; `ENOUGH` and more is the same claim."""
    if found.section != gold.section or (gold.turns and not set(found.turns) & set(gold.turns)):
        return 0.0
    if found.section == "facts":
        return 1.0 if any(same_value(found.value, value, gold.key) for value in (gold.value, *gold.also)) else 0.0
    return max(token_f1(found.text, text) for text in (gold.text, *gold.also))


def token_f1(one: str, other: str) -> float:
    """F1 of the content words: inflections, compounds and words of one meaning count as the same word."""
    words, others = content(one), content(other)
    if not words or not others:
        return 1.0 if one.strip() and " ".join(one.casefold().split()) == " ".join(other.casefold().split()) else 0.0
    precision = sum(grounded(word, others) for word in words) / len(words)
    recall = sum(grounded(word, words) for word in others) / len(others)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# --- values ----------------------------------------------------------------------------------------------------------

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"(\d{1,2})(?:(?::|\.(?=\d{2}\s?uhr))(\d{2}))?\s?(?:uhr)?", re.IGNORECASE)
_TITLES = re.compile(r"\b(?:herrn?|frau|mr|mrs|ms|dr|prof)\b\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,' ]*\d|\d")
_BY_WORDS = frozenset({"name", "address", "new_address", "old_address", "town", "partner_name"})
_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def same_value(one: str, other: str, key: str = "") -> bool:
    """Whether two values are the same value written differently: `88,00 €` and `88.00 EUR`, `12.02.2026` and
    `2026-02-12`, `0171 392 00 45` and `+491713920045`."""
    if normal_value(one) == normal_value(other):
        return True
    words, others = _words(one), _words(other)
    if not words or not others or (any(character.isdigit() for character in one + other) and key not in _BY_WORDS):
        return False
    if key in _BY_WORDS:
        return words <= others or others <= words
    return token_f1(one, other) >= ENOUGH


def normal_value(text: str) -> str:
    """The form in which equal values are equal strings. Ids and whatever else: letters and digits alone."""
    plain = " ".join(text.split())
    mentions = read(plain)
    if mentions.emails:
        return mentions.emails[0].value
    if mentions.ibans:
        return compact(mentions.ibans[0].value)
    phone = next(iter(find_phones(plain)), None)
    if phone is not None and phone.start <= 1 and len(plain) - phone.end <= 1:
        return phone.value
    if _ISO_DAY.fullmatch(plain):
        return plain
    if len(mentions.dates) == 1 and mentions.dates[0].absolute and len(mentions.dates[0].text) >= len(plain) - 4:
        return mentions.dates[0].value
    clock = _CLOCK.fullmatch(plain)
    if clock and (":" in plain or "uhr" in plain.casefold()):
        return f"{int(clock[1]):02d}:{clock[2] or '00'}"
    return _normal_number(plain) or compact(plain.casefold().translate(_FOLD))


def _normal_number(text: str) -> str:
    """A number with at most one unit, without it: what it counts follows from the turn they share."""
    if text[:1] == "0" and text[1:2].isdigit():
        return ""  # an id or a code: its leading zero counts
    numbers = _NUMBER.findall(text)
    words = re.findall(r"[^\W\d_]+", text)
    if len(numbers) != 1 or len(words) > 1 or (words and not _counts(text)):
        return ""
    if re.fullmatch(r"\d+(?: \d+)*", numbers[0]):
        return str(numbers[0]).replace(" ", "")
    language = "en" if re.search(r"[$£]|usd|gbp", text, re.IGNORECASE) else None
    try:
        value = (
            best_reading(numbers[0], language) if not re.fullmatch(r"\d+\.\d{1,2}", numbers[0]) else Decimal(numbers[0])
        )
    except InvalidOperation:
        return ""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{value.normalize()}"


def _counts(text: str) -> bool:
    return bool(re.match(r"(?:eur|usd|gbp|chf)?\s?\d[\d.,' ]*\s?(?:[^\W\d_]|³|/|%|€)*\Z", text, re.IGNORECASE))


def _words(text: str) -> frozenset[str]:
    bare = _TITLES.sub(" ", text).casefold().translate(_FOLD)
    return frozenset(word.replace("strasse", "str") for word in re.findall(r"[^\W_]+", bare))


# --- numbers in what is said -----------------------------------------------------------------------------------------

_RUN = re.compile(r"\d+(?:[.,]\d+)*")


def numbers_backed(said: str, turns: Sequence[str]) -> tuple[int, int]:
    """(how many numbers, dates and times `said` states in digits, how many of them stand in `turns`, also in words)."""
    if not any(character.isdigit() for character in said):
        return 0, 0
    heard = [read(turn) for turn in turns]
    stated = read(said)
    rest = said
    found: list[bool] = []
    spots = [(day.text, day.start, day.end) for day in stated.dates]
    spots += [(time.text, time.start, time.end) for time in stated.times]
    for text, start, end in spots:
        if any(character.isdigit() for character in text):
            rest = rest[:start] + " " * (end - start) + rest[end:]
    found += [
        any(day.means(other) for one in heard for other in one.dates)
        for day in stated.dates
        if any(character.isdigit() for character in day.text)
    ]
    found += [
        any(_on_the_dial(time.values) & _on_the_dial(other.values) for one in heard for other in one.times)
        for time in stated.times
        if any(character.isdigit() for character in time.text)
    ]
    digits = [re.sub(r"[\W_]", "", turn) for turn in turns]
    values = {value for one in heard for measure in one.measures for value in measure.values}
    dictated = {spot.value for one in heard for spot in one.ids}
    for run in _RUN.findall(rest):
        bare = re.sub(r"\D", "", run)
        found.append(any(bare in turn for turn in digits) or bare in dictated or best_reading(run, None) in values)
    return len(found), sum(found)


def _on_the_dial(clocks: Sequence[str]) -> set[tuple[int, str]]:
    """`halb drei` is said of 2:30 and of 14:30."""
    return {(int(clock[:2]) % 12, clock[3:]) for clock in clocks}


# --- outcome, topics, handover ---------------------------------------------------------------------------------------


def outcome_right(found: str, gold: bool | Collection[str]) -> bool:
    """A gold answer of yes or no asks only whether it was resolved; words are the values that are right."""
    return (found == "resolved") == gold if isinstance(gold, bool) else found in gold


def topics(found: Mapping[str, Sequence[int]], gold: Mapping[str, Sequence[int]]) -> Counts:
    """Topics with the turns they were raised in; right when topic and a turn agree."""
    right = sum(topic in found and (not turns or bool(set(turns) & set(found[topic]))) for topic, turns in gold.items())
    return Counts(len(gold), len(found), right)
