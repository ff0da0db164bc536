"""The notes that are compared: the rules', the model's, both as the product merges them, and lead sentences.

Owns how each comes about from a conversation, with the product's own code; knows no gold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.extraction import instant_note
from lotse.domain.forms import FORM_REASONS
from lotse.domain.increments import RawClaim, parse_increment, render_window
from lotse.domain.merging import claim_from
from lotse.domain.notes import Note
from lotse.domain.questions import find_open_questions
from lotse.domain.sentences import split
from lotse.domain.verification import verify
from lotse.inference.prompts import WINDOW_FORMAT, answer_grammar, windows
from lotse.services.note_drafts import NoteDraft
from models.recipes.lm.corpora.annotated import alnum
from models.recipes.lm.matching import SECTIONS, Said

TODAY = date(2026, 1, 5)
_WINDOW_SECTION = {
    "intents": "intent", "facts": "fact", "steps_tried": "step", "next_steps": "next", "open_questions": "open",
}  # fmt: skip
_WILL = re.compile(r"\b(?:will|'ll|going to|werde|werden|wird)\b", re.IGNORECASE)
_DID = re.compile(r"\b(?:have|'ve|has been|habe|haben|wurde)\b", re.IGNORECASE)

Ask = Callable[[str, str], str]


@dataclass
class Heard:
    """What the model said, window by window, and what the check made of it."""

    windows: list[tuple[int, tuple[RawClaim, ...]]]
    checked: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    misshapen: list[Said] = field(default_factory=list)
    """What the check of forms threw out."""


def conversation_of(turns: Sequence[Turn], language: str) -> Conversation:
    return Conversation(ConversationId("measured"), tuple(turns), language=language)


def hear(conversation: Conversation, language: str, ask: Ask) -> Heard:
    """Ask the model about every turn, as the product does; count what the check says to each claim."""
    heard = Heard([])
    spoken = [turn.n for turn in conversation.turns if turn.speaker != "system"]
    for window in windows(conversation.turns, spoken, WINDOW_FORMAT):
        text = ask(render_window(window.turns, window.fresh, language), answer_grammar(window, WINDOW_FORMAT))
        fresh = set(window.fresh_numbers)
        said = tuple(claim for claim in parse_increment(text, window.numbers) if fresh & set(claim.turns))
        now = _until(conversation, window.numbers[-1])
        heard.windows.append((window.numbers[-1], said))
        for raw in said:
            claim = claim_from(raw, now, TODAY)
            if claim is not None:
                heard.checked["claims"] += 1
                heard.checked["form" if claim.reason in FORM_REASONS else claim.reason and "evidence"] += 1
                heard.reasons[claim.reason] += bool(claim.reason)
                if claim.reason in FORM_REASONS:
                    section = _WINDOW_SECTION[claim.section]
                    heard.misshapen.append(Said(section, claim.text, frozenset(claim.turns), claim.key))
    return heard


def _until(conversation: Conversation, n: int) -> Conversation:
    return Conversation(conversation.id, conversation.turns[:n], language=conversation.language)


def by_rules(conversation: Conversation) -> list[Said]:
    note = instant_note(conversation, today=TODAY)
    asked = _asked_by_rules(conversation)
    return [*_said(note), *asked, *_answered(asked, note)]


def by_model(conversation: Conversation, heard: Heard, language: str) -> list[Said]:
    """The model's checked claims alone."""
    draft = _draft(Note(language, conversation.revision), conversation, heard, SECTIONS)
    answered = {one.question for one in draft.settled}
    asked = _asked_by_model(conversation, heard)
    return [
        *_said(draft.note(conversation, TODAY)),
        *asked,
        *(Said("answered", "", frozenset({n})) for n in sorted(answered)),
    ]


