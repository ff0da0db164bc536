"""The `DocumentReader` port on the `reader` worker: one job a file, so that a bad file costs itself and no other.

Owns the deadline, the way from chunks to documents, and what an end of the worker says about the file. The worker's
output is untrusted: whatever has not the form of a document is refused. Lives on the core loop.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from lotse.domain.documents import (
    AsWritten,
    Block,
    Code,
    Document,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    Table,
)
from lotse.domain.errors import InputProblem, Message, WorkerProblem
from lotse.inference.supervisor import Supervisor, Timings
from lotse.services.ports import RECOGNISED, SHOWN_KINDS, ArchiveMember, Columns, ReadDocuments
from lotse.wire.protocol import Chunk, Fields, ProtocolError, Result, list_of, text_of

T = TypeVar("T")

DEADLINE_S: Final = 300.0
"""For what does not come back to ask for the processor time it may spend; reached on a very busy machine only."""
MEMORY_BYTES: Final = 3 * 2**29
TIMINGS: Final = Timings(start_s=30.0, idle_unload_s=120.0)
MOST_STEPS: Final = 10**9
"""Markdown knows no step of more than nine digits."""

ABOUT_THE_FILE: Final = frozenset(
    """archive_bomb archive_in_archive archive_too_many archive_unsafe_name article_invalid binary_file columns_unknown
    csv_invalid document_too_long empty_file encoding_unknown file_damaged file_encrypted file_not_found file_too_large
    file_unreadable json_invalid link_not_followed nesting_too_deep not_a_file not_what_it_says nothing_to_read
    old_office_format pdf_scanned reading_too_slow too_many_documents too_many_pages unknown_format
    xml_entities""".split()
)
"""Failures of the role that say what is wrong with the file; each is also the key of a message."""
_OF_THE_PROCESS: Final[Mapping[str, str]] = {
    "worker_crashed": "reader_crashed",
    "input_quarantined": "reader_crashed",
    "worker_deadline": "reading_too_slow",
    "out_of_memory": "reading_too_large",
    "worker_bug": "reader_bug",
    "too_long": "document_too_long",
}
_OF_THE_ROLE: Final = frozenset({"reader_fallback", "worker_not_startable", "worker_version", "cpu_too_old"})
"""No file is to blame when the worker cannot run at all."""


class WorkerReader:
    def __init__(self, supervisor: Supervisor, *, deadline_s: float = DEADLINE_S) -> None:
        self._supervisor = supervisor
        self._deadline_s = deadline_s

    async def members(self, path: Path) -> tuple[ArchiveMember, ...]:
        chunks, _ = await self._ask("list", {"path": str(path.absolute())}, str(path))
        return tuple(_member(row) for chunk in chunks for row in _rows(chunk))

    async def read(
        self, path: Path, *, member: str = "", known: str = "", columns: Columns = RECOGNISED
    ) -> ReadDocuments:
        file = f"{path}!/{member}" if member else str(path)
        params = {
            "path": str(path.absolute()), "member": member, "known": known,
            "question": columns.question, "answer": columns.answer,
        }  # fmt: skip
        chunks, values = await self._ask("read", params, file)
        fingerprint = text_of(values, "fingerprint")
        if values.get("unchanged") is True:
            return ReadDocuments("", fingerprint, unchanged=True)
        warnings = tuple(_warning(row, file) for row in list_of(values, "warnings"))
        documents = await asyncio.to_thread(_documents, chunks)  # maybe 60 MB of them
        return ReadDocuments(text_of(values, "kind"), fingerprint, documents, warnings)

    async def close(self) -> None:
        await self._supervisor.close()

    async def _ask(self, op: str, params: Fields, file: str) -> tuple[list[str], Fields]:
        """All chunks of a job and its result. Raises `InputProblem` for the file, `WorkerProblem` for the role."""
        chunks: list[str] = []
        try:
            async with aclosing(self._supervisor.run(op, params, deadline_s=self._deadline_s)) as messages:
                async for message in messages:
                    if isinstance(message, Chunk):
                        chunks.append(message.text)
                    elif isinstance(message, Result):
                        return chunks, message.values
        except WorkerProblem as problem:
            raise await self._understood(problem, file) from None
        except ProtocolError:
            raise WorkerProblem("worker_answer_not_understood") from None
        raise AssertionError("run ends with a result or raises")

    async def _understood(self, problem: WorkerProblem, file: str) -> InputProblem | WorkerProblem:
        if problem.key in ABOUT_THE_FILE:
            return InputProblem(problem.key, **{"known": SHOWN_KINDS, **problem.params, "file": file})
        if problem.key in _OF_THE_ROLE:
            return problem
        if problem.key not in _OF_THE_PROCESS:  # what it made of the file cannot be said over the wire
            return InputProblem("reader_bug", file=file, error=problem.key, where="–")
        key = _OF_THE_PROCESS[problem.key]
        # A clean start for the next file: crashes count against the file that caused them, not against the role, and
        # a process that ran out of memory is not what it was.
        await self._supervisor.reset()
        return InputProblem(key, **{**problem.params, "file": file, "seconds": round(self._deadline_s)})


# --- from chunks to documents ----------------------------------------------------------------------------------------


def _documents(chunks: list[str]) -> tuple[Document, ...]:
    documents: list[Document] = []
    blocks: list[Block] = []
    for chunk in chunks:
        match _rows(chunk):
            case ["document", dict() as untrusted]:
                if documents:
                    documents[-1] = replace(documents[-1], blocks=tuple(blocks))
                documents.append(_document(untrusted))
                blocks = []
            case ["blocks", list() as untrusted_blocks] if documents:
                for row in untrusted_blocks:
                    _take(row, blocks)
            case _:
                raise WorkerProblem("worker_answer_not_understood")
    if documents:
        documents[-1] = replace(documents[-1], blocks=tuple(blocks))
    return tuple(documents)


def _document(untrusted: Mapping[str, object]) -> Document:
    def text(key: str) -> str:
        value = untrusted.get(key, "")
        return value if isinstance(value, str) else ""

    def texts(key: str) -> tuple[str, ...]:
        value = untrusted.get(key, [])
        return tuple(str(one) for one in value) if isinstance(value, list) else ()

    line = untrusted.get("line", 0)
    return Document(
        title=text("title"),
        blocks=(),
        id=text("id"),
        lang=text("lang"),
        tags=texts("tags"),
        audience=texts("audience"),
        valid_from=text("valid_from"),
        valid_to=text("valid_to"),
        source=text("source"),
        line=line if isinstance(line, int) else 0,
    )


def _take(row: object, blocks: list[Block]) -> None:
    """Append the block of a row, or let it go on with the one before."""
    before = blocks[-1] if blocks else None
    match row:
        case ["h", int(level), str(text)]:
            blocks.append(Heading(level, text))
        case ["n", int(number)]:
            blocks.append(Page(number))
        case ["p", str(text)]:
            blocks.append(Paragraph(text))
        case ["c", str(text)]:
            blocks.append(Code(text))
        case ["m", str(text)]:
            blocks.append(AsWritten(text))
        case ["p+" | "c+" | "m+", str(text)] if isinstance(before, Paragraph | Code | AsWritten):
            blocks[-1] = replace(before, text=before.text + text)
        case ["l", list() as items]:
            blocks.append(Items(_each(items, _item)))
        case ["l+", list() as items] if isinstance(before, Items):
            blocks[-1] = Items((*before.items, *_each(items, _item)))
        case ["t", list() as rows]:
            blocks.append(Table(_each(rows, _cells)))
        case ["t+", list() as rows] if isinstance(before, Table):
            blocks[-1] = Table((*before.rows, *_each(rows, _cells)))
        case _:
            raise WorkerProblem("worker_answer_not_understood")


def _each(rows: list[object], read: Callable[[object], T]) -> tuple[T, ...]:
    return tuple(read(row) for row in rows)


def _item(row: object) -> Item:
    match row:
        case [int(level), bool(ordered), str(text)]:
            return Item(level, ordered, text)
        case [int(level), int(number), str(text)] if 0 < number < MOST_STEPS:
            return Item(level, True, text, number)
    raise WorkerProblem("worker_answer_not_understood")


def _cells(row: object) -> tuple[str, ...]:
    if isinstance(row, list) and all(isinstance(cell, str) for cell in row):
        return tuple(row)
    raise WorkerProblem("worker_answer_not_understood")


def _member(row: object) -> ArchiveMember:
    match row:
        case [str(name), int(size), str(problem)] if not problem or problem in ABOUT_THE_FILE:
            return ArchiveMember(name, size, problem)
    raise WorkerProblem("worker_answer_not_understood")


def _warning(row: object, file: str) -> Message:
    match row:
        case [str(code), dict() as params]:
            known = {str(k): v for k, v in params.items() if v is None or isinstance(v, (str, int, float))}
            return Message(code, {**known, "file": file})
    raise WorkerProblem("worker_answer_not_understood")


def _rows(chunk: str) -> list[object]:
    try:
        rows = json.loads(chunk)
    except (ValueError, RecursionError):
        raise WorkerProblem("worker_answer_not_understood") from None
    if not isinstance(rows, list):
        raise WorkerProblem("worker_answer_not_understood")
    return rows
