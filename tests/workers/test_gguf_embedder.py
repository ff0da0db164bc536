"""An embedding model that a site imports searches as the starter's does: by meaning, bounded, cancellable, on one scale.

Tiny BERT files whose answers are known stand in for real ones; llama.cpp runs them, in real workers.
"""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import Coroutine, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from lotse import paths
from lotse.domain.errors import WorkerProblem
from lotse.inference.supervisor import Supervisor, Timings
from lotse.services.events import WorkerStateChanged
from lotse.wire.protocol import Settings
from lotse.workers import cosine_scale, gguf_file, llama, machine, search
from lotse.workers.cosine_scale import PAIRS, CosineScale
from lotse.workers.embedding import StaticEmbedder, Vectors, never
from lotse.workers.gguf_embedding import GgufEmbedder
from lotse.workers.handler import Cancelled, JobCancelled, JobFailed
from lotse.workers.pooled import PooledModel
from tests.fakes.embedder_file import SENTENCES, write_tiny_embedder
from tests.workers import tiny_bert, tiny_gguf

T = TypeVar("T")
MEANINGS = {
    **dict.fromkeys(("rechnung", "invoice", "bill"), "invoice"),
    **dict.fromkeys(("strom", "electricity"), "electricity"),
    **dict.fromkeys(("umzug", "moving"), "moving"),
    **{word: word for word in "gas wasser vertrag zahlung hoch melden zu".split()},
}


class _Emit:
    def chunk(self, text: str) -> None: ...
    def progress(self, done: int, total: int) -> None: ...
    def log(self, event: str, **params: object) -> None: ...


class Worker:
    """One supervised search worker."""

    def __init__(self, **values: object) -> None:
        self._runner = asyncio.Runner()
        self.events: list[object] = []
        self.supervisor = self.do(
            self._make({name: str(v) if isinstance(v, Path) else v for name, v in values.items()})
        )

    async def _make(self, values: dict[str, object]) -> Supervisor:
        timings = Timings(start_s=60, ping_every_s=0.5, grace_s=2.0)
        return Supervisor("search", settings=Settings(2 << 30, values), events=self, timings=timings)

    def publish(self, event: object) -> None:
        self.events.append(event)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(asyncio.wait_for(work, 90))

    def ask(self, op: str, *, deadline_s: float | None = None, **params: object) -> dict[str, Any]:
        return dict(self.do(self.supervisor.call(op, params, deadline_s=deadline_s)))

    def vectors(self, *texts: str) -> Vectors:
        answer = self.ask("embed", texts=list(texts))
        return np.frombuffer(base64.b64decode(answer["vectors"]), "<f4").reshape(len(texts), answer["dimension"])

    def build(self, *texts: str) -> None:
        self.ask("begin", identity="k")
        self.ask("add", identity="k", items=[[n, text] for n, text in enumerate(texts)][1:])
        self.ask("add", identity="k", items=[[len(texts), texts[0]]])
        self.ask("commit", identity="k", newest=len(texts), removals=0)

    def found(self, text: str, limit: int = 10) -> dict[int, float]:
        return {int(id_): float(score) for id_, score in self.ask("query", text=text, limit=limit)["hits"]}

    def refuses(self) -> tuple[str, dict[str, object]]:
        with pytest.raises(WorkerProblem) as caught:
            self.ask("embed", texts=["x"])
        return caught.value.key, dict(caught.value.params)

    def close(self) -> None:
        self.do(self.supervisor.close())
        self._runner.close()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_bert.write(tmp_path_factory.mktemp("Modelle für Müller") / "klein ß.gguf", MEANINGS)


