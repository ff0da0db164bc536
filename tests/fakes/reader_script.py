"""A `reader` worker that does what the file's name says, through the real host: it dies, hangs, lies, or reads a line.

Started as a script; `abort` in a name ends the process, `hang` never returns, `lie` says what is no document.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from lotse.wire.protocol import Fields, text_of
from lotse.workers.handler import Cancelled, Emit, JobFailed, Loaded
from lotse.workers.host import serve


class ScriptedReader:
    def load(self, settings: Fields) -> Loaded:
        if settings.get("at_start") == "abort":
            os.abort()
        return Loaded()

    def run(self, op: str, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        path = Path(text_of(params, "path"))
        if "abort" in path.name:
            os.abort()
        if "hang" in path.name:
            time.sleep(600)
        if "memory" in path.name:
            raise MemoryError
        if "lie" in path.name:
            emit.chunk(json.dumps(["blocks", [["p", "ohne Dokument"]]]))
        if "bug" in path.name:
            raise KeyError("customer text")
        if "surrogate" in path.name:
            emit.chunk("\ud800")
        if "encrypted" in path.name:
            raise JobFailed("file_encrypted")
        emit.chunk(json.dumps(["document", {"title": path.stem}]))
        emit.chunk(json.dumps(["blocks", [["p", path.read_text("utf-8")]]]))
        return {"kind": "text", "fingerprint": str(os.getpid()), "warnings": []}


def handler() -> ScriptedReader:
    return ScriptedReader()


if __name__ == "__main__":
    import sys

    sys.modules["scripted_reader"] = sys.modules["__main__"]
    raise SystemExit(serve("reader", "scripted_reader"))
