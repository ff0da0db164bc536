"""Knowledge cards as a list: what, the passage with the matching words marked, where from.

Owns rows, model and drawing. Must not search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lotse.desktop import words
from lotse.desktop.drawing import (
    Mark,
    Paragraph,
    chip_width,
    draw_chip,
    draw_focus,
    draw_ground,
    draw_label,
    item_width,
    label_size,
)
from lotse.desktop.quoting import OUTDATED, place_name, plain, validity
from lotse.desktop.rows import ROW_ROLE, Index, RowsModel
from lotse.desktop.theme import RADIUS, XS, L, M, S, Theme

if TYPE_CHECKING:
    from lotse.domain.cards import Card
    from lotse.domain.knowledge import Article, Conflict, Hit

MAX_OPEN = 3
EXCERPT = 220
MAX_LINES = 4
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card or search result. `path` are the headings above the passage, `warning` what speaks against it."""

    id: str
    kind: str
    title: str
    excerpt: str
    span: tuple[int, int]
    source: str
    hit: Hit | None = None
    card: Card | None = None
    path: str = ""
    warning: str = ""
    pinned: bool = False

    @property
    def state(self) -> str:
        """Pinned, over, or not sure to answer, as a word."""
        if self.hit is not None and OUTDATED in self.hit.notes:
            return QCoreApplication.translate("Cards", "outdated")
        if self.hit is not None and not self.hit.sure:
            return QCoreApplication.translate("Cards", "unsure")
        return QCoreApplication.translate("Cards", "pinned") if self.pinned else ""


def row_of_card(card: Card) -> CardRow:
    if card.hit is None:
        return CardRow(card.id, card.kind, card.title, card.body, (0, 0), card.why, None, card)
    made = row_of_hit(card.hit)
    kind = made.kind if card.kind == "knowledge" else card.kind
    return replace(made, kind=kind, title=card.title or made.title, card=card)


def row_of_hit(hit: Hit) -> CardRow:
    """The same passage is the same row, whether it was searched for or suggested."""
    excerpt, span = excerpt_of(*plain(hit.passage, hit.span))
    return CardRow(
        f"hit:{hit.passage_id}",
        "warning" if hit.conflicts or OUTDATED in hit.notes else "knowledge",
        hit.title,
        excerpt,
        span,
        source_of(hit),
        hit,
        path=" › ".join(hit.heading_path),
        warning=warning_of(hit),
    )


def row_of_article(article: Article, beside: CardRow) -> CardRow:
    """An article that says the same as a card, or otherwise, at the place where it does."""
    from lotse.domain.knowledge import Hit, PassageId

    hit = beside.hit
    there = [conflict.there for conflict in hit.conflicts if conflict.article_id == article.id] if hit else []
    said = there[0] if there else hit.passage[slice(*hit.span)] if hit else ""
    start = article.body.find(said) if said else -1
    if start < 0:
        said = next((part for part in article.body.split("\n\n") if part and not part.startswith("#")), "")
        start = article.body.find(said)
    made = Hit(
        article.id, PassageId(0), article.title, (), article.body, (start, start + len(said)), 0.0, article.lang,
        article.valid_from, article.valid_to, (), source=article.source,
    )  # fmt: skip
    return replace(row_of_hit(made), id=f"article:{article.id}")


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
    """Since or until when a passage holds, where it comes from, why it was found, and what says the same."""
    parts = [validity(hit), origin_of(hit), why_of(hit)]
    if "outdated_version_exists" in hit.notes:
        parts.append(QCoreApplication.translate("Cards", "replaces an older version"))
    if hit.folded:
        parts.append(QCoreApplication.translate("Cards", "the same in {0} more").format(len(hit.folded)))
    return " · ".join(part for part in parts if part)


def origin_of(hit: Hit) -> str:
    """The pack an article belongs to, else the file it was read from; the last part of a path is enough here."""
    if hit.pack:
        return QCoreApplication.translate("Cards", "pack {0}").format(hit.pack)
    return place_name(hit.source)


