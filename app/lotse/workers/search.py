"""The `search` role: sentence vectors and an index over the passages of the knowledge base.

Owns the embedder, the index in memory and its cache file. Must not know articles, validity or words: it gets ids and
texts and gives ids and cosines. Passages come in batches, so that a query waits for one batch, never for a whole build;
what changes later is added to the index and taken from it, so a new article costs its own passages.

Settings: `embedder` (path of the model: a starter file, or a GGUF and what `GgufEmbedder` takes), `index` (path of the
cache file; each embedder has its own beside it). Cosines in answers are on the starter embedder's scale.
Operations: `open`, `begin`, `train`, `add`, `remove`, `commit`, `query`, `embed`.
"""

from __future__ import annotations

import base64
import contextlib
import time
from dataclasses import replace
from pathlib import Path

import faiss
import numpy as np

from lotse.wire import prepared_vectors
from lotse.wire.protocol import Fields, ProtocolError, int_of, list_of, text_of, texts_of
from lotse.workers import cosine_scale, index_file, vector_index
from lotse.workers.cosine_scale import CosineScale
from lotse.workers.embedding import Embedder, EmbedderError, StaticEmbedder, Vectors
from lotse.workers.gguf_embedding import ENDING, GgufEmbedder
from lotse.workers.handler import Cancelled, Emit, JobCancelled, JobFailed, Loaded, RoleHandler
from lotse.workers.index_file import State
from lotse.workers.prepared import PreparedEmbedder
from lotse.workers.vector_index import ExactIndex, ListedIndex, VectorIndex

MAX_BATCH = 256
MAX_HITS = 200
CHECKPOINT_PASSAGES = 16_384
"""A build that is cut off begins again at most so many passages earlier, or a fifth of what it had: the whole index is
written each time, so that keeping it after each so many would cost a large one more than embedding it."""
WORTH_KEEPING_S = 60.0
WORTH_MORE_EVERY = 10_000
"""So much time spent on vectors that no file holds is not risked, as an imported embedder may make one a second; the
same again for so many passages that are written with them."""
ALWAYS_KEPT = 20_000
"""An index of up to so many passages is written after every change; a larger one when it has changed by a fiftieth,
because what is missing in the file is embedded again at the next start."""
KEPT_EMBEDDERS = 2
ASKED_WORDS = 8
SLOW_SAMPLE = 16_384
"""Texts that are enough to train the lists on where every one is dear."""


def handler() -> RoleHandler:
    return SearchRole()


