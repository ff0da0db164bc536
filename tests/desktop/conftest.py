"""A window without a screen, a clipboard of its own, and a core that answers from memory."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lotse.desktop.app import Desktop
from lotse.desktop.core_port import StoreKey
from lotse.services.ports import Events
from lotse.wording import Language
from tests.desktop.fake_core import TODAY, FakeCore, fake_core, filled
from tests.desktop.upkeep_stage import upkeep  # noqa: F401 - a fixture


@dataclass
class MemoryClipboard:
    offered: str = ""
    html: str = ""

    def put(self, text: str, html: str = "") -> None:
        self.offered, self.html = text, html

    def text(self) -> str:
        return self.offered


@dataclass
class Stage:
    """A running desktop and the core behind it. `core` is there once the workspace is ready."""

    desktop: Desktop
    clipboard: MemoryClipboard
    cores: list[FakeCore] = field(default_factory=list)

    @property
    def core(self) -> FakeCore:
        return self.cores[-1]


Raise = Callable[[FakeCore, StoreKey | None], None]
StageFactory = Callable[..., Stage]


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[StageFactory]:
    """Make a desktop: `stage()` waits until the first conversation is open, `stage(wait=False)` does not."""
    made: list[Desktop] = []
    QAccessible.setActive(True)

    def make(
        *,
        language: Language = "de",
        prepare: Callable[[FakeCore], object] = filled,
        opening: Raise | None = None,
        wait: bool = True,
    ) -> Stage:
        home.mkdir(parents=True, exist_ok=True)
        clipboard = MemoryClipboard()
        cores: list[FakeCore] = []

        async def make_core(events: Events, key: StoreKey | None) -> FakeCore:
            core = fake_core(events)
            prepare(core)
            if opening is not None:
                opening(core, key)
            cores.append(core)
            return core

        desktop = Desktop(qapp, make_core, home=home, language=language, today=lambda: TODAY, clipboard=clipboard)
        made.append(desktop)
        desktop.fill()
        desktop.workspace._pause.setInterval(0)
        desktop.workspace.reply._drafting.setInterval(0)
        desktop.show()
        if wait:
            qtbot.waitUntil(lambda: desktop.workspace.note.note is not None and not desktop.workspace.note.refining)
            qtbot.waitUntil(lambda: desktop.workspace.knowledge.state == "cards")
        return Stage(desktop, clipboard, cores)

    yield make
    for desktop in made:
        desktop.close()
        desktop.frame.close()
        desktop.frame.deleteLater()
        desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
