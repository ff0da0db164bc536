"""The note as a list: headings of the sections, one item a claim, with its evidence, its origin and its state.

Owns rows, model, editing in place and how a claim is drawn. Must not decide anything about a claim: an edit leaves the
list as the signal `edited` of the delegate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lotse.desktop import words
from lotse.desktop.drawing import (
    Paragraph,
    chip_height,
    chip_width,
    draw_chip,
    draw_focus,
    draw_ground,
    draw_label,
    item_width,
    label_size,
)
from lotse.desktop.icons import draw as draw_icon
from lotse.desktop.rows import ROW_ROLE, Index, RowsModel
from lotse.desktop.theme import XS, L, M, S, Theme

if TYPE_CHECKING:
    from lotse.domain.notes import Claim, Note, Section

MARK = 20
MAX_CHIPS = 3
# What was asked for stands above what Lotse made of it; the summary closes.
ORDER: tuple[Section, ...] = ("intents", "steps_tried", "facts", "next_steps", "open_questions", "summary")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim; without one the heading of a section, or with a `line` the outcome, which nobody decides on here."""

    section: Section | Literal["outcome", "unsupported"]
    claim: Claim | None = None
    draft: str = ""
    line: str = ""
    turns: tuple[int, ...] = ()


def claim_rows(note: Note, drafts: dict[str, str] | None = None) -> tuple[ClaimRow, ...]:
    """Headings and claims in the order of the note; empty sections are hidden, rejected claims stay visible.

    What has no evidence stands together at the end: it is to be seen, and not to be read before what is certain.
    """
    rows: list[ClaimRow] = []
    doubtful: list[ClaimRow] = []
    for section in ORDER:
        made = [ClaimRow(section, claim, (drafts or {}).get(claim.id, "")) for claim in note.section(section)]
        certain = [row for row in made if row.claim is None or not is_unsupported(row.claim)]
        doubtful += [row for row in made if row.claim is not None and is_unsupported(row.claim)]
        if certain:
            rows.append(ClaimRow(section))
            rows.extend(certain)
    if note.outcome.value != "unknown":
        turns = tuple(sorted({item.turn for item in note.outcome.evidence}))
        rows.append(ClaimRow("outcome"))
        rows.append(ClaimRow("outcome", line=words.outcome(note.outcome.value), turns=turns))
    if doubtful:
        rows.append(ClaimRow("unsupported"))
        rows.extend(doubtful)
    return tuple(rows)


def claim_text(claim: Claim) -> str:
    if claim.section == "facts":
        return f"{words.fact(claim.key, claim.kind)}: {claim.text}"
    return claim.text


def claim_detail(claim: Claim) -> str:
    """Who and until when, or what came of it."""
    parts: list[str] = []
    if claim.section == "next_steps":
        parts.append(words.party(claim.owner))
        if claim.due_date is not None:
            parts.append(QCoreApplication.translate("Claims", "by {0}").format(words.full_date(claim.due_date)))
        elif claim.due:
            parts.append(claim.due)
    if claim.section == "steps_tried":
        parts.append(words.party(claim.by))
        parts.append(claim.result)
    if claim.supersedes:
        parts.append(QCoreApplication.translate("Claims", "before: {0}").format(", ".join(claim.supersedes)))
    if claim.disputed:
        parts.append(QCoreApplication.translate("Claims", "disputed"))
    return " · ".join(part for part in parts if part)


def heard(row: ClaimRow) -> str:
    """A claim for the ear: what, details, state, evidence."""
    if row.claim is None:
        return ", ".join(part for part in (row.line, words.turn_list(row.turns)) if part) if row.line else _heading(row)
    text = claim_text(row.claim)
    if is_unsupported(row.claim) and row.claim.section != "facts":
        text = f"{words.section(row.claim.section)}: {text}"
    parts = [text, claim_detail(row.claim), words.state(row.claim)]
    if row.claim.turns:
        parts.append(words.turn_list(row.claim.turns))
    return ", ".join(part for part in parts if part)


def shown(row: ClaimRow) -> str:
    if row.claim is not None:
        return claim_text(row.claim)
    return row.line or _heading(row)


def _heading(row: ClaimRow) -> str:
    if row.section == "outcome":
        return QCoreApplication.translate("Claims", "Outcome")
    if row.section == "unsupported":
        return QCoreApplication.translate("Claims", "Without evidence")
    return words.section(row.section)


