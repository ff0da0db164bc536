"""An embedder that first looks whether a pack brought the vector of a text along.

Owns the reading of what the parent laid ready (`wire.prepared_vectors`). Must not know packs or passages: a vector is
found by the text it was made from. Rows stay in the file and are mapped; only the hashes are held in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lotse.wire import prepared_vectors
from lotse.wire.prepared_vectors import HASH_BYTES, Header, PreparedError
from lotse.workers.embedding import Embedder, Vectors, never
from lotse.workers.handler import Cancelled


@dataclass(frozen=True)
class _Laid:
    """One file: the first eight bytes of the hashes in order, and where each stands in the file."""

    header: Header
    hashes: bytes
    keys: npt.NDArray[np.uint64]
    order: npt.NDArray[np.int64]
    rows: Any

    def find(self, text_hash: bytes) -> Vectors | None:
        key = np.frombuffer(text_hash, dtype="<u8", count=1)[0]
        for place in range(int(np.searchsorted(self.keys, key)), len(self.keys)):
            row = int(self.order[place])
            if self.keys[place] != key:
                return None
            if self.hashes[row * HASH_BYTES : (row + 1) * HASH_BYTES] == text_hash:
                return self._vector(row)
        return None

    def _vector(self, row: int) -> Vectors:
        raw = bytes(self.rows[row])
        if self.header.kind == "float16":
            return np.frombuffer(raw, dtype="<f2").astype(np.float32)
        scale = np.frombuffer(raw, dtype="<f4", count=1)
        scaled: Vectors = np.frombuffer(raw, dtype="i1", offset=4).astype(np.float32) * scale
        return scaled


class PreparedEmbedder:
    """`Embedder` over another one, whose fingerprint it keeps: what it finds was made by the very same."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder = embedder
        self._folder = folder
        self._seen: dict[str, int] = {}
        self._laid: list[_Laid] = []
        self.name = str(getattr(embedder, "name", ""))
        self.found = 0
        """How many vectors were not computed."""

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    def encode_queries(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        return self._embedder.encode_queries(texts, cancelled)

    def encode(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        if len(texts) == 1:  # so little that looking costs more
            return self._embedder.encode(texts, cancelled)
        self._look()
        if not self._laid:
            return self._embedder.encode(texts, cancelled)
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        missing: list[int] = []
        for position, text in enumerate(texts):
            vector = self._find(prepared_vectors.text_hash(text))
            if vector is None:
                missing.append(position)
            else:
                vectors[position] = _of_length_one(vector)
        if missing:
            vectors[missing] = self._embedder.encode([texts[position] for position in missing], cancelled)
        self.found += len(texts) - len(missing)
        return vectors

    def _find(self, text_hash: bytes) -> Vectors | None:
        return next((vector for laid in self._laid if (vector := laid.find(text_hash)) is not None), None)

    def _look(self) -> None:
        """Open what was laid ready since; drop what is gone."""
        try:
            seen = {
                path.name: path.stat().st_mtime_ns
                for path in sorted(self._folder.iterdir())
                if path.name.endswith(prepared_vectors.ENDING)
            }
        except OSError:
            seen = {}
        if seen == self._seen:
            return
        self._seen = seen
        opened = (self._open(self._folder / name) for name in seen)
        self._laid = [laid for laid in opened if laid is not None]

    def _open(self, path: Path) -> _Laid | None:
        try:
            header, hashes, rows_at = prepared_vectors.check(path, self.fingerprint)
            if header.dimension != self.dimension or not header.rows:
                return None
            rows = np.memmap(path, dtype=np.uint8, mode="r", offset=rows_at, shape=(header.rows, header.stride))
        except (PreparedError, OSError, ValueError):
            return None
        firsts = np.frombuffer(hashes, dtype="<u8").reshape(-1, HASH_BYTES // 8)[:, 0]
        order = np.argsort(firsts, kind="stable")
        return _Laid(header, hashes, firsts[order], order, rows)


def _of_length_one(vector: Vectors) -> Vectors:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
