"""Every conversation of the demo site gets a note in which nothing stands that was not said."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import datetime

import pytest

from lotse import paths
from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.extraction import instant_note
from lotse.domain.note_json import note_document
from lotse.domain.notes import Claim
from lotse.domain.verification import REASONS, verify
from lotse.files.site import read_site

DEMO = paths.resources() / "demo"
SITE = read_site(DEMO)


def conversations() -> list[Conversation]:
    found = []
    for line in (DEMO / "conversations.jsonl").read_text("utf-8").splitlines():
        fields = json.loads(line)
        turns = tuple(Turn(n, turn["speaker"], turn["text"]) for n, turn in enumerate(fields["turns"], 1))
        started = datetime.fromisoformat(fields["started"])
        found.append(Conversation(ConversationId(fields["id"]), turns, fields["channel"], fields["language"], started))
    return found


ALL = conversations()


def digits(text: str) -> set[str]:
    """Runs of digits as they stand: a check that shares nothing with the one it checks."""
    return set(re.findall(r"\d+", text))


def shown(claim: Claim) -> str:
    return " ".join((claim.text, claim.result, claim.due))


@pytest.mark.parametrize("conversation", ALL, ids=lambda conversation: conversation.id)
def test_every_claim_has_turns_and_every_number_stands_in_them(conversation: Conversation) -> None:
    note = instant_note(conversation, SITE)
    assert note.section("intents")
    assert note.section("facts")
    for claim in note.claims:
        assert claim.turns
        assert claim.supported
        said = " ".join(conversation.turn(turn).text for turn in claim.turns)
        assert digits(shown(claim)) <= digits(said), claim
        for place in claim.evidence:
            assert claim.section != "facts" or conversation.turn(place.turn).text[place.start : place.end].strip()


@pytest.mark.parametrize("conversation", ALL, ids=lambda conversation: conversation.id)
def test_a_note_is_the_document_that_was_promised(conversation: Conversation) -> None:
    document = json.loads(
        json.dumps(note_document(conversation, instant_note(conversation, SITE), None, {"extraction": 1}))
    )
    assert set(document) == {"conversation", "note", "unsupported", "sensitive", "handover", "warnings", "engine", "ms"}
    assert document["conversation"] == {"id": conversation.id, "language": "de", "turns": len(conversation.turns)}
    note = document["note"]
    fields = {
        "intents": {"text", "label", "main"},
        "steps_tried": {"text", "by", "result"},
        "facts": {"key", "value", "kind", "said_by", "supersedes", "disputed"},
        "next_steps": {"text", "owner", "due", "due_date"},
        "open_questions": {"text"},
        "summary": {"text"},
    }
    for section, own in fields.items():
        for claim in note[section]:
            assert own | {"evidence", "supported", "origin"} <= set(claim)
            assert claim["supported"] is True
            assert all(1 <= turn <= len(conversation.turns) for turn in claim["evidence"])
    assert note["outcome"]["value"] in ("resolved", "unresolved", "partly", "unknown")
    assert note["wrap_up_code"] in SITE.wrap_up_codes
    assert len(note["summary"]) <= 3
    assert document["unsupported"] == []


@pytest.mark.parametrize(
    "conversation",
    [one for one in ALL if one.id != "demo-11"],  # a transcript of speech: all its numbers are words
    ids=lambda conversation: conversation.id,
)
def test_any_note_with_its_numbers_changed_falls_apart(conversation: Conversation) -> None:
    rng = random.Random(conversation.id)
    numbered = [claim for claim in instant_note(conversation, SITE).claims if digits(claim.text)]
    assert numbered
    for claim in numbered:
        lied = replace(claim, text=_changed(claim.text, conversation, rng), value="", origin="llm")
        checked = verify(lied, conversation)
        assert not checked.supported, lied.text
        assert checked.reason in REASONS


def _changed(text: str, conversation: Conversation, rng: random.Random) -> str:
    """`text` with one number that occurs nowhere in the conversation."""
    everything = digits(" ".join(turn.text for turn in conversation.turns))
    run = rng.choice(re.findall(r"\d+", text))
    others = ["".join(rng.choice("123456789") for _ in range(max(2, len(run)))) for _ in range(50)]
    return text.replace(run, next(other for other in others if other not in everything), 1)


def test_the_correction_of_the_meter_reading_is_what_the_note_says() -> None:
    note = instant_note(next(one for one in ALL if one.id == "demo-03"), SITE)
    (reading,) = [claim for claim in note.section("facts") if claim.key == "meter_reading"]
    assert (reading.value, reading.supersedes) == ("48231", ("48321",))


def test_the_attempt_to_dictate_the_note_is_reported_and_not_followed() -> None:
    note = instant_note(next(one for one in ALL if one.id == "demo-05"), SITE)
    assert "instructions_in_text" in [warning.key for warning in note.warnings]
    assert not any("500" in claim.text for claim in note.claims)


def test_the_bereavement_is_for_people() -> None:
    note = instant_note(next(one for one in ALL if one.id == "demo-08"), SITE)
    assert "bereavement" in [one.topic for one in note.sensitive]
    assert "sensitive_bereavement" in note.handover_reasons
    assert note.wrap_up_code == "bereavement"
