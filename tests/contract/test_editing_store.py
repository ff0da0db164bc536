"""What keeping the knowledge right promises: an edit is a version, a draft is found by nobody, no person is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lotse.domain.article_versions import Unpublished
from lotse.domain.knowledge import Article, ArticleId, PassageId
from lotse.services.editing_port import EditingStore
from lotse.services.ports import KnowledgeStore
from lotse.storage.database import Database
from lotse.storage.edge import Connection
from lotse.storage.knowledge import KnowledgeFile, open_knowledge
from lotse.storage.knowledge_editing import KnowledgeEditing

DAY = date(2026, 2, 3)
NEXT = date(2026, 2, 4)
BUDGET = Article(
    ArticleId("abschlag"),
    "Abschlag ändern",
    "## Wann\n\nDer monatliche Abschlag lässt sich jederzeit ändern.\n\n## Wie\n\nIm Online-Portal unter Vertrag.",
    tags=("zahlung",),
    valid_from=date(2026, 1, 1),
    audience=("service",),
)
MOVE = Article(ArticleId("umzug"), "Umzug melden", "Melden Sie Ihren Umzug sechs Wochen vorher.", source="umzug.md")

NONE = PassageId(0)

Scenario = Callable[[KnowledgeFile, KnowledgeEditing], Awaitable[None]]
Run = Callable[[Scenario], None]


@pytest.fixture(params=["file", "memory"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    async def play(scenario: Scenario) -> None:
        store = await open_knowledge(Database(tmp_path / "knowledge.db" if request.param == "file" else None, None))
        try:
            await store.put((BUDGET, MOVE))
            await scenario(store, KnowledgeEditing(store.database))
        finally:
            await store.close()

    return lambda scenario: asyncio.run(play(scenario))


async def found(store: KnowledgeStore, words: str) -> list[str]:
    hits = await store.lexical(words, limit=10)
    return [record.passage.article_id for record in await store.records([hit.passage_id for hit in hits])]


def test_an_edit_is_found_at_once_and_what_was_is_a_version(run: Run) -> None:
    async def scenario(store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        before = {record.passage.text: record.passage.id for record in await store.passages_after(NONE, 1000)}
        edited = replace(BUDGET, body=BUDGET.body.replace("Online-Portal", "Kundenkonto"))
        assert await editing.save(edited, "edited", DAY)
        assert await found(store, "Kundenkonto") == ["abschlag"]
        assert await found(store, "Online-Portal") == []
        after = {record.passage.text: record.passage.id for record in await store.passages_after(NONE, 1000)}
        kept = [text for text in before if text in after]
        assert any("jederzeit" in text for text in kept)
        assert all(before[text] == after[text] for text in kept), "only the changed passage is indexed again"
        newest, oldest = await editing.versions(BUDGET.id)
        assert (newest.article, newest.origin, newest.day) == (edited, "edited", DAY)
        assert (oldest.article, oldest.origin, oldest.day) == (BUDGET, "imported", None)

    run(scenario)


def test_saving_what_is_stored_makes_no_version(run: Run) -> None:
    async def scenario(_store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        assert not await editing.save(BUDGET, "edited", DAY)
        assert len(await editing.versions(BUDGET.id)) == 1

    run(scenario)


def test_the_same_file_again_leaves_an_edit_and_another_one_replaces_it_but_keeps_it(run: Run) -> None:
    async def scenario(store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        edited = replace(MOVE, body="Melden Sie Ihren Umzug vier Wochen vorher.")
        await editing.save(edited, "edited", DAY)
        assert await store.put((BUDGET, MOVE)) == 0
        assert await store.article(MOVE.id) == edited
        newer = replace(MOVE, body="Melden Sie Ihren Umzug online.")
        assert await store.put((newer,)) == 1
        assert [(v.article, v.origin) for v in await editing.versions(MOVE.id)] == [
            (newer, "imported"),
            (edited, "edited"),
            (MOVE, "imported"),
        ]

    run(scenario)


def test_going_back_to_what_was_imported_works_and_the_next_edit_is_still_protected(run: Run) -> None:
    async def scenario(store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        edited = replace(MOVE, body="Melden Sie Ihren Umzug vier Wochen vorher.")
        await editing.save(edited, "edited", DAY)
        assert await editing.save(MOVE, "edited", NEXT)
        assert await store.article(MOVE.id) == MOVE
        await editing.save(edited, "edited", NEXT)
        assert await store.put((MOVE,)) == 0
        assert await store.article(MOVE.id) == edited

    run(scenario)


def test_a_draft_is_found_by_no_search_until_it_is_released(run: Run) -> None:
    async def scenario(store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        draft = Unpublished(
            Article(ArticleId("neu"), "Wallbox anmelden", "Eine Wallbox ist meldepflichtig."), "case", DAY
        )
        await editing.set_aside(draft)
        assert await found(store, "Wallbox meldepflichtig") == []
        assert await store.article(draft.article.id) is None
        assert draft.article not in await store.articles()
        assert await editing.unpublished(draft.article.id) == draft
        assert ("neu", "draft", "case") in [(row.id, row.state, row.origin) for row in await editing.rows()]
        await editing.save(draft.article, "case", NEXT)
        assert await found(store, "Wallbox meldepflichtig") == ["neu"]
        assert await editing.unpublished(draft.article.id) is None
        assert [version.origin for version in await editing.versions(draft.article.id)] == ["case"]

    run(scenario)


def test_a_discarded_draft_is_gone(run: Run) -> None:
    async def scenario(_store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        await editing.set_aside(Unpublished(Article(ArticleId("neu"), "Neu", "Text"), "edited", DAY))
        await editing.discard(ArticleId("neu"))
        await editing.discard(BUDGET.id)
        assert sorted(row.id for row in await editing.rows()) == ["abschlag", "umzug"]

    run(scenario)


def test_a_merged_article_leaves_the_search_stays_merged_and_can_come_back(run: Run) -> None:
    async def scenario(store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        await editing.set_aside(Unpublished(MOVE, "imported", DAY, redirect_to=BUDGET.id))
        assert await found(store, "Umzug") == []
        assert ("umzug", "merged", "abschlag") in [(r.id, r.state, r.redirect_to) for r in await editing.rows()]
        assert await store.article(MOVE.id) == BUDGET, "who comes by the old id is led on"
        assert await store.put((BUDGET, MOVE)) == 0, "the folder it came from is imported again and again"
        await editing.save(MOVE, "edited", NEXT)
        assert await found(store, "Umzug") == ["umzug"]
        assert [row.state for row in await editing.rows()] == ["published", "published"]

    run(scenario)


def test_a_merged_article_comes_back_when_its_file_says_something_new(run: Run) -> None:
    async def scenario(store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        await editing.set_aside(Unpublished(MOVE, "imported", DAY, redirect_to=BUDGET.id))
        assert await store.put((replace(MOVE, body="Ganz neu: Umzug online melden."),)) == 1
        assert [row.state for row in await editing.rows()] == ["published", "published"]

    run(scenario)


def test_what_is_removed_is_removed_with_its_versions_and_feedback(run: Run) -> None:
    async def scenario(store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        await editing.save(replace(MOVE, body="Anders."), "edited", DAY)
        await editing.add_feedback(MOVE.id, "helps", DAY, 1)
        await editing.add_found((MOVE.id, BUDGET.id), DAY)
        await store.remove((MOVE.id,))
        assert await editing.versions(MOVE.id) == ()
        assert await editing.feedback() == ()
        assert await editing.found() == {BUDGET.id}

    run(scenario)


def test_feedback_is_counted_taken_back_and_dealt_with_by_saving(run: Run) -> None:
    async def scenario(_store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        for kind, count in (("wrong", 1), ("wrong", 1), ("helps", 1), ("outdated", 1), ("outdated", -1), ("helps", -3)):
            await editing.add_feedback(MOVE.id, kind, DAY, count)  # type: ignore[arg-type]
        assert [(one.kind, one.count, one.newest) for one in await editing.feedback()] == [("wrong", 2, DAY)]
        await editing.add_feedback(MOVE.id, "helps", NEXT, 1)
        await editing.save(MOVE, "edited", NEXT)
        assert [one.kind for one in await editing.feedback()] == ["helps"]

    run(scenario)


def test_searches_without_an_answer_are_counted_and_forgotten(run: Run) -> None:
    async def scenario(_store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        await editing.add_missed("wallbox anmelden", "de", DAY)
        await editing.add_missed("wallbox anmelden", "de", NEXT)
        await editing.add_missed("balkonkraftwerk", "de", DAY)
        assert [(m.query, m.count, m.newest) for m in await editing.missed()] == [
            ("balkonkraftwerk", 1, DAY),
            ("wallbox anmelden", 2, NEXT),
        ]
        await editing.forget_missed(["balkonkraftwerk"])
        assert [m.query for m in await editing.missed()] == ["wallbox anmelden"]

    run(scenario)


def test_a_finding_marked_as_intended_stays_marked(run: Run) -> None:
    async def scenario(_store: KnowledgeFile, editing: KnowledgeEditing) -> None:
        await editing.intend("a")
        await editing.intend("a")
        await editing.intend("b")
        await editing.unintend("b")
        assert await editing.intended() == {"a"}

    run(scenario)


def test_no_table_has_room_for_a_person_or_a_time_of_day(tmp_path: Path) -> None:
    """Every column beside the articles is named here; a new one has to be looked at."""

    def columns(connection: Connection) -> dict[str, list[str]]:
        tables = ("article_origins", "article_versions", "set_aside", "feedback", "missed_searches", "found_articles")
        return {
            table: [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
            for table in (*tables, "intended")
        }

    async def look() -> dict[str, list[str]]:
        store = await open_knowledge(Database(tmp_path / "knowledge.db", None))
        try:
            return await store.database.read(columns)
        finally:
            await store.close()

    fields = ["title", "body", "lang", "tags", "valid_from", "valid_to", "source", "audience"]
    assert asyncio.run(look()) == {
        "article_origins": ["article_id", "origin", "day", "source_hash"],
        "article_versions": ["id", "article_id", *fields, "origin", "day"],
        "set_aside": ["id", *fields, "origin", "day", "redirect_to", "source_hash"],
        "feedback": ["article_id", "kind", "day", "count"],
        "missed_searches": ["query", "lang", "day", "count"],
        "found_articles": ["article_id", "day"],
        "intended": ["finding"],
    }


def test_a_time_of_day_is_refused_by_the_file_itself(tmp_path: Path) -> None:
    async def write() -> None:
        store = await open_knowledge(Database(tmp_path / "knowledge.db", None))
        try:
            await store.database.write(
                lambda connection: connection.execute(
                    "INSERT INTO feedback (article_id, kind, day, count) VALUES ('a', 'wrong', '2026-02-03T10:14', 1)"
                )
            )
        finally:
            await store.close()

    with pytest.raises(Exception, match="CHECK"):
        asyncio.run(write())


def _is_a_store(editing: KnowledgeEditing) -> EditingStore:
    return editing
