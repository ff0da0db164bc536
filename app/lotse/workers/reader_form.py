"""What every reader of documents shares: the form a document is handed up in, the names of its metadata, the limits.

A document goes up as chunks of JSON: `["document", {…}]`, then `["blocks", [[kind, …], …]]` as often as needed. Blocks:
`["h", level, text]`, `["p", text]`, `["l", [[level, ordered, text], …]]`, `["t", [[cell, …], …]]`, `["c", text]`,
`["n", page]`, `["m", Markdown]`. `ordered` is the number of a step that does not count on from the one before it. A
kind with `+` goes on with the block before it: no line of the protocol grows long.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Final

from lotse.workers.handler import Cancelled, Emit, JobCancelled, JobFailed

VERSION: Final = "2"
"""Raised when a reader finds more or other things than before: unchanged files are then read again."""

MAX_FILE_BYTES: Final = 256 * 2**20
MAX_TEXT_CHARACTERS: Final = 64_000_000
MAX_DOCUMENTS: Final = 200_000
MOST_CPU_S: Final = 60.0
"""Of processor time, for one file: a busy machine is no fault of the file."""
HARD_CPU_S: Final = 75.0
"""Where a parser does not come back to ask how long it has been."""
MAX_HEADING_CHARACTERS: Final = 400
MAX_COLUMNS: Final = 200
MAX_REPEATED_CHARACTERS: Final = 200
"""Of a cell that reaches over several rows, so that its column is not empty there."""
_PIECE: Final = 200_000
_READ_BYTES: Final = 1 << 20

WireBlock = list[object]

_NAMES: Final = {
    "id": "id kennung artikel-id article_id",
    "title": "title titel überschrift ueberschrift betreff thema heading subject",
    "question": "question frage fragen kundenfrage faq q",
    "body": "body text inhalt content",
    "answer": "answer antwort antworten lösung loesung response a",
    "lang": "lang language sprache locale",
    "tags": "tags tag schlagworte schlagwörter schlagwort stichworte keywords kategorie category rubrik section module",
    "audience": "audience zielgruppe für fuer publikum",
    "valid_from": "valid_from valid-from gültig_ab gueltig_ab gültig-ab",
    "valid_to": "valid_to valid-to valid_until gültig_bis gueltig_bis gültig-bis",
    "source": "source quelle herkunft url",
}  # fmt: skip
_PHRASES: Final = {
    "valid from": "valid_from", "gültig ab": "valid_from", "gueltig ab": "valid_from", "valid to": "valid_to",
    "valid until": "valid_to", "gültig bis": "valid_to", "gueltig bis": "valid_to",
}  # fmt: skip
FIELDS: Final = {name: key for key, names in _NAMES.items() for name in names.split()} | _PHRASES
"""What a column, a front matter key or a JSON key means, in German and English."""


@dataclass(slots=True)
class Doc:
    """One document. `meta` has `id`, `lang`, `tags`, `audience`, `valid_from`, `valid_to`, `source` as far as found."""

    title: str = ""
    blocks: list[WireBlock] = field(default_factory=list)
    meta: dict[str, object] = field(default_factory=dict)
    line: int = 0


@dataclass(slots=True)
class Job:
    """One file being read: its bytes, its name, what to warn of, and the question whether to go on."""

    content: bytes
    name: str
    cancelled: Cancelled
    columns: dict[str, str] = field(default_factory=dict)
    warnings: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    begun_cpu_s: float = field(default_factory=time.process_time)

    def warn(self, code: str, **params: object) -> None:
        self.warnings.append((code, params))

    def go_on(self) -> None:
        """Raises `JobCancelled` when the job was withdrawn, `JobFailed` when it costs too much; else a sign of life."""
        if self.cancelled():
            raise JobCancelled
        if time.process_time() - self.begun_cpu_s > MOST_CPU_S:
            raise JobFailed("reading_too_slow", seconds=round(MOST_CPU_S))


@dataclass(slots=True)
class Cell:
    """A cell of a table being read: what stands in it, and over how many columns and rows it reaches."""

    texts: list[str] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    continued: bool = False
    """What stands above reaches down to here."""


@dataclass(slots=True)
class Grid:
    """The rows of a table; every cell stands in its column, whatever reaches over others beside and above it."""

    rows: list[list[str]] = field(default_factory=list)
    _reaching: dict[int, tuple[int, str]] = field(default_factory=dict)

    def begin_row(self) -> None:
        self.end_row()
        self.rows.append([])

    def end_row(self) -> None:
        if self.rows:
            self._fill(self.rows[-1])

    def put(self, cell: Cell) -> None:
        if not self.rows:
            self.rows.append([])
        row = self.rows[-1]
        self._fill(row)
        text, at = shape(" ".join(cell.texts)), len(row)
        if cell.continued and not text and len(self.rows) > 1 and at < len(self.rows[-2]):
            text = _repeated(self.rows[-2][at])
        columns = max(min(cell.columns, MAX_COLUMNS - at), 1)
        row += [text, *[""] * (columns - 1)]
        if cell.rows > 1:
            until = len(self.rows) + cell.rows - 1
            self._reaching |= {at + n: (until, "" if n else _repeated(text)) for n in range(columns)}

    def _fill(self, row: list[str]) -> None:
        while (above := self._reaching.get(len(row))) and above[0] >= len(self.rows):
            row.append(above[1])


def _repeated(text: str) -> str:
    return text if len(text) <= MAX_REPEATED_CHARACTERS else ""


class Sender:
    """Hands documents up, within the limits."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.documents = 0
        self._characters = 0

    def send(self, doc: Doc) -> None:
        self.documents += 1
        if self.documents > MAX_DOCUMENTS:
            raise JobFailed("too_many_documents", limit=MAX_DOCUMENTS)
        title = shape(printable(doc.title))[:MAX_HEADING_CHARACTERS]
        self._chunk(["document", {"title": title, "line": doc.line, **doc.meta}])
        waiting: list[WireBlock] = []
        size = 0
        for piece, length in _pieces(doc.blocks):
            self._characters += length
            if self._characters > MAX_TEXT_CHARACTERS:
                raise JobFailed("document_too_long", limit=MAX_TEXT_CHARACTERS)
            if waiting and size + length > _PIECE:
                self._chunk(["blocks", waiting])
                waiting, size = [], 0
            waiting.append(piece)
            size += length
        if waiting:
            self._chunk(["blocks", waiting])

    def _chunk(self, content: object) -> None:
        self._emit.chunk(json.dumps(content, ensure_ascii=False))


