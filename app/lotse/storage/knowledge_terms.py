"""What lets the knowledge base grow: which terms occur in how many passages, and which passages are gone.

Owns `terms`, `words` and `passages_gone`. Every number here is kept by the change that causes it, so that one new
article costs what it holds, however large the knowledge base is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lotse.storage.edge import Connection, Value
from lotse.storage.migrations import Migration

if TYPE_CHECKING:
    from sqlite_utils import Database as Schema

_MANY = 500
_HELD = 200_000
"""Terms that are counted in memory before they are written."""


def _growing(schema: Schema) -> None:
    schema.execute("INSERT INTO settings (name, value) VALUES ('identity', lower(hex(randomblob(16))))")
    # AUTOINCREMENT in both: an id or a place in the order is never used again, because indexes are compared by them.
    schema.execute("CREATE TABLE passages_gone (seq INTEGER PRIMARY KEY AUTOINCREMENT, passage_id INTEGER) STRICT")
    schema.execute(
        "CREATE TRIGGER passage_gone AFTER DELETE ON passages "
        "BEGIN INSERT INTO passages_gone (passage_id) VALUES (OLD.id); END"
    )
    schema.execute(
        "CREATE TABLE terms ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, term TEXT NOT NULL UNIQUE, passages INTEGER NOT NULL) STRICT"
    )
    schema.execute("CREATE INDEX terms_unused ON terms (passages) WHERE passages <= 0")
    schema.execute("INSERT INTO passage_terms (passage_terms, rank) VALUES ('rank', 'bm25(4.0, 2.0, 1.0)')")
    # Ids that were given back before anybody counted them.
    schema.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'passages_gone', seq - (SELECT count(*) FROM passages) "
        "FROM sqlite_sequence WHERE name = 'passages'"
    )
    schema.execute("DELETE FROM settings WHERE name = 'index_made_by'")  # which fills `terms` at the next opening


GROWING = Migration("growing", _growing)


class TermCounts:
    """What the changes of one transaction do to `terms`. Ends with `store`.

    A term is written once a batch and not once a passage: an import has most of them in dozens of its passages.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changes: Counter[str] = Counter()

    def add(self, terms: Iterable[str]) -> None:
        """One more passage has these terms."""
        self._changes.update(set(terms))
        if len(self._changes) > _HELD:
            self.store()

    def take(self, terms: Iterable[str]) -> None:
        """One passage that had these terms is gone."""
        self._changes.subtract(set(terms))

    def store(self) -> None:
        rows: list[tuple[Value, ...]] = [(term, passages) for term, passages in self._changes.items() if passages]
        self._connection.executemany(
            "INSERT INTO terms (term, passages) VALUES (?, ?) "
            "ON CONFLICT (term) DO UPDATE SET passages = passages + excluded.passages",
            rows,
        )
        self._changes.clear()


def forget_terms(connection: Connection) -> None:
    """Before everything is counted anew."""
    connection.execute("DELETE FROM terms")
    connection.execute("DELETE FROM words")
    connection.execute("DELETE FROM settings WHERE name = 'words_up_to'")


def learn_words(connection: Connection) -> None:
    """Bring `words` in line with `terms`; called in the transaction that changed them, after the last change."""
    unused: list[tuple[Value, ...]] = [
        (row[0],) for row in connection.execute("SELECT id FROM terms WHERE passages <= 0")
    ]
    connection.executemany("DELETE FROM words WHERE rowid = ?", unused)
    connection.executemany("DELETE FROM terms WHERE id = ?", unused)
    row = connection.execute("SELECT value FROM settings WHERE name = 'words_up_to'").fetchone()
    up_to = int(str(row[0])) if row else 0
    new: list[tuple[Value, ...]] = []
    for id_, term in connection.execute("SELECT id, term FROM terms WHERE id > ? ORDER BY id", (up_to,)):
        up_to = int(id_ or 0)
        if isinstance(term, str) and len(term) > 3 and term.isalpha():
            new.append((id_, term))
    connection.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", new)
    connection.execute(
        "INSERT INTO settings (name, value) VALUES ('words_up_to', ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (str(up_to),),
    )


def passages_with(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many passages each of `terms` occurs, in the order asked; what occurs nowhere is left out."""
    wanted: list[Value] = list(dict.fromkeys(terms))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        marks = ",".join("?" * len(some))
        for term, passages in connection.execute(f"SELECT term, passages FROM terms WHERE term IN ({marks})", some):
            found[str(term)] = int(passages or 0)
    return {str(term): found[str(term)] for term in wanted if term in found}
