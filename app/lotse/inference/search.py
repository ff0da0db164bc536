"""The `SemanticSearch` port on the `search` worker: opens or builds the index there, in batches, and asks it.

Owns what of a passage is embedded, how much at a time, and how an index is brought up to date after changes or after
the worker was lost. Must not know vectors or files: those stay in the worker. Lives on the core loop.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lotse.domain.errors import Message, NoAnswer, WorkerProblem
from lotse.domain.knowledge import PassageId
from lotse.inference.supervisor import Supervisor
from lotse.services.events import ProblemArose
from lotse.services.ports import Events, ModelEntry, PassageRecord, PassageSource, PassagesState, Progress, SemanticHit
from lotse.wire.protocol import Fields, Settings, int_of, list_of

BATCH: Final = 128
FIRST_BATCH: Final = 4
BATCH_S: Final = 0.5
"""A query waits for one batch. An imported embedder, which says so by the `sample` it wants, begins with a few passages
and gets as many as it embeds in about that time; the starter's are always done sooner."""
SAMPLED_FROM: Final = 100_000
"""Passages from which on an index is trained on a sample before it is filled."""
SAMPLE: Final = 65_536
MAX_CHARACTERS: Final = 8_000
TEXT_FORM: Final = "2"
"""Changes when `embedded_text` does, so that no index of another form is opened."""
ATTEMPTS: Final = 3
QUERY_DEADLINE_S: Final = 3.0
_MEMORY_BYTES: Final = 2 << 30
_PER_DIMENSION_BYTES: Final = 5 << 20
"""A million passages take a byte a number, twice that after a build, and two and a half again while it is written."""
_UNFIT = ("index_stale", "index_damaged")
"""What is wrong with an index that is there, as keys of messages. One that is not there yet is no fault."""


def search_settings(entry: ModelEntry | None, index: Path) -> Settings:
    """How the `search` worker is started for `entry`. Mapped weights do not count; what ggml repacks of them does."""
    values: dict[str, object] = {"embedder": str(entry.path) if entry is not None else "", "index": str(index)}
    if entry is None or entry.path.suffix != ".gguf":
        return Settings(_MEMORY_BYTES, values)
    values |= {
        "embedder_sha256": entry.sha256,
        "dimension": entry.dimension,
        "query_prefix": entry.query_prefix,
        "passage_prefix": entry.passage_prefix,
    }
    return Settings(_MEMORY_BYTES + 2 * entry.size_bytes + _PER_DIMENSION_BYTES * (entry.dimension or 1024), values)


@dataclass(frozen=True, slots=True)
class _Reached:
    newest: int
    removals: int
    complete: bool


