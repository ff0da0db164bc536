"""Finds out what a model file from outside is and whether it runs here, in worker processes made for it alone.

Owns no file. A file that kills its worker is a damaged file and nothing more: no worker that an agent uses has seen it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lotse.domain.errors import EnvironmentProblem, InputProblem, LotseError, WorkerProblem
from lotse.inference.child import default_command
from lotse.inference.embedding_prefixes import prefixes_of
from lotse.inference.prompts import CHAT_FORMAT, WINDOW_FORMAT
from lotse.inference.rerank import rerank_settings
from lotse.inference.search import search_settings
from lotse.inference.supervisor import Supervisor, Timings
from lotse.services.ports import ModelEntry, ModelRole, Role
from lotse.wire.protocol import Fields, ProtocolError, Settings, int_of, list_of, text_of

_INSPECT_MEMORY_BYTES: Final = 2 << 30
_SPARE_BYTES: Final = 512 << 20
_DEADLINE_S: Final = 120.0
# One crash is enough for a verdict: the file has a process of its own.
_TIMINGS: Final = Timings(start_s=120.0, crashes=1)
_ENVIRONMENT: Final = ("too_little_memory", "cpu_too_old", "worker_not_startable", "worker_version")
_INPUT: Final = (
    "not_a_model", "model_version", "no_chat_template", "bad_chat_template", "package_damaged", "package_too_large",
    "package_not_translating", "model_without_pooling", "not_an_embedder", "not_a_reranker", "embedder_too_wide",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What a file turned out to be."""

    role: ModelRole
    name: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ()
    context_length: int = 0
    min_ram_bytes: int = 0
    prompt_format: str = ""
    dimension: int = 0
    query_prefix: str = ""
    passage_prefix: str = ""


class _Quiet:
    """The state of a worker that checks a file is nobody's news."""

    def publish(self, event: object) -> None:
        pass


