"""The list of conversations: what the store has, what is new in each, what the filter leaves.

A view model without widgets. Must not open a conversation: which one is open is the workspace's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lotse.desktop.contacts import ContactsModel, contact_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lotse.desktop.bridge import Bridge
    from lotse.domain.conversations import ConversationId
    from lotse.domain.errors import Message
    from lotse.services.ports import ConversationRow


class ContactsView(QObject):
    """Lives on the main thread. `loaded` once the store has answered for the first time.

    Signals: `changed`; `arrived(first)` each time the store has answered; `failed(message)`.
    """

    changed = Signal()
    arrived = Signal(bool)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._today = today
        self.model = ContactsModel(self)
        self.rows: tuple[ConversationRow, ...] = ()
        self.loaded = False
        self.filter = ""
        self.news: dict[str, int] = {}
        self._asked = False

    def find(self, text: str) -> None:
        """Show the conversations that match."""
        self.filter = text
        self.show()

    def refresh(self) -> None:
        """Ask the store, unless it is being asked."""
        if not self._asked:
            self._asked = True
            self._bridge.submit(lambda core: core.conversations.rows(), self._on_rows, self._on_failed)

    def count_news(self, conversation_id: ConversationId) -> None:
        """One more turn that the agent has not looked at."""
        self.news[conversation_id] = self.news.get(conversation_id, 0) + 1

    def show(self) -> None:
        """Show what is known, anew."""
        self.model.exchange(contact_rows(self.rows, self.news, self.filter, self._today()))
        self.changed.emit()

    def _on_rows(self, rows: tuple[ConversationRow, ...]) -> None:
        self._asked = False
        first = not self.loaded
        self.rows, self.loaded = rows, True
        self.show()
        self.arrived.emit(first)

    def _on_failed(self, message: Message) -> None:
        self._asked = False
        self.failed.emit(message)
