"""Writes the model card from what the run and the evaluation measured. Owns its sentences; invents no figure.

    python -m models.recipes.lm.card --run WORK/figures.json --evaluation FIGURES.json

writes the card anew once `evaluate` has measured whole conversations; without it the card has single windows only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

SET_NAMES = {
    "heldout-de": "German, generated, held-out wording; half of it from industries never trained on",
    "heldout-de-single": "as `heldout-de`, one new turn at a time",
    "heldout-en": "English, generated, held-out wording; half of it from an industry never trained on",
    "seen-de": "German, generated, wording as in training, new values",
    "sgd-test": "English, Schema-Guided Dialogue, test split",
    "sgd-dev": "English, Schema-Guided Dialogue, dev split",
}
SECTIONS = ("all", "intent", "fact", "step", "next", "open", "answered", "outcome")

_HEAD = """---
license: cc-by-sa-4.0
language: [de, en]
---

# lotse-lm: starter language model

A decoder of {parameters:.1f} million parameters (llama architecture, {layers} layers, {width} wide, {heads} heads,
byte-level BPE of {vocabulary} pieces, context {context}, trained on windows of at most 1024) that does one thing: it
reads a window of a few turns of a service conversation and says what the newest of them add to the note. It is no chat
model and follows no instructions.

| | |
| --- | --- |
| file | `{file}`, {megabytes:.1f} MB, GGUF, Q8_0 |
| sha256 | `{sha}` |
| prompt | `lotse.domain.increments.render_window`: up to 2 earlier and 1 to 3 new turns; raw text, no template |
| answer | a JSON array under `copying_grammar` (or `increment_grammar`), read by `parse_increment` |
| languages | German, English |
| licence | CC BY-SA 4.0 (it was trained on share-alike text) |

## How it was made

`python -m models.recipes.lm.train {arguments}` with seed {seed}:
{steps} steps, {seen} of {there} samples seen, {minutes} minutes on {threads} thread(s) of a shared machine{bf16}.
Muon for the matrices, Adam for the rest; loss weight 1 on the answer and {input_weight} on the window. The same recipe
on another machine sees another number of samples in the same time, so the weights are not bit-for-bit reproducible;
data, split and order are. The run may have been stopped and resumed; the minutes are those of training.
{history}
## Data

- **Generated conversations** ({german} German, {english} English), written by the recipe from building blocks made for
  this project: invented people, streets, numbers and products; energy, telecom, insurance, bank, retail, parcel,
  rail, public office, software, health insurer, workshop and others. Claims are exact by construction. Their style is
  narrower than that of real people. About one in twenty turns of the held-out wording occurs word for word in them.
{corpora}
Nothing comes from real customers of anyone.

## Evaluation

A claim counts only if section, text or value, actor, result, due date **and** evidence turns all match (case and outer
punctuation aside). Greedy decoding; nothing was chosen on SGD's test split. Conversations of the held-out wording, of
another seed, were looked at while the copying grammar was designed. Grammar `copying` (`copying_grammar`) lets
the model say only words of the turns it names and is what it is meant to run under; `free` is `increment_grammar`.
F1 by section:

"""

_SGD = """- **Real conversations**, train splits only, claims derived from what their annotators noted; a text or value
  that does not stand in the turn is no claim, turns whose annotation may be silent about something were context only:
  **Schema-Guided Dialogue** (Google Research, CC BY-SA 4.0; dialogue acts), **STAR** (RasaHQ, MIT; queries and labelled
  replies; games left out), **Taskmaster-4** (Google, CC BY 4.0; calls), **BConTrasT** (Unbabel, CC BY-SA 4.0; no
  annotation: only what rules find alike in the German and the English of a turn), **MultiDoGO** (AWS,
  CDLA-Permissive-1.0; slots of single customer turns), **Bitext customer support** (CDLA-Sharing-1.0; wishes in single
  turns). Secrets (passwords, PINs, card and social security numbers) were never taught as facts.
