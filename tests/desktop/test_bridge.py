"""The way between window and core: streams are coalesced, order is kept, nothing is left behind."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from lotse.desktop.bridge import Bridge, CoreProblem, CoreReady
from lotse.desktop.core_port import CorePort, StoreKey
from lotse.domain.conversations import ConversationId
from lotse.domain.errors import InputProblem, Stale
from lotse.domain.notes import Note
from lotse.services.events import NoteChanged, NoteSaved
from lotse.services.ports import Events

ID = ConversationId("c")


@dataclass
class Nothing:
    closed: bool = False

    async def close(self) -> None:
        self.closed = True


def opened(qtbot: QtBot) -> tuple[Bridge, list[object], Nothing]:
    core = Nothing()

    async def make(_events: Events, _key: StoreKey | None) -> CorePort:
        return cast(CorePort, core)

    bridge = Bridge(make)
    came: list[object] = []
    bridge.came.connect(came.append)
    bridge.open()
    qtbot.waitUntil(lambda: CoreReady() in came)
    return bridge, came, core


def test_stream_reaches_the_window_a_few_times_and_ends_with_its_last_state(qtbot: QtBot) -> None:
    bridge, came, _core = opened(qtbot)
    came.clear()

    async def stream(_core: object) -> None:
        for revision in range(1, 2001):
            bridge.publish(NoteChanged(ID, Note("de", revision), refining=True))
        bridge.publish(NoteChanged(ID, Note("de", 2001)))

    bridge.submit(stream)
    qtbot.waitUntil(lambda: bool(came) and came[-1] == NoteChanged(ID, Note("de", 2001)))
    assert len(came) <= 3
    bridge.stop()


def test_order_is_kept_around_a_stream(qtbot: QtBot) -> None:
    bridge, came, _core = opened(qtbot)
    came.clear()

    async def stream(_core: object) -> None:
        bridge.publish(NoteChanged(ID, Note("de", 1), refining=True))
        bridge.publish(NoteSaved(ID))

    bridge.submit(stream)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert [type(event) for event in came] == [NoteChanged, NoteSaved]
    bridge.stop()


def test_outcomes_arrive_on_the_main_thread_and_problems_as_data(qtbot: QtBot) -> None:
    bridge, came, _core = opened(qtbot)
    threads: list[object] = []

    async def work(_core: object) -> str:
        threads.append(threading.current_thread().name)
        return "done"

    async def fail(_core: object) -> None:
        raise InputProblem("empty_turn")

    async def stale(_core: object) -> None:
        raise Stale

    bridge.submit(work, lambda _value: threads.append(QThread.currentThread().isMainThread()))
    bridge.submit(stale)
    bridge.submit(fail)
    qtbot.waitUntil(lambda: len(threads) == 2 and isinstance(came[-1], CoreProblem))
    assert threads == ["core", True]
    assert [event for event in came if isinstance(event, CoreProblem)] == [
        CoreProblem(InputProblem("empty_turn").message)
    ]
    bridge.stop()


def test_jobs_given_before_the_core_wait_for_it(qtbot: QtBot) -> None:
    async def make(_events: Events, _key: StoreKey | None) -> CorePort:
        return cast(CorePort, Nothing())

    bridge = Bridge(make)
    done: list[int] = []

    async def work(_core: object) -> int:
        return 7

    bridge.submit(work, done.append)
    bridge.open()
    qtbot.waitUntil(lambda: done == [7])
    bridge.stop()


def test_stop_closes_the_core_and_leaves_no_thread(qtbot: QtBot) -> None:
    bridge, _came, core = opened(qtbot)
    bridge.stop()
    assert core.closed
    assert "core" not in {thread.name for thread in threading.enumerate()}
    bridge.stop()


def test_what_the_agent_did_is_stored_before_the_core_closes_and_the_rest_is_cancelled(qtbot: QtBot) -> None:
    bridge, _came, core = opened(qtbot)
    stored: list[bool] = []
    read: list[bool] = []

    async def store(_core: object) -> None:
        await asyncio.sleep(0.05)
        stored.append(core.closed)

    async def endless(_core: object) -> None:
        try:
            await asyncio.sleep(600)
        finally:
            read.append(core.closed)

    bridge.submit(endless)
    bridge.keep(store)
    bridge.stop()
    assert stored == [False]
    assert read == [False]
    assert core.closed
