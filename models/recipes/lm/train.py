"""Trains the starter language model, exports it as GGUF, evaluates it and writes its card. One command does all.

    python -m models.recipes.lm.train --data FOLDER --minutes 60      the shipped model
    python -m models.recipes.lm.train --quick                         a tiny one, about two minutes, without any corpus
    python -m models.recipes.lm.train --profile cuda --device cuda --work FOLDER     a larger one, in eight minutes

What a machine without the corpora needs is written by `--prepare` into the work folder; what it has learned comes back
as the parts of its checkpoint in `WORK/parts`, from which the next run goes on.

Resumable: samples, tokenizer and checkpoints live in `--work`; the same command goes on where it was stopped. The
budget counts training time only, and the learning rate falls with it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
for folder in (ROOT, ROOT / "app"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import numpy as np  # noqa: E402
import torch  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from torch import Tensor, nn  # noqa: E402

from models.recipes import parts  # noqa: E402
from models.recipes.lm import card, corpus, evaluate, export, tokenizer  # noqa: E402
from models.recipes.lm.generator import dialogues  # noqa: E402
from models.recipes.lm.model import Decoder, Shape  # noqa: E402
from models.recipes.lm.optimiser import Muon  # noqa: E402


@dataclass(frozen=True)
class Profile:
    """What to train on and how large the model is."""

    name: str
    minutes: float
    german: int
    english: int
    real: bool
    vocabulary: int
    spaced: int
    layers: int
    width: int
    heads: int
    hidden: int
    batch_tokens: int = 3072
    matrix_rate: float = 0.02
    other_rate: float = 0.003
    input_weight: float = 0.1
    input_share: float = 0.12
    checkpoint_seconds: float = 180.0
    seed: int = 20261121


FULL = Profile("full", 60, 34_000, 13_000, True, 4_608, 900, 4, 192, 6, 512)
CUDA = Profile("cuda", 8, 100_000, 40_000, True, 8_192, 1_200, 8, 512, 8, 1_408, batch_tokens=65_536, input_share=1.0)
QUICK = Profile("quick", 1, 700, 300, False, 1_536, 256, 2, 64, 4, 192, batch_tokens=2048, checkpoint_seconds=20)
PROFILES = {profile.name: profile for profile in (FULL, CUDA, QUICK)}


BEFORE = Path(__file__).with_name("figures_v0.json")
"""What the model before measured in the same way."""

# Pieces of the longest window that is learned from; the network itself takes more.
LONGEST = 1024

# Data ----------------------------------------------------------------------------------------------------------------


def prepare(profile: Profile, data: Path | None, work: Path) -> None:
    """Write tokenizer and tokenised samples once."""
    if (work / "samples.npz").exists():
        return
    started = time.monotonic()
    found = list(training_samples(profile, data))
    texts = [
        sample.prompt + sample.output for sample in random.Random(profile.seed).sample(found, min(len(found), 80_000))
    ]
    if (work / "tokenizer.json").exists():
        pieces = tokenizer.load(work / "tokenizer.json")  # new samples for a network that has begun to learn
    else:
        pieces = tokenizer.train_tokenizer(texts, profile.vocabulary, profile.spaced)
        tokenizer.save(pieces, work / "tokenizer.json")
    end = pieces.token_to_id(tokenizer.END)
    flat, starts, prompts = [], [0], []
    for at in range(0, len(found), 10_000):
        part = found[at : at + 10_000]
        inputs = pieces.encode_batch([sample.prompt for sample in part])
        outputs = pieces.encode_batch([sample.output for sample in part])
        for prompt, output in zip(inputs, outputs, strict=True):
            ids = prompt.ids + output.ids + [end]
            flat.append(np.array(ids, dtype=np.uint16))
            starts.append(starts[-1] + len(ids))
            prompts.append(len(prompt.ids))
    np.savez_compressed(
        work / "samples.npz", flat=np.concatenate(flat), starts=np.array(starts), prompts=np.array(prompts)
    )
    report(f"{len(found)} samples, {starts[-1]} tokens, prepared in {time.monotonic() - started:.0f} s")


def training_samples(profile: Profile, data: Path | None) -> Iterator[corpus.Sample]:
    for language, count in (("de", profile.german), ("en", profile.english)):
        generated = dialogues(profile.seed, count, language=language, split="train")
        yield from corpus.samples(generated, language, profile.seed)
    if profile.real and data:
        yield from corpus.real_samples(data, "train", seed=profile.seed)


def batches(starts: np.ndarray, context: int, tokens: int, seed: int) -> Iterator[np.ndarray]:
    """Yield sample numbers for one batch after the other, without end: alike lengths together, batches shuffled."""
    lengths = np.diff(starts)
    usable = np.flatnonzero(lengths <= context)
    for epoch in itertools.count():
        rng = np.random.default_rng((seed, epoch))
        order = rng.permutation(usable)
        for pool in np.array_split(order, max(1, len(order) // 4096)):
            pool = pool[np.argsort(lengths[pool], kind="stable")]
            groups, group = [], []
            for sample in pool:
                if group and (len(group) + 1) * lengths[sample] > tokens:
                    groups.append(np.array(group))
                    group = []
                group.append(sample)
            groups.append(np.array(group))
            for index in rng.permutation(len(groups)):
                yield groups[index]


class Samples:
    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            self.flat, self.starts, self.prompts = stored["flat"], stored["starts"], stored["prompts"]

    def tensors(self, numbers: np.ndarray, input_weight: float) -> tuple[Tensor, Tensor]:
        """Return tokens and the loss weight of each, padded to the longest."""
        longest = int((self.starts[numbers + 1] - self.starts[numbers]).max())
        tokens = np.zeros((len(numbers), longest), dtype=np.int64)
        weights = np.zeros((len(numbers), longest), dtype=np.float32)
        for row, number in enumerate(numbers):
            ids = self.flat[self.starts[number] : self.starts[number + 1]]
            tokens[row, : len(ids)] = ids
            weights[row, : len(ids)] = 1.0
            weights[row, : self.prompts[number]] = input_weight
        return torch.from_numpy(tokens), torch.from_numpy(weights)


# Training ------------------------------------------------------------------------------------------------------------


class Run:
    """Model, optimisers and progress: everything a checkpoint holds."""

    def __init__(self, profile: Profile, shape: Shape, work: Path, *, half: bool, device: str = "cpu") -> None:
        torch.manual_seed(profile.seed)
        self.half, self.device = half, torch.device(device)
        self.profile, self.path = profile, work / "checkpoint.pt"
        self.model = Decoder(shape).to(self.device)
        matrices = [p for name, p in self.model.named_parameters() if p.ndim == 2 and "token_embd" not in name]
        others = [p for name, p in self.model.named_parameters() if p.ndim < 2 or "token_embd" in name]
        self.optimisers: list[torch.optim.Optimizer] = [
            Muon(matrices, lr=profile.matrix_rate, decay=0.02),
            torch.optim.Adam(others, lr=profile.other_rate, betas=(0.9, 0.98)),
        ]
        self.rates = [profile.matrix_rate, profile.other_rate]
        self.step, self.seen, self.seconds = 0, 0, 0.0

    def restore(self) -> None:
        if not self.path.exists() and not parts.join(self.path.parent / "parts", self.path):
            return
        stored = torch.load(self.path, weights_only=True, map_location=self.device)
        layers = 1 + max(int(name.split(".")[1]) for name in stored["model"] if name.startswith("blk."))
        if layers < self.profile.layers:
            self.model.load_state_dict(grown(stored["model"], layers, self.model.state_dict()))
            report(f"grown from {layers} to {self.profile.layers} layers")
        else:
            self.model.load_state_dict(stored["model"])
            for optimiser, state in zip(self.optimisers, stored.get("optimisers", ()), strict=False):
                optimiser.load_state_dict(state)
        self.step, self.seen, self.seconds = stored["step"], stored["seen"], stored["seconds"]
        report(f"resumed at step {self.step}, {self.seconds / 60:.1f} minutes")

    def keep(self) -> None:
        part = self.path.with_suffix(".part")
        torch.save(
            {
                "model": self.model.state_dict(),
                "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
                "step": self.step,
                "seen": self.seen,
                "seconds": self.seconds,
            },
            part,
        )
        part.replace(self.path)

    def pack(self) -> None:
        """Write what has to come home, in parts: the weights in half precision; the optimisers start anew there."""
        light = self.path.with_suffix(".part")
        halves = {name: tensor.to(torch.bfloat16) for name, tensor in self.model.state_dict().items()}
        torch.save({"model": halves, "step": self.step, "seen": self.seen, "seconds": self.seconds}, light)
        parts.split(light.rename(self.path), self.path.parent / "parts")

    def set_rate(self, progress: float) -> None:
        """Warm up over 60 steps, hold, then fall to nothing over the last 60 % of the time."""
        factor = min(1.0, (self.step + 1) / 60) * min(1.0, max(0.02, (1 - progress) / 0.6))
        for optimiser, rate in zip(self.optimisers, self.rates, strict=True):
            for group in optimiser.param_groups:
                group["lr"] = rate * factor

    def advance(self, tokens: Tensor, weights: Tensor, generator: torch.Generator) -> float:
        """One step; returns the loss on the answers."""
        profile = self.profile
        answer = weights[:, 1:] == 1.0
        # The vocabulary is a quarter of all arithmetic, and the input only helps: a sample of it is enough.
        drawn = torch.rand(answer.shape, generator=generator) < profile.input_share
        used = answer | ((weights[:, 1:] > 0) & drawn)
        tokens, answer, used = (tensor.to(self.device, non_blocking=True) for tensor in (tokens, answer, used))
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.half):
            hidden = self.model.hidden(tokens[:, :-1])
            logits = self.model.logits(hidden[used])
        losses = nn.functional.cross_entropy(logits.float(), tokens[:, 1:][used], reduction="none")
        is_answer = answer[used]
        weight = torch.where(is_answer, 1.0, profile.input_weight / profile.input_share)
        loss = (losses * weight).sum() / weight.sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in self.optimisers[1].param_groups for p in g["params"]], 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self.seen += len(tokens)
        return float(losses[is_answer].detach().mean())


def grown(small: dict[str, Tensor], layers: int, fresh: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights of the deeper network `fresh` that computes what `small`, of `layers` blocks, computes.

    The old blocks are spread evenly; those between start as they were made: they add nothing yet.
    """
    deeper = 1 + max(int(name.split(".")[1]) for name in fresh if name.startswith("blk."))
    weights = dict(fresh)
    for name, tensor in small.items():
        parts = name.split(".")
        if parts[0] == "blk":
            parts[1] = str(int(parts[1]) * deeper // layers)
        weights[".".join(parts)] = tensor
    return weights


def train(run: Run, samples: Samples, minutes: float, until: float | None, steps: int | None = None) -> None:
    """Train until the budget of `minutes`, the wall-clock moment `until` or the number of `steps` is used up."""
    profile, budget = run.profile, minutes * 60
    stream = batches(samples.starts, LONGEST, profile.batch_tokens, profile.seed)
    upcoming = itertools.islice(stream, run.step, None)
    generator = torch.Generator().manual_seed(profile.seed + run.step)
    began, before = time.monotonic(), run.seconds
    kept, smooth = began, 0.0
    run.model.train()
    last = run.step + steps if steps is not None else sys.maxsize
    while run.seconds < budget and run.step < last and (until is None or time.time() < until):
        run.set_rate(run.seconds / budget)
        loss = run.advance(*samples.tensors(next(upcoming), profile.input_weight), generator)
        smooth = loss if not smooth else 0.98 * smooth + 0.02 * loss
        now = time.monotonic()
        run.seconds = before + now - began
        if run.step % 50 == 0:
            report(f"step {run.step} samples {run.seen} minutes {run.seconds / 60:.1f} loss {smooth:.3f}")
        if now - kept > profile.checkpoint_seconds:
            run.keep()
            kept = now
    run.keep()


def report(line: str) -> None:
    print(time.strftime("%H:%M:%S"), line, flush=True)


def _corpora() -> Path | None:
    """The folder of dialogues below what `LOTSE_CORPORA` names."""
    return Path(os.environ["LOTSE_CORPORA"]) / "dialogues" if os.environ.get("LOTSE_CORPORA") else None


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tiny model, for continuous integration")
    parser.add_argument("--profile", choices=sorted(PROFILES), help="`full` without --quick")
    parser.add_argument("--device", default="cpu", help="where torch computes: cpu, cuda")
    parser.add_argument("--prepare", action="store_true", help="write tokenizer and samples, then stop")
    parser.add_argument("--steps", type=int, help="stop after so many steps")
    parser.add_argument(
        "--data", type=Path, default=_corpora(), help="folder of dialogues: sgd/, star/, bcontrast/ and others"
    )
    parser.add_argument("--work", type=Path, help="where samples and checkpoints are kept")
    parser.add_argument("--out", type=Path, help="folder for model and card")
    parser.add_argument("--minutes", type=float, help="training time, without preparation")
    parser.add_argument("--until", type=float, help="stop at this Unix time at the latest")
    parser.add_argument("--layers", type=int, help="a checkpoint of fewer layers is grown")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="measure the checkpoint on dev instead of going on")
    parser.add_argument("--half", action="store_true", help="bfloat16 arithmetic, where the processor has it")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    profile = QUICK if given.quick else PROFILES[given.profile or "full"]
    if given.minutes:
        profile = replace(profile, minutes=given.minutes)
    if given.layers:
        profile = replace(profile, layers=given.layers)
    prepared = given.work is not None and (given.work / "samples.npz").exists()
    if profile.real and not given.data and not prepared:
        raise SystemExit("the full profile needs its corpora: --data FOLDER, or LOTSE_CORPORA")
    torch.set_num_threads(given.threads)
    work = given.work or Path(tempfile.gettempdir()) / f"lotse-lm-{profile.name}"
    out = given.out or (work / "model" if given.quick else ROOT / "models" / "lotse-lm")
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    prepare(profile, given.data, work)
    if given.prepare:
        return
    pieces = tokenizer.load(work / "tokenizer.json")
    shape = Shape(pieces.get_vocab_size(), profile.layers, profile.width, profile.heads, profile.hidden)
    run = Run(profile, shape, work, half=given.half or given.device != "cpu", device=given.device)
    run.restore()
    report(f"{sum(p.numel() for p in run.model.parameters()) / 1e6:.2f} M parameters")
    if given.check:
        check(run, pieces, given, work)
        return
    train(run, Samples(work / "samples.npz"), profile.minutes, given.until, given.steps)
    if given.device != "cpu":
        run.pack()
        report(f"parts of the checkpoint are in {work / 'parts'}; the same command without --device ends the work")
        return

    finish(run, pieces, given, out, work)


