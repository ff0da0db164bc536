"""The `reader` role: turns a file into documents, in a process of its own with limits on memory, files and time.

Owns what kind a file is, by its content before its name, and which reader gets it. Must not write anything, and knows
nothing of articles or passages. A file is named by its path, and by its place where it lies in an archive.

Operations: `list` (what an archive holds; one member without a name is the file itself, which is none) and `read`.
Documents go up as chunks, in the form of `reader_form`.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import IO, Final, cast

from lotse.wire.protocol import Fields, text_of
from lotse.workers import reader_docx, reader_html, reader_sheet, reader_text
from lotse.workers.handler import Cancelled, Emit, JobFailed, Loaded, RoleHandler
from lotse.workers.reader_form import HARD_CPU_S, MAX_FILE_BYTES, VERSION, Doc, Job, Sender, read_at_most
from lotse.workers.reader_limits import forbid_writing, processor_time
from lotse.workers.reader_zip import Zip, contained

_LISTED = 500
_MAX_ARCHIVE_BYTES: Final = 4 * 2**30
_ENDINGS: Final[Mapping[str, str]] = {
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text", ".csv": "csv",
    ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".zip": "archive",
}  # fmt: skip
_TEXTS: Final = frozenset({"html", "markdown", "text", "csv", "jsonl"})
_FOREIGN: Final = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"BM", b"RIFF",
    b"\xca\xfe\xba\xbe", b"SQLite format 3", b"ID3", b"OggS", b"\xfd7zXZ", b"BZh",
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_GZIP = b"\x1f\x8b"
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

Reader = Callable[[Job], Iterator[Doc]]


def _pdf(job: Job) -> Iterator[Doc]:
    """pdfium is loaded with the first PDF: most imports have none."""
    from lotse.workers import reader_pdf

    return reader_pdf.pdf(job)


READERS: Final[Mapping[str, Reader]] = {
    "pdf": _pdf,
    "docx": reader_docx.docx,
    "xlsx": reader_sheet.xlsx,
    "csv": reader_sheet.csv_table,
    "html": reader_html.html,
    "markdown": reader_text.markdown,
    "text": reader_text.plain,
    "jsonl": reader_text.json_lines,
}


def handler() -> RoleHandler:
    return ReaderRole()


class ReaderRole:
    """Keeps the last archive open, because its members are asked for one by one."""

    def __init__(self) -> None:
        self._archive: Zip | None = None
        self._archive_key: tuple[str, int, int] | None = None
        self._archive_file: IO[bytes] | None = None

    def load(self, settings: Fields) -> Loaded:
        forbid_writing()
        return Loaded({"kinds": sorted(READERS), "version": VERSION})

    def run(self, op: str, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        with processor_time(HARD_CPU_S) as limit:
            match op:
                case "list":
                    return self._list(text_of(params, "path"), limit.sending(emit))
                case "read":
                    return self._read(params, limit.sending(emit), cancelled)
            raise JobFailed("unknown_op", op=op)

    def _list(self, path: str, emit: Emit) -> Fields:
        listed: list[list[object]] = []
        count = 0
        if _is_document(path):
            emit.chunk(json.dumps([["", os.stat(path).st_size, ""]]))  # noqa: PTH116 - a path as the job names it
            return {"count": 1}
        for member in self._opened(path).members():
            count += 1
            problem = (
                "" if member.problem == "file_too_large" else member.problem
            )  # reading it says how large is too large
            listed.append([member.name, member.size, problem or _unread_in_archive(member.name)])
            if len(listed) == _LISTED:
                emit.chunk(json.dumps(listed))
                listed = []
        emit.chunk(json.dumps(listed))
        return {"count": count}

    def _read(self, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        path, member = text_of(params, "path"), text_of(params, "member", "")
        name = member or path
        content = self._opened(path).read(member) if member else _content(path)
        known = text_of(params, "known", "")
        chosen = {key: text_of(params, key, "") for key in ("question", "answer")}
        columns = chosen if any(chosen.values()) else _chosen_before(known)
        fingerprint = _fingerprint(content, columns)
        if known == fingerprint:
            return {"unchanged": True, "fingerprint": fingerprint}
        if content.startswith(_GZIP):
            content, name = _unpacked(content), name.removesuffix(".gz")
        job = Job(content, name, cancelled, {key: value for key, value in columns.items() if value})
        kind = kind_of(job)
        sender = Sender(emit)
        for doc in READERS[kind](job):
            job.go_on()
            sender.send(doc)
        if not sender.documents:
            raise JobFailed("nothing_to_read")
        warnings = [[code, dict(values)] for code, values in job.warnings]
        return {"kind": kind, "fingerprint": fingerprint, "documents": sender.documents, "warnings": warnings}

    def _opened(self, path: str) -> Zip:
        file = _open(path)
        status = os.fstat(file.fileno())
        key = (path, status.st_size, status.st_mtime_ns)
        if self._archive is None or self._archive_key != key:
            self.close()
            self._archive_file = file
            if status.st_size > _MAX_ARCHIVE_BYTES:
                raise JobFailed("file_too_large", limit_mb=_MAX_ARCHIVE_BYTES // 2**20)
            self._archive, self._archive_key = Zip(file), key
        else:
            file.close()
        return self._archive

    def close(self) -> None:
        """Let go of the archive that is open."""
        if self._archive_file is not None:
            self._archive_file.close()
        self._archive, self._archive_key, self._archive_file = None, None, None


def kind_of(job: Job) -> str:
    """What the content is. Where name and content differ the content is right, and the user is told."""
    named = _ENDINGS.get(PurePath(job.name.lower()).suffix, "")
    found = _certain_kind(job.content)
    if found == "archive":
        raise JobFailed("archive_in_archive" if named in ("archive", "") else "not_what_it_says")
    if not found and named in _TEXTS:
        return named
    if not found:
        if not job.content.strip():
            raise JobFailed("empty_file")
        raise JobFailed("not_what_it_says" if named else "unknown_format")
    if found != named:
        job.warn("read_as_other_kind", kind=found.upper())
    return found


def _certain_kind(content: bytes) -> str:
    """By the signs that begin a file; empty for anything that may be text."""
    head = content[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_OLE):
        raise JobFailed("file_encrypted" if _ENCRYPTED_PACKAGE in content else "old_office_format")
    if head.startswith(_ZIPPED):
        names = set(contained(content).names())
        if "word/document.xml" in names:
            return "docx"
        return "xlsx" if "xl/workbook.xml" in names else "archive"
    if head.startswith(_FOREIGN):
        raise JobFailed("unknown_format")
    return ""


def _unread_in_archive(name: str) -> str:
    ending = PurePath(name.lower().removesuffix(".gz")).suffix
    if ending == ".zip":
        return "archive_in_archive"
    return "" if ending in _ENDINGS else "unknown_format"


def _is_document(path: str) -> bool:
    """Whether a file that is named like an archive is one document, or none of what it says."""
    with _open(path) as file:
        if not file.read(4).startswith(_ZIPPED):
            return True
        try:
            names = set(Zip(file).names())
        except JobFailed:
            return False  # which opening it will say
    return bool(names & {"word/document.xml", "xl/workbook.xml"})


def _open(path: str) -> IO[bytes]:
    """The file, if it is one: a pipe or a device would never end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise JobFailed("file_not_found") from None
    except OSError:
        raise JobFailed("file_unreadable") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise JobFailed("not_a_file")
    return os.fdopen(descriptor, "rb")


