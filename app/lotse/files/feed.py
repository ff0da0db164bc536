"""The live feed: another program of the same user hands turns to the running Lotse, line by line.

A Unix socket that only the user can open (a named pipe on Windows), JSON lines, size-limited and acknowledged one by
one: an acknowledged turn is stored. Never an internet socket.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lotse.domain.conversations import ConversationId, Speaker
from lotse.domain.errors import EnvironmentProblem, InputProblem, LotseError
from lotse.files.speakers import role_of

MAX_LINE_BYTES = 1_000_000
_LONGEST_SOCKET_PATH = 100  # Linux allows 107 bytes, macOS 103


@dataclass(frozen=True, slots=True)
class FedTurn:
    conversation_id: ConversationId
    speaker: Speaker
    text: str
    time: datetime | None
    language: str | None


Take = Callable[[FedTurn], Awaitable[int]]
"""Stores a turn and returns its number; raises `LotseError` with the reason otherwise."""


def address(home: Path) -> str:
    """Where the program of this home listens: a socket in it, or in a private folder when that path is too long."""
    if sys.platform == "win32":
        return rf"\\.\pipe\lotse-{_short(home)}"
    inside = home / "feed.sock"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET_PATH:
        return str(inside)
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"lotse-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = folder.lstat()
    if owner.st_uid != os.getuid() or owner.st_mode & 0o077:
        raise EnvironmentProblem("feed_folder_unsafe", folder=str(folder))
    return str(folder / f"{_short(home)}.sock")


def _short(home: Path) -> str:
    return hashlib.blake2s(os.fsencode(home), digest_size=8).hexdigest()


def parse_turn(untrusted_line: bytes, conversation_id: str = "") -> FedTurn:
    """Check one line of the feed. Raises `InputProblem("feed_line_invalid")`."""
    try:
        untrusted: Any = json.loads(untrusted_line)
    except (ValueError, RecursionError):
        raise InputProblem("feed_line_invalid", reason="json") from None
    if not isinstance(untrusted, dict):
        raise InputProblem("feed_line_invalid", reason="object")
    name, text = untrusted.get("speaker"), untrusted.get("text")
    conversation = untrusted.get("conversation", conversation_id)
    if not isinstance(text, str) or not isinstance(name, str) or not isinstance(conversation, str) or not conversation:
        raise InputProblem("feed_line_invalid", reason="speaker, text, conversation")
    speaker = role_of(name)
    if speaker is None:
        raise InputProblem("feed_line_invalid", reason="speaker")
    language, time = untrusted.get("language"), untrusted.get("time")
    try:
        moment = datetime.fromisoformat(time) if isinstance(time, str) else None
    except ValueError:
        raise InputProblem("feed_line_invalid", reason="time") from None
    return FedTurn(
        ConversationId(conversation),
        speaker,
        text,
        moment,
        language if isinstance(language, str) and language else None,
    )


class FeedServer:
    """Listens for turns. Lives on the core thread's loop."""

    def __init__(self, home: Path, take: Take) -> None:
        self._home = home
        self._take = take
        self._server: asyncio.AbstractServer | None = None
        self._pipes: list[Any] = []
        self._path = ""

    async def start(self) -> None:
        self._path = address(self._home)
        if sys.platform == "win32":
            await self._start_pipe()
            return
        with suppress(FileNotFoundError):
            Path(self._path).unlink()  # left by a program that was killed; the home's lock says that none runs
        before = os.umask(0o177)
        try:
            self._server = await asyncio.start_unix_server(self._serve, path=self._path, limit=MAX_LINE_BYTES)
        finally:
            os.umask(before)

    async def _start_pipe(self) -> None:
        """Named pipe through the proactor loop. Not verified on Windows."""
        loop: Any = asyncio.get_running_loop()

        def protocol() -> asyncio.StreamReaderProtocol:
            reader = asyncio.StreamReader(limit=MAX_LINE_BYTES)
            return asyncio.StreamReaderProtocol(reader, self._serve)

        self._pipes = await loop.start_serving_pipe(protocol, self._path)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await _line(reader):
                writer.write(json.dumps(await self._answer(line)).encode() + b"\n")
                await writer.drain()
        except (ConnectionError, InputProblem):
            pass
        finally:
            writer.close()

    async def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            return {"ok": True, "n": await self._take(parse_turn(line))}
        except LotseError as error:
            return {"ok": False, "error": {"key": error.key, "params": error.params}}

    async def close(self) -> None:
        for pipe in self._pipes:
            pipe.close()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            with suppress(FileNotFoundError):
                Path(self._path).unlink()


async def _line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ValueError:
        raise InputProblem("feed_line_invalid", reason="length") from None


async def send(home: Path, conversation_id: str, lines: AsyncIterator[bytes]) -> AsyncIterator[dict[str, Any]]:
    """Hand lines to the running program; yields its answer to each.

    Raises `EnvironmentProblem("not_running")` when no program of this home listens or it goes away.
    """
    try:
        reader, writer = await _connect(address(home))
    except (FileNotFoundError, ConnectionError, OSError):
        raise EnvironmentProblem("not_running") from None
    try:
        async for line in lines:
            if not line.strip():
                continue
            try:
                turn = parse_turn(line, conversation_id)
            except InputProblem as error:
                yield {"ok": False, "error": {"key": error.key, "params": error.params}}
                continue
            writer.write(_frame(turn))
            await writer.drain()
            answer = await reader.readline()
            if not answer:
                raise EnvironmentProblem("not_running")
            yield json.loads(answer)
    except ConnectionError:
        raise EnvironmentProblem("not_running") from None
    finally:
        writer.close()


async def _connect(path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if sys.platform != "win32":
        return await asyncio.open_unix_connection(path, limit=MAX_LINE_BYTES)
    loop: Any = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=MAX_LINE_BYTES)
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, _ = await loop.create_pipe_connection(lambda: protocol, path)
    return reader, asyncio.StreamWriter(transport, protocol, reader, loop)


def _frame(turn: FedTurn) -> bytes:
    framed = {
        "conversation": turn.conversation_id,
        "speaker": turn.speaker,
        "text": turn.text,
        "language": turn.language,
    }
    if turn.time is not None:
        framed["time"] = turn.time.isoformat()
    return json.dumps(framed, ensure_ascii=False).encode() + b"\n"
