"""What the page of the sources shows: what was imported from where, an import under way, and what came of the last one.

A view model without widgets: an import goes on while another page or the conversation is looked at. Must not read a
file itself, nor decide what becomes an article: that is a job for the bridge.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from PySide6.QtCore import QObject, Signal

from lotse.desktop.sources_report import LINE_KINDS, LineKind, ReportLine, counts, merged, report_lines
from lotse.desktop.sources_rows import SourceRow, SourceRowsModel, source_row
from lotse.domain.errors import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lotse.desktop.bridge import Bridge
    from lotse.desktop.core_port import CorePort
    from lotse.desktop.notices import Notices
    from lotse.domain.sources import ImportedSource
    from lotse.services.events import KnowledgeImportProgressed
    from lotse.services.imported_documents import ImportReport
    from lotse.services.knowledge_sources import ForgottenSource

Page = Literal["nothing", "source", "offered", "import"]


@dataclass(frozen=True, slots=True)
class Running:
    """An import under way. `question` and `answer` are the columns that were chosen for tables."""

    places: tuple[str, ...]
    question: str = ""
    answer: str = ""
    progress: KnowledgeImportProgressed | None = None
    ending: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an import, kept until it is closed. `problem` is why it could not go on."""

    places: tuple[str, ...]
    lines: tuple[ReportLine, ...]
    articles: int = 0
    seconds: float = 0.0
    cancelled: bool = False
    problem: Message | None = None


class Unfinished(Protocol):
    """Where it is kept which import is under way, so that one that was cut off can go on."""

    unfinished_import: tuple[str, ...]


