"""Conversations as CSV: one turn a row, columns recognised by their headings in German or English."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from lotse.domain.errors import InputProblem

_HEADINGS = {
    "speaker": "speaker sprecher sprecherin name role rolle from von author autor sender".split(),
    "text": "text nachricht message inhalt content body äußerung utterance".split(),
    "time": "time zeit timestamp zeitstempel datum date uhrzeit".split(),
    "language": "language sprache lang".split(),
    "conversation": "conversation conversation_id gespräch gespraech gesprächs-id id ticket chat chat_id".split(),
}
MAX_CELL_CHARACTERS = 4_000_000


@dataclass(frozen=True, slots=True)
class Row:
    conversation: str
    name: str
    text: str
    time: str
    language: str


def parse(text: str, file: str) -> tuple[Row, ...]:
    """Rows with a speaker and a text.

    Raises `InputProblem` (`csv_columns_missing`, `csv_invalid`, `no_turns_found`).
    """
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True))
    except csv.Error:
        raise InputProblem("csv_invalid", file=file) from None
    columns = _columns(rows[0]) if rows else {}
    if "speaker" not in columns or "text" not in columns:
        raise InputProblem("csv_columns_missing", file=file)

    def cell(row: list[str], column: str) -> str:
        at = columns.get(column)
        return row[at].strip() if at is not None and at < len(row) else ""

    found = tuple(
        Row(
            cell(row, "conversation"), cell(row, "speaker"), cell(row, "text"), cell(row, "time"), cell(row, "language")
        )
        for row in rows[1:]
        if cell(row, "text")
    )
    if not found:
        raise InputProblem("no_turns_found", file=file)
    return found


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t|", key=head.count)


def _columns(heading: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, name in enumerate(heading):
        for column, names in _HEADINGS.items():
            if name.strip().casefold() in names and column not in found:
                found[column] = at
                break
    return found
