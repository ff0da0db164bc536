"""What re-ranking needs from outside: a model that reads a question and a passage together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Reranker(Protocol):
    """In the `rerank` worker. Optional: nothing ships for it, and what was found stays good without it."""

    @property
    def ready(self) -> bool:
        """Whether `rank` can be asked now without waiting for a model to load."""

    async def warm(self) -> bool:
        """Load the model if there is one, and tell whether it is `ready`. Never raises `LotseError`."""

    async def rank(self, query: str, texts: Sequence[str], *, deadline_s: float) -> tuple[float, ...]:
        """How well each text answers, 0..1, higher is better.

        Raises `NoAnswer("no_reranker")` when there is none, `WorkerProblem` (`worker_deadline` when it took too long),
        `Cancelled`.
        """

    async def close(self) -> None: ...
