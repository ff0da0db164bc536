"""The turns that are shown: which of them, their translations, what is new since the last look, what is lit.

A view model without widgets. Must not add a turn: that is the reply's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lotse.desktop.turns import TurnsModel, turn_rows

if TYPE_CHECKING:
    from lotse.desktop.bridge import Bridge
    from lotse.desktop.note_view import NoteView
    from lotse.desktop.reply_view import ReplyView
    from lotse.domain.conversations import Conversation, ConversationId, Turn
    from lotse.domain.notes import Evidence
    from lotse.domain.translation import Translated
    from lotse.wording import Language

SHOWN_TURNS = 300
"""So many turns are laid out at first: a list measures every row it has, and a long thread has thousands."""


class TranscriptView(QObject):
    """Lives on the main thread. `language` is the agent's, into which foreign turns are translated.

    Signals: `changed` when a turn was added; `lit(n)`: scroll there.
    """

    changed = Signal()
    lit = Signal(int)

    def __init__(
        self, bridge: Bridge, note: NoteView, reply: ReplyView, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._note = note
        self._reply = reply
        self.language: Language = language
        self.model = TurnsModel(self)
        self._conversation: Conversation | None = None
        self._seen = 0
        self._first = 0
        self._translated: dict[tuple[str, int], Translated] = {}
        note.lit.connect(self._on_lit)
        note.changed.connect(self.refresh)
        reply.sent.connect(self.refresh)

    def show(self, conversation: Conversation, news: int) -> None:
        """Turn to a conversation whose last `news` turns were not looked at yet. The note says when to draw it."""
        self._conversation = conversation
        self._first = max(0, len(conversation.turns) - SHOWN_TURNS)
        self._seen = len(conversation.turns) - news

    def follow(self, conversation: Conversation) -> None:
        """The same conversation, as it is now."""
        self._conversation = conversation

    def grow(self, *, seen: bool) -> None:
        """One turn more was said."""
        if seen and self._conversation is not None:
            self._seen = len(self._conversation.turns)
        self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        """Show what is known, anew."""
        conversation = self._conversation
        if conversation is None:
            self.model.exchange(())
            return
        translated = {n: text for (cid, n), text in self._translated.items() if cid == conversation.id}
        self.model.exchange(
            turn_rows(conversation, self._note.note, translated, self._reply.originals, self._seen, self._first)
        )

    # --- translations --------------------------------------------------------------------------------------------

    def translate(self, conversation: Conversation) -> None:
        """Ask for the translation of what the customer said in another language than the agent's."""
        for turn in reversed(conversation.turns):
            foreign = turn.language not in (None, self.language)
            if turn.speaker == "customer" and foreign and (conversation.id, turn.n) not in self._translated:
                self._translate(conversation, turn)

    def _translate(self, conversation: Conversation, turn: Turn) -> None:
        def done(translated: Translated | None) -> None:
            if translated is not None:
                self.take_translation(conversation.id, turn.n, translated)

        self._bridge.submit(
            lambda core: core.translation.for_turn(conversation, turn, self.language), done, lambda _message: None
        )

    def take_translation(self, conversation_id: ConversationId, n: int, translated: Translated) -> None:
        self._translated[(conversation_id, n)] = translated
        if self._conversation is not None and self._conversation.id == conversation_id:
            self.refresh()

    def speak(self, language: Language) -> None:
        """Translate into another language from now on."""
        self.language = language
        self._translated.clear()
        self.refresh()

    # --- what is reached -----------------------------------------------------------------------------------------

    def _on_lit(self, evidence: tuple[Evidence, ...]) -> None:
        if evidence:
            self._reach(min(item.turn for item in evidence))
        self.model.light(evidence)
        if evidence:
            self.lit.emit(min(item.turn for item in evidence))

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
            self.refresh()
