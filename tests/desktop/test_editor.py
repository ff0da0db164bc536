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
from lotse.desktop.upkeep_pane import Upkeep
from lotse.domain.knowledge import Article, ArticleId
from lotse.services.editing import Editing
from lotse.services.editing_port import ArticleRow
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
from tests.fakes.writer import ScriptedWriter

TODAY = date(2026, 2, 3)
PATIENCE_MS = 30_000
"""The services and stores are loaded by the first start."""

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

    @property
    def page(self) -> Upkeep:
        """The whole page, with its head and its tabs."""
        assert self.desktop.window.pages.upkeep is not None
        return self.desktop.window.pages.upkeep

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
            notes = Notes(store=cases, writer=ScriptedWriter(model_id=None), events=events, clock=clock, ids=ids)
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
        qtbot.waitUntil(
            lambda: desktop.workspace.phase == "ready" and desktop.workspace.note.note is not None, timeout=PATIENCE_MS
        )
        desktop.window.activateWindow()
        qtbot.waitUntil(lambda: desktop.window.isActiveWindow())
        QTest.keyClick(desktop.window, Qt.Key.Key_K, CTRL | SHIFT)
        running = Editor(desktop, cores)
        qtbot.waitUntil(lambda: running.view.checked is not None and running.view.loaded, timeout=PATIENCE_MS)
        return running

    yield start
    for desktop in made:
        desktop.close()
        desktop.frame.close()
        desktop.frame.deleteLater()
        desktop.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
    it.desktop.window.pages.toggle_upkeep("articles")
    it.view.open(ArticleId("umzug"))
    qtbot.waitUntil(lambda: it.view.current is not None and it.view.current.article.id == "umzug")
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.pane.article.body.toPlainText().startswith("Neu: Lesen"))


def test_what_is_typed_is_stored_before_it_is_saved(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    it.view._keeping.setInterval(0)
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.view.page == "article")
    it.pane.article.body.setPlainText("Noch nicht fertig")

    def stored() -> bool:
        opened = it.ask(qtbot, lambda core: core.editing.open(ArticleId("zaehler")))
        return opened.typed is not None and opened.typed.body == "Noch nicht fertig"  # type: ignore[attr-defined]

    qtbot.waitUntil(stored)
    it.view.close()
    it.view._unsaved.clear()  # as after a crash
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.view.current is not None)
    assert it.pane.article.body.toPlainText() == "Noch nicht fertig"
    it.view.discard()
    assert it.pane.article.body.toPlainText() == ARTICLES[3].body


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_focusable_thing_of_the_page_has_a_name(editor: StartEditor, qtbot: QtBot, language: Language) -> None:
    it = editor(language=language)
    assert findings(it.page) == []
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.view.page == "article")
    assert findings(it.page) == []
    it.view.show_versions()
    qtbot.waitUntil(lambda: it.view.page == "versions")
    assert findings(it.page) == []
    assert it.view.checked is not None
    it.view.compare(next(one for one in it.view.checked.findings if one.kind == "contradiction"))
    qtbot.waitUntil(lambda: it.view.page == "compare")
    assert findings(it.page) == []


def test_a_finding_is_followed_by_keyboard_and_two_articles_become_one(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    press(Qt.Key.Key_Tab, SHIFT)
    press(Qt.Key.Key_Tab, SHIFT)
    assert focused() is it.pane.filter
    it.pane.filter.setCurrentIndex(it.pane.filter.findData("contradiction"))
    it.pane.filter.activated.emit(it.pane.filter.currentIndex())
    assert it.titles() == ["Abschlag doppelt abgebucht ↔ Doppelt abgebuchter Abschlag"]
    assert "14 Werktage" in it.view.model.rows[0].said
    it.pane.list.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is it.pane.compare.left)
    assert "5 Werktage" in it.pane.compare.left.textCursor().block().text()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert "Nur links behalten" in focused().text()  # type: ignore[attr-defined]
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: it.view.page == "nothing" and it.view.checked is not None and it.view.checking is None)
    assert it.titles() == []
    found = it.ask(qtbot, lambda core: core.knowledge.search("Abschlag doppelt abgebucht Erstattung"))
    assert "b-abschlag" not in [hit.article_id for hit in found.hits]  # type: ignore[attr-defined]
    it.view.choose("merged")
    it.view.act(it.view.model.rows[0])
    qtbot.waitUntil(lambda: it.view.count("merged") == 0)


