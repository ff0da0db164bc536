"""What the window is about right now: the list, the open conversation, the reply being typed, the state of the core.

A view model without widgets; `note` and `knowledge` are the view models of the right column. Must not read files or
touch a store itself: every such thing is a job for the bridge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from lotse.desktop.bridge import Bridge, CoreFailed, CoreProblem, CoreReady
from lotse.desktop.contacts import ContactsModel, contact_rows
from lotse.desktop.core_port import RecoveryKeyMade
from lotse.desktop.knowledge_view import KnowledgeView
from lotse.desktop.note_view import NoteView
from lotse.desktop.notices import Notices
from lotse.desktop.turns import TurnsModel, turn_rows
from lotse.domain.errors import LotseError, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from lotse.desktop.clipboard import Clipboard
    from lotse.desktop.core_port import CorePort, StoreKey
    from lotse.desktop.editor_view import EditorView
    from lotse.domain.conversations import CaseId, Conversation, ConversationId, Speaker, Turn
    from lotse.domain.notes import Evidence, Note
    from lotse.domain.translation import Translated
    from lotse.services.ports import ConversationRow, Role, WorkerState
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
DRAFT_MS = 400
SHOWN_TURNS = 300
"""So many turns are laid out at first: a list measures every row it has, and a long thread has thousands."""
PAUSE_MS = 1000
"""Nothing changes under a typing hand: the model is asked after so long without a key."""


@dataclass(frozen=True, slots=True)
class SpeakerQuestion:
    """Which of `names` is the agent? `again` reads the same source with the answer."""

    names: tuple[str, ...]
    again: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Opened:
    conversation: Conversation
    drafts: dict[str, str]
    note: Note | None


class Workspace(QObject):
    """Lives on the main thread.

    Signals: `rows_changed`, `conversation_changed` (another one, or its head), `turns_changed`, `turn_lit(n)` (scroll
    there), `reply_changed` (replaced from outside the field), `status_changed`, `phase_changed`, `question_changed`,
    `announced(text, assertive)`.
    """

    rows_changed = Signal()
    conversation_changed = Signal()
    turns_changed = Signal()
    turn_lit = Signal(int)
    reply_changed = Signal()
    status_changed = Signal()
    phase_changed = Signal()
    question_changed = Signal()
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
        self._today = today
        self._clipboard = clipboard
        self.notices = Notices(language, self)
        self.note = NoteView(bridge, self.notices, clipboard, self)
        self.knowledge = KnowledgeView(bridge, self)
        self._editor: EditorView | None = None
        self.contacts = ContactsModel(self)
        self.turns = TurnsModel(self)
        self.phase: Phase = "starting"
        self.phase_message: Message | None = None
        self.recovery_key = ""
        self.question: SpeakerQuestion | None = None
        self.rows: tuple[ConversationRow, ...] = ()
        self.rows_loaded = False
        self.filter = ""
        self.conversation: Conversation | None = None
        self._looking = True
        self._seen = 0
        self._first = 0
        self.states: dict[Role, WorkerState] = {}
        self.pairs: tuple[tuple[str, str], ...] = ()
        self.reply = ""
        self.reply_translated: Translated | None = None
        self.reply_translation = ""
        self.translating = False
        self._news: dict[str, int] = {}
        self._translated: dict[tuple[str, int], Translated] = {}
        self._originals: dict[int, str] = {}
        self._kept: dict[str, str] = {}
        self._rows_asked = False
        self._wanted: ConversationId | None = None
        self._drafting = self._timer(DRAFT_MS, self.keep_drafts)
        self._pause = self._timer(PAUSE_MS, self._refine)
        bridge.came.connect(self._on_event)
        self.note.lit.connect(self._on_lit)
        self.note.announced.connect(lambda text: self.announced.emit(text, False))
        self.note.changed.connect(self._show_turns)
        self.knowledge.said.connect(lambda key: self.notices.tell(Message(key)))

    def _timer(self, ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(call)
        return timer

    @property
    def editor(self) -> EditorView:
        """What the editor's page shows; made when it is first turned to."""
        if self._editor is None:
            from lotse.desktop.editor_view import EditorView

            self._editor = EditorView(self.bridge, self.notices, self)
        return self._editor

    @property
    def looking(self) -> bool:
        """Whether the window is the one the agent works in."""
        return self._looking

    @looking.setter
    def looking(self, looking: bool) -> None:
        self._looking = looking
        if looking and self.conversation is not None and self._news.pop(self.conversation.id, 0):
            self._show_rows()

    def speak(self, language: Language) -> None:
        """Use another language: of the window, and of what is translated for the agent."""
        self.language = language
        self.notices.language = language
        self._translated.clear()
        self._show_rows()
        self._show_turns()
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
                self._on_translated(conversation_id, n, translated)
            case KnowledgeChanged(articles):
                self.knowledge.articles = articles
                self.knowledge.changed.emit()
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
        self.pairs = pairs
        self.reply_changed.emit()

    def _tell_problem(self, message: Message) -> None:
        self.notices.tell(message, "warning")

    # --- the list ------------------------------------------------------------------------------------------------

    def find(self, text: str) -> None:
        """Show the conversations that match."""
        self.filter = text
        self._show_rows()

    def _refresh_rows(self) -> None:
        if self._rows_asked or self.phase != "ready":
            return
        self._rows_asked = True
        self.bridge.submit(lambda core: core.conversations.rows(), self._on_rows, self._on_rows_failed)

    def _on_rows(self, rows: tuple[ConversationRow, ...]) -> None:
        self._rows_asked = False
        first = not self.rows_loaded
        self.rows, self.rows_loaded = rows, True
        self._show_rows()
        if first and self.conversation is None and self._wanted is None:
            newest = next((row for row in rows if not row.ended), None)
            if newest is not None:
                self.open(newest.id)

    def _on_rows_failed(self, message: Message) -> None:
        self._rows_asked = False
        self._tell_problem(message)

    def _show_rows(self) -> None:
        self.contacts.exchange(contact_rows(self.rows, self._news, self.filter, self._today()))
        self.rows_changed.emit()

    # --- the conversation ----------------------------------------------------------------------------------------

    def open(self, conversation_id: ConversationId) -> None:
        """Turn to a conversation. What was typed for the one before is kept with it."""
        if self._is_open(conversation_id) and self._wanted is None:
            return
        self.keep_drafts()
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
        self._kept = dict(opened.drafts)
        self._originals = {
            int(name.split(":")[1]): text
            for name, text in opened.drafts.items()
            if name.startswith("original:") and name.split(":")[1].isdigit()
        }
        self.reply = opened.drafts.get("reply", "")
        self.reply_translation = opened.drafts.get("reply_translation", "")
        self.reply_translated = None
        self.translating = False
        claims = {n.split(":", 1)[1]: t for n, t in opened.drafts.items() if n.startswith("claim:")}
        self._first = max(0, len(conversation.turns) - SHOWN_TURNS)
        self._seen = len(conversation.turns) - self._news.pop(conversation.id, 0)
        self.knowledge.clear()
        self.knowledge.conversation_id = conversation.id
        self.note.show(conversation, opened.note, claims)
        self.conversation_changed.emit()
        self.reply_changed.emit()
        self._assist()
        self._show_rows()

    def _reload_head(self) -> None:
        conversation = self.conversation
        if conversation is None:
            return

        def took(fresh: Conversation) -> None:
            if self._is_open(fresh.id):
                self.conversation = fresh
                self.note.follow(fresh)
                self.conversation_changed.emit()

        self.bridge.submit(lambda core: core.conversations.open(conversation.id), took)

    def _on_turn(self, conversation_id: ConversationId, turn: Turn) -> None:
        conversation = self.conversation
        if conversation is None or conversation.id != conversation_id:
            self._news[conversation_id] = self._news.get(conversation_id, 0) + 1
            self._refresh_rows()
            return
        if turn.n <= len(conversation.turns):
            return
        if turn.n > len(conversation.turns) + 1:
            self._reload_head()
            return
        if turn.speaker == "agent" or self.looking:
            self._seen = turn.n
        else:
            self._news[conversation_id] = self._news.get(conversation_id, 0) + 1
        self.conversation = grown = replace(conversation, turns=(*conversation.turns, turn))
        self.note.follow(grown)
        self._show_turns()
        self.turns_changed.emit()
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
        for turn in reversed(conversation.turns):
            foreign = turn.language not in (None, self.language)
            if turn.speaker == "customer" and foreign and (conversation.id, turn.n) not in self._translated:
                self._translate_turn(conversation, turn)
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

    def _translate_turn(self, conversation: Conversation, turn: Turn) -> None:
        def done(translated: Translated | None) -> None:
            if translated is not None:
                self._on_translated(conversation.id, turn.n, translated)

        self.bridge.submit(
            lambda core: core.translation.for_turn(conversation, turn, self.language), done, lambda _message: None
        )

    def _on_translated(self, conversation_id: ConversationId, n: int, translated: Translated) -> None:
        self._translated[(conversation_id, n)] = translated
        if self._is_open(conversation_id):
            self._show_turns()

    def _show_turns(self) -> None:
        conversation = self.conversation
        if conversation is None:
            self.turns.exchange(())
            return
        translated = {n: text for (cid, n), text in self._translated.items() if cid == conversation.id}
        self.turns.exchange(
            turn_rows(conversation, self.note.note, translated, self._originals, self._seen, self._first)
        )

    def _on_lit(self, evidence: tuple[Evidence, ...]) -> None:
        if evidence:
            self._reach(min(item.turn for item in evidence))
        self.turns.light(evidence)
        if evidence:
            self.turn_lit.emit(min(item.turn for item in evidence))

    @property
    def earlier(self) -> int:
        """Turns above those that are shown."""
        return self._first

    def show_earlier(self) -> None:
        self._reach(max(1, self._first - SHOWN_TURNS + 1))

    def _reach(self, n: int) -> None:
        """Show the turns from `n` on, if they are not shown yet."""
        if n <= self._first:
            self._first = n - 1
            self._show_turns()

    # --- the reply -----------------------------------------------------------------------------------------------

    @property
    def customer_language(self) -> str | None:
        """The language of the newest customer turn that has one."""
        if self.conversation is None:
            return None
        said = (t.language for t in reversed(self.conversation.turns) if t.speaker == "customer" and t.language)
        return next(said, self.conversation.language)

    @property
    def can_translate(self) -> bool:
        target = self.customer_language
        return target is not None and target != self.language and any(pair[1] == target for pair in self.pairs)

    def type_reply(self, text: str) -> None:
        """The agent types; nothing else moves meanwhile, and it is kept after a moment."""
        self.reply = text
        if not text and self.reply_translation:
            self.drop_translation()
        self._typed()

    def type_translation(self, text: str) -> None:
        self.reply_translation = text
        self._typed()

    def _typed(self) -> None:
        self._drafting.start()
        if self._pause.isActive():
            self._pause.start()

    def keep_drafts(self) -> None:
        """Hand what is being typed to the store."""
        self._drafting.stop()
        conversation = self.conversation
        if conversation is None:
            return
        for name, text in (("reply", self.reply), ("reply_translation", self.reply_translation)):
            if self._kept.get(name, "") != text:
                self._kept[name] = text
                self._keep(conversation.id, name, text)

    def _keep(self, conversation_id: ConversationId, name: str, text: str) -> None:
        self.bridge.keep(lambda core: core.conversations.keep_draft(conversation_id, name, text))

    def translate_reply(self) -> None:
        """Translate what is typed into the customer's language. The original stays where it is."""
        conversation, text, target = self.conversation, self.reply.strip(), self.customer_language
        if conversation is None or not text or target is None or self.translating:
            return
        self.translating = True
        self.reply_changed.emit()

        def done(translated: Translated) -> None:
            self.translating = False
            if self._is_open(conversation.id) and self.reply.strip() == text:
                self.reply_translated = translated
                self.reply_translation = translated.text
                self.keep_drafts()
            self.reply_changed.emit()

        def failed(message: Message) -> None:
            self.translating = False
            self.reply_changed.emit()
            self._tell_problem(message)

        self.bridge.submit(lambda core: core.translation.translate(text, self.language, target), done, failed)

    def drop_translation(self) -> None:
        """Reply in the agent's own words after all."""
        self.reply_translated = None
        self.reply_translation = ""
        self.reply_changed.emit()
        self._drafting.start()

    def send(self, speaker: Speaker) -> None:
        """Add what is typed as a turn. The field is emptied only once the turn is stored."""
        conversation = self.conversation
        original = self.reply.strip()
        translated = self.reply_translation.strip()
        text = translated or original
        if conversation is None or not text:
            return
        target = self.customer_language if translated else None

        def stored(turn: Turn) -> None:
            if translated and original:
                self._keep(conversation.id, f"original:{turn.n}", original)
            if not self._is_open(conversation.id):
                return
            if translated and original:
                self._originals[turn.n] = original
            if self.reply.strip() == original:
                self.reply = self.reply_translation = ""
                self.reply_translated = None
                self.keep_drafts()
                self.reply_changed.emit()
                self._show_turns()

        self.bridge.keep(
            lambda core: core.conversations.add_turn(conversation.id, speaker, text, language=target), stored
        )

    def copy_reply(self) -> None:
        """Put the reply as it would be sent on the clipboard."""
        text = self.reply_translation.strip() or self.reply.strip()
        if text:
            self._clipboard.put(text)
            self.notices.tell(Message("window_reply_copied"), "success")

    # --- new conversations ---------------------------------------------------------------------------------------

    def new_conversation(self) -> None:
        """Begin an empty one and turn to it."""
        self.bridge.keep(lambda core: core.conversations.start(), lambda conversation: self.open(conversation.id))

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

    def paste(self) -> None:
        """Take the text on the clipboard as a conversation."""
        self.take_text(self._clipboard.text())

    def take_text(self, text: str, agent: str | None = None) -> None:
        """Take a text as a conversation and turn to it."""
        if not text.strip():
            self.notices.tell(Message("window_nothing_to_paste"))
            return

        async def take(core: CorePort) -> Conversation:
            import asyncio

            parsed = await asyncio.to_thread(core.reading.parse_text, text, agent)
            return await core.conversations.add(parsed)

        self.bridge.keep(
            take,
            lambda conversation: self.open(conversation.id),
            lambda message: self._on_unread(message, lambda name: self.take_text(text, name)),
        )

    def import_files(self, paths: Sequence[Path], agent: str | None = None) -> None:
        """Read files, one after the other; each is taken whole or not at all, the good ones are taken."""

        async def take(core: CorePort) -> tuple[list[Conversation], list[tuple[Path, Message]]]:
            import asyncio

            taken: list[Conversation] = []
            refused: list[tuple[Path, Message]] = []
            for path in paths:
                try:
                    found = await asyncio.to_thread(core.reading.read, path, agent)
                    taken.extend(await core.conversations.add_all(found))
                except LotseError as problem:
                    refused.append((path, problem.message))
            return taken, refused

        self.bridge.submit(take, lambda outcome: self._on_imported(*outcome))

    def _on_imported(self, taken: list[Conversation], refused: list[tuple[Path, Message]]) -> None:
        if taken:
            self.open(taken[0].id)
            if len(taken) > 1:
                self.notices.tell(Message("window_imported", {"count": len(taken)}), "success")
        for path, message in refused:
            self._on_unread(message, lambda name, path=path: self.import_files([path], name))  # type: ignore[misc]

    def _on_unread(self, message: Message, again: Callable[[str], None]) -> None:
        if message.key != "speakers_unsure":
            self._tell_problem(message)
            return
        names = tuple(name.strip() for name in str(message.params.get("names", "")).split(",") if name.strip())
        self.question = SpeakerQuestion(names, again)
        self.question_changed.emit()

    def answer(self, name: str | None) -> None:
        """Who the agent is; `None` leaves the file alone."""
        question, self.question = self.question, None
        self.question_changed.emit()
        if question is not None and name is not None:
            question.again(name)

    # --- status --------------------------------------------------------------------------------------------------

    def model_text(self) -> str:
        """The state of the language model in a few words."""
        if self.phase == "starting":
            return QCoreApplication.translate("Workspace", "Opening …")
        if self.phase in ("new", "locked"):
            return QCoreApplication.translate("Workspace", "Locked")
        if self.phase == "failed":
            return QCoreApplication.translate("Workspace", "Not available")
        match self.states.get("llm", "off"):
            case "starting" | "restarting":
                return QCoreApplication.translate("Workspace", "Model is starting")
            case "ready":
                return QCoreApplication.translate("Workspace", "Model ready")
            case "busy":
                return QCoreApplication.translate("Workspace", "Model is working")
            case "fallback":
                return QCoreApplication.translate("Workspace", "Without model: notes by rules")
            case _:
                return QCoreApplication.translate("Workspace", "Model rests")
