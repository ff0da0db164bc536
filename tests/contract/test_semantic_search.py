"""What every semantic search promises: the fake of the tests, and a real worker process with a very small embedder."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from lotse.domain.errors import NoAnswer, WorkerProblem
from lotse.domain.knowledge import ArticleId, Passage, PassageId
from lotse.inference.search import WorkerSearch
from lotse.inference.supervisor import Supervisor
from lotse.services.ports import PassageRecord, SemanticSearch
from lotse.wire.protocol import Settings
from tests.fakes.embedder_file import SENTENCES, write_tiny_embedder
from tests.fakes.semantic import FakeSemantic

Scenario = Callable[[SemanticSearch], Awaitable[None]]
Run = Callable[[Scenario], None]


class _Events:
    def publish(self, event: object) -> None: ...


def _supervisor(embedder: Path, index: Path) -> Supervisor:
    values = {"embedder": str(embedder), "index": str(index)}
    return Supervisor("search", settings=Settings(values=values), events=_Events())


@pytest.fixture(scope="module")
def embedder_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_embedder(tmp_path_factory.mktemp("Modell Müßig") / "tiny.npz")


@pytest.fixture(params=["fake", "worker"])
def run(request: pytest.FixtureRequest, tmp_path: Path, embedder_file: Path) -> Run:
    async def play(scenario: Scenario) -> None:
        search: SemanticSearch
        if request.param == "fake":
            search = FakeSemantic()
        else:
            search = WorkerSearch(_supervisor(embedder_file, tmp_path / "Müßig" / "index.vectors"))
        try:
            await scenario(search)
        finally:
            await search.close()

    return lambda scenario: asyncio.run(play(scenario))


def _record(n: int, text: str) -> PassageRecord:
    passage = Passage(PassageId(n), ArticleId(f"a{n}"), (), text)
    return PassageRecord(passage, title="", lang="de", valid_from=None, valid_to=None, content_hash=str(n))


PASSAGES = [_record(n, text) for n, text in enumerate(SENTENCES, 7)]


def test_prepared_passages_are_found_and_the_index_follows_them(run: Run) -> None:
    async def scenario(search: SemanticSearch) -> None:
        with pytest.raises(NoAnswer, match="index_not_ready"):
            await search.search("rechnung", limit=3)
        seen: list[tuple[int, int]] = []
        await search.prepare(PASSAGES, "one", lambda done, total: seen.append((done, total)))
        assert seen[-1] == (len(PASSAGES), len(PASSAGES))
        hits = await search.search(SENTENCES[4], limit=3)
        assert hits[0].passage_id == 11
        assert hits[0].score == pytest.approx(1, abs=1e-4)
        assert len(hits) == 3
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        await search.prepare(PASSAGES[:2], "two")
        assert {hit.passage_id for hit in await search.search("rechnung", limit=9)} == {7, 8}
        await search.prepare([], "none")
        assert await search.search("rechnung", limit=3) == ()

    run(scenario)


def test_any_text_is_a_query(run: Run) -> None:
    async def scenario(search: SemanticSearch) -> None:
        await search.prepare(PASSAGES, "one")
        for query in ('"', "a" * 30_000, "\0 \n", "漢字", "NEAR(x)"):
            assert len(await search.search(query, limit=2)) <= 2

    run(scenario)


def test_the_index_is_opened_again_after_the_worker_was_lost(embedder_file: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        supervisor = _supervisor(embedder_file, tmp_path / "index.vectors")
        search = WorkerSearch(supervisor)
        await search.prepare(PASSAGES, "one")
        await supervisor.unload()
        assert (await search.search(SENTENCES[0], limit=1))[0].passage_id == 7
        await supervisor.unload()
        (tmp_path / "index.vectors").write_bytes(b"damaged")
        with pytest.raises(NoAnswer, match="index_not_ready"):
            await search.search(SENTENCES[0], limit=1)
        await search.prepare(PASSAGES, "one")
        assert (await search.search(SENTENCES[0], limit=1))[0].passage_id == 7
        await search.close()

    asyncio.run(scenario())


def test_a_second_start_opens_the_index_without_embedding_anything(embedder_file: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        steps: list[int] = []
        for _ in range(2):
            search = WorkerSearch(_supervisor(embedder_file, tmp_path / "index.vectors"))
            steps.clear()
            await search.prepare(PASSAGES, "one", lambda done, _total: steps.append(done))
            await search.close()
        assert steps == []

    asyncio.run(scenario())


def test_without_an_embedder_it_is_a_worker_problem_with_its_reason(tmp_path: Path) -> None:
    async def scenario() -> None:
        search = WorkerSearch(_supervisor(tmp_path / "none.npz", tmp_path / "index.vectors"))
        with pytest.raises(WorkerProblem, match="embedder_missing"):
            await search.prepare(PASSAGES, "one")
        await search.close()

    asyncio.run(scenario())
