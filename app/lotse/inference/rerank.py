"""The `Reranker` port on the `rerank` worker. Owns how much of a passage is read; must not know what order it leads to.

Lives on the core loop.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from lotse.domain.errors import LotseError, NoAnswer, WorkerProblem
from lotse.inference.supervisor import Supervisor, Timings
from lotse.services.ports import ModelEntry
from lotse.wire.protocol import Settings, list_of

MAX_CHARACTERS: Final = 600
"""Of each text: what a passage is about stands at its beginning, and time grows with what is read."""
TIMINGS: Final = Timings(idle_unload_s=600.0)
"""Nothing is lost when it goes, and there are hours without a question."""
_WARM_UP: Final = {"query": "Lotse?", "texts": ["Lotse"]}
_READY: Final = ("ready", "busy")


def rerank_settings(entry: ModelEntry) -> Settings:
    """How the `rerank` worker is started for `entry`. Mapped weights do not count; what ggml repacks of them does."""
    return Settings((1 << 30) + 2 * entry.size_bytes, {"path": str(entry.path)})


class WorkerReranker:
    """A `Reranker`. `installed`: whether a model fills the role; without one no process is ever started."""

    def __init__(self, supervisor: Supervisor, *, installed: bool) -> None:
        self._supervisor = supervisor
        self._installed = installed

    @property
    def ready(self) -> bool:
        return self._installed and self._supervisor.state in _READY

    async def warm(self) -> bool:
        if self._installed and not self.ready:
            try:
                await self._supervisor.call("rank", _WARM_UP)
            except LotseError:
                return False  # the supervisor has said so
        return self.ready

    async def rank(self, query: str, texts: Sequence[str], *, deadline_s: float) -> tuple[float, ...]:
        if not self._installed:
            raise NoAnswer("no_reranker")
        if not texts:
            return ()
        params = {"query": query[:MAX_CHARACTERS], "texts": [text[:MAX_CHARACTERS] for text in texts]}
        answer = await self._supervisor.call("rank", params, deadline_s=deadline_s)
        scores = [score for score in list_of(answer, "scores") if isinstance(score, (int, float))]
        if len(scores) != len(texts) or not all(math.isfinite(score) for score in scores):
            raise WorkerProblem("worker_answer_not_understood")
        return tuple(float(score) for score in scores)

    async def close(self) -> None:
        await self._supervisor.close()
