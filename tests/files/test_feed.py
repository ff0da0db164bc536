"""The live feed hands turns over a local socket, one acknowledgement each."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from lotse.domain.errors import EnvironmentProblem, InputProblem
from lotse.files.feed import FedTurn, FeedServer, address, parse_turn, send


async def lines(*given: str) -> AsyncIterator[bytes]:
    for line in given:
        yield line.encode() + b"\n"


def test_turns_arrive_in_order_and_are_acknowledged(home: Path) -> None:
    taken: list[FedTurn] = []

    async def take(turn: FedTurn) -> int:
        if turn.text == "zu spät":
            raise InputProblem("unknown_conversation", id=turn.conversation_id)
        taken.append(turn)
        return len(taken)

    async def run() -> list[dict[str, object]]:
        home.mkdir()
        server = FeedServer(home, take)
        await server.start()
        try:
            assert stat.S_IMODE(os.stat(address(home)).st_mode) == 0o600
            given = lines(
                '{"speaker": "customer", "text": "Grüße"}', "{", '{"speaker": "x", "text": "y"}',
                '{"speaker": "agent", "text": "zu spät"}', '{"speaker": "agent", "text": "Ja", "language": "de"}',
            )  # fmt: skip
            return [answer async for answer in send(home, "g-1", given)]
        finally:
            await server.close()

    answers = asyncio.run(run())
    assert [answer["ok"] for answer in answers] == [True, False, False, False, True]
    assert answers[3]["error"] == {"key": "unknown_conversation", "params": {"id": "g-1"}}
    assert [(turn.conversation_id, turn.speaker, turn.text) for turn in taken] == [
        ("g-1", "customer", "Grüße"),
        ("g-1", "agent", "Ja"),
    ]


def test_without_a_running_program_it_says_so(home: Path) -> None:
    async def run() -> None:
        async for _ in send(home, "g-1", lines('{"speaker": "agent", "text": "Ja"}')):
            pass

    with pytest.raises(EnvironmentProblem, match="not_running"):
        asyncio.run(run())


def test_a_long_home_gets_a_short_private_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/tmp")
    long = tmp_path / ("ü" * 90)
    assert len(os.fsencode(address(long))) <= 100
    assert address(long) != address(tmp_path / ("ü" * 91))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b'{"speaker": 1, "text": "x"}',
        b'{"speaker": "agent"}',
        b'{"speaker":"agent","text":"x","time":"soon"}',
    ],
)
def test_bad_line_is_refused(line: bytes) -> None:
    with pytest.raises(InputProblem, match="feed_line_invalid"):
        parse_turn(line, "g-1")
