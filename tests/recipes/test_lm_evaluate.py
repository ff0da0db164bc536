"""The comparison of notes is fair: the same rules for every engine, nothing counted twice, nothing chosen on a test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from lotse.domain.conversations import Turn
from lotse.domain.increments import RawClaim, render_claims
from models.recipes.lm import card, engines, evaluate, matching
from models.recipes.lm.corpora.annotated import RealTurn
from models.recipes.lm.matching import Said

ALL = frozenset(matching.SECTIONS)


def fact(value: str, *turns: int, key: str = "amount", optional: bool = False) -> Said:
    return Said("fact", value, frozenset(turns), key, optional)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("$20", "20 dollars", True),
        ("the 4th of March", "March 4th", True),
        ("11:15 am", "morning 11:15", False),
        ("two people", "2 people", True),
        ("San Jose", "san jose.", True),
        ("San Jose", "San Diego", False),
        ("12", "120", False),
        ("Bella Luna", "Luna", False),
    ],
)
def test_values_are_the_same_when_only_their_dress_differs(first: str, second: str, same: bool) -> None:
    assert matching.same_value(first, second) is same
    assert matching.same_value(second, first) is same


def test_a_fact_needs_value_and_turn_and_its_key_is_a_column_of_its_own() -> None:
    reference = matching.Reference((fact("$20", 2, key="amount"), fact("515-850-2356", 4, key="phone")), ALL)
    counts = matching.tally([fact("20 $", 2, key="price"), fact("515-850-2356", 9, key="phone")], reference)
    assert (counts.gold["fact"], counts.said["fact"], counts.right["fact"]) == (2, 2, 1)
    # A price is an amount; a telephone number in another turn is not the one that was meant.
    assert counts.right["fact+key"] == 1


def test_what_is_optional_or_said_again_counts_neither_way() -> None:
    reference = matching.Reference((fact("$20", 2), fact("$35", 2, optional=True)), ALL)
    counts = matching.tally([fact("$20", 2), fact("20", 2), fact("$35", 2)], reference)
    assert (counts.said["fact"], counts.right["fact"], counts.gold["fact"]) == (1, 1, 1)


def test_only_annotated_sections_and_turns_are_judged() -> None:
    reference = matching.Reference((fact("$20", 2),), frozenset({"fact"}), unsure=frozenset({3}))
    said = [Said("next", "call back", frozenset({2})), fact("$99", 3), fact("$98", 2)]
    counts = matching.tally(said, reference)
    assert dict(counts.said) == {"fact": 1, "fact+key": 1}
    assert not counts.right["fact"]


def test_a_text_needs_half_of_its_words_and_a_turn() -> None:
    gold = Said("intent", "cancel my contract", frozenset({1}))
    assert matching.matches(Said("intent", "I want to cancel my contract", frozenset({1, 2})), gold)
    assert not matching.matches(Said("intent", "I want to cancel my contract", frozenset({2})), gold)
    assert not matching.matches(Said("intent", "send me the invoice", frozenset({1})), gold)


def test_a_value_said_twice_is_one_fact_of_both_turns() -> None:
    turns = [
        RealTurn(Turn(1, "customer", "It cost 20 euros"), (RawClaim("fact", (1,), key="amount", value="20 euros"),)),
        RealTurn(Turn(2, "agent", "So 20?"), (), (RawClaim("fact", (2,), key="amount", value="20"),)),
    ]
    found = matching.reference(turns, ALL)
    assert found.gold == (fact("20 euros", 1, 2),)


def test_a_wish_worded_twice_alike_is_one_intent_and_a_question_asked_twice_two() -> None:
    claims = [(RawClaim("intent", (n,), text="Pay the bill"), RawClaim("open", (n,), text="When?")) for n in (1, 3)]
    turns = [RealTurn(Turn(n, "customer", "…"), said) for n, said in zip((1, 3), claims, strict=True)]
    found = matching.reference(turns, ALL).gold
    assert [(one.section, sorted(one.turns)) for one in found] == [("intent", [1, 3]), ("open", [1]), ("open", [3])]


def test_perfect_notes_score_one_and_empty_ones_nothing() -> None:
    reference = matching.Reference((fact("$20", 2), Said("intent", "pay the bill", frozenset({1}))), ALL)
    full, empty = matching.tally(reference.gold, reference), matching.tally([], reference)
    assert matching.table([full])["all"]["f1"] == 1.0
    assert matching.table([empty])["all"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 2, "said": 0, "pm": 0.0}


TURNS = (
    Turn(1, "agent", "Hello, how can I help?"),
    Turn(2, "customer", "I want to cancel my contract. Is there a cancellation fee?"),
    Turn(3, "agent", "The fee is $20."),
    Turn(4, "customer", "Great, that settles everything, thank you."),
)
ANSWERS: Mapping[int, tuple[RawClaim, ...]] = {
    2: (
        RawClaim("intent", (2,), text="cancel my contract"),
        RawClaim("open", (2,), text="Is there a cancellation fee?"),
    ),
    3: (RawClaim("fact", (3,), key="amount", value="$20"), RawClaim("answered", (2, 3))),
    4: (RawClaim("fact", (4,), key="amount", value="$77"), RawClaim("outcome", (4,), value="resolved")),
}


def answer(prompt: str, grammar: str) -> str:
    fresh = prompt.split("--\n", 1)[1]
    number = int(fresh[1 : fresh.index(":")])
    assert f'"{number}' in grammar
    return render_claims(ANSWERS.get(number, ()))


def test_the_model_is_asked_turn_by_turn_and_what_it_invents_is_counted_and_left_out() -> None:
    conversation = engines.conversation_of(TURNS, "en")
    heard = engines.hear(conversation, "en", answer)
    assert [n for n, _ in heard.windows] == [1, 2, 3, 4]
    assert (heard.checked["claims"], heard.checked["evidence"], heard.checked["form"]) == (4, 1, 0)
    said = engines.by_model(conversation, heard, "en")
    assert {(one.section, one.text) for one in said} == {
        ("intent", "cancel my contract"),
        ("fact", "$20"),
        ("open", "Is there a cancellation fee?"),
        ("answered", ""),
        ("outcome", "resolved"),
    }


def test_merged_with_no_section_is_what_the_rules_say() -> None:
    conversation = engines.conversation_of(TURNS, "en")
    heard = engines.hear(conversation, "en", answer)
    assert engines.merged(conversation, heard, ()) == engines.by_rules(conversation)


def test_lead_sentences_take_the_first_sentence_of_every_turn() -> None:
    said = engines.lead(engines.conversation_of(TURNS, "en"))
    assert [(one.section, one.text) for one in said] == [
        ("intent", "I want to cancel my contract."),
        ("fact", "The fee is $20."),
        ("fact", "Great, that settles everything, thank you."),
    ]


def section(f1: float, gold: int = 50) -> dict[str, float | int]:
    return {"f1": f1, "gold": gold}


def dev_set(**by_section: tuple[float, float, float]) -> dict[str, dict[str, dict[str, float | int]]]:
    """F1 of rules, replacing and merged by section."""
    engines_ = ("rules", "replacing", "merged")
    return {e: {name: section(f1[place]) for name, f1 in by_section.items()} for place, e in enumerate(engines_)}


def test_a_section_is_taken_from_the_model_where_dev_says_so_in_german_too() -> None:
    dev = {
        "sgd": dev_set(fact=(0.4, 0.7, 0.8), intent=(0.5, 0.9, 0.9), next=(0.3, 0.9, 0.5)),
        "bcontrast-de": dev_set(fact=(0.5, 0.3, 0.6), intent=(0.5, 0.4, 0.4), next=(0.3, 0.8, 0.5)),
    }
    # Facts are better together, next steps better alone, intents no better in German.
    assert evaluate.choose(dev) == (["fact", "next"], ["next"])
    assert evaluate.choose(dev, withheld=("next",)) == (["fact"], [])
    few = {
        "sgd": {e: {"fact": {"f1": f1, "gold": 3}} for e, f1 in (("rules", 0.0), ("replacing", 1.0), ("merged", 1.0))}
    }
    assert evaluate.choose(few) == ([], [])


def test_generated_conversations_count_from_one_and_dev_is_not_test() -> None:
    dev, test = (list(evaluate.conversations("generated-de", split, None, 60)) for split in ("dev", "test"))
    assert dev != test
    assert all(turn.turn.n == n for found in (*dev, *test) for n, turn in enumerate(found, start=1))
    assert list(evaluate.conversations("sgd", "test", None, 60)) == []


def test_the_card_says_what_was_measured_before_and_after() -> None:
    conversation = engines.conversation_of(TURNS, "en")
    heard = engines.hear(conversation, "en", answer)
    gold = matching.Reference((fact("$20", 3),), frozenset({"fact"}))
    figures = evaluate.figures_of([evaluate.Case((), conversation, gold, heard)], ["fact"])
    measured = {
        "sections": ["fact"],
        "better_alone": ["fact"],
        "test": {"sgd": figures},
        "dev": {},
        "times": {},
        "model": {"sha256": "ab" * 32},
    }
    text = card.conversations_part(measured, before=measured)
    assert "| sgd |" in text
    assert "fact" in text
    assert "no summaries" in text


def test_a_silent_model_is_trusted_with_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate.Answers, "ask", lambda self, prompt, grammar: "[]")
    model = tmp_path / "silent.gguf"
    model.write_bytes(b"GGUF")
    seen: list[str] = []
    figures = evaluate.run(
        model, None, tmp_path, dev_turns=20, test_turns=20, sets=("generated-en",),
        report=lambda name, split, figures: seen.append(f"{name}-{split}"),
    )  # fmt: skip
    assert seen == ["generated-en-dev", "generated-en-test"]
    assert figures["sections"] == []
    test = figures["test"]["generated-en"]
    assert test["checked"]["claims"] == 0
    assert test["merged"] == test["replacing"] == test["rules"]


def test_answers_are_kept_for_the_next_run(tmp_path: Path) -> None:
    class Runner:
        asked = 0

        def answer(self, prompt: str, grammar: str) -> str:
            self.asked += 1
            return f"[] {prompt}"

    model = tmp_path / "some.gguf"
    model.write_bytes(b"GGUF")
    first, runner = evaluate.Answers(model, tmp_path), Runner()
    first._runner = runner
    assert [first.ask("a", "g"), first.ask("a", "g"), first.ask("a", "h")] == ["[] a"] * 3
    assert runner.asked == 2
    assert evaluate.Answers(model, tmp_path).ask("a", "g") == "[] a"
