"""The main window: three columns or, docked, one column with three tabs; keys, menu, drag and drop.

Owns the arrangement of the panes and the commands. Must not hold any state that a view model could hold: the window is
thrown away and built anew when the language changes.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from lotse import offline, paths
from lotse.desktop.announcer import Announcer, through
from lotse.desktop.bars import MessageBar, QuestionBar, StatusStrip
from lotse.desktop.commands import Commands
from lotse.desktop.contacts import title_of
from lotse.desktop.contacts_pane import ContactsPane
from lotse.desktop.conversation_pane import ConversationPane
from lotse.desktop.first_start import Gate
from lotse.desktop.frame import WIDE, Frame
from lotse.desktop.knowledge_pane import KnowledgePane
from lotse.desktop.note_pane import NotePane
from lotse.desktop.palette import Entry, Palette
from lotse.desktop.recovery_page import RecoveryPage
from lotse.desktop.theme import S, SchemeChoice, Theme
from lotse.domain.errors import Message

if TYPE_CHECKING:
    from lotse.desktop.editor_pane import EditorPane
    from lotse.desktop.settings import Layout, Settings
    from lotse.desktop.workspace import Workspace

DOCKED_WIDTH = 480


class MainWindow(QWidget):
    """What fills the frame. Lives on the main thread. Signals: `language_chosen(str)`."""

    language_chosen = Signal(str)

    def __init__(self, workspace: Workspace, theme: Theme, settings: Settings, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self.workspace = workspace
        self.theme = theme
        self._settings = settings
        self.layout_name: Layout = "wide"
        frame.setWindowIcon(QIcon(str(paths.resources() / "icons" / "lotse.svg")))
        self.setAcceptDrops(True)
        self.commands = Commands(self)
        self._make_commands()
        menu = self._menu()
        self.contacts = ContactsPane(workspace, theme, self.commands, menu)
        self.conversation = ConversationPane(workspace, theme, self.commands)
        self.note = NotePane(workspace.note, theme, self.commands)
        self.knowledge = KnowledgePane(workspace.knowledge, theme, self.commands, workspace.language)
        self.status = StatusStrip(workspace, theme, self._tell_model, self._tell_offline)
        self.message_bar = MessageBar(workspace.notices, theme)
        self.question_bar = QuestionBar(workspace.intake)
        self.gate = Gate(workspace)
        self.recovery = RecoveryPage(workspace)
        self.editor: EditorPane | None = None
        self.announcer = Announcer(through(self), self)

        self.right = QSplitter(Qt.Orientation.Vertical)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        for splitter in (self.right, self.columns):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(True)
        self.tabs.setAccessibleName(self.tr("Panes"))
        self.tabs.tabBar().setAccessibleName(self.tr("Panes"))
        self._docked = QWidget()
        self._docked_layout = QVBoxLayout(self._docked)
        self._docked_layout.setContentsMargins(0, 0, 0, 0)
        self._docked_layout.setSpacing(0)
        self._docked_foot = QHBoxLayout()
        self._docked_foot.setContentsMargins(S, 0, S, S)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.columns)
        self._pages.addWidget(self._docked)
        self._pages.addWidget(self.gate)
        self._pages.addWidget(self.recovery)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._docked_bar = QVBoxLayout()
        self._docked_bar.setContentsMargins(S, 0, S, S)
        self._docked_layout.addWidget(self.tabs, 1)
        self._docked_layout.addLayout(self._docked_bar)
        self._docked_layout.addLayout(self._docked_foot)
        self._connect()
        self.arrange(settings.layout, restore=True)
        self._on_phase()

    def _connect(self) -> None:
        self._frame.closing.connect(self._on_closing)
        self.gate.language_chosen.connect(self.language_chosen)
        workspace = self.workspace
        workspace.phase_changed.connect(self._on_phase)
        workspace.conversation_changed.connect(self._on_conversation)
        workspace.announced.connect(self.announcer.say)
        workspace.knowledge.cards_arrived.connect(self._on_cards)
        workspace.note.changed.connect(self._on_note)
        workspace.intake.question_changed.connect(self._on_question)
        self.message_bar.shown.connect(self.announcer.say)
        self.note.evidence_wanted.connect(self._go_to_evidence)
        self.conversation.turn_chosen.connect(self._on_turn_chosen)
        self._on_conversation()
        self._on_note()

    # --- commands ------------------------------------------------------------------------------------------------

    def _make_commands(self) -> None:
        add, workspace, note = self.commands.add, self.workspace, self.workspace.note
        group = self.tr("Conversation")
        add("new", group, self.tr("New conversation"), workspace.intake.new_conversation, ("Ctrl+N",))
        add("open", group, self.tr("Open a file …"), self._open_files, ("Ctrl+O",))
        add("paste", group, self.tr("Paste as conversation"), workspace.intake.paste, ("Ctrl+V", "Ctrl+Shift+V"))
        add("end", group, self.tr("Finish"), workspace.end_conversation, ("Ctrl+E",))
        add("attach", group, self.tr("Move to the case of …"), self._choose_case)
        add("copy_reply", group, self.tr("Copy reply"), workspace.reply.copy, ("Ctrl+Shift+R",))
        add("translate", group, self.tr("Translate reply"), workspace.reply.translate, ("Ctrl+T",))
        group = self.tr("Note")
        for name, text, call, key in (
            ("accept", self.tr("Accept"), note.accept, "Ctrl+Return"),
            ("edit", self.tr("Edit"), self._edit, "F2"),
            ("reject", self.tr("Reject"), note.reject, "Ctrl+Del"),
            ("undo", self.tr("Undo"), note.undo, "Ctrl+Z"),
        ):
            keys = (key, "Ctrl+Enter") if name == "accept" else (key,)
            add(name, group, text, call, keys)
        add(
            "accept_section",
            group,
            self.tr("Accept the whole section"),
            note.accept_section,
            ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        )
        add("reject_section", group, self.tr("Reject the whole section"), note.reject_section, ("Ctrl+Shift+Del",))
        add("add_claim", group, self.tr("Add a claim of your own"), self._add_claim, ("Ctrl+Shift+N",))
        add("save", group, self.tr("Save note"), note.save, ("Ctrl+S",))
        add("copy", group, self.tr("Copy note"), note.copy, ("Ctrl+Shift+C",)).setIconText(self.tr("Copy"))
        add("copy_claim", group, self.tr("Copy the selected claim"), note.copy_claim, ("Ctrl+Shift+X",))
        group = self.tr("Knowledge")
        add("find", group, self.tr("Search the knowledge"), self._find_knowledge, ("Ctrl+F",))
        say = workspace.knowledge.say
        for name, text, short, call, key in (
            ("card_helps", self.tr("The article helps"), self.tr("Helps"), lambda: say("helps"), "Ctrl+1"),
            ("card_wrong", self.tr("The article is wrong"), self.tr("Wrong"), lambda: say("wrong"), "Ctrl+2"),
            (
                "card_outdated",
                self.tr("The article is outdated"),
                self.tr("Outdated"),
                lambda: say("outdated"),
                "Ctrl+3",
            ),
        ):
            add(name, group, text, call, (key,)).setIconText(short)
        add("editor", group, self.tr("Maintain the knowledge"), self._toggle_editor, ("Ctrl+Shift+K",))
        add("propose", group, self.tr("Draft an article from this conversation"), self._propose)
        group = self.tr("Window")
        add("palette", group, self.tr("Find anything"), self._open_palette, ("Ctrl+K",))
        add("next_pane", group, self.tr("Next pane"), lambda: self._step_pane(1), ("F6",))
        add("previous_pane", group, self.tr("Previous pane"), lambda: self._step_pane(-1), ("Shift+F6",))
        add("help", group, self.tr("Explain what has the focus"), self._explain, ("F1",))
        dock = add("dock", group, self.tr("Docked beside another program"), self.toggle_docked, ("Ctrl+D",))
        dock.setCheckable(True)
        top = add("on_top", group, self.tr("Always on top"), self._toggle_on_top)
        top.setCheckable(True)
        # Wayland leaves the order of windows to the desktop.
        top.setEnabled(not QGuiApplication.platformName().startswith("wayland"))
        self._looks = QActionGroup(self)
        for look, text in (
            ("system", self.tr("Look: like the system")),
            ("light", self.tr("Look: light")),
            ("dark", self.tr("Look: dark")),
        ):
            action = add(f"look_{look}", group, text, lambda look=look: self._choose_look(look))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(self.theme.choice == look)
            self._looks.addAction(action)
        self._languages = QActionGroup(self)
        for code, name in (("de", "Deutsch"), ("en", "English")):
            action = add(f"language_{code}", group, name, lambda code=code: self.language_chosen.emit(code))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(self.workspace.language == code)
            self._languages.addAction(action)
        add("quit", group, self.tr("Quit"), self._frame.close, ("Ctrl+Q",))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Menu"))
        last = ""
        for command in self.commands.all():
            if (last and command.group != last) or command.name in ("look_system", "language_de", "quit"):
                menu.addSeparator()
            last = command.group
            menu.addAction(command.action)
        return menu

    # --- arrangement ---------------------------------------------------------------------------------------------

    def arrange(self, layout: Layout, *, restore: bool = False) -> None:
        """Put the panes into three columns, or into tabs. The panes keep their state."""
        if not restore:
            self._keep_geometry()
        self.layout_name = layout
        self.commands["dock"].setChecked(layout == "docked")
        if layout == "wide":
            self._arrange_wide()
        else:
            self._arrange_docked()
        self.contacts.setVisible(layout == "wide")
        self._refresh_bars()
        self._order_tab()
        kept = self._settings.bytes_of(layout)
        if kept is not None:
            self._frame.restoreGeometry(kept)
        elif layout == "docked":
            self._frame.resize(DOCKED_WIDTH, max(self._frame.height(), 720))
        else:
            self._frame.resize(WIDE)
        self._on_phase()

    def _arrange_wide(self) -> None:
        self.contacts.foot.addWidget(self.status)
        self.status.lie(False)
        self.conversation.bar_slot.addWidget(self.question_bar)
        self.conversation.bar_slot.addWidget(self.message_bar)
        for pane in (self.note, self.knowledge):
            self.right.addWidget(pane)
        for widget in (self.contacts, self.conversation, self.right):
            self.columns.addWidget(widget)
        # A pane that was a hidden tab stays hidden until it is told otherwise.
        for hidden in (self.conversation, self.note, self.knowledge):
            hidden.show()
        self.columns.setStretchFactor(0, 0)
        self.columns.setStretchFactor(1, 1)
        self.columns.setStretchFactor(2, 0)
        self.columns.setCollapsible(1, False)
        self.contacts.setMinimumWidth(190)
        self.conversation.setMinimumWidth(380)
        self.right.setMinimumWidth(330)
        self._frame.setMinimumSize(0, 480)
        self.columns.setSizes([244, 632, 404])
        self.right.setSizes([510, 290])
        for name, splitter in (("columns", self.columns), ("right", self.right)):
            kept = self._settings.bytes_of(name)
            if kept is not None:
                splitter.restoreState(kept)

    def _arrange_docked(self) -> None:
        self.contacts.setParent(self)
        self.contacts.hide()
        self._docked_foot.addWidget(self.status)
        self.status.lie(True)
        self._docked_bar.addWidget(self.question_bar)
        self._docked_bar.addWidget(self.message_bar)
        for widget in (self.conversation, self.right):
            widget.setMinimumWidth(0)
        for pane, name in (
            (self.conversation, self.tr("Conversation")),
            (self.note, self.tr("Note")),
            (self.knowledge, self.tr("Knowledge")),
        ):
            self.tabs.addTab(pane, name)
        self._frame.setMinimumSize(360, 480)

    def _order_tab(self) -> None:
        """Tab goes through the columns from left to right, in each from top to bottom."""
        bar: list[QWidget] = [self.message_bar.action, self.message_bar.close_button]
        middle = [*self.conversation.chain, *bar, *self.conversation.reply_chain]
        right = [*self.note.chain, *self.knowledge.chain]
        status: list[QWidget] = [self.status.model, self.status.offline]
        if self.layout_name == "wide":
            chain = [*self.contacts.chain, *status, *middle, *right]
        else:
            chain = [
                self.tabs.tabBar(),
                *self.conversation.chain,
                *self.conversation.reply_chain,
                *right,
                *bar,
                *status,
            ]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def toggle_docked(self) -> None:
        layout: Layout = "docked" if self.layout_name == "wide" else "wide"
        self._settings.layout = layout
        self.arrange(layout)

    def _refresh_bars(self) -> None:
        self.message_bar.setVisible(self.workspace.notices.current is not None)
        self.question_bar.setVisible(self.workspace.intake.question is not None)

    def _keep_geometry(self) -> None:
        self._settings.keep_bytes(self.layout_name, self._frame.saveGeometry())
        if self.layout_name == "wide":
            self._settings.keep_bytes("columns", self.columns.saveState())
            self._settings.keep_bytes("right", self.right.saveState())

    def _on_phase(self) -> None:
        gated = self.workspace.phase in ("new", "locked")
        work: QWidget = self.columns if self.layout_name == "wide" else self._docked
        page = self.recovery if self.workspace.recovery_key else self.gate if gated else work
        before = self._pages.currentWidget()
        if page is work and self.editor is not None and before is self.editor:
            return
        self._pages.setCurrentWidget(page)
        self.recovery.refresh()
        if page is self.gate:
            self.gate.refresh()
        elif before is not page and page is self.recovery:
            self.recovery.code.setFocus()
        elif page is work and before in (self.gate, self.recovery):
            middle = self.conversation
            (middle.reply if self.workspace.conversation is not None else middle.opener).setFocus()

    # --- going about ---------------------------------------------------------------------------------------------

    def _make_editor(self) -> EditorPane:
        """The editor's page, made when it is first turned to: it costs nothing at the start."""
        if self.editor is None:
            from lotse.desktop.editor_pane import EditorPane

            self.editor = EditorPane(self.workspace.editor, self.workspace.notices, self.theme)
            self.editor.left.connect(self._leave_editor)
            self.workspace.editor.entered.connect(self._show_editor)
            self._pages.addWidget(self.editor)
        return self.editor

    def _toggle_editor(self) -> None:
        editor = self._make_editor()
        if self._pages.currentWidget() is editor:
            self._leave_editor()
        elif self.workspace.phase == "ready":
            self.workspace.editor.enter()

    def _show_editor(self) -> None:
        editor = self._make_editor()
        self._pages.setCurrentWidget(editor)
        editor.focus()

    def _leave_editor(self) -> None:
        self._pages.setCurrentWidget(self.columns if self.layout_name == "wide" else self._docked)
        self.conversation.reply.setFocus()

    def _propose(self) -> None:
        conversation = self.workspace.conversation
        if conversation is not None:
            self._make_editor()
            self.workspace.editor.propose(conversation.id)

    def panes(self) -> list[tuple[QWidget, QWidget]]:
        """Each pane with the widget that receives the focus in it, in the order of `F6`."""
        if self.editor is not None and self._pages.currentWidget() is self.editor:
            return self.editor.panes()
        middle = self.conversation
        all_panes: list[tuple[QWidget, QWidget]] = [
            (self.contacts, self.contacts.list if self.contacts.list.isVisibleTo(self) else self.contacts.search),
            (middle, middle.list if middle.list.isVisibleTo(middle) else middle.opener),
            (middle.reply_area, middle.reply),
            (self.note, self.note.list if self.note.list.isVisibleTo(self.note) else self.note.save_button),
            (self.knowledge, self.knowledge.search),
        ]
        return all_panes if self.layout_name == "wide" else all_panes[1:]

    def _step_pane(self, step: int) -> None:
        panes = self.panes()
        focused = QApplication.focusWidget()
        place = max(
            (i for i, (pane, _entry) in enumerate(panes) if focused is not None and pane.isAncestorOf(focused)),
            default=-1,
        )
        for offset in range(1, len(panes) + 1):
            pane, entry = panes[(place + step * offset) % len(panes)]
            self._bring_forward(pane)
            if entry.isEnabled() and entry.isVisibleTo(self):
                entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _bring_forward(self, pane: QWidget) -> None:
        if self.layout_name != "docked":
            return
        for place in range(self.tabs.count()):
            tab = self.tabs.widget(place)
            if tab is not None and (tab is pane or tab.isAncestorOf(pane)):
                self.tabs.setCurrentIndex(place)

    def _go_to_evidence(self) -> None:
        turns = self.workspace.transcript.model
        lit = turns.lit
        if not lit:
            return
        self._bring_forward(self.conversation)
        view = self.conversation.list
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.setCurrentIndex(turns.index(turns.row_of(lit[0])))

    def _on_turn_chosen(self, n: int) -> None:
        """From a turn to the first claim that rests on it."""
        note = self.workspace.note.note
        claim = next((c for c in note.claims if n in c.turns), None) if note is not None else None
        if claim is None:
            return
        self._bring_forward(self.note)
        self.note.list.setCurrentIndex(
            self.workspace.note.model.index(self.workspace.note.model.row_of_claim(claim.id))
        )
        self.note.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self) -> None:
        if self.workspace.note.current is not None:
            self._bring_forward(self.note)
        self.note.edit_selected()

    def _add_claim(self) -> None:
        self._bring_forward(self.note)
        self.note.open_adding()

    def _find_knowledge(self) -> None:
        self._bring_forward(self.knowledge)
        self.workspace.knowledge.close_article()
        self.knowledge.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.knowledge.search.selectAll()

    def _open_palette(self) -> None:
        entries = [
            Entry(command.action.text(), command.group, _key_of(command.action.shortcut()), command.action.trigger)
            for command in self.commands.all()
            if command.action.isEnabled() and command.name != "palette"
        ]
        talk = self.tr("Conversation")
        for row in self.workspace.contacts.rows:
            entries.append(Entry(title_of(row), talk, "", lambda id_=row.id: self.workspace.open(id_)))  # type: ignore[misc]
        for card in self.workspace.knowledge.model.rows:
            entries.append(Entry(card.title, self.tr("Article"), "", lambda card=card: self._open_card(card)))  # type: ignore[misc]
        Palette(entries, self.theme, self._frame).open()

    def _open_card(self, card: object) -> None:
        self._bring_forward(self.knowledge)
        self.workspace.knowledge.open(card)  # type: ignore[arg-type]

    def _choose_case(self) -> None:
        current = self.workspace.conversation
        if current is None:
            return
        entries = [
            Entry(title_of(row), self.tr("Case"), "", lambda case=row.case_id: self.workspace.attach(case))  # type: ignore[misc]
            for row in self.workspace.contacts.rows
            if row.id != current.id and row.case_id != current.case_id
        ]
        if entries:
            Palette(entries, self.theme, self._frame).open()
        else:
            self.workspace.notices.tell(Message("window_no_other_case"))

    def _open_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Open conversations"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                self.tr("Conversations") + " (*.txt *.json *.jsonl *.csv *.eml *.mbox *.vtt *.srt)",
                self.tr("All files") + " (*)",
            ]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.workspace.intake.import_files([Path(name) for name in names]))
        dialog.open()

    def _explain(self) -> None:
        """`F1`: what the widget with the focus is for."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not widget.whatsThis():
            widget = widget.parentWidget()
        if widget is not None:
            self.workspace.notices.tell(Message("window_help", {"text": widget.whatsThis()}))
        else:
            self.workspace.notices.tell(Message("window_help_general"))

    def _tell_model(self) -> None:
        state = "failed" if self.workspace.phase == "failed" else self.workspace.states.get("llm", "off")
        self.workspace.notices.tell(Message(f"window_model_{state}"))

    def _tell_offline(self) -> None:
        self.workspace.notices.tell(Message("window_offline", {"count": len(offline.attempts())}))

    def _choose_look(self, choice: SchemeChoice) -> None:
        self._settings.scheme = choice
        self.theme.choose(choice)

    def _toggle_on_top(self) -> None:
        on = self.commands["on_top"].isChecked()
        self._frame.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        self._frame.show()

    # --- from the view models ------------------------------------------------------------------------------------

    def _on_conversation(self) -> None:
        conversation = self.workspace.conversation
        here = conversation is not None
        for name in ("end", "attach", "add_claim", "copy_reply", "translate", "propose"):
            self.commands[name].setEnabled(here)
        if conversation is not None and conversation.ended:
            self.commands["end"].setEnabled(False)
        self._frame.setWindowTitle(
            f"{conversation.title} – Lotse" if conversation is not None and conversation.title else "Lotse"
        )

    def _on_note(self) -> None:
        view = self.workspace.note
        claim = view.current
        for name in ("accept", "edit", "reject", "accept_section", "reject_section", "copy_claim"):
            self.commands[name].setEnabled(claim is not None)
        for name in ("save", "copy", "undo"):
            self.commands[name].setEnabled(view.note is not None)

    def _on_cards(self, count: int) -> None:
        self.announcer.say(self.tr("%n new knowledge card(s)", "", count))

    def _on_question(self) -> None:
        self._refresh_bars()

    # --- the system ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
            return
        super().keyPressEvent(event)

    def _escape(self) -> None:
        """Back to where one was; never loses text."""
        if self.workspace.knowledge.article is not None and self.knowledge.isAncestorOf(
            QApplication.focusWidget() or self
        ):
            self.workspace.knowledge.close_article()
        elif self.workspace.notices.current is not None:
            self.workspace.notices.dismiss()
        else:
            self._bring_forward(self.conversation)
            self.conversation.reply.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if urls:
            self.workspace.intake.import_files([Path(url.toLocalFile()) for url in urls])
        elif event.mimeData().hasText():
            self.workspace.intake.take_text(event.mimeData().text())
        event.acceptProposedAction()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self.workspace.looking = event.type() == QEvent.Type.WindowActivate
        return super().event(event)

    def _on_closing(self) -> None:
        self._keep_geometry()
        self._settings.flush()
        self.workspace.reply.keep()
        if self.editor is not None:
            self.workspace.editor.keep()


def _key_of(sequence: QKeySequence) -> str:
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)
