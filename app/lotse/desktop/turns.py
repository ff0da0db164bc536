"""The conversation as a list: one item a turn, with its translation and what the note took from it.

Owns rows, the model with its lit spans, and how a turn is drawn. Must not decide what is evidence for what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lotse.desktop import words
from lotse.desktop.drawing import (
    Mark,
    Paragraph,
    chip_height,
    draw_chip,
    draw_focus,
    draw_ground,
    draw_label,
    evidence_format,
    item_width,
    label_size,
)
from lotse.desktop.rows import LIT_ROLE, ROW_ROLE, Index, RowsModel
from lotse.desktop.theme import XS, L, M, S, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lotse.domain.conversations import Conversation, Turn
    from lotse.domain.notes import Evidence, Note, Section
    from lotse.domain.translation import Translated

GUTTER = 44


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn as it is shown. `news` > 0: so many turns are new from here on; `earlier` > 0: so many are not shown
    above. `original`: what the agent typed before it was translated."""

    turn: Turn
    translated: Translated | None = None
    original: str = ""
    taken: tuple[Section, ...] = ()
    news: int = 0
    earlier: int = 0


def turn_rows(
    conversation: Conversation,
    note: Note | None,
    translated: Mapping[int, Translated],
    originals: Mapping[int, str],
    seen: int,
    first: int = 0,
) -> tuple[TurnRow, ...]:
    """The rows of a conversation whose first `seen` turns were seen before and whose first `first` are left out."""
    taken: dict[int, list[Section]] = {}
    for claim in note.claims if note is not None else ():
        if claim.supported and claim.verdict != "rejected" and claim.section != "summary":
            for n in claim.turns:
                sections = taken.setdefault(n, [])
                if claim.section not in sections:
                    sections.append(claim.section)
    fresh = len(conversation.turns) - seen
    return tuple(
        TurnRow(
            turn,
            translated.get(turn.n),
            originals.get(turn.n, ""),
            tuple(taken.get(turn.n, ())),
            fresh if 0 < seen == turn.n - 1 else 0,
            first if first == turn.n - 1 else 0,
        )
        for turn in conversation.turns[first:]
    )


def heard(row: TurnRow) -> str:
    """A turn for the ear: who, when, which language, what, and what was taken from it."""
    turn = row.turn
    parts = [words.speaker(turn.speaker), words.clock(turn.time), words.language(turn.language)]
    said = ", ".join(part for part in parts if part) + ": " + turn.text
    if band_text(row):
        said = band_text(row) + ". " + said
    if row.translated is not None:
        said += " " + QCoreApplication.translate("Turns", "Translated: {0}").format(row.translated.text)
    if row.original:
        said += " " + QCoreApplication.translate("Turns", "Original: {0}").format(row.original)
    if row.taken:
        said += " " + taken_text(row.taken) + "."
    return said


def taken_text(sections: tuple[Section, ...]) -> str:
    names = ", ".join(words.section(section) for section in sections)
    return QCoreApplication.translate("Turns", "in the note: {0}").format(names)


def band_text(row: TurnRow) -> str:
    """What stands above a turn: that turns before it are not shown, or that it is the first new one."""
    if row.news:
        return QCoreApplication.translate("Turns", "New since your last look: {0}").format(row.news)
    if row.earlier:
        return QCoreApplication.translate("Turns", "Earlier turns: {0}").format(row.earlier)
    return ""


