"""The page of the sources: what was imported from where on the left; on the right a source, or the import.

Owns arrangement and keys of the page; what is shown is the view model's.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from lotse.desktop import words
from lotse.desktop.detail_page import DetailPage
from lotse.desktop.list_side import ListSide, TwoSides
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.sources_import import ImportPage, places_text
from lotse.desktop.theme import Theme
from lotse.desktop.widgets import EmptyState, push

if TYPE_CHECKING:
    from lotse.desktop.sources_rows import SourceRow
    from lotse.desktop.sources_view import SourcesView
    from lotse.domain.errors import Message

DOCUMENTS = (
    "*.pdf *.docx *.docm *.xlsx *.xlsm *.html *.htm *.xhtml *.md *.markdown *.txt *.csv *.tsv *.jsonl *.zip *.gz"
)


class SourcesPane(QWidget):
    """Lives on the main thread. Signals: `left` when the page is to be left."""

    left = Signal()

    def __init__(self, view: SourcesView, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self.side = self._side(theme)
        self.nothing = EmptyState(self._what_to_do(), None, self)
        self.source = DetailPage(theme, self.tr("What is known about the source"), self.tr("Keep it"))
        self.forget = self.source.add_button(self.tr("Forget …"), "quiet", self._ask_to_forget)
        self.forget.setWhatsThis(self.tr("Removes the articles that came from here. The files are not touched."))
        self.again = self.source.add_button(self.tr("Read again"), "primary", view.read_again)
        self.again.setWhatsThis(self.tr("Reads only what has changed there, and removes what is gone."))
        self.offered = DetailPage(theme, self.tr("What is to be imported"), self.tr("Do not import"))
        self.refuse = self.offered.add_button(self.tr("Do not import"), "quiet", view.close)
        self.accept = self.offered.add_button(self.tr("Import"), "primary", self._on_accept)
        self.importing = ImportPage(view, theme)
        right = QWidget(self)
        self.right = QStackedWidget(right)
        for page in (self.nothing, self.source, self.offered, self.importing):
            self.right.addWidget(page)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.right)
        self._sides = TwoSides(self.side, right, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sides)
        self.chain = [*self.side.chain, *self.source.chain, *self.offered.chain, *self.importing.chain]
        for before, after in pairwise(self.chain):
            QWidget.setTabOrder(before, after)
        view.changed.connect(self._refresh)
        view.progressed.connect(self._refresh)
        view.opened.connect(self._refresh)
        view.listed.connect(self._on_listed)
        view.wanted_focus.connect(self._on_focus)
        view.asked.connect(self._on_asked)
        self._refresh()

    def _what_to_do(self) -> str:
        return self.tr(
            "Drop files, folders or archives here, or add them on the left.\n"
            "PDF, DOCX, XLSX, HTML, Markdown, text, CSV, JSONL and ZIP are read."
        )

    def _side(self, theme: Theme) -> ListSide:
        side = ListSide(theme, self._view.model, self.tr("Sources"), self)
        side.search.setPlaceholderText(self.tr("Filter by name or folder"))
        side.list.setWhatsThis(
            self.tr("What was imported, and from where. Enter shows it, Del forgets it, F5 reads it again.")
        )
        side.searched.connect(self._view.find)
        side.looked_at.connect(self._on_looked_at)
        side.chosen.connect(self._on_chosen)
        self.show_import = side.add_button(push(self.tr("Report"), "quiet"))
        self.show_import.clicked.connect(self._view.show_import)
        self.add_folder = side.add_button(push(self.tr("Folder …")))
        self.add_folder.setAccessibleName(self.tr("Import a folder"))
        self.add_folder.clicked.connect(self.choose_folder)
        self.add_files = side.add_button(push(self.tr("Files …")))
        self.add_files.setAccessibleName(self.tr("Import files"))
        self.add_files.clicked.connect(self.choose_files)
        return side

    # --- choosing ----------------------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Import knowledge"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([f"{self.tr('Documents')} ({DOCUMENTS})", f"{self.tr('All files')} (*)"])
        self._run_dialog(dialog)

    def choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a folder of knowledge"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._run_dialog(dialog)

    def _run_dialog(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view = self._view
        dialog.filesSelected.connect(lambda names: view.take([str(Path(name)) for name in names]))
        dialog.open()

    def _on_accept(self) -> None:
        self._view.take(self._view.offered)

    # --- focus and keys ----------------------------------------------------------------------------------------------

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """Each part with the widget that receives the focus in it, in the order of `F6`."""
        entries: dict[QWidget, QWidget] = {
            self.source: self.source.facts,
            self.offered: self.accept,
            self.importing: self.importing.entry,
        }
        parts: list[tuple[QWidget, QWidget]] = []
        if self.side.isVisibleTo(self):
            parts.append((self.side, self.side.entry))
        page = self.right.currentWidget()
        if page in entries:
            parts.append((page, entries[page]))
        return parts

    def focus(self) -> None:
        """The page was turned to."""
        if self._view.page in ("offered", "import"):
            self._on_focus(self._view.page)
        elif self._sides.narrow:
            self._view.close()
            self.side.focus()
        else:
            self.side.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.step_back()
        elif ctrl and key == Qt.Key.Key_F:
            self.side.begin_search()
        elif ctrl and key in (Qt.Key.Key_O, Qt.Key.Key_N):
            self.choose_files()
        elif key == Qt.Key.Key_F5:
            self._view.read_again()
        elif key == Qt.Key.Key_Delete and self.side.list.hasFocus() and not event.modifiers():
            self._ask_to_forget()
        else:
            super().keyPressEvent(event)

    def step_back(self) -> None:
        """One step back; an import goes on."""
        if not self.source.ask_bar.isHidden():
            self.source.ask_bar.leave()
        elif self._view.page in ("offered", "import") or (self._sides.narrow and self._view.page != "nothing"):
            self._view.close()
            self.side.focus()
        else:
            self.left.emit()

    def _on_looked_at(self, index: QModelIndex) -> None:
        row: SourceRow | None = index.data(ROW_ROLE)
        if not self._sides.narrow:
            self._view.look_at(row)

    def _on_chosen(self, index: QModelIndex) -> None:
        row: SourceRow | None = index.data(ROW_ROLE)
        if row is not None:
            self._view.open(row)
            self.source.facts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus(self, name: str) -> None:
        self._refresh()
        if not self.isVisible():
            return
        if name in ("offered", "import"):
            widget = self.accept if name == "offered" else self.importing.entry
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.side.focus()

    # --- forgetting --------------------------------------------------------------------------------------------------

    def _ask_to_forget(self) -> None:
        row = self._view.current
        if row is None:
            return
        self._view.open(row)
        question = self.tr("%n article(s) from {0} will be removed; the files stay where they are.", "", row.articles)
        self.source.ask_bar.ask(question.format(row.title), self.tr("Forget"), self._view.forget)

    def _on_asked(self, message: Message) -> None:
        edited = int(message.params.get("edited") or 0)
        question = self.tr("%n of these articles were changed here; what was changed would be lost.", "", edited)
        self.source.ask_bar.ask(question, self.tr("Forget all the same"), lambda: self._view.forget(with_edits=True))

    # --- refreshing --------------------------------------------------------------------------------------------------

    def _on_listed(self) -> None:
        current = self._view.current
        place = self._view.model.row_of(current.place) if current is not None else -1
        self.side.keep_to(place)

    def _refresh(self) -> None:
        view = self._view
        pages: dict[str, QWidget] = {
            "nothing": self.nothing,
            "source": self.source,
            "offered": self.offered,
            "import": self.importing,
        }
        self.right.setCurrentWidget(pages[view.page])
        self._sides.choose(view.page == "nothing")
        if view.current is not None:
            self._show_source(view.current)
        if view.offered:
            self.offered.show_thing(
                self.tr("Import {0} as knowledge?").format(places_text(view.offered)),
                [
                    (self.tr("From"), "\n".join(view.offered[:50])),
                    (self.tr("Then"), self.tr("Every agent finds what stands there, until it is removed again.")),
                ],
            )
        running, report = view.running, view.report
        self.show_import.setVisible(running is not None or report is not None)
        self.show_import.setText(self.tr("Report") if running is None else self.tr("Progress"))
        for button in (self.add_files, self.add_folder, self.again, self.forget, self.accept):
            button.setEnabled(running is None)
        self.side.show_list(self._why_empty())

    def _show_source(self, row: SourceRow) -> None:
        self.source.show_thing(
            row.title,
            [
                (self.tr("From"), row.place),
                (self.tr("Kind"), row.kind),
                (self.tr("Documents"), words.number(row.documents)),
                (self.tr("Articles"), words.number(row.articles)),
                (self.tr("Last read"), words.full_date(row.read) if row.read is not None else ""),
            ],
        )

    def _why_empty(self) -> str:
        if not self._view.loaded:
            return self.tr("Opening …")
        if self._view.query:
            return self.tr("Nothing here fits these words.")
        return self.tr("Nothing was imported yet.")
