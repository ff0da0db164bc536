"""Suggestions shown to the agent, and what the agent decided about them (invariant I3).

A decision holds no person and no time of day: who decided when cannot be asked of it (invariant I4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lotse.domain.conversations import ConversationId
from lotse.domain.knowledge import Hit

CardKind = Literal["knowledge", "next_step", "translation", "reply", "warning"]
Choice = Literal["accepted", "edited", "rejected", "undone"]


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion: what, why, where from. `revision` is the number of turns it was made for."""

    id: str
    conversation_id: ConversationId
    revision: int
    kind: CardKind
    title: str
    body: str
    why: str = ""
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the agent chose for a claim or card (`subject_id`); `text` is the agent's wording when edited."""

    id: str
    conversation_id: ConversationId
    subject_id: str
    choice: Choice
    text: str = ""
