"""The generator's gold is right by construction: claims rest on their turns, and what is held out stays out."""

from __future__ import annotations

import itertools
import random
import re

import pytest

from lotse.domain.increments import MAX_TEXT, parse_increment, render_claims
from models.recipes.lm import corpus, generator, phrases_de, phrases_en

SETS = [(language, split) for language in ("de", "en") for split in ("train", "heldout")]


def some(language: str, split: str, count: int = 60) -> list[tuple[generator.GoldTurn, ...]]:
    return list(generator.dialogues(7, count, language=language, split=split))


@pytest.mark.parametrize(("language", "split"), SETS)
def test_gold_survives_the_product_s_own_parser(language: str, split: str) -> None:
    for dialogue in some(language, split):
        numbers = [gold.turn.n for gold in dialogue]
        claims = tuple(claim for gold in dialogue for claim in gold.claims)
        for claim in claims:
            assert parse_increment(render_claims([claim]), numbers) == (claim,)


@pytest.mark.parametrize(("language", "split"), SETS)
def test_every_number_of_a_claim_stands_in_its_turns(language: str, split: str) -> None:
    for dialogue in some(language, split):
        texts = {gold.turn.n: gold.turn.text for gold in dialogue}
        for gold in dialogue:
            for claim in gold.claims:
                evidence = set(re.findall(r"\d+", " ".join(texts[n] for n in claim.turns)))
                said = f"{claim.text} {claim.value} {claim.result} {claim.due}"
                assert set(re.findall(r"\d+", said)) <= evidence, (claim, texts)


@pytest.mark.parametrize(("language", "split"), SETS)
def test_fact_values_are_copied_word_for_word_and_no_slot_is_left(language: str, split: str) -> None:
    for dialogue in some(language, split):
        texts = {gold.turn.n: gold.turn.text for gold in dialogue}
        for gold in dialogue:
            assert not re.search(r"\{[a-z_]+\}", gold.turn.text), gold
            for claim in gold.claims:
                assert len(claim.text) <= MAX_TEXT
                if claim.section == "fact":
                    # Who types fast drops the last full stop, also that of a date.
                    assert claim.value.rstrip(".") in texts[claim.turns[-1]], (claim, texts)


def test_claims_rest_on_their_own_turn_or_an_earlier_one() -> None:
    for dialogue in some("de", "train"):
        for gold in dialogue:
            assert all(claim.turns[-1] == gold.turn.n for claim in gold.claims)
            assert all(claim.turns[0] <= gold.turn.n for claim in gold.claims)


@pytest.mark.parametrize(("language", "phrases"), [("de", phrases_de), ("en", phrases_en)])
def test_training_never_sees_held_out_wording(language: str, phrases: object) -> None:
    questions = "\n".join(
        industry["qa"]
        for name, industry in phrases.INDUSTRIES.items()  # type: ignore[attr-defined]
    )
    held_out = [
        line.split("=>")[0] for line in questions.split("\n") if generator.is_held_out(line) and "{" not in line
    ]
    unseen = [
        line
        for name in generator.HELD_OUT_INDUSTRIES
        if name in phrases.INDUSTRIES  # type: ignore[attr-defined]
        for line in phrases.INDUSTRIES[name]["problems"].split("\n")  # type: ignore[attr-defined]
        if "{" not in line
    ]
    assert unseen
    trained = " ".join(gold.turn.text for d in some(language, "train", 400) for gold in d).casefold()
    told = " ".join(gold.turn.text for d in some(language, "heldout", 400) for gold in d).casefold()
    for line in unseen:
        assert line.casefold() not in trained
    assert any(line.casefold() in told for line in unseen)
    pools = [industry["qa"].split("\n") for industry in phrases.INDUSTRIES.values()]  # type: ignore[attr-defined]
    large = {line.split("=>")[0] for pool in pools if len(pool) >= 6 for line in pool}
    for question in held_out:
        if question in large:
            assert question.casefold() not in trained


def test_the_same_seed_gives_the_same_conversations() -> None:
    assert some("de", "train", 5) == some("de", "train", 5)
    assert some("de", "train", 5) != list(generator.dialogues(8, 5, language="de", split="train"))


def test_windows_make_every_turn_fresh_once_and_keep_all_reachable_claims() -> None:
    for dialogue in some("de", "train", 30):
        cut = list(corpus.windows(dialogue, "de", random.Random(3)))
        fresh = [sample.prompt.split("\n--\n", 1)[1].removesuffix("\n=>").split("\n") for sample in cut]
        headers = [line.split(":", 1)[0][1:] for line in itertools.chain.from_iterable(fresh)]
        assert headers == [str(gold.turn.n) for gold in dialogue]
        for sample in cut:
            known = [turn.n for turn in sample.turns]
            assert parse_increment(sample.output, known) == sample.gold


def test_small_talk_and_injected_instructions_add_nothing() -> None:
    dialogue = generator.Dialogue(random.Random(1), "de", "train", phrases_de.INDUSTRIES["bank"], phrases_de)
    for _ in range(20):
        dialogue.small_talk()
        dialogue.say("customer", dialogue.plain(phrases_de.INJECTION))
    assert all(not gold.claims for gold in dialogue.turns)
