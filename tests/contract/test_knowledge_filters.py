"""What every knowledge store promises of filters and thresholds: real ones on a file and in memory, and the fake."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest

from lotse.domain.filters import Filters, FilterValue, FilterValues
from lotse.domain.knowledge import Article, ArticleId, PassageId
from lotse.domain.thresholds import PackThreshold
from lotse.services.ports import KnowledgeSource, KnowledgeStore
from lotse.storage.knowledge import KnowledgeFile
from lotse.storage.knowledge_sources import SourcesFile
from lotse.storage.opening import open_knowledge_store, open_passing_knowledge_store
from tests.fakes.stores import FakeKnowledgeStore

Scenario = Callable[[KnowledgeStore], Awaitable[None]]
Run = Callable[[Scenario], None]

ARTICLES = (
    Article(ArticleId("alle"), "Zähler", "Für alle.", tags=("ablesung",)),
    Article(
        ArticleId("privat"), "Zähler privat", "Zu Hause.", tags=("ablesung", "Übergabe"), audience=("Privatkunden",)
    ),
    Article(ArticleId("gewerbe"), "Zähler Gewerbe", "Im Laden.", audience=("Gewerbe", "Partner")),
    Article(ArticleId("meter"), "Zähler in English", "The meter.", lang="en", valid_to=date(2025, 1, 1)),
)
TODAY = date(2026, 2, 1)


@pytest.fixture(params=["file", "memory", "fake"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    async def play(scenario: Scenario) -> None:
        store: KnowledgeStore
        if request.param == "file":
            store = await open_knowledge_store(tmp_path)
        elif request.param == "memory":
            store = await open_passing_knowledge_store()
        else:
            store = FakeKnowledgeStore()
        try:
            await store.put(ARTICLES)
            await _belongs(store, "gewerbe", "laden")
            await _came_from(store, "privat", "/wissen/a/privat.md")
            await _came_from(store, "meter", "/wissen/b.zip!/meter.md")
            await scenario(store)
        finally:
            await store.close()

    return lambda scenario: asyncio.run(play(scenario))


async def _belongs(store: KnowledgeStore, article: str, pack: str) -> None:
    if isinstance(store, FakeKnowledgeStore):
        store.packs[ArticleId(article)] = pack
    elif isinstance(store, KnowledgeFile):
        sql = "INSERT INTO pack_articles (article_id, pack) VALUES (?, ?)"
        await store.database.write(lambda connection: connection.execute(sql, (article, pack)).rowcount)


async def _came_from(store: KnowledgeStore, article: str, key: str) -> None:
    if isinstance(store, FakeKnowledgeStore):
        store.came_from[ArticleId(article)] = key
    elif isinstance(store, KnowledgeFile):
        root = key.partition("!/")[0]
        source = KnowledgeSource(key, "markdown", "1", (ArticleId(article),), root, TODAY)
        await SourcesFile(store.database).record([source])


async def _found(store: KnowledgeStore, filters: Filters) -> set[str]:
    """What words find within the filters; what is close in meaning has to be held to the same."""
    hits = await store.lexical("Zähler", limit=10, filters=filters)
    by_words = {record.passage.article_id for record in await store.records([hit.passage_id for hit in hits])}
    every = [record.passage.id for record in await store.passages_after(PassageId(0), 100)]
    assert {record.passage.article_id for record in await store.records(every, filters)} == by_words
    return {str(article_id) for article_id in by_words}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), {"alle", "privat", "gewerbe", "meter"}),
        (Filters(outdated_too=True), {"alle", "privat", "gewerbe", "meter"}),
        (Filters(langs=("de",)), {"alle", "privat", "gewerbe"}),
        (Filters(langs=("en", "fr")), {"meter"}),
        (Filters(tags=("ablesung",)), {"alle", "privat"}),
        (Filters(tags=("Übergabe",)), {"privat"}),
        (Filters(tags=("able",)), set()),
        (Filters(audiences=("Privatkunden",)), {"alle", "privat", "meter"}),
        (Filters(audiences=("Partner",)), {"alle", "gewerbe", "meter"}),
        (Filters(audiences=("niemand",)), {"alle", "meter"}),
        (Filters(packs=("laden",)), {"gewerbe"}),
        (Filters(packs=("",)), {"alle", "privat", "meter"}),
        (Filters(packs=("", "laden")), {"alle", "privat", "gewerbe", "meter"}),
        (Filters(sources=("/wissen/a",)), {"privat"}),
        (Filters(sources=("/wissen/a/privat.md",)), {"privat"}),
        (Filters(sources=("/wissen/b.zip",)), {"meter"}),
        (Filters(sources=("/wissen/a", "/wissen/b.zip")), {"privat", "meter"}),
        (Filters(sources=("/wissen/a%", "/wissen/_")), set()),
        (Filters(sources=("/wis",)), set()),
        (Filters(langs=("de",), tags=("ablesung",), audiences=("Gewerbe",)), {"alle"}),
        (Filters(tags=("' OR 1=1 --",), sources=('"',)), set()),
    ],
)
def test_a_search_is_kept_to_what_meets_every_filter(run: Run, filters: Filters, found: set[str]) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        assert await _found(store, filters) == found

    run(scenario)


def test_what_can_be_filtered_by_is_counted(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        found = await store.filter_values(TODAY)
        assert found.sources == (FilterValue("/wissen/a/privat.md", 1), FilterValue("/wissen/b.zip", 1))
        assert (found.langs, found.audiences, found.tags, found.packs, found.outdated) == (
            (FilterValue("de", 3), FilterValue("en", 1)),
            (FilterValue("Gewerbe", 1), FilterValue("Partner", 1), FilterValue("Privatkunden", 1)),
            (FilterValue("ablesung", 2), FilterValue("Übergabe", 1)),
            (FilterValue("", 3), FilterValue("laden", 1)),
            1,
        )
        await store.remove([article.id for article in ARTICLES])
        empty = await store.filter_values(TODAY)
        assert (empty.langs, empty.audiences, empty.tags, empty.packs, empty.outdated) == ((), (), (), (), 0)

    run(scenario)


def test_without_a_pack_there_is_no_pack_to_choose() -> None:
    async def play() -> FilterValues:
        store = await open_passing_knowledge_store()
        try:
            await store.put(ARTICLES)
            return await store.filter_values(TODAY)
        finally:
            await store.close()

    assert asyncio.run(play()).packs == ()


def test_an_article_is_told_with_its_pack(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        asked = [ArticleId("gewerbe"), ArticleId("alle"), ArticleId("fehlt")]
        assert await store.packs_of(asked) == {"gewerbe": "laden", "alle": ""}
        records = await store.records([record.passage.id for record in await store.passages_after(PassageId(0), 100)])
        assert {(record.passage.article_id, record.pack) for record in records} >= {("gewerbe", "laden"), ("alle", "")}

    run(scenario)


def test_a_threshold_is_kept_by_pack_and_embedder_and_taken_back_by_pack(run: Run) -> None:
    measured = PackThreshold("laden", "e1", 0.62, TODAY, 0.05, 30, 40, 1, 20)
    by_hand = PackThreshold("", "e1", 0.5, TODAY)

    async def scenario(store: KnowledgeStore) -> None:
        assert await store.thresholds() == ()
        for one in (measured, by_hand, PackThreshold("laden", "", 0.4, TODAY)):
            await store.keep_threshold(one)
        again = PackThreshold("laden", "e1", 0.7, TODAY)
        await store.keep_threshold(again)
        assert await store.thresholds() == (by_hand, PackThreshold("laden", "", 0.4, TODAY), again)
        await store.keep_threshold(measured)
        assert measured in await store.thresholds()
        assert await store.drop_threshold("laden")
        assert not await store.drop_threshold("laden")
        assert await store.thresholds() == (by_hand,)

    run(scenario)


def test_thresholds_outlive_the_program(tmp_path: Path) -> None:
    async def play() -> tuple[PackThreshold, ...]:
        store = await open_knowledge_store(tmp_path)
        await store.keep_threshold(PackThreshold("laden", "e1", 0.62, TODAY, 0.05, 30, 40, 1, 20))
        await store.close()
        store = await open_knowledge_store(tmp_path)
        try:
            return await store.thresholds()
        finally:
            await store.close()

    assert asyncio.run(play()) == (PackThreshold("laden", "e1", 0.62, TODAY, 0.05, 30, 40, 1, 20),)
