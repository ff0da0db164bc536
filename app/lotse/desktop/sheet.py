"""A page with one card in the middle: what stands in the window while there is no conversation to show.

Owns the arrangement only.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lotse.desktop.theme import XL, L, M, S

CARD_WIDTH = 460


class Sheet(QWidget):
    """`inner` is filled by the page; `title` and `text` stand first in it. `top` and `under` lie around the card."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tone", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = QFrame(self)
        card.setProperty("kind", "card")
        self.title = QLabel(card)
        self.title.setProperty("kind", "title")
        self.title.setWordWrap(True)
        self.text = QLabel(card)
        self.text.setWordWrap(True)
        self.inner = QVBoxLayout(card)
        self.inner.setContentsMargins(XL, XL, XL, XL)
        self.inner.setSpacing(S)
        self.inner.addWidget(self.title)
        self.inner.addWidget(self.text)
        self.inner.addSpacing(S)
        self.top = QHBoxLayout()
        self.top.addStretch(1)
        self.under = QHBoxLayout()
        self.under.setContentsMargins(XL, M, XL, 0)
        self.under.setSpacing(S)
        middle = QWidget(self)
        middle.setMaximumWidth(CARD_WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(card)
        column.addLayout(self.under)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 10)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.addLayout(self.top)
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(2)
