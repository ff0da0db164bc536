"""What keeping the knowledge right needs beside the articles: drafts, versions, feedback, searches without an answer.

Owns the statements on the tables of `article_origins`, in the same file as the articles: an edit, its version and its
passages are one transaction. Knows no person and no time of day (invariant I4), and no conversation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from lotse.domain.article_versions import Origin, Unpublished, Version
from lotse.domain.findings import Feedback, FeedbackKind
from lotse.domain.knowledge import Article, ArticleId
from lotse.services.editing_port import ArticleRow, ArticleState, MissedSearch
from lotse.storage.database import Database
from lotse.storage.edge import Connection, Row, Value
from lotse.storage.knowledge import put_article, remove_article, stored_article
from lotse.storage.knowledge_terms import learn_words

_FIELDS = "title, body, lang, tags, valid_from, valid_to, source, audience"
MOST_MISSED = 2_000
"""So many different searches without an answer are kept; the ones longest ago leave first."""


class KnowledgeEditing:
    """`EditingStore` on the database of the knowledge; lives on the event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- articles ------------------------------------------------------------------------------------------------

    async def rows(self) -> tuple[ArticleRow, ...]:
        def act(connection: Connection) -> tuple[ArticleRow, ...]:
            found = connection.execute(
                """
                SELECT a.id, a.title, a.lang, a.tags, a.valid_from, a.valid_to, 'published',
                    coalesce(o.origin, 'imported'), NULL, a.source
                FROM articles a LEFT JOIN article_origins o ON o.article_id = a.id
                UNION ALL
                SELECT id, title, lang, tags, valid_from, valid_to, iif(redirect_to IS NULL, 'draft', 'merged'),
                    origin, redirect_to, source
                FROM set_aside
                ORDER BY 2 COLLATE NOCASE, 1
                """
            )
            return tuple(map(_row, found))

        return await self._database.read(act)

    async def save(self, article: Article, origin: Origin, day: date) -> bool:
        def act(connection: Connection) -> bool:
            before = _published_hash(connection, article.id)
            aside = connection.execute("SELECT source_hash FROM set_aside WHERE id = ?", (article.id,)).fetchone()
            source_hash = (before or aside or (None,))[0]
            # An editor may well go back to the very content that was imported.
            connection.execute("UPDATE article_origins SET source_hash = NULL WHERE article_id = ?", (article.id,))
            connection.execute("DELETE FROM set_aside WHERE id = ?", (article.id,))
            changed = put_article(connection, article)
            if changed:
                learn_words(connection)
                _set_origin(connection, article.id, origin, day, source_hash)
            else:
                connection.execute(
                    "UPDATE article_origins SET source_hash = ? WHERE article_id = ?", (source_hash, article.id)
                )
            # Whoever looked at the article and saved it has dealt with what was said about it.
            connection.execute("DELETE FROM feedback WHERE article_id = ? AND kind <> 'helps'", (article.id,))
            return changed

        return await self._database.write(act)

    async def set_aside(self, unpublished: Unpublished) -> None:
        def act(connection: Connection) -> None:
            article = unpublished.article
            published = _published_hash(connection, article.id)
            connection.execute(
                f"""
                INSERT INTO set_aside (id, {_FIELDS}, origin, day, redirect_to, source_hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body, lang = excluded.lang,
                    tags = excluded.tags, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
                    source = excluded.source, audience = excluded.audience, origin = excluded.origin,
                    day = excluded.day, redirect_to = excluded.redirect_to
                """,
                (
                    article.id,
                    *_values(article),
                    unpublished.origin,
                    _day(unpublished.day),
                    unpublished.redirect_to,
                    published[0] if published else None,
                ),
            )
            if published is not None:
                remove_article(connection, article.id)
                learn_words(connection)

        await self._database.write(act)

    async def unpublished(self, article_id: ArticleId) -> Unpublished | None:
        def act(connection: Connection) -> Unpublished | None:
            row = connection.execute(
                f"SELECT id, {_FIELDS}, origin, day, redirect_to FROM set_aside WHERE id = ?", (article_id,)
            ).fetchone()
            if row is None:
                return None
            origin, day, redirect_to = row[9:]
            target = None if redirect_to is None else ArticleId(str(redirect_to))
            return Unpublished(_article(row[:9]), cast(Origin, origin), _read_day(day), target)

        return await self._database.read(act)

    async def discard(self, article_id: ArticleId) -> None:
        def act(connection: Connection) -> None:
            connection.execute("DELETE FROM set_aside WHERE id = ?", (article_id,))

        await self._database.write(act)

    async def versions(self, article_id: ArticleId) -> tuple[Version, ...]:
        def act(connection: Connection) -> tuple[Version, ...]:
            past = connection.execute(
                f"SELECT article_id, {_FIELDS}, origin, day FROM article_versions WHERE article_id = ? ORDER BY id",
                (article_id,),
            ).fetchall()
            found = [
                Version(number, _article(row[:9]), cast(Origin, row[9]), _read_day(row[10]))
                for number, row in enumerate(past, 1)
            ]
            current = stored_article(connection, article_id)
            if current is not None:
                made = connection.execute(
                    "SELECT origin, day FROM article_origins WHERE article_id = ?", (article_id,)
                ).fetchone() or ("imported", None)
                found.append(Version(len(found) + 1, current, cast(Origin, made[0]), _read_day(made[1])))
            return tuple(reversed(found))

        return await self._database.read(act)

    # --- what is said and asked ----------------------------------------------------------------------------------

    async def add_feedback(self, article_id: ArticleId, kind: FeedbackKind, day: date, count: int) -> None:
        def act(connection: Connection) -> None:
            connection.execute(
                """
                INSERT INTO feedback (article_id, kind, day, count) VALUES (?, ?, ?, max(0, ?4))
                ON CONFLICT (article_id, kind) DO UPDATE SET day = excluded.day, count = max(0, count + ?4)
                """,
                (article_id, kind, day.isoformat(), count),
            )
            connection.execute("DELETE FROM feedback WHERE count = 0")

        await self._database.write(act)

    async def feedback(self) -> tuple[Feedback, ...]:
        def act(connection: Connection) -> tuple[Feedback, ...]:
            rows = connection.execute("SELECT article_id, kind, count, day FROM feedback ORDER BY article_id, kind")
            return tuple(
                Feedback(ArticleId(str(id_)), cast(FeedbackKind, kind), int(count or 0), date.fromisoformat(str(day)))
                for id_, kind, count, day in rows
            )

        return await self._database.read(act)

    async def add_missed(self, query: str, lang: str, day: date) -> None:
        def act(connection: Connection) -> None:
            connection.execute(
                """
                INSERT INTO missed_searches (query, lang, day, count) VALUES (?, ?, ?, 1)
                ON CONFLICT (query) DO UPDATE SET day = excluded.day, count = count + 1
                """,
                (query, lang, day.isoformat()),
            )
            connection.execute(
                """
                DELETE FROM missed_searches WHERE query IN (
                    SELECT query FROM missed_searches ORDER BY day DESC, count DESC LIMIT -1 OFFSET ?
                )
                """,
                (MOST_MISSED,),
            )

        await self._database.write(act)

    async def missed(self) -> tuple[MissedSearch, ...]:
        def act(connection: Connection) -> tuple[MissedSearch, ...]:
            rows = connection.execute("SELECT query, lang, count, day FROM missed_searches ORDER BY query")
            return tuple(
                MissedSearch(str(query), str(lang), int(count or 0), date.fromisoformat(str(day)))
                for query, lang, count, day in rows
            )

        return await self._database.read(act)

    async def forget_missed(self, queries: Iterable[str]) -> None:
        rows: list[tuple[Value, ...]] = [(query,) for query in queries]

        def act(connection: Connection) -> None:
            connection.executemany("DELETE FROM missed_searches WHERE query = ?", rows)

        await self._database.write(act)

    async def add_found(self, ids: Sequence[ArticleId], day: date) -> None:
        rows: list[tuple[Value, ...]] = [(id_, day.isoformat()) for id_ in ids]

        def act(connection: Connection) -> None:
            connection.executemany(
                "INSERT INTO found_articles (article_id, day) VALUES (?, ?) "
                "ON CONFLICT (article_id) DO UPDATE SET day = excluded.day",
                rows,
            )

        await self._database.write(act)

    async def found(self) -> frozenset[ArticleId]:
        def act(connection: Connection) -> frozenset[ArticleId]:
            rows = connection.execute("SELECT article_id FROM found_articles")
            return frozenset(ArticleId(str(id_)) for (id_,) in rows)

        return await self._database.read(act)

    async def intend(self, finding: str) -> None:
        def act(connection: Connection) -> None:
            connection.execute("INSERT OR IGNORE INTO intended (finding) VALUES (?)", (finding,))

        await self._database.write(act)

    async def unintend(self, finding: str) -> None:
        def act(connection: Connection) -> None:
            connection.execute("DELETE FROM intended WHERE finding = ?", (finding,))

        await self._database.write(act)

    async def intended(self) -> frozenset[str]:
        def act(connection: Connection) -> frozenset[str]:
            return frozenset(str(finding) for (finding,) in connection.execute("SELECT finding FROM intended"))

        return await self._database.read(act)


