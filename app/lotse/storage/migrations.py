"""How the schema of a database file grows: named steps, in order, each whole or not at all, never edited after release.

Owns the record of what was applied; the steps themselves live beside the repository they serve. `sqlite_utils` is
imported only when there is a step to take, because it costs more than all the rest of opening a store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from lotse.domain.errors import EnvironmentProblem
from lotse.storage.edge import Connection, transaction

if TYPE_CHECKING:
    from sqlite_utils import Database as Schema


@dataclass(frozen=True, slots=True)
class Migration:
    name: str
    apply: Callable[[Schema], None]


def applied(connection: Connection) -> tuple[str, ...]:
    """Names of the steps that this file has taken, in order."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_migrations'").fetchone()
    if found is None:
        return ()
    return tuple(str(name) for (name,) in connection.execute("SELECT name FROM _migrations ORDER BY position"))


def migrate(connection: Connection, steps: Sequence[Migration], file: str, backup: Callable[[str], None]) -> None:
    """Take the missing steps. `backup` is called with the last step's name before an existing file is changed.

    Raises `EnvironmentProblem("store_newer")` for a file that knows steps this program does not; it is left as it is.
    """
    names = tuple(step.name for step in steps)
    done = _checked(applied(connection), names, file)
    if done == names:
        return
    if done:
        backup(done[-1])
    import sqlite_utils

    schema = sqlite_utils.Database(cast(Any, connection), recursive_triggers=False, execute_plugins=False)
    while done != names:
        with transaction(connection):
            # Asked again under the lock: another program may be opening the same new file.
            done = _checked(applied(connection), names, file)
            if done == names:
                return
            connection.execute("CREATE TABLE IF NOT EXISTS _migrations (position INTEGER PRIMARY KEY, name TEXT)")
            step = steps[len(done)]
            step.apply(schema)
            connection.execute("INSERT INTO _migrations (position, name) VALUES (?, ?)", (len(done), step.name))
            done = (*done, step.name)


def _checked(done: tuple[str, ...], names: tuple[str, ...], file: str) -> tuple[str, ...]:
    if done != names[: len(done)]:
        raise EnvironmentProblem("store_newer", file=file)
    return done
