"""Which packs are installed, which article belongs to which, and the version before: in `knowledge.db`, beside the
articles, so that installing, undoing and removing is one transaction with them.

Must not know files, keys or vectors. An article that a pack replaces is kept and comes back when the pack goes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.packs import article_fields, article_from, canonical
from lotse.services.pack_ports import InstalledPack, PackVersion, Replaced
from lotse.storage.database import Database
from lotse.storage.edge import Connection, Row
from lotse.storage.knowledge import put_article, put_articles, remove_article, stored_article
from lotse.storage.knowledge_terms import learn_words

_NOW, _BEFORE = "now", "before"
_VERSION = "name, version, content, signer, description, installed, count, can_undo"


class KnowledgePacks:
    """`PackStore` on the open database of the knowledge store; closed with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def installed(self) -> tuple[InstalledPack, ...]:
        return await self._database.read(_installed)

    async def articles_of(self, name: str) -> tuple[Article, ...]:
        return await self._database.read(lambda connection: tuple(_kept(connection, name, _NOW).values()))

    async def install(
        self, pack: PackVersion, articles: Sequence[Article], *, over: str | None, now: datetime
    ) -> Replaced:
        def act(connection: Connection) -> Replaced:
            row = connection.execute(
                "SELECT content FROM pack_versions WHERE name = ? AND place = ?", (pack.name, _NOW)
            ).fetchone()
            if (None if row is None else row[0]) != over:
                raise InputProblem("pack_changed_meanwhile", name=pack.name)
            replaced = _exchange(connection, pack.name, articles)
            _forget(connection, pack.name, _BEFORE)
            connection.execute(
                "UPDATE pack_versions SET place = ? WHERE name = ? AND place = ?", (_BEFORE, pack.name, _NOW)
            )
            connection.execute(
                f"INSERT INTO pack_versions (place, {_VERSION}, articles) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
                (
                    _NOW, pack.name, pack.version, pack.content, pack.signer, pack.description, now.isoformat(),
                    len(articles), _packed(articles),
                ),
            )  # fmt: skip
            connection.execute("DELETE FROM pack_held WHERE name = ? AND content = ?", (pack.name, pack.content))
            return replaced

        return await self._database.write(act)

    async def undo(self, name: str, now: datetime) -> InstalledPack | None:
        def act(connection: Connection) -> InstalledPack | None:
            current = _current(connection, name)
            if not current.can_undo:
                raise InputProblem("pack_nothing_to_undo", name=name)
            _hold(connection, current.pack)
            if current.before is None:
                _remove(connection, name)
                return None
            _exchange(connection, name, tuple(_kept(connection, name, _BEFORE).values()))
            _forget(connection, name, _NOW)
            connection.execute(
                "UPDATE pack_versions SET place = ?, can_undo = 0, installed = ? WHERE name = ?",
                (_NOW, now.isoformat(), name),
            )
            return _current(connection, name)

        return await self._database.write(act)

    async def remove(self, name: str) -> None:
        def act(connection: Connection) -> None:
            _hold(connection, _current(connection, name).pack)
            _remove(connection, name)

        await self._database.write(act)

    async def held(self) -> frozenset[tuple[str, str]]:
        def act(connection: Connection) -> frozenset[tuple[str, str]]:
            rows = connection.execute("SELECT name, content FROM pack_held")
            return frozenset((str(name), str(content)) for name, content in rows)

        return await self._database.read(act)


def left_to_packs(connection: Connection, article_ids: Iterable[ArticleId]) -> frozenset[ArticleId]:
    """Give up the home's own articles with these ids where a pack has taken their place; which ids those are.

    What was kept of them is dropped, and the pack's text stands, also where something was imported over it; what an
    editor made of it stays.
    """
    unwanted = set(article_ids)
    taken = {id_: pack for id_, pack in _owners(connection).items() if id_ in unwanted}
    edited = {
        str(id_) for (id_,) in connection.execute("SELECT article_id FROM article_origins WHERE origin = 'edited'")
    }
    for pack in set(taken.values()):
        kept = _kept(connection, pack, _NOW)
        for article_id in (id_ for id_, owner in taken.items() if owner == pack):
            connection.execute("DELETE FROM pack_displaced WHERE article_id = ?", (article_id,))
            if article_id in kept and article_id not in edited:
                put_article(connection, kept[article_id])
    return frozenset(taken)


