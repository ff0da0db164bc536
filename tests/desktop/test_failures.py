"""When something goes wrong: one message, the window stays usable, what is being typed stays."""

from __future__ import annotations

import asyncio

import pytest
from pytestqt.qtbot import QtBot

from lotse.desktop.core_port import StoreKey
from lotse.domain.errors import EnvironmentProblem, LotseError, Message, WorkerProblem
from lotse.services.events import WorkerStateChanged
from tests.desktop.conftest import StageFactory
from tests.desktop.fake_core import FakeCore


def test_failing_store_keeps_the_reply_and_says_so_once(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    workspace = played.desktop.workspace
    played.core.conversations.problem = EnvironmentProblem("disk_full", file="cases.db")
    workspace.reply.type("wichtig")
    for _ in range(3):
        workspace.reply.send("agent")
    qtbot.waitUntil(lambda: workspace.notices.current is not None)
    assert workspace.reply.text == "wichtig"
    assert workspace.notices.current is not None
    assert "cases.db" in workspace.notices.current.text
    workspace.notices.dismiss()
    assert workspace.notices.current is None, "the same message is not told three times"
    played.core.conversations.problem = None
    workspace.reply.send("agent")
    qtbot.waitUntil(lambda: workspace.reply.text == "")


@pytest.mark.parametrize("bug", [ValueError("Frau Sommer, IBAN DE89"), WorkerProblem("worker_lost", role="llm")])
def test_failing_model_leaves_the_note_and_the_window(
    stage: StageFactory, qtbot: QtBot, bug: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    played = stage()
    workspace = played.desktop.workspace
    before = workspace.note.note
    played.core.notes.problem = bug  # type: ignore[assignment]
    workspace.reply.type("Ich tippe")
    workspace._refine()
    qtbot.waitUntil(lambda: workspace.notices.current is not None)
    assert workspace.note.note is before
    assert not workspace.note.refining
    assert workspace.reply.text == "Ich tippe"
    assert "Sommer" not in caplog.text, "a log holds no text of a customer"


def test_fallback_is_shown_in_the_status_and_told_once(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    workspace = played.desktop.workspace

    async def fall(_core: object) -> None:
        for _ in range(2):
            played.core.events.publish(WorkerStateChanged("llm", "fallback", Message("window_model_fallback")))

    workspace.bridge.submit(fall)
    qtbot.waitUntil(lambda: workspace.states.get("llm") == "fallback")
    qtbot.waitUntil(lambda: workspace.notices.current is not None)
    assert played.desktop.window.status.model.text() == "Ohne Modell: Notiz nach Regeln"
    workspace.notices.dismiss()
    assert workspace.notices.current is None


def test_unreadable_edit_is_kept(stage: StageFactory, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    played = stage()
    note = played.desktop.workspace.note

    async def refuse(*_args: object) -> None:
        raise LotseError("claim_too_long", characters=9000)

    monkeypatch.setattr(played.core.notes, "decide", refuse)
    note.keep_edit("intent", "mein langer Wortlaut")
    note.edit("intent", "mein langer Wortlaut")
    qtbot.waitUntil(lambda: played.desktop.workspace.notices.current is not None)
    assert note.drafts["intent"] == "mein langer Wortlaut"


def test_core_that_cannot_be_made_offers_one_action(stage: StageFactory, qtbot: QtBot) -> None:
    tries: list[int] = []

    def opening(_core: FakeCore, _key: StoreKey | None) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise EnvironmentProblem("store_damaged", file="cases.db")

    workspace = stage(opening=opening, wait=False).desktop.workspace
    qtbot.waitUntil(lambda: workspace.phase == "failed")
    assert workspace.notices.current is not None
    assert workspace.notices.current.action == "Erneut versuchen"
    workspace.notices.act()
    qtbot.waitUntil(lambda: workspace.phase == "ready" and workspace.conversation is not None)


def test_window_closes_while_the_model_works(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    workspace = played.desktop.workspace

    async def hang(_core: object) -> None:
        await asyncio.Event().wait()

    workspace.bridge.submit(hang)
    played.core.notes.steps = 500
    workspace._refine()
    played.desktop.close()
    assert played.core.closed
    assert workspace.bridge._thread is None, "no thread is left"


def test_first_start_chooses_a_passphrase(stage: StageFactory, qtbot: QtBot) -> None:
    keys: list[StoreKey | None] = []

    def opening(_core: FakeCore, key: StoreKey | None) -> None:
        keys.append(key)
        if key is None:
            raise EnvironmentProblem("store_new", keystore=1)

    desktop = stage(opening=opening, wait=False).desktop
    gate, workspace = desktop.window.gate, desktop.workspace
    qtbot.waitUntil(lambda: workspace.phase == "new")
    assert gate.isVisible()
    assert gate.keystore.isVisible()
    gate.own.setChecked(True)
    gate.first.setText("kurz")
    gate.go.click()
    assert gate.problem.isVisible()
    gate.first.setText("ein langer Satz")
    gate.second.setText("ein anderer Satz")
    gate.go.click()
    assert gate.problem.text() == "Die beiden Passphrasen sind verschieden."
    gate.second.setText("ein langer Satz")
    gate.go.click()
    qtbot.waitUntil(lambda: workspace.phase == "ready")
    assert keys == [None, StoreKey("ein langer Satz")]
    assert gate.first.text() == "", "no passphrase stays in a field"
    assert not gate.isVisible()


def test_locked_store_asks_again_after_a_wrong_passphrase(stage: StageFactory, qtbot: QtBot) -> None:
    def opening(_core: FakeCore, key: StoreKey | None) -> None:
        if key is None:
            raise EnvironmentProblem("passphrase_needed")
        if key.passphrase != "richtig":
            raise EnvironmentProblem("wrong_passphrase")

    desktop = stage(opening=opening, wait=False).desktop
    gate, workspace = desktop.window.gate, desktop.workspace
    qtbot.waitUntil(lambda: workspace.phase == "locked")
    gate.first.setText("falsch")
    gate.go.click()
    qtbot.waitUntil(lambda: gate.problem.isVisible())
    assert "passt nicht" in gate.problem.text()
    gate.first.setText("richtig")
    gate.go.click()
    qtbot.waitUntil(lambda: workspace.phase == "ready")
