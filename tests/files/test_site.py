"""A site says in `site.yaml` who works there; a file that is not what it should be is said, not guessed at."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotse.domain.errors import InputProblem
from lotse.files.site import read_site


@pytest.mark.parametrize(
    ("written", "audience"),
    [
        ("audience: Privatkunden", ("Privatkunden",)),
        ("audience: [Privatkunden, ' Gewerbe ']", ("Privatkunden", "Gewerbe")),
        ("audience: []", ()),
        ("audience:", ()),
        ("languages: {agent: de}", ()),
    ],
)
def test_audience_is_a_name_or_a_list_of_names(tmp_path: Path, written: str, audience: tuple[str, ...]) -> None:
    (tmp_path / "site.yaml").write_text(written + "\n", "utf-8")
    assert read_site(tmp_path).audience == audience


@pytest.mark.parametrize(
    "written", ["audience: 7", "audience: ''", "audience: [a, [b]]", "audience: {a: b}", "audience: [1]"]
)
def test_an_audience_that_is_none_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "site.yaml").write_text(written + "\n", "utf-8")
    with pytest.raises(InputProblem, match="site_unreadable"):
        read_site(tmp_path)


def test_without_a_file_everybody_works_there(tmp_path: Path) -> None:
    assert read_site(tmp_path).audience == ()