def test_what_is_intended_leaves_the_list(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    it.view.choose("broken_reference")
    it.view.act(it.view.model.rows[0])
    qtbot.waitUntil(lambda: it.view.finding is not None)
    assert it.pane.article.body.textCursor().selectedText() == "anmeldung.md"
    QTest.mouseClick(it.pane.article.intended, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: it.titles() == [])
    QTest.mouseClick(it.page.message_bar.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: it.titles() == ["Umzug melden"])
    it.pane.list.setFocus()
    it.pane.list.setCurrentIndex(it.view.model.index(0))
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: it.titles() == [])


def test_a_wanted_question_is_answered_by_an_article_and_wanted_no_more(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    it.ask(qtbot, lambda core: core.editing.missed("wallbox anmelden"))
    it.view.refresh()
    qtbot.waitUntil(lambda: it.view.count("wanted") == 1)
    it.view.choose("wanted")
    it.pane.focus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is it.pane.article.body)
    assert it.pane.article.title.text() == "wallbox anmelden"
    QTest.keyClicks(focused(), "Eine Wallbox melden Sie online an.")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: it.view.count("wanted") == 0)
    answer = it.ask(qtbot, lambda core: core.knowledge.search("wallbox anmelden"))
    assert answer.hits[0].title == "wallbox anmelden"  # type: ignore[attr-defined]


def test_tab_visits_each_control_of_the_page_once_and_returns(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    it.view.open(ArticleId("umzug"))
    qtbot.waitUntil(lambda: it.view.page == "article")
    expected = {
        widget
        for widget in it.page.findChildren(QWidget)
        if widget.isVisibleTo(it.page) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }  # fmt: skip
    it.pane.list.setFocus()
    visited = [focused()]
    for _ in range(2 * len(expected)):
        press(Qt.Key.Key_Tab)
        if focused() is visited[0]:
            break
        visited.append(focused())
    assert len(visited) == len(set(visited))
    assert set(visited) == expected, [widget.accessibleName() for widget in set(visited) ^ expected]


def test_a_day_that_is_none_is_said_and_nothing_is_lost(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.view.page == "article")
    it.pane.article.valid_to.setText("31.02.2026")
    it.view.save()
    assert it.page.message_bar.isVisible()
    assert "31.02.2026" in it.page.message_bar.text.text()
    assert it.view.dirty
    it.pane.article.valid_to.setText("28.02.2026")
    it.view.save()
    qtbot.waitUntil(lambda: not it.view.dirty)
    assert it.view.current is not None
    assert it.view.current.article.valid_to == date(2026, 2, 28)


def test_an_older_version_comes_back_by_keyboard(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.view.page == "article")
    it.pane.article.body.setPlainText("Etwas ganz anderes.")
    it.view.save()
    qtbot.waitUntil(lambda: not it.view.dirty)
    it.view.show_versions()
    qtbot.waitUntil(lambda: focused() is it.pane.versions.list)
    assert "Etwas ganz anderes." in it.pane.versions.text.toPlainText()
    assert "− Lesen Sie den Zähler ab" in it.pane.versions.text.toPlainText()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is it.pane.article.body)
    assert it.pane.article.body.toPlainText() == ARTICLES[3].body
    assert it.view.dirty, "taken over, not yet saved"


