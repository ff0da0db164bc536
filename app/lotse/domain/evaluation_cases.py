"""What an evaluation is held against: cases with their gold, thresholds, and the verdict they give.

Owns shapes and the rule of passing; where cases come from is `files`, how they are run is `services`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lotse.domain.conversations import Conversation
from lotse.domain.evaluation import EvaluatedRole, Figures
from lotse.domain.evaluation_claims import MEASURED, Statement
from lotse.domain.knowledge import Article

Verdict = Literal["passed", "failed", "incomplete"]

SYSTEMS: Mapping[EvaluatedRole, tuple[str, ...]] = {
    "llm": ("note", "model", "rules"),
    "embedder": ("fused", "words", "meaning"),
    "translator": ("translation", "copy"),
}
"""What is measured beside each other; the first is what the product shows, the others tell what it owes to whom."""

_SPEED = ("ms_p50", "ms_p95")
MEASURES: Mapping[EvaluatedRole, tuple[str, ...]] = {
    "llm": (
        "claims_f1", "claims_precision", "claims_recall",
        *(f"{section}_{rate}" for section in MEASURED for rate in ("f1", "precision", "recall")),
        "fact_keys", "owners", "due_dates", "numbers", "unsupported", "outcome",
        "sensitive_f1", "sensitive_precision", "sensitive_recall",
        "handover_f1", "handover_precision", "handover_recall", *_SPEED,
    ),
    "embedder": ("ndcg10", "top1", "missed", "false_answers", *_SPEED),
    "translator": ("chrf", "bleu", "clean", *_SPEED),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gold:
    """What is true of a conversation. `None` where the case does not say."""

    statements: tuple[Statement, ...] = ()
    outcome: bool | tuple[str, ...] | None = None
    sensitive: Mapping[str, tuple[int, ...]] | None = None
    handover: bool | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    conversation: Conversation
    gold: Gold


@dataclass(frozen=True, slots=True)
class Question:
    """`relevant` grades articles: 2 answers it, 1 helps; empty: there is no answer."""

    id: str
    query: str
    relevant: Mapping[str, int]
    lang: str


@dataclass(frozen=True, slots=True)
class Pair:
    id: str
    source: str
    target: str
    source_lang: str
    target_lang: str


@dataclass(frozen=True, slots=True)
class Cases:
    """What a folder holds. `fingerprints` change with the content of what a role is evaluated on."""

    name: str
    dialogues: tuple[Dialogue, ...] = ()
    articles: tuple[Article, ...] = ()
    questions: tuple[Question, ...] = ()
    pairs: tuple[Pair, ...] = ()
    as_of: date | None = None
    fingerprints: Mapping[EvaluatedRole, str] = field(default_factory=dict)


# --- thresholds ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Threshold:
    """`measure` (less the measure `over`, where given) must be at least `low` and at most `high`.

    A measure is named `role.system.group.measure`, e.g. `llm.note.de.claims_f1`.
    """

    measure: str
    low: float | None = None
    high: float | None = None
    over: str = ""

    @property
    def role(self) -> str:
        return self.measure.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Checked:
    """`value` and `met` are `None` when the measure is not there: its part was not evaluated."""

    threshold: Threshold
    value: float | None
    met: bool | None


def is_measure(name: str) -> bool:
    """Whether a name can be one of a measure; the group is any, because languages are."""
    parts = name.split(".")
    if len(parts) != 4 or parts[0] not in SYSTEMS:
        return False
    role, system, group, measure = parts
    return system in SYSTEMS[role] and bool(group) and measure in MEASURES[role]  # type: ignore[index]


def check(thresholds: Sequence[Threshold], measures: Figures) -> tuple[Checked, ...]:
    return tuple(_check(threshold, measures) for threshold in thresholds)


def _check(threshold: Threshold, measures: Figures) -> Checked:
    value = measures.get(threshold.measure)
    if value is not None and threshold.over:
        base = measures.get(threshold.over)
        value = None if base is None else value - base
    if value is None:
        return Checked(threshold, None, None)
    value = round(value, 6)
    high_enough = threshold.low is None or value >= threshold.low
    low_enough = threshold.high is None or value <= threshold.high
    return Checked(threshold, value, high_enough and low_enough)


def verdict(checked: Sequence[Checked]) -> Verdict | None:
    """Failed when one is missed, incomplete when one could not be checked, `None` without thresholds."""
    if not checked:
        return None
    if any(one.met is False for one in checked):
        return "failed"
    return "incomplete" if any(one.met is None for one in checked) else "passed"
