"""The window with the real services of knowledge, import and packs, on a store in memory: documents are read in this
process, packs are real files."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lotse.desktop.app import Desktop
from lotse.desktop.core_port import StoreKey
from lotse.desktop.packs_pane import PacksPane
from lotse.desktop.packs_view import PacksView
from lotse.desktop.sources_pane import SourcesPane
from lotse.desktop.sources_view import SourcesView
from lotse.desktop.upkeep_pane import Upkeep
from lotse.domain.packs import VectorSet
from lotse.domain.passages import Cut
from lotse.files.adapter import FileReading
from lotse.files.packs import FilePacks
from lotse.services.knowledge import Knowledge
from lotse.services.knowledge_import import KnowledgeImport
from lotse.services.knowledge_sources import ImportedSources
from lotse.services.pack_watch import PackWatch
from lotse.services.packs import Packs
from lotse.services.ports import Events
from lotse.storage.key_sources import Argon2Cost
from lotse.storage.knowledge_sources import SourcesFile
from lotse.storage.opening import open_passing_knowledge_store, packs_of
from lotse.storage.pack_keys import PackKeyRing
from lotse.wording import Language
from tests.desktop.fake_core import FakeCore, fake_core, filled
from tests.fakes.document_reader import DirectReader
from tests.fakes.semantic import FakeSemantic

PATIENCE_MS = 30_000
"""The services and stores are loaded by the first start."""
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SECTION_KEYS = {"articles": Qt.Key.Key_K, "sources": Qt.Key.Key_I, "packs": Qt.Key.Key_P}


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 3, 9, 30, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 2, 3)


class NoVectors:
    """A home without an embedder: nothing is prepared."""

    async def form(self) -> tuple[str, int, str] | None:
        return None

    async def embed(self, passages: Sequence[tuple[str, Cut]]) -> bytes:
        return struct.pack("<2f", 0.6, 0.8) * len(passages)

    def keep(self, content: str, form: VectorSet, passages: Sequence[tuple[str, Cut]], rows: Iterator[bytes]) -> None:
        pass

    def keep_only(self, contents: frozenset[str]) -> None:
        pass


@dataclass
class UpkeepStage:
    """A running window, turned to a section of the page."""

    desktop: Desktop
    home: Path
    reader: DirectReader
    qtbot: QtBot
    cores: list[FakeCore] = field(default_factory=list)

    @property
    def sources(self) -> SourcesView:
        return self.desktop.workspace.sources

    @property
    def packs(self) -> PacksView:
        return self.desktop.workspace.packs

    @property
    def page(self) -> Upkeep:
        assert self.desktop.window.pages.upkeep is not None
        return self.desktop.window.pages.upkeep

    @property
    def sources_pane(self) -> SourcesPane:
        return self.page.sources

    @property
    def packs_pane(self) -> PacksPane:
        return self.page.packs

    @property
    def told(self) -> str:
        """What the message bar says; empty when it says nothing."""
        return self.page.message_bar.text.text() if self.page.message_bar.isVisible() else ""

    def turn_to(self, section: str) -> None:
        QTest.keyClick(focused(), SECTION_KEYS[section], CTRL | SHIFT)
        self.wait(lambda: self.desktop.window.pages.shown_upkeep is not None and self.page.section == section)

    def wait(self, done: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(done, timeout=PATIENCE_MS)

    def ask(self, job: Callable[[Any], Any]) -> Any:
        """What the core answers."""
        answers: list[object] = []

        async def run(core: object) -> object:
            return await job(core)

        self.desktop.bridge.submit(run, answers.append)
        self.wait(lambda: bool(answers))
        return answers[0]


StartUpkeep = Callable[..., UpkeepStage]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


@pytest.fixture
def upkeep(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[StartUpkeep]:
    made: list[Desktop] = []
    QAccessible.setActive(True)

    def start(
        section: str = "sources",
        *,
        language: Language = "de",
        prepare: Callable[[FakeCore], object] = lambda core: None,
        reader: DirectReader | None = None,
    ) -> UpkeepStage:
        home.mkdir(parents=True, exist_ok=True)
        cores: list[FakeCore] = []
        documents = reader or DirectReader()

        async def make_core(events: Events, key: StoreKey | None) -> FakeCore:
            core = filled(fake_core(events))
            store = await open_passing_knowledge_store()
            clock, files, sources = _Clock(), FilePacks(), SourcesFile(store.database)
            knowledge = Knowledge(store=store, semantic=FakeSemantic(), events=events, clock=clock)
            packs = Packs(
                files=files,
                keys=PackKeyRing(home, home / "site", Argon2Cost(memory_kib=8, passes=1)),
                store=packs_of(store),
                vectors=NoVectors(),
                knowledge=knowledge,
                clock=clock,
            )
            core.knowledge = knowledge  # type: ignore[assignment]
            core.packs = packs  # type: ignore[assignment]
            core.pack_watch = PackWatch(packs=packs, files=files, knowledge=knowledge, events=events, clock=clock)  # type: ignore[assignment]
            core.knowledge_sources = ImportedSources(sources=sources, knowledge=knowledge)  # type: ignore[assignment]
            core.knowledge_import = KnowledgeImport(  # type: ignore[assignment]
                reading=FileReading(),
                reader=documents,
                store=store,
                sources=sources,
                knowledge=knowledge,
                events=events,
                clock=clock,
            )

            async def close() -> None:
                await store.close()

            core.close = close  # type: ignore[method-assign]
            prepare(core)
            cores.append(core)
            return core

        from tests.desktop.conftest import MemoryClipboard

        desktop = Desktop(
            qapp, make_core, home=home, language=language, today=_Clock().today, clipboard=MemoryClipboard()
        )
        made.append(desktop)
        desktop.fill()
        desktop.show()
        running = UpkeepStage(desktop, home, documents, qtbot, cores)
        running.wait(lambda: desktop.workspace.phase == "ready" and desktop.workspace.note.note is not None)
        desktop.window.activateWindow()
        running.wait(lambda: desktop.window.isActiveWindow())
        running.turn_to(section)
        running.wait(lambda: running.sources.loaded if section == "sources" else running.packs.loaded)
        return running

    yield start
    for desktop in made:
        desktop.close()
        desktop.frame.close()
        desktop.frame.deleteLater()
        desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
