"""How the panes lie: in three columns or, docked, in one with three tabs; their sizes, and the order of Tab.

Owns splitters, tabs and what is kept of them. Must not know what a pane does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from lotse.desktop.frame import WIDE, Frame
from lotse.desktop.theme import S

if TYPE_CHECKING:
    from lotse.desktop.bars import MessageBar, QuestionBar, StatusStrip
    from lotse.desktop.contacts_pane import ContactsPane
    from lotse.desktop.conversation_pane import ConversationPane
    from lotse.desktop.knowledge_pane import KnowledgePane
    from lotse.desktop.note_pane import NotePane
    from lotse.desktop.settings import Layout, Settings

DOCKED_WIDTH = 480


@dataclass(frozen=True, slots=True)
class Panes:
    """What is arranged."""

    contacts: ContactsPane
    conversation: ConversationPane
    note: NotePane
    knowledge: KnowledgePane
    status: StatusStrip
    message_bar: MessageBar
    question_bar: QuestionBar


class Arrangement(QObject):
    """Lives on the main thread. `name` is the layout of now, `page` the widget that holds the panes in it."""

    def __init__(self, panes: Panes, settings: Settings, frame: Frame, window: QWidget) -> None:
        super().__init__(window)
        self._panes = panes
        self._settings = settings
        self._frame = frame
        self._window = window
        self.name: Layout = "wide"
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        for splitter in (self.right, self.columns):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(True)
        self.tabs.setAccessibleName(self.tr("Panes"))
        self.tabs.tabBar().setAccessibleName(self.tr("Panes"))
        self.docked = QWidget()
        self._docked_bar = QVBoxLayout()
        self._docked_bar.setContentsMargins(S, 0, S, S)
        self._docked_foot = QHBoxLayout()
        self._docked_foot.setContentsMargins(S, 0, S, S)
        whole = QVBoxLayout(self.docked)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs, 1)
        whole.addLayout(self._docked_bar)
        whole.addLayout(self._docked_foot)

    @property
    def page(self) -> QWidget:
        return self.columns if self.name == "wide" else self.docked

    def arrange(self, layout: Layout, *, restore: bool = False) -> None:
        """Put the panes into three columns, or into tabs. The panes keep their state."""
        if not restore:
            self.keep_geometry()
        self.name = layout
        if layout == "wide":
            self._arrange_wide()
        else:
            self._arrange_docked()
        self._panes.contacts.setVisible(layout == "wide")
        self._order_tab()
        kept = self._settings.bytes_of(layout)
        if kept is not None:
            self._frame.restoreGeometry(kept)
        elif layout == "docked":
            self._frame.resize(DOCKED_WIDTH, max(self._frame.height(), 720))
        else:
            self._frame.resize(WIDE)

    def _arrange_wide(self) -> None:
        panes = self._panes
        panes.contacts.foot.addWidget(panes.status)
        panes.status.lie(False)
        panes.conversation.bar_slot.addWidget(panes.question_bar)
        panes.conversation.bar_slot.addWidget(panes.message_bar)
        for pane in (panes.note, panes.knowledge):
            self.right.addWidget(pane)
        for widget in (panes.contacts, panes.conversation, self.right):
            self.columns.addWidget(widget)
        # A pane that was a hidden tab stays hidden until it is told otherwise.
        for hidden in (panes.conversation, panes.note, panes.knowledge):
            hidden.show()
        self.columns.setStretchFactor(0, 0)
        self.columns.setStretchFactor(1, 1)
        self.columns.setStretchFactor(2, 0)
        self.columns.setCollapsible(1, False)
        panes.contacts.setMinimumWidth(190)
        panes.conversation.setMinimumWidth(380)
        self.right.setMinimumWidth(330)
        self._frame.setMinimumSize(0, 480)
        self.columns.setSizes([244, 632, 404])
        self.right.setSizes([460, 340])
        for name, splitter in (("columns", self.columns), ("right", self.right)):
            kept = self._settings.bytes_of(name)
            if kept is not None:
                splitter.restoreState(kept)

    def _arrange_docked(self) -> None:
        panes = self._panes
        panes.contacts.setParent(self._window)
        panes.contacts.hide()
        self._docked_foot.addWidget(panes.status)
        panes.status.lie(True)
        self._docked_bar.addWidget(panes.question_bar)
        self._docked_bar.addWidget(panes.message_bar)
        for widget in (panes.conversation, self.right):
            widget.setMinimumWidth(0)
        for pane, name in (
            (panes.conversation, self.tr("Conversation")),
            (panes.note, self.tr("Note")),
            (panes.knowledge, self.tr("Knowledge")),
        ):
            self.tabs.addTab(pane, name)
        self._frame.setMinimumSize(360, 480)

    def _order_tab(self) -> None:
        """Tab goes through the columns from left to right, in each from top to bottom."""
        panes = self._panes
        talk = panes.conversation
        bar: list[QWidget] = [panes.message_bar.action, panes.message_bar.close_button]
        right = [*panes.note.chain, *panes.knowledge.chain]
        status: list[QWidget] = [panes.status.importing, panes.status.model, panes.status.offline]
        if self.name == "wide":
            chain = [*panes.contacts.chain, *status, *talk.chain, *bar, *talk.reply_chain, *right]
        else:
            chain = [self.tabs.tabBar(), *talk.chain, *talk.reply_chain, *right, *bar, *status]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def bring_forward(self, pane: QWidget) -> None:
        """Docked: show the tab that a pane lies in."""
        if self.name != "docked":
            return
        for place in range(self.tabs.count()):
            tab = self.tabs.widget(place)
            if tab is not None and (tab is pane or tab.isAncestorOf(pane)):
                self.tabs.setCurrentIndex(place)

    def keep_geometry(self) -> None:
        self._settings.keep_bytes(self.name, self._frame.saveGeometry())
        if self.name == "wide":
            self._settings.keep_bytes("columns", self.columns.saveState())
            self._settings.keep_bytes("right", self.right.saveState())
