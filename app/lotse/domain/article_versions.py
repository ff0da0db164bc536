"""The versions of an article and what differs between two of them.

Owns origin, version and difference. A version does not say who made it, and only the day it was made (invariant I4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from lotse.domain.knowledge import Article, ArticleId

Origin = Literal["imported", "edited", "case"]
LineKind = Literal["same", "removed", "added"]
MOST_LINES = 4_000
"""Beyond this a difference is told by what both begin and end with: the exact one costs the product of both lengths."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was; `number` rises with time. The newest is what is searched."""

    number: int
    article: Article
    origin: Origin
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Unpublished:
    """An article that no search finds: a draft that nobody has released, or one merged into `redirect_to`."""

    article: Article
    origin: Origin
    day: date | None = None
    redirect_to: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class DiffLine:
    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field beside the body: its name in `Article`, what it was and what it is."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    fields: tuple[FieldChange, ...]
    lines: tuple[DiffLine, ...]

    @property
    def empty(self) -> bool:
        return not self.fields and all(line.kind == "same" for line in self.lines)


def difference(before: Article, after: Article) -> Difference:
    """What became of `before`, line by line and field by field."""
    fields = tuple(
        FieldChange(name, was, now)
        for name in ("title", "lang", "tags", "audience", "valid_from", "valid_to", "source")
        if (was := _said(getattr(before, name))) != (now := _said(getattr(after, name)))
    )
    return Difference(fields, _lines(before.body.splitlines(), after.body.splitlines()))


def _said(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _lines(old: list[str], new: list[str]) -> tuple[DiffLine, ...]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    middle: list[DiffLine] = []
    if len(before) + len(after) > MOST_LINES:
        middle = [DiffLine("removed", line) for line in before] + [DiffLine("added", line) for line in after]
    else:
        for tag, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
            if tag == "equal":
                middle += [DiffLine("same", line) for line in before[i1:i2]]
                continue
            middle += [DiffLine("removed", line) for line in before[i1:i2]]
            middle += [DiffLine("added", line) for line in after[j1:j2]]
    head = [DiffLine("same", line) for line in old[:start]]
    return (*head, *middle, *(DiffLine("same", line) for line in old[len(old) - end :]))
