"""Trains the network on a time budget, in stages: first both directions in one network, then each on its own.

Keeps a checkpoint every few minutes and continues from it after a stop; the learning rate follows the clock of the
whole budget, not a number of steps, so a slower machine ends with a finished (if weaker) model at the same time. The
device is a parameter; only the size of the slices of the output layer depends on it.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import torch

from models.recipes import parts
from models.recipes.mt.corpus import PLACEHOLDERS
from models.recipes.mt.model import FIRST_MARK, PAD, Shape, Translator
from models.recipes.mt.prepare import LONGEST, TARGET_START, Examples

MARKS = len(PLACEHOLDERS)
SMALL = "small.pt"


@dataclass(frozen=True)
class Plan:
    """One training stage."""

    name: str
    directions: tuple[str, ...]
    seconds: float
    peak: float = 2.5e-3
    final: float = 0.0
    warmup_steps: int = 300
    guide: float = 0.6
    guide_until: float = 0.3
    short_until: float = 0.2
    short: int = 14
    longest: int = 40
    batch_tokens: int = 2048
    save_every: float = 180.0
    data: str = "train"
    seed: int = 7
    mark_weight: float = 1.0
    device: str = "cpu"
    steps_limit: int = 0
    parts: str = ""


@dataclass(frozen=True)
class Batch:
    direction: str
    source: torch.Tensor
    entering: torch.Tensor
    target: torch.Tensor
    links: torch.Tensor

    def to(self, device: torch.device) -> Batch:
        if device.type == "cpu":
            return self
        moved = (tensor.to(device) for tensor in (self.source, self.entering, self.target, self.links))
        return Batch(self.direction, *moved)


def new_network(work: Path, shape: Shape, seed: int) -> Translator:
    """A network whose embeddings come from the aligned lexicon, where one was made."""
    torch.manual_seed(seed)
    network = Translator(shape)
    if not (work / "start.pt").exists():
        return network
    start = torch.load(work / "start.pt")
    with torch.no_grad():
        network.embedding.weight.copy_(start["embedding"])
        network.bias.copy_(start["bias"])
    return network


def run(work: Path, network: Translator, plan: Plan) -> Path:
    """Runs or continues one stage; returns the path of its averaged weights."""
    folder = work / plan.name
    folder.mkdir(exist_ok=True)
    rng = random.Random(plan.seed)
    device = torch.device(plan.device)
    network.to(device)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=plan.peak, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.01, fused=True
    )
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    step, spent, seen = 0, 0.0, 0
    state = folder / "state.pt"
    if state.exists():
        stored = torch.load(state, map_location=device)
        network.load_state_dict(stored["network"])
        optimiser.load_state_dict(stored["optimiser"])
        average, step, spent, seen = stored["average"], stored["step"], stored["spent"], stored["seen"]
        rng.seed(plan.seed + step)
        print(f"continuing {plan.name} at step {step}", flush=True)
    elif plan.parts and (joined := _from_parts(Path(plan.parts), folder)) is not None:
        network.load_state_dict(_full(joined["network"]))
        average = {name: value.to(device) for name, value in _full(joined["average"]).items()}
        spent, seen = joined["spent"], joined["seen"]
        rng.seed(plan.seed + joined["step"])
        print(f"continuing {plan.name} from parts at {spent:.0f}s, optimiser new", flush=True)
    targets = {
        key: torch.tensor(value, device=device)
        for key, value in json.loads((work / "targets.json").read_text()).items()
    }
    places = {key: _places(value, network.shape.vocabulary) for key, value in targets.items()}
    examples = {key: Examples.load(work / f"{plan.data}.{key}.npz") for key in plan.directions}
    saved = logged = time.monotonic()
    losses: list[torch.Tensor] = []
    guided: list[torch.Tensor] = []
    limit = plan.steps_limit or sys.maxsize
    batches = _forever(examples, plan, rng)
    network.train()
    while spent < plan.seconds and step < limit:
        began = time.monotonic()
        progress = spent / plan.seconds
        batch = next(batches).to(device)
        if progress < plan.short_until and batch.target.shape[1] > plan.short:
            continue
        for group in optimiser.param_groups:
            group["lr"] = _rate(plan, step, progress)
        guide = plan.guide * max(0.0, 1 - progress / plan.guide_until) if plan.guide_until else 0.0
        loss, guide_loss = _losses(
            network, batch, targets[batch.direction], places[batch.direction], guide > 0, plan.mark_weight
        )
        (loss + guide * guide_loss).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        optimiser.zero_grad()
        step += 1
        seen += len(batch.source)
        losses.append(loss.detach())
        guided.append(guide_loss.detach())
        if step % 8 == 0:
            _follow(average, network, min(0.98, step / (step + 80)))
        now = time.monotonic()
        spent += now - began
        if now - logged > 30:
            print(
                f"{plan.name} {spent:.0f}s step {step} pairs {seen} loss {torch.stack(losses).mean():.3f} "
                f"guide {torch.stack(guided).mean():.3f} rate {_rate(plan, step, progress):.2e}",
                flush=True,
            )
            logged, losses, guided = now, [], []
        if now - saved > plan.save_every:
            _save(state, network, optimiser, average, step, spent, seen, plan)
            _report(work, folder, network, average, plan, targets, places, step, spent, seen)
            saved = time.monotonic()
    _save(state, network, optimiser, average, step, spent, seen, plan)
    _report(work, folder, network, average, plan, targets, places, step, spent, seen)
    return folder / "average.pt"


def _losses(
    network: Translator,
    batch: Batch,
    targets: torch.Tensor,
    places: torch.Tensor,
    guided: bool,
    mark_weight: float = 1.0,
) -> tuple[torch.Tensor, torch.Tensor]:
    real = batch.target != PAD
    with torch.autocast(batch.source.device.type, torch.bfloat16):
        memory, mask = network.encode(batch.source)
        hidden, weights = network.decode(batch.entering, memory, mask)
    goals = batch.target[real]
    weights_of_goals = torch.where((goals >= FIRST_MARK) & (goals < FIRST_MARK + MARKS), mark_weight, 1.0)
    loss = SmoothedLoss.apply(
        hidden[real], network.embedding.weight[targets], network.bias[targets], places[goals], weights_of_goals
    )
    if not guided:
        return loss, loss.new_zeros(())
    linked = batch.links >= 0
    chosen = weights.gather(2, batch.links.clamp(min=0)[:, :, None])[:, :, 0]
    return loss, -(chosen[linked] + 1e-6).log().mean()


class SmoothedLoss(torch.autograd.Function):
    """Output layer and label-smoothed cross entropy in one pass over slices that stay in the cache.

    The whole table of scores (pieces of a batch times thousands of target pieces) is never held at once; its
    several walks through memory cost more than all other layers together.
    """

    SMOOTHING = 0.1
    ROWS: ClassVar = {"cpu": 256, "cuda": 8192}

    @staticmethod
    def forward(  # type: ignore[override]
        ctx: Any,
        hidden: torch.Tensor,
        weight: torch.Tensor,
        bias: torch.Tensor,
        goal: torch.Tensor,
        importance: torch.Tensor,
    ) -> torch.Tensor:
        rows, size, slice_rows = len(hidden), len(weight), SmoothedLoss.ROWS[hidden.device.type]
        hidden_low, weight_low = hidden.bfloat16(), weight.bfloat16()
        hidden_grad = torch.empty_like(hidden_low)
        weight_grad = torch.zeros(weight.shape, device=hidden.device)
        bias_grad = torch.zeros(size, device=hidden.device)
        total = torch.zeros((), device=hidden.device)
        keep, share = 1 - SmoothedLoss.SMOOTHING, SmoothedLoss.SMOOTHING / size
        for start in range(0, rows, slice_rows):
            part = hidden_low[start : start + slice_rows]
            answers = goal[start : start + slice_rows, None]
            scores = (part @ weight_low.T).float().add_(bias)
            logarithm = scores.logsumexp(1, keepdim=True)
            right = scores.gather(1, answers)
            counts = importance[start : start + slice_rows, None]
            total += (counts * (logarithm - keep * right - share * scores.sum(1, keepdim=True))).sum()
            slope = scores.sub_(logarithm).exp_().sub_(share)
            slope.scatter_add_(1, answers, torch.full_like(right, -keep)).mul_(counts)
            bias_grad += slope.sum(0)
            slope_low = slope.bfloat16()
            hidden_grad[start : start + slice_rows] = slope_low @ weight_low
            weight_grad += (slope_low.T @ part).float()
        whole = importance.sum()
        ctx.save_for_backward(hidden_grad / whole, weight_grad / whole, bias_grad / whole)
        ctx.kind = hidden.dtype
        return total / whole

    @staticmethod
    def backward(ctx: Any, outer: torch.Tensor) -> tuple[torch.Tensor | None, ...]:  # type: ignore[override]
        hidden_grad, weight_grad, bias_grad = ctx.saved_tensors
        return (hidden_grad * outer).to(ctx.kind), weight_grad * outer, bias_grad * outer, None, None


def _rate(plan: Plan, step: int, progress: float) -> float:
    falling = plan.final + (plan.peak - plan.final) * (1 - progress)
    return falling * min(1.0, (step + 1) / max(1, plan.warmup_steps))


def _places(targets: torch.Tensor, vocabulary: int) -> torch.Tensor:
    # A target piece outside the language's list (rare, foreign) is learned as the unknown piece.
    places = torch.full((vocabulary,), 1, device=targets.device)
    places[targets] = torch.arange(len(targets), device=targets.device)
    return places


def _forever(examples: dict[str, Examples], plan: Plan, rng: random.Random) -> Iterator[Batch]:
    while True:
        plans = [(key, rows) for key in plan.directions for rows in _epoch(examples[key], plan, rng)]
        rng.shuffle(plans)
        for direction, rows in plans:
            yield _batch(direction, examples[direction], rows)


def _epoch(examples: Examples, plan: Plan, rng: random.Random) -> list[np.ndarray]:
    source = np.diff(examples.source_starts)
    target = np.diff(examples.target_starts)
    noise = np.random.default_rng(rng.randrange(2**31)).random(len(source))
    order = np.lexsort((source + 2 * noise, target))
    order = order[(source[order] <= plan.longest) & (target[order] <= plan.longest)]
    tokens = plan.batch_tokens
    batches = []
    start = 0
    while start < len(order):
        size = max(1, tokens // int(target[order[start]]))
        while start + size < len(order) and size * int(target[order[start + size - 1]]) > tokens:
            size = tokens // int(target[order[start + size - 1]])
        batches.append(order[start : start + size])
        start += size
    return batches


def _batch(direction: str, examples: Examples, rows: np.ndarray) -> Batch:
    sources = [examples.source[examples.source_starts[row] : examples.source_starts[row + 1]] for row in rows]
    targets = [examples.target[examples.target_starts[row] : examples.target_starts[row + 1]] for row in rows]
    links = [examples.links[examples.target_starts[row] : examples.target_starts[row + 1]] for row in rows]
    target = _padded(targets, PAD)
    start = torch.full((len(rows), 1), TARGET_START[direction])
    return Batch(direction, _padded(sources, PAD), torch.cat([start, target[:, :-1]], 1), target, _padded(links, -1))


def _padded(rows: list[np.ndarray], filling: int) -> torch.Tensor:
    table = np.full((len(rows), max(map(len, rows))), filling, np.int64)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return torch.from_numpy(table)


@torch.no_grad()
def _follow(average: dict[str, torch.Tensor], network: Translator, keep: float) -> None:
    for name, value in network.state_dict().items():
        average[name].lerp_(value, 1 - keep)


@torch.no_grad()
def development_loss(
    work: Path,
    network: Translator,
    directions: tuple[str, ...],
    targets: dict[str, torch.Tensor],
    places: dict[str, torch.Tensor],
) -> dict[str, float]:
    """Mean loss per target piece on the development pairs."""
    network.eval()
    found = {}
    for direction in directions:
        examples = Examples.load(work / f"dev.{direction}.npz")
        total = count = 0.0
        for rows in _epoch(examples, Plan("dev", directions, 0.0, longest=LONGEST + 1), random.Random(0)):
            batch = _batch(direction, examples, rows).to(targets[direction].device)
            loss, _ = _losses(network, batch, targets[direction], places[direction], False)
            size = float((batch.target != PAD).sum())
            total, count = total + float(loss) * size, count + size
        found[direction] = total / count
    network.train()
    return found


def keep_memory() -> None:
    """Lets the allocator keep freed blocks (Linux): giving them back and faulting them in again costs a third."""
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        library.mallopt(-3, 1 << 30)  # M_MMAP_THRESHOLD
        library.mallopt(-1, 1 << 30)  # M_TRIM_THRESHOLD


def _save(
    state: Path,
    network: Translator,
    optimiser: torch.optim.Optimizer,
    average: dict[str, torch.Tensor],
    step: int,
    spent: float,
    seen: int,
    plan: Plan,
) -> None:
    # Written beside and then moved, so that a stop in the middle never leaves half a checkpoint.
    stored = {
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "average": average,
        "step": step,
        "spent": spent,
        "seen": seen,
    }
    torch.save(stored, state.with_suffix(".part"))
    os.replace(state.with_suffix(".part"), state)
    if plan.parts:
        small = {
            "network": _half(network.state_dict()), "average": _half(average),
            "step": step, "spent": spent, "seen": seen,
        }  # fmt: skip
        torch.save(small, state.with_name(SMALL))
        fresh = Path(f"{plan.parts}.fresh")
        parts.split(state.with_name(SMALL), fresh)
        shutil.rmtree(plan.parts, ignore_errors=True)
        fresh.rename(plan.parts)


def _from_parts(folder: Path, stage: Path) -> dict[str, Any] | None:
    """A checkpoint that came home in parts: weights and their average in half the size, without the optimiser."""
    if not parts.join(folder, stage / SMALL):
        return None
    return torch.load(stage / SMALL, map_location="cpu")


def _half(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: value.detach().to("cpu", torch.bfloat16) for name, value in weights.items()}


def _full(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: value.float() for name, value in weights.items()}


def _report(
    work: Path,
    folder: Path,
    network: Translator,
    average: dict[str, torch.Tensor],
    plan: Plan,
    targets: dict[str, torch.Tensor],
    places: dict[str, torch.Tensor],
    step: int,
    spent: float,
    seen: int,
) -> None:
    smooth = Translator(network.shape).to(plan.device)
    smooth.load_state_dict(average)
    losses = development_loss(work, smooth, plan.directions, targets, places)
    weights = {key: value.cpu() for key, value in average.items()}
    torch.save({"shape": asdict(network.shape), "weights": weights}, folder / "average.part")
    os.replace(folder / "average.part", folder / "average.pt")
    record = {"step": step, "seconds": round(spent), "pairs": seen, "dev_loss": losses, "plan": asdict(plan)}
    (folder / "record.json").write_text(json.dumps(record, indent=1))
    print(f"{plan.name} {spent:.0f}s dev", *(f"{key} {value:.3f}" for key, value in losses.items()), flush=True)
    if not all(math.isfinite(value) for value in losses.values()):
        raise RuntimeError("the loss is no longer a number")
