"""A `DocumentReader` without a process: the role's own code, called directly, and a record of what was asked of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lotse.domain.errors import InputProblem, Message
from lotse.inference.reader import _documents, _member, _rows
from lotse.services.ports import RECOGNISED, ArchiveMember, Columns, ReadDocuments
from lotse.workers.handler import JobFailed
from lotse.workers.reader import ReaderRole


class _Collect:
    def __init__(self) -> None:
        self.chunks: list[str] = []

    def chunk(self, text: str) -> None:
        self.chunks.append(text)

    def progress(self, done: int, total: int) -> None: ...

    def log(self, event: str, **params: object) -> None: ...


class DirectReader:
    """`read_files` has the names of what was read and not unchanged; `before_read` may raise or cancel."""

    def __init__(self) -> None:
        self.read_files: list[str] = []
        self.before_read: Callable[[str], None] = lambda name: None
        self._role = ReaderRole()

    async def members(self, path: Path) -> tuple[ArchiveMember, ...]:
        collect = _Collect()
        try:
            self._role.run("list", {"path": str(path)}, collect, lambda: False)
        except JobFailed as failed:
            raise InputProblem(failed.code, file=str(path)) from None
        return tuple(_member(row) for chunk in collect.chunks for row in _rows(chunk))

    async def read(
        self, path: Path, *, member: str = "", known: str = "", columns: Columns = RECOGNISED
    ) -> ReadDocuments:
        name = member or path.name
        self.before_read(name)
        collect = _Collect()
        params = {
            "path": str(path), "member": member, "known": known, "question": columns.question, "answer": columns.answer,
        }  # fmt: skip
        try:
            values = self._role.run("read", params, collect, lambda: False)
        except JobFailed as failed:
            raise InputProblem(failed.code, **{**failed.params, "file": name}) from None
        if values.get("unchanged"):
            return ReadDocuments("", known, unchanged=True)
        self.read_files.append(name)
        warnings = tuple(Message(code, {**params, "file": name}) for code, params in values["warnings"])  # type: ignore[attr-defined]
        return ReadDocuments(str(values["kind"]), str(values["fingerprint"]), _documents(collect.chunks), warnings)

    async def close(self) -> None:
        self._role.close()
