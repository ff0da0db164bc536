"""The search role finds what was put in, keeps vectors over a restart, never serves an index that does not fit."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lotse.workers import embedding, index_file, search
from lotse.workers.embedding import EmbedderError, StaticEmbedder, fold
from lotse.workers.handler import JobFailed
from tests.fakes.embedder_file import SENTENCES, write_tiny_embedder

Ask = Callable[..., dict[str, Any]]


class _Emit:
    def chunk(self, text: str) -> None: ...
    def progress(self, done: int, total: int) -> None: ...
    def log(self, event: str, **params: object) -> None: ...


@pytest.fixture(scope="module")
def embedder_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_embedder(tmp_path_factory.mktemp("model") / "tiny.npz")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "Müßig" / "index.vectors"


def _role(embedder: Path, index: Path) -> Ask:
    role = search.SearchRole()
    role.load({"embedder": str(embedder), "index": str(index)})
    return lambda op, **params: dict(role.run(op, params, _Emit(), lambda: False))


def _build(ask: Ask, passages: str = "p1", texts: tuple[str, ...] = SENTENCES) -> dict[str, Any]:
    ask("begin", passages=passages)
    for start in range(0, len(texts), 5):
        items = [[start + i + 100, text] for i, text in enumerate(texts[start : start + 5])]
        ask("add", passages=passages, items=items)
    return ask("finish", passages=passages)


def test_a_passage_is_the_best_hit_for_its_own_text(embedder_file: Path, index: Path) -> None:
    ask = _role(embedder_file, index)
    assert _build(ask) == {"count": len(SENTENCES), "stored": True}
    for i, text in enumerate(SENTENCES):
        best, score = ask("query", text=text, limit=3)["hits"][0]
        assert best == 100 + i
        assert score == pytest.approx(1, abs=1e-5)


def test_spelling_without_umlauts_and_in_capitals_is_the_same_query(embedder_file: Path, index: Path) -> None:
    assert fold("Größe der STÖRUNG") == fold("GROESSE der stoerung")
    ask = _role(embedder_file, index)
    _build(ask)
    assert ask("query", text="STOERUNG im Netz", limit=1) == ask("query", text="störung im netz", limit=1)


def test_the_index_is_there_after_a_restart(embedder_file: Path, index: Path) -> None:
    _build(_role(embedder_file, index))
    ask = _role(embedder_file, index)
    with pytest.raises(JobFailed, match="index_not_ready"):
        ask("query", text="rechnung", limit=1)
    assert ask("open", passages="p1") == {"count": len(SENTENCES)}
    assert ask("query", text=SENTENCES[3], limit=1)["hits"][0][0] == 103


def test_an_index_of_other_passages_or_of_another_embedder_is_not_opened(
    embedder_file: Path, index: Path, tmp_path: Path
) -> None:
    _build(_role(embedder_file, index))
    with pytest.raises(JobFailed, match="index_stale"):
        _role(embedder_file, index)("open", passages="p2")
    with pytest.raises(JobFailed, match="index_stale"):
        _role(write_tiny_embedder(tmp_path / "other.npz", seed=2), index)("open", passages="p1")


def test_a_damaged_index_is_refused_wherever_the_damage_is(embedder_file: Path, index: Path) -> None:
    _build(_role(embedder_file, index))
    whole = index.read_bytes()
    places = [0, 17, 20, 60, len(whole) // 2, len(whole) - 1]
    damaged = [whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :] for at in places]
    for content in (*damaged, whole[:-1], whole + b"x", b"", whole[:30]):
        index.write_bytes(content)
        with pytest.raises(JobFailed, match=r"index_(damaged|stale)"):
            _role(embedder_file, index)("open", passages="p1")


def test_a_rebuild_embeds_only_what_is_new(embedder_file: Path, index: Path) -> None:
    _build(_role(embedder_file, index))
    ask = _role(embedder_file, index)
    ask("begin", passages="p2")
    answer = ask("add", passages="p2", items=[[1, SENTENCES[0]], [2, SENTENCES[1]], [3, "ganz neu: kontakt"]])
    assert answer == {"added": 3, "embedded": 1}


def test_a_build_that_was_cut_off_goes_on_from_its_checkpoint(
    embedder_file: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CHECKPOINT_PASSAGES", 5)
    ask = _role(embedder_file, index)
    ask("begin", passages="p1")
    ask("add", passages="p1", items=[[i, text] for i, text in enumerate(SENTENCES[:5])])
    again = _role(embedder_file, index)  # the process died here
    with pytest.raises(JobFailed, match="index_missing"):
        again("open", passages="p1")
    assert again("begin", passages="p1") == {"known": 5}
    answer = again("add", passages="p1", items=[[i, text] for i, text in enumerate(SENTENCES)])
    assert answer["embedded"] == len(SENTENCES) - 5
    again("finish", passages="p1")
    assert [path.name for path in index.parent.iterdir()] == [index.name]


def test_a_batch_of_a_build_this_process_never_began_is_refused(embedder_file: Path, index: Path) -> None:
    with pytest.raises(JobFailed, match="build_unknown"):
        _role(embedder_file, index)("add", passages="p1", items=[[1, "x"]])


def test_a_disk_that_takes_nothing_costs_the_cache_and_not_the_search(embedder_file: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    ask = _role(embedder_file, blocked / "index.vectors")
    assert _build(ask)["stored"] is False
    assert ask("query", text=SENTENCES[0], limit=1)["hits"][0][0] == 100


def test_an_empty_knowledge_base_and_an_empty_query_give_no_hits(embedder_file: Path, index: Path) -> None:
    ask = _role(embedder_file, index)
    _build(ask, texts=())
    assert ask("query", text="rechnung", limit=5) == {"hits": []}
    _build(ask)
    assert ask("query", text="", limit=5) == {"hits": []}
    assert ask("query", text="漢字", limit=5) == {"hits": []}


def test_vectors_have_length_one_and_cross_the_wire_whole(embedder_file: Path, index: Path) -> None:
    answer = _role(embedder_file, index)("embed", texts=["die rechnung", "kontakt"])
    vectors = np.frombuffer(base64.b64decode(answer["vectors"]), dtype="<f4").reshape(2, answer["dimension"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "embedder_damaged"), (b"PK\x03\x04 torn", "embedder_damaged"), (b"x" * 5000, "embedder_damaged")],
)
def test_a_broken_embedder_file_is_a_code_and_no_exception(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(content)
    with pytest.raises(EmbedderError) as caught:
        StaticEmbedder(path)
    assert caught.value.code == code
    with pytest.raises(EmbedderError, match="embedder_missing"):
        StaticEmbedder(tmp_path / "none.npz")


def test_damage_anywhere_is_a_code_or_harmless(embedder_file: Path, tmp_path: Path) -> None:
    whole, path, chance = embedder_file.read_bytes(), tmp_path / "damaged.npz", random.Random(7)
    codes = set()
    for _ in range(120):
        content = bytearray(whole)
        for _ in range(4):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        try:
            StaticEmbedder(path).encode(["die rechnung"])
        except EmbedderError as error:
            codes.add(error.code)
    assert codes == {"embedder_damaged"}


def test_a_file_that_would_unpack_beyond_the_limit_is_refused(
    embedder_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    StaticEmbedder(embedder_file)
    monkeypatch.setattr(embedding, "MAX_UNPACKED_BYTES", 1_000)
    with pytest.raises(EmbedderError, match="embedder_damaged"):
        StaticEmbedder(embedder_file)


def test_a_pickled_array_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pickle.npz"
    np.savez(path, header=np.array([{"format": "x"}], dtype=object))
    with pytest.raises(EmbedderError, match="embedder_damaged"):
        StaticEmbedder(path)


def test_a_torn_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.vectors"
    vectors = np.ones((1, 4), dtype=np.float32)
    old = index_file.IndexContent("a", "e", np.array([1]), index_file.text_hash("x"), vectors)
    index_file.write(path, old)
    monkeypatch.setattr(index_file.os, "fsync", _no_space)
    with pytest.raises(OSError, match="full"):
        index_file.write(path, index_file.IndexContent("b", "e", np.array([2]), index_file.text_hash("y"), vectors))
    assert index_file.read(path).passages == "a"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def _no_space(_descriptor: int) -> None:
    raise OSError(28, "full")
