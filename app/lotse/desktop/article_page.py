"""An article to read, at the passage that was found: since when it holds, where it comes from, who says the same.

Owns the page's widgets. Must not load an article: the view model has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lotse.desktop.cards import origin_of, why_of
from lotse.desktop.editor_text import Reading
from lotse.desktop.quoting import OUTDATED, plain, validity
from lotse.desktop.theme import XL, XS, L, M, S, Theme
from lotse.desktop.widgets import Iconed, push

if TYPE_CHECKING:
    from lotse.desktop.cards import CardRow
    from lotse.desktop.knowledge_view import KnowledgeView

NAMED = 2
LONGEST_TITLE = 60


class ArticlePage(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab.

    Signals: `others_wanted` when one of the articles that say the same or otherwise is to be chosen.
    """

    others_wanted = Signal()

    def __init__(self, view: KnowledgeView, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self.back = push(self.tr("Back"), "quiet", self)
        self.back.setToolTip(self.tr("Back to the cards (Esc)"))
        self.back.clicked.connect(view.close_article)
        Iconed(self.back, "back", theme, "muted")
        self.more = push("", "quiet", self)
        self.more.setWhatsThis(self.tr("Opens one of the other articles that say the same, or say otherwise."))
        self.more.clicked.connect(self.others_wanted)
        self.title = QLabel(self)
        self.title.setProperty("kind", "heading")
        self.title.setWordWrap(True)
        self.meta = QLabel(self)
        self.meta.setProperty("kind", "small")
        self.meta.setWordWrap(True)
        self.warning = QLabel(self)
        self.warning.setProperty("kind", "warning")
        self.warning.setWordWrap(True)
        self.others = QLabel(self)
        self.others.setProperty("kind", "small")
        self.others.setWordWrap(True)
        self.reading = Reading("", self)
        self.reading.setWhatsThis(
            self.tr("The article. What you select here with Shift and the arrow keys is what is inserted or copied.")
        )
        head = QHBoxLayout()
        head.setContentsMargins(S, 0, M, 0)
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        layout.addLayout(head)
        for widget in (self.title, self.warning, self.meta, self.others):
            row = QHBoxLayout()
            row.setContentsMargins(L, 0, L, 0)
            row.addWidget(widget)
            layout.addLayout(row)
        body = QHBoxLayout()
        body.setContentsMargins(M, 0, M, 0)
        body.addWidget(self.reading)
        layout.addLayout(body, 1)
        self.chain: list[QWidget] = [self.back, self.more, self.reading]

    @property
    def selected(self) -> str:
        """The words that somebody marked in the article."""
        cursor = self.reading.textCursor()
        return cursor.selectedText().replace("\u2029", "\n") if cursor.hasSelection() else ""

    def show_article(self) -> None:
        """Show the article of the view model, at the words that were found."""
        article, row = self._view.article, self._view.article_row
        if article is None or row is None or row.hit is None:
            return
        hit = row.hit
        self.title.setText(article.title)
        over = validity(hit) if OUTDATED in hit.notes else ""
        self.warning.setText("\n".join(part for part in (over, row.warning) if part))
        self.warning.setVisible(bool(self.warning.text()))
        parts = [row.path, "" if over else validity(hit), origin_of(hit), why_of(hit)]
        self.meta.setText("  ·  ".join(part for part in parts if part))
        self._show_others(row)
        self.reading.setAccessibleName(self.tr("Article: {0}").format(article.title))
        self.reading.show_markdown(article.body)
        self.reading.go_to_start()
        text, (start, end) = plain(hit.passage, hit.span)
        # Only a line of it is looked for: a paragraph of a text document is a line.
        if self.reading.show_place(text[start:end].strip().partition("\n")[0], self._theme):
            bar = self.reading.verticalScrollBar()
            bar.setValue(bar.value() + self.reading.cursorRect().top() - XL)
        self.reading.setFocus()

    def _show_others(self, row: CardRow) -> None:
        folded = set(row.hit.folded) if row.hit is not None else set()
        same = [shortened(other.title) for other in self._view.others if other.id in folded]
        named = " · ".join(same[:NAMED]) + (" …" if len(same) > NAMED else "")
        self.others.setText(self.tr("The same stands in: {0}").format(named) if same else "")
        self.others.setVisible(bool(same))
        self.more.setText(self.tr("%n other article(s) …", "", len(self._view.others)))
        self.more.setVisible(bool(self._view.others))


def shortened(title: str) -> str:
    """A title beside others: the whole one stands where it can be chosen."""
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()} …"
