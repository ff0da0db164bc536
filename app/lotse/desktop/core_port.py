"""What the window needs of the services, as protocols: what the fake of the tests and the real services both are.

Imports types only, so that the window is painted before any service is loaded.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from lotse.domain.cards import Card, Choice
    from lotse.domain.conversations import CaseId, Channel, Conversation, ConversationId, Speaker, Turn
    from lotse.domain.knowledge import Article, ArticleId, SearchAnswer
    from lotse.domain.notes import Note, Section
    from lotse.domain.translation import Translated
    from lotse.services.ports import ConversationRow, Events, SavedNote


class ConversationsPort(Protocol):
    async def add(self, conversation: Conversation) -> Conversation: ...
    async def add_all(self, conversations: Sequence[Conversation]) -> tuple[Conversation, ...]: ...
    async def start(self, title: str = "", channel: Channel = "chat") -> Conversation: ...
    async def add_turn(
        self,
        conversation_id: ConversationId,
        speaker: Speaker,
        text: str,
        *,
        time: datetime | None = None,
        language: str | None = None,
    ) -> Turn: ...
    async def rows(self) -> tuple[ConversationRow, ...]: ...
    async def open(self, conversation_id: ConversationId) -> Conversation: ...
    async def attach(self, conversation_id: ConversationId, case_id: CaseId) -> None: ...
    async def rename(self, conversation_id: ConversationId, title: str) -> None: ...
    async def end(self, conversation_id: ConversationId) -> None: ...
    async def keep_draft(self, conversation_id: ConversationId, field: str, text: str) -> None: ...
    async def drafts(self, conversation_id: ConversationId) -> dict[str, str]: ...


class NotesPort(Protocol):
    async def instant(self, conversation: Conversation) -> Note: ...
    async def refine(self, conversation: Conversation) -> Note: ...
    async def current(self, conversation_id: ConversationId) -> Note | None: ...
    async def decide(self, conversation_id: ConversationId, claim_id: str, choice: Choice, text: str = "") -> Note: ...
    async def undo(self, conversation_id: ConversationId) -> Note: ...
    async def add_claim(
        self, conversation_id: ConversationId, section: Section, text: str, turns: tuple[int, ...] = ()
    ) -> Note: ...
    async def save(self, conversation_id: ConversationId) -> SavedNote: ...
    def text(self, note: Note, conversation: Conversation) -> str: ...
    def html(self, note: Note, conversation: Conversation) -> str: ...


class KnowledgePort(Protocol):
    async def prepare(self) -> None: ...
    async def search(self, query: str, *, limit: int = 5, lang: str | None = None) -> SearchAnswer: ...
    async def for_turn(self, conversation: Conversation) -> tuple[Card, ...]: ...
    async def article(self, article_id: ArticleId) -> Article | None: ...


class TranslationPort(Protocol):
    async def pairs(self) -> tuple[tuple[str, str], ...]: ...
    async def translate(self, text: str, source: str, target: str) -> Translated: ...
    async def for_turn(self, conversation: Conversation, turn: Turn, agent_language: str) -> Translated | None: ...


class ReadingPort(Protocol):
    """Blocking: called off the core loop. Raises `InputProblem`, also `speakers_unsure` with `names`."""

    def read(self, path: Path, agent: str | None = None) -> tuple[Conversation, ...]: ...
    def parse_text(self, text: str, agent: str | None = None) -> Conversation: ...


class CorePort(Protocol):
    """The services as `bootstrap` composes them."""

    @property
    def conversations(self) -> ConversationsPort: ...
    @property
    def notes(self) -> NotesPort: ...
    @property
    def knowledge(self) -> KnowledgePort: ...
    @property
    def translation(self) -> TranslationPort: ...
    @property
    def reading(self) -> ReadingPort: ...
    @property
    def close(self) -> Callable[[], Awaitable[None]]: ...


@dataclass(frozen=True, slots=True)
class StoreKey:
    """How the agent opens the store. Nothing given: the keystore of the system keeps the key.

    `demo` opens the demo site in memory instead, and touches no store.
    """

    passphrase: str | None = field(default=None, repr=False)
    recovery_key: str | None = field(default=None, repr=False)
    demo: bool = False


@dataclass(frozen=True, slots=True)
class RecoveryKeyMade:
    """A new store was made; this code is kept nowhere else and is shown before the conversations. Never log it."""

    code: str = field(repr=False)


MakeCore = Callable[["Events", "StoreKey | None"], Awaitable[CorePort]]
"""Opens the stores and composes the services, on the core loop.

Raises `EnvironmentProblem` with the key `store_new` (nothing there yet: choose a protection; parameter `keystore`: true
when the system has one), one of those that ask for another key (`passphrase_needed`, `wrong_passphrase`,
`wrong_recovery_key`, `keystore_changed`, `no_such_slot`), or any other one (the window shows it and offers to try
again); `InputProblem` for a recovery key with a typing error. Publishes `RecoveryKeyMade` when it makes a store.
"""
