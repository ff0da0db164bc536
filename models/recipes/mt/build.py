"""Command line of the translation recipe: prepare, train in stages, package, evaluate, write the card.

    build.py --profile quick --work WORK --out OUT                      about two minutes, reads no corpora
    build.py --profile cpu --work WORK --out OUT --data CORPORA         what ships: some hours of one core
    build.py --profile cuda --work WORK --data CORPORA --steps pack
    build.py --profile cuda --work WORK --steps shared --device cuda    then de_en and en_de, then package

Every step keeps its result in the work folder and is skipped or continued when the command is given again. A stage of
the cuda profile ends inside ten minutes, reads nothing but the work folder, and leaves its checkpoint in parts.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import torch

REPOSITORY = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "app")]

from models.recipes.mt.card import Stage, card_text  # noqa: E402
from models.recipes.mt.corpus import FOCUS_SOURCES, WIDE_SOURCES, development_pairs  # noqa: E402
from models.recipes.mt.evaluate import Result, evaluate, from_json, read_test_sets, to_json  # noqa: E402
from models.recipes.mt.export import load_network, package  # noqa: E402
from models.recipes.mt.mixture import focus_pairs, shared_pairs  # noqa: E402
from models.recipes.mt.model import Shape  # noqa: E402
from models.recipes.mt.phrases import phrase_pairs  # noqa: E402
from models.recipes.mt.prepare import (  # noqa: E402
    DIRECTIONS,
    packed_bytes,
    prepare,
    prepare_plain,
    repeated_phrases,
    write_focus,
)
from models.recipes.mt.train import Plan, keep_memory, new_network, run  # noqa: E402

VERSION = "0.2"
SEED = 7
PACKED_LIMIT = 60_000_000


@dataclass(frozen=True)
class Profile:
    """Sizes of one way to run the recipe, and its stages, each with the stage it continues."""

    shape: Shape
    stages: tuple[tuple[Plan, str], ...]
    aligned: bool = True
    rounds: int = 5
    lexical_steps: int = 200
    service: int = 60_000
    inserted: int = 20_000
    placeholders: int = 5_000

    def plans(self) -> dict[str, tuple[Plan, str]]:
        return {plan.name: (plan, before) for plan, before in self.stages}

    def last(self, direction: str) -> str:
        return [plan.name for plan, _ in self.stages if direction in plan.directions][-1]


def _shared(seconds: float, **changes: object) -> tuple[Plan, str]:
    plan = Plan("shared", DIRECTIONS, seconds, peak=2e-3, final=1e-3, short_until=0.15, guide_until=0.4, seed=SEED)
    return replace(plan, save_every=300.0, **changes), ""


def _single(name: str, direction: str, before: str, seconds: float, **changes: object) -> tuple[Plan, str]:
    plan = Plan(name, (direction,), seconds, guide=0.0, guide_until=0.0, short_until=0.0, seed=SEED, mark_weight=2.0)
    return replace(plan, longest=56, save_every=300.0, **changes), before


def _cpu_stages() -> Iterable[tuple[Plan, str]]:
    yield _shared(3750)
    for direction in DIRECTIONS:
        yield _single(f"{direction}-1", direction, "shared", 3300, peak=1.2e-3, final=8e-4, warmup_steps=80)
        yield _single(direction, direction, f"{direction}-1", 1500, data="focus", peak=8e-4, warmup_steps=80)


def _cuda_stages() -> Iterable[tuple[Plan, str]]:
    wide: dict[str, object] = {"batch_tokens": 65_536, "data": "focus", "longest": 56, "save_every": 120.0}
    wide |= {"guide": 0.0, "guide_until": 0.0, "short_until": 0.0, "mark_weight": 2.0, "warmup_steps": 1_000}
    shared, _ = _shared(500)
    yield replace(shared, peak=1.5e-3, final=7e-4, **wide), ""
    for direction in DIRECTIONS:
        yield replace(_single(direction, direction, "", 500)[0], peak=7e-4, **{**wide, "warmup_steps": 200}), "shared"


PROFILES = {
    "quick": Profile(
        Shape(800, inner=256, encoder_layers=2),
        (
            _shared(40, warmup_steps=20, batch_tokens=384),
            *(
                _single(key, key, "shared", 15, peak=1e-3, warmup_steps=6, batch_tokens=384, data="focus")
                for key in DIRECTIONS
            ),
        ),
        rounds=4,
        lexical_steps=40,
        service=3_000,
        inserted=500,
        placeholders=100,
    ),
    "cpu": Profile(Shape(8_000), tuple(_cpu_stages())),
    "cuda": Profile(
        Shape(20_000, width=384, heads=6, inner=1_536, encoder_layers=10, decoder_layers=2),
        tuple(_cuda_stages()),
        aligned=False,
        service=120_000,
    ),
}


def main() -> None:
    options = _options()
    torch.set_num_threads(options.threads)
    keep_memory()
    profile = PROFILES[options.profile]
    work: Path = options.work
    plans = profile.plans()
    steps = options.steps.split(",") if options.steps else ["pack", *plans, "package"]
    if "pack" in steps and not (work / "focus.en_de.npz").exists():
        _pack(options, profile)
    for name in (name for name in plans if name in steps):
        plan, before = plans[name]
        parts = "" if profile.aligned else str(work / name / "parts")
        plan = replace(plan, device=options.device, steps_limit=options.steps_limit, parts=parts)
        network = load_network(work / before / "average.pt") if before else new_network(work, profile.shape, SEED)
        plan = replace(plan, batch_tokens=options.batch_tokens or plan.batch_tokens)
        run(work, network, replace(plan, seconds=options.seconds or plan.seconds))
    if "package" in steps:
        _package(options, profile)


def _pack(options: argparse.Namespace, profile: Profile) -> None:
    """Everything that training reads, tokenised, into the work folder."""
    work, size = options.work, profile.shape.vocabulary
    if options.profile == "quick":
        phrases = repeated_phrases(30, random.Random(SEED))
        prepare(phrases, phrase_pairs(), work, size, SEED, profile.rounds, profile.lexical_steps)
        for direction in DIRECTIONS:
            write_focus(phrases, work, direction, "focus", profile.inserted, SEED)
        return
    sources = FOCUS_SOURCES if profile.aligned else WIDE_SOURCES
    focus = {
        direction: focus_pairs(options.data, sources, direction, profile.service, SEED + 1) for direction in DIRECTIONS
    }
    development = development_pairs(options.data, 300)
    if profile.aligned:
        pairs = shared_pairs(options.data, SEED)
        prepare(pairs, development, work, size, SEED, profile.rounds, profile.lexical_steps)
        for direction in DIRECTIONS:
            write_focus(focus[direction], work, direction, "focus", profile.inserted, SEED)
        return
    prepare_plain(focus, development, work, size, SEED)
    print(f"packed {packed_bytes(work)} bytes", flush=True)
    if packed_bytes(work) > PACKED_LIMIT:
        raise SystemExit(f"more than {PACKED_LIMIT} bytes to carry to a device: lower the limits in WIDE_SOURCES")


def _package(options: argparse.Namespace, profile: Profile) -> None:
    readme = "Starter model of Lotse, trained from scratch. Weights: CC BY-SA 4.0. Details: its model card.\n"
    work, out = options.work, options.out
    results, before = [], from_json(options.before.read_text(encoding="utf-8")) if options.before else []
    for direction in DIRECTIONS:
        weights = work / profile.last(direction) / "average.pt"
        file = package(work, weights, direction, VERSION, readme, out)
        print(f"{file} {file.stat().st_size} bytes", flush=True)
        measured = work / f"evaluation.{direction}.json"
        if not measured.exists():
            measured.write_text(to_json([_evaluated(file, direction, profile, options)]), encoding="utf-8")
        results += from_json(measured.read_text(encoding="utf-8"))
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    card = card_text(results, before, _history(work, profile), profile.shape, VERSION, SEED, today, options.note)
    (out / "README.md").write_text(card, encoding="utf-8")


def _evaluated(file: Path, direction: str, profile: Profile, options: argparse.Namespace) -> Result:
    if options.profile == "quick":
        test_sets = {"own phrases, all of them trained on": phrase_pairs()[:60]}
    else:
        test_sets = read_test_sets(options.data, direction, SEED)
    return evaluate(file, direction, test_sets, SEED, profile.placeholders)


def _history(work: Path, profile: Profile) -> list[Stage]:
    """What was run: `history.json` where a run was put together by hand, else the stages of the profile."""
    written = work / "history.json"
    if written.exists():
        names = json.loads(written.read_text(encoding="utf-8"))
    else:
        names = [[name, str(Path(name) / "record.json")] for name in profile.plans()]
    return [Stage(name, json.loads((work / path).read_text(encoding="utf-8"))) for name, path in names]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu")
    parser.add_argument("--quick", dest="profile", action="store_const", const="quick", help="same as --profile quick")
    parser.add_argument("--data", type=Path, help="folder with parallel/ and mt_eval/; the quick profile needs none")
    parser.add_argument("--out", type=Path, help="where the packages and the card go")
    parser.add_argument("--work", type=Path, required=True, help="scratch folder; kept for continuing")
    parser.add_argument("--threads", type=int, default=1, help="may differ from one continuation to the next")
    parser.add_argument("--steps", default="", help="comma-separated: pack, the profile's stages, package")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--seconds", type=float, default=0.0, help="another budget for the stages named in --steps")
    parser.add_argument("--steps-limit", type=int, default=0, help="stop a stage after so many steps: for dry runs")
    parser.add_argument("--batch-tokens", type=int, default=0, help="smaller batches: for dry runs and small devices")
    parser.add_argument("--before", type=Path, help="measurements of earlier packages, for the card's table")
    parser.add_argument("--note", default="", help="what was different in this run, for the card")
    options = parser.parse_args()
    steps = options.steps.split(",") if options.steps else ["pack", "package"]
    if options.profile != "quick" and options.data is None and {"pack", "package"} & set(steps):
        parser.error("this needs --data")
    if options.out is None and "package" in steps:
        parser.error("packaging needs --out")
    return options


if __name__ == "__main__":
    main()
