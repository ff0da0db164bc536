"""Conversations are taken in whole, announced after they are stored, and named by what they are about."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

import pytest

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import InputProblem
from lotse.services.conversations import Conversations
from lotse.services.events import ConversationAdded, ConversationChanged, TurnAdded
from tests.fakes.stores import FakeCaseStore

NOW = datetime(2026, 2, 3, 10, 15, tzinfo=UTC)


class Clock:
    def now(self) -> datetime:
        return NOW

    def today(self) -> date:
        return NOW.date()


class Ids:
    def __init__(self) -> None:
        self.count = 0

    def new(self) -> str:
        self.count += 1
        return f"id-{self.count}"


class Watching:
    """Notes what is announced, and what the store held at that moment."""

    def __init__(self, store: FakeCaseStore) -> None:
        self.store = store
        self.events: list[object] = []

    def publish(self, event: object) -> None:
        self.events.append(event)


def run(act: Callable[[Conversations, FakeCaseStore, Watching], Awaitable[None]]) -> None:
    async def whole() -> None:
        store = FakeCaseStore()
        events = Watching(store)
        await act(Conversations(store=store, events=events, clock=Clock(), ids=Ids()), store, events)

    asyncio.run(whole())


def talk(*said: str, identity: str = "") -> Conversation:
    turns = tuple(Turn(n, "agent" if n % 2 == 0 else "customer", text) for n, text in enumerate(said, 1))
    return Conversation(id=ConversationId(identity), turns=turns)


def test_added_conversation_gets_id_start_language_and_title() -> None:
    async def act(service: Conversations, store: FakeCaseStore, events: Watching) -> None:
        added = await service.add(
            talk("Guten Tag, Kestrup mein Name, mein Abschlag wurde doppelt abgebucht.", "Guten Tag Frau Kestrup.")
        )
        assert (added.id, added.started) == ("id-1", NOW)
        assert [turn.language for turn in added.turns] == ["de", "de"]
        assert "Kestrup" in added.title
        assert "Abschlag" in added.title
        assert events.events == [ConversationAdded(ConversationId("id-1"))]

    run(act)


def test_the_same_conversation_again_changes_nothing_and_another_under_its_id_is_refused() -> None:
    async def act(service: Conversations, store: FakeCaseStore, events: Watching) -> None:
        first = await service.add(talk("Hallo, der Strom ist weg.", identity="x"))
        await service.add_turn(first.id, "agent", "Seit wann?")
        again = await service.add(talk("Hallo, der Strom ist weg.", identity="x"))
        assert len(again.turns) == 2
        with pytest.raises(InputProblem, match="conversation_differs"):
            await service.add(talk("Etwas anderes.", identity="x"))
        assert len((await service.open(first.id)).turns) == 2

    run(act)


def test_a_turn_is_announced_only_when_it_is_stored() -> None:
    async def act(service: Conversations, store: FakeCaseStore, events: Watching) -> None:
        started = await service.start()
        turn = await service.add_turn(started.id, "customer", "  Mein Zähler läuft rückwärts.\x00 ")
        assert (turn.n, turn.text, turn.language) == (1, "Mein Zähler läuft rückwärts.", "de")
        assert TurnAdded(started.id, turn) in events.events
        assert (await store.conversation(started.id)).turns == (turn,)

    run(act)


def test_a_failing_store_announces_nothing() -> None:
    async def act(service: Conversations, store: FakeCaseStore, events: Watching) -> None:
        with pytest.raises(InputProblem, match="unknown_conversation"):
            await service.add_turn(ConversationId("fehlt"), "customer", "Hallo")
        assert events.events == []

    run(act)


@pytest.mark.parametrize(("speaker", "text", "key"), [
    ("customer", " \x00 ", "empty_turn"), ("customer", "x" * 200_001, "turn_too_long"), ("martian", "x", "unknown_speaker"),
])  # fmt: skip
def test_unusable_turn_is_refused(speaker: str, text: str, key: str) -> None:
    async def act(service: Conversations, store: FakeCaseStore, events: Watching) -> None:
        started = await service.start()
        with pytest.raises(InputProblem) as problem:
            await service.add_turn(started.id, speaker, text)  # type: ignore[arg-type]
        assert problem.value.key == key
        assert (await service.open(started.id)).turns == ()

    run(act)


def test_a_found_title_follows_the_conversation_and_a_chosen_one_stays() -> None:
    async def act(service: Conversations, store: FakeCaseStore, events: Watching) -> None:
        found, chosen = await service.start(), await service.start()
        await service.rename(chosen.id, "Rückruf Müller")
        for one in (found, chosen):
            await service.add_turn(one.id, "customer", "Guten Tag.")
            await service.add_turn(one.id, "agent", "Guten Tag, was kann ich für Sie tun?")
            await service.add_turn(one.id, "customer", "Ich möchte meinen Abschlag ändern.")
        assert "Abschlag" in (await service.open(found.id)).title
        assert (await service.open(chosen.id)).title == "Rückruf Müller"
        assert ConversationChanged(found.id) in events.events

    run(act)