class SourcesView(QObject):
    """Lives on the main thread.

    Signals: `changed` (anything), `listed` (other rows), `opened` (other contents of the right side), `progressed`,
    `wanted_focus(name)` (`list`, `offered`, `import`), `entered` (turn to the page),
    `asked(question)` before a source is forgotten, `finished` when an import has come to its end.
    """

    changed = Signal()
    listed = Signal()
    opened = Signal()
    progressed = Signal()
    wanted_focus = Signal(str)
    entered = Signal()
    asked = Signal(object)
    finished = Signal()

    def __init__(self, bridge: Bridge, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notices = notices
        self.model = SourceRowsModel(self)
        self.loaded = False
        self.query = ""
        self.page: Page = "nothing"
        self.current: SourceRow | None = None
        self.offered: tuple[str, ...] = ()
        self.running: Running | None = None
        self.report: Report | None = None
        self.shown_kind: LineKind | Literal["all"] = "all"
        self.unfinished: tuple[str, ...] = ()
        self._kept: Unfinished | None = None
        self._sources: tuple[ImportedSource, ...] = ()
        bridge.came.connect(self._on_event)

    def remember_in(self, kept: Unfinished) -> None:
        """Where an import that is cut off is remembered; says whether the last one was."""
        self._kept = kept
        if self.running is None and kept.unfinished_import:
            self.unfinished = kept.unfinished_import

    # --- the list ----------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """The page is turned to."""
        self.entered.emit()
        self.refresh()

    def refresh(self) -> None:
        self._bridge.submit(lambda core: core.knowledge_sources.sources(), self._on_sources)

    def _on_sources(self, sources: tuple[ImportedSource, ...]) -> None:
        first, self.loaded = not self.loaded, True
        self._sources = sources
        if self.current is not None:
            place = self.current.place
            self.current = next((source_row(one) for one in sources if one.place == place), None)
            if self.current is None and self.page == "source":
                self.page = "nothing"
        self._list(afresh=first)
        self.opened.emit()

    def find(self, text: str) -> None:
        """Only sources whose path holds every word of `text`."""
        self.query = text
        self._list(afresh=True)

    def _list(self, *, afresh: bool) -> None:
        wanted = self.query.casefold().split()
        rows = [source_row(one) for one in self._sources]
        self.model.show_all_of(
            [row for row in rows if all(part in row.place.casefold() for part in wanted)], afresh=afresh
        )
        self.listed.emit()
        self.changed.emit()

    @property
    def count(self) -> int:
        return len(self._sources)

    def look_at(self, row: SourceRow | None) -> None:
        """Show what is known about a source; an import or a question stays until it is closed."""
        self.current = row
        if self.page in ("nothing", "source"):
            self.page = "nothing" if row is None else "source"
        self.opened.emit()
        self.changed.emit()

    def open(self, row: SourceRow) -> None:
        """Turn to a source, whatever is shown."""
        self.current, self.page = row, "source"
        self.opened.emit()
        self.changed.emit()

    def show_import(self) -> None:
        """Turn to the import under way, or to what came of the last one."""
        if self.running is not None or self.report is not None:
            self.page = "import"
            self.opened.emit()
            self.changed.emit()
            self.wanted_focus.emit("import")

    def close(self) -> None:
        """One step back: from what is shown to the list. An import goes on; a report stays until it is put away."""
        self.offered = ()
        self.page = "nothing"
        self.opened.emit()
        self.changed.emit()

    # --- importing ---------------------------------------------------------------------------------------------------

    def offer(self, places: Sequence[str]) -> None:
        """Ask before anything is read: what was dropped elsewhere may not be meant as knowledge."""
        if self._busy():
            return
        self.offered, self.page = tuple(places), "offered"
        self.entered.emit()
        self.opened.emit()
        self.refresh()
        self.wanted_focus.emit("offered")

    def take(self, places: Sequence[str], question: str = "", answer: str = "") -> None:
        """Import what lies at these places. What is there already and unchanged is not read again."""
        if not places or self._busy():
            return
        self.offered = ()
        self.running = Running(tuple(places), question, answer)
        self.page = "import"
        self._remember(self.running.places)
        paths = [Path(place) for place in places]

        async def run(core: CorePort) -> ImportReport:
            from lotse.services.ports import Columns

            return await core.knowledge_import.run(paths, Columns(question, answer))

        self._bridge.keep(run, self._on_report, self._on_failed)
        self.opened.emit()
        self.progressed.emit()
        self.changed.emit()
        self.wanted_focus.emit("import")

    def _busy(self) -> bool:
        if self.running is not None:
            self._notices.tell(Message("sources_busy"), "warning")
        return self.running is not None

    def read_again(self) -> None:
        """Read the source that is looked at again: only what has changed in it."""
        if self.current is not None:
            self.take((self.current.place,))

    def go_on(self) -> None:
        """Go on with the import that was cut off."""
        self.take(self.unfinished)

    def read_table(self, line: ReportLine, question: str, answer: str) -> None:
        """Read a table again, with the columns that hold questions and answers."""
        from lotse.domain.sources import INSIDE

        self.take((line.file.split(INSIDE)[0],), question, answer)

    def cancel(self) -> None:
        """Stop the import; what was stored by then stays."""
        if self.running is None or self.running.ending:
            return
        self.running = Running(
            self.running.places, self.running.question, self.running.answer, self.running.progress, ending=True
        )
        self._stop()
        self.progressed.emit()

    def keep(self) -> None:
        """The window closes: what was read is stored, and the import goes on when it is asked to."""
        if self.running is not None:
            self._stop()

    def _stop(self) -> None:
        async def stop(core: CorePort) -> None:
            core.knowledge_import.cancel()

        self._bridge.submit(stop)

    def _on_event(self, event: object) -> None:
        from lotse.services.events import KnowledgeChanged, KnowledgeImportProgressed

        if isinstance(event, KnowledgeImportProgressed) and self.running is not None:
            running = self.running
            self.running = Running(running.places, running.question, running.answer, event, running.ending)
            self.progressed.emit()
        elif isinstance(event, KnowledgeChanged) and self.loaded:
            self.refresh()

    def _on_report(self, report: ImportReport) -> None:
        running, self.running = self.running, None
        places = running.places if running is not None else ()
        lines = report_lines(report, (*places, *(self.report.places if self.report is not None else ())))
        if running is not None and running.question and self.report is not None:
            lines = merged(self.report.lines, lines)
            places = self.report.places
        articles = sum(file.articles for file in report.imported)
        self.report = Report(places, lines, articles, report.seconds, report.cancelled)
        self.shown_kind = "all"
        # One that was stopped on purpose is said in its report; only one that was cut off is offered at the next start.
        self._remember(())
        self._finish()
        self._bridge.submit(lambda core: core.knowledge.prepare(), on_failed=lambda _message: None)

    def _on_failed(self, message: Message) -> None:
        running, self.running = self.running, None
        places = running.places if running is not None else ()
        self.report = Report(places, (), problem=message)
        self.unfinished = places
        self._finish()

    def _finish(self) -> None:
        self.progressed.emit()
        self.refresh()
        self.opened.emit()
        self.changed.emit()
        if self.page == "import":
            self.wanted_focus.emit("import")
        self.finished.emit()

    def _remember(self, places: tuple[str, ...]) -> None:
        self.unfinished = ()
        if self._kept is not None:
            self._kept.unfinished_import = places

    # --- the report --------------------------------------------------------------------------------------------------

    def show_kind(self, kind: LineKind | Literal["all"]) -> None:
        self.shown_kind = kind
        self.opened.emit()

    @property
    def lines(self) -> tuple[ReportLine, ...]:
        """The lines of the report that are shown."""
        lines = self.report.lines if self.report is not None else ()
        return lines if self.shown_kind == "all" else tuple(line for line in lines if line.kind == self.shown_kind)

    def kinds(self) -> list[tuple[LineKind, int]]:
        """The kinds of lines there are, with how many."""
        found = counts(self.report.lines) if self.report is not None else {}
        return [(kind, found[kind]) for kind in LINE_KINDS if found.get(kind)]

    def close_report(self) -> None:
        """It was read."""
        self.report = None
        self.page = "nothing" if self.current is None else "source"
        self.opened.emit()
        self.changed.emit()
        self.wanted_focus.emit("list")

    # --- forgetting --------------------------------------------------------------------------------------------------

    def forget(self, *, with_edits: bool = False) -> None:
        """Give up the source that is looked at, with its articles; asks again where something was edited here."""
        row = self.current
        if row is None or self._busy():
            return
        self._bridge.keep(
            lambda core: core.knowledge_sources.forget(row.place, with_edits=with_edits),
            self._on_forgotten,
            lambda message: self._on_not_forgotten(row, message),
        )

    def _on_forgotten(self, gone: ForgottenSource) -> None:
        self._notices.tell(Message("sources_forgotten", {"place": gone.place, "count": gone.articles}), "success")
        self.current = None
        self.page = "nothing"
        self.refresh()
        self.opened.emit()
        self.wanted_focus.emit("list")
        self._bridge.submit(lambda core: core.knowledge.prepare(), on_failed=lambda _message: None)

    def _on_not_forgotten(self, row: SourceRow, message: Message) -> None:
        if message.key == "source_edited" and self.current == row:
            self.asked.emit(message)
        else:
            self._notices.tell(message, "warning")
            self.refresh()
