"""The child's main loop: reads orders, runs one job at a time on its role, and says what comes of it.

Owns the process: guard, memory ceiling, the two pipes, the order of jobs, the end. Must not know what a role does. The
main thread runs the role, one more reads stdin, so that a cancel or ping is heard while native code works. When stdin
closes the parent is gone and the process ends at once, whatever it is doing: no orphans.
"""

from __future__ import annotations

import ctypes
import heapq
import importlib
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from io import FileIO
from pathlib import Path
from typing import Final, cast

from lotse import offline
from lotse.wire.protocol import (
    PROTOCOL_VERSION,
    SETTINGS_VARIABLE,
    Accepted,
    Cancel,
    Chunk,
    Failed,
    Fields,
    Hello,
    LineSplitter,
    Log,
    Ping,
    Pong,
    Progress,
    ProtocolError,
    Result,
    Run,
    Settings,
    Up,
    decode_down,
    encode,
)
from lotse.workers.handler import JobCancelled, JobFailed, RoleHandler

ROLES: Final[Mapping[str, str]] = {
    "llm": "lotse.workers.llm",
    "search": "lotse.workers.search",
    "translate": "lotse.workers.translate",
    "reader": "lotse.workers.reader",
    "rerank": "lotse.workers.rerank",
}
"""Each of these modules has `handler() -> RoleHandler`."""

EXIT_ORPHANED: Final = 0
EXIT_UNKNOWN_ROLE: Final = 2
EXIT_NOT_LOADED: Final = 3
_READ_BYTES = 1 << 16
_PR_SET_PDEATHSIG = 1


def main(role: str) -> int:
    """Run `role` until stdin closes. Returns an exit code when it could not be loaded or there is none of that name."""
    if role not in ROLES:
        return EXIT_UNKNOWN_ROLE
    return serve(role, ROLES[role])


def serve(role: str, module: str) -> int:
    """Run the role that `module` provides. Tests give a scripted one."""
    pipe_up, pipe_down = _take_pipes()
    settings = Settings.from_json(os.environ.get(SETTINGS_VARIABLE, "{}"))
    _limit(settings.memory_bytes)
    offline.install("worker")
    host = _Host(role, pipe_up)
    threading.Thread(target=host.read, args=(pipe_down,), name="reader", daemon=True).start()
    return host.work(module, settings.values)


