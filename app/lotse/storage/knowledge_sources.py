"""Which files the knowledge came from: one row a document that was read, and which articles it gave.

Owns the statements on these two tables of `knowledge.db`. Must not read any file. What is no longer in a source is said
by the caller, who removes it; only a source that is given up as a whole goes together with its articles. A row is
written after the articles are stored, so that a killed import reads again what it cannot be sure of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from lotse.domain.knowledge import ArticleId
from lotse.domain.sources import ImportedDocument
from lotse.services.ports import KnowledgeSource
from lotse.storage.database import Database
from lotse.storage.edge import Connection, Value
from lotse.storage.knowledge import remove_article
from lotse.storage.knowledge_filters import imported_documents
from lotse.storage.knowledge_packs import left_to_packs
from lotse.storage.knowledge_terms import learn_words


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

    async def documents(self) -> tuple[ImportedDocument, ...]:
        return await self._database.read(imported_documents)

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

    async def remove(self, keys: Iterable[str]) -> int:
        wanted = json.dumps(list(keys))

        def act(connection: Connection) -> int:
            rows = connection.execute(
                "SELECT article_id FROM source_articles WHERE source IN (SELECT value FROM json_each(?))", (wanted,)
            ).fetchall()
            own = [ArticleId(str(id_)) for (id_,) in rows]
            kept = left_to_packs(connection, own)
            for article_id in own:
                connection.execute("DELETE FROM set_aside WHERE id = ?", (article_id,))
                if article_id not in kept:
                    remove_article(connection, article_id)
            # One that was merged away is no row of `articles`, so no trigger has seen it go.
            gone: list[tuple[Value, ...]] = [(id_,) for id_ in own if id_ not in kept]
            for table in ("article_origins", "article_versions", "feedback", "found_articles"):
                connection.executemany(f"DELETE FROM {table} WHERE article_id = ?", gone)
            connection.execute(
                "DELETE FROM source_articles WHERE source IN (SELECT value FROM json_each(?))", (wanted,)
            )
            connection.execute("DELETE FROM sources WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
            learn_words(connection)
            return len(gone)

        return await self._database.write(act)


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
