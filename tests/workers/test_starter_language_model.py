"""The shipped language model is the one its card describes, and llama.cpp runs it under our grammar."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from lotse.domain.conversations import Turn
from lotse.domain.increments import copying_grammar, increment_grammar, parse_increment, render_window

FOLDER = Path(__file__).resolve().parents[2] / "models" / "lotse-lm"
FILE = FOLDER / "lotse-lm.gguf"

WINDOW = (
    Turn(3, "agent", "Wie lautet Ihre Kundennummer?"),
    Turn(4, "customer", "Meine Kundennummer ist 4471189. Wann kommt der Techniker?"),
)

pytestmark = [
    pytest.mark.skipif(not FILE.exists(), reason="the starter model has not been trained here"),
    pytest.mark.skipif(importlib.util.find_spec("llama_cpp") is None, reason="llama-cpp-python is not installed"),
]


@pytest.fixture(scope="module")
def llama() -> Any:
    # An optional cache on disk that we neither use nor install.
    sys.modules.setdefault("diskcache", types.ModuleType("diskcache"))
    import llama_cpp

    return llama_cpp


@pytest.fixture(scope="module")
def model(llama: Any) -> Any:
    loaded = llama.Llama(str(FILE), n_ctx=1024, n_threads=1, n_threads_batch=1, verbose=False)
    yield loaded
    loaded.close()


def accepted(llama: Any, model: Any, grammar: str) -> bool:
    vocabulary = llama.llama_model_get_vocab(model.model)
    sampler = llama.llama_sampler_init_grammar(vocabulary, grammar.encode(), b"root")
    if not sampler:
        return False
    llama.llama_sampler_free(sampler)
    return True


def test_the_card_names_the_bytes_that_ship() -> None:
    digest = hashlib.sha256(FILE.read_bytes()).hexdigest()
    assert digest in (FOLDER / "README.md").read_text(encoding="utf-8")
    assert FILE.stat().st_size <= 15_000_000


def test_the_file_says_what_it_is(model: Any) -> None:
    assert model.metadata["general.architecture"] == "llama"
    assert model.metadata["general.name"] == "lotse-lm"
    assert model.metadata["general.license"] == "CC-BY-SA-4.0"
    assert int(model.metadata["llama.context_length"]) >= 1024
    assert "tokenizer.chat_template" not in model.metadata


@pytest.mark.parametrize("turns", [[1], [3, 4, 5], list(range(95, 105))])
def test_llama_cpp_accepts_the_grammar(llama: Any, model: Any, turns: list[int]) -> None:
    assert accepted(llama, model, increment_grammar(turns))
    assert accepted(llama, model, increment_grammar(turns, max_claims=1, max_text=1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "Grüße „aus“ Köln, 12,50 €!",
        'a "b" \\c\\ {"s":"fact"} [x] \n -- ( | ) ::= #',
        "wort " * 120,
        "👍🏽 \u00ad x\u0301 \ud7ff",
    ],
)
def test_llama_cpp_accepts_a_grammar_that_copies_any_text(llama: Any, model: Any, text: str) -> None:
    window = (Turn(8, "system", "Chat"), Turn(9, "agent", text), Turn(10, "customer", text))
    assert accepted(llama, model, copying_grammar(window, 1))
    assert accepted(llama, model, copying_grammar(window[:1], 1))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_under_the_copying_grammar_every_number_stands_in_the_turns_named(llama: Any, model: Any, seed: int) -> None:
    window = (
        *WINDOW,
        Turn(5, "agent", "Der Techniker kommt am 12.03.2027, das kostet 49,90 €. Ich rufe Sie morgen an."),
    )
    grammar = llama.LlamaGrammar.from_string(copying_grammar(window, 2), verbose=False)
    # Hot on purpose: it must hold for any weights.
    answer = model.create_completion(
        render_window(window, 2, "de"), max_tokens=900, temperature=2.0, seed=seed, grammar=grammar
    )["choices"][0]["text"]
    texts = {turn.n: turn.text for turn in window}
    claims = parse_increment(answer, texts)
    assert claims
    for claim in claims:
        said = re.findall(r"\d+", f"{claim.text} {claim.value}")
        assert set(said) <= set(re.findall(r"\d+", " ".join(texts[n] for n in claim.turns))), claim


def test_llama_cpp_would_refuse_a_broken_grammar(llama: Any, model: Any) -> None:
    assert not accepted(llama, model, increment_grammar([1]).replace("turn ::=", "other ::="))


def test_umlauts_and_the_scaffolding_are_single_round_trips(model: Any) -> None:
    text = "de\n--\nC4: Grüße aus Köln – „fünf“ Äpfel für 12,50 €\n=>"
    pieces = model.tokenize(text.encode(), add_bos=False, special=True)
    assert model.detokenize(pieces, special=True).decode() == text
    assert len(model.tokenize(b'{"s":"fact","k":"', add_bos=False, special=True)) == 1


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_it_says_is_a_finite_array_of_claims_about_the_window(llama: Any, model: Any, seed: int) -> None:
    grammar = llama.LlamaGrammar.from_string(increment_grammar([3, 4]), verbose=False)
    # Hot on purpose: what is promised here is the form, with any weights.
    answer = model.create_completion(
        render_window(WINDOW, 1, "de"), max_tokens=900, temperature=1.5, seed=seed, grammar=grammar
    )["choices"][0]
    assert answer["finish_reason"] == "stop"
    assert len(parse_increment(answer["text"], [3, 4])) <= len(json.loads(answer["text"])) <= 8


def test_it_copies_a_customer_number(llama: Any, model: Any) -> None:
    grammar = llama.LlamaGrammar.from_string(copying_grammar(WINDOW, 1), verbose=False)
    answer = model.create_completion(render_window(WINDOW, 1, "de"), max_tokens=300, temperature=0.0, grammar=grammar)
    claims = parse_increment(answer["choices"][0]["text"], [3, 4])
    assert any(claim.section == "fact" and claim.value == "4471189" and claim.turns == (4,) for claim in claims), claims
