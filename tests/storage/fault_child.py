"""A program whose system calls fail or kill it at a chosen point. Started by `test_fault_points.py` under strace.

It stores conversations and repeats each once when it meets a problem, as a person would. Every line it prints is a
promise or a problem, in the order they happened.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import EnvironmentProblem
from lotse.services.ports import CaseStore
from lotse.storage.key_sources import Argon2Cost, Passphrase
from lotse.storage.opening import open_case_store

KEY = Passphrase("Leuchtturm", Argon2Cost(memory_kib=64, passes=1))
CONVERSATIONS = 3


async def opened(home: Path) -> CaseStore | None:
    for _ in range(2):
        try:
            return await open_case_store(home, KEY)
        except EnvironmentProblem as problem:
            print("problem", problem.key, flush=True)
    return None


async def work(home: Path) -> None:
    store = await opened(home)
    if store is None:
        print("gave up", flush=True)
        return
    for n in range(CONVERSATIONS):
        id_ = ConversationId(f"k-{n}")
        talk = Conversation(id_, tuple(Turn(i, "customer", "Text " * 40) for i in range(1, 5)))
        try:
            await store.add_conversation(talk)
        except EnvironmentProblem as problem:
            print("problem", problem.key, flush=True)
            await store.add_conversation(talk)
        print("stored", id_, flush=True)
    await store.close()
    print("done", "", flush=True)


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1])))
