"""The bar with the current message, the bar that asks who the agent is, and the strip with the state of Lotse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lotse.desktop.theme import XS, M, S, Theme
from lotse.desktop.widgets import Iconed, push, tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from lotse.desktop.intake import Intake
    from lotse.desktop.notices import Notices
    from lotse.desktop.workspace import Workspace

READ_MS = 6000


class MessageBar(QFrame):
    """One calm message with at most one action. Never takes the focus; what went well leaves by itself.

    Signals: `shown(text, assertive)` for the screen reader.
    """

    shown = Signal(str, bool)

    def __init__(self, notices: Notices, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self.setProperty("kind", "bar")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action = push("", "", self)
        self.action.clicked.connect(notices.act)
        self.close_button = tool(theme, "close", self.tr("Close the message"), parent=self)
        self.close_button.clicked.connect(notices.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, XS, XS, XS)
        layout.setSpacing(S)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.action)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._read = QTimer(self)
        self._read.setSingleShot(True)
        self._read.setInterval(READ_MS)
        self._read.timeout.connect(notices.dismiss)
        notices.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        notice = self._notices.current
        self._read.stop()
        self.setVisible(notice is not None)
        if notice is None:
            return
        self.text.setText(notice.text)
        self.action.setText(notice.action)
        self.action.setVisible(bool(notice.action))
        self.setProperty("mood", notice.mood)
        self.style().unpolish(self)
        self.style().polish(self)
        if notice.mood in ("info", "success") and not notice.action:
            self._read.start()
        self.shown.emit(notice.text, notice.mood in ("warning", "danger"))


class QuestionBar(QFrame):
    """Asks which of the speakers found in a file is the agent: unsure means ask, not guess."""

    def __init__(self, intake: Intake, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intake = intake
        self.setProperty("kind", "bar")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(XS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(M, S, M, S)
        layout.setSpacing(S)
        layout.addWidget(self.text)
        layout.addLayout(self._answers)
        intake.question_changed.connect(self._refresh)
        self.hide()

    def _refresh(self) -> None:
        question = self._intake.question
        while (item := self._answers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.setVisible(question is not None)
        if question is None:
            return
        self.text.setText(self.tr("Which of them is the agent?"))
        buttons = [self._answer(name, name) for name in question.names]
        buttons.append(self._answer(self.tr("Do not open"), None))
        self._answers.addStretch(1)
        buttons[0].setFocus()

    def _answer(self, label: str, name: str | None) -> QPushButton:
        button = QPushButton(label, self)
        button.clicked.connect(lambda: self._intake.answer(name))
        self._answers.addWidget(button)
        return button


class StatusStrip(QWidget):
    """The state of the model, and that there is no network, with its proof one click away."""

    def __init__(
        self, workspace: Workspace, theme: Theme, on_model: Callable[[], None], on_offline: Callable[[], None]
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self.model = push("", "quiet", self)
        self.model.setProperty("align", "left")
        self.model.setWhatsThis(self.tr("The state of the language model on this computer. It refines the note."))
        self.model.clicked.connect(on_model)
        self._model_icon = Iconed(self.model, "info", theme, "muted")
        self.offline = push(self.tr("without network"), "quiet", self)
        self.offline.setProperty("align", "left")
        self.offline.setWhatsThis(self.tr("Lotse opens no connection. Press to see what was checked."))
        self.offline.clicked.connect(on_offline)
        Iconed(self.offline, "shield", theme, "success")
        self.importing = push("", "quiet", self)
        self.importing.setProperty("align", "left")
        self.importing.setWhatsThis(self.tr("Knowledge is being imported. Press to see how far it is, or to stop it."))
        Iconed(self.importing, "book", theme, "accent")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.importing)
        self._layout.addWidget(self.model)
        self._layout.addWidget(self.offline)
        workspace.status_changed.connect(self._refresh)
        self._refresh()

    def lie(self, flat: bool) -> None:
        """Side by side, or one above the other."""
        direction = QVBoxLayout.Direction.LeftToRight if flat else QVBoxLayout.Direction.TopToBottom
        self._layout.setDirection(direction)

    def _refresh(self) -> None:
        running = self._workspace.importing
        self.importing.setVisible(running is not None)
        if running is not None:
            from lotse.desktop.sources_import import progress_text

            self.importing.setText(self.tr("Import: {0}").format(progress_text(running)))
        self.model.setText(self._model_text())
        state = self._workspace.states.get("llm", "off")
        if self._workspace.phase == "failed" or state == "fallback":
            self._model_icon.show("warning", "warning")
        elif state in ("ready", "busy"):
            self._model_icon.show("check", "success")
        else:
            self._model_icon.show("info", "muted")

    def _model_text(self) -> str:
        """The state of the language model in a few words."""
        match self._workspace.phase:
            case "starting":
                return self.tr("Opening …")
            case "new" | "locked":
                return self.tr("Locked")
            case "failed":
                return self.tr("Not available")
            case "ready":
                pass
        match self._workspace.states.get("llm", "off"):
            case "starting" | "restarting":
                return self.tr("Model is starting")
            case "ready":
                return self.tr("Model ready")
            case "busy":
                return self.tr("Model is working")
            case "fallback":
                return self.tr("Without model: notes by rules")
            case _:
                return self.tr("Model rests")
