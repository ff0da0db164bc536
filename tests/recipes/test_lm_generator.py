"""The generator's gold is right by construction: claims rest on their turns, and what is held out stays out."""

from __future__ import annotations

import itertools
import random
import re

import pytest

from lotse.domain.increments import _JOINED, _WORD, MAX_TEXT, RawClaim, neutralise, parse_increment, render_claims
from models.recipes.lm import corpus, generator, german, grammar, narrow, noise, phrases_de, phrases_en, talk

SETS = [(language, split) for language in ("de", "en") for split in ("train", "heldout", "heldout-wide")]
WIDE = ("de", "en")


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
    held_out = [line.split("=>")[0] for line in questions.split("\n") if grammar.is_held_out(line) and "{" not in line]
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
    dialogue = narrow.Dialogue(random.Random(1), "de", "train", phrases_de.INDUSTRIES["bank"], phrases_de)
    for _ in range(20):
        dialogue.small_talk()
        dialogue.say("customer", dialogue.plain(phrases_de.INJECTION))
    assert all(not gold.claims for gold in dialogue.turns)


def wide(language: str, count: int, unseen: float = 0.0) -> list[tuple[generator.GoldTurn, ...]]:
    rng = random.Random(11)
    return [generator.wide(rng, language, unseen) for _ in range(count)]


def copyable(text: str, turn: str) -> bool:
    """Whether `copying_grammar` lets a claim say `text` about `turn`: a run of its words, from word to word."""
    size = len(text.split())
    found = [_WORD.fullmatch(word) for word in turn.split()]
    words = [hit.groups() if hit and hit[2] else ("", word, "") for hit, word in zip(found, turn.split(), strict=True)]
    for first in range(len(words)):
        run = words[first : first + size]
        said = " ".join(lead + core + tail for lead, core, tail in run).removeprefix(run[0][0])
        if text.strip(" .,!?") == said.strip(" .,!?"):
            return True
    return False


def fields_that_are_no_copies(claim: RawClaim, turns: dict[int, str]) -> list[str]:
    said = [claim.text, claim.result, claim.due, claim.value if claim.section == "fact" else ""]
    if claim.section == "next" and claim.text.rpartition(" ")[2] in _JOINED:
        said[0] = claim.text.rpartition(" ")[0]
    return [text for text in said if text and not any(copyable(text, turns[n]) for n in claim.turns)]


@pytest.mark.parametrize("language", WIDE)
@pytest.mark.parametrize("unseen", [0.0, 0.6])
def test_every_claim_of_the_wide_generator_can_be_said_under_the_copying_grammar(language: str, unseen: float) -> None:
    sections = set()
    for dialogue in wide(language, 120, unseen):
        turns = {gold.turn.n: neutralise(gold.turn.text) for gold in dialogue}
        for gold in dialogue:
            assert not re.search("[\ue000-\uf8ff<>{}#]|  ", gold.turn.text), gold.turn
            for claim in gold.claims:
                assert fields_that_are_no_copies(claim, turns) == [], (claim, turns)
                assert parse_increment(render_claims([claim]), list(turns)) == (claim,)
                assert claim.turns[-1] == gold.turn.n
                sections.add(claim.section)
    assert sections == {"intent", "fact", "step", "next", "open", "answered", "outcome"}


@pytest.mark.parametrize("language", WIDE)
def test_talk_that_says_nothing_adds_nothing(language: str) -> None:
    pack = generator.pack(language)
    said = talk.Talk(random.Random(2), pack, pack.industries[0], style=noise.STYLES[0][0])
    for _ in range(40):
        said.small_talk()
        said.vent()
        said.empty_words()
        said.say("customer", said.plain("injection"))
        said.say("agent", said.plain("goodbye"), said.hollow())
    assert len(said.turns) >= 200
    assert all(not gold.claims for gold in said.turns)


@pytest.mark.parametrize("language", WIDE)
def test_a_third_of_the_turns_or_more_is_silence(language: str) -> None:
    turns = [gold for dialogue in wide(language, 100) for gold in dialogue]
    silent = sum(not gold.claims for gold in turns)
    assert 0.33 <= silent / len(turns) <= 0.6


