"""What a pack brought along is not embedded again, and never stands for another text or another embedder."""

from __future__ import annotations

import base64
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from lotse.domain.knowledge import ArticleId, Passage, PassageId
from lotse.domain.packs import VectorSet
from lotse.domain.passages import Cut
from lotse.inference.pack_vectors import WorkerVectors
from lotse.inference.search import TEXT_FORM, embedded_text
from lotse.inference.supervisor import Supervisor
from lotse.services.ports import PassageRecord
from lotse.wire import prepared_vectors
from lotse.wire.prepared_vectors import Header, text_hash
from lotse.workers import search
from lotse.workers.embedding import Vectors, never
from lotse.workers.handler import Cancelled
from lotse.workers.prepared import PreparedEmbedder
from tests.fakes.embedder_file import write_tiny_embedder


class _Emit:
    def chunk(self, text: str) -> None: ...
    def progress(self, done: int, total: int) -> None: ...
    def log(self, event: str, **params: object) -> None: ...


class _Embedder:
    """Dimension three; `asked` are the texts that had to be embedded."""

    dimension = 3
    fingerprint = "f" * 32

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        self.asked += texts
        return np.tile(np.array([1, 0, 0], dtype=np.float32), (len(texts), 1))

    def encode_queries(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        return self.encode(texts)


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
    embedder.encode(["eins", "eins"])
    path = lay(tmp_path, ["eins"])
    embedder.encode(["eins", "eins"])
    assert inner.asked == ["eins", "eins"]
    path.unlink()
    embedder.encode(["eins", "eins"])
    assert inner.asked == ["eins"] * 4


def test_vectors_of_another_embedder_are_not_used(tmp_path: Path) -> None:
    inner = _Embedder()
    lay(tmp_path, ["eins"], embedder="0" * 32)
    PreparedEmbedder(inner, tmp_path).encode(["eins", "neu"])
    assert inner.asked == ["eins", "neu"]


def test_a_damaged_file_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = lay(tmp_path, ["eins", "zwei"])
    whole = path.read_bytes()
    for place in range(0, len(whole), 3):
        changed = bytearray(whole)
        changed[place] ^= 0x10
        path.write_bytes(changed)
        inner = _Embedder()
        PreparedEmbedder(inner, tmp_path).encode(["eins", "neu"])
        assert inner.asked == ["eins", "neu"], place
    for length in range(0, len(whole), 5):
        path.write_bytes(whole[:length])
        inner = _Embedder()
        PreparedEmbedder(inner, tmp_path).encode(["eins", "neu"])
        assert inner.asked == ["eins", "neu"], length


def test_a_query_is_embedded_without_looking(tmp_path: Path) -> None:
    inner = _Embedder()
    lay(tmp_path, ["eins", "zwei"])
    embedder = PreparedEmbedder(inner, tmp_path)
    embedder.encode(["eins"])
    embedder.encode_queries(["eins", "zwei"])
    assert inner.asked == ["eins", "eins", "zwei"]


def test_what_an_installation_lays_ready_is_what_the_index_asks_for(tmp_path: Path) -> None:
    role = search.SearchRole()
    loaded = role.load(
        {"embedder": str(write_tiny_embedder(tmp_path / "tiny.npz")), "index": str(tmp_path / "knowledge.index")}
    )
    dimension = int(str(loaded.features["dimension"]))
    passages = [(f"Titel {n}", Cut(("Oben", f"Überschrift {n}"), f"Text {n}")) for n in range(5)]
    form = VectorSet(loaded.fingerprint, dimension, "float16", TEXT_FORM)
    row = struct.pack(f"<{dimension}e", 1, *[0] * (dimension - 1))
    WorkerVectors(cast(Supervisor, None), tmp_path).keep("c" * 64, form, passages, iter([row] * 5))
    records = [
        PassageRecord(Passage(PassageId(n), ArticleId("a"), cut.heading_path, cut.text), title, "de", None, None, "")
        for n, (title, cut) in enumerate(passages)
    ]
    found = role.run("embed", {"texts": [embedded_text(one) for one in records]}, _Emit(), lambda: False)
    vectors = np.frombuffer(base64.b64decode(str(found["vectors"])), dtype="<f4").reshape(5, dimension)
    assert list(vectors[:, 0]) == [1] * 5
    WorkerVectors(cast(Supervisor, None), tmp_path).keep_only(frozenset())
    assert list((tmp_path / "packs").iterdir()) == []
