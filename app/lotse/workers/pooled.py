"""A GGUF model that answers a text with one row of numbers: the vector of an embedder, the score of a re-ranker.

Owns the context of llama.cpp in which that happens. Must not know what the row is for. One text at a time: a passage
is long enough to use the processor well, and a cancel is heard within a text, not after a batch. Not thread-safe.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from lotse.workers import gguf_file, llama, machine
from lotse.workers.handler import Cancelled, JobCancelled, JobFailed
from lotse.workers.llama import native

MAX_TOKENS = 1024
"""A passage is a few hundred; attention over more costs time and buffers by the square."""
MAX_THREADS = 4
"""An index of many passages is built beside the agent's work, for minutes or hours."""
SPARE_BYTES = 512 << 20
"""Buffers of a pass over `MAX_TOKENS`, Python, and room for the rest of the machine."""
_ONE_THREAD_BELOW_BYTES = 16 << 20
"""Lower than for writing: a whole passage is one step, so threads wait for each other rarely."""
_ABORTED = 2


class PooledModel:
    """A loaded model of the wanted kind and its context. Raises `JobFailed` with the reason when it is none."""

    def __init__(self, path: Path, wanted: gguf_file.Kind, *, threads: int = 0) -> None:
        gguf_file.check_memory(gguf_file.check(path) + SPARE_BYTES)
        self._cancelled: Cancelled = lambda: False
        self.model = llama.Model(str(path))
        try:
            if gguf_file.kind(self.model) != wanted:
                raise JobFailed(f"not_an_{wanted}" if wanted == "embedder" else f"not_a_{wanted}", file=path.name)
            own_choice = 1 if self.model.size_bytes < _ONE_THREAD_BELOW_BYTES else min(MAX_THREADS, machine.threads())
            self.threads = threads or own_choice
            self.limit = max(8, min(MAX_TOKENS, self.model.train_context))
            self._context = self._opened()
        except BaseException:
            self.model.close()
            raise
        self.width = self.model.row_width(rank=wanted == "reranker")

    def row(self, tokens: Sequence[int], cancelled: Cancelled) -> list[float]:
        """The row of a text of at most `limit` tokens. Raises `JobCancelled`, also in the middle."""
        if cancelled():
            raise JobCancelled
        if not tokens or len(tokens) > self.limit:
            raise JobFailed("prompt_too_long")
        memory = native.llama_get_memory(self._context)
        if memory:  # a model that was made for writing keeps what it has read
            native.llama_memory_clear(memory, True)
        held = (native.llama_token * len(tokens))(*tokens)  # the batch only points at it
        self._cancelled = cancelled
        try:
            code = native.llama_decode(self._context, native.llama_batch_get_one(held, len(tokens)))
        finally:
            self._cancelled = lambda: False
        if code == _ABORTED:
            raise JobCancelled
        found = native.llama_get_embeddings_seq(self._context, 0) if code == 0 else None
        if not found:
            raise JobFailed("embedding_failed", returned=int(code))
        numbers = [float(number) for number in found[: self.width]]
        if not all(math.isfinite(number) for number in numbers):
            raise JobFailed("embedding_failed", returned=-1)
        return numbers

    def close(self) -> None:
        native.llama_free(self._context)
        self.model.close()

    def _opened(self) -> object:
        params = native.llama_context_default_params()
        params.n_ctx = params.n_batch = params.n_ubatch = self.limit
        params.n_seq_max = 1
        params.n_threads = params.n_threads_batch = self.threads
        params.embeddings = True
        params.no_perf = True
        # Held by this object: llama.cpp keeps only the pointer.
        self._abort = native.ggml_abort_callback(lambda _data: self._cancelled())
        params.abort_callback = self._abort
        context = native.llama_init_from_model(self.model.handle, params)
        if not context:
            raise JobFailed("too_little_memory")
        return context
