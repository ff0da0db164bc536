"""Measures packages as the program uses them: BLEU, chrF, speed, placeholders, form of address. Chooses nothing.

Sentences go through the program's own worker (`lotse.workers.translate`), so that the wording measured is the one the
user gets; placeholders are counted before and after its choice among several wordings.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import ctranslate2
import sacrebleu
import sentencepiece

from lotse.workers.translate import TranslateRole
from models.recipes.mt.corpus import Pair
from models.recipes.mt.export import open_package
from models.recipes.mt.placeholder_test import masked_sentences

PLACEHOLDER_SENTENCES = 5_000
_MARK = re.compile(r"⟦\d+⟧")
_FAMILIAR = re.compile(r"\b(?:du|dich|dir|deine?[nrms]?|euch|eure?[nrms]?)\b", re.IGNORECASE)
_BATCH = 32

# Sentences of our own, in neither the training nor any test set, shown unedited in the model card.
SAMPLES = {
    "de_en": (
        "Guten Tag, meine Bestellung ⟦0⟧ ist seit zwei Wochen unterwegs.",
        "Können Sie mir bitte eine Kopie der Rechnung schicken?",
        "Ich habe das falsche Gerät bekommen und möchte es zurückschicken.",
        "Wir haben Ihnen den Betrag von ⟦0⟧ heute gutgeschrieben.",
        "Der Techniker war gestern nicht da, obwohl wir einen Termin hatten.",
        "hab die rechnung nich bekommen koennen sie die nochmal schicken",
    ),
    "en_de": (
        "Hello, I was charged twice for order ⟦0⟧ last month.",
        "Could you please tell me when my parcel will arrive?",
        "I would like to change my address before the next delivery.",
        "Your new contract starts on ⟦0⟧ and costs ⟦1⟧ a month.",
        "The app keeps closing when I try to log in.",
        "pls check my acount, i cant log in since yesterday",
    ),
}


@dataclass(frozen=True)
class Scores:
    """What was measured on one test set."""

    name: str
    sentences: int
    bleu: float
    chrf: float


@dataclass(frozen=True)
class Placeholders:
    """How many of `sentences` came out with exactly their placeholders: none lost, doubled or invented."""

    sentences: int
    greedy: int
    first_of_five: int
    one_of_five: int
    product: int


@dataclass(frozen=True)
class Result:
    """Everything measured for one package. `per_second` is by processor time of one core, not by the clock."""

    direction: str
    version: str
    size: int
    scores: tuple[Scores, ...]
    signatures: tuple[str, str]
    per_second: float
    placeholders: Placeholders
    familiar_share: float
    samples: tuple[tuple[str, str], ...]


class Engine:
    """A loaded package: plain searches, and the program's own way of choosing a wording."""

    def __init__(self, translator: ctranslate2.Translator, pieces: sentencepiece.SentencePieceProcessor) -> None:
        self._translator = translator
        self._pieces = pieces
        tokenizer = SimpleNamespace(encode=lambda text: pieces.encode(text, out_type=str), decode=self._text)
        self._package = SimpleNamespace(tokenizer=tokenizer, target_prefix="", package_path=Path("own"))
        self._role = TranslateRole()
        self._role._translators[Path("own")] = translator

    def wordings(self, sentences: list[str], beam: int) -> list[list[str]]:
        """The best `beam` translations of each sentence; with a beam of one the greedy one."""
        found = self._translator.translate_batch(
            self._pieces.encode(sentences, out_type=str),
            beam_size=beam,
            num_hypotheses=beam,
            length_penalty=0.2,
            replace_unknowns=True,
            max_batch_size=_BATCH,
            batch_type="examples",
        )
        return [[self._text(pieces) for pieces in result.hypotheses] for result in found]

    def product(self, sentences: list[str]) -> list[str]:
        """What the translation worker of the program answers."""
        batches = [sentences[start : start + _BATCH] for start in range(0, len(sentences), _BATCH)]
        return [text for batch in batches for text in self._role._batch(self._package, batch)]

    def _text(self, pieces: list[str]) -> str:
        return self._pieces.decode_pieces(pieces).replace("▁", " ").strip()


