"""The page before the store is open: choose its protection at the first start, unlock it at every other.

Owns two small forms. Must not keep a passphrase or a recovery key: it goes to the core once and the fields are emptied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QRadioButton

from lotse.desktop.core_port import StoreKey
from lotse.desktop.sheet import Sheet
from lotse.desktop.theme import M
from lotse.desktop.widgets import push
from lotse.wording import word

if TYPE_CHECKING:
    from lotse.desktop.workspace import Workspace
    from lotse.domain.errors import Message

MIN_LENGTH = 8
LANGUAGES = (("de", "Deutsch"), ("en", "English"))
NO_PROBLEM = ("store_new", "passphrase_needed")
RECOVERY = ("wrong_recovery_key", "recovery_key_length", "recovery_key_group", "keystore_changed")


class Gate(Sheet):
    """Shown while the phase is `new` or `locked`. Signals: `language_chosen(code)`."""

    language_chosen = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._recovering = False
        self.languages = {code: push(name, "quiet", self) for code, name in LANGUAGES}
        for code, button in self.languages.items():
            button.setCheckable(True)
            button.setAccessibleDescription(self.tr("Language"))
            button.clicked.connect(lambda _on, code=code: self._choose_language(code))
            self.top.addWidget(button)
        self.keystore = QRadioButton(self.tr("Keystore of this computer (recommended)"), self)
        self.own = QRadioButton(self.tr("Use a passphrase"), self)
        self.keystore.toggled.connect(self._refresh_fields)
        self.first_label = QLabel(self)
        self.first = QLineEdit(self)
        self.second_label = QLabel(self.tr("Passphrase again"), self)
        self.second = QLineEdit(self)
        self.second.setAccessibleName(self.second_label.text())
        for label, field in ((self.first_label, self.first), (self.second_label, self.second)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            label.setBuddy(field)
            field.returnPressed.connect(self._submit)
            field.textChanged.connect(self._clear_problem)
        self.hint = QLabel(self.tr("Nobody can restore a lost passphrase. You get a recovery key for that next."), self)
        self.hint.setProperty("kind", "small")
        self.hint.setWordWrap(True)
        self.problem = QLabel(self)
        self.problem.setProperty("kind", "warning")
        self.problem.setWordWrap(True)
        self.other_way = push("", "quiet", self)
        self.other_way.clicked.connect(self._change_way)
        self.go = push("", "primary", self)
        self.go.clicked.connect(self._submit)
        for widget in (
            self.keystore,
            self.own,
            self.first_label,
            self.first,
            self.second_label,
            self.second,
            self.hint,
            self.problem,
        ):
            self.inner.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.other_way)
        row.addStretch(1)
        row.addWidget(self.go)
        self.inner.addSpacing(M)
        self.inner.addLayout(row)
        self.demo = push(self.tr("See the demo"), parent=self)
        self.demo.clicked.connect(lambda: workspace.start(StoreKey(demo=True)))
        self.demo_hint = QLabel(self.tr("Nothing of it is stored."), self)
        self.demo_hint.setProperty("kind", "small")
        self.demo.setAccessibleDescription(self.demo_hint.text())
        self.under.addWidget(self.demo)
        self.under.addWidget(self.demo_hint, 1)
        workspace.phase_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the phase asks for."""
        workspace = self._workspace
        if workspace.phase == "ready":
            self.first.clear()
            self.second.clear()
        if workspace.phase not in ("new", "locked"):
            return
        new = workspace.phase == "new"
        message = workspace.phase_message
        keystore = bool(message.params.get("keystore")) if message is not None else False
        self._recovering = not new and message is not None and _asks_for_recovery(message)
        self.title.setText(self.tr("Protect your conversations") if new else self.tr("Unlock Lotse"))
        self.keystore.setVisible(new and keystore)
        self.own.setVisible(new and keystore)
        self.keystore.setChecked(new and keystore)
        self.own.setChecked(not (new and keystore))
        self.demo.setVisible(new)
        self.demo_hint.setVisible(new)
        self.other_way.setVisible(not new)
        self.go.setText(self.tr("Begin") if new else self.tr("Unlock"))
        for code, button in self.languages.items():
            button.setChecked(code == workspace.language)
        self._refresh_fields()
        self._clear_problem()
        if message is not None and message.key not in NO_PROBLEM:
            self.problem.setText(word(message, workspace.language))
            self.problem.show()
        field = self.keystore if new and keystore else self.first
        field.setFocus()

    def _refresh_fields(self) -> None:
        new = self._workspace.phase == "new"
        own = self.own.isChecked() or not new
        if new:
            self.text.setText(self.tr("Lotse keeps everything about customers encrypted on this computer."))
        elif self._recovering:
            self.text.setText(self.tr("Enter the recovery key that you wrote down at the first start."))
        else:
            self.text.setText(self.tr("Your conversations are encrypted. Enter the passphrase to open them."))
        recovering = self._recovering
        name = self.tr("Recovery key") if recovering else self.tr("Passphrase")
        self.first_label.setText(name)
        self.first.setAccessibleName(name)
        # A code of 65 signs is copied from paper: it has to be seen.
        self.first.setEchoMode(QLineEdit.EchoMode.Normal if recovering else QLineEdit.EchoMode.Password)
        self.other_way.setText(self.tr("Use the passphrase") if recovering else self.tr("Use the recovery key"))
        for widget in (self.first_label, self.first):
            widget.setVisible(own)
        for second in (self.second_label, self.second, self.hint):
            second.setVisible(own and new)

    def _choose_language(self, code: str) -> None:
        for other, button in self.languages.items():
            button.setChecked(other == self._workspace.language)
        self.language_chosen.emit(code)

    def _change_way(self) -> None:
        self._recovering = not self._recovering
        self.first.clear()
        self._clear_problem()
        self._refresh_fields()
        self.first.setFocus()

    def _clear_problem(self) -> None:
        self.problem.setText("")
        self.problem.hide()

    def _submit(self) -> None:
        new = self._workspace.phase == "new"
        if new and self.keystore.isChecked():
            self._workspace.start(StoreKey())
            return
        typed = self.first.text()
        if new and len(typed) < MIN_LENGTH:
            self._refuse(self.tr("Please use at least {0} characters.").format(MIN_LENGTH))
            return
        if new and typed != self.second.text():
            self._refuse(self.tr("The two passphrases differ."))
            return
        if not typed:
            return
        if self._recovering:
            # It stays until it fits: one wrong sign must not mean to type the other 64 again.
            self._workspace.start(StoreKey(recovery_key=typed))
            return
        self.first.clear()
        self.second.clear()
        self._workspace.start(StoreKey(typed))

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        self.first.setFocus()


def _asks_for_recovery(message: Message) -> bool:
    # Where the keystore has lost the key, and where no passphrase was ever set up, the recovery key is the way in.
    return message.key in RECOVERY or (message.key == "no_such_slot" and message.params.get("slot") == "passphrase")
