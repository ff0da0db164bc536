"""The threads on which the databases are used: one lane is one thread.

Owns where blocking work runs; must not know what the work is. SQLite connections stay on the lane that made them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from lotse.domain.errors import EnvironmentProblem

T = TypeVar("T")


class Lane:
    """One thread that works off what it is given, in order.

    Invariant: work that has started is finished, also when the one who awaits it is cancelled. So a cancelled write
    is either wholly stored or not at all, never half.
    """

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"lotse-{name}")
        self._open = True

    async def run(self, act: Callable[[], T]) -> T:
        """Run `act` on the lane. Raises `EnvironmentProblem("store_closed")` after `close`."""
        if not self._open:
            raise EnvironmentProblem("store_closed")
        return await asyncio.get_running_loop().run_in_executor(self._executor, act)

    async def close(self, last: Callable[[], None]) -> None:
        """Work off what is waiting, run `last`, end the thread. A second call does nothing."""
        if not self._open:
            return
        self._open = False
        try:
            await asyncio.get_running_loop().run_in_executor(self._executor, last)
        finally:
            # The thread is idle now, so this does not block the loop; waiting for it leaves no thread behind.
            self._executor.shutdown(wait=True)
