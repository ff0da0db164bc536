"""The middle column: the conversation and the field to answer in. It is never folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from lotse.desktop import words
from lotse.desktop.rows import ROW_ROLE
from lotse.desktop.theme import XS, L, M, S, Theme
from lotse.desktop.turns import TurnDelegate, TurnRow
from lotse.desktop.widgets import ElidedLabel, EmptyState, ItemList, TextField, follow, push, rule

if TYPE_CHECKING:
    from lotse.desktop.commands import Commands
    from lotse.desktop.workspace import Workspace
    from lotse.domain.conversations import Speaker


class ConversationPane(QWidget):
    """Lives on the main thread. `chain`, `reply_chain`: its controls in the order of Tab.

    Signals: `turn_chosen(n)` when Enter is pressed on a turn.
    """

    turn_chosen = Signal(int)

    def __init__(self, workspace: Workspace, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown = ""
        self.setProperty("tone", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

        self.title = QLineEdit(self)
        self.title.setProperty("kind", "title")
        self.title.setAccessibleName(self.tr("Title of the conversation"))
        self.title.setWhatsThis(self.tr("The title stands in the list. Write another one and press Enter."))
        self.title.editingFinished.connect(self._on_title)
        self.end_button = push(commands["end"].text(), "quiet", self)
        follow(self.end_button, commands["end"])
        self.meta = ElidedLabel("small", self)
        head = QHBoxLayout()
        head.setContentsMargins(M - 1, S, M, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.end_button)
        sub = QHBoxLayout()
        sub.setContentsMargins(L, 0, L, S)
        sub.addWidget(self.meta)
        self.head = QWidget(self)
        heads = QVBoxLayout(self.head)
        heads.setContentsMargins(0, 0, 0, 0)
        heads.setSpacing(0)
        heads.addLayout(head)
        heads.addLayout(sub)
        heads.addWidget(rule())

        self.list = ItemList(
            workspace.transcript.model, TurnDelegate(theme), self.tr("Turns of the conversation"), self
        )
        self.list.setWhatsThis(self.tr("The arrow keys go from turn to turn; Enter shows what the note took from one."))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.entered_by_key.connect(self._on_turn_entered)
        self.list.doubleClicked.connect(self._on_turn_entered)
        theme.changed.connect(self.list.relayout)
        opener = push(commands["open"].text(), "primary", self)
        follow(opener, commands["open"])
        self.list.keep_at_end()
        self.list.verticalScrollBar().actionTriggered.connect(self._on_scrolled)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.empty = EmptyState("", opener, self)
        self.opener = opener
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)

        self.bar_slot = QVBoxLayout()
        self.bar_slot.setContentsMargins(M, S, M, S)
        self.bar_slot.setSpacing(S)
        self.reply_area = self._reply_area(commands)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(self._stack, 1)
        layout.addLayout(self.bar_slot)
        layout.addWidget(rule())
        layout.addWidget(self.reply_area)

        self.chain: list[QWidget] = [self.title, self.end_button, self.list, opener]
        self.reply_chain: list[QWidget] = [
            self.reply, self.drop, self.translation, self.speaker, self.translate, self.copy, self.send,
        ]  # fmt: skip
        workspace.conversation_changed.connect(self._on_conversation)
        workspace.transcript.changed.connect(self._on_grown)
        workspace.reply.changed.connect(self._on_reply)
        workspace.transcript.lit.connect(self._on_lit)
        workspace.contacts.changed.connect(self._show_empty)
        workspace.phase_changed.connect(self._show_empty)
        self._on_conversation()
        self._on_reply()

    def _reply_area(self, commands: Commands) -> QWidget:
        area = QWidget(self)
        self.reply = TextField(self.tr("Reply"), (2, 6), area)
        self.reply.setPlaceholderText(self.tr("Write down what was said …"))
        self.reply.setWhatsThis(
            self.tr("What you write here becomes a turn of the conversation with Enter. Shift+Enter begins a new line.")
        )
        self.reply.textChanged.connect(self._on_typed)
        self.reply.submitted.connect(self._on_submitted)
        self.translation = TextField(self.tr("Translation of the reply"), (1, 6), area)
        self.translation.setWhatsThis(
            self.tr("This translation is what becomes the turn. Change it as you like; your own words stay above.")
        )
        self.translation.textChanged.connect(self._on_translation_typed)
        self.translation.submitted.connect(self._on_submitted)
        self.translation_head = ElidedLabel("small", area)
        self.drop = push(self.tr("Without translation"), "quiet", area)
        self.drop.clicked.connect(self._workspace.reply.drop_translation)

        self.speaker = QComboBox(area)
        self.speaker.setAccessibleName(self.tr("Who said it"))
        self.speaker.setWhatsThis(self.tr("Whose words you are writing down."))
        for name in ("agent", "customer"):
            self.speaker.addItem(words.speaker(name), name)
        self.translate = push("", "", area)
        self.translate.setWhatsThis(self.tr("Translates the reply into the customer's language before it is sent."))
        self.translate.clicked.connect(self._workspace.reply.translate)
        self.copy = push(self.tr("Copy"), "quiet", area)
        self.copy.setAccessibleName(self.tr("Copy reply"))
        follow(self.copy, commands["copy_reply"])
        self.send = push(self.tr("Add"), "primary", area)
        self.send.setToolTip(self.tr("Add as a turn (Enter)"))
        self.send.setWhatsThis(self.tr("Adds what you wrote as a turn. It is stored before it is shown."))
        self.send.clicked.connect(self._on_submitted)

        second = QHBoxLayout()
        second.setSpacing(S)
        second.addWidget(self.translation_head, 1)
        second.addWidget(self.drop)
        self.translation_area = QWidget(area)
        inner = QVBoxLayout(self.translation_area)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(XS)
        inner.addLayout(second)
        inner.addWidget(self.translation)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.speaker)
        row.addWidget(self.translate)
        row.addStretch(1)
        row.addWidget(self.copy)
        row.addWidget(self.send)
        layout = QVBoxLayout(area)
        layout.setContentsMargins(L, M, L, M)
        layout.setSpacing(S)
        layout.addWidget(self.reply)
        layout.addWidget(self.translation_area)
        layout.addLayout(row)
        return area

    # --- from the agent ------------------------------------------------------------------------------------------

    def _on_title(self) -> None:
        self._workspace.rename(self.title.text())

    def _on_typed(self) -> None:
        self._workspace.reply.type(self.reply.toPlainText())
        self._on_reply_state()

    def _on_translation_typed(self) -> None:
        self._workspace.reply.type_translation(self.translation.toPlainText())

    def _on_submitted(self) -> None:
        speaker: Speaker = "customer" if self.speaker.currentData() == "customer" else "agent"
        self._workspace.reply.send(speaker)

    def _on_turn_entered(self, index: QModelIndex) -> None:
        row: TurnRow | None = index.data(ROW_ROLE)
        if row is not None:
            self.turn_chosen.emit(row.turn.n)

    def copy_selected(self) -> None:
        """`Ctrl+C` on a turn."""
        row: TurnRow | None = self.list.currentIndex().data(ROW_ROLE)
        if row is not None:
            QApplication.clipboard().setText(row.turn.text)

    def insert(self, text: str) -> None:
        """Put a text where the cursor of the reply is, set off from what stands there, and go on writing after it."""
        cursor = self.reply.textCursor()
        before = self.reply.toPlainText()[: cursor.selectionStart()]
        cursor.beginEditBlock()  # one step of its own, so that undoing it takes nothing that was typed
        cursor.insertText(text if not before or before[-1].isspace() else f" {text}")
        cursor.endEditBlock()
        self.reply.setTextCursor(cursor)
        self.reply.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- from the view model -------------------------------------------------------------------------------------

    def _on_conversation(self) -> None:
        conversation = self._workspace.conversation
        self.title.setEnabled(conversation is not None)
        if not self.title.hasFocus() or not self.title.isModified():
            self.title.setText(conversation.title if conversation is not None else "")
            self.title.setCursorPosition(0)
            self.title.setPlaceholderText(self.tr("New conversation"))
        self.reply_area.setEnabled(conversation is not None)
        self.head.setVisible(conversation is not None)
        self._show_meta()
        self._show_empty()
        if conversation is not None and conversation.id != self._shown:
            first = not self._shown
            self._shown = conversation.id
            self.list.follow_end()
            if first and self.isVisible():
                self.reply.setFocus()

    def _show_meta(self) -> None:
        conversation = self._workspace.conversation
        if conversation is None:
            return
        parts = [words.channel(conversation.channel)]
        language = self._workspace.reply.customer_language
        if language:
            parts.append(words.language(language))
        if conversation.started is not None:
            started = conversation.started.astimezone() if conversation.started.tzinfo else conversation.started
            parts.append(words.full_date(started.date()))
        parts.append(self.tr("%n turn(s)", "", len(conversation.turns)))
        if conversation.ended:
            parts.append(self.tr("done"))
        self.meta.set_full("  ·  ".join(parts))

    def _show_empty(self) -> None:
        conversation = self._workspace.conversation
        self.opener.setVisible(conversation is None)
        if conversation is None:
            starting = not self._workspace.contacts.loaded
            self.opener.setVisible(not starting)
            self.empty.set_text(
                self.tr("Opening …") if starting else self.tr("Open a conversation, drop a file here or paste a text.")
            )
        else:
            self.empty.set_text(self.tr("Nothing said yet. Write the first turn below."))
        has_turns = conversation is not None and bool(conversation.turns)
        self._stack.setCurrentWidget(self.list if has_turns else self.empty)

    def _on_grown(self) -> None:
        self._show_meta()
        self._show_empty()

    def _on_scrolled(self, _action: int) -> None:
        # Only a hand on the bar or wheel: the value falls too while rows are laid out.
        if self.list.verticalScrollBar().sliderPosition() <= 0:
            self._fetch_earlier()

    def _on_current(self, index: QModelIndex) -> None:
        if index.row() == 0:
            self._fetch_earlier()

    def _fetch_earlier(self) -> None:
        """At the upper end the turns before are fetched; what was read stays where it is."""
        transcript = self._workspace.transcript
        if not transcript.earlier:
            return
        top = transcript.model.rows[0].turn.n
        transcript.show_earlier()
        index = transcript.model.index(transcript.model.row_of(top))
        QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop))

    def _on_lit(self, n: int) -> None:
        place = self._workspace.transcript.model.row_of(n)
        if place < 0:
            return
        index = self._workspace.transcript.model.index(place)
        rect = self.list.visualRect(index)
        if not self.list.viewport().rect().contains(rect):
            self.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _on_reply(self) -> None:
        reply = self._workspace.reply
        self.reply.set_text(reply.text)
        self.translation.set_text(reply.translation)
        translated = bool(reply.translation)
        self.translation_area.setVisible(translated)
        target = reply.customer_language or ""
        if translated:
            flags = reply.translated.flags if reply.translated is not None else ()
            text = self.tr("{0}, this is what will be sent").format(words.language(target))
            if flags:
                text += "  ·  " + self.tr("please check: a number or a passage may be missing")
            self.translation_head.set_full(text)
        self._on_reply_state()

    def _on_reply_state(self) -> None:
        reply = self._workspace.reply
        target = reply.customer_language or ""
        self.translate.setVisible(reply.can_translate)
        self.translate.setText(f"{reply.language.upper()} → {target.upper()}")
        self.translate.setAccessibleName(self.tr("Translate the reply into {0}").format(words.language(target)))
        self.translate.setToolTip(self.translate.accessibleName())
        has_text = bool(self.reply.toPlainText().strip())
        self.translate.setEnabled(has_text and not reply.translating)
        self.send.setEnabled(has_text)
        self.copy.setEnabled(has_text)
