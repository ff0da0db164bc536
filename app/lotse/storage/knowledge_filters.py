"""Filters as statements: which articles a search is about, and what there is to choose from.

Owns the condition that both searches are held to, so that words and meaning can never differ in what they leave out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from lotse.domain.filters import OWN, Filters, FilterValue, FilterValues
from lotse.domain.sources import ImportedDocument, beginnings, put_together
from lotse.storage.edge import Connection, Row, Value
from lotse.storage.migrations import Migration

if TYPE_CHECKING:
    from sqlite_utils import Database as Schema

Condition = tuple[str, list[Value]]
TOLD = "INDEXED BY articles_told"
"""What filters look at stands behind the body in a row; by this index no body is read to be passed over."""


def _told(schema: Schema) -> None:
    schema.execute("CREATE INDEX articles_told ON articles (id, lang, audience, tags, valid_to)")


FILTERS = Migration("filters", _told)


def condition(filters: Filters, articles: str) -> Condition:
    """What an article has to meet, for a WHERE clause in which the table is called `articles`; empty for everything."""
    parts: list[str] = []
    values: list[Value] = []

    def add(part: str, *given: Value) -> None:
        parts.append(part)
        values.extend(given)

    if filters.langs:
        add(f"{articles}.lang IN (SELECT value FROM json_each(?))", _list(filters.langs))
    if filters.tags:
        add(f"{_holds(f'{articles}.tags')}", _list(filters.tags))
    if filters.audiences:
        add(f"({articles}.audience = '[]' OR {_holds(f'{articles}.audience')})", _list(filters.audiences))
    if filters.packs:
        add(*_in_packs(filters.packs, articles))
    if filters.sources:
        add(*_in_sources(filters.sources, articles))
    return " AND ".join(parts), values


def filter_values(connection: Connection, today: date) -> FilterValues:
    documents = imported_documents(connection)
    over = f"SELECT count(*) FROM articles {TOLD} WHERE valid_to < ?"
    row = connection.execute(over, (today.isoformat(),)).fetchone()
    return FilterValues(
        langs=_counted(connection.execute(f"SELECT lang, count(*) FROM articles {TOLD} GROUP BY lang ORDER BY lang")),
        audiences=_counted(connection.execute(_VALUES.format("audience"))),
        tags=_counted(connection.execute(_VALUES.format("tags"))),
        sources=tuple(FilterValue(one.place, one.articles) for one in put_together(documents)),
        packs=_packs(connection),
        outdated=int(row[0] or 0) if row else 0,
    )


def imported_documents(connection: Connection) -> tuple[ImportedDocument, ...]:
    rows = connection.execute(
        """
        SELECT key, root, day, (SELECT count(*) FROM source_articles WHERE source = key) FROM sources ORDER BY key
        """
    )
    return tuple(
        ImportedDocument(str(key), str(root), int(articles or 0), _day(day)) for key, root, day, articles in rows
    )


_VALUES = f"""
    SELECT value, count(DISTINCT articles.rowid) FROM articles {TOLD}, json_each(articles.{{0}})
    GROUP BY value ORDER BY value
"""


def _packs(connection: Connection) -> tuple[FilterValue, ...]:
    """Without any pack there is nothing to choose."""
    found = _counted(
        connection.execute(
            f"""
            SELECT coalesce(pack, ''), count(*) FROM articles {TOLD} LEFT JOIN pack_articles ON article_id = articles.id
            GROUP BY 1 ORDER BY 1
            """
        )
    )
    return found if any(one.value != OWN for one in found) else ()


def _in_packs(packs: Sequence[str], articles: str) -> tuple[str, str]:
    # The subquery is not bound to the article, so that it is made once; a pack's articles are few beside its passages.
    named = f"{articles}.id IN (SELECT article_id FROM pack_articles WHERE pack IN (SELECT value FROM json_each(?)))"
    if OWN in packs:
        named = f"({named} OR {articles}.id NOT IN (SELECT article_id FROM pack_articles))"
    return named, _list(packs)


def _in_sources(places: Sequence[str], articles: str) -> tuple[str, *tuple[str, ...]]:
    given: list[str] = []
    tests: list[str] = []
    for place in places:
        begin = beginnings(place)
        tests.append("source = ?" + " OR substr(source, 1, length(?)) = ?" * len(begin))
        given += [place, *(one for beginning in begin for one in (beginning, beginning))]
    return f"{articles}.id IN (SELECT article_id FROM source_articles WHERE {' OR '.join(tests)})", *given


def _holds(column: str) -> str:
    return f"EXISTS (SELECT 1 FROM json_each({column}) AS has WHERE has.value IN (SELECT value FROM json_each(?)))"


def _list(values: Sequence[str]) -> str:
    return json.dumps(values)


def _counted(rows: Iterable[Row]) -> tuple[FilterValue, ...]:
    return tuple(FilterValue(str(value), int(count or 0)) for value, count in rows)


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))
