"""Where the knowledge is kept right: articles, the sources they came from, and packs, beside each other as tabs.

Owns the head of the page, the tabs, and which keys of the window still work here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from lotse.desktop.bars import MessageBar
from lotse.desktop.editor_pane import EditorPane
from lotse.desktop.list_side import NARROW
from lotse.desktop.packs_pane import PacksPane
from lotse.desktop.sources_pane import SourcesPane
from lotse.desktop.theme import L, S, Theme
from lotse.desktop.widgets import rule, tool

if TYPE_CHECKING:
    from lotse.desktop.editor_view import EditorView
    from lotse.desktop.notices import Notices
    from lotse.desktop.packs_view import PacksView
    from lotse.desktop.sources_view import SourcesView

Section = Literal["articles", "sources", "packs"]
SECTIONS: tuple[Section, ...] = ("articles", "sources", "packs")
_CTRL = Qt.KeyboardModifier.ControlModifier
_CTRL_SHIFT = _CTRL | Qt.KeyboardModifier.ShiftModifier
_OF_THE_WINDOW = {
    (Qt.Key.Key_K, _CTRL),
    (Qt.Key.Key_D, _CTRL),
    (Qt.Key.Key_Q, _CTRL),
    (Qt.Key.Key_K, _CTRL_SHIFT),
    (Qt.Key.Key_I, _CTRL_SHIFT),
    (Qt.Key.Key_P, _CTRL_SHIFT),
    (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier),
}
"""What the window still does while this page is there. Its other keys belong to a conversation nobody can see."""


class Upkeep(QWidget):
    """Lives on the main thread. Signals: `left` when the page is to be left; `turned(section)` by hand."""

    left = Signal()
    turned = Signal(str)

    def __init__(
        self, articles: EditorView, sources: SourcesView, packs: PacksView, notices: Notices, theme: Theme
    ) -> None:
        super().__init__()
        self.setProperty("tone", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = tool(theme, "back", self.tr("Back to the conversation"), "Esc", self)
        self.back.clicked.connect(self._on_back)
        self.title = QLabel(self.tr("Maintain the knowledge"), self)
        self.title.setProperty("kind", "title")
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Articles, sources or packs"))
        for text in (self.tr("Articles"), self.tr("Sources"), self.tr("Packs")):
            self.tabs.addTab(text)
        self._notices = notices
        self._told = QWidget(self)
        self.message_bar = MessageBar(notices, theme, self._told)
        notices.changed.connect(self._on_told)
        self.articles = EditorPane(articles, theme)
        self.sources = SourcesPane(sources, theme)
        self.packs = PacksPane(packs, theme)
        self._stack = QStackedWidget(self)
        for pane in (self.articles, self.sources, self.packs):
            pane.left.connect(self.left)
            self._stack.addWidget(pane)
        self._lay_out()
        self._order_tab()
        self.tabs.currentChanged.connect(lambda place: self.turned.emit(SECTIONS[place]))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(S, S, S, 0)
        head.setSpacing(S)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addSpacing(L)
        head.addWidget(self.tabs)
        head.addStretch(1)
        told = QHBoxLayout(self._told)
        told.setContentsMargins(L, S, L, S)
        told.addWidget(self.message_bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule(self))
        layout.addWidget(self._told)
        layout.addWidget(self._stack, 1)
        self._on_told()

    def _order_tab(self) -> None:
        bar: list[QWidget] = [self.message_bar.action, self.message_bar.close_button]
        before: QWidget = self.back
        for widget in (self.tabs, *bar, *self.articles.chain, *self.sources.chain, *self.packs.chain):
            QWidget.setTabOrder(before, widget)
            before = widget

    @property
    def section(self) -> Section:
        return SECTIONS[self.tabs.currentIndex()]

    def show_section(self, section: Section) -> None:
        """Turn to a section; the focus goes to the first thing in it."""
        place = SECTIONS.index(section)
        before = self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(before)
        self._stack.setCurrentIndex(place)
        # Whoever walks the tabs with the arrow keys stays in them.
        if not self.tabs.hasFocus():
            self._pane().focus()

    def _pane(self) -> EditorPane | SourcesPane | PacksPane:
        panes: dict[Section, EditorPane | SourcesPane | PacksPane] = {
            "articles": self.articles,
            "sources": self.sources,
            "packs": self.packs,
        }
        return panes[self.section]

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """Each part with the widget that receives the focus in it, in the order of `F6`."""
        return [(self.tabs, self.tabs), *self._pane().panes()]

    def _on_told(self) -> None:
        """Where nothing is told there is no gap either."""
        self._told.setVisible(self._notices.current is not None)

    def _on_back(self) -> None:
        """Back to the conversation; where only a list or a detail has room, back to the list first."""
        if self.width() < NARROW:
            self._pane().step_back()
        else:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.title.setVisible(self.width() >= NARROW)

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
        """From the tabs: Esc leaves, as it does from the lists."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
