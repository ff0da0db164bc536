"""What every case store promises: the real one on an encrypted file, the one in memory, and the fake of the tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lotse.domain.cards import Decision
from lotse.domain.conversations import CaseId, Conversation, ConversationId, Turn
from lotse.domain.errors import InputProblem
from lotse.domain.notes import Claim, Evidence, Note, NoteWarning, Outcome, Sensitive
from lotse.services.ports import CaseStore, SavedNote
from lotse.storage.key_sources import Argon2Cost, Passphrase
from lotse.storage.opening import open_case_store, open_passing_case_store
from tests.fakes.stores import FakeCaseStore

FAST = Argon2Cost(memory_kib=64, passes=1)
Scenario = Callable[[CaseStore], Awaitable[None]]
Run = Callable[[Scenario], None]


@pytest.fixture(params=["file", "memory", "fake"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Run:
    """Runs a scenario on a fresh store of each kind."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[CaseStore]:
        store: CaseStore
        if request.param == "file":
            store = await open_case_store(tmp_path, Passphrase("Leuchtturm", FAST))
        elif request.param == "memory":
            store = await open_passing_case_store()
        else:
            store = FakeCaseStore()
        try:
            yield store
        finally:
            await store.close()

    async def play(scenario: Scenario) -> None:
        async with opened() as store:
            await scenario(store)

    return lambda scenario: asyncio.run(play(scenario))


WHEN = datetime(2026, 2, 3, 10, 15, tzinfo=UTC)
FIRST = Turn(1, "customer", "Guten Tag, meine Zählernummer ist 0815.", WHEN, "de")
SECOND = Turn(2, "agent", "Vielen Dank – ich schaue nach. 🙂")
THIRD = Turn(3, "customer", "Zeile\nmit\tUmbruch, 'Anführung' und \x00.")
TALK = Conversation(ConversationId("k-1"), (FIRST, SECOND), "phone", "de", WHEN, "Zähler")
NOTE = Note(
    language="de",
    revision=2,
    claims=(
        Claim(
            id="a1",
            section="facts",
            text="0815",
            evidence=(Evidence(1, 30, 34), Evidence(2)),
            origin="rules",
            key="Zählernummer",
            value="0815",
            kind="meter_number",
            said_by="customer",
            supersedes=("0814",),
            disputed=True,
            verdict="edited",
            authorship="edited",
        ),
        Claim(
            id="b2",
            section="next_steps",
            text="Ich rufe an",
            evidence=(),
            origin="llm",
            supported=False,
            reason="number_not_in_evidence",
            owner="agent",
            due="morgen",
            due_date=date(2026, 2, 4),
        ),
    ),
    outcome=Outcome("partly", (Evidence(2),)),
    wrap_up_code="Z1",
    sensitive=(Sensitive("debt", (Evidence(1),)),),
    handover_reasons=("specialist",),
    warnings=(NoteWarning("two_customers", {"n": 2}),),
)