def check(run: Run, pieces: Tokenizer, given: argparse.Namespace, work: Path) -> None:
    """Measure the checkpoint on the dev sets."""
    exported = export.write(run.model, pieces, work / "checkpoint.gguf", quantised=True)
    data = given.data if run.profile.real else None
    seed = run.profile.seed + 1
    figures = evaluate.measure(run.model, pieces, exported, seed, data, test=False, small=given.quick)
    report(json.dumps(figures, indent=1))


def finish(run: Run, pieces: Tokenizer, given: argparse.Namespace, out: Path, work: Path) -> None:
    """Export, measure, write the card. What `history.md` in the work folder tells of the run goes into it."""
    model_file = export.write(run.model, pieces, out / "lotse-lm.gguf", quantised=True)
    report(f"exported {model_file.stat().st_size / 1e6:.1f} MB")
    seed, data = run.profile.seed, given.data if run.profile.real else None
    figures = evaluate.measure(run.model, pieces, model_file, seed, data, test=True, small=given.quick)
    facts = {
        "profile": asdict(run.profile),
        "shape": asdict(run.model.shape),
        "parameters": sum(p.numel() for p in run.model.parameters()),
        "steps": run.step,
        "samples_seen": run.seen,
        "samples_there": len(Samples(work / "samples.npz").prompts),
        "minutes": round(run.seconds / 60, 1),
        "threads": given.threads,
        "bf16": given.half,
        "sgd": data is not None,
        "grown": bool(given.layers),
        "history": history.read_text(encoding="utf-8") if (history := work / "history.md").exists() else "",
    }
    evaluation = None
    if data:

        def told(name: str, split: str, found: dict[str, Any]) -> None:
            report(evaluate.line(name, split, found))

        evaluation = evaluate.run(model_file, data, work / "evaluation", dev_turns=500, test_turns=1200, report=told)
    kept = {"run": facts, "figures": figures, "evaluation": evaluation}
    (work / "figures.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    before = json.loads(BEFORE.read_text(encoding="utf-8")) if evaluation and BEFORE.exists() else None
    card.write(out / "README.md", facts, figures, model_file, evaluation, before)
    report(f"done: {model_file}")


if __name__ == "__main__":
    main()
