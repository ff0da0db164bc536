"""A note as JSON text and back, without loss. Owns this form only; the JSON other programs read is made elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from lotse.domain.notes import Claim, Evidence, Note, NoteWarning, Outcome, Sensitive


def written(note: Note) -> str:
    return json.dumps(asdict(note), ensure_ascii=False, default=date.isoformat, separators=(",", ":"))


def read(text: str) -> Note:
    fields: dict[str, Any] = json.loads(text)
    return Note(
        **{
            **fields,
            "claims": tuple(_claim(claim) for claim in fields["claims"]),
            "outcome": Outcome(fields["outcome"]["value"], _evidence(fields["outcome"]["evidence"])),
            "sensitive": tuple(
                Sensitive(entry["topic"], _evidence(entry["evidence"])) for entry in fields["sensitive"]
            ),
            "handover_reasons": tuple(fields["handover_reasons"]),
            "warnings": tuple(NoteWarning(**warning) for warning in fields["warnings"]),
        }
    )


def _claim(fields: dict[str, Any]) -> Claim:
    due = fields["due_date"]
    return Claim(
        **{
            **fields,
            "evidence": _evidence(fields["evidence"]),
            "supersedes": tuple(fields["supersedes"]),
            "due_date": None if due is None else date.fromisoformat(due),
        }
    )


def _evidence(entries: Iterable[dict[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**entry) for entry in entries)
