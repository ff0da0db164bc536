"""The errors a user can meet, as data.

A problem carries a key and parameters, never a worded sentence: `lotse.wording` words it in the
language of the user. Everything that is not one of these classes is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell the user: a key of `resources/messages/*.json` and its parameters."""

    key: str
    params: dict[str, str | int | float | None] = field(default_factory=dict)


class LotseError(Exception):
    """Base of the known errors. `key` and `params` word the message; never parse `str(error)`."""

    def __init__(self, key: str, **params: str | int | float | None) -> None:
        super().__init__(key, params)
        self.message = Message(key, params)

    @property
    def key(self) -> str:
        return self.message.key

    @property
    def params(self) -> dict[str, str | int | float | None]:
        return self.message.params


class UsageProblem(LotseError):
    """The command was called wrongly (exit code 2)."""


class InputProblem(LotseError):
    """What the user gave cannot be used; nothing was changed (exit code 3)."""


class EnvironmentProblem(LotseError):
    """Disk, database, model, memory or CPU stand in the way; one action helps (exit code 4)."""


class WorkerProblem(LotseError):
    """A worker failed; a fallback is active or none exists (exit code 5)."""


class NoAnswer(LotseError):
    """Nothing good enough was found: an honest result, not a failure (exit code 1)."""


class Cancelled(LotseError):
    """The user or a newer request withdrew this one. Silent (exit code 130)."""

    def __init__(self) -> None:
        super().__init__("cancelled")


class Stale(LotseError):
    """The result belongs to an older revision of the conversation. Silent."""

    def __init__(self) -> None:
        super().__init__("stale")