def merged(conversation: Conversation, heard: Heard, sections: Sequence[str] = SECTIONS) -> list[Said]:
    """Rules and model together, as the user sees them, with only `sections` taken from the model."""
    draft = _draft(instant_note(conversation, today=TODAY), conversation, heard, sections)
    note = draft.note(conversation, TODAY)
    asked = _asked_by_rules(conversation)
    if "open" in sections:
        known = {n for one in asked for n in one.turns}
        asked += [one for one in _asked_by_model(conversation, heard) if not one.turns & known]
    return [*_said(note), *asked, *_answered(asked, note)]


def lead(conversation: Conversation) -> list[Said]:
    """The first sentence of each turn, as a claim of the section that kind of sentence mostly is."""
    found: list[Said] = []
    for turn in conversation.turns:
        parts = split(turn.text)
        if not parts or turn.speaker == "system":
            continue
        text, at = parts[0].text.strip(), frozenset({turn.n})
        asks = "?" in turn.text[parts[0].start : parts[0].end + 1]
        if turn.speaker == "customer":
            section = "open" if asks else "fact" if any(one.section == "intent" for one in found) else "intent"
        elif asks:
            continue
        else:
            section = "next" if _WILL.search(text) else "step" if _DID.search(text) else "fact"
        found.append(Said(section, text, at))
    return found


def _draft(base: Note, conversation: Conversation, heard: Heard, sections: Sequence[str]) -> NoteDraft:
    draft = NoteDraft(base)
    for n, said in heard.windows:
        now = _until(conversation, n)
        for raw in said:
            if raw.section in sections:
                draft.take(raw, now, TODAY)
    return draft


def _said(note: Note) -> Iterator[Said]:
    """The supported claims of a note, open questions aside: they are looked at when they are asked."""
    for claim in note.supported():
        section = _WINDOW_SECTION.get(claim.section)
        if section is not None and section != "open":
            yield Said(section, claim.text, frozenset(claim.turns), claim.key)
    if note.outcome.value != "unknown":
        yield Said("outcome", note.outcome.value, frozenset(place.turn for place in note.outcome.evidence))


def _asked_by_rules(conversation: Conversation) -> list[Said]:
    """The customer's questions as they stood open in the moment they were asked."""
    found: list[Said] = []
    for turn in conversation.turns:
        if turn.speaker != "customer":
            continue
        now = _until(conversation, turn.n)
        for claim in find_open_questions(now):
            if claim.turns == (turn.n,) and verify(claim, now, TODAY).supported:
                found.append(Said("open", claim.text, frozenset(claim.turns)))
    return found


def _asked_by_model(conversation: Conversation, heard: Heard) -> list[Said]:
    found: list[Said] = []
    for n, said in heard.windows:
        now = _until(conversation, n)
        for raw in said:
            claim = claim_from(raw, now, TODAY) if raw.section == "open" else None
            if claim is not None and claim.supported and now.turn(n).speaker == "customer":
                found.append(Said("open", claim.text, frozenset(claim.turns)))
    return found


def _answered(asked: Sequence[Said], note: Note) -> list[Said]:
    """What was asked and is not open in the end."""
    still = {claim.turns[0] for claim in note.section("open_questions")}
    return [Said("answered", "", one.turns) for one in asked if not one.turns & still]


def grounded(said: Sequence[Said], conversation: Conversation) -> Counter[str]:
    """How much of a note stands word for word in the turns it names, and how many of its numbers do."""
    counts: Counter[str] = Counter()
    for one in said:
        if not one.text or one.section == "outcome":
            continue
        texts = " ".join(conversation.turn(n).text for n in sorted(one.turns))
        counts["texts"] += 1
        counts["literal"] += alnum(one.text) in alnum(texts)
        numbers = re.findall(r"\d+", one.text)
        counts["numbers"] += len(numbers)
        counts["backed"] += len([run for run in numbers if run in re.findall(r"\d+", texts)])
    return counts


__all__ = ["Ask", "Heard", "by_model", "by_rules", "conversation_of", "grounded", "hear", "lead", "merged"]
