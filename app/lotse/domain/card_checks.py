"""What hits say to each other: the same in nearly the same words, or different numbers for the same thing.

Owns folding and conflicts of what is shown together; must not rank or search. Only hits are compared, so the cost does
not grow with the knowledge base. A contradiction is never folded away, however alike the two texts are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lotse.domain import contradictions
from lotse.domain.contradictions import Subject
from lotse.domain.knowledge import Conflict, Hit
from lotse.domain.near_duplicates import alike

FOLDED = "near_duplicates_folded"
CONTRADICTED = "contradicted"
"""Notes of a hit, worded in `resources/messages`."""


def settled(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """`hits` in their order, near-duplicates folded into the best one, contradictions told on both sides."""
    kept: list[Hit] = []
    for hit in hits:
        clashing = [(place, conflict) for place, other in enumerate(kept) if (conflict := _conflict(other, hit))]
        if not clashing:
            twin = next((place for place, other in enumerate(kept) if _same(other, hit)), None)
            if twin is not None:
                kept[twin] = _folding(kept[twin], hit)
                continue
        for place, (here, there) in clashing:
            kept[place] = _contradicted(kept[place], Conflict(hit.article_id, hit.title, here, there))
            hit = _contradicted(hit, Conflict(kept[place].article_id, kept[place].title, there, here))
        kept.append(hit)
    return tuple(kept)


def _same(one: Hit, other: Hit) -> bool:
    return one.article_id != other.article_id and one.lang == other.lang and alike(one.passage, other.passage)


def _folding(kept: Hit, twin: Hit) -> Hit:
    folded = dict.fromkeys((*kept.folded, twin.article_id, *twin.folded))
    folded.pop(kept.article_id, None)
    return replace(kept, folded=tuple(folded), notes=tuple(dict.fromkeys((*kept.notes, FOLDED))))


def _contradicted(hit: Hit, conflict: Conflict) -> Hit:
    if any(other.article_id == conflict.article_id for other in hit.conflicts):
        return hit
    notes = tuple(dict.fromkeys((*hit.notes, CONTRADICTED)))
    return replace(hit, conflicts=(*hit.conflicts, conflict), notes=notes)


def _conflict(one: Hit, other: Hit) -> tuple[str, str] | None:
    """The sentences in which two hits of different articles name different values."""
    if one.article_id == other.article_id:
        return None
    # Titles are compared first: reading the values of a passage costs a hundred times as much.
    if not contradictions.same_subject(Subject(one.title, one.lang), Subject(other.title, other.lang)):
        return None
    clash = contradictions.between(contradictions.statements(one.passage), contradictions.statements(other.passage))
    return None if clash is None else (clash.first, clash.second)
