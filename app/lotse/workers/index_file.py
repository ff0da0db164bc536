"""The file with the vectors of a knowledge base: header, ids, hashes of the texts, vectors. A cache, never migrated.

Vectors lie in it as they are and FAISS gets them in memory. So no file is ever given to FAISS's own loader, which is an
attack surface and cannot open non-ASCII paths on Windows, and a rebuild takes over the vectors of unchanged texts.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

MAGIC = b"LOTSE-VECTORS-1\n"
HASH_BYTES = 16
MAX_HEADER_BYTES = 4096
MAX_PASSAGES = 1_000_000
MAX_DIMENSION = 4096

Ids = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]


class IndexFileError(Exception):
    """`code` is `index_missing` or `index_damaged`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class IndexContent:
    """`passages`: fingerprint of the knowledge base, empty for an unfinished build; `hashes`: `HASH_BYTES` a row."""

    passages: str
    embedder: str
    ids: Ids
    hashes: bytes
    vectors: Vectors

    def by_hash(self) -> dict[bytes, Vectors]:
        return {self.hashes[i * HASH_BYTES : (i + 1) * HASH_BYTES]: self.vectors[i] for i in range(len(self.ids))}


def text_hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()


def write(path: Path, content: IndexContent) -> None:
    """Replace the file whole or not at all. Raises `OSError` when the disk does not take it."""
    body = content.ids.astype("<i8").tobytes() + content.hashes + content.vectors.astype("<f4").tobytes()
    header = json.dumps(
        {
            "passages": content.passages,
            "embedder": content.embedder,
            "count": len(content.ids),
            "dimension": int(content.vectors.shape[1]),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
    ).encode("ascii")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + struct.pack("<I", len(header)) + header + body)
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
            if file.read(len(MAGIC)) != MAGIC:
                raise IndexFileError("index_damaged")
            (length,) = struct.unpack("<I", _exactly(file.read(4), 4))
            if length > MAX_HEADER_BYTES:
                raise IndexFileError("index_damaged")
            header = _Header.parse(_exactly(file.read(length), length))
            body = file.read(header.body_bytes + 1)
    except FileNotFoundError as error:
        raise IndexFileError("index_missing") from error
    except OSError as error:
        raise IndexFileError("index_damaged") from error
    if len(body) != header.body_bytes or hashlib.sha256(body).hexdigest() != header.sha256:
        raise IndexFileError("index_damaged")
    ids_end = header.count * 8
    hashes_end = ids_end + header.count * HASH_BYTES
    return IndexContent(
        header.passages,
        header.embedder,
        np.frombuffer(body, dtype="<i8", count=header.count).astype(np.int64),
        body[ids_end:hashes_end],
        np.frombuffer(body, dtype="<f4", offset=hashes_end).astype(np.float32).reshape(header.count, header.dimension),
    )


@dataclass(frozen=True, slots=True)
class _Header:
    passages: str
    embedder: str
    count: int
    dimension: int
    sha256: str

    @property
    def body_bytes(self) -> int:
        return self.count * (8 + HASH_BYTES + 4 * self.dimension)

    @staticmethod
    def parse(untrusted: bytes) -> _Header:
        try:
            loaded = json.loads(untrusted)
        except (ValueError, RecursionError):
            raise IndexFileError("index_damaged") from None
        if not isinstance(loaded, dict):
            raise IndexFileError("index_damaged")
        texts = [loaded.get(key) for key in ("passages", "embedder", "sha256")]
        numbers = [loaded.get(key) for key in ("count", "dimension")]
        if not all(isinstance(t, str) for t in texts) or not all(type(n) is int and n >= 0 for n in numbers):
            raise IndexFileError("index_damaged")
        header = _Header(
            passages=loaded["passages"], embedder=loaded["embedder"], count=loaded["count"],
            dimension=loaded["dimension"], sha256=loaded["sha256"],
        )  # fmt: skip
        if header.count > MAX_PASSAGES or not 0 < header.dimension <= MAX_DIMENSION:
            raise IndexFileError("index_damaged")
        return header


def _exactly(piece: bytes, length: int) -> bytes:
    if len(piece) != length:
        raise IndexFileError("index_damaged")
    return piece
