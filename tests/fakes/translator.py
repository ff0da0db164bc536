"""A `Translator` without a worker: a table of words, everything else kept, with damage on request."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotse.domain.errors import NoAnswer, WorkerProblem

_TABLE = {
    ("en", "de"): {
        "hello": "hallo", "my": "meine", "invoice": "Rechnung", "is": "ist", "wrong": "falsch", "please": "bitte",
        "call": "rufen", "me": "mich", "at": "an", "i": "ich", "paid": "zahlte", "the": "die",
        "bill": "Rechnung", "on": "am",
    },
    ("de", "en"): {"hallo": "hello", "meine": "my", "rechnung": "invoice", "ist": "is", "falsch": "wrong"},
}  # fmt: skip


class FakeTranslator:
    """`answers` overrides single sentences; `broken` fails as a worker that has fallen back."""

    def __init__(
        self, *, answers: dict[str, str] | None = None, broken: bool = False, pairs: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.answers = answers or {}
        self.broken = broken
        self.asked: list[str] = []
        self._pairs = tuple(pairs) or tuple(_TABLE)

    async def pairs(self) -> tuple[tuple[str, str], ...]:
        self._check()
        return self._pairs

    async def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        self._check()
        if source not in {a for a, _ in self._pairs} or target not in {b for _, b in self._pairs}:
            raise NoAnswer("no_package", source=source, target=target)
        self.asked += sentences
        words = _TABLE.get((source, target), {})
        return tuple(
            self.answers.get(s, re.sub(r"[^\W\d]+", lambda m: words.get(m.group().lower(), m.group()), s))
            for s in sentences
        )

    async def split(self, text: str, lang: str) -> tuple[str, ...]:
        self._check()
        return tuple(re.findall(r".+?(?:[.!?]\s+|\n\s*|$)", text, re.DOTALL))

    async def close(self) -> None: ...

    def _check(self) -> None:
        if self.broken:
            raise WorkerProblem("translate_fallback")
