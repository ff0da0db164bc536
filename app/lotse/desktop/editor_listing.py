"""Which lines the editor's list has: of the articles and of what was found about them, those of a filter and its words.

Owns the choice. Must not look anything up, nor draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotse.desktop.editor_rows import EditorRow, Filter, article_row, finding_row, wanted_row

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lotse.domain.findings import Finding
    from lotse.domain.knowledge import ArticleId
    from lotse.services.editing_port import ArticleRow
    from lotse.services.knowledge_check import CheckResult


def count(name: Filter, rows: Sequence[ArticleRow], checked: CheckResult | None) -> int:
    """How many lines a filter has."""
    if name in ("all", "draft", "merged"):
        return len([row for row in rows if name == "all" or row.state == name])
    if checked is None:
        return 0
    if name == "wanted":
        return len(checked.wanted)
    return sum(1 for finding in checked.findings if finding.kind == name)


def listed(
    name: Filter,
    query: str,
    rows: Sequence[ArticleRow],
    checked: CheckResult | None,
    unsaved: Collection[ArticleId],
) -> list[EditorRow]:
    """The lines of a filter that hold every word of `query`; `unsaved` are articles with something typed into them."""
    wanted = query.casefold().split()
    lines = _lines(name, rows, checked, unsaved)
    return [line for line in lines if all(part in _searched(line) for part in wanted)]


def _lines(
    name: Filter, rows: Sequence[ArticleRow], checked: CheckResult | None, unsaved: Collection[ArticleId]
) -> list[EditorRow]:
    findings = checked.findings if checked is not None else ()
    if name in ("all", "draft", "merged"):
        about = _about(findings)
        return [
            article_row(row, about.get(row.id, []), row.unsaved or row.id in unsaved)
            for row in rows
            if name == "all" or row.state == name
        ]
    if name == "wanted":
        return [wanted_row(one) for one in (checked.wanted if checked is not None else ())]
    by_id = {row.id: row for row in rows}
    return [
        finding_row(one, by_id.get(one.article_id), by_id.get(one.other_id) if one.other_id is not None else None)
        for one in findings
        if one.kind == name
    ]


def _about(findings: Sequence[Finding]) -> dict[ArticleId, list[Finding]]:
    about: dict[ArticleId, list[Finding]] = {}
    for finding in findings:
        for concerned in (finding.article_id, finding.other_id):
            # That something was never found is no fault: it is said under its own filter only.
            if concerned is not None and finding.kind != "never_found":
                about.setdefault(concerned, []).append(finding)
    return about


def _searched(row: EditorRow) -> str:
    tags = " ".join(row.article.tags) if row.article is not None else ""
    return f"{row.title} {row.said} {tags}".casefold()
