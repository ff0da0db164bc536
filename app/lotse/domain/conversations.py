"""Conversations and their turns, as every other part of Lotse sees them.

Owns the shape of a contact; must not know where it came from or where it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NewType

ConversationId = NewType("ConversationId", str)
CaseId = NewType("CaseId", str)
CustomerId = NewType("CustomerId", str)

Speaker = Literal["customer", "agent", "system"]
Channel = Literal["chat", "phone", "email"]

SPEAKERS: tuple[Speaker, ...] = ("customer", "agent", "system")
CHANNELS: tuple[Channel, ...] = ("chat", "phone", "email")


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance.

    `n` counts from 1 in the order of the conversation and never changes once stored.
    `language` is an ISO 639-1 code, or `None` when it is not known (yet).
    """

    n: int
    speaker: Speaker
    text: str
    time: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One contact (chat, call, e-mail thread) with its turns in order."""

    id: ConversationId
    turns: tuple[Turn, ...] = ()
    channel: Channel = "chat"
    language: str | None = None
    started: datetime | None = None
    title: str = ""
    case_id: CaseId | None = None
    ended: bool = False

    def turn(self, n: int) -> Turn:
        """Return turn `n` (1-based). Raises `IndexError` for a turn that does not exist."""
        if not 1 <= n <= len(self.turns):
            raise IndexError(f"turn {n} of {len(self.turns)}")
        return self.turns[n - 1]

    @property
    def revision(self) -> int:
        """Number of turns: a result made for another revision is stale."""
        return len(self.turns)


@dataclass(frozen=True, slots=True)
class Case:
    """What one or several conversations are about, for one customer."""

    id: CaseId
    customer_id: CustomerId | None = None
    title: str = ""
    conversations: tuple[ConversationId, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Customer:
    """The person or household a case belongs to."""

    id: CustomerId
    name: str = ""
