"""What was imported is told by the places people named, each document once."""

from __future__ import annotations

from datetime import date

import pytest

from lotse.domain.errors import InputProblem
from lotse.domain.sources import ImportedDocument, ImportedSource, lies_in, named, put_together

JAN, FEB = date(2026, 1, 1), date(2026, 2, 1)


def test_documents_are_put_together_under_what_was_named() -> None:
    found = put_together(
        [
            ImportedDocument("/w/a/1.md", "/w/a", 1, JAN),
            ImportedDocument("/w/a/b/2.md", "/w/a", 3, FEB),
            ImportedDocument("/w/c.zip!/3.md", "/w/c.zip", 1, JAN),
            ImportedDocument("/w/ab/4.md", "/w/ab/4.md", 1, None),
        ]
    )
    assert found == (
        ImportedSource("/w/a", 2, 4, FEB),
        ImportedSource("/w/ab/4.md", 1, 1, None),
        ImportedSource("/w/c.zip", 1, 1, JAN),
    )


def test_a_place_in_another_is_part_of_it() -> None:
    documents = [
        ImportedDocument("/w/a/1.md", "/w/a/1.md", 1, JAN),
        ImportedDocument("/w/a/b/2.md", "/w/a/b", 1, FEB),
        ImportedDocument("/w/3.md", "/w", 1, JAN),
    ]
    assert put_together(documents) == (ImportedSource("/w", 3, 3, FEB),)
    assert sum(one.documents for one in put_together(documents[:2])) == 2


@pytest.mark.parametrize(
    ("key", "place"),
    [("/w/a/1.md", "/w/a"), ("/w/c.zip!/x/3.md", "/w/c.zip"), (r"C:\w\ü 1.md", r"C:\w"), (r"C:\w\c.zip!/3.md", r"C:\w\c.zip")],
)  # fmt: skip
def test_of_an_older_import_the_folder_or_archive_is_told(key: str, place: str) -> None:
    assert put_together([ImportedDocument(key, "", 1, None)]) == (ImportedSource(place, 1, 1, None),)


def test_a_name_that_only_begins_alike_is_another_place() -> None:
    assert lies_in("/w/a", "/w/a")
    assert lies_in("/w/a/1.md", "/w/a/")
    assert lies_in("/x", "/")
    assert not lies_in("/w/ab", "/w/a")
    assert not lies_in("/w/a.zip", "/w/a")
    assert lies_in(r"\\server\w\1.md", r"\\server\w")


def test_a_source_is_named_by_path_from_here_or_by_its_last_part() -> None:
    sources = put_together(
        [
            ImportedDocument("/w/Handbuch/1.md", "/w/Handbuch", 1, JAN),
            ImportedDocument("/v/faq.zip!/1.md", "/v/faq.zip", 1, JAN),
            ImportedDocument("/w/faq.zip!/1.md", "/w/faq.zip", 1, JAN),
        ]
    )
    assert named("/w/Handbuch/1.md", "", sources) == "/w/Handbuch/1.md"
    assert named("faq.zip", "/v/faq.zip", sources) == "/v/faq.zip"
    assert named("handbuch", "/elsewhere/handbuch", sources) == "/w/Handbuch"
    assert named("fehlt", "/elsewhere/fehlt", sources) == "fehlt"
    # What lies around sources is none of them, and nothing typed is no place.
    assert named("..", "/w", sources) == ".."
    assert named("", "/w/Handbuch", sources) == ""
    with pytest.raises(InputProblem, match="source_ambiguous"):
        named("faq.zip", "/elsewhere/faq.zip", sources)
