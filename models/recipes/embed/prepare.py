"""Turns the corpora into one compact file that training reads: pieces, texts as piece ids, the teacher's vectors.

    python models/recipes/embed/prepare.py --out READY.npz [--data DIR] [--work DIR] [--profile quick|cpu|cuda]

Everything that needs the corpora, the teacher or a tokeniser happens here; `train.py` needs torch and this file alone,
so it can go to a machine that has nothing else. The file of the profile `cuda` stays below 60 MB. Without corpora, the
profile `quick` goes on with the demo site's articles and without a teacher.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece

REPOSITORY = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPOSITORY / "app"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
import corpus  # noqa: E402
import teacher  # noqa: E402

from lotse.workers.embedding import fold, silent_pieces  # noqa: E402

SEED = 20260
DEMO_PIECES = 1_000
LONGEST = {"german": 96, "english": 96, "alone": 96, "queries": 48, "passages": 112}
"""Pieces after which a text is cut off."""


@dataclass(frozen=True)
class Profile:
    pieces: int
    dimension: int
    share: float
    taught: int
    piece_lines: int


PROFILES = {
    "quick": Profile(pieces=6_000, dimension=256, share=0.03, taught=20_000, piece_lines=15_000),
    "cpu": Profile(pieces=64_000, dimension=256, share=1.0, taught=1_000_000, piece_lines=300_000),
    "cuda": Profile(pieces=64_000, dimension=256, share=1.0, taught=110_000, piece_lines=300_000),
}
WORD_COPIES = 8
EVERYDAY = 6
"""Words the teacher knows, and those that stand so often in taught pairs, stand `WORD_COPIES` times more in the text
the pieces are learned from: manuals are most of it, and everyday words would be cut to bits."""


def make_pieces(lines: Iterable[str], size: int) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter(lines), model_writer=model, model_type="unigram", vocab_size=size,
        normalization_rule_name="identity", character_coverage=0.9998, split_digits=True, num_threads=1,
        bos_id=-1, eos_id=-1, max_sentence_length=2048, shuffle_input_sentence=False, minloglevel=2,
    )  # fmt: skip
    return model.getvalue()


def bags(processor: sentencepiece.SentencePieceProcessor, texts: list[str], limit: int) -> dict[str, np.ndarray]:
    """Texts as piece ids, one after the other; a text without any known piece is the unknown piece."""
    silent = silent_pieces(processor)
    rows = processor.EncodeAsIds([fold(text) for text in texts])
    kept = [[i for i in row[:limit] if i not in silent] or [processor.unk_id()] for row in rows]
    flat = np.fromiter((i for row in kept for i in row), dtype=np.uint16)
    return {"ids": flat, "lengths": np.array([len(row) for row in kept], dtype=np.uint8)}


def directions(vectors: np.ndarray, wanted: int) -> tuple[np.ndarray, np.ndarray]:
    """The middle of the teacher's space and its strongest directions."""
    sample = vectors[:: max(1, len(vectors) // 40_000)].astype(np.float32)
    middle = sample.mean(0)
    _, found = np.linalg.eigh(np.cov((sample - middle).T))
    return middle, np.ascontiguousarray(found[:, ::-1][:, :wanted])


def project(vectors: np.ndarray, middle: np.ndarray, axes: np.ndarray) -> np.ndarray:
    """Unit vectors in int8: their length is put back when they are read."""
    reduced = np.concatenate([(part.astype(np.float32) - middle) @ axes for part in _parts(vectors)])
    return np.rint(reduced / np.abs(reduced).max(axis=1, keepdims=True).clip(1e-6) * 127).astype(np.int8)


def _parts(vectors: np.ndarray) -> list[np.ndarray]:
    return np.array_split(vectors, max(1, len(vectors) // 50_000))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=os.environ.get("LOTSE_CORPORA"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--pieces", type=int)
    parser.add_argument("--dimension", type=int)
    options = parser.parse_args()
    prepare(options.data, options.out, options.work, options.profile, options.pieces, options.dimension)


def prepare(
    data: Path | None,
    out: Path,
    work: Path | None,
    profile_name: str,
    pieces: int | None = None,
    dimension: int | None = None,
) -> None:
    profile = PROFILES[profile_name]
    rng, started = random.Random(SEED), time.monotonic()

    def said(what: str) -> None:
        print(f"{time.monotonic() - started:6.0f}s {what}", flush=True)

    pairs, alone, sections = list[corpus.Pair](), list[str](), list[corpus.Section]()
    if data is not None and (data / "parallel").is_dir():
        pairs = corpus.pairs(data, rng, profile.share)
        alone = corpus.english(data, rng, profile.share)
        sections = corpus.sections(data, rng, profile.share)
    elif profile_name == "quick":
        sections = corpus.demo_sections(REPOSITORY / "resources" / "demo" / "articles.jsonl", rng)
    else:
        raise SystemExit("the corpora are not there: --data DIR, or the variable LOTSE_CORPORA")
    taught_by = teacher.there() and bool(pairs)
    taught_first = [p for p in pairs if p.teach and taught_by]
    rng.shuffle(taught_first)
    taught = len(taught_first[: profile.taught])
    pairs = taught_first + [p for p in pairs if not (p.teach and taught_by)]
    alone = alone[: max(0, profile.taught - taught) + profile.taught // 10] if taught_by else []
    words = [fold(word) for word in teacher.words()] if taught_by else []
    said(f"{len(pairs)} pairs ({taught} with teacher), {len(alone)} English lines, {len(sections)} sections")

    lines = [fold(text) for pair in pairs for text in (pair.german, pair.english)]
    lines += [fold(section.passage) for section in sections] + [fold(text) for text in alone]
    rng.shuffle(lines)
    lines = lines[: profile.piece_lines]
    if profile.share == 1.0:
        seen = Counter(word for p in pairs[:taught] for text in (p.german, p.english) for word in fold(text).split())
        common = [word for word, count in seen.items() if count >= EVERYDAY and word.isalpha()]
        copies = sorted({*words, *common}) * WORD_COPIES
        rng.shuffle(copies)
        lines += [" ".join(copies[start : start + 12]) for start in range(0, len(copies), 12)]
    size = pieces or (profile.pieces if pairs else DEMO_PIECES)
    kept = work / f"pieces-{size}.model" if work else None
    if kept is not None and kept.exists():
        model = kept.read_bytes()
    else:
        model = make_pieces(lines, size)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(model)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    said(f"{processor.GetPieceSize()} pieces")

    arrays: dict[str, np.ndarray] = {"pieces": np.frombuffer(model, dtype=np.uint8)}
    width = dimension or profile.dimension
    arrays |= _taught(processor, [p.english for p in pairs[:taught]] + alone, words, width, work, said)
    arrays["counts"] = np.array([taught, len(alone), width], dtype=np.int64)
    texts = {
        "german": [p.german for p in pairs], "english": [p.english for p in pairs], "alone": alone,
        "queries": [s.query for s in sections], "passages": [s.passage for s in sections],
    }  # fmt: skip
    for name, of_name in texts.items():
        for part, array in bags(processor, of_name, LONGEST[name]).items():
            arrays[f"{name}_{part}"] = array
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **arrays)
    said(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB")


def _taught(
    processor: sentencepiece.SentencePieceProcessor,
    sentences: list[str],
    words: list[str],
    width: int,
    work: Path | None,
    said: Callable[[str], None],
) -> dict[str, np.ndarray]:
    """Vectors of the sentences, and of the words that are a piece of their own."""
    if not sentences:
        none = np.zeros((0, width), dtype=np.int8)
        return {"targets": none, "word_targets": none, "word_pieces": np.zeros(0, dtype=np.uint16)}
    of_piece = {word: processor.PieceToId(f"▁{word}") for word in words}
    own = [word for word, piece in of_piece.items() if piece != processor.unk_id()]
    vectors = teacher.vectors([*sentences, *own], work, said)
    middle, axes = directions(vectors[: len(sentences)], width)
    return {
        "targets": project(vectors[: len(sentences)], middle, axes),
        "word_targets": project(vectors[len(sentences) :], middle, axes),
        "word_pieces": np.array([of_piece[word] for word in own], dtype=np.uint16),
    }


if __name__ == "__main__":
    main()
