"""Writes the model card from what was recorded and measured; states weaknesses in fixed words, numbers from data."""

from __future__ import annotations

from evaluate import Result
from model import Shape

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
- about 150 service phrases written for this recipe
"""

_WEAKNESSES = """\
- They are starter models of five million parameters, trained for less than two hours on one to two CPU cores. They show
  what the work place can do; for daily work import a large Argos package.
- Wrong words happen often, above all for rare nouns and compounds; names and unknown words may come out garbled.
  The original text must always stay visible beside the translation.
- Sentences of more than about 25 words, nested clauses and news-like text lose content or repeat words. There is
  no document context: each sentence is translated alone, so pronouns and forms of address can change between sentences.
- "Sie" and "du" are mixed in the training data; the German output does not keep to one of them.
- Negations, numbers written as words and conditions can be lost. Nothing legal or financial may rest on this output.
- Typing errors and dialect were not trained on, only lower case, missing umlauts and a missing final stop.
- Placeholders get lost or doubled (numbers above); of several wordings the caller must take one that keeps them all
  and must show the original if there is none. The words around a placeholder are wrong more often than others;
  a noun just before it ("order ⟦0⟧") is sometimes left out.
"""


def card_text(
    results: list[Result], records: dict[str, dict], shape: Shape, version: str, seed: int, today: str, note: str
) -> str:
    """The whole card as Markdown."""
    preview = "" if "de_en" in records else "**Preview**: only the first, shared stage has been run so far.\n"
    parts = [
        f"# Lotse starter translation models, German–English and English–German, version {version}\n",
        preview,
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
        "twenty is one piece of the vocabulary and was trained as such.\n",
        "## Recipe\n",
        f"Transformer, {shape.encoder_layers} encoder and {shape.decoder_layers} decoder layers, width {shape.width}, "
        f"{shape.heads} heads, inner width {shape.inner}, one embedding table for source, target and output; "
        f"{shape.vocabulary} SentencePiece pieces (unigram, byte fallback, digits apart). The output layer of each "
        "package holds only the pieces of its language. Embeddings start from a lexicon aligned by IBM model 1 in both "
        "directions; the same alignments guide the cross attention in the first part of training. First one network "
        "for both directions, then each direction on its own with more chats. Averaged weights, label smoothing 0.1, "
        f"bfloat16 arithmetic, seed {seed}. The budget is wall-clock time, so two runs never give equal bytes.\n",
        "| stage | steps | sentence pairs seen | seconds | development loss |\n| --- | --- | --- | --- | --- |",
        "\n".join(_stage_row(name, records[name]) for name in ("shared", "de_en", "en_de") if name in records),
        f"\n{note}" if note else "",
        "\n## Evaluation\n",
        "Test sets were only measured, never used for choices. Settings as in `argostranslate` (beam 4, length penalty "
        "0.2), int8, one thread of a shared machine. Chats and manual are in-domain: other parts of the same "
        "corpora were trained on. FLORES shows what is left far from them.\n",
        "| direction | test set | sentences | BLEU | chrF |\n| --- | --- | --- | --- | --- |",
        "\n".join(
            f"| {result.direction} | {row.name} | {row.sentences} | {row.bleu:.1f} | {row.chrf:.1f} |"
            for result in results
            for row in result.scores
        ),
        f"\nSignatures: `{results[0].signatures[0]}`, `{results[0].signatures[1]}`. Tatoeba is a random sample of its "
        "test set where the number says so (17,559 sentences in all).\n",
        "| direction | service-chat sentences per second | placeholders intact | in one of the best five wordings |\n"
        "| --- | --- | --- | --- |",
        "\n".join(
            f"| {result.direction} | {result.per_second} | {_share(result, result.placeholder_intact)} "
            f"| {_share(result, result.placeholder_intact_of_five)} |"
            for result in results
        ),
        "\nIntact means: exactly the same placeholders on both sides, none lost, doubled or invented; counted over "
        f"{results[0].placeholder_sentences} generated sentences with one to three placeholders each.\n",
        "## Samples\n\nUnedited output for sentences of our own:\n",
        "\n".join(f"- {source}\n  → {output}" for result in results for source, output in result.samples),
        "\n## Weaknesses\n",
        _WEAKNESSES,
        "## Training data and attribution\n",
        _ATTRIBUTION,
    ]
    return "\n".join(parts)


def _stage_row(name: str, record: dict) -> str:
    losses = ", ".join(f"{key} {value:.2f}" for key, value in record["dev_loss"].items())
    return f"| {name} | {record['step']} | {record['pairs']} | {record['seconds']} | {losses} |"


def _share(result: Result, kept: int) -> str:
    return f"{100 * kept / result.placeholder_sentences:.1f} %"
