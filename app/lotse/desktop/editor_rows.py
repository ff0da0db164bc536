"""The lines of the editor's list: an article, a draft, a finding or a wanted question, each with its one action.

Owns rows, paging and drawing. Must not look anything up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lotse.desktop import words
from lotse.desktop.drawing import draw_focus, draw_ground, draw_label, item_width, label_size
from lotse.desktop.rows import ROW_ROLE, Index, RowsModel
from lotse.desktop.theme import XS, L, S, Theme
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
PAGE = 200
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
    return EditorRow(f"article:{row.id}", row.title, " · ".join(parts), bool(findings), row)


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


class EditorRowsModel(RowsModel[EditorRow]):
    """Shows a page, and the next one when its end comes into sight: a list lays out every row it has."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, lambda row: row.title, heard, parent)
        self.all: tuple[EditorRow, ...] = ()

    def show_all_of(self, rows: Sequence[EditorRow], *, afresh: bool) -> None:
        """List `rows`; `afresh` begins at their first page, otherwise what is laid out stays laid out."""
        self.all = tuple(rows)
        if afresh:
            self.exchange(())
        self.exchange(self.all[: max(PAGE, len(self.rows))])

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self.rows) < len(self.all)

    def fetchMore(self, parent: Index) -> None:
        start, end = len(self.rows), min(len(self.all), len(self.rows) + PAGE)
        if not parent.isValid() and end > start:
            self.beginInsertRows(QModelIndex(), start, end - 1)
            self.rows.extend(self.all[start:end])
            self.endInsertRows()


class EditorDelegate(QStyledItemDelegate):
    """Draws a title and, below it, why it is listed. All lines are equally high."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = label_size("X", self._theme.body).height() + label_size("X", self._theme.small).height()
        return QSize(item_width(option), round(height + XS + 2 * S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: EditorRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        theme, tokens = self._theme, self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = rect.adjusted(S, 0, -S, 0)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            draw_ground(painter, frame, tokens.color("accent_soft"))
        inner = rect.adjusted(L, S, -L, -S)
        line = label_size("X", theme.body).height()
        title = QRectF(inner.left(), inner.top(), inner.width(), line)
        draw_label(painter, row.title, theme.body, tokens.color("ink"), title, Qt.AlignmentFlag.AlignLeft)
        said = QRectF(inner.left(), inner.top() + line + XS, inner.width(), inner.height() - line - XS)
        color = tokens.color("warning" if row.grave else "muted")
        draw_label(painter, row.said, theme.small, color, said, Qt.AlignmentFlag.AlignLeft)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, frame.adjusted(0, 1, 0, -1), tokens.color("accent"))
        painter.restore()
