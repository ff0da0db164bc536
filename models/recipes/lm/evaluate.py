"""Measures a note writer on whole conversations it has not seen, beside the rules, lead sentences and both merged.

    python -m models.recipes.lm.evaluate MODEL.gguf --data FOLDER --out FIGURES.json

Needs llama-cpp-python and the product, nothing of training. What is compared and how is in `matching`; where the notes
come from is in `engines`. Which sections the product should take from the model is chosen on dev splits only, in the
same run; test splits are for reporting. Answers are kept in `--work`: the same command goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
for folder in (ROOT, ROOT / "app"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from models.recipes.lm import corpus, engines, matching  # noqa: E402
from models.recipes.lm.corpora.annotated import RealTurn  # noqa: E402
from models.recipes.lm.generator import GoldTurn, dialogues  # noqa: E402
from models.recipes.lm.matching import SECTIONS  # noqa: E402

_ACTS = frozenset({"intent", "fact", "step", "open", "answered", "outcome"})
ANNOTATED: dict[str, frozenset[str]] = {
    "generated-de": frozenset(SECTIONS),
    "generated-en": frozenset(SECTIONS),
    "bcontrast-de": _ACTS,
    "bcontrast-en": _ACTS,
    "sgd": _ACTS,
    "star": _ACTS,
    "multiwoz21": frozenset({"intent", "fact", "open", "answered"}),
    "taskmaster4": frozenset({"intent", "fact"}),
}
"""The sets, and the sections each says something about."""

ENGINES = ("rules", "lead", "model", "merged", "replacing")
"""`merged` adds the model's claims to the rules'; `replacing` puts them in the rules' place where dev says so and where
the model says anything in that section."""
REPLACEABLE = ("intent", "fact", "step", "next")
WITHHELD = ("intent", "step", "next")
"""Sections that the dev sets would grant and the acceptance conversations refused: what helps where somebody books a
table harms where somebody tells what happened. Look again, by `lotse eval`, when a new model is there."""

SEED = 20261121
_GAIN = 0.01
_FEWEST = 20


@dataclass
class Case:
    """One conversation with everything that is said about it."""

    turns: Sequence[GoldTurn]
    conversation: engines.Conversation
    reference: matching.Reference
    heard: engines.Heard


# The sets ------------------------------------------------------------------------------------------------------------


def conversations(name: str, split: str, data: Path | None, most_turns: int) -> Iterator[list[RealTurn]]:
    """Conversations of a set, counted from turn 1, until they have `most_turns`. A set that is not there is empty."""
    if name.startswith("generated"):
        # Wording and industries held out from training; dev and test are other conversations of them.
        seed = SEED + (1 if split == "dev" else 2)
        found: Iterator[Sequence[GoldTurn]] = dialogues(seed, most_turns, language=name[-2:], split="heldout")
    elif data is None:
        return
    else:
        found = iter(corpus.real_conversations(data, name, split, random.Random(f"{SEED}/{name}")))
    turns = 0
    try:
        for conversation in found:
            if turns >= most_turns:
                return
            turns += len(conversation)
            yield _from_one(conversation)
    except FileNotFoundError:
        return


def _from_one(turns: Sequence[GoldTurn]) -> list[RealTurn]:
    real = [t if isinstance(t, RealTurn) else RealTurn(t.turn, t.claims) for t in turns]
    return corpus.moved(real, 1 - real[0].turn.n)


# Answers -------------------------------------------------------------------------------------------------------------


class Answers:
    """What the model answers, kept by prompt and grammar in a file, so that a run can be stopped and repeated."""

    def __init__(self, model: Path, work: Path) -> None:
        self.hash = hashlib.sha256(model.read_bytes()).hexdigest()
        self._model = model
        self._path = work / f"answers-{self.hash[:12]}.jsonl"
        self._kept: dict[str, str] = {}
        self._runner: Any = None
        work.mkdir(parents=True, exist_ok=True)
        if self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                key, text = json.loads(line)
                self._kept[key] = text

    def ask(self, prompt: str, grammar: str) -> str:
        key = hashlib.sha256(f"{prompt}\0{grammar}".encode()).hexdigest()[:20]
        if key not in self._kept:
            if self._runner is None:
                from models.recipes.lm.llama import Runner

                self._runner = Runner(str(self._model))
            self._kept[key] = self._runner.answer(prompt, grammar)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps((key, self._kept[key])) + "\n")
        return self._kept[key]

    def times(self) -> dict[str, float]:
        return self._runner.times() if self._runner is not None else {}


# Measuring -----------------------------------------------------------------------------------------------------------


def cases(name: str, split: str, data: Path | None, most_turns: int, ask: engines.Ask) -> list[Case]:
    made: list[Case] = []
    language = corpus.language_of(name)
    for turns in conversations(name, split, data, most_turns):
        conversation = engines.conversation_of([turn.turn for turn in turns], language)
        heard = engines.hear(conversation, language, ask)
        made.append(Case(turns, conversation, matching.reference(turns, ANNOTATED[name]), heard))
    return made


def notes(case: Case, engine: str, sections: Sequence[str], instead: Sequence[str] = ()) -> list[matching.Said]:
    match engine:
        case "rules":
            return engines.by_rules(case.conversation)
        case "lead":
            return engines.lead(case.conversation)
        case "model":
            return engines.by_model(case.conversation, case.heard, case.conversation.language or "en")
        case "replacing":
            alone = [one for one in notes(case, "model", ()) if one.section in instead]
            spoken = {one.section for one in alone}
            return alone + [one for one in notes(case, "merged", sections) if one.section not in spoken]
    return engines.merged(case.conversation, case.heard, sections)


def figures_of(
    found: Sequence[Case], sections: Sequence[str], which: Sequence[str] = ENGINES, instead: Sequence[str] = ()
) -> dict[str, Any]:
    """Figures of each engine on one set, and what the check made of the model's claims."""
    figures: dict[str, Any] = {"conversations": len(found), "turns": sum(len(case.turns) for case in found)}
    for engine in which:
        tallies, counts = [], Counter[str]()
        for case in found:
            said = notes(case, engine, sections, instead)
            tallies.append(matching.tally(said, case.reference))
            counts += engines.grounded(said, case.conversation)
        figures[engine] = matching.table(tallies, SEED) | {
            "numbers_in_evidence": _share(counts["backed"], counts["numbers"]),
            "literal": _share(counts["literal"], counts["texts"]),
        }
    checked = sum((case.heard.checked for case in found), Counter[str]())
    right = sum(
        any(matching.matches(claim, gold) for gold in case.reference.gold)
        for case in found
        for claim in case.heard.misshapen
    )
    figures["checked"] = {
        "claims": checked["claims"],
        "unsupported": _share(checked["evidence"], checked["claims"]),
        "wrong_form": _share(checked["form"], checked["claims"]),
        "of_those_right": _share(right, checked["form"]),
        "reasons": dict(sum((case.heard.reasons for case in found), Counter[str]()).most_common()),
    }
    return figures


