"""A home of before keeps its articles and sources, and gains what came since."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

from lotse.domain.filters import Filters, FilterValue
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.sources import ImportedSource, put_together
from lotse.domain.thresholds import PackThreshold
from lotse.storage.database import Database
from lotse.storage.edge import Connection
from lotse.storage.knowledge import KnowledgeFile
from lotse.storage.knowledge_schema import STEPS
from lotse.storage.knowledge_sources import SourcesFile
from lotse.storage.opening import KNOWLEDGE, open_knowledge_store

BEFORE = ("articles", "growing", "sources", "editing", "packs")
UMZUG = Article(ArticleId("umzug"), "Umzug melden", "Sechs Wochen vorher.", tags=("umzug",))


def _old_home(home: Path) -> None:
    async def make() -> None:
        database = Database(home / KNOWLEDGE, None)
        await database.open(STEPS[: len(BEFORE)])
        assert tuple(step.name for step in STEPS[: len(BEFORE)]) == BEFORE
        store = KnowledgeFile(database)
        await store.put([UMZUG])

        def record(connection: Connection) -> None:
            connection.execute(
                "INSERT INTO sources (key, kind, fingerprint) VALUES ('/wissen/umzug.md', 'markdown', 'f')"
            )
            connection.execute("INSERT INTO source_articles (article_id, source) VALUES ('umzug', '/wissen/umzug.md')")

        await database.write(record)
        await store.close()

    asyncio.run(make())


def test_articles_and_sources_of_before_are_there_with_all_that_came_since(tmp_path: Path) -> None:
    _old_home(tmp_path)

    async def play() -> None:
        store = await open_knowledge_store(tmp_path)
        try:
            assert await store.articles() == (UMZUG,)
            sources = SourcesFile(store.database)
            assert put_together(await sources.documents()) == (ImportedSource("/wissen", 1, 1, None),)
            (known,) = await sources.below("/wissen", ("/",))
            assert (known.fingerprint, known.root, known.read) == ("f", "", None)
            assert (await store.filter_values(date(2026, 2, 1))).tags == (FilterValue("umzug", 1),)
            assert await store.lexical("Umzug", limit=5, filters=Filters(tags=("umzug",), sources=("/wissen",)))
            await store.keep_threshold(PackThreshold("", "e", 0.5, date(2026, 2, 1)))
            assert await sources.remove(["/wissen/umzug.md"]) == 1
            assert await store.articles() == ()
        finally:
            await store.close()

    asyncio.run(play())
    assert list((tmp_path / "backups").iterdir()), "the file as it was is kept"
