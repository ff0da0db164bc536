"""Vectors that came with a pack, laid ready by the parent for the `search` worker. A cache, never migrated.

Owns the file form, because both sides need it: magic line, length and JSON of the header, hashes of the texts, rows as
they stood in the pack, SHA-256 of all before. Standard library only; rows are bytes here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"LOTSE-PREPARED-VECTORS-1\n"
ENDING = ".prepared"
FOLDER = "packs"
HASH_BYTES = 16
MAX_HEADER_BYTES = 4096
MAX_ROWS = 2_000_000
MAX_DIMENSION = 4096
_PIECE_BYTES = 1 << 20
_STRIDES = {"float16": (0, 2), "int8": (4, 1)}


class PreparedError(Exception):
    """The file cannot be used; the passages are embedded again."""


@dataclass(frozen=True, slots=True)
class Header:
    """`kind` `float16`: halves; `int8`: a float32 scale, then signed bytes. All little-endian."""

    embedder: str
    dimension: int
    kind: str
    rows: int

    @property
    def stride(self) -> int:
        fixed, each = _STRIDES[self.kind]
        return fixed + each * self.dimension


def text_hash(text: str) -> bytes:
    """What stands for an embedded text beside its vector."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()


def write(path: Path, header: Header, hashes: Iterable[bytes], rows: Iterable[bytes]) -> None:
    """Replace the file whole or not at all. Raises `OSError` when the disk does not take it."""
    told = json.dumps(
        {"embedder": header.embedder, "dimension": header.dimension, "kind": header.kind, "rows": header.rows}
    ).encode("ascii")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    digest = hashlib.sha256()
    try:
        with os.fdopen(handle, "wb") as file:
            for pieces in ((MAGIC, struct.pack("<I", len(told)), told), hashes, rows):
                for piece in pieces:
                    digest.update(piece)
                    file.write(piece)
            file.write(digest.digest())
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def check(path: Path, embedder: str) -> tuple[Header, bytes, int]:
    """Header, hashes, and where the rows begin, of a whole file made for `embedder`.

    Raises `PreparedError`, whatever stands in the file.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC) + 4)
            (length,) = struct.unpack("<I", start[len(MAGIC) :])
            if start[: len(MAGIC)] != MAGIC or length > MAX_HEADER_BYTES:
                raise PreparedError
            told = file.read(length)
            header = _header(told)
            if header.embedder != embedder:
                raise PreparedError
            hashes = file.read(header.rows * HASH_BYTES)
            for piece in (start, told, hashes):
                digest.update(piece)
            rows_at, left = file.tell(), header.rows * header.stride
            while left and (piece := file.read(min(left, _PIECE_BYTES))):
                digest.update(piece)
                left -= len(piece)
            end = file.read(digest.digest_size + 1)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, struct.error):
        raise PreparedError from None
    if left or end != digest.digest():
        raise PreparedError
    return header, hashes, rows_at


def _header(untrusted: bytes) -> Header:
    found = json.loads(untrusted)
    header = Header(str(found["embedder"]), found["dimension"], found["kind"], found["rows"])
    if header.kind not in _STRIDES or type(header.dimension) is not int or type(header.rows) is not int:
        raise PreparedError
    if not 0 < header.dimension <= MAX_DIMENSION or not 0 <= header.rows <= MAX_ROWS:
        raise PreparedError
    return header
