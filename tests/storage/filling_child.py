"""A program that writes until there is no room. Started by `test_faults.py`; prints what happened as JSON."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import EnvironmentProblem
from lotse.storage.key_sources import Argon2Cost, Passphrase
from lotse.storage.opening import open_case_store

KEY = Passphrase("Leuchtturm", Argon2Cost(memory_kib=64, passes=1))


async def fill(home: Path) -> dict[str, object]:
    store = await open_case_store(home, KEY)
    acknowledged: list[str] = []
    problem = ""
    for n in range(400):
        id_ = ConversationId(f"k-{n}")
        try:
            await store.add_conversation(
                Conversation(id_, tuple(Turn(i, "customer", "Text " * 80) for i in range(1, 6)))
            )
        except EnvironmentProblem as found:
            problem = found.key
            break
        acknowledged.append(id_)
    rows = await store.conversations(limit=1000)
    stored = sorted(row.id for row in rows if row.turns == 5)
    health = await store.health()
    await store.close()
    return {
        "problem": problem,
        "acknowledged": sorted(acknowledged),
        "stored": stored,
        "healthy": health.ok and len(rows) == len(stored),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(fill(Path(sys.argv[1])))))
