"""A pack that could be installed: whose it is and what it would change, before anything is changed. And the form in
which a key is trusted.

Owns the widgets; the contents are the view model's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QSplitter, QVBoxLayout, QWidget

from lotse.desktop import words
from lotse.desktop.editor_compare import field_names
from lotse.desktop.editor_text import Reading
from lotse.desktop.lines import LineDelegate, PagedRows
from lotse.desktop.packs_rows import ChangeRow, change_rows, fingerprint, heard
from lotse.desktop.packs_view import plain_key
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.sources_report import name_of
from lotse.desktop.theme import L, M, S, Theme
from lotse.desktop.widgets import ItemList, push
from lotse.domain.article_versions import difference
from lotse.domain.errors import Message
from lotse.wording import word

if TYPE_CHECKING:
    from lotse.desktop.packs_view import Offered, PacksView
    from lotse.services.packs import Offer

NO_TRUST = "pack_signer_unknown"


class OfferPage(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab."""

    def __init__(self, view: PacksView, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self._theme = theme
        self.title = _label("title", self)
        self.said = _label("", self)
        self.warning = _label("warning", self)
        self.model = PagedRows[ChangeRow](lambda row: row.key, lambda row: row.title, heard, self)
        self.list = ItemList(self.model, LineDelegate(theme), self.tr("What the pack changes"), self)
        self.list.setUniformItemSizes(True)
        self.list.setWhatsThis(self.tr("The articles that are new, changed or removed; beside them what differs."))
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._on_line(now))
        theme.changed.connect(self.list.relayout)
        theme.changed.connect(lambda: self._on_line(self.list.currentIndex()))
        self.text = Reading(self.tr("What differs in the article"), self)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setHandleWidth(1)
        self.columns.addWidget(self.list)
        self.columns.addWidget(self.text)
        self.columns.setSizes([340, 560])
        self.trust = push(self.tr("Trust this key …"), "", self)
        self.trust.clicked.connect(self._on_trust)
        self.leave = push(self.tr("Do not install"), "quiet", self)
        self.leave.clicked.connect(view.close)
        self.install = push(self.tr("Install"), "primary", self)
        self.install.clicked.connect(view.install)
        self._rest = QWidget(self)
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addStretch(1)
        for button in (self.trust, self.leave, self.install):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        for widget in (self.title, self.warning, self.said):
            layout.addWidget(widget)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self._rest, 1)
        layout.addLayout(foot)
        self.chain: list[QWidget] = [self.list, self.text, self.trust, self.leave, self.install]
        self._shown: Offer | None = None
        view.opened.connect(self.refresh)
        self.refresh()

    @property
    def entry(self) -> QWidget:
        """What receives the focus when the page is turned to: nothing that installs by a key still held down."""
        if self.model.rowCount() and self.list.isVisibleTo(self):
            return self.list
        return self.trust if self.trust.isVisibleTo(self) else self.leave

    def refresh(self) -> None:
        offered = self._view.offered
        if offered is None:
            return
        offer = offered.offer
        self.trust.setVisible(offered.refused is not None and offered.refused.key == NO_TRUST)
        self.leave.setText(self.tr("Close") if offered.refused is not None else self.tr("Do not install"))
        self.install.setVisible(offered.refused is None)
        self.install.setEnabled(offer is not None and not offered.installing)
        if offer is None:
            self._show_file(offered)
        elif offer is not self._shown:
            self._show_offer(offer)
        if offered.installing:
            self.install.setText(self.tr("Installing …"))
        changes = offer is not None and bool(self.model.rowCount())
        self.columns.setVisible(changes)
        self._rest.setVisible(not changes)

    def _show_file(self, offered: Offered) -> None:
        self._shown = None
        self.model.exchange(())
        name = name_of(offered.path)
        self.install.setText(self.tr("Install"))
        if offered.refused is None:
            self.title.setText(self.tr("Checking {0} …").format(name))
            self.warning.hide()
            self.said.setText("")
            return
        self.title.setText(self.tr("{0} is not installed").format(name))
        self.warning.setText(word(offered.refused, words.language_code()))
        self.warning.show()
        signer = str(offered.refused.params.get("signer", ""))
        known = offered.refused.key == NO_TRUST and plain_key(signer) is not None
        self.said.setText(
            self.tr(
                "Nothing was changed. Trust the key only if the editors have told you the same one:\n{0}"
            ).format(fingerprint(signer))
            if known
            else self.tr("Nothing was changed.")
        )  # fmt: skip

    def _show_offer(self, offer: Offer) -> None:
        self._shown = offer
        head, found = offer.checked.head, offer.difference
        self.title.setText(f"{head.name} {head.version}")
        changes = found.changes
        signer = offer.checked.signer_name or fingerprint(offer.checked.signer)
        signed = self.tr("In order, signed by {0}.").format(signer)
        if found.old is None:
            there = self.tr("It is not installed yet.")
        elif not (changes.added or changes.changed or changes.removed):
            there = self.tr("Version {0} is installed; its articles are the same.").format(found.old)
        else:
            there = self.tr("Version {0} is installed.").format(found.old)
        counted = self.tr("New: {0}, changed: {1}, removed: {2}.").format(
            words.number(len(changes.added)), words.number(len(changes.changed)), words.number(len(changes.removed))
        )
        said = f"{signed} {there} {counted}"
        self.said.setText(f"{said}\n{head.description}" if head.description else said)
        self.warning.setVisible(offer.asks is not None)
        self.install.setText(self.tr("Install"))
        if offer.asks is not None:
            key = "packs_version_used" if offer.asks.key == "pack_version_used" else "packs_older"
            self.warning.setText(word(Message(key, offer.asks.params), words.language_code()))
            self.install.setText(self.tr("Install all the same"))
        self.model.show_all_of(change_rows(offer), afresh=True)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))
            self._on_line(self.list.currentIndex())

    def _on_line(self, index: QModelIndex) -> None:
        row: ChangeRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        self.text.setAccessibleName(row.title)
        if row.before is not None and row.after is not None:
            self.text.show_difference(difference(row.before, row.after), field_names(), self._theme)
        else:
            article = row.after or row.before
            self.text.show_markdown(article.body if article is not None else "")
        self.text.go_to_start()

    def _on_trust(self) -> None:
        refused = self._view.offered.refused if self._view.offered is not None else None
        self._view.begin_trust(str(refused.params.get("signer", "")) if refused is not None else "")


