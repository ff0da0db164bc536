"""The pages before the work: language, protection or demo, the recovery key shown once and taken back later."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from lotse.desktop.core_port import RecoveryKeyMade, StoreKey
from lotse.desktop.recovery_page import in_lines
from lotse.domain.errors import EnvironmentProblem, InputProblem, LotseError
from lotse.storage.key_sources import RecoveryKey
from lotse.wording import Language
from tests.desktop.conftest import StageFactory
from tests.desktop.fake_core import FakeCore
from tests.desktop.test_accessibility import findings

CODE = RecoveryKey().code
SPOKEN = "ein langer Satz"


def new_store(core: FakeCore, key: StoreKey | None) -> None:
    if key is None:
        raise EnvironmentProblem("store_new", keystore=1)
    if not key.demo:
        core.events.publish(RecoveryKeyMade(CODE))


def locked_store(_core: FakeCore, key: StoreKey | None) -> None:
    if key is None:
        raise EnvironmentProblem("passphrase_needed")
    if key.recovery_key == "vertippt":
        raise InputProblem("recovery_key_length", signs=8, expected=65)
    if key.recovery_key != CODE:
        raise EnvironmentProblem("wrong_recovery_key" if key.recovery_key else "wrong_passphrase")


def round_trip(first: QWidget) -> list[QWidget]:
    """The widgets that Tab visits from `first` until it returns."""
    first.setFocus()
    visited = [first]
    for _ in range(40):
        QTest.keyClick(visited[-1], Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget is first:
            return visited
        visited.append(widget)
    raise AssertionError("Tab does not come back")


def test_the_language_is_chosen_on_the_first_page(stage: StageFactory, qtbot: QtBot) -> None:
    desktop = stage(opening=new_store, wait=False).desktop
    qtbot.waitUntil(lambda: desktop.workspace.phase == "new")
    before = desktop.window.gate
    assert [name for name, button in before.languages.items() if button.isChecked()] == ["de"]
    before.languages["de"].click()
    assert before.languages["de"].isChecked(), "the language in use stays chosen"
    before.languages["en"].click()
    gate = desktop.window.gate
    assert gate is not before
    qtbot.waitUntil(gate.isVisible)
    assert gate.title.text() == "Protect your conversations"
    assert [name for name, button in gate.languages.items() if button.isChecked()] == ["en"]
    assert desktop.settings.language == "en"


def test_the_demo_opens_in_the_same_window_without_a_recovery_key(stage: StageFactory, qtbot: QtBot) -> None:
    keys: list[StoreKey | None] = []

    def opening(core: FakeCore, key: StoreKey | None) -> None:
        keys.append(key)
        new_store(core, key)

    desktop = stage(opening=opening, wait=False).desktop
    qtbot.waitUntil(lambda: desktop.workspace.phase == "new")
    gate = desktop.window.gate
    assert gate.demo_hint.text() == "Nichts davon wird gespeichert."
    gate.demo.click()
    qtbot.waitUntil(lambda: desktop.workspace.phase == "ready")
    assert keys == [None, StoreKey(demo=True)]
    assert not gate.isVisible()
    assert not desktop.window.recovery.isVisible()


def test_the_recovery_key_is_shown_once_before_the_work(
    stage: StageFactory, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    played = stage(opening=new_store, wait=False)
    desktop = played.desktop
    workspace = desktop.workspace
    qtbot.waitUntil(lambda: workspace.phase == "new")
    desktop.window.gate.keystore.setChecked(True)
    desktop.window.gate.go.click()
    qtbot.waitUntil(lambda: workspace.phase == "ready" and desktop.window.recovery.isVisible())
    desktop.choose_language("en")
    window = desktop.window
    page = window.recovery
    qtbot.waitUntil(page.isVisible)  # another language does not lose the key
    assert not window.columns.isVisible()
    assert RecoveryKey(page.code.toPlainText()).find("", {}) == RecoveryKey(CODE).find("", {})
    page.code.setFocus()
    QTest.keyClicks(page.code, "x")
    assert page.code.toPlainText() == in_lines(CODE), "it is read only"
    page.copy_button.click()
    assert played.clipboard.offered == CODE
    assert page.copy_button.text() == "Copied"
    page.done.click()
    assert window.columns.isVisible()
    assert not page.isVisible()
    assert (page.code.toPlainText(), workspace.recovery_key) == ("", "")
    workspace.phase_changed.emit()
    assert window.columns.isVisible(), "it does not come again"
    assert CODE not in caplog.text


def test_no_key_stands_in_the_words_of_an_object() -> None:
    """What ends in a log by accident is the representation."""
    for thing in (RecoveryKeyMade(CODE), StoreKey(SPOKEN), StoreKey(recovery_key=CODE)):
        assert CODE not in repr(thing)
        assert SPOKEN not in repr(thing)


def test_a_locked_store_opens_with_the_recovery_key(stage: StageFactory, qtbot: QtBot) -> None:
    desktop = stage(opening=locked_store, wait=False).desktop
    gate, workspace = desktop.window.gate, desktop.workspace
    qtbot.waitUntil(lambda: workspace.phase == "locked")
    assert gate.first.echoMode() == QLineEdit.EchoMode.Password
    assert not gate.demo.isVisible()
    gate.first.setText("verdeckt getippt")
    gate.other_way.click()
    assert gate.first.text() == "", "what was typed unseen is not uncovered"
    assert gate.first.accessibleName() == "Wiederherstellungsschlüssel"
    for typed, said in (("vertippt", "8 statt 65 Zeichen"), (RecoveryKey().code, "gehört nicht zu diesem Speicher")):
        gate.first.setText(typed)
        gate.go.click()
        qtbot.waitUntil(lambda said=said: said in gate.problem.text() and gate.problem.isVisible())  # type: ignore[misc]
        assert gate.first.text() == typed, "one wrong sign does not cost the others"
        assert workspace.notices.current is None, "it is said once"
    gate.first.setText(CODE)
    gate.go.click()
    qtbot.waitUntil(lambda: workspace.phase == "ready")
    assert gate.first.text() == ""
    assert not gate.isVisible()


def test_the_way_back_to_the_passphrase_is_open(stage: StageFactory, qtbot: QtBot) -> None:
    gate = (desktop := stage(opening=locked_store, wait=False).desktop).window.gate
    qtbot.waitUntil(lambda: desktop.workspace.phase == "locked")
    gate.other_way.click()
    gate.first.setText(CODE)
    gate.other_way.click()
    assert (gate.first.text(), gate.first.echoMode()) == ("", QLineEdit.EchoMode.Password)
    gate.first.setText("falsch")
    gate.go.click()
    qtbot.waitUntil(lambda: "Passphrase passt nicht" in gate.problem.text())
    assert gate.first.echoMode() == QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    "problem",
    [EnvironmentProblem("keystore_changed", keystore="x"), EnvironmentProblem("no_such_slot", slot="passphrase")],
    ids=lambda problem: problem.key,
)
def test_without_keystore_and_passphrase_the_recovery_key_is_asked_for(
    stage: StageFactory, qtbot: QtBot, problem: LotseError
) -> None:
    def opening(_core: FakeCore, key: StoreKey | None) -> None:
        if key is None:
            raise problem

    desktop = stage(opening=opening, wait=False).desktop
    gate = desktop.window.gate
    qtbot.waitUntil(lambda: desktop.workspace.phase == "locked")
    assert gate.first.accessibleName() == "Wiederherstellungsschlüssel"
    assert gate.problem.isVisible()
    gate.first.setText(CODE)
    gate.go.click()
    qtbot.waitUntil(lambda: desktop.workspace.phase == "ready")


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_is_heard_and_reached_by_keys(stage: StageFactory, qtbot: QtBot, language: Language) -> None:
    desktop = stage(opening=new_store, wait=False, language=language).desktop
    window, workspace = desktop.window, desktop.workspace
    window.activateWindow()
    qtbot.waitUntil(lambda: workspace.phase == "new" and window.isActiveWindow())
    gate, page = window.gate, window.recovery
    gate.own.setChecked(True)
    assert findings(window) == []
    visited = round_trip(gate.first)
    wanted: list[QWidget] = [gate.first, gate.second, gate.go, gate.demo, *gate.languages.values()]
    assert set(wanted) <= set(visited)
    assert len(visited) == len(set(visited))
    assert all(visited.index(one) < visited.index(other) for one, other in pairwise(wanted[:4]))
    gate.first.setText(SPOKEN)
    gate.second.setText(SPOKEN)
    QTest.keyClick(gate.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.isVisible() and workspace.phase == "ready")
    assert findings(window) == []
    assert page.code.accessibleDescription() == page.text.text()
    assert round_trip(page.code) == [page.code, page.copy_button, page.done]
    qtbot.waitUntil(lambda: workspace.conversation is not None)
    assert QApplication.focusWidget() in (page.code, page.copy_button, page.done), (
        "what is loaded behind the page takes nothing from it"
    )
    page.done.setFocus()
    QTest.keyClick(page.done, Qt.Key.Key_Space)
    assert window.conversation.reply.hasFocus()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_locked_page_is_heard_in_both_ways(stage: StageFactory, qtbot: QtBot, language: Language) -> None:
    desktop = stage(opening=locked_store, wait=False, language=language).desktop
    qtbot.waitUntil(lambda: desktop.workspace.phase == "locked")
    assert findings(desktop.window) == []
    desktop.window.gate.other_way.click()
    assert findings(desktop.window) == []
