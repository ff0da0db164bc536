"""Writers of notes that misbehave in one way each; the well-behaved one is `tests.fakes.writer.ScriptedWriter`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable

from lotse.domain.increments import RawClaim, parse_increment
from lotse.services.ports import IncrementRequest


class _Writer:
    """`passes` counts how often it was asked, `left` how often it was left before its end."""

    model_id: str | None = "misbehaving"
    alone: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.passes = 0
        self.left = 0

    async def close(self) -> None:
        pass


class EndlessWriter(_Writer):
    """Never ends: claim after claim, each a little different, all false."""

    async def increments(self, request: IncrementRequest) -> AsyncGenerator[RawClaim]:
        self.passes += 1
        number = 10_000_000
        try:
            while True:
                number += 1
                yield RawClaim("fact", (request.fresh[0],), key="amount", value=f"{number},00 €")
                await asyncio.sleep(0)
        finally:
            self.left += 1


class TextWriter(_Writer):
    """Answers with raw text, read by the product's own parser: invalid JSON, prose, half an object."""

    def __init__(self, untrusted_text: str) -> None:
        super().__init__()
        self._text = untrusted_text

    async def increments(self, request: IncrementRequest) -> AsyncGenerator[RawClaim]:
        self.passes += 1
        for claim in parse_increment(self._text, [turn.n for turn in request.turns]):
            yield claim


class PausedWriter(_Writer):
    """Says its claims and stops before each until `go` is set; `reached` tells that it waits."""

    def __init__(self, claims: Callable[[IncrementRequest], list[RawClaim]]) -> None:
        super().__init__()
        self._claims = claims
        self.go = asyncio.Event()
        self.reached = asyncio.Event()
        self.requests: list[IncrementRequest] = []

    async def increments(self, request: IncrementRequest) -> AsyncGenerator[RawClaim]:
        self.passes += 1
        self.requests.append(request)
        finished = False
        try:
            for claim in self._claims(request):
                self.reached.set()
                await self.go.wait()
                yield claim
            finished = True
        finally:
            self.left += not finished
