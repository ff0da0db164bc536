"""Articles come from JSON Lines, Markdown and text; a bad file is refused whole."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from lotse.domain.errors import InputProblem
from lotse.files.articles import files_below, read_articles


def test_published_form_is_read_with_validity(tmp_path: Path) -> None:
    file = tmp_path / "wissen.jsonl"
    entry = {"id": "a", "lang": "de", "title": "Abschlag", "body": "## Fristen\nFünf Tage.", "valid_to": "2026-03-31"}
    file.write_text(f"{json.dumps(entry)}\n\n{json.dumps({'title': 'B', 'body': 'Text'})}\n", "utf-8")
    first, second = read_articles(file).articles
    assert (first.id, first.valid_to) == ("a", date(2026, 3, 31))
    assert second.id
    assert read_articles(file).articles[1].id == second.id


def test_markdown_takes_its_title_from_the_first_heading(tmp_path: Path) -> None:
    file = tmp_path / "umzug.md"
    file.write_text("# Umzug melden\n\nBitte melden Sie den Umzug.\n", "utf-8")
    assert [(a.title, a.body) for a in read_articles(file).articles] == [
        ("Umzug melden", "Bitte melden Sie den Umzug.")
    ]


def test_folders_are_walked_without_following_links(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.md").write_text("# X\n\nY", "utf-8")
    (tmp_path / "b" / "bild.png").write_bytes(b"x")
    (tmp_path / "b" / "link.md").symlink_to(tmp_path / "b" / "x.md")
    assert [file.name for file in files_below([tmp_path])] == ["x.md"]


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("a.jsonl", '{"title": "x"}', "article_invalid"),
        ("a.jsonl", '{"title": "x", "body": "y", "valid_from": "bald"}', "article_invalid"),
        ("a.jsonl", '{"title": "x", "body": "y"}\n{"tit', "json_invalid"),
        ("a.md", "   ", "empty_file"),
        ("a.xyz", "text", "unknown_format"),
    ],
)
def test_bad_file_is_refused_whole(tmp_path: Path, name: str, text: str, key: str) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(InputProblem) as problem:
        read_articles(file)
    assert problem.value.key == key


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="file_not_found"):
        read_articles(tmp_path / "fehlt.pdf")
