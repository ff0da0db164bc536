"""The clock and the source of ids of a real run. Nothing else asks the operating system for either."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SystemClock:
    """`as_of` sets the day that counts as today; moments stay real."""

    as_of: date | None = None

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def today(self) -> date:
        return self.as_of or self.now().date()


class RandomIds:
    def new(self) -> str:
        return secrets.token_hex(12)
