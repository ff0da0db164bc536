"""The reply being typed: its text, its translation, and that neither is ever lost.

A view model without widgets. Must not change the conversation but by adding what was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lotse.domain.errors import Message

if TYPE_CHECKING:
    from lotse.desktop.bridge import Bridge
    from lotse.desktop.clipboard import Clipboard
    from lotse.desktop.notices import Notices
    from lotse.domain.conversations import Conversation, ConversationId, Speaker, Turn
    from lotse.domain.translation import Translated
    from lotse.wording import Language

DRAFT_MS = 400
ORIGINAL = "original:"
"""A draft of this name and the number of a turn holds the agent's own words of a turn that was sent translated."""


class ReplyView(QObject):
    """Lives on the main thread. `language` is the agent's; `pairs` are the languages that can be translated.

    Signals: `changed` (replaced from outside the field); `typed` when a hand is on the keys; `sent` when a turn was
    stored whose own words are in `originals`.
    """

    changed = Signal()
    typed = Signal()
    sent = Signal()

    def __init__(
        self, bridge: Bridge, clipboard: Clipboard, notices: Notices, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clipboard = clipboard
        self._notices = notices
        self.language: Language = language
        self.pairs: tuple[tuple[str, str], ...] = ()
        self.text = ""
        self.translated: Translated | None = None
        self.translation = ""
        self.translating = False
        self.originals: dict[int, str] = {}
        self._conversation: Conversation | None = None
        self._kept: dict[str, str] = {}
        self._drafting = QTimer(self)
        self._drafting.setSingleShot(True)
        self._drafting.setInterval(DRAFT_MS)
        self._drafting.timeout.connect(self.keep)

    def show(self, conversation: Conversation, drafts: dict[str, str]) -> None:
        """Turn to a conversation and what was begun in it. What was typed before is to be kept before."""
        self._conversation = conversation
        self._kept = dict(drafts)
        self.originals = {
            int(name.removeprefix(ORIGINAL)): text
            for name, text in drafts.items()
            if name.startswith(ORIGINAL) and name.removeprefix(ORIGINAL).isdigit()
        }
        self.text = drafts.get("reply", "")
        self.translation = drafts.get("reply_translation", "")
        self.translated = None
        self.translating = False

    def follow(self, conversation: Conversation) -> None:
        """The same conversation, as it is now."""
        self._conversation = conversation

    def _is_here(self, conversation_id: ConversationId) -> bool:
        return self._conversation is not None and self._conversation.id == conversation_id

    @property
    def customer_language(self) -> str | None:
        """The language of the newest customer turn that has one."""
        if self._conversation is None:
            return None
        said = (t.language for t in reversed(self._conversation.turns) if t.speaker == "customer" and t.language)
        return next(said, self._conversation.language)

    @property
    def can_translate(self) -> bool:
        target = self.customer_language
        return target is not None and target != self.language and any(pair[1] == target for pair in self.pairs)

    # --- what is typed -------------------------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """The agent types; nothing else moves meanwhile, and it is kept after a moment."""
        self.text = text
        if not text and self.translation:
            self.drop_translation()
        self._on_key()

    def type_translation(self, text: str) -> None:
        self.translation = text
        self._on_key()

    def _on_key(self) -> None:
        self._drafting.start()
        self.typed.emit()

    def keep(self) -> None:
        """Hand what is being typed to the store."""
        self._drafting.stop()
        conversation = self._conversation
        if conversation is None:
            return
        for name, text in (("reply", self.text), ("reply_translation", self.translation)):
            if self._kept.get(name, "") != text:
                self._kept[name] = text
                self._keep(conversation.id, name, text)

    def _keep(self, conversation_id: ConversationId, name: str, text: str) -> None:
        self._bridge.keep(lambda core: core.conversations.keep_draft(conversation_id, name, text))

    # --- what is done with it ------------------------------------------------------------------------------------

    def translate(self) -> None:
        """Translate what is typed into the customer's language. The original stays where it is."""
        conversation, text, target = self._conversation, self.text.strip(), self.customer_language
        if conversation is None or not text or target is None or self.translating:
            return
        self.translating = True
        self.changed.emit()

        def done(translated: Translated) -> None:
            self.translating = False
            if self._is_here(conversation.id) and self.text.strip() == text:
                self.translated = translated
                self.translation = translated.text
                self.keep()
            self.changed.emit()

        def failed(message: Message) -> None:
            self.translating = False
            self.changed.emit()
            self._notices.tell(message, "warning")

        self._bridge.submit(lambda core: core.translation.translate(text, self.language, target), done, failed)

    def drop_translation(self) -> None:
        """Reply in the agent's own words after all."""
        self.translated = None
        self.translation = ""
        self.changed.emit()
        self._drafting.start()

    def send(self, speaker: Speaker) -> None:
        """Add what is typed as a turn. The field is emptied only once the turn is stored."""
        conversation = self._conversation
        original = self.text.strip()
        translated = self.translation.strip()
        text = translated or original
        if conversation is None or not text:
            return
        target = self.customer_language if translated else None

        def stored(turn: Turn) -> None:
            if translated and original:
                self._keep(conversation.id, f"{ORIGINAL}{turn.n}", original)
            if not self._is_here(conversation.id):
                return
            if translated and original:
                self.originals[turn.n] = original
            if self.text.strip() == original:
                self.text = self.translation = ""
                self.translated = None
                self.keep()
                self.changed.emit()
                self.sent.emit()

        self._bridge.keep(
            lambda core: core.conversations.add_turn(conversation.id, speaker, text, language=target), stored
        )

    def copy(self) -> None:
        """Put the reply as it would be sent on the clipboard."""
        text = self.translation.strip() or self.text.strip()
        if text:
            self._clipboard.put(text)
            self._notices.tell(Message("window_reply_copied"), "success")
