"""What a call means, and what is said of one that cannot be understood."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from lotse.cli.arguments import Options, parse
from lotse.cli.passphrase import read_passphrase
from lotse.domain.errors import EnvironmentProblem, UsageProblem
from lotse.domain.filters import Filters


def test_no_command_means_the_window() -> None:
    assert parse([]) == Options()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "--lang", "en", "--as-of", "2026-02-03", "search", "Abschlag"],
        ["search", "Abschlag", "--json", "--lang", "en", "--as-of", "2026-02-03"],
        ["--json", "search", "--lang", "en", "Abschlag", "--as-of", "2026-02-03"],
    ],
)
def test_common_options_stand_before_or_after_the_command(arguments: list[str]) -> None:
    found = parse(arguments)
    assert (found.command, found.inputs) == ("search", ("Abschlag",))
    assert (found.as_json, found.lang, found.as_of) == (True, "en", date(2026, 2, 3))


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["note"],
        ["translate", "Hallo"],
        ["search", "x", "--limit", "0"],
        ["--as-of", "gestern"],
        ["models", "eat"],
        ["knowledge"],
        ["knowledge", "import"],
        ["knowledge", "forget"],
        ["knowledge", "calibrate"],
        ["knowledge", "calibrate", "q.jsonl", "--most-false", "0.9"],
        ["knowledge", "calibrate", "q.jsonl", "--most-false", "0"],
        ["knowledge", "thresholds", "--set", "1.1"],
        ["knowledge", "thresholds", "--set", "nan"],
        ["knowledge", "thresholds", "--set", "0.5", "--reset"],
        ["search", "x", "--limit", "1001"],
    ],
)
def test_wrong_usage_is_a_problem_with_a_reason(arguments: list[str]) -> None:
    with pytest.raises(UsageProblem) as problem:
        parse(arguments)
    assert problem.value.params["detail"]


def test_search_is_kept_to_what_every_option_names() -> None:
    found = parse(
        ["search", "x", "--tag", "a", "--tag", "b", "--pack", "strom", "--audience", "Privat", "--include-outdated"]
    )
    assert found.knowledge.filters == Filters(
        audiences=("Privat",), tags=("a", "b"), packs=("strom",), outdated_too=True
    )
    assert parse(["search", "x"]).knowledge.filters == Filters()
    # A second call does not see what the first one was given.
    assert parse(["search", "x", "--tag", "c"]).knowledge.tags == ("c",)


def test_a_threshold_may_be_written_with_a_comma() -> None:
    assert parse(["knowledge", "thresholds", "--set", "0,72", "--pack", "strom"]).knowledge.threshold == 0.72
    assert parse(["knowledge", "calibrate", "q.jsonl", "--most-false", "0.02"]).knowledge.most_false == 0.02


def test_language_codes_are_taken_in_any_case_and_nothing_else_is() -> None:
    found = parse(["translate", "--from", "EN", "--to", " de ", "Hello"])
    assert (found.source, found.target) == ("en", "de")
    for wrong in ("", "english", "d3"):
        with pytest.raises(UsageProblem):
            parse(["translate", "--from", wrong, "--to", "de", "Hello"])


def test_passphrase_file_must_be_private(tmp_path: Path) -> None:
    file = tmp_path / "wort"
    file.write_text("Öl im Getriebe\nzweite Zeile\n", "utf-8")
    file.chmod(0o644)
    with pytest.raises(EnvironmentProblem, match="passphrase_file_open"):
        read_passphrase(file)
    file.chmod(0o600)
    assert read_passphrase(file) == "Öl im Getriebe"
    with pytest.raises(EnvironmentProblem, match="passphrase_file_missing"):
        read_passphrase(tmp_path / "fehlt")


def test_passphrase_comes_from_a_descriptor_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"geheim\n")
    os.close(writing)
    monkeypatch.setenv("LOTSE_PASSPHRASE_FD", str(reading))
    assert read_passphrase(None) == "geheim"
    assert read_passphrase(None) is None
