"""A site's own embedders and re-rankers: recognised, tried in processes of their own, named in the catalog, chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from lotse.domain.errors import InputProblem, LotseError
from lotse.domain.knowledge import ArticleId, Passage, PassageId
from lotse.inference import search
from lotse.inference.catalog import FileCatalog
from lotse.inference.embedding_prefixes import prefixes_of
from lotse.inference.search import WorkerSearch, search_settings
from lotse.services.ports import ModelEntry, ModelRole, PassageRecord, PassagesState
from lotse.wire.protocol import Fields, Hello
from tests.workers import tiny_bert, tiny_gguf

WORDS = "hallo hello rechnung strom".split()


def go(test: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(100):
            await test()

    asyncio.run(bounded())


@pytest.fixture
def models(tmp_path: Path) -> FileCatalog:
    return FileCatalog(shipped=tmp_path / "none", home=tmp_path / "Heim ß" / "models")


async def refused(models: FileCatalog, path: Path, role: ModelRole | None = None) -> str:
    with pytest.raises(LotseError) as caught:
        await models.add(path, role)
    assert caught.value.params.get("file") == path.name
    assert await models.entries() == ()
    return caught.value.key


def test_an_embedder_is_imported_after_it_has_made_vectors(models: FileCatalog, tmp_path: Path) -> None:
    async def test() -> None:
        added = await models.add(tiny_bert.write(tmp_path / "Fein & klein.gguf", WORDS, name="Multilingual E5 Tiny"))
        assert (added.role, added.dimension, added.context_length, added.licence) == ("embedder", 64, 64, "apache-2.0")
        assert (added.query_prefix, added.passage_prefix) == ("query: ", "passage: ")
        assert added.min_ram_bytes > added.size_bytes
        assert await models.active("embedder") == (added,)
        again = FileCatalog(shipped=tmp_path / "none", home=tmp_path / "Heim ß" / "models")  # another process
        assert await again.entries() == (added,)
        assert await again.verify(added)
        assert sorted(path.name for path in added.path.parent.iterdir()) == sorted(["catalog.toml", added.path.name])

    go(test)


def test_a_re_ranker_is_imported_after_it_has_judged(models: FileCatalog, tmp_path: Path) -> None:
    async def test() -> None:
        words = [*WORDS, tiny_bert.WANTED]
        added = await models.add(tiny_bert.write(tmp_path / "r.gguf", words, pooling="rank", name="bge reranker"))
        assert (added.role, added.dimension) == ("reranker", 0)
        assert await models.active("reranker") == (added,)
        assert await models.active("embedder") == ()
        await models.do_without("reranker")
        assert await models.active("reranker") == ()
        assert await models.entries() == (added,)
        assert await models.add(tmp_path / "r.gguf") == added
        assert await models.active("reranker") == (added,)

    go(test)


def test_a_role_is_given_back_in_a_home_that_has_imported_nothing(models: FileCatalog, tmp_path: Path) -> None:
    async def test() -> None:
        await models.do_without("embedder")
        assert await models.active("embedder") == ()
        assert await models.entries() == ()

    go(test)


def test_a_file_for_another_role_is_refused_in_one_sentence_and_nothing_is_kept(
    models: FileCatalog, tmp_path: Path
) -> None:
    async def test() -> None:
        chat = tiny_gguf.write(tmp_path / "chat.gguf", chat_template=tiny_gguf.CHAT_TEMPLATE)
        embedder = tiny_bert.write(tmp_path / "embedder.gguf", WORDS)
        reranker = tiny_bert.write(tmp_path / "reranker.gguf", [*WORDS, tiny_bert.WANTED], pooling="rank")
        assert await refused(models, chat, "embedder") == "model_is_llm"
        assert await refused(models, embedder, "llm") == "model_is_embedder"
        assert await refused(models, embedder, "reranker") == "model_is_embedder"
        assert await refused(models, reranker, "embedder") == "model_is_reranker"
        added = await models.add(embedder, "embedder")
        with pytest.raises(InputProblem, match="model_is_embedder"):
            await models.add(embedder, "llm")
        assert await models.entries() == (added,)

    go(test)


def test_search_models_that_can_not_work_are_refused_with_their_reason(models: FileCatalog, tmp_path: Path) -> None:
    async def test() -> None:
        whole = tiny_bert.write(tmp_path / "whole.gguf", WORDS).read_bytes()
        (tmp_path / "half.gguf").write_bytes(whole[: len(whole) // 2])
        assert await refused(models, tmp_path / "half.gguf") == "model_damaged"
        unpooled = tiny_bert.write(tmp_path / "unpooled.gguf", WORDS, pooling="")
        assert await refused(models, unpooled) == "model_without_pooling"
        (tmp_path / "wide.gguf").write_bytes(
            whole.replace(b"bert.embedding_length\x04\0\0\0\x40", b"bert.embedding_length\x04\0\0\0\x41")
        )
        assert await refused(models, tmp_path / "wide.gguf") == "model_damaged"

    go(test)


def test_the_choice_of_the_site_survives_and_going_back_costs_no_import(models: FileCatalog, tmp_path: Path) -> None:
    async def test() -> None:
        first = await models.add(tiny_bert.write(tmp_path / "1.gguf", WORDS, name="one"))
        second = await models.add(tiny_bert.write(tmp_path / "2.gguf", WORDS, name="two", seed=8))
        assert await models.active("embedder") == (second,)
        await models.choose(first)
        assert await models.active("embedder") == (first,)
        # What a site wrote by hand stays when another model comes.
        catalog = first.path.parent / "catalog.toml"
        catalog.write_text(catalog.read_text("utf-8").replace('query_prefix = ""', 'query_prefix = "Frage: "'), "utf-8")
        await models.add(tiny_bert.write(tmp_path / "3.gguf", WORDS, name="three", seed=9))
        kept = {entry.id: entry.query_prefix for entry in await models.entries()}
        assert (kept[first.id], kept[second.id]) == ("Frage: ", "Frage: ")

    go(test)


@pytest.mark.parametrize(
    ("name", "architecture", "query", "passage"),
    [
        ("Multilingual E5 Base", "bert", "query: ", "passage: "),
        ("multilingual-e5-large", "bert", "query: ", "passage: "),
        ("nomic-embed-text-v1.5", "nomic-bert", "search_query: ", "search_document: "),
        ("Nomic Embed Text V2", "nomic-bert-moe", "search_query: ", "search_document: "),
        ("Embeddinggemma 300M", "gemma-embedding", "task: search result | query: ", "title: none | text: "),
        ("snowflake-arctic-embed-m-v2.0", "bert", "query: ", ""),
        ("Bge Small En v1.5", "bert", "Represent this sentence for searching relevant passages: ", ""),
        ("mxbai-embed-large-v1", "bert", "Represent this sentence for searching relevant passages: ", ""),
        ("deepset mxbai embed de large v1", "bert", "query: ", "passage: "),
        ("bge-m3", "bert", "", ""),
        ("Paraphrase Multilingual MiniLM L12 v2", "bert", "", ""),
        ("jina-embeddings-v2-base-de", "jina-bert-v2", "", ""),
        ("", "modern-bert", "", ""),
    ],
)
def test_families_get_what_their_cards_ask_for(name: str, architecture: str, query: str, passage: str) -> None:
    assert prefixes_of(name, architecture) == (query, passage)


def test_instructed_families_get_an_instruction_before_questions_only() -> None:
    for name, architecture in (("Qwen3 Embedding 0.6B", "qwen3"), ("multilingual-e5-large-instruct", "bert")):
        query, passage = prefixes_of(name, architecture)
        assert query.startswith("Instruct: ")
        assert query.rstrip().endswith("Query:")
        assert passage == ""


def test_the_worker_has_room_for_the_models_size_and_for_the_width_of_its_vectors(tmp_path: Path) -> None:
    def room(size: int, dimension: int) -> int:
        entry = ModelEntry("e", "embedder", tmp_path / "e.gguf", "", size, "", (), dimension=dimension)
        return search_settings(entry, tmp_path / "index").memory_bytes or 0

    assert room(1 << 30, 768) - room(0, 768) >= 1 << 30
    assert room(0, 4096) - room(0, 768) >= 3_000_000 * (4096 - 768)
    starter = ModelEntry("s", "embedder", tmp_path / "s.npz", "", 8 << 20, "", ())
    assert search_settings(starter, tmp_path / "index").memory_bytes == 2 << 30
    assert search_settings(None, tmp_path / "index").values["embedder"] == ""


# --- how fast passages are given to an embedder ----------------------------------------------------------------------


class SlowSupervisor:
    """Takes `a_passage_s` for each passage; `batches` are their numbers."""

    hello = Hello(1, "search", {"sample": 100})

    def __init__(self, a_passage_s: float) -> None:
        self.a_passage_s = a_passage_s
        self.batches: list[int] = []

    async def call(self, op: str, params: Fields, **named: object) -> Fields:
        if op == "open":
            return {"newest": 0, "removals": 0, "complete": False}
        if op == "add":
            items = params["items"]
            assert isinstance(items, list)
            self.batches.append(len(items))
            await asyncio.sleep(self.a_passage_s * len(items))
        return {}


class Passages:
    def __init__(self, count: int) -> None:
        self.count = count

    async def state(self) -> PassagesState:
        return PassagesState("k", self.count, 0, self.count)

    async def passages_after(self, after: PassageId, limit: int) -> tuple[PassageRecord, ...]:
        ids = range(int(after) + 1, min(int(after) + limit, self.count) + 1)
        return tuple(
            PassageRecord(Passage(PassageId(n), ArticleId("a"), (), "text"), "t", "de", None, None, "") for n in ids
        )

    async def removed_after(self, removals: int, limit: int) -> tuple[PassageId, ...]:
        return ()


@pytest.mark.parametrize(("a_passage_s", "count", "last"), [(0.0, 2000, search.BATCH), (0.05, 40, 2)])
def test_a_query_waits_for_a_short_batch_whatever_the_embedders_speed(
    a_passage_s: float, count: int, last: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "BATCH_S", 0.08)
    supervisor = SlowSupervisor(a_passage_s)
    asyncio.run(WorkerSearch(supervisor).prepare(Passages(count)))  # type: ignore[arg-type]
    assert sum(supervisor.batches) == count
    assert supervisor.batches[0] == search.FIRST_BATCH
    settled = supervisor.batches[-2]
    assert settled == last if a_passage_s == 0 else settled <= 2 * last
