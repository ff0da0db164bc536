"""A `SemanticSearch` without a worker: texts are alike when they share words, with a few words meaning the same."""

from __future__ import annotations

import math
import re
from collections import Counter

from lotse.domain.errors import NoAnswer, WorkerProblem
from lotse.domain.knowledge import PassageId
from lotse.services.ports import PassageRecord, PassageSource, PassagesState, Progress, SemanticHit

_SAME = {"payment": "zahlung", "invoice": "rechnung", "bill": "rechnung", "meter": "zähler"}


class FakeSemantic:
    """`broken` makes every call fail as a worker that has fallen back."""

    def __init__(self, broken: bool = False) -> None:
        self.broken = broken
        self.prepared: list[PassagesState] = []
        self.asked: list[str] = []
        self._bags: list[tuple[PassageRecord, Counter[str]]] | None = None

    @property
    def embedder(self) -> str:
        return "" if self._bags is None else "fake"

    async def prepare(self, source: PassageSource, progress: Progress | None = None) -> None:
        self._check()
        state = await source.state()
        passages = await source.passages_after(PassageId(0), state.newest)
        self._bags = [(record, _bag(f"{record.title} {record.passage.text}")) for record in passages]
        self.prepared.append(state)
        if progress is not None and passages:
            progress(len(passages), len(passages))

    async def search(self, query: str, *, limit: int) -> tuple[SemanticHit, ...]:
        self._check()
        if self._bags is None:
            raise NoAnswer("index_not_ready")
        self.asked.append(query)
        bag = _bag(query)
        hits = [SemanticHit(record.passage.id, _cosine(bag, other)) for record, other in self._bags]
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])

    async def close(self) -> None:
        self._bags = None

    def _check(self) -> None:
        if self.broken:
            raise WorkerProblem("search_fallback")


def _bag(text: str) -> Counter[str]:
    return Counter(_SAME.get(word, word) for word in re.findall(r"\w+", text.casefold()))


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    length = math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return sum(n * b[word] for word, n in a.items()) / length if length else 0.0
