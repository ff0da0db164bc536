"""What the reader's process may not do: write a file, hold many open, spend more processor time than a file is worth.

Owns the limits the system sets for it (POSIX; elsewhere the parent's deadline stands alone). Must not know any format.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lotse.workers.handler import Emit, JobFailed

_OPEN_FILES: Final = 64


def forbid_writing() -> None:
    """This role reads: it may not write one byte to any file, nor hold many open."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))


class ProcessorTime:
    """Whether a job may be stopped now: not in the middle of a line to the parent."""

    def __init__(self) -> None:
        self.armed = True
        self.held = False

    def sending(self, emit: Emit) -> Emit:
        return _Held(emit, self)


@contextmanager
def processor_time(seconds: float) -> Iterator[ProcessorTime]:
    """Raises `JobFailed("reading_too_slow")` in a parser that spends more and never comes back to ask.

    The system counts in whole seconds and tells every second anew, so that one told too early is not lost. Native code
    is told when it returns; the parent ends what never does.
    """
    limit = ProcessorTime()
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield limit
        return
    import resource

    def stop(_signal: int, _frame: object) -> None:
        if limit.armed and not limit.held:
            raise JobFailed("reading_too_slow", seconds=round(seconds))

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    before = signal.signal(signal.SIGXCPU, stop)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds) + 1, hard))
    try:
        yield limit
    finally:
        limit.armed = False
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
        signal.signal(signal.SIGXCPU, before)


class _Held:
    """The way up, during which nothing is stopped."""

    def __init__(self, emit: Emit, limit: ProcessorTime) -> None:
        self._emit = emit
        self._limit = limit

    def chunk(self, text: str) -> None:
        self._limit.held = True
        self._emit.chunk(text)
        self._limit.held = False

    def progress(self, done: int, total: int) -> None:
        self._limit.held = True
        self._emit.progress(done, total)
        self._limit.held = False

    def log(self, event: str, **params: object) -> None:
        self._limit.held = True
        self._emit.log(event, **params)
        self._limit.held = False
