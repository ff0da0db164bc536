"""Knowledge cards as a list: what, the passage with the matching words marked, where from.

Owns rows, model and drawing. Must not search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lotse.desktop import words
from lotse.desktop.drawing import Mark, Paragraph, draw_focus, draw_ground, draw_label, item_width, label_size
from lotse.desktop.rows import ROW_ROLE, Index, RowsModel
from lotse.desktop.theme import RADIUS, XS, L, M, S, Theme

if TYPE_CHECKING:
    from lotse.domain.cards import Card
    from lotse.domain.knowledge import Conflict, Hit

MAX_OPEN = 3
EXCERPT = 220
MAX_LINES = 4
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card or search result."""

    id: str
    kind: str
    title: str
    excerpt: str
    span: tuple[int, int]
    source: str
    hit: Hit | None = None
    card: Card | None = None


def row_of_card(card: Card) -> CardRow:
    if card.hit is not None:
        made = row_of_hit(card.hit)
        return CardRow(
            card.id,
            made.kind if card.kind == "knowledge" else card.kind,
            card.title or made.title,
            made.excerpt,
            made.span,
            made.source,
            card.hit,
            card,
        )
    return CardRow(card.id, card.kind, card.title, card.body, (0, 0), card.why, None, card)


def row_of_hit(hit: Hit) -> CardRow:
    excerpt, span = excerpt_of(hit.passage, hit.span)
    kind = "warning" if hit.conflicts else "knowledge"
    return CardRow(f"hit:{hit.passage_id}", kind, hit.title, excerpt, span, source_of(hit), hit)


def excerpt_of(passage: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """The part of a passage around its span, on one line, with the span's new place."""
    start = max(0, span[0] - EXCERPT // 3)
    if start > 0:
        start = passage.find(" ", start, span[0]) + 1 or start
    end = min(len(passage), max(span[1], start + EXCERPT))
    before, marked, after = passage[start : span[0]], passage[span[0] : span[1]], passage[span[1] : end]
    lead = "… " if start > 0 else ""
    head = lead + _one_line(before).lstrip() if before else lead
    body = " ".join(marked.split())
    gap = " " if marked[-1:].isspace() else ""
    tail = gap + _one_line(after).rstrip() + (" …" if end < len(passage) else "")
    return head + body + tail, (len(head), len(head) + len(body))


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)


def source_of(hit: Hit) -> str:
    """Where a passage stands and until when it holds; before that, who says otherwise."""
    parts = [_conflict(conflict) for conflict in hit.conflicts[:1]]
    parts += [" › ".join(hit.heading_path)] if hit.heading_path else []
    if hit.valid_to is not None:
        parts.append(QCoreApplication.translate("Cards", "valid until {0}").format(words.full_date(hit.valid_to)))
    elif hit.valid_from is not None:
        parts.append(QCoreApplication.translate("Cards", "valid since {0}").format(words.full_date(hit.valid_from)))
    if "outdated_version_exists" in hit.notes:
        parts.append(QCoreApplication.translate("Cards", "replaces an older version"))
    if hit.folded:
        parts.append(QCoreApplication.translate("Cards", "the same in {0} more").format(len(hit.folded)))
    return " · ".join(parts)


def _conflict(conflict: Conflict) -> str:
    from lotse.domain.contradictions import from_difference

    said = from_difference(conflict.there, conflict.here)
    return QCoreApplication.translate("Cards", "Contradicted: {0} (in “{1}”)").format(said, conflict.title)


def heard(row: CardRow) -> str:
    parts = [row.title, row.excerpt, row.source]
    if row.kind == "warning":
        parts.insert(0, words.card_kind("warning"))
    return ". ".join(part for part in parts if part)


class CardsModel(RowsModel[CardRow]):
    """The cards that are open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.id, lambda row: row.title, heard, parent)


class CardDelegate(QStyledItemDelegate):
    """Draws cards."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def _paragraphs(self, row: CardRow, width: float) -> tuple[Paragraph, Paragraph, float]:
        inner = width - 2 * L - 2 * M
        form = QTextCharFormat()
        form.setBackground(self._theme.tokens.color("accent_soft"))
        form.setForeground(self._theme.tokens.color("accent_strong"))
        marks = [Mark(row.span[0], row.span[1], form)] if row.span[1] > row.span[0] else []
        title = Paragraph(row.title, self._theme.strong, inner, max_lines=2)
        text = Paragraph(row.excerpt, self._theme.body, inner, marks, max_lines=MAX_LINES)
        foot = label_size("X", self._theme.small).height() + XS if row.source else 0.0
        return title, text, foot

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = item_width(option)
        title, text, foot = self._paragraphs(index.data(ROW_ROLE), width)
        return QSize(width, round(S + title.height + XS + text.height + foot + S + S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CardRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        theme, tokens = self._theme, self._theme.tokens
        title, text, foot = self._paragraphs(row, rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = rect.adjusted(L, 0, -L, -S)
        draw_ground(painter, frame, tokens.color("warning_soft" if row.kind == "warning" else "paper"))
        painter.setPen(QPen(tokens.color("accent" if state & QStyle.StateFlag.State_Selected else "line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        left, y = frame.left() + M, frame.top() + S
        title.draw(painter, QPointF(left, y), tokens.color("ink"))
        y += title.height + XS
        text.draw(painter, QPointF(left, y), tokens.color("ink"))
        y += text.height + XS
        if foot:
            draw_label(
                painter,
                row.source,
                theme.small,
                tokens.color("warning" if row.hit is not None and row.hit.conflicts else "muted"),
                QRectF(left, y, frame.width() - 2 * M, foot - XS),
                Qt.AlignmentFlag.AlignLeft,
            )
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, frame, tokens.color("accent"))
        painter.restore()
