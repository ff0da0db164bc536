"""`Ctrl+K`: every command, conversation and open card by a few letters of its name; one of a long list alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from lotse.desktop.drawing import draw_ground, draw_label, item_width, label_size
from lotse.desktop.rows import ROW_ROLE, Index, RowsModel
from lotse.desktop.theme import L, M, S, Theme
from lotse.desktop.widgets import ItemList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_FOUND = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be gone to or done. `key` is the shortcut, `group` says what it is."""

    label: str
    group: str
    key: str
    call: Callable[[], object]


def found(entries: Sequence[Entry], query: str) -> list[Entry]:
    """Entries that match, best first: prefix, then start of a word, then inside a word, then letters in sequence."""
    wanted = query.casefold().strip()
    if not wanted:
        return list(entries[:MAX_FOUND])
    ranked = [
        (rank, place, entry)
        for place, entry in enumerate(entries)
        if (rank := _rank(entry.label.casefold(), wanted)) < 9
    ]
    return [entry for _rank_, _place, entry in sorted(ranked, key=lambda item: item[:2])][:MAX_FOUND]


def _rank(label: str, wanted: str) -> int:
    if label.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in label.split()):
        return 1
    if wanted in label:
        return 2
    letters = iter(label)
    return 3 if all(letter in letters for letter in wanted) else 9


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(item_width(option), round(label_size("X", self._theme.body).height() + 2 * S))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        theme, tokens = self._theme, self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            draw_ground(painter, rect, tokens.color("accent_soft"))
        right = f"{entry.key}" if entry.key else entry.group
        width = label_size(right, theme.small).width()
        inner = rect.adjusted(M, 0, -M, 0)
        draw_label(painter, right, theme.small, tokens.color("muted"), inner, Qt.AlignmentFlag.AlignRight)
        inner.setRight(inner.right() - width - S)
        draw_label(painter, entry.label, theme.body, tokens.color("ink"), inner, Qt.AlignmentFlag.AlignLeft)
        painter.restore()


class Palette(QDialog):
    """Opened with `open()`: it has no loop of its own. Enter does, Esc leaves, the arrows choose.

    `asked` says what is to be chosen, where it is not anything at all.
    """

    def __init__(self, entries: Sequence[Entry], theme: Theme, parent: QWidget, asked: str = "") -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        self.setWindowTitle(asked or self.tr("Find anything"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(asked or self.tr("Command or conversation"))
        self.field.setAccessibleName(asked or self.tr("Find a command or a conversation"))
        self.model = RowsModel[Entry](
            lambda entry: (entry.group, entry.label, entry.key), lambda entry: entry.label, _heard, self
        )
        self.list = ItemList(self.model, _Delegate(theme), self.tr("Found"), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.setSpacing(S)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        self.resize(min(560, parent.width() - 32), min(440, parent.height() - 64))
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.list.entered_by_key.connect(self._choose)
        self._find("")
        self.field.setFocus()

    def _find(self, text: str) -> None:
        self.model.exchange(found(self._entries, text))
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def _choose(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(ROW_ROLE)
        self.close()
        if entry is not None:
            entry.call()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.list.currentIndex().row() + step, 0), self.model.rowCount() - 1)
                self.list.setCurrentIndex(self.model.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)


def _heard(entry: Entry) -> str:
    return ", ".join(part for part in (entry.label, entry.group, entry.key) if part)
