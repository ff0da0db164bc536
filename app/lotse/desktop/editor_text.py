"""Texts of articles to read: rendered Markdown that loads nothing, and differences between two versions.

Owns that an article is only ever text: HTML in it is shown as text, and no picture, style or file it names is opened.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from lotse.desktop.drawing import evidence_format

if TYPE_CHECKING:
    from lotse.desktop.theme import Theme
    from lotse.domain.article_versions import Difference

DIALECT = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
DEEPEST = 12
_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]{40,}", re.MULTILINE)
_MARKS = re.compile(r"[*_~\[\]]{40,}")
LONGEST = 400_000


class InertDocument(QTextDocument):
    """A document that never loads anything. `refused` counts what it was asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.refused = 0

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        self.refused += 1
        return None


class Reading(QTextEdit):
    """A text to read with the keyboard."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inert = InertDocument(self)
        self.setDocument(self.inert)
        self.setProperty("kind", "reading")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )

    def show_markdown(self, body: str) -> None:
        """Render `body`; where it was scrolled to stays in sight."""
        place = self.verticalScrollBar().value()
        self.inert.setIndentWidth(16)
        self.inert.setMarkdown(tamed(body), DIALECT)
        self.moveCursor(QTextCursor.MoveOperation.Start)  # otherwise the end comes into sight with the next layout
        self.verticalScrollBar().setValue(place)

    def go_to_start(self) -> None:
        """Another text is read from its beginning."""
        self.verticalScrollBar().setValue(0)

    def show_place(self, words: str, theme: Theme) -> bool:
        """Mark a sentence and bring it into sight; whether it was found."""
        wanted = " ".join(words.split())
        cursor = self.inert.find(wanted[:60]) if wanted else QTextCursor()
        if cursor.isNull():
            return False
        start, block = cursor.selectionStart(), cursor.block()
        cursor.setPosition(start)
        end = min(start + len(wanted), block.position() + block.length() - 1)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(evidence_format(theme, "warning_soft"))
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def show_difference(self, difference: Difference, names: dict[str, str], theme: Theme) -> None:
        """What was removed and added, with a sign and a word, not by colour alone. `names` name the fields."""
        self.clear()
        cursor = QTextCursor(self.inert)
        cursor.beginEditBlock()
        for change in difference.fields:
            name = names.get(change.field, change.field)
            self._line(cursor, "−", f"{name}: {change.before or '–'}", "danger_soft", theme)
            self._line(cursor, "+", f"{name}: {change.after or '–'}", "success_soft", theme)
        if difference.empty:
            self._line(cursor, " ", QCoreApplication.translate("Editor", "Nothing differs."), "", theme)
        for line in difference.lines:
            match line.kind:
                case "removed":
                    self._line(cursor, "−", line.text, "danger_soft", theme)
                case "added":
                    self._line(cursor, "+", line.text, "success_soft", theme)
                case _:
                    self._line(cursor, " ", line.text, "", theme)
        cursor.endEditBlock()
        cursor.setPosition(0)
        self.setTextCursor(cursor)

    @staticmethod
    def _line(cursor: QTextCursor, sign: str, text: str, ground: str, theme: Theme) -> None:
        block, letters = QTextBlockFormat(), QTextCharFormat()
        if ground:
            block.setBackground(theme.tokens.color(ground))
        if sign == "−":
            letters.setFontStrikeOut(True)
        if not cursor.atStart():
            cursor.insertBlock(block)
        else:
            cursor.setBlockFormat(block)
        cursor.setCharFormat(QTextCharFormat())
        cursor.insertText(f"{sign} ")
        cursor.setCharFormat(letters)
        cursor.insertText(text)


def tamed(body: str) -> str:
    """`body` without nesting beyond what anybody writes: the reader of Markdown goes down one step for each level."""
    text = body[:LONGEST].replace("\x00", "")
    text = _QUOTES.sub(lambda found: "> " * min(found[0].count(">"), DEEPEST), text)
    text = _INDENT.sub(" " * 40, text)
    return _MARKS.sub(lambda found: found[0][:40], text)
