"""The vectors of the knowledge base in memory, behind one face: exact while they are few, approximate when many.

Owns the choice of the FAISS index, its training, its accuracy and how it lies in a file. Must not know texts or ids'
meaning. FAISS never reads a file of ours: its loader is an attack surface and cannot open non-ASCII paths on Windows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]
Sections = dict[str, npt.NDArray[Any]]

EXACT_UP_TO = 50_000
"""Vectors up to which every one is compared: a few milliseconds on one core."""
SAMPLE_PER_LIST = 64
_MOST_LISTS = 2_048
_PROBES = (8, 16, 32, 64, 128, 256, 384, 512, 768, 1024)
_UNTUNED = 256
_RECALL = 0.975
_TRIALS = 64
_SEED = 20261


class UnsoundSections(Exception):
    """What a file holds does not make an index."""


@dataclass(frozen=True, slots=True)
class Found:
    ids: Ids
    scores: Vectors


class ExactIndex:
    """Every vector as it is."""

    kind = "exact"

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self._index: Any = faiss.IndexIDMap(faiss.IndexFlatIP(dimension))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)

    def remove(self, ids: Ids) -> int:
        return int(self._index.remove_ids(ids)) if len(ids) and len(self) else 0

    def search(self, vector: Vectors, limit: int) -> Found:
        scores, ids = self._index.search(vector, limit)
        return Found(ids[0], scores[0])

    def content(self) -> tuple[Ids, Vectors]:
        ids = faiss.vector_to_array(self._index.id_map).astype(np.int64)
        if not len(ids):
            return ids, np.zeros((0, self.dimension), dtype=np.float32)
        flat: Any = faiss.downcast_index(self._index.index)
        return ids, faiss.rev_swig_ptr(flat.get_xb(), len(ids) * self.dimension).reshape(len(ids), self.dimension)

    def sections(self) -> Sections:
        ids, vectors = self.content()
        return {"ids": ids, "vectors": vectors}

    @classmethod
    def of(cls, dimension: int, sections: Sections) -> ExactIndex:
        ids, vectors = sections.get("ids"), sections.get("vectors")
        if ids is None or vectors is None or vectors.shape != (len(ids), dimension):
            raise UnsoundSections
        index = cls(dimension)
        index.add(ids.astype(np.int64, copy=False), vectors.astype(np.float32, copy=False))
        return index


class ListedIndex:
    """Vectors in lists around centres, one byte a number; a query looks into the nearest lists only.

    Residuals are not used: so a vector comes out of the index as it went in, whichever list it is in.
    """

    kind = "listed"

    def __init__(self, index: Any) -> None:
        self.dimension = int(index.d)
        self._index = index

    @classmethod
    def trained(cls, dimension: int, sample: Vectors, expected: int) -> ListedIndex:
        """An empty index for about `expected` vectors like those in `sample`."""
        lists = max(16, min(_MOST_LISTS, 2 * math.isqrt(expected), len(sample) // 24))
        centres = faiss.IndexFlatIP(dimension)
        index = _listed(centres, dimension, lists)
        index.cp.niter, index.cp.seed, index.cp.max_points_per_centroid = 8, _SEED, SAMPLE_PER_LIST
        index.train(np.ascontiguousarray(sample, dtype=np.float32))
        index.nprobe = min(_UNTUNED, lists)
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def probes(self) -> int:
        return int(self._index.nprobe)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)

    def remove(self, ids: Ids) -> int:
        return int(self._index.remove_ids(ids)) if len(ids) and len(self) else 0

    def search(self, vector: Vectors, limit: int) -> Found:
        scores, ids = self._index.search(vector, limit)
        return Found(ids[0], scores[0])

    def tune(self, queries: Vectors) -> float:
        """Look into as many lists as it takes to find what looking into all would find; return the share found."""
        lists = int(self._index.nlist)
        trial = np.ascontiguousarray(queries[:_TRIALS], dtype=np.float32)
        if not len(trial) or not len(self):
            return 1.0
        wanted = min(10, len(self))
        self._index.nprobe = lists
        _, truth = self._index.search(trial, wanted)
        share = 1.0
        for probes in sorted({min(count, lists) for count in _PROBES} | {lists}):
            self._index.nprobe = probes
            _, found = self._index.search(trial, wanted)
            share = float(np.mean([len(np.intersect1d(a, b)) / wanted for a, b in zip(truth, found, strict=True)]))
            if share >= _RECALL:
                break
        return share

    def sections(self) -> Sections:
        lists = self._index.invlists
        sizes = np.array([lists.list_size(number) for number in range(self._index.nlist)], dtype=np.int64)
        width = int(self._index.code_size)
        # Put where they belong one list at a time: of a million vectors every copy more is 260 MB.
        ids = np.empty(int(sizes.sum()), dtype=np.int64)
        codes = np.empty(len(ids) * width, dtype=np.uint8)
        start = 0
        for number, size in enumerate(int(size) for size in sizes):
            if size:
                end = start + size
                ids[start:end] = faiss.rev_swig_ptr(lists.get_ids(number), size)
                codes[start * width : end * width] = faiss.rev_swig_ptr(lists.get_codes(number), size * width)
                start = end
        centres = faiss.downcast_index(self._index.quantizer)
        return {
            "sizes": sizes,
            "ids": ids,
            "codes": codes,
            "centres": centres.reconstruct_n(0, centres.ntotal).astype(np.float32),
            "scale": faiss.vector_to_array(self._index.sq.trained).astype(np.float32),
            "probes": np.array([self._index.nprobe], dtype=np.int64),
        }

    @classmethod
    def of(cls, dimension: int, sections: Sections) -> ListedIndex:
        try:
            sizes, ids, codes = sections["sizes"], sections["ids"], sections["codes"]
            centres, scale, probes = sections["centres"], sections["scale"], sections["probes"]
        except KeyError as error:
            raise UnsoundSections from error
        sound = (
            centres.ndim == 2
            and centres.shape == (len(sizes), dimension)
            and scale.shape == (2 * dimension,)
            and len(sizes) > 0
            and int(sizes.min()) >= 0
            and int(sizes.sum()) == len(ids)
            and codes.shape == (len(ids) * dimension,)
            and probes.shape == (1,)
            and 1 <= int(probes[0]) <= len(sizes)
        )
        if not sound:
            raise UnsoundSections
        quantizer = faiss.IndexFlatIP(dimension)
        quantizer.add(np.ascontiguousarray(centres, dtype=np.float32))
        index = _listed(quantizer, dimension, len(sizes))
        faiss.copy_array_to_vector(np.ascontiguousarray(scale, dtype=np.float32), index.sq.trained)
        index.is_trained = True
        start = 0
        for number, size in enumerate(int(size) for size in sizes):
            if size:
                some = np.ascontiguousarray(ids[start : start + size], dtype=np.int64)
                packed = np.ascontiguousarray(codes[start * dimension : (start + size) * dimension], dtype=np.uint8)
                index.invlists.add_entries(number, size, faiss.swig_ptr(some), faiss.swig_ptr(packed))
            start += size
        index.ntotal = len(ids)
        index.nprobe = int(probes[0])
        return cls(index)


VectorIndex = ExactIndex | ListedIndex


def load(kind: str, dimension: int, sections: Sections) -> VectorIndex:
    """Raises `UnsoundSections`."""
    if kind == ExactIndex.kind:
        return ExactIndex.of(dimension, sections)
    if kind == ListedIndex.kind:
        return ListedIndex.of(dimension, sections)
    raise UnsoundSections


def settled(index: VectorIndex) -> VectorIndex:
    """The index in the form that fits its size: one that has grown too large to compare every vector gets lists."""
    if isinstance(index, ListedIndex) or len(index) <= 2 * EXACT_UP_TO:
        return index
    ids, vectors = index.content()
    chosen = np.random.default_rng(_SEED).permutation(len(ids))[: SAMPLE_PER_LIST * _MOST_LISTS]
    listed = ListedIndex.trained(index.dimension, vectors[chosen], len(ids))
    listed.add(ids, vectors)
    listed.tune(vectors[chosen[-_TRIALS:]])
    return listed


def _listed(quantizer: Any, dimension: int, lists: int) -> Any:
    index = faiss.IndexIVFScalarQuantizer(
        quantizer, dimension, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT, False
    )
    # From here on the index frees its quantizer, and Python's object must not do it a second time.
    quantizer.this.disown()
    index.own_fields = True
    return index
