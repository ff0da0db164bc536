"""The page before the store is open: choose its protection at the first start, unlock it at every other.

Owns two small forms. Must not keep a passphrase: it goes to the core once and the fields are emptied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from lotse.desktop.core_port import StoreKey
from lotse.desktop.theme import XL, L, M, S
from lotse.desktop.widgets import push
from lotse.wording import word

if TYPE_CHECKING:
    from lotse.desktop.workspace import Workspace

MIN_LENGTH = 8


class Gate(QWidget):
    """Shown while the phase is `new` or `locked`."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("tone", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel(self)
        self.title.setProperty("kind", "title")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.keystore = QRadioButton(self.tr("Keystore of this computer (recommended)"), self)
        self.own = QRadioButton(self.tr("Use a passphrase"), self)
        self.keystore.toggled.connect(self._refresh_fields)
        self.first_label = QLabel(self.tr("Passphrase"), self)
        self.first = QLineEdit(self)
        self.second_label = QLabel(self.tr("Passphrase again"), self)
        self.second = QLineEdit(self)
        for label, field in ((self.first_label, self.first), (self.second_label, self.second)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            field.returnPressed.connect(self._submit)
            field.textChanged.connect(self._clear_problem)
        self.hint = QLabel(
            self.tr("Nobody can restore a lost passphrase. Write it down where you keep such things."), self
        )
        self.hint.setProperty("kind", "small")
        self.hint.setWordWrap(True)
        self.problem = QLabel(self)
        self.problem.setProperty("kind", "warning")
        self.problem.setWordWrap(True)
        self.go = push("", "primary", self)
        self.go.clicked.connect(self._submit)

        card = QFrame(self)
        card.setProperty("kind", "card")
        card.setMaximumWidth(460)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(XL, XL, XL, XL)
        inner.setSpacing(S)
        inner.addWidget(self.title)
        inner.addWidget(self.text)
        inner.addSpacing(S)
        for widget in (
            self.keystore,
            self.own,
            self.first_label,
            self.first,
            self.second_label,
            self.second,
            self.hint,
        ):
            inner.addWidget(widget)
        inner.addWidget(self.problem)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.go)
        inner.addSpacing(M)
        inner.addLayout(row)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 10)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, L, L, L)
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(2)
        workspace.phase_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the phase asks for."""
        workspace = self._workspace
        if workspace.phase not in ("new", "locked"):
            return
        new = workspace.phase == "new"
        message = workspace.phase_message
        keystore = bool(message.params.get("keystore")) if message is not None else False
        self.title.setText(self.tr("Protect your conversations") if new else self.tr("Unlock Lotse"))
        self.text.setText(
            self.tr("Lotse keeps everything about customers encrypted on this computer.")
            if new
            else self.tr("Your conversations are encrypted. Enter the passphrase to open them.")
        )
        self.keystore.setVisible(new and keystore)
        self.own.setVisible(new and keystore)
        self.keystore.setChecked(new and keystore)
        self.own.setChecked(not (new and keystore))
        self.go.setText(self.tr("Begin") if new else self.tr("Unlock"))
        wrong = message is not None and message.key == "wrong_passphrase"
        self.problem.setText(word(message, workspace.language) if wrong and message is not None else "")
        self.problem.setVisible(wrong)
        self._refresh_fields()
        field = self.keystore if new and keystore else self.first
        field.setFocus()

    def _refresh_fields(self) -> None:
        new = self._workspace.phase == "new"
        own = self.own.isChecked() or not new
        for widget in (self.first_label, self.first):
            widget.setVisible(own)
        for second in (self.second_label, self.second, self.hint):
            second.setVisible(own and new)

    def _clear_problem(self) -> None:
        self.problem.setText("")
        self.problem.hide()

    def _submit(self) -> None:
        new = self._workspace.phase == "new"
        if new and self.keystore.isChecked():
            self._workspace.start(StoreKey())
            return
        passphrase = self.first.text()
        if new and len(passphrase) < MIN_LENGTH:
            self._refuse(self.tr("Please use at least {0} characters.").format(MIN_LENGTH))
            return
        if new and passphrase != self.second.text():
            self._refuse(self.tr("The two passphrases differ."))
            return
        if not passphrase:
            return
        self.first.clear()
        self.second.clear()
        self._workspace.start(StoreKey(passphrase))

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        self.first.setFocus()
