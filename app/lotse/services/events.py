"""What changed, past tense. A view refreshes when an event concerns it and it is visible."""

from __future__ import annotations

from dataclasses import dataclass

from lotse.domain.cards import Card
from lotse.domain.conversations import ConversationId, Turn
from lotse.domain.errors import Message
from lotse.domain.notes import Note
from lotse.domain.translation import Translated
from lotse.services.ports import Role, WorkerState


@dataclass(frozen=True, slots=True)
class ConversationAdded:
    conversation_id: ConversationId


@dataclass(frozen=True, slots=True)
class ConversationChanged:
    """Title, case, language or end of it changed."""

    conversation_id: ConversationId


@dataclass(frozen=True, slots=True)
class TurnAdded:
    """Published only after the turn is stored (invariant I5)."""

    conversation_id: ConversationId
    turn: Turn


@dataclass(frozen=True, slots=True)
class NoteChanged:
    """`refining` is true while the model is still at work on this revision."""

    conversation_id: ConversationId
    note: Note
    refining: bool = False


@dataclass(frozen=True, slots=True)
class NoteSaved:
    conversation_id: ConversationId


@dataclass(frozen=True, slots=True)
class CardsChanged:
    conversation_id: ConversationId
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class TurnTranslated:
    conversation_id: ConversationId
    n: int
    translated: Translated


@dataclass(frozen=True, slots=True)
class KnowledgeChanged:
    articles: int


@dataclass(frozen=True, slots=True)
class IndexProgressed:
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class KnowledgeImportProgressed:
    """`done` of `total` files so far; an archive counts as its documents once it is listed. `remaining_s` is a guess
    from the bytes so far, `None` while there is nothing to guess from."""

    done: int
    total: int
    file: str
    articles: int
    bytes_per_s: float
    remaining_s: float | None


@dataclass(frozen=True, slots=True)
class WorkerStateChanged:
    role: Role
    state: WorkerState
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class ProblemArose:
    """Something the user should be told once, wherever they are."""

    message: Message