def why_of(hit: Hit) -> str:
    """Why a passage was found, in people's words."""
    if "lexical" in hit.why and "semantic" in hit.why:
        return QCoreApplication.translate("Cards", "same words and meaning")
    if "lexical" in hit.why:
        return QCoreApplication.translate("Cards", "same words")
    return QCoreApplication.translate("Cards", "similar meaning") if "semantic" in hit.why else ""


def warning_of(hit: Hit) -> str:
    """Who says otherwise."""
    return "; ".join(_conflict(conflict) for conflict in hit.conflicts[:1])


def _conflict(conflict: Conflict) -> str:
    from lotse.domain.contradictions import from_difference

    said = from_difference(conflict.there, conflict.here)
    return QCoreApplication.translate("Cards", "Contradicted: {0} (in “{1}”)").format(said, conflict.title)


def heard(row: CardRow) -> str:
    parts = [row.title, row.state, row.warning, row.path, row.excerpt, row.source]
    if row.kind == "warning":
        parts.insert(0, words.card_kind("warning"))
    return ". ".join(part for part in parts if part)


class CardsModel(RowsModel[CardRow]):
    """The cards that are open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.id, lambda row: row.title, heard, parent)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The parts of a card, laid out; `path` is the height of the line with the headings."""

    title: Paragraph
    warning: Paragraph | None
    text: Paragraph
    foot: Paragraph | None
    path: float

    @property
    def height(self) -> float:
        parts = [part.height for part in (self.title, self.warning, self.text, self.foot) if part is not None]
        return sum(parts) + XS * (len(parts) - 1) + (self.path + XS / 2 if self.path else 0.0)


class CardDelegate(QStyledItemDelegate):
    """Draws cards."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def _layout(self, row: CardRow, width: float) -> _Layout:
        inner = width - 2 * L - 2 * M
        theme = self._theme
        form = QTextCharFormat()
        form.setBackground(theme.tokens.color("accent_soft"))
        form.setForeground(theme.tokens.color("accent_strong"))
        marks = [Mark(row.span[0], row.span[1], form)] if row.span[1] > row.span[0] else []
        chip = chip_width(row.state, theme.small) + S if row.state else 0.0
        return _Layout(
            Paragraph(row.title, theme.strong, inner - chip, max_lines=2),
            Paragraph(row.warning, theme.small, inner, max_lines=2) if row.warning else None,
            Paragraph(row.excerpt, theme.body, inner, marks, max_lines=MAX_LINES),
            Paragraph(row.source, theme.small, inner, max_lines=2) if row.source else None,
            label_size("X", theme.small).height() if row.path else 0.0,
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = item_width(option)
        return QSize(width, round(self._layout(index.data(ROW_ROLE), width).height + 2 * S + S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CardRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = rect.adjusted(L, 0, -L, -S)
        draw_ground(painter, frame, tokens.color("warning_soft" if row.kind == "warning" else "paper"))
        painter.setPen(QPen(tokens.color("accent" if state & QStyle.StateFlag.State_Selected else "line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        self._draw_text(painter, row, frame.adjusted(M, S, -M, -S), rect.width())
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, frame, tokens.color("accent"))
        painter.restore()

    def _draw_text(self, painter: QPainter, row: CardRow, box: QRectF, width: float) -> None:
        layout, tokens, small = self._layout(row, width), self._theme.tokens, self._theme.small
        y = box.top()

        def draw(paragraph: Paragraph | None, color: str) -> None:
            nonlocal y
            if paragraph is not None:
                paragraph.draw(painter, QPointF(box.left(), y), tokens.color(color))
                y += paragraph.height + XS

        if row.state:
            chip = QPointF(box.right() - chip_width(row.state, small), y)
            over = row.hit is not None and OUTDATED in row.hit.notes
            draw_chip(painter, self._theme, row.state, chip, lit=False, tone="warning" if over else "accent")
        draw(layout.title, "ink")
        if row.path:
            y -= XS / 2
            place = QRectF(box.left(), y, box.width(), layout.path)
            draw_label(painter, row.path, small, tokens.color("muted"), place, Qt.AlignmentFlag.AlignLeft)
            y += layout.path + XS
        draw(layout.warning, "warning")
        draw(layout.text, "ink")
        draw(layout.foot, "muted")
