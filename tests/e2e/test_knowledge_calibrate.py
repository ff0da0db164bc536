"""Thresholds, filters and sources as their users call them, on the demo site's articles and questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lotse import paths
from lotse.bootstrap import open_core
from lotse.cli import program
from lotse.cli.arguments import parse
from lotse.domain import ranking
from tests.e2e.running import DEMO, Ran

AS_OF = ("--as-of", "2026-02-24")


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Ran:
    code = program.run(parse([*map(str, arguments)]), open_core)
    said = capsys.readouterr()
    return Ran(code, said.out, said.err)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Those of the demo site and those that have no answer there."""
    file = tmp_path / "fragen.jsonl"
    texts = [(DEMO / "questions.jsonl").read_text("utf-8")]
    texts.append((paths.resources() / "acceptance" / "queries.jsonl").read_text("utf-8"))
    file.write_text("\n".join(texts), "utf-8")
    return file


@pytest.fixture
def filled(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(capsys, "knowledge", "import", DEMO / "articles.jsonl").code == 0


def _set(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _run(capsys, "knowledge", "thresholds", "--json").document["thresholds"]
    return found


@pytest.mark.usefixtures("filled")
def test_threshold_is_measured_kept_shown_and_taken_back(capsys: pytest.CaptureFixture[str], questions: Path) -> None:
    dry = _run(capsys, "knowledge", "calibrate", questions, "--dry-run", "--json", *AS_OF)
    assert (dry.code, dry.document["kept"], _set(capsys)) == (0, False, [])
    assert dry.document["before"]["threshold"] == ranking.ANSWERABLE

    done = _run(capsys, "knowledge", "calibrate", questions, "--json", *AS_OF).document
    assert done["after"]["expected_false_rate"] <= 0.05
    assert done["after"]["unanswerable"] == 22
    low, high = done["after"]["false_rate_95"]
    assert low <= done["after"]["false_rate"] <= high
    lower = [one for one in done["levels"] if one["threshold"] < done["threshold"]]
    assert all(one["expected_false_rate"] > 0.05 for one in lower)
    (kept,) = _set(capsys)
    assert (kept["pack"], kept["threshold"], kept["in_effect"]) == (None, done["threshold"], True)

    # The product's own search now counts the same.
    answers = _run(capsys, "search", "--queries", questions, "--json", "--limit", 20, *AS_OF).documents
    asked = [json.loads(line) for line in questions.read_text("utf-8").splitlines() if line.strip()]
    false = [one["answerable"] for one, question in zip(answers, asked, strict=True) if not question["relevant"]]
    assert sum(false) == done["after"]["false_answers"]
    for answer in answers:
        assert all(hit["sure"] == (hit["score"] >= done["threshold"]) for hit in answer["hits"])

    page = _run(capsys, "knowledge", "calibrate", questions, "--dry-run", "--lang", "en", *AS_OF).out
    assert "until now, chosen" in page
    assert _run(capsys, "knowledge", "thresholds", "--reset").code == 0
    assert _set(capsys) == []


BAD = (
    ("", "empty_file"),
    ("{", "eval_line_invalid"),
    ('["id"]', "eval_line_invalid"),
    ('{"id": "1", "query": " "}', "eval_question_invalid"),
    ('{"id": "1", "query": "Umzug", "relevant": ["de-umzug"]}', "eval_question_invalid"),
    ('{"id": "1", "query": "Umzug", "relevant": {"de-umzug": "2"}}', "eval_question_invalid"),
    ('{"id": "1", "query": "Umzug", "relevant": {"fehlt": 2}}', "calibration_article_unknown"),
    ('{"id": "1", "query": "Umzug"}', "calibration_too_few"),
)


@pytest.mark.usefixtures("filled")
def test_bad_questions_are_one_sentence_and_change_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "Fragen ü.jsonl"
    for content, key in BAD:
        file.write_text(content, "utf-8")
        ran = _run(capsys, "knowledge", "calibrate", file, "--json")
        assert (ran.code, ran.document["error"]["key"]) == (3, key)
        assert "{" not in ran.document["error"]["message"]
    assert len(_run(capsys, "knowledge", "calibrate", file, "--lang", "en").sentences) == 1
    assert _run(capsys, "knowledge", "calibrate", tmp_path / "fehlt.jsonl").code == 3
    assert _run(capsys, "knowledge", "calibrate", file, "--pack", "fehlt").code == 3
    assert _set(capsys) == []


@pytest.mark.usefixtures("filled")
def test_search_is_kept_to_what_is_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def found(*arguments: object) -> set[str]:
        return {hit["article_id"] for hit in _run(capsys, "search", *arguments, "--json").document["hits"]}

    articles = [
        {"id": "p", "title": "Müllgebühr privat", "body": "Die Müllgebühr im Haus.", "audience": ["Privat"]},
        {"id": "g", "title": "Müllgebühr Gewerbe", "body": "Die Müllgebühr im Laden.", "audience": ["Gewerbe"]},
        {"id": "a", "title": "Müllgebühr alt", "body": "Die Müllgebühr von früher.", "valid_to": "2020-01-01",
         "tags": ["Abfall"]},
    ]  # fmt: skip
    file = tmp_path / "müll.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in articles), "utf-8")
    _run(capsys, "knowledge", "import", file)
    assert {"p", "g"} <= found("Müllgebühr")
    assert "g" not in found("Müllgebühr", "--audience", "privat")
    assert found("Müllgebühr", "--source", "müll.jsonl", "--audience", "privat") == {"p"}
    assert found("Müllgebühr", "--source", file) == {"p", "g"}
    assert found("Müllgebühr", "--tag", "abfall") == set()
    only = _run(capsys, "search", "Müllgebühr", "--tag", "abfall", "--include-outdated", "--json").document
    assert [(hit["article_id"], hit["notes"], hit["valid_to"]) for hit in only["hits"]] == [
        ("a", ["outdated"], "2020-01-01")
    ]
    assert "gilt nicht mehr" in _run(capsys, "search", "Müllgebühr", "--tag", "abfall", "--include-outdated").out
    assert all(hit.startswith("en-") for hit in found("Abschlag", "--article-lang", "en"))
    wrong = _run(capsys, "search", "Müllgebühr", "--audience", "niemand")
    assert (wrong.code, len(wrong.sentences)) == (3, 1)
    assert "Gewerbe" in wrong.err


def test_audience_of_the_site_is_kept_to(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = tmp_path / "wohnung"
    home.mkdir()
    (home / "site.yaml").write_text("audience: Privat\n", "utf-8")
    file = tmp_path / "müll.jsonl"
    lines = [
        {"id": one, "title": f"Müllgebühr {one}", "body": "Text.", "audience": [one]} for one in ("privat", "laden")
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    _run(capsys, "--home", home, "knowledge", "import", file)
    hits = _run(capsys, "--home", home, "search", "Müllgebühr", "--json").document["hits"]
    assert [hit["article_id"] for hit in hits] == ["privat"]
    hits = _run(capsys, "--home", home, "search", "Müllgebühr", "--audience", "laden", "--json").document["hits"]
    assert [hit["article_id"] for hit in hits] == ["laden"]


@pytest.mark.usefixtures("filled")
def test_sources_are_listed_and_given_up(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "Handbuch Süd"
    folder.mkdir()
    (folder / "turm.md").write_text("# Leuchtturm\n\nDer Leuchtturm blinkt nachts.", "utf-8")
    _run(capsys, "knowledge", "import", folder)
    listed = _run(capsys, "knowledge", "sources", "--json").document["sources"]
    assert {(one["source"], one["documents"], one["articles"]) for one in listed} == {
        (str(DEMO / "articles.jsonl"), 1, 50), (str(folder), 1, 1),
    }  # fmt: skip
    assert str(folder) in _run(capsys, "knowledge", "sources").out
    assert _run(capsys, "search", "Leuchtturm blinkt").code == 0
    wrong = _run(capsys, "knowledge", "forget", tmp_path)
    assert (wrong.code, len(wrong.sentences)) == (3, 1)
    gone = _run(capsys, "knowledge", "forget", "handbuch süd", "--json").document
    assert gone == {"source": str(folder), "documents": 1, "articles": 1, "edited": 0}
    assert _run(capsys, "search", "Leuchtturm blinkt").code == 1
    assert (folder / "turm.md").is_file()
    assert _run(capsys, "knowledge", "forget", DEMO / "articles.jsonl").code == 0
    assert _run(capsys, "knowledge", "sources").code == 1
