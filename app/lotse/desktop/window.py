"""The main window: its panes, what it hears from the view models and from the system, drag and drop.

Owns the parts and wires them; how the panes lie, what is in front, where the focus goes and what the commands are is
theirs. Must not hold any state that a view model could hold: the window is thrown away and built anew when the language
changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lotse import offline, paths
from lotse.desktop.announcer import Announcer, through
from lotse.desktop.arrangement import Arrangement, Panes
from lotse.desktop.bars import MessageBar, QuestionBar, StatusStrip
from lotse.desktop.contacts_pane import ContactsPane
from lotse.desktop.conversation_pane import ConversationPane
from lotse.desktop.dialogs import Dialogs
from lotse.desktop.frame import Frame
from lotse.desktop.knowledge_pane import KnowledgePane
from lotse.desktop.note_pane import NotePane
from lotse.desktop.pages import Pages
from lotse.desktop.theme import SchemeChoice, Theme
from lotse.desktop.ways import Ways
from lotse.desktop.window_commands import WindowCommands
from lotse.domain.errors import Message

if TYPE_CHECKING:
    from lotse.desktop.editor_pane import EditorPane
    from lotse.desktop.settings import Layout, Settings
    from lotse.desktop.workspace import Workspace


class MainWindow(QWidget):
    """What fills the frame. Lives on the main thread. Signals: `language_chosen(str)`."""

    language_chosen = Signal(str)

    def __init__(self, workspace: Workspace, theme: Theme, settings: Settings, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self.workspace = workspace
        self.theme = theme
        self._settings = settings
        self._told = ("", 0)
        frame.setWindowIcon(QIcon(str(paths.resources() / "icons" / "lotse.svg")))
        self.setAcceptDrops(True)
        made = WindowCommands(self)
        self.commands = made.all
        self.contacts = ContactsPane(workspace, theme, self.commands, made.menu)
        self.conversation = ConversationPane(workspace, theme, self.commands)
        self.note = NotePane(workspace.note, theme, self.commands)
        self.knowledge = KnowledgePane(workspace.knowledge, theme, self.commands, workspace.language)
        self.status = StatusStrip(workspace, theme, self._tell_model, self._tell_offline)
        self.message_bar = MessageBar(workspace.notices, theme)
        self.question_bar = QuestionBar(workspace.intake)
        panes = Panes(
            self.contacts, self.conversation, self.note, self.knowledge,
            self.status, self.message_bar, self.question_bar,
        )  # fmt: skip
        self.arrangement = Arrangement(panes, settings, frame, self)
        self.columns, self.tabs = self.arrangement.columns, self.arrangement.tabs
        self.pages = Pages(self, settings)
        self.gate, self.recovery = self.pages.gate, self.pages.recovery
        self.ways = Ways(self)
        self.dialogs = Dialogs(self, frame)
        self.announcer = Announcer(through(self), self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._connect()
        self._arrange(settings.layout, restore=True)

    def _connect(self) -> None:
        self._frame.closing.connect(self._on_closing)
        workspace = self.workspace
        workspace.conversation_changed.connect(self._on_conversation)
        workspace.announced.connect(self.announcer.say)
        workspace.knowledge.cards_arrived.connect(self._on_cards)
        workspace.knowledge.finding.changed.connect(self._on_found)
        workspace.intake.question_changed.connect(self._refresh_bars)
        self.message_bar.shown.connect(self.announcer.say)
        self.status.importing.clicked.connect(self.pages.show_import)
        self.note.evidence_wanted.connect(self.ways.to_evidence)
        self.conversation.turn_chosen.connect(self.ways.to_claim)
        self._on_conversation()

    # --- arrangement ---------------------------------------------------------------------------------------------

    @property
    def layout_name(self) -> Layout:
        return self.arrangement.name

    @property
    def editor(self) -> EditorPane | None:
        """The editor's page, once it was turned to."""
        return self.pages.editor

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """Each pane with the widget that receives the focus in it, in the order of `F6`."""
        return self.ways.panes()

    def toggle_docked(self) -> None:
        layout: Layout = "docked" if self.layout_name == "wide" else "wide"
        self._settings.layout = layout
        self._arrange(layout)

    def _arrange(self, layout: Layout, *, restore: bool = False) -> None:
        self.arrangement.arrange(layout, restore=restore)
        self.commands["dock"].setChecked(layout == "docked")
        self._refresh_bars()
        self.pages.refresh()

    def _refresh_bars(self) -> None:
        self.message_bar.setVisible(self.workspace.notices.current is not None)
        self.question_bar.setVisible(self.workspace.intake.question is not None)

    def keep_on_top(self) -> None:
        """As the command is checked, or not."""
        self._frame.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, self.commands["on_top"].isChecked())
        self._frame.show()

    def choose_look(self, choice: SchemeChoice) -> None:
        self._settings.scheme = choice
        self.theme.choose(choice)

    def leave(self) -> None:
        """End the program."""
        self._frame.close()

    # --- from the view models ------------------------------------------------------------------------------------

    def _on_conversation(self) -> None:
        conversation = self.workspace.conversation
        self._frame.setWindowTitle(
            f"{conversation.title} – Lotse" if conversation is not None and conversation.title else "Lotse"
        )

    def _on_cards(self, count: int) -> None:
        self.announcer.say(self.tr("%n new knowledge card(s)", "", count))

    def _on_found(self) -> None:
        finding = self.workspace.knowledge.finding
        told, self._told = self._told, (finding.answered, len(finding.hits))
        if self._told == told:
            return  # the same search once more, because an article changed
        if finding.hits:
            self.announcer.say(self.tr("%n result(s)", "", len(finding.hits)))
        elif finding.answered:
            self.announcer.say(self.tr("Nothing good enough was found"))

    def _tell_model(self) -> None:
        state = "failed" if self.workspace.phase == "failed" else self.workspace.states.get("llm", "off")
        self.workspace.notices.tell(Message(f"window_model_{state}"))

    def _tell_offline(self) -> None:
        self.workspace.notices.tell(Message("window_offline", {"count": len(offline.attempts())}))

    # --- the system ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ways.escape()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if urls:
            self.pages.take_dropped([url.toLocalFile() for url in urls])
        elif event.mimeData().hasText():
            self.workspace.intake.take_text(event.mimeData().text())
        event.acceptProposedAction()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self.workspace.looking = event.type() == QEvent.Type.WindowActivate
        return super().event(event)

    def _on_closing(self) -> None:
        self.arrangement.keep_geometry()
        self._settings.flush()
        self.workspace.reply.keep()
        self.workspace.keep_knowledge()
