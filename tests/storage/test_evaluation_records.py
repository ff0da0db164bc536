"""What an evaluation measured is there after it was cut off, and is not taken for another run's."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotse.domain.errors import EnvironmentProblem
from lotse.storage.evaluation_records import RecordFiles


def test_records_of_the_same_run_are_found_again(tmp_path: Path) -> None:
    files = RecordFiles(tmp_path / "heim" / "eval")
    assert files.known("llm", "k") == {}
    files.begin("llm", "k", {})
    files.add("llm", "1", {"ms": 1.5, "sections": {"facts": [1, 1, 1]}})
    assert RecordFiles(tmp_path / "heim" / "eval").known("llm", "k") == {
        "1": {"ms": 1.5, "sections": {"facts": [1, 1, 1]}}
    }
    assert files.known("llm", "another") == {}
    assert files.known("embedder", "k") == {}


def test_a_run_that_begins_anew_forgets_the_one_before(tmp_path: Path) -> None:
    files = RecordFiles(tmp_path)
    files.begin("llm", "k", {})
    files.add("llm", "1", {"ms": 1})
    files.begin("llm", "k", {"2": {"ms": 2}})
    assert files.known("llm", "k") == {"2": {"ms": 2}}


@pytest.mark.parametrize("tail", ['{"case": "2", "rec', "nonsense", '["list"]', '{"case": "2"}'])
def test_a_line_that_was_cut_off_is_left_out(tail: str, tmp_path: Path) -> None:
    files = RecordFiles(tmp_path)
    files.begin("llm", "k", {})
    files.add("llm", "1", {"ms": 1})
    with (tmp_path / "llm.jsonl").open("a") as file:
        file.write(tail)
    assert files.known("llm", "k") == {"1": {"ms": 1}}


def test_a_file_that_is_none_of_ours_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "llm.jsonl").write_bytes(b"\xff\xfe\x00")
    files = RecordFiles(tmp_path)
    assert files.known("llm", "k") == {}
    files.begin("llm", "k", {})
    assert files.known("llm", "k") == {}


def test_a_place_that_cannot_be_written_is_a_problem_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "eval").write_text("a file")
    with pytest.raises(EnvironmentProblem):
        RecordFiles(tmp_path / "eval").begin("llm", "k", {})
