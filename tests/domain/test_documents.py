"""A document becomes Markdown that is cut where its author ended a thought, and is divided only when it is very long."""

from __future__ import annotations

from datetime import date

import pytest

from lotse.domain.documents import (
    LONG_PART,
    Code,
    Document,
    Heading,
    Item,
    Items,
    Page,
    Paragraph,
    Table,
    day,
    markdown,
    parts,
    plain,
)
from lotse.domain.passages import cut


def test_blocks_read_as_markdown() -> None:
    blocks = (
        Heading(2, "Zähler\ntauschen"),
        Paragraph("Vorab."),
        Items((Item(0, True, "Abdrehen"), Item(1, False, "Strom"), Item(0, True, "Tauschen\nund prüfen"))),
        Table((("Tarif", "Preis"), ("A|B", "12 €"), ("", ""))),
        Code("```\nx\n```"),
    )
    assert markdown(blocks) == (
        "## Zähler tauschen\n\nVorab.\n\n1. Abdrehen\n   - Strom\n2. Tauschen\n   und prüfen\n\n"
        "| Tarif | Preis |\n| --- | --- |\n| A\\|B | 12 € |\n\n````\n```\nx\n```\n````"
    )


def test_running_text_is_never_taken_for_a_heading_or_a_table() -> None:
    body = markdown((Paragraph("# 5 am Kasten drücken"), Paragraph("| oder nicht"), Paragraph("```")))
    assert [passage.heading_path for passage in cut(body)] == [()]


def test_very_long_document_is_divided_under_its_headings() -> None:
    chapter = (Heading(1, "Kapitel"), Heading(2, "Teil"), Page(1), Paragraph("x" * (LONG_PART + 1)))
    document = Document("Handbuch", (*chapter, Page(2), Paragraph("Weiter."), Heading(2, "Neu"), Paragraph("y")))
    first, second = parts(document)
    assert (first.title, second.title) == ("Handbuch (1/2)", "Handbuch (2/2)")
    assert second.blocks[:3] == (Heading(1, "Kapitel"), Heading(2, "Teil"), Page(2))
    assert parts(Document("Kurz", chapter[:2])) == (Document("Kurz", chapter[:2]),)


def test_days_are_read_in_both_writings_and_nothing_else() -> None:
    assert (day("2026-02-03"), day("2026-02-03T00:00:00"), day("3.2.2026"), day(" ")) == (
        date(2026, 2, 3),
        date(2026, 2, 3),
        date(2026, 2, 3),
        None,
    )
    for wrong in ("bald", "2026-13-01", "31.2.2026", "2026"):
        with pytest.raises(ValueError):
            day(wrong)


def test_language_is_told_from_text_not_from_code() -> None:
    assert plain((Code("for i in range"), Page(3), Paragraph("Guten Tag"))) == "Guten Tag"
