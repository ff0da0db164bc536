"""The clipboard of the system, written and read only when the agent presses a key for it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


class Clipboard(Protocol):
    def put(self, text: str, html: str = "") -> None:
        """Offer a text, and the same as HTML where given."""

    def text(self) -> str:
        """What is offered now, empty when it is no text."""


class SystemClipboard:
    """Lives on the main thread."""

    def put(self, text: str, html: str = "") -> None:
        offered = QMimeData()
        offered.setText(text)
        if html:
            offered.setHtml(html)
        QGuiApplication.clipboard().setMimeData(offered)

    def text(self) -> str:
        return QGuiApplication.clipboard().text()