@pytest.mark.parametrize("language", WIDE)
def test_no_pattern_that_the_held_out_sets_rest_on_is_ever_drawn_for_training(language: str) -> None:
    forbidden = generator.held_out_skeletons(language)
    assert len(forbidden) > 40
    pools = generator.pack(language).pools
    rng = random.Random(3)
    for name in pools.names():
        for _ in range(40):
            assert grammar.skeleton(pools.draw(rng, name).partition("::")[0]) not in forbidden


def test_a_forbidden_sentence_is_left_out_where_the_grammar_could_make_it() -> None:
    pools = grammar.Pools({"hello": "[Good|Fine] day"}, frozenset({"good day"}))
    assert {pools.draw(random.Random(seed), "hello") for seed in range(20)} == {"Fine day"}


def test_a_grammar_line_counts_and_draws_each_of_its_sentences() -> None:
    pools = grammar.Pools({"a": "[x|y[ z|]] {@b}", "b": "1\n2"})
    drawn = {pools.draw(random.Random(seed), "a") for seed in range(200)}
    assert drawn == {f"{word} {number}" for word in ("x", "y", "y z") for number in "12"}
    assert pools.count("a") == len(drawn)
    with pytest.raises(ValueError, match="unbalanced"):
        grammar.parse("[x|y")


def test_claims_read_what_noise_left_between_their_marks() -> None:
    text, found = talk.read_marks("Ich habe \ue000den Router \ue002neu\ue003 gestartet.\ue001 Danke")
    assert text == "Ich habe den Router neu gestartet. Danke"
    assert found == {"\ue000": "den Router neu gestartet", "\ue002": "neu"}


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("den neuen Router; zu·schicken", ("zuzuschicken", "schicke", "zu", "zugeschickt", "der neue Router")),
        ("die Karte; sperren", ("zu sperren", "sperre", "", "gesperrt", "die Karte")),
        ("einen neuen Termin; verschieben", ("zu verschieben", "verschiebe", "", "verschoben", "ein neuer Termin")),
        ("den Abschlag; an·passen", ("anzupassen", "passe", "an", "angepasst", "der Abschlag")),
        ("den Fall; weiter·leiten", ("weiterzuleiten", "leite", "weiter", "weitergeleitet", "der Fall")),
        ("das Konto; aktualisieren", ("zu aktualisieren", "aktualisiere", "", "aktualisiert", "das Konto")),
        ("das Geld; überweisen", ("zu überweisen", "überweise", "", "überwiesen", "das Geld")),
        ("bei den Nachbarn; nach·fragen", ("nachzufragen", "frage", "nach", "nachgefragt", "")),
    ],
)
def test_german_verbs_take_the_forms_of_german(line: str, forms: tuple[str, ...]) -> None:
    slots = german.phrase(line).slots()
    assert tuple(slots[name] for name in ("zu", "v", "pt", "p", "N")) == forms


@pytest.mark.parametrize("language", WIDE)
def test_only_what_the_other_side_agreed_to_is_promised(language: str) -> None:
    spoken = generator.pack(language)
    agreed = declined = 0
    for seed in range(60):
        said = talk.Talk(random.Random(seed), spoken, spoken.industries[0], style=noise.STYLES[0][0])
        said.requests()
        wish = next(claim for gold in said.turns for claim in gold.claims if claim.section == "intent")
        promised = [claim for gold in said.turns for claim in gold.claims if claim.section == "next"]
        if promised:
            agreed += 1
            assert [(claim.text, claim.actor) for claim in promised] == [(wish.text, "agent")]
            assert promised[0].turns == (wish.turns[0], said.turns[-1].turn.n)
        else:
            declined += 1
    assert agreed > declined > 5


@pytest.mark.parametrize("language", WIDE)
def test_a_number_corrected_within_a_breath_is_noted_once_and_right(language: str) -> None:
    spoken = generator.pack(language)
    for seed in range(40):
        said = talk.Talk(random.Random(seed), spoken, spoken.industries[0], style=noise.STYLES[0][0])
        said.say("customer", said.given("give_corrected", "customer_number", "4712", "4711"))
        turn = said.turns[0]
        assert "4711" in turn.turn.text
        assert [claim.value for claim in turn.claims] == ["4712"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_training_holds_no_claim_that_the_copying_grammar_forbids(language: str) -> None:
    for dialogue in some(language, "train", 150):
        turns = {gold.turn.n: neutralise(gold.turn.text) for gold in dialogue}
        for gold in dialogue:
            assert [fields_that_are_no_copies(claim, turns) for claim in gold.claims] == [[]] * len(gold.claims)
