"""Drawing text in list items: wrapped paragraphs with marked spans, number chips, quiet labels.

Owns nothing but the drawing; what is drawn comes from the list models, colours and fonts from the theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from lotse.desktop.theme import FOCUS_WIDTH, RADIUS, XS, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_GAP = 3.0
MIN_CHIP = 18.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text (in characters) and how it looks."""

    start: int
    end: int
    format: QTextCharFormat


class Paragraph:
    """A text wrapped to a width, ready to be measured and drawn."""

    def __init__(
        self, text: str, font: QFont, width: float, marks: Sequence[Mark] = (), *, max_lines: int | None = None
    ) -> None:
        # Line ends of the text are line separators to a single text layout.
        self._layout = QTextLayout(text.replace("\r\n", "\n").replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        if marks:
            self._layout.setFormats([_range(mark, text) for mark in marks if mark.end > mark.start])
        self.height = 0.0
        rest = self._wrap(width, max_lines)
        if rest:
            shown = self._layout.text()
            self._layout.setText(shown[: len(shown) - rest - 2].rstrip() + " …")
            self._wrap(width, max_lines)

    def _wrap(self, width: float, max_lines: int | None) -> int:
        """Break into lines; returns how many characters had no place."""
        self.height = 0.0
        shown = 0
        self._layout.beginLayout()
        while max_lines is None or self._layout.lineCount() < max_lines:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, width))
            if self.height:
                self.height += LINE_GAP
            line.setPosition(QPointF(0, self.height))
            self.height += line.height()
            shown = line.textStart() + line.textLength()
        self._layout.endLayout()
        return max(0, utf16(self._layout.text(), len(self._layout.text())) - shown)

    @property
    def text(self) -> str:
        """What is shown of it."""
        return self._layout.text()

    def draw(self, painter: QPainter, at: QPointF, color: QColor) -> None:
        painter.setPen(color)
        self._layout.draw(painter, at)


def _range(mark: Mark, text: str) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = utf16(text, mark.start)
    made.length = utf16(text, mark.end) - made.start
    made.format = mark.format
    return made


def utf16(text: str, index: int) -> int:
    """Qt counts UTF-16 units, Python characters: where `index` lies for Qt."""
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def evidence_format(theme: Theme, ground: str = "paper") -> QTextCharFormat:
    """How a span that a claim rests on stands out: by ground and underline, not by colour alone."""
    made = QTextCharFormat()
    made.setBackground(theme.tokens.color(ground))
    made.setForeground(theme.tokens.color("accent_strong"))
    # Not by weight: bold letters are wider, and the item was measured without.
    made.setFontUnderline(True)
    return made


def label_size(text: str, font: QFont) -> QSizeF:
    metrics = QFontMetricsF(font)
    return QSizeF(metrics.horizontalAdvance(text), metrics.height())


def draw_label(painter: QPainter, text: str, font: QFont, color: QColor, rect: QRectF, align: Qt.AlignmentFlag) -> None:
    """One line, elided at its end when the place is too narrow."""
    painter.setFont(font)
    painter.setPen(color)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


def chip_height(font: QFont) -> float:
    return max(MIN_CHIP, round(QFontMetricsF(font).height()))


def chip_width(text: str, font: QFont) -> float:
    return max(chip_height(font), QFontMetricsF(font).horizontalAdvance(text) + 2 * XS + 2)


def draw_chip(painter: QPainter, theme: Theme, text: str, at: QPointF, *, lit: bool, tone: str = "accent") -> float:
    """A turn's number, or a state as a word, in a small frame; returns its width."""
    width = chip_width(text, theme.small)
    height = chip_height(theme.small)
    frame = QRectF(at.x() + 0.5, at.y() + 0.5, width - 1, height - 1)
    tokens = theme.tokens
    painter.setPen(QPen(tokens.color(tone), 1))
    painter.setBrush(tokens.color(tone) if lit else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, height / 2, height / 2)
    painter.setFont(theme.small)
    painter.setPen(tokens.color("on_accent" if lit else tone))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    return width


def draw_ground(painter: QPainter, rect: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)


def draw_focus(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """The ring around the item that has the focus."""
    half = FOCUS_WIDTH / 2
    painter.setPen(QPen(color, FOCUS_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), RADIUS, RADIUS)


def item_width(option: QStyleOptionViewItem) -> int:
    """Width of an item that fills its list: the option of a size hint carries the whole widget, scroll bar included."""
    widget = option.widget
    if isinstance(widget, QAbstractItemView):
        return widget.viewport().width()
    width: int = option.rect.width()
    return width
