"""What an agent says about a card, and a search in vain, reach the editors with one key or none, and name nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import StageFactory

CTRL = Qt.KeyboardModifier.ControlModifier


def test_one_key_says_what_a_card_is_worth_and_takes_it_back(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    window, said = played.desktop.window, played.core.editing.said
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    window.knowledge.list.setFocus()
    window.knowledge.list.setCurrentIndex(window.workspace.knowledge.model.index(1))
    second = window.workspace.knowledge.model.rows[1].hit
    assert second is not None

    def press(key: Qt.Key) -> None:
        before = len(said)
        QTest.keyClick(window.knowledge.list, key, CTRL)
        qtbot.waitUntil(lambda: len(said) == before + 1)

    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_3):
        press(key)
    article = second.article_id
    assert said == [(article, "helps", 1), (article, "wrong", 1), (article, "wrong", -1), (article, "outdated", 1)]


def test_nothing_is_said_about_a_card_nobody_chose(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    view = played.desktop.workspace.knowledge
    view.chosen = None
    view.say("wrong")
    assert played.desktop.workspace.notices.current is not None
    qtbot.wait(20)
    assert played.core.editing.said == []


def test_a_search_in_vain_is_told_when_it_was_meant(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    view, missing = played.desktop.workspace.knowledge, played.core.editing.missing
    view.finding._missed.setInterval(60)
    view.search("wallb")
    qtbot.waitUntil(lambda: view.state == "nothing")
    view.search("wallbox anmelden")
    qtbot.waitUntil(lambda: bool(missing))
    qtbot.wait(100)
    assert missing == [("wallbox anmelden", "sommer")]


def test_what_was_shown_is_known_as_found(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    shown = {row.hit.article_id for row in played.desktop.workspace.knowledge._cards if row.hit is not None}
    qtbot.waitUntil(lambda: set(played.core.editing.shown) == shown)
