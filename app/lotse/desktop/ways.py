"""The ways of the keyboard through the window: from pane to pane, from claim to evidence and back, out again.

Owns where the focus goes. Must not change anything but the focus and what is in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from lotse.domain.errors import Message

if TYPE_CHECKING:
    from lotse.desktop.cards import CardRow
    from lotse.desktop.window import MainWindow
    from lotse.domain.filters import Filters


class Ways(QObject):
    """Lives on the main thread, as long as its window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bring_forward = window.arrangement.bring_forward

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """Each pane with the widget that receives the focus in it, in the order of `F6`."""
        window = self._window
        upkeep = window.pages.shown_upkeep
        if upkeep is not None:
            return upkeep.panes()
        contacts, middle, note = window.contacts, window.conversation, window.note
        all_panes: list[tuple[QWidget, QWidget]] = [
            (contacts, contacts.list if contacts.list.isVisibleTo(window) else contacts.search),
            (middle, middle.list if middle.list.isVisibleTo(middle) else middle.opener),
            (middle.reply_area, middle.reply),
            (note, note.list if note.list.isVisibleTo(note) else note.save_button),
            (window.knowledge, window.knowledge.search),
        ]
        return all_panes if window.arrangement.name == "wide" else all_panes[1:]

    def step_pane(self, step: int) -> None:
        panes = self.panes()
        focused = QApplication.focusWidget()
        place = max(
            (i for i, (pane, _entry) in enumerate(panes) if focused is not None and pane.isAncestorOf(focused)),
            default=-1,
        )
        for offset in range(1, len(panes) + 1):
            pane, entry = panes[(place + step * offset) % len(panes)]
            self._bring_forward(pane)
            if entry.isEnabled() and entry.isVisibleTo(self._window):
                entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def to_evidence(self) -> None:
        """From a claim to the first turn it rests on."""
        turns = self._window.workspace.transcript.model
        if not turns.lit:
            return
        talk = self._window.conversation
        self._bring_forward(talk)
        talk.list.setFocus(Qt.FocusReason.OtherFocusReason)
        talk.list.setCurrentIndex(turns.index(turns.row_of(turns.lit[0])))

    def to_claim(self, n: int) -> None:
        """From a turn to the first claim that rests on it."""
        view, pane = self._window.workspace.note, self._window.note
        claim = next((c for c in view.note.claims if n in c.turns), None) if view.note is not None else None
        if claim is None:
            return
        self._bring_forward(pane)
        pane.list.setCurrentIndex(view.model.index(view.model.row_of_claim(claim.id)))
        pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        if self._window.workspace.note.current is not None:
            self._bring_forward(self._window.note)
        self._window.note.edit_selected()

    def add_claim(self) -> None:
        self._bring_forward(self._window.note)
        self._window.note.open_adding()

    def find_knowledge(self) -> None:
        pane = self._window.knowledge
        self._bring_forward(pane)
        self._window.workspace.knowledge.close_article()
        pane.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        pane.search.selectAll()

    def search_in(self, filters: Filters) -> None:
        """Keep the search to other articles, and go on searching."""
        self._window.workspace.knowledge.close_article()
        self._window.workspace.knowledge.finding.keep_to(filters)
        self._bring_forward(self._window.knowledge)
        self._window.knowledge.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def at_work(self) -> bool:
        """Whether conversation and cards are what is shown: what nobody sees is not acted on."""
        return self._window.arrangement.page.isVisibleTo(self._window)

    def insert_card(self) -> None:
        """The words of the card that is looked at go into the reply, with where they stand."""
        text = self._window.workspace.knowledge.quoted(self._window.knowledge.selected) if self.at_work else ""
        if text:
            self._bring_forward(self._window.conversation)
            self._window.conversation.insert(text)

    def copy_card(self) -> None:
        if self.at_work:
            self._window.workspace.knowledge.copy(self._window.knowledge.selected)

    def pin_card(self) -> None:
        if self.at_work:
            self._window.workspace.knowledge.pin()

    def open_card(self, card: CardRow) -> None:
        self._bring_forward(self._window.knowledge)
        self._window.workspace.knowledge.open(card)

    def explain(self) -> None:
        """`F1`: what the widget with the focus is for."""
        notices = self._window.workspace.notices
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not widget.whatsThis():
            widget = widget.parentWidget()
        if widget is not None:
            notices.tell(Message("window_help", {"text": widget.whatsThis()}))
        else:
            notices.tell(Message("window_help_general"))

    def escape(self) -> None:
        """Back to where one was; never loses text."""
        window, workspace = self._window, self._window.workspace
        here = window.knowledge.isAncestorOf(QApplication.focusWidget() or window)
        if here and window.knowledge.escape():
            return
        if workspace.notices.current is not None:
            workspace.notices.dismiss()
        else:
            self._bring_forward(window.conversation)
            window.conversation.reply.setFocus()
