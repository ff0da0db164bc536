"""What every knowledge store promises: the real one on a file, the one in memory, and the fake of the tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lotse.domain.filters import NO_FILTERS, Filters
from lotse.domain.knowledge import Article, ArticleId, PassageId
from lotse.services.ports import KnowledgeStore, PassagesState
from lotse.storage.opening import open_knowledge_store, open_passing_knowledge_store
from tests.fakes.stores import FakeKnowledgeStore

Scenario = Callable[[KnowledgeStore], Awaitable[None]]
Run = Callable[[Scenario], None]


@pytest.fixture(params=["file", "memory", "fake"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """Runs a scenario on a fresh store of each kind."""

    async def play(scenario: Scenario) -> None:
        store: KnowledgeStore
        if request.param == "file":
            store = await open_knowledge_store(tmp_path)
        elif request.param == "memory":
            store = await open_passing_knowledge_store()
        else:
            store = FakeKnowledgeStore()
        try:
            await scenario(store)
        finally:
            await store.close()

    return lambda scenario: asyncio.run(play(scenario))


BUDGET = Article(
    ArticleId("abschlag"),
    "Abschlag ändern",
    "## Wann\n\nDer monatliche Abschlag lässt sich jederzeit ändern.\n\n## Wie\n\nIm Online-Portal unter Vertrag.",
    tags=("zahlung",),
    valid_from=date(2026, 1, 1),
)
MOVE = Article(
    ArticleId("umzug"), "Umzug melden", "Melden Sie Ihren Umzug sechs Wochen vorher.", source="demo/umzug.md"
)
METER = Article(ArticleId("meter"), "Reading the meter", "Send a photo of the display.", lang="en")
ALL = (BUDGET, MOVE, METER)


def test_articles_come_back_as_they_were_put(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        assert await store.put(ALL) == 3
        assert await store.articles() == tuple(sorted(ALL, key=lambda article: article.id))
        assert await store.article(MOVE.id) == MOVE
        assert await store.article(ArticleId("fehlt")) is None

    run(scenario)


def test_unchanged_articles_cost_nothing(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        await store.put(ALL)
        before = await store.state(), await store.passages_after(PassageId(0), 1000)
        assert await store.put(ALL) == 0
        assert (await store.state(), await store.passages_after(PassageId(0), 1000)) == before
        assert await store.put([replace(MOVE, source="anderswo"), METER]) == 1

    run(scenario)


def test_state_changes_with_any_passage(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        seen = [await store.state()]
        for change in (BUDGET, MOVE, replace(MOVE, body="Neu."), replace(MOVE, body="Neu.", title="Anders")):
            await store.put([change])
            seen.append(await store.state())
        assert len(set(seen)) == len(seen)
        await store.remove([MOVE.id])
        state = await store.state()
        assert state not in seen
        assert state.count == len(await store.passages_after(PassageId(0), 1000)) == seen[1].count

    run(scenario)


def test_an_index_can_follow_every_change(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        followed: set[PassageId] = set()
        reached = PassagesState("", 0, 0, 0)
        body = "\n\n".join(f"## Teil {n}\n\nText {n} dazu." for n in range(7))
        long = replace(MOVE, body=body)
        for change in (ALL, [long], [replace(long, body=body.replace("Text 3", "Anderes"))], [], [METER]):
            await (store.put(change) if change else store.remove([MOVE.id]))
            state = await store.state()
            assert state.newest >= reached.newest
            assert state.removals >= reached.removals
            followed |= {record.passage.id for record in await store.passages_after(PassageId(reached.newest), 1000)}
            followed -= set(await store.removed_after(reached.removals, 1000))
            assert followed == {record.passage.id for record in await store.passages_after(PassageId(0), 1000)}
            assert state.count == len(followed)
            reached = state
        first = await store.passages_after(PassageId(0), 2)
        assert len(first) == 2
        assert (
            await store.passages_after(first[-1].passage.id, 1000)
            == (await store.passages_after(PassageId(0), 1000))[2:]
        )
        assert {record.passage.id for record in await store.some_passages(1000)} == followed
        assert await store.count() == len(await store.articles())

    run(scenario)


def test_passage_that_reads_as_before_keeps_its_id(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        await store.put([BUDGET])
        first, second = [record.passage for record in await store.passages_after(PassageId(0), 1000)]
        await store.put([replace(BUDGET, body=BUDGET.body + " Unten rechts.")])
        again = {
            record.passage.heading_path: record.passage.id for record in await store.passages_after(PassageId(0), 1000)
        }
        assert again[first.heading_path] == first.id
        assert again[second.heading_path] != second.id

    run(scenario)


def test_records_come_in_the_order_asked(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        await store.put(ALL)
        ids = [record.passage.id for record in await store.passages_after(PassageId(0), 1000)]
        asked = [ids[2], PassageId(9999), ids[0]]
        records = await store.records(asked)
        assert [record.passage.id for record in records] == [ids[2], ids[0]]
        assert {record.source for record in records} == {
            article.source for article in ALL if article.id in {record.passage.article_id for record in records}
        }
        assert await store.records([]) == ()
        budget = next(
            record
            for record in await store.passages_after(PassageId(0), 1000)
            if record.passage.article_id == BUDGET.id
        )
        assert (budget.title, budget.lang, budget.valid_from, budget.valid_to) == (
            ("Abschlag ändern", "de", date(2026, 1, 1), None)
        )
        assert budget.passage.heading_path == ("Wann",)
        assert budget.content_hash

    run(scenario)


def test_search_finds_the_article_best_first(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        await store.put(ALL)
        assert await _found(store, "Wie kann ich meinen Abschlag ändern?") == ["abschlag"]
        assert await _found(store, "photo of the display") == ["meter"]
        hits = await store.lexical("Abschlag Umzug photo", limit=2)
        assert len(hits) == 2
        assert all(hit.score >= 0 for hit in hits)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)

    run(scenario)


def test_search_can_be_kept_to_a_language(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        await store.put([*ALL, replace(METER, id=ArticleId("zähler"), title="Display", lang="de")])
        assert await _found(store, "display", Filters(langs=("de",))) == ["zähler"]
        assert await _found(store, "display", Filters(langs=("en",))) == ["meter"]
        assert await _found(store, "display", Filters(langs=("fr",))) == []
        assert set(await _found(store, "display", Filters(langs=("de", "en")))) == {"zähler", "meter"}

    run(scenario)


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "'", 'Umzug"', "AND OR NOT NEAR(", "*", "a:b^c", "-(~", "🙂", "x" * 20_000, "\x00"]
)
def test_any_text_is_a_query(run: Run, query: str) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        await store.put(ALL)
        assert isinstance(await store.lexical(query, limit=5), tuple)

    run(scenario)


def test_what_was_removed_or_replaced_is_not_found(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        await store.put(ALL)
        await store.remove([BUDGET.id, ArticleId("fehlt")])
        await store.put([replace(MOVE, title="Adresse", body="Neue Anschrift nennen.")])
        assert await _found(store, "Abschlag") == []
        assert await _found(store, "Umzug") == []
        assert await _found(store, "Anschrift") == ["umzug"]
        assert {record.passage.article_id for record in await store.passages_after(PassageId(0), 1000)} == {
            "umzug",
            "meter",
        }

    run(scenario)


def test_progress_ends_at_the_total(run: Run) -> None:
    async def scenario(store: KnowledgeStore) -> None:
        told: list[tuple[int, int]] = []
        await store.put(ALL, lambda done, total: told.append((done, total)))
        assert told == [(1, 3), (2, 3), (3, 3)]

    run(scenario)


async def _found(store: KnowledgeStore, query: str, filters: Filters = NO_FILTERS) -> list[str]:
    hits = await store.lexical(query, limit=10, filters=filters)
    records = await store.records([hit.passage_id for hit in hits])
    return list(dict.fromkeys(record.passage.article_id for record in records))
