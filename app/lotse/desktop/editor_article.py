"""The article being edited: its fields, its text with a preview, what was found about it.

Owns the widgets; the contents are the view model's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from lotse.desktop import words
from lotse.desktop.editor_bar import FindingBar
from lotse.desktop.editor_rows import finding_text
from lotse.desktop.editor_text import Reading
from lotse.desktop.theme import L, M, S, Theme
from lotse.desktop.widgets import ElidedLabel, push

if TYPE_CHECKING:
    from lotse.desktop.editor_view import EditorView

PREVIEW_MS = 200
LANGUAGES = ("de", "en")


class ArticleForm(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab."""

    def __init__(self, view: EditorView, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self._theme = theme
        self._filling = False
        self.duplicate = push(self.tr("Open the other article"), "", self)
        self.duplicate.clicked.connect(self._open_duplicate)
        self.bar = FindingBar(view.intend, (self.duplicate,), self)
        self.intended = self.bar.intended

        self.title = self._field(self.tr("Title"), "title")
        self.title.setPlaceholderText(self.tr("Title of the article"))
        self.lang = QComboBox(self)
        self.lang.setAccessibleName(self.tr("Language of the article"))
        self.lang.currentIndexChanged.connect(self._on_typed)
        self.tags = self._field(self.tr("Tags, separated by commas"))
        self.audience = self._field(self.tr("Audience, separated by commas"))
        self.audience.setMaximumWidth(180)
        self.valid_from = self._field(self.tr("Valid from"))
        self.valid_to = self._field(self.tr("Valid until"))
        for day in (self.valid_from, self.valid_to):
            day.setPlaceholderText(self.tr("DD/MM/YYYY"))
            day.setMaximumWidth(140)
        grid = QGridLayout()
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(0)
        for place, (name, widget) in enumerate(
            (
                (self.tr("Language"), self.lang),
                (self.tr("Valid from"), self.valid_from),
                (self.tr("Valid until"), self.valid_to),
                (self.tr("Tags"), self.tags),
                (self.tr("Audience"), self.audience),
            )
        ):
            label = QLabel(name, self)
            label.setProperty("kind", "small")
            label.setBuddy(widget)
            grid.addWidget(label, 0, place)
            grid.addWidget(widget, 1, place)
        grid.setColumnStretch(3, 1)

        self.body = QPlainTextEdit(self)
        self.body.setAccessibleName(self.tr("Text of the article in Markdown"))
        self.body.setWhatsThis(self.tr("Write Markdown here; the preview beside it shows how agents will read it."))
        self.body.setPlaceholderText(self.tr("Text in Markdown"))
        self.body.setTabChangesFocus(True)
        self.body.textChanged.connect(self._on_typed)
        self.preview = Reading(self.tr("Preview"), self)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setHandleWidth(1)
        for pane in (self.body, self.preview):
            self.columns.addWidget(pane)
        self.columns.setSizes([500, 500])

        self.state = ElidedLabel("small", self)
        self.versions = push(self.tr("Versions"), "quiet", self)
        self.versions.clicked.connect(view.show_versions)
        self.discard = push(self.tr("Discard"), "quiet", self)
        self.discard.clicked.connect(view.discard)
        self.keep = push(self.tr("Keep as draft"), "", self)
        self.keep.clicked.connect(view.keep_draft)
        self.save = push(self.tr("Save"), "primary", self)
        self.save.clicked.connect(view.save)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        for button in (self.versions, self.discard, self.keep, self.save):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addWidget(self.bar)
        layout.addWidget(self.title)
        layout.addLayout(grid)
        layout.addWidget(self.columns, 1)
        layout.addLayout(foot)
        self.chain: list[QWidget] = [
            self.duplicate, self.intended, self.title, self.lang, self.valid_from, self.valid_to, self.tags,
            self.audience, self.body, self.preview, self.versions, self.discard, self.keep, self.save,
        ]  # fmt: skip
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PREVIEW_MS)
        self._later.timeout.connect(self._preview)
        view.opened.connect(self.fill)
        view.changed.connect(self.refresh)
        self.fill()

    def _field(self, name: str, kind: str = "") -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        if kind:
            field.setProperty("kind", kind)
        field.textChanged.connect(self._on_typed)
        return field

    def fill(self) -> None:
        """Put what the view model holds into the fields."""
        form = self._view.form
        if form is None:
            return
        self._filling = True
        for field, text in (
            (self.title, form.title),
            (self.tags, form.tags),
            (self.audience, form.audience),
            (self.valid_from, form.valid_from),
            (self.valid_to, form.valid_to),
        ):
            if field.text() != text:
                field.setText(text)
        if self.body.toPlainText() != form.body:
            self.body.setPlainText(form.body)
        self.lang.clear()
        for code in dict.fromkeys((*LANGUAGES, form.lang)):
            self.lang.addItem(words.language(code), code)
        self.lang.setCurrentIndex(self.lang.findData(form.lang))
        self._filling = False
        self._preview()
        self.preview.go_to_start()
        self.refresh()

    def go_to(self, place: str) -> None:
        """Select the words that a finding is about, in the text."""
        at = self.body.document().find(place) if place else QTextCursor()
        if at.isNull() and place:
            at = self.body.document().find(place[:40])
        if not at.isNull():
            self.body.setTextCursor(at)
            self.body.centerCursor()

    def _on_typed(self) -> None:
        form = self._view.form
        if self._filling or form is None:
            return
        self._view.type(
            replace(
                form,
                title=self.title.text(),
                body=self.body.toPlainText(),
                lang=self.lang.currentData() or form.lang,
                tags=self.tags.text(),
                audience=self.audience.text(),
                valid_from=self.valid_from.text(),
                valid_to=self.valid_to.text(),
            )
        )
        self._later.start()

    def _preview(self) -> None:
        self._later.stop()
        if self._view.form is not None:
            self.preview.show_markdown(self._view.form.body)

    def refresh(self) -> None:
        """Show state and findings of the open article."""
        view = self._view
        current = view.current
        if current is None:
            return
        draft = current.state == "draft"
        self.keep.setVisible(draft)
        self.versions.setVisible(not draft)
        self.discard.setVisible(draft or view.dirty)
        self.discard.setText(self.tr("Discard the draft") if draft else self.tr("Discard changes"))
        self.save.setText(self.tr("Publish") if draft else self.tr("Save"))
        self.state.set_full(self._state_text())
        self.bar.say(*self._bar_lines())
        self.intended.setVisible(view.finding is not None)
        proposal = view.proposal
        self.duplicate.setVisible(proposal is not None and bool(proposal.duplicates))

    def _state_text(self) -> str:
        view = self._view
        if view.current is None:
            return ""
        if view.dirty:
            return self.tr("unsaved")
        match view.current.state, view.current.origin:
            case "draft", "case":
                return self.tr("draft from a conversation")
            case "draft", _:
                return self.tr("draft")
            case _, "edited":
                return self.tr("edited here")
            case _, "case":
                return self.tr("from a conversation")
            case _:
                return self.tr("imported") + (
                    f" · {view.current.article.source}" if view.current.article.source else ""
                )

    def _bar_lines(self) -> list[str]:
        view = self._view
        lines = [finding_text(view.finding)] if view.finding is not None else []
        if view.proposal is not None:
            titles = [hit.title for hit in view.proposal.duplicates]
            if titles:
                lines.append(self.tr("There is something of the kind: {0}").format(", ".join(dict.fromkeys(titles))))
            taken = view.proposal.draft.removed
            if taken:
                said = ", ".join(f"{one.text} → {one.placeholder}" for one in taken)
                lines.append(self.tr("Taken out: {0}").format(said))
            lines.append(self.tr("Please read the draft for names that are left before you publish it."))
        return lines

    def _open_duplicate(self) -> None:
        proposal = self._view.proposal
        if proposal is not None and proposal.duplicates:
            self._view.open(proposal.duplicates[0].article_id)
