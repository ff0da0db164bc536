"""The tables of the sources in `knowledge.db`: which documents were read, and which articles each gave.

Steps are never edited after release. Days are all that is kept of times (invariant I4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def _read(schema: Schema) -> None:
    schema.execute("ALTER TABLE sources ADD COLUMN root TEXT NOT NULL DEFAULT ''")
    schema.execute(
        "ALTER TABLE sources ADD COLUMN day TEXT "
        "CHECK (day IS NULL OR day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"
    )


SOURCES = Migration("sources", _sources)
SOURCES_READ = Migration("sources read", _read)
