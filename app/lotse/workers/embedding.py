"""Sentence vectors from a static bilingual embedding: pieces of words, looked up, summed, normalised.

Owns the file format of `lotse-embed.npz` and how text is folded before it is cut into pieces; the recipe that trains it
(`models/recipes/embed`) imports `fold` from here, so that both sides always agree. Must not know indexes or the wire.
"""

from __future__ import annotations

import hashlib
import io
import json
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import sentencepiece

from lotse.workers.handler import Cancelled

FORMAT = "lotse-static-embedding"
FORMAT_VERSION = 1
MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_TEXT_CHARACTERS = 20_000
MAX_DIMENSION = 4096

Vectors = npt.NDArray[np.float32]

_DAMAGE = (
    ValueError,
    KeyError,
    OSError,
    EOFError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)  # as fuzzing found them
_REMEMBERED_SIGNS = 4096


class _Plain(dict[int, str]):
    """Signs without accents, umlauts as they are spelt without them; worked out once a sign, then looked up in C."""

    def __missing__(self, sign: int) -> str:
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(sign)) if not unicodedata.combining(c))
        if len(self) < _REMEMBERED_SIGNS:
            self[sign] = plain
        return plain


_PLAIN = _Plain({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})


class EmbedderError(Exception):
    """The file is not an embedding this version can use. `code` is a key, never a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def never() -> bool:
    """The `Cancelled` of a caller that waits for the end."""
    return False


class Embedder(Protocol):
    """Turns texts into unit vectors: `StaticEmbedder`, and `gguf_embedding.GgufEmbedder` for what a site imports."""

    @property
    def dimension(self) -> int: ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text could give another vector: the key of every index built with it."""

    def encode(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        """Shape (len(texts), dimension), rows of length 1; a text without any known piece gives a row of zeros.

        Slow ones ask `cancelled` between texts and raise `JobCancelled`.
        """

    def encode_queries(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        """The same for what is asked: some models want questions and passages marked as such."""


def fold(text: str) -> str:
    """Case, width, umlaut spelling and white space folded: `Größe`, `GROESSE` and `groesse` are one word."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return folded if folded.isascii() else folded.translate(_PLAIN)


class StaticEmbedder:
    """The starter embedder: an int8 row and a scale for each piece; the scale carries the piece's learned weight."""

    def __init__(self, path: Path) -> None:
        """Read and check the file. Raises `EmbedderError`: `embedder_missing`, `embedder_damaged`, `embedder_newer`."""
        untrusted = _read(path)
        try:
            with zipfile.ZipFile(io.BytesIO(untrusted)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                    raise EmbedderError("embedder_damaged")
            # allow_pickle stays False: a pickled array would run code of the file's author.
            with np.load(io.BytesIO(untrusted), allow_pickle=False) as arrays:
                header = json.loads(arrays["header"].tobytes().decode("utf-8"))
                rows, scale, pieces = arrays["rows"], arrays["scale"], arrays["pieces"]
        except _DAMAGE as error:
            raise EmbedderError("embedder_damaged") from error
        if not isinstance(header, dict) or header.get("format") != FORMAT:
            raise EmbedderError("embedder_damaged")
        if header.get("version") != FORMAT_VERSION:
            raise EmbedderError("embedder_newer")
        sound = (
            rows.dtype == np.int8 and rows.ndim == 2 and 0 < rows.shape[1] <= MAX_DIMENSION
            and scale.dtype == np.float16 and scale.shape == (rows.shape[0],)
        )  # fmt: skip
        if not sound:
            raise EmbedderError("embedder_damaged")
        processor = sentencepiece.SentencePieceProcessor()
        try:
            processor.LoadFromSerializedProto(pieces.tobytes())
        except RuntimeError as error:
            raise EmbedderError("embedder_damaged") from error
        if processor.GetPieceSize() != rows.shape[0]:
            raise EmbedderError("embedder_damaged")
        self._processor = processor
        self._rows = rows
        self._scale = scale.astype(np.float32)
        self._scale[list(silent_pieces(processor))] = 0
        self._fingerprint = hashlib.sha256(untrusted).hexdigest()[:32]
        self.name = str(header.get("name", ""))

    @property
    def dimension(self) -> int:
        return int(self._rows.shape[1])

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def encode_queries(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        return self.encode(texts)

    def encode(self, texts: Sequence[str], cancelled: Cancelled = never) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, pieces in enumerate(self._processor.EncodeAsIds([fold(text[:MAX_TEXT_CHARACTERS]) for text in texts])):
            # A silent piece weighs nothing, so that nothing has to be taken out here.
            vectors[row] = self._scale[pieces] @ self._rows[pieces].astype(np.float32)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, length, out=vectors, where=length > 0)
        return vectors


def silent_pieces(processor: sentencepiece.SentencePieceProcessor) -> frozenset[int]:
    """Pieces that say nothing and are left out: the unknown, and the bare word start before an unknown."""
    return frozenset((processor.unk_id(), processor.PieceToId("▁")))


def write_static(path: Path, *, name: str, rows: Vectors, pieces: bytes, about: dict[str, str | int | float]) -> None:
    """Quantise float rows (pieces x dimension) and write the file `StaticEmbedder` reads. For the recipe."""
    largest = np.abs(rows).max(axis=1)
    scale = np.maximum(largest / 127, 1e-7).astype(np.float16)
    step = np.maximum(scale.astype(np.float32), np.float32(1e-7))
    quantised = np.clip(np.rint(rows / step[:, None]), -127, 127).astype(np.int8)
    header = {**about, "format": FORMAT, "version": FORMAT_VERSION, "name": name, "dimension": int(rows.shape[1])}
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            header=np.frombuffer(json.dumps(header, sort_keys=True).encode("utf-8"), dtype=np.uint8),
            rows=quantised,
            scale=scale,
            pieces=np.frombuffer(pieces, dtype=np.uint8),
        )


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise EmbedderError("embedder_damaged")
        return path.read_bytes()
    except OSError as error:
        raise EmbedderError("embedder_missing") from error
