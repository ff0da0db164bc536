"""An import under way, and afterwards what came of it: one page, kept until it is closed.

Owns the widgets; the contents are the view model's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from lotse.desktop import words
from lotse.desktop.lines import PagedRows, WrappedDelegate
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.sources_report import ReportLine, heard, kind_name, name_of, shown
from lotse.desktop.theme import XS, L, M, S, Theme
from lotse.desktop.widgets import ElidedLabel, ItemList, push
from lotse.domain.errors import Message
from lotse.wording import word

if TYPE_CHECKING:
    from lotse.desktop.sources_view import Report, Running, SourcesView


def progress_text(running: Running) -> str:
    """How far an import is, in a few words."""
    progress = running.progress
    if running.ending:
        return QCoreApplication.translate("Sources", "stopping …")
    if progress is None:
        return QCoreApplication.translate("Sources", "looking for documents …")
    return QCoreApplication.translate("Sources", "{0} of {1} documents").format(
        words.number(progress.done), words.number(progress.total)
    )


def _speed_text(running: Running) -> str:
    progress = running.progress
    if progress is None or running.ending:
        return ""
    parts = [
        QCoreApplication.translate("Sources", "%n article(s)", "", progress.articles),
        QCoreApplication.translate("Sources", "{0} KB/s").format(words.number(round(progress.bytes_per_s / 1000))),
    ]
    if progress.remaining_s is not None and progress.done < progress.total:
        parts.append(_left(progress.remaining_s))
    return " · ".join(parts)


def _left(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 90:
        return QCoreApplication.translate("Sources", "about %n second(s) left", "", max(1, round(seconds)))
    return QCoreApplication.translate("Sources", "about %n minute(s) left", "", minutes)


class ColumnsBar(QFrame):
    """Which columns of a table hold questions and answers. Hidden while there is no such table."""

    def __init__(self, view: SourcesView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._line: ReportLine | None = None
        self.setProperty("kind", "bar")
        self.setProperty("mood", "warning")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.question = self._chooser(self.tr("Column of the questions"))
        self.answer = self._chooser(self.tr("Column of the answers"))
        self.read = push(self.tr("Read the table"), "", self)
        self.read.clicked.connect(self._on_read)
        below = QHBoxLayout()
        below.setSpacing(S)
        for name, chooser in ((self.tr("Questions"), self.question), (self.tr("Answers"), self.answer)):
            label = QLabel(name, self)
            label.setBuddy(chooser)
            below.addWidget(label)
            below.addWidget(chooser, 1)
        below.addWidget(self.read)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(M, S, S, S)
        layout.setSpacing(S)
        layout.addWidget(self.text)
        layout.addLayout(below)
        self.chain: list[QWidget] = [self.question, self.answer, self.read]
        self.hide()

    def _chooser(self, name: str) -> QComboBox:
        chooser = QComboBox(self)
        chooser.setEditable(True)
        chooser.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field = chooser.lineEdit()
        if field is not None:
            field.setAccessibleName(name)
        chooser.setAccessibleName(name)
        chooser.setWhatsThis(self.tr("The heading of a column, its letter or its number."))
        chooser.editTextChanged.connect(self._refresh)
        chooser.setMinimumContentsLength(10)
        return chooser

    def show_for(self, line: ReportLine | None) -> None:
        """Ask about a table; `None` for none. What is chosen stays while the same table is asked about."""
        self.setVisible(line is not None)
        if line is None or line == self._line:
            self._line = line
            return
        self._line = line
        self.text.setText(
            self.tr("In {0} nobody can tell which column holds the questions and which the answers.").format(line.title)
        )
        for place, chooser in enumerate((self.question, self.answer)):
            chooser.clear()
            chooser.addItems(list(line.columns))
            chooser.setCurrentIndex(min(place, len(line.columns) - 1))
        self._refresh()

    def _refresh(self) -> None:
        question, answer = self.question.currentText().strip(), self.answer.currentText().strip()
        self.read.setEnabled(bool(question) and bool(answer) and question != answer)

    def _on_read(self) -> None:
        if self._line is not None:
            self._view.read_table(self._line, self.question.currentText().strip(), self.answer.currentText().strip())


class ImportPage(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab."""

    def __init__(self, view: SourcesView, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self.title = QLabel(self)
        self.title.setProperty("kind", "title")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.file = ElidedLabel("small", self)
        self.speed = QLabel(self)
        self.speed.setProperty("kind", "small")
        self.cancel = push(self.tr("Stop"), "", self)
        self.cancel.setWhatsThis(self.tr("What was read by then stays; the next import goes on from there."))
        self.cancel.clicked.connect(view.cancel)
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.columns = ColumnsBar(view, self)
        self.kinds = QComboBox(self)
        self.kinds.setAccessibleName(self.tr("Which documents are listed"))
        self.kinds.activated.connect(lambda place: view.show_kind(self.kinds.itemData(place)))
        self.model = PagedRows[ReportLine](lambda line: line.key, lambda line: line.title, heard, self)
        self.list = ItemList(self.model, WrappedDelegate(theme), self.tr("What came of the import"), self)
        self.list.setWhatsThis(self.tr("One line for each document: what became of it, and why."))
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._on_line(now))
        theme.changed.connect(self.list.relayout)
        self.again = push(self.tr("Go on"), "", self)
        self.again.clicked.connect(self._on_again)
        self.done = push(self.tr("Close the report"), "primary", self)
        self.done.clicked.connect(view.close_report)
        self._lay_out()
        self.chain: list[QWidget] = [
            self.cancel, *self.columns.chain, self.kinds, self.list, self.again, self.done,
        ]  # fmt: skip
        self._listed: tuple[ReportLine, ...] = ()
        view.opened.connect(self.refresh)
        view.progressed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        under = QHBoxLayout()
        under.setSpacing(S)
        under.addWidget(self.file, 1)
        under.addWidget(self.speed)
        under.addWidget(self.cancel)
        foot = QHBoxLayout()
        foot.setSpacing(S)
        foot.addStretch(1)
        foot.addWidget(self.again)
        foot.addWidget(self.done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        for part in (self.title, self.bar, under, self.said, self.columns, self.kinds, self.list):
            if isinstance(part, QHBoxLayout):
                layout.addLayout(part)
            else:
                layout.addWidget(part, 1 if part is self.list else 0)
        self._rest = QWidget(self)
        layout.addWidget(self._rest, 1)
        layout.addLayout(foot)
        layout.setSpacing(S + XS)

    @property
    def entry(self) -> QWidget:
        """What receives the focus when the page is turned to."""
        if self._view.running is not None:
            return self.cancel
        if not self.columns.isHidden():
            return self.columns.question
        return self.list if self.model.rowCount() else self.done

    def refresh(self) -> None:
        running, report = self._view.running, self._view.report
        for widget in (self.bar, self.file, self.speed, self.cancel):
            widget.setVisible(running is not None)
        for widget in (self.said, self.done):
            widget.setVisible(running is None)
        if running is not None:
            self._show_running(running)
        elif report is not None:
            self._show_report(report)
        listing = running is None and report is not None and bool(report.lines)
        self.kinds.setVisible(listing)
        self.list.setVisible(listing)
        self._rest.setVisible(not listing)
        unfinished = report is not None and (report.cancelled or report.problem is not None)
        self.again.setVisible(running is None and unfinished)
        if not listing:
            self.columns.show_for(None)

    def _show_running(self, running: Running) -> None:
        self.title.setText(self.tr("Importing {0}").format(places_text(running.places)))
        progress = running.progress
        self.bar.setRange(0, progress.total if progress is not None else 0)
        self.bar.setValue(progress.done if progress is not None else 0)
        here = f" · {name_of(progress.file)}" if progress is not None and not running.ending else ""
        self.file.set_full(progress_text(running) + here)
        self.speed.setText(_speed_text(running))
        self.cancel.setEnabled(not running.ending)

    def _show_report(self, report: Report) -> None:
        self.title.setText(self.tr("Import of {0}").format(places_text(report.places)))
        self.said.setText(report_text(report))
        names = [("all", len(report.lines)), *self._view.kinds()]
        if [self.kinds.itemData(n) for n in range(self.kinds.count())] != [name for name, _ in names]:
            self.kinds.clear()
            for name, _count in names:
                self.kinds.addItem("", name)
        for place, (name, count) in enumerate(names):
            self.kinds.setItemText(place, f"{kind_name(name)} ({words.number(count)})")  # type: ignore[arg-type]
        self.kinds.setCurrentIndex(self.kinds.findData(self._view.shown_kind))
        lines = self._view.lines
        if lines != self._listed:
            self._listed = lines
            named = self._view.shown_kind == "all"
            self.model.show_all_of([shown(line) if named else line for line in lines], afresh=True)
            if self.model.rowCount():
                self.list.setCurrentIndex(self.model.index(0))
        self._on_line(self.list.currentIndex())

    def _on_line(self, index: QModelIndex) -> None:
        line: ReportLine | None = index.data(ROW_ROLE)
        tables = [one for one in self._view.lines if one.columns]
        chosen = next((one for one in tables if line is not None and one.key == line.key), None)
        report = self._view.report
        wanted = chosen or (tables[0] if tables else None)
        self.columns.show_for(wanted if report is not None and self._view.running is None else None)

    def _on_again(self) -> None:
        if self._view.report is not None:
            self._view.take(self._view.report.places)


def places_text(places: tuple[str, ...]) -> str:
    """What is imported, by the names of the places."""
    names = [name_of(place) for place in places]
    if len(names) > 3:
        return QCoreApplication.translate("Sources", "{0} and {1} more").format(
            ", ".join(names[:2]), words.number(len(names) - 2)
        )
    return ", ".join(names)


def report_text(report: Report) -> str:
    """The report in two sentences."""
    language = words.language_code()
    if report.problem is not None:
        return word(report.problem, language)
    kinds = [line.kind for line in report.lines]
    taken = sum(kinds.count(kind) for kind in ("new", "changed", "unchanged"))
    parts = [
        QCoreApplication.translate("Sources", "%n article(s)", "", report.articles)
        + " "
        + QCoreApplication.translate("Sources", "from %n document(s)", "", taken)
    ]
    for kind in ("unchanged", "rejected", "removed", "skipped"):
        if kinds.count(kind):
            parts.append(f"{words.number(kinds.count(kind))} {kind_name(kind).lower()}")
    said = ", ".join(parts) + "."
    if report.cancelled:
        said += " " + word(Message("import_stopped"), language)
    return said
