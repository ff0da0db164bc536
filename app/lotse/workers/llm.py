"""The `llm` role: checks whether a model can run here, loads it, and answers.

Operations: `generate` (prompt or messages, grammar, max_tokens, stop → chunks, then token counts and times), `measure`
(prompt or messages → tokens, context), `inspect` (path → what the file is, without loading its weights). Settings:
`path` (none: only `inspect` works), `context`, `threads`.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from lotse.wire.protocol import Fields, ProtocolError, int_of, list_of, text_of, texts_of
from lotse.workers import machine
from lotse.workers.handler import Cancelled, Emit, JobFailed, Loaded

if TYPE_CHECKING:
    from lotse.workers import llama

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_DEFAULT_CONTEXT = 4096
_MAX_PROMPT_CHARACTERS = 2_000_000
_SPARE_BYTES = 256 << 20
"""Compute buffers, Python, and room for the rest of the machine."""
_ONE_THREAD_BELOW_BYTES = 64 << 20
"""Threads wait for each other by spinning. For a small model that wait is the work: on a busy machine with two CPUs two
threads took a thousand times as long as one."""


def handler() -> Llm:
    return Llm()


class Llm:
    """Invariant: native code is imported only after the CPU was found able to run it."""

    def load(self, settings: Fields) -> Loaded:
        missing = machine.missing_cpu_features()
        if missing:
            raise JobFailed("cpu_too_old", missing=", ".join(missing))
        from lotse.workers import llama  # here: importing it loads the native library

        llama.start()
        self._llama = llama
        self._model: llama.Model | None = None
        self._file = ""
        features: dict[str, object] = {"llama_cpp": llama.VERSION}
        path = text_of(settings, "path", "")
        if not path:
            return Loaded(features)
        self._file = Path(path).name
        _check_memory(check_file(Path(path)) + _SPARE_BYTES)
        self._model = llama.Model(path)
        size = min(int_of(settings, "context", 0) or _DEFAULT_CONTEXT, self._model.train_context)
        _check_memory(self._model.size_bytes + size * self._model.cache_bytes_per_token() + _SPARE_BYTES)
        own_choice = 1 if self._model.size_bytes < _ONE_THREAD_BELOW_BYTES else machine.threads()
        threads = int_of(settings, "threads", 0) or own_choice
        self._context = llama.Context(self._model, size=size, threads=threads)
        template = bool(self._model.meta("tokenizer.chat_template"))
        features |= {"threads": threads, "context": self._context.size, "chat_template": template}
        return Loaded(features, f"{Path(path).name}:{self._model.size_bytes}:{self._model.vocabulary_size}")

    def run(self, op: str, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        match op:
            case "generate":
                return self._generate(params, emit, cancelled)
            case "measure":
                return {"tokens": len(self._prompt(params)), "context": self._context.size}
            case "inspect":
                return self._inspect(Path(text_of(params, "path")))
            case _:
                raise JobFailed("unknown_op", op=op)

    @property
    def _loaded(self) -> llama.Model:
        if self._model is None:
            raise JobFailed("no_model")
        return self._model

    def _generate(self, params: Fields, emit: Emit, cancelled: Cancelled) -> Fields:
        prompt = self._prompt(params)
        sampler = self._loaded.sampler(text_of(params, "grammar", ""))
        try:
            answered = self._context.answer(
                prompt,
                sampler=sampler,
                max_tokens=int_of(params, "max_tokens"),
                stops=texts_of(params, "stop"),
                say=emit.chunk,
                cancelled=cancelled,
            )
        finally:
            sampler.close()
        return answered.fields()

    def _prompt(self, params: Fields) -> list[int]:
        """Tokens of the prompt. Nothing in a raw prompt or in a message is read as a control token."""
        model = self._loaded
        if len(raw := text_of(params, "prompt", "")) > _MAX_PROMPT_CHARACTERS:
            raise JobFailed("prompt_too_long")
        if raw:
            return model.tokens(raw, begin=True, special=False)
        from lotse.workers import chat  # here: a raw prompt needs no jinja

        messages = [chat.Message(*_message_from(item)) for item in list_of(params, "messages")]
        if sum(len(m.content) for m in messages) > _MAX_PROMPT_CHARACTERS:
            raise JobFailed("prompt_too_long")
        template = model.meta("tokenizer.chat_template")
        if not template:
            raise JobFailed("no_chat_template", file=self._file)
        parts = chat.render(template, *model.begins_with(), messages)
        return [t for p in parts for t in model.tokens(p.text, begin=False, special=p.from_template)]

    def _inspect(self, path: Path) -> Fields:
        check_file(path)
        model = self._llama.Model(str(path), vocab_only=True)
        try:
            architecture = model.meta("general.architecture")
            context = model.meta(f"{architecture}.context_length")
            return {
                "architecture": architecture,
                "name": model.meta("general.name")[:200],
                "licence": model.meta("general.license")[:100],
                "context_length": int(context) if context.isdecimal() else 0,
                "vocabulary": model.vocabulary_size,
                "chat_template": bool(model.meta("tokenizer.chat_template")),
                "prompt_format": model.meta("lotse.prompt_format")[:40],
                "embedder": "bert" in architecture or model.meta(f"{architecture}.pooling_type") not in ("", "0"),
                "file_bytes": path.stat().st_size,
            }
        finally:
            model.close()


def _message_from(item: object) -> tuple[str, str]:
    if not isinstance(item, dict):
        raise ProtocolError("bad_params")
    role, content = text_of(item, "role"), text_of(item, "content")
    if role not in ("system", "user", "assistant"):
        raise ProtocolError("bad_params")
    return role, content


def check_file(path: Path) -> int:
    """The size of `path`, if it begins like a GGUF file this program reads. Raises `JobFailed` otherwise."""
    try:
        with path.open("rb") as file:
            head = file.read(24)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        raise JobFailed("model_missing", file=path.name) from None
    if head[:4] != _MAGIC:
        raise JobFailed("not_a_model", file=path.name)
    if len(head) < 24:
        raise JobFailed("model_damaged", file=path.name)
    version, tensors, entries = struct.unpack("<IQQ", head[4:24])
    if version not in _VERSIONS:
        raise JobFailed("model_version", file=path.name, version=version)
    # Each tensor and each entry takes at least this much: larger counts would only make the loader allocate.
    if tensors * 24 + entries * 12 > size:
        raise JobFailed("model_damaged", file=path.name)
    return size


def _check_memory(needed: int) -> None:
    available = machine.available_bytes()
    if available is not None and needed > available:
        raise JobFailed("too_little_memory", needed_mb=needed >> 20, free_mb=available >> 20)
