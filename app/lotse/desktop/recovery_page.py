"""The page that shows the recovery key of a new store, once, before anything else.

Must not keep the code: it stands in the view model until the agent says that it is written down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout

from lotse.desktop.sheet import Sheet
from lotse.desktop.theme import M
from lotse.desktop.widgets import TextField, push

if TYPE_CHECKING:
    from lotse.desktop.workspace import Workspace

GROUPS_A_LINE = 5


class RecoveryPage(Sheet):
    """Shown while the workspace has a `recovery_key`."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.title.setText(self.tr("Write down the recovery key"))
        self.text.setText(
            self.tr(
                "If the passphrase is lost or the keystore of this computer fails, only this key opens your "
                "conversations. It is shown this once and stored nowhere. Keep it apart from this computer."
            )
        )
        self.code = TextField(self.tr("Recovery key"), (3, 8), self)
        self.code.setAccessibleDescription(self.text.text())
        self.code.setReadOnly(True)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        even = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        even.setPointSizeF(self.font().pointSizeF())
        self.code.setFont(even)
        self.copy_button = push(self.tr("Copy"), parent=self)
        self.copy_button.setAccessibleDescription(self.tr("Recovery key"))
        self.copy_button.clicked.connect(self._copy)
        self.done = push(self.tr("I have written it down"), "primary", self)
        self.done.clicked.connect(workspace.recovery_noted)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.done)
        self.inner.addWidget(self.code)
        self.inner.addSpacing(M)
        self.inner.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Show the key there is, or empty the field."""
        self.code.set_text(in_lines(self._workspace.recovery_key))

    def _copy(self) -> None:
        self._workspace.copy_recovery_key()
        self.copy_button.setText(self.tr("Copied"))


def in_lines(code: str) -> str:
    """The groups of a code, a few a line, as they are best compared and written down."""
    groups = code.split("-")
    return "\n".join("-".join(groups[start : start + GROUPS_A_LINE]) for start in range(0, len(groups), GROUPS_A_LINE))
