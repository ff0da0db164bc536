"""What a pack brought along is not embedded again, and never stands for another text or another embedder."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from lotse.wire import prepared_vectors
from lotse.wire.prepared_vectors import Header, text_hash
from lotse.workers.embedding import Vectors
from lotse.workers.prepared import PreparedEmbedder


class _Embedder:
    """Dimension three; `asked` are the texts that had to be embedded."""

    dimension = 3
    fingerprint = "f" * 32

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.tile(np.array([1, 0, 0], dtype=np.float32), (len(texts), 1))


def lay(folder: Path, texts: Sequence[str], name: str = "a", embedder: str = "f" * 32, kind: str = "float16") -> Path:
    row = struct.pack("<3e", 0, 0.6, 0.8) if kind == "float16" else struct.pack("<f3b", 0.8 / 127, 0, 95, 127)
    path = folder / f"{name}{prepared_vectors.ENDING}"
    header = Header(embedder, 3, kind, len(texts))
    prepared_vectors.write(path, header, map(text_hash, texts), [row] * len(texts))
    return path


@pytest.mark.parametrize("kind", ["float16", "int8"])
def test_known_texts_are_not_embedded_again(tmp_path: Path, kind: str) -> None:
    inner = _Embedder()
    embedder = PreparedEmbedder(inner, tmp_path / "packs")
    lay(tmp_path / "packs", [f"Text {n}" for n in range(50)], kind=kind)
    vectors = embedder.encode(["Text 7", "neu", "Text 49"])
    assert inner.asked == ["neu"]
    assert vectors[0] == pytest.approx([0, 0.6, 0.8], abs=0.005)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert list(vectors[1]) == [1, 0, 0]
    assert embedder.found == 2


def test_what_is_laid_ready_later_is_seen_and_what_is_gone_is_not_used(tmp_path: Path) -> None:
    inner = _Embedder()
    embedder = PreparedEmbedder(inner, tmp_path)
    embedder.encode(["eins"])
    path = lay(tmp_path, ["eins"])
    embedder.encode(["eins"])
    assert inner.asked == ["eins"]
    path.unlink()
    embedder.encode(["eins"])
    assert inner.asked == ["eins", "eins"]


def test_vectors_of_another_embedder_are_not_used(tmp_path: Path) -> None:
    inner = _Embedder()
    lay(tmp_path, ["eins"], embedder="0" * 32)
    PreparedEmbedder(inner, tmp_path).encode(["eins"])
    assert inner.asked == ["eins"]


def test_a_damaged_file_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = lay(tmp_path, ["eins", "zwei"])
    whole = path.read_bytes()
    for place in range(0, len(whole), 3):
        changed = bytearray(whole)
        changed[place] ^= 0x10
        path.write_bytes(changed)
        inner = _Embedder()
        PreparedEmbedder(inner, tmp_path).encode(["eins"])
        assert inner.asked == ["eins"], place
    for length in range(0, len(whole), 5):
        path.write_bytes(whole[:length])
        inner = _Embedder()
        PreparedEmbedder(inner, tmp_path).encode(["eins"])
        assert inner.asked == ["eins"], length
