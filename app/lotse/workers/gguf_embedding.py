"""Sentence vectors from a GGUF embedding model that a site imported, run by llama.cpp in the `search` worker.

Owns what goes into such a model (its prefixes, its length) and what of its row is kept. Must not know indexes or the
wire. llama.cpp is built without OpenMP, so that its threads and those of FAISS do not meet in one runtime.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from lotse.wire.protocol import Fields, int_of, text_of
from lotse.workers import gguf_file
from lotse.workers.embedding import MAX_DIMENSION, MAX_TEXT_CHARACTERS, Vectors, never
from lotse.workers.handler import Cancelled, JobFailed

ENDING = ".gguf"
_FORM = "gguf-1"
"""Changes when the same settings could give another vector."""


class GgufEmbedder:
    """An `Embedder`. Settings: `embedder` (path), `embedder_sha256` (from the catalog; without it the file is read),
    `query_prefix`, `passage_prefix`, `threads`, `dimension` (fewer than the model's: only where it was trained so).
    """

    def __init__(self, settings: Fields) -> None:
        """Raises `JobFailed` with the reason: also `not_an_embedder`, `embedder_too_wide`, `too_little_memory`."""
        gguf_file.check_cpu()
        from lotse.workers import llama, pooled  # here: importing them loads the native library

        path = Path(text_of(settings, "embedder"))
        llama.start()
        self._model = pooled.PooledModel(path, "embedder", threads=int_of(settings, "threads", 0))
        self._prefixes = (text_of(settings, "passage_prefix", ""), text_of(settings, "query_prefix", ""))
        width = self._model.width
        self._dimension = min(int_of(settings, "dimension", 0) or width, width)
        if not 0 < self._dimension <= MAX_DIMENSION:
            raise JobFailed("embedder_too_wide", dimension=width, most=MAX_DIMENSION)
        self._ending = self._model.model.ending()
        self.name = self._model.model.meta("general.name")[:200] or path.stem
        self.features: Fields = {
            "llama_cpp": llama.VERSION,
            "threads": self._model.threads,
            "tokens": self._model.limit,
            "model_dimension": width,
        }
        made_of = (_FORM, text_of(settings, "embedder_sha256", "") or _sha256(path), *self._prefixes)
        told = "\0".join((*made_of, str(self._dimension), str(self._model.limit)))
        self._fingerprint = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @property
    def dimension(self) -> int:
        return self._dimension

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def encode(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        return self._encode(texts, self._prefixes[0], cancelled)

    def encode_queries(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        return self._encode(texts, self._prefixes[1], cancelled)

    def _encode(self, texts: Sequence[str], prefix: str, cancelled: Cancelled) -> Vectors:
        vectors = np.zeros((len(texts), self._dimension))  # twice as exact: a row may have any length
        for row, text in enumerate(texts):
            if text.strip():
                tokens = self._tokens(prefix + text[:MAX_TEXT_CHARACTERS])
                if tokens:
                    vectors[row] = self._model.row(tokens, cancelled)[: self._dimension]
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, length, out=vectors, where=length > 0)
        return vectors.astype(np.float32)

    def _tokens(self, text: str) -> list[int]:
        """Of a text that is too long the beginning, with the end mark that the model waits for."""
        tokens = self._model.model.tokens(text, begin=True, special=False)
        if len(tokens) <= self._model.limit:
            return tokens
        end = tokens[-1:] if tokens[-1] in self._ending else []
        return tokens[: self._model.limit - len(end)] + end


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
