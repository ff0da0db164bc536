"""The knowledge: cards for the newest turn, a search as it is typed, and an article to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from lotse.desktop.article_page import ArticlePage
from lotse.desktop.cards import CardDelegate, CardRow
from lotse.desktop.knowledge_filters import described
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.theme import XS, L, M, S, Theme
from lotse.desktop.widgets import ElidedLabel, EmptyState, ItemList, follow, push, tool
from lotse.wording import Language, word

if TYPE_CHECKING:
    from lotse.desktop.commands import Commands
    from lotse.desktop.knowledge_view import KnowledgeView
    from lotse.domain.knowledge import Article


_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class SearchField(QLineEdit):
    """A field over a list. Signals: `downwards` when the list is wanted, `left` when the focus goes elsewhere."""

    downwards = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) and not event.modifiers() & _MODIFIERS:
            self.downwards.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu or another program in front is no decision about the search.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class CardList(ItemList):
    """The cards. Signals: `left_upwards` when Up is pressed on the first one."""

    left_upwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        up = event.key() == Qt.Key.Key_Up and not event.modifiers() & _MODIFIERS
        if up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
            return
        super().keyPressEvent(event)


class KnowledgePane(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab."""

    def __init__(self, view: KnowledgeView, theme: Theme, commands: Commands, language: Language) -> None:
        super().__init__()
        self._view = view
        self._shown_article: Article | None = None
        self._language: Language = language
        self.setProperty("tone", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.article = ArticlePage(view, theme, self)
        self.reading = self.article.reading
        self.article.others_wanted.connect(commands["other_articles"].trigger)
        self._cards = self._card_page(theme)
        self.nearest = push(self.tr("Show what is nearest"), "quiet", self)
        self.nearest.setToolTip(self.tr("Articles that may not answer this, each marked as unsure"))
        self.nearest.clicked.connect(self._show_nearest)
        self.empty = EmptyState("", self.nearest, self)
        self._stack = QStackedLayout()
        for page in (self._cards, self.empty, self.article):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addLayout(self._search_row(theme, commands))
        layout.addWidget(self._filter_line(commands))
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._actions(theme, commands))
        self.chain: list[QWidget] = [
            self.search, self.filter, self.clear, self.list, self.more, self.nearest, *self.article.chain, *self.acts,
        ]  # fmt: skip
        view.changed.connect(self._refresh)
        self._refresh()

    def _head(self) -> QHBoxLayout:
        title = QLabel(self.tr("Knowledge"), self)
        title.setProperty("kind", "title")
        self.state = ElidedLabel("small", self)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setContentsMargins(L, M, L, XS)
        head.addWidget(title)
        head.addWidget(self.state, 1)
        return head

    def _search_row(self, theme: Theme, commands: Commands) -> QHBoxLayout:
        self.search = SearchField(self)
        self.search.setPlaceholderText(self.tr("Search articles"))
        self.search.setAccessibleName(self.tr("Search the knowledge"))
        self.search.setWhatsThis(
            self.tr(
                "Type words or a question; what is found appears meanwhile, with Enter at once. The arrow down goes to "
                "it, Esc comes back. An empty field returns to the cards."
            )
        )
        self.search.setClearButtonEnabled(True)
        self.search.setText(self._view.finding.query)  # the window is built anew in another language
        self.search.returnPressed.connect(self._on_enter)
        self.search.textChanged.connect(self._view.type_query)
        self.search.downwards.connect(self._go_to_list)
        self.search.left.connect(self._view.finding.leave)
        self.filter = tool(theme, "filter", commands["filter"].text(), parent=self)
        follow(self.filter, commands["filter"])
        row = QHBoxLayout()
        row.setContentsMargins(L, 0, L, S)
        row.setSpacing(XS)
        row.addWidget(self.search, 1)
        row.addWidget(self.filter)
        return row

    def _filter_line(self, commands: Commands) -> QWidget:
        """What the search is kept to, and how that ends."""
        self.filters = QWidget(self)
        self.filtered = ElidedLabel("small", self.filters)
        self.clear = push(commands["clear_filters"].iconText(), "quiet", self.filters)
        self.clear.setProperty("fit", "narrow")
        follow(self.clear, commands["clear_filters"])
        row = QHBoxLayout(self.filters)
        row.setContentsMargins(L, 0, M, XS)
        row.setSpacing(S)
        row.addWidget(self.filtered, 1)
        row.addWidget(self.clear)
        return self.filters

    def _card_page(self, theme: Theme) -> QWidget:
        page = QWidget(self)
        self.list = CardList(self._view.model, CardDelegate(theme), self.tr("Knowledge cards"), page)
        self.list.setWhatsThis(self.tr("Passages for the newest turn or your search. Enter opens the article."))
        self.list.entered_by_key.connect(self._on_chosen)
        self.list.left_upwards.connect(self._go_to_search)
        self.list.clicked.connect(self._on_clicked)
        self.list.doubleClicked.connect(self._on_chosen)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.list.relayout)
        self.more = push("", "quiet", page)
        self.more.clicked.connect(self._view.open_all)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.more)
        return page

    def _actions(self, theme: Theme, commands: Commands) -> QWidget:
        """What can be done with a card, each with one key: use it, and say what it is worth."""
        self.bar = QWidget(self)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(M, 0, M, XS)
        row.setSpacing(0)
        self.insert = self._narrow(commands, "card_insert")
        self.pin = tool(theme, "pin", commands["card_pin"].text(), parent=self)
        self.copy = tool(theme, "copy", commands["card_copy"].text(), parent=self)
        for button, name in ((self.pin, "card_pin"), (self.copy, "card_copy")):
            follow(button, commands[name])
        row.addWidget(self.insert)
        row.addWidget(self.pin)
        row.addWidget(self.copy)
        row.addStretch(1)
        said = [self._narrow(commands, name) for name in ("card_helps", "card_wrong", "card_outdated")]
        for feedback in said:
            row.addWidget(feedback)
        self.acts: list[QWidget] = [self.insert, self.pin, self.copy, *said]
        return self.bar

    def _narrow(self, commands: Commands, name: str) -> QPushButton:
        button = push(commands[name].iconText(), "quiet", self)
        button.setProperty("fit", "narrow")
        follow(button, commands[name])
        return button

    # --- from the agent ------------------------------------------------------------------------------------------

    @property
    def selected(self) -> str:
        """Words marked in the open article."""
        return self.article.selected if self._view.state == "article" else ""

    def _on_enter(self) -> None:
        """What is meant is asked at once; where its answer is there already, Enter goes on to it."""
        finding = self._view.finding
        if self._view.state == "results" and finding.answered == self.search.text().strip() and not finding.busy:
            self._go_to_list()
        else:
            self._view.search(self.search.text())

    def _go_to_list(self) -> None:
        if self._stack.currentWidget() is not self._cards or not self._view.model.rowCount():
            return
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._view.model.index(0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """One step back inside the pane; whether there was one. What is typed in the field stays there."""
        if self._view.article is not None:
            self._view.close_article()
            return True
        if self.list.hasFocus() and self._view.finding.query:
            self._go_to_search()
            return True
        return False

    def _on_current(self, index: QModelIndex) -> None:
        self._view.chosen = index.data(ROW_ROLE)

    def _on_clicked(self, index: QModelIndex) -> None:
        # A click chooses; opening is a double click or Enter, so that reading the excerpt costs nothing.
        self.list.setCurrentIndex(index)

    def _on_chosen(self, index: QModelIndex) -> None:
        row: CardRow | None = index.data(ROW_ROLE)
        if row is not None:
            self._view.open(row)

    # --- from the view model -------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        view = self._view
        self.state.set_full(self._state_text())
        self.more.setVisible(view.waiting > 0)
        self.more.setText(self.tr("{0} more").format(view.waiting))
        said = described(view.finding.filters)
        self.filters.setVisible(bool(said))
        self.filtered.set_full(self.tr("Search only: {0}").format(said) if said else "")
        self.bar.setVisible(view.state in ("cards", "results", "article"))
        self._select_chosen()
        self._show_page()

    def _select_chosen(self) -> None:
        chosen = self._view.chosen
        place = self._view.model.row_of(chosen.id) if chosen is not None else -1
        if place >= 0 and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self._view.model.index(place))

    def _show_nearest(self) -> None:
        self._view.finding.show_nearest()
        self.list.setFocus()

    def _show_page(self) -> None:
        view, before = self._view, self._stack.currentWidget()
        if view.state == "article":
            if self._shown_article is not view.article:
                self._shown_article = view.article
                self._stack.setCurrentWidget(self.article)
                self.article.show_article()
            return
        self._shown_article = None
        reading = before is self.article and not self.search.hasFocus()
        self._stack.setCurrentWidget(self._cards if view.state in ("cards", "results") else self.empty)
        if reading and self._stack.currentWidget() is self._cards:
            self.list.setFocus()
        self.nearest.setVisible(view.state == "nothing" and bool(view.finding.nearest))
        if view.problem is not None:
            self.empty.set_text(word(view.problem, self._language))
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
            only_pinned = view.model.rowCount() == len(view.pinned)
            return self.tr("pinned") if only_pinned else self.tr("for the newest turn")
        return ""
