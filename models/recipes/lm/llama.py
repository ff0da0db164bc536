"""Runs an exported model through llama.cpp under the product's grammars. Needs llama-cpp-python, nothing of training.

Called by `evaluate` in an interpreter that has it: `python -m models.recipes.lm.llama JOB.json RESULT.json`.
"""

from __future__ import annotations

import json
import sys
import time
import types
from pathlib import Path
from typing import Any

from lotse.domain.conversations import Turn
from lotse.domain.increments import copying_grammar, increment_grammar


class Runner:
    """Answers windows and keeps the times."""

    def __init__(self, path: str) -> None:
        # llama-cpp-python imports this for a cache on disk that is not used here, and that we do not install.
        sys.modules.setdefault("diskcache", types.ModuleType("diskcache"))
        import llama_cpp

        self.library = llama_cpp
        self.model = llama_cpp.Llama(path, n_ctx=1024, n_threads=1, n_threads_batch=1, verbose=False)
        self.windows, self.read, self.written, self.first, self.seconds = 0, 0, 0, 0.0, 0.0

    def pieces(self, text: str) -> list[int]:
        return self.model.tokenize(text.encode(), add_bos=False, special=True)

    def answer(self, prompt: str, gbnf: str) -> str:
        grammar = self.library.LlamaGrammar.from_string(gbnf, verbose=False)
        started, waited, text = time.monotonic(), 0.0, ""
        for part in self.model.create_completion(prompt, max_tokens=300, temperature=0.0, grammar=grammar, stream=True):
            waited = waited or time.monotonic() - started
            text += part["choices"][0]["text"]
        self.windows += 1
        self.first += waited
        self.seconds += time.monotonic() - started
        self.read += len(self.pieces(prompt))
        self.written += len(self.pieces(text)) + 1
        return text

    def times(self) -> dict[str, float]:
        return {
            "seconds_per_window": round(self.seconds / self.windows, 4),
            "seconds_to_first_piece": round(self.first / self.windows, 4),
            "tokens_per_second_written": round(self.written / max(self.seconds - self.first, 1e-6), 1),
            "tokens_per_window_read": round(self.read / self.windows, 1),
        }


def main() -> None:
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    runner = Runner(job["model"])
    answers: dict[str, dict[str, list[str]]] = {}
    for name, windows in job["sets"].items():
        answers[name] = {"copying": [], "free": []}
        for window in windows:
            turns = [Turn(*fields) for fields in window["turns"]]
            copying = copying_grammar(turns, window["fresh"])
            answers[name]["copying"].append(runner.answer(window["prompt"], copying))
            free = increment_grammar([turn.n for turn in turns])
            answers[name]["free"].append(runner.answer(window["prompt"], free))
    result: dict[str, Any] = {
        "ids": [runner.pieces(text) for text in job["texts"]],
        "answers": answers,
        "version": runner.library.__version__,
        **runner.times(),
    }
    Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
