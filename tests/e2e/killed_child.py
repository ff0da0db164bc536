"""Runs the program in forks of one warmed process and kills each at its moment, so that a hundred starts cost little.

Started by `test_kill.py` as `python killed_child.py`. Reads orders, a JSON object a line, and answers each with how the
fork ended: `{"what": "cli" | "case", "argv": [...], "out": file, "first": bool, "after_s": seconds}`. With `first` the
time counts from the first line of output. What a fork prints is a promise: it is printed after it was acknowledged.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

# Loaded here once, so that no fork does it again.
from lotse import bootstrap
from lotse.__main__ import main
from lotse.cli import commands, passphrase, program
from lotse.cli.arguments import Options
from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.files import adapter
from lotse.inference import catalog, model_check, search, supervisor, translate, writer
from lotse.storage import opening
from lotse.storage.key_sources import Passphrase

WARM = (adapter, catalog, commands, model_check, passphrase, program, search, supervisor, translate, writer)
START_S = 30.0


class Silent:
    def publish(self, event: object) -> None:
        pass


def promise(*words: object) -> None:
    print(*words, flush=True)


async def case(home: str, word: str, number: str) -> None:
    """What an agent does with one contact after the other, through the services."""
    store = await opening.open_case_store(Path(home), Passphrase(word))
    core = await bootstrap.compose(Path(home), store, Silent(), Options(command="window"), pass_knowledge=True)
    promise("open")
    for n in count():
        id_ = ConversationId(f"{number}-{n}")
        said = (f"Meine Kundennummer ist 1048{n:04}.", "Danke, ich prüfe das.", "Ich rufe am 6. Februar wieder an.")
        turns = tuple(Turn(i, ("customer", "agent")[i % 2 == 0], text) for i, text in enumerate(said, 1))
        await core.conversations.add(Conversation(id_, turns))
        promise("turns", id_, 3)
        await core.conversations.add_turn(id_, "agent", "Ich schicke Ihnen heute die Bestätigung.")
        promise("turns", id_, 4)
        note = await core.notes.instant(await core.conversations.open(id_))
        await core.notes.decide(id_, note.supported()[0].id, "accepted")
        promise("decision", id_, note.supported()[0].id)
        await core.conversations.keep_draft(id_, "reply", f"halb getippt {n}")
        promise("draft", id_, n)
        await core.notes.save(id_)
        promise("note", id_, note.supported()[0].id)


def run(order: dict[str, Any]) -> int:
    """In the fork: the whole program from its arguments on, or the agent's work."""
    out = os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(out, stream)
    if order["what"] == "cli":
        return main(order["argv"])
    asyncio.run(case(*order["argv"]))
    return 0


def kill_at_its_moment(pid: int, order: dict[str, Any]) -> int:
    give_up = time.monotonic() + START_S
    file = Path(order["out"])
    while order["first"] and time.monotonic() < give_up and not (file.exists() and file.stat().st_size):
        time.sleep(0.002)
    time.sleep(order["after_s"])
    os.kill(pid, signal.SIGKILL)  # not yet waited for, so the number is still its own
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def serve() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            os._exit(run(order))
        print(kill_at_its_moment(pid, order), flush=True)


if __name__ == "__main__":
    serve()