class TurnsModel(RowsModel[TurnRow]):
    """The turns and which of their spans are lit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.turn.n, lambda row: row.turn.text, heard, parent)
        self._lit: dict[int, tuple[Evidence, ...]] = {}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == LIT_ROLE and index.isValid():
            return self._lit.get(self.rows[index.row()].turn.n)
        return super().data(index, role)

    @property
    def lit(self) -> tuple[int, ...]:
        return tuple(sorted(self._lit))

    def light(self, evidence: Iterable[Evidence]) -> None:
        """Light up these spans, and no others."""
        lit: dict[int, list[Evidence]] = {}
        for item in evidence:
            lit.setdefault(item.turn, []).append(item)
        fresh = {n: tuple(items) for n, items in lit.items()}
        if fresh == self._lit:
            return
        touched = self._lit.keys() | fresh.keys()
        self._lit = fresh
        for n in touched:
            place = self.row_of(n)
            if place >= 0:
                self.dataChanged.emit(self.index(place), self.index(place), [LIT_ROLE])


class _Drawn:
    """A turn measured for one width."""

    def __init__(self, row: TurnRow, lit: tuple[Evidence, ...] | None, theme: Theme, width: float) -> None:
        self.block_left = L + GUTTER
        inner = width - self.block_left - L - 2 * M
        form = evidence_format(theme)
        text = row.turn.text
        marks = [
            Mark(item.start, min(item.end, len(text)), form)
            for item in lit or ()
            if item.start is not None and item.end is not None and item.start < len(text)
        ]
        self.band = chip_height(theme.small) + S if row.news or row.earlier else 0.0
        self.head = label_size("X", theme.small_strong).height()
        self.text = Paragraph(text, theme.body, inner, marks)
        second = row.translated.text if row.translated is not None else row.original
        self.second = Paragraph(second, theme.body, inner - M) if second else None
        self.second_head = self.head if second else 0.0
        self.foot = self.head if row.taken else 0.0
        height = S + self.head + XS + self.text.height + S
        if self.second is not None:
            height += S + self.second_head + 2 + self.second.height
        if self.foot:
            height += XS + self.foot
        self.block_height = height
        self.height = self.band + height + XS


class TurnDelegate(QStyledItemDelegate):
    """Draws turns. Heights are kept per turn and width, so that a resize and not a scroll costs."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: dict[tuple[TurnRow, int], int] = {}
        theme.changed.connect(self._heights.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: TurnRow = index.data(ROW_ROLE)
        width = item_width(option)
        key = (row, width)
        if key not in self._heights:
            if len(self._heights) > 20_000:
                self._heights.clear()
            self._heights[key] = round(_Drawn(row, None, self._theme, width).height)
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TurnRow = index.data(ROW_ROLE)
        lit: tuple[Evidence, ...] | None = index.data(LIT_ROLE)
        theme, tokens = self._theme, self._theme.tokens
        rect = QRectF(option.rect)
        drawn = _Drawn(row, lit, theme, rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = rect.top()
        if band_text(row):
            self._draw_band(
                painter, QRectF(rect.left() + L, top, rect.width() - 2 * L, drawn.band - XS), band_text(row)
            )
            top += drawn.band
        block = QRectF(rect.left() + drawn.block_left, top, rect.width() - drawn.block_left - L, drawn.block_height)
        if lit is not None:
            draw_ground(painter, block, tokens.color("accent_soft"))
            painter.fillRect(QRectF(block.left(), block.top() + 6, 3, block.height() - 12), tokens.color("accent"))
        elif row.turn.speaker == "agent":
            draw_ground(painter, block, tokens.color("canvas"))
        self._draw_gutter(painter, QRectF(rect.left() + L, top + S, GUTTER, drawn.block_height), row, lit is not None)
        self._draw_block(painter, block, row, drawn)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, block, tokens.color("accent"))
        painter.restore()

    def _draw_band(self, painter: QPainter, rect: QRectF, text: str) -> None:
        tokens = self._theme.tokens
        size = label_size(text, self._theme.small_strong)
        middle = rect.center().y()
        painter.fillRect(QRectF(rect.left(), middle, rect.width(), 1), tokens.color("accent"))
        label = QRectF(rect.left() + GUTTER, rect.top(), size.width() + 2 * S, rect.height())
        painter.fillRect(label, tokens.color("paper"))
        draw_label(
            painter, text, self._theme.small_strong, tokens.color("accent"), label, Qt.AlignmentFlag.AlignHCenter
        )

    def _draw_gutter(self, painter: QPainter, rect: QRectF, row: TurnRow, lit: bool) -> None:
        theme = self._theme
        draw_chip(painter, theme, str(row.turn.n), QPointF(rect.left(), rect.top() - 1), lit=lit)

    def _draw_block(self, painter: QPainter, block: QRectF, row: TurnRow, drawn: _Drawn) -> None:
        theme, tokens = self._theme, self._theme.tokens
        left, width = block.left() + M, block.width() - 2 * M
        y = block.top() + S
        customer = row.turn.speaker == "customer"
        name = words.speaker(row.turn.speaker)
        name_width = label_size(name, theme.small_strong).width()
        head = QRectF(left, y, width, drawn.head)
        draw_label(
            painter,
            name,
            theme.small_strong,
            tokens.color("ink" if customer else "muted"),
            head,
            Qt.AlignmentFlag.AlignLeft,
        )
        meta = [words.clock(row.turn.time)]
        if row.translated is not None or row.original:
            meta.append(words.language(row.turn.language))
        draw_label(
            painter,
            "  ·  ".join(part for part in meta if part),
            theme.small,
            tokens.color("muted"),
            head.adjusted(name_width + S, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft,
        )
        y += drawn.head + XS
        drawn.text.draw(painter, QPointF(left, y), tokens.color("ink"))
        y += drawn.text.height
        if drawn.second is not None:
            y += S
            painter.fillRect(QRectF(left, y, 2, drawn.second_head + 2 + drawn.second.height), tokens.color("edge"))
            label = (
                QCoreApplication.translate("Turns", "Translated")
                if row.translated is not None
                else QCoreApplication.translate("Turns", "Original")
            )
            if row.translated is not None and row.translated.flags:
                label += "  ·  " + QCoreApplication.translate(
                    "Turns", "please check: a number or a passage may be missing"
                )
            tone = "warning" if row.translated is not None and row.translated.flags else "muted"
            draw_label(
                painter,
                label,
                theme.small,
                tokens.color(tone),
                QRectF(left + M, y, width - M, drawn.second_head),
                Qt.AlignmentFlag.AlignLeft,
            )
            y += drawn.second_head + 2
            drawn.second.draw(painter, QPointF(left + M, y), tokens.color("ink"))
            y += drawn.second.height
        if row.taken:
            y += XS
            draw_label(
                painter,
                "└ " + taken_text(row.taken),
                theme.small,
                tokens.color("muted"),
                QRectF(left, y, width, drawn.foot),
                Qt.AlignmentFlag.AlignLeft,
            )
