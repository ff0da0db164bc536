"""Finds the files that may hold knowledge. Looks at names and kinds only: no file is opened here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from lotse.domain.errors import Message
from lotse.services.ports import SHOWN_KINDS, FoundFile, FoundFiles

ENDINGS: Final = frozenset(
    """.pdf .docx .docm .xlsx .xlsm .html .htm .xhtml .md .markdown .txt .text .csv .tsv .jsonl .ndjson .zip""".split()
)
PACKED: Final = ".gz"
_NOISE: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_UNREAD: Final = frozenset({"file_unreadable", "file_name_unreadable"})


def files_below(paths: Iterable[Path]) -> FoundFiles:
    """The files among `paths` and in folders, in a fixed order. Links in folders are passed over, and said."""
    files: dict[Path, FoundFile] = {}
    folders: list[Path] = []
    skipped: list[tuple[Path, Message]] = []
    missing: list[tuple[Path, Message]] = []
    for given in paths:
        path = given.resolve()
        if not _sayable(str(path)):
            shown = Path(_shown(str(given)))
            missing.append((shown, Message("file_name_unreadable", {"file": str(shown)})))
            continue
        try:
            status = path.stat()
        except FileNotFoundError:
            missing.append((given, Message("file_not_found", {"file": str(given)})))
            continue
        except OSError:
            missing.append((given, Message("file_unreadable", {"file": str(given)})))
            continue
        if not stat.S_ISDIR(status.st_mode):
            files.setdefault(path, FoundFile(path, path, status.st_size))
            continue
        folders.append(path)
        for name, problem, size in _walked(path):
            file = Path(name)
            if problem in _UNREAD:  # what lies below it is not gone
                missing.append((file, Message(problem, {"file": str(file)})))
            elif problem:
                skipped.append((file, Message(problem, {"file": str(file), "known": SHOWN_KINDS})))
            else:
                files.setdefault(file, FoundFile(file, path, size))
    return FoundFiles(tuple(files.values()), tuple(folders), tuple(skipped), tuple(missing))


def _walked(folder: Path) -> Iterator[tuple[str, str, int]]:
    """Path, reason to pass it over and size of every file below. Iterative: a tree may be deeper than a stack."""
    waiting = [str(folder)]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(inside) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            yield inside, "file_unreadable", 0
            continue
        inner: list[str] = []
        for entry in entries:
            if entry.name in _NOISE or entry.name.startswith((".", "~$")):
                continue
            if not _sayable(entry.name):
                yield _shown(entry.path), "file_name_unreadable", 0
            elif entry.is_symlink():
                yield entry.path, "link_not_followed", 0
            elif entry.is_dir(follow_symlinks=False):
                inner.append(entry.path)
            elif not entry.is_file(follow_symlinks=False):
                yield entry.path, "not_a_file", 0
            else:
                yield entry.path, "" if _known(entry.name) else "unknown_format", _size(entry)
        waiting.extend(reversed(inner))


def _sayable(name: str) -> bool:
    """Whether a name is text. On Linux it may be any bytes, on Windows hold half a character: no store takes those."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _shown(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:  # gone since it was listed: reading it will say so
        return 0


def _known(name: str) -> bool:
    return Path(name.lower().removesuffix(PACKED)).suffix in ENDINGS