def evaluate(file: Path, direction: str, test_sets: dict[str, list[Pair]], seed: int, placeholders: int) -> Result:
    """Translates the test sets with the package `file` on one thread and scores the output."""
    with tempfile.TemporaryDirectory() as scratch:
        translator, pieces, version = open_package(file, Path(scratch), threads=1)
        engine = Engine(translator, pieces)
        scores, signatures = [], ("", "")
        per_second = familiar = 0.0
        for name, pairs in test_sets.items():
            source, reference = _sides(pairs, direction)
            began = time.process_time()
            output = engine.product(source)
            if not scores:
                per_second = len(source) / (time.process_time() - began)
                familiar = sum(bool(_FAMILIAR.search(text)) for text in output) / len(output)
            bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
            found = bleu.corpus_score(output, [reference]), chrf.corpus_score(output, [reference])
            scores.append(Scores(name, len(pairs), round(found[0].score, 1), round(found[1].score, 1)))
            signatures = (str(bleu.get_signature()), str(chrf.get_signature()))
            print(file, scores[-1], flush=True)
        samples = tuple(zip(SAMPLES[direction], engine.product(list(SAMPLES[direction])), strict=True))
        counted = _placeholders(engine, masked_sentences(direction, placeholders, seed))
    print(file, counted, round(per_second, 1), flush=True)
    return Result(
        direction,
        version,
        file.stat().st_size,
        tuple(scores),
        signatures,
        round(per_second, 1),
        counted,
        round(familiar, 4),
        samples,
    )


def _placeholders(engine: Engine, sentences: list[str]) -> Placeholders:
    different = list(dict.fromkeys(sentences))
    greedy = dict(zip(different, (found[0] for found in engine.wordings(different, 1)), strict=True))
    five = dict(zip(different, engine.wordings(different, 5), strict=True))
    product = dict(zip(different, engine.product(different), strict=True))

    def intact(source: str, text: str) -> bool:
        return _marks(text) == _marks(source)

    return Placeholders(
        len(sentences),
        sum(intact(sentence, greedy[sentence]) for sentence in sentences),
        sum(intact(sentence, five[sentence][0]) for sentence in sentences),
        sum(any(intact(sentence, text) for text in five[sentence]) for sentence in sentences),
        sum(intact(sentence, product[sentence]) for sentence in sentences),
    )


def _marks(text: str) -> list[str]:
    return sorted(_MARK.findall(text))


# Name in the card, folder below the corpora, what the fourth column must begin with for each direction.
_SETS = (
    ("BConTrasT test (service chats)", "parallel/bcontrast-chat", ("", "")),
    ("plenty manual test", "parallel/plenty-manual", ("", "")),
    ("Tatoeba test 2021-08-07", "mt_eval/tatoeba-test-2021-08-07", ("", "")),
    ("FLORES-200 devtest", "mt_eval/flores200-devtest", ("", "")),
    ("NTREX-128", "mt_eval/ntrex-128", ("", "")),
    ("newstest2019", "mt_eval/wmt-newstest2008-2020", ("newstest2019.de-en", "newstest2019.en-de")),
    ("newstest2020", "mt_eval/wmt-newstest2008-2020", ("newstest2020.de-en", "newstest2020.en-de")),
)


def read_test_sets(data: Path, direction: str, limit: int, seed: int) -> dict[str, list[Pair]]:
    """Up to `limit` rows of every test set; the first one, service chats, also gives the speed."""
    side = 0 if direction == "de_en" else 1
    return {name: _test_rows(data / folder, names[side], limit, seed) for name, folder, names in _SETS}


def _test_rows(folder: Path, name: str, limit: int, seed: int) -> list[Pair]:
    rows = []
    with gzip.open(folder / "pairs.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if columns[2] == "test" and columns[3].startswith(name):
                rows.append(Pair(columns[0].strip(), columns[1].strip()))
    if len(rows) > limit:
        rows = random.Random(seed).sample(rows, limit)
    return rows


def _sides(pairs: list[Pair], direction: str) -> tuple[list[str], list[str]]:
    de, en = [pair.de for pair in pairs], [pair.en for pair in pairs]
    return (de, en) if direction == "de_en" else (en, de)


def to_json(results: list[Result]) -> str:
    """The measurements as they are stored beside the packages."""
    rows = [
        {**vars(result), "scores": [vars(row) for row in result.scores], "placeholders": vars(result.placeholders)}
        for result in results
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False)


def from_json(text: str) -> list[Result]:
    """Earlier measurements, for the table beside the new ones."""
    return [
        Result(
            **{
                **row,
                "scores": tuple(Scores(**score) for score in row["scores"]),
                "signatures": tuple(row["signatures"]),
                "placeholders": Placeholders(**row["placeholders"]),
                "samples": tuple(map(tuple, row["samples"])),
            }
        )
        for row in json.loads(text)
    ]