class ModelCheck:
    """`command` says how a worker of a role is started."""

    def __init__(self, *, command: Callable[[Role], Sequence[str]] = default_command) -> None:
        self._command = command

    async def examine(self, path: Path, *, name: str, scratch: Path) -> Found:
        """What `path` is, which the user knows as `name`. `scratch` is a folder for what is unpacked on the way.

        Raises `InputProblem` when the file can not be used, `EnvironmentProblem` when this computer can not use it.
        """
        try:
            if path.suffix == ".argosmodel":
                return await self._package(path, scratch)
            return await self._gguf(path, scratch)
        except WorkerProblem as problem:
            raise _verdict(problem, name) from None
        except ProtocolError:
            raise InputProblem("model_damaged", file=name) from None

    async def _gguf(self, path: Path, scratch: Path) -> Found:
        async with self._worker("llm", Settings(_INSPECT_MEMORY_BYTES)) as worker:
            inspected = await worker.call("inspect", {"path": str(path)}, deadline_s=_DEADLINE_S)
        match text_of(inspected, "kind"):
            case "embedder":
                return await self._embedder(path, scratch, inspected)
            case "reranker":
                return await self._reranker(path, inspected)
            case "unpooled":
                raise WorkerProblem("model_without_pooling")
        prompt_format = text_of(inspected, "prompt_format", "") or CHAT_FORMAT
        if prompt_format == CHAT_FORMAT and inspected.get("chat_template") is not True:
            raise WorkerProblem("no_chat_template")
        found = replace(_found("llm", inspected), prompt_format=prompt_format)
        await self._try(path, int_of(inspected, "file_bytes"), min(found.context_length, 2048) or 2048, prompt_format)
        return found

    async def _embedder(self, path: Path, scratch: Path, inspected: Fields) -> Found:
        """Let it make a vector of a question and of a passage: it has to load beside the index, and to answer."""
        query, passage = prefixes_of(text_of(inspected, "name"), text_of(inspected, "architecture"))
        found = replace(_found("embedder", inspected), query_prefix=query, passage_prefix=passage)
        settings = search_settings(_entry_of(found, path), scratch / "check.index")
        async with self._worker("search", settings) as worker:
            answer = await worker.call("embed", {"texts": ["Hallo.", "Hello."]}, deadline_s=_DEADLINE_S)
            return replace(found, dimension=int_of(answer, "dimension"))

    async def _reranker(self, path: Path, inspected: Fields) -> Found:
        async with self._worker("rerank", rerank_settings(_entry_of(_found("reranker", inspected), path))) as worker:
            await worker.call("rank", {"query": "Hallo?", "texts": ["Hallo."]}, deadline_s=_DEADLINE_S)
        return _found("reranker", inspected)

    async def _try(self, path: Path, size: int, context: int, prompt_format: str) -> None:
        """Load it and let it say one word: only that shows that it runs on this computer."""
        settings = Settings((1 << 30) + 2 * size, {"path": str(path), "context": context})
        prompt: Fields = (
            {"prompt": "de\n--\nC1: Hallo\n=>"}
            if prompt_format == WINDOW_FORMAT
            else {"messages": [{"role": "system", "content": "Hallo"}, {"role": "user", "content": "Hallo"}]}
        )
        async with self._worker("llm", settings) as worker:
            asked = {**prompt, "max_tokens": 8, "grammar": 'root ::= "ok"'}
            await worker.call("generate", asked, deadline_s=_DEADLINE_S)

    async def _package(self, path: Path, scratch: Path) -> Found:
        settings = Settings(_INSPECT_MEMORY_BYTES, {"packages": [str(path)], "cache": str(scratch)})
        async with self._worker("translate", settings) as worker:
            pairs = list_of(await worker.call("pairs", {}, deadline_s=_DEADLINE_S), "pairs")
            rejected = list_of(worker.hello.features, "rejected") if worker.hello is not None else []
            match (pairs, rejected):
                case ([[str(source), str(target)]], _):
                    # Unpacked is not usable yet: one sentence shows that its model loads.
                    one = {"sentences": ["Hallo."], "source": source, "target": target}
                    await worker.call("translate", one, deadline_s=_DEADLINE_S)
                    return Found("translator", f"{source}-{target}", languages=(source, target))
                case (_, [[_, str(code)], *_]):
                    raise WorkerProblem(code)
        raise WorkerProblem("package_damaged")

    @asynccontextmanager
    async def _worker(self, role: Role, settings: Settings) -> AsyncGenerator[Supervisor]:
        worker = Supervisor(role, settings=settings, events=_Quiet(), command=self._command(role), timings=_TIMINGS)
        try:
            yield worker
        finally:
            await worker.close()


def _found(role: ModelRole, inspected: Fields) -> Found:
    size = int_of(inspected, "file_bytes")
    return Found(
        role,
        text_of(inspected, "name"),
        text_of(inspected, "licence"),
        context_length=int_of(inspected, "context_length"),
        min_ram_bytes=size + size // 4 + _SPARE_BYTES,
    )


def _entry_of(found: Found, path: Path) -> ModelEntry:
    """As the catalog would name it, for a worker that tries it."""
    return ModelEntry(
        id="", role=found.role, path=path, sha256="", size_bytes=path.stat().st_size, licence="", languages=(),
        query_prefix=found.query_prefix, passage_prefix=found.passage_prefix,
    )  # fmt: skip


def _verdict(problem: WorkerProblem, name: str) -> LotseError:
    match problem.key:
        case "out_of_memory":
            return EnvironmentProblem("out_of_memory")
        case "package_not_stored":
            return EnvironmentProblem("models_not_writable")
        case "worker_deadline":
            return EnvironmentProblem("model_too_slow", file=name)
        case key if key in _ENVIRONMENT:
            return EnvironmentProblem(key, **problem.params)
        case key if key in _INPUT:
            return InputProblem(key, **{**problem.params, "file": name})
        case _:  # it crashed, hung or confused its worker
            return InputProblem("model_damaged", file=name)
