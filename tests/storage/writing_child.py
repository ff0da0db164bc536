"""A program that is killed while it works: it imports conversations, adds turns and saves notes without end.

Started by `test_kill.py` as `python writing_child.py HOME NUMBER`. It prints a line only after the store has
acknowledged, so every printed line is a promise.
"""

from __future__ import annotations

import asyncio
import sys
from itertools import count
from pathlib import Path

from lotse.domain.cards import Decision
from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.notes import Note
from lotse.services.ports import SavedNote
from lotse.storage.key_sources import Argon2Cost, Passphrase
from lotse.storage.opening import open_case_store

KEY = Passphrase("Leuchtturm", Argon2Cost(memory_kib=64, passes=1))


def promise(*words: object) -> None:
    print(*words, flush=True)


async def work(home: Path, number: str) -> None:
    store = await open_case_store(home, KEY)
    promise("open")
    for n in count():
        id_ = ConversationId(f"{number}-{n}")
        turns = tuple(Turn(i, "customer", f"{id_} Zeile {i} " + "Text " * 40) for i in range(1, 6))
        await store.add_conversation(Conversation(id_, turns))
        promise("turns", id_, 5)
        await store.append_turn(id_, Turn(6, "agent", "Antwort"))
        promise("turns", id_, 6)
        await store.save_note(
            SavedNote(id_, Note("de", 6), f"Notiz {id_}"), [Decision(f"d-{id_}", id_, "a", "accepted")]
        )
        promise("note", id_, 1)
        await store.keep_draft(id_, "reply", "halb getippt")
        promise("draft", id_, 1)


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), sys.argv[2]))
