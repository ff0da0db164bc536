"""What every semantic search promises: the fake of the tests, and a real worker process with a very small embedder."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lotse.domain.errors import NoAnswer, WorkerProblem
from lotse.domain.knowledge import ArticleId, Passage, PassageId
from lotse.inference.search import WorkerSearch
from lotse.inference.supervisor import Supervisor
from lotse.services.events import ProblemArose
from lotse.services.ports import PassageRecord, PassagesState, SemanticSearch
from lotse.wire.protocol import Settings
from lotse.workers import index_file
from tests.fakes.embedder_file import SENTENCES, write_tiny_embedder
from tests.fakes.semantic import FakeSemantic

Scenario = Callable[[SemanticSearch], Awaitable[None]]
Run = Callable[[Scenario], None]


class _Events:
    def __init__(self) -> None:
        self.problems: list[str] = []

    def publish(self, event: object) -> None:
        if isinstance(event, ProblemArose):
            self.problems.append(event.message.key)


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


def _cache(folder: Path) -> Path:
    (found,) = folder.glob("index-*.vectors")
    return found


def _record(n: int, text: str) -> PassageRecord:
    passage = Passage(PassageId(n), ArticleId(f"a{n}"), (), text)
    return PassageRecord(passage, title="", lang="de", valid_from=None, valid_to=None, content_hash=str(n))


class Source:
    """A knowledge base of these passages; what is taken away by `without` is gone."""

    def __init__(self, passages: list[PassageRecord], identity: str = "one") -> None:
        self.identity = identity
        self.kept = {record.passage.id: record for record in passages}
        self.newest = max(self.kept, default=0)
        self.gone: list[PassageId] = []

    def add(self, *passages: PassageRecord) -> None:
        self.kept |= {record.passage.id: record for record in passages}
        self.newest = max(self.kept, default=self.newest)

    def take(self, *ids: int) -> None:
        self.gone += [PassageId(id_) for id_ in ids]
        self.kept = {id_: record for id_, record in self.kept.items() if id_ not in ids}

    async def state(self) -> PassagesState:
        return PassagesState(self.identity, self.newest, len(self.gone), len(self.kept))

    async def passages_after(self, after: PassageId, limit: int) -> tuple[PassageRecord, ...]:
        return tuple(self.kept[id_] for id_ in sorted(self.kept) if id_ > after)[:limit]

    async def removed_after(self, removals: int, limit: int) -> tuple[PassageId, ...]:
        return tuple(self.gone[removals : removals + limit])

    async def some_passages(self, limit: int) -> tuple[PassageRecord, ...]:
        return tuple(self.kept.values())[:limit]


PASSAGES = [_record(n, text) for n, text in enumerate(SENTENCES, 7)]


def test_prepared_passages_are_found_and_the_index_follows_them(run: Run) -> None:
    async def scenario(search: SemanticSearch) -> None:
        with pytest.raises(NoAnswer, match="index_not_ready"):
            await search.search("rechnung", limit=3)
        seen: list[tuple[int, int]] = []
        source = Source(PASSAGES)
        await search.prepare(source, lambda done, total: seen.append((done, total)))
        assert seen[-1] == (len(PASSAGES), len(PASSAGES))
        hits = await search.search(SENTENCES[4], limit=3)
        assert hits[0].passage_id == 11
        assert hits[0].score == pytest.approx(1, abs=1e-4)
        assert len(hits) == 3
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        source.take(*(record.passage.id for record in PASSAGES[2:]))
        await search.prepare(source)
        assert {hit.passage_id for hit in await search.search("rechnung", limit=9)} == {7, 8}
        source.add(_record(900, SENTENCES[5]))
        await search.prepare(source)
        assert {hit.passage_id for hit in await search.search("rechnung", limit=9)} == {7, 8, 900}
        assert (await search.search(SENTENCES[5], limit=1))[0].passage_id == 900
        await search.prepare(Source([], "another"))
        assert await search.search("rechnung", limit=3) == ()

    run(scenario)


def test_any_text_is_a_query(run: Run) -> None:
    async def scenario(search: SemanticSearch) -> None:
        await search.prepare(Source(PASSAGES))
        for query in ('"', "a" * 30_000, "\0 \n", "漢字", "NEAR(x)"):
            assert len(await search.search(query, limit=2)) <= 2

    run(scenario)


def test_the_index_is_opened_again_after_the_worker_was_lost(embedder_file: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        supervisor = _supervisor(embedder_file, tmp_path / "index.vectors")
        search = WorkerSearch(supervisor)
        await search.prepare(Source(PASSAGES))
        await supervisor.unload()
        assert (await search.search(SENTENCES[0], limit=1))[0].passage_id == 7
        await supervisor.unload()
        _cache(tmp_path).write_bytes(b"damaged")
        with pytest.raises(NoAnswer, match="index_not_ready"):
            await search.search(SENTENCES[0], limit=1)
        await search.prepare(Source(PASSAGES))
        assert (await search.search(SENTENCES[0], limit=1))[0].passage_id == 7
        await search.close()

    asyncio.run(scenario())


@pytest.mark.parametrize(("fault", "told"), [
    ("missing", []), ("truncated", ["index_damaged"]), ("bit", ["index_damaged"]), ("dimension", ["index_stale"]),
    ("embedder", ["index_stale"]), ("identity", ["index_stale"]), ("older knowledge", ["index_stale"]),
])  # fmt: skip
def test_an_index_that_does_not_fit_is_told_once_and_made_again(
    embedder_file: Path, tmp_path: Path, fault: str, told: list[str]
) -> None:
    async def scenario() -> None:
        first = WorkerSearch(_supervisor(embedder_file, tmp_path / "index.vectors"))
        await first.prepare(Source(PASSAGES))
        await first.close()
        path = _cache(tmp_path)
        _harm(path, fault)
        events, source = _Events(), Source(PASSAGES[:3] if fault == "older knowledge" else PASSAGES)
        search = WorkerSearch(_supervisor(embedder_file, tmp_path / "index.vectors"), events)
        with pytest.raises(NoAnswer, match="index_not_ready"):
            await search.search(SENTENCES[0], limit=1)  # which is when words alone answer
        embedded: list[int] = []
        for _ in range(2):
            await search.prepare(source, lambda done, _total: embedded.append(done))
        assert (events.problems, embedded) == (told, [len(source.kept)])
        assert (await search.search(SENTENCES[0], limit=1))[0].passage_id == 7
        await search.close()

    asyncio.run(scenario())


def _harm(path: Path, fault: str) -> None:
    whole = path.read_bytes()
    content = index_file.read(path)
    match fault:
        case "missing":
            path.unlink()
        case "truncated":
            path.write_bytes(whole[: len(whole) // 2])
        case "bit":
            path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 8]) + whole[-8:])
        case "dimension":
            index_file.write(path, replace(content, dimension=content.dimension + 1))
        case "embedder":
            index_file.write(path, replace(content, embedder="another"))
        case "identity":
            index_file.write(path, replace(content, state=replace(content.state, identity="2:another")))


def test_a_restart_catches_up_with_what_came_meanwhile(embedder_file: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        source = Source(PASSAGES)
        first = WorkerSearch(_supervisor(embedder_file, tmp_path / "index.vectors"))
        await first.prepare(source)
        await first.close()
        source.take(8)
        source.add(_record(700, "ganz neu"), _record(701, "auch neu"))
        embedded: list[int] = []
        second = WorkerSearch(_supervisor(embedder_file, tmp_path / "index.vectors"))
        await second.prepare(source, lambda done, _total: embedded.append(done))
        assert embedded == [2]
        found = {hit.passage_id for hit in await second.search("rechnung", limit=200)}
        assert found == set(source.kept)
        await second.close()

    asyncio.run(scenario())


def test_an_older_copy_of_the_knowledge_base_is_indexed_anew(embedder_file: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        search = WorkerSearch(_supervisor(embedder_file, tmp_path / "index.vectors"))
        await search.prepare(Source(PASSAGES))
        await search.prepare(Source(PASSAGES[:3]))
        found = {hit.passage_id for hit in await search.search("rechnung", limit=200)}
        assert found == {7, 8, 9}
        await search.close()

    asyncio.run(scenario())


def test_a_second_start_opens_the_index_without_embedding_anything(embedder_file: Path, tmp_path: Path) -> None:
    async def scenario() -> None:
        steps: list[int] = []
        for _ in range(2):
            search = WorkerSearch(_supervisor(embedder_file, tmp_path / "index.vectors"))
            steps.clear()
            await search.prepare(Source(PASSAGES), lambda done, _total: steps.append(done))
            await search.close()
        assert steps == []

    asyncio.run(scenario())


def test_without_an_embedder_it_is_a_worker_problem_with_its_reason(tmp_path: Path) -> None:
    async def scenario() -> None:
        search = WorkerSearch(_supervisor(tmp_path / "none.npz", tmp_path / "index.vectors"))
        with pytest.raises(WorkerProblem, match="embedder_missing"):
            await search.prepare(Source(PASSAGES))
        await search.close()

    asyncio.run(scenario())
