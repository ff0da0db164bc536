"""Short conversations for tests: `talk("c Hallo", "a Guten Tag")`."""

from __future__ import annotations

from datetime import datetime

from lotse.domain.conversations import Conversation, ConversationId, Speaker, Turn
from lotse.domain.notes import Claim, Evidence, Section

_SPEAKERS: dict[str, Speaker] = {"c": "customer", "a": "agent", "s": "system"}
STARTED = datetime(2026, 2, 3, 10, 15)  # a Tuesday


def talk(*lines: str, language: str = "de", started: datetime | None = STARTED) -> Conversation:
    """`c`, `a` or `s`, a space, and what was said."""
    turns = tuple(Turn(n, _SPEAKERS[line[0]], line[2:]) for n, line in enumerate(lines, 1))
    return Conversation(ConversationId("test"), turns, language=language, started=started)


def said_by_model(section: Section, text: str, *turns: int, **fields: object) -> Claim:
    """A claim as a model might make it, unchecked."""
    return Claim("x", section, text, tuple(Evidence(turn) for turn in turns), "llm", **fields)  # type: ignore[arg-type]
