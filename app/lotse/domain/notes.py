"""The structured record of a conversation: claims, each with the turns it rests on.

Owns the shape of a note and how claims are told apart. How claims are found lives in
`facts`/`extraction`/`increments`, how they are checked in `verification`, how a model's
increments and the rules' claims come together in `merging`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Section = Literal["intents", "steps_tried", "facts", "next_steps", "open_questions", "summary"]
SECTIONS: tuple[Section, ...] = ("intents", "steps_tried", "facts", "next_steps", "open_questions", "summary")

Origin = Literal["rules", "extraction", "llm", "human"]
"""How a claim came to be; `human` for one the agent wrote."""

Authorship = Literal["suggested", "edited", "human"]
"""Whose words a sentence has, kept into every export (invariant I3)."""

Verdict = Literal["open", "accepted", "edited", "rejected"]
Party = Literal["customer", "agent", "other"]
OutcomeValue = Literal["resolved", "unresolved", "partly", "unknown"]
FactKind = Literal[
    "amount", "date", "time", "iban", "id", "phone", "email", "meter_reading", "meter_number",
    "order_number", "customer_number", "contract_number", "name", "address", "quantity", "text",
]  # fmt: skip
SensitiveTopic = Literal["bereavement", "health", "debt", "legal", "abuse", "gdpr", "self_harm"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A turn, and where known the span in its text (`start` <= `end`, in characters)."""

    turn: int
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a note.

    Invariant: `evidence` is never empty for a claim with `supported=True`. For facts `text` is the value as
    said and `value` its normal form. Fields that a section does not use stay at their defaults.

    `id` tells the claim apart within its conversation and stays the same when a pass is run again,
    so that the agent's decision on it survives.
    """

    id: str
    section: Section
    text: str
    evidence: tuple[Evidence, ...]
    origin: Origin
    supported: bool = True
    reason: str = ""  # why it is not supported: a key, e.g. "number_not_in_evidence"
    verdict: Verdict = "open"
    authorship: Authorship = "suggested"
    # intents
    label: str = ""
    main: bool = False
    # facts
    key: str = ""
    value: str = ""
    kind: FactKind = "text"
    said_by: Party | None = None
    supersedes: tuple[str, ...] = ()
    disputed: bool = False
    # steps tried
    by: Party | None = None
    result: str = ""
    # next steps
    owner: Party | None = None
    due: str = ""
    due_date: date | None = None

    @property
    def turns(self) -> tuple[int, ...]:
        """The turn numbers it rests on, ascending, without repeats."""
        return tuple(sorted({e.turn for e in self.evidence}))


@dataclass(frozen=True, slots=True)
class Outcome:
    value: OutcomeValue = "unknown"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Sensitive:
    topic: SensitiveTopic
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NoteWarning:
    """Something the agent should know before saving, e.g. two customers in one conversation."""

    key: str
    params: dict[str, str | int | float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """The note of one conversation at one revision.

    `claims` holds supported and unsupported ones; `supported()` is what is saved by default (invariant I2).
    """

    language: str
    revision: int
    claims: tuple[Claim, ...] = ()
    outcome: Outcome = Outcome()
    wrap_up_code: str = ""
    sensitive: tuple[Sensitive, ...] = ()
    handover_reasons: tuple[str, ...] = ()
    warnings: tuple[NoteWarning, ...] = ()

    def section(self, section: Section) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.section == section)

    def supported(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.supported and claim.verdict != "rejected")

    def unsupported(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if not claim.supported)

    def claim(self, claim_id: str) -> Claim | None:
        return next((claim for claim in self.claims if claim.id == claim_id), None)


def claim_id(section: Section, identity: str, turn: int) -> str:
    """Name a claim by its section, what makes it itself (a fact's key and value, else its text) and its first turn.

    Returns 16 hexadecimal digits; the same input gives the same name in every process.
    """
    folded = " ".join(identity.casefold().split())
    return hashlib.blake2s(f"{section}\x1f{folded}\x1f{turn}".encode(), digest_size=8).hexdigest()