def _installed(connection: Connection) -> tuple[InstalledPack, ...]:
    rows = connection.execute(f"SELECT {_VERSION} FROM pack_versions WHERE place = ? ORDER BY name", (_NOW,)).fetchall()
    return tuple(_pack(connection, row) for row in rows)


def _current(connection: Connection, name: str) -> InstalledPack:
    row = connection.execute(
        f"SELECT {_VERSION} FROM pack_versions WHERE name = ? AND place = ?", (name, _NOW)
    ).fetchone()
    if row is None:
        raise InputProblem("pack_unknown", name=name)
    return _pack(connection, row)


def _pack(connection: Connection, row: Row) -> InstalledPack:
    name, version, content, signer, description, installed, count, can_undo = row
    before = connection.execute(
        "SELECT version FROM pack_versions WHERE name = ? AND place = ?", (name, _BEFORE)
    ).fetchone()
    return InstalledPack(
        pack=PackVersion(str(name), str(version), str(content), str(signer), str(description)),
        articles=int(count or 0),
        installed=datetime.fromisoformat(str(installed)),
        before=None if before is None else str(before[0]),
        can_undo=bool(can_undo),
    )


def _exchange(connection: Connection, name: str, articles: Iterable[Article]) -> Replaced:
    """Make the articles of a pack exactly `articles`."""
    wanted = {article.id: article for article in articles}
    old = _kept(connection, name, _NOW)
    owners = _owners(connection)
    for article_id in wanted:
        if owners.get(article_id, name) != name:
            raise InputProblem("pack_article_taken", article=article_id, pack=owners[article_id])
    own = {article_id for article_id, owner in owners.items() if owner == name}
    stored = {article_id: stored_article(connection, article_id) for article_id in wanted.keys() | own}
    edited = [id_ for id_ in sorted(own) if stored[id_] not in (None, old.get(id_), wanted.get(id_))]
    for article_id in sorted(own - wanted.keys()):
        _give_back(connection, article_id)
    for article_id in sorted(wanted.keys() - own):
        if (displaced := stored[article_id]) is not None:
            connection.execute(
                "INSERT INTO pack_displaced (article_id, pack, article) VALUES (?, ?, ?)",
                (article_id, name, canonical(article_fields(displaced)).decode("utf-8")),
            )
        connection.execute("INSERT INTO pack_articles (article_id, pack) VALUES (?, ?)", (article_id, name))
    changed = put_articles(connection, tuple(wanted.values()))
    learn_words(connection)
    # An edit of an article that is the same in both versions may have been kept.
    lost = tuple(id_ for id_ in edited if stored_article(connection, id_) != stored[id_])
    return Replaced(changed, len(own - wanted.keys()), lost)


def _give_back(connection: Connection, article_id: ArticleId) -> None:
    """Take an article of a pack away; one that it had displaced takes its place again."""
    row = connection.execute("SELECT article FROM pack_displaced WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        remove_article(connection, article_id)
    else:
        put_article(connection, article_from(json.loads(str(row[0]))))
        connection.execute("DELETE FROM pack_displaced WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM pack_articles WHERE article_id = ?", (article_id,))


def _remove(connection: Connection, name: str) -> None:
    _exchange(connection, name, ())
    connection.execute("DELETE FROM pack_versions WHERE name = ?", (name,))


def _hold(connection: Connection, pack: PackVersion) -> None:
    connection.execute("INSERT OR IGNORE INTO pack_held (name, content) VALUES (?, ?)", (pack.name, pack.content))


def _forget(connection: Connection, name: str, place: str) -> None:
    connection.execute("DELETE FROM pack_versions WHERE name = ? AND place = ?", (name, place))


def _owners(connection: Connection) -> Mapping[ArticleId, str]:
    rows = connection.execute("SELECT article_id, pack FROM pack_articles")
    return {ArticleId(str(article_id)): str(pack) for article_id, pack in rows}


def _packed(articles: Iterable[Article]) -> bytes:
    return zlib.compress(b"\n".join(canonical(article_fields(article)) for article in articles))


def _kept(connection: Connection, name: str, place: str) -> dict[ArticleId, Article]:
    row = connection.execute(
        "SELECT articles FROM pack_versions WHERE name = ? AND place = ?", (name, place)
    ).fetchone()
    if row is None or not isinstance(row[0], bytes):
        return {}
    lines = zlib.decompress(row[0]).split(b"\n")
    found = [article_from(json.loads(line)) for line in lines if line]
    return {article.id: article for article in found}
