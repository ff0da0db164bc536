"""Train the bilingual static embedder that ships as the starter model.

    python models/recipes/embed/train.py --ready READY.npz --out MODEL.npz [--work DIR] [--profile quick|cpu|cuda]
                                         [--device cpu|cuda] [--steps N]
    python models/recipes/embed/train.py --quick --out MODEL.npz      # prepares a little of everything itself

Steps: first rows (the teacher's vectors of single words, then least squares on its vectors of sentences) -> training
(distillation, relations among near sentences, translations, headings to sections) -> int8 file. `READY.npz` comes from
`prepare.py`. `--work` keeps checkpoints in parts of at most 16 MB; a run that was cut off goes on from the last one.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

REPOSITORY = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPOSITORY / "app"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from lotse.workers.embedding import write_static  # noqa: E402

SEED = 20260
NAME = "lotse-embed-v1"
PART_BYTES = 16_000_000
STEP = "checkpoint.step"


@dataclass(frozen=True)
class Profile:
    """`near`: sentences of one neighbourhood that stand together in a batch, `groups` of them at a time."""

    steps: int
    rate: float
    groups: int
    near: int
    pairs: int
    sections: int
    squares: int
    checkpoint: int


PROFILES = {
    "quick": Profile(steps=200, rate=0.03, groups=16, near=16, pairs=256, sections=256, squares=3, checkpoint=100),
    "cpu": Profile(steps=5_000, rate=0.03, groups=32, near=12, pairs=512, sections=384, squares=7, checkpoint=250),
    "cuda": Profile(
        steps=12_000, rate=0.03, groups=96, near=16, pairs=4_096, sections=2_048, squares=30, checkpoint=3_000
    ),
}
NEIGHBOURHOODS = 2_048


class Bags:
    """Texts as piece ids, flattened once: a batch is sliced, never tokenised again."""

    def __init__(self, ids: np.ndarray, lengths: np.ndarray, device: torch.device) -> None:
        lengths = lengths.astype(np.int64)
        self.flat = torch.tensor(ids.astype(np.int32), device=device)
        self.lengths = torch.tensor(lengths, device=device)
        self.starts = torch.cumsum(self.lengths, 0) - self.lengths

    def __len__(self) -> int:
        return len(self.lengths)

    def batch(self, rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        lengths = self.lengths[rows]
        offsets = torch.cumsum(lengths, 0) - lengths
        places = torch.arange(int(lengths.sum()), device=rows.device)
        places += torch.repeat_interleave(self.starts[rows] - offsets, lengths)
        return self.flat[places], offsets.int()


@dataclass(frozen=True)
class Material:
    """Bags and the teacher's vectors: of the first `taught` pairs, then of the lines that stand alone."""

    german: Bags
    english: Bags
    alone: Bags
    queries: Bags
    passages: Bags
    taught: int
    targets: torch.Tensor
    dimension: int
    pieces: bytes
    size: int
    word_pieces: torch.Tensor
    word_targets: torch.Tensor


def read(path: Path, device: torch.device) -> Material:
    import sentencepiece

    with np.load(path) as ready:
        bags = {
            name: Bags(ready[f"{name}_ids"], ready[f"{name}_lengths"], device)
            for name in ("german", "english", "alone", "queries", "passages")
        }
        taught, _, dimension = (int(count) for count in ready["counts"])
        pieces = ready["pieces"].tobytes()
        return Material(
            **bags, taught=taught, dimension=dimension, pieces=pieces,
            targets=torch.tensor(ready["targets"], device=device),
            size=sentencepiece.SentencePieceProcessor(model_proto=pieces).GetPieceSize(),
            word_pieces=torch.tensor(ready["word_pieces"].astype(np.int64), device=device),
            word_targets=_unit(torch.tensor(ready["word_targets"], device=device)),
        )  # fmt: skip


def _unit(quantised: torch.Tensor) -> torch.Tensor:
    return F.normalize(quantised.float(), dim=1)


