"""A note as the JSON document that scripts and sites rely on (`docs/contracts`). Owns the names of its fields.

`note` holds what counts: supported claims, and those the agent accepted or wrote. `unsupported` holds what a model said
without support. Nothing rejected is in either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lotse.domain.conversations import Conversation
from lotse.domain.decided import counts, kept
from lotse.domain.notes import Claim, Note, Section


def note_document(
    conversation: Conversation, note: Note, engine: Mapping[str, object] | None, ms: Mapping[str, int | float] | None
) -> dict[str, Any]:
    """The document. `engine` is `{"llm": model id or None, "fallback": bool}`, `ms` the time per engine."""
    claims = kept(note)

    def section(name: Section, fields: Callable[[Claim], dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**fields(claim), **_common(claim)} for claim in claims if claim.section == name]

    return {
        "conversation": {"id": conversation.id, "language": note.language, "turns": conversation.revision},
        "note": {
            "language": note.language,
            "intents": section("intents", lambda c: {"text": c.text, "label": c.label, "main": c.main}),
            "steps_tried": section("steps_tried", lambda c: {"text": c.text, "by": c.by, "result": c.result}),
            "facts": section("facts", _fact),
            "next_steps": section("next_steps", _next_step),
            "open_questions": section("open_questions", lambda c: {"text": c.text}),
            "outcome": {"value": note.outcome.value, "evidence": sorted({e.turn for e in note.outcome.evidence})},
            "wrap_up_code": note.wrap_up_code,
            "summary": section("summary", lambda c: {"text": c.text}),
        },
        "unsupported": [
            {"section": claim.section, "text": claim.text or claim.value, "reason": claim.reason}
            for claim in note.unsupported()
            if not counts(claim) and claim.verdict != "rejected"
        ],
        "sensitive": [
            {"topic": one.topic, "evidence": sorted({place.turn for place in one.evidence})} for one in note.sensitive
        ],
        "handover": {"suggested": bool(note.handover_reasons), "reasons": list(note.handover_reasons)},
        "warnings": [{"key": warning.key, "params": dict(warning.params)} for warning in note.warnings],
        "engine": dict(engine) if engine is not None else {"llm": None, "fallback": False},
        "ms": dict(ms or {}),
    }


def _common(claim: Claim) -> dict[str, Any]:
    return {
        "evidence": list(claim.turns),
        "supported": claim.supported,
        "origin": claim.origin,
        "authorship": claim.authorship,
    }


def _fact(claim: Claim) -> dict[str, Any]:
    # Edited words are the agent's and count as they stand.
    value = claim.text if claim.verdict == "edited" or not claim.value else claim.value
    return {
        "key": claim.key,
        "value": value,
        "text": claim.text,
        "kind": claim.kind,
        "said_by": claim.said_by,
        "supersedes": list(claim.supersedes),
        "disputed": claim.disputed,
    }


def _next_step(claim: Claim) -> dict[str, Any]:
    day = claim.due_date.isoformat() if claim.due_date else None
    return {"text": claim.text, "owner": claim.owner, "due": claim.due, "due_date": day}
