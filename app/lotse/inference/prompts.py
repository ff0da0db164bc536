"""What a model is given to read: windows of turns for the starter model, chat messages for an instruct model.

Owns the order of a prompt (instructions, transcript as data, task last, so that its beginning stays the same from pass
to pass) and what is left out when it does not fit. Must not talk to any worker: whether it fits is measured elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lotse.domain.conversations import Turn
from lotse.domain.increments import (
    CONTEXT_TURNS,
    FRESH_TURNS,
    copying_grammar,
    increment_grammar,
    neutralise,
    render_window,
)

WINDOW_FORMAT = "lotse-window-1"
CHAT_FORMAT = "chat"
PROMPT_FILE = "note-increment.1"

_DROP = 8
"""Old turns are dropped so many at a time: each drop costs the warm cache, so it must last for a while."""
_CHAT_GROUP = 12
"""New turns an instruct model is asked about at once."""
_FENCE = "-----"
_INITIAL = {"customer": "C", "agent": "A", "system": "S"}


@dataclass(frozen=True, slots=True)
class Window:
    """Turns in order, the last `fresh` of them new."""

    turns: tuple[Turn, ...]
    fresh: int

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(turn.n for turn in self.turns)

    @property
    def fresh_numbers(self) -> tuple[int, ...]:
        return self.numbers[-self.fresh :]


def windows(turns: Sequence[Turn], fresh: Sequence[int], prompt_format: str) -> Iterator[Window]:
    """Groups of new turns in order, each with what it takes to understand them; a finished conversation is the same.

    The starter model gets the few turns before, an instruct model everything before: its cache has read that already.
    """
    group, context = (FRESH_TURNS, CONTEXT_TURNS) if prompt_format == WINDOW_FORMAT else (_CHAT_GROUP, len(turns))
    for run in _runs(turns, fresh):
        for start in range(run.start, run.stop, group):
            stop = min(start + group, run.stop)
            yield Window(tuple(turns[max(0, start - context) : stop]), stop - start)


def _runs(turns: Sequence[Turn], fresh: Sequence[int]) -> Iterator[range]:
    """Unbroken runs of new turns, as places in `turns`."""
    wanted = set(fresh)
    start: int | None = None
    for place, turn in enumerate(turns):
        if turn.n in wanted:
            start = place if start is None else start
        elif start is not None:
            yield range(start, place)
            start = None
    if start is not None:
        yield range(start, len(turns))


def window_prompt(window: Window, language: str) -> dict[str, object]:
    return {"prompt": render_window(window.turns, window.fresh, language)}


def answer_grammar(window: Window, prompt_format: str) -> str:
    """What may be answered. The starter model knows better where to look than how to spell: it may only copy."""
    if prompt_format == WINDOW_FORMAT:
        return copying_grammar(window.turns, window.fresh)
    return increment_grammar(window.numbers)


class ChatPrompts:
    """Prompts of an instruct model, from a versioned file per language in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, tuple[str, str]] = {}

    def prompt(self, window: Window, language: str) -> dict[str, object]:
        instructions, task = self._file(language if language in ("de", "en") else "en")
        transcript = "\n".join(f"{_INITIAL[turn.speaker]}{turn.n}: {neutralise(turn.text)}" for turn in window.turns)
        fresh = ", ".join(str(n) for n in window.fresh_numbers)
        content = f"{_FENCE}\n{transcript}\n{_FENCE}\n{task.replace('{fresh}', fresh)}"
        return {"messages": [{"role": "system", "content": instructions}, {"role": "user", "content": content}]}

    def _file(self, language: str) -> tuple[str, str]:
        if language not in self._files:
            text = (self._folder / f"{PROMPT_FILE}.{language}.txt").read_text("utf-8")
            instructions, _, task = text.partition("\n=====\n")
            self._files[language] = (instructions.strip(), task.strip())
        return self._files[language]


def smaller(window: Window, prompt_format: str) -> tuple[Window, ...]:
    """What to ask instead of a window that does not fit: one with fewer old turns, else two of half the new ones each.

    Empty for a single turn: the instructions are never cut for it.
    """
    old = len(window.turns) - window.fresh
    if old:
        step = 1 if prompt_format == WINDOW_FORMAT else _DROP
        return (Window(window.turns[min(old, step) :], window.fresh),)
    if window.fresh == 1:
        return ()
    half = window.fresh // 2
    return Window(window.turns[:half], half), Window(window.turns[half:], window.fresh - half)
