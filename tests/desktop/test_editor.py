"""The editor's page by keyboard, on the real services and stores in memory: edit, save, and the search finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lotse.desktop.app import Desktop
from lotse.desktop.core_port import StoreKey
from lotse.desktop.editor_pane import EditorPane
from lotse.desktop.editor_view import EditorView
from lotse.domain.knowledge import Article, ArticleId
from lotse.services.editing import Editing
from lotse.services.knowledge import Knowledge
from lotse.services.knowledge_check import KnowledgeCheck
from lotse.services.notes import Notes
from lotse.services.ports import Events
from lotse.storage.cases import open_cases
from lotse.storage.database import Database
from lotse.storage.knowledge import open_knowledge
from lotse.storage.knowledge_editing import KnowledgeEditing
from lotse.wording import Language
from tests.desktop.conftest import MemoryClipboard
from tests.desktop.fake_core import SOMMER, FakeCore, fake_core, filled
from tests.desktop.test_accessibility import findings
from tests.fakes.semantic import FakeSemantic

TODAY = date(2026, 2, 3)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

REFUND = (
    "Wurde derselbe Abschlag zweimal eingezogen, erstatten wir den zu viel gezahlten Betrag auf das Konto, von dem er "
    "eingezogen wurde. Ein Antrag ist dafür nicht nötig. Die Erstattung des Abschlags dauert 5 Werktage."
)
ARTICLES = (
    Article(ArticleId("a-abschlag"), "Abschlag doppelt abgebucht", REFUND, tags=("zahlung",), source="abschlag.md"),
    Article(
        ArticleId("b-abschlag"), "Doppelt abgebuchter Abschlag", REFUND.replace("5 Werktage", "14 Werktage"),
        tags=("zahlung",),
    ),
    Article(
        ArticleId("umzug"), "Umzug melden", "Melden Sie den Umzug vorher. Siehe [Anmeldung](anmeldung.md).",
        valid_to=date(2025, 12, 31),
    ),
    Article(ArticleId("zaehler"), "Zähler ablesen", "Lesen Sie den Zähler ab und senden Sie ein Foto."),
)  # fmt: skip


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 3, tzinfo=UTC)

    def today(self) -> date:
        return TODAY


@dataclass
class _Ids:
    made: int = 0

    def new(self) -> str:
        self.made += 1
        return f"id-{self.made}"


@dataclass
class Editor:
    desktop: Desktop
    cores: list[FakeCore] = field(default_factory=list)

    @property
    def view(self) -> EditorView:
        return self.desktop.workspace.editor

    @property
    def pane(self) -> EditorPane:
        assert self.desktop.window.editor is not None
        return self.desktop.window.editor

    def titles(self) -> list[str]:
        return [row.title for row in self.view.model.rows]

    def ask(self, qtbot: QtBot, job: Callable[[FakeCore], object]) -> object:
        """What the core answers."""
        answers: list[object] = []

        async def run(core: object) -> object:
            return await job(core)  # type: ignore[arg-type, misc]

        self.desktop.bridge.submit(run, answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        return answers[0]


StartEditor = Callable[..., Editor]


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[StartEditor]:
    made: list[Desktop] = []
    QAccessible.setActive(True)

    def start(*articles: Article, language: Language = "de") -> Editor:
        home.mkdir(parents=True, exist_ok=True)
        cores: list[FakeCore] = []

        async def make_core(events: Events, key: StoreKey | None) -> FakeCore:
            core = fake_core(events)
            filled(core)
            store = await open_knowledge(Database(None, None))
            cases = await open_cases(Database(None, None))
            await cases.add_conversation(replace(SOMMER, ended=True))
            clock, ids = _Clock(), _Ids()
            knowledge = Knowledge(store=store, semantic=FakeSemantic(), events=events, clock=clock)
            await knowledge.import_articles(articles or ARTICLES)
            notes = Notes(store=cases, writer=_NoWriter(), events=events, clock=clock, ids=ids)  # type: ignore[arg-type]
            editing_store = KnowledgeEditing(store.database)
            core.knowledge = knowledge  # type: ignore[assignment]
            core.editing = Editing(  # type: ignore[assignment]
                store=editing_store,
                knowledge=knowledge,
                check=KnowledgeCheck(store=store, editing=editing_store, clock=clock),
                cases=cases,
                notes=notes,
                clock=clock,
                ids=ids,
                words={"de": {"question": "Anliegen", "answer": "Antwort", "name": "Name", "number": "Nummer"}},
            )

            async def close() -> None:
                await store.close()
                await cases.close()

            core.close = close  # type: ignore[method-assign]
            cores.append(core)
            return core

        desktop = Desktop(
            qapp, make_core, home=home, language=language, today=lambda: TODAY, clipboard=MemoryClipboard()
        )
        made.append(desktop)
        desktop.fill()
        desktop.show()
        qtbot.waitUntil(lambda: desktop.workspace.phase == "ready" and desktop.workspace.note.note is not None)
        desktop.window.activateWindow()
        qtbot.waitUntil(lambda: desktop.window.isActiveWindow())
        QTest.keyClick(desktop.window, Qt.Key.Key_K, CTRL | SHIFT)
        running = Editor(desktop, cores)
        qtbot.waitUntil(lambda: running.view.checked is not None and running.view.loaded)
        return running

    yield start
    for desktop in made:
        desktop.close()
        desktop.frame.close()
        desktop.frame.deleteLater()
        desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class _NoWriter:
    model_id = None

    async def close(self) -> None:
        return None


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def go_to(editor: Editor, title: str) -> None:
    """Down the list with the arrow key until the row is there."""
    press(Qt.Key.Key_Home)
    for _ in range(editor.view.model.rowCount()):
        if editor.view.model.rows[editor.pane.list.currentIndex().row()].title == title:
            return
        press(Qt.Key.Key_Down)
    raise AssertionError(f"{title} is not in {editor.titles()}")


def test_edit_and_save_by_keyboard_and_the_search_finds_it(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    assert focused() is it.pane.list
    go_to(it, "Zähler ablesen")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is it.pane.article.body)
    press(Qt.Key.Key_End, CTRL)
    QTest.keyClicks(focused(), " Die Photographie darf unscharf sein.")
    assert it.view.dirty
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not it.view.dirty)
    answer = it.ask(qtbot, lambda core: core.knowledge.search("Photographie unscharf"))
    assert answer.hits[0].article_id == "zaehler"  # type: ignore[attr-defined]
    press(Qt.Key.Key_Escape)
    assert focused() is it.pane.list
    press(Qt.Key.Key_Escape)
    assert focused() is it.desktop.window.conversation.reply


def test_what_is_typed_stays_while_another_article_is_looked_at(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    go_to(it, "Zähler ablesen")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is it.pane.article.body)
    QTest.keyClicks(focused(), "Neu: ")
    press(Qt.Key.Key_Escape)
    go_to(it, "Zähler ablesen")
    assert "ungespeichert" in it.view.model.rows[it.pane.list.currentIndex().row()].said
    it.desktop.choose_language("en")
    it.desktop.window._toggle_editor()
    it.view.open(ArticleId("umzug"))
    qtbot.waitUntil(lambda: it.view.current is not None and it.view.current.article.id == "umzug")
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.pane.article.body.toPlainText().startswith("Neu: Lesen"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_focusable_thing_of_the_page_has_a_name(editor: StartEditor, qtbot: QtBot, language: Language) -> None:
    it = editor(language=language)
    assert findings(it.pane) == []
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.view.page == "article")
    assert findings(it.pane) == []
    it.view.show_versions()
    qtbot.waitUntil(lambda: it.view.page == "versions")
    assert findings(it.pane) == []
    assert it.view.checked is not None
    it.view.compare(next(one for one in it.view.checked.findings if one.kind == "contradiction"))
    qtbot.waitUntil(lambda: it.view.page == "compare")
    assert findings(it.pane) == []
