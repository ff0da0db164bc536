"""The conversations as a list: those that are open, then those that are done; what is new is a number.

Owns rows, model, filter and drawing. Must not load or change a conversation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lotse.desktop import words
from lotse.desktop.drawing import chip_width, draw_focus, draw_ground, draw_label, item_width, label_size
from lotse.desktop.rows import ROW_ROLE, Index, RowsModel
from lotse.desktop.theme import XS, L, M, S, Theme

if TYPE_CHECKING:
    from datetime import date

    from lotse.services.ports import ConversationRow


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A conversation, or a heading when `row` is `None`. `news` counts turns since the agent's last look."""

    row: ConversationRow | None
    heading: str = ""
    news: int = 0
    when: str = ""


def contact_rows(
    rows: tuple[ConversationRow, ...], news: dict[str, int], query: str, today: date
) -> tuple[ContactRow, ...]:
    """What the list shows for a search text: every word of it must occur in the title or the name of the channel."""
    wanted = query.casefold().split()
    found = [
        row for row in rows if all(word in f"{row.title} {words.channel(row.channel)}".casefold() for word in wanted)
    ]
    made: list[ContactRow] = []
    for ended, heading in (
        (False, QCoreApplication.translate("Contacts", "Open")),
        (True, QCoreApplication.translate("Contacts", "Done")),
    ):
        part = [row for row in found if row.ended is ended]
        if part:
            made.append(ContactRow(None, f"{heading}  {len(part)}"))
            made.extend(ContactRow(row, news=news.get(row.id, 0), when=_when(row, today)) for row in part)
    return tuple(made)


def _when(row: ConversationRow, today: date) -> str:
    if row.started is None:
        return ""
    moment = row.started.astimezone() if row.started.tzinfo else row.started
    return words.clock(row.started) if moment.date() == today else words.day(moment.date(), today)


def title_of(row: ConversationRow) -> str:
    return row.title or QCoreApplication.translate("Contacts", "New conversation")


def heard(row: ContactRow) -> str:
    if row.row is None:
        return row.heading
    parts = [title_of(row.row), words.channel(row.row.channel), row.when]
    if row.news:
        parts.append(QCoreApplication.translate("Contacts", "new: {0}").format(row.news))
    if row.row.has_note:
        parts.append(QCoreApplication.translate("Contacts", "note saved"))
    return ", ".join(part for part in parts if part)


class ContactsModel(RowsModel[ContactRow]):
    """The rows; headings cannot be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            lambda row: row.row.id if row.row is not None else ("heading", row.heading.split("  ")[0]),
            lambda row: title_of(row.row) if row.row is not None else row.heading,
            heard,
            parent,
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # The list is narrow: the whole title is there on hover.
        return super().data(index, Qt.ItemDataRole.DisplayRole if role == Qt.ItemDataRole.ToolTipRole else role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].row is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ContactDelegate(QStyledItemDelegate):
    """Draws conversations."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ContactRow = index.data(ROW_ROLE)
        small = label_size("X", self._theme.small).height()
        if row.row is None:
            return QSize(item_width(option), round(small + M + XS))
        return QSize(item_width(option), round(label_size("X", self._theme.body).height() + small + 2 * S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ContactRow = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        theme, tokens = self._theme, self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.row is None:
            box = rect.adjusted(L, 0, -L, -XS)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            draw_label(painter, row.heading, theme.small_strong, tokens.color("muted"), box, flags)
            painter.restore()
            return
        ground = rect.adjusted(S, 1, -S, -1)
        if state & QStyle.StateFlag.State_Selected:
            draw_ground(painter, ground, tokens.color("accent_soft"))
            painter.fillRect(QRectF(ground.left(), ground.top() + 8, 3, ground.height() - 16), tokens.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_ground(painter, ground, tokens.color("paper"))
        self._draw_row(painter, rect.adjusted(L + XS, S - 1, -L, -S + 1), row)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, ground, tokens.color("accent"))
        painter.restore()

    def _draw_row(self, painter: QPainter, rect: QRectF, row: ContactRow) -> None:
        theme, tokens = self._theme, self._theme.tokens
        if row.row is None:
            return
        first = QRectF(rect.left(), rect.top(), rect.width(), label_size("X", theme.body).height())
        second = QRectF(rect.left(), first.bottom(), rect.width(), rect.bottom() - first.bottom())
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        when_width = label_size(row.when, theme.small).width()
        draw_label(painter, row.when, theme.small, tokens.color("muted"), first, right)
        font = theme.strong if row.news else theme.body
        draw_label(
            painter, title_of(row.row), font, tokens.color("ink"), first.adjusted(0, 0, -when_width - S, 0), left
        )
        if row.news:
            text = str(row.news)
            width = chip_width(text, theme.small_strong)
            chip = QRectF(second.right() - width, second.top() + 1, width, second.height() - 1)
            draw_ground(painter, chip, tokens.color("accent"))
            painter.setFont(theme.small_strong)
            painter.setPen(tokens.color("on_accent"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
            second.setRight(chip.left() - S)
        parts = [words.channel(row.row.channel)]
        if row.row.turns:
            parts.append(QCoreApplication.translate("Contacts", "%n turn(s)", None, row.row.turns))
        if row.row.has_note:
            parts.append(QCoreApplication.translate("Contacts", "note saved"))
        draw_label(painter, " · ".join(parts), theme.small, tokens.color("muted"), second, left)
