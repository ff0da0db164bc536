"""Claims as JSON text and back, without loss: how those the agent touched are kept between starts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from lotse.domain.notes import Claim, Evidence


def written(claims: Iterable[Claim]) -> str:
    return json.dumps([asdict(claim) for claim in claims], ensure_ascii=False, default=date.isoformat)


def read(text: str) -> tuple[Claim, ...]:
    """Raises `ValueError` for text that `written` did not make."""
    try:
        return tuple(_claim(fields) for fields in json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a list of claims") from error


def _claim(fields: dict[str, Any]) -> Claim:
    due = fields["due_date"]
    return Claim(
        **{
            **fields,
            "evidence": tuple(Evidence(**place) for place in fields["evidence"]),
            "supersedes": tuple(fields["supersedes"]),
            "due_date": None if due is None else date.fromisoformat(due),
        }
    )
