"""The bar above an article, or above two of them: what was found, and what can be done about it at once.

Owns how it looks and that a finding can be marked as intended. Must not word what was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from lotse.desktop.theme import XS, M
from lotse.desktop.widgets import push

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class FindingBar(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, on_intended: Callable[[], None], others: Sequence[QPushButton], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setProperty("mood", "warning")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.intended = push(self.tr("That is intended"), "", self)
        self.intended.clicked.connect(on_intended)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, XS, XS, XS)
        layout.addWidget(self.text, 1)
        for button in (*others, self.intended):
            layout.addWidget(button)

    def say(self, *lines: str) -> None:
        self.text.setText("\n".join(lines))
        self.setVisible(bool(lines))
