"""A worker that does what a test tells it, through the real host: it crashes, hangs, babbles and lies on request.

Started as a script; `settings` may say how loading goes wrong, and what a scripted model answers, call by call.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import os
import signal
import sys
import time
from pathlib import Path

from lotse.wire.protocol import Fields, float_of, int_of, text_of, texts_of
from lotse.workers.handler import Cancelled, Emit, JobCancelled, JobFailed, Loaded
from lotse.workers.host import serve


class Scripted:
    def load(self, settings: Fields) -> Loaded:
        if "note_starts" in settings:
            with Path(text_of(settings, "note_starts")).open("a") as starts:
                starts.write(f"{os.getpid()}\n")
        match settings.get("at_start"):
            case "abort":
                os.abort()
            case "refuse":
                raise JobFailed("too_little_memory", need_mb=4096)
            case "bug":
                raise KeyError("secret of a customer")
            case "illegal_instruction":
                os.kill(os.getpid(), signal.SIGILL)
            case "hang":
                time.sleep(60)
        self._answers = list(reversed(texts_of(settings, "answers")))
        self._record = text_of(settings, "record", "")
        return Loaded({"scripted": True}, "fingerprint-1")

    def run(self, op: str, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        match op:
            case "say":
                for word in text_of(params, "text").split():
                    emit.chunk(word)
                emit.progress(1, 1)
                return {"pid": os.getpid()}
            case "abort":
                os.abort()
            case "abort_once":
                marker = Path(text_of(params, "marker"))
                if not marker.exists():
                    marker.touch()
                    os.abort()
                return {"pid": os.getpid()}
            case "speak_then_abort":
                emit.chunk("half")
                time.sleep(0.05)
                os.abort()
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "hang":  # native code that neither asks nor returns
                emit.chunk("working")
                time.sleep(60)
            case "hang_deaf":  # native code that does not even let the reader thread run
                emit.chunk("working")
                ctypes.PyDLL(None).sleep(60)
            case "work":  # a good citizen
                emit.chunk("working")
                for _ in range(3000):
                    if cancelled():
                        raise JobCancelled
                    time.sleep(0.01)
            case "allocate":
                block = bytearray(int_of(params, "bytes"))
                return {"got": len(block)}
            case "native_allocate":
                ctypes.memset(ctypes.c_void_p(ctypes.CDLL(None).malloc(int_of(params, "bytes"))), 1, 1)
            case "noise":
                print("llama_model_loader: Frau Canaryski")
                sys.stdout.write('{"type": "result"}\n')
                os.system("true")
                os.write(1, b"written to fd 1 by native code\n")
                return {}
            case "raw":  # past the host: what a broken worker would put on the protocol pipe
                host = emit._host  # type: ignore[attr-defined]
                with host._sending:
                    host._pipe.write(text_of(params, "text").encode() * int_of(params, "times", 1))
                time.sleep(float_of(params, "then_s", 0.0))
                return {"after": "raw"}
            case "generate":
                return self._generate(params, emit, cancelled)
            case "measure":  # a token a byte, in a context of 4,000
                return {"tokens": len(json.dumps(dict(params), ensure_ascii=False)), "context": 4000}
            case "fail":
                raise JobFailed("not_a_model", file="x.gguf")
            case "bug":
                raise ValueError("Frau Canaryski, geboren 1950")
            case "unsayable":
                return {"number": float("nan")}
            case _:
                raise JobFailed("unknown_op", op=op)
        return {}

    def _generate(self, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        """Say the next answer in small pieces; `!abort` dies, `!endless` never stops of itself."""
        if self._record:
            with Path(self._record).open("a", encoding="utf-8") as record:
                record.write(json.dumps(dict(params)) + "\n")
        answer = self._answers.pop() if self._answers else "[]"
        if answer == "!abort":
            os.abort()
        if answer.startswith("!endless"):
            for piece in itertools.repeat(answer.removeprefix("!endless")):
                if cancelled():
                    raise JobCancelled
                emit.chunk(piece)
                time.sleep(0.001)
        for start in range(0, len(answer), 7):
            emit.chunk(answer[start : start + 7])
        return {"stopped": "end"}


def handler() -> Scripted:
    return Scripted()


if __name__ == "__main__":
    sys.exit(serve("llm", "__main__"))
