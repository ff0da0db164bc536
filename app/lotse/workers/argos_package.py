"""Unpacks an `.argosmodel` (a zip) into a folder, believing nothing of it: names from a list, sizes and ratio capped.

Argos' own importer extracts whatever the archive names, without limits. Only what translating needs is taken; sentence
splitters that packages carry (stanza, spacy, minisbd) are left out, the worker has its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

METADATA = "metadata.json"
MAX_ENTRIES = 5_000
MAX_TOTAL_BYTES = 2 * 1024**3
MAX_SMALL_BYTES = 64 * 1024**2
MAX_METADATA_BYTES = 256 * 1024
MAX_RATIO = 100
_RATIO_FREE_BYTES = 1024**2
"""Below this an archive may be as dense as it likes: vocabularies and metadata compress well."""

_WANTED = frozenset(
    f"{METADATA} sentencepiece.model bpe.model model/model.bin model/config.json model/vmap.txt"
    " model/source_vocabulary.txt model/target_vocabulary.txt model/shared_vocabulary.txt"
    " model/source_vocabulary.json model/target_vocabulary.json model/shared_vocabulary.json".split()
)
_CODE = re.compile(r"[a-z]{2,3}")
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError,
    UnicodeDecodeError,
)  # fmt: skip


class PackageError(Exception):
    """`code`: `package_missing`, `_damaged`, `_too_large`, `_not_translating` or `_not_stored`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ready(package: Path, cache: Path) -> Path:
    """The folder of `package`, unpacked under `cache` at the first time. A folder is taken as it is, after a check."""
    if package.is_dir():
        check(package)
        return package
    folder = cache / _digest(package)
    if not folder.is_dir():
        _unpack(package, folder)
    check(folder)
    return folder


def check(folder: Path) -> tuple[str, str]:
    """The direction of an unpacked package. Raises `PackageError` when it is not one that translates."""
    try:
        with (folder / METADATA).open("rb") as file:
            untrusted = json.loads(file.read(MAX_METADATA_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise PackageError("package_damaged") from error
    if not isinstance(untrusted, dict) or untrusted.get("type", "translate") != "translate":
        raise PackageError("package_not_translating")
    source, target = untrusted.get("from_code"), untrusted.get("to_code")
    if not (
        isinstance(source, str) and isinstance(target, str) and _CODE.fullmatch(source) and _CODE.fullmatch(target)
    ):
        raise PackageError("package_damaged")
    tokenizer = (folder / "sentencepiece.model").is_file() or (folder / "bpe.model").is_file()
    if not tokenizer or not (folder / "model" / "model.bin").is_file():
        raise PackageError("package_damaged")
    return source, target


def _digest(package: Path) -> str:
    try:
        with package.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except OSError as error:
        raise PackageError("package_missing") from error


def _unpack(package: Path, folder: Path) -> None:
    """Whole or not at all: into a folder beside, then renamed."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=folder.name, suffix=".new", dir=folder.parent))
    except OSError as error:
        raise PackageError("package_not_stored") from error
    try:
        with zipfile.ZipFile(package) as archive:
            _extract(archive, fresh, package.stat().st_size)
        fresh.rename(folder)
    except PackageError:
        raise
    except _DAMAGE as error:
        raise PackageError("package_damaged") from error
    except OSError as error:
        if not folder.is_dir():  # another process was faster: the same bytes
            raise PackageError("package_not_stored") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _extract(archive: zipfile.ZipFile, fresh: Path, packed_bytes: int) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise PackageError("package_too_large")
    left = min(MAX_TOTAL_BYTES, max(packed_bytes * MAX_RATIO, _RATIO_FREE_BYTES))
    taken: set[str] = set()
    for entry in entries:
        name = _wanted_name(entry.filename)
        if name is None or entry.is_dir() or name in taken:
            continue
        taken.add(name)
        small = name != "model/model.bin"
        left -= _copy(archive, entry, fresh / name, min(left, MAX_SMALL_BYTES if small else left))


def _wanted_name(untrusted_name: str) -> str | None:
    """The name inside the package folder, or `None`. Published packages have one outer folder, of any name."""
    parts = PurePosixPath(untrusted_name.replace("\\", "/")).parts
    for rest in (parts, parts[1:]):
        if "/".join(rest) in _WANTED:
            return "/".join(rest)
    return None


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, to: Path, limit: int) -> int:
    """Counts what really comes out; the sizes an archive states are never believed."""
    to.parent.mkdir(exist_ok=True)
    written = 0
    with archive.open(entry) as packed, to.open("wb") as file:
        while piece := packed.read(1 << 20):
            written += len(piece)
            if written > limit:
                raise PackageError("package_too_large")
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return written
