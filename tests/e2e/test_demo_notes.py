"""The note of every demo conversation is a valid document whose numbers all stand in the turns it names, with any
engine, and also when the model's worker does not start (invariants I2 and I8)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.running import DEMO, Ran, demo_conversations, lotse, need
from tests.e2e.said import SECTIONS, Said, all_unsaid, claims, unsaid

FIELDS: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "intents": {"text": str, "label": str, "main": bool},
    "steps_tried": {"text": str, "by": (str, type(None)), "result": str},
    "facts": {
        "key": str, "value": str, "kind": str, "said_by": (str, type(None)), "supersedes": list, "disputed": bool,
    },
    "next_steps": {"text": str, "owner": (str, type(None)), "due": str, "due_date": (str, type(None))},
    "open_questions": {"text": str},
    "summary": {"text": str},
}  # fmt: skip
ORIGINS = {"rules", "extraction", "llm"}
PARTIES = {"customer", "agent", "other", None}


def notes(*arguments: str) -> Ran:
    return lotse("note", DEMO / "conversations.jsonl", "--jsonl", "--no-persist", *arguments, timeout_s=900)


@cache
def extracted() -> Ran:
    """The notes without a model; read only, so that one run serves every test here."""
    return notes("--engine", "extraction")


def assert_valid(document: Mapping[str, Any], conversation: Mapping[str, Any]) -> None:
    """The document has the published form, and every claim rests on turns that exist."""
    turns = len(conversation["turns"])
    assert document["conversation"]["id"] == conversation["id"]
    assert document["conversation"]["turns"] == turns
    assert set(document) == {
        "conversation", "note", "unsupported", "sensitive", "handover", "warnings", "engine", "ms",
    }  # fmt: skip
    assert set(document["note"]) == {*SECTIONS, "language", "outcome", "wrap_up_code"}
    assert document["note"]["language"] in ("de", "en")
    for section, claim in claims(document):
        for field, kind in FIELDS[section].items():
            assert isinstance(claim[field], kind), (section, field, claim)
        assert claim["text"].strip()
        assert claim["origin"] in ORIGINS
        assert claim["supported"] is True
        assert claim["evidence"], claim
        assert all(isinstance(n, int) and 1 <= n <= turns for n in claim["evidence"])
        assert claim["evidence"] == sorted(set(claim["evidence"]))
        assert {claim.get("by"), claim.get("owner"), claim.get("said_by")} <= PARTIES
    assert sum(intent["main"] for intent in document["note"]["intents"]) <= 1
    outcome = document["note"]["outcome"]
    assert outcome["value"] in ("resolved", "unresolved", "partly", "unknown")
    assert all(1 <= n <= turns for n in outcome["evidence"])
    assert all(one["evidence"] and max(one["evidence"]) <= turns for one in document["sensitive"])
    assert all(one["reason"] and one["section"] in SECTIONS for one in document["unsupported"])


def assert_all_good(run: Ran) -> list[dict[str, Any]]:
    assert run.code == 0, run.err
    found = run.documents
    said = demo_conversations()
    assert [document["conversation"]["id"] for document in found] == list(said)
    for document in found:
        conversation = said[document["conversation"]["id"]]
        assert_valid(document, conversation)
        assert all_unsaid(document, conversation) == []
        assert list(claims(document)), f"an empty note for {conversation['id']}"
    return found


def test_every_demo_conversation_has_a_valid_note_without_any_model() -> None:
    found = assert_all_good(extracted())
    assert all(document["engine"] == {"llm": None, "fallback": False} for document in found)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_demo_conversation_has_a_valid_note_with_the_starter_model() -> None:
    need("llm")
    found = assert_all_good(notes("--engine", "auto"))
    assert all(document["engine"]["llm"] and not document["engine"]["fallback"] for document in found)
    assert all(document["ms"]["llm"] > 0 for document in found), "the model was not asked"


# --- the worker is broken --------------------------------------------------------------------------------------------


def _not_a_model() -> bytes:
    return b"GGUF" + bytes(range(256)) * 40


def _from_the_future() -> bytes:
    return b"GGUF" + (99).to_bytes(4, "little") + bytes(4000)


def break_the_model(home: Path, content: bytes) -> None:
    """Name a corrupt file as the active model of the home: the catalog cannot know, the worker finds out."""
    models = home / "models"
    models.mkdir(parents=True)
    (models / "kaputt.gguf").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    (models / "catalog.toml").write_text(
        'format = 1\n[active]\nllm = "kaputt"\n[[model]]\nid = "kaputt"\nrole = "llm"\nfile = "kaputt.gguf"\n'
        f'sha256 = "{digest}"\nbytes = {len(content)}\nlicence = ""\nlanguages = ["de"]\n'
        'context_length = 512\nmin_ram = 0\nprompt_format = "lotse-window-1"\n',
        "utf-8",
    )


def test_with_a_broken_model_the_notes_are_those_of_the_rules_and_it_says_so_once(home: Path) -> None:
    break_the_model(home, _not_a_model())
    run = notes("--engine", "auto")
    found = assert_all_good(run)
    assert all(document["engine"] == {"llm": None, "fallback": True} for document in found)
    assert [document["note"] for document in found] == [document["note"] for document in extracted().documents]
    assert len(run.sentences) == 1, run.err
    assert "Traceback" not in run.err


def test_a_model_that_was_asked_for_and_fails_is_an_error_with_a_reason(home: Path) -> None:
    break_the_model(home, _from_the_future())
    run = lotse(
        "note", "-", "--no-persist", "--engine", "llm", "--json", stdin=b"Kundin: Guten Tag\nBerater: Guten Tag"
    )
    assert run.code == 5
    assert run.document["error"]["message"]


# --- the check can fail ----------------------------------------------------------------------------------------------


def _falsified() -> Iterator[tuple[dict[str, Any], str]]:
    """Each numeric field of each claim of the notes, with another number in it: the claim, and what was changed."""
    for document in extracted().documents:
        conversation = demo_conversations()[document["conversation"]["id"]]
        for section, claim in claims(document):
            turns = [conversation["turns"][n - 1] for n in claim["evidence"]]
            said = Said(turns, conversation.get("started"))
            for field, changed in _changes(claim):
                lie = {**claim, field: changed}
                yield {"claim": lie, "said": said}, f"{conversation['id']} {section} {field} {changed!r}"


def _changes(claim: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in ("text", "result", "due", "value"):
        text = str(claim.get(field) or "")
        if field == "value" and claim.get("kind") in ("date", "time"):
            continue
        if any(character.isdigit() for character in text):
            place = next(n for n, character in enumerate(text) if character.isdigit())
            yield field, f"{text[:place]}98{text[place:]}"
    due = claim.get("due_date")
    if due:
        yield "due_date", (date.fromisoformat(due) + timedelta(47)).isoformat()
    if claim.get("kind") == "date" and claim["value"]:
        yield "value", (date.fromisoformat(claim["value"][:10]) + timedelta(47)).isoformat()


def test_the_check_notices_every_planted_number() -> None:
    planted = list(_falsified())
    assert len(planted) > 200
    assert [what for lie, what in planted if not unsaid(lie["claim"], lie["said"])] == []


def test_documents_are_json_that_any_reader_takes() -> None:
    for line in extracted().out.splitlines():
        json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
