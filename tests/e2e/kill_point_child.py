"""Runs the program in forks of one warmed process; each kills itself before the statement of its number, or counts them.

Started by `test_kill_points.py` as `python kill_point_child.py`. Reads orders, a JSON object a line:
`{"argv": [...], "out": file, "statement": n}`. Counted are the statements that one command runs within its write
transactions on the knowledge base, COMMIT too, and each end of a transaction once more, when it is acknowledged.
`statement` 0 kills nowhere. Answers each with how the fork ended and how many statements it ran.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

# Loaded here once, so that no fork does it again.
from lotse import bootstrap
from lotse.__main__ import main
from lotse.cli import commands, knowledge, packs, program
from lotse.files import adapter
from lotse.files import packs as pack_files
from lotse.inference import catalog, pack_vectors, reader, search, supervisor, writer
from lotse.storage import opening
from lotse.storage.database import Database
from lotse.storage.edge import Connection

T = TypeVar("T")
WARM = (adapter, bootstrap, catalog, commands, knowledge, opening, pack_files, pack_vectors, packs, program, reader,
        search, supervisor, writer)  # fmt: skip
COUNTED = "knowledge.db"


class Moment:
    """Counts, and ends the process at its number."""

    def __init__(self, statement: int) -> None:
        self.wanted = statement
        self.count = 0

    def come(self, _statement: str = "") -> None:
        self.count += 1
        if self.count == self.wanted:
            os.kill(os.getpid(), signal.SIGKILL)


def watch(moment: Moment) -> None:
    real = Database._write

    def write(self: Database, act: Callable[[Connection], T]) -> T:
        writer: Any = self._writer
        if self.file != COUNTED:
            return real(self, act)
        writer.set_trace_callback(moment.come)
        try:
            return real(self, act)
        finally:
            writer.set_trace_callback(None)
            moment.come()

    Database._write = write  # type: ignore[method-assign]


def run(order: dict[str, Any]) -> None:
    """In the fork: the whole program from its arguments on."""
    out = os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(out, stream)
    moment = Moment(order["statement"])
    watch(moment)
    code = main(order["argv"])
    Path(order["out"]).with_suffix(".count").write_text(str(moment.count), "ascii")
    sys.stdout.flush()
    os._exit(code)


def serve() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            run(order)
        ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        count = Path(order["out"]).with_suffix(".count")
        print(json.dumps([ended, int(count.read_text("ascii")) if count.exists() else 0]), flush=True)
        count.unlink(missing_ok=True)


if __name__ == "__main__":
    serve()
