"""Measures a model during training, window by window: claims found, claims invented, values that really stand there.

Owns the strict figures of single windows; whole conversations beside baselines are `evaluate`. What is measured is the
exported file through llama.cpp under the product's grammars; only where no interpreter with llama-cpp-python is at
hand, the torch model without any grammar stands in.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from lotse.domain.increments import RawClaim, parse_increment
from models.recipes.lm import corpus
from models.recipes.lm import tokenizer as pieces
from models.recipes.lm.generator import dialogues
from models.recipes.lm.model import Decoder

ROOT = Path(__file__).resolve().parents[3]
MAX_NEW = 200
_DIGITS = re.compile(r"\d+")
_VALUE = re.compile(r"\S*\d\S*")

Answers = list[tuple[RawClaim, ...]]


# The sets ------------------------------------------------------------------------------------------------------------


def generated(
    seed: int, count: int, language: str, split: str, sizes: Sequence[int] = corpus.MIXED
) -> list[corpus.Sample]:
    """Windows of generated conversations with a seed of their own; `heldout` uses wording training never saw."""
    made = dialogues(seed + 1, count, language=language, split=split)
    return _few(corpus.samples(made, language, seed + 1, sizes), count * 3, seed)


def sgd(data: Path, split: str, count: int, seed: int) -> list[corpus.Sample]:
    return _few(corpus.samples(corpus.sgd(data, split), "en", seed), count, seed)


def _few(found: Iterable[corpus.Sample], count: int, seed: int) -> list[corpus.Sample]:
    everything = list(found)
    return random.Random(seed).sample(everything, min(count, len(everything)))


# Decoding ------------------------------------------------------------------------------------------------------------


@torch.no_grad()
def answer(model: Decoder, tokenizer: Tokenizer, prompts: Sequence[str]) -> list[str]:
    """Greedy answers. Prompts of the same length go together, so nothing needs padding."""
    model.eval()
    end = tokenizer.token_to_id(pieces.END)
    groups: dict[int, list[int]] = defaultdict(list)
    encoded = [encoding.ids for encoding in tokenizer.encode_batch(list(prompts))]
    for number, ids in enumerate(encoded):
        groups[len(ids)].append(number)
    texts = [""] * len(prompts)
    for length, members in groups.items():
        pasts: list[list[torch.Tensor]] = [[] for _ in model.blk]
        tokens = torch.tensor([encoded[number] for number in members])
        made: list[torch.Tensor] = []
        running = torch.ones(len(members), dtype=torch.bool)
        for _ in range(min(MAX_NEW, model.shape.context - length)):
            last = model.logits(model.hidden(tokens, pasts)[:, -1])
            tokens = last.argmax(-1, keepdim=True)
            made.append(tokens)
            running &= tokens[:, 0] != end
            if not running.any():
                break
        for number, row in zip(members, torch.cat(made, 1).tolist(), strict=True):
            kept = row[: row.index(end)] if end in row else row
            texts[number] = tokenizer.decode(kept, skip_special_tokens=True)
    return texts


def read(texts: Sequence[str], samples: Sequence[corpus.Sample]) -> Answers:
    return [parse_increment(text, [turn.n for turn in s.turns]) for text, s in zip(texts, samples, strict=True)]


# Metrics -------------------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .,!?")


def exact(claim: RawClaim) -> tuple[object, ...]:
    """Everything but case and outer punctuation, evidence included. Results and due dates count."""
    said = (claim.text, claim.value, claim.result, claim.due)
    return (claim.section, claim.turns, claim.key, claim.actor, *map(_plain, said))


def value_only(claim: RawClaim) -> tuple[object, ...] | None:
    return (_plain(claim.value),) if claim.section == "fact" else None


def scores(found: Answers, gold: Answers, identity: Callable[[RawClaim], tuple[object, ...] | None]) -> dict[str, dict]:
    """Precision, recall and F1 by section and over all."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for said, true in zip(found, gold, strict=True):
        open_ = Counter(key for claim in true if (key := identity(claim)) is not None)
        for claim in true:
            if identity(claim) is not None:
                counts[claim.section]["gold"] += 1
        for claim in said:
            key = identity(claim)
            if key is None:
                continue
            counts[claim.section]["said"] += 1
            if open_[key] > 0:
                open_[key] -= 1
                counts[claim.section]["right"] += 1
    counts["all"] = sum((counts[section] for section in list(counts)), Counter())
    return {section: _rates(count) for section, count in sorted(counts.items())}


def _rates(count: Counter[str]) -> dict[str, float]:
    precision = count["right"] / count["said"] if count["said"] else 0.0
    recall = count["right"] / count["gold"] if count["gold"] else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(f1, 3), "gold": count["gold"]}


