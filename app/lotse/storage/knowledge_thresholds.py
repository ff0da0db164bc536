"""The thresholds that were calibrated here, by pack and embedder: one table of `knowledge.db`.

Must not know what a score is. A threshold outlives its pack: when the pack comes back, it holds again.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lotse.domain.thresholds import PackThreshold
from lotse.storage.edge import Connection
from lotse.storage.migrations import Migration

if TYPE_CHECKING:
    from sqlite_utils import Database as Schema

_FIELDS = "pack, embedder, threshold, day, most_false, answered, answerable, false_answers, unanswerable"


def _thresholds(schema: Schema) -> None:
    schema.execute(
        """
        CREATE TABLE thresholds (
            pack TEXT NOT NULL, embedder TEXT NOT NULL, threshold REAL NOT NULL CHECK (threshold BETWEEN 0 AND 1),
            day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            most_false REAL NOT NULL, answered INTEGER NOT NULL, answerable INTEGER NOT NULL,
            false_answers INTEGER NOT NULL, unanswerable INTEGER NOT NULL, PRIMARY KEY (pack, embedder)
        ) STRICT, WITHOUT ROWID
        """
    )


THRESHOLDS = Migration("thresholds", _thresholds)


def stored_thresholds(connection: Connection) -> tuple[PackThreshold, ...]:
    rows = connection.execute(f"SELECT {_FIELDS} FROM thresholds ORDER BY pack, embedder")
    return tuple(
        PackThreshold(
            str(pack), str(embedder), float(threshold or 0), date.fromisoformat(str(day)), float(most_false or 0),
            *(int(count or 0) for count in counts),
        )
        for pack, embedder, threshold, day, most_false, *counts in rows
    )  # fmt: skip


def keep_threshold(connection: Connection, one: PackThreshold) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO thresholds ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            one.pack, one.embedder, one.threshold, one.day.isoformat(), one.most_false,
            one.answered, one.answerable, one.false_answers, one.unanswerable,
        ),
    )  # fmt: skip


def drop_threshold(connection: Connection, pack: str) -> int:
    """Take back what holds for a pack, with any embedder; how many there were."""
    return connection.execute("DELETE FROM thresholds WHERE pack = ?", (pack,)).rowcount


def packs_of(connection: Connection, article_ids: str) -> dict[str, str]:
    """The pack of each article that is there, by a JSON list of ids; empty for one that belongs to none."""
    rows = connection.execute(
        """
        SELECT articles.id, coalesce(pack, '') FROM articles LEFT JOIN pack_articles ON article_id = articles.id
        WHERE articles.id IN (SELECT value FROM json_each(?))
        """,
        (article_ids,),
    )
    return {str(id_): str(pack) for id_, pack in rows}