"""

_WEAK = """
## Weaknesses

- It knows the generator's German better than people's German. The only real German service talk it was measured on
  (`bcontrast-de`) is translated or written to order, about orders, tickets and tables, and its labels are those that
  rules can prove: they favour the rules' note.
- It copies. What has to be understood, summed up or inferred it leaves out or gets wrong; long turns with several
  matters lose some of them. `r` and `d` are words from the turn, not dates. It writes no summaries.
- Under the copying grammar values are right but may be the wrong ones or cut short, and keys are guessed from the
  surroundings (a date without a label may become any kind of date). Every claim needs the check against its turns.
- English energy, telecom or bank conversations are generated only; the real ones are about restaurants, travel,
  tickets, appointments and a few bank matters.
- Instructions inside customer text were trained to be ignored in a dozen wordings. That is no protection; the
  grammar and the evidence check are.
- Neither other languages nor dialect.
"""

_ACCEPTANCE = """\
On the dev splits the model beat the rules in `intent`, `step` and `next` too. On the acceptance conversations that
ship with the program (`resources/acceptance`: 45, written by hand, of many trades, in no training data) it did not:
with all of them the note's claim F1 was .674 where the rules alone reach .720 (next steps .48 against .63, with a
precision of .51 against .93; intents .71 against .77; steps .43 against .39, but with a precision of .49 against
.60), and read by eye its wishes and promises were often scraps of a story. So the program does not take these
sections from it. With facts and outcomes alone the note reaches .722 there, and the right outcome in .467 of the
conversations against .444. A quarter of all the model says there is unsupported before checking. This is the only
choice that was made with these conversations.
"""

_CONVERSATIONS = """
## Whole conversations, beside the rules and lead sentences

Held-out wording and industries of the generator, and test splits of real conversations, asked as the program asks (one
new turn, two before it, copying grammar, greedy). *Rules* is the note the program writes without a model, *lead* takes
the first sentence of each turn as the claim of its most likely section, *model* is this model alone after the check,
*merged* is what the user sees: the rules' note with the sections {sections} of this model.

A fact is found when its value is the same (spelling, order of words and units aside) and it rests on a turn where that
was said; *fact+key* wants the right key too. Other texts must share half of their words (token F1 of .5) and a turn.
Open questions are looked at in the moment they are asked, *answered* is what is no longer open in the end, an outcome
needs its value within two turns. What a corpus does not annotate is not judged. *Merged, model before* is the former
model in the program of its day, with the sections that the same choice on dev splits gives it. *all* is the F1 over
intents, facts, steps, next steps and open questions together, ± half of its 95 % interval over conversations. There are
no summaries to compare with references, so there is no ROUGE.

