"""The left side of a page of lists: what is listed, a field that filters it, the list, what can be begun.

Owns its arrangement and the way of its lines; what is listed is a view model's. `TwoSides` lays it beside the details.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from lotse.desktop.lines import LineDelegate
from lotse.desktop.theme import XS, M, S, Theme
from lotse.desktop.widgets import ElidedLabel, EmptyState, ItemList

if TYPE_CHECKING:
    from collections.abc import Sequence

FIND_MS = 150
NARROW = 720


class ListSide(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab.

    Signals: `chosen(index)` on Enter or a double click, `looked_at(index)` when another line is the current one,
    `filtered(name)`, `searched(text)` a moment after the last key.
    """

    chosen = Signal(QModelIndex)
    looked_at = Signal(QModelIndex)
    filtered = Signal(str)
    searched = Signal(str)

    def __init__(self, theme: Theme, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arriving = False
        self._model = model
        self.setMinimumWidth(260)
        self.filter = QComboBox(self)
        self.filter.activated.connect(lambda place: self.filtered.emit(self.filter.itemData(place)))
        self.filter.hide()
        self.search = QLineEdit(self)
        self.search.setAccessibleName(self.tr("Filter the list"))
        self.search.setClearButtonEnabled(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FIND_MS)
        self._later.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.list = ItemList(model, LineDelegate(theme), name, self)
        self.list.setUniformItemSizes(True)
        self.list.entered_by_key.connect(self.chosen)
        self.list.doubleClicked.connect(self.chosen)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self.looked_at.emit(now))
        theme.changed.connect(self.list.relayout)
        self.empty = EmptyState("", None, self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.state = ElidedLabel("small", self)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.state, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S, M, S, M)
        layout.setSpacing(S)
        for widget in (self.filter, self.search):
            row = QHBoxLayout()
            row.setContentsMargins(XS, 0, XS, 0)
            row.addWidget(widget)
            layout.addLayout(row)
        layout.addLayout(self._stack, 1)
        layout.addLayout(self._foot)
        self.chain: list[QWidget] = [self.filter, self.search, self.list]

    def offer_filters(self, name: str, filters: Sequence[tuple[str, str]]) -> None:
        """What can be listed: pairs of a name and how it is called; `name` says what is chosen there."""
        self.filter.setAccessibleName(name)
        for value, text in filters:
            self.filter.addItem(text, value)
        self.filter.show()

    def name_filter(self, value: str, text: str) -> None:
        place = self.filter.findData(value)
        if self.filter.itemText(place) != text:
            self.filter.setItemText(place, text)

    def add_button(self, button: QPushButton) -> QPushButton:
        button.setParent(self)
        self._foot.addWidget(button)
        self.chain.append(button)
        return button

    @property
    def entry(self) -> QWidget:
        """What receives the focus when the side is turned to."""
        return self.list if self.list.model().rowCount() else self.search

    def focus(self) -> None:
        """The side was turned to: the list has the focus, as soon as there is a line in it."""
        self._arriving = self.entry is not self.list
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self, why_empty: str) -> None:
        """The list; where it has no line, why."""
        self.empty.set_text(why_empty)
        self._stack.setCurrentWidget(self.list if self.list.model().rowCount() else self.empty)
        if self._arriving and self.list.model().rowCount():
            self._arriving = False
            if self.search.hasFocus() and not self.search.text():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_to(self, place: int) -> None:
        """Make the line of what is open the current one; without such a line (-1) the first, if none is."""
        current = self.list.currentIndex()
        wanted = place if place >= 0 else 0
        if (place >= 0 and current.row() != place) or (place < 0 and not current.isValid() and self._model.rowCount()):
            self.list.setCurrentIndex(self._model.index(wanted, 0))

    def begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


class TwoSides(QWidget):
    """A list beside what was chosen in it; where there is no room for both, one of them."""

    def __init__(self, side: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._right = side, right
        self._choosing = True
        right.setProperty("tone", "paper")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        columns = QSplitter(Qt.Orientation.Horizontal, self)
        columns.setHandleWidth(1)
        columns.addWidget(side)
        columns.addWidget(right)
        columns.setStretchFactor(1, 1)
        columns.setSizes([340, 940])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(columns)

    @property
    def narrow(self) -> bool:
        return self.width() < NARROW

    def choose(self, choosing: bool) -> None:
        """Whether something is still to be chosen in the list."""
        self._choosing = choosing
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._side.setVisible(not self.narrow or self._choosing)
        self._right.setVisible(not self.narrow or not self._choosing)
