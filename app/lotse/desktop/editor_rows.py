"""The lines of the editor's list: an article, a draft, a finding or a wanted question, each with its one action.

Owns the words of a line. Must not look anything up, nor draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QObject

from lotse.desktop import words
from lotse.desktop.lines import PagedRows
from lotse.domain.contradictions import from_difference
from lotse.domain.errors import Message
from lotse.domain.findings import FINDING_KINDS, FindingKind
from lotse.wording import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lotse.domain.findings import Finding, Wanted
    from lotse.services.editing_port import ArticleRow

Filter = Literal["all", "draft", "wanted"] | FindingKind | Literal["merged"]
FILTERS: tuple[Filter, ...] = ("all", "draft", "wanted", *FINDING_KINDS, "merged")
OF_TWO: frozenset[FindingKind] = frozenset({"contradiction", "near_duplicate"})
MOST_SAID = 160


def filter_name(name: Filter) -> str:
    match name:
        case "all":
            return QCoreApplication.translate("Editor", "All articles")
        case "draft":
            return QCoreApplication.translate("Editor", "Drafts")
        case "wanted":
            return QCoreApplication.translate("Editor", "Searched, not found")
        case "contradiction":
            return QCoreApplication.translate("Editor", "Contradictions")
        case "outdated":
            return QCoreApplication.translate("Editor", "Outdated")
        case "feedback":
            return QCoreApplication.translate("Editor", "Reported by agents")
        case "broken_reference":
            return QCoreApplication.translate("Editor", "Broken references")
        case "near_duplicate":
            return QCoreApplication.translate("Editor", "Near-duplicates")
        case "hard_to_read":
            return QCoreApplication.translate("Editor", "Hard to read")
        case "never_found":
            return QCoreApplication.translate("Editor", "Never found")
        case "merged":
            return QCoreApplication.translate("Editor", "Merged")


def action_name(row: EditorRow) -> str:
    """The one thing to do about a row."""
    if row.wanted is not None:
        return QCoreApplication.translate("Editor", "Write the article")
    if row.article is not None and row.article.state == "merged":
        return QCoreApplication.translate("Editor", "Bring back")
    if row.of_two:
        return QCoreApplication.translate("Editor", "Open side by side")
    match row.finding.kind if row.finding is not None else "":
        case "outdated":
            return QCoreApplication.translate("Editor", "Change the validity")
        case "broken_reference" | "hard_to_read":
            return QCoreApplication.translate("Editor", "Go there")
        case "never_found":
            return QCoreApplication.translate("Editor", "Check title and tags")
        case _:
            return QCoreApplication.translate("Editor", "Open")


@dataclass(frozen=True, slots=True)
class EditorRow:
    """One line. `said` is why it is listed; `grave` paints it in the colour of a warning, beside the words."""

    key: str
    title: str
    said: str
    grave: bool = False
    article: ArticleRow | None = None
    finding: Finding | None = None
    wanted: Wanted | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def of_two(self) -> bool:
        """Whether it is about two articles that are looked at side by side."""
        finding = self.finding
        return finding is not None and finding.other_id is not None and finding.kind in OF_TWO


def article_row(row: ArticleRow, findings: Sequence[Finding], unsaved: bool) -> EditorRow:
    """An article with the gravest of what was found about it."""
    parts = [QCoreApplication.translate("Editor", "unsaved")] if unsaved else []
    if row.state == "draft":
        parts.append(_word("finding_draft"))
    elif row.state == "merged":
        parts.append(_word("finding_merged"))
    if findings:
        parts.append(finding_text(findings[0]))
        if len(findings) > 1:
            parts.append(QCoreApplication.translate("Editor", "and {0} more").format(len(findings) - 1))
    if not parts:
        parts = [part for part in (words.language(row.lang), ", ".join(row.tags), validity(row)) if part]
    return EditorRow(f"article:{row.id}", row.title, " · ".join(parts), bool(findings), row, findings=tuple(findings))


def finding_row(finding: Finding, row: ArticleRow | None, other: ArticleRow | None) -> EditorRow:
    title = row.title if row is not None else finding.article_id
    if other is not None:
        title = f"{title} ↔ {other.title}"
    return EditorRow(f"finding:{finding.key}", title, finding_text(finding), True, row, finding)


def wanted_row(wanted: Wanted) -> EditorRow:
    said = _word("finding_wanted", count=wanted.count)
    if wanted.others:
        said += " · " + ", ".join(wanted.others[:3])
    return EditorRow(f"wanted:{wanted.question}", wanted.question, said, True, wanted=wanted)


def finding_text(finding: Finding) -> str:
    """What was found, as a sentence."""
    key = f"finding_{finding.kind}" + (f"_{finding.reason}" if finding.reason else "")
    here = finding.here
    if finding.kind == "outdated":
        from datetime import date

        here = words.full_date(date.fromisoformat(here))
    there = finding.there
    if finding.kind == "contradiction":
        here, there = from_difference(here, there), from_difference(there, here)
    return _word(key, here=_short(here), there=_short(there), count=finding.count)


def facts(row: EditorRow) -> list[tuple[str, str]]:
    """What is known about a line, for the page beside the list."""
    translate = QCoreApplication.translate
    known: list[tuple[str, str]] = []
    if row.wanted is not None:
        known.append((translate("Editor", "Searched, not found"), _word("finding_wanted", count=row.wanted.count)))
        known.append((translate("Editor", "Also asked as"), "\n".join(row.wanted.others)))
        known.append((translate("Editor", "Last time"), words.full_date(row.wanted.newest)))
        return known
    found = row.findings if row.finding is None else (row.finding,)
    known.append((translate("Editor", "What was found"), "\n".join(finding_text(one) for one in found)))
    if row.finding is not None and row.of_two:
        known.append((translate("Editor", "Here"), row.finding.here))
        known.append((translate("Editor", "In the other article"), row.finding.there))
    article = row.article
    if article is not None:
        known.append((translate("Editor", "State"), _state(article)))
        known.append((translate("Editor", "Language"), words.language(article.lang)))
        known.append((translate("Editor", "Validity"), validity(article)))
        known.append((translate("Editor", "Tags"), ", ".join(article.tags)))
        known.append((translate("Editor", "Source"), article.source))
    return known


def _state(row: ArticleRow) -> str:
    if row.state == "published":
        return ""
    return _word("finding_draft" if row.state == "draft" else "finding_merged")


def validity(row: ArticleRow) -> str:
    parts = []
    if row.valid_from is not None:
        parts.append(QCoreApplication.translate("Cards", "valid since {0}").format(words.full_date(row.valid_from)))
    if row.valid_to is not None:
        parts.append(QCoreApplication.translate("Cards", "valid until {0}").format(words.full_date(row.valid_to)))
    return " · ".join(parts)


def _word(key: str, **params: str | int | float | None) -> str:
    return word(Message(key, params), words.language_code())


def _short(text: str) -> str:
    return text if len(text) <= MOST_SAID else text[: MOST_SAID - 1].rstrip() + "…"


def heard(row: EditorRow) -> str:
    return ". ".join(part for part in (row.title, row.said, action_name(row)) if part)


class EditorRowsModel(PagedRows[EditorRow]):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, lambda row: row.title, heard, parent)
