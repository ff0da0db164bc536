"""Re-ranking: the head of what was found, in the order of a model that reads question and passage together.

Owns when that is asked for, how long it may take and when it is given up. Must not hold up a search, nor change what is
found, how sure it is or whether anything is shown: only places within the head change. Silent without a model
(invariant I8). Lives on the core loop.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from lotse.domain.errors import Cancelled, Message, NoAnswer, WorkerProblem
from lotse.domain.knowledge import Hit
from lotse.services.events import ProblemArose
from lotse.services.ports import Events
from lotse.services.reranking_port import Reranker

HEAD: Final = 8
DEADLINE_S: Final = 1.5
TOO_SLOW_TWICE: Final = 2


class Reranking:
    """Given up for this run of the program once the model was too slow `TOO_SLOW_TWICE` times, and said once."""

    def __init__(
        self,
        *,
        reranker: Reranker,
        events: Events,
        deadline_s: float = DEADLINE_S,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reranker = reranker
        self._events = events
        self._deadline_s = deadline_s
        self._stopwatch = stopwatch
        self._slow = 0
        self._warming: asyncio.Task[bool] | None = None

    @property
    def given_up(self) -> bool:
        return self._slow >= TOO_SLOW_TWICE

    async def warm(self) -> None:
        """Load the model, for those who wait for it; at once where there is none."""
        if not self.given_up:
            await self._reranker.warm()

    async def reordered(self, query: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """`hits`, best first, with the head in the model's order, or as they are when that cannot be had in time.

        A score says how sure it is that there is an answer at all, so scores stay with their places. What is not sure
        keeps its place: it is found and is no answer, whatever a model says of it.
        """
        places = [place for place, hit in enumerate(hits) if hit.sure][:HEAD]
        head = [hits[place] for place in places]
        if len(head) < 2 or self.given_up:
            return tuple(hits)
        if not self._reranker.ready:
            self._warm()
            return tuple(hits)
        begun = self._stopwatch()
        try:
            wanted = await self._reranker.rank(query, [_read(hit) for hit in head], deadline_s=self._deadline_s)
        except WorkerProblem as problem:
            if problem.key == "worker_deadline":
                self._was_slow()
            return tuple(hits)
        except (NoAnswer, Cancelled):
            return tuple(hits)
        if self._stopwatch() - begun > self._deadline_s:
            self._was_slow()
        best_first = sorted(range(len(head)), key=lambda one: (-wanted[one], one))
        moved = list(hits)
        for place, one in zip(places, best_first, strict=True):
            moved[place] = replace(head[one], score=hits[place].score)
        return tuple(moved)

    async def close(self) -> None:
        if self._warming is not None:
            self._warming.cancel()
            await asyncio.wait([self._warming])
        await self._reranker.close()

    def _warm(self) -> None:
        """Load the model beside the search: this answer goes without it, a later one has it."""
        if self._warming is None or self._warming.done():
            self._warming = asyncio.create_task(self._reranker.warm())

    def _was_slow(self) -> None:
        self._slow += 1
        if self._slow == TOO_SLOW_TWICE:
            self._events.publish(ProblemArose(Message("reranker_too_slow", {"seconds": self._deadline_s})))


def _read(hit: Hit) -> str:
    headings = [heading for heading in hit.heading_path[-1:] if heading != hit.title]
    return "\n".join((hit.title, *headings, hit.passage))
