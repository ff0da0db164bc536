"""Which page the window shows: the work, the gate before the store, the recovery key, the editor's page.

Owns the stack of pages. Must not decide whether the store is open: the workspace's phase says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from lotse.desktop.first_start import Gate
from lotse.desktop.recovery_page import RecoveryPage

if TYPE_CHECKING:
    from lotse.desktop.editor_pane import EditorPane
    from lotse.desktop.window import MainWindow


class Pages(QStackedWidget):
    """Lives on the main thread, as long as its window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self.gate = Gate(window.workspace)
        self.recovery = RecoveryPage(window.workspace)
        self.editor: EditorPane | None = None
        for page in (window.arrangement.columns, window.arrangement.docked, self.gate, self.recovery):
            self.addWidget(page)
        self.gate.language_chosen.connect(window.language_chosen)
        self._workspace.phase_changed.connect(self.refresh)

    def refresh(self) -> None:
        """The page for the phase of now; the focus goes to the first thing there."""
        gated = self._workspace.phase in ("new", "locked")
        work = self._window.arrangement.page
        page = self.recovery if self._workspace.recovery_key else self.gate if gated else work
        before = self.currentWidget()
        if page is work and self.editor is not None and before is self.editor:
            return
        self.setCurrentWidget(page)
        self.recovery.refresh()
        if page is self.gate:
            self.gate.refresh()
        elif before is not page and page is self.recovery:
            self.recovery.code.setFocus()
        elif page is work and before in (self.gate, self.recovery):
            middle = self._window.conversation
            (middle.reply if self._workspace.conversation is not None else middle.opener).setFocus()

    # --- the editor's page ---------------------------------------------------------------------------------------

    @property
    def shown_editor(self) -> EditorPane | None:
        """The editor's page, while it is the one that is shown."""
        return self.editor if self.editor is not None and self.currentWidget() is self.editor else None

    def _make_editor(self) -> EditorPane:
        """The editor's page, made when it is first turned to: it costs nothing at the start."""
        if self.editor is None:
            from lotse.desktop.editor_pane import EditorPane

            self.editor = EditorPane(self._workspace.editor, self._workspace.notices, self._window.theme)
            self.editor.left.connect(self._leave_editor)
            self._workspace.editor.entered.connect(self._show_editor)
            self.addWidget(self.editor)
        return self.editor

    def toggle_editor(self) -> None:
        editor = self._make_editor()
        if self.currentWidget() is editor:
            self._leave_editor()
        elif self._workspace.phase == "ready":
            self._workspace.editor.enter()

    def _show_editor(self) -> None:
        editor = self._make_editor()
        self.setCurrentWidget(editor)
        editor.focus()

    def _leave_editor(self) -> None:
        self.setCurrentWidget(self._window.arrangement.page)
        self._window.conversation.reply.setFocus()

    def propose(self) -> None:
        """A draft from the open conversation."""
        conversation = self._workspace.conversation
        if conversation is not None:
            self._make_editor()
            self._workspace.editor.propose(conversation.id)
