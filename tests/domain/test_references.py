"""Links inside the knowledge lead somewhere; the web is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.references import Targets, broken, links

TODAY = date(2026, 2, 3)
TARGETS = Targets(
    (
        (ArticleId("umzug"), "Umzug melden", "ordner/umzug.md", None),
        (ArticleId("alt"), "Alter Tarif", "alt.md", date(2025, 12, 31)),
    ),
    merged=(ArticleId("doppelt"),),
)


def reasons(body: str) -> list[tuple[str, str]]:
    article = Article(ArticleId("a"), "A", body)
    return [(one.reason, one.target) for one in broken(article, TARGETS, TODAY)]


@pytest.mark.parametrize(
    "body",
    [
        "[a](umzug.md) [b](../umzug.md#wann) [c](article:umzug) [[Umzug melden]] [[umzug]]",
        "# Wann geht das?\n\n[oben](#wann-geht-das)",
        'Sprung <a id="ziel"></a> [hin](#ziel)',
        "[web](https://example.org/x.md) [mail](mailto:a@example.org) [//x](//example.org/x.md) ![Bild](bild.png)",
        "`[kein Link](weg.md)`\n\n```\n[auch nicht](weg.md)\n```",
        "[Datei](preise.xlsx) [kein Ziel]()",
    ],
)
def test_what_leads_somewhere_or_out_is_not_told(body: str) -> None:
    assert reasons(body) == []


@pytest.mark.parametrize(
    ("body", "reason", "target"),
    [
        ("[a](weg.md)", "no_article", "weg.md"),
        ("[[Gibt es nicht]]", "no_article", "article:Gibt es nicht"),
        ("# Eins\n\n[a](#zwei)", "no_heading", "#zwei"),
        ("[a](alt.md)", "outdated_article", "alt.md"),
        ("[a](article:doppelt)", "merged_article", "article:doppelt"),
    ],
)
def test_what_leads_nowhere_is_told_with_its_reason(body: str, reason: str, target: str) -> None:
    assert reasons(body) == [(reason, target)]


def test_a_link_is_told_once_and_costs_its_length() -> None:
    assert len(reasons("[a](weg.md) " * 50)) == 1
    assert links("[" * 20_000 + "](" * 20_000) == ()


def test_an_outdated_article_may_refer_to_another_outdated_one() -> None:
    article = Article(ArticleId("a"), "A", "[a](alt.md)", valid_to=date(2025, 1, 1))
    assert broken(article, TARGETS, TODAY) == ()
