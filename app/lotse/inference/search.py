"""The `SemanticSearch` port on the `search` worker: opens or builds the index there, in batches, and asks it.

Owns what of a passage is embedded and how a build goes on after the worker was lost. Must not know vectors or files:
those stay in the worker. Lives on the core loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from lotse.domain.errors import NoAnswer, WorkerProblem
from lotse.domain.knowledge import PassageId
from lotse.inference.supervisor import Supervisor
from lotse.services.ports import PassageRecord, Progress, SemanticHit
from lotse.wire.protocol import list_of

BATCH: Final = 64
MAX_CHARACTERS: Final = 8_000
TEXT_FORM: Final = "1"
"""Changes when `embedded_text` does, so that no index of another form is opened."""
BUILD_ATTEMPTS: Final = 3
QUERY_DEADLINE_S: Final = 3.0
_REBUILD = ("index_missing", "index_stale", "index_damaged")


class WorkerSearch:
    """`prepare` may be called again at any time; calls wait for each other, and the last one's passages are served."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._preparing = asyncio.Lock()
        self._passages: str | None = None

    async def prepare(
        self, passages: Sequence[PassageRecord], fingerprint: str, progress: Progress | None = None
    ) -> None:
        """Make the index match. Raises `WorkerProblem`."""
        async with self._preparing:
            self._passages = None
            key = f"{TEXT_FORM}:{fingerprint}"
            if not await self._open(key):
                await self._build(passages, key, progress)
            self._passages = key

    async def search(self, query: str, *, limit: int) -> tuple[SemanticHit, ...]:
        if self._passages is None:
            raise NoAnswer("index_not_ready")
        try:
            return await self._ask(query, limit)
        except WorkerProblem as problem:
            if problem.key != "index_not_ready":
                raise
        # The worker was restarted since; its cache file is still there, unless the disk did not take it.
        if not await self._open(self._passages):
            self._passages = None
            raise NoAnswer("index_not_ready")
        return await self._ask(query, limit)

    async def close(self) -> None:
        await self._supervisor.close()

    async def _ask(self, query: str, limit: int) -> tuple[SemanticHit, ...]:
        params = {"text": query[:MAX_CHARACTERS], "limit": limit}
        values = await self._supervisor.call("query", params, deadline_s=QUERY_DEADLINE_S)
        return tuple(_hit(row) for row in list_of(values, "hits"))

    async def _open(self, key: str) -> bool:
        try:
            await self._supervisor.call("open", {"passages": key})
        except WorkerProblem as problem:
            if problem.key in _REBUILD:
                return False
            raise
        return True

    async def _build(self, passages: Sequence[PassageRecord], key: str, progress: Progress | None) -> None:
        """Again when the worker was lost: vectors it had written are taken over, so little is done twice."""
        for attempt in range(1, BUILD_ATTEMPTS + 1):
            try:
                await self._build_once(passages, key, progress)
            except WorkerProblem as problem:
                if problem.key not in ("build_unknown", "worker_crashed") or attempt == BUILD_ATTEMPTS:
                    raise
            else:
                return

    async def _build_once(self, passages: Sequence[PassageRecord], key: str, progress: Progress | None) -> None:
        call = self._supervisor.call
        await call("begin", {"passages": key}, priority=1)
        for start in range(0, len(passages), BATCH):
            batch = passages[start : start + BATCH]
            items = [[int(record.passage.id), embedded_text(record)] for record in batch]
            await call("add", {"passages": key, "items": items}, priority=1)
            if progress is not None:
                progress(start + len(batch), len(passages))
        await call("finish", {"passages": key}, priority=1)


def embedded_text(record: PassageRecord) -> str:
    """A passage with its title and innermost heading: many passages never name what they are about."""
    headings = [heading for heading in record.passage.heading_path[-1:] if heading != record.title]
    return "\n".join((record.title, *headings, record.passage.text))[:MAX_CHARACTERS]


def _hit(row: object) -> SemanticHit:
    match row:
        case [int(passage_id), int() | float() as score]:
            return SemanticHit(PassageId(passage_id), float(score))
    raise WorkerProblem("worker_answer_not_understood")
