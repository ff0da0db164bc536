"""The editor's page: what there is and what is wrong with it on the left, the article on the right.

Owns arrangement and keys of the page; what is shown is the view model's.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lotse.desktop.bars import MessageBar
from lotse.desktop.editor_article import ArticleForm
from lotse.desktop.editor_compare import ComparePage, VersionsPage
from lotse.desktop.editor_rows import FILTERS, EditorDelegate, EditorRow, filter_name
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.theme import XS, L, M, S, Theme
from lotse.desktop.widgets import ElidedLabel, EmptyState, ItemList, push, tool

if TYPE_CHECKING:
    from lotse.desktop.editor_view import EditorView
    from lotse.desktop.notices import Notices

FIND_MS = 150
NARROW = 720
_CTRL = Qt.KeyboardModifier.ControlModifier
_OF_THE_WINDOW = {
    (Qt.Key.Key_K, _CTRL),
    (Qt.Key.Key_D, _CTRL),
    (Qt.Key.Key_Q, _CTRL),
    (Qt.Key.Key_K, _CTRL | Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier),
}
"""What the window still does while this page is there. Its other keys belong to a conversation nobody can see."""


class EditorPane(QWidget):
    """Lives on the main thread. Signals: `left` when the page is to be left."""

    left = Signal()

    def __init__(self, view: EditorView, notices: Notices, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self._arriving = False
        self.setProperty("tone", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.side = self._side(theme)
        self.article = ArticleForm(view, theme)
        self.compare = ComparePage(view, theme)
        self.versions = VersionsPage(view, theme)
        self.nothing = EmptyState(self.tr("Choose an article on the left, or begin a new one."), None, self)
        self.message_bar = MessageBar(notices, theme, self)
        self.right = QStackedWidget(self)
        for page in (self.nothing, self.article, self.compare, self.versions):
            self.right.addWidget(page)
        columns = QSplitter(Qt.Orientation.Horizontal, self)
        columns.setHandleWidth(1)
        columns.addWidget(self.side)
        right = self._right = QWidget(self)
        right.setProperty("tone", "paper")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        told = QHBoxLayout()
        told.setContentsMargins(L, S, L, 0)
        told.addWidget(self.message_bar)
        inner.addLayout(told)
        inner.addWidget(self.right, 1)
        columns.addWidget(right)
        columns.setStretchFactor(1, 1)
        columns.setSizes([340, 940])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(columns)
        bar: list[QWidget] = [self.message_bar.action, self.message_bar.close_button]
        chain = [*self._side_chain, *bar, *self.article.chain, *self.compare.chain, *self.versions.chain]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        view.changed.connect(self._refresh)
        view.opened.connect(self._on_opened)
        view.listed.connect(self._on_listed)
        view.wanted_focus.connect(self._on_focus)
        self._refresh()

    def _side(self, theme: Theme) -> QWidget:
        side = QWidget(self)
        side.setMinimumWidth(260)
        title = QLabel(self.tr("Maintain the knowledge"), side)
        title.setProperty("kind", "title")
        self.back = tool(theme, "back", self.tr("Back to the conversation"), "Esc", side)
        self.back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(title, 1)
        self.filter = QComboBox(side)
        self.filter.setAccessibleName(self.tr("Which articles are listed"))
        for name in FILTERS:
            self.filter.addItem(filter_name(name), name)
        self.filter.activated.connect(lambda place: self._view.choose(self.filter.itemData(place)))
        self.search = QLineEdit(side)
        self.search.setPlaceholderText(self.tr("Filter by title, tag or finding"))
        self.search.setAccessibleName(self.tr("Filter the list"))
        self.search.setClearButtonEnabled(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FIND_MS)
        self._later.timeout.connect(lambda: self._view.find(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._later.start())
        self.list = ItemList(self._view.model, EditorDelegate(theme), self.tr("Articles and findings"), side)
        self.list.setUniformItemSizes(True)
        self.list.setWhatsThis(
            self.tr("Enter does what is to be done about the selected line; Del marks it as intended.")
        )
        self.list.entered_by_key.connect(self._on_chosen)
        self.list.doubleClicked.connect(self._on_chosen)
        theme.changed.connect(self.list.relayout)
        self.empty = EmptyState("", None, side)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.state = ElidedLabel("small", side)
        self.new = push(self.tr("New article"), "", side)
        self.new.clicked.connect(lambda: self._view.write())
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.new)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(S, M, S, M)
        layout.setSpacing(S)
        layout.addLayout(head)
        for widget in (self.filter, self.search):
            row = QHBoxLayout()
            row.setContentsMargins(XS, 0, XS, 0)
            row.addWidget(widget)
            layout.addLayout(row)
        layout.addLayout(self._stack, 1)
        layout.addLayout(foot)
        self._side_chain: list[QWidget] = [self.back, self.filter, self.search, self.list, self.new]
        return side

    # --- focus and keys ----------------------------------------------------------------------------------------------

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """Each part with the widget that receives the focus in it, in the order of `F6`."""
        entries = {self.article: self.article.body, self.compare: self.compare.left, self.versions: self.versions.list}
        parts: list[tuple[QWidget, QWidget]] = [(self.side, self._entry())] if self.side.isVisibleTo(self) else []
        page = self.right.currentWidget()
        if page in entries:
            parts.append((page, entries[page]))
        return parts

    def focus(self) -> None:
        """The page was turned to."""
        self._arriving = not self._view.loaded
        self._entry().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room for both, the list or what was chosen in it."""
        narrow, choosing = self.width() < NARROW, self._view.page == "nothing"
        self.side.setVisible(not narrow or choosing)
        self._right.setVisible(not narrow or not choosing)

    def _entry(self) -> QWidget:
        return self.list if self._view.model.rowCount() else self.search

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if (plain & _CTRL or event.key() in (Qt.Key.Key_F2,)) and (
                Qt.Key(event.key()),
                plain,
            ) not in _OF_THE_WINDOW:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _CTRL
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif ctrl and key == Qt.Key.Key_S:
            self._view.save()
        elif ctrl and key == Qt.Key.Key_F:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif ctrl and key == Qt.Key.Key_N:
            self._view.write()
        elif key == Qt.Key.Key_Delete and self.list.hasFocus() and not event.modifiers():
            self._on_dismissed(self.list.currentIndex())
        elif key == Qt.Key.Key_F2 and self.list.hasFocus():
            self._on_chosen(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """One step back; never loses what is typed."""
        if self.right.currentWidget() is self.nothing:
            self.left.emit()
            return
        self._view.close()
        if self.right.currentWidget() is self.nothing:
            self.focus()
        else:
            self.article.body.setFocus()

    def _on_chosen(self, index: QModelIndex) -> None:
        row: EditorRow | None = index.data(ROW_ROLE)
        if row is not None:
            self._view.act(row)

    def _on_dismissed(self, index: QModelIndex) -> None:
        row: EditorRow | None = index.data(ROW_ROLE)
        if row is not None:
            self._view.dismiss(row)

    def _on_focus(self, name: str) -> None:
        widgets: dict[str, QWidget] = {
            "title": self.article.title,
            "body": self.article.body,
            "valid_to": self.article.valid_to,
            "left": self.compare.left,
            "versions": self.versions.list,
        }
        self._refresh()
        widgets[name].setFocus(Qt.FocusReason.OtherFocusReason)
        if name == "body":
            self.article.go_to(self._view.place)

    # --- refreshing --------------------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._select_opened()
        self._refresh()

    def _select_opened(self) -> None:
        """The line of the article that is open, where it is listed."""
        current = self._view.current
        place = self._view.model.row_of(f"article:{current.article.id}") if current is not None else -1
        if place >= 0:
            self.list.setCurrentIndex(self._view.model.index(place))

    def _on_listed(self) -> None:
        if not self.list.hasFocus():
            self._select_opened()
        if self._view.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._view.model.index(0))
        # The first rows came after the page was turned to.
        if self._arriving and self._view.model.rowCount():
            self._arriving = False
            self._stack.setCurrentWidget(self.list)
            self.focus()

    def _refresh(self) -> None:
        view = self._view
        pages: dict[str, QWidget] = {
            "nothing": self.nothing,
            "article": self.article,
            "compare": self.compare,
            "versions": self.versions,
        }
        self.right.setCurrentWidget(pages[view.page])
        self._fit()
        for place, name in enumerate(FILTERS):
            count = view.count(name)
            text = f"{filter_name(name)} ({count})" if view.loaded and (count or name == "all") else filter_name(name)
            if self.filter.itemText(place) != text:
                self.filter.setItemText(place, text)
        self.filter.setCurrentIndex(FILTERS.index(view.filter))
        self._stack.setCurrentWidget(self.list if view.model.rowCount() else self.empty)
        if not view.loaded:
            self.empty.set_text(self.tr("Opening …"))
        elif view.query:
            self.empty.set_text(self.tr("Nothing here fits these words."))
        elif view.filter == "all":
            self.empty.set_text(self.tr("There is no article yet. Import some, or begin one."))
        elif view.checking is not None and view.filter not in ("draft", "merged"):
            self.empty.set_text(self.tr("Still looking …"))
        else:
            self.empty.set_text(self.tr("Nothing to do here."))
        self.state.set_full(self._state_text())

    def _state_text(self) -> str:
        checking = self._view.checking
        if checking is None:
            return ""
        if not checking[1]:
            return self.tr("looking for faults …")
        return self.tr("looking for faults … {0} of {1}").format(*checking)
