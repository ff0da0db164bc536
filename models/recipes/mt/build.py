"""Command line of the translation recipe: prepare, train in stages, package, evaluate, write the card.

    python build.py --out <folder> --work <scratch> --data <corpora>    the full recipe
    python build.py --out <folder> --work <scratch> --quick             about two minutes, needs no corpora, see README

Every step keeps its result in the scratch folder and is skipped or continued when the command is given again.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from card import card_text
from corpus import FOCUS_SOURCES, SOURCES, Pair, development_pairs, training_pairs
from evaluate import evaluate, read_test_sets, to_json
from export import load_network, package
from model import Shape
from phrases import phrase_pairs
from prepare import DIRECTIONS, prepare, repeated_phrases, write_focus
from train import Plan, keep_memory, new_network, run

VERSION = "0.1"
SEED = 7


@dataclass(frozen=True)
class Profile:
    """Sizes of one way to run the recipe."""

    shape: Shape
    rounds: int
    lexical_steps: int
    shared_seconds: float
    single_seconds: float
    test_rows: int
    masked: int
    warmup_steps: int = 300
    batch_tokens: int = 2048


FULL = Profile(Shape(8000), 5, 200, 3750, 1900, 1500, 70_000)
QUICK = Profile(Shape(800, inner=256, encoder_layers=2), 4, 40, 40, 15, 60, 1_000, 20, 384)


def main() -> None:
    options = _options()
    torch.set_num_threads(options.threads)
    keep_memory()
    profile = QUICK if options.quick else FULL
    work: Path = options.work
    steps = options.steps.split(",") if options.steps else ["prepare", "shared", *DIRECTIONS, "package"]
    if "prepare" in steps and not (work / "focus.en_de.npz").exists():
        pairs, development = _pairs(options)
        prepare(pairs, development, work, profile.shape.vocabulary, SEED, profile.rounds, profile.lexical_steps)
        write_focus(_focus(options), work, profile.masked, SEED)
    if "shared" in steps:
        seconds = options.shared_seconds or profile.shared_seconds
        plan = Plan(
            "shared",
            DIRECTIONS,
            seconds,
            peak=2e-3,
            final=1e-3,
            warmup_steps=profile.warmup_steps,
            short_until=0.15,
            guide_until=0.4,
            save_every=300.0,
            batch_tokens=profile.batch_tokens,
            seed=SEED,
        )
        run(work, new_network(work, profile.shape, SEED), plan)
    for direction in DIRECTIONS:
        if direction in steps:
            seconds = options.single_seconds or profile.single_seconds
            _single(work, direction, seconds, profile)
    if "package" in steps:
        if options.quick:
            test_sets = {"own phrases, all of them trained on": phrase_pairs()[: profile.test_rows]}
        else:
            test_sets = read_test_sets(options.data, profile.test_rows, SEED)
        _package(work, options.out, test_sets, profile, options.stage, options.note)


def _pairs(options: argparse.Namespace) -> tuple[list[Pair], list[Pair]]:
    if options.quick:
        return repeated_phrases(30, random.Random(SEED)), phrase_pairs()
    return training_pairs(options.data, SOURCES, SEED), development_pairs(options.data, 300)


def _focus(options: argparse.Namespace) -> list[Pair]:
    phrases = repeated_phrases(20, random.Random(SEED + 1))
    return phrases if options.quick else phrases + training_pairs(options.data, FOCUS_SOURCES, SEED + 1)


def _single(work: Path, direction: str, seconds: float, profile: Profile) -> None:
    """Continues the shared network in one direction only, down to a learning rate of zero."""
    plan = Plan(
        direction,
        (direction,),
        seconds,
        peak=1e-3,
        warmup_steps=profile.warmup_steps // 3,
        guide=0.0,
        guide_until=0.0,
        short_until=0.0,
        batch_tokens=profile.batch_tokens,
        seed=SEED,
        data="focus",
    )
    run(work, load_network(work / "shared" / "average.pt"), plan)


def _package(work: Path, out: Path, test_sets: dict[str, list[Pair]], profile: Profile, stage: str, note: str) -> None:
    readme = "Starter model of Lotse, trained from scratch. Weights: CC BY-SA 4.0. Details: its model card.\n"
    version = f"{VERSION}-preview" if stage else VERSION
    stages = [stage] if stage else ["shared", *DIRECTIONS]
    records = {name: json.loads((work / name / "record.json").read_text()) for name in stages}
    results = []
    for direction in DIRECTIONS:
        name = stage or direction
        file = package(work, work / name / "average.pt", direction, version, readme, out)
        results.append(evaluate(file, direction, test_sets, SEED))
        print(f"{file} {file.stat().st_size} bytes", flush=True)
    (work / "evaluation.json").write_text(to_json(results), encoding="utf-8")
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    card = card_text(results, records, profile.shape, version, SEED, today, note)
    (out / "README.md").write_text(card, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, help="folder with parallel/ and mt_eval/; the quick profile needs none")
    parser.add_argument("--out", type=Path, required=True, help="where the packages and the card go")
    parser.add_argument("--work", type=Path, required=True, help="scratch folder; kept for continuing")
    parser.add_argument("--quick", action="store_true", help="tiny profile that only shows that everything runs")
    parser.add_argument("--threads", type=int, default=1, help="may differ from one continuation to the next")
    parser.add_argument("--steps", default="", help="comma-separated: prepare, shared, de_en, en_de, package")
    parser.add_argument("--stage", default="", help="preview: package this stage (shared) for both directions")
    parser.add_argument("--note", default="", help="what was different in this run, for the card")
    parser.add_argument("--shared-seconds", type=float, default=0.0, help="budget of the shared stage")
    parser.add_argument("--single-seconds", type=float, default=0.0, help="budget of each single-direction stage")
    options = parser.parse_args()
    if options.data is None and not options.quick:
        parser.error("the full recipe needs --data")
    return options


if __name__ == "__main__":
    main()
