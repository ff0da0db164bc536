"""The check that makes a false claim harmless: everything it states must occur in the turns it names (invariant I2).

Owns the verdict and its reason. Pure: same claim and conversation, same answer. It proves no meaning: it finds what can
be found without understanding, and is strict where being wrong costs most (numbers, dates, ids, names, promises).

The reasons are keys, published with the note: `no_such_turn`, `wrong_speaker`, `too_long`, `wrong_language`,
`number_not_in_evidence`, `date_not_in_evidence`, `id_not_in_evidence`, `name_not_in_evidence`, `negation_differs`,
`not_in_evidence`, and for what a model said also those of `forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lotse.domain.content import content, grounded, is_commitment, negated, overlap
from lotse.domain.conversations import Conversation, Turn
from lotse.domain.facts import day_of
from lotse.domain.forms import NO_QUESTION, SAYS_NOTHING, WRONG_KIND, form_reason
from lotse.domain.instructions import without_commands
from lotse.domain.languages import detect
from lotse.domain.mentions import Measure, Mentions, compact, find_phones, read
from lotse.domain.notes import Claim
from lotse.domain.sentences import MAX_CLAIM
from lotse.domain.utterances import of_turn

REASONS = (
    "no_such_turn", "wrong_speaker", "too_long", "wrong_language", "number_not_in_evidence", "date_not_in_evidence",
    "id_not_in_evidence", "name_not_in_evidence", "negation_differs", "not_in_evidence", WRONG_KIND, NO_QUESTION,
    SAYS_NOTHING,
)  # fmt: skip

MIN_GROUNDED = 2 / 3
"""Share of the content words that must have been said. Chosen so that one word in three may be the writer's own."""

_LANGUAGE_WORDS = 4
_TITLED = re.compile(r"\b(?:Frau|Herrn?|Familie|Firma|Mr\.?|Mrs\.?|Ms\.?|Dr\.)\s+([A-ZÄÖÜ][\wäöüß'’-]+)")
_ENGLISH_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")


_UNIT_STARTS = tuple(
    """euro dollar cent uhr kwh januar februar marz april juni juli august septemb oktob novemb dezemb tag woch monat
    jahr
    january february march may june july october december day week month year""".split()
)


def verify(claim: Claim, conversation: Conversation, today: date | None = None) -> Claim:
    """`claim` with `supported` and `reason` set by what its turns say.

    A claim a person wrote is never doubted: it is supported when it names turns that exist, else it stands as theirs
    alone.
    """
    reason = _reason(claim, conversation, today)
    return replace(claim, supported=not reason, reason=reason)


def _reason(claim: Claim, conversation: Conversation, today: date | None) -> str:
    turns = _evidence(claim, conversation)
    if not turns:
        return "no_such_turn"
    if claim.origin == "human":
        return ""
    stated = _stated(claim)
    if any(len(part) > MAX_CLAIM for part in stated):
        return "too_long"
    if _wrong_side(claim, turns):
        return "wrong_speaker"
    said = [read(without_commands(turn.text), day_of(turn, conversation, today)) for turn in turns]
    for part in stated:
        reason = _values_reason(part, said, turns, conversation, today)
        if reason:
            return reason
    reason = _normal_form_reason(claim, said, turns, conversation, today)
    if reason:
        return reason
    if _wrong_language(claim, turns, conversation):
        return "wrong_language"
    return _words_reason(claim, turns) or (form_reason(claim, turns) if claim.origin == "llm" else "")


def _evidence(claim: Claim, conversation: Conversation) -> tuple[Turn, ...]:
    """The turns of the claim; none when one of them does not exist or says nothing."""
    numbers = claim.turns
    if not numbers or not all(1 <= number <= len(conversation.turns) for number in numbers):
        return ()
    turns = tuple(conversation.turn(number) for number in numbers)
    return turns if any(turn.text.strip() for turn in turns) else ()


def _stated(claim: Claim) -> tuple[str, ...]:
    """Everything the claim says that is put before a reader. A fact's normal form follows from what was said."""
    if claim.section == "facts":
        return tuple(part for part in (claim.text or claim.value,) if part)
    return tuple(part for part in (claim.text, claim.result, claim.due) if part)


def _wrong_side(claim: Claim, turns: tuple[Turn, ...]) -> bool:
    """Whether nobody of the side that the claim names spoke in its turns: only the agent can promise for the agent."""
    speakers = {turn.speaker for turn in turns}
    if speakers == {"system"}:
        return True
    if claim.section == "intents":
        return "customer" not in speakers
    if claim.section == "facts":
        return claim.said_by in ("customer", "agent") and claim.said_by not in speakers
    if claim.section == "steps_tried":
        return claim.by in ("customer", "agent") and claim.by not in speakers
    return claim.section == "next_steps" and claim.owner in ("agent", "other") and "agent" not in speakers


# --- values ----------------------------------------------------------------------------------------------------------