class WorkerSearch:
    """`prepare` may be called again at any time; calls wait for each other. What was ready stays ready meanwhile.

    An index that does not fit is told once, as `ProblemArose`, and made again by the next `prepare`.
    """

    def __init__(self, supervisor: Supervisor, events: Events | None = None) -> None:
        self._supervisor = supervisor
        self._events = events
        self._told: set[str] = set()
        self._preparing = asyncio.Lock()
        self._ready: PassagesState | None = None
        self._batch = 0

    @property
    def embedder(self) -> str:
        hello = self._supervisor.hello
        return "" if hello is None else hello.fingerprint

    async def prepare(self, source: PassageSource, progress: Progress | None = None) -> None:
        """Make the index match. Raises `WorkerProblem`."""
        async with self._preparing:
            # Again when the worker was lost: what it had written is taken over, so little is done twice.
            for attempt in range(1, ATTEMPTS + 1):
                state = await source.state()
                try:
                    await self._bring_up(source, state, progress)
                except WorkerProblem as problem:
                    if problem.key not in ("build_unknown", "worker_crashed") or attempt == ATTEMPTS:
                        raise
                else:
                    self._ready = state
                    self._told.clear()
                    return

    async def search(self, query: str, *, limit: int) -> tuple[SemanticHit, ...]:
        if self._ready is None:
            raise NoAnswer("index_not_ready")
        try:
            return await self._ask(query, limit)
        except WorkerProblem as problem:
            if problem.key != "index_not_ready":
                raise
        # The worker was restarted since; its cache file is still there, unless the disk did not take it.
        reached = await self._open(self._ready.identity)
        if reached is None or (reached.newest, reached.removals) != (self._ready.newest, self._ready.removals):
            self._ready = None
            raise NoAnswer("index_not_ready")
        return await self._ask(query, limit)

    async def close(self) -> None:
        await self._supervisor.close()

    async def _ask(self, query: str, limit: int) -> tuple[SemanticHit, ...]:
        params = {"text": query[:MAX_CHARACTERS], "limit": limit}
        values = await self._supervisor.call("query", params, deadline_s=QUERY_DEADLINE_S)
        return tuple(_hit(row) for row in list_of(values, "hits"))

    async def _open(self, identity: str) -> _Reached | None:
        try:
            values = await self._supervisor.call("open", {"identity": _key(identity)})
        except WorkerProblem as problem:
            if problem.key in _UNFIT:
                self._tell(problem.key)
            if problem.key in ("index_missing", *_UNFIT):
                return None
            raise
        return _Reached(int_of(values, "newest"), int_of(values, "removals"), bool(values.get("complete")))

    def _tell(self, key: str) -> None:
        if self._events is not None and key not in self._told:
            self._events.publish(ProblemArose(Message(key)))
        self._told.add(key)

    async def _bring_up(self, source: PassageSource, state: PassagesState, progress: Progress | None) -> None:
        call, key = self._supervisor.call, _key(state.identity)
        reached = await self._open(state.identity)
        self._batch = self._batch or (FIRST_BATCH if self._sample_wanted() else BATCH)
        if reached is not None and (reached.newest > state.newest or reached.removals > state.removals):
            reached = None  # an older copy of the knowledge base came back under the same name
            self._tell("index_stale")
        if reached is None:
            self._ready = None
            await call("begin", {"identity": key}, priority=1)
            await self._train(source, state)
            reached = _Reached(0, state.removals, complete=False)
        elif reached == _Reached(state.newest, state.removals, complete=True):
            return
        await self._add(source, state, reached.newest, progress)
        await self._remove(source, state, reached.removals)
        bounds = {"newest": state.newest, "removals": state.removals}
        await call("commit", {"identity": key, **bounds}, priority=1)

    async def _train(self, source: PassageSource, state: PassagesState) -> None:
        if state.count < SAMPLED_FROM:
            return
        sample = [embedded_text(record) for record in await source.some_passages(self._sample_wanted() or SAMPLE)]
        start = 0
        while texts := sample[start : start + self._batch]:
            start += len(texts)
            await self._in_a_batch("train", {"texts": texts, "expected": state.count})
        await self._supervisor.call("train", {"texts": [], "expected": state.count}, priority=1)

    async def _add(self, source: PassageSource, state: PassagesState, after: int, progress: Progress | None) -> None:
        done, key = 0, _key(state.identity)
        total = state.count if after == 0 else max(1, min(state.count, state.newest - after))
        while after < state.newest:
            batch = await source.passages_after(PassageId(after), self._batch)
            known = [record for record in batch if record.passage.id <= state.newest]
            if not known:
                return
            items = [[int(record.passage.id), embedded_text(record)] for record in known]
            await self._in_a_batch("add", {"identity": key, "items": items})
            after, done = int(known[-1].passage.id), done + len(known)
            if progress is not None:
                progress(min(done, total), total)

    def _sample_wanted(self) -> int:
        """0 for an embedder to which passages cost nothing."""
        hello = self._supervisor.hello
        return 0 if hello is None else int_of(hello.features, "sample", 0)

    async def _in_a_batch(self, op: str, params: Fields) -> None:
        """Do it, and learn how many passages take about `BATCH_S`."""
        clock = asyncio.get_running_loop().time
        begun = clock()
        await self._supervisor.call(op, params, priority=1)
        took_s = clock() - begun
        if took_s > 2 * BATCH_S:
            self._batch = max(1, self._batch // 2)
        elif took_s < BATCH_S / 2:
            self._batch = min(BATCH, self._batch * 2)

    async def _remove(self, source: PassageSource, state: PassagesState, removals: int) -> None:
        key = _key(state.identity)
        while removals < state.removals:
            ids = await source.removed_after(removals, BATCH)
            if not ids:
                return
            await self._supervisor.call("remove", {"identity": key, "ids": [int(id_) for id_ in ids]}, priority=1)
            removals += len(ids)


def embedded_text(record: PassageRecord) -> str:
    """A passage with its title and innermost heading: many passages never name what they are about."""
    headings = [heading for heading in record.passage.heading_path[-1:] if heading != record.title]
    return "\n".join((record.title, *headings, record.passage.text))[:MAX_CHARACTERS]


def _key(identity: str) -> str:
    return f"{TEXT_FORM}:{identity}"


def _hit(row: object) -> SemanticHit:
    match row:
        case [int(passage_id), int() | float() as score]:
            return SemanticHit(PassageId(passage_id), float(score))
    raise WorkerProblem("worker_answer_not_understood")
