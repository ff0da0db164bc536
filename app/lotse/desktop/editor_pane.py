"""The editor's page: what there is and what is wrong with it on the left, the article on the right.

Owns arrangement and keys of the page; what is shown is the view model's.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lotse.desktop.detail_page import DetailPage
from lotse.desktop.editor_article import ArticleForm
from lotse.desktop.editor_compare import ComparePage, VersionsPage
from lotse.desktop.editor_rows import FILTERS, EditorRow, action_name, facts, filter_name
from lotse.desktop.list_side import ListSide, TwoSides
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.theme import Theme
from lotse.desktop.widgets import EmptyState, push

if TYPE_CHECKING:
    from lotse.desktop.editor_view import EditorView

_CTRL = Qt.KeyboardModifier.ControlModifier


class EditorPane(QWidget):
    """Lives on the main thread. Signals: `left` when the page is to be left."""

    left = Signal()

    def __init__(self, view: EditorView, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self.side = self._side(theme)
        self.filter, self.search, self.list = self.side.filter, self.side.search, self.side.list
        self.article = ArticleForm(view, theme)
        self.compare = ComparePage(view, theme)
        self.versions = VersionsPage(view, theme)
        self.nothing = EmptyState(self.tr("Choose an article on the left, or begin a new one."), None, self)
        self.looking = DetailPage(theme, self.tr("What is known about the line"), self.tr("Keep it"))
        self.dismiss = self.looking.add_button(self.tr("That is intended"), "quiet", self._on_dismiss)
        self.act = self.looking.add_button("", "primary", self._on_act)
        right = QWidget(self)
        self.right = QStackedWidget(right)
        for page in (self.nothing, self.looking, self.article, self.compare, self.versions):
            self.right.addWidget(page)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.right)
        self._sides = TwoSides(self.side, right, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sides)
        self.chain = [
            *self.side.chain,
            *self.looking.chain,
            *self.article.chain,
            *self.compare.chain,
            *self.versions.chain,
        ]
        for before, after in pairwise(self.chain):
            QWidget.setTabOrder(before, after)
        view.changed.connect(self._refresh)
        view.opened.connect(self._on_opened)
        view.listed.connect(self._on_listed)
        view.wanted_focus.connect(self._on_focus)
        self._refresh()

    def _side(self, theme: Theme) -> ListSide:
        side = ListSide(theme, self._view.model, self.tr("Articles and findings"), self)
        side.offer_filters(self.tr("Which articles are listed"), [(name, filter_name(name)) for name in FILTERS])
        side.filtered.connect(self._view.choose)
        side.search.setPlaceholderText(self.tr("Filter by title, tag or finding"))
        side.searched.connect(self._view.find)
        side.list.setWhatsThis(
            self.tr("Enter does what is to be done about the selected line; Del marks it as intended.")
        )
        side.chosen.connect(self._on_chosen)
        side.looked_at.connect(lambda _index: self._look())
        self.new = side.add_button(push(self.tr("New article")))
        self.new.clicked.connect(lambda: self._view.write())
        return side

    # --- focus and keys ----------------------------------------------------------------------------------------------

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """Each part with the widget that receives the focus in it, in the order of `F6`."""
        entries: dict[QWidget, QWidget] = {
            self.looking: self.act,
            self.article: self.article.body,
            self.compare: self.compare.left,
            self.versions: self.versions.list,
        }
        parts: list[tuple[QWidget, QWidget]] = [(self.side, self.side.entry)] if self.side.isVisibleTo(self) else []
        page = self.right.currentWidget()
        if page in entries:
            parts.append((page, entries[page]))
        return parts

    def focus(self) -> None:
        """The page was turned to."""
        self.side.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _CTRL
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.step_back()
        elif ctrl and key == Qt.Key.Key_S:
            self._view.save()
        elif ctrl and key == Qt.Key.Key_F:
            self.side.begin_search()
        elif ctrl and key == Qt.Key.Key_N:
            self._view.write()
        elif key == Qt.Key.Key_Delete and self.list.hasFocus() and not event.modifiers():
            self._on_dismissed(self.list.currentIndex())
        elif key == Qt.Key.Key_F2 and self.list.hasFocus():
            self._on_chosen(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    @property
    def _choosing(self) -> bool:
        """Whether nothing is open yet."""
        return self._view.page == "nothing"

    def step_back(self) -> None:
        """One step back; never loses what is typed."""
        if self._choosing:
            self.left.emit()
            return
        self._view.close()
        if self._choosing:
            self.focus()
        else:
            self.article.body.setFocus()

    def _on_chosen(self, index: QModelIndex) -> None:
        row: EditorRow | None = index.data(ROW_ROLE)
        if row is not None:
            self._view.act(row)

    def _on_dismissed(self, index: QModelIndex) -> None:
        row: EditorRow | None = index.data(ROW_ROLE)
        if row is not None:
            self._view.dismiss(row)

    def _row(self) -> EditorRow | None:
        row: EditorRow | None = self.list.currentIndex().data(ROW_ROLE)
        return row

    def _look(self) -> None:
        """What the selected line is about, and the one thing to do about it, while nothing else is shown."""
        row = self._row()
        if not self._choosing:
            return
        self.right.setCurrentWidget(self.nothing if row is None else self.looking)
        if row is not None:
            self.looking.show_thing(row.title, facts(row))
            self.act.setText(action_name(row))
            self.dismiss.setVisible(row.finding is not None or row.wanted is not None)
            self.dismiss.setText(self.tr("Needs no article") if row.wanted is not None else self.tr("That is intended"))

    def _on_act(self) -> None:
        row = self._row()
        if row is not None:
            self._view.act(row)

    def _on_dismiss(self) -> None:
        row = self._row()
        if row is not None:
            self._view.dismiss(row)
            self.side.focus()

    def _on_focus(self, name: str) -> None:
        widgets: dict[str, QWidget] = {
            "title": self.article.title,
            "body": self.article.body,
            "valid_to": self.article.valid_to,
            "left": self.compare.left,
            "versions": self.versions.list,
        }
        self._refresh()
        widgets[name].setFocus(Qt.FocusReason.OtherFocusReason)
        if name == "body":
            self.article.go_to(self._view.place)

    # --- refreshing --------------------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._select_opened()
        self._refresh()

    def _select_opened(self) -> None:
        """The line of the article that is open, where it is listed."""
        current = self._view.current
        place = self._view.model.row_of(f"article:{current.article.id}") if current is not None else -1
        if place >= 0:
            self.list.setCurrentIndex(self._view.model.index(place))

    def _on_listed(self) -> None:
        if not self.list.hasFocus():
            self._select_opened()
        if self._view.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._view.model.index(0))

    def _refresh(self) -> None:
        view = self._view
        pages: dict[str, QWidget] = {
            "nothing": self.nothing,
            "article": self.article,
            "compare": self.compare,
            "versions": self.versions,
        }
        self.right.setCurrentWidget(pages[view.page])
        self._look()
        self._sides.choose(self._choosing)
        for name in FILTERS:
            count = view.count(name)
            text = f"{filter_name(name)} ({count})" if view.loaded and (count or name == "all") else filter_name(name)
            self.side.name_filter(name, text)
        self.filter.setCurrentIndex(FILTERS.index(view.filter))
        self.side.show_list(self._why_empty())
        self.side.state.set_full(self._state_text())

    def _why_empty(self) -> str:
        view = self._view
        if not view.loaded:
            return self.tr("Opening …")
        if view.query:
            return self.tr("Nothing here fits these words.")
        if view.filter == "all":
            return self.tr("There is no article yet. Import some, or begin one.")
        if view.checking is not None and view.filter not in ("draft", "merged"):
            return self.tr("Still looking …")
        return self.tr("Nothing to do here.")

    def _state_text(self) -> str:
        checking = self._view.checking
        if checking is None:
            return ""
        if not checking[1]:
            return self.tr("looking for faults …")
        return self.tr("looking for faults … {0} of {1}").format(*checking)
