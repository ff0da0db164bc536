"""The main job in the window: a conversation comes in, the note appears, the agent decides, saves and copies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider
from pytestqt.qtbot import QtBot

from lotse.desktop.claims import heard
from lotse.desktop.note_view import NoteView
from lotse.desktop.turns import heard as heard_turn
from lotse.domain.conversations import ConversationId
from lotse.domain.notes import Claim, Evidence, NoteWarning, Outcome, Sensitive
from tests.desktop.conftest import StageFactory
from tests.desktop.fake_core import SOMMER, FakeCore, filled, turns


def claim_of(view: NoteView, claim_id: str) -> Claim:
    claim = view.note.claim(claim_id) if view.note is not None else None
    assert claim is not None
    return claim


def selected(view: NoteView) -> str:
    return view.current.id if view.current is not None else ""


TALK = "Kunde: Guten Tag, meine Nummer ist 10482931.\nAgent: Danke.\nKunde: Bitte 88 zurück."


def test_conversation_shows_its_note_and_cards(stage: StageFactory) -> None:
    workspace = stage().desktop.workspace
    assert workspace.conversation is not None
    assert workspace.conversation.id == "sommer"
    assert workspace.transcript.model.rowCount() == 7
    assert [row.claim.id for row in workspace.note.rows() if row.claim] == [
        "intent", "tried", "amount", "contract", "iban", "next", "open", "meter",
    ]  # fmt: skip
    assert workspace.knowledge.model.rowCount() == 2


def test_pasted_text_becomes_a_conversation_with_a_note(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    workspace = played.desktop.workspace
    played.clipboard.offered = TALK
    with qtbot.waitSignal(workspace.conversation_changed):
        workspace.intake.paste()
    assert workspace.conversation is not None
    assert [turn.speaker for turn in workspace.conversation.turns] == ["customer", "agent", "customer"]
    assert [row.claim.text for row in workspace.note.rows() if row.claim and row.section == "facts"] == [
        "10482931",
        "88",
    ]


def test_file_is_opened(stage: StageFactory, qtbot: QtBot, tmp_path: Path) -> None:
    workspace = stage().desktop.workspace
    file = tmp_path / "Gespräch.txt"
    file.write_text(TALK, "utf-8")
    with qtbot.waitSignal(workspace.conversation_changed):
        workspace.intake.import_files([file])
    assert workspace.conversation is not None
    assert len(workspace.conversation.turns) == 3


def test_unsure_speakers_are_asked_for_not_guessed(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    workspace = played.desktop.workspace
    with qtbot.waitSignal(workspace.intake.question_changed):
        workspace.intake.take_text("Ada: Guten Tag\nBo: Guten Tag, wie kann ich helfen?")
    assert workspace.intake.question is not None
    assert workspace.intake.question.names == ("Ada", "Bo")
    with qtbot.waitSignal(workspace.conversation_changed):
        workspace.intake.answer("Bo")
    assert workspace.conversation is not None
    assert [turn.speaker for turn in workspace.conversation.turns] == ["customer", "agent"]


def test_accept_edit_reject_undo_save_copy(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    note = played.desktop.workspace.note

    note.select("intent")
    with qtbot.waitSignal(note.selected):
        note.accept()
    assert claim_of(note, "intent").verdict == "accepted"
    assert selected(note) == "tried", "the next suggestion is selected"

    note.edit("tried", "Bank um Rückgabe gebeten, abgelehnt")
    qtbot.waitUntil(lambda: claim_of(note, "tried").authorship == "edited")
    assert selected(note) == "tried", "an edited claim stays selected"

    note.select("open")
    note.reject()
    qtbot.waitUntil(lambda: claim_of(note, "open").verdict == "rejected")
    note.undo()
    qtbot.waitUntil(lambda: claim_of(note, "open").verdict == "open")
    note.reject()
    qtbot.waitUntil(lambda: claim_of(note, "open").verdict == "rejected")

    note.save()
    qtbot.waitUntil(lambda: note.saved)
    kept = {claim.id: claim for claim in played.core.notes.saved["sommer"].note.claims}
    assert (kept["intent"].verdict, kept["tried"].authorship, kept["open"].verdict) == (
        "accepted",
        "edited",
        "rejected",
    )

    note.copy()
    qtbot.waitUntil(lambda: bool(played.clipboard.html))
    assert "Bank um Rückgabe gebeten, abgelehnt" in played.clipboard.offered
    assert "Warum wurde zweimal eingezogen?" not in played.clipboard.offered, "rejected claims are not copied"
    assert "48213" not in played.clipboard.offered, "a number without evidence is not copied"
    assert 'data-origin="edited"' in played.clipboard.html


def test_whole_section_is_accepted_except_what_has_no_evidence(stage: StageFactory, qtbot: QtBot) -> None:
    note = stage().desktop.workspace.note
    note.select("amount")
    note.accept_section()
    qtbot.waitUntil(lambda: claim_of(note, "iban").verdict == "accepted")
    assert note.note is not None
    assert {claim.id: claim.verdict for claim in note.note.section("facts")} == {
        "amount": "accepted", "contract": "accepted", "iban": "accepted", "meter": "open",
    }  # fmt: skip


def test_claim_without_evidence_takes_a_second_deliberate_step(stage: StageFactory, qtbot: QtBot) -> None:
    workspace = stage().desktop.workspace
    workspace.note.select("meter")
    workspace.note.accept()
    assert workspace.notices.current is not None
    assert workspace.notices.current.mood == "warning"
    assert claim_of(workspace.note, "meter").verdict == "open"
    workspace.notices.act()
    qtbot.waitUntil(lambda: claim_of(workspace.note, "meter").verdict == "accepted")


def test_selected_claim_lights_its_turns_and_shows_what_was_taken(stage: StageFactory, qtbot: QtBot) -> None:
    workspace = stage().desktop.workspace
    with qtbot.waitSignal(workspace.transcript.lit) as scrolled:
        workspace.note.select("open")
    assert scrolled.args == [1]
    assert workspace.transcript.model.lit == (1, 6)
    assert workspace.transcript.model.rows[2].taken == ("facts",)
    workspace.note.select(None)
    assert not workspace.transcript.model.lit


def test_foreign_turn_shows_its_translation_beside_the_original(stage: StageFactory, qtbot: QtBot) -> None:
    workspace = stage().desktop.workspace
    qtbot.waitUntil(lambda: workspace.transcript.model.rows[5].translated is not None)
    row = workspace.transcript.model.rows[5]
    assert row.turn.text.startswith("It was on the 3rd")
    assert row.translated is not None
    assert row.translated.text.startswith("Es war am 3.")


def test_reply_is_translated_before_sending_and_the_original_is_kept(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    workspace = played.desktop.workspace
    original = "Sie erhalten 89,50 € bis zum 10.02.2026 zurück."
    workspace.reply.type(original)
    workspace.reply.translate()
    qtbot.waitUntil(lambda: bool(workspace.reply.translation))
    assert workspace.reply.text == original
    workspace.reply.send("agent")
    qtbot.waitUntil(lambda: workspace.transcript.model.rowCount() == 8 and workspace.reply.text == "")
    row = workspace.transcript.model.rows[7]
    assert row.turn.text == "You will get 89.50 € back by 10 February 2026."
    assert row.turn.language == "en"
    assert row.original == original
    assert played.core.conversations.kept_drafts["sommer"]["original:8"] == original


def test_typed_turns_of_both_speakers_are_added(stage: StageFactory, qtbot: QtBot) -> None:
    workspace = stage().desktop.workspace
    for speaker, text in (("customer", "Noch eine Frage"), ("agent", "Gerne")):
        workspace.reply.type(text)
        workspace.reply.send(speaker)  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: workspace.reply.text == "")
    assert workspace.conversation is not None
    assert [(t.speaker, t.text) for t in workspace.conversation.turns[7:]] == [
        ("customer", "Noch eine Frage"),
        ("agent", "Gerne"),
    ]


def test_drafts_return_with_their_conversation(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    workspace = played.desktop.workspace
    workspace.reply.type("angefangen")
    workspace.note.keep_edit("intent", "auch angefangen")
    qtbot.waitUntil(lambda: played.core.conversations.kept_drafts.get("sommer", {}).get("reply") == "angefangen")
    with qtbot.waitSignal(workspace.conversation_changed):
        workspace.open(ConversationId("yilmaz"))
    assert workspace.reply.text == ""
    with qtbot.waitSignal(workspace.conversation_changed):
        workspace.open(ConversationId("sommer"))
    assert workspace.reply.text == "angefangen"
    assert workspace.note.drafts == {"intent": "auch angefangen"}


def test_turn_for_another_conversation_is_counted_not_shown(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    workspace = played.desktop.workspace
    turn = turns(("customer", "a", "de"), ("customer", "b", "de"), ("customer", "Neu", "de"))[2]
    workspace.bridge.submit(_fed(played.core, "novak", turn.text))
    qtbot.waitUntil(lambda: workspace.contacts.news == {"novak": 1})
    qtbot.waitUntil(lambda: next(r.news for r in workspace.contacts.model.rows if r.row and r.row.id == "novak") == 1)
    assert workspace.transcript.model.rowCount() == 7
    with qtbot.waitSignal(workspace.conversation_changed):
        workspace.open(ConversationId("novak"))
    assert [row.news for row in workspace.transcript.model.rows] == [0, 0, 1], "what is new is marked"


def _fed(core: FakeCore, conversation_id: str, text: str):  # type: ignore[no-untyped-def]
    return lambda _core: core.conversations.add_turn(ConversationId(conversation_id), "customer", text)


def test_nothing_moves_while_a_claim_is_edited(stage: StageFactory, qtbot: QtBot) -> None:
    played = stage()
    workspace = played.desktop.workspace
    workspace.note.begin_edit(True)
    before = workspace.note.note
    workspace.reply.type("Meine Nummer ist 77")
    workspace.reply.send("customer")
    qtbot.waitUntil(lambda: workspace.note._held is not None)
    assert workspace.note.note is before
    workspace.note.begin_edit(False)
    assert workspace.note.note is not before


def test_search_finds_opens_and_returns(stage: StageFactory, qtbot: QtBot) -> None:
    knowledge = stage().desktop.workspace.knowledge
    knowledge.search("erstattet")
    qtbot.waitUntil(lambda: knowledge.state == "results")
    knowledge.open(knowledge.model.rows[0])
    qtbot.waitUntil(lambda: knowledge.state == "article")
    assert knowledge.article is not None
    assert knowledge.article.title == "Doppelte Abbuchung des Abschlags"
    knowledge.close_article()
    assert knowledge.state == "results"
    knowledge.search("nichtvorhanden")
    qtbot.waitUntil(lambda: knowledge.state == "nothing")
    knowledge.search("")
    assert knowledge.model.rowCount() == 2


def test_warnings_reasons_and_outcome_of_a_note_are_said(stage: StageFactory) -> None:
    desktop = stage().desktop
    view, pane = desktop.workspace.note, desktop.window.note
    assert view.note is not None
    assert not pane.banner.isVisible()
    view.take(
        replace(
            view.note,
            outcome=Outcome("partly", (Evidence(7),)),
            sensitive=(Sensitive("bereavement", (Evidence(1),)),),
            handover_reasons=("sensitive_bereavement", "repeated_contact"),
            warnings=(NoteWarning("two_customers"),),
        ),
        False,
    )
    assert pane.banner.isVisible()
    said = pane.banner_text.text().splitlines()
    assert said[0].startswith("Sensibel: Todesfall.")
    assert [line.split()[0] for line in said[1:]] == ["Der", "In"], "each is said once, as a sentence"
    outcome = next(row for row in view.rows() if row.line)
    assert heard(outcome) == "teilweise gelöst, Beleg: Beitrag 7"


def test_reason_for_missing_evidence_can_be_heard_and_read(stage: StageFactory) -> None:
    view = stage().desktop.workspace.note
    index = view.model.index(view.model.row_of_claim("meter"))
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        assert "Zahl" in index.data(role)


def test_long_conversation_shows_its_end_and_reaches_back(stage: StageFactory, qtbot: QtBot) -> None:
    said = turns(*[("customer", f"Zeile {n}", "de") for n in range(1, 2001)])

    def prepare(core: FakeCore) -> None:
        filled(core)
        core.conversations.kept["sommer"] = replace(
            SOMMER, turns=(*SOMMER.turns, *[replace(t, n=t.n + 7) for t in said])
        )

    desktop = stage(prepare=prepare).desktop
    workspace, view = desktop.workspace, desktop.window.conversation.list
    assert workspace.transcript.model.rowCount() == 300
    assert workspace.transcript.model.rows[0].earlier == 1707
    assert heard_turn(workspace.transcript.model.rows[0]).startswith("Frühere Beiträge: 1707. ")
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    assert workspace.transcript.model.rowCount() == 600
    qtbot.waitUntil(lambda: bar.value() > 0)  # what was read stays where it is
    workspace.note.select("iban")
    assert workspace.transcript.model.rows[0].turn.n == 3, "evidence is reached wherever it is"
    assert workspace.transcript.model.lit == (3,)
