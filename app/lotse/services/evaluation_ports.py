"""What an evaluation needs from outside: cases from files, a place for what was measured, the machine it runs on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from lotse.domain.evaluation import EvaluatedRole
from lotse.domain.evaluation_cases import Cases, Question, Threshold

Record = Mapping[str, Any]
"""What was measured on one case: numbers and codes that JSON can hold, never a word of the case."""
Groups = Mapping[str, Mapping[str, float]]
"""Figures by group: `all`, and each language or direction."""
Stopwatch = Callable[[], float]
"""Seconds from a fixed moment, monotonic."""
Machine = Callable[[], Awaitable[Mapping[str, Any]]]


class CaseReading(Protocol):
    def cases(self, folder: Path) -> Cases:
        """Raises `InputProblem` naming file and line."""

    def questions(self, file: Path) -> tuple[Question, ...]:
        """Questions with graded articles; none graded: there is no answer. Raises `InputProblem` naming the line."""

    def thresholds(self, file: Path) -> tuple[Threshold, ...]: ...

    def default_thresholds(self, folder: Path) -> Path | None: ...


class RecordStore(Protocol):
    def known(self, role: str, key: str) -> Mapping[str, Record]: ...

    def begin(self, role: str, key: str, kept: Mapping[str, Record]) -> None: ...

    def add(self, role: str, case: str, record: Record) -> None: ...


@dataclass(frozen=True, slots=True)
class Item:
    """One case of a part. `id` is unique within it; `what` is the part's own."""

    id: str
    what: Any


class Part(Protocol):
    """Evaluates what fills one role, through the services that the product uses."""

    role: EvaluatedRole

    def items(self, cases: Cases) -> Sequence[Item]: ...

    async def prepare(self, cases: Cases) -> None:
        """Load what is needed, once, outside the times measured. Raises `LotseError` when it cannot be had."""

    async def measure(self, item: Item) -> Record:
        """A failing model gives what the user would get, with `failed`: its message key. Never raises for it."""

    def figures(self, records: Sequence[Record]) -> Mapping[str, Groups]:
        """By system, then by group."""
