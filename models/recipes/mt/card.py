"""Writes the model card from what was recorded and measured; states weaknesses in fixed words, numbers from data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.recipes.mt.evaluate import Placeholders, Result
from models.recipes.mt.model import Shape

_ATTRIBUTION = """\
- Tatoeba contributors via ManyThings (CC BY 2.0)
- Unbabel BConTrasT, WMT20 chat corpus built on Taskmaster-1 (CC BY-SA 4.0): the reason for the licence of these weights
- plentysystems AG, plenty manual (MIT)
- Microsoft documentation: Business Central, Project Operations (CC BY 4.0)
- Adobe Campaign documentation (MIT), only rows marked as at least 60 % human-translated
- PHP Documentation Group (CC BY 3.0) · GNOME documentation project (CC BY 3.0)
- Corona-Warn-App FAQ and app texts, Live Helper Chat, Thunderbird for Android (Apache-2.0)
- Mozilla localisation: VPN, Relay, websites (MPL-2.0)
- shopware AG, Rocket.Chat, Helpy, Bagisto, JabRef, Chatwoot (MIT) · Spree, Solidus, Saleor (BSD-3-Clause)
- MLQE-PE (CC0; Wikipedia source sentences CC BY-SA) · European Parliament proceedings (Europarl)
- about 380 frames, 150 fixed phrases and 120 nouns written for this recipe, recombined
"""

_WEAKNESSES = """\
- They are starter models of five million parameters, trained for a few hours on about half a CPU core. They show what
  can be had without a graphics card; for daily work import a large Argos package.
- Wrong words happen often, above all for rare nouns and compounds; names and unknown words may come out garbled.
  The original text must always stay visible beside the translation.
- Sentences of more than about 25 words, nested clauses and news-like text lose content or repeat words. There is
  no document context: each sentence is translated alone, so pronouns can change between sentences.
- German output says "Sie": familiar German was rewritten by rule before training, and left out where the rule did not
  reach. A German du therefore never comes back as du, and references that say du (Tatoeba, the plenty manual) count
  against the model.
- Negations, numbers written as words and conditions can be lost. Nothing legal or financial may rest on this output.
- Typing errors, shorthand, lower case and missing umlauts are imitated by rule in training; dialect is not.
- Placeholders still get lost or doubled (numbers above); the program takes a wording that keeps them all where there is
  one, and otherwise shows the lost value in brackets behind the sentence and flags it.
