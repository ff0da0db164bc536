"""The window on the real core: first start, a conversation, its note saved and copied, and everything back after a restart;
finding knowledge in the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lotse import bootstrap, offline
from lotse.cli.arguments import Options
from lotse.desktop.app import Desktop
from lotse.desktop.note_view import NoteView
from lotse.domain.filters import Filters
from tests.desktop.conftest import MemoryClipboard

pytestmark = pytest.mark.slow
PATIENCE_MS = 60_000
TALK = (
    "Kunde: Guten Tag, mein Abschlag von 88,00 € wurde doppelt abgebucht. Kundennummer 10482931.\n"
    "Agent: Das sehe ich mir an. Ich melde mich bis zum 12.02.2026."
)


def verdict(note: NoteView, claim_id: str) -> str:
    claim = note.note.claim(claim_id) if note.note is not None else None
    return claim.verdict if claim is not None else ""


def test_day_one_and_the_morning_after(qtbot: QtBot, qapp: QApplication, home: Path) -> None:
    home.mkdir(parents=True)
    clipboard = MemoryClipboard()

    def started() -> Desktop:
        options = Options(command="window", home=home)
        desktop = Desktop(qapp, bootstrap._store_maker(home, options), home=home, language="de", clipboard=clipboard)
        desktop.fill()
        desktop.show()
        wait(lambda: desktop.workspace.phase != "starting")
        return desktop

    def wait(done: Callable[[], bool]) -> None:
        qtbot.waitUntil(done, timeout=PATIENCE_MS)

    first = started()
    try:
        gate, space, note = first.window.gate, first.workspace, first.workspace.note
        assert space.phase == "new"
        gate.own.setChecked(True)
        gate.first.setText("ein langer Satz")
        gate.second.setText("ein langer Satz")
        gate.go.click()
        wait(lambda: space.phase == "ready")
        space.intake.take_text(TALK)
        wait(lambda: note.note is not None)
        wait(lambda: not space._pause.isActive() and not note.refining)
        fact = next(row.claim for row in note.rows() if row.claim is not None and row.claim.text == "10482931")
        note.select(fact.id)
        note.accept()
        wait(lambda: verdict(note, fact.id) == "accepted")
        note.save()
        wait(lambda: note.saved)
        note.copy()
        wait(lambda: bool(clipboard.html))
        assert "10482931" in clipboard.offered
        space.reply.type("halb getippt")
        space.reply.keep()
        wait(lambda: space.reply._kept.get("reply") == "halb getippt")
    finally:
        first.close()
        first.frame.close()

    second = started()
    try:
        gate, space = second.window.gate, second.workspace
        gate.first.setText("falsch geraten")
        gate.go.click()
        wait(lambda: gate.problem.isVisible())
        gate.first.setText("ein langer Satz")
        gate.go.click()
        wait(lambda: space.conversation is not None and space.note.note is not None)
        assert space.conversation is not None
        assert len(space.conversation.turns) == 2
        assert space.reply.text == "halb getippt"
        assert space.contacts.rows[0].has_note
        assert verdict(space.note, fact.id) == "accepted"
        assert offline.attempts() == ()
    finally:
        second.close()
        second.frame.close()


def test_finding_in_the_demo_by_keyboard(qtbot: QtBot, qapp: QApplication, home: Path) -> None:
    """The real store, search worker and articles: results while typing, a filter, a pinned card, words in the reply."""
    home.mkdir(parents=True)
    clipboard = MemoryClipboard()
    desktop = Desktop(qapp, bootstrap._demo_maker(home), home=home, language="de", clipboard=clipboard)
    desktop.fill()
    desktop.show()
    try:
        window, view, finding = desktop.window, desktop.workspace.knowledge, desktop.workspace.knowledge.finding

        def wait(done: Callable[[], bool]) -> None:
            qtbot.waitUntil(done, timeout=PATIENCE_MS)

        wait(lambda: desktop.workspace.conversation is not None)
        window.activateWindow()
        wait(lambda: window.isActiveWindow())
        window.commands["find"].trigger()
        QTest.keyClicks(window.knowledge.search, "abschlag aendern")
        wait(lambda: view.state == "results" and finding.answered == "abschlag aendern" and not finding.busy)
        first = view.model.rows[0]
        assert any("änder" in row.excerpt.casefold() for row in view.model.rows), "umlauts are found without them"
        assert first.span[1] > first.span[0]
        assert first.source.startswith("gültig seit ")
        QTest.keyClick(window.knowledge.search, Qt.Key.Key_Down)
        window.commands["card_pin"].trigger()
        window.commands["card_insert"].trigger()
        assert first.title in desktop.workspace.reply.text
        window.ways.search_in(Filters(langs=("en",)))
        wait(lambda: not finding.busy and all(row.hit is not None and row.hit.lang == "en" for row in view.model.rows))
        window.knowledge.search.clear()
        assert view.model.rows[0].id == first.id, "what is pinned stays on top of the cards"
        assert offline.attempts() == ()
    finally:
        desktop.close()
        desktop.frame.close()
