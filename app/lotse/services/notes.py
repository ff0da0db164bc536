"""The note of a conversation: at once from rules, refined by the local model, decided by the agent, saved.

A failing model never takes the note away: what the rules found stays, and the agent is told once (invariant I8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any, cast

from lotse.domain import claim_json, note_text
from lotse.domain.cards import Choice, Decision
from lotse.domain.conversations import Conversation, ConversationId
from lotse.domain.decided import is_too_long, last_standing
from lotse.domain.errors import Cancelled, EnvironmentProblem, InputProblem, Message, WorkerProblem
from lotse.domain.notes import Claim, Evidence, Note, Section, claim_id
from lotse.domain.site import NO_SITE, Site
from lotse.services.events import NoteChanged, NoteSaved, ProblemArose
from lotse.services.note_drafts import MAX_RAW_CLAIMS, NoteDraft, rules_note, undecided
from lotse.services.ports import CaseStore, Clock, Events, IdSource, IncrementRequest, NoteWriter, SavedNote

OWN_CLAIMS = "note.claims"
"""Draft field under which the agent's claims outlive a crash before the note is saved."""


class Notes:
    """Lives on the core thread. Announces `NoteChanged`, `NoteSaved`, and `ProblemArose` once per failing model."""

    def __init__(
        self,
        *,
        store: CaseStore,
        writer: NoteWriter,
        events: Events,
        clock: Clock,
        ids: IdSource,
        site: Site = NO_SITE,
        titles: Mapping[str, note_text.Titles] | None = None,
    ) -> None:
        self._store = store
        self._writer = writer
        self._events = events
        self._clock = clock
        self._ids = ids
        self._site = site
        self._titles = titles or {}
        self._drafts: dict[ConversationId, NoteDraft] = {}
        self._told: set[str] = set()

    @property
    def model_id(self) -> str | None:
        """The model that refines notes, or `None` when rules are all there is."""
        return self._writer.model_id

    def failure(self, conversation_id: ConversationId) -> Message | None:
        """Why the last refinement of this conversation stopped, or `None`."""
        draft = self._drafts.get(conversation_id)
        return draft.failure if draft is not None else None

    # --- writing -----------------------------------------------------------------------------------------------------

    async def instant(self, conversation: Conversation) -> Note:
        """The note from rules and everything known so far, without waiting for a model."""
        draft = await self._draft(conversation)
        await draft.reread(conversation, self._site, self._clock.today())
        if conversation.revision < draft.base.revision:
            conversation = await self._store.conversation(conversation.id)
        return self._announce(draft, conversation, refining=False)

    async def refine(self, conversation: Conversation) -> Note:
        """Let the model read the turns it has not read, showing each checked claim as it completes.

        A newer turn makes the pass stale: it ends, keeping what it has, and the next pass goes on. Never raises
        for a failing model.
        """
        await self.instant(conversation)
        draft = self._drafts[conversation.id]
        async with draft.refining:
            if self._writer.model_id is None or self._is_stale(draft, conversation):
                return await self._now(conversation.id)
            fresh = tuple(turn.n for turn in conversation.turns if turn.n > draft.read and turn.speaker != "system")
            if fresh:
                await self._read(draft, conversation, fresh)
        note = await self._now(conversation.id)
        if not self._is_stale(draft, conversation):
            self._events.publish(NoteChanged(conversation.id, note))
        return note

    async def _read(self, draft: NoteDraft, conversation: Conversation, fresh: tuple[int, ...]) -> None:
        draft.alone = frozenset(self._writer.alone)
        request = IncrementRequest(conversation.id, conversation.turns, fresh, draft.base.language)
        draft.failure = None
        count = 0
        try:
            # Closing the stream is what stops generation, also when a newer turn or a withdrawal ends this pass.
            stream = cast(Any, self._writer.increments(request))
            async with aclosing(stream) as untrusted_claims:
                async for raw in untrusted_claims:
                    count += 1
                    if self._is_stale(draft, conversation) or count > MAX_RAW_CLAIMS:
                        break
                    if draft.take(raw, conversation, self._clock.today()):
                        self._announce(draft, conversation, refining=True)
        except (WorkerProblem, EnvironmentProblem) as problem:
            self._fail(draft, problem.message)
            return
        except Cancelled:
            return
        if not self._is_stale(draft, conversation):
            draft.read = conversation.revision
            self._told.clear()

    def _is_stale(self, draft: NoteDraft, conversation: Conversation) -> bool:
        return draft.base.revision != conversation.revision

    def _fail(self, draft: NoteDraft, message: Message) -> None:
        """Tell once, not per turn: the same trouble is news again only after a pass that went well."""
        draft.failure = message
        if message.key not in self._told:
            self._told.add(message.key)
            self._events.publish(ProblemArose(message))

    async def current(self, conversation_id: ConversationId) -> Note | None:
        """The note as it stands, from memory or as saved; `None` before the first one."""
        if conversation_id in self._drafts:
            return await self._now(conversation_id)
        saved = await self._store.note(conversation_id)
        return saved.note if saved is not None else None

    # --- deciding ----------------------------------------------------------------------------------------------------

    async def decide(self, conversation_id: ConversationId, claim_id: str, choice: Choice, text: str = "") -> Note:
        """Accept, edit or reject a claim. Stored before the note shows it.

        Raises `InputProblem`: `unknown_claim`, `empty_claim`, `claim_too_long`.
        """
        conversation, draft = await self._opened(conversation_id)
        if choice == "undone":
            return await self._take_back(conversation, draft, claim_id)
        if draft.note(conversation, self._clock.today()).claim(claim_id) is None:
            raise InputProblem("unknown_claim")
        words = _checked_words(text) if choice == "edited" else ""
        await self._decided(draft, Decision(self._ids.new(), conversation_id, claim_id, choice, words))
        return await self._after_decision(draft, conversation)

    async def undo(self, conversation_id: ConversationId) -> Note:
        """Take back the newest decision that stands; without one nothing changes."""
        conversation, draft = await self._opened(conversation_id)
        last = last_standing(draft.decisions)
        if last is None:
            return draft.note(conversation, self._clock.today())
        return await self._take_back(conversation, draft, last.subject_id)

    async def _take_back(self, conversation: Conversation, draft: NoteDraft, subject_id: str) -> Note:
        await self._decided(draft, Decision(self._ids.new(), conversation.id, subject_id, "undone"))
        return await self._after_decision(draft, conversation)

    async def add_claim(
        self, conversation_id: ConversationId, section: Section, text: str, turns: Sequence[int] = ()
    ) -> Note:
        """Add the agent's own sentence; `turns` are its evidence where there is some. Raises as `decide`."""
        conversation, draft = await self._opened(conversation_id)
        words = _checked_words(text)
        places = tuple(Evidence(turn) for turn in sorted(set(turns)) if 1 <= turn <= conversation.revision)
        claim = Claim(
            claim_id(section, f"{words}\x1f{self._ids.new()}", places[0].turn if places else 0),
            section,
            words,
            places,
            "human",
            supported=bool(places),
            verdict="accepted",
            authorship="human",
        )
        draft.own = (*draft.own, claim)
        await self._keep_own(draft, conversation_id, draft.own)
        await self._decided(draft, Decision(self._ids.new(), conversation_id, claim.id, "accepted"))
        return await self._after_decision(draft, conversation)

    async def _decided(self, draft: NoteDraft, decision: Decision) -> None:
        await self._store.add_decision(decision)
        draft.decisions.append(decision)

    async def _after_decision(self, draft: NoteDraft, conversation: Conversation) -> Note:
        note = draft.note(conversation, self._clock.today())
        keep = undecided(draft.to_keep(note))
        removed_human = [claim for claim in draft.own if claim.origin == "human" and note.claim(claim.id) is None]
        await self._keep_own(draft, conversation.id, (*keep, *removed_human))
        return self._announce(draft, conversation, refining=draft.refining.locked())

    async def _keep_own(self, draft: NoteDraft, conversation_id: ConversationId, claims: tuple[Claim, ...]) -> None:
        draft.own = claims
        await self._store.keep_draft(conversation_id, OWN_CLAIMS, claim_json.written(claims) if claims else "")

    # --- saving and showing ------------------------------------------------------------------------------------------

    async def save(self, conversation_id: ConversationId) -> SavedNote:
        """Store the note with every decision and its text. What has no evidence and no decision is not in the text."""
        conversation, draft = await self._opened(conversation_id)
        note = draft.note(conversation, self._clock.today())
        saved = SavedNote(conversation_id, note, self.text(note, conversation))
        await self._store.save_note(saved, tuple(draft.decisions))
        self._events.publish(NoteSaved(conversation_id))
        return saved

    def text(self, note: Note, conversation: Conversation) -> str:
        """The note as clean plain text, titles in the language of the note."""
        return note_text.note_text(note, self._titles_for(note))

    def html(self, note: Note, conversation: Conversation) -> str:
        """The note as HTML, the origin of each sentence in attributes."""
        return note_text.note_html(note, self._titles_for(note))

    def _titles_for(self, note: Note) -> note_text.Titles:
        return self._titles.get(note.language, {})

    # --- state -------------------------------------------------------------------------------------------------------

    async def _opened(self, conversation_id: ConversationId) -> tuple[Conversation, NoteDraft]:
        conversation = await self._store.conversation(conversation_id)
        draft = await self._draft(conversation)
        await draft.reread(conversation, self._site, self._clock.today())
        return conversation, draft

    async def _now(self, conversation_id: ConversationId) -> Note:
        conversation, draft = await self._opened(conversation_id)
        return draft.note(conversation, self._clock.today())

    async def _draft(self, conversation: Conversation) -> NoteDraft:
        """What is known of this note; after a start, from the store."""
        known = self._drafts.get(conversation.id)
        if known is not None:
            return known
        decisions = await self._store.decisions(conversation.id)
        saved = await self._store.note(conversation.id)
        kept = (await self._store.drafts(conversation.id)).get(OWN_CLAIMS, "")
        own = claim_json.read(kept) if kept else ()
        draft = NoteDraft(
            await rules_note(conversation, self._site, self._clock.today()),
            own=_together(own, undecided(saved.note.claims) if saved is not None else ()),
            decisions=list(decisions),
            alone=frozenset(self._writer.alone),
        )
        if saved is not None:
            draft.said = [claim for claim in undecided(saved.note.claims) if claim.origin == "llm"]
            draft.read = saved.note.revision if draft.said else 0
        return self._drafts.setdefault(conversation.id, draft)

    def forget(self, conversation_id: ConversationId) -> None:
        """Drop what memory holds of a conversation, e.g. because it was erased."""
        self._drafts.pop(conversation_id, None)

    def _announce(self, draft: NoteDraft, conversation: Conversation, *, refining: bool) -> Note:
        note = draft.note(conversation, self._clock.today())
        self._events.publish(NoteChanged(conversation.id, note, refining))
        return note


def _checked_words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise InputProblem("empty_claim")
    if is_too_long(words):
        raise InputProblem("claim_too_long", characters=len(words))
    return words


def _together(first: Sequence[Claim], second: Sequence[Claim]) -> tuple[Claim, ...]:
    named = {claim.id: claim for claim in (*second, *first)}
    return tuple(replace(claim) for claim in named.values())
