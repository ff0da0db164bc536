"""Plain-text chats: `Name: text`, optionally with a time before it; further lines continue the turn."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from lotse.domain.errors import InputProblem
from lotse.files.speakers import role_of

_TIME = (
    r"(?:(?P<date>\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\d{4}-\d{2}-\d{2})[,T ]*)?"
    r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\s*Uhr)?"
)
_LINE = re.compile(
    rf"^\s*(?:\[?{_TIME}\]?\s*[-–—|]?\s*)?(?P<name>[^\W\d_][\w .'’/-]{{0,40}}?(?:\s*[(\[][^)\]]{{1,30}}[)\]])?)\s*"
    rf"(?:[(\[]{_TIME.replace('date>', 'date2>').replace('clock>', 'clock2>')}[)\]])?\s*:(?:\s+|$)(?P<text>.*)$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance as read: who, what, when (naive, where the text gave a date)."""

    name: str
    text: str
    time: datetime | None = None


def parse(text: str, file: str) -> tuple[Line, ...]:
    """Utterances in order. Raises `InputProblem("no_turns_found")` when no line looks like `Name: text`."""
    matches = [_LINE.match(line) for line in text.split("\n")]
    speakers = _speakers([m.group("name").strip() for m in matches if m])
    found: list[Line] = []
    pending: list[str] = []
    for raw, match in zip(text.split("\n"), matches, strict=True):
        name = match.group("name").strip() if match else ""
        if match and name in speakers:
            found.append(Line(name, match.group("text").strip(), _time(match)))
        elif found:
            last = found[-1]
            found[-1] = Line(last.name, f"{last.text}\n{raw.rstrip()}".strip("\n"), last.time)
        elif raw.strip():
            pending.append(raw)
    found = [Line(line.name, line.text.strip(), line.time) for line in found if line.text.strip()]
    if not found:
        raise InputProblem("no_turns_found", file=file)
    return tuple(found)


def _speakers(candidates: list[str]) -> set[str]:
    """Names among the words before a colon: `Meine Adresse: …` inside a turn is none."""
    counts = Counter(candidates)
    told = {name for name in counts if role_of(name) is not None}
    repeated = {name for name, count in counts.items() if count > 1 and len(name.split()) <= 4}
    if len(told) >= 2:
        return told | repeated
    short = {name for name in counts if len(name.split()) <= 3 and all(w[:1].isupper() for w in name.split())}
    return told | repeated | (short if len(counts) <= 3 else set())


def _time(match: re.Match[str]) -> datetime | None:
    clock = match.group("clock") or match.group("clock2")
    day = match.group("date") or match.group("date2")
    if clock is None or day is None:
        return None
    stamp = clock if clock.count(":") == 2 else f"{clock}:00"
    for pattern in ("%d.%m.%Y %H:%M:%S", "%d.%m.%y %H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(f"{day} {stamp}", pattern)  # noqa: DTZ007 (a chat log names no zone)
        except ValueError:
            continue
    return None
