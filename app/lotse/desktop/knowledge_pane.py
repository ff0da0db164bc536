"""The knowledge: cards for the newest turn, a search, and an article to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from lotse.desktop import words
from lotse.desktop.cards import CardDelegate, CardRow
from lotse.desktop.drawing import evidence_format
from lotse.desktop.editor_text import Reading
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.theme import XL, XS, L, M, S, Theme
from lotse.desktop.widgets import ElidedLabel, EmptyState, Iconed, ItemList, follow, push
from lotse.wording import Language, word

if TYPE_CHECKING:
    from lotse.desktop.commands import Commands
    from lotse.desktop.knowledge_view import KnowledgeView


class KnowledgePane(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab."""

    def __init__(self, view: KnowledgeView, theme: Theme, commands: Commands, language: Language) -> None:
        super().__init__()
        self._view = view
        self._theme = theme
        self._language: Language = language
        self.setProperty("tone", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(self.tr("Knowledge"), self)
        title.setProperty("kind", "title")
        self.state = ElidedLabel("small", self)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setContentsMargins(L, M, L, XS)
        head.addWidget(title)
        head.addWidget(self.state, 1)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search articles"))
        self.search.setAccessibleName(self.tr("Search the knowledge"))
        self.search.setWhatsThis(self.tr("Type a question and press Enter. An empty field returns to the cards."))
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(lambda: view.search(self.search.text()))
        self.search.textChanged.connect(self._on_typed)
        search = QHBoxLayout()
        search.setContentsMargins(L, 0, L, S)
        search.addWidget(self.search)

        self.list = ItemList(view.model, CardDelegate(theme), self.tr("Knowledge cards"), self)
        self.list.setWhatsThis(self.tr("Passages for the newest turn or your search. Enter opens the article."))
        self.list.entered_by_key.connect(self._on_chosen)
        self.list.clicked.connect(self._on_clicked)
        self.list.doubleClicked.connect(self._on_chosen)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.list.relayout)
        self.more = push("", "quiet", self)
        self.more.clicked.connect(view.open_all)
        cards = QWidget(self)
        inner = QVBoxLayout(cards)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.more)
        inner.addLayout(self._feedback(commands))
        self._cards = cards
        self.empty = EmptyState("", None, self)
        self._article = self._article_page()
        self.chain: list[QWidget] = [self.search, self.list, self.more, *self.feedback, self.back, self.reading]
        self._stack = QStackedLayout()
        for page in (cards, self.empty, self._article):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(search)
        layout.addLayout(self._stack, 1)
        view.changed.connect(self._refresh)
        self._refresh()

    def _article_page(self) -> QWidget:
        page = QWidget(self)
        self.back = push(self.tr("Back"), "quiet", page)
        self.back.setToolTip(self.tr("Back to the cards (Esc)"))
        self.back.clicked.connect(self._view.close_article)
        Iconed(self.back, "back", self._theme, "muted")
        self.article_title = QLabel(page)
        self.article_title.setProperty("kind", "heading")
        self.article_title.setWordWrap(True)
        self.article_meta = ElidedLabel("small", page)
        self.reading = Reading("", page)
        head = QHBoxLayout()
        head.setContentsMargins(S, 0, L, 0)
        head.addWidget(self.back)
        head.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, S)
        layout.setSpacing(XS)
        layout.addLayout(head)
        for widget in (self.article_title, self.article_meta):
            row = QHBoxLayout()
            row.setContentsMargins(L, 0, L, 0)
            row.addWidget(widget)
            layout.addLayout(row)
        body = QHBoxLayout()
        body.setContentsMargins(M, 0, M, 0)
        body.addWidget(self.reading)
        layout.addLayout(body, 1)
        return page

    def _feedback(self, commands: Commands) -> QHBoxLayout:
        """What can be said about a card, each with one key."""
        row = QHBoxLayout()
        row.setContentsMargins(M, 0, M, XS)
        row.setSpacing(0)
        self.feedback: list[QWidget] = []
        for name in ("card_helps", "card_wrong", "card_outdated"):
            button = push(commands[name].iconText(), "quiet", self)
            button.setProperty("fit", "narrow")
            follow(button, commands[name])
            row.addWidget(button)
            self.feedback.append(button)
        row.addStretch(1)
        return row

    def _on_current(self, index: QModelIndex) -> None:
        self._view.chosen = index.data(ROW_ROLE)

    def _on_typed(self, text: str) -> None:
        if not text:
            self._view.search("")

    def _on_clicked(self, index: QModelIndex) -> None:
        # A click chooses; opening is a double click or Enter, so that reading the excerpt costs nothing.
        self.list.setCurrentIndex(index)

    def _on_chosen(self, index: QModelIndex) -> None:
        row: CardRow | None = index.data(ROW_ROLE)
        if row is not None:
            self._view.open(row)

    def _refresh(self) -> None:
        view = self._view
        self.state.set_full(self._state_text())
        self.more.setVisible(view.waiting > 0)
        self.more.setText(self.tr("{0} more").format(view.waiting))
        if view.state == "article":
            if self._stack.currentWidget() is not self._article:
                self._show_article()
            self._stack.setCurrentWidget(self._article)
            return
        was_reading = self._stack.currentWidget() is self._article
        self._stack.setCurrentWidget(self._cards if view.state in ("cards", "results") else self.empty)
        if was_reading and self._stack.currentWidget() is self._cards:
            self.list.setFocus()
        if view.problem is not None:
            self.empty.set_text(word(view.problem, self._language))
        elif view.state == "searching":
            self.empty.set_text(self.tr("Searching …"))
        elif view.state == "nothing":
            self.empty.set_text(self.tr("Nothing good enough was found. Try other words."))
        else:
            self.empty.set_text(self.tr("Articles that fit the newest turn appear here."))

    def _state_text(self) -> str:
        view = self._view
        if view.index is not None and view.index[1]:
            return self.tr("index: {0} %").format(round(100 * view.index[0] / view.index[1]))
        if view.state == "results":
            return self.tr("%n result(s)", "", view.model.rowCount())
        if view.state == "cards":
            return self.tr("for the newest turn")
        return ""

    def _show_article(self) -> None:
        article, hit = self._view.article, self._view.article_hit
        if article is None:
            return
        self.article_title.setText(article.title)
        parts = [article.source] if article.source else []
        if article.valid_from is not None:
            parts.append(self.tr("valid since {0}").format(words.full_date(article.valid_from)))
        if article.valid_to is not None:
            parts.append(self.tr("valid until {0}").format(words.full_date(article.valid_to)))
        self.article_meta.set_full("  ·  ".join(parts))
        self.reading.setAccessibleName(self.tr("Article: {0}").format(article.title))
        self.reading.show_markdown(article.body)
        if hit is not None:
            wanted = " ".join(hit.passage[hit.span[0] : hit.span[1]].split())
            # Only the beginning is looked for: markup may stand in the way of the rest.
            cursor = self.reading.document().find(wanted[:40]) if wanted else QTextCursor()
            if not cursor.isNull():
                start, block = cursor.selectionStart(), cursor.block()
                cursor.setPosition(start)
                end = min(start + len(wanted), block.position() + block.length() - 1)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(evidence_format(self._theme, "accent_soft"))
                cursor.setPosition(start)
                self.reading.setTextCursor(cursor)
                bar = self.reading.verticalScrollBar()
                bar.setValue(bar.value() + self.reading.cursorRect().top() - XL)
        self.reading.setFocus()
