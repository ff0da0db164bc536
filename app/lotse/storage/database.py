"""One database file: opened safely, written on its store lane, read on its read lane.

Owns keys, pragmas, the check after an unclean exit, backups before migrations and the lanes; must not know any table.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from lotse.domain.errors import EnvironmentProblem, LotseError
from lotse.storage import atomic
from lotse.storage.edge import Connection, connect, known_problems, transaction
from lotse.storage.lanes import Lane
from lotse.storage.migrations import Migration, migrate

T = TypeVar("T")

_BUSY_MS = 5000
_PLAIN_HEADER = b"SQLite format 3\x00"

# What is set on every connection, and what it must answer afterwards. synchronous=FULL: with NORMAL a power loss takes
# back commits that were acknowledged. secure_delete: what is erased is overwritten. trusted_schema: a file can not run
# functions by its views.
_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", str(_BUSY_MS), _BUSY_MS),
    ("foreign_keys", "ON", 1),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
)
_CIPHER_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    # Otherwise a wrong key prints to stderr from inside the library.
    ("cipher_log_level", "NONE", "NONE"),
    ("cipher_memory_security", "ON", "1"),
)


class Database:
    """A file with its two lanes, or a database in memory, where reading happens on the store lane too.

    Methods run on the event loop. Invariant: when `write` returns, the change survives kill -9 and power loss; when it
    raises, nothing of it is stored, or a retry of the same idempotent change is harmless.
    """

    def __init__(self, path: Path | None, key: bytes | None) -> None:
        self.path = path
        self.file = path.name if path else "memory"
        self._key = key
        self._writing = Lane("store")
        self._reading = Lane("read") if path else self._writing
        self._writer: Connection | None = None
        self._reader: Connection | None = None

    async def open(self, steps: Sequence[Migration]) -> None:
        """Open or create the file and bring its schema up to date. Nothing stays open when this raises.

        Raises `EnvironmentProblem` (`store_damaged`, `store_newer`, `store_locked`, `disk_full`, …).
        """
        try:
            await self._writing.run(lambda: self._open_writer(steps))
            if self.path is not None:
                await self._reading.run(self._open_reader)
        except BaseException:
            await self.close()
            raise

    async def write(self, act: Callable[[Connection], T]) -> T:
        """Run `act` in one transaction on the store lane."""
        return await self._writing.run(lambda: self._write(act))

    async def read(self, act: Callable[[Connection], T]) -> T:
        """Run `act` on the read lane; it sees every write that was acknowledged before."""
        return await self._reading.run(lambda: self._read(act))

    async def close(self) -> None:
        """Finish what is under way and close both connections, the writer last: it removes the write-ahead log."""
        if self.path is not None:
            await self._reading.close(self._close_reader)
        await self._writing.close(self._close_writer)

    def encrypted(self) -> bool:
        """Whether the bytes on disk are not a plain SQLite file: looked at, not assumed."""
        if self.path is None:
            return False
        with self.path.open("rb") as file:
            start = file.read(len(_PLAIN_HEADER))
        return len(start) == len(_PLAIN_HEADER) and start != _PLAIN_HEADER

    async def damage(self) -> str:
        """What a full check of the file finds; empty when it is whole."""
        try:
            return await self.read(_first_damage)
        except EnvironmentProblem as problem:
            return problem.key

    # --- on the lanes ------------------------------------------------------------------------------------------------

    def _write(self, act: Callable[[Connection], T]) -> T:
        assert self._writer is not None
        with known_problems(self.path), transaction(self._writer):
            return act(self._writer)

    def _read(self, act: Callable[[Connection], T]) -> T:
        connection = self._reader if self.path else self._writer
        assert connection is not None
        with known_problems(self.path):
            return act(connection)

    def _open_writer(self, steps: Sequence[Migration]) -> None:
        with known_problems(self.path):
            if self.path is None:
                self._writer = self._connection(":memory:")
            else:
                atomic.make_private(self.path.parent)
                unclean = _left_open(self.path)
                _touch_private(self.path)
                self._writer = self._connection(self.path.absolute().as_uri())
                _expect(self._writer, "journal_mode", "WAL", "wal")
                if unclean and _first_damage(self._writer, "quick_check(1)"):
                    raise EnvironmentProblem("store_damaged", file=self.file)
            migrate(self._writer, steps, self.file, self._back_up)

    def _open_reader(self) -> None:
        assert self.path is not None
        with known_problems(self.path):
            self._reader = self._connection(self.path.absolute().as_uri() + "?mode=ro")

    def _connection(self, target: str) -> Connection:
        connection = connect(target)
        try:
            if self._key is not None:
                # The raw key: the passphrase was stretched once, in `keys`, not at every opening of a connection.
                connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
                for name, value, expected in _CIPHER_PRAGMAS:
                    _expect(connection, name, value, expected)
            for name, value, expected in _PRAGMAS:
                _expect(connection, name, value, expected)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def _back_up(self, last_step: str) -> None:
        """A copy with the same key, whole and durable before the schema is touched."""
        if self.path is None or self._writer is None:
            return
        folder = self.path.parent / "backups"
        atomic.make_private(folder)
        copy = folder / f"{self.path.stem}-{last_step}{self.path.suffix}"
        beside = copy.with_name(copy.name + ".new")
        beside.unlink(missing_ok=True)
        self._writer.execute("VACUUM INTO ?", (str(beside),))
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(copy)
        atomic.sync_folder(folder)

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _close_writer(self) -> None:
        if self._writer is not None:
            # Closing must always succeed; what could not be folded back stays in the log and is read next time.
            with suppress(LotseError), known_problems(self.path):
                self._writer.close()
            self._writer = None


def _expect(connection: Connection, name: str, value: str, expected: object) -> None:
    """Set a pragma and make sure that it holds: an unknown or refused one is silent in SQLite."""
    connection.execute(f"PRAGMA {name} = {value}").fetchall()
    row = connection.execute(f"PRAGMA {name}").fetchone()
    if row is None or row[0] != expected:
        raise EnvironmentProblem("store_unsafe", setting=name)


def _first_damage(connection: Connection, check: str = "integrity_check(1)") -> str:
    row = connection.execute(f"PRAGMA {check}").fetchone()
    return "" if row == ("ok",) else str(row[0] if row else "no answer")


def _left_open(path: Path) -> bool:
    """A log beside the file: the last program did not close it, or another one has it open."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _touch_private(path: Path) -> None:
    if not path.exists():
        path.touch(mode=0o600)
