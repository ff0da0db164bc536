"""The instant note: everything rules can say about a conversation, at once and without a model.

Owns the composition and the summary; the parts live in `facts`, `intents`, `steps`, `commitments`, `questions`,
`outcomes` and `sensitive`. Every claim goes through the same check as a model's (invariant I2).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lotse.domain.commitments import find_next_steps
from lotse.domain.conversations import Conversation
from lotse.domain.facts import find_facts
from lotse.domain.instructions import commands
from lotse.domain.intents import find_intents
from lotse.domain.languages import detect_all
from lotse.domain.names import surnames_of_customers
from lotse.domain.notes import Claim, Evidence, Note, NoteWarning, claim_id
from lotse.domain.outcomes import find_outcome, handover_reasons
from lotse.domain.questions import find_open_questions
from lotse.domain.sensitive import sensitive_topics
from lotse.domain.sentences import MAX_CLAIM
from lotse.domain.site import NO_SITE, Site
from lotse.domain.steps import find_steps
from lotse.domain.verification import verify

NOTE_LANGUAGES = ("de", "en")
_MAX_SUMMARY = 3
_MAX_PARTS = 2


def instant_note(conversation: Conversation, site: Site = NO_SITE, today: date | None = None) -> Note:
    """The note of `conversation` from rules alone; `today` is used where neither turns nor conversation have a date."""
    facts = find_facts(conversation, today)
    intents = find_intents(conversation, site)
    steps = find_steps(conversation)
    promises = find_next_steps(conversation, today)
    questions = find_open_questions(conversation)
    checked = [verify(claim, conversation, today) for claim in (*intents, *steps, *facts, *promises, *questions)]
    promised = {place for claim in promises for place in claim.evidence}
    # What is said as a promise is not done yet, even where half of the sentence says so.
    checked = [claim for claim in checked if claim.section != "steps_tried" or not promised & set(claim.evidence)]
    checked = [claim for claim in checked if not _is_deadline_only(claim, promises)]
    # A rule that misread is not shown as a doubtful suggestion: it says nothing.
    claims = [claim for claim in checked if claim.supported]
    sensitive = sensitive_topics(conversation)
    left = {
        section: [c for c in claims if c.section == section]
        for section in ("next_steps", "open_questions", "steps_tried")
    }
    label = next((claim.label for claim in claims if claim.section == "intents" and claim.main), "")
    return Note(
        language=note_language(conversation),
        revision=conversation.revision,
        claims=(*claims, *summarise(claims, conversation, today)),
        outcome=find_outcome(conversation, left["next_steps"], left["open_questions"]),
        wrap_up_code=site.code_for(label) if label or site.default_code else "",
        sensitive=sensitive,
        handover_reasons=handover_reasons(conversation, left["steps_tried"], sensitive),
        warnings=find_warnings(conversation, claims),
    )


def _is_deadline_only(claim: Claim, promises: Sequence[Claim]) -> bool:
    """The date of a promise stands with the promise; as a fact of its own it says nothing."""
    if claim.section != "facts" or claim.key not in ("date", "time") or claim.said_by != "agent":
        return False
    days = {step.due_date.isoformat() for step in promises if step.due_date is not None}
    turns = {turn for step in promises if step.due for turn in step.turns}
    return claim.value in days if claim.key == "date" else set(claim.turns) <= turns


def note_language(conversation: Conversation) -> str:
    """The language notes are written in: the conversation's, else what most of its text is in, German when unsure."""
    language = conversation.language or detect_all(turn.text for turn in conversation.turns)
    return language if language in NOTE_LANGUAGES else "de"


def summarise(claims: Sequence[Claim], conversation: Conversation, today: date | None = None) -> tuple[Claim, ...]:
    """At most three sentences: what was wanted, what was done, what comes next. Made of verified claims only."""
    supported = [claim for claim in claims if claim.supported and claim.verdict != "rejected"]
    wanted = [claim for claim in supported if claim.section == "intents"]
    done = [claim for claim in supported if claim.section == "steps_tried"]
    coming = sorted(
        (claim for claim in supported if claim.section == "next_steps"),
        key=lambda claim: (claim.owner == "customer", not claim.due),
    )
    sentences = [_sentence(group[:4], conversation, today) for group in (wanted, done, coming) if group]
    return tuple(sentence for sentence in sentences if sentence is not None)[:_MAX_SUMMARY]


def _sentence(group: Sequence[Claim], conversation: Conversation, today: date | None) -> Claim | None:
    parts: list[str] = []
    used: list[Claim] = []
    for claim in group:
        if len(parts) == _MAX_PARTS:
            break
        part = _phrase(claim)
        if len("; ".join([*parts, part])) < MAX_CLAIM:
            parts.append(part)
            used.append(claim)
    if not parts:
        return None
    text = "; ".join(parts)
    text += "" if text.endswith((".", "?", "!", "…")) else "."
    places = tuple(dict.fromkeys(place for claim in used for place in claim.evidence))
    evidence: tuple[Evidence, ...] = tuple(sorted(places, key=lambda place: (place.turn, place.start or 0)))
    sentence = Claim(claim_id("summary", text, evidence[0].turn), "summary", text, evidence, used[0].origin)
    checked = verify(sentence, conversation, today)
    return checked if checked.supported else None


def _phrase(claim: Claim) -> str:
    text = claim.text.rstrip(".") if not claim.text[-2:-1].isdigit() else claim.text
    if claim.section == "steps_tried" and claim.result:
        return f"{text} – {claim.result[:1].lower()}{claim.result[1:]}"
    return text


def find_warnings(conversation: Conversation, claims: Sequence[Claim]) -> tuple[NoteWarning, ...]:
    """What the agent should look at before saving.

    Two customers: two people speak or are addressed as one, or the customer gave two customer numbers and corrected
    none. Two contracts are no sign of it, one household often has them.
    """
    warnings: list[NoteWarning] = []
    surnames = surnames_of_customers(conversation)
    numbers = {
        claim.value
        for claim in claims
        if claim.key == "customer_number" and claim.said_by == "customer" and not claim.disputed
    }
    if len(surnames) > 1 or len(numbers) > 1:
        warnings.append(NoteWarning("two_customers"))
    if any(claim.disputed for claim in claims):
        warnings.append(NoteWarning("disputed_facts", {"count": len([c for c in claims if c.disputed])}))
    if any(turn.speaker != "agent" and commands(turn.text) for turn in conversation.turns):
        warnings.append(NoteWarning("instructions_in_text"))
    return tuple(warnings)
