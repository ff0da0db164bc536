"""The note: claims with evidence and origin, and the keys that decide on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from lotse.desktop import words
from lotse.desktop.claims import ORDER, ClaimDelegate, ClaimRow
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.theme import XS, L, M, S, Theme
from lotse.desktop.widgets import ElidedLabel, EmptyState, ItemList, follow, push, rule, tool
from lotse.domain.errors import Message
from lotse.wording import word

if TYPE_CHECKING:
    from lotse.desktop.commands import Commands
    from lotse.desktop.note_view import NoteView

ONE_LINE = 440


class NotePane(QWidget):
    """Lives on the main thread. `chain`: its controls in the order of Tab.

    Signals: `evidence_wanted` when Enter is pressed on a claim.
    """

    evidence_wanted = Signal()

    def __init__(self, view: NoteView, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self._view = view
        self.setProperty("tone", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

        title = QLabel(self.tr("Note"), self)
        title.setProperty("kind", "title")
        self.state = ElidedLabel("small", self)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setContentsMargins(L, M, L, XS)
        head.setSpacing(S)
        head.addWidget(title)
        head.addWidget(self.state, 1)

        self.banner = QFrame(self)
        self.banner.setProperty("kind", "bar")
        self.banner.setProperty("mood", "warning")
        self.banner_text = QLabel(self.banner)
        self.banner_text.setWordWrap(True)
        self.banner_text.setTextFormat(Qt.TextFormat.PlainText)
        banner = QVBoxLayout(self.banner)
        banner.setContentsMargins(M, S, M, S)
        banner.addWidget(self.banner_text)
        banner_row = QHBoxLayout()
        banner_row.setContentsMargins(M, XS, M, XS)
        banner_row.addWidget(self.banner)

        delegate = ClaimDelegate(theme)
        delegate.edited.connect(view.edit)
        delegate.typed.connect(view.keep_edit)
        delegate.editing.connect(view.begin_edit)
        self.list = ItemList(view.model, delegate, self.tr("Claims of the note"), self)
        self.list.setWhatsThis(
            self.tr(
                "Each claim names the turns it rests on. Ctrl+Enter accepts, F2 edits, Ctrl+Del rejects, Ctrl+Z takes"
                " back; with Shift for the whole section. Enter goes to the evidence."
            )
        )
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.entered_by_key.connect(lambda _index: self.evidence_wanted.emit())
        self.list.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self.list.relayout)
        self.empty = EmptyState(self.tr("The note writes itself as soon as something was said."), None, self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)

        self.chain: list[QWidget] = [self.list]
        self.adding = self._adding()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(banner_row)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.adding)
        layout.addWidget(rule())
        layout.addLayout(self._decisions(commands))
        layout.addLayout(self._foot(theme, commands))

        view.changed.connect(self._refresh)
        view.selected.connect(self._on_selected)
        self._refresh()

    def _decisions(self, commands: Commands) -> QGridLayout:
        """The four decisions in one line, or in two where large letters need the room."""
        grid = QGridLayout()
        grid.setContentsMargins(M, S, M, 0)
        grid.setSpacing(XS)
        buttons = []
        for name in ("accept", "edit", "reject", "undo"):
            button = push(commands[name].iconText(), "quiet" if name == "undo" else "", self)
            button.setProperty("fit", "narrow")
            follow(button, commands[name])
            buttons.append(button)
        columns = 4 if sum(button.sizeHint().width() for button in buttons) <= ONE_LINE else 2
        for place, button in enumerate(buttons):
            grid.addWidget(button, place // columns, place % columns)
        self.chain += buttons
        return grid

    def _foot(self, theme: Theme, commands: Commands) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(M, S, M, M)
        row.setSpacing(XS)
        self.add_button = tool(theme, "new", commands["add_claim"].text(), parent=self)
        follow(self.add_button, commands["add_claim"])
        self.copy_button = push(commands["copy"].iconText(), "quiet", self)
        follow(self.copy_button, commands["copy"])
        self.save_button = push(commands["save"].iconText(), "primary", self)
        follow(self.save_button, commands["save"])
        self.chain += [self.add_button, self.copy_button, self.save_button]
        row.addWidget(self.add_button)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.save_button)
        return row

    def _adding(self) -> QWidget:
        area = QWidget(self)
        self.section = QComboBox(area)
        self.section.setAccessibleName(self.tr("Section of your claim"))
        for section in ORDER:
            self.section.addItem(words.section(section), section)
        self.own = QLineEdit(area)
        self.own.setAccessibleName(self.tr("Your claim"))
        self.own.setPlaceholderText(self.tr("In your own words"))
        self.own.returnPressed.connect(self._on_own)
        keep = push(self.tr("Add"), "", area)
        keep.clicked.connect(self._on_own)
        layout = QHBoxLayout(area)
        layout.setContentsMargins(M, XS, M, S)
        layout.setSpacing(XS)
        layout.addWidget(self.section)
        layout.addWidget(self.own, 1)
        layout.addWidget(keep)
        self.chain += [self.section, self.own, keep]
        area.hide()
        return area

    def open_adding(self) -> None:
        self.adding.setVisible(not self.adding.isVisible())
        if self.adding.isVisible():
            self.own.setFocus()

    def edit_selected(self) -> None:
        """Open the editor of the selected claim."""
        claim = self._view.current
        if claim is None:
            return
        index = self._view.model.index(self._view.model.row_of_claim(claim.id))
        self.list.setFocus()
        self.list.edit(index)

    def _on_own(self) -> None:
        if not self.own.text().strip():
            return
        self._view.add(self.section.currentData(), self.own.text())
        self.own.clear()
        self.adding.hide()
        self.list.setFocus()

    def _on_current(self, index: QModelIndex) -> None:
        row: ClaimRow | None = index.data(ROW_ROLE)
        self._view.select(row.claim.id if row is not None and row.claim is not None else None)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.edit_selected()

    def _on_selected(self, claim_id: str) -> None:
        place = self._view.model.row_of_claim(claim_id) if claim_id else -1
        if place >= 0:
            self.list.setCurrentIndex(self._view.model.index(place))
        else:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())

    def _refresh(self) -> None:
        view = self._view
        has_claims = view.model.rowCount() > 0
        self._stack.setCurrentWidget(self.list if has_claims else self.empty)
        if view.refining:
            self.state.set_full(self.tr("being refined …"))
        elif view.saved:
            self.state.set_full(self.tr("saved"))
        elif view.note is not None and view.open_count:
            self.state.set_full(self.tr("to decide: {0}").format(view.open_count))
        else:
            self.state.set_full("")
        lines = self._banner_lines()
        self.banner.setVisible(bool(lines))
        self.banner_text.setText("\n".join(lines))

    def _banner_lines(self) -> list[str]:
        """What the agent has to know before anything else: sensitive topics, reasons to hand over, doubts."""
        note = self._view.note
        if note is None:
            return []
        language = words.language_code()
        lines = []
        if note.sensitive:
            topics = ", ".join(dict.fromkeys(words.topic(item.topic) for item in note.sensitive))
            lines.append(self.tr("Sensitive: {0}. This belongs to a person; no wording is suggested.").format(topics))
        # A sensitive topic is said already; what else speaks for another person follows.
        lines += [word(Message(key), language) for key in note.handover_reasons if not key.startswith("sensitive_")]
        lines += [word(Message(warning.key, warning.params), language) for warning in note.warnings]
        return lines
