"""Two memories of crashes: of a role that keeps crashing, and of an input that a worker dies of.

Own the counting only; must not start, stop or ask any worker.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict, deque
from collections.abc import Callable

from lotse.wire.protocol import Fields


class Breaker:
    """Open after `crashes` crashes within `window_s`; closed again `window_s` after it opened.

    `clock` gives seconds that only grow.
    """

    def __init__(self, crashes: int, window_s: float, clock: Callable[[], float]) -> None:
        self._limit = crashes
        self._window_s = window_s
        self._clock = clock
        self._times: deque[float] = deque(maxlen=crashes)
        self._opened: float | None = None

    @property
    def open(self) -> bool:
        if self._opened is not None and self._clock() - self._opened >= self._window_s:
            self.reset()
        return self._opened is not None

    def crashed(self) -> bool:
        """Count a crash; return whether this one opened the breaker."""
        now = self._clock()
        self._times.append(now)
        if self._opened is None and len(self._times) == self._limit and now - self._times[0] < self._window_s:
            self._opened = now
            return True
        return False

    def trip(self) -> None:
        """Open at once: starting again can not help."""
        self._opened = self._clock()

    def reset(self) -> None:
        self._times.clear()
        self._opened = None


class Quarantine:
    """Remembers by hash which inputs crashed a worker; one that did so `crashes` times is not run again."""

    def __init__(self, crashes: int = 2, size: int = 256) -> None:
        self._limit = crashes
        self._size = size
        self._crashes: OrderedDict[str, int] = OrderedDict()

    @staticmethod
    def key(op: str, params: Fields) -> str:
        """Name an input without keeping it: it may be customer text."""
        text = json.dumps([op, params], sort_keys=True, default=str)
        return hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def holds(self, key: str) -> bool:
        return self._crashes.get(key, 0) >= self._limit

    def crashed(self, key: str) -> None:
        self._crashes[key] = self._crashes.pop(key, 0) + 1
        if len(self._crashes) > self._size:
            self._crashes.popitem(last=False)

    def clear(self) -> None:
        self._crashes.clear()