def _published_hash(connection: Connection, article_id: str) -> Row | None:
    """The content the article was imported with (`None` for one written here); no row when it is not published."""
    return connection.execute(
        """
        SELECT iif(o.article_id IS NULL, a.content_hash, o.source_hash)
        FROM articles a LEFT JOIN article_origins o ON o.article_id = a.id WHERE a.id = ?
        """,
        (article_id,),
    ).fetchone()


def _set_origin(connection: Connection, article_id: str, origin: Origin, day: date, source_hash: Value) -> None:
    connection.execute(
        """
        INSERT INTO article_origins (article_id, origin, day, source_hash) VALUES (?, ?, ?, ?)
        ON CONFLICT (article_id) DO UPDATE SET origin = excluded.origin, day = excluded.day,
            source_hash = excluded.source_hash
        """,
        (article_id, origin, day.isoformat(), source_hash),
    )


def _values(article: Article) -> tuple[Value, ...]:
    return (
        article.title,
        article.body,
        article.lang,
        json.dumps(article.tags, ensure_ascii=False),
        _day(article.valid_from),
        _day(article.valid_to),
        article.source,
        json.dumps(article.audience, ensure_ascii=False),
    )


def _article(row: Row) -> Article:
    id_, title, body, lang, tags, valid_from, valid_to, source, audience = row
    return Article(
        ArticleId(str(id_)),
        str(title),
        str(body),
        str(lang),
        tuple(json.loads(str(tags))),
        _read_day(valid_from),
        _read_day(valid_to),
        str(source),
        tuple(json.loads(str(audience))),
    )


def _row(row: Row) -> ArticleRow:
    id_, title, lang, tags, valid_from, valid_to, state, origin, redirect_to, source = row
    return ArticleRow(
        id=ArticleId(str(id_)),
        title=str(title),
        lang=str(lang),
        tags=tuple(json.loads(str(tags))),
        valid_from=_read_day(valid_from),
        valid_to=_read_day(valid_to),
        state=cast(ArticleState, state),
        origin=cast(Origin, origin),
        redirect_to=None if redirect_to is None else ArticleId(str(redirect_to)),
        source=str(source),
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(text: Value) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