class TrustPage(QWidget):
    """The public key of the editors, as they have given it, and the name under which it is trusted."""

    def __init__(self, view: PacksView) -> None:
        super().__init__()
        self._view = view
        title = _label("title", self)
        title.setText(self.tr("Trust a key"))
        said = _label("", self)
        said.setText(
            self.tr(
                "Packs that are signed with this key are installed from now on, also by themselves from the watched "
                "folders. Compare the key with what the editors have told you in another way."
            )
        )
        self.key = QLineEdit(self)
        self.key.setAccessibleName(self.tr("Public key"))
        self.key.setPlaceholderText(self.tr("64 digits and letters, as `lotse pack key new` shows them"))
        self.key.textChanged.connect(self._refresh)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of the signer"))
        self.name.textChanged.connect(self._refresh)
        self.key.returnPressed.connect(self.name.setFocus)
        self.name.returnPressed.connect(self._on_trust)
        self.print = _label("small", self)
        self.leave = push(self.tr("Cancel"), "quiet", self)
        self.leave.clicked.connect(self._on_leave)
        self.trust = push(self.tr("Trust"), "primary", self)
        self.trust.clicked.connect(self._on_trust)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(S)
        form.addRow(self.tr("Public key"), self.key)
        form.addRow(self.print)
        form.addRow(self.tr("Name of the signer"), self.name)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.trust)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addWidget(title)
        layout.addWidget(said)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addLayout(foot)
        self.chain: list[QWidget] = [self.key, self.name, self.leave, self.trust]
        self._refresh()

    @property
    def entry(self) -> QWidget:
        return self.name if self.key.text() else self.key

    def begin(self) -> None:
        """An empty form, or one with the key of the pack that was refused."""
        self.key.setText(self._view.key_to_trust)
        self.name.clear()

    def _refresh(self) -> None:
        digits = plain_key(self.key.text())
        typed = bool(self.key.text().strip())
        self.trust.setEnabled(digits is not None and bool(self.name.text().strip()))
        if digits is not None:
            self.print.setText(self.tr("Fingerprint: {0}").format(fingerprint(digits)))
        else:
            self.print.setText(self.tr("That is no public key yet: it has 64 digits.") if typed else "")

    def _on_trust(self) -> None:
        if self.trust.isEnabled():
            self._view.trust(self.key.text(), self.name.text())

    def _on_leave(self) -> None:
        self._view.leave_trust()


def _label(kind: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
