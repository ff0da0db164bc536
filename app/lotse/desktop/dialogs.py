"""What opens above the window: anything by a few letters of its name, another case, files.

Owns the entries of the palette. None of them has a loop of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog

from lotse.desktop.contacts import title_of
from lotse.desktop.knowledge_filters import choices
from lotse.desktop.palette import Entry, Palette
from lotse.domain.errors import Message

if TYPE_CHECKING:
    from lotse.desktop.frame import Frame
    from lotse.desktop.window import MainWindow
    from lotse.domain.filters import FilterValues


class Dialogs(QObject):
    """Lives on the main thread, as long as its window."""

    def __init__(self, window: MainWindow, frame: Frame) -> None:
        super().__init__(window)
        self._window = window
        self._frame = frame

    def open_palette(self) -> None:
        """Every command that can be done now, every conversation, the articles that are shown."""
        window = self._window
        entries = [
            Entry(command.action.text(), command.group, _key_of(command.action.shortcut()), command.action.trigger)
            for command in window.commands.all()
            if command.action.isEnabled() and command.name != "palette"
        ]
        talk = self.tr("Conversation")
        for row in window.workspace.contacts.rows:
            entries.append(Entry(title_of(row), talk, "", lambda id_=row.id: window.workspace.open(id_)))  # type: ignore[misc]
        for card in window.workspace.knowledge.model.rows:
            entries.append(Entry(card.title, self.tr("Article"), "", lambda card=card: window.ways.open_card(card)))  # type: ignore[misc]
        Palette(entries, window.theme, self._frame).open()

    def choose_filter(self) -> None:
        """To what the search of the knowledge is kept."""
        if self._window.ways.at_work:
            self._window.workspace.knowledge.finding.offer_filters(self._offer_filters)

    def _offer_filters(self, values: FilterValues) -> None:
        finding = self._window.workspace.knowledge.finding
        made = choices(values, finding.filters)
        if not made:
            self._window.workspace.notices.tell(Message("window_no_filters"))
            return
        entries = [
            Entry(
                self.tr("Remove: {0}").format(choice.label) if choice.on else choice.label,
                self.tr("%n article(s)", "", choice.articles),
                "",
                lambda then=choice.then: self._window.ways.search_in(then),  # type: ignore[misc]
            )
            for choice in made
        ]
        Palette(entries, self._window.theme, self._frame, self.tr("Search only in …")).open()

    def choose_other_article(self) -> None:
        """Another article that says the same as the open one, or otherwise."""
        view = self._window.workspace.knowledge
        entries = [
            Entry(article.title, self.tr("Article"), "", lambda article=article: view.open_other(article))  # type: ignore[misc]
            for article in view.others
        ]
        if view.state == "article" and entries:
            Palette(entries, self._window.theme, self._frame, self.tr("Read another article")).open()

    def choose_case(self) -> None:
        """To which conversation's case the open one belongs."""
        workspace = self._window.workspace
        current = workspace.conversation
        if current is None:
            return
        entries = [
            Entry(title_of(row), self.tr("Case"), "", lambda case=row.case_id: workspace.attach(case))  # type: ignore[misc]
            for row in workspace.contacts.rows
            if row.id != current.id and row.case_id != current.case_id
        ]
        if entries:
            Palette(entries, self._window.theme, self._frame).open()
        else:
            workspace.notices.tell(Message("window_no_other_case"))

    def open_files(self) -> None:
        """Conversations from files."""
        take = self._window.workspace.intake.import_files
        dialog = QFileDialog(self._window, self.tr("Open conversations"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                self.tr("Conversations") + " (*.txt *.json *.jsonl *.csv *.eml *.mbox *.vtt *.srt)",
                self.tr("All files") + " (*)",
            ]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: take([Path(name) for name in names]))
        dialog.open()


def _key_of(sequence: QKeySequence) -> str:
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)
