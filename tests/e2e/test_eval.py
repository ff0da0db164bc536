"""`lotse eval` as a site's IT runs it: verdict, report, reasons; interrupted and gone on; a model that does not work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lotse import paths
from tests.e2e import small_models
from tests.e2e.running import PROGRAM, lotse, need
from tests.e2e.test_demo_notes import break_the_model

ACCEPTANCE = paths.resources() / "acceptance"


def some_cases(at: Path, count: int = 4) -> Path:
    """A folder with some conversations and pairs, and no thresholds."""
    at.mkdir()
    for name in ("dialogues.jsonl", "parallel.tsv"):
        lines = (ACCEPTANCE / name).read_text("utf-8").splitlines(keepends=True)
        (at / name).write_text("".join(lines[: count + (name == "parallel.tsv")]), "utf-8")
    return at


def thresholds(at: Path, *rules: str) -> Path:
    file = at / "schwellen.yaml"
    file.write_text("format: 1\nthresholds:\n" + "".join(f"  - {{{rule}}}\n" for rule in rules), "utf-8")
    return file


def test_what_is_wrong_with_the_cases_is_one_sentence_with_file_and_line(tmp_path: Path) -> None:
    cases = some_cases(tmp_path / "fälle")
    with (cases / "dialogues.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"turns": []}\n')
    run = lotse("eval", cases, "--json")
    assert run.code == 3
    assert run.document["error"]["params"] == {"file": "dialogues.jsonl", "line": 5}
    run = lotse("eval", tmp_path / "nirgends")
    assert (run.code, run.out) == (3, "")
    assert len(run.sentences) == 1


def test_a_report_that_could_not_be_written_is_said_before_anything_is_measured(tmp_path: Path) -> None:
    cases = some_cases(tmp_path / "fälle", 1)
    run = lotse("eval", cases, "--html", tmp_path / "kein Ordner" / "bericht.html")
    assert run.code == 4
    assert len(run.sentences) == 1


def test_tiny_models_are_measured_and_a_threshold_decides(home: Path, tmp_path: Path) -> None:
    small_models.install(home)
    cases = some_cases(tmp_path / "fälle", 1)
    asked = ("eval", cases, "--roles", "llm", "--json", "--html", tmp_path / "bericht.html", "--thresholds")
    run = lotse(*asked, thresholds(tmp_path, "measure: llm.note.all.claims_f1, max: 1.0"))
    assert run.code == 0, run.err
    found = run.document
    assert found["verdict"] == "passed"
    assert found["roles"]["llm"]["models"][0]["id"] == "klein-lm"
    assert found["roles"]["llm"]["measured"] == 1
    assert found["machine"]["cores"]
    assert "klein-lm" in (tmp_path / "bericht.html").read_text("utf-8")
    assert not (home / "knowledge.db").exists()
    run = lotse(*asked, thresholds(tmp_path, "measure: llm.note.all.claims_f1, min: 1.1"))
    assert (run.code, run.document["verdict"]) == (1, "failed")


def test_a_broken_model_is_not_evaluated_behind_its_fallback(home: Path, tmp_path: Path) -> None:
    break_the_model(home, b"GGUF" + bytes(range(256)) * 40)
    run = lotse("eval", some_cases(tmp_path / "fälle", 1), "--roles", "llm", "--json")
    assert run.code == 5
    role = run.document["roles"]["llm"]
    assert (role["evaluated"], role["models"][0]["id"]) == (False, "kaputt")
    assert role["reason"]["message"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_an_interrupted_run_leaves_quietly_and_goes_on(home: Path, tmp_path: Path) -> None:
    small_models.install(home)
    cases = some_cases(tmp_path / "fälle")
    command = [*PROGRAM, "eval", str(cases), "--roles", "llm", "--json"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ), encoding="utf-8"
    )
    assert process.stderr is not None
    for line in process.stderr:
        if ": 2 von 4" in line:
            process.send_signal(signal.SIGINT)
            break
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    run = lotse(*command[len(PROGRAM) :], "--resume")
    assert run.code == 0, run.err
    assert run.document["roles"]["llm"]["resumed"] >= 2
    assert run.document["roles"]["llm"]["measured"] == 4


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_starter_models_are_measured_on_the_shipped_cases(home: Path) -> None:
    for role in ("llm", "embedder", "translator"):
        need(role)
    run = lotse("eval", "--limit", 9, "--json", "--html", home.parent / "bericht.html", timeout_s=900)
    assert run.code in (0, 1), run.err
    found = run.document
    assert {role for role, part in found["roles"].items() if part["evaluated"]} == {"llm", "embedder", "translator"}
    assert found["limit"] == 9
    assert all(one["met"] is not None for one in found["thresholds"])
    kept = "".join(file.read_text("utf-8") for file in (home / "eval").iterdir())
    said = json.loads((ACCEPTANCE / "dialogues.jsonl").read_text("utf-8").splitlines()[0])
    assert all(turn["text"] not in kept for turn in said["turns"])
