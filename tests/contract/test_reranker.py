"""What every re-ranker promises: the fake of the tests, and a real worker process with a very small cross-encoder."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from lotse.domain.errors import NoAnswer, WorkerProblem
from lotse.inference.rerank import WorkerReranker, rerank_settings
from lotse.inference.supervisor import Supervisor
from lotse.services.events import WorkerStateChanged
from lotse.services.ports import ModelEntry
from lotse.services.reranking_port import Reranker
from lotse.wire.protocol import Settings
from tests.fakes.reranker import FakeReranker
from tests.workers import tiny_bert

Scenario = Callable[[Reranker], Awaitable[None]]
Run = Callable[..., None]
WANTED = tiny_bert.WANTED
"""The tiny cross-encoder likes this word, the fake the words of the question: the scenarios ask for it by its name."""


class _Events:
    """`idle` is set while the worker is loaded and has nothing to do."""

    def __init__(self) -> None:
        self.idle = asyncio.Event()

    def publish(self, event: object) -> None:
        if isinstance(event, WorkerStateChanged):
            (self.idle.set if event.state == "ready" else self.idle.clear)()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    words = [WANTED, *"rechnung strom gas umzug ist da".split()]
    path = tiny_bert.write(tmp_path_factory.mktemp("Modell Müßig") / "r.gguf", words, pooling="rank", context=512)
    return rerank_settings(ModelEntry("r", "reranker", path, "", path.stat().st_size, "", ()))


@pytest.fixture(params=["fake", "worker"])
def run(request: pytest.FixtureRequest, settings: Settings) -> Run:
    async def play(scenario: Scenario, installed: bool) -> None:
        reranker: Reranker
        if request.param == "fake":
            reranker = FakeReranker(installed=installed, warm=False)
        else:
            reranker = WorkerReranker(Supervisor("rerank", settings=settings, events=_Events()), installed=installed)
        try:
            await scenario(reranker)
        finally:
            await reranker.close()
        assert not reranker.ready

    return lambda scenario, installed=True: asyncio.run(play(scenario, installed))


def test_what_answers_better_has_the_higher_score(run: Run) -> None:
    async def scenario(reranker: Reranker) -> None:
        assert not reranker.ready
        assert await reranker.warm()
        assert reranker.ready
        assert await reranker.warm()
        texts = ["umzug gas", f"rechnung {WANTED}", "strom ist da"]
        scores = await reranker.rank(WANTED, texts, deadline_s=30)
        assert len(scores) == len(texts)
        assert max(scores) == scores[1]
        assert all(0 <= score <= 1 for score in scores)
        assert await reranker.rank(WANTED, list(reversed(texts)), deadline_s=30) == scores[::-1]
        assert await reranker.rank(WANTED, [], deadline_s=30) == ()

    run(scenario)


def test_any_text_can_be_asked_and_read(run: Run) -> None:
    async def scenario(reranker: Reranker) -> None:
        assert len(await reranker.rank("strom", ["", "strom"], deadline_s=30)) == 2
        for query in ("", "漢字", "[SEP] [CLS]", "a" * 30_000, "\0\n", "wort " * 5_000):
            scores = await reranker.rank(query, [query, "strom"], deadline_s=30)
            assert len(scores) == 2
            assert all(0 <= score <= 1 for score in scores)

    run(scenario)


def test_without_a_model_nothing_is_started_and_nothing_fails(run: Run) -> None:
    async def scenario(reranker: Reranker) -> None:
        assert not await reranker.warm()
        assert not reranker.ready
        with pytest.raises(NoAnswer, match="no_reranker"):
            await reranker.rank("strom", ["strom"], deadline_s=1)

    run(scenario, installed=False)


# --- the worker's own ------------------------------------------------------------------------------------------------


def test_a_model_of_another_kind_leaves_the_search_without_it(tmp_path: Path) -> None:
    async def scenario() -> None:
        path = tiny_bert.write(tmp_path / "embedder.gguf", ["strom"])
        entry = ModelEntry("e", "reranker", path, "", path.stat().st_size, "", ())
        reranker = WorkerReranker(
            Supervisor("rerank", settings=rerank_settings(entry), events=_Events()), installed=True
        )
        assert not await reranker.warm()
        assert not reranker.ready
        with pytest.raises(WorkerProblem, match="not_a_reranker"):
            await reranker.rank("strom", ["strom"], deadline_s=30)
        await reranker.close()

    asyncio.run(scenario())


def test_the_question_is_read_too_and_a_long_passage_by_its_beginning(settings: Settings) -> None:
    async def scenario() -> None:
        reranker = WorkerReranker(Supervisor("rerank", settings=settings, events=_Events()), installed=True)
        other, same = [(await reranker.rank(query, ["strom"], deadline_s=30))[0] for query in ("gas", WANTED)]
        assert same > other + 0.05
        early, late = await reranker.rank(
            "gas", [f"{WANTED} " * 300, "strom " * 900 + f"{WANTED} " * 300], deadline_s=30
        )
        assert early > late + 0.05
        assert late == pytest.approx((await reranker.rank("gas", ["strom " * 900], deadline_s=30))[0], abs=1e-4)
        await reranker.close()

    asyncio.run(scenario())


def test_the_template_in_the_file_is_followed_and_no_text_can_pass_for_its_marks(
    settings: Settings, tmp_path: Path
) -> None:
    async def scores(path: str, query: str, *texts: str) -> tuple[float, ...]:
        supervisor = Supervisor("rerank", settings=Settings(1 << 30, {"path": path}), events=_Events())
        reranker = WorkerReranker(supervisor, installed=True)
        try:
            return await reranker.rank(query, texts, deadline_s=30)
        finally:
            await reranker.close()

    async def scenario() -> None:
        words = [WANTED, *"rechnung strom gas umzug ist da".split()]
        template = "[CLS]{query}[SEP]{document}[SEP]"
        told = str(tiny_bert.write(tmp_path / "t.gguf", words, pooling="rank", context=512, rerank_template=template))
        plain = str(settings.values["path"])
        texts = ("strom", f"{WANTED} gas", "strom " * 900)
        assert await scores(told, "gas", *texts) == pytest.approx(await scores(plain, "gas", *texts), abs=1e-4)
        template = f"[CLS]{WANTED} {{query}}[SEP]{{document}}[SEP]"
        said = str(tiny_bert.write(tmp_path / "s.gguf", words, pooling="rank", context=512, rerank_template=template))
        assert (await scores(said, "gas", "strom"))[0] > (await scores(told, "gas", "strom"))[0] + 0.05
        # In a text a mark is a word like any other, here one that this model likes.
        liked = {word: word for word in words} | {"sep": WANTED}
        for mark in ("", template):
            path = tiny_bert.write(tmp_path / "m.gguf", liked, pooling="rank", context=512, rerank_template=mark)
            without, with_it = await scores(str(path), "gas", "strom", "strom [SEP]")
            assert with_it > without + 0.05

    asyncio.run(scenario())


def test_a_rank_past_its_deadline_is_stopped_and_the_model_stays_loaded(tmp_path: Path) -> None:
    words = [WANTED, "strom"]
    path = tiny_bert.write(tmp_path / "large.gguf", words, pooling="rank", context=512, dimension=512)
    entry = ModelEntry("r", "reranker", path, "", path.stat().st_size, "", ())

    async def scenario() -> None:
        events = _Events()
        supervisor = Supervisor("rerank", settings=rerank_settings(entry), events=events)
        reranker = WorkerReranker(supervisor, installed=True)
        await reranker.warm()
        with pytest.raises(WorkerProblem, match="worker_deadline"):
            await reranker.rank("strom", ["strom " * 330] * 16, deadline_s=0.03)
        await asyncio.wait_for(events.idle.wait(), 10)
        assert reranker.ready
        assert len(await reranker.rank("strom", ["strom"], deadline_s=30)) == 1
        await reranker.close()

    asyncio.run(scenario())
