"""Vectors of packs: made on the `search` worker when one is built, laid ready for it when one is installed.

Implements `services.pack_ports.PreparedVectors`. Must not know packs beyond the digest that names them. What is laid
ready is matched by the text it was made from, so a vector can never stand for a passage that reads differently.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from lotse.domain.errors import Cancelled, WorkerProblem
from lotse.domain.knowledge import ArticleId, Passage, PassageId
from lotse.domain.packs import VectorSet
from lotse.domain.passages import Cut
from lotse.inference.search import BATCH, TEXT_FORM, embedded_text
from lotse.inference.supervisor import Supervisor
from lotse.services.ports import PassageRecord
from lotse.wire import prepared_vectors
from lotse.wire.protocol import int_of, text_of

_FLOAT_BYTES = 4


class WorkerVectors:
    """`folder` holds what is laid ready; the worker looks for it beside its index."""

    def __init__(self, supervisor: Supervisor, cache: Path) -> None:
        self._supervisor = supervisor
        self._folder = cache / prepared_vectors.FOLDER

    async def form(self) -> tuple[str, int, str] | None:
        try:
            found = await self._supervisor.call("embed", {"texts": ["Lotse"]})
        except (WorkerProblem, Cancelled):
            return None  # the supervisor has said so
        hello = self._supervisor.hello
        return None if hello is None else (hello.fingerprint, int_of(found, "dimension"), TEXT_FORM)

    async def embed(self, passages: Sequence[tuple[str, Cut]]) -> bytes:
        rows: list[bytes] = []
        for start in range(0, len(passages), BATCH):
            texts = [_text(title, cut) for title, cut in passages[start : start + BATCH]]
            found = await self._supervisor.call("embed", {"texts": texts}, priority=1)
            try:
                row = base64.b64decode(text_of(found, "vectors"), validate=True)
            except binascii.Error:
                raise WorkerProblem("worker_answer_not_understood") from None
            if len(row) != len(texts) * int_of(found, "dimension") * _FLOAT_BYTES:
                raise WorkerProblem("worker_answer_not_understood")
            rows.append(row)
        return b"".join(rows)

    def keep(self, content: str, form: VectorSet, passages: Sequence[tuple[str, Cut]], rows: Iterator[bytes]) -> None:
        if form.text_form != TEXT_FORM:
            return
        header = prepared_vectors.Header(form.embedder, form.dimension, form.kind, len(passages))
        hashes = (prepared_vectors.text_hash(_text(title, cut)) for title, cut in passages)
        name = f"{content}-{prepared_vectors.text_hash(form.embedder).hex()}{prepared_vectors.ENDING}"
        with suppress(OSError):  # a cache that the disk does not take costs some embedding
            prepared_vectors.write(self._folder / name, header, hashes, rows)

    def keep_only(self, contents: frozenset[str]) -> None:
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name.partition("-")[0] not in contents:
                    path.unlink(missing_ok=True)


def _text(title: str, cut: Cut) -> str:
    passage = Passage(PassageId(0), ArticleId(""), cut.heading_path, cut.text)
    return embedded_text(PassageRecord(passage, title, "", None, None, ""))
