"""The file with the vectors of a knowledge base: a header, then arrays of numbers. A cache, never migrated.

Owns the bytes: every one is covered by a checksum, and what was read is numbers of the announced size or nothing at
all. What the arrays mean is `vector_index`'s. No pickle, and no file is ever given to FAISS's own loader.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import struct
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

MAGIC = b"LOTSE-VECTORS-2\n"
MAX_HEADER_BYTES = 8192
MAX_DIMENSION = 4096
MOST = 20_000_000 * MAX_DIMENSION
_TYPES = ("<i8", "<f4", "|u1")

Sections = dict[str, npt.NDArray[Any]]


class IndexFileError(Exception):
    """`code` is `index_missing` or `index_damaged`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class State:
    """Which passages an index holds: all of the knowledge base `identity` up to the id `newest`, but for those among
    its first `removals` removals. `complete`: the build that made it came to its end."""

    identity: str
    newest: int
    removals: int
    complete: bool


@dataclass(frozen=True, slots=True)
class IndexContent:
    state: State
    embedder: str
    dimension: int
    kind: str
    sections: Sections


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    type: str
    shape: tuple[int, ...]
    sha256: str

    @property
    def bytes(self) -> int:
        return int(np.dtype(self.type).itemsize) * math.prod(self.shape)


def write(path: Path, content: IndexContent) -> None:
    """Replace the file whole or not at all. Raises `OSError` when the disk does not take it."""
    arrays = {name: np.ascontiguousarray(array) for name, array in content.sections.items()}
    described = [
        asdict(_Section(name, array.dtype.newbyteorder("<").str, array.shape, hashlib.sha256(_raw(array)).hexdigest()))
        for name, array in arrays.items()
    ]
    body = {
        **asdict(content.state), "embedder": content.embedder, "dimension": content.dimension, "kind": content.kind,
        "sections": described,
    }  # fmt: skip
    header = json.dumps(body).encode("ascii")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + struct.pack("<I", len(header)) + hashlib.sha256(header).digest() + header)
            for array in arrays.values():
                file.write(_raw(array))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def read(path: Path) -> IndexContent:
    """Read and check the whole file. Raises `IndexFileError`; whatever stands in the file, nothing else."""
    try:
        with path.open("rb") as file:
            return _read(file, path.stat().st_size)
    except FileNotFoundError as error:
        raise IndexFileError("index_missing") from error
    except (OSError, MemoryError) as error:
        raise IndexFileError("index_damaged") from error


def _read(file: BinaryIO, size: int) -> IndexContent:
    if file.read(len(MAGIC)) != MAGIC:
        raise IndexFileError("index_damaged")
    (length,) = struct.unpack("<I", _exactly(file.read(4), 4))
    if length > MAX_HEADER_BYTES:
        raise IndexFileError("index_damaged")
    checksum = _exactly(file.read(32), 32)
    untrusted = _exactly(file.read(length), length)
    if hashlib.sha256(untrusted).digest() != checksum:
        raise IndexFileError("index_damaged")
    content, described = _header(untrusted)
    if sum(section.bytes for section in described) != size - file.tell():
        raise IndexFileError("index_damaged")
    for section in described:
        raw = _exactly(file.read(section.bytes), section.bytes)
        if hashlib.sha256(raw).hexdigest() != section.sha256:
            raise IndexFileError("index_damaged")
        content.sections[section.name] = np.frombuffer(raw, dtype=section.type).reshape(section.shape)
    return content


def _header(untrusted: bytes) -> tuple[IndexContent, list[_Section]]:
    try:
        match json.loads(untrusted):
            case {
                "identity": str(identity), "newest": int(newest), "removals": int(removals), "complete": bool(complete),
                "embedder": str(embedder), "dimension": int(dimension), "kind": str(kind), "sections": list(sections),
            } if 0 < dimension <= MAX_DIMENSION and newest >= 0 and removals >= 0:  # fmt: skip
                state = State(identity, newest, removals, complete)
                return IndexContent(state, embedder, dimension, kind, {}), [_described(one) for one in sections]
    except (ValueError, RecursionError):
        pass
    raise IndexFileError("index_damaged")


def _described(untrusted: object) -> _Section:
    match untrusted:
        case {"name": str(name), "type": str(type_), "shape": list(shape), "sha256": str(checksum)} if (
            type_ in _TYPES and len(shape) <= 2 and all(type(side) is int and 0 <= side <= MOST for side in shape)
        ):
            return _Section(name, type_, tuple(shape), checksum)
    raise IndexFileError("index_damaged")


def _raw(array: npt.NDArray[Any]) -> memoryview:
    little = array.astype(array.dtype.newbyteorder("<"), copy=False)
    return little.data.cast("B") if array.size else memoryview(b"")


def _exactly(piece: bytes, length: int) -> bytes:
    if len(piece) != length:
        raise IndexFileError("index_damaged")
    return piece
