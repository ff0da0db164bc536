"""The way between the window and the core: jobs one way, outcomes and events the other.

Owns the core thread and its event loop. Must not know any service or widget; everything that comes back crosses over in
one queued signal, and what a model streams is handed over at most every 50 ms.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lotse.desktop.core_port import CorePort, MakeCore, StoreKey
from lotse.domain.errors import Cancelled, LotseError, Message, Stale

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")
Job = Callable[[CorePort], Coroutine[Any, Any, T]]

STREAM_S = 0.05
KEEP_S = 5.0
STOP_S = 15.0


@dataclass(frozen=True, slots=True)
class CoreReady:
    """The core is there; jobs that waited have been started."""


@dataclass(frozen=True, slots=True)
class CoreFailed:
    """The core could not be made; `Bridge.open` tries again."""

    message: Message


@dataclass(frozen=True, slots=True)
class CoreProblem:
    """A job failed and nobody but the message bar is there to say so."""

    message: Message


@dataclass(frozen=True, slots=True)
class _Outcome:
    call: Callable[[], None]


class Bridge(QObject):
    """Lives on the main thread. Jobs given before the core is ready wait for it.

    Signals: `came(event)` on the main thread, in the order of publication; streamed events of one subject may be
    represented by their newest.
    """

    came = Signal(object)
    _arrived = Signal(object)

    def __init__(self, make_core: MakeCore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_core = make_core
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._early: list[Callable[[], None]] = []
        # Of the core thread from here on.
        self._core: CorePort | None = None
        self._waiting: list[tuple[Callable[[CorePort], Coroutine[Any, Any, None]], set[asyncio.Task[None]]]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._promised: set[asyncio.Task[None]] = set()
        self._held: dict[object, object] = {}
        self._flush_at: asyncio.TimerHandle | None = None

    # --- main thread ---------------------------------------------------------------------------------------------

    def open(self, key: StoreKey | None = None) -> None:
        """Start the core thread if need be, and make the core on it. Answers by `CoreReady` or `CoreFailed`."""
        if self._thread is None:
            import asyncio  # after the first picture: with ssl and all it takes as long as a third of Qt

            loop = self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._run, args=(loop,), name="core")
            self._thread.start()
            early, self._early = self._early, []
            for call in early:
                self._on_loop(call)
        self._on_loop(lambda: self._spawn(self._open(key), self._tasks))

    def submit(
        self,
        job: Job[T],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Message], None] | None = None,
    ) -> None:
        """Run `job(core)` on the core loop. `on_done` or `on_failed` is called on the main thread.

        Without `on_failed` a problem arrives as the event `CoreProblem`; cancelled and stale jobs end silently.
        What the agent did and expects to find again goes through `keep`: `stop` cancels these.
        """
        run = self._reporting(job, on_done, on_failed)
        self._on_loop(lambda: self._start(run, self._tasks))

    def keep(
        self,
        job: Job[T],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[Message], None] | None = None,
    ) -> None:
        """As `submit`, for a job that stores something: `stop` waits for it before it closes the core."""
        run = self._reporting(job, on_done, on_failed)
        self._on_loop(lambda: self._start(run, self._promised))

    def _reporting(
        self, job: Job[T], on_done: Callable[[T], None] | None, on_failed: Callable[[Message], None] | None
    ) -> Callable[[CorePort], Coroutine[Any, Any, None]]:
        async def run(core: CorePort) -> None:
            try:
                value = await job(core)
            except (Cancelled, Stale):
                return
            except LotseError as problem:
                self._fail(problem.message, on_failed)
            except Exception as bug:  # noqa: BLE001 - the boundary of the core
                # The boundary of the core: a bug must not end the loop that everything else runs on.
                _report("a job of the window failed", bug)
                self._fail(Message("window_unexpected"), on_failed)
            else:
                if on_done is not None:
                    self._send(_Outcome(lambda: on_done(value)))

        return run

    def stop(self) -> None:
        """Let what is being stored end, cancel the rest, close the core and its thread. Nothing arrives afterwards."""
        self._stopping = True
        if self._thread is None or self._loop is None:
            return
        self._on_loop(lambda: self._spawn(self._close(), self._tasks))
        self._thread.join(STOP_S)
        self._thread = None

    @Slot(object)
    def _on_arrived(self, arrived: object) -> None:
        if self._stopping:
            return
        if isinstance(arrived, _Outcome):
            arrived.call()
        else:
            self.came.emit(arrived)

    def _on_loop(self, call: Callable[[], None]) -> None:
        if self._loop is None:
            self._early.append(call)
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    # --- core thread ---------------------------------------------------------------------------------------------

    def publish(self, event: object) -> None:
        """The `Events` port of the services: never blocks, never raises."""
        subject = _streamed(event)
        if subject is None:
            self._flush()
            self._send(event)
            return
        self._held.pop(subject, None)
        self._held[subject] = event
        if self._flush_at is None:
            self._flush_at = self._running_loop().call_later(STREAM_S, self._flush)

    def _flush(self) -> None:
        if self._flush_at is not None:
            self._flush_at.cancel()
            self._flush_at = None
        held, self._held = self._held, {}
        for event in held.values():
            self._send(event)

    def _send(self, thing: object) -> None:
        if not self._stopping:
            self._arrived.emit(thing)

    def _fail(self, message: Message, on_failed: Callable[[Message], None] | None) -> None:
        if on_failed is None:
            self._send(CoreProblem(message))
        else:
            self._send(_Outcome(lambda: on_failed(message)))

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        import asyncio

        asyncio.set_event_loop(loop)
        try:
            loop.run_forever()
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        assert self._loop is not None
        return self._loop

    async def _open(self, key: StoreKey | None) -> None:
        if self._core is not None:
            return
        try:
            self._core = await self._make_core(self, key)
        except LotseError as problem:
            self._send(CoreFailed(problem.message))
            return
        except Exception as bug:  # noqa: BLE001 - the boundary of the core
            _report("the core could not be made", bug)
            self._send(CoreFailed(Message("window_unexpected")))
            return
        self._send(CoreReady())
        waiting, self._waiting = self._waiting, []
        for job, among in waiting:
            self._spawn(job(self._core), among)

    def _start(self, job: Callable[[CorePort], Coroutine[Any, Any, None]], among: set[asyncio.Task[None]]) -> None:
        if self._core is None:
            self._waiting.append((job, among))
        else:
            self._spawn(job(self._core), among)

    def _spawn(self, work: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
        task = self._running_loop().create_task(work)
        among.add(task)
        task.add_done_callback(among.discard)

    async def _close(self) -> None:
        import asyncio

        loop = self._running_loop()
        if self._promised:
            await asyncio.wait(self._promised, timeout=KEEP_S)
        others = [task for task in (*self._tasks, *self._promised) if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._flush_at is not None:
            self._flush_at.cancel()
        if self._core is not None:
            try:
                await self._core.close()
            except Exception as bug:  # noqa: BLE001 - the boundary of the core
                _report("the core did not close cleanly", bug)
            self._core = None
        loop.stop()


def _streamed(event: object) -> object | None:
    """What an event of a stream is about, or `None` for one that must not be skipped."""
    from lotse.services.events import IndexProgressed, KnowledgeImportProgressed, NoteChanged

    if isinstance(event, NoteChanged) and event.refining:
        return ("note", event.conversation_id)
    if isinstance(event, IndexProgressed):
        return "index"
    if isinstance(event, KnowledgeImportProgressed):
        return "import"
    return None


def _report(what: str, bug: BaseException) -> None:
    """Log what kind of error and where. Its message stays out of the log: it may hold a customer's words (I6)."""
    import logging
    import traceback

    frames = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(bug.__traceback__)[-4:]]
    logging.getLogger(__name__).error("%s: %s at %s", what, type(bug).__name__, " > ".join(frames))
