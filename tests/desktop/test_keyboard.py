"""The main job with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from lotse.desktop.palette import Entry, Palette, found
from tests.desktop.conftest import Stage, StageFactory

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def played(stage: StageFactory, qtbot: QtBot) -> Stage:
    made = stage()
    window = made.desktop.window
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    window.note.list.setFocus()
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifiers)


def verdict(played: Stage, claim_id: str) -> str:
    note = played.desktop.workspace.note.note
    claim = note.claim(claim_id) if note is not None else None
    return claim.verdict if claim is not None else ""


def test_main_job_by_keyboard(played: Stage, qtbot: QtBot) -> None:
    window, note = played.desktop.window, played.desktop.workspace.note
    press(Qt.Key.Key_Home)
    assert note.current is not None
    assert note.current.id == "intent", "the heading above is passed over"
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: verdict(played, "intent") == "accepted")
    qtbot.waitUntil(lambda: note.current is not None and note.current.id == "tried")

    press(Qt.Key.Key_F2)
    editor = focused()
    assert isinstance(editor, QPlainTextEdit)
    QTest.keyClicks(editor, "Bei der Bank gefragt")
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: verdict(played, "tried") == "edited")
    tried = note.note.claim("tried") if note.note is not None else None
    assert tried is not None
    assert tried.text == "Bei der Bank gefragt"

    window.note.list.setFocus()
    press(Qt.Key.Key_Down)
    assert note.current is not None
    assert note.current.id == "amount"
    press(Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: verdict(played, "amount") == "rejected")
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: verdict(played, "amount") == "open")
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: verdict(played, "iban") == "accepted")

    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: note.saved)
    press(Qt.Key.Key_C, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Bei der Bank gefragt" in played.clipboard.offered)


def test_same_keys_decide_from_the_reply_field(played: Stage, qtbot: QtBot) -> None:
    window, note = played.desktop.window, played.desktop.workspace.note
    note.select("intent")
    window.conversation.reply.setFocus()
    QTest.keyClicks(focused(), "zwei Worte")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: verdict(played, "intent") == "accepted")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: verdict(played, "tried") == "rejected")
    assert window.conversation.reply.toPlainText() == "zwei Worte", "no word was deleted by the key"


def test_enter_alone_accepts_nothing_and_sends_only_from_the_reply(played: Stage, qtbot: QtBot) -> None:
    window, workspace = played.desktop.window, played.desktop.workspace
    workspace.note.select("intent")
    press(Qt.Key.Key_Return)
    assert verdict(played, "intent") == "open"
    window.conversation.reply.setFocus()
    QTest.keyClicks(focused(), "Eins")
    press(Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(focused(), "Zwei")
    assert workspace.reply.text == "Eins\nZwei"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.transcript.model.rowCount() == 8)
    assert workspace.transcript.model.rows[7].turn.text == "Eins\nZwei"


def test_f6_goes_round_all_panes(played: Stage) -> None:
    entries = [entry for _pane, entry in played.desktop.window.panes()]
    seen = []
    for _ in entries:
        press(Qt.Key.Key_F6)
        seen.append(focused())
    assert set(seen) == set(entries)
    assert len(seen) == len(entries)
    last = seen[-2]
    press(Qt.Key.Key_F6, SHIFT)
    assert focused() is last


def test_enter_goes_from_claim_to_evidence_and_back(played: Stage) -> None:
    window, workspace = played.desktop.window, played.desktop.workspace
    workspace.note._select("iban")
    press(Qt.Key.Key_Return)
    assert focused() is window.conversation.list
    assert window.conversation.list.currentIndex().row() == 2
    press(Qt.Key.Key_Return)
    assert focused() is window.note.list
    assert workspace.note.current is not None
    assert 3 in workspace.note.current.turns


def test_escape_never_loses_text(played: Stage) -> None:
    window = played.desktop.window
    window.conversation.reply.setFocus()
    QTest.keyClicks(focused(), "halb fertig")
    press(Qt.Key.Key_Escape)
    assert window.conversation.reply.toPlainText() == "halb fertig"


def test_palette_opens_without_a_loop_and_runs_a_command(played: Stage, qtbot: QtBot) -> None:
    press(Qt.Key.Key_K, CTRL)
    palette = played.desktop.frame.findChild(Palette)
    assert palette is not None
    assert palette.isVisible()
    QTest.keyClicks(palette.field, "novak")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    workspace = played.desktop.workspace
    qtbot.waitUntil(lambda: workspace.conversation is not None and workspace.conversation.id == "novak")


def test_palette_ranks_prefix_before_word_before_letters() -> None:
    entries = [
        Entry(label, "", "", lambda: None) for label in ("Abgenoteter", "Neue Notiz", "Notiz speichern", "Nur Ort")
    ]
    assert [entry.label for entry in found(entries, "not")] == [
        "Notiz speichern",
        "Neue Notiz",
        "Abgenoteter",
        "Nur Ort",
    ]
    assert found(entries, "xyz") == []


def test_docked_has_three_tabs_and_keeps_what_is_typed(played: Stage, qtbot: QtBot) -> None:
    window = played.desktop.window
    window.conversation.reply.setFocus()
    QTest.keyClicks(focused(), "bleibt")
    press(Qt.Key.Key_D, CTRL)
    assert window.layout_name == "docked"
    assert window.tabs.count() == 3
    assert window.width() <= 480
    assert window.conversation.reply.toPlainText() == "bleibt"
    window.commands["find"].trigger()
    assert window.tabs.currentWidget() is window.knowledge
    window.toggle_docked()
    assert not window.tabs.isVisible()
    assert window.contacts.isVisible()


def test_f1_explains_what_has_the_focus(played: Stage) -> None:
    window = played.desktop.window
    window.conversation.reply.setFocus()
    press(Qt.Key.Key_F1)
    notice = played.desktop.workspace.notices.current
    assert notice is not None
    assert notice.text == window.conversation.reply.whatsThis()


def test_every_key_is_given_once_and_none_is_a_single_letter(played: Stage) -> None:
    keys: list[str] = []
    for command in played.desktop.window.commands.all():
        keys += [key.toString() for key in command.action.shortcuts()]
    assert len(keys) == len(set(keys))
    for key in keys:
        assert len(key) > 1, "no letter alone"
        assert "Ctrl+Alt" not in key, "that is AltGr"
        assert not QKeySequence(key).isEmpty()
