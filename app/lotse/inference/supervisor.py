"""Keeps one role running: starts its worker at first need, watches it, and knows when to stop trying.

Owns the life of the worker: lazy start, heartbeat, cancel ladder (ask, grace, kill), retry, breaker, quarantine,
unload. Must not know what the operations mean. Lives on the core loop; nothing here blocks it. Whatever a worker does,
`run` ends with a result, a `WorkerProblem` or `Cancelled`.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from itertools import count
from typing import Final

from lotse.domain.errors import Cancelled, Message, WorkerProblem
from lotse.inference.breaker import Breaker, Quarantine
from lotse.inference.child import INTENDED, Child, Job, Lost, clean_environment, default_command, spawn
from lotse.services.events import WorkerStateChanged
from lotse.services.ports import Events, Role, WorkerState
from lotse.wire.protocol import (
    PROTOCOL_VERSION,
    SETTINGS_VARIABLE,
    Cancel,
    Chunk,
    Failed,
    Fields,
    Hello,
    Log,
    Ping,
    Progress,
    ProtocolError,
    Result,
    Run,
    Settings,
    encode,
)

_log = logging.getLogger(__name__)
_ILLEGAL_INSTRUCTION: Final = (-signal.SIGILL, 0xC000001D)


@dataclass(frozen=True, slots=True)
class Timings:
    """How patient the supervisor is. All in seconds."""

    start_s: float = 60.0  # to `hello`, model loaded
    ping_every_s: float = 5.0
    deaf_s: float = 20.0  # nothing heard at all: hung
    job_silent_s: float = 120.0  # no sign of life from the job at work: hung
    grace_s: float = 2.0  # from `cancel` to kill
    crashes: int = 3
    crash_window_s: float = 600.0
    idle_unload_s: float | None = None


class Supervisor:
    """One role, at most one process. `close` leaves none; `run` may be called any number of times at once."""

    def __init__(
        self,
        role: Role,
        *,
        settings: Settings,
        events: Events,
        command: Sequence[str] | None = None,
        timings: Timings = Timings(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.role: Role = role
        self._settings = settings
        self._events = events
        self._command = tuple(command or default_command(role))
        self._timings = timings
        self._breaker = Breaker(timings.crashes, timings.crash_window_s, clock)
        self._quarantine = Quarantine()
        self._given_up: Message | None = None
        self._child: Child | None = None
        self._starting: asyncio.Task[Child] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._ids = count(1)
        self._closed = False
        self._state: WorkerState = "off"
        self.hello: Hello | None = None
        """What the worker said of itself when it last started."""

    @property
    def state(self) -> WorkerState:
        return self._state

    # --- jobs ---

    async def call(self, op: str, params: Fields, *, deadline_s: float | None = None, priority: int = 0) -> Fields:
        """Run a job whose pieces do not matter and return its result. Raises as `run`."""
        async with aclosing(self.run(op, params, deadline_s=deadline_s, priority=priority)) as messages:
            async for message in messages:
                if isinstance(message, Result):
                    return message.values
        raise AssertionError("run ends with a result or raises")

    async def run(
        self, op: str, params: Fields, *, deadline_s: float | None = None, priority: int = 0
    ) -> AsyncGenerator[Chunk | Progress | Result]:
        """Yield what the job says; the last is its `Result`. Leaving early cancels it: use `aclosing`.

        A job whose worker dies is tried once more, unless it has already said something. Raises `WorkerProblem`
        (`worker_crashed`, `input_quarantined`, `worker_deadline`, the role's own codes, or why the role has fallen
        back) and `Cancelled`.
        """
        loop = asyncio.get_running_loop()
        expires = None if deadline_s is None else loop.time() + deadline_s
        key = Quarantine.key(op, params)
        said_something = False
        while True:
            if self._quarantine.holds(key):
                # The crash that convicts an input can be the one that opens the breaker: one reason is told, not two.
                raise self._fallen_back() if self._breaker.open else WorkerProblem("input_quarantined")
            left_s = None if expires is None else max(0.001, expires - loop.time())
            job = Job(Run(f"{self.role}-{next(self._ids)}", op, params, left_s, priority))
            try:
                line = encode(job.run)
            except ProtocolError as error:
                raise WorkerProblem("worker_input_refused", code=error.code) from None
            child: Child | None = None
            try:
                async with asyncio.timeout_at(expires):
                    child = await self._ready_child()
                child.jobs[job.run.id] = job
                child.send_line(line)
                while True:
                    async with asyncio.timeout_at(expires):
                        message = await job.queue.get()
                    if isinstance(message, Lost):
                        break
                    if isinstance(message, Failed):
                        raise _problem(message)
                    yield message
                    said_something = True
                    if isinstance(message, Result):
                        return
            except TimeoutError:
                raise WorkerProblem("worker_deadline") from None
            finally:
                if child is not None and not job.ended.is_set():
                    self._withdraw(child, job)
            if message.blamed:
                self._quarantine.crashed(key)
            if self._closed or child.ending == "unloaded":
                raise Cancelled
            if said_something:
                raise self._fallen_back() if self._breaker.open else WorkerProblem("worker_crashed")

    def _withdraw(self, child: Child, job: Job) -> None:
        job.withdrawn = True
        child.send(Cancel(job.run.id))
        if child.current is job:
            self._keep(self._insist(child, job))

    async def _insist(self, child: Child, job: Job) -> None:
        """The second and third rung: grace, then kill. The others' jobs go on in the next worker."""
        try:
            await asyncio.wait_for(job.ended.wait(), self._timings.grace_s)
        except TimeoutError:
            _log.info("%s does not stop: killed", self.role)
            child.end("withdrawn")

    # --- the worker's life ---

    async def _ready_child(self) -> Child:
        if self._closed:
            raise Cancelled
        if self._child is not None and self._child.alive:
            return self._child
        if self._breaker.open:
            message = self._given_up or Message(f"{self.role}_fallback")
            raise WorkerProblem(message.key, **message.params)
        if self._starting is None or self._starting.done():
            # A task of its own: the request that happened to come first may be withdrawn, the start goes on.
            self._starting = asyncio.create_task(self._start())
            # Nobody may be left to hear of its failure; the state event has told it.
            self._starting.add_done_callback(lambda task: task.cancelled() or task.exception())
        starting = self._starting
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            if starting.cancelled():  # closed meanwhile; else it is this request that was cancelled
                raise Cancelled from None
            raise

    async def _start(self) -> Child:
        """Start until the worker says hello or the breaker opens."""
        while True:
            if (previous := self._child) is not None:
                await asyncio.wait([previous.gone])
            if self._breaker.open:
                raise self._fallen_back()
            self._become("starting")
            extra = {SETTINGS_VARIABLE: self._settings.to_json()}
            try:
                child = await spawn(self._command, clean_environment(extra), self._on_log, self._on_current)
            except OSError as error:
                _log.info("%s can not be started: errno %s", self.role, error.errno)
                self._give_up(Message("worker_not_startable", {"role": self.role}))
                continue
            self._child = child
            child.gone.add_done_callback(lambda _gone, child=child: self._on_gone(child))  # type: ignore[misc]
            self._keep(self._watch(child))
            hello = await child.hello
            if isinstance(hello, Hello) and hello.protocol == PROTOCOL_VERSION and hello.role == self.role:
                self.hello = hello
                self._become("ready")
                return child
            if isinstance(hello, Hello):
                self._give_up(Message("worker_version", {"role": self.role}))
            elif isinstance(hello, Failed):
                self._give_up(Message(hello.code, _plain(hello.params)))
            if hello is not None:
                child.end("closed")

    async def _watch(self, child: Child) -> None:
        """The heartbeat: ends a worker that is deaf, hung in a job, slow to load, or long without work."""
        timings = self._timings
        loop = asyncio.get_running_loop()
        started = loop.time()
        for n in count(1):
            await asyncio.wait([child.gone], timeout=timings.ping_every_s)
            if not child.alive:
                return
            now = loop.time()
            loaded = child.hello.done()
            deaf = loaded and now - child.last_heard > timings.deaf_s
            stuck = child.silent_s > timings.job_silent_s
            loading_too_long = not loaded and now - started > timings.start_s
            idle_s = now - child.last_busy if loaded and not child.jobs else 0.0
            if deaf or stuck or loading_too_long:
                child.end("hung")
            elif timings.idle_unload_s is not None and idle_s > timings.idle_unload_s:
                child.end("unloaded")
            else:
                child.send(Ping(n))

    def _on_gone(self, child: Child) -> None:
        returncode = child.gone.result()
        crashed = child.ending not in INTENDED and not isinstance(child.hello.result(), Failed)
        _log.info(
            "%s ended: returncode %s, why %s, stderr %s bytes",
            self.role,
            returncode,
            child.ending or "by itself",
            child.stderr_bytes,
        )
        if crashed and not self._breaker.open:
            if returncode in _ILLEGAL_INSTRUCTION:
                self._give_up(Message("cpu_too_old", {"role": self.role}))
            elif self._breaker.crashed():
                self._give_up(Message(f"{self.role}_fallback"))
        if self._child is child:
            self._child = None
        if self._state != "fallback":
            self._become("restarting" if child.jobs and not self._closed else "off")
        child.abandon(crashed)

    def _give_up(self, message: Message) -> None:
        """Fall back, and tell the user once."""
        self._given_up = message
        self._breaker.trip()
        self._become("fallback", message)

    def _fallen_back(self) -> WorkerProblem:
        """The reason that was told when the role fell back, so that nobody is told a second one."""
        message = self._given_up or Message(f"{self.role}_fallback")
        return WorkerProblem(message.key, **message.params)

    async def reset(self, settings: Settings | None = None) -> None:
        """Start afresh, with other settings where given: a model was changed, or the user asks to try again."""
        if settings is not None:
            self._settings = settings
        await self.unload()
        self._breaker.reset()
        self._quarantine.clear()
        self._given_up = None
        self._become("off")

    async def unload(self) -> None:
        """End the worker now, and with it every copy of customer text it holds; jobs under way are `Cancelled`."""
        if (child := self._child) is not None:
            child.end("unloaded")
            await asyncio.wait([child.gone])

    async def close(self) -> None:
        """End for good. When this returns there is no process and no task left."""
        self._closed = True
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.wait([self._starting])
        if (child := self._child) is not None:
            child.end("closed")
            await asyncio.wait([child.gone])
        for task in tuple(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(tuple(self._tasks))
        self._become("off")

    # --- saying so ---

    def _on_current(self, child: Child) -> None:
        if (job := child.current) is not None and job.withdrawn:  # accepted while the cancel was on its way
            self._keep(self._insist(child, job))
        if child.alive and self._state in ("ready", "busy"):
            self._become("busy" if child.current is not None else "ready")

    def _on_log(self, entry: Log) -> None:
        _log.info("%s: %s %s", self.role, entry.event, dict(entry.params))

    def _become(self, state: WorkerState, message: Message | None = None) -> None:
        if state == self._state and message is None:
            return
        self._state = state
        self._events.publish(WorkerStateChanged(self.role, state, message))

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _problem(failed: Failed) -> WorkerProblem | Cancelled:
    if failed.code == "cancelled":
        return Cancelled()
    code = "worker_deadline" if failed.code == "deadline" else failed.code
    return WorkerProblem(code, **_plain(failed.params))


def _plain(params: Mapping[str, object]) -> dict[str, str | int | float | None]:
    return {key: value for key, value in params.items() if value is None or isinstance(value, (str, int, float))}
