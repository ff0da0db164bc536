"""What the window has to tell: one calm message at a time, each with at most one action.

Owns the queue. Must not word anything that `resources/messages` words, and never blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from lotse.wording import Language, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from lotse.domain.errors import Message

Mood = Literal["info", "success", "warning", "danger"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One message. `action` is the label of the one thing to do, `act` what it does."""

    text: str
    mood: Mood = "info"
    action: str = ""
    act: Callable[[], None] | None = None


class Notices(QObject):
    """Lives on the main thread. Signals: `changed` when another message, or none, is the current one."""

    changed = Signal()

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language: Language = language
        self._queue: list[Notice] = []

    @property
    def current(self) -> Notice | None:
        return self._queue[0] if self._queue else None

    def tell(
        self, message: Message, mood: Mood = "info", action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Show a message, or queue it behind the one that is being read; the same one is not repeated."""
        notice = Notice(word(message, self.language), mood, action, act)
        if any(waiting.text == notice.text for waiting in self._queue):
            return
        # What went well needs no second look: the next message may take its place.
        if self._queue and self._queue[0].mood in ("info", "success"):
            self._queue.pop(0)
        self._queue.append(notice)
        self.changed.emit()

    def dismiss(self) -> None:
        """The current message was read."""
        if self._queue:
            self._queue.pop(0)
            self.changed.emit()

    def act(self) -> None:
        """Do the action of the current message; that answers it."""
        notice = self.current
        self.dismiss()
        if notice is not None and notice.act is not None:
            notice.act()
