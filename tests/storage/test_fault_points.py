"""Each system call that writes fails once, or is the last one of the program: no promise is broken (invariant I5)."""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from lotse.domain.conversations import ConversationId
from lotse.storage.opening import open_case_store
from tests.storage.fault_child import CONVERSATIONS, KEY

CHILD = Path(__file__).with_name("fault_child.py")
CALLS = ("pwrite64", "fsync", "fdatasync", "ftruncate")
FAULTS = ("error=ENOSPC", "error=EIO", "signal=SIGKILL")
KNOWN = {"error=ENOSPC": {"disk_full", "disk_error"}, "error=EIO": {"disk_error"}}


@dataclass(frozen=True)
class Point:
    """The `place`-th use of `call` meets `fault`."""

    call: str
    place: int
    fault: str


def _strace(*options: str) -> list[str]:
    return ["strace", "-f", "-qq", *options, sys.executable, str(CHILD)]


@pytest.fixture(scope="module")
def calls_of_a_run(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How often a run without faults makes each call; skips where strace cannot be used."""
    folder = tmp_path_factory.mktemp("count")
    log = folder / "calls"
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    command = [*_strace("-o", str(log), "-e", f"trace={','.join(CALLS)}"), str(folder / "home")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "done" not in done.stdout:
        pytest.skip(f"strace cannot be used here: {done.stderr[:200]}")
    made = Counter(re.findall(r"^(\d+) +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE))
    # strace counts for each thread on its own, and so a point can be met once by each.
    return Counter({call: max(n for (_, name), n in made.items() if name == call) for _, call in made})


def _points(calls: Counter[str]) -> list[Point]:
    return [Point(call, place, fault) for call in CALLS for place in range(1, calls[call] + 1) for fault in FAULTS]


def _assert_no_promise_broken(home: Path, point: Point) -> None:
    inject = f"inject={point.call}:{point.fault}:when={point.place}"
    log = home.parent / "injected"
    command = [*_strace("-o", str(log), "-e", f"trace={point.call}", "-e", inject), str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    lines = [line.split(" ") for line in done.stdout.splitlines()]
    problems = [key for what, key in lines if what == "problem"]
    promised = {id_ for what, id_ in lines if what == "stored"}
    if point.fault != "signal=SIGKILL":
        faults = log.read_text(errors="replace").count("(INJECTED)")
        assert faults >= 1, (point, done.stderr)
        assert len(problems) <= faults, point
        assert set(problems) <= KNOWN[point.fault], point
        if lines[-1] == ["gave", "up"]:
            # An early point is met by every try to open, because each try is a thread of its own.
            assert faults >= 2, point
            assert not promised, point
        else:
            assert lines[-1] == ["done", ""], (point, done.stderr)
            assert len(promised) == CONVERSATIONS, point
    asyncio.run(_assert_stored(home, promised, point))


async def _assert_stored(home: Path, promised: set[str], point: Point) -> None:
    store = await open_case_store(home, KEY)
    health = await store.health()
    assert health.ok, point
    for id_ in promised:
        assert len((await store.conversation(ConversationId(id_))).turns) == 4, point
    assert all(row.turns == 4 for row in await store.conversations()), point
    await store.close()


def test_no_promise_is_broken_at_some_fault_points(calls_of_a_run: Counter[str], home: Path) -> None:
    points = _points(calls_of_a_run)
    assert len(points) > 100
    home.mkdir()
    for number, point in enumerate(random.Random(7).sample(points, 4)):
        _assert_no_promise_broken(home / str(number), point)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_promise_is_broken_at_a_tenth_of_the_fault_points(calls_of_a_run: Counter[str], home: Path) -> None:
    points = _points(calls_of_a_run)
    home.mkdir()
    for number, point in enumerate(random.Random(11).sample(points, len(points) // 10)):
        _assert_no_promise_broken(home / str(number), point)
        shutil.rmtree(home / str(number))


@pytest.mark.exhaustive
@pytest.mark.timeout(3000)
def test_no_promise_is_broken_at_any_fault_point(calls_of_a_run: Counter[str], home: Path) -> None:
    home.mkdir()
    for number, point in enumerate(_points(calls_of_a_run)):
        _assert_no_promise_broken(home / str(number), point)
        shutil.rmtree(home / str(number))
