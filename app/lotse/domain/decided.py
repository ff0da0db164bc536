"""What the agent decided about the claims of a note, and what of a note therefore counts (invariant I3).

Owns the replay of decisions; must not know when or by whom one was made (invariant I4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lotse.domain.cards import Decision
from lotse.domain.notes import Claim, Note, Verdict
from lotse.domain.sentences import MAX_CLAIM

_VERDICTS: Mapping[str, Verdict] = {"accepted": "accepted", "edited": "edited", "rejected": "rejected"}


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that holds for each subject; `undone` takes back the one before it."""
    stacks: dict[str, list[Decision]] = {}
    for decision in decisions:
        stack = stacks.setdefault(decision.subject_id, [])
        if decision.choice == "undone":
            del stack[-1:]
        else:
            stack.append(decision)
    return {subject: stack[-1] for subject, stack in stacks.items() if stack}


def last_standing(decisions: Sequence[Decision]) -> Decision | None:
    """The newest decision that was not taken back: what an undo takes back next."""
    stack: list[Decision] = []
    for decision in decisions:
        if decision.choice != "undone":
            stack.append(decision)
            continue
        for index in range(len(stack) - 1, -1, -1):
            if stack[index].subject_id == decision.subject_id:
                del stack[index]
                break
    return stack[-1] if stack else None


def decide(claim: Claim, decision: Decision | None) -> Claim:
    """`claim` with what was decided about it. Edited words are the agent's; the evidence stays what it was."""
    if decision is None or decision.choice not in _VERDICTS:
        return claim
    if decision.choice == "edited" and decision.text.strip():
        return replace(claim, text=decision.text.strip(), verdict="edited", authorship="edited")
    return replace(claim, verdict=_VERDICTS[decision.choice])


def kept(note: Note) -> tuple[Claim, ...]:
    """What is saved, copied and exported: supported or decided by the agent, and not rejected."""
    return tuple(claim for claim in note.claims if counts(claim))


def counts(claim: Claim) -> bool:
    if claim.verdict == "rejected":
        return False
    return claim.supported or claim.verdict in ("accepted", "edited") or claim.origin == "human"


def is_too_long(text: str) -> bool:
    """Whether an agent's wording is longer than a claim of a note may be; people may write twice what a model may."""
    return len(text) > 2 * MAX_CLAIM
