"""A killed program loses nothing that it acknowledged (invariant I5)."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lotse.domain.conversations import ConversationId
from lotse.storage.key_sources import Argon2Cost, Passphrase
from lotse.storage.opening import open_case_store

KEY = Passphrase("Leuchtturm", Argon2Cost(memory_kib=64, passes=1))
CHILD = Path(__file__).with_name("writing_child.py")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def _killed_at(home: Path, number: int, after_s: float) -> list[list[str]]:
    """What the child promised before it was killed `after_s` seconds after its store was open."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(home), str(number)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    assert first == "open\n", child.communicate()[1]
    killer = threading.Timer(after_s, child.kill)
    killer.start()
    lines, noise = child.communicate()
    killer.join()
    assert child.returncode == -signal.SIGKILL, noise
    # The last line may be cut off in the middle: then it was no promise yet.
    return [line.split() for line in lines.splitlines(keepends=True) if line.endswith("\n")]


async def _broken_promises(home: Path, promised: list[list[str]]) -> list[object]:
    store = await open_case_store(home, KEY)
    broken: list[object] = []
    health = await store.health()
    if not health.ok:
        broken.append(health)
    for what, id_, least in promised:
        conversation_id = ConversationId(id_)
        stored = await store.conversation(conversation_id)
        note, decisions = await store.note(conversation_id), await store.decisions(conversation_id)
        kept = {
            "turns": len(stored.turns),
            "note": int(note is not None and note.text == f"Notiz {id_}" and len(decisions) == 1),
            "draft": int(await store.drafts(conversation_id) == {"reply": "halb getippt"}),
        }
        if kept[what] < int(least):
            broken.append((what, id_, least, kept))
    # What was not acknowledged is there whole or not at all.
    for row in await store.conversations(limit=100_000):
        if row.turns not in (5, 6):
            broken.append(row)
    await store.close()
    return broken


def _kill_often(home: Path, times: int) -> int:
    moments = random.Random(20_260_203)
    promised: list[list[str]] = []
    for number in range(times):
        new = _killed_at(home, number, moments.uniform(0.0, 0.12))
        promised.extend(new)
        # All that was ever promised at every twentieth and the last: each time would cost the square of the kills.
        looked_at = promised if number % 20 == 19 or number == times - 1 else new
        assert asyncio.run(_broken_promises(home, looked_at)) == [], f"after kill {number}"
    return len(promised)


def test_no_acknowledged_turn_is_missing_after_kills(home: Path) -> None:
    assert _kill_often(home, 5) > 0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_acknowledged_turn_is_missing_after_100_kills(home: Path) -> None:
    assert _kill_often(home, 100) > 500


def _killed_while_opening(home: Path, after_s: float) -> None:
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(home), "0"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        child.wait(after_s)
    except subprocess.TimeoutExpired:
        child.kill()
    child.wait()


def _kill_new_homes(folder: Path, times: int) -> None:
    """The first start of a program is killed at moments around the making of keys and schema."""
    moments = random.Random(4_711)
    for number in range(times):
        home = folder / str(number)
        _killed_while_opening(home, moments.uniform(0.1, 0.9))
        assert asyncio.run(_broken_promises(home, [])) == [], f"after kill {number}"


def test_home_whose_first_start_was_killed_opens(home: Path) -> None:
    _kill_new_homes(home, 3)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_30_homes_whose_first_start_was_killed_open(home: Path) -> None:
    _kill_new_homes(home, 30)


def test_the_proof_notices_a_lost_turn(home: Path) -> None:
    promised = _killed_at(home, 0, 0.1)
    assert promised
    broken = asyncio.run(_broken_promises(home, [["turns", promised[0][1], "7"], *promised]))
    assert len(broken) == 1
