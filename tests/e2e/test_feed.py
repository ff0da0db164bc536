"""Another program of the same user hands turns to the running Lotse through `lotse feed`, and knows what was stored."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from lotse import bootstrap
from lotse.cli.arguments import Options
from lotse.services.core import Core
from lotse.storage import opening
from tests.e2e.running import PROGRAM

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the named pipe is not verified")


class Told:
    """Keeps what a window would be told."""

    def __init__(self) -> None:
        self.events: list[object] = []

    def publish(self, event: object) -> None:
        self.events.append(event)


@asynccontextmanager
async def listening(home: Path) -> AsyncIterator[tuple[Core, Told]]:
    """The services as the window has them, with the feed open."""
    told = Told()
    store = await opening.open_passing_case_store()
    core = await bootstrap.compose(home, store, told, Options(command="window"), pass_knowledge=True)
    core = await bootstrap._with_feed(core, home)
    try:
        yield core, told
    finally:
        await core.close()


async def feed(conversation: str, *lines: object) -> tuple[int, list[dict[str, Any]], str]:
    """Run `lotse feed` with `lines` on its standard input: exit code, answers, what was said beside them."""
    raw = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines]
    child = await asyncio.create_subprocess_exec(
        *PROGRAM, "feed", "--conversation", conversation, "--json", stdin=-1, stdout=-1, stderr=-1, env=dict(os.environ)
    )
    out, err = await asyncio.wait_for(child.communicate(b"\n".join(raw)), 60)
    assert child.returncode is not None
    return child.returncode, [json.loads(line) for line in out.splitlines()], err.decode("utf-8")


def said(text: str, speaker: str = "customer") -> dict[str, str]:
    return {"speaker": speaker, "text": text}


def test_fed_turns_are_stored_in_order_and_acknowledged_with_their_number(home: Path) -> None:
    async def run() -> None:
        async with listening(home) as (core, told):
            conversation = await core.conversations.start()
            lines = (said("Grüße aus Köln 🌧"), b"", said("Guten Tag", "agent"), said("Zähler 48 321"))
            code, answers, err = await feed(conversation.id, *lines)
            assert (code, err) == (0, "")
            assert answers == [{"ok": True, "n": 1}, {"ok": True, "n": 2}, {"ok": True, "n": 3}]
            turns = (await core.conversations.open(conversation.id)).turns
            assert [(turn.speaker, turn.text) for turn in turns] == [
                ("customer", "Grüße aus Köln 🌧"), ("agent", "Guten Tag"), ("customer", "Zähler 48 321"),
            ]  # fmt: skip
            assert sum(type(event).__name__ == "TurnAdded" for event in told.events) == 3

    asyncio.run(run())


def test_a_bad_line_is_named_and_the_others_are_kept(home: Path) -> None:
    async def run() -> None:
        async with listening(home) as (core, _):
            conversation = await core.conversations.start()
            lines = (said("eins"), b"{", said("  "), said("x", "nobody"), b"\xff\xfe", said("zwei"))
            code, answers, err = await feed(conversation.id, *lines)
            assert code == 3
            assert [answer["ok"] for answer in answers] == [True, False, False, False, False, True]
            assert len(err.splitlines()) == 4
            assert "Traceback" not in err
            assert len((await core.conversations.open(conversation.id)).turns) == 2

    asyncio.run(run())


def test_a_conversation_that_does_not_exist_is_said(home: Path) -> None:
    async def run() -> None:
        async with listening(home):
            code, answers, _ = await feed("gibt-es-nicht", said("Hallo"))
            assert (code, answers[0]["error"]["key"]) == (3, "unknown_conversation")

    asyncio.run(run())


def test_two_feeders_and_an_agent_at_once_lose_no_turn(home: Path) -> None:
    async def run() -> None:
        async with listening(home) as (core, _):
            conversation = await core.conversations.start()

            async def typing() -> None:
                for n in range(20):
                    await core.conversations.add_turn(conversation.id, "agent", f"getippt {n}")

            feeders = [feed(conversation.id, *(said(f"{name} {n}") for n in range(20))) for name in ("links", "rechts")]
            (left, right), _ = await asyncio.gather(asyncio.gather(*feeders), typing())
            assert (left[0], right[0]) == (0, 0), (left, right)
            stored = (await core.conversations.open(conversation.id)).turns
            assert len(stored) == 60
            for name, answers in (("links", left[1]), ("rechts", right[1])):
                assert [stored[answer["n"] - 1].text for answer in answers] == [f"{name} {n}" for n in range(20)]

    asyncio.run(run())


def test_when_lotse_is_closed_the_feeder_is_told(home: Path) -> None:
    async def run() -> None:
        async with listening(home):
            pass
        code, answers, _ = await feed("g-1", said("Hallo"))
        assert (code, answers[0]["error"]["key"]) == (4, "not_running")

    asyncio.run(run())