def test_a_draft_from_the_conversation_is_read_before_it_is_published(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    press(Qt.Key.Key_Escape)
    it.desktop.window.commands["propose"].trigger()
    qtbot.waitUntil(lambda: it.view.proposal is not None)
    assert it.pane.isVisible()
    text = it.pane.article.body.toPlainText()
    assert "Sommer" not in text
    assert "4711022" not in text
    assert "Entfernt:" in it.pane.article.bar.text.text()
    assert it.pane.article.save.text() == "Veröffentlichen"
    assert "Dazu gibt es schon: Abschlag doppelt abgebucht" in it.pane.article.bar.text.text()
    assert it.view.current is not None
    draft = it.view.current.article.id
    before = it.ask(qtbot, lambda core: core.knowledge.article(draft))
    assert before is None
    it.view.save()
    qtbot.waitUntil(lambda: it.view.current is not None and it.view.current.state == "published")
    assert it.ask(qtbot, lambda core: core.knowledge.article(draft)) is not None


def test_keys_of_the_conversation_do_nothing_behind_the_page(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    before = it.desktop.workspace.note.note
    it.desktop.window.note.list.setCurrentIndex(it.desktop.workspace.note.model.index(1))
    it.pane.list.setFocus()
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Delete, CTRL)
    press(Qt.Key.Key_E, CTRL)
    qtbot.wait(50)
    assert it.desktop.workspace.note.note == before
    assert it.desktop.workspace.conversation is not None
    assert not it.desktop.workspace.conversation.ended


def test_beside_the_list_stands_what_is_to_be_done_about_a_line(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    it.view.choose("broken_reference")
    assert it.pane.looking.title.text() == "Umzug melden"
    assert "anmeldung.md" in it.pane.looking.facts.toPlainText()
    assert it.pane.act.text() == "Zur Stelle"
    assert findings(it.page) == []
    press(Qt.Key.Key_F6)
    assert focused() is it.pane.act
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: it.view.page == "article")
    press(Qt.Key.Key_Escape)
    it.pane.dismiss.click()
    qtbot.waitUntil(lambda: it.titles() == [])
    assert it.pane.nothing.isVisible()
    it.ask(qtbot, lambda core: core.editing.missed("wallbox anmelden"))
    it.view.refresh()
    qtbot.waitUntil(lambda: it.view.count("wanted") == 1)
    it.view.choose("wanted")
    assert it.pane.act.text() == "Artikel schreiben"
    assert it.pane.dismiss.text() == "Braucht keinen Artikel"


def test_the_audience_of_an_article_is_edited_and_is_a_difference(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.view.page == "article")
    it.pane.article.audience.setText("Außendienst,  Zweite Ebene , Außendienst")
    it.view.save()
    qtbot.waitUntil(lambda: not it.view.dirty)
    assert it.view.current is not None
    assert it.view.current.article.audience == ("Außendienst", "Zweite Ebene")
    assert it.pane.article.audience.text() == "Außendienst, Zweite Ebene"
    it.view.show_versions()
    qtbot.waitUntil(lambda: it.view.page == "versions")
    assert "+ Zielgruppe: Außendienst, Zweite Ebene" in it.pane.versions.text.toPlainText()


def test_four_thousand_articles_are_listed_by_the_page(editor: StartEditor, qtbot: QtBot) -> None:
    it = editor()
    it.view.choose("all")
    it.view._on_rows(tuple(ArticleRow(ArticleId(f"n{n:04d}"), f"Artikel {n:04d}", "de") for n in range(4000)))
    it.view.choose("all")
    it.pane.list.setFocus()
    it.pane.list.setCurrentIndex(it.view.model.index(0))
    assert it.view.model.rowCount() == 200
    assert it.view.count("all") == 4000
    press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: it.view.model.rowCount() >= 400)
    it.pane.search.setFocus()
    QTest.keyClicks(it.pane.search, "3999")
    qtbot.waitUntil(lambda: it.titles() == ["Artikel 3999"])


def test_an_article_is_only_ever_text(editor: StartEditor, qtbot: QtBot, tmp_path: Path) -> None:
    image = tmp_path / "bild.png"
    image.write_bytes(b"not an image")
    it = editor()
    it.view.open(ArticleId("zaehler"))
    qtbot.waitUntil(lambda: it.view.page == "article")
    it.pane.article.body.setPlainText(
        f"<script>alert(1)</script>\n\n<img src='file://{image}'>\n\n![Bild](file://{image})\n\n![x](http://example.org/x.png)"
    )
    qtbot.waitUntil(lambda: "<script>alert(1)</script>" in it.pane.article.preview.toPlainText())
    assert "<img src=" in it.pane.article.preview.toPlainText(), "HTML is shown as the text it is"
    it.pane.article.preview.grab()
    assert it.pane.article.preview.inert.refused, "asked for, and refused"
    for deep in ("> " * 10_000 + "x", "[" * 10_000, "*" * 10_000 + "x", "- " * 10_000 + "x", "1. " * 10_000 + "x"):
        it.pane.article.preview.show_markdown(deep)
