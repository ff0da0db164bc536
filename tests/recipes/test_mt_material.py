"""What the translators learn from: held-out splits stay out, placeholders agree on both sides, German says Sie."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

import pytest

from lotse.domain.masks import mask
from models.recipes.mt import masking, mixture, noise, placeholder_test, service, service_frames
from models.recipes.mt.address import formal, infinitives_of
from models.recipes.mt.corpus import Pair

MARKS = re.compile(r"⟦\d+⟧")
VERBS = infinitives_of(["wir klicken er klickt sie wählen er wählt du kannst"] * 3)


def marks(text: str) -> list[str]:
    return sorted(MARKS.findall(text))


def test_service_sentences_carry_the_same_placeholders_on_both_sides_and_no_empty_slot() -> None:
    pairs = service.service_pairs(3_000, random.Random(4))
    for pair in pairs:
        assert marks(pair.de) == marks(pair.en), pair
        assert len(set(marks(pair.de))) == len(marks(pair.de)), pair
        assert not re.search(r"[\[\]{}|]", MARKS.sub("", pair.de + pair.en)), pair
    assert len({pair.de for pair in pairs}) > 1_500


def test_the_frames_that_measure_placeholders_are_not_among_those_that_teach_them() -> None:
    def bare(text: str) -> str:
        return re.sub(r"\W+", " ", re.sub(r"\{\d\}|<\w+>|\[\w+\]|⟦\d+⟧", "", text)).strip().lower()

    taught = {bare(side) for line in service_frames.FRAMES.strip().splitlines() for side in line.split("|")}
    taught |= {bare(side) for pair in service._PHRASES for side in (pair.de, pair.en)}
    for language in ("de", "en"):
        asked = placeholder_test.frames(language)
        assert len(asked) >= 40
        assert not taught & {bare(line) for line in asked}


def test_measured_sentences_are_masked_by_the_programs_own_rule() -> None:
    for direction in ("de_en", "en_de"):
        sentences = placeholder_test.masked_sentences(direction, 400, 3)
        assert sentences == placeholder_test.masked_sentences(direction, 400, 3)
        assert all(MARKS.search(sentence) for sentence in sentences)
        assert not any(re.search(r"\d", MARKS.sub("", sentence)) for sentence in sentences)


@pytest.mark.parametrize(
    ("de", "en"),
    [
        ("Rechnung 4711 vom 3. Mai über 12,50 €.", "Invoice 4711 of 3 May for €12.50."),
        ("Bis 20:45 Uhr für Frau Berger.", "Until 8:45 pm for Ms Berger."),
        ("Um 8 Uhr.", "At 8:00."),
    ],
)
def test_the_same_thing_written_two_ways_becomes_the_same_placeholder(de: str, en: str) -> None:
    found = masking.mask_as_product(Pair(de, en), random.Random(1))
    assert found is not None
    assert len(marks(found.de)) == len(mask(de)[1])
    assert marks(found.de) == marks(found.en)
    assert not re.search(r"\d", MARKS.sub("", found.de + found.en))


def test_numbers_that_disagree_are_not_paired() -> None:
    assert masking.mask_as_product(Pair("Es kostet 50 Euro.", "It costs fifty euros."), random.Random(1)) is None


def test_what_is_put_beside_a_sentence_stands_on_both_sides() -> None:
    rng = random.Random(2)
    for _ in range(200):
        pair = masking.beside(Pair("Ich habe ⟦0⟧ bezahlt.", "I paid ⟦0⟧."), rng)
        assert marks(pair.de) == marks(pair.en)
        assert len(marks(pair.de)) >= 2


@pytest.mark.parametrize(
    ("de", "en", "said"),
    [
        ("Hast du eine Kopie?", "Do you have a copy?", "Haben Sie eine Kopie?"),
        ("Ich habe dir dein Paket geschickt.", "I sent you your parcel.", "Ich habe Ihnen Ihr Paket geschickt."),
        ("Klicke auf Speichern.", "Click Save.", "Klicken Sie auf Speichern."),
        (
            "Klicke hier und wähle ein Datum.",
            "Click here and select a date.",
            "Klicken Sie hier und wählen Sie ein Datum.",
        ),
        ("Sie haben recht.", "You are right.", "Sie haben recht."),
        ("Diese Karte ist neu.", "This card is new.", "Diese Karte ist neu."),
        ("Habt ihr das gesehen?", "Did you see that?", None),
        ("Das gehört euch.", "That is yours.", None),
    ],
)
def test_familiar_german_becomes_formal_or_is_refused(de: str, en: str, said: str | None) -> None:
    assert formal(de, en, VERBS) == said


def test_rough_spelling_keeps_placeholders_whole_and_something_to_read() -> None:
    rng = random.Random(5)
    text = "Können Sie mir die Rechnung ⟦0⟧ vom ⟦12⟧ bitte nicht noch einmal schicken?"
    rough = {noise.roughen(text, "de", rng) for _ in range(300)}
    assert len(rough) > 30
    assert all(marks(one) == marks(text) for one in rough)
    assert text in rough


@pytest.mark.parametrize("direction", ["de_en", "en_de"])
def test_only_the_training_split_is_learned_and_german_written_says_sie(tmp_path: Path, direction: str) -> None:
    folder = tmp_path / "parallel" / "plenty-manual"
    folder.mkdir(parents=True)
    rows = [
        f"Dies ist der Satz {split}.\tThis is the sentence {split}.\t{split}\tx" for split in ("train", "dev", "test")
    ]
    rows.append("Hast du das Paket?\tDo you have the parcel?\ttrain\tx")
    rows.append("Habt ihr das Paket?\tDo you have the parcel?\ttrain\tx")
    with gzip.open(folder / "pairs.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(rows) + "\n")
    pairs = mixture.focus_pairs(tmp_path, {"plenty-manual": (10, 1)}, direction, 0, 3)
    said = {MARKS.sub("", f"{pair.de} {pair.en}") for pair in pairs}
    assert any("Satz train" in text for text in said)
    assert not any(word in text for text in said for word in ("dev", "test"))
    familiar = any(re.search(r"\b(?:du|ihr)\b", text) for text in said)
    assert familiar == (direction == "de_en")