def _take_pipes() -> tuple[FileIO, int]:
    """Keep fd 1 for the protocol and point fd 1 at stderr, so that nothing printed can pass for a message."""
    protocol = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    down = os.dup(0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    return FileIO(protocol, "w"), down


def _limit(memory_bytes: int | None) -> None:
    """No core files (customer text is in memory), a ceiling on private memory; mapped model files do not count."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory_bytes is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    # For a parent that is killed while native code here holds the interpreter and the reader cannot see stdin close.
    # It also fires when the parent's starting thread ends: the supervisor's loop must outlive its workers, and does.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


class _Job:
    """One order. `beat` is the time of its last sign of life."""

    def __init__(self, run: Run, now: float) -> None:
        self.run = run
        self.cancelled = False
        self.expires = None if run.deadline_s is None else now + run.deadline_s
        self.beat = now


class _Host:
    """What both threads share. `_lock` guards queue and current job, `_sending` the pipe; no thread waits for both."""

    def __init__(self, role: str, pipe: FileIO) -> None:
        self._role = role
        self._pipe = pipe
        self._sending = threading.Lock()
        self._lock = threading.Lock()
        self._arrived = threading.Condition(self._lock)
        self._queue: list[tuple[int, int, _Job]] = []
        self._arrivals = 0
        self._current: _Job | None = None

    # --- reader thread ---

    def read(self, pipe_down: int) -> None:
        """Take orders until the parent is gone, then end the process without a word."""
        splitter = LineSplitter()
        try:
            while piece := os.read(pipe_down, _READ_BYTES):
                for line in splitter.feed(piece):
                    self._order(line)
        finally:  # also when this thread fails: a worker that hears nothing must not live on
            os._exit(EXIT_ORPHANED)

    def _order(self, line: bytes) -> None:
        try:
            order = decode_down(line)
        except ProtocolError as error:
            self.send(Log("order_not_understood", {"code": error.code, "bytes": len(line)}))
            return
        match order:
            case Run():
                with self._arrived:
                    self._arrivals += 1
                    job = _Job(order, time.monotonic())
                    heapq.heappush(self._queue, (order.priority, self._arrivals, job))
                    self._arrived.notify()
            case Cancel():
                with self._lock:
                    for job in (*(entry[2] for entry in self._queue), *((self._current,) if self._current else ())):
                        if job.run.id == order.id:
                            job.cancelled = True
            case Ping():
                with self._lock:
                    silent_s = time.monotonic() - self._current.beat if self._current else 0.0
                self.send(Pong(order.n, round(silent_s, 3)))

    # --- main thread ---

    def work(self, module: str, settings: Fields) -> int:
        """Load the role, then run jobs for ever. Returns only when the role could not be loaded."""
        try:
            role = cast(RoleHandler, importlib.import_module(module).handler())
            loaded = role.load(settings)
        except Exception as error:  # noqa: BLE001 - the boundary of loading
            self.send(_failure("", error))
            return EXIT_NOT_LOADED
        features = {"offline": offline.layers(), **loaded.features}
        self.send(Hello(PROTOCOL_VERSION, self._role, features, loaded.fingerprint))
        while True:
            with self._arrived:
                while not self._queue:
                    self._arrived.wait()
                job = heapq.heappop(self._queue)[2]
                job.beat = time.monotonic()
                self._current = job
            self._finish(self._run(role, job))

    def _run(self, role: RoleHandler, job: _Job) -> Result | Failed:
        emit = _Emit(self, job)
        job_id = job.run.id
        if emit.cancelled():
            return Failed(job_id, emit.stop_code())
        self.send(Accepted(job_id))
        try:
            return Result(job_id, role.run(job.run.op, job.run.params, emit, emit.cancelled))
        except JobCancelled:
            return Failed(job_id, emit.stop_code())
        except Exception as error:  # noqa: BLE001 - the boundary of a job
            return _failure(job_id, error)

    def _finish(self, end: Result | Failed) -> None:
        with self._lock:
            self._current = None
        try:
            self.send(end)
        except ProtocolError as error:  # parameters of a failure that JSON cannot carry
            self.send(Failed(end.id, "worker_bug", {"error": error.code}))

    # --- both ---

    def send(self, message: Up) -> None:
        line = encode(message)
        with self._sending:
            view = memoryview(line)
            try:
                while view:
                    view = view[self._pipe.write(view) :]
            except OSError:  # the parent has closed its end: there is nobody left to work for
                os._exit(EXIT_ORPHANED)


class _Emit:
    """The way up of one job, and the question whether to go on."""

    def __init__(self, host: _Host, job: _Job) -> None:
        self._host = host
        self._job = job

    def chunk(self, text: str) -> None:
        self._job.beat = time.monotonic()
        self._host.send(Chunk(self._job.run.id, text))

    def progress(self, done: int, total: int) -> None:
        self._job.beat = time.monotonic()
        self._host.send(Progress(self._job.run.id, done, total))

    def log(self, event: str, **params: object) -> None:
        self._host.send(Log(event, params))

    def cancelled(self) -> bool:
        now = time.monotonic()
        self._job.beat = now
        return self._job.cancelled or (self._job.expires is not None and now > self._job.expires)

    def stop_code(self) -> str:
        return "cancelled" if self._job.cancelled else "deadline"


def _failure(job_id: str, error: Exception) -> Failed:
    """Say what went wrong without its text: an exception's words may be the customer's."""
    if isinstance(error, JobFailed):
        return Failed(job_id, error.code, error.params)
    if isinstance(error, MemoryError):
        return Failed(job_id, "out_of_memory")
    if isinstance(error, ProtocolError):
        return Failed(job_id, error.code)
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Failed(job_id, "worker_bug", {"error": type(error).__name__, "where": where})