class ClaimsModel(RowsModel[ClaimRow]):
    """The rows of a note. Headings can be neither selected nor edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: (row.section, row.claim.id if row.claim is not None else ""), shown, heard, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # What had no room is there on hover.
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            claim = self.rows[index.row()].claim
            if claim is None:
                return None
            return words.reason(claim.reason) if is_unsupported(claim) else claim_detail(claim)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and index.isValid():
            claim = self.rows[index.row()].claim
            return words.reason(claim.reason) if claim is not None else None
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].claim is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def claim_at(self, row: int) -> Claim | None:
        return self.rows[row].claim if 0 <= row < len(self.rows) else None

    def row_of_claim(self, claim_id: str) -> int:
        return next((i for i, row in enumerate(self.rows) if row.claim is not None and row.claim.id == claim_id), -1)


class _Drawn:
    """A claim measured for one width."""

    def __init__(self, claim: Claim, theme: Theme, width: float) -> None:
        self.chips = [str(n) for n in claim.turns[:MAX_CHIPS]]
        if len(claim.turns) > MAX_CHIPS:
            self.chips.append(f"+{len(claim.turns) - MAX_CHIPS}")
        self.chips_width = sum(chip_width(chip, theme.small) + 2 for chip in self.chips) if self.chips else 0.0
        self.left = L + MARK
        space = width - self.left - L - (self.chips_width + S if self.chips else 0)
        self.label = words.fact(claim.key, claim.kind) if claim.section == "facts" else ""
        # Of the width alone, so that the values of all facts stand below each other.
        widest = 116.0 * theme.body.pointSizeF() / 10
        self.label_width = min((width - self.left - L) * 0.38, widest) if self.label else 0.0
        font = QFont(theme.body)
        if is_struck(claim):
            font.setStrikeOut(True)
        self.text = Paragraph(claim.text, font, space - (self.label_width + S if self.label else 0))
        self.name = Paragraph(self.label, theme.body, self.label_width) if self.label else None
        self.detail = claim_detail(claim)
        self.word = words.state(claim) if _worded(claim) else ""
        self.foot = label_size("X", theme.small).height() + 2 if self.detail or self.word else 0.0
        body = max(self.text.height, self.name.height if self.name is not None else 0.0, chip_height(theme.small))
        self.body = body
        self.height = XS + 1 + body + self.foot + XS + 1


def is_struck(claim: Claim) -> bool:
    """Whether it will not be saved as it stands: rejected, or without evidence and nobody stood up for it."""
    return claim.verdict == "rejected" or is_unsupported(claim)


def is_unsupported(claim: Claim) -> bool:
    return not claim.supported and claim.verdict == "open" and claim.authorship == "suggested"


def _worded(claim: Claim) -> bool:
    """Whether the state stands there as a word; the two usual states are told by the mark and the ink."""
    return not claim.supported or claim.verdict == "rejected" or claim.authorship != "suggested"


class ClaimDelegate(QStyledItemDelegate):
    """Draws and edits claims.

    Signals: `edited(claim_id, text)` when an edit is finished; `typed(claim_id, text)` at each key of it;
    `editing(bool)` while an editor is open.
    """

    edited = Signal(str, str)
    typed = Signal(str, str)
    editing = Signal(bool)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights: dict[tuple[Claim, int], int] = {}
        theme.changed.connect(self._heights.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ClaimRow = index.data(ROW_ROLE)
        width = item_width(option)
        if row.line:
            return QSize(width, round(chip_height(self._theme.small) + 2 * XS + 2))
        if row.claim is None:
            first = index.row() == 0
            return QSize(width, round(label_size("X", self._theme.small_strong).height() + (S if first else M) + XS))
        key = (row.claim, width)
        if key not in self._heights:
            if len(self._heights) > 5_000:
                self._heights.clear()
            self._heights[key] = round(_Drawn(row.claim, self._theme, width).height)
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ClaimRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        theme, tokens = self._theme, self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.line:
            self._draw_line(painter, rect, row)
        elif row.claim is None:
            draw_label(
                painter,
                _heading(row),
                theme.small_strong,
                tokens.color("accent"),
                rect.adjusted(L, 0, -L, -XS + 2),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom,
            )
        else:
            ground = rect.adjusted(S, 0, -S, 0)
            selected = bool(state & QStyle.StateFlag.State_Selected)
            if selected:
                draw_ground(painter, ground, tokens.color("accent_soft"))
            elif state & QStyle.StateFlag.State_MouseOver:
                draw_ground(painter, ground, tokens.color("canvas"))
            self._draw_claim(painter, rect, row.claim, selected)
            if state & QStyle.StateFlag.State_HasFocus:
                draw_focus(painter, ground, tokens.color("accent"))
        painter.restore()

    def _draw_claim(self, painter: QPainter, rect: QRectF, claim: Claim, selected: bool) -> None:
        theme, tokens = self._theme, self._theme.tokens
        drawn = _Drawn(claim, theme, rect.width())
        top = rect.top() + XS + 1
        tone = _tone(claim)
        self._draw_mark(painter, QRectF(rect.left() + L - 1, top + (chip_height(theme.small) - 14) / 2, 14, 14), claim)
        left = rect.left() + drawn.left
        if drawn.name is not None:
            drawn.name.draw(painter, QPointF(left, top), tokens.color("muted"))
            drawn.text.draw(painter, QPointF(left + drawn.label_width + S, top), tokens.color(tone))
        else:
            drawn.text.draw(painter, QPointF(left, top), tokens.color(tone))
        x = rect.right() - L - drawn.chips_width
        for chip in drawn.chips:
            x += draw_chip(painter, theme, chip, QPointF(x, top - 1), lit=selected) + 2
        if drawn.foot:
            foot = QRectF(left, top + drawn.body + 1, rect.right() - L - left, drawn.foot - 2)
            if drawn.name is not None:
                foot.setLeft(left + drawn.label_width + S)
            if drawn.word:
                word_tone = "warning" if is_unsupported(claim) else "muted"
                draw_label(
                    painter, drawn.word, theme.small_strong, tokens.color(word_tone), foot, Qt.AlignmentFlag.AlignLeft
                )
                foot.setLeft(foot.left() + label_size(drawn.word, theme.small_strong).width() + S)
            draw_label(painter, drawn.detail, theme.small, tokens.color("muted"), foot, Qt.AlignmentFlag.AlignLeft)

    def _draw_line(self, painter: QPainter, rect: QRectF, row: ClaimRow) -> None:
        chips = [str(n) for n in row.turns[:MAX_CHIPS]]
        x = rect.right() - L - sum(chip_width(chip, self._theme.small) + 2 for chip in chips)
        box = QRectF(rect.left() + L + MARK, rect.top(), x - rect.left() - L - MARK - S, rect.height())
        draw_label(
            painter, row.line, self._theme.body, self._theme.tokens.color("ink"), box, Qt.AlignmentFlag.AlignLeft
        )
        for chip in chips:
            x += draw_chip(painter, self._theme, chip, QPointF(x, rect.top() + XS), lit=False) + 2

    def _draw_mark(self, painter: QPainter, rect: QRectF, claim: Claim) -> None:
        tokens = self._theme.tokens
        if claim.verdict == "rejected":
            draw_icon(painter, "reject", tokens.color("muted"), rect)
        elif is_unsupported(claim):
            draw_icon(painter, "warning", tokens.color("warning"), rect)
        elif claim.authorship == "human":
            draw_icon(painter, "person", tokens.color("ink"), rect)
        elif claim.authorship == "edited":
            draw_icon(painter, "edit", tokens.color("success"), rect)
        elif claim.verdict == "accepted":
            draw_icon(painter, "check", tokens.color("success"), rect)
        else:
            painter.setPen(QPen(tokens.color("edge"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(rect.center(), 3.2, 3.2)

    # --- editing -------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row: ClaimRow = index.data(ROW_ROLE)
        editor = QPlainTextEdit(parent)
        editor.setAccessibleName(QCoreApplication.translate("Claims", "Wording of: {0}").format(_heading(row)))
        editor.setTabChangesFocus(True)
        if row.claim is not None:
            claim_id = row.claim.id
            editor.textChanged.connect(lambda: self.typed.emit(claim_id, editor.toPlainText()))
        self.editing.emit(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row: ClaimRow = index.data(ROW_ROLE)
        if isinstance(editor, QPlainTextEdit) and row.claim is not None:
            editor.blockSignals(True)
            editor.setPlainText(row.draft or row.claim.text)
            editor.selectAll()
            editor.blockSignals(False)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        row: ClaimRow = index.data(ROW_ROLE)
        if isinstance(editor, QPlainTextEdit) and row.claim is not None:
            self.edited.emit(row.claim.id, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect.adjusted(L + MARK - S, 0, -S, 0)
        rect.setHeight(max(rect.height(), 64))
        editor.setGeometry(rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        super().destroyEditor(editor, index)
        self.editing.emit(False)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and `Ctrl+Enter` keep the wording, Shift+Enter begins a line."""
        if isinstance(event, QKeyEvent) and isinstance(editor, QPlainTextEdit):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            keeps = enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if keeps and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # else the key would accept the claim as it was
                return True
            if keeps and event.type() == QEvent.Type.KeyPress:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)


def _tone(claim: Claim) -> str:
    if claim.verdict == "rejected":
        return "muted"
    if is_unsupported(claim):
        return "warning"
    if claim.verdict == "open" and claim.authorship == "suggested":
        return "muted"
    return "ink"
