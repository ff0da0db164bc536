"""The tables of `cases.db`, step by step. A step is never edited after release; a change is a new step.

No column says which agent did something, or when (invariant I4): `turns.time` is the time of the conversation itself.
Claims stay inside the note's text, because a note is always read and written whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotse.storage.migrations import Migration

if TYPE_CHECKING:
    from sqlite_utils import Database as Schema


def _conversations(schema: Schema) -> None:
    schema.table("customers").create(
        {"id": str, "name": str}, pk="id", not_null={"name"}, defaults={"name": ""}, strict=True
    )
    schema.table("cases").create(
        {"id": str, "customer_id": str, "title": str},
        pk="id",
        foreign_keys=[("customer_id", "customers", "id")],
        not_null={"title"},
        defaults={"title": ""},
        strict=True,
    )
    schema.table("conversations").create(
        {
            "position": int,
            "id": str,
            "case_id": str,
            "channel": str,
            "language": str,
            "started": str,
            "title": str,
            "ended": int,
        },
        pk="position",
        foreign_keys=[("case_id", "cases", "id")],
        not_null={"id", "case_id", "channel", "title", "ended"},
        strict=True,
    )
    schema.table("conversations").create_index(["id"], unique=True)
    schema.table("conversations").create_index(["case_id"])
    schema.table("turns").create(
        {"conversation_id": str, "n": int, "speaker": str, "text": str, "time": str, "language": str},
        pk=("conversation_id", "n"),
        foreign_keys=[("conversation_id", "conversations", "id")],
        not_null={"speaker", "text"},
        strict=True,
    )


def _notes(schema: Schema) -> None:
    schema.table("notes").create(
        {"conversation_id": str, "note": str, "text": str},
        pk="conversation_id",
        foreign_keys=[("conversation_id", "conversations", "id")],
        not_null={"note", "text"},
        strict=True,
    )
    schema.table("decisions").create(
        {"position": int, "id": str, "conversation_id": str, "subject_id": str, "choice": str, "text": str},
        pk="position",
        foreign_keys=[("conversation_id", "conversations", "id")],
        not_null={"id", "conversation_id", "subject_id", "choice", "text"},
        strict=True,
    )
    schema.table("decisions").create_index(["id"], unique=True)
    schema.table("decisions").create_index(["conversation_id"])
    schema.table("drafts").create(
        {"conversation_id": str, "field": str, "text": str},
        pk=("conversation_id", "field"),
        foreign_keys=[("conversation_id", "conversations", "id")],
        not_null={"text"},
        strict=True,
    )


STEPS: tuple[Migration, ...] = (Migration("conversations", _conversations), Migration("notes", _notes))
