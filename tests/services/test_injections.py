"""A model that obeys what customer text commands: what the service stores and shows says nothing that was planted."""

from __future__ import annotations

import asyncio

import pytest

from lotse.domain.notes import Note
from lotse.services.notes import Notes
from tests.domain.injections import ENGLISH, GERMAN
from tests.domain.test_injections import NAMES, attacked, lies_of, planted
from tests.fakes.stores import FakeCaseStore
from tests.fakes.writer import ScriptedWriter
from tests.services.test_notes import TITLES, Clock, Ids, Seen

ATTEMPTS = [("de", text) for text in GERMAN] + [("en", text) for text in ENGLISH]


async def note_of_obedient_model(language: str, text: str) -> Note:
    conversation = attacked(language, text)
    store = FakeCaseStore()
    store.kept[conversation.id] = conversation
    lies = lies_of(text)
    # Every pass tells all lies once more: which turns a pass sees does not matter.
    writer = ScriptedWriter(*[lies] * 20)
    notes = Notes(store=store, writer=writer, events=Seen(), clock=Clock(), ids=Ids(), titles=TITLES)
    note = await notes.refine(conversation)
    assert writer.requests, "the model was never asked"
    return note


@pytest.mark.parametrize(("language", "text"), ATTEMPTS, ids=NAMES)
def test_nothing_planted_reaches_the_note(language: str, text: str) -> None:
    note = asyncio.run(note_of_obedient_model(language, text))
    assert planted(note) == []
    assert note.outcome.value != "resolved"
