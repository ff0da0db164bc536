"""A parser that never asks how long it has been is stopped by the processor time it spends, and not in the middle of a line."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from lotse.workers import reader
from lotse.workers.handler import JobFailed
from lotse.workers.reader import ReaderRole
from lotse.workers.reader_limits import processor_time

resource = pytest.importorskip("resource", reason="the system counts processor time for POSIX only")


class Busy:
    """Takes a while for each line that goes up."""

    def __init__(self, seconds: float = 0) -> None:
        self.seconds = seconds
        self.sent: list[str] = []

    def chunk(self, text: str) -> None:
        spend(self.seconds)
        self.sent.append(text)

    def progress(self, done: int, total: int) -> None: ...

    def log(self, event: str, **params: object) -> None: ...


def spend(seconds: float) -> None:
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        pass


def test_a_loop_that_does_not_ask_is_stopped_and_the_next_job_is_not() -> None:
    before = signal.getsignal(signal.SIGXCPU), resource.getrlimit(resource.RLIMIT_CPU)
    with pytest.raises(JobFailed, match="reading_too_slow"), processor_time(0.1):
        spend(10)
    with processor_time(5):
        spend(0.1)
    assert (signal.getsignal(signal.SIGXCPU), resource.getrlimit(resource.RLIMIT_CPU)) == before


def test_a_line_to_the_parent_is_finished_first() -> None:
    busy = Busy(2.2)

    def job() -> None:
        with processor_time(0.1) as limit:
            limit.sending(busy).chunk("whole")
            spend(10)

    with pytest.raises(JobFailed, match="reading_too_slow"):
        job()
    assert busy.sent == ["whole"]


def test_a_page_that_would_take_hours_is_one_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "HARD_CPU_S", 0.5)
    (tmp_path / "zäh.html").write_bytes(b"<!--" * 400_000)
    begun = time.process_time()
    with pytest.raises(JobFailed, match="reading_too_slow"):
        ReaderRole().run("read", {"path": str(tmp_path / "zäh.html")}, Busy(), lambda: False)
    assert time.process_time() - begun < 10
