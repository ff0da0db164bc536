"""The `search` role: sentence vectors and a FAISS index over the passages of the knowledge base.

Owns the embedder, the index in memory and its cache file. Must not know articles, validity or words: it gets ids and
texts and gives ids and cosines. Passages come in batches, so that a query waits for one batch, never for a whole build.

Settings: `embedder` (path of the model), `index` (path of the cache file).
Operations: `open`, `begin`, `add`, `finish`, `query`, `embed`.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from pathlib import Path

import faiss
import numpy as np

from lotse.wire.protocol import Fields, ProtocolError, int_of, list_of, text_of, texts_of
from lotse.workers import index_file
from lotse.workers.embedding import Embedder, EmbedderError, StaticEmbedder, Vectors
from lotse.workers.handler import Cancelled, Emit, JobCancelled, JobFailed, Loaded, RoleHandler

MAX_BATCH = 256
MAX_HITS = 200
CHECKPOINT_PASSAGES = 4096


def handler() -> RoleHandler:
    return SearchRole()


@dataclass
class _Build:
    """A build under way. `known`: vectors of an earlier build by the hash of their text; `fresh` counts new ones."""

    passages: str
    known: dict[bytes, Vectors]
    ids: list[int] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    vectors: list[Vectors] = field(default_factory=list)
    fresh: int = 0


class SearchRole:
    """At most one index is open and at most one build under way; a new build ends both."""

    def __init__(self) -> None:
        self._embedder: Embedder | None = None
        self._path = Path()
        self._index: faiss.IndexIDMap | None = None
        self._build: _Build | None = None

    def load(self, settings: Fields) -> Loaded:
        faiss.omp_set_num_threads(1)
        self._path = Path(text_of(settings, "index"))
        try:
            self._embedder = StaticEmbedder(Path(text_of(settings, "embedder")))
        except EmbedderError as error:
            raise JobFailed(error.code) from error
        features = {"faiss": faiss.__version__, "dimension": self._embedder.dimension, "embedder": self._embedder.name}
        return Loaded(features, self._embedder.fingerprint)

    def run(self, op: str, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        match op:
            case "open":
                return self._open(text_of(params, "passages"))
            case "begin":
                return self._begin(text_of(params, "passages"))
            case "add":
                return self._add(params, cancelled)
            case "finish":
                return self._finish(text_of(params, "passages"))
            case "query":
                return self._query(text_of(params, "text"), int_of(params, "limit"))
            case "embed":
                return self._embed(texts_of(params, "texts"))
        raise JobFailed("unknown_op", op=op)

    def _open(self, passages: str) -> Fields:
        """Use the cached index. Fails with `index_missing`, `index_stale` or `index_damaged`: then build."""
        try:
            content = index_file.read(self._path)
        except index_file.IndexFileError as error:
            raise JobFailed(error.code) from error
        if (content.passages, content.embedder) != (passages, self._model.fingerprint):
            raise JobFailed("index_stale")
        self._serve(content.ids, content.vectors)
        return {"count": len(content.ids)}

    def _begin(self, passages: str) -> Fields:
        known: dict[bytes, Vectors] = {}
        for path in (self._path, self._unfinished):
            try:
                content = index_file.read(path)
            except index_file.IndexFileError:
                continue  # a cache that cannot be read is a cache that is not there
            if content.embedder == self._model.fingerprint:
                known |= content.by_hash()
        self._index = None
        self._build = _Build(passages, known)
        return {"known": len(known)}

    def _add(self, params: Fields, cancelled: Cancelled) -> Fields:
        """Embed one batch, `items` = [[id, text], ...]. `build_unknown`: this build was not begun in this process."""
        build = self._build_of(text_of(params, "passages"))
        items = _items(params)
        hashes = [index_file.text_hash(text) for _, text in items]
        missing = {h: text for h, (_, text) in zip(hashes, items, strict=True) if h not in build.known}
        if cancelled():
            raise JobCancelled
        build.known |= dict(zip(missing, self._model.encode(list(missing.values())), strict=True))
        build.ids += [passage_id for passage_id, _ in items]
        build.hashes += hashes
        build.vectors += [build.known[h] for h in hashes]
        build.fresh += len(missing)
        if build.fresh >= CHECKPOINT_PASSAGES:
            self._write(build, self._unfinished, passages="")
            build.fresh = 0
        return {"added": len(items), "embedded": len(missing)}

    def _finish(self, passages: str) -> Fields:
        build = self._build_of(passages)
        stored = self._write(build, self._path, passages=passages)
        if stored:
            self._unfinished.unlink(missing_ok=True)
        self._serve(np.array(build.ids, dtype=np.int64), self._stacked(build))
        self._build = None
        return {"count": len(build.ids), "stored": stored}

    def _query(self, text: str, limit: int) -> Fields:
        if self._index is None:
            raise JobFailed("index_not_ready")
        wanted = min(max(limit, 1), MAX_HITS, self._index.ntotal)
        vector = self._model.encode([text])
        if wanted == 0 or not vector.any():
            return {"hits": []}
        scores, ids = self._index.search(vector, wanted)
        return {"hits": [[int(i), round(float(s), 6)] for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]}

    def _embed(self, texts: tuple[str, ...]) -> Fields:
        """Vectors as base64 of little-endian float32, row after row."""
        if len(texts) > MAX_BATCH:
            raise JobFailed("batch_too_large", limit=MAX_BATCH)
        body = self._model.encode(texts).astype("<f4").tobytes()
        return {"dimension": self._model.dimension, "vectors": base64.b64encode(body).decode("ascii")}

    @property
    def _model(self) -> Embedder:
        if self._embedder is None:
            raise JobFailed("embedder_missing")
        return self._embedder

    @property
    def _unfinished(self) -> Path:
        return self._path.with_name(self._path.name + ".part")

    def _build_of(self, passages: str) -> _Build:
        if self._build is None or self._build.passages != passages:
            raise JobFailed("build_unknown")
        return self._build

    def _stacked(self, build: _Build) -> Vectors:
        return np.stack(build.vectors) if build.vectors else np.zeros((0, self._model.dimension), dtype=np.float32)

    def _write(self, build: _Build, path: Path, *, passages: str) -> bool:
        """A cache that the disk does not take costs the next start some seconds, so it stops nothing."""
        content = index_file.IndexContent(
            passages,
            self._model.fingerprint,
            np.array(build.ids, dtype=np.int64),
            b"".join(build.hashes),
            self._stacked(build),
        )
        try:
            index_file.write(path, content)
        except OSError:
            return False
        return True

    def _serve(self, ids: index_file.Ids, vectors: Vectors) -> None:
        if vectors.shape[1] != self._model.dimension:
            raise JobFailed("index_stale")
        index = faiss.IndexIDMap(faiss.IndexFlatIP(self._model.dimension))
        index.add_with_ids(np.ascontiguousarray(vectors), ids)
        self._index = index


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