def _content(path: str) -> bytes:
    with _open(path) as file:
        if os.fstat(file.fileno()).st_size > MAX_FILE_BYTES:
            raise JobFailed("file_too_large", limit_mb=MAX_FILE_BYTES // 2**20)
        try:
            content = read_at_most(file, MAX_FILE_BYTES)
        except OSError:
            raise JobFailed("file_unreadable") from None
    if not content:
        raise JobFailed("empty_file")
    if len(content) > MAX_FILE_BYTES:  # it grows while it is read
        raise JobFailed("file_too_large", limit_mb=MAX_FILE_BYTES // 2**20)
    return content


def _unpacked(content: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            unpacked = read_at_most(cast("IO[bytes]", stream), MAX_FILE_BYTES)
    except (OSError, EOFError, zlib.error, ValueError):
        raise JobFailed("file_damaged") from None
    if len(unpacked) > MAX_FILE_BYTES:
        raise JobFailed("archive_bomb")
    return unpacked


def _fingerprint(content: bytes, columns: Mapping[str, str]) -> str:
    """The hash of the content and of this version of the readers, and which columns were chosen."""
    digest = hashlib.blake2b(content, digest_size=16, person=VERSION.encode()).hexdigest()
    return f"{digest} {json.dumps(columns, sort_keys=True)}" if any(columns.values()) else digest


def _chosen_before(fingerprint: str) -> dict[str, str]:
    """The columns that a fingerprint names: a choice once made holds for the file until another is made."""
    _, _, chosen = fingerprint.partition(" ")
    try:
        columns = json.loads(chosen) if chosen.startswith("{") else {}
    except ValueError:
        columns = {}
    return {key: str(columns.get(key, "")) for key in ("question", "answer")}
