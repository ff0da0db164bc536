"""Lists of lines: a title and, below it, what is to be said of it. Shown page by page, for a list lays out every row.

Owns paging and drawing. Must not know what the lines are about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lotse.desktop.drawing import Paragraph, draw_focus, draw_ground, draw_label, item_width, label_size
from lotse.desktop.rows import ROW_ROLE, Index, RowsModel
from lotse.desktop.theme import XS, L, S, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = 200
MOST_LINES = 4


class Line(Protocol):
    """`grave` paints what is said in the colour of a warning, beside the words."""

    @property
    def title(self) -> str: ...
    @property
    def said(self) -> str: ...
    @property
    def grave(self) -> bool: ...


R = TypeVar("R")


class PagedRows(RowsModel[R]):
    """Shows a page, and the next one when its end comes into sight."""

    all: tuple[R, ...] = ()

    def show_all_of(self, rows: Sequence[R], *, afresh: bool) -> None:
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


class LineDelegate(QStyledItemDelegate):
    """Two lines each, elided: all items are equally high."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = label_size("X", self._theme.body).height() + label_size("X", self._theme.small).height()
        return QSize(item_width(option), round(height + XS + 2 * S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW_ROLE)
        theme = self._theme
        inner = _begin(painter, option, theme)
        height = label_size("X", theme.body).height()
        title = QRectF(inner.left(), inner.top(), inner.width(), height)
        draw_label(painter, line.title, theme.body, theme.tokens.color("ink"), title, Qt.AlignmentFlag.AlignLeft)
        said = QRectF(inner.left(), inner.top() + height + XS, inner.width(), inner.height() - height - XS)
        draw_label(painter, line.said, theme.small, _color(line, theme), said, Qt.AlignmentFlag.AlignLeft)
        _end(painter, option, theme)


class WrappedDelegate(QStyledItemDelegate):
    """A title, and whole sentences below it: for lines that are read one by one."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = item_width(option)
        height = label_size("X", self._theme.body).height() + self._said(index.data(ROW_ROLE), width - 2 * L).height
        return QSize(width, round(height + XS + 2 * S))

    def _said(self, line: Line, width: float) -> Paragraph:
        return Paragraph(line.said, self._theme.small, width, max_lines=MOST_LINES)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(ROW_ROLE)
        theme = self._theme
        inner = _begin(painter, option, theme)
        height = label_size("X", theme.body).height()
        title = QRectF(inner.left(), inner.top(), inner.width(), height)
        draw_label(painter, line.title, theme.body, theme.tokens.color("ink"), title, Qt.AlignmentFlag.AlignLeft)
        at = QPointF(inner.left(), inner.top() + height + XS)
        self._said(line, inner.width()).draw(painter, at, _color(line, theme))
        _end(painter, option, theme)


def _begin(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> QRectF:
    """Draw the ground; returns the place inside."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(option.rect)
    state: QStyle.StateFlag = option.state
    if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
        draw_ground(painter, rect.adjusted(S, 0, -S, 0), theme.tokens.color("accent_soft"))
    return rect.adjusted(L, S, -L, -S)


def _end(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_HasFocus:
        draw_focus(painter, QRectF(option.rect).adjusted(S, 1, -S, -1), theme.tokens.color("accent"))
    painter.restore()


def _color(line: Line, theme: Theme) -> QColor:
    return theme.tokens.color("warning" if line.grave else "muted")
