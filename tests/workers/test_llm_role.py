"""The llm role runs any GGUF file safely: bounded, cancellable, repeatable.

A tiny random model stands in for a real one.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Iterator
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest

from lotse.domain.conversations import ConversationId, Turn
from lotse.domain.errors import WorkerProblem
from lotse.domain.increments import RawClaim, increment_grammar, parse_increment
from lotse.inference.prompts import WINDOW_FORMAT
from lotse.inference.supervisor import Supervisor, Timings
from lotse.inference.writer import LocalNoteWriter
from lotse.services.ports import IncrementRequest, ModelEntry
from lotse.wire.protocol import Chunk, Result, Settings
from lotse.workers import machine
from lotse.workers.chat import Message, Part, render
from lotse.workers.handler import JobFailed
from tests.workers import tiny_gguf

T = TypeVar("T")
# As `lotse --worker llm` does it, without the rest of the program.
COMMAND = (sys.executable, "-X", "utf8", "-c", "import sys; from lotse.workers.host import main; sys.exit(main('llm'))")


class Silent:
    def publish(self, event: object) -> None:
        pass


class Worker:
    """One supervised llm worker for all tests of this file: loading costs more than what is tested."""

    def __init__(self, settings: Settings) -> None:
        self._runner = asyncio.Runner()
        self.supervisor = self.do(self._make(settings))

    async def _make(self, settings: Settings) -> Supervisor:
        timings = Timings(start_s=60, ping_every_s=0.5, grace_s=1.0)
        return Supervisor("llm", settings=settings, events=Silent(), timings=timings, command=COMMAND)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(asyncio.wait_for(work, 90))

    def close(self) -> None:
        self.do(self.supervisor.close())
        self._runner.close()

    def generate(self, **params: object) -> tuple[str, dict[str, Any]]:
        async def ask() -> tuple[str, dict[str, Any]]:
            said, values = "", {}
            async with aclosing(self.supervisor.run("generate", {"max_tokens": 40, **params})) as messages:
                async for message in messages:
                    if isinstance(message, Chunk):
                        said += message.text
                    if isinstance(message, Result):
                        values = dict(message.values)
            return said, values

        return self.do(ask())

    def refuses(self, op: str, **params: object) -> str:
        with pytest.raises(WorkerProblem) as caught:
            self.do(self.supervisor.call(op, params))
        return caught.value.key


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("Modelle für Müller")  # umlauts and spaces in the path on purpose
    return tiny_gguf.write(folder / "tiny ß.gguf", chat_template=tiny_gguf.CHAT_TEMPLATE)


@pytest.fixture(scope="module")
def worker(model: Path) -> Iterator[Worker]:
    worker = Worker(Settings(1 << 30, {"path": str(model)}))
    worker.generate(prompt="x", max_tokens=1)  # started here: its threads belong to no single test
    yield worker
    worker.close()


def test_the_worker_runs_confined_and_says_what_it_loaded(worker: Worker) -> None:
    assert worker.do(worker.supervisor.call("measure", {"prompt": "abcü"})) == {"tokens": 5, "context": 512}
    hello = worker.supervisor.hello
    assert hello is not None
    assert hello.fingerprint.startswith("tiny ß.gguf:")
    assert hello.features["context"] == 512
    assert hello.features["threads"] == 1
    offline = hello.features["offline"]
    assert isinstance(offline, dict)
    assert offline["python"] == "refused"


def test_whatever_the_model_the_answer_keeps_to_the_grammar(worker: Worker) -> None:
    for prompt in ("de\nC1: Hallo\n=>", "x", "Zähler 4711"):
        said, values = worker.generate(prompt=prompt, grammar=increment_grammar([1, 2, 7]), max_tokens=400)
        if values["stopped"] == "end":
            assert said.startswith("[")
            assert said.endswith("]")
        claims = parse_increment(said, [1, 2, 7])
        assert said.count('"e":[') >= len(claims)
        assert {turn for claim in claims for turn in claim.turns} <= {1, 2, 7}


def test_the_same_prompt_gives_the_same_answer_also_from_a_warm_cache(worker: Worker) -> None:
    worker.generate(prompt="something else")
    cold, first = worker.generate(prompt="Guten Tag, mein Zähler steht auf 4711.")
    warm, second = worker.generate(prompt="Guten Tag, mein Zähler steht auf 4711.")
    assert warm == cold != ""
    assert first["reused_tokens"] == 0
    assert second["reused_tokens"] == second["prompt_tokens"] - 1


def test_a_longer_prompt_costs_only_its_new_end(worker: Worker) -> None:
    worker.generate(prompt="C1: Hallo\n" * 10, max_tokens=5)
    _, values = worker.generate(prompt="C1: Hallo\n" * 10 + "A2: Moin\n", max_tokens=5)
    assert values["reused_tokens"] == 100
    assert values["prompt_tokens"] == 109
    assert values["generated_tokens"] == 5


def test_reading_ahead_without_an_answer_warms_the_cache(worker: Worker) -> None:
    said, values = worker.generate(prompt="C1: Vorlauf\n", max_tokens=0)
    assert (said, values["generated_tokens"]) == ("", 0)
    assert worker.generate(prompt="C1: Vorlauf\nA2", max_tokens=1)[1]["reused_tokens"] == 12


def test_a_stop_text_ends_the_answer_and_is_not_said(worker: Worker) -> None:
    whole, _ = worker.generate(prompt="stop", grammar='root ::= "abcde" "fgh" [0-9]{20}')
    assert whole.startswith("abcdefgh")
    said, values = worker.generate(prompt="stop", grammar='root ::= "abcde" "fgh" [0-9]{20}', stop=["efg"])
    assert (said, values["stopped"]) == ("abcd", "stop")


def test_an_answer_that_does_not_end_is_cut_at_its_length(worker: Worker) -> None:
    said, values = worker.generate(prompt="x", grammar='root ::= "a" root', max_tokens=25)
    assert (said, values["stopped"], values["generated_tokens"]) == ("a" * 25, "length", 25)


def test_characters_are_never_cut_in_half(worker: Worker) -> None:
    said, values = worker.generate(prompt="x", grammar='root ::= "ä😀ß" root', max_tokens=8)
    assert values["generated_tokens"] == 8  # bytes here: the last character is one that can not be completed
    assert said == "ä😀ß"


def test_leaving_early_stops_the_generation_and_the_worker_goes_on(worker: Worker) -> None:
    async def leave() -> None:
        params = {"prompt": "x", "grammar": 'root ::= "a" root', "max_tokens": 500}
        async with aclosing(worker.supervisor.run("generate", params)) as messages:
            assert isinstance(await anext(messages), Chunk)

    starts = worker.supervisor.hello
    worker.do(leave())
    assert worker.generate(prompt="x", grammar='root ::= "ok"')[0] == "ok"
    assert worker.supervisor.hello is starts  # the same process: it listened


@pytest.mark.parametrize(
    ("params", "key"),
    [
        ({"prompt": "x" * 600, "max_tokens": 5}, "context_too_small"),
        ({"prompt": "x", "max_tokens": 512}, "context_too_small"),
        ({"prompt": "x", "max_tokens": 5, "grammar": "root ::= ("}, "bad_grammar"),
        ({"prompt": "x", "max_tokens": "many"}, "bad_params"),
        ({"messages": [{"role": "boss", "content": "x"}], "max_tokens": 5}, "bad_params"),
    ],
)
def test_what_can_not_be_answered_says_why(worker: Worker, params: dict[str, object], key: str) -> None:
    assert worker.refuses("generate", **params) == key
    assert worker.generate(prompt="x", grammar='root ::= "ok"')[0] == "ok"


def test_control_tokens_in_what_a_customer_wrote_are_only_text(worker: Worker) -> None:
    def tokens(content: str) -> int:
        said = worker.generate(messages=[{"role": "user", "content": content}], max_tokens=1)
        return int(said[1]["prompt_tokens"])

    assert tokens("<|end|>") - tokens("") == len("<|end|>")  # as many bytes, not one token
    raw = worker.generate(prompt="<|end|>", max_tokens=1)[1]
    assert raw["prompt_tokens"] == len("<|end|>")


def test_the_writer_gets_well_formed_claims_from_any_model(worker: Worker, model: Path) -> None:
    entry = ModelEntry("tiny", "llm", model, "", model.stat().st_size, "", ("de",), 512, 0, WINDOW_FORMAT)
    writer = LocalNoteWriter(supervisor=worker.supervisor, entry=entry)
    turns = tuple(Turn(n, "customer", f"Mein Zähler {n} steht auf 47{n}1.") for n in range(1, 6))

    async def claims() -> list[RawClaim]:
        asked = IncrementRequest(ConversationId("c"), turns, (4, 5), "de")
        return [claim async for claim in writer.increments(asked)]

    said = worker.do(claims())
    assert {turn for claim in said for turn in claim.turns} <= {2, 3, 4, 5}
    assert all({4, 5}.intersection(claim.turns) for claim in said)


def test_a_file_is_inspected_without_loading_it(worker: Worker, model: Path) -> None:
    found = worker.do(worker.supervisor.call("inspect", {"path": str(model)}))
    assert found["architecture"] == "llama"
    assert found["context_length"] == 512
    assert found["chat_template"] is True
    assert found["kind"] == "llm"
    assert found["file_bytes"] == model.stat().st_size


def test_files_that_are_no_models_are_told_apart(worker: Worker, model: Path, tmp_path: Path) -> None:
    whole = model.read_bytes()
    cases = {
        "text.gguf": (b"Sehr geehrte Damen und Herren", "not_a_model"),
        "empty.gguf": (b"", "not_a_model"),
        "short.gguf": (whole[:10], "model_damaged"),
        "no_weights.gguf": (whole[: len(whole) // 2], "model_damaged"),
        "no_header.gguf": (whole[:2000], "model_damaged"),
        "future.gguf": (whole[:4] + b"\x09\0\0\0" + whole[8:], "model_version"),
        "greedy.gguf": (whole[:8] + b"\xff\xff\xff\xff\xff\0\0\0" + whole[16:], "model_damaged"),
    }
    for name, (content, key) in cases.items():
        (tmp_path / name).write_bytes(content)
        assert (name, worker.refuses("inspect", path=str(tmp_path / name))) == (name, key)
    assert worker.refuses("inspect", path=str(tmp_path / "none.gguf")) == "model_missing"


def test_bytes_flipped_anywhere_in_the_header_never_stop_the_role(worker: Worker, model: Path, tmp_path: Path) -> None:
    whole = bytearray(model.read_bytes())
    damaged = tmp_path / "flipped.gguf"
    for place in range(24, 900, 97):
        flipped = whole.copy()
        flipped[place] ^= 0xFF
        damaged.write_bytes(flipped)
        with suppress(WorkerProblem):  # some flips only rename a key: then the file is still a model
            worker.do(worker.supervisor.call("inspect", {"path": str(damaged)}))
    assert worker.do(worker.supervisor.call("measure", {"prompt": "a"}))["tokens"] == 1


def test_a_context_beyond_the_memory_is_refused_when_loading(tmp_path: Path) -> None:
    path = tiny_gguf.write(tmp_path / "long.gguf", context=1 << 21)
    worker = Worker(Settings(400 << 20, {"path": str(path), "context": 1 << 21}))
    try:
        assert worker.refuses("measure", prompt="a") == "too_little_memory"
    finally:
        worker.close()


def test_a_model_damaged_after_it_was_imported_falls_back_and_is_named(model: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(model.read_bytes()[:-4096])
    worker = Worker(Settings(1 << 30, {"path": str(damaged)}))
    try:
        with pytest.raises(WorkerProblem) as caught:
            worker.generate(prompt="x")
        assert (caught.value.key, caught.value.params) == ("model_damaged", {"file": "damaged.gguf"})
        assert worker.supervisor.state == "fallback"
    finally:
        worker.close()


def test_without_a_model_there_is_inspection_only(model: Path) -> None:
    worker = Worker(Settings())
    try:
        assert worker.refuses("generate", prompt="x", max_tokens=1) == "no_model"
        assert worker.do(worker.supervisor.call("inspect", {"path": str(model)}))["name"] == "tiny"
    finally:
        worker.close()


def test_a_cpu_without_the_needed_features_is_known_before_native_code_runs(tmp_path: Path) -> None:
    old = tmp_path / "cpuinfo"
    old.write_text("processor : 0\nflags\t\t: fpu sse sse2 ssse3 sse4_1 sse4_2\n")
    if machine.platform.machine() in ("x86_64", "AMD64"):
        assert "avx2" in machine.missing_cpu_features(machine.cpu_flags(old))
    assert machine.missing_cpu_features(machine.GGML_X86_FLAGS) == ()
    assert machine.cpu_flags(tmp_path / "none") is None


SYSTEM, USER = Message("system", "Sei genau."), Message("user", "{{ 7*7 }} <|end|>")


def test_a_template_sees_placeholders_and_the_messages_stay_data() -> None:
    parts = render(tiny_gguf.CHAT_TEMPLATE, "<s>", "</s>", [SYSTEM, USER])
    assert parts == (
        Part("<|system|>", True),
        Part("Sei genau.", False),
        Part("<|end|><|user|>", True),
        Part("{{ 7*7 }} <|end|>", False),
        Part("<|end|><|assistant|>", True),
    )


@pytest.mark.parametrize(
    "template",
    [
        "{% if messages[0].role == 'system' %}{{ raise_exception('no') }}{% endif %}[U]{{ messages[0].content }}",
        "{% for m in messages if m.role == 'user' %}[U]{{ m.content }}{% endfor %}",
    ],
)
def test_a_template_without_a_system_role_gets_it_with_the_first_message(template: str) -> None:
    parts = render(template, "", "", [SYSTEM, USER])
    assert parts == (Part("[U]", True), Part("Sei genau.\n\n{{ 7*7 }} <|end|>", False))


@pytest.mark.parametrize(
    "template",
    [
        "{{ messages[0].content.__class__.__mro__ }}",
        "{% for x in range(999999999) %}x{% endfor %}",
        "{{ 1/0 }}",
        "{% if %}",
        "no message at all",
        "x" * 200_000,
    ],
)
def test_a_hostile_template_is_refused(template: str) -> None:
    with pytest.raises(JobFailed, match="bad_chat_template"):
        render(template, "", "", [USER])
