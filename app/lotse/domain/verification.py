"""The check that makes a false claim harmless: everything it states must occur in the turns it names (invariant I2).

Owns the verdict and its reason. Pure: same claim and conversation, same answer. It proves no meaning: it finds what can
be found without understanding, and is strict where being wrong costs most (numbers, dates, ids, names, promises).

The reasons are keys, published with the note: `no_such_turn`, `wrong_speaker`, `too_long`, `wrong_language`,
`number_not_in_evidence`, `date_not_in_evidence`, `id_not_in_evidence`, `name_not_in_evidence`, `corrected_later`,
`negation_differs`, `not_in_evidence`, and for what a model said also those of `forms`. What each of them covers stands
in `docs/verification.md`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from lotse.domain.content import content, grounded, is_commitment, overlap
from lotse.domain.conversations import Conversation, Turn
from lotse.domain.corrections import corrected_later
from lotse.domain.facts import day_of
from lotse.domain.forms import NO_QUESTION, SAYS_NOTHING, WRONG_KIND, form_reason
from lotse.domain.instructions import without_commands
from lotse.domain.languages import detect
from lotse.domain.mentions import Mentions, compact, find_phones, read
from lotse.domain.notes import Claim
from lotse.domain.sentences import MAX_CLAIM
from lotse.domain.statement_checks import flips, wrong_doer, wrong_side
from lotse.domain.value_checks import exchange_reason, normal_form_reason, spelled_out, values_reason

REASONS = (
    "no_such_turn", "wrong_speaker", "too_long", "wrong_language", "number_not_in_evidence", "date_not_in_evidence",
    "id_not_in_evidence", "name_not_in_evidence", "corrected_later", "negation_differs", "not_in_evidence", WRONG_KIND,
    NO_QUESTION, SAYS_NOTHING,
)  # fmt: skip

MIN_GROUNDED = 2 / 3
"""Share of the content words that must have been said. Chosen so that one word in three may be the writer's own."""

_LANGUAGE_WORDS = 4
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
    if wrong_side(claim, turns) or wrong_doer(claim, turns):
        return "wrong_speaker"
    said = [read(without_commands(turn.text), day_of(turn, conversation, today)) for turn in turns]
    for part in stated:
        reason = values_reason(part, said, turns, conversation, today)
        if reason:
            return reason
    reason = normal_form_reason(claim, said, turns, conversation, today) or exchange_reason(claim, turns)
    if reason:
        return reason
    if any(corrected_later(part, claim.turns[-1], conversation) for part in stated):
        return "corrected_later"
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
    if any(flips(part, claim, turns) for part in (claim.text, claim.result) if part):
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
        spoken = {spot.value for text in said_texts for spot in find_phones(spelled_out(text))}
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
        values = (
            mentions.measures or mentions.dates or mentions.times or mentions.ids or mentions.emails or mentions.ibans
        )
        return bool(values) or any(compact(part) in compact(text) for text in said_texts)
    missing = [word for word in words if not grounded(word, said)]
    if any(is_commitment(word) for word in missing):
        return False
    return len(words) - len(missing) >= MIN_GROUNDED * len(words)


def lexical_overlap(first: str, second: str) -> float:
    """How much two texts speak of the same things, 0..1: what `merging` takes for the same statement."""
    return overlap(content(first), content(second))
