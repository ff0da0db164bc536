"""What a screen reader is told without being asked: little, and never for every word a model writes.

Polite texts come at most one in two seconds, the newest wins; assertive ones at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET_MS = 2000


class Announcer(QObject):
    """Lives on the main thread. `deliver(text, assertive)` is the way out."""

    def __init__(self, deliver: Callable[[str, bool], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deliver = deliver
        self._waiting = ""
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet_over)

    def say(self, text: str, assertive: bool = False) -> None:
        if not text:
            return
        if assertive:
            self._deliver(text, True)
        elif self._quiet.isActive():
            self._waiting = text
        else:
            self._deliver(text, False)
            self._quiet.start()

    def _on_quiet_over(self) -> None:
        waiting, self._waiting = self._waiting, ""
        self.say(waiting)


def through(target: QObject) -> Callable[[str, bool], None]:
    """Deliver by the accessibility interface of the platform."""

    def deliver(text: str, assertive: bool) -> None:
        if not QAccessible.isActive():
            return
        event = QAccessibleAnnouncementEvent(target, text)
        event.setPoliteness(
            QAccessible.AnnouncementPoliteness.Assertive if assertive else QAccessible.AnnouncementPoliteness.Polite
        )
        QAccessible.updateAccessibility(event)

    return deliver
