"""The knowledge store: articles, the passages they are cut into, and their full-text index.

Owns the statements on `knowledge.db`. It holds no customer data, so it is not encrypted; it is opened through the same
library as the cases all the same, because that brings one and the same SQLite with FTS5 to every system. The index is a
cache: when `domain.passages` or `domain.lexicon` work differently than before, it is made again at opening.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from datetime import date

from lotse.domain import lexicon, passages
from lotse.domain.filters import NO_FILTERS, Filters, FilterValues
from lotse.domain.knowledge import Article, ArticleId, Passage, PassageId
from lotse.domain.thresholds import PackThreshold
from lotse.services.ports import LexicalHit, PassageRecord, PassagesState, Progress
from lotse.storage.article_origins import kept_by_editor
from lotse.storage.database import Database
from lotse.storage.edge import Connection, Row, Value
from lotse.storage.knowledge_filters import condition, filter_values
from lotse.storage.knowledge_schema import STEPS
from lotse.storage.knowledge_terms import TermCounts, forget_terms, learn_words
from lotse.storage.knowledge_thresholds import drop_threshold, keep_threshold, packs_of, stored_thresholds
from lotse.storage.lexical_search import lexical

_MADE_BY = f"passages {passages.VERSION}, lexicon {lexicon.VERSION}"
_ARTICLE = "id, title, body, lang, tags, valid_from, valid_to, source, audience"
_RECORD = """
    SELECT p.id, p.article_id, p.heading_path, p.text, a.title, a.lang, a.valid_from, a.valid_to, p.content_hash,
        (SELECT pack FROM pack_articles WHERE pack_articles.article_id = a.id), a.source
    FROM passages p JOIN articles a ON a.id = p.article_id
