"""The search role finds what was put in, keeps vectors over a restart, never serves an index that does not fit."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lotse.workers import embedding, index_file, search, vector_index
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


def _build(ask: Ask, identity: str = "p1", texts: tuple[str, ...] = SENTENCES) -> dict[str, Any]:
    ask("begin", identity=identity)
    for start in range(0, len(texts), 5):
        items = [[start + i + 100, text] for i, text in enumerate(texts[start : start + 5])]
        ask("add", identity=identity, items=items)
    return ask("commit", identity=identity, newest=99 + len(texts), removals=0)


def _cache(index: Path) -> Path:
    (found,) = index.parent.glob("index-*.vectors")
    return found


def test_a_passage_is_the_best_hit_for_its_own_text(embedder_file: Path, index: Path) -> None:
    ask = _role(embedder_file, index)
    assert _build(ask) == {"count": len(SENTENCES), "kind": "exact", "stored": True}
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
    newest = 99 + len(SENTENCES)
    assert ask("open", identity="p1") == {
        "count": len(SENTENCES), "newest": newest, "removals": 0, "complete": True
    }  # fmt: skip
    assert ask("query", text=SENTENCES[3], limit=1)["hits"][0][0] == 103


def test_an_index_of_another_knowledge_base_is_not_opened(embedder_file: Path, index: Path) -> None:
    _build(_role(embedder_file, index))
    with pytest.raises(JobFailed, match="index_stale"):
        _role(embedder_file, index)("open", identity="p2")


def test_each_embedder_keeps_its_own_index_and_only_the_newest_two_are_kept(
    embedder_file: Path, index: Path, tmp_path: Path
) -> None:
    _build(_role(embedder_file, index))
    for seed in (2, 3):
        other = _role(write_tiny_embedder(tmp_path / f"{seed}.npz", seed=seed), index)
        with pytest.raises(JobFailed, match="index_missing"):
            other("open", identity="p1")
        if seed == 2:
            _build(other)
            assert _role(embedder_file, index)("open", identity="p1")["complete"]
    assert len(list(index.parent.glob("index-*.vectors"))) == 1


def test_a_damaged_index_is_refused_wherever_the_damage_is(embedder_file: Path, index: Path) -> None:
    _build(_role(embedder_file, index))
    path = _cache(index)
    whole = path.read_bytes()
    places = range(0, len(whole), max(1, len(whole) // 400))
    damaged = [whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :] for at in places]
    for content in (*damaged, whole[:-1], whole + b"x", b"", whole[:30]):
        path.write_bytes(content)
        with pytest.raises(JobFailed, match=r"index_damaged"):
            _role(embedder_file, index)("open", identity="p1")


def test_what_is_new_is_added_and_what_is_gone_is_no_longer_found(embedder_file: Path, index: Path) -> None:
    ask = _role(embedder_file, index)
    _build(ask)
    newest = 100 + len(SENTENCES)
    assert ask("add", identity="p1", items=[[newest, "ganz neu: kontakt"]]) == {"added": 1}
    assert ask("add", identity="p1", items=[[newest, "ganz neu: kontakt"]]) == {"added": 0}  # tried twice by a retry
    assert ask("remove", identity="p1", ids=[101, 99_999]) == {"removed": 1}
    ask("commit", identity="p1", newest=newest, removals=2)
    for role in (ask, _role(embedder_file, index)):
        role("open", identity="p1")
        found = {hit[0] for hit in role("query", text="rechnung kontakt", limit=200)["hits"]}
        assert newest in found
        assert 101 not in found


def test_a_build_that_was_cut_off_goes_on_from_its_checkpoint(
    embedder_file: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CHECKPOINT_PASSAGES", 5)
    ask = _role(embedder_file, index)
    ask("begin", identity="p1")
    ask("add", identity="p1", items=[[i + 1, text] for i, text in enumerate(SENTENCES[:5])])
    again = _role(embedder_file, index)  # the process died here
    assert again("open", identity="p1") == {"count": 5, "newest": 5, "removals": 0, "complete": False}
    again("add", identity="p1", items=[[i + 1, text] for i, text in enumerate(SENTENCES)])
    assert again("commit", identity="p1", newest=len(SENTENCES), removals=0)["count"] == len(SENTENCES)
    assert [path.name for path in index.parent.iterdir()] == [_cache(index).name]


def test_a_large_knowledge_base_gets_lists_and_finds_what_comparing_every_vector_finds(
    embedder_file: Path, index: Path
) -> None:
    rng = random.Random(7)
    texts = [" ".join(rng.choice(SENTENCES).split()[:3] + rng.choice(SENTENCES).split()[-3:]) for _ in range(1500)]
    ask, exact = _role(embedder_file, index), _role(embedder_file, index.with_name("exact.vectors"))
    ask("begin", identity="p1")
    for start in range(0, 1000, 200):
        ask("train", texts=texts[start : start + 200], expected=len(texts))
    ask("train", texts=[], expected=len(texts))
    exact("begin", identity="p1")
    for start in range(0, len(texts), 250):
        items = [[start + i + 1, text] for i, text in enumerate(texts[start : start + 250])]
        for role in (ask, exact):
            role("add", identity="p1", items=items)
    assert exact("commit", identity="p1", newest=len(texts), removals=0)["kind"] == "exact"
    assert ask("commit", identity="p1", newest=len(texts), removals=0)["kind"] == "listed"
    again = _role(embedder_file, index)
    assert again("open", identity="p1")["count"] == len(texts)
    share = 0.0
    for text in texts[:60]:
        truth = {round(hit[1], 2) for hit in exact("query", text=text, limit=10)["hits"]}
        found = {round(hit[1], 2) for hit in again("query", text=text, limit=10)["hits"]}
        share += len(truth & found) / len(truth) / 60
    assert share >= 0.95
    again("remove", identity="p1", ids=list(range(1, 1400)))
    assert {hit[0] for hit in again("query", text=texts[0], limit=200)["hits"]} <= set(range(1400, 1501))


def test_an_exact_index_that_has_grown_too_large_gets_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_index, "EXACT_UP_TO", 200)
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(1000, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = vector_index.ExactIndex(16)
    index.add(np.arange(1000, dtype=np.int64), vectors)
    grown = vector_index.settled(index)
    assert isinstance(grown, vector_index.ListedIndex)
    again = vector_index.load(grown.kind, 16, grown.sections())
    for number in range(0, 1000, 97):
        assert again.search(vectors[number : number + 1], 1).ids[0] == number


@pytest.mark.parametrize("change", ["sizes", "ids", "codes", "centres", "scale", "probes"])
def test_sections_that_do_not_fit_together_are_no_index(change: str) -> None:
    vectors = np.random.default_rng(3).normal(size=(800, 16)).astype(np.float32)
    index = vector_index.ListedIndex.trained(16, vectors, 800)
    index.add(np.arange(800, dtype=np.int64), vectors)
    sections = index.sections()
    assert len(vector_index.load("listed", 16, sections)) == 800
    for broken in (sections[change][:-1], sections[change] * 0 - 1):
        if change in ("ids", "codes", "centres", "scale") and broken.shape == sections[change].shape:
            continue  # other numbers of the right size are caught by the checksum of the file
        with pytest.raises(vector_index.UnsoundSections):
            vector_index.load("listed", 16, {**sections, change: broken})


def test_a_batch_of_a_build_this_process_never_began_is_refused(embedder_file: Path, index: Path) -> None:
    for op, params in (
        ("add", {"items": [[1, "x"]]}),
        ("remove", {"ids": [1]}),
        ("commit", {"newest": 1, "removals": 0}),
    ):
        with pytest.raises(JobFailed, match="build_unknown"):
            _role(embedder_file, index)(op, identity="p1", **params)


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
    sections = {"ids": np.array([1]), "vectors": np.ones((1, 4), dtype=np.float32)}
    old = index_file.IndexContent(index_file.State("a", 1, 0, True), "e", 4, "exact", sections)
    index_file.write(path, old)
    monkeypatch.setattr(index_file.os, "fsync", _no_space)
    with pytest.raises(OSError, match="full"):
        index_file.write(path, replace(old, embedder="f"))
    assert index_file.read(path).embedder == "e"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def _no_space(_descriptor: int) -> None:
    raise OSError(28, "full")
