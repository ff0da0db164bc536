"""The `llm` role: checks whether a model can run here, loads it, and answers.

Operations: `generate` (prompt or messages, grammar, max_tokens, stop → chunks, then token counts and times), `measure`
(prompt or messages → tokens, context), `inspect` (path → what the file is, without loading its weights). Settings:
`path` (none: only `inspect` works), `context`, `threads`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lotse.wire.protocol import Fields, ProtocolError, int_of, list_of, text_of, texts_of
from lotse.workers import gguf_file, machine
from lotse.workers.handler import Cancelled, Emit, JobFailed, Loaded

if TYPE_CHECKING:
    from lotse.workers import llama

_DEFAULT_CONTEXT = 4096
_MAX_PROMPT_CHARACTERS = 2_000_000
_SPARE_BYTES = 256 << 20
"""Compute buffers, Python, and room for the rest of the machine."""


def handler() -> Llm:
    return Llm()


class Llm:
    """Invariant: native code is imported only after the CPU was found able to run it."""

    def load(self, settings: Fields) -> Loaded:
        gguf_file.check_cpu()
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
        gguf_file.check_memory(gguf_file.check(Path(path)) + _SPARE_BYTES)
        self._model = llama.Model(path)
        size = min(int_of(settings, "context", 0) or _DEFAULT_CONTEXT, self._model.train_context)
        gguf_file.check_memory(self._model.size_bytes + size * self._model.cache_bytes_per_token() + _SPARE_BYTES)
        threads = int_of(settings, "threads", 0) or machine.threads_for(self._model.size_bytes)
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
        gguf_file.check(path)
        model = self._llama.Model(str(path), vocab_only=True)
        try:
            return gguf_file.described(model, path)
        finally:
            model.close()


def _message_from(item: object) -> tuple[str, str]:
    if not isinstance(item, dict):
        raise ProtocolError("bad_params")
    role, content = text_of(item, "role"), text_of(item, "content")
    if role not in ("system", "user", "assistant"):
        raise ProtocolError("bad_params")
    return role, content