"""


def write(
    path: Path,
    facts: dict[str, Any],
    figures: dict[str, Any],
    model: Path,
    evaluation: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
) -> None:
    """`figures` are those of single windows from the training run, `evaluation` those of whole conversations;
    `before` are the same of the model that this one replaces."""
    profile, shape = facts["profile"], facts["shape"]
    content = model.read_bytes()
    quick = profile["name"] == "quick"
    text = _HEAD.format(
        **{key: shape[key] for key in ("layers", "width", "heads", "vocabulary", "context")},
        parameters=facts["parameters"] / 1e6,
        file=model.name,
        megabytes=len(content) / 1e6,
        sha=hashlib.sha256(content).hexdigest(),
        arguments="--quick" if quick else _arguments(facts),
        seed=profile["seed"],
        steps=_thousands(facts["steps"]),
        seen=_thousands(facts["samples_seen"]),
        there=_thousands(facts["samples_there"]),
        minutes=facts["minutes"],
        threads=facts["threads"],
        bf16=", arithmetic in bfloat16" if facts["bf16"] else "",
        input_weight=profile["input_weight"],
        german=_thousands(profile["german"]),
        english=_thousands(profile["english"]),
        history=facts.get("history", ""),
        corpora=_SGD if facts["sgd"] else "",
    )
    sets = {name: figures["sets"][name] for name in SET_NAMES if name in figures["sets"]}
    text += _sections_table(sets) + _values_table(sets) + _llama(figures["llama_cpp"])
    text += (conversations_part(evaluation, before) if evaluation else "") + _WEAK
    path.write_text(text, encoding="utf-8")


def _arguments(facts: dict[str, Any]) -> str:
    half = " --half" if facts["bf16"] else ""
    grown = f" --layers {facts['shape']['layers']}" if facts.get("grown") else ""
    return f"--data FOLDER --minutes {facts['profile']['minutes']:g}{half}{grown}"


def conversations_part(measured: dict[str, Any], before: dict[str, Any] | None = None) -> str:
    """The figures of whole conversations, with those of the model before where they were measured."""
    chosen = measured["sections"]
    named = ", ".join(f"`{section}`" for section in chosen) or "none"
    left = [f"`{section}`" for section in SECTIONS[1:] if section not in chosen]
    text = _CONVERSATIONS.format(sections=named)
    columns = ("set", "note", "conversations", "all", "P", "R", *SECTIONS[1:3], "fact+key", *SECTIONS[3:], "numbers")
    lines = ["| " + " | ".join(columns) + " |", "| --- " * len(columns) + "|"]
    for name, figures in measured["test"].items():
        for engine in ("rules", "lead", "model", "merged", *(("replacing",) if measured["better_alone"] else ())):
            lines.append(_conversation_row(name, engine, figures[engine], figures["conversations"]))
        if before and name in before["test"]:
            old = before["test"][name]
            lines.append(_conversation_row(name, "merged, model before", old["merged"], old["conversations"]))
    lines += ["", "*numbers* is the share of the numbers in a note that stand in the turns it names.", ""]
    lines += ["| set | claims of the model | unsupported before checking | wrong form | unsupported, model before |"]
    lines += ["| --- " * 5 + "|"]
    for name, figures in measured["test"].items():
        check, old = figures["checked"], (before or {"test": {}})["test"].get(name, {}).get("checked", {})
        shares = (check["unsupported"], check["wrong_form"], old.get("unsupported"))
        cells = (str(check["claims"]), *map(_percent, shares))
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += [
        "",
        "*Unsupported* is what the check against the turns refuses; afterwards nothing unsupported is in a note, by",
        "construction. *Wrong form* is what stands there but has not the form its key promises; it is dropped too.",
        "",
    ]
    if measured.get("withheld"):
        lines.append(_ACCEPTANCE)
        left = [section for section in left if section.strip("`") not in measured["withheld"]]
    if left:
        lines.append(
            f"On the dev splits the merged note was not better than the rules' in {', '.join(left)}:\n"
            "the program uses the rules there.\n"
        )
    if measured["better_alone"]:
        named = ", ".join(f"`{section}`" for section in measured["better_alone"])
        lines.append(
            f"*Replacing* is what the user sees: in {named} the model's claims stand in the place of the rules',\n"
            "where it says anything there, not beside them: on the dev splits they were better alone.\n"
        )
    speed = measured.get("times") or {}
    if speed:
        lines.append(
            f"One thread of a busy machine: {speed['seconds_per_window']:.2f} s a turn, "
            f"{speed['tokens_per_second_written']:.0f} pieces/s written.\n"
        )
    return text + "\n".join(lines)


def _conversation_row(name: str, engine: str, figures: dict[str, Any], conversations: int) -> str:
    whole = figures["all"]
    cells = [f"{whole['f1']:.2f} ± {whole['pm']:.2f}", f"{whole['p']:.2f}", f"{whole['r']:.2f}"]
    for section in (*SECTIONS[1:3], "fact+key", *SECTIONS[3:]):
        found = figures.get(section)
        cells.append(f"{found['f1']:.2f}" if found and found["gold"] else "–")
    numbers = figures["numbers_in_evidence"]
    cells.append(f"{numbers:.2f}" if numbers is not None else "–")
    return f"| {name} | {engine} | {conversations} | " + " | ".join(cells) + " |"


def _percent(share: float | None) -> str:
    return f"{100 * share:.1f} %" if share is not None else "–"


def _rows(sets: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(name, grammar, figures) for name, by in sets.items() for grammar, figures in by.items()]


def _sections_table(sets: dict[str, Any]) -> str:
    lines = [f"- `{name}`: {SET_NAMES[name]}" for name in sets]
    columns = ("set", "grammar", "windows", "P", "R", *SECTIONS)
    lines += ["", "| " + " | ".join(columns) + " |", "| --- " * len(columns) + "|"]
    for name, grammar, figures in _rows(sets):
        exact = figures["exact"]
        whole = exact["all"]
        cells = [f"{exact[section]['f1']:.2f}" if section in exact else "–" for section in SECTIONS]
        numbers = [str(figures["windows"]), f"{whole['p']:.2f}", f"{whole['r']:.2f}", *cells]
        lines.append(f"| {name} | {grammar} | " + " | ".join(numbers) + " |")
    lines.append("\nP and R are over all sections. An empty note scores 0 everywhere.\n\n")
    return "\n".join(lines)


def _values_table(sets: dict[str, Any]) -> str:
    lines = [
        "*Fact values* is the F1 of the values alone, whatever their key; beside it that of a baseline which takes\n"
        "every word with a digit. *Literal* is the share of all texts and values that stand word for word in the\n"
        "turns they name, *numbers* the share of digit runs that do, *silent* the share of windows with nothing to\n"
        "note that stayed empty.\n",
        "| set | grammar | fact values | baseline | literal | numbers | silent |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, grammar, figures in _rows(sets):
        cells = (
            figures["fact_values"]["f1"], figures["fact_values_baseline"]["f1"], figures["literal"],
            figures["numbers_in_evidence"], figures["empty_right"],
        )  # fmt: skip
        lines.append(f"| {name} | {grammar} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _llama(measured: dict[str, Any] | None) -> str:
    if not measured:
        return (
            "\nllama.cpp was not at hand when this card was written: the figures are those of the unquantised model.\n"
        )
    return (
        f"\nMeasured through llama.cpp (llama-cpp-python {measured['version']}) with the shipped file, one thread of\n"
        f"a busy machine: {measured['seconds_per_window']:.2f} s a window, first piece after "
        f"{measured['seconds_to_first_piece']:.2f} s, {measured['tokens_per_second_written']:.0f} pieces/s\nwritten, "
        f"{measured['tokens_per_window_read']:.0f} pieces read a window. "
        f"Cut into the same pieces as in training: {measured['tokenised_alike']} texts.\n"
    )


def _thousands(number: int) -> str:
    return f"{number:,}"


def main() -> None:
    recipe = Path(__file__).parent
    shipped = recipe.parents[1] / "lotse-lm"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="`figures.json` of the training run's work folder")
    parser.add_argument("--evaluation", type=Path, default=recipe / "figures.json", help="what `evaluate` wrote")
    parser.add_argument("--before", type=Path, default=recipe / "figures_v0.json", help="the same of the former model")
    parser.add_argument("--model", type=Path, default=shipped / "lotse-lm.gguf")
    parser.add_argument("--out", type=Path, default=shipped / "README.md")
    given = parser.parse_args()
    run = json.loads(given.run.read_text(encoding="utf-8"))
    evaluation = json.loads(given.evaluation.read_text(encoding="utf-8"))
    before = json.loads(given.before.read_text(encoding="utf-8")) if given.before.exists() else None
    if evaluation["model"]["sha256"] != hashlib.sha256(given.model.read_bytes()).hexdigest():
        raise SystemExit("these figures are of another model file")
    write(given.out, run["run"], run["figures"], given.model, evaluation, before)


if __name__ == "__main__":
    main()
