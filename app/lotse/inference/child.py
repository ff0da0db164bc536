"""One worker process as the parent sees it: its pipes, its jobs, its signs of life.

Owns the asyncio transport and the reading of lines. Must not decide what a crash means or whether to start again:
that is the supervisor's. Lives on the core loop.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, cast

from lotse.wire.protocol import (
    Accepted,
    Chunk,
    Down,
    Failed,
    Hello,
    LineSplitter,
    Log,
    Pong,
    Progress,
    ProtocolError,
    Result,
    Run,
    Up,
    decode_up,
    encode,
)

Ending = Literal["", "withdrawn", "unloaded", "closed", "hung", "protocol"]
"""Why the parent ended it; empty when it ended by itself. The first three are no crash."""

INTENDED: tuple[Ending, ...] = ("withdrawn", "unloaded", "closed")
_MAX_NOISE_LINES = 100

_KEPT_VARIABLES = (
    "PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE", "LOCALAPPDATA",
    "LD_LIBRARY_PATH", "LOTSE_HOME", "LOTSE_CPU_VARIANT",
)  # fmt: skip


class Lost:
    """Put into a job's queue when its worker is gone. `blamed`: the worker died while doing this job."""

    def __init__(self, blamed: bool) -> None:
        self.blamed = blamed


class Job:
    """One order on its way. `ended` is set once nothing more will come for it from this child."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.queue: asyncio.Queue[Chunk | Progress | Result | Failed | Lost] = asyncio.Queue()
        self.ended = asyncio.Event()
        self.withdrawn = False


class Child(asyncio.SubprocessProtocol):
    """Made by the event loop for each process; `hello` and `gone` are futures of its two turning points."""

    def __init__(self, on_log: Callable[[Log], None], on_current: Callable[[Child], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._on_log = on_log
        self._on_current = on_current
        self._splitter = LineSplitter()
        self._noise_lines = 0
        self.stderr_bytes = 0
        self.hello: asyncio.Future[Hello | Failed | None] = self._loop.create_future()
        self.gone: asyncio.Future[int] = self._loop.create_future()
        self.ending: Ending = ""
        self.jobs: dict[str, Job] = {}
        self.current: Job | None = None
        self.last_heard = self.last_busy = self._loop.time()
        self.silent_s = 0.0

    # --- asyncio ---

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.SubprocessTransport, transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd != 1:
            self.stderr_bytes += len(data)  # counted, never kept: native code may print the text it works on
            return
        for line in self._splitter.feed(data):
            self._read(line)
        if self._splitter.oversize or self._noise_lines > _MAX_NOISE_LINES:
            self.end("protocol")

    def connection_lost(self, exc: Exception | None) -> None:
        returncode = self._transport.get_returncode()
        self._transport.close()
        if not self.hello.done():
            self.hello.set_result(None)
        self.gone.set_result(-1 if returncode is None else returncode)

    # --- reading ---

    def _read(self, line: bytes) -> None:
        try:
            message = decode_up(line)
        except ProtocolError as error:
            self._noise_lines += 1
            self._on_log(Log("noise", {"code": error.code, "bytes": len(line)}))
            return
        self.last_heard = self._loop.time()
        self._take(message)

    def _take(self, message: Up) -> None:
        match message:
            case Hello():
                if not self.hello.done():
                    self.hello.set_result(message)
            case Failed(id=""):
                if not self.hello.done():
                    self.hello.set_result(message)
            case Pong(silent_s=silent_s):
                self.silent_s = silent_s
            case Log():
                self._on_log(message)
            case Accepted(id=job_id):
                self.current = self.jobs.get(job_id)
                self._on_current(self)
            case Chunk() | Progress() | Result() | Failed():
                self._deliver(message)

    def _deliver(self, message: Chunk | Progress | Result | Failed) -> None:
        job = self.jobs.get(message.id)
        if job is None:
            return
        if not job.withdrawn:
            job.queue.put_nowait(message)
        if isinstance(message, (Result, Failed)):
            del self.jobs[message.id]
            job.ended.set()
            self.last_busy = self._loop.time()
            if self.current is job:
                self.current, self.silent_s = None, 0.0
                self._on_current(self)

    # --- acting ---

    @property
    def alive(self) -> bool:
        return not self.ending and not self.gone.done()

    def send(self, message: Down) -> None:
        """Hand `message` to the pipe; a child that is gone says so through `gone`, not here."""
        self.send_line(encode(message))

    def send_line(self, line: bytes) -> None:
        stdin = cast("asyncio.WriteTransport | None", self._transport.get_pipe_transport(0))
        if stdin is not None and not stdin.is_closing():
            stdin.write(line)

    def end(self, why: Ending) -> None:
        """Kill it. A worker keeps nothing that a gentler end would save."""
        if self.ending or self.gone.done():
            return
        self.ending = why
        if sys.platform == "win32":
            self._transport.kill()
        elif self._transport.get_returncode() is None:
            # Not `transport.kill()`: it polls first, and may take the exit status from under asyncio's own wait.
            with suppress(ProcessLookupError):
                os.kill(self._transport.get_pid(), signal.SIGKILL)

    def abandon(self, crashed: bool) -> None:
        """Tell every job that is still open that its worker is gone."""
        for job in self.jobs.values():
            job.ended.set()
            job.queue.put_nowait(Lost(blamed=crashed and job is self.current))
        self.jobs.clear()
        self.current = None


def default_command(role: str) -> tuple[str, ...]:
    """How this program starts a worker: the interpreter in development, else the console program beside this one."""
    if not getattr(sys, "frozen", False):
        # -P: no module is taken from the working directory. -X utf8: paths and texts are UTF-8 everywhere.
        return (sys.executable, "-P", "-X", "utf8", "-m", "lotse", "--worker", role)
    name = "lotse-cli.exe" if sys.platform == "win32" else "lotse-cli"
    console = Path(sys.executable).with_name(name)
    return (str(console) if console.exists() else sys.executable, "--worker", role)


def clean_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Only what a program needs to start, so that no variable of the user's changes what a worker does."""
    return {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ} | dict(extra)


async def spawn(
    command: Sequence[str],
    environment: Mapping[str, str],
    on_log: Callable[[Log], None],
    on_current: Callable[[Child], None],
) -> Child:
    """Start a process with all three standard handles piped. Raises `OSError` when it can not be started."""
    loop = asyncio.get_running_loop()
    _, child = await loop.subprocess_exec(
        lambda: Child(on_log, on_current),
        *command,
        env=dict(environment),
        cwd=Path(sys.executable).anchor,  # nothing is ever loaded from here, and no user's folder is held
        start_new_session=sys.platform != "win32",  # a Ctrl-C in the terminal is the parent's to handle
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return child