class SearchRole:
    """At most one index is open. Invariant: it holds exactly what `_state` says, plus what came since in this build."""

    def __init__(self) -> None:
        self._embedder: Embedder | None = None
        self._path = Path()
        self._index: VectorIndex | None = None
        self._state: State | None = None
        self._foreign = False
        self._scale: CosineScale | None = None
        self._sample: list[Vectors] = []
        self._trial: tuple[str, ...] = ()
        self._sampled: dict[str, Vectors] = {}
        self._newest = 0
        self._unkept = 0
        self._unkept_s = 0.0

    def load(self, settings: Fields) -> Loaded:
        faiss.omp_set_num_threads(1)
        path = Path(text_of(settings, "index"))
        embedder = _embedder(settings)
        self._foreign = isinstance(embedder, GgufEmbedder)
        self._embedder = PreparedEmbedder(embedder, path.parent / prepared_vectors.FOLDER)
        self._path = path.with_name(f"{path.stem}-{self._embedder.fingerprint[:12]}{path.suffix}")
        self._forget_old_embedders(path)
        features = {"faiss": faiss.__version__, "dimension": embedder.dimension, "embedder": embedder.name}
        if isinstance(embedder, GgufEmbedder):
            features |= {**embedder.features, "sample": SLOW_SAMPLE}
        return Loaded(features, self._embedder.fingerprint)

    def run(self, op: str, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        match op:
            case "open":
                return self._open(text_of(params, "identity"), cancelled)
            case "begin":
                return self._begin(text_of(params, "identity"), cancelled)
            case "train":
                return self._train(texts_of(params, "texts"), int_of(params, "expected"), cancelled)
            case "add":
                return self._add(params, cancelled)
            case "remove":
                return self._remove(params)
            case "commit":
                return self._commit(params)
            case "query":
                return self._query(text_of(params, "text"), int_of(params, "limit"), cancelled)
            case "embed":
                return self._embed(texts_of(params, "texts"), cancelled)
        raise JobFailed("unknown_op", op=op)

    def _open(self, identity: str, cancelled: Cancelled) -> Fields:
        """Use the index of this process, or the cached one. Fails with `index_missing`, `index_stale` or
        `index_damaged`: then begin anew. The answer says how far it goes; what came since is added and removed."""
        if self._index is None or self._state is None or self._state.identity != identity:
            self._read(identity)
            self._measure_scale(cancelled)
        assert self._index is not None
        assert self._state is not None
        return {
            "count": len(self._index), "newest": self._state.newest, "removals": self._state.removals,
            "complete": self._state.complete,
        }  # fmt: skip

    def _read(self, identity: str) -> None:
        try:
            content = index_file.read(self._path)
        except index_file.IndexFileError as error:
            raise JobFailed(error.code) from error
        if content.state.identity != identity or content.embedder != self._model.fingerprint:
            raise JobFailed("index_stale")
        if content.dimension != self._model.dimension:
            raise JobFailed("index_stale")
        try:
            self._index = vector_index.load(content.kind, content.dimension, content.sections)
        except vector_index.UnsoundSections as error:
            raise JobFailed("index_damaged") from error
        self._state, self._newest, self._unkept = content.state, content.state.newest, 0
        self._scale = CosineScale.of(content.sections.get(cosine_scale.SECTION)) if self._foreign else None

    def _measure_scale(self, cancelled: Cancelled) -> None:
        if self._foreign and self._scale is None:
            self._scale = cosine_scale.measured(self._model, cancelled)

    def _begin(self, identity: str, cancelled: Cancelled) -> Fields:
        self._measure_scale(cancelled)
        self._index = ExactIndex(self._model.dimension)
        self._state = State(identity, 0, 0, complete=False)
        self._sample, self._sampled, self._newest, self._unkept = [], {}, 0, 0
        return {}

    def _train(self, texts: tuple[str, ...], expected: int, cancelled: Cancelled) -> Fields:
        """Before the first `add` of a large build: texts like those to come. The batch without any ends it."""
        index = self._open_index()
        if len(index) or len(texts) > MAX_BATCH:
            raise JobFailed("build_unknown")
        if texts:
            vectors = self._model.encode(list(texts), cancelled)
            self._sample.append(vectors)
            self._trial = texts
            if self._foreign:
                self._sampled |= dict(zip(texts, vectors, strict=True))
            return {}
        if self._sample:
            self._index = ListedIndex.trained(self._model.dimension, np.concatenate(self._sample), expected)
        return {}

    def _add(self, params: Fields, cancelled: Cancelled) -> Fields:
        """Embed one batch, `items` = [[id, text], ...], ids rising. `build_unknown`: nothing was opened or begun in
        this process for this knowledge base."""
        index = self._of(text_of(params, "identity"))
        items = _items(params)
        if cancelled():
            raise JobCancelled
        new = [(passage_id, text) for passage_id, text in items if passage_id > self._newest]
        if new:
            vectors = self._vectors([text for _, text in new], cancelled)
            index.add(np.array([passage_id for passage_id, _ in new], dtype=np.int64), vectors)
            self._newest = new[-1][0]
            self._unkept += len(new)
        due = self._unkept >= max(CHECKPOINT_PASSAGES, len(index) // 5) or self._dear(index)
        if self._state is not None and not self._state.complete and due:
            self._state = replace(self._state, newest=self._newest)
            self._keep()
        return {"added": len(new)}

    def _vectors(self, texts: list[str], cancelled: Cancelled) -> Vectors:
        """Those of the sample are not made twice by an embedder for which every text is dear."""
        begun = time.monotonic()
        missing = [text for text in texts if text not in self._sampled]
        made = dict(zip(missing, self._model.encode(missing, cancelled), strict=True)) if missing else {}
        self._unkept_s += time.monotonic() - begun
        return np.stack([made[text] if text in made else self._sampled[text] for text in texts])

    def _remove(self, params: Fields) -> Fields:
        index = self._of(text_of(params, "identity"))
        ids = [passage_id for passage_id in list_of(params, "ids") if isinstance(passage_id, int)]
        removed = index.remove(np.array(ids, dtype=np.int64))
        self._unkept += removed
        return {"removed": removed}

    def _commit(self, params: Fields) -> Fields:
        """The index now matches the knowledge base up to here."""
        self._of(identity := text_of(params, "identity"))
        assert self._state is not None
        first = not self._state.complete
        self._newest = int_of(params, "newest")
        self._state = State(identity, self._newest, int_of(params, "removals"), complete=True)
        index = self._index = vector_index.settled(self._open_index())
        if first and isinstance(index, ListedIndex) and self._sample:
            # Whole passages lie close to their centres and would make it look into too few lists for short questions.
            index.tune(self._model.encode_queries([_as_asked(text) for text in self._trial]))
        self._sample, self._sampled = [], {}
        stored = True
        if (
            first
            or self._dear(index)
            or (self._unkept and (len(index) <= ALWAYS_KEPT or self._unkept * 50 >= len(index)))
        ):
            stored = self._keep()
        return {"count": len(index), "kind": index.kind, "stored": stored}

    def _query(self, text: str, limit: int, cancelled: Cancelled) -> Fields:
        index = self._open_index()
        wanted = min(max(limit, 1), MAX_HITS, len(index))
        vector = self._model.encode_queries([text], cancelled)
        if wanted == 0 or not vector.any():
            return {"hits": []}
        found = index.search(vector, wanted)
        scores = found.scores if self._scale is None else self._scale.on_the_starters_scale(found.scores)
        return {"hits": [[int(i), round(float(s), 6)] for i, s in zip(found.ids, scores, strict=True) if i >= 0]}

    def _embed(self, texts: tuple[str, ...], cancelled: Cancelled) -> Fields:
        """Vectors as base64 of little-endian float32, row after row."""
        if len(texts) > MAX_BATCH:
            raise JobFailed("batch_too_large", limit=MAX_BATCH)
        body = self._model.encode(texts, cancelled).astype("<f4").tobytes()
        return {"dimension": self._model.dimension, "vectors": base64.b64encode(body).decode("ascii")}

    @property
    def _model(self) -> Embedder:
        if self._embedder is None:
            raise JobFailed("embedder_missing")
        return self._embedder

    def _open_index(self) -> VectorIndex:
        if self._index is None:
            raise JobFailed("index_not_ready")
        return self._index

    def _of(self, identity: str) -> VectorIndex:
        if self._index is None or self._state is None or self._state.identity != identity:
            raise JobFailed("build_unknown")
        return self._index

    def _dear(self, index: VectorIndex) -> bool:
        return self._unkept_s >= WORTH_KEEPING_S * (1 + len(index) / WORTH_MORE_EVERY)

    def _keep(self) -> bool:
        """A cache that the disk does not take costs the next start some seconds, so it stops nothing."""
        index, state = self._open_index(), self._state
        assert state is not None
        sections = index.sections()
        if self._scale is not None:
            sections[cosine_scale.SECTION] = self._scale.section()
        content = index_file.IndexContent(state, self._model.fingerprint, self._model.dimension, index.kind, sections)
        self._unkept, self._unkept_s = 0, 0.0
        try:
            index_file.write(self._path, content)
        except OSError:
            return False
        return True

    def _forget_old_embedders(self, path: Path) -> None:
        """Going back to the embedder of before must not mean building again; those before it are only disk space."""
        with contextlib.suppress(OSError):
            others = [other for other in path.parent.glob(f"{path.stem}-*{path.suffix}") if other != self._path]
            others.sort(key=lambda other: other.stat().st_mtime, reverse=True)
            for other in others[KEPT_EMBEDDERS - 1 :]:
                other.unlink()


def _embedder(settings: Fields) -> StaticEmbedder | GgufEmbedder:
    """Raises `JobFailed` with the reason."""
    path = Path(text_of(settings, "embedder"))
    if path.suffix.lower() == ENDING:
        return GgufEmbedder(settings)
    try:
        return StaticEmbedder(path)
    except EmbedderError as error:
        raise JobFailed(error.code) from error


def _as_asked(text: str) -> str:
    """Some words out of the middle of a passage, as many as a question has."""
    words = text.split()
    return " ".join(words[len(words) // 2 :][:ASKED_WORDS])


def _items(params: Fields) -> list[tuple[int, str]]:
    rows = list_of(params, "items")
    if len(rows) > MAX_BATCH:
        raise JobFailed("batch_too_large", limit=MAX_BATCH)
    items: list[tuple[int, str]] = []
    for row in rows:
        match row:
            case [int(passage_id), str(text)]:
                items.append((passage_id, text))
            case _:
                raise ProtocolError("bad_params")
    return items
