"""The `rerank` role: tells how well passages answer a question, by a model that reads both together.

A process of its own: a query of the search must not wait for it, its crash costs nothing that is shown, and its memory
is had only where a site imported such a model. Settings: `path`, `threads`. Operation: `rank` (query, texts → scores in
0..1, higher answers better; asked to stop, it stops within a text).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lotse.wire.protocol import Fields, int_of, text_of, texts_of
from lotse.workers import gguf_file
from lotse.workers.handler import Cancelled, Emit, JobFailed, Loaded, RoleHandler

if TYPE_CHECKING:
    from lotse.workers.pooled import PooledModel

MAX_TEXTS = 16
MAX_CHARACTERS = 8_000
_QUERY_SHARE = 4
"""A question takes at most this part of what the model reads; the passage gets the rest."""
_SOFTMAXED = ("qwen3", "qwen3vl")
"""Architectures whose first number is a probability already (llama.cpp, `build_pooling`)."""


def handler() -> RoleHandler:
    return RerankRole()


class RerankRole:
    """Invariant: native code is imported only after the CPU was found able to run it."""

    def load(self, settings: Fields) -> Loaded:
        gguf_file.check_cpu()
        from lotse.workers import llama, pooled  # here: importing them loads the native library

        llama.start()
        path = Path(text_of(settings, "path"))
        self._model: PooledModel = pooled.PooledModel(path, "reranker", threads=int_of(settings, "threads", 0))
        self._probability = self._model.model.meta("general.architecture") in _SOFTMAXED
        self._template = self._model.model.meta("tokenizer.chat_template.rerank")
        features = {"llama_cpp": llama.VERSION, "threads": self._model.threads, "tokens": self._model.limit}
        return Loaded(features, f"{path.name}:{self._model.model.size_bytes}")

    def run(self, op: str, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        if op != "rank":
            raise JobFailed("unknown_op", op=op)
        query, texts = text_of(params, "query")[:MAX_CHARACTERS], texts_of(params, "texts")
        if len(texts) > MAX_TEXTS:
            raise JobFailed("batch_too_large", limit=MAX_TEXTS)
        return {"scores": [round(self._score(query, text[:MAX_CHARACTERS], cancelled), 6) for text in texts]}

    def _score(self, query: str, text: str, cancelled: Cancelled) -> float:
        number = self._model.row(self._tokens(query, text), cancelled)[0]
        return number if self._probability else _share(number)

    def _tokens(self, query: str, text: str) -> list[int]:
        """Question and passage as the model was trained to read them; the passage is cut to what fits.

        As llama.cpp's own server puts them together: by the template in the file, else with the vocabulary's marks.
        """
        model, limit = self._model.model, self._model.limit
        asked = model.tokens(query, begin=False, special=False)[: max(1, limit // _QUERY_SHARE)]
        read = model.tokens(text, begin=False, special=False)
        if self._template:
            return self._by_template(asked, read)
        begin, between, end = model.pair_marks()
        room = limit - len(begin) - len(asked) - len(between) - len(end)
        return [*begin, *asked, *between, *read[:room], *end]

    def _by_template(self, asked: Sequence[int], read: Sequence[int]) -> list[int]:
        """Only the template's own words are read for control tokens: no text can pass for an instruction's end."""
        before, _, rest = self._template.partition("{query}")
        middle, _, after = rest.partition("{document}")
        tokens = self._model.model.tokens
        parts = [tokens(before, begin=False, special=True), tokens(middle, begin=False, special=True)]
        last = tokens(after, begin=False, special=True)
        room = self._model.limit - len(asked) - sum(len(part) for part in (*parts, last))
        if room <= 0:
            raise JobFailed("prompt_too_long")
        return [*parts[0], *asked, *parts[1], *read[:room], *last]


def _share(number: float) -> float:
    """The logistic function, which training of these models goes through."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, number))))
