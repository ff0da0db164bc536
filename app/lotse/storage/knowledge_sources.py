"""Which files the knowledge came from: one row a document that was read, and which articles it gave.

Owns the statements on these two tables of `knowledge.db`. Must not read any file, nor change an article: what is no
longer in a source is said by the caller, who removes it. A row is written after the articles are stored, so that a
killed import reads again what it cannot be sure of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lotse.domain.knowledge import ArticleId
from lotse.services.ports import KnowledgeSource
from lotse.storage.database import Database
from lotse.storage.edge import Connection
from lotse.storage.migrations import Migration

if TYPE_CHECKING:
    from sqlite_utils import Database as Schema


def _sources(schema: Schema) -> None:
    schema.execute("ALTER TABLE articles ADD COLUMN audience TEXT NOT NULL DEFAULT '[]'")
    schema.execute(
        """
        CREATE TABLE sources (
            key TEXT PRIMARY KEY, kind TEXT NOT NULL, fingerprint TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    schema.execute(
        "CREATE TABLE source_articles (article_id TEXT PRIMARY KEY, source TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )
    schema.execute("CREATE INDEX source_articles_source ON source_articles (source)")


SOURCES = Migration("sources", _sources)


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
            rows = connection.execute(f"SELECT key, kind, fingerprint FROM sources WHERE {within} ORDER BY key", values)
            return tuple(
                KnowledgeSource(str(key), str(kind), str(fingerprint), tuple(articles.get(str(key), ())))
                for key, kind, fingerprint in rows
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
                    INSERT INTO sources (key, kind, fingerprint) VALUES (?, ?, ?)
                    ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, fingerprint = excluded.fingerprint
                    """,
                    (source.key, source.kind, source.fingerprint),
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
