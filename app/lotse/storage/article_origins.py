"""Where an article comes from and what it was before: the tables beside `articles`, and the triggers that fill them.

A version is kept by the database itself, whoever changes the article: an import, a pack, an editor. No table here has a
column for a person, and days are all that is kept of times (invariant I4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotse.storage.edge import Connection
from lotse.storage.migrations import Migration

if TYPE_CHECKING:
    from sqlite_utils import Database as Schema

KEPT_VERSIONS = 50
_ORIGINS = "'imported', 'edited', 'case'"
_DAY = "CHECK (day IS NULL OR day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"
_FIELDS = """
    title TEXT NOT NULL, body TEXT NOT NULL, lang TEXT NOT NULL, tags TEXT NOT NULL, valid_from TEXT, valid_to TEXT,
    source TEXT NOT NULL, audience TEXT NOT NULL DEFAULT '[]'
"""


def _editing(schema: Schema) -> None:
    # `source_hash` is the content as it was imported before somebody edited it: the same file again changes nothing.
    schema.execute(
        f"""
        CREATE TABLE article_origins (
            article_id TEXT PRIMARY KEY, origin TEXT NOT NULL CHECK (origin IN ({_ORIGINS})), day TEXT {_DAY},
            source_hash TEXT
        ) STRICT, WITHOUT ROWID
        """
    )
    schema.execute(
        f"""
        CREATE TABLE article_versions (
            id INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL, {_FIELDS},
            origin TEXT NOT NULL CHECK (origin IN ({_ORIGINS})), day TEXT {_DAY}
        ) STRICT
        """
    )
    schema.execute("CREATE INDEX article_versions_of ON article_versions (article_id, id)")
    # Drafts and merged articles are no rows of `articles`: there is nothing that a search could find.
    schema.execute(
        f"""
        CREATE TABLE set_aside (
            id TEXT PRIMARY KEY, {_FIELDS}, origin TEXT NOT NULL CHECK (origin IN ({_ORIGINS})), day TEXT {_DAY},
            redirect_to TEXT, source_hash TEXT
        ) STRICT
        """
    )
    schema.execute(
        f"""
        CREATE TABLE feedback (
            article_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('helps', 'wrong', 'outdated')),
            day TEXT NOT NULL {_DAY}, count INTEGER NOT NULL, PRIMARY KEY (article_id, kind)
        ) STRICT, WITHOUT ROWID
        """
    )
    schema.execute(
        f"""
        CREATE TABLE missed_searches (
            query TEXT PRIMARY KEY, lang TEXT NOT NULL, day TEXT NOT NULL {_DAY}, count INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    schema.execute(
        f"CREATE TABLE found_articles (article_id TEXT PRIMARY KEY, day TEXT NOT NULL {_DAY}) STRICT, WITHOUT ROWID"
    )
    schema.execute("CREATE TABLE intended (finding TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    schema.execute(
        f"""
        CREATE TRIGGER article_changed AFTER UPDATE ON articles WHEN OLD.content_hash <> NEW.content_hash
        BEGIN
            INSERT INTO article_versions
                (article_id, title, body, lang, tags, valid_from, valid_to, source, audience, origin, day)
            VALUES (OLD.id, OLD.title, OLD.body, OLD.lang, OLD.tags, OLD.valid_from, OLD.valid_to, OLD.source,
                OLD.audience,
                coalesce((SELECT origin FROM article_origins WHERE article_id = OLD.id), 'imported'),
                (SELECT day FROM article_origins WHERE article_id = OLD.id));
            DELETE FROM article_origins WHERE article_id = OLD.id;
            DELETE FROM article_versions WHERE article_id = OLD.id AND id NOT IN (
                SELECT id FROM article_versions WHERE article_id = OLD.id ORDER BY id DESC LIMIT {KEPT_VERSIONS}
            );
        END
        """
    )
    # What is removed is removed everywhere; a merged article keeps its past, because merging can be taken back.
    schema.execute(
        """
        CREATE TRIGGER article_removed AFTER DELETE ON articles
        WHEN NOT EXISTS (SELECT 1 FROM set_aside WHERE id = OLD.id)
        BEGIN
            DELETE FROM article_origins WHERE article_id = OLD.id;
            DELETE FROM article_versions WHERE article_id = OLD.id;
            DELETE FROM feedback WHERE article_id = OLD.id;
            DELETE FROM found_articles WHERE article_id = OLD.id;
        END
        """
    )
    # One that came back by an import is an article again.
    schema.execute(
        """
        CREATE TRIGGER article_returned AFTER INSERT ON articles
        BEGIN
            DELETE FROM set_aside WHERE id = NEW.id;
        END
        """
    )


EDITING = Migration("editing", _editing)


def kept_by_editor(connection: Connection, article_id: str, content_hash: str) -> bool:
    """Whether an editor changed or merged this article since exactly this content was imported."""
    row = connection.execute(
        """
        SELECT EXISTS (SELECT 1 FROM article_origins WHERE article_id = ?1 AND source_hash = ?2)
            OR EXISTS (SELECT 1 FROM set_aside WHERE id = ?1 AND source_hash = ?2)
        """,
        (article_id, content_hash),
    ).fetchone()
    return row == (1,)
