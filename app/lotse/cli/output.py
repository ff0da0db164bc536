"""What the command line prints: documents on stdout, messages on stderr, and the exit code of each kind of problem."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from lotse.domain.errors import (
    Cancelled,
    EnvironmentProblem,
    InputProblem,
    LotseError,
    Message,
    NoAnswer,
    UsageProblem,
    WorkerProblem,
)
from lotse.wording import Language, word

DONE, NOTHING, USAGE, INPUT, ENVIRONMENT, WORKER, CANCELLED = 0, 1, 2, 3, 4, 5, 130

_CODES: tuple[tuple[type[LotseError], int], ...] = (
    (NoAnswer, NOTHING),
    (UsageProblem, USAGE),
    (InputProblem, INPUT),
    (EnvironmentProblem, ENVIRONMENT),
    (WorkerProblem, WORKER),
    (Cancelled, CANCELLED),
)


def prepare() -> None:
    """Pipes and files get UTF-8, a terminal what it can show; a character it can not is replaced, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")


def reader_gone() -> int:
    """Whoever read standard output has left (`| head`): say nothing, and do not try again while leaving."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CANCELLED


def exit_code(problem: LotseError) -> int:
    return next((code for kind, code in _CODES if isinstance(problem, kind)), WORKER)


def document(content: Mapping[str, Any], *, line: bool = False) -> None:
    """Print one JSON document; on one line for streams of documents."""
    print(json.dumps(content, ensure_ascii=False, indent=None if line else 2), flush=line)


def say(text: str) -> None:
    """Tell the user something beside the result."""
    print(text, file=sys.stderr)


def say_message(message: Message, lang: Language) -> None:
    say(word(message, lang))


def as_json(message: Message, lang: Language) -> dict[str, Any]:
    return {"key": message.key, "params": message.params, "message": word(message, lang)}


def problem(error: LotseError, lang: Language, *, json_wanted: bool) -> int:
    """Report a problem once and give its exit code. Withdrawn requests are silent."""
    if json_wanted:
        document({"error": as_json(error.message, lang)}, line=True)
    elif not isinstance(error, Cancelled):
        say_message(error.message, lang)
    return exit_code(error)