"""


class KnowledgeFile:
    """`KnowledgeStore` on one open database; lives on the event loop, its statements on the database's lanes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def put(self, articles: Sequence[Article], progress: Progress | None = None) -> int:
        told = _on_loop(progress)

        def act(connection: Connection) -> int:
            return put_articles(connection, articles, told)

        return await self.database.write(act)

    async def remove(self, article_ids: Iterable[ArticleId]) -> None:
        unwanted = list(article_ids)

        def act(connection: Connection) -> None:
            for article_id in unwanted:
                remove_article(connection, article_id)
            learn_words(connection)

        await self.database.write(act)

    async def article(self, article_id: ArticleId) -> Article | None:
        def act(connection: Connection) -> Article | None:
            return stored_article(connection, article_id) or _merged_into(connection, article_id)

        return await self.database.read(act)

    async def articles(self) -> tuple[Article, ...]:
        def act(connection: Connection) -> tuple[Article, ...]:
            return tuple(map(_article, connection.execute(f"SELECT {_ARTICLE} FROM articles ORDER BY id")))

        return await self.database.read(act)

    async def lexical(self, query: str, *, limit: int, filters: Filters = NO_FILTERS) -> tuple[LexicalHit, ...]:
        return await self.database.read(lambda connection: lexical(connection, query, limit, filters))

    async def records(self, ids: Sequence[PassageId], filters: Filters = NO_FILTERS) -> tuple[PassageRecord, ...]:
        def act(connection: Connection) -> tuple[PassageRecord, ...]:
            asked, values = condition(filters, "a")
            rows = connection.execute(
                f"{_RECORD} WHERE p.id IN (SELECT value FROM json_each(?)) {f'AND {asked}' if asked else ''}",
                (json.dumps(list(ids)), *values),
            )
            found = {record.passage.id: record for record in map(_record, rows)}
            return tuple(found[id_] for id_ in ids if id_ in found)

        return await self.database.read(act)

    async def filter_values(self, today: date) -> FilterValues:
        return await self.database.read(lambda connection: filter_values(connection, today))

    async def packs_of(self, article_ids: Iterable[ArticleId]) -> dict[ArticleId, str]:
        wanted = json.dumps(list(article_ids))
        found = await self.database.read(lambda connection: packs_of(connection, wanted))
        return {ArticleId(id_): pack for id_, pack in found.items()}

    async def thresholds(self) -> tuple[PackThreshold, ...]:
        return await self.database.read(stored_thresholds)

    async def keep_threshold(self, threshold: PackThreshold) -> None:
        await self.database.write(lambda connection: keep_threshold(connection, threshold))

    async def drop_threshold(self, pack: str) -> bool:
        return await self.database.write(lambda connection: drop_threshold(connection, pack)) > 0

    async def count(self) -> int:
        def act(connection: Connection) -> int:
            return _number(connection.execute("SELECT count(*) FROM articles"))

        return await self.database.read(act)

    async def state(self) -> PassagesState:
        def act(connection: Connection) -> PassagesState:
            identity = connection.execute("SELECT value FROM settings WHERE name = 'identity'").fetchone()
            rows = connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
            last = {str(name): int(seq or 0) for name, seq in rows}
            newest, removals = last.get("passages", 0), last.get("passages_gone", 0)
            # Every id that was ever given is there or gone: so they need not be counted.
            return PassagesState(str(identity[0]) if identity else "", newest, removals, newest - removals)

        return await self.database.read(act)

    async def passages_after(self, after: PassageId, limit: int) -> tuple[PassageRecord, ...]:
        def act(connection: Connection) -> tuple[PassageRecord, ...]:
            return tuple(
                map(_record, connection.execute(f"{_RECORD} WHERE p.id > ? ORDER BY p.id LIMIT ?", (after, limit)))
            )

        return await self.database.read(act)

    async def removed_after(self, removals: int, limit: int) -> tuple[PassageId, ...]:
        def act(connection: Connection) -> tuple[PassageId, ...]:
            rows = connection.execute(
                "SELECT passage_id FROM passages_gone WHERE seq > ? ORDER BY seq LIMIT ?", (removals, limit)
            )
            return tuple(PassageId(int(id_ or 0)) for (id_,) in rows)

        return await self.database.read(act)

    async def some_passages(self, limit: int) -> tuple[PassageRecord, ...]:
        state = await self.state()
        step = max(1, state.newest // max(1, limit))
        return await self.records([PassageId(id_) for id_ in range(step, state.newest + 1, step)])

    async def close(self) -> None:
        await self.database.close()


async def open_knowledge(database: Database) -> KnowledgeFile:
    """Open `database` with the schema of the knowledge store. Raises what `Database.open` raises."""
    await database.open(STEPS)
    try:
        made_by = await database.read(_made_by)
        if made_by != _MADE_BY:
            await database.write(_make_again)
    except BaseException:
        await database.close()
        raise
    return KnowledgeFile(database)


def _made_by(connection: Connection) -> str:
    row = connection.execute("SELECT value FROM settings WHERE name = 'index_made_by'").fetchone()
    return "" if row is None else str(row[0])


def _make_again(connection: Connection) -> None:
    connection.execute("INSERT INTO passage_terms (passage_terms) VALUES ('delete-all')")
    forget_terms(connection)
    counts = TermCounts(connection)
    for (id_,) in connection.execute("SELECT id FROM articles ORDER BY id").fetchall():
        article = stored_article(connection, ArticleId(str(id_)))
        assert article is not None
        _index(connection, article, _replace_passages(connection, article, None, counts), counts)
    counts.store()
    learn_words(connection)
    connection.execute(
        "INSERT INTO settings (name, value) VALUES ('index_made_by', ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_MADE_BY,),
    )


def stored_article(connection: Connection, article_id: ArticleId) -> Article | None:
    row = connection.execute(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else _article(row)


def _merged_into(connection: Connection, article_id: ArticleId) -> Article | None:
    """The article that one which is no more was merged into."""
    row = connection.execute("SELECT redirect_to FROM set_aside WHERE id = ?", (article_id,)).fetchone()
    return None if row is None or row[0] is None else stored_article(connection, ArticleId(str(row[0])))


def put_articles(
    connection: Connection, articles: Sequence[Article], told: Callable[[int, int], None] = lambda done, total: None
) -> int:
    """Insert or replace articles with their passages, terms and words; how many changed."""
    counts = TermCounts(connection)
    changed = 0
    for done, article in enumerate(articles, 1):
        changed += _put(connection, article, counts)
        told(done, len(articles))
    if changed:
        counts.store()
        learn_words(connection)
    return changed


def put_article(connection: Connection, article: Article) -> bool:
    """Insert or replace one article with its passages and terms; whether it changed. `learn_words` ends the batch."""
    counts = TermCounts(connection)
    changed = _put(connection, article, counts)
    counts.store()
    return changed


def _put(connection: Connection, article: Article, counts: TermCounts) -> bool:
    content_hash = _hash(*astuple(article))
    row = connection.execute("SELECT content_hash FROM articles WHERE id = ?", (article.id,)).fetchone()
    if row == (content_hash,) or kept_by_editor(connection, article.id, content_hash):
        return False
    old = stored_article(connection, article.id)
    connection.execute(
        f"""
        INSERT INTO articles ({_ARTICLE}, content_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            title = excluded.title, body = excluded.body, lang = excluded.lang, tags = excluded.tags,
            valid_from = excluded.valid_from, valid_to = excluded.valid_to, source = excluded.source,
            audience = excluded.audience, content_hash = excluded.content_hash
        """,
        (
            article.id,
            article.title,
            article.body,
            article.lang,
            json.dumps(article.tags, ensure_ascii=False),
            _day(article.valid_from),
            _day(article.valid_to),
            article.source,
            json.dumps(article.audience, ensure_ascii=False),
            content_hash,
        ),
    )
    before = {int(row[0] or 0) for row in _passages_of(connection, article.id)}
    stored = _replace_passages(connection, article, old, counts)
    _index(connection, article, [(id_, cut) for id_, cut in stored if id_ not in before], counts)
    return True


def remove_article(connection: Connection, article_id: ArticleId) -> None:
    """Remove an article everywhere; `learn_words` ends the batch."""
    old = stored_article(connection, article_id)
    counts = TermCounts(connection)
    _drop(connection, old, counts, [int(row[0] or 0) for row in _passages_of(connection, article_id)])
    connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    counts.store()


def _replace_passages(
    connection: Connection, article: Article, old: Article | None, counts: TermCounts
) -> list[tuple[int, passages.Cut]]:
    """Store the passages of an article. One that reads as before keeps its id, so that its vector stays good.

    `old` is the article as its passages are counted in `terms`, if they are.
    """
    free: dict[str, list[int]] = {}
    for id_, content_hash in _passages_of(connection, article.id):
        free.setdefault(str(content_hash), []).append(int(id_ or 0))
    stored: list[tuple[int, passages.Cut]] = []
    for position, cut in enumerate(passages.of_article(article)):
        content_hash = _hash(article.lang, article.title, article.tags, cut.heading_path, cut.text)
        same = free.get(content_hash)
        if same:
            id_ = same.pop(0)
            connection.execute("UPDATE passages SET position = ? WHERE id = ?", (position, id_))
        else:
            path = json.dumps(cut.heading_path, ensure_ascii=False)
            added = connection.execute(
                "INSERT INTO passages (article_id, position, heading_path, text, content_hash) VALUES (?, ?, ?, ?, ?)",
                (article.id, position, path, cut.text, content_hash),
            )
            id_ = added.lastrowid or 0
        stored.append((id_, cut))
    _drop(connection, old, counts, [id_ for left in free.values() for id_ in left])
    return stored


def _index(
    connection: Connection, article: Article, cuts: Iterable[tuple[int, passages.Cut]], counts: TermCounts
) -> None:
    rows: list[tuple[Value, ...]] = []
    title = lexicon.terms(article.title, article.lang)
    for id_, cut in cuts:
        fields = title, *_terms(article, cut.heading_path, cut.text)
        rows.append((id_, *fields))
        counts.add(" ".join(fields).split())
    connection.executemany("INSERT INTO passage_terms (rowid, title, headings, body) VALUES (?, ?, ?, ?)", rows)


def _drop(connection: Connection, old: Article | None, counts: TermCounts, ids: Iterable[int]) -> None:
    rows: list[tuple[Value, ...]] = [(id_,) for id_ in ids]
    if old is not None and rows:
        title = lexicon.terms(old.title, old.lang)
        for row in rows:
            stored = connection.execute("SELECT heading_path, text FROM passages WHERE id = ?", row).fetchone()
            if stored is not None:
                headings, body = _terms(old, tuple(json.loads(str(stored[0]))), str(stored[1]))
                counts.take(f"{title} {headings} {body}".split())
    connection.executemany("DELETE FROM passage_terms WHERE rowid = ?", rows)
    connection.executemany("DELETE FROM passages WHERE id = ?", rows)


def _terms(article: Article, heading_path: Sequence[str], text: str) -> tuple[str, str]:
    """Of the headings and of the text of a passage."""
    headings = lexicon.terms(" ".join((*heading_path, *article.tags)), article.lang)
    return headings, lexicon.terms(text, article.lang)


def _passages_of(connection: Connection, article_id: ArticleId) -> list[Row]:
    return connection.execute(
        "SELECT id, content_hash FROM passages WHERE article_id = ? ORDER BY position", (article_id,)
    ).fetchall()


def _article(row: Row) -> Article:
    id_, title, body, lang, tags, valid_from, valid_to, source, audience = row
    return Article(
        id=ArticleId(str(id_)),
        title=str(title),
        body=str(body),
        lang=str(lang),
        tags=tuple(json.loads(str(tags))),
        valid_from=_read_day(valid_from),
        valid_to=_read_day(valid_to),
        source=str(source),
        audience=tuple(json.loads(str(audience))),
    )


def _record(row: Row) -> PassageRecord:
    id_, article_id, path, text, title, lang, valid_from, valid_to, content_hash, pack, source = row
    return PassageRecord(
        passage=Passage(PassageId(int(id_ or 0)), ArticleId(str(article_id)), tuple(json.loads(str(path))), str(text)),
        title=str(title),
        lang=str(lang),
        valid_from=_read_day(valid_from),
        valid_to=_read_day(valid_to),
        content_hash=str(content_hash),
        pack="" if pack is None else str(pack),
        source=str(source),
    )


def _number(rows: Iterable[Row]) -> int:
    return next((int(row[0] or 0) for row in rows), 0)


_fields = json.JSONEncoder(default=str).encode


def _hash(*fields: object) -> str:
    return hashlib.blake2b(_fields(fields).encode(), digest_size=16).hexdigest()


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))


def _on_loop(progress: Progress | None) -> Callable[[int, int], None]:
    """`progress` called where it belongs, on the event loop, and not on the lane that works."""
    if progress is None:
        return lambda done, total: None
    loop = asyncio.get_running_loop()

    def tell(done: int, total: int) -> None:
        loop.call_soon_threadsafe(progress, done, total)

    return tell
