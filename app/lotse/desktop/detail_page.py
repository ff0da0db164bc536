"""What is known about the one thing that was chosen in a list, with what can be done about it; and the question before.

Owns the arrangement. Must not know what the thing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lotse.desktop.editor_text import Reading
from lotse.desktop.theme import XS, L, M, S, Theme
from lotse.desktop.widgets import push

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Facts(Reading):
    """Names and values, one below the other, to be read and copied with the keyboard."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._theme = theme
        self._shown: tuple[tuple[str, str], ...] = ()
        theme.changed.connect(self._write)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """What has no value is left out."""
        wanted = tuple((name, value) for name, value in facts if value)
        if wanted != self._shown:
            self._shown = wanted
            self._write()

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.inert)
        names, values, space = QTextCharFormat(), QTextCharFormat(), QTextBlockFormat()
        names.setForeground(self._theme.tokens.color("muted"))
        names.setFontPointSize(self._theme.small.pointSizeF())
        values.setForeground(self._theme.tokens.color("ink"))
        values.setFontPointSize(self._theme.body.pointSizeF())
        for place, (name, value) in enumerate(self._shown):
            space.setTopMargin(S if place else 0)
            if place:
                cursor.insertBlock(space)
            cursor.insertText(name, names)
            plain = QTextBlockFormat()
            for line in value.split("\n"):
                cursor.insertBlock(plain)
                cursor.insertText(line, values)
        self.moveCursor(QTextCursor.MoveOperation.Start)


class AskBar(QFrame):
    """A question with one answer that does it and one that leaves everything as it is. Hidden while none is asked."""

    def __init__(self, keep: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setProperty("mood", "warning")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.do, self.keep = push("", "", self), push(keep, "quiet", self)
        self._act: Callable[[], None] = self.hide
        self.do.clicked.connect(self._on_do)
        self.keep.clicked.connect(self.leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, XS, XS, XS)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.do)
        layout.addWidget(self.keep)
        self._before: QWidget | None = None
        self.hide()

    def ask(self, question: str, do: str, act: Callable[[], None]) -> None:
        """Ask; the focus goes to the answer that changes nothing, so that no key still held down does it."""
        self._act = act
        self.text.setText(question)
        self.do.setText(do)
        self._before = self.window().focusWidget()
        self.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nothing is done."""
        here = self.do.hasFocus() or self.keep.hasFocus()
        self.hide()
        if here and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_do(self) -> None:
        self.leave()
        self._act()


class DetailPage(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab."""

    def __init__(self, theme: Theme, about: str, keep: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.title.setProperty("kind", "title")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.ask_bar = AskBar(keep, self)
        self.facts = Facts(about, theme, self)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(S)
        self._foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addWidget(self.title)
        layout.addWidget(self.ask_bar)
        layout.addWidget(self.facts, 1)
        layout.addLayout(self._foot)
        self.chain: list[QWidget] = [self.ask_bar.do, self.ask_bar.keep, self.facts]

    def add_button(self, text: str, kind: str, call: Callable[[], object]) -> QPushButton:
        button = push(text, kind, self)
        button.clicked.connect(lambda _checked=False: call())
        self._foot.addWidget(button)
        self.chain.append(button)
        return button

    def show_thing(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        """Another thing, or other facts of it; a question about the one before is not asked any more."""
        if title != self.title.text():
            self.ask_bar.leave()
        self.title.setText(title)
        self.facts.setAccessibleName(title)
        self.facts.show_facts(facts)
