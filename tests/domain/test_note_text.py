"""The copied text is clean, complete and says what has no evidence; the HTML keeps the origin of each sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lotse import paths
from lotse.domain import fact_rules
from lotse.domain.claim_json import read, written
from lotse.domain.extraction import instant_note
from lotse.domain.note_json import note_document
from lotse.domain.note_text import note_html, note_text
from lotse.domain.notes import Claim, Evidence, Note
from lotse.files.site import read_note_titles
from tests.domain.talk import said_by_model, talk

TITLES = read_note_titles(paths.resources() / "notes")
STEP = Claim(
    "1",
    "next_steps",
    "Ich rufe zurück",
    (Evidence(2),),
    "rules",
    owner="agent",
    due="morgen",
    due_date=date(2026, 2, 4),
)


def note(*claims: Claim) -> Note:
    return Note("de", 2, claims)


def test_each_section_has_its_title_and_a_promise_its_owner_and_day() -> None:
    text = note_text(note(STEP), TITLES["de"])
    assert text == "Nächste Schritte\n- Ich rufe zurück (wir, bis 04.02.2026)\n"
    assert "we, by 2026-02-04" in note_text(note(STEP), TITLES["en"])


def test_what_was_rejected_or_has_no_evidence_is_not_in_the_text_unless_accepted() -> None:
    doubtful = replace(said_by_model("summary", "Gutschrift zugesagt", 1), supported=False, reason="not_in_evidence")
    assert note_text(note(doubtful, replace(STEP, verdict="rejected")), TITLES["de"]) == ""
    accepted = note_text(note(replace(doubtful, verdict="accepted")), TITLES["de"])
    assert accepted == "Zusammenfassung\n- Gutschrift zugesagt (nicht belegt)\n"


def test_html_is_escaped_and_says_whose_words_they_are() -> None:
    edited = replace(STEP, text="<b>Rückruf</b> & Mail", verdict="edited", authorship="edited")
    html = note_html(note(edited), TITLES["de"])
    assert "&lt;b&gt;Rückruf&lt;/b&gt; &amp; Mail" in html
    assert 'data-origin="rules" data-authorship="edited" data-turns="2"' in html


def test_corrections_and_contradictions_are_said() -> None:
    facts = instant_note(talk("c Zählerstand 48321", "a Ja?", "c Nein, 48231.", "a Ich habe 43.231 notiert.")).section(
        "facts"
    )
    text = note_text(note(*facts), TITLES["de"])
    assert "Zählerstand: 48231 (statt 48321) (strittig)" in text


def test_both_languages_have_every_title_and_every_fact_a_name() -> None:
    assert set(TITLES["de"]) == set(TITLES["en"])
    keys = {rule.key for rule in fact_rules.ID_RULES}
    keys |= {key for table in (fact_rules.AMOUNT_KEYS, fact_rules.DATE_KEYS) for key, _ in table}
    assert {f"fact_{key}" for key in keys} <= set(TITLES["de"])


def test_unsupported_claims_stand_apart_with_their_reason_in_the_document() -> None:
    conversation = talk("c Hallo", "a Ich rufe zurück")
    lie = replace(said_by_model("facts", "89,50 €", 1), supported=False, reason="number_not_in_evidence")
    document = note_document(
        conversation, note(STEP, lie), {"llm": "m", "fallback": False}, {"extraction": 3, "llm": 40}
    )
    assert document["note"]["facts"] == []
    assert document["unsupported"] == [{"section": "facts", "text": "89,50 €", "reason": "number_not_in_evidence"}]
    assert document["note"]["next_steps"][0]["due_date"] == "2026-02-04"
    assert document["engine"] == {"llm": "m", "fallback": False}


def test_claims_survive_being_written_and_read() -> None:
    claims = (STEP, said_by_model("facts", "4711", 1, key="id", supersedes=("4712",), said_by="customer"))
    assert read(written(claims)) == claims
