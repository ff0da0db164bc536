"""Full disks, damaged files, other versions, other programs: one message each, and nothing lost."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import EnvironmentProblem, InputProblem
from lotse.services.ports import CaseStore
from lotse.storage import edge, keys
from lotse.storage.cases import open_cases
from lotse.storage.cases_schema import STEPS
from lotse.storage.database import Database
from lotse.storage.edge import connect
from lotse.storage.key_sources import Argon2Cost, Passphrase
from lotse.storage.migrations import Migration, applied
from lotse.storage.opening import CASES, KNOWLEDGE, open_case_store, open_knowledge_store

KEY = Passphrase("Leuchtturm", Argon2Cost(memory_kib=64, passes=1))
RAW = bytes(range(32))
CHILD = Path(__file__).with_name("filling_child.py")


def _talk(n: int, turns: int = 3) -> Conversation:
    return Conversation(ConversationId(f"k-{n}"), tuple(Turn(i, "customer", "Text " * 50) for i in range(1, turns + 1)))


def _problem(home: Path) -> str:
    """The key of the problem that opening the case store meets, or nothing."""

    async def play() -> None:
        await (await open_case_store(home, KEY)).close()

    try:
        asyncio.run(play())
    except EnvironmentProblem as problem:
        return problem.key
    return ""


def _fill(home: Path, conversations: int) -> None:
    async def play() -> None:
        store = await open_case_store(home, KEY)
        for n in range(conversations):
            await store.add_conversation(_talk(n))
        await store.close()

    asyncio.run(play())


# --- full disk -------------------------------------------------------------------------------------------------------


def _assert_full_and_whole(report: dict[str, object]) -> None:
    assert report["problem"] == "disk_full"
    assert report["stored"] == report["acknowledged"]
    assert report["acknowledged"]
    assert report["healthy"] is True


@pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")
def test_file_that_must_not_grow_is_one_message_and_nothing_is_lost(home: Path) -> None:
    import resource

    def no_file_over_200_kb() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    report = _report([sys.executable, str(CHILD), str(home)], no_file_over_200_kb)
    _assert_full_and_whole(report)
    assert _problem(home) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a tmpfs of its own")
def test_full_disk_is_one_message_and_nothing_is_lost(home: Path) -> None:
    home.mkdir(parents=True)
    command = 'mount -t tmpfs -o size=300k none "$1" && exec "$2" "$3" "$1"'
    isolated = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", command, "sh"]
    probe = subprocess.run([*isolated, str(home), "true", "x"], capture_output=True, check=False)
    if probe.returncode != 0:
        pytest.skip("this system gives users no mount namespace")
    report = _report([*isolated, str(home), sys.executable, str(CHILD)], None)
    _assert_full_and_whole(report)


def _report(command: list[str], before: Callable[[], None] | None) -> dict[str, object]:
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=before)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert isinstance(report, dict)
    return report


def test_quota_behind_an_input_output_error_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failed(Exception):
        sqlite_errorcode = 10

    path = tmp_path / CASES
    assert edge.problem_of(Failed(), path).key == "disk_error"  # type: ignore[union-attr]

    def no_quota_left(handle: int) -> None:
        raise OSError(errno.EDQUOT, "quota")

    monkeypatch.setattr(os, "fsync", no_quota_left)
    assert edge.problem_of(Failed(), path).key == "disk_full"  # type: ignore[union-attr]
    assert list(tmp_path.glob("*.new")) == []


# --- damaged, newer, elsewhere ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 20, 5000, -3000])
def test_damaged_file_is_refused_after_an_unclean_exit_and_left_alone(home: Path, place: int) -> None:
    _fill(home, 20)
    path = home / CASES
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    (home / f"{CASES}-wal").write_bytes(b"left by a program that was killed")
    assert _problem(home) == "store_damaged"
    assert path.read_bytes() == content


def test_damage_in_a_page_is_found_by_the_health_check(home: Path) -> None:
    _fill(home, 20)
    path = home / CASES
    content = bytearray(path.read_bytes())
    content[-3000] ^= 0xFF
    path.write_bytes(content)

    async def play() -> None:
        store = await open_case_store(home, KEY)
        health = await store.health()
        assert not health.ok
        assert health.detail
        await store.close()

    asyncio.run(play())


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"\x00" * 8192])
def test_other_file_in_place_of_the_store(home: Path, content: bytes) -> None:
    _fill(home, 1)
    (home / CASES).write_bytes(content)
    # An empty file is what a program leaves that was killed while it made its home: it becomes a store.
    assert _problem(home) == ("store_damaged" if content else "")


def test_clean_exit_leaves_one_file_and_no_log(home: Path) -> None:
    _fill(home, 3)
    assert sorted(file.name for file in home.iterdir()) == sorted([CASES, *keys.FILES])


def test_newer_file_is_refused_and_left_alone(home: Path) -> None:
    async def made_by_newer_version() -> None:
        database = Database(home / CASES, keys.create(home, KEY))
        await database.open([*STEPS, Migration("from_the_future", lambda schema: None)])
        await database.close()

    asyncio.run(made_by_newer_version())
    before = (home / CASES).read_bytes()
    assert _problem(home) == "store_newer"
    assert (home / CASES).read_bytes() == before


def test_file_that_another_program_writes_to_is_reported_as_locked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lotse.storage.database._BUSY_MS", 50)
    monkeypatch.setattr("lotse.storage.database._PRAGMAS", (("busy_timeout", "50", 50),))

    async def play() -> None:
        store = await open_cases(Database(home / CASES, None))
        await store.add_conversation(_talk(1))
        other = connect((home / CASES).as_uri())
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentProblem) as refused:
            await store.add_conversation(_talk(2))
        assert refused.value.key == "store_locked"
        assert len(await store.conversations()) == 1  # reading goes on
        other.execute("ROLLBACK")
        other.close()
        await store.add_conversation(_talk(2))
        await store.close()

    asyncio.run(play())


def test_two_programs_share_a_home(home: Path) -> None:
    async def play() -> None:
        first, second = await asyncio.gather(open_case_store(home, KEY), open_case_store(home, KEY))
        await asyncio.gather(*(store.add_conversation(_talk(n)) for n, store in enumerate((first, second) * 5)))
        for store in (first, second):
            assert len(await store.conversations()) == 10
            await store.close()

    asyncio.run(play())


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for opened in (open_case_store(tmp_path / "file" / "home", KEY), open_knowledge_store(tmp_path / "file" / "home")):
        with pytest.raises(EnvironmentProblem) as refused:
            asyncio.run(_close(opened))
        assert refused.value.key == "disk_error"


async def _close(opened: object) -> None:
    store = await opened  # type: ignore[misc]
    await store.close()


def test_damaged_knowledge_is_refused(home: Path) -> None:
    home.mkdir(parents=True)
    (home / KNOWLEDGE).write_bytes(b"no database at all, but long enough to look like one" * 100)
    with pytest.raises(EnvironmentProblem) as refused:
        asyncio.run(_close(open_knowledge_store(home)))
    assert (refused.value.key, refused.value.params) == ("store_damaged", {"file": KNOWLEDGE})


def test_text_that_is_no_unicode_is_refused_whole(home: Path) -> None:
    async def play() -> None:
        store = await open_case_store(home, KEY)
        await store.add_conversation(_talk(1))
        with pytest.raises(InputProblem) as refused:
            await store.append_turn(_talk(1).id, Turn(4, "customer", "halb \ud83d"))
        assert refused.value.key == "text_not_unicode"
        await store.append_turn(_talk(1).id, Turn(4, "customer", "ganz 🙂"))
        await store.close()

    asyncio.run(play())


# --- lanes -----------------------------------------------------------------------------------------------------------


def test_cancelled_write_is_stored_whole_or_not_at_all(home: Path) -> None:
    async def play() -> None:
        store: CaseStore = await open_case_store(home, KEY)
        for n in range(10):
            task = asyncio.create_task(store.add_conversation(_talk(n, turns=50)))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        rows = await store.conversations()
        assert all(row.turns == 50 for row in rows)
        for n in range(10):
            await store.add_conversation(_talk(n, turns=50))  # the retry
        assert len(await store.conversations()) == 10
        await store.close()

    asyncio.run(play())


def test_closed_store_says_so(home: Path) -> None:
    async def play() -> None:
        store = await open_case_store(home, KEY)
        writing = asyncio.create_task(store.add_conversation(_talk(1)))
        await asyncio.sleep(0)
        await store.close()
        await writing  # what had begun is finished before the store closes
        for call in (store.add_conversation(_talk(2)), store.conversations()):
            with pytest.raises(EnvironmentProblem) as refused:
                await call
            assert refused.value.key == "store_closed"

    asyncio.run(play())
    assert _problem(home) == ""


# --- migrations ------------------------------------------------------------------------------------------------------


def _steps(*bodies: Callable[[object], None]) -> list[Migration]:
    return [*STEPS, *(Migration(f"step_{n}", body) for n, body in enumerate(bodies))]


def _add_column(schema: object) -> None:
    schema.execute("ALTER TABLE customers ADD COLUMN phone TEXT")  # type: ignore[attr-defined]


def _fail(schema: object) -> None:
    _add_column(schema)
    raise RuntimeError("power gone")


def test_migration_that_fails_leaves_the_file_as_it_was(home: Path) -> None:
    async def play() -> None:
        database = Database(home / CASES, RAW)
        await database.open(STEPS)
        await database.write(lambda connection: connection.execute("INSERT INTO customers VALUES ('c', 'Ada')"))
        await database.close()
        with pytest.raises(RuntimeError):
            await Database(home / CASES, RAW).open(_steps(_fail))
        database = Database(home / CASES, RAW)
        await database.open(STEPS)
        found = await database.read(lambda connection: connection.execute("SELECT * FROM customers").fetchall())
        assert found == [("c", "Ada")]
        await database.close()

    asyncio.run(play())


def test_existing_file_is_backed_up_before_it_is_changed(home: Path) -> None:
    async def play() -> None:
        database = Database(home / CASES, RAW)
        await database.open(STEPS)
        await database.write(lambda connection: connection.execute("INSERT INTO customers VALUES ('c', 'Ada')"))
        await database.close()
        assert not (home / "backups").exists()  # nothing to save when a file is new
        database = Database(home / CASES, RAW)
        await database.open(_steps(_add_column))
        assert await database.read(applied) == (*(step.name for step in STEPS), "step_0")
        await database.close()
        (backup,) = (home / "backups").iterdir()
        database = Database(backup, RAW)
        await database.open(STEPS)
        assert database.encrypted()
        found = await database.read(lambda connection: connection.execute("SELECT * FROM customers").fetchall())
        assert found == [("c", "Ada")]
        await database.close()

    asyncio.run(play())


def test_released_steps_stay_as_they_are(home: Path) -> None:
    # A change here changes files that are out there: add a step instead.
    async def play() -> None:
        database = Database(home / CASES, RAW)
        await database.open(STEPS)
        columns = (
            "SELECT m.name, group_concat(c.name) FROM sqlite_master m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' GROUP BY m.name ORDER BY m.name"
        )
        found = await database.read(lambda connection: connection.execute(columns).fetchall())
        assert {row[0]: row[1] for row in found} == {
            "_migrations": "position,name",
            "cases": "id,customer_id,title",
            "conversations": "position,id,case_id,channel,language,started,title,ended",
            "customers": "id,name",
            "decisions": "position,id,conversation_id,subject_id,choice,text",
            "drafts": "conversation_id,field,text",
            "notes": "conversation_id,note,text",
            "turns": "conversation_id,n,speaker,text,time,language",
        }
        await database.close()

    asyncio.run(play())
