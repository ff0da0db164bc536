"""Shipped articles are JSON Lines, refused whole when something is wrong; files of knowledge are found by name."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from lotse.domain.errors import InputProblem
from lotse.files.articles import read_articles
from lotse.files.articles_found import files_below


def test_published_form_is_read_with_validity(tmp_path: Path) -> None:
    file = tmp_path / "wissen.jsonl"
    entry = {"id": "a", "lang": "de", "title": "Abschlag", "body": "## Fristen\nFünf Tage.", "valid_to": "2026-03-31"}
    file.write_text(f"{json.dumps(entry)}\n\n{json.dumps({'title': 'B', 'body': 'Text'})}\n", "utf-8")
    first, second = read_articles(file).articles
    assert (first.id, first.valid_to) == ("a", date(2026, 3, 31))
    assert second.id
    assert read_articles(file).articles[1].id == second.id


def test_folders_are_walked_without_following_links(tmp_path: Path) -> None:
    (tmp_path / "b Müßig" / "c").mkdir(parents=True)
    (tmp_path / "b Müßig" / "x.md").write_text("# X\n\nY", "utf-8")
    (tmp_path / "b Müßig" / "c" / "faq.jsonl.gz").write_bytes(b"x")
    (tmp_path / "b Müßig" / "bild.png").write_bytes(b"x")
    (tmp_path / "b Müßig" / ".versteckt.md").write_bytes(b"x")
    (tmp_path / "b Müßig" / "link.md").symlink_to(tmp_path / "b Müßig" / "x.md")
    (tmp_path / "b Müßig" / "zurück").symlink_to(tmp_path, target_is_directory=True)
    found = files_below([tmp_path, tmp_path / "b Müßig" / "x.md", tmp_path / "fehlt"])
    assert [file.path.name for file in found.files] == ["x.md", "faq.jsonl.gz"]
    assert found.folders == (tmp_path,)
    assert {path.name: reason.key for path, reason in found.skipped} == {
        "bild.png": "unknown_format",
        "link.md": "link_not_followed",
        "zurück": "link_not_followed",
    }
    assert [(path.name, reason.key) for path, reason in found.missing] == [("fehlt", "file_not_found")]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_a_name_that_is_no_text_is_one_line_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "gut.md").write_text("# Gut\n\nText", "utf-8")
    strange = tmp_path / os.fsdecode(b"gr\xf6\xdfe.md")
    strange.write_text("# Größe", "utf-8")
    below = tmp_path / os.fsdecode(b"\xff")
    below.mkdir()
    (below / "innen.md").write_text("# Innen", "utf-8")
    found = files_below([tmp_path, strange])
    assert [file.path.name for file in found.files] == ["gut.md"]
    assert [(path.name, reason.key) for path, reason in found.missing] == [
        ("gr??e.md", "file_name_unreadable"), ("?", "file_name_unreadable"), ("gr??e.md", "file_name_unreadable"),
    ]  # fmt: skip
    assert all(str(reason.params["file"]).isprintable() for _, reason in found.missing)


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("a.jsonl", '{"title": "x"}', "article_invalid"),
        ("a.jsonl", '{"title": "x", "body": "y", "valid_from": "bald"}', "article_invalid"),
        ("a.jsonl", '{"title": "x", "body": "y"}\n{"tit', "json_invalid"),
        ("a.jsonl", "   ", "empty_file"),
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
