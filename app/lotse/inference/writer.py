"""The local language model as a writer of notes: asks the `llm` worker, hands out what it claims, believes none of it.

Owns the choice of what the model reads and how its answer is bounded. Must not judge a claim: that is
`domain.verification`'s. Lives on the core loop.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from typing import Final

from lotse import paths
from lotse.domain.errors import WorkerProblem
from lotse.domain.increments import IncrementStream, RawClaim
from lotse.inference.prompts import WINDOW_FORMAT, ChatPrompts, Window, answer_grammar, smaller, window_prompt, windows
from lotse.inference.supervisor import Supervisor
from lotse.services.ports import IncrementRequest, ModelEntry
from lotse.wire.protocol import Chunk, Fields, ProtocolError, Settings, int_of

_DEFAULT_CONTEXT: Final = 4096
_MAX_CONTEXT: Final = 8192
_MAX_ANSWER: Final = 768
_WINDOW_DEADLINE_S: Final = 180.0
_PRIORITY: Final = 5
"""After everything an agent waits for."""


def llm_settings(entry: ModelEntry) -> Settings:
    """How the `llm` worker is started for `entry`. The weights are mapped and do not count; buffers and copies do."""
    context = min(entry.context_length or _DEFAULT_CONTEXT, _MAX_CONTEXT)
    return Settings((1 << 30) + 2 * entry.size_bytes, {"path": str(entry.path), "context": context})


class LocalNoteWriter:
    """A `NoteWriter`. Without an entry it refuses with `no_model`, and the note stays what the rules made of it."""

    def __init__(self, *, supervisor: Supervisor, entry: ModelEntry | None, prompts: Path | None = None) -> None:
        self._supervisor = supervisor
        self._entry = entry
        self._chat = ChatPrompts(prompts or paths.resources() / "prompts")

    @property
    def model_id(self) -> str | None:
        return self._entry.id if self._entry is not None and self._supervisor.state != "fallback" else None

    @property
    def alone(self) -> tuple[str, ...]:
        return self._entry.alone if self._entry is not None else ()

    async def use(self, entry: ModelEntry | None) -> None:
        """Write with another model from now on; a pass under way is `Cancelled`."""
        self._entry = entry
        await self._supervisor.reset(llm_settings(entry) if entry is not None else Settings())

    async def increments(self, request: IncrementRequest) -> AsyncGenerator[RawClaim]:
        """Stream untrusted claims window by window. Raises `WorkerProblem`, `Cancelled`."""
        entry = self._entry
        if entry is None:
            raise WorkerProblem("no_model")
        context = min(entry.context_length or _DEFAULT_CONTEXT, _MAX_CONTEXT)
        waiting = list(reversed(tuple(windows(request.turns, request.fresh, entry.prompt_format))))
        while waiting:
            window = waiting.pop()
            prompt = self._prompt(entry, window, request.language)
            answer = min(_MAX_ANSWER, context // 3)
            if not await self._fits(prompt, answer, context):
                waiting.extend(reversed(smaller(window, entry.prompt_format)))
                continue
            bounds = {"grammar": answer_grammar(window, entry.prompt_format), "max_tokens": answer}
            async with aclosing(self._claims(window, {**prompt, **bounds})) as claims:
                async for claim in claims:
                    if not entry.sections or claim.section in entry.sections:
                        yield claim

    async def _claims(self, window: Window, params: Fields) -> AsyncGenerator[RawClaim]:
        stream = IncrementStream(window.numbers)
        fresh = set(window.fresh_numbers)
        run = self._supervisor.run("generate", params, deadline_s=_WINDOW_DEADLINE_S, priority=_PRIORITY)
        async with aclosing(run) as messages:
            async for message in messages:
                if isinstance(message, Chunk):
                    for claim in stream.feed(message.text):
                        if fresh.intersection(claim.turns):  # what rests on old turns only was said in its time
                            yield claim

    def _prompt(self, entry: ModelEntry, window: Window, language: str) -> dict[str, object]:
        if entry.prompt_format == WINDOW_FORMAT:
            return window_prompt(window, language)
        return self._chat.prompt(window, language)

    async def _fits(self, prompt: dict[str, object], answer: int, context: int) -> bool:
        """Whether prompt and answer fit the context. A token is at least a byte: short prompts need not be measured."""
        raw = prompt.get("prompt")
        if isinstance(raw, str) and len(raw.encode("utf-8", "replace")) + 8 + answer <= context:
            return True
        measured = await self._supervisor.call("measure", prompt, priority=_PRIORITY)
        try:
            return int_of(measured, "tokens") + answer <= int_of(measured, "context")
        except ProtocolError as error:
            raise WorkerProblem("worker_bug", error=error.code) from None

    async def close(self) -> None:
        await self._supervisor.close()
