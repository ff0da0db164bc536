"""What a screen reader finds: every focusable thing has a name, Tab reaches each once; planted faults are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lotse.desktop.window import MainWindow
from lotse.domain.filters import Filters
from lotse.wording import Language
from tests.desktop.conftest import StageFactory

GLYPHS = re.compile(r"^[^\w]+$")
CLASS_NAME = re.compile(r"^Q[A-Z]\w+$|Pane$|^(ItemList|TextField|MainWindow|Gate|Palette|StatusStrip|\w+Bar)$")


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None and child.isValid():
            yield from walk(child)


def findings(window: QWidget) -> list[str]:
    """What is wrong with the names of a window, one line each."""
    found: list[str] = []
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    for interface in walk(root):
        state = interface.state()
        if state.invisible:
            continue
        name = interface.text(QAccessible.Text.Name)
        role = interface.role().name
        if state.focusable and not name.strip():
            found.append(f"no name: {role} {type(interface.object()).__name__}")
        if name and (CLASS_NAME.match(name) or GLYPHS.match(name) or "<" in name or "&" in name):
            found.append(f"bad name: {role} {name!r}")
        if role == "ListItem" and not name.strip():
            found.append("item without text")
    return found


def tab_order(window: MainWindow) -> tuple[list[QWidget], set[QWidget]]:
    """The widgets that Tab visits from the first one until it returns, and those it should visit."""
    expected = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }  # fmt: skip
    first = window.conversation.reply
    first.setFocus()
    visited: list[QWidget] = [first]
    for _ in range(4 * len(expected)):
        QTest.keyClick(visited[-1], Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget is first or widget is visited[-1]:
            break
        visited.append(widget)
    return visited, expected


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("docked", [False, True])
def test_every_focusable_thing_has_a_name(stage: StageFactory, language: Language, docked: bool) -> None:
    window = stage(language=language).desktop.window
    if docked:
        window.toggle_docked()
        for tab in range(window.tabs.count()):
            window.tabs.setCurrentIndex(tab)
            assert findings(window) == []
    assert findings(window) == []


def searched(window: MainWindow, qtbot: QtBot) -> None:
    """Results that are filtered."""
    view = window.workspace.knowledge
    view.finding.keep_to(Filters(tags=("Zahlung",), outdated_too=True))
    window.knowledge.search.setText("erstattet")
    qtbot.waitUntil(lambda: view.state == "results")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("docked", [False, True])
def test_results_filters_and_an_article_have_names(
    stage: StageFactory, qtbot: QtBot, language: Language, docked: bool
) -> None:
    window = stage(language=language).desktop.window
    if docked:
        window.toggle_docked()
        window.tabs.setCurrentWidget(window.knowledge)
    searched(window, qtbot)
    assert window.knowledge.clear.isVisible()
    assert findings(window) == []
    view = window.workspace.knowledge
    view.open(view.model.rows[0])
    qtbot.waitUntil(lambda: window.knowledge.reading.isVisible())
    assert findings(window) == []


def test_tab_reaches_results_filters_and_what_can_be_done(stage: StageFactory, qtbot: QtBot) -> None:
    window = stage().desktop.window
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    searched(window, qtbot)
    pane = window.knowledge
    visited, expected = tab_order(window)
    assert len(visited) == len(set(visited))
    assert expected - set(visited) == set()
    here = [widget for widget in visited if pane.isAncestorOf(widget)]
    assert here == [pane.search, pane.filter, pane.clear, pane.list, *pane.acts], "from top to bottom"
    window.workspace.knowledge.open(window.workspace.knowledge.model.rows[0])
    qtbot.waitUntil(lambda: pane.reading.isVisible())
    visited, expected = tab_order(window)
    assert expected - set(visited) == set()
    here = [widget for widget in visited if pane.isAncestorOf(widget)]
    assert here == [pane.search, pane.filter, pane.clear, pane.article.back, pane.reading, *pane.acts]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("docked", [False, True])
def test_every_part_of_the_upkeep_has_names(
    stage: StageFactory, qtbot: QtBot, language: Language, docked: bool
) -> None:
    """Before there is anything; with contents they are walked where they are tested."""
    window = stage(language=language).desktop.window
    if docked:
        window.toggle_docked()
    for section in ("editor", "sources", "packs"):
        window.commands[section].trigger()
        qtbot.waitUntil(lambda: window.pages.shown_upkeep is not None)
        assert findings(window) == []
        tabs = window.pages.shown_upkeep.tabs  # type: ignore[union-attr]
        interface = QAccessible.queryAccessibleInterface(tabs)
        assert interface is not None
        assert interface.role() == QAccessible.Role.PageTabList
    window.workspace.packs.begin_trust()
    assert findings(window) == []
    window.workspace.sources.offer(["/srv/Wissen"])
    assert findings(window) == []


def unnamed_button(window: MainWindow) -> None:
    QPushButton("", window.note).show()


def unnamed_field(window: MainWindow) -> None:
    QLineEdit(window.knowledge).show()


def glyph_name(window: MainWindow) -> None:
    window.note.save_button.setText("✓")


def class_name(window: MainWindow) -> None:
    window.note.list.setAccessibleName("ItemList")


@pytest.mark.parametrize("plant", [unnamed_button, unnamed_field, glyph_name, class_name])
def test_planted_fault_is_found(stage: StageFactory, plant: Callable[[MainWindow], None]) -> None:
    window = stage().desktop.window
    plant(window)
    assert findings(window)


def test_tab_visits_each_control_once_and_returns(stage: StageFactory, qtbot: QtBot) -> None:
    window = stage().desktop.window
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    visited, expected = tab_order(window)
    names = [f"{type(w).__name__}:{w.accessibleName() or w.objectName()}" for w in visited]
    assert len(visited) == len(set(visited)), f"visited twice: {names}"
    missing = expected - set(visited)
    assert not missing, [f"{type(w).__name__}:{w.accessibleName()}" for w in missing]


def test_tab_trap_is_found(stage: StageFactory, qtbot: QtBot) -> None:
    window = stage().desktop.window
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    window.knowledge.search.setFocus()
    window.conversation.reply.setTabChangesFocus(False)
    visited, expected = tab_order(window)
    assert expected - set(visited), "Tab writes a tab there and goes nowhere"


def test_turns_claims_and_cards_are_heard_whole(stage: StageFactory) -> None:
    window = stage().desktop.window

    def items(view: QWidget) -> list[str]:
        interface = QAccessible.queryAccessibleInterface(view)
        assert interface is not None
        return [i.text(QAccessible.Text.Name) for i in walk(interface) if i.role() == QAccessible.Role.ListItem]

    turn = items(window.conversation.list)[5]
    assert turn.startswith("Kundin/Kunde, ")
    assert "Englisch" in turn
    assert "Übersetzt: Es war am 3." in turn
    claims = items(window.note.list)
    assert "Zählerstand: 48213, unbelegt" in claims
    assert "Rückbuchung von 89,50 €, wir · bis 10.02.2026, vorgeschlagen, Beleg: Beitrag 7" in claims
    assert items(window.knowledge.list)[0].startswith("Doppelte Abbuchung des Abschlags. ")


def test_lists_are_lists_and_reading_is_a_text(stage: StageFactory, qtbot: QtBot) -> None:
    desktop = stage().desktop
    window = desktop.window
    for view in (window.conversation.list, window.note.list, window.contacts.list, window.knowledge.list):
        interface = QAccessible.queryAccessibleInterface(view)
        assert interface is not None
        assert interface.role() == QAccessible.Role.List
    desktop.workspace.knowledge.open(desktop.workspace.knowledge.model.rows[0])
    qtbot.waitUntil(lambda: window.knowledge.reading.isVisible())
    reading = QAccessible.queryAccessibleInterface(window.knowledge.reading)
    assert reading is not None
    assert reading.role() == QAccessible.Role.EditableText
    assert reading.state().readOnly


def test_announcements_are_few(qtbot: QtBot) -> None:
    from lotse.desktop.announcer import Announcer

    said: list[tuple[str, bool]] = []
    announcer = Announcer(lambda text, assertive: said.append((text, assertive)))
    announcer._quiet.setInterval(20)
    for n in range(50):
        announcer.say(f"Karte {n}")
    announcer.say("Warnung", assertive=True)
    assert said == [("Karte 0", False), ("Warnung", True)]
    qtbot.waitUntil(lambda: len(said) == 3)
    assert said[2] == ("Karte 49", False), "the newest wins"
    announcer._quiet.stop()
