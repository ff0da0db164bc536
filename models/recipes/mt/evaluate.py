"""Measures finished packages as the product uses them: BLEU, chrF, speed, placeholders. Chooses nothing."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece
from corpus import PLACEHOLDERS, Pair
from export import open_package

_MARK = re.compile(r"⟦\d+⟧")

# Sentences of our own, in neither the training nor any test set, shown unedited in the model card.
SAMPLES = {
    "de_en": (
        "Guten Tag, meine Bestellung ⟦0⟧ ist seit zwei Wochen unterwegs.",
        "Können Sie mir bitte eine Kopie der Rechnung schicken?",
        "Ich habe das falsche Gerät bekommen und möchte es zurückschicken.",
        "Wir haben Ihnen den Betrag von ⟦0⟧ heute gutgeschrieben.",
        "Der Techniker war gestern nicht da, obwohl wir einen Termin hatten.",
    ),
    "en_de": (
        "Hello, I was charged twice for order ⟦0⟧ last month.",
        "Could you please tell me when my parcel will arrive?",
        "I would like to change my address before the next delivery.",
        "Your new contract starts on ⟦0⟧ and costs ⟦1⟧ a month.",
        "The app keeps closing when I try to log in.",
    ),
}

# Frames for generated sentences that test placeholders; {a} to {c} become placeholders, {x} one of the nouns.
_FRAMES = {
    "de_en": (
        "Meine {x} {a} ist noch nicht da.",
        "Wo ist die {x} {a} vom {b}?",
        "Die {x} {a} kostet {b} statt {c}.",
        "Bitte ändern Sie die {x} auf {a}.",
        "Am {a} habe ich {b} für die {x} bezahlt.",
        "Unter {a} finden Sie die {x} von {b}.",
        "{a} fragt, ob die {x} bis {b} fertig ist.",
        "Ihre {x} lautet {a}.",
        "Frau {a}, Ihre {x} wurde am {b} an {c} geschickt.",
    ),
    "en_de": (
        "My {x} {a} has not arrived yet.",
        "Where is the {x} {a} from {b}?",
        "The {x} {a} costs {b} instead of {c}.",
        "Please change the {x} to {a}.",
        "On {a} I paid {b} for the {x}.",
        "You can find the {x} of {b} at {a}.",
        "{a} asks whether the {x} will be ready by {b}.",
        "Your {x} is {a}.",
        "Ms {a}, your {x} was sent to {c} on {b}.",
    ),
}
_NOUNS = {
    "de_en": "Lieferung Rechnung Gutschrift Karte Reparatur Kundennummer Adresse Versicherung Anfrage Buchung Zahlung "
    "Ware Mahnung Störung".split(),
    "en_de": "delivery invoice refund card repair contract address insurance request booking payment item reminder "
    "fault".split(),
}


@dataclass(frozen=True)
class Scores:
    """What was measured on one test set."""

    name: str
    sentences: int
    bleu: float
    chrf: float


@dataclass(frozen=True)
class Result:
    """Everything measured for one package."""

    direction: str
    size: int
    scores: tuple[Scores, ...]
    signatures: tuple[str, str]
    per_second: float
    placeholder_sentences: int
    placeholder_intact: int
    placeholder_intact_of_five: int
    samples: tuple[tuple[str, str], ...]


class Engine:
    """A loaded package that translates sentences with the settings `argostranslate` uses."""

    def __init__(self, translator: ctranslate2.Translator, pieces: sentencepiece.SentencePieceProcessor) -> None:
        self._translator = translator
        self._pieces = pieces

    def translate(self, sentences: list[str]) -> list[str]:
        return [found[0] for found in self.wordings(sentences, 1)]

    def wordings(self, sentences: list[str], number: int) -> list[list[str]]:
        """The best `number` translations of each sentence."""
        found = self._translator.translate_batch(
            self._pieces.encode(sentences, out_type=str),
            beam_size=max(4, number),
            num_hypotheses=number,
            length_penalty=0.2,
            replace_unknowns=True,
            max_batch_size=32,
            batch_type="examples",
        )
        return [[self._text(pieces) for pieces in result.hypotheses] for result in found]

    def _text(self, pieces: list[str]) -> str:
        return self._pieces.decode_pieces(pieces).replace("▁", " ").strip()


def evaluate(file: Path, direction: str, test_sets: dict[str, list[Pair]], seed: int) -> Result:
    """Translates the test sets with the package `file` on one thread and scores the output."""
    with tempfile.TemporaryDirectory() as scratch:
        engine = Engine(*open_package(file, Path(scratch), threads=1))
        scores, signatures = [], ("", "")
        rates = []
        for name, pairs in test_sets.items():
            source, reference = _sides(pairs, direction)
            began = time.perf_counter()
            output = engine.translate(source)
            rates.append(len(source) / (time.perf_counter() - began))
            bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
            found = bleu.corpus_score(output, [reference]), chrf.corpus_score(output, [reference])
            scores.append(Scores(name, len(pairs), round(found[0].score, 1), round(found[1].score, 1)))
            signatures = (str(bleu.get_signature()), str(chrf.get_signature()))
        marked = placeholder_sentences(direction, 1000, seed)
        wordings = engine.wordings(marked, 5)
        intact = [[_marks(text) == _marks(source) for text in texts] for source, texts in zip(marked, wordings)]
        samples = tuple(zip(SAMPLES[direction], engine.translate(list(SAMPLES[direction])), strict=True))
    return Result(
        direction,
        file.stat().st_size,
        tuple(scores),
        signatures,
        round(rates[0], 1),
        len(marked),
        sum(kept[0] for kept in intact),
        sum(map(any, intact)),
        samples,
    )


def _marks(text: str) -> list[str]:
    return sorted(_MARK.findall(text))


def placeholder_sentences(direction: str, number: int, seed: int) -> list[str]:
    """Generated sentences of our own with one to three placeholders each."""
    rng = random.Random(seed)
    made = []
    combinations = itertools.cycle(itertools.product(_FRAMES[direction], _NOUNS[direction]))
    for frame, noun in itertools.islice(combinations, number):
        marks = rng.sample(PLACEHOLDERS[:10], 3)
        made.append(frame.format(x=noun, a=marks[0], b=marks[1], c=marks[2]))
    return made


def read_test_sets(data: Path, limit: int, seed: int) -> dict[str, list[Pair]]:
    """Up to `limit` rows of every test set; the first one, service chats, also gives the speed."""
    return {
        "BConTrasT test (service chats)": _test_rows(data / "parallel" / "bcontrast-chat", limit, seed),
        "Tatoeba test 2021-08-07": _test_rows(data / "mt_eval" / "tatoeba-test-2021-08-07", limit, seed),
        "plenty manual test": _test_rows(data / "parallel" / "plenty-manual", limit, seed),
        "FLORES-200 devtest (news-like, hard)": _test_rows(data / "mt_eval" / "flores200-devtest", limit, seed),
    }


def _test_rows(folder: Path, limit: int, seed: int) -> list[Pair]:
    rows = []
    with gzip.open(folder / "pairs.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if columns[2] == "test":
                rows.append(Pair(columns[0].strip(), columns[1].strip()))
    random.Random(seed).shuffle(rows)
    return rows[:limit]


def _sides(pairs: list[Pair], direction: str) -> tuple[list[str], list[str]]:
    de, en = [pair.de for pair in pairs], [pair.en for pair in pairs]
    return (de, en) if direction == "de_en" else (en, de)


def to_json(results: list[Result]) -> str:
    """The measurements as they are stored beside the packages."""
    rows = [{**vars(result), "scores": [vars(row) for row in result.scores]} for result in results]
    return json.dumps(rows, indent=1, ensure_ascii=False)
