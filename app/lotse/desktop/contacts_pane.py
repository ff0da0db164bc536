"""The left column: what is waiting, and how Lotse is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from lotse.desktop.contacts import ContactDelegate, ContactRow
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.theme import XS, M, S, Theme
from lotse.desktop.widgets import EmptyState, ItemList, follow, push, tool

if TYPE_CHECKING:
    from lotse.desktop.commands import Commands
    from lotse.desktop.workspace import Workspace


class ContactsPane(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab."""

    def __init__(self, workspace: Workspace, theme: Theme, commands: Commands, menu: QMenu) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("tone", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(self.tr("Conversations"), self)
        title.setProperty("kind", "title")
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        self.chain: list[QWidget] = []
        for name, image in (("new", "new"), ("open", "open")):
            action = commands[name]
            button = tool(theme, image, action.text(), parent=self)
            follow(button, action)
            buttons.addWidget(button)
            self.chain.append(button)
        self.menu_button = tool(theme, "menu", self.tr("Menu"), parent=self)
        self.menu_button.setMenu(menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setWhatsThis(self.tr("All commands, the language and the look of Lotse."))
        head = QHBoxLayout()
        head.setContentsMargins(M + XS, M, S, 0)
        head.addWidget(title, 1)
        head.addLayout(buttons)
        head.addWidget(self.menu_button)

        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search conversations"))
        self.search.setWhatsThis(self.tr("Shows only the conversations whose title has these words."))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(workspace.contacts.find)
        search = QHBoxLayout()
        search.setContentsMargins(M, S, M, XS)
        search.addWidget(self.search)

        self.list = ItemList(workspace.contacts.model, ContactDelegate(theme), self.tr("Conversations"), self)
        self.list.setWhatsThis(self.tr("Choose a conversation with the arrow keys; Enter goes to it."))
        self.list.clicked.connect(self._on_chosen)
        self.list.entered_by_key.connect(self._on_chosen)
        theme.changed.connect(self.list.relayout)
        opener = push(commands["open"].text(), "", self)
        follow(opener, commands["open"])
        self.empty = EmptyState("", opener, self)
        self.chain += [self.menu_button, self.search, self.list, opener]
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)

        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(S, XS, S, S)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(search)
        layout.addLayout(self._stack, 1)
        layout.addLayout(self.foot)

        workspace.contacts.changed.connect(self._refresh)
        workspace.conversation_changed.connect(self._select)
        self._refresh()

    def _on_chosen(self, index: QModelIndex) -> None:
        row: ContactRow | None = index.data(ROW_ROLE)
        if row is not None and row.row is not None:
            self._workspace.open(row.row.id)

    def _refresh(self) -> None:
        empty = self._workspace.contacts.model.rowCount() == 0
        self._stack.setCurrentWidget(self.empty if empty else self.list)
        if not self._workspace.contacts.loaded:
            self.empty.set_text(self.tr("Opening …"))
        elif self._workspace.contacts.filter:
            self.empty.set_text(self.tr("No conversation has these words."))
        else:
            self.empty.set_text(self.tr("No conversation yet. Open a file, drop one here or paste a text."))
        self._select()

    def _select(self) -> None:
        conversation = self._workspace.conversation
        if conversation is None:
            return
        place = self._workspace.contacts.model.row_of(conversation.id)
        if place >= 0 and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self._workspace.contacts.model.index(place))