def _values_reason(
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
    reason = _numbers_reason(stated, said, ids)
    return reason or _names_reason(part, turns)


def _normal_form_reason(
    claim: Claim, said: list[Mentions], turns: tuple[Turn, ...], conversation: Conversation, today: date | None
) -> str:
    """Normal forms are shown and exported too: they have to follow from what was said."""
    if claim.due_date is not None and not any(one.resolved == claim.due_date for m in said for one in m.dates):
        return "date_not_in_evidence"
    if claim.section != "facts" or not claim.value or claim.value == claim.text or claim.value.startswith("--"):
        return ""
    if claim.kind == "phone":
        spoken = {spot.value for turn in turns for spot in find_phones(_spelled_out(turn.text))}
        return "" if claim.value in spoken else "id_not_in_evidence"
    if claim.kind in ("name", "address", "text"):
        words = content(claim.value)
        spoken_words = frozenset().union(*(content(turn.text) for turn in turns))
        if not words <= spoken_words:
            return "name_not_in_evidence" if claim.kind == "name" else "not_in_evidence"
    return _values_reason(claim.value, said, turns, conversation, today)


def _spelled_out(text: str) -> str:
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


def _numbers_reason(stated: Mentions, said: list[Mentions], ids: frozenset[str]) -> str:
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
            if not measure.unit and compact(measure.text) in ids:
                continue
            return "id_not_in_evidence" if _looks_like_id(measure) else "number_not_in_evidence"
    return ""


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


# --- words -----------------------------------------------------------------------------------------------------------


def _wrong_language(claim: Claim, turns: tuple[Turn, ...], conversation: Conversation) -> bool:
    """Whether the text is surely in a language that neither the conversation nor its turns speak."""
    if claim.section == "facts" or len(claim.text.split()) < _LANGUAGE_WORDS:
        return False
    language = detect(claim.text)
    if language is None or language == conversation.language:
        return False
    spoken = {turn.language or detect(turn.text) for turn in turns}
    if language in spoken:
        return False
    # Few words decide little: what was said literally is in the language it was said in.
    said = set(_WORD.findall(" ".join(turn.text for turn in turns).casefold()))
    words = _WORD.findall(claim.text.casefold())
    return sum(word in said for word in words) < MIN_GROUNDED * len(words)


def _words_reason(claim: Claim, turns: tuple[Turn, ...]) -> str:
    said_texts = [without_commands(turn.text) for turn in turns]
    said = frozenset().union(*(content(text) for text in said_texts))
    if claim.section == "facts":
        return _fact_words_reason(claim, said, said_texts)
    sentences_said = _sentences_said(claim, turns)
    if any(_flips(part, sentences_said) for part in (claim.text, claim.result) if part):
        return "negation_differs"
    for part in (claim.text, claim.result):
        if part and not _words_said(part, said, said_texts):
            return "not_in_evidence"
    return ""


def _fact_words_reason(claim: Claim, said: frozenset[str], said_texts: list[str]) -> str:
    """A value is what was said, literally or, for numbers and dates, in another spelling (checked before)."""
    value = claim.text or claim.value
    folded = compact(value)
    if any(folded in compact(text) for text in said_texts):
        return ""
    words = content(_without_values(read(value)))
    if claim.kind == "name":
        return "" if words and all(any(word in other for other in said) for word in words) else "name_not_in_evidence"
    if claim.kind == "phone":
        spoken = {spot.value for text in said_texts for spot in find_phones(_spelled_out(text))}
        return "" if spoken & {spot.value for spot in find_phones(value)} else "id_not_in_evidence"
    if not _DIGIT.search(value) and not read(value).measures and not words:
        return "not_in_evidence"
    return "" if all(grounded(word, said) or _is_unit(word) for word in words) else "not_in_evidence"


def _is_unit(word: str) -> bool:
    """Words that belong to a number and were compared with it."""
    return word.startswith(_UNIT_STARTS) or bool(read(word).measures)


def _without_values(mentions: Mentions) -> str:
    """The text with every value blanked out that was compared as a value already."""
    rest = mentions.rest
    for measure in mentions.measures:
        rest = rest[: measure.start] + " " * (measure.end - measure.start) + rest[measure.end :]
    return rest


def _words_said(part: str, said: frozenset[str], said_texts: list[str]) -> bool:
    """Whether enough of the content words were said, and every word that promises something."""
    mentions = read(part)
    words = content(_without_values(mentions))
    if not words:
        # Nothing but values (checked before) or function words: those must stand there as they are.
        values = mentions.measures or mentions.dates or mentions.ids or mentions.emails or mentions.ibans
        return bool(values) or any(compact(part) in compact(text) for text in said_texts)
    missing = [word for word in words if not grounded(word, said)]
    if any(is_commitment(word) for word in missing):
        return False
    return len(words) - len(missing) >= MIN_GROUNDED * len(words)


def _sentences_said(claim: Claim, turns: tuple[Turn, ...]) -> list[str]:
    """The sentences and clauses a claim may rest on: those at its places where they are known, else all of its
    turns."""
    places = [place for place in claim.evidence if place.start is not None]
    found: list[str] = []
    for turn in turns:
        spans = [(place.start, place.end) for place in places if place.turn == turn.n]
        for one in of_turn(turn):
            if not spans or any((start or 0) < one.end and one.start < (end or 0) for start, end in spans):
                found.append(one.text)
    clauses = [clause for text in found for clause in re.split(r",\s|;\s|\s(?:aber|und|but|and)\s", text) if clause]
    return [*found, *clauses]


def _flips(part: str, sentences_said: list[str]) -> bool:
    """Whether the sentence that speaks of the same thing says it with the opposite sign."""
    words = content(part)
    if not words:
        return False
    best, signs = 0.0, set()
    for sentence in sentences_said:
        share = _shared(words, sentence)
        if share > best + 0.15:
            best, signs = share, {negated(sentence)}
        elif share >= best - 0.15 and share > 0:
            signs.add(negated(sentence))
            best = max(best, share)
    return best >= 0.5 and negated(part) not in signs


def _shared(words: frozenset[str], sentence: str) -> float:
    said = content(sentence)
    return sum(grounded(word, said) for word in words) / len(words) if said else 0.0


def lexical_overlap(first: str, second: str) -> float:
    """How much two texts speak of the same things, 0..1: what `merging` takes for the same statement."""
    return overlap(content(first), content(second))
