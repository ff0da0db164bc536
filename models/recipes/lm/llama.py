"""Runs an exported model through llama.cpp under the product's grammar. Needs llama-cpp-python and nothing of training.

Called by `evaluate` in an interpreter that has it: `python -m models.recipes.lm.llama JOB.json RESULT.json`.
"""

from __future__ import annotations

import json
import sys
import time
import types
from pathlib import Path

from lotse.domain.increments import increment_grammar


def main() -> None:
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    # llama-cpp-python imports this for a cache on disk that is not used here, and that we do not install.
    sys.modules.setdefault("diskcache", types.ModuleType("diskcache"))
    import llama_cpp

    model = llama_cpp.Llama(job["model"], n_ctx=1024, n_threads=1, n_threads_batch=1, verbose=False)
    ids = [model.tokenize(text.encode(), add_bos=False, special=True) for text in job["texts"]]
    answers, read, written, first, began = [], 0, 0, 0.0, time.monotonic()
    for window in job["windows"]:
        grammar = llama_cpp.LlamaGrammar.from_string(increment_grammar(window["turns"]), verbose=False)
        started = time.monotonic()
        text, waited = "", 0.0
        for part in model.create_completion(
            window["prompt"], max_tokens=300, temperature=0.0, grammar=grammar, stream=True
        ):
            waited = waited or time.monotonic() - started
            text += part["choices"][0]["text"]
        first += waited
        json.loads(text)
        answers.append(text)
        read += len(model.tokenize(window["prompt"].encode(), add_bos=False, special=True))
        written += len(model.tokenize(text.encode(), add_bos=False, special=True)) + 1
    seconds = time.monotonic() - began
    result = {
        "ids": ids,
        "answers": answers,
        "version": llama_cpp.__version__,
        "seconds_per_window": round(seconds / len(answers), 4),
        "seconds_to_first_piece": round(first / len(answers), 4),
        "tokens_per_second_written": round(written / max(seconds - first, 1e-6), 1),
        "tokens_per_window_read": round(read / len(answers), 1),
    }
    Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
