"""Runs the real program as its users do: a process of its own, its exit code, what it printed where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lotse import paths
from lotse.inference import catalog

PROGRAM = (sys.executable, "-P", "-m", "lotse")
DEMO = paths.resources() / "demo"
PASSPHRASE = "Leuchtturm am Kap"


@dataclass(frozen=True)
class Ran:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def documents(self) -> list[dict[str, Any]]:
        """The JSON documents, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def sentences(self) -> list[str]:
        """The lines told to the user beside the result."""
        return [line for line in self.err.splitlines() if line.strip()]


def lotse(
    *arguments: object,
    stdin: bytes | None = None,
    before: Sequence[str] = (),
    variables: Mapping[str, str] | None = None,
    timeout_s: float = 300,
) -> Ran:
    """Run `lotse ARGUMENTS`; the home is the test's own. `before` wraps the command, e.g. in strace."""
    done = subprocess.run(
        [*before, *PROGRAM, *map(str, arguments)],
        input=stdin if stdin is not None else b"",
        capture_output=True,
        timeout=timeout_s,
        env={**os.environ, **(variables or {})},
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def passphrase_file(folder: Path) -> Path:
    """A private file with the passphrase of the store."""
    file = folder / "passwort"
    file.write_text(PASSPHRASE + "\n", "utf-8")
    file.chmod(0o600)
    return file


def shipped(role: str) -> tuple[str, ...]:
    """The starter models of `role` whose files are there; empty in a checkout without weights."""
    entries = catalog._read(paths.models(), shipped=True)[0]
    return tuple(entry.id for entry in entries if entry.role == role and catalog._there(entry))


def need(role: str) -> None:
    """Skip unless a starter model of `role` is there."""
    if not shipped(role):
        pytest.skip(f"no starter model for the role {role} in models/")


def demo_conversations() -> dict[str, dict[str, Any]]:
    """The conversations of the demo site, as they stand in the file."""
    lines = (DEMO / "conversations.jsonl").read_text("utf-8").splitlines()
    return {item["id"]: item for item in map(json.loads, filter(None, lines))}


def children(pid: int) -> list[int]:
    """The processes that `pid` has started and that still run (Linux)."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(child) for child in task.read_text("ascii").split()]
    return found


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    """Wait for another process; fails when it does not come to pass in time."""
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, f"not within {seconds} s"
        time.sleep(0.02)
