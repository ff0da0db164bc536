"""A `Reranker` without a worker: a text answers as well as it shares words with the question."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from lotse.domain.errors import LotseError, NoAnswer, WorkerProblem


class FakeReranker:
    """`problem` is raised by every `rank`; `takes_s` is how long one takes; `installed`: whether there is a model."""

    def __init__(self, *, installed: bool = True, warm: bool = True, takes_s: float = 0.0) -> None:
        self.installed = installed
        self.takes_s = takes_s
        self.problem: LotseError | None = None
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.warmed = 0
        self._warm = warm

    @property
    def ready(self) -> bool:
        return self.installed and self._warm

    async def warm(self) -> bool:
        self.warmed += 1
        self._warm = self.installed
        return self.ready

    async def rank(self, query: str, texts: Sequence[str], *, deadline_s: float) -> tuple[float, ...]:
        if not self.installed:
            raise NoAnswer("no_reranker")
        self.asked.append((query, tuple(texts)))
        if self.problem is not None:
            raise self.problem
        await asyncio.sleep(min(self.takes_s, deadline_s))
        if self.takes_s > deadline_s:
            raise WorkerProblem("worker_deadline")
        self._warm = True
        asked = _words(query)
        return tuple(len(asked & _words(text)) / (len(asked) or 1) for text in texts)

    async def close(self) -> None:
        self._warm = False


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
