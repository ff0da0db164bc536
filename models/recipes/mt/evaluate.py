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
from models.recipes.mt.address import formal, infinitives_of
from models.recipes.mt.corpus import Pair
from models.recipes.mt.export import open_package
from models.recipes.mt.placeholder_test import masked_sentences

REPOSITORY = Path(__file__).resolve().parents[3]
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
        scores: list[Scores] = []
        per_second = 0.0
        everything: list[str] = []
        for name, pairs in test_sets.items():
            source, reference = _sides(pairs, direction)
            began = time.process_time()
            output = engine.product(source)
            per_second = per_second or len(source) / (time.process_time() - began)
            everything += output
            scores.append(_scored(name, output, reference))
            if direction == "en_de":
                scores += _scored_formally(name, output, pairs)
            print(file, scores[-1], flush=True)
        familiar = sum(bool(_FAMILIAR.search(text)) for text in everything) / len(everything)
        samples = tuple(zip(SAMPLES[direction], engine.product(list(SAMPLES[direction])), strict=True))
        counted = _placeholders(engine, masked_sentences(direction, placeholders, seed))
    print(file, counted, round(per_second, 1), flush=True)
    return Result(
        direction,
        version,
        file.stat().st_size,
        tuple(scores),
        _signatures(),
        round(per_second, 1),
        counted,
        round(familiar, 4),
        samples,
    )


def _scored(name: str, output: list[str], reference: list[str]) -> Scores:
    bleu, chrf = (metric.corpus_score(output, [reference]).score for metric in (sacrebleu.BLEU(), sacrebleu.CHRF()))
    return Scores(name, len(output), round(bleu, 1), round(chrf, 1))


def _signatures() -> tuple[str, str]:
    metrics = sacrebleu.BLEU(), sacrebleu.CHRF()
    for metric in metrics:
        metric.corpus_score(["a"], [["a"]])
    return str(metrics[0].get_signature()), str(metrics[1].get_signature())


def _scored_formally(name: str, output: list[str], pairs: list[Pair]) -> list[Scores]:
    """The same output beside references in the formal address, where many references say du."""
    infinitives = infinitives_of(pair.de for pair in pairs)
    formally = [formal(pair.de, pair.en, infinitives) for pair in pairs]
    turned = sum(text is not None and text != pair.de for text, pair in zip(formally, pairs, strict=True))
    if turned < len(pairs) / 20:
        return []
    kept = [(text, reference) for text, reference in zip(output, formally, strict=True) if reference is not None]
    return [
        _scored(f"{name}, references made formal", [text for text, _ in kept], [reference for _, reference in kept])
    ]


def _placeholders(engine: Engine, sentences: list[str]) -> Placeholders:
    different = list(dict.fromkeys(sentences))
    five = dict(zip(different, engine.wordings(different, 5), strict=True))
    first = {source for source, texts in five.items() if _marks(texts[0]) == _marks(source)}
    one = {source for source, texts in five.items() if any(_marks(text) == _marks(source) for text in texts)}
    # The program begins with the same five wordings: only what it goes on with has to be asked.
    others = [source for source in different if source not in one]
    product = one | {
        source for source, text in zip(others, engine.product(others), strict=True) if _marks(text) == _marks(source)
    }
    counted = (sum(sentence in kept for sentence in sentences) for kept in (first, one, product))
    return Placeholders(len(sentences), *counted)


def _marks(text: str) -> list[str]:
    return sorted(_MARK.findall(text))


# Name in the card, folder below the corpora, how the fourth column begins for each direction, most rows measured.
_SETS = (
    ("BConTrasT test (service chats)", "parallel/bcontrast-chat", ("", ""), 1_500),
    ("plenty manual test", "parallel/plenty-manual", ("", ""), 1_500),
    ("Tatoeba test 2021-08-07", "mt_eval/tatoeba-test-2021-08-07", ("", ""), 1_500),
    ("FLORES-200 devtest", "mt_eval/flores200-devtest", ("", ""), 400),
    ("NTREX-128", "mt_eval/ntrex-128", ("", ""), 400),
    ("newstest2019", "mt_eval/wmt-newstest2008-2020", ("newstest2019.de-en", "newstest2019.en-de"), 400),
    ("newstest2020", "mt_eval/wmt-newstest2008-2020", ("newstest2020.de-en", "newstest2020.en-de"), 400),
)
OWN = "own acceptance sentences"


def read_test_sets(data: Path, direction: str, seed: int) -> dict[str, list[Pair]]:
    """Each test set, or a fixed random sample of it; the first one, service chats, also gives the speed."""
    side = 0 if direction == "de_en" else 1
    found = {name: _test_rows(data / folder, names[side], most, seed) for name, folder, names, most in _SETS}
    lines = (REPOSITORY / "resources" / "acceptance" / "parallel.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found[OWN] = [Pair(*line.split("\t")[:2]) for line in lines]
    return found


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
