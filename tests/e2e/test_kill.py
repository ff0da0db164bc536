"""The program is killed at random moments while it takes conversations in and while an agent works with it: what was
acknowledged is there after the next start, and the store is whole (invariant I5)."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lotse.domain.conversations import ConversationId
from lotse.services.ports import CaseStore
from lotse.storage.key_sources import Argon2Cost, Passphrase
from lotse.storage.opening import open_case_store
from tests.e2e.running import PASSPHRASE, lotse, passphrase_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
CHILD = Path(__file__).with_name("killed_child.py")
CHEAP = Argon2Cost(memory_kib=64, passes=1)
"""The cost of a guess stands in the key file; a real one would take most of this test's time."""


class Killer:
    """The process whose forks are killed."""

    def __init__(self, child: subprocess.Popen[str], folder: Path, home: Path) -> None:
        self.child, self.folder, self.home = child, folder, home

    def note_killed(self, number: int, first: bool, after_s: float) -> list[list[str]]:
        """`lotse note` on a file of many conversations; each document it printed is a promise of its three turns."""
        file = self.folder / f"{number}.jsonl"
        file.write_text("".join(_talk(f"{number}-{n}") for n in range(400)), "utf-8")
        argv = ["note", file, "--jsonl", "--engine", "extraction", "--passphrase-file", self.folder / "passwort"]
        return [
            ["turns", json.loads(line)["conversation"]["id"], "3"]
            for line in self._killed("cli", argv, number, first, after_s)
        ]

    def case_killed(self, number: int, first: bool, after_s: float) -> list[list[str]]:
        argv = [self.home, PASSPHRASE, number]
        lines = [line.split() for line in self._killed("case", argv, number, first, after_s)]
        return [line for line in lines if line != ["open"]]

    def _killed(self, what: str, argv: list[Any], number: int, first: bool, after_s: float) -> list[str]:
        out = self.folder / f"{number}.out"
        order = {"what": what, "argv": [*map(str, argv)], "out": str(out), "first": first, "after_s": after_s}
        assert self.child.stdin is not None
        assert self.child.stdout is not None
        print(json.dumps(order), file=self.child.stdin, flush=True)
        ended = self.child.stdout.readline().strip()
        text = out.read_text("utf-8") if out.exists() else ""
        assert ended == str(-signal.SIGKILL), f"it ended by itself with {ended}: {text[-2000:]}"
        # The last line may be cut off in the middle: then it was no promise yet.
        return [line for line in text.splitlines(keepends=True) if line.endswith("\n")]


def _talk(id_: str) -> str:
    said = ("Meine Kundennummer ist 10482931. " + "Bitte prüfen. " * 20, "Gern, einen Moment.", "Danke.")
    turns = [{"speaker": ("customer", "agent")[n % 2], "text": f"{text} {id_}"} for n, text in enumerate(said)]
    return json.dumps({"id": id_, "turns": turns}) + "\n"


@pytest.fixture
def killer(home: Path, tmp_path: Path) -> Iterator[Killer]:
    asyncio.run(_make_store(home))
    passphrase_file(tmp_path)
    with _started() as child:
        yield Killer(child, tmp_path, home)


@contextmanager
def _started() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as child:
        yield child
        assert child.stdin is not None
        child.stdin.close()


async def _make_store(home: Path) -> None:
    home.mkdir()
    await (await open_case_store(home, Passphrase(PASSPHRASE, CHEAP))).close()


async def broken_promises(home: Path, promised: list[list[str]]) -> list[object]:
    """What was acknowledged and is not there, or is there in part."""
    store = await open_case_store(home, Passphrase(PASSPHRASE))
    health = await store.health()
    broken: list[object] = [] if health.ok else [health]
    broken += [tuple(line) for line in promised if not await _kept(store, *line)]
    for row in await store.conversations(limit=1_000_000):
        if row.turns not in (3, 4):  # what was not acknowledged is there whole or not at all
            broken.append(row)
    await store.close()
    return broken


async def _kept(store: CaseStore, what: str, id_: str, value: str) -> bool:
    conversation_id = ConversationId(id_)
    match what:
        case "turns":
            return len((await store.conversation(conversation_id)).turns) >= int(value)
        case "decision":
            return any(one.subject_id == value for one in await store.decisions(conversation_id))
        case "draft":
            return (await store.drafts(conversation_id)).get("reply") == f"halb getippt {value}"
        case "note":
            saved = await store.note(conversation_id)
            return saved is not None and saved.note.claim(value) is not None and bool(saved.text)
    raise AssertionError(what)


def kill_often(killer: Killer, times: int, check_every: int) -> int:
    chance = random.Random(20_260_203)
    promised: list[list[str]] = []
    for number in range(times):
        act = killer.note_killed if number % 2 else killer.case_killed
        # A quarter of the kills fall into starting and opening, the others into the work.
        first = number % 4 != 0
        promised += act(number, first, chance.uniform(0.0, 0.4 if first else 0.25))
        if (number + 1) % check_every == 0:
            assert asyncio.run(broken_promises(killer.home, promised)) == [], f"after kill {number}"
    checkup = lotse("doctor", "--json", "--passphrase-file", killer.folder / "passwort").document
    assert checkup["store"]["ok"], checkup["store"]
    assert checkup["store"]["conversations"] >= len({id_ for _, id_, _ in promised})
    return len(promised)


def test_nothing_acknowledged_is_missing_after_kills(killer: Killer) -> None:
    assert kill_often(killer, 8, check_every=4) > 20


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nothing_acknowledged_is_missing_after_a_hundred_kills(killer: Killer) -> None:
    assert kill_often(killer, 100, check_every=20) > 500


def test_the_proof_notices_what_is_missing(killer: Killer) -> None:
    promised = killer.case_killed(0, True, 0.3)
    assert {line[0] for line in promised} == {"turns", "decision", "draft", "note"}
    lies = [["turns", "0-0", "9"], ["decision", "0-0", "x"], ["draft", "0-0", "99"], ["note", "0-0", "x"]]
    assert len(asyncio.run(broken_promises(killer.home, [*promised, *lies]))) == len(lies)
