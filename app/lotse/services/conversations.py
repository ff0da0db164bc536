"""Conversations: taking them in, continuing them, and finding them again.

A turn is announced only after the store has acknowledged it (invariant I5).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from lotse.domain.conversations import (
    SPEAKERS,
    CaseId,
    Channel,
    Conversation,
    ConversationId,
    Speaker,
    Turn,
)
from lotse.domain.errors import InputProblem
from lotse.domain.languages import detect
from lotse.domain.titles import title_of
from lotse.services.events import ConversationAdded, ConversationChanged, TurnAdded
from lotse.services.ports import CaseStore, Clock, ConversationRow, Events, IdSource

MAX_TURN_CHARACTERS = 200_000
TITLE_SETTLES = 8
"""After this many turns the title no longer follows the conversation: people look for what they have seen."""


class Conversations:
    """Lives on the core thread. Announces `ConversationAdded`, `ConversationChanged`, `TurnAdded`."""

    def __init__(self, *, store: CaseStore, events: Events, clock: Clock, ids: IdSource) -> None:
        self._store = store
        self._events = events
        self._clock = clock
        self._ids = ids
        # The live feed and the agent may add to one conversation at once: turns are numbered one after the other.
        self._appending = asyncio.Lock()

    async def add(self, conversation: Conversation) -> Conversation:
        """Store a conversation whole. One without an id gets one; the same one again changes nothing.

        Raises `InputProblem`: `no_turns`, `text_not_unicode`, and `conversation_differs` when the id is taken by
        another text.
        """
        return (await self.add_all((conversation,)))[0]

    async def add_all(self, conversations: Sequence[Conversation]) -> tuple[Conversation, ...]:
        """Store what belongs together, e.g. one file: all of it is checked before the first is stored. Raises as `add`.

        A disk that fails in between leaves whole conversations, and the same call again adds the others.
        """
        named = [self._named(conversation) for conversation in conversations]
        known: dict[ConversationId, Conversation] = {}
        for one in named:
            before = known.get(one.id) or await self._stored(one.id)
            if before is not None and _said(before.turns[: len(one.turns)]) != _said(one.turns):
                raise InputProblem("conversation_differs", id=one.id)
            known[one.id] = before or one
        return tuple([await self._added(one) for one in named])

    def _named(self, conversation: Conversation) -> Conversation:
        if not conversation.turns:
            raise InputProblem("no_turns")
        if not _is_unicode((conversation.id, conversation.title, *(turn.text for turn in conversation.turns))):
            raise InputProblem("text_not_unicode")
        return replace(
            conversation,
            id=conversation.id or ConversationId(self._ids.new()),
            turns=tuple(_with_language(turn) for turn in conversation.turns),
            started=conversation.started or self._clock.now(),
            title=conversation.title or title_of(conversation),
        )

    async def _added(self, named: Conversation) -> Conversation:
        stored = await self._stored(named.id)
        if stored is not None:
            return stored
        await self._store.add_conversation(named)
        self._events.publish(ConversationAdded(named.id))
        return await self._store.conversation(named.id)

    async def _stored(self, conversation_id: ConversationId) -> Conversation | None:
        try:
            return await self._store.conversation(conversation_id)
        except InputProblem as problem:
            if problem.key != "unknown_conversation":
                raise
            return None

    async def start(self, title: str = "", channel: Channel = "chat") -> Conversation:
        """Begin an empty conversation, to be filled turn by turn."""
        fresh = Conversation(
            id=ConversationId(self._ids.new()), channel=channel, started=self._clock.now(), title=title
        )
        await self._store.add_conversation(fresh)
        self._events.publish(ConversationAdded(fresh.id))
        return await self._store.conversation(fresh.id)

    async def add_turn(
        self,
        conversation_id: ConversationId,
        speaker: Speaker,
        text: str,
        *,
        time: datetime | None = None,
        language: str | None = None,
    ) -> Turn:
        """Append one utterance. Raises `InputProblem`: `empty_turn`, `turn_too_long`, `unknown_speaker`,
        `text_not_unicode`.
        """
        clean = text.replace("\x00", "").strip()
        if not clean:
            raise InputProblem("empty_turn")
        if len(clean) > MAX_TURN_CHARACTERS:
            raise InputProblem("turn_too_long", limit=MAX_TURN_CHARACTERS)
        if speaker not in SPEAKERS:
            raise InputProblem("unknown_speaker", speaker=str(speaker))
        if not _is_unicode((clean,)):
            raise InputProblem("text_not_unicode")
        async with self._appending:
            conversation = await self._store.conversation(conversation_id)
            turn = _with_language(
                Turn(
                    n=len(conversation.turns) + 1,
                    speaker=speaker,
                    text=clean,
                    time=time or self._clock.now(),
                    language=language,
                )
            )
            await self._store.append_turn(conversation_id, turn)
            await self._retitle(conversation, turn)
            self._events.publish(TurnAdded(conversation_id, turn))
            return turn

    async def _retitle(self, before: Conversation, turn: Turn) -> None:
        """A title that came from the conversation follows it; one that somebody chose stays."""
        if before.title not in {"", title_of(before)} or turn.n > TITLE_SETTLES:
            return
        title = title_of(replace(before, turns=(*before.turns, turn)))
        if title != before.title:
            await self._store.rename(before.id, title)
            self._events.publish(ConversationChanged(before.id))

    async def rows(self) -> tuple[ConversationRow, ...]:
        return await self._store.conversations()

    async def open(self, conversation_id: ConversationId) -> Conversation:
        return await self._store.conversation(conversation_id)

    async def attach(self, conversation_id: ConversationId, case_id: CaseId) -> None:
        await self._store.attach(conversation_id, case_id)
        self._events.publish(ConversationChanged(conversation_id))

    async def rename(self, conversation_id: ConversationId, title: str) -> None:
        await self._store.rename(conversation_id, title.strip())
        self._events.publish(ConversationChanged(conversation_id))

    async def end(self, conversation_id: ConversationId) -> None:
        await self._store.set_ended(conversation_id)
        self._events.publish(ConversationChanged(conversation_id))

    async def keep_draft(self, conversation_id: ConversationId, field: str, text: str) -> None:
        await self._store.keep_draft(conversation_id, field, text)

    async def drafts(self, conversation_id: ConversationId) -> dict[str, str]:
        return await self._store.drafts(conversation_id)


def _said(turns: tuple[Turn, ...]) -> list[tuple[Speaker, str]]:
    return [(turn.speaker, turn.text) for turn in turns]


def _is_unicode(texts: Iterable[str]) -> bool:
    """Whether no text holds half a character (a lone surrogate), which no store or model can take."""
    try:
        for text in texts:
            text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _with_language(turn: Turn) -> Turn:
    return turn if turn.language else replace(turn, language=detect(turn.text))