def grounding(found: Answers, samples: Sequence[corpus.Sample]) -> dict[str, float]:
    """How much of what was said stands in the turns it names."""
    values = literal = numbers = backed = 0
    for said, sample in zip(found, samples, strict=True):
        texts = {turn.n: turn.text for turn in sample.turns}
        for claim in said:
            evidence = " ".join(texts[n] for n in claim.turns)
            fact = claim.value if claim.section == "fact" else ""
            for value in filter(None, (claim.text, fact, claim.result, claim.due)):
                values += 1
                literal += _plain(value) in _plain(evidence)
                digits = _DIGITS.findall(value)
                numbers += len(digits)
                backed += sum(run in _DIGITS.findall(evidence) for run in digits)
    return {
        "literal": round(literal / values, 3) if values else 0.0,
        "numbers_in_evidence": round(backed / numbers, 3) if numbers else 0.0,
    }


def quiet(found: Answers, gold: Answers) -> dict[str, float]:
    """How often nothing is said where there is nothing to note."""
    silent = [not said for said, true in zip(found, gold, strict=True) if not true]
    return {"empty_windows": len(silent), "empty_right": round(sum(silent) / len(silent), 3) if silent else 0.0}


def every_number(samples: Sequence[corpus.Sample]) -> Answers:
    """Baseline: whatever holds a digit in a fresh turn is a fact."""
    found = []
    for sample in samples:
        claims = [
            RawClaim("fact", (turn.n,), key="value", value=value)
            for turn in sample.turns[-sample.fresh :]
            for value in _VALUE.findall(turn.text)
        ]
        found.append(tuple(claims))
    return found


def summary(found: Answers, samples: Sequence[corpus.Sample]) -> dict[str, object]:
    gold = [sample.gold for sample in samples]
    return {
        "windows": len(samples),
        "exact": scores(found, gold, exact),
        "fact_values": scores(found, gold, value_only)["all"],
        "fact_values_baseline": scores(every_number(samples), gold, value_only)["all"],
        **grounding(found, samples),
        **quiet(found, gold),
    }


def sets_of(seed: int, data: Path | None, *, test: bool, small: bool = False) -> dict[str, list[corpus.Sample]]:
    """The windows to measure on. SGD's test split is read only when `test`, for the card; choosing is done on dev."""
    size = 8 if small else 50
    found = {
        "heldout-de": generated(seed, size, "de", "heldout"),
        "heldout-en": generated(seed, size, "en", "heldout"),
        "heldout-de-single": generated(seed, size, "de", "heldout", (1,)),
        "seen-de": generated(seed, size, "de", "train"),
    }
    if data:
        split = "test" if test else "dev"
        found[f"sgd-{split}"] = sgd(data, split, size * 3, seed)
    return found


def measure(
    model: Decoder,
    tokenizer: Tokenizer,
    exported: Path,
    seed: int,
    data: Path | None,
    *,
    test: bool,
    small: bool = False,
) -> dict[str, object]:
    """Return figures by set: of the file through llama.cpp under both grammars, or of the torch model without any."""
    chosen = sets_of(seed, data, test=test, small=small)
    python = _python_with_llama_cpp()
    if python is None:
        found = {
            name: {"none": summary(read(answer(model, tokenizer, [s.prompt for s in samples]), samples), samples)}
            for name, samples in chosen.items()
        }
        return {"sets": found, "llama_cpp": None}
    done = through_llama_cpp(python, exported, tokenizer, chosen)
    return {
        "sets": {
            name: {grammar: summary(read(texts, chosen[name]), chosen[name]) for grammar, texts in answers.items()}
            for name, answers in done.pop("answers").items()
        },
        "llama_cpp": done,
    }


# llama.cpp ------------------------------------------------------------------------------------------------------------

TRICKY = (
    "Größe, Straße & Übergröße: 12,50 € – „fünf“ Äpfel!",
    "C3: ÄÖÜäöüß don't 👍🏽 \u00a0 x",
    "=>\n--\nS12: é",
    "a  b   c",
)


def _python_with_llama_cpp() -> str | None:
    """This interpreter, or the project's own beside it."""
    for python in (sys.executable, str(ROOT / ".venv" / "bin" / "python")):
        probe = "import importlib.util, sys; sys.exit(importlib.util.find_spec('llama_cpp') is None)"
        if Path(python).exists() and subprocess.run([python, "-c", probe], check=False).returncode == 0:
            return python
    return None


def through_llama_cpp(
    python: str, exported: Path, tokenizer: Tokenizer, chosen: dict[str, list[corpus.Sample]]
) -> dict[str, Any]:
    """Return what llama.cpp answers, how fast, and whether it cuts text into the same pieces as training."""
    texts = [*TRICKY, *(sample.prompt for samples in chosen.values() for sample in samples)]
    windows = {
        name: [
            {"prompt": s.prompt, "fresh": s.fresh, "turns": [[t.n, t.speaker, t.text] for t in s.turns]}
            for s in samples
        ]
        for name, samples in chosen.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        job, result = Path(folder) / "job.json", Path(folder) / "result.json"
        job.write_text(json.dumps({"model": str(exported), "texts": texts, "sets": windows}), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "app")))}
        command = [python, "-m", "models.recipes.lm.llama", str(job), str(result)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        measured: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    same = sum(a == b for a, b in zip(ids, measured.pop("ids"), strict=True))
    return measured | {"tokenised_alike": f"{same} of {len(ids)}"}
