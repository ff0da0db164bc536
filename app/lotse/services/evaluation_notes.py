"""Evaluates the note writer: the note as the product writes it, beside the rules' note and what the model alone said.

Runs through `Notes` like `lotse note`; listens to the model's raw claims on the way, to see what the checks refuse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any, cast

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.evaluation import Counts, EvaluatedRole, rates, share, speeds, total
from lotse.domain.evaluation_cases import Cases, Dialogue, Gold
from lotse.domain.evaluation_claims import (
    MEASURED,
    Statement,
    match_sections,
    numbers_backed,
    outcome_right,
    statement_of,
    topics,
)
from lotse.domain.extraction import note_language
from lotse.domain.increments import RawClaim
from lotse.domain.merging import claim_from
from lotse.domain.notes import Claim, Note
from lotse.domain.site import NO_SITE, Site
from lotse.services.conversations import Conversations
from lotse.services.evaluation_ports import Groups, Item, Record, Stopwatch
from lotse.services.notes import Notes
from lotse.services.ports import CaseStore, Clock, Events, IdSource, IncrementRequest, NoteWriter

_WARM_UP = (
    Turn(1, "customer", "Guten Tag, ich habe eine Frage zu meiner Rechnung."),
    Turn(2, "agent", "Guten Tag, gern. Wie lautet Ihre Kundennummer?"),
)


class _Heard:
    """A `NoteWriter` that keeps what passes through it."""

    def __init__(self, writer: NoteWriter) -> None:
        self._writer = writer
        self.claims: list[RawClaim] = []

    @property
    def model_id(self) -> str | None:
        return self._writer.model_id

    @property
    def alone(self) -> tuple[str, ...]:
        return self._writer.alone

    async def increments(self, request: IncrementRequest) -> AsyncGenerator[RawClaim]:
        stream = cast(Any, self._writer.increments(request))
        async with aclosing(stream) as claims:
            async for claim in claims:
                self.claims.append(claim)
                yield claim

    async def close(self) -> None:
        """The writer belongs to whoever made it."""


class NotesPart:
    """`store` has to be a passing one: cases are put into it."""

    role: EvaluatedRole = "llm"

    def __init__(
        self,
        *,
        store: CaseStore,
        writer: NoteWriter,
        events: Events,
        clock: Clock,
        ids: IdSource,
        stopwatch: Stopwatch,
        site: Site = NO_SITE,
    ) -> None:
        self._heard = _Heard(writer)
        self._conversations = Conversations(store=store, events=events, clock=clock, ids=ids)
        self._notes = Notes(store=store, writer=self._heard, events=events, clock=clock, ids=ids, site=site)
        self._clock = clock
        self._ids = ids
        self._stopwatch = stopwatch

    def items(self, cases: Cases) -> Sequence[Item]:
        return [Item(f"{n}:{case.conversation.id}", case) for n, case in enumerate(cases.dialogues, 1)]

    async def prepare(self, cases: Cases) -> None:
        """Loads the model. Raises `WorkerProblem`, `EnvironmentProblem` when it cannot be had."""
        request = IncrementRequest(ConversationId(self._ids.new()), _WARM_UP, (2,), "de")
        async with aclosing(cast(Any, self._heard.increments(request))) as claims:
            async for _ in claims:
                pass

    async def measure(self, item: Item) -> Record:
        case: Dialogue = item.what
        fresh = replace(case.conversation, id=ConversationId(self._ids.new()))
        conversation = await self._conversations.add(fresh)
        self._heard.claims = []
        begun = self._stopwatch()
        rules = await self._notes.instant(conversation)
        between = self._stopwatch()
        note = await self._notes.refine(conversation)
        ended = self._stopwatch()
        failure = self._notes.failure(conversation.id)
        self._notes.forget(conversation.id)
        said = [claim_from(raw, conversation, self._clock.today()) for raw in self._heard.claims]
        model = [claim for claim in said if claim is not None]
        kept = [claim for claim in model if claim.supported]
        return {
            "language": note_language(conversation),
            "failed": failure.key if failure is not None else "",
            "rules": {"ms": 1000 * (between - begun), **_judged(rules, case.gold, conversation)},
            "note": {"ms": 1000 * (ended - begun), **_judged(note, case.gold, conversation)},
            "model": {
                "ms": 1000 * (ended - between),
                "refused": len(model) - len(kept),
                **_claims(kept, case.gold, conversation),
                "numbers": _numbers(model, conversation),
                "said": len(model),
            },
        }

    def figures(self, records: Sequence[Record]) -> Mapping[str, Groups]:
        groups: dict[str, list[Record]] = {"all": list(records)}
        for record in records:
            groups.setdefault(str(record["language"]), []).append(record)
        return {
            system: {group: _figures([record[system] for record in those]) for group, those in groups.items()}
            for system in ("note", "model", "rules")
        }


# --- one case --------------------------------------------------------------------------------------------------------


def _judged(note: Note, gold: Gold, conversation: Conversation) -> dict[str, Any]:
    found: dict[str, Any] = _claims(note.supported(), gold, conversation)
    if gold.outcome is not None:
        found["outcome"] = outcome_right(note.outcome.value, gold.outcome)
    if gold.sensitive is not None:
        raised: dict[str, list[int]] = {one.topic: [place.turn for place in one.evidence] for one in note.sensitive}
        found["sensitive"] = _listed(topics(raised, gold.sensitive))
    if gold.handover is not None:
        suggested = bool(note.handover_reasons)
        found["handover"] = _listed(Counts(gold.handover, suggested, gold.handover and suggested))
    return found


def _claims(claims: Iterable[Claim], gold: Gold, conversation: Conversation) -> dict[str, Any]:
    kept = [claim for claim in claims if claim.section != "summary"]
    found = [statement for claim in kept if (statement := statement_of(claim)) is not None]
    sections: dict[str, list[int]] = {}
    right: dict[str, list[int]] = {}
    for section, matched in match_sections(found, gold.statements).items():
        sections[section] = _listed(matched.counts)
        ours = [one for one in found if one.section == section]
        theirs = [one for one in gold.statements if one.section == section]
        for name, agrees in _agreements(section, [(ours[one], theirs[true]) for one, true in matched.pairs]).items():
            right[name] = [len(agrees), sum(agrees)]
    return {"sections": sections, **right, "numbers": _numbers(kept, conversation)}


def _agreements(section: str, pairs: Sequence[tuple[Statement, Statement]]) -> dict[str, list[bool]]:
    """What else of a claim that was found is right: the key of a fact, whose step it is, and until when."""
    if section == "facts":
        return {"fact_keys": [one.key == true.key for one, true in pairs if true.key]}
    if section == "next_steps":
        return {
            "owners": [one.party == true.party for one, true in pairs if true.party],
            "due_dates": [one.due == true.due for one, true in pairs if true.due or one.due],
        }
    return {}


def _numbers(claims: Iterable[Claim], conversation: Conversation) -> list[int]:
    stated = backed = 0
    for claim in claims:
        turns = [conversation.turn(turn).text for turn in claim.turns if 1 <= turn <= conversation.revision]
        for part in (claim.text, claim.result, claim.due):
            some, good = numbers_backed(part, turns)
            stated, backed = stated + some, backed + good
    return [stated, backed]


def _listed(counts: Counts) -> list[int]:
    return [int(counts.gold), int(counts.said), int(counts.right)]


# --- all of them -----------------------------------------------------------------------------------------------------


def _figures(records: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    sections: dict[str, list[Counts]] = defaultdict(list)
    for record in records:
        for section, counts in record["sections"].items():
            sections[section].append(Counts(*counts))
    figures = rates("claims", total(counts for section in MEASURED for counts in sections[section]))
    for section in MEASURED:
        figures |= rates(section, total(sections[section]))
    for name in ("fact_keys", "owners", "due_dates", "numbers"):
        pairs = [record[name] for record in records if name in record]
        figures |= share(name, sum(good for _, good in pairs), sum(whole for whole, _ in pairs))
    figures |= share("unsupported", sum(r.get("refused", 0) for r in records), sum(r.get("said", 0) for r in records))
    ended = [record["outcome"] for record in records if "outcome" in record]
    figures |= share("outcome", sum(ended), len(ended))
    for name in ("sensitive", "handover"):
        counted = [Counts(*record[name]) for record in records if name in record]
        if counted:
            figures |= rates(name, total(counted))
    return figures | speeds([record["ms"] for record in records])
