"""A folder of cases is read whole, or refused with one sentence that names file and line; the shipped ones are sound."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lotse import paths
from lotse.domain.content import content, overlap
from lotse.domain.errors import EnvironmentProblem, InputProblem, Message
from lotse.domain.evaluation_cases import Gold, Threshold
from lotse.domain.evaluation_claims import Statement, numbers_backed
from lotse.files.evaluation_cases import CaseFiles
from lotse.wording import word

TALK: dict[str, Any] = {
    "id": "1",
    "language": "de",
    "turns": [{"speaker": "customer", "text": "Meine Nummer ist 4711."}, {"speaker": "agent", "text": "Danke."}],
    "gold": {"facts": [{"key": "customer_number", "value": "4711", "evidence": [1]}]},
}


def folder(at: Path, **files: str) -> Path:
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        (at / f"{stem}.{ending}").write_text(text, "utf-8")
    return at


def line(**changed: Any) -> str:
    return json.dumps({**TALK, **changed}) + "\n"


def refused(at: Path) -> InputProblem:
    with pytest.raises(InputProblem) as problem:
        CaseFiles().cases(at)
    for lang in ("de", "en"):
        assert "{" not in word(Message(problem.value.key, problem.value.params), lang)
    return problem.value


# --- reading ---------------------------------------------------------------------------------------------------------


def test_gold_is_read_in_the_published_form(tmp_path: Path) -> None:
    gold = {
        "intent": {"text": "Umzug melden", "evidence": [1], "also": ["Zieht um"]},
        "steps_tried": [{"text": "Formular geschickt", "by": "customer", "evidence": 1}],
        "facts": [{"key": "amount", "value": 88, "evidence": [1, 2], "optional": True}],
        "next_steps": [{"text": "Zurückrufen", "owner": "agent", "due_date": "2026-02-03", "evidence": [2]}],
        "open_questions": ["Wann?"],
        "resolved": {"value": "unresolved", "also": ["partly"], "evidence": [2]},
        "sensitive": [{"topic": "debt", "evidence": [1]}],
        "handover_needed": True,
    }
    (case,) = CaseFiles().cases(folder(tmp_path, dialogues_jsonl=line(gold=gold))).dialogues
    assert case.gold == Gold(
        (
            Statement("intents", "Umzug melden", (1,), also=("Zieht um",)),
            Statement("steps_tried", "Formular geschickt", (1,), party="customer"),
            Statement("facts", turns=(1, 2), key="amount", value="88", optional=True),
            Statement("next_steps", "Zurückrufen", (2,), party="agent", due="2026-02-03"),
            Statement("open_questions", "Wann?"),
        ),
        outcome=("unresolved", "partly"),
        sensitive={"debt": (1,)},
        handover=True,
    )


def test_a_yes_or_no_outcome_and_an_empty_list_are_gold_too(tmp_path: Path) -> None:
    (case,) = CaseFiles().cases(folder(tmp_path, dialogues_jsonl=line(gold={"facts": [], "resolved": False}))).dialogues
    assert case.gold == Gold((), outcome=False)


def test_a_folder_may_hold_any_of_the_parts(tmp_path: Path) -> None:
    found = CaseFiles().cases(folder(tmp_path, parallel_tsv="Guten Tag, das ist gut\tHello, this is good\n"))
    assert [(pair.source_lang, pair.target_lang) for pair in found.pairs] == [("de", "en")]
    assert (found.dialogues, found.questions) == ((), ())
    assert found.fingerprints["translator"]
    assert not found.fingerprints["llm"]


def test_a_first_line_of_codes_names_the_languages(tmp_path: Path) -> None:
    (pair,) = CaseFiles().cases(folder(tmp_path, parallel_tsv="fr\tde\nBonjour\tGuten Tag\n")).pairs
    assert (pair.source, pair.source_lang, pair.target_lang) == ("Bonjour", "fr", "de")


def test_a_first_line_of_titles_is_no_pair(tmp_path: Path) -> None:
    text = "source\ttarget\nDas ist meine Rechnung\tThis is my bill\n"
    found = CaseFiles().cases(folder(tmp_path, parallel_tsv=text))
    assert [(pair.source, pair.source_lang) for pair in found.pairs] == [("Das ist meine Rechnung", "de")]


def test_settings_name_other_files_and_the_day(tmp_path: Path) -> None:
    (tmp_path / "wissen").mkdir()
    folder(tmp_path / "wissen", artikel_jsonl=json.dumps({"id": "a", "title": "A", "body": "B"}))
    folder(
        tmp_path,
        eins_jsonl=json.dumps({"query": "A?", "relevant": {"a": 2}}),
        queries_jsonl=json.dumps({"id": "q", "query": "Was", "relevant": {}}),
        cases_yaml="as_of: 2026-02-24\nkb: wissen/artikel.jsonl\nqueries: [eins.jsonl, queries.jsonl]\n",
    )
    found = CaseFiles().cases(tmp_path)
    assert found.as_of == date(2026, 2, 24)
    assert [question.relevant for question in found.questions] == [{"a": 2}, {}]


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    before = CaseFiles().cases(folder(tmp_path, dialogues_jsonl=line())).fingerprints
    assert CaseFiles().cases(tmp_path).fingerprints == before
    assert CaseFiles().cases(folder(tmp_path, dialogues_jsonl=line(id="2"))).fingerprints != before


# --- refusing --------------------------------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_or_holds_nothing_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "nichts").key == "eval_folder_missing"
    assert refused(tmp_path).key == "eval_folder_empty"
    (tmp_path / "cases.yaml").write_text("kb: fehlt.jsonl\n")
    assert refused(tmp_path).params["file"] == "fehlt.jsonl"


def test_questions_need_their_articles_and_articles_their_questions(tmp_path: Path) -> None:
    folder(tmp_path, queries_jsonl=json.dumps({"query": "A?", "relevant": {}}))
    assert refused(tmp_path).params["file"] == "kb.jsonl"


@pytest.mark.parametrize(
    ("broken", "key"),
    [
        ("{", "eval_line_invalid"),
        ("[]", "eval_line_invalid"),
        ("[" * 20_000, "eval_line_invalid"),
        (json.dumps({"gold": TALK["gold"]}), "eval_conversation_invalid"),
        (line(turns=[{"speaker": "customer", "text": " "}]), "eval_conversation_invalid"),
        (line(turns=[{"speaker": "nobody known", "text": "x"}]), "eval_conversation_invalid"),
        (line(gold={}), "eval_gold_missing"),
        (line(gold=None), "eval_gold_missing"),
        (line(gold={"facts": [{"value": "4711", "evidence": [3]}]}), "eval_gold_invalid"),
        (line(gold={"facts": [{"value": "4711", "evidence": ["1"]}]}), "eval_gold_invalid"),
        (line(gold={"facts": [{"key": "a", "evidence": [1]}]}), "eval_gold_invalid"),
        (line(gold={"intent": [7]}), "eval_gold_invalid"),
        (line(gold={"resolved": "perhaps"}), "eval_gold_invalid"),
        (line(gold={"sensitive": "debt"}), "eval_gold_invalid"),
        (line(gold={"handover_needed": "yes"}), "eval_gold_invalid"),
    ],
)
def test_a_broken_line_is_named(broken: str, key: str, tmp_path: Path) -> None:
    problem = refused(folder(tmp_path, dialogues_jsonl=line() + "\n" + broken.strip() + "\n"))
    assert (problem.key, problem.params["file"], problem.params["line"]) == (key, "dialogues.jsonl", 3)


@pytest.mark.parametrize(
    ("broken", "key"),
    [
        ({"relevant": {}}, "eval_question_invalid"),
        ({"query": "A?"}, "eval_question_invalid"),
        ({"query": "A?", "relevant": {"a": "2"}}, "eval_question_invalid"),
        ({"query": "A?", "relevant": {"b": 2}}, "eval_article_unknown"),
    ],
)
def test_a_question_that_cannot_be_judged_is_named(broken: dict[str, Any], key: str, tmp_path: Path) -> None:
    article = json.dumps({"id": "a", "title": "A", "body": "B"})
    problem = refused(folder(tmp_path, kb_jsonl=article, queries_jsonl=json.dumps(broken)))
    assert (problem.key, problem.params["line"]) == (key, 1)


@pytest.mark.parametrize("broken", ["nur einer", "eins\tzwei\tdrei", "eins\t "])
def test_a_pair_that_is_none_is_named(broken: str, tmp_path: Path) -> None:
    problem = refused(folder(tmp_path, parallel_tsv=f"de\ten\nGuten Tag\tHello\n{broken}\n"))
    assert (problem.key, problem.params["line"]) == ("eval_pair_invalid", 3)


def test_languages_that_cannot_be_told_are_asked_for(tmp_path: Path) -> None:
    assert refused(folder(tmp_path, parallel_tsv="xyz\tabc\n")).key == "eval_languages_unclear"


@pytest.mark.parametrize("content", ["", "\n \n"])
@pytest.mark.parametrize("name", ["dialogues_jsonl", "parallel_tsv"])
def test_an_empty_file_is_refused(name: str, content: str, tmp_path: Path) -> None:
    assert refused(folder(tmp_path, **{name: content})).key == "empty_file"


# --- thresholds ------------------------------------------------------------------------------------------------------


def test_thresholds_are_read(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(
        "format: 1\nthresholds:\n  - {measure: llm.note.de.claims_f1, over: llm.rules.de.claims_f1, min: 0.1}\n"
        "  - {measure: embedder.fused.all.false_answers, max: 0.2}\n"
    )
    assert CaseFiles().thresholds(file) == (
        Threshold("llm.note.de.claims_f1", low=0.1, over="llm.rules.de.claims_f1"),
        Threshold("embedder.fused.all.false_answers", high=0.2),
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a: [", "eval_thresholds_invalid"),
        ("thresholds: []", "eval_thresholds_invalid"),
        ("format: 2\nthresholds: [{measure: llm.note.all.claims_f1, min: 0}]", "eval_thresholds_invalid"),
        ("format: 1\nthresholds: []", "eval_thresholds_invalid"),
        ("format: 1\nthresholds: [{measure: llm.note.all.claims_f1}]", "eval_thresholds_invalid"),
        ("format: 1\nthresholds: [{measure: llm.note.all.claims_f1, min: viel}]", "eval_thresholds_invalid"),
        ("format: 1\nthresholds: [{measure: llm.note.all.beauty, min: 0}]", "eval_threshold_unknown"),
        ("format: 1\nthresholds: [{measure: llm.note.all.claims_f1, over: x, min: 0}]", "eval_threshold_unknown"),
    ],
)
def test_thresholds_that_cannot_be_checked_are_refused(text: str, key: str, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(text)
    with pytest.raises(InputProblem) as problem:
        CaseFiles().thresholds(tmp_path / "t.yaml")
    assert problem.value.key == key
    with pytest.raises((InputProblem, EnvironmentProblem)):
        CaseFiles().thresholds(tmp_path / "fehlt.yaml")


# --- what ships ------------------------------------------------------------------------------------------------------

SHIPPED = paths.resources() / "acceptance"


def test_the_shipped_cases_are_as_many_as_they_say() -> None:
    found = CaseFiles().cases(SHIPPED)
    languages = Counter(case.conversation.language for case in found.dialogues)
    assert languages == {"de": 30, "en": 15}
    assert len({case.conversation.id for case in found.dialogues}) == 45
    assert len(found.questions) == 72
    assert sum(not question.relevant for question in found.questions) == 22
    assert len(found.pairs) == len({pair.source for pair in found.pairs}) == 120
    topics = {topic for case in found.dialogues for topic in case.gold.sensitive or {}}
    assert topics >= {"bereavement", "health", "debt", "legal", "gdpr", "self_harm"}
    assert {case.gold.handover for case in found.dialogues} == {True, False}


def test_every_shipped_gold_claim_rests_on_its_turns() -> None:
    for case in CaseFiles().cases(SHIPPED).dialogues:
        for gold in case.gold.statements:
            turns = [case.conversation.turn(n).text for n in gold.turns]
            assert turns, (case.conversation.id, gold)
            if gold.section == "facts" and gold.key in ("date", "birth_date", "time", "phone"):
                continue  # the normal form is written otherwise than it was said
            stated, backed = numbers_backed(gold.value or gold.text, turns)
            if gold.section == "facts":
                assert stated == backed, (case.conversation.id, gold)
            words = [overlap(content(text), content(" ".join(turns))) for text in (gold.text, *gold.also)]
            assert gold.section == "facts" or gold.optional or max(words) >= 0.3, (case.conversation.id, gold)


def test_the_shipped_thresholds_name_measures_of_every_role() -> None:
    file = CaseFiles().default_thresholds(SHIPPED)
    assert file is not None
    assert {one.role for one in CaseFiles().thresholds(file)} == {"llm", "embedder", "translator"}
