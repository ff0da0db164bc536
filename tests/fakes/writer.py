"""A `NoteWriter` that says what a test tells it to. Passes `tests/contract/test_note_writer.py`."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from lotse.domain.errors import WorkerProblem
from lotse.domain.increments import RawClaim
from lotse.services.ports import IncrementRequest


class ScriptedWriter:
    """Each pass takes the next script: claims to stream, in which a `WorkerProblem` stands for the model failing there.

    `requests` holds every pass asked for; `withdrawn` counts those that were closed before their end.
    """

    def __init__(self, *scripts: Sequence[RawClaim | WorkerProblem], model_id: str | None = "scripted") -> None:
        self._scripts = list(scripts)
        self._model_id = model_id
        self.alone: tuple[str, ...] = ()
        self.requests: list[IncrementRequest] = []
        self.withdrawn = 0
        self.closed = False

    @property
    def model_id(self) -> str | None:
        return self._model_id

    async def increments(self, request: IncrementRequest) -> AsyncGenerator[RawClaim]:
        if self._model_id is None:
            raise WorkerProblem("no_model")
        self.requests.append(request)
        finished = False
        try:
            for said in self._scripts.pop(0) if self._scripts else ():
                if isinstance(said, WorkerProblem):
                    finished = True
                    raise said
                yield said
            finished = True
        finally:
            self.withdrawn += not finished

    async def close(self) -> None:
        self.closed = True
