"""What the process border costs: the same prompt, grammar and length through the worker and through llama-cpp-python.

Both in one run, in turn, so that only the ratio of each pair counts: the processors of a shared machine change their speed
from one second to the next. Prints, and judges nothing but that both did the same work. Uses the starter model, or a tiny random one without it.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lotse import paths
from lotse.inference.catalog import FileCatalog
from lotse.inference.supervisor import Supervisor
from lotse.wire.protocol import Result, Settings
from tests.workers import tiny_gguf

pytestmark = pytest.mark.bench

ROUNDS = 15
TARGET = 1.15
PROMPT = (
    "de\nC1: Guten Tag, mein Name ist Jana Brandt, ich habe eine Frage zu meiner Abrechnung.\n--\n"
    "A2: Guten Tag, wie lautet Ihre Kundennummer?\nC3: 4711 0815. Der Abschlag von 89,50 Euro ist zu hoch.\n=>"
)
# A language without an end: both say exactly as many tokens as they may.
GRAMMAR = 'root ::= "[" item ( "," item ){200}\nitem ::= "{" [a-z0-9]{8} "}"\n'
MAX_TOKENS = 120

DIRECT = r"""
import json, sys, time, types
sys.modules["diskcache"] = types.ModuleType("diskcache")
from llama_cpp import Llama, LlamaGrammar
path, prompt, grammar, tokens = json.loads(sys.stdin.readline())
llama = Llama(path, n_ctx=512, n_threads=1, n_threads_batch=1, verbose=False)
for _ in sys.stdin:
    llama.reset()
    began = time.perf_counter()
    bounds = LlamaGrammar.from_string(grammar, verbose=False)
    for piece in llama.create_completion(prompt, max_tokens=tokens, temperature=0.0, stream=True, grammar=bounds):
        piece["choices"][0]["text"]
    print(json.dumps(time.perf_counter() - began), flush=True)
"""


class Silent:
    def publish(self, event: object) -> None:
        pass


@pytest.fixture
def model(tmp_path: Path) -> Path:
    shipped = FileCatalog(shipped=paths.models(), home=tmp_path)
    entries = asyncio.run(shipped.active("llm"))
    return entries[0].path if entries else tiny_gguf.write(tmp_path / "tiny.gguf")


def test_a_note_through_the_worker_costs_little_more_than_direct(model: Path) -> None:
    async def through_worker(supervisor: Supervisor, n: int) -> float:
        # Another first letter each time: the worker's warm cache would not be a fair comparison.
        params = {"prompt": chr(97 + n) + PROMPT, "grammar": GRAMMAR, "max_tokens": MAX_TOKENS}
        began = time.perf_counter()
        async for message in supervisor.run("generate", params):
            if isinstance(message, Result):
                assert message.values["generated_tokens"] == MAX_TOKENS
                assert message.values["reused_tokens"] == 0
        return time.perf_counter() - began

    async def measure(direct: subprocess.Popen[str]) -> tuple[list[float], list[float]]:
        assert direct.stdin is not None
        assert direct.stdout is not None
        settings = Settings(None, {"path": str(model), "context": 512, "threads": 1})
        supervisor = Supervisor("llm", settings=settings, events=Silent())
        ours, theirs = [], []
        for n in range(ROUNDS + 1):  # the first of each only warms up
            ours.append(await through_worker(supervisor, n))
            direct.stdin.write("go\n")
            direct.stdin.flush()
            theirs.append(float(await asyncio.to_thread(direct.stdout.readline)))
        await supervisor.close()
        return ours[1:], theirs[1:]

    command = [sys.executable, "-c", DIRECT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as direct:
        assert direct.stdin is not None
        direct.stdin.write(json.dumps([str(model), PROMPT, GRAMMAR, MAX_TOKENS]) + "\n")
        ours, theirs = asyncio.run(measure(direct))
        direct.stdin.close()
    ratios = sorted(a / b for a, b in zip(ours, theirs, strict=True))
    print(
        f"\n{model.name}: worker {statistics.median(ours) * 1000:.0f} ms, direct {statistics.median(theirs) * 1000:.0f} ms, "
        f"median ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f}), target <= {TARGET}"
    )
