"""Evaluates whatever fills the roles on cases with known answers, so that a site can release a model or not.

Owns the run: which parts, in which order, progress, going on after an interruption, and the report. A model that cannot
be had is reported, never hidden behind its fallback. The report holds figures and names of models, no text of a case.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lotse.domain.errors import Cancelled, LotseError, Message
from lotse.domain.evaluation import ROLES, EvaluatedRole
from lotse.domain.evaluation_cases import Cases, Checked, Threshold, Verdict, check, verdict
from lotse.services.evaluation_ports import (
    CaseReading,
    Groups,
    Item,
    Machine,
    Part,
    RecordStore,
    Stopwatch,
)
from lotse.services.ports import Clock, ModelCatalog, ModelEntry

FORMAT = 1
"""Raised when the same answers would give other figures: records of before are not gone on from."""

GIVE_UP = 3
"""A model that fails on so many cases from the first on is not evaluated."""

OnProgress = Callable[[EvaluatedRole, int, int], None]
"""Called with (role, done, total), first with 0 done while the model loads."""


@dataclass(frozen=True, slots=True)
class RoleReport:
    """`reason` says why a role was not evaluated: `systems` is empty then. Cases that `failed` got the fallback."""

    role: EvaluatedRole
    models: tuple[ModelEntry, ...] = ()
    reason: Message | None = None
    cases: int = 0
    items: int = 0
    resumed: int = 0
    failed: int = 0
    load_ms: float = 0.0
    systems: Mapping[str, Groups] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    cases: Cases
    roles: tuple[RoleReport, ...]
    limit: int | None
    checked: tuple[Checked, ...]
    verdict: Verdict | None
    created: str
    machine: Mapping[str, Any]

    @property
    def complete(self) -> bool:
        """Whether every role that was wanted and has cases was evaluated."""
        return all(role.reason is None or not role.cases for role in self.roles)


class Evaluation:
    """Lives on the core loop. One run at a time."""

    def __init__(
        self,
        *,
        reading: CaseReading,
        records: RecordStore,
        catalog: ModelCatalog,
        parts: Sequence[Part],
        machine: Machine,
        clock: Clock,
        stopwatch: Stopwatch,
        version: str,
    ) -> None:
        self._reading = reading
        self._records = records
        self._catalog = catalog
        self._parts = {part.role: part for part in parts}
        self._machine = machine
        self._clock = clock
        self._stopwatch = stopwatch
        self._version = version

    def cases(self, folder: Path) -> Cases:
        return self._reading.cases(folder)

    def thresholds(self, file: Path | None, folder: Path) -> tuple[Threshold, ...]:
        """Those of `file`, else those that lie beside the cases, else none."""
        chosen = file or self._reading.default_thresholds(folder)
        return self._reading.thresholds(chosen) if chosen is not None else ()

    async def run(
        self,
        cases: Cases,
        *,
        roles: Sequence[EvaluatedRole] = ROLES,
        thresholds: Sequence[Threshold] = (),
        limit: int | None = None,
        resume: bool = False,
        on_progress: OnProgress = lambda role, done, total: None,
    ) -> EvaluationReport:
        """Evaluate `roles` one after the other. Of what was not asked for, no threshold is checked."""
        reports = [await self._role(role, cases, limit, resume, on_progress) for role in roles]
        measures = {
            f"{report.role}.{system}.{group}.{name}": value
            for report in reports
            for system, groups in report.systems.items()
            for group, figures in groups.items()
            for name, value in figures.items()
        }
        checked = check([one for one in thresholds if one.role in roles], measures)
        return EvaluationReport(
            cases=cases,
            roles=tuple(reports),
            limit=limit,
            checked=checked,
            verdict=verdict(checked),
            created=self._clock.now().isoformat(timespec="seconds"),
            machine=await self._machine(),
        )

    async def _role(
        self, role: EvaluatedRole, cases: Cases, limit: int | None, resume: bool, on_progress: OnProgress
    ) -> RoleReport:
        part = self._parts[role]
        everything = part.items(cases)
        items = _spread(everything, limit)
        models = await self._catalog.active(role)
        report = RoleReport(role, models, cases=len(everything))
        if not items:
            return _not_evaluated(report, Message("eval_no_cases"))
        if not models:
            return _not_evaluated(report, Message("eval_no_model"))
        on_progress(role, 0, len(items))
        begun = self._stopwatch()
        try:
            await part.prepare(cases)
        except Cancelled:
            raise
        except LotseError as problem:
            return _not_evaluated(report, problem.message)
        load_ms = 1000 * (self._stopwatch() - begun)
        key = self._key(role, cases, models)
        records = dict(self._records.known(role, key)) if resume else {}
        records = {item.id: records[item.id] for item in everything if item.id in records}
        self._records.begin(role, key, records)
        resumed = sum(item.id in records for item in items)
        failures: list[str] = []
        for done, item in enumerate(items, 1):
            if item.id not in records:
                record = await part.measure(item)
                records[item.id] = record
                if record.get("failed"):
                    failures.append(str(record["failed"]))
                    if len(failures) == min(GIVE_UP, len(items)) and done == len(failures):
                        return _not_evaluated(report, Message(failures[-1]))
                else:
                    self._records.add(role, item.id, record)
            on_progress(role, done, len(items))
        return RoleReport(
            role,
            models,
            cases=len(everything),
            items=len(items),
            resumed=resumed,
            failed=len(failures),
            load_ms=load_ms,
            systems=part.figures([records[item.id] for item in items]),
        )

    def _key(self, role: EvaluatedRole, cases: Cases, models: Sequence[ModelEntry]) -> str:
        """Changes with the cases, the day, the models and how they are used, and the program."""
        used = [[m.id, m.sha256, m.prompt_format, m.context_length, *m.sections] for m in models]
        used += [[m.dimension, m.query_prefix, m.passage_prefix] for m in models if m.dimension]
        day = cases.as_of.isoformat() if cases.as_of else ""
        told = json.dumps([FORMAT, self._version, role, cases.fingerprints.get(role, ""), day, used])
        return hashlib.sha256(told.encode()).hexdigest()


def _spread(items: Sequence[Item], limit: int | None) -> Sequence[Item]:
    """So many of them, evenly spaced: cases of one language or direction stand together."""
    count = min(limit or len(items), len(items))
    return [items[place * len(items) // count] for place in range(count)]


def _not_evaluated(report: RoleReport, reason: Message) -> RoleReport:
    return RoleReport(report.role, report.models, reason, cases=report.cases)
