"""How a program gets its stores. Imports nothing heavy until one is opened: the window is painted before that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lotse.domain.errors import EnvironmentProblem

if TYPE_CHECKING:
    from lotse.services.editing_port import EditingStore
    from lotse.services.pack_ports import PackStore
    from lotse.services.ports import CaseStore
    from lotse.storage.key_sources import KeySource
    from lotse.storage.knowledge import KnowledgeFile

CASES = "cases.db"
KNOWLEDGE = "knowledge.db"


def ways_in(home: Path) -> tuple[str, ...]:
    """The types of slots of an existing store (`passphrase`, `keystore`, `recovery`); empty for a new home."""
    from lotse.storage import keys

    if not keys.exists(home):
        return ()
    return tuple(slot.type for slot in keys.read(home).slots)


async def open_case_store(
    home: Path,
    key_source: KeySource | None,
    *,
    on_recovery_key: Callable[[str], None] | None = None,
) -> CaseStore:
    """Open the encrypted store of `home`, or make it.

    Without `key_source` the keystore of the system is asked. When a new store is made and `on_recovery_key` is given,
    it is called once with a recovery key, which is kept nowhere; it must be shown before anything else.

    Raises `EnvironmentProblem`: `no_key_source` (nothing given and no keystore), `passphrase_needed` (the store opens
    only with one), those of `keys.unlock` and those of `Database.open`; `InputProblem("empty_passphrase")`.
    """
    from lotse.storage.cases import open_cases
    from lotse.storage.database import Database
    from lotse.storage.lanes import Lane

    lane = Lane("keys")
    try:
        data_key = await lane.run(lambda: _data_key(home, key_source, on_recovery_key))
    finally:
        await lane.close(lambda: None)
    return await open_cases(Database(home / CASES, data_key))


async def open_passing_case_store() -> CaseStore:
    """The same store in memory, for `--no-persist`: nothing of it is ever written."""
    from lotse.storage.cases import open_cases
    from lotse.storage.database import Database

    return await open_cases(Database(None, None))


async def open_knowledge_store(home: Path) -> KnowledgeFile:
    """Open the knowledge of `home`, or make it. Raises what `Database.open` raises."""
    from lotse.storage.database import Database
    from lotse.storage.knowledge import open_knowledge

    return await open_knowledge(Database(home / KNOWLEDGE, None))


async def open_passing_knowledge_store() -> KnowledgeFile:
    """The same store in memory, for `--no-persist`."""
    from lotse.storage.database import Database
    from lotse.storage.knowledge import open_knowledge

    return await open_knowledge(Database(None, None))


def editing_of(knowledge: KnowledgeFile) -> EditingStore:
    """Drafts, versions and feedback beside the articles of an open knowledge store; closed with it."""
    from lotse.storage.knowledge_editing import KnowledgeEditing

    return KnowledgeEditing(knowledge.database)


def packs_of(knowledge: KnowledgeFile) -> PackStore:
    """The packs in an open knowledge store; closed with it."""
    from lotse.storage.knowledge_packs import KnowledgePacks

    return KnowledgePacks(knowledge.database)


def _data_key(home: Path, source: KeySource | None, on_recovery_key: Callable[[str], None] | None) -> bytes:
    from lotse.storage import keys
    from lotse.storage.key_sources import RecoveryKey, system_keystore

    slots = ways_in(home)
    if source is None and (not slots or "keystore" in slots):
        source = system_keystore()
    if source is None:
        raise EnvironmentProblem("passphrase_needed" if slots else "no_key_source")
    if slots:
        return keys.unlock(home, source)
    if (home / CASES).exists() and (home / CASES).stat().st_size:
        raise EnvironmentProblem("keys_missing")
    try:
        data_key = keys.create(home, source)
    except EnvironmentProblem as problem:
        if problem.key != "keys_exist":
            raise
        return keys.unlock(home, source)  # another program was faster
    if on_recovery_key is not None:
        recovery = RecoveryKey()
        keys.add_slot(home, data_key, recovery)
        on_recovery_key(recovery.code)
    return data_key
