"""Brings what a model said together with what the rules found, without repeats and without trusting the model.

Owns: raw claim -> claim -> checked claim; which of two like claims stays (the rules'); what an answered question
closes; what the agent decided staying untouched by any later pass. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from lotse.domain.content import content, overlap
from lotse.domain.conversations import Conversation
from lotse.domain.extraction import summarise
from lotse.domain.fact_rules import ID_KINDS
from lotse.domain.increments import RawClaim
from lotse.domain.instructions import MAX_READ, commands
from lotse.domain.mentions import compact, find_phones, read
from lotse.domain.notes import Claim, Evidence, FactKind, Note, Outcome, OutcomeValue, Party, Section, claim_id
from lotse.domain.numerals import best_reading, plain
from lotse.domain.questions import DEFERS
from lotse.domain.verification import verify

MAX_ADDED = 12
"""How many claims of one section a model may add, and how many unsupported ones are shown in all."""

WINDOW_SECTIONS: dict[str, Section] = {
    "intent": "intents", "fact": "facts", "step": "steps_tried", "next": "next_steps", "open": "open_questions",
}  # fmt: skip
_KINDS: dict[str, FactKind] = {
    **ID_KINDS, "iban": "iban", "amount": "amount", "date": "date", "time": "time", "phone": "phone", "email": "email",
    "name": "name", "address": "address", "meter_reading": "meter_reading", "quantity": "quantity",
}  # fmt: skip
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Settled:
    """A model says that the question asked in one turn was answered in another."""

    question: int
    answer: int


def claim_from(raw: RawClaim, conversation: Conversation, today: date | None = None) -> Claim | None:
    """The checked claim a model's words make; `None` for sections that are no claim (`answered`, `outcome`)."""
    section = WINDOW_SECTIONS.get(raw.section)
    if section is None:
        return None
    evidence = tuple(Evidence(turn) for turn in raw.turns)
    first = min(raw.turns, default=0)
    if section == "facts":
        claim = _fact(raw, evidence, conversation)
    else:
        claim = Claim(claim_id(section, raw.text, first), section, raw.text.strip(), evidence, "llm")
    if section == "steps_tried":
        claim = replace(claim, by=_party(raw.actor), result=raw.result.strip())
    if section == "next_steps":
        claim = _with_due(replace(claim, owner=_party(raw.actor), due=raw.due.strip()), conversation, today)
    return verify(claim, conversation, today)


def _party(actor: str) -> Party | None:
    return cast(Party, actor) if actor in ("customer", "agent", "other") else None


def _fact(raw: RawClaim, evidence: tuple[Evidence, ...], conversation: Conversation) -> Claim:
    said_by: Party | None = None
    speakers = {conversation.turn(turn).speaker for turn in raw.turns if 1 <= turn <= len(conversation.turns)}
    if speakers & {"customer", "agent"}:
        said_by = "customer" if "customer" in speakers else "agent"
    text = raw.value.strip()
    kind, value = _normal_form(raw.key, text, conversation.language)
    return Claim(
        claim_id("facts", f"{raw.key}={value}", min(raw.turns, default=0)), "facts", text, evidence, "llm",
        key=raw.key, value=value, kind=kind, said_by=said_by,
    )  # fmt: skip


def _normal_form(key: str, text: str, language: str | None) -> tuple[FactKind, str]:
    """Kind and normal form after what stands in the value; the key alone says little."""
    mentions = read(text)
    if mentions.ibans:
        return "iban", mentions.ibans[0].value
    if mentions.emails:
        return "email", mentions.emails[0].value
    kind = _KINDS.get(key, "text")
    phones = list(find_phones(text)) if kind in ("phone", "text") else []
    if phones:
        return "phone", phones[0].value
    if mentions.dates and mentions.dates[0].absolute and kind in ("text", "date"):
        return "date", mentions.dates[0].value
    amounts = [measure for measure in mentions.measures if measure.is_amount]
    if amounts and kind in ("text", "amount"):
        digits = "".join(character for character in amounts[0].text if character.isdigit() or character in ".,")
        number = best_reading(digits, language) if digits else min(amounts[0].values)
        return "amount", f"{number:.2f} {amounts[0].unit}" if number is not None else text
    if kind == "meter_reading":
        number = next(
            (best_reading(m.text.split()[0], language) for m in mentions.measures if m.text[0].isdigit()), None
        )
        return kind, plain(number) if number is not None else text
    return kind, text


def _with_due(claim: Claim, conversation: Conversation, today: date | None) -> Claim:
    """The day a deadline falls on is counted from the turn, never taken from the model."""
    if not claim.due:
        return claim
    for turn in claim.turns:
        if not 1 <= turn <= len(conversation.turns):
            continue
        said = conversation.turn(turn)
        anchor = said.time.date() if said.time else conversation.started.date() if conversation.started else today
        day = next((mention.resolved for mention in read(claim.due, anchor).dates if mention.resolved), None)
        if day is not None:
            return replace(claim, due_date=day)
    return claim