def first_rows(material: Material, rounds: int) -> torch.Tensor:
    """Rows whose scaled sums come nearest to the teacher's vectors: conjugate gradients on the normal equations.

    A piece that no sentence holds stays at its prior: the teacher's vector of the word, or nothing.
    """
    device = material.targets.device
    prior = 0.02 * torch.randn(material.size, material.dimension, generator=torch.Generator().manual_seed(SEED))
    prior = prior.to(device)
    if not material.taught:
        return prior * 10
    prior[material.word_pieces] = WORD_LENGTH * material.word_targets
    bags = (
        (material.german, material.taught),
        (material.english, material.taught),
        (material.alone, len(material.alone)),
    )
    flat, lengths = [], []
    for bag, count in bags:
        lengths.append(bag.lengths[:count])
        flat.append(bag.flat[: int(lengths[-1].sum())])
    ids, sizes = torch.cat(flat), torch.cat(lengths)
    starts = torch.cumsum(sizes, 0) - sizes
    scale = sizes.float().rsqrt()[:, None]
    # The same table read the other way: for each piece the sentences that hold it. Both products are sums of bags then.
    holders = torch.repeat_interleave(torch.arange(len(sizes), device=device), sizes)[torch.argsort(ids, stable=True)]
    held = torch.bincount(ids, minlength=material.size)
    firsts = torch.cumsum(held, 0) - held
    pairs = material.targets[: material.taught]
    wanted = (pairs, pairs, material.targets[material.taught :])

    def product(rows: torch.Tensor) -> torch.Tensor:
        return F.embedding_bag(ids, rows, starts.int(), mode="sum") * scale

    def back(error: torch.Tensor) -> torch.Tensor:
        return F.embedding_bag(holders, error * scale, firsts, mode="sum")

    rows = prior.clone()
    residual = back(torch.cat([_unit(part) for part in wanted]) - product(rows))
    step = residual.clone()
    norm = (residual * residual).sum()
    for _ in range(rounds):
        if norm < SOLVED:
            break
        image = back(product(step)) + PRIOR_STRENGTH * step
        length = norm / (step * image).sum()
        rows += length * step
        residual -= length * image
        norm, before = (residual * residual).sum(), norm
        step = residual + norm / before * step
    return rows


WORD_LENGTH = 0.8
PRIOR_STRENGTH = 1.0
SOLVED = 1e-6
SLICE = 4_096


