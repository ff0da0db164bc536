"""The table of the window's commands: what each is called, its key, what it does, and when it can be done.

Owns the commands and the menu. Must not do any of it itself: every entry calls a part of the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu

from lotse.desktop.commands import Commands
from lotse.domain.filters import NO_FILTERS

if TYPE_CHECKING:
    from lotse.desktop.window import MainWindow

OF_A_CONVERSATION = ("end", "attach", "add_claim", "copy_reply", "translate", "propose", "card_insert")
OF_A_CLAIM = ("accept", "edit", "reject", "accept_section", "reject_section", "copy_claim")
OF_A_NOTE = ("save", "copy", "undo")
AFTER_A_LINE = ("look_system", "language_de", "quit")


class WindowCommands(QObject):
    """Lives on the main thread, as long as its window. `all`: the commands, `menu`: all of them in a menu.

    The window's parts are asked for when a command is called: they are made after their commands.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.all = Commands(window)
        self._add_conversation()
        self._add_note()
        self._add_knowledge()
        self._add_window()
        self.menu = self._menu()
        workspace = window.workspace
        workspace.conversation_changed.connect(self._on_conversation)
        workspace.note.changed.connect(self._on_note)
        self._on_conversation()
        self._on_note()

    def _add_conversation(self) -> None:
        add, workspace, window = self.all.add, self._window.workspace, self._window
        group = self.tr("Conversation")
        add("new", group, self.tr("New conversation"), workspace.intake.new_conversation, ("Ctrl+N",))
        add("open", group, self.tr("Open a file …"), lambda: window.dialogs.open_files(), ("Ctrl+O",))
        add("paste", group, self.tr("Paste as conversation"), workspace.intake.paste, ("Ctrl+V", "Ctrl+Shift+V"))
        add("end", group, self.tr("Finish"), workspace.end_conversation, ("Ctrl+E",))
        add("attach", group, self.tr("Move to the case of …"), lambda: window.dialogs.choose_case())
        add("copy_reply", group, self.tr("Copy reply"), workspace.reply.copy, ("Ctrl+Shift+R",))
        add("translate", group, self.tr("Translate reply"), workspace.reply.translate, ("Ctrl+T",))

    def _add_note(self) -> None:
        add, window, note = self.all.add, self._window, self._window.workspace.note
        group = self.tr("Note")
        for name, text, call, keys in (
            ("accept", self.tr("Accept"), note.accept, ("Ctrl+Return", "Ctrl+Enter")),
            ("edit", self.tr("Edit"), lambda: window.ways.edit(), ("F2",)),
            ("reject", self.tr("Reject"), note.reject, ("Ctrl+Del",)),
            ("undo", self.tr("Undo"), note.undo, ("Ctrl+Z",)),
        ):
            add(name, group, text, call, keys)
        both = ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")
        add("accept_section", group, self.tr("Accept the whole section"), note.accept_section, both)
        add("reject_section", group, self.tr("Reject the whole section"), note.reject_section, ("Ctrl+Shift+Del",))
        add("add_claim", group, self.tr("Add a claim of your own"), lambda: window.ways.add_claim(), ("Ctrl+Shift+N",))
        add("save", group, self.tr("Save note"), note.save, ("Ctrl+S",))
        add("copy", group, self.tr("Copy note"), note.copy, ("Ctrl+Shift+C",)).setIconText(self.tr("Copy"))
        add("copy_claim", group, self.tr("Copy the selected claim"), note.copy_claim, ("Ctrl+Shift+X",))

    def _add_knowledge(self) -> None:
        add, window, say = self.all.add, self._window, self._window.workspace.knowledge.say
        group = self.tr("Knowledge")
        add("find", group, self.tr("Search the knowledge"), lambda: window.ways.find_knowledge(), ("Ctrl+F",))
        add("filter", group, self.tr("Search only in …"), lambda: window.dialogs.choose_filter(), ("Ctrl+Shift+F",))
        everywhere = self.tr("Search everything")
        add("clear_filters", group, everywhere, lambda: window.ways.search_in(NO_FILTERS)).setIconText(self.tr("Clear"))
        add("other_articles", group, self.tr("Read another article …"), lambda: window.dialogs.choose_other_article())
        insert, copy = lambda: window.ways.insert_card(), lambda: window.ways.copy_card()
        add("card_insert", group, self.tr("Insert into the reply, with the source"), insert, ("Ctrl+I",)).setIconText(
            self.tr("Insert")
        )
        add("card_pin", group, self.tr("Pin the card, or let it go"), lambda: window.ways.pin_card(), ("Ctrl+P",))
        add("card_copy", group, self.tr("Copy the passage with its source"), copy, ("Ctrl+Shift+A",))
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
        for name, text, section, key in (
            ("editor", self.tr("Maintain the knowledge"), "articles", "Ctrl+Shift+K"),
            ("sources", self.tr("Import knowledge"), "sources", "Ctrl+Shift+I"),
            ("packs", self.tr("Knowledge packs"), "packs", "Ctrl+Shift+P"),
        ):
            add(name, group, text, lambda section=section: window.pages.toggle_upkeep(section), (key,))  # type: ignore[misc]
        add("propose", group, self.tr("Draft an article from this conversation"), lambda: window.pages.propose())

    def _add_window(self) -> None:
        add, window = self.all.add, self._window
        group = self.tr("Window")
        add("palette", group, self.tr("Find anything"), lambda: window.dialogs.open_palette(), ("Ctrl+K",))
        add("next_pane", group, self.tr("Next pane"), lambda: window.ways.step_pane(1), ("F6",))
        add("previous_pane", group, self.tr("Previous pane"), lambda: window.ways.step_pane(-1), ("Shift+F6",))
        add("help", group, self.tr("Explain what has the focus"), lambda: window.ways.explain(), ("F1",))
        dock = add("dock", group, self.tr("Docked beside another program"), window.toggle_docked, ("Ctrl+D",))
        dock.setCheckable(True)
        top = add("on_top", group, self.tr("Always on top"), window.keep_on_top)
        top.setCheckable(True)
        # Wayland leaves the order of windows to the desktop.
        top.setEnabled(not QGuiApplication.platformName().startswith("wayland"))
        looks = QActionGroup(self)
        for look, text in (
            ("system", self.tr("Look: like the system")),
            ("light", self.tr("Look: light")),
            ("dark", self.tr("Look: dark")),
        ):
            action = add(f"look_{look}", group, text, lambda look=look: window.choose_look(look))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(window.theme.choice == look)
            looks.addAction(action)
        languages = QActionGroup(self)
        for code, name in (("de", "Deutsch"), ("en", "English")):
            action = add(f"language_{code}", group, name, lambda code=code: window.language_chosen.emit(code))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(window.workspace.language == code)
            languages.addAction(action)
        add("quit", group, self.tr("Quit"), window.leave, ("Ctrl+Q",))

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAccessibleName(self.tr("Menu"))
        last = ""
        for command in self.all.all():
            if (last and command.group != last) or command.name in AFTER_A_LINE:
                menu.addSeparator()
            last = command.group
            menu.addAction(command.action)
        return menu

    def _enable(self, names: tuple[str, ...], on: bool) -> None:
        for name in names:
            self.all[name].setEnabled(on)

    def _on_conversation(self) -> None:
        conversation = self._window.workspace.conversation
        self._enable(OF_A_CONVERSATION, conversation is not None)
        if conversation is not None and conversation.ended:
            self.all["end"].setEnabled(False)

    def _on_note(self) -> None:
        view = self._window.workspace.note
        self._enable(OF_A_CLAIM, view.current is not None)
        self._enable(OF_A_NOTE, view.note is not None)
