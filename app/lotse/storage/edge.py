"""The one typed edge to SQLCipher, and the one place where its errors become problems a user can meet.

Owns the shape of a connection and the mapping of error codes; must not know any table. Text of errors is never read:
it can hold file names and SQL.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol, cast

from sqlcipher3 import dbapi2

from lotse.domain.errors import EnvironmentProblem, InputProblem
from lotse.storage import atomic

Value = str | int | float | bytes | None
Row = tuple[Value, ...]


class Cursor(Protocol):
    @property
    def rowcount(self) -> int: ...

    @property
    def lastrowid(self) -> int | None: ...

    def fetchone(self) -> Row | None: ...

    def fetchall(self) -> list[Row]: ...

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """What storage uses of a DB-API connection in autocommit mode."""

    @property
    def in_transaction(self) -> bool: ...

    def execute(self, sql: str, parameters: Sequence[Value] = ..., /) -> Cursor: ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> Cursor: ...

    def close(self) -> None: ...


ERRORS: tuple[type[Exception], ...] = (dbapi2.Error,)
"""Every class a database raises. sqlite-utils only knows those of `sqlite3`, so nothing relies on its handling."""

_PRIMARY = 0xFF
_FULL, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _CANTOPEN, _NOTADB = 13, 5, 6, 8, 10, 11, 14, 26
_KEYS = {
    _FULL: "disk_full",
    _BUSY: "store_locked",
    _LOCKED: "store_locked",
    _READONLY: "store_readonly",
    _IOERR: "disk_error",
    _CORRUPT: "store_damaged",
    _CANTOPEN: "store_unreachable",
    _NOTADB: "store_damaged",
}


def problem_of(error: Exception, path: Path | None) -> EnvironmentProblem | None:
    """The problem behind a database error, or `None` when it is a bug (a wrong statement, a broken constraint)."""
    key = _KEYS.get(int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY)
    if key is None:
        return None
    # Only the primary code comes through, and a quota or a full disk can hide behind a general I/O error.
    if key == "disk_error" and path is not None and not atomic.has_room(path.parent):
        key = "disk_full"
    return EnvironmentProblem(key, file=path.name if path else "memory")


@contextmanager
def known_problems(path: Path | None) -> Generator[None]:
    """Turn what the database raises into `EnvironmentProblem`, and text that cannot be encoded into `InputProblem`.

    `path` is the database file, `None` for one in memory.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputProblem("text_not_unicode") from error
    except OSError as error:
        raise atomic.problem_of(error, path.name if path else "memory") from error
    except ERRORS as error:
        problem = problem_of(error, path)
        if problem is None:
            raise
        raise problem from error


@contextmanager
def transaction(connection: Connection) -> Generator[None]:
    """Everything in the block is stored, or nothing. The write lock is taken at once: no upgrade can fail later."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            # What made the block fail is what the user must hear of, not that undoing failed too.
            with suppress(*ERRORS):
                connection.execute("ROLLBACK")
        raise


def connect(target: str) -> Connection:
    """A bare connection in autocommit mode to a file URI or `:memory:`; keyed and tuned by `database`."""
    return cast(Connection, dbapi2.connect(target, uri=True, isolation_level=None))
