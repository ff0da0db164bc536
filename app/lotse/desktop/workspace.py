"""What the window is about right now: the open conversation, its turns, and the state of the core.

A view model without widgets; `contacts`, `intake`, `transcript`, `reply`, `note` and `knowledge` are the view models of
its parts. Must not read files or touch a store itself: every such thing is a job for the bridge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from lotse.desktop.bridge import Bridge, CoreFailed, CoreProblem, CoreReady
from lotse.desktop.contacts_view import ContactsView
from lotse.desktop.core_port import RecoveryKeyMade
from lotse.desktop.intake import Intake
from lotse.desktop.knowledge_view import KnowledgeView
from lotse.desktop.note_view import NoteView
from lotse.desktop.notices import Notices
from lotse.desktop.reply_view import ReplyView
from lotse.desktop.transcript_view import TranscriptView
from lotse.domain.errors import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lotse.desktop.clipboard import Clipboard
    from lotse.desktop.core_port import CorePort, StoreKey
    from lotse.desktop.editor_view import EditorView
    from lotse.desktop.packs_view import PacksView
    from lotse.desktop.sources_view import Running, SourcesView
    from lotse.domain.conversations import CaseId, Conversation, ConversationId, Turn
    from lotse.domain.notes import Note
    from lotse.services.ports import Role, WorkerState
    from lotse.wording import Language

Phase = Literal["starting", "new", "locked", "ready", "failed"]
OTHER_KEY_NEEDED = (
    "passphrase_needed",
    "wrong_passphrase",
    "empty_passphrase",
    "wrong_recovery_key",
    "recovery_key_length",
    "recovery_key_group",
    "keystore_changed",
    "no_such_slot",
)
PAUSE_MS = 1000
"""Nothing changes under a typing hand: the model is asked after so long without a key."""


@dataclass(frozen=True, slots=True)
class _Opened:
    conversation: Conversation
    drafts: dict[str, str]
    note: Note | None


class Workspace(QObject):
    """Lives on the main thread.

    Signals: `conversation_changed` (another one, or its head), `status_changed`, `phase_changed`,
    `announced(text, assertive)`.
    """

    conversation_changed = Signal()
    status_changed = Signal()
    phase_changed = Signal()
    announced = Signal(str, bool)

    def __init__(
        self,
        bridge: Bridge,
        clipboard: Clipboard,
        language: Language,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.language: Language = language
        self._clipboard = clipboard
        self.notices = Notices(language, self)
        self.contacts = ContactsView(bridge, today, self)
        self.intake = Intake(bridge, clipboard, self.notices, self)
        self.reply = ReplyView(bridge, clipboard, self.notices, language, self)
        self.note = NoteView(bridge, self.notices, clipboard, self)
        self.transcript = TranscriptView(bridge, self.note, self.reply, language, self)
        self.knowledge = KnowledgeView(bridge, clipboard, today, self)
        self._editor: EditorView | None = None
        self._sources: SourcesView | None = None
        self._packs: PacksView | None = None
        self.phase: Phase = "starting"
        self.phase_message: Message | None = None
        self.recovery_key = ""
        self.conversation: Conversation | None = None
        self._looking = True
        self.states: dict[Role, WorkerState] = {}
        self._wanted: ConversationId | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._refine)
        self._connect()

    def _connect(self) -> None:
        self.bridge.came.connect(self._on_event)
        self.contacts.arrived.connect(self._on_rows)
        self.contacts.failed.connect(self._tell_problem)
        self.intake.came.connect(self.open)
        self.reply.typed.connect(self._on_typed)
        self.note.announced.connect(lambda text: self.announced.emit(text, False))
        self.knowledge.said.connect(lambda key: self.notices.tell(Message(key)))

    @property
    def editor(self) -> EditorView:
        """What the editor's page shows; made when it is first turned to."""
        if self._editor is None:
            from lotse.desktop.editor_view import EditorView

            self._editor = EditorView(self.bridge, self.notices, self)
        return self._editor

    @property
    def sources(self) -> SourcesView:
        """What was imported and what is being imported; made when it is first turned to."""
        if self._sources is None:
            from lotse.desktop.sources_view import SourcesView

            self._sources = SourcesView(self.bridge, self.notices, self)
            self._sources.progressed.connect(self.status_changed)
        return self._sources

    @property
    def packs(self) -> PacksView:
        """Installed packs, trusted keys, watched folders; made when they are first turned to."""
        if self._packs is None:
            from lotse.desktop.packs_view import PacksView

            self._packs = PacksView(self.bridge, self.notices, self)
        return self._packs

    @property
    def importing(self) -> Running | None:
        """The import under way."""
        return self._sources.running if self._sources is not None else None

    def keep_knowledge(self) -> None:
        """The window closes: what is typed into an article is stored, an import ends with what it has read."""
        if self._editor is not None:
            self._editor.keep()
        if self._sources is not None:
            self._sources.keep()

    @property
    def looking(self) -> bool:
        """Whether the window is the one the agent works in."""
        return self._looking

    @looking.setter
    def looking(self, looking: bool) -> None:
        self._looking = looking
        if looking and self.conversation is not None and self.contacts.news.pop(self.conversation.id, 0):
            self.contacts.show()

    def speak(self, language: Language) -> None:
        """Use another language: of the window, and of what is translated for the agent."""
        self.language = language
        self.notices.language = language
        self.reply.language = language
        self.contacts.show()
        self.transcript.speak(language)
        self._assist()

    # --- the core ------------------------------------------------------------------------------------------------

    def start(self, key: StoreKey | None = None) -> None:
        """Make the core; the window is there already."""
        self._enter("starting", None)
        self.bridge.open(key)

    def copy_recovery_key(self) -> None:
        """Put the code on the clipboard, because the agent asked for it."""
        self._clipboard.put(self.recovery_key)
        self.announced.emit(QCoreApplication.translate("RecoveryPage", "Copied"), False)

    def recovery_noted(self) -> None:
        """The agent has the recovery key: forget it and go to work."""
        self.recovery_key = ""
        self.phase_changed.emit()

    def _on_event(self, event: object) -> None:
        # The first event comes after the first picture, and these types take their time to load.
        from lotse.services.events import (
            CardsChanged,
            ConversationAdded,
            ConversationChanged,
            IndexProgressed,
            KnowledgeChanged,
            NoteChanged,
            NoteSaved,
            ProblemArose,
            TurnAdded,
            TurnTranslated,
            WorkerStateChanged,
        )

        match event:
            case CoreReady():
                self._enter("ready", None)
                self._refresh_rows()
                self.bridge.submit(lambda core: core.translation.pairs(), self._on_pairs)
                self.bridge.submit(lambda core: core.knowledge.prepare(), on_failed=lambda _message: None)
            case CoreFailed(message):
                self._on_core_failed(message)
            case RecoveryKeyMade(code):
                self.recovery_key = code
                self.phase_changed.emit()
            case CoreProblem(message) | ProblemArose(message):
                self._tell_problem(message)
            case WorkerStateChanged(role, state, message):
                self.states[role] = state
                if message is not None:
                    self._tell_problem(message)
                self.status_changed.emit()
            case ConversationAdded() | NoteSaved():
                self._refresh_rows()
            case ConversationChanged(conversation_id):
                self._refresh_rows()
                if self.conversation is not None and conversation_id == self.conversation.id:
                    self._reload_head()
            case TurnAdded(conversation_id, turn):
                self._on_turn(conversation_id, turn)
            case NoteChanged(conversation_id, note, refining):
                if self._is_open(conversation_id):
                    self.note.take(note, refining)
            case CardsChanged(conversation_id, cards):
                if self._is_open(conversation_id):
                    self.knowledge.take(cards)
            case TurnTranslated(conversation_id, n, translated):
                self.transcript.take_translation(conversation_id, n, translated)
            case KnowledgeChanged(articles):
                self.knowledge.follow(articles)
            case IndexProgressed(done, total):
                self.knowledge.index = (done, total) if done < total else None
                self.status_changed.emit()
            case _:
                pass

    def _is_open(self, conversation_id: ConversationId) -> bool:
        return self.conversation is not None and self.conversation.id == conversation_id

    def _on_core_failed(self, message: Message) -> None:
        match message.key:
            case "store_new":
                self._enter("new", message)
            case key if key in OTHER_KEY_NEEDED:
                self._enter("locked", message)
            case _:
                self._enter("failed", message)
                self.notices.tell(
                    message, "danger", QCoreApplication.translate("Workspace", "Try again"), lambda: self.start()
                )

    def _enter(self, phase: Phase, message: Message | None) -> None:
        self.phase, self.phase_message = phase, message
        self.phase_changed.emit()
        self.status_changed.emit()

    def _on_pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self.reply.pairs = pairs
        self.reply.changed.emit()

    def _tell_problem(self, message: Message) -> None:
        self.notices.tell(message, "warning")

    # --- the list ------------------------------------------------------------------------------------------------

    def _refresh_rows(self) -> None:
        if self.phase == "ready":
            self.contacts.refresh()

    def _on_rows(self, first: bool) -> None:
        """At the start the newest conversation is turned to."""
        if first and self.conversation is None and self._wanted is None:
            newest = next((row for row in self.contacts.rows if not row.ended), None)
            if newest is not None:
                self.open(newest.id)

    # --- the conversation ----------------------------------------------------------------------------------------

    def open(self, conversation_id: ConversationId) -> None:
        """Turn to a conversation. What was typed for the one before is kept with it."""
        if self._is_open(conversation_id) and self._wanted is None:
            return
        self.reply.keep()
        self._wanted = conversation_id

        async def load(core: CorePort) -> _Opened:
            conversation = await core.conversations.open(conversation_id)
            drafts = await core.conversations.drafts(conversation_id)
            note = await core.notes.current(conversation_id)
            if conversation.turns and (note is None or note.revision != conversation.revision):
                note = await core.notes.instant(conversation)
            return _Opened(conversation, drafts, note)

        self.bridge.submit(load, self._on_opened, self._on_open_failed)

    def _on_open_failed(self, message: Message) -> None:
        self._wanted = None
        self._tell_problem(message)

    def _on_opened(self, opened: _Opened) -> None:
        conversation = opened.conversation
        if self._wanted != conversation.id:
            return
        self._wanted = None
        self.conversation = conversation
        self.reply.show(conversation, opened.drafts)
        claims = {n.split(":", 1)[1]: t for n, t in opened.drafts.items() if n.startswith("claim:")}
        self.transcript.show(conversation, self.contacts.news.pop(conversation.id, 0))
        self.knowledge.turn_to(conversation.id)
        self.note.show(conversation, opened.note, claims)
        self.conversation_changed.emit()
        self.reply.changed.emit()
        self._assist()
        self.contacts.show()

    def _reload_head(self) -> None:
        conversation = self.conversation
        if conversation is None:
            return

        def took(fresh: Conversation) -> None:
            if self._is_open(fresh.id):
                self._follow(fresh)
                self.conversation_changed.emit()

        self.bridge.submit(lambda core: core.conversations.open(conversation.id), took)

    def _follow(self, conversation: Conversation) -> None:
        """The same conversation, as it is now."""
        self.conversation = conversation
        self.note.follow(conversation)
        self.reply.follow(conversation)
        self.transcript.follow(conversation)

    def _on_turn(self, conversation_id: ConversationId, turn: Turn) -> None:
        conversation = self.conversation
        if conversation is None or conversation.id != conversation_id:
            self.contacts.count_news(conversation_id)
            self._refresh_rows()
            return
        if turn.n <= len(conversation.turns):
            return
        if turn.n > len(conversation.turns) + 1:
            self._reload_head()
            return
        seen = turn.speaker == "agent" or self.looking
        if not seen:
            self.contacts.count_news(conversation_id)
        grown = replace(conversation, turns=(*conversation.turns, turn))
        self._follow(grown)
        self.transcript.grow(seen=seen)
        self._refresh_rows()
        if turn.speaker == "customer":
            self.announced.emit(QCoreApplication.translate("Workspace", "New turn from the customer"), False)
        self.bridge.submit(lambda core: core.notes.instant(grown), lambda note: self._on_instant(grown, note))
        self._assist()

    def _on_instant(self, conversation: Conversation, note: Note) -> None:
        if self._is_open(conversation.id) and note.revision >= (self.note.note.revision if self.note.note else 0):
            self.note.take(note, self.note.refining)

    def _assist(self) -> None:
        """What helps with the newest turn: translation, knowledge, and after a pause the model."""
        conversation = self.conversation
        if conversation is None or not conversation.turns:
            return
        self.transcript.translate(conversation)
        self.bridge.submit(
            lambda core: core.knowledge.for_turn(conversation),
            lambda cards: self.knowledge.take(cards) if self._is_current(conversation) else None,
            lambda _message: None,
        )
        if not conversation.ended:
            self._pause.start()

    def _is_current(self, conversation: Conversation) -> bool:
        """Whether a result for this revision may still be shown."""
        current = self.conversation
        return current is not None and current.id == conversation.id and current.revision == conversation.revision

    def _refine(self) -> None:
        conversation = self.conversation
        if conversation is None or not conversation.turns:
            return
        self.note.refining = self.note.working = True
        self.note.changed.emit()

        def done(note: Note) -> None:
            if self._is_open(conversation.id):
                self.note.working = False
                self.note.take(note, False)

        def failed(message: Message) -> None:
            if self._is_open(conversation.id):
                self.note.refining = self.note.working = False
                self.note.changed.emit()
            self._tell_problem(message)

        self.bridge.submit(lambda core: core.notes.refine(conversation), done, failed)

    def _on_typed(self) -> None:
        if self._pause.isActive():
            self._pause.start()

    def end_conversation(self) -> None:
        conversation = self.conversation
        if conversation is not None:
            self.bridge.keep(lambda core: core.conversations.end(conversation.id))

    def rename(self, title: str) -> None:
        conversation = self.conversation
        if conversation is not None and title.strip() and title.strip() != conversation.title:
            self.bridge.keep(lambda core: core.conversations.rename(conversation.id, title))

    def attach(self, case_id: CaseId) -> None:
        """Move the open conversation to the case of another one."""
        conversation = self.conversation
        if conversation is not None:
            self.bridge.keep(
                lambda core: core.conversations.attach(conversation.id, case_id),
                lambda _none: self.notices.tell(Message("window_attached"), "success"),
            )
