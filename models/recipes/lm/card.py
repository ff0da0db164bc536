"""Writes the model card from what the run and the evaluation measured. Owns its sentences; invents no figure."""

from __future__ import annotations

import hashlib
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
byte-level BPE of {vocabulary} pieces, context {context}) that does one thing: it reads a window of a few turns of a
service conversation and says what the newest of them add to the note. It is no chat model and follows no instructions.

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

## Data

- **Generated conversations** ({german} German, {english} English), written by the recipe from building blocks made for
  this project: invented people, streets, numbers and products; energy, telecom, parcel, bank, retail, insurance,
  appliances, software, transit. Claims are exact by construction. Their style is narrower than that of real people.
{corpora}
Nothing comes from real customers of anyone.

## Evaluation

A claim counts only if section, text or value, actor, result, due date **and** evidence turns all match (case and outer
punctuation aside). Greedy decoding; nothing was chosen on SGD's test split. Conversations of the held-out wording, of
another seed, were looked at while the copying grammar was designed. Grammar `copying` (`copying_grammar`) lets
the model say only words of the turns it names and is what it is meant to run under; `free` is `increment_grammar`.
F1 by section:

"""

_SGD = """- **Schema-Guided Dialogue** (train split, Google Research, CC BY-SA 4.0). Claims derived from its acts:
  INFORM → fact when the value stands in the turn, INFORM_INTENT → intent (the wish as worded, else the intent's name),
  REQUEST → open question, INFORM of a requested slot → answered, a chosen name → fact, NOTIFY_SUCCESS or
  NOTIFY_FAILURE → outcome.
- **BConTrasT** (train split, Unbabel, CC BY-SA 4.0): its German turns shaped the vocabulary only.
"""

_WEAK = """
## Weaknesses

- It knows the generator's German better than people's German: the gap between `heldout-de` and `seen-de` shows how
  much is lost when only the wording changes, and real conversations are further away still. It was never measured on
  real ones.
- The copying grammar costs what German words anew: a verb that a note joins (`zuschicken`) is found less often with it
  than without where the wording is known (`step` and `next` of `seen-de`). It pays where the wording is new.
- It copies. What has to be understood, summed up or inferred it leaves out or gets wrong; long turns with several
  matters lose some of them. `r` and `d` are words from the turn, not dates.
- Without the copying grammar, rare names and long numbers are copied with wrong characters. With it they are right, but
  may be the wrong ones or cut short, and keys are guessed from the surroundings (a date without a label may become any
  kind of date). Every claim needs the check against its turns.
- English energy, telecom or bank conversations are generated only; SGD is about restaurants, travel and tickets.
- Instructions inside customer text were trained to be ignored in a dozen wordings. That is no protection; the
  grammar and the evidence check are.
- Neither other languages nor dialect; voice transcripts without punctuation were not trained on.
"""


def write(path: Path, facts: dict[str, Any], figures: dict[str, Any], model: Path) -> None:
    profile, shape = facts["profile"], facts["shape"]
    content = model.read_bytes()
    quick = profile["name"] == "quick"
    text = _HEAD.format(
        **{key: shape[key] for key in ("layers", "width", "heads", "vocabulary", "context")},
        parameters=facts["parameters"] / 1e6,
        file=model.name,
        megabytes=len(content) / 1e6,
        sha=hashlib.sha256(content).hexdigest(),
        arguments="--quick" if quick else f"--data FOLDER --minutes {profile['minutes']:g}" + " --half" * facts["bf16"],
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
        corpora=_SGD if facts["sgd"] else "",
    )
    sets = {name: figures["sets"][name] for name in SET_NAMES if name in figures["sets"]}
    text += _sections_table(sets) + _values_table(sets) + _llama(figures["llama_cpp"]) + _WEAK
    path.write_text(text, encoding="utf-8")


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