- No back-translation: a model of this size is too weak to write training text, and a better one needs a device.
"""


@dataclass(frozen=True)
class Stage:
    """One training stage as it was run."""

    name: str
    record: dict


def card_text(
    results: Sequence[Result],
    before: Sequence[Result],
    stages: Sequence[Stage],
    shape: Shape,
    version: str,
    seed: int,
    today: str,
    note: str,
) -> str:
    """The whole card as Markdown; `before`: what was measured of the packages that these replace, if anything."""
    parts = [
        f"# Lotse starter translation models, German–English and English–German, version {version}\n",
        "Two Argos packages for `argostranslate` (CTranslate2, int8), trained from scratch by `models/recipes/mt/` "
        f"on {today}; no other model was used. Weights: **CC BY-SA 4.0**, because share-alike chats were trained on.\n",
        "| package | direction | size |\n| --- | --- | --- |",
        "\n".join(
            f"| `lotse-mt-{result.direction}.argosmodel` | {result.direction.replace('_', ' → ')} "
            f"| {result.size / 1e6:.1f} MB |"
            for result in results
        ),
        "\n## Placeholders\n",
        "What must not be translated (ids, amounts, dates, names) is put into the source as `⟦0⟧` to `⟦19⟧`: opening "
        "bracket U+27E6, decimal number without leading zero, closing bracket U+27E7, no spaces inside. Each of the "
        "twenty is one piece of the vocabulary, was trained as such, and counts double in the loss.\n",
        "## Recipe\n",
        _recipe(shape, seed),
        "| stage | data | steps | sentence pairs seen | seconds | development loss |\n| --- | --- | --- | "
        "--- | --- | --- |",
        "\n".join(map(_stage_row, stages)),
        f"\n{note}" if note else "",
        "\n## Evaluation\n",
        "Test sets were only measured, never used for choices. Translated by the program's own worker (beam 5, length "
        "penalty 0.2), int8, one thread. Chats and manual are in-domain: other parts of the same corpora "
        "were trained on. "
        "FLORES, NTREX and newstest (each direction with its own original side) show what is left far from them.\n",
        _score_table(results, before),
        f"\nSignatures: `{results[0].signatures[0]}`, `{results[0].signatures[1]}`. Fixed random samples where the "
        "test set is larger: Tatoeba 17,559 sentences, FLORES 1,012, NTREX and newstest2019 1,994 each. "
        "Of the 120 own acceptance sentences three equal a training frame. Rows are translated whole, although the "
        "program splits them into sentences first: the paragraphs of newstest2020 come out shortened here.\n",
        _placeholder_table(results, before),
        "\nIntact means: exactly the same placeholders on both sides, none lost, doubled or invented; "
        f"{results[0].placeholders.sentences} generated sentences, about 2,300 different ones, whose "
        "frames were never trained on (`placeholder_test.py`), masked by the program's own rule. "
        "*first wording* and *one of five*: of a beam "
        "of five; *program* is what the worker hands on after choosing and asking again. In the rest, the "
        "program shows the lost value in brackets behind the sentence, with a flag.\n",
        "| direction | version | service-chat sentences per second of one core's time | German output with du |\n"
        "| --- | --- | --- | --- |",
        "\n".join(
            f"| {row.direction} | {row.version} | {row.per_second} | {_familiar(row)} |"
            for row in _beside(results, before)
        ),
        "\n## Samples\n\nUnedited output for sentences of our own:\n",
        "\n".join(f"- {source}\n  → {output}" for result in results for source, output in result.samples),
        "\n## Weaknesses\n",
        _WEAKNESSES,
        "## Training data and attribution\n",
        _ATTRIBUTION,
    ]
    return "\n".join(part for part in parts if part)


def _recipe(shape: Shape, seed: int) -> str:
    return (
        f"Transformer, {shape.encoder_layers} encoder and {shape.decoder_layers} decoder layers, width {shape.width}, "
        f"{shape.heads} heads, inner width {shape.inner}, one embedding table for source, target and output; "
        f"{shape.vocabulary} SentencePiece pieces (unigram, byte fallback, digits apart). The output layer of each "
        "package holds only the pieces of its language. Embeddings start from a lexicon aligned by IBM model 1 in both "
        "directions; the same alignments guide the cross attention in the first part of training. First one network "
        "for both directions on the general mixture, then each direction on its own, at last on a mixture with more "
        "chats, own service sentences, placeholders where the program puts them, rough spelling on the side that is "
        "read and the formal address on the side that is written. Averaged weights, label smoothing 0.1, bfloat16 "
        f"arithmetic, seed {seed}. The budget is wall-clock time, so two runs never give equal bytes.\n"
    )


def _beside(results: Sequence[Result], before: Sequence[Result]) -> list[Result]:
    return [
        row for result in results for row in (*(old for old in before if old.direction == result.direction), result)
    ]


def _score_table(results: Sequence[Result], before: Sequence[Result]) -> str:
    lines = [
        "| direction | test set | sentences | BLEU | chrF | BLEU before | chrF before |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    old = {(result.direction, row.name): row for result in before for row in result.scores}
    for result in results:
        for row in result.scores:
            earlier = old.get((result.direction, row.name))
            then = f"{earlier.bleu:.1f} | {earlier.chrf:.1f}" if earlier else "– | –"
            lines.append(
                f"| {result.direction} | {row.name} | {row.sentences} | {row.bleu:.1f} | {row.chrf:.1f} | {then} |"
            )
    return "\n".join(lines)


def _placeholder_table(results: Sequence[Result], before: Sequence[Result]) -> str:
    lines = [
        "| direction | version | first wording | one of five | program |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in _beside(results, before):
        kept = row.placeholders
        shares = (_share(kept, number) for number in (kept.first_of_five, kept.one_of_five, kept.product))
        lines.append(f"| {row.direction} | {row.version} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _share(kept: Placeholders, number: int) -> str:
    return f"{100 * number / kept.sentences:.1f} %"


def _familiar(result: Result) -> str:
    return f"{100 * result.familiar_share:.1f} %" if result.direction.endswith("de") else "–"


def _stage_row(stage: Stage) -> str:
    record = stage.record
    losses = ", ".join(f"{key} {value:.2f}" for key, value in record["dev_loss"].items())
    data = {"train": "general", "focus": "focus"}.get(record["plan"].get("data", "train"), "focus")
    return f"| {stage.name} | {data} | {record['step']} | {record['pairs']} | {record['seconds']} | {losses} |"
