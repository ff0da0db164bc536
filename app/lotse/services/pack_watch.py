"""Watch folders: packs that a site's software distribution lays down are installed by themselves.

Owns when a file is looked at and how often a bad one is named: once. A file counts only when it was the same at two
looks, so that no half copy is touched; and then everything that holds for an installation by hand holds here. Never
brings back what was undone or removed here, and never goes back to an older version.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lotse.domain.errors import InputProblem, LotseError, Message
from lotse.domain.packs import PackHead, version_order
from lotse.services.events import ProblemArose
from lotse.services.knowledge import Knowledge
from lotse.services.pack_ports import PackFiles, PackVersion
from lotse.services.packs import Installation, Packs
from lotse.services.ports import Clock, Events

EVERY_S = 30.0
REMEMBERED = 50

_MAY_CHANGE = frozenset({"pack_base_missing", "pack_signer_unknown"})
"""Reasons that can go away without the file being changed."""

_State = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one file: an installation, or why there was none."""

    path: Path
    installation: Installation | None = None
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """What the watch did: when it last looked (`None`: not yet), and what came of it, newest first."""

    looked: datetime | None = None
    outcomes: tuple[tuple[datetime, Seen], ...] = ()


class PackWatch:
    """One watch; `look` again and again, or let `run` do it. `watched` is what came of it."""

    def __init__(
        self,
        *,
        packs: Packs,
        files: PackFiles,
        knowledge: Knowledge,
        events: Events,
        clock: Clock,
        every_s: float = EVERY_S,
    ) -> None:
        self.every_s = every_s
        self.watched = Watched()
        self._clock = clock
        self._packs = packs
        self._files = files
        self._knowledge = knowledge
        self._events = events
        self._before: dict[Path, _State] = {}
        self._settled: set[tuple[Path, _State]] = set()
        self._told: set[tuple[Path, _State, str]] = set()

    async def run(self) -> None:
        """Look into the configured folders until cancelled."""
        told = ""
        while True:
            try:
                await self.look([folder.path for folder in await self._packs.watched()])
                told = ""
            except LotseError as problem:  # settings or the store: it may pass, and is said once
                if problem.key != told:
                    self._events.publish(ProblemArose(problem.message))
                told = problem.key
            await asyncio.sleep(self.every_s)

    async def look(self, folders: Sequence[Path]) -> tuple[Seen, ...]:
        """One look; what was installed or refused by it, each file's refusal only once."""
        found = await asyncio.to_thread(self._waiting, folders)
        stable = {
            path: state
            for path, state in found.items()
            if self._before.get(path) == state and (path, state) not in self._settled
        }
        self._before = found
        seen: list[Seen] = []
        heads: dict[Path, PackHead] = {}
        for path, state in stable.items():
            try:
                heads[path] = await self._packs.peek(path)
            except LotseError as problem:
                seen += self._refused(path, state, problem)
        seen += await self._install(heads, stable)
        now = self._clock.now()
        outcomes = (*((now, one) for one in reversed(seen)), *self.watched.outcomes)
        self.watched = Watched(now, outcomes[:REMEMBERED])
        if any(one.installation for one in seen):
            await self._knowledge.prepare()
        return tuple(seen)

    def _waiting(self, folders: Sequence[Path]) -> dict[Path, _State]:
        return {path: state for folder in folders for path, state in self._files.waiting(folder).items()}

    async def _install(self, heads: dict[Path, PackHead], stable: dict[Path, _State]) -> list[Seen]:
        """The newest full pack of each name that can be had, then the deltas that go on from there."""
        seen: list[Seen] = []
        held = await self._packs.held()
        full = [path for path, head in heads.items() if head.base is None]
        deltas = [path for path, head in heads.items() if head.base is not None]
        full.sort(key=lambda path: version_order(heads[path].version), reverse=True)
        deltas.sort(key=lambda path: version_order(heads[path].version))
        for path in (*full, *deltas):
            head = heads[path]
            installed = {one.pack.name: one.pack for one in await self._packs.installed()}.get(head.name)
            if (head.name, head.content) in held or not _newer(head, installed):
                self._settled.add((path, stable[path]))
                continue
            try:
                seen.append(Seen(path, installation=await self._packs.install(path)))
                self._settled.add((path, stable[path]))
            except LotseError as problem:
                seen += self._refused(path, stable[path], problem)
        return seen

    def _refused(self, path: Path, state: _State, problem: LotseError) -> list[Seen]:
        """A bad file is left alone until it changes; a full disk, or a base or key that may come, is tried again."""
        if isinstance(problem, InputProblem) and problem.key not in _MAY_CHANGE:
            self._settled.add((path, state))
        if (path, state, problem.key) in self._told:
            return []
        self._told.add((path, state, problem.key))
        self._events.publish(ProblemArose(problem.message))
        return [Seen(path, problem=problem.message)]


def _newer(head: PackHead, installed: PackVersion | None) -> bool:
    return installed is None or version_order(head.version) > version_order(installed.version)
