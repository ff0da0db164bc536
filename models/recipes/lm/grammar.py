"""Small grammars of wording: one line stands for many sentences.

Owns the notation and how a sentence is drawn from it. `[a|b|]` is a choice (an empty one means: or nothing), `{@name}`
a line of another pool, `{name}` a value that the caller fills in. `<...>` is what a claim copies from the sentence, and
what follows `::` says what the claim is.
Must not know languages, acts or claims.
"""

from __future__ import annotations

import functools
import random
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

HELD_OUT_SHARE = 10
_TOKEN = re.compile(r"\{@(\w+)\}|([\[\]|])|([^\[\]|{]+|\{)")
_SLOT = re.compile(r"\{(\w*)\}")
_LOWER = re.compile(r"(?<![\w{@])[a-zäöüß][\w']*")
_LETTERS = re.compile(r"[^\w{}]+")


@dataclass(frozen=True, slots=True)
class Other:
    """A line of another pool."""

    name: str


def is_held_out(pattern: str) -> bool:
    return zlib.crc32(pattern.encode()) % HELD_OUT_SHARE == 0


@functools.lru_cache(maxsize=100_000)
def skeleton(pattern: str) -> str:
    """Return `pattern` without what does not tell two wordings apart: case, punctuation, marks, names of slots."""
    return _LETTERS.sub(" ", _SLOT.sub("{}", pattern.replace("<", "").replace(">", ""))).strip().casefold()


@functools.cache
def parse(line: str) -> tuple:
    """Return `line` as a tree. Raises ValueError on an unbalanced bracket: a typo in a phrase file, not user input."""
    tokens = list(_TOKEN.finditer(line))
    tree, at = _sequence(line, tokens, 0, inside=False)
    if at != len(tokens):
        raise ValueError(f"unbalanced: {line}")
    return tree


def _sequence(line: str, tokens: list[re.Match[str]], at: int, *, inside: bool) -> tuple[tuple, int]:
    parts: list[object] = []
    while at < len(tokens):
        name, sign, text = tokens[at].groups()
        if sign == "[":
            choices = []
            while True:
                choice, at = _sequence(line, tokens, at + 1, inside=True)
                choices.append(choice)
                if at >= len(tokens):
                    raise ValueError(f"unbalanced: {line}")
                if tokens[at][2] == "]":
                    break
            parts.append(tuple(choices))
        elif sign and inside:
            return tuple(parts), at
        elif sign:
            raise ValueError(f"{sign} outside of brackets: {line}")
        elif name:
            parts.append(Other(name))
        else:
            parts.append(text)
        at += 1
    return tuple(parts), at


class Pools:
    """Named pools of lines, drawn from with or without those that are held out."""

    def __init__(self, pools: Mapping[str, str], forbidden: frozenset[str] = frozenset()) -> None:
        """`forbidden` holds skeletons that must never be drawn, whatever line they come from."""
        self._lines = {name: tuple(filter(None, text.split("\n"))) for name, text in pools.items()}
        self._forbidden = forbidden
        self._words: frozenset[str] = frozenset()
        self._known: dict[str, tuple[tuple, tuple]] = {}

    def names(self) -> tuple[str, ...]:
        return tuple(self._lines)

    def lines(self, name: str) -> tuple[str, ...]:
        return self._lines[name]

    def _trees(self, name: str) -> tuple[tuple, tuple]:
        found = self._known.get(name)
        if found is None:
            lines = self._lines[name]
            large = len(lines) >= 6
            held = tuple(parse(line) for line in lines if large and is_held_out(line))
            kept = tuple(parse(line) for line in lines if not (large and is_held_out(line)))
            found = self._known[name] = (kept or held, held)
        return found

    def draw(self, rng: random.Random, name: str, unseen: float = 0.0) -> str:
        """Return a sentence of the pool `name`; with probability `unseen` one that training never sees."""
        for _ in range(20):
            words: list[str] = []
            self._line(rng, name, words, unseen)
            text = "".join(words)
            if skeleton(text.partition("::")[0]) not in self._forbidden:
                break
        return text

    def _line(self, rng: random.Random, name: str, words: list[str], unseen: float) -> None:
        kept, held = self._trees(name)
        trees = held if held and unseen and rng.random() < unseen else kept
        self._walk(rng, trees[int(rng.random() * len(trees))], words, unseen)

    def _walk(self, rng: random.Random, tree: tuple, words: list[str], unseen: float) -> None:
        for part in tree:
            if type(part) is str:
                words.append(part)
            elif type(part) is tuple:
                self._walk(rng, part[int(rng.random() * len(part))], words, unseen)
            else:
                self._line(rng, part.name, words, unseen)

    def knows(self, word: str) -> bool:
        """Whether some line writes `word` in lower case."""
        if not self._words:
            self._words = frozenset(_LOWER.findall(" ".join(line for lines in self._lines.values() for line in lines)))
        return word in self._words

    def count(self, name: str) -> int:
        """Return how many different sentences (values aside) the lines of the pool `name` can make."""
        return sum(self._size(parse(line)) for line in self._lines[name])

    def _size(self, tree: tuple) -> int:
        size = 1
        for part in tree:
            if type(part) is tuple:
                size *= sum(self._size(choice) for choice in part)
            elif isinstance(part, Other):
                size *= self.count(part.name)
        return size