def measure(*given: Any, **options: Any) -> Any:
    """The strict figures of single windows, which training asks for at its end. Needs torch."""
    from models.recipes.lm import windowed

    return windowed.measure(*given, **options)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def choose(dev: dict[str, dict[str, Any]], withheld: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """The sections that the program should take from the model, and those of them in which the model's claims alone
    are better than beside the rules'; none of those `withheld`."""
    sections = [s for s in SECTIONS if _better(dev, s, "merged", "rules") or _better(dev, s, "replacing", "rules")]
    sections = [s for s in sections if s not in withheld]
    return sections, [s for s in sections if s in REPLACEABLE and _better(dev, s, "replacing", "merged")]


def _better(dev: dict[str, dict[str, Any]], section: str, ours: str, theirs: str) -> bool:
    """Whether one engine beats the other by `_GAIN` on the mean of the dev sets, and on that of the German ones."""
    gains: dict[str, list[float]] = {"de": [], "all": []}
    for name, figures in dev.items():
        mine, other = figures[ours].get(section), figures[theirs].get(section)
        if mine is None or mine["gold"] < _FEWEST:
            continue
        gain = mine["f1"] - (other["f1"] if other else 0.0)
        gains["all"].append(gain)
        if name.endswith("-de"):
            gains["de"].append(gain)
    return bool(gains["all"]) and all(sum(some) / len(some) >= _GAIN for some in gains.values() if some)


def means_of(dev: dict[str, dict[str, Any]]) -> dict[str, dict[str, float]]:
    """By section the mean F1 over the dev sets of each way to use the model: whether adding is enough."""
    found: dict[str, dict[str, float]] = {}
    for section in SECTIONS:
        sets = [f for f in dev.values() if section in f["merged"] and f["merged"][section]["gold"] >= _FEWEST]
        if sets:
            means = {
                engine: sum(f[engine][section]["f1"] if section in f[engine] else 0.0 for f in sets) / len(sets)
                for engine in ("rules", "model", "merged", "replacing")
            }
            found[section] = {engine: round(mean, 3) for engine, mean in means.items()}
    return found


# The run -------------------------------------------------------------------------------------------------------------


def run(
    model: Path,
    data: Path | None,
    work: Path,
    *,
    dev_turns: int,
    test_turns: int,
    report: Any,
    sets: Sequence[str] = tuple(ANNOTATED),
) -> dict[str, Any]:
    """Figures of every set; `dev` is measured first, since it says what the merged note of `test` is made of."""
    answers = Answers(model, work)
    dev: dict[str, dict[str, Any]] = {}
    for name in sets:
        found = cases(name, "dev", data, dev_turns, answers.ask)
        if found:
            dev[name] = figures_of(found, SECTIONS, ("rules", "model", "merged", "replacing"), REPLACEABLE)
            report(name, "dev", dev[name])
    chosen, instead = choose(dev, WITHHELD)
    test: dict[str, dict[str, Any]] = {}
    for name in sets:
        found = cases(name, "test", data, test_turns, answers.ask)
        if found:
            test[name] = figures_of(found, chosen, ENGINES, instead)
            report(name, "test", test[name])
    return {
        "model": {"file": model.name, "sha256": answers.hash, "bytes": model.stat().st_size},
        "sections": chosen,
        "withheld": list(WITHHELD),
        "better_alone": instead,
        "dev_means": means_of(dev),
        "test": test,
        "dev": dev,
        "times": answers.times(),
    }


def line(name: str, split: str, figures: dict[str, Any]) -> str:
    """One set in a few words for the terminal."""
    parts = []
    for engine in ENGINES:
        if engine in figures:
            whole = figures[engine]["all"]
            by = " ".join(f"{s[:4]}={figures[engine][s]['f1']:.2f}" for s in SECTIONS if s in figures[engine])
            parts.append(
                f"  {engine:9} all={whole['f1']:.3f}±{whole['pm']:.3f} P={whole['p']:.2f} R={whole['r']:.2f} {by}"
            )
    check = figures["checked"]
    head = (
        f"{name}-{split}: {figures['conversations']} conversations, unsupported before checking {check['unsupported']}"
    )
    return "\n".join(
        [f"{head}, wrong form {check['wrong_form']} (right all the same {check['of_those_right']})", *parts]
    )


def _print(name: str, split: str, figures: dict[str, Any]) -> None:
    print(time.strftime("%H:%M:%S"), line(name, split, figures), flush=True)


def main() -> None:
    corpora = Path(os.environ["LOTSE_CORPORA"]) / "dialogues" if os.environ.get("LOTSE_CORPORA") else None
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="GGUF that answers windows (`lotse-window-1`)")
    parser.add_argument(
        "--data", type=Path, default=corpora, help="folder of dialogues; without it generated ones only"
    )
    parser.add_argument("--out", type=Path, required=True, help="where the figures go, as JSON")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "lotse-lm-evaluation")
    parser.add_argument("--dev", type=int, default=500, help="turns of each dev set")
    parser.add_argument("--test", type=int, default=1200, help="turns of each test set")
    parser.add_argument(
        "--sets", nargs="+", choices=tuple(ANNOTATED), default=tuple(ANNOTATED),
        help="only these, to fill the kept answers from two processes; the choice of sections wants all",
    )  # fmt: skip
    given = parser.parse_args()
    figures = run(
        given.model, given.data, given.work, dev_turns=given.dev, test_turns=given.test, report=_print, sets=given.sets
    )  # fmt: skip
    given.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print("sections taken from the model:", ", ".join(figures["sections"]) or "none", figures["times"])
    print("better alone than beside the rules:", ", ".join(figures["better_alone"]) or "none", flush=True)


if __name__ == "__main__":
    main()
