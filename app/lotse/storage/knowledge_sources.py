"""Which files the knowledge came from: one row a document that was read, and which articles it gave.

Owns the statements on these two tables of `knowledge.db`. Must not read any file. What is no longer in a source is said
by the caller, who removes it; only a source that is given up as a whole goes together with its articles. A row is
written after the articles are stored, so that a killed import reads again what it cannot be sure of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from lotse.domain.knowledge import ArticleId
from lotse.domain.sources import ImportedDocument
from lotse.services.ports import KnowledgeSource, Progress
from lotse.storage.database import Database
from lotse.storage.edge import Connection, Value
from lotse.storage.knowledge import remove_article
from lotse.storage.knowledge_filters import imported_documents
from lotse.storage.knowledge_packs import left_to_packs
from lotse.storage.knowledge_terms import learn_words

BATCH = 25
"""Articles that are removed in one go: what somebody types meanwhile is stored between two."""


class SourcesFile:
    """`KnowledgeSources` on the open database of the knowledge store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def below(self, root: str, separators: Sequence[str]) -> tuple[KnowledgeSource, ...]:
        beginnings = [f"{root.rstrip(separator)}{separator}" for separator in separators]
        within = " OR ".join(["key = ?", *["substr(key, 1, ?) = ?"] * len(beginnings)])
        values: list[str | int] = [root, *(value for one in beginnings for value in (len(one), one))]

        def act(connection: Connection) -> tuple[KnowledgeSource, ...]:
            articles: dict[str, list[ArticleId]] = {}
            for source, article_id in connection.execute(
                f"""
                SELECT source, article_id FROM source_articles JOIN sources ON key = source
                WHERE {within} ORDER BY source, article_id
                """,
                values,
            ):
                articles.setdefault(str(source), []).append(ArticleId(str(article_id)))
            rows = connection.execute(
                f"SELECT key, kind, fingerprint, root, day FROM sources WHERE {within} ORDER BY key", values
            )
            return tuple(
                KnowledgeSource(
                    str(key), str(kind), str(fingerprint), tuple(articles.get(str(key), ())), str(root), _day(day)
                )
                for key, kind, fingerprint, root, day in rows
            )

        return await self._database.read(act)

    async def owners(self, article_ids: Iterable[ArticleId]) -> dict[ArticleId, str]:
        wanted = json.dumps(list(article_ids))

        def act(connection: Connection) -> dict[ArticleId, str]:
            rows = connection.execute(
                "SELECT article_id, source FROM source_articles WHERE article_id IN (SELECT value FROM json_each(?))",
                (wanted,),
            )
            return {ArticleId(str(article_id)): str(source) for article_id, source in rows}

        return await self._database.read(act)

    async def record(self, sources: Sequence[KnowledgeSource]) -> None:
        def act(connection: Connection) -> None:
            for source in sources:
                connection.execute(
                    """
                    INSERT INTO sources (key, kind, fingerprint, root, day) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, fingerprint = excluded.fingerprint,
                        root = excluded.root, day = excluded.day
                    """,
                    (
                        source.key,
                        source.kind,
                        source.fingerprint,
                        source.root,
                        None if source.read is None else source.read.isoformat(),
                    ),
                )
                connection.execute("DELETE FROM source_articles WHERE source = ?", (source.key,))
                connection.executemany(
                    """
                    INSERT INTO source_articles (article_id, source) VALUES (?, ?)
                    ON CONFLICT (article_id) DO UPDATE SET source = excluded.source
                    """,
                    [(article_id, source.key) for article_id in source.articles],
                )

        await self._database.write(act)

    async def forget(self, keys: Iterable[str]) -> None:
        unwanted = [(key,) for key in keys]

        def act(connection: Connection) -> None:
            connection.executemany("DELETE FROM source_articles WHERE source = ?", unwanted)
            connection.executemany("DELETE FROM sources WHERE key = ?", unwanted)

        await self._database.write(act)

    async def left_to_packs(self, article_ids: Iterable[ArticleId]) -> frozenset[ArticleId]:
        given_up = list(article_ids)
        return await self._database.write(lambda connection: left_to_packs(connection, given_up))

    async def edited(self, keys: Iterable[str]) -> int:
        wanted = json.dumps(list(keys))

        def act(connection: Connection) -> int:
            row = connection.execute(
                """
                SELECT count(*) FROM source_articles WHERE source IN (SELECT value FROM json_each(?)) AND (
                    article_id IN (SELECT article_id FROM article_origins WHERE origin <> 'imported')
                    OR article_id IN (SELECT id FROM set_aside)
                )
                """,
                (wanted,),
            ).fetchone()
            return int(row[0] or 0) if row else 0

        return await self._database.read(act)

    async def remove(self, keys: Iterable[str], progress: Progress | None = None) -> int:
        wanted = json.dumps(list(keys))
        of_these = "source IN (SELECT value FROM json_each(?))"

        def begin(connection: Connection) -> list[ArticleId]:
            # From here on these documents count as never read: whatever stops this, the next import takes them whole.
            connection.execute(
                "UPDATE sources SET fingerprint = '' WHERE key IN (SELECT value FROM json_each(?))", (wanted,)
            )
            rows = connection.execute(f"SELECT article_id FROM source_articles WHERE {of_these}", (wanted,))
            return [ArticleId(str(id_)) for (id_,) in rows]

        def end(connection: Connection) -> None:
            connection.execute(f"DELETE FROM source_articles WHERE {of_these}", (wanted,))
            connection.execute("DELETE FROM sources WHERE key IN (SELECT value FROM json_each(?))", (wanted,))

        own = await self._database.write(begin)
        gone = 0
        for start in range(0, len(own), BATCH):
            batch = own[start : start + BATCH]
            gone += await self._database.write(partial(_remove, batch))
            if progress is not None:
                progress(start + len(batch), len(own))
        await self._database.write(end)
        return gone

    async def documents(self) -> tuple[ImportedDocument, ...]:
        return await self._database.read(imported_documents)


def _remove(batch: Sequence[ArticleId], connection: Connection) -> int:
    """Remove articles of a source with all that is kept of them; how many are gone."""
    kept = left_to_packs(connection, batch)
    gone: list[tuple[Value, ...]] = [(id_,) for id_ in batch if id_ not in kept]
    connection.executemany("DELETE FROM set_aside WHERE id = ?", [(id_,) for id_ in batch])
    for (article_id,) in gone:
        remove_article(connection, ArticleId(str(article_id)))
    # One that was merged away is no row of `articles`, so no trigger has seen it go.
    for table in ("article_origins", "article_versions", "feedback", "found_articles"):
        connection.executemany(f"DELETE FROM {table} WHERE article_id = ?", gone)
    connection.executemany("DELETE FROM source_articles WHERE article_id = ?", [(id_,) for id_ in batch])
    learn_words(connection)
    return len(gone)


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
