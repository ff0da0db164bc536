"""The page of the packs: what is installed, trusted and watched on the left; on the right one of them, or an offer.

Owns arrangement and keys of the page; what is shown is the view model's.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from lotse.desktop import words
from lotse.desktop.detail_page import DetailPage
from lotse.desktop.list_side import ListSide, TwoSides
from lotse.desktop.packs_offer import OfferPage, TrustPage
from lotse.desktop.packs_rows import PACK_FILTERS, PackRow, filter_name, fingerprint, not_trusted, origin, outcome_text
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.sources_report import name_of
from lotse.desktop.theme import Theme
from lotse.desktop.widgets import EmptyState, push

if TYPE_CHECKING:
    from lotse.desktop.packs_view import PacksView
    from lotse.services.pack_ports import InstalledPack, TrustedKey, WatchedFolder

ENDING = ".lotsepack"
SHOWN_OUTCOMES = 12


class PacksPane(QWidget):
    """Lives on the main thread. Signals: `left` when the page is to be left."""

    left = Signal()

    def __init__(self, view: PacksView, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self.side = self._side(theme)
        self.nothing = EmptyState("", None, self)
        self.thing = DetailPage(theme, self.tr("What is known about it"), self.tr("Keep it"))
        self.away = self.thing.add_button("", "quiet", self._ask_away)
        self.export = self.thing.add_button(self.tr("Export …"), "quiet", self._choose_export)
        self.undo = self.thing.add_button("", "", self._on_undo)
        self.offer = OfferPage(view, theme)
        self.trust = TrustPage(view)
        right = QWidget(self)
        self.right = QStackedWidget(right)
        for page in (self.nothing, self.thing, self.offer, self.trust):
            self.right.addWidget(page)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.right)
        self._sides = TwoSides(self.side, right, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sides)
        self.chain = [*self.side.chain, *self.thing.chain, *self.offer.chain, *self.trust.chain]
        for before, after in pairwise(self.chain):
            QWidget.setTabOrder(before, after)
        view.changed.connect(self._refresh)
        view.opened.connect(self._refresh)
        view.listed.connect(self._on_listed)
        view.wanted_focus.connect(self._on_focus)
        self._refresh()

    def _side(self, theme: Theme) -> ListSide:
        side = ListSide(theme, self._view.model, self.tr("Packs, keys and folders"), self)
        side.offer_filters(self.tr("What is listed"), [(name, filter_name(name)) for name in PACK_FILTERS])
        side.filtered.connect(self._view.choose)
        side.search.setPlaceholderText(self.tr("Filter the list"))
        side.list.setWhatsThis(self.tr("Enter shows a line, Del takes it away after a question."))
        side.searched.connect(self._view.find)
        side.looked_at.connect(self._on_looked_at)
        side.chosen.connect(self._on_chosen)
        self.begin = side.add_button(push(""))
        self.begin.clicked.connect(self._on_begin)
        return side

    # --- choosing ----------------------------------------------------------------------------------------------------

    def _on_begin(self) -> None:
        {"packs": self.choose_packs, "keys": self._view.begin_trust, "folders": self.choose_folder}[self._view.filter]()

    def choose_packs(self) -> None:
        dialog = QFileDialog(self, self.tr("Install a knowledge pack"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([f"{self.tr('Knowledge packs')} (*{ENDING})", f"{self.tr('All files')} (*)"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._view.offer)
        dialog.open()

    def choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Watch a folder for new packs"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._view.watch)
        dialog.open()

    def _choose_export(self) -> None:
        row = self._view.current
        if row is None or row.pack is None:
            return
        dialog = QFileDialog(self, self.tr("Export the pack"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{self.tr('Knowledge packs')} (*{ENDING})"])
        dialog.setDefaultSuffix(ENDING[1:])
        dialog.selectFile(f"{row.pack.pack.name}-{row.pack.pack.version}{ENDING}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._view.export)
        dialog.open()

    # --- focus and keys ----------------------------------------------------------------------------------------------

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """Each part with the widget that receives the focus in it, in the order of `F6`."""
        entries: dict[QWidget, QWidget] = {
            self.thing: self.thing.facts,
            self.offer: self.offer.entry,
            self.trust: self.trust.entry,
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
        if self._sides.narrow and self._view.page == "thing":
            self._view.close()
        self._on_focus(self._view.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.step_back()
        elif ctrl and key == Qt.Key.Key_F:
            self.side.begin_search()
        elif ctrl and key in (Qt.Key.Key_O, Qt.Key.Key_N):
            self._on_begin()
        elif key == Qt.Key.Key_Delete and self.side.list.hasFocus() and not event.modifiers():
            self._ask_away()
        else:
            super().keyPressEvent(event)

    def step_back(self) -> None:
        """One step back; nothing is installed or trusted by it."""
        if not self.thing.ask_bar.isHidden():
            self.thing.ask_bar.leave()
        elif self._view.page == "trust":
            self._view.leave_trust()
        elif self._view.page == "offer" or (self._sides.narrow and self._view.page == "thing"):
            self._view.close()
        else:
            self.left.emit()

    def _on_looked_at(self, index: QModelIndex) -> None:
        row: PackRow | None = index.data(ROW_ROLE)
        if not self._sides.narrow:
            self._view.look_at(row)

    def _on_chosen(self, index: QModelIndex) -> None:
        row: PackRow | None = index.data(ROW_ROLE)
        if row is not None:
            self._view.open(row)
            self.thing.facts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus(self, name: str) -> None:
        self._refresh()
        if name == "trust":
            self.trust.begin()
        if not self.isVisible():
            return
        if name in ("offer", "trust"):
            widget = self.offer.entry if name == "offer" else self.trust.entry
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.side.focus()

    # --- taking away -------------------------------------------------------------------------------------------------

    def _ask_away(self) -> None:
        row = self._view.current
        if row is None or (not self.away.isVisibleTo(self.thing) and self._view.page == "thing"):
            return
        self._view.open(row)
        ask = self.thing.ask_bar.ask
        if row.pack is not None:
            ask(self._removal(row.pack), self.tr("Remove"), self._view.remove)
        elif row.trusted is not None and row.trusted.origin == "home":
            ask(
                self.tr("Packs of {0} can then no longer be installed; those that are installed stay.").format(
                    row.title
                ),
                self.tr("Trust no more"),
                self._view.distrust,
            )
        elif row.folder is not None and row.folder.origin == "home":
            question = self.tr("New packs in {0} are then no longer installed; what is installed stays.")
            ask(question.format(row.title), self.tr("Watch no more"), self._view.unwatch)

    def _removal(self, pack: InstalledPack) -> str:
        question = self.tr("%n article(s) of {0} are removed; articles of your own that they replaced come back.", "",
                           pack.articles)  # fmt: skip
        return question.format(pack.pack.name)

    def _on_undo(self) -> None:
        row = self._view.current
        if row is None or row.pack is None:
            return
        if row.pack.before is None:
            self.thing.ask_bar.ask(self._removal(row.pack), self.tr("Take back"), self._view.undo)
        else:
            self._view.undo()

    # --- refreshing --------------------------------------------------------------------------------------------------

    def _on_listed(self) -> None:
        current = self._view.current
        place = self._view.model.row_of(current.key) if current is not None else -1
        self.side.keep_to(place)

    def _refresh(self) -> None:
        view = self._view
        pages: dict[str, QWidget] = {
            "nothing": self.nothing,
            "thing": self.thing,
            "offer": self.offer,
            "trust": self.trust,
        }
        self.right.setCurrentWidget(pages[view.page])
        self._sides.choose(view.page == "nothing")
        for name in PACK_FILTERS:
            count = view.count(name)
            self.side.name_filter(name, f"{filter_name(name)} ({words.number(count)})" if count else filter_name(name))
        self.side.filter.setCurrentIndex(PACK_FILTERS.index(view.filter))
        self._word_begin()
        self.nothing.set_text(self._what_to_do())
        self.side.show_list(self._why_empty())
        row = view.current
        if row is not None:
            self._show_buttons(row)
            if row.pack is not None:
                self._show_pack(row.pack)
            elif row.trusted is not None:
                self._show_key(row.trusted)
            elif row.folder is not None:
                self._show_folder(row.folder)

    def _word_begin(self) -> None:
        match self._view.filter:
            case "packs":
                self.begin.setText(self.tr("Install a pack …"))
            case "keys":
                self.begin.setText(self.tr("Trust a key …"))
            case "folders":
                self.begin.setText(self.tr("Watch a folder …"))

    def _what_to_do(self) -> str:
        match self._view.filter:
            case "packs":
                return self.tr(
                    "Drop a pack here, or choose one on the left.\n"
                    "It is checked, and you see what it changes before it is installed.\n"
                    "Packs are built and signed on the command line: lotse pack --help"
                )
            case "keys":
                return self.tr("Only packs signed with a trusted key are installed. The editors tell you their key.")
            case "folders":
                return self.tr("New packs in a watched folder are checked and installed by themselves.")

    def _why_empty(self) -> str:
        if not self._view.loaded:
            return self.tr("Opening …")
        if self._view.query:
            return self.tr("Nothing here fits these words.")
        match self._view.filter:
            case "packs":
                return self.tr("No pack is installed.")
            case "keys":
                return self.tr("No key is trusted yet.")
            case "folders":
                return self.tr("No folder is watched.")

    def _show_buttons(self, row: PackRow) -> None:
        home = row.pack is not None or (row.trusted or row.folder).origin == "home"  # type: ignore[union-attr]
        self.away.setVisible(home)
        self.export.setVisible(row.pack is not None)
        self.undo.setVisible(row.pack is not None and row.pack.can_undo)
        if row.pack is not None:
            before = row.pack.before
            self.away.setText(self.tr("Remove …"))
            self.undo.setText(self.tr("Back to {0}").format(before) if before else self.tr("Take back …"))
        else:
            self.away.setText(self.tr("Trust no more …") if row.trusted is not None else self.tr("Watch no more …"))

    def _show_pack(self, pack: InstalledPack) -> None:
        names = {key.public: key.name for key in self._view.known.keys}
        signer = names.get(pack.pack.signer) or f"{not_trusted()}\n{fingerprint(pack.pack.signer)}"
        undo = self.tr("version {0}").format(pack.before) if pack.before else self.tr("the pack goes")
        self.thing.show_thing(
            f"{pack.pack.name} {pack.pack.version}",
            [
                (self.tr("Signed by"), signer),
                (self.tr("Articles"), words.number(pack.articles)),
                (self.tr("Installed on"), words.full_date(pack.installed.date())),
                (self.tr("Description"), pack.pack.description),
                (self.tr("Taking it back brings"), undo if pack.can_undo else ""),
            ],
        )

    def _show_key(self, key: TrustedKey) -> None:
        signed = ", ".join(one.pack.name for one in self._view.known.packs if one.pack.signer == key.public)
        self.thing.show_thing(
            key.name,
            [
                (self.tr("Fingerprint: the key itself"), fingerprint(key.public)),
                (self.tr("Set by"), origin(key.origin)),
                (self.tr("Installed packs of this signer"), signed),
            ],
        )

    def _show_folder(self, folder: WatchedFolder) -> None:
        watched = self._view.known.watched
        outcomes = [
            f"{words.full_date(when.date())}, {words.clock(when)}: {name_of(str(seen.path))}: {outcome_text(seen)}"
            for when, seen in (watched.outcomes if watched is not None else ())
            if seen.path.parent == folder.path
        ][:SHOWN_OUTCOMES]
        looked = watched.looked if watched is not None else None
        self.thing.show_thing(
            name_of(str(folder.path)),
            [
                (self.tr("Folder"), str(folder.path)),
                (self.tr("Set by"), origin(folder.origin)),
                (
                    self.tr("Last look"),
                    f"{words.full_date(looked.date())}, {words.clock(looked)}" if looked is not None else "",
                ),
                (self.tr("What came of it since the start"), "\n".join(outcomes)),
            ],
        )
