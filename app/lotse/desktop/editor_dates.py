"""Days as an editor types them: 3.2.2026, 03/02/2026 or 2026-02-03, the day before the month.

Owns reading and writing of a day in a field; must not guess a year or a month.
"""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})")


def day_text(day: date | None, language: str) -> str:
    """A day as people write it; empty for none."""
    if day is None:
        return ""
    return f"{day:%d.%m.}{day.year:04d}" if language == "de" else f"{day:%d/%m/}{day.year:04d}"


def read_day(text: str) -> date | None:
    """The day that was typed, `None` for nothing. Raises `ValueError` for anything else."""
    typed = text.strip()
    if not typed:
        return None
    found = _DAY.fullmatch(typed)
    if found is None:
        raise ValueError("no day")
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    return date(int(found["year"]), int(found["month"]), int(found["day"]))