def settled_from(raw: RawClaim, conversation: Conversation) -> Settled | None:
    """What an `answered` increment settles, if the answer is a later turn of the other side that does not put it
    off."""
    if raw.section != "answered" or len(raw.turns) != 2:
        return None
    question, answer = sorted(raw.turns)
    if not 1 <= question < answer <= len(conversation.turns):
        return None
    asked, replied = conversation.turn(question), conversation.turn(answer)
    if asked.speaker == replied.speaker or "system" in (asked.speaker, replied.speaker) or DEFERS.search(replied.text):
        return None
    mentions = read(replied.text)
    about = overlap(content(asked.text), content(replied.text)) >= 0.2
    return Settled(question, answer) if about or mentions.measures or mentions.dates else None


def outcome_from(raw: RawClaim, conversation: Conversation) -> Outcome | None:
    """How a model says it ended; only from the last turns, and a good end only in the customer's words.

    Words that command the program are none of those: they are what a model may have obeyed.
    """
    if raw.section != "outcome" or raw.value not in ("resolved", "unresolved", "partly"):
        return None
    last = conversation.revision
    turns = [turn for turn in raw.turns if last - 6 < turn <= last]
    theirs = [conversation.turn(turn).text for turn in turns if conversation.turn(turn).speaker == "customer"]
    if (
        not turns
        or any(commands(text) or len(text) > MAX_READ for text in theirs)
        or (raw.value == "resolved" and not theirs)
    ):
        return None
    return Outcome(cast(OutcomeValue, raw.value), tuple(Evidence(turn) for turn in turns))


def merge(
    base: Note,
    added: Sequence[Claim],
    conversation: Conversation,
    *,
    settled: Iterable[Settled] = (),
    outcome: Outcome | None = None,
    today: date | None = None,
) -> Note:
    """`base` (from the rules) with the model's checked claims. `added` is in the order the model said it."""
    closed = {one.question for one in settled}
    claims = [
        claim for claim in base.claims if claim.section != "summary" and not _is_closed(claim, closed, conversation)
    ]
    counts: dict[tuple[str, bool], int] = {}
    for claim in added:
        if _is_closed(claim, closed, conversation) or any(_alike(claim, other) for other in claims):
            continue
        bucket = (claim.section if claim.supported else "", claim.supported)
        if counts.get(bucket, 0) >= MAX_ADDED:
            continue
        counts[bucket] = counts.get(bucket, 0) + 1
        claims.append(_placed(claim, claims))
    ended = base.outcome if base.outcome.value != "unknown" or outcome is None else outcome
    summary = summarise(claims, conversation, today)
    return replace(base, claims=(*claims, *summary), outcome=ended)


def _is_closed(claim: Claim, closed: set[int], conversation: Conversation) -> bool:
    """An open question closes when each turn it was asked in is answered."""
    if claim.section != "open_questions" or claim.verdict != "open" or claim.origin == "human":
        return False
    asked = [turn for turn in claim.turns if 1 <= turn <= conversation.revision and "?" in conversation.turn(turn).text]
    return bool(asked) and set(asked[:1]) <= closed


def _placed(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """The first intent is the main one."""
    if claim.section == "intents" and claim.supported and not any(other.main for other in claims):
        return replace(claim, main=True)
    return claim


def _alike(claim: Claim, other: Claim) -> bool:
    """Whether both say the same. A false one is like nothing but its own twin: it has to be seen."""
    if claim.section != other.section:
        return False
    if claim.id == other.id:
        return True
    if claim.supported != other.supported:
        return False
    if claim.section == "facts":
        values = {compact(other.value), compact(other.text), *(compact(old) for old in other.supersedes)}
        return bool({compact(claim.value), compact(claim.text)} & values)
    if not claim.supported:
        return claim.text.casefold() == other.text.casefold()
    share = overlap(content(claim.text), content(other.text))
    if claim.section == "intents":
        return share >= _LIKE or bool(set(claim.turns) & set(other.turns))
    if claim.section == "open_questions":
        return share >= _LIKE or claim.turns[0] == other.turns[0]
    same_party = claim.owner == other.owner if claim.section == "next_steps" else claim.by == other.by
    return same_party and share >= _LIKE


def keep_decided(note: Note, earlier: Iterable[Claim]) -> Note:
    """`note` with every earlier claim the agent wrote or decided that a new pass did not find again."""
    known = {claim.id for claim in note.claims}
    left = [
        claim
        for claim in earlier
        if claim.id not in known and (claim.origin == "human" or claim.verdict in ("accepted", "edited"))
    ]
    return replace(note, claims=(*note.claims, *left)) if left else note
