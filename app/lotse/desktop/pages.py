"""Which page the window shows: the work, the gate before the store, the recovery key, the upkeep of the knowledge.

Owns the stack of pages. Must not decide whether the store is open: the workspace's phase says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from lotse.desktop.first_start import Gate
from lotse.desktop.recovery_page import RecoveryPage
from lotse.domain.errors import Message

if TYPE_CHECKING:
    from lotse.desktop.editor_pane import EditorPane
    from lotse.desktop.notices import Mood
    from lotse.desktop.settings import Settings
    from lotse.desktop.upkeep_pane import Section, Upkeep
    from lotse.desktop.window import MainWindow


class Pages(QStackedWidget):
    """Lives on the main thread, as long as its window."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._workspace = window.workspace
        self.gate = Gate(window.workspace)
        self.recovery = RecoveryPage(window.workspace)
        self.upkeep: Upkeep | None = None
        for page in (window.arrangement.columns, window.arrangement.docked, self.gate, self.recovery):
            self.addWidget(page)
        self.gate.language_chosen.connect(window.language_chosen)
        self._workspace.phase_changed.connect(self.refresh)
        self._workspace.phase_changed.connect(self._offer_to_go_on)

    def refresh(self) -> None:
        """The page for the phase of now; the focus goes to the first thing there."""
        gated = self._workspace.phase in ("new", "locked")
        work = self._window.arrangement.page
        page = self.recovery if self._workspace.recovery_key else self.gate if gated else work
        before = self.currentWidget()
        if page is work and self.upkeep is not None and before is self.upkeep:
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

    # --- where the knowledge is kept right ---------------------------------------------------------------------------

    @property
    def editor(self) -> EditorPane | None:
        """The articles' part of the page, once it was turned to."""
        return self.upkeep.articles if self.upkeep is not None else None

    @property
    def shown_upkeep(self) -> Upkeep | None:
        """The page, while it is the one that is shown."""
        return self.upkeep if self.upkeep is not None and self.currentWidget() is self.upkeep else None

    def _make_upkeep(self) -> Upkeep:
        """The page, made when it is first turned to: it costs nothing at the start."""
        if self.upkeep is None:
            from lotse.desktop.upkeep_pane import Upkeep

            space = self._workspace
            space.sources.remember_in(self._settings)
            self.upkeep = Upkeep(space.editor, space.sources, space.packs, space.notices, self._window.theme)
            self.upkeep.left.connect(self._leave_upkeep)
            self.upkeep.turned.connect(self._enter)
            space.editor.entered.connect(self._show_articles)
            space.sources.entered.connect(self._show_sources)
            space.packs.entered.connect(self._show_packs)
            space.sources.finished.connect(self._on_imported)
            self.addWidget(self.upkeep)
        return self.upkeep

    def toggle_upkeep(self, section: Section) -> None:
        """Turn to a section of the page, or leave it when it is there already."""
        upkeep = self._make_upkeep()
        if self.currentWidget() is upkeep and upkeep.section == section:
            self._leave_upkeep()
        elif self._workspace.phase == "ready":
            self._enter(section)

    def _enter(self, section: str) -> None:
        space = self._workspace
        enter = {"articles": space.editor.enter, "sources": space.sources.enter, "packs": space.packs.enter}
        enter[section]()

    def _show_articles(self) -> None:
        self._show("articles")

    def _show_sources(self) -> None:
        self._show("sources")

    def _show_packs(self) -> None:
        self._show("packs")

    def _show(self, section: Section) -> None:
        upkeep = self._make_upkeep()
        self.setCurrentWidget(upkeep)
        upkeep.show_section(section)

    def _leave_upkeep(self) -> None:
        self.setCurrentWidget(self._window.arrangement.page)
        self._window.conversation.reply.setFocus()

    def _on_imported(self) -> None:
        """What came of an import is heard on its page, and told to whoever has turned to something else."""
        from lotse.desktop.sources_import import report_text

        report, upkeep = self._workspace.sources.report, self.shown_upkeep
        if report is None:
            return
        text = report_text(report)
        if upkeep is not None and upkeep.section == "sources":
            self._workspace.announced.emit(text, False)
            return
        bad = report.problem is not None or any(line.grave for line in report.lines)
        told = Message("sources_done", {"text": text})
        mood: Mood = "warning" if bad else "success"
        self._workspace.notices.tell(told, mood, self.tr("Report"), self.show_import)

    def _offer_to_go_on(self) -> None:
        """An import that was cut off, by a crash or because the window was closed, is said once."""
        places = self._settings.unfinished_import
        if self._workspace.phase != "ready" or self._workspace.importing is not None or not places:
            return
        self._workspace.sources.remember_in(self._settings)
        self._settings.unfinished_import = ()
        self._workspace.notices.tell(
            Message("sources_unfinished", {"place": ", ".join(places[:3])}), "warning", self.tr("Go on"), self._go_on
        )

    def _go_on(self) -> None:
        self._make_upkeep()
        self._workspace.sources.enter()
        self._workspace.sources.go_on()

    def show_import(self) -> None:
        """The import under way."""
        self._make_upkeep()
        self._workspace.sources.enter()
        self._workspace.sources.show_import()

    def take_dropped(self, names: list[str]) -> None:
        """Files that were dropped: conversations, knowledge or packs, by their names and the page that is shown."""
        from lotse.desktop.drops import sorted_out

        upkeep = self.shown_upkeep
        dropped = sorted_out(names, knowledge=upkeep is not None)
        if dropped.conversations:
            self._workspace.intake.import_files(dropped.conversations)
        if self._workspace.phase != "ready":
            return
        if dropped.knowledge:
            self._make_upkeep()
            sources = self._workspace.sources
            if upkeep is not None and upkeep.section == "sources":
                sources.take(dropped.knowledge)
            else:
                sources.offer(dropped.knowledge)
        if dropped.packs:
            self._make_upkeep()
            self._workspace.packs.offer(dropped.packs)

    def propose(self) -> None:
        """A draft from the open conversation."""
        conversation = self._workspace.conversation
        if conversation is not None:
            self._make_upkeep()
            self._workspace.editor.propose(conversation.id)