def _pieces(blocks: Sequence[WireBlock]) -> Iterator[tuple[WireBlock, int]]:
    for block in blocks:
        kind, last = str(block[0]), block[-1]
        if kind in ("l", "t") and isinstance(last, list):
            yield from _groups(kind, last)
        elif isinstance(last, str) and kind != "h":
            clean = printable(last)
            for start in range(0, max(len(clean), 1), _PIECE):
                yield [kind if start == 0 else f"{kind}+", clean[start : start + _PIECE]], len(clean[start:][:_PIECE])
        elif kind == "h":
            yield ["h", block[1], printable(str(last))[:MAX_HEADING_CHARACTERS]], len(str(last))
        else:
            yield block, 0


def _groups(kind: str, entries: Sequence[Sequence[object]]) -> Iterator[tuple[WireBlock, int]]:
    group: list[object] = []
    size, mark = 0, kind
    for entry in entries:
        row = [printable(cell)[:_PIECE] if isinstance(cell, str) else cell for cell in entry]
        length = sum(len(cell) for cell in row if isinstance(cell, str)) + len(row)
        if group and size + length > _PIECE:
            yield [mark, group], size
            group, size, mark = [], 0, f"{kind}+"
        group.append(row)
        size += length
    if group:
        yield [mark, group], size


_REMOVED = (*range(9), 11, *range(14, 32), 127, 0x00AD, 0xFEFF, 0xFFFE, 0xFFFF)
_UNPRINTABLE: Final[dict[int, str | None]] = {**dict.fromkeys(_REMOVED), 12: "\n"}


def printable(text: str) -> str:
    """Without control characters, soft hyphens and halves of surrogate pairs, none of which can be shown or stored."""
    clean = text.translate(_UNPRINTABLE)
    try:
        clean.encode("utf-8")
    except UnicodeEncodeError:
        clean = clean.encode("utf-8", "replace").decode("utf-8")
    return clean


def read_at_most(stream: IO[bytes], limit: int) -> bytes:
    """The stream to its end, or one piece more than `limit` bytes: its reader asks for room as it fills, not before."""
    pieces: list[bytes] = []
    read = 0
    while read <= limit and (piece := stream.read(_READ_BYTES)):
        pieces.append(piece)
        read += len(piece)
    return b"".join(pieces)


def words_of(value: object) -> list[str]:
    """A list of short texts, as lists, or separated by `,`, `;` or `|` in one text."""
    if isinstance(value, list):
        found = [str(one) for one in value if isinstance(one, (str, int, float))]
    elif isinstance(value, str):
        found = value.replace(";", ",").replace("|", ",").split(",")
    else:
        found = []
    return [word.strip()[:100] for word in found if word.strip()][:50]


def metadata(values: dict[str, object]) -> dict[str, object]:
    """The fields of `Doc.meta` among `values`, whose keys are those of `FIELDS`."""
    found: dict[str, object] = {}
    for key in ("id", "lang", "valid_from", "valid_to", "source"):
        value = values.get(key)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
            found[key] = printable(str(value)).strip()[:500]
    for key in ("tags", "audience"):
        if words := words_of(values.get(key)):
            found[key] = [printable(word) for word in words]
    return found


def shape(text: str) -> str:
    """One line of running text: white space of any kind is one space."""
    return " ".join(text.split())