@pytest.fixture(scope="module")
def worker(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    made = Worker(embedder=model, index=tmp_path_factory.mktemp("index") / "knowledge.index")
    made.vectors("warm")  # before the guard of each test looks which threads there are
    yield made
    made.close()


# --- vectors ---------------------------------------------------------------------------------------------------------


def test_texts_of_one_meaning_are_near_whatever_their_words(worker: Worker) -> None:
    bill, invoice, moving = worker.vectors("bill zu hoch", "Rechnung zu HOCH", "umzug melden")
    assert bill @ invoice == pytest.approx(1, abs=1e-4)
    assert bill @ moving < 0.5
    assert np.linalg.norm(worker.vectors(*MEANINGS), axis=1) == pytest.approx(1, abs=1e-4)


def test_a_text_has_the_same_vector_alone_and_in_company_and_an_unknown_one_has_none(worker: Worker) -> None:
    together = worker.vectors("gas", "", "漢字", "strom gas")
    assert np.allclose(together[3], worker.vectors("strom gas")[0], atol=1e-6)
    assert not together[1].any()
    assert not together[2].any()


@pytest.mark.parametrize("pooling", ["cls", "last"])
def test_every_way_of_pooling_is_the_models_own(pooling: str, worker: Worker, tmp_path: Path) -> None:
    embedder = GgufEmbedder({"embedder": str(tiny_bert.write(tmp_path / "m.gguf", MEANINGS, pooling=pooling))})
    mean = worker.vectors("strom gas")[0]
    pooled = embedder.encode(["strom gas"])[0]
    assert np.linalg.norm(pooled) == pytest.approx(1, abs=1e-4)
    assert mean @ pooled > 0.99  # the first token of this model attends to all alike, and so does the last
    assert not np.array_equal(mean, pooled)


def test_a_model_made_for_writing_forgets_the_text_before(tmp_path: Path) -> None:
    """It keeps what it reads in a cache, as qwen3 embedders do; the next text is not a continuation."""
    embedder = GgufEmbedder({"embedder": str(tiny_gguf.write(tmp_path / "last.gguf", pooling=3))})
    first = embedder.encode(["Rechnung"])
    other = embedder.encode(["Umzug und noch viel mehr Text " * 40])
    assert np.array_equal(first, embedder.encode(["Rechnung"]))
    assert not np.allclose(first, other, atol=1e-3)
    assert embedder.dimension == tiny_gguf.EMBEDDING


def test_a_text_longer_than_the_model_reads_counts_with_its_beginning(worker: Worker) -> None:
    assert worker.supervisor.hello is not None
    assert worker.supervisor.hello.features["tokens"] == 64
    strom, both = worker.vectors("strom " * 62, "strom " * 62 + "gas " * 3000)
    assert strom @ both == pytest.approx(1, abs=1e-4)
    assert strom @ worker.vectors("strom " * 20 + "gas " * 20)[0] < 0.9


def test_questions_and_passages_get_what_the_model_wants_before_them(model: Path, tmp_path: Path) -> None:
    plain = GgufEmbedder({"embedder": str(model)})
    told = GgufEmbedder({"embedder": str(model), "query_prefix": "gas ", "passage_prefix": "wasser "})
    assert np.allclose(told.encode_queries(["strom"]), plain.encode(["gas strom"]), atol=1e-6)
    assert np.allclose(told.encode(["strom"]), plain.encode(["wasser strom"]), atol=1e-6)
    assert not told.encode_queries([""]).any()
    assert told.fingerprint != plain.fingerprint


def test_fewer_numbers_can_be_kept_and_have_length_one(model: Path) -> None:
    whole, cut = GgufEmbedder({"embedder": str(model)}), GgufEmbedder({"embedder": str(model), "dimension": 16})
    assert (whole.dimension, cut.dimension) == (64, 16)
    assert np.linalg.norm(cut.encode(["strom gas"])) == pytest.approx(1, abs=1e-4)
    start = whole.encode(["strom gas"])[0][:16]
    assert np.allclose(cut.encode(["strom gas"])[0], start / np.linalg.norm(start), atol=1e-5)
    assert whole.fingerprint != cut.fingerprint


def test_the_hash_of_the_catalog_spares_reading_the_file(model: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gguf"
    copy.write_bytes(model.read_bytes())
    read = GgufEmbedder({"embedder": str(copy)}).fingerprint
    assert read == GgufEmbedder({"embedder": str(model)}).fingerprint
    named = GgufEmbedder({"embedder": str(model), "embedder_sha256": "0" * 64}).fingerprint
    assert named != read


# --- what can not be used --------------------------------------------------------------------------------------------


def test_files_that_are_no_embedders_are_refused_with_their_reason(model: Path, tmp_path: Path) -> None:
    whole = model.read_bytes()
    (tmp_path / "half.gguf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.gguf").write_bytes(b"Sehr geehrte Damen und Herren")
    tiny_gguf.write(tmp_path / "chat.gguf", chat_template=tiny_gguf.CHAT_TEMPLATE)
    tiny_bert.write(tmp_path / "rank.gguf", [tiny_bert.WANTED], pooling="rank")
    tiny_bert.write(tmp_path / "unpooled.gguf", MEANINGS, pooling="")
    for name, key in {
        "half.gguf": "model_damaged",
        "text.gguf": "not_a_model",
        "chat.gguf": "not_an_embedder",
        "rank.gguf": "not_an_embedder",
        "unpooled.gguf": "not_an_embedder",
        "none.gguf": "model_missing",
    }.items():
        made = Worker(embedder=tmp_path / name, index=tmp_path / "index")
        try:
            assert (name, made.refuses()) == (name, (key, {"file": name}))
            assert made.supervisor.state == "fallback"
        finally:
            made.close()


def test_bytes_flipped_anywhere_never_make_a_vector_that_is_no_number(model: Path, tmp_path: Path) -> None:
    """In the weights, where llama.cpp checks nothing: the vector may be another one, never infinite or undefined."""
    whole, path = bytearray(model.read_bytes()), tmp_path / "flipped.gguf"
    codes = set()
    for place in range(len(whole) - 60_000, len(whole), 1801):
        flipped = whole.copy()
        flipped[place - 1 : place + 1] = b"\xff\x7f"
        path.write_bytes(flipped)
        codes.add(_outcome(path))
    assert codes == {"finite", "embedding_failed"}


def _outcome(path: Path) -> str:
    try:
        vectors = GgufEmbedder({"embedder": str(path)}).encode(["strom gas umzug"])
    except JobFailed as failed:
        return failed.code
    return "finite" if np.isfinite(vectors).all() else "not a number"


def test_too_little_memory_is_said_before_anything_is_loaded(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "available_bytes", lambda: 100 << 20)
    with pytest.raises(JobFailed, match="too_little_memory"):
        GgufEmbedder({"embedder": str(model)})
    monkeypatch.setattr(machine, "missing_cpu_features", lambda: ("avx2",))
    with pytest.raises(JobFailed, match="cpu_too_old"):
        GgufEmbedder({"embedder": str(model)})


def test_vectors_wider_than_an_index_takes_are_refused(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotse.workers.gguf_embedding.MAX_DIMENSION", 63)
    with pytest.raises(JobFailed, match="embedder_too_wide"):
        GgufEmbedder({"embedder": str(model)})
    assert GgufEmbedder({"embedder": str(model), "dimension": 32}).dimension == 32


# --- cancelling ------------------------------------------------------------------------------------------------------


def test_a_batch_that_takes_too_long_is_stopped_and_the_worker_lives_on(tmp_path: Path) -> None:
    large = tiny_bert.write(tmp_path / "large.gguf", MEANINGS, dimension=512, context=512)
    made = Worker(embedder=large, index=tmp_path / "index")
    try:
        made.vectors("warm")
        with pytest.raises(WorkerProblem, match="worker_deadline"):
            made.ask("embed", texts=["strom gas " * 300] * 256, deadline_s=0.1)
        assert made.vectors("gas").any()
        states = [event.state for event in made.events if isinstance(event, WorkerStateChanged)]
        assert states.count("starting") == 1
    finally:
        made.close()


def test_a_cancel_is_heard_within_a_text(model: Path) -> None:
    llama.start()
    pooled = PooledModel(model, "embedder")
    tokens = pooled.model.tokens("strom gas", begin=True, special=False)
    asked = 0

    def in_the_middle() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    before = pooled.row(tokens, never)
    with pytest.raises(JobCancelled):
        pooled.row(tokens, in_the_middle)
    assert asked > 2
    assert pooled.row(tokens, never) == before
    pooled.close()


# --- the index and its scale -----------------------------------------------------------------------------------------


def words_of(*texts: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\w+", " ".join(texts).lower())))


PASSAGES = [passage for _, passage in PAIRS]


def test_what_is_near_is_found_and_cosines_stand_where_the_starters_would(tmp_path: Path) -> None:
    """All vectors of this model are alike, as e5's are: unscaled, anything would pass for an answer."""
    vocabulary = words_of(*(text for pair in PAIRS for text in pair))
    path = tiny_bert.write(tmp_path / "alike.gguf", vocabulary, dimension=128, context=512, common=1.5)
    alike = GgufEmbedder({"embedder": str(path)})
    raw = alike.encode_queries([question for question, _ in PAIRS]) @ alike.encode(PASSAGES).T
    assert raw.min() > 0.6
    index = tmp_path / "index"
    made = Worker(embedder=path, index=index)
    try:
        made.build(PASSAGES[-1], *PASSAGES)
        scores = made.found(PAIRS[0][0], limit=99)
        assert np.median(list(scores.values())) < 0.2
        again = Worker(embedder=path, index=index)
        try:
            assert again.ask("open", identity="k")["complete"]
            assert again.found(PAIRS[0][0], limit=99) == scores
        finally:
            again.close()
        unscaled = {id_: float(raw[0][id_ - 1]) for id_ in scores if id_ <= len(PASSAGES)}
        assert sorted(unscaled, key=lambda id_: -unscaled[id_]) == [id_ for id_ in scores if id_ <= len(PASSAGES)]
    finally:
        made.close()


def test_the_starters_marks_are_those_of_the_starter_that_ships() -> None:
    file = paths.models() / "lotse-embed" / "lotse-embed.npz"
    if not file.exists():
        pytest.skip("the starter embedder is not in this checkout")
    found = cosine_scale.measured(StaticEmbedder(file))
    assert found is not None
    assert found.unrelated == pytest.approx(cosine_scale.STARTER_UNRELATED, abs=0.02)
    assert found.answered == pytest.approx(cosine_scale.STARTER_ANSWERED, abs=0.05)


class Crowded:
    """The starter embedder with one direction added to all it makes: its cosines are all above .7, as those of e5."""

    def __init__(self, inner: StaticEmbedder) -> None:
        self._inner = inner
        self.dimension, self.fingerprint = inner.dimension + 1, "crowded"

    def encode(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        vectors = np.pad(self._inner.encode(texts), ((0, 0), (0, 1)), constant_values=1.8)
        crowded: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return crowded

    def encode_queries(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        return self.encode(texts)


def test_an_embedder_that_crowds_the_starters_vectors_gets_the_starters_cosines_back() -> None:
    file = paths.models() / "lotse-embed" / "lotse-embed.npz"
    if not file.exists():
        pytest.skip("the starter embedder is not in this checkout")
    starter = StaticEmbedder(file)
    crowded = Crowded(starter)
    scale = cosine_scale.measured(crowded)
    assert scale is not None
    articles, questions = [
        [json.loads(line) for line in (paths.resources() / "demo" / name).read_text("utf-8").splitlines()]
        for name in ("articles.jsonl", "questions.jsonl")
    ]
    texts = [f"{one['title']}\n{one['body']}"[:600] for one in articles]
    asked = [one["query"] for one in questions]
    true = starter.encode_queries(asked) @ starter.encode(texts).T
    seen = crowded.encode_queries(asked) @ crowded.encode(texts).T
    assert seen.min() > 0.7
    assert np.abs(scale.on_the_starters_scale(seen) - true).max() < 0.02


def test_a_scale_keeps_the_order_and_its_marks_and_gives_noise_no_surety() -> None:
    scale = CosineScale(0.72, 0.88)
    at = np.array([0.72, 0.8, 0.88, 1.0, -1.0], dtype=np.float32)
    scaled = scale.on_the_starters_scale(at)
    assert scaled[0] == pytest.approx(cosine_scale.STARTER_UNRELATED, abs=1e-3)
    assert scaled[2] == pytest.approx(cosine_scale.STARTER_ANSWERED, abs=1e-3)
    assert scaled[0] < scaled[1] < scaled[2] < scaled[3] <= 1
    assert scaled[4] == -1
    blind = CosineScale(0.9, 0.9)
    assert blind.on_the_starters_scale(np.array([0.91], dtype=np.float32))[0] < 0.2
    assert CosineScale.of(scale.section()) == CosineScale(pytest.approx(0.72), pytest.approx(0.88))  # type: ignore[arg-type]
    for broken in (None, np.zeros(3), np.array([np.nan, 0.5]), np.array([0.1, 7.0])):
        assert CosineScale.of(broken) is None


def test_an_embedder_that_knows_none_of_the_texts_keeps_its_cosines(tmp_path: Path) -> None:
    foreign = GgufEmbedder({"embedder": str(tiny_bert.write(tmp_path / "m.gguf", ["qapla", "nuqneh"]))})
    assert cosine_scale.measured(foreign) is None


def test_faiss_and_llama_share_a_process(worker: Worker) -> None:
    """Both bring threads; a clash of their runtimes would end the worker or hang it."""
    worker.build(*[f"{a} {b}" for a in MEANINGS for b in MEANINGS])
    for _ in range(20):
        best = next(iter(worker.found("invoice gas")))
        assert best in range(1, len(MEANINGS) ** 2 + 1)
        worker.vectors("strom", "umzug melden")


# --- what is dear is not done twice ----------------------------------------------------------------------------------


class Dear:
    """An embedder that counts."""

    def __init__(self, inner: StaticEmbedder) -> None:
        self._inner = inner
        self.dimension, self.fingerprint = inner.dimension, inner.fingerprint
        self.made = 0

    def encode(self, texts: list[str], cancelled: Cancelled = never) -> Vectors:
        self.made += len(texts)
        return self._inner.encode(texts)

    def encode_queries(self, texts: list[str], cancelled: Cancelled = never) -> Vectors:
        return self._inner.encode(texts)


def test_the_sample_an_index_was_trained_on_is_not_embedded_again(tmp_path: Path) -> None:
    role = search.SearchRole()
    embedder = write_tiny_embedder(tmp_path / "tiny.npz")
    role.load({"embedder": str(embedder), "index": str(tmp_path / "index")})
    dear = Dear(StaticEmbedder(embedder))
    role._embedder, role._foreign, role._scale = dear, True, CosineScale(0, 1)  # type: ignore[assignment]

    def ask(op: str, **params: object) -> None:
        role.run(op, params, _Emit(), never)

    texts = [f"{sentence} {n}" for n in range(60) for sentence in SENTENCES]
    ask("begin", identity="k")
    for start in range(0, len(texts), 200):
        ask("train", texts=texts[start : start + 200], expected=len(texts))
    ask("train", texts=[], expected=len(texts))
    assert dear.made == len(texts)
    for start in range(0, len(texts), 200):
        ask("add", identity="k", items=[[start + n + 1, text] for n, text in enumerate(texts[start : start + 200])])
    ask("add", identity="k", items=[[len(texts) + 1, "neu"]])
    assert dear.made == len(texts) + 1
    ask("commit", identity="k", newest=len(texts) + 1, removals=0)
    assert dict(role.run("query", {"text": texts[7], "limit": 1}, _Emit(), never))["hits"][0][0] == 8  # type: ignore[index]


def test_a_build_by_a_slow_embedder_is_kept_as_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder, index = write_tiny_embedder(tmp_path / "tiny.npz"), tmp_path / "index.vectors"

    def begun() -> search.SearchRole:
        role = search.SearchRole()
        role.load({"embedder": str(embedder), "index": str(index)})
        return role

    role = begun()
    role.run("begin", {"identity": "k"}, _Emit(), never)
    role.run("add", {"identity": "k", "items": [[1, "eins"]]}, _Emit(), never)
    with pytest.raises(JobFailed, match="index_missing"):
        begun().run("open", {"identity": "k"}, _Emit(), never)
    monkeypatch.setattr(search, "WORTH_KEEPING_S", 0.0)
    role.run("add", {"identity": "k", "items": [[2, "zwei"]]}, _Emit(), never)
    assert begun().run("open", {"identity": "k"}, _Emit(), never)["newest"] == 2


def test_what_a_file_is_made_for_is_told_from_what_it_says(tmp_path: Path) -> None:
    llama.start()
    expected = {
        tiny_gguf.write(tmp_path / "1.gguf"): "llm",
        tiny_bert.write(tmp_path / "2.gguf", MEANINGS): "embedder",
        tiny_bert.write(tmp_path / "3.gguf", [tiny_bert.WANTED], pooling="rank"): "reranker",
        tiny_bert.write(tmp_path / "4.gguf", MEANINGS, pooling=""): "unpooled",
    }
    for path, kind in expected.items():
        model = llama.Model(str(path), vocab_only=True)
        assert gguf_file.kind(model) == kind
        model.close()
