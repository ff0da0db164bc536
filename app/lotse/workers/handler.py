"""What a role is to the host that runs it. Owns the contract between them; must not import any native library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from lotse.wire.protocol import Fields

Cancelled = Callable[[], bool]
"""Whether to stop now: cancelled or past its deadline. Cheap, and counts as a sign of life, so ask often."""


class JobFailed(Exception):
    """A known failure: `code` is a message key, `params` hold no customer text."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class JobCancelled(Exception):
    """Raised by a role that stops because `cancelled()` said so."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the parent learns of a loaded role: `features` (versions, CPU variant), `fingerprint` of its model."""

    features: Fields = field(default_factory=dict)
    fingerprint: str = ""


class Emit(Protocol):
    """The way up while a job runs. Every call counts as a sign of life."""

    def chunk(self, text: str) -> None: ...

    def progress(self, done: int, total: int) -> None: ...

    def log(self, event: str, **params: object) -> None:
        """Ids, sizes, times and codes only."""


class RoleHandler(Protocol):
    """One role. Lives on the main thread of its process; `load` is called once, before any `run`."""

    def load(self, settings: Fields) -> Loaded:
        """Import the native library and open the model named in `settings`. Raises `JobFailed` when that can not be."""

    def run(self, op: str, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        """Do `op` and return its result. Raises `JobFailed` (`unknown_op` for a strange one) or `JobCancelled`."""