def neighbourhoods(material: Material, count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The taught pairs, sorted by the nearest of `count` centres of the teacher's space, and where each starts."""
    generator = torch.Generator().manual_seed(SEED)
    count = max(1, min(count, material.taught // 12))
    picked = torch.randperm(material.taught, generator=generator)[: count * 8].to(material.targets.device)
    sample = _unit(material.targets[picked])
    centres = sample[:count].clone()
    for _ in range(3):
        nearest = torch.cat([(part @ centres.T).argmax(1) for part in sample.split(SLICE)])
        sums = torch.zeros_like(centres).index_add_(0, nearest, sample)
        centres = torch.where(sums.any(1, keepdim=True), F.normalize(sums, dim=1), centres)
    taught = material.targets[: material.taught]
    owner = torch.cat([(_unit(part) @ centres.T).argmax(1) for part in taught.split(SLICE)])
    order = torch.argsort(owner, stable=True)
    starts = torch.searchsorted(owner[order].contiguous(), torch.arange(count + 1, device=owner.device))
    return order.cpu(), starts.cpu()


def info_nce(left: torch.Tensor, right: torch.Tensor, temperature: float) -> torch.Tensor:
    scores = left @ right.T / temperature
    wanted = torch.arange(len(left), device=left.device)
    return (F.cross_entropy(scores, wanted) + F.cross_entropy(scores.T, wanted)) / 2


def near_batch(order: torch.Tensor, starts: torch.Tensor, profile: Profile, generator: torch.Generator) -> torch.Tensor:
    """Some sentences each of several neighbourhoods: similarity is learned among what is similar."""
    seeds = torch.randint(0, len(order), (profile.groups,), generator=generator)
    centre = torch.searchsorted(starts, seeds, right=True) - 1
    size = starts[centre + 1] - starts[centre]
    offset = (torch.rand(profile.groups, profile.near, generator=generator) * size[:, None]).long()
    return order[(starts[centre][:, None] + offset).flatten()].unique()


def train(rows: torch.Tensor, material: Material, profile: Profile, checkpoints: Path | None) -> torch.Tensor:
    device = rows.device
    moved = torch.zeros_like(rows)
    first = _resume(checkpoints, rows, moved)
    order, starts = neighbourhoods(material, NEIGHBOURHOODS) if material.taught else (torch.zeros(0), torch.zeros(0))
    started, losses = time.monotonic(), torch.zeros(4, device=device)

    for step in range(first, profile.steps):
        generator = torch.Generator().manual_seed(SEED * 100_000 + step)

        def some(count: int, of: int, generator: torch.Generator = generator) -> torch.Tensor:
            return torch.randint(0, of, (count,), generator=generator).to(device)

        asked: list[tuple[Bags, torch.Tensor]] = []
        near = lonely = paired = torch.zeros(0, dtype=torch.long, device=device)
        if material.taught:
            near = near_batch(order, starts, profile, generator).to(device)
            asked += [(material.german, near), (material.english, near)]
        if len(material.alone):
            lonely = some(profile.pairs // 2, len(material.alone))
            asked.append((material.alone, lonely))
        if len(material.german):
            paired = some(profile.pairs, len(material.german))
            asked += [(material.german, paired), (material.english, paired)]
        read = some(profile.sections, len(material.queries))
        asked += [(material.queries, read), (material.passages, read)]
        used, (copied, vectors) = encode(rows, asked)
        encoded = iter(vectors)

        distilled = relations = aligned = torch.zeros((), device=device)
        if len(near):
            german, english, target = next(encoded), next(encoded), _unit(material.targets[near])
            distilled = 2 - (german * target).sum(1).mean() - (english * target).sum(1).mean()
            wanted = target @ target.T
            couples = ((german, german), (english, english), (german, english))
            # Most couples of a batch have nothing in common; those that have weigh more.
            weight = 1 + 10 * wanted.clamp(min=0)
            relations = sum(((a @ b.T - wanted) ** 2 * weight).mean() for a, b in couples)
        if len(lonely):
            target = _unit(material.targets[material.taught + lonely])
            distilled = distilled + 0.5 * (1 - (next(encoded) * target).sum(1).mean())
        if len(paired):
            aligned = info_nce(next(encoded), next(encoded), 0.05)
        found = info_nce(next(encoded), next(encoded), 0.05)
        loss = 0.75 * distilled + 24 * relations + 0.5 * aligned + 0.4 * found
        loss.backward()
        # Adagrad on the rows that occurred: a rare piece moves only when it is met, a frequent one settles.
        change = copied.grad
        seen = moved[used] + change * change
        moved[used] = seen
        rate = profile.rate * min(1.0, (profile.steps - step) / (0.7 * profile.steps))
        rows[used] -= rate * change / (seen.sqrt() + 1e-10)
        losses += torch.stack([part.detach() for part in (distilled, relations, aligned, found)])
        if (step + 1) % 200 == 0:
            said = " ".join(f"{value / 200:.4f}" for value in losses.tolist())
            print(f"step {step + 1} {time.monotonic() - started:.0f}s {said}", flush=True)
            losses.zero_()
        if checkpoints is not None and (step + 1) % profile.checkpoint == 0:
            _checkpoint(checkpoints, step + 1, rows, moved)
    return rows


def encode(
    rows: torch.Tensor, asked: list[tuple[Bags, torch.Tensor]]
) -> tuple[torch.Tensor, tuple[torch.Tensor, tuple[torch.Tensor, ...]]]:
    """Unit vectors of all texts of a step at once, the rows that occur, and their copy, which is what gradients reach:
    a dense gradient of the whole table would cost more than everything else."""
    batches = [bag.batch(picked) for bag, picked in asked]
    used, places = torch.unique(torch.cat([ids for ids, _ in batches]), return_inverse=True)
    before = np.cumsum([0] + [len(ids) for ids, _ in batches[:-1]]).tolist()
    offsets = torch.cat([offsets + start for (_, offsets), start in zip(batches, before, strict=True)])
    copied = rows[used].requires_grad_()
    bags = F.embedding_bag(places.int(), copied, offsets.int(), mode="sum")
    return used.long(), (copied, F.normalize(bags, dim=1, eps=1e-6).split([len(picked) for _, picked in asked]))


def _checkpoint(folder: Path, step: int, rows: torch.Tensor, moved: torch.Tensor) -> None:
    """Half precision, cut into parts; the line with the step is written last, so that it never names half a state."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = io.BytesIO()
    # The root of what Adagrad has seen fits into half precision where the square would not.
    np.savez(whole, rows=rows.cpu().half().numpy(), moved=moved.cpu().sqrt().half().numpy())
    content = whole.getvalue()
    (folder / STEP).unlink(missing_ok=True)
    for part, start in enumerate(range(0, len(content), PART_BYTES)):
        (folder / f"checkpoint.{part:02d}").write_bytes(content[start : start + PART_BYTES])
    (folder / STEP).write_text(f"{step} {len(content)}", "ascii")


def _resume(folder: Path | None, rows: torch.Tensor, moved: torch.Tensor) -> int:
    """Fills in the last checkpoint; returns how many steps it has behind it."""
    if folder is None or not (folder / STEP).exists():
        return 0
    step, length = (int(number) for number in (folder / STEP).read_text("ascii").split())
    content = b"".join(path.read_bytes() for path in sorted(folder.glob("checkpoint.[0-9]*")))[:length]
    with np.load(io.BytesIO(content)) as kept:
        rows.copy_(torch.tensor(kept["rows"]).float())
        moved.copy_(torch.tensor(kept["moved"]).float() ** 2)
    print(f"goes on after step {step}", flush=True)
    return step


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--ready", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    profile = PROFILES["quick" if options.quick else options.profile]
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    if options.ready is None and not options.quick:
        parser.error("--ready READY.npz, made by prepare.py")
    with tempfile.TemporaryDirectory() as folder:
        ready = options.ready
        if ready is None:
            from prepare import prepare

            ready = Path(folder) / "ready.npz"
            data = os.environ.get("LOTSE_CORPORA")
            prepare(Path(data) if data else None, ready, None, "quick")
        material = read(ready, torch.device(options.device))
    if options.steps is not None:
        profile = replace(profile, steps=options.steps)
    started = time.monotonic()
    if options.work is not None and (options.work / STEP).exists():
        rows = torch.zeros(material.size, material.dimension, device=options.device)
    else:
        rows = first_rows(material, profile.squares)
        if options.work is not None:
            _checkpoint(options.work, 0, rows, torch.zeros_like(rows))
    print(f"first rows {time.monotonic() - started:.0f}s", flush=True)
    rows = train(rows, material, profile, options.work)
    final = rows.cpu().numpy().astype(np.float32)
    final[0] = 0  # the unknown piece
    about = {"seed": SEED, "steps": profile.steps, "teacher": "all-MiniLM-L6-v2", "languages": "de en"}
    write_static(options.out, name=NAME, rows=final, pieces=material.pieces, about=about)
    print(f"{options.out.name}: {options.out.stat().st_size / 1e6:.1f} MB after {time.monotonic() - started:.0f}s")


if __name__ == "__main__":
    main()
