"""Measures a trained model on windows it has not seen: claims found, claims invented, values that really stand there.

Owns metrics and baselines. The torch model decodes greedily and unconstrained; the exported file is measured a second
time through llama.cpp under the product's grammar, where an interpreter with llama-cpp-python is at hand.
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


def generated(seed: int, count: int, language: str, split: str) -> list[corpus.Sample]:
    """Windows of generated conversations with a seed of their own; `heldout` uses wording training never saw."""
    made = dialogues(seed + 1, count, language=language, split=split)
    return _few(corpus.samples(made, language, seed + 1), count * 3, seed)


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
        fresh = sample.prompt.split("\n--\n", 1)[1].count("\n")
        claims = [
            RawClaim("fact", (turn.n,), key="value", value=value)
            for turn in sample.turns[-fresh:]
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


def measure(
    model: Decoder, tokenizer: Tokenizer, seed: int, data: Path | None, *, test: bool, small: bool = False
) -> dict[str, object]:
    """Return figures by set. SGD's test split is read only when `test`, for the card; choosing is done on dev."""
    size = 20 if small else 250
    sets = {
        "heldout-de": generated(seed, size, "de", "heldout"),
        "heldout-en": generated(seed, size, "en", "heldout"),
        "seen-de": generated(seed, size, "de", "train"),
    }
    if data:
        split = "test" if test else "dev"
        sets[f"sgd-{split}"] = sgd(data, split, size * 3, seed)
    return {
        name: summary(read(answer(model, tokenizer, [s.prompt for s in samples]), samples), samples)
        for name, samples in sets.items()
    }


# llama.cpp -----------------------------------------------------------------------------------------------------------


def through_llama_cpp(model: Path, tokenizer: Tokenizer, seed: int, *, small: bool = False) -> dict[str, object]:
    """Return what llama.cpp makes of the exported file, or nothing where llama-cpp-python is not installed."""
    samples = generated(seed, 20 if small else 80, "de", "heldout")
    tricky = [
        "Größe, Straße & Übergröße: 12,50 € – „fünf“ Äpfel!",
        "C3: ÄÖÜäöüß don't 👍🏽 \u00a0 x",
        "=>\n--\nS12: é",
        "a  b   c",
    ]
    texts = tricky + [sample.prompt for sample in samples]
    task = {
        "model": str(model),
        "texts": texts,
        "windows": [{"prompt": s.prompt, "turns": [turn.n for turn in s.turns]} for s in samples],
    }
    with tempfile.TemporaryDirectory() as folder:
        job, result = Path(folder) / "job.json", Path(folder) / "result.json"
        job.write_text(json.dumps(task), encoding="utf-8")
        for python in (sys.executable, str(ROOT / ".venv" / "bin" / "python")):
            paths = os.pathsep.join((str(ROOT), str(ROOT / "app")))
            command = [python, "-m", "models.recipes.lm.llama", str(job), str(result)]
            if not Path(python).exists():
                continue
            environment = {**os.environ, "PYTHONPATH": paths}
            done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
            if done.returncode == 0:
                measured = json.loads(result.read_text(encoding="utf-8"))
                break
            print(f"no llama.cpp through {python}: {done.stderr.strip().splitlines()[-1:]}", flush=True)
        else:
            return {}
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    same = sum(a == b for a, b in zip(ids, measured.pop("ids"), strict=True))
    answers = read(measured.pop("answers"), samples)
    return {
        "llama_cpp": {
            **measured,
            "tokenised_alike": f"{same} of {len(ids)}",
            "heldout-de": summary(answers, samples),
        }
    }