def test_conversation_comes_back_as_it_was_stored(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        await store.add_conversation(TALK)
        await store.append_turn(TALK.id, THIRD)
        back = await store.conversation(TALK.id)
        assert back.turns == (FIRST, SECOND, THIRD)
        assert back.case_id
        assert replace(back, case_id=None, turns=()) == replace(TALK, turns=())

    run(scenario)


def test_same_call_again_changes_nothing(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        decision = Decision("d1", TALK.id, "a1", "edited", "0816")
        for _ in range(2):
            await store.add_conversation(TALK)
            await store.append_turn(TALK.id, THIRD)
            await store.save_note(SavedNote(TALK.id, NOTE, "Notiz"), [decision])
            await store.add_decision(decision)
        assert len((await store.conversation(TALK.id)).turns) == 3
        assert len(await store.conversations()) == 1
        assert await store.decisions(TALK.id) == (decision,)

    run(scenario)


def test_sending_again_after_the_language_was_found_is_still_the_same_turn(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        await store.add_conversation(TALK)
        await store.set_turn_language(TALK.id, 2, "de")
        await store.append_turn(TALK.id, SECOND)
        await store.add_conversation(TALK)
        assert (await store.conversation(TALK.id)).turns == (FIRST, replace(SECOND, language="de"))

    run(scenario)


def test_another_turn_under_a_taken_number_is_refused(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        await store.add_conversation(TALK)
        for n, key in ((2, "turn_exists"), (4, "turn_out_of_order"), (0, "turn_out_of_order")):
            with pytest.raises(InputProblem) as refused:
                await store.append_turn(TALK.id, Turn(n, "customer", "anders"))
            assert refused.value.key == key
        assert (await store.conversation(TALK.id)).turns == TALK.turns

    run(scenario)


def test_conversation_with_gaps_or_other_words_is_refused_whole(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        with pytest.raises(InputProblem) as refused:
            await store.add_conversation(replace(TALK, turns=(FIRST, THIRD)))
        assert refused.value.key == "turn_out_of_order"
        assert await store.conversations() == ()
        await store.add_conversation(TALK)
        with pytest.raises(InputProblem) as refused:
            await store.add_conversation(replace(TALK, turns=(replace(FIRST, text="anders"),)))
        assert refused.value.key == "conversation_exists"
        assert (await store.conversation(TALK.id)).turns == TALK.turns

    run(scenario)


def test_unknown_conversation_is_said_by_every_method(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        lost = ConversationId("fehlt")
        calls: list[Callable[[], Awaitable[object]]] = [
            lambda: store.conversation(lost),
            lambda: store.append_turn(lost, FIRST),
            lambda: store.set_turn_language(lost, 1, "de"),
            lambda: store.attach(lost, CaseId("f")),
            lambda: store.rename(lost, "x"),
            lambda: store.set_ended(lost),
            lambda: store.save_note(SavedNote(lost, NOTE, ""), []),
            lambda: store.note(lost),
            lambda: store.add_decision(Decision("d", lost, "a", "accepted")),
            lambda: store.decisions(lost),
            lambda: store.keep_draft(lost, "reply", "x"),
            lambda: store.drafts(lost),
        ]
        for call in calls:
            with pytest.raises(InputProblem) as refused:
                await call()
            assert refused.value.key == "unknown_conversation"

    run(scenario)


def test_list_shows_the_newest_first_and_what_is_known(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        await store.add_conversation(TALK)
        await store.add_conversation(Conversation(ConversationId("k-2"), (FIRST,), case_id=CaseId("fall")))
        await store.rename(TALK.id, "Neuer Name")
        await store.set_ended(TALK.id)
        await store.save_note(SavedNote(TALK.id, NOTE, "Notiz"), [])
        second, first = await store.conversations()
        assert (second.id, second.case_id, second.turns, second.ended, second.has_note) == (
            "k-2",
            "fall",
            1,
            False,
            False,
        )
        assert (first.title, first.channel, first.turns, first.ended, first.has_note, first.started) == (
            ("Neuer Name", "phone", 2, True, True, WHEN)
        )
        assert [row.id for row in await store.conversations(limit=1)] == ["k-2"]

    run(scenario)


def test_conversations_of_one_case_can_be_brought_together(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        other = Conversation(ConversationId("k-2"), (FIRST,))
        await store.add_conversation(TALK)
        await store.add_conversation(other)
        case_id = (await store.conversation(TALK.id)).case_id
        assert case_id is not None
        await store.attach(other.id, case_id)
        assert (await store.conversation(other.id)).case_id == case_id
        await store.attach(other.id, CaseId("neu"))
        assert (await store.conversation(other.id)).case_id == "neu"

    run(scenario)


def test_note_comes_back_with_every_claim_verdict_and_origin(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        await store.add_conversation(TALK)
        assert await store.note(TALK.id) is None
        await store.save_note(SavedNote(TALK.id, NOTE, "Notiz"), [])
        assert await store.note(TALK.id) == SavedNote(TALK.id, NOTE, "Notiz")
        later = replace(NOTE, revision=3, claims=())
        await store.save_note(SavedNote(TALK.id, later, "Neu"), [])
        assert await store.note(TALK.id) == SavedNote(TALK.id, later, "Neu")

    run(scenario)


def test_decisions_keep_their_order(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        await store.add_conversation(TALK)
        made = [Decision(f"d{9 - n}", TALK.id, "a1", "accepted" if n % 2 else "undone") for n in range(9)]
        for decision in made[:4]:
            await store.add_decision(decision)
        await store.save_note(SavedNote(TALK.id, NOTE, ""), made)
        assert await store.decisions(TALK.id) == tuple(made)

    run(scenario)


def test_draft_is_kept_until_it_is_empty(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        await store.add_conversation(TALK)
        await store.keep_draft(TALK.id, "reply", "Sehr geehr")
        await store.keep_draft(TALK.id, "reply", "Sehr geehrte")
        await store.keep_draft(TALK.id, "claim:a1", "0816")
        assert await store.drafts(TALK.id) == {"reply": "Sehr geehrte", "claim:a1": "0816"}
        await store.keep_draft(TALK.id, "reply", "")
        assert await store.drafts(TALK.id) == {"claim:a1": "0816"}

    run(scenario)


def test_health_counts_what_is_there(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        await store.add_conversation(TALK)
        health = await store.health()
        assert (health.ok, health.conversations, health.turns, health.detail) == (True, 1, 2, "")

    run(scenario)


def test_closing_twice_is_allowed(run: Run) -> None:
    async def scenario(store: CaseStore) -> None:
        await store.close()
        await store.close()

    run(scenario)
