"""Opens zip files without believing them: archives of documents, and the containers that DOCX and XLSX are.

Nothing is ever unpacked to the disk, so no name in an archive can point anywhere. Owns the limits on names, counts,
sizes and ratios, and turns everything that `zipfile` and the decompressors raise into a code.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

from lotse.workers.handler import JobFailed
from lotse.workers.reader_form import MAX_FILE_BYTES, read_at_most

MAX_MEMBERS: Final = 50_000
MAX_TOTAL_BYTES: Final = 8 * 2**30
MAX_RATIO: Final = 250
RATIO_FROM_BYTES: Final = 16 * 2**20
"""Below this a high ratio is harmless, and common: a table of zeros."""
_LOCAL_HEADER_BYTES = 30
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db")

# What these raise for hostile input was found by mutation, not by reading.
_RAISED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, NotImplementedError,
    RuntimeError, KeyError, IndexError, OverflowError, OSError, AttributeError, TypeError,
)  # fmt: skip


@contextmanager
def damage_is_said() -> Iterator[None]:
    try:
        yield
    except JobFailed:
        raise
    except _RAISED:
        raise JobFailed("file_damaged") from None


@dataclass(frozen=True, slots=True)
class Member:
    """`problem` says why it is not read; empty for one that may be."""

    name: str
    size: int
    problem: str = ""


class Zip:
    """An open zip file. Every method raises `JobFailed` only."""

    def __init__(self, file: IO[bytes]) -> None:
        with damage_is_said():
            self._zip = zipfile.ZipFile(file)
            infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise JobFailed("archive_too_many", limit=MAX_MEMBERS)
        if _overlapping(infos):
            raise JobFailed("archive_bomb")
        self._infos = {_name(info): info for info in infos}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def names(self) -> list[str]:
        return list(self._infos)

    def members(self) -> Iterator[Member]:
        """Everything in the archive but folders and what operating systems leave behind."""
        if sum(info.file_size for info in self._infos.values()) > MAX_TOTAL_BYTES:
            raise JobFailed("archive_bomb")
        for name, info in self._infos.items():
            if not name.endswith("/") and not any(noise in name for noise in _NOISE):
                yield Member(name, info.file_size, _problem(name, info))

    def read(self, name: str, limit: int = MAX_FILE_BYTES) -> bytes:
        """The content of a member; never more than `limit` bytes are unpacked, whatever its header says."""
        with self.open(name) as stream, damage_is_said():
            content = read_at_most(stream, limit)
        if len(content) > limit:
            raise JobFailed("archive_bomb")
        return content

    def open(self, name: str) -> IO[bytes]:
        info = self._infos.get(name)
        if info is None:
            raise JobFailed("file_damaged")
        if problem := _problem(name, info):
            raise JobFailed(problem, limit_mb=MAX_FILE_BYTES // 2**20)
        with damage_is_said():
            return self._zip.open(info)


def contained(content: bytes) -> Zip:
    return Zip(io.BytesIO(content))


def _problem(name: str, info: zipfile.ZipInfo) -> str:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\\" in name or "\x00" in info.orig_filename:
        return "archive_unsafe_name"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "link_not_followed"
    if info.flag_bits & _ENCRYPTED:
        return "file_encrypted"
    if info.file_size > RATIO_FROM_BYTES and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return "archive_bomb"
    return "file_too_large" if info.file_size > MAX_FILE_BYTES else ""


def _overlapping(infos: list[zipfile.ZipInfo]) -> bool:
    """Whether members share bytes: how a few megabytes become petabytes (CVE-2024-0450)."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size
    return False


def _name(info: zipfile.ZipInfo) -> str:
    """Some programs write UTF-8 names without saying so; read as cp437 they are gibberish."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
