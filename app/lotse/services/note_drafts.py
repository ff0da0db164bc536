"""What is known about one conversation's note while it is worked on: the rules' note, the model's claims, the agent's.

Owns composition in memory; storing and announcing is `notes`. Lives on the core thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lotse.domain.cards import Decision
from lotse.domain.conversations import Conversation
from lotse.domain.decided import decide, standing
from lotse.domain.errors import Message
from lotse.domain.extraction import instant_note
from lotse.domain.forms import FORM_REASONS
from lotse.domain.increments import FRESH_TURNS, RawClaim
from lotse.domain.merging import WINDOW_SECTIONS, Settled, claim_from, keep_decided, merge, outcome_from, settled_from
from lotse.domain.notes import Claim, Note, Outcome
from lotse.domain.site import Site

MAX_RAW_CLAIMS = 120
"""What one pass of a model may say before it is cut off: an endless writer ends here."""


LONG_CONVERSATION = 300
"""From so many turns on the rules run beside the core thread: they take more than a quarter of a second then."""


async def rules_note(conversation: Conversation, site: Site, today: date | None) -> Note:
    """The rules' note, without holding up the core thread for a very long conversation."""
    if conversation.revision < LONG_CONVERSATION:
        return instant_note(conversation, site, today)
    return await asyncio.to_thread(instant_note, conversation, site, today)


@dataclass(slots=True)
class NoteDraft:
    """`read` is the last turn the model is done with; `decisions` is every decision, oldest first."""

    base: Note
    read: int = 0
    said: list[Claim] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)
    outcome: Outcome | None = None
    own: tuple[Claim, ...] = ()
    decisions: list[Decision] = field(default_factory=list)
    failure: Message | None = None
    alone: frozenset[str] = frozenset()
    """Sections in which what the model says stands in the place of the rules' claims."""
    refining: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def reread(self, conversation: Conversation, site: Site, today: date | None) -> None:
        """Take in what was said since: the rules read all of it again, the model's claims stay."""
        if self.base.revision == conversation.revision:
            return
        base = await rules_note(conversation, site, today)
        if self.base.revision < conversation.revision:
            self.base = base

    def take(self, raw: RawClaim, conversation: Conversation, today: date | None) -> bool:
        """Check what the model said and keep it; returns whether it changes anything."""
        self.read = max(self.read, max(raw.turns, default=0) - FRESH_TURNS)
        settled = settled_from(raw, conversation)
        if settled is not None:
            self.settled.append(settled)
            return True
        outcome = outcome_from(raw, conversation)
        if outcome is not None:
            self.outcome = outcome
            return True
        claim = claim_from(raw, conversation, today)
        if claim is None or claim.reason in FORM_REASONS or any(claim.id == other.id for other in self.said):
            return False
        self.said.append(claim)
        return True

    def note(self, conversation: Conversation, today: date | None) -> Note:
        """The note as it stands: rules and model together, the agent's words on top, decisions applied."""
        merged = merge(self._base(), self.said, conversation, settled=self.settled, outcome=self.outcome, today=today)
        holding = standing(self.decisions)
        own = [decide(claim, holding[claim.id]) for claim in self.own if claim.id in holding]
        with_own = keep_decided(merged, own)
        return replace(with_own, claims=tuple(decide(claim, holding.get(claim.id)) for claim in with_own.claims))

    def _base(self) -> Note:
        """The rules' note without what the model, having read it too, says better. It empties no section."""
        spoken = {claim.section for claim in self.said if claim.supported} & {WINDOW_SECTIONS[s] for s in self.alone}
        if not spoken:
            return self.base
        left = tuple(c for c in self.base.claims if c.section not in spoken or max(c.turns, default=0) > self.read)
        return replace(self.base, claims=left)

    def to_keep(self, note: Note) -> tuple[Claim, ...]:
        """Claims that must survive a restart as they are: written or accepted by the agent."""
        return tuple(
            claim for claim in note.claims if claim.origin == "human" or claim.verdict in ("accepted", "edited")
        )


def undecided(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The same claims as they were before anybody decided: what decisions are replayed on."""
    return tuple(
        claim if claim.origin == "human" else replace(claim, verdict="open", authorship="suggested") for claim in claims
    )
