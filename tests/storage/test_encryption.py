"""What lies on the disk is unreadable without the key, and every connection is as safe as it claims."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lotse.domain.cards import Decision
from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import EnvironmentProblem
from lotse.domain.notes import Note
from lotse.services.ports import SavedNote
from lotse.storage import database as database_module
from lotse.storage.cases_schema import STEPS
from lotse.storage.database import Database
from lotse.storage.edge import Connection, Value
from lotse.storage.key_sources import Argon2Cost, Passphrase
from lotse.storage.opening import CASES, open_case_store, open_knowledge_store, open_passing_case_store

KEY = Passphrase("Leuchtturm", Argon2Cost(memory_kib=64, passes=1))
CANARY = "Kanarienvogelschrei"
TALK = Conversation(ConversationId("k"), (Turn(1, "customer", CANARY), Turn(2, "agent", CANARY)), title=CANARY)


async def _write_canary(home: Path) -> None:
    store = await open_case_store(home, KEY)
    await store.add_conversation(TALK)
    await store.save_note(SavedNote(TALK.id, Note("de", 2), CANARY), [Decision("d", TALK.id, "a", "edited", CANARY)])
    await store.keep_draft(TALK.id, "reply", CANARY)
    await _assert_absent(home)  # while it is open, with the log beside it
    health = await store.health()
    assert health.encrypted
    await store.close()


async def _assert_absent(home: Path) -> None:
    files = [file for file in home.rglob("*") if file.is_file()]
    assert files
    for file in files:
        assert CANARY.encode() not in file.read_bytes(), file.name
        assert CANARY.encode("utf-16-le") not in file.read_bytes(), file.name


def test_no_customer_text_in_any_file(home: Path) -> None:
    asyncio.run(_write_canary(home))
    asyncio.run(_assert_absent(home))
    assert not (home / CASES).read_bytes().startswith(b"SQLite format 3")
    with closing(sqlite3.connect(home / CASES)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")


def test_canary_search_finds_what_is_not_encrypted(home: Path) -> None:
    # The control for the test above: the same text in the same way, without a key.
    async def play() -> None:
        database = Database(home / CASES, None)
        await database.open(STEPS)
        await database.write(lambda connection: connection.execute("INSERT INTO customers VALUES ('c', ?)", (CANARY,)))
        assert not database.encrypted()
        with pytest.raises(AssertionError):
            await _assert_absent(home)
        await database.close()

    asyncio.run(play())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode; the home lies in the user's profile")
def test_files_and_home_are_for_this_user_alone(home: Path) -> None:
    asyncio.run(_write_canary(home))
    assert home.stat().st_mode & 0o077 == 0
    for file in home.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name


PRAGMAS: dict[str, Value] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "busy_timeout": 5000,
    "cipher_memory_security": "1",
    "cipher_log_level": "NONE",
}


def test_both_connections_have_every_pragma(home: Path) -> None:
    def found(connection: Connection) -> dict[str, Value]:
        answers = {name: connection.execute(f"PRAGMA {name}").fetchone() for name in PRAGMAS}
        return {name: answer[0] for name, answer in answers.items() if answer}

    async def play() -> None:
        database = Database(home / CASES, bytes(32))
        await database.open(STEPS)
        assert await database.read(found) == PRAGMAS
        assert await database._writing.run(lambda: found(database._writer)) == PRAGMAS  # type: ignore[arg-type]
        await database.close()

    asyncio.run(play())


def test_read_lane_cannot_write(home: Path) -> None:
    async def play() -> None:
        database = Database(home / CASES, bytes(32))
        await database.open(STEPS)
        with pytest.raises(EnvironmentProblem) as refused:
            await database.read(lambda connection: connection.execute("DELETE FROM turns"))
        assert refused.value.key == "store_readonly"
        await database.close()

    asyncio.run(play())


def test_a_pragma_that_does_not_hold_stops_the_opening(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "_PRAGMAS", (("no_such_pragma", "ON", 1),))
    with pytest.raises(EnvironmentProblem) as refused:
        asyncio.run(open_case_store(home, KEY))
    assert (refused.value.key, refused.value.params) == ("store_unsafe", {"setting": "no_such_pragma"})


def test_wrong_data_key_is_quiet_and_changes_nothing(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_write_canary(home))
    before = (home / CASES).read_bytes()
    with pytest.raises(EnvironmentProblem) as refused:
        asyncio.run(Database(home / CASES, bytes(32)).open(STEPS))
    assert refused.value.key == "store_damaged"
    assert (home / CASES).read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_passing_store_writes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)

    async def play() -> None:
        store = await open_passing_case_store()
        await store.add_conversation(TALK)
        assert not (await store.health()).encrypted
        await store.close()

    asyncio.run(play())
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_knowledge_is_a_plain_file(home: Path) -> None:
    async def play() -> None:
        await (await open_knowledge_store(home)).close()

    asyncio.run(play())
    with closing(sqlite3.connect(home / "knowledge.db")) as plain:
        assert plain.execute("SELECT count(*) FROM articles").fetchone() == (0,)
