"""The `Translator` port on the `translate` worker. Lives on the core loop; the worker starts with the first sentence.

Owns batching and the deadlines. Must not mask, check or keep any text: the service does the first two, and what is kept
here would outlive an erasure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lotse.domain.errors import NoAnswer, WorkerProblem
from lotse.inference.supervisor import Supervisor
from lotse.wire.protocol import Fields, ProtocolError, list_of, texts_of

BATCH: Final = 24
"""Sentences a job: the next job of the worker (a newer turn) waits for no more than these."""
DEADLINE_S: Final = 60.0
SPLIT_DEADLINE_S: Final = 30.0
MAX_CHARACTERS: Final = 20_000


class WorkerTranslator:
    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor

    async def pairs(self) -> tuple[tuple[str, str], ...]:
        values = await self._supervisor.call("pairs", {}, deadline_s=SPLIT_DEADLINE_S)
        return tuple(_pair(row) for row in list_of(values, "pairs"))

    async def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """Raises `NoAnswer("no_package")` when no way leads from `source` to `target`, and `WorkerProblem`."""
        translated: list[str] = []
        for batch in _batches(sentences):
            params = {"sentences": list(batch), "source": source, "target": target}
            try:
                values = await self._supervisor.call("translate", params, deadline_s=DEADLINE_S)
            except WorkerProblem as problem:
                if problem.key == "no_package":
                    raise NoAnswer("no_package", source=source, target=target) from None
                raise
            translated += _texts(values, "sentences", len(batch))
        return tuple(translated)

    async def split(self, text: str, lang: str) -> tuple[str, ...]:
        pieces: list[str] = []
        for start in range(0, len(text), MAX_CHARACTERS):
            params = {"text": text[start : start + MAX_CHARACTERS], "lang": lang}
            values = await self._supervisor.call("split", params, deadline_s=SPLIT_DEADLINE_S)
            pieces += _texts(values, "pieces", None)
        if "".join(pieces) != text:
            raise WorkerProblem("worker_answer_not_understood")
        return tuple(pieces)

    async def close(self) -> None:
        await self._supervisor.close()


def _batches(sentences: Sequence[str]) -> list[Sequence[str]]:
    """At most `BATCH` sentences and `MAX_CHARACTERS` characters each; a longer sentence is cut off there."""
    batches: list[list[str]] = []
    characters = 0
    for sentence in sentences:
        shortened = sentence[:MAX_CHARACTERS]
        if not batches or len(batches[-1]) == BATCH or characters + len(shortened) > MAX_CHARACTERS:
            batches.append([])
            characters = 0
        batches[-1].append(shortened)
        characters += len(shortened)
    return list(batches)


def _texts(values: Fields, key: str, count: int | None) -> tuple[str, ...]:
    try:
        texts = texts_of(values, key)
    except ProtocolError:
        raise WorkerProblem("worker_answer_not_understood") from None
    if count is not None and len(texts) != count:
        raise WorkerProblem("worker_answer_not_understood")
    return texts


def _pair(row: object) -> tuple[str, str]:
    match row:
        case [str(source), str(target)]:
            return source, target
    raise WorkerProblem("worker_answer_not_understood")
