"""What a GGUF file is, before anything of it is used: whether it can be one, and which role it says it is made for.

Owns the checks that come before the native loader and the recognition of embedders and re-rankers by what stands in
the file. Must not import anything native: a loaded model is handed in.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lotse.wire.protocol import Fields
from lotse.workers import machine
from lotse.workers.handler import JobFailed

if TYPE_CHECKING:
    from lotse.workers import llama

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
# llama.h, `llama_pooling_type`: how the rows of a text's tokens become one.
_POOLED = ("1", "2", "3")  # mean, first token, last token
_RANK = "4"
_NO_CHAT = ("gemma-embedding", "t5encoder", "llama-embed", "clip", "wavtokenizer-dec")

Kind = Literal["llm", "embedder", "reranker", "unpooled"]
"""`unpooled`: an encoder whose file does not say how its rows become the vector of a text."""


def kind(model: llama.Model) -> Kind:
    """What `model` says it is made for; enough that its metadata were read. An instruct model pools nothing."""
    architecture = model.meta("general.architecture")
    pooling = model.meta(f"{architecture}.pooling_type")
    if pooling == _RANK:
        return "reranker"
    if pooling in _POOLED:
        return "embedder"
    return "unpooled" if "bert" in architecture or architecture in _NO_CHAT else "llm"


def described(model: llama.Model, path: Path) -> Fields:
    """What an import wants to know; enough that the metadata of `model` were read."""
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
        "kind": kind(model),
        "file_bytes": path.stat().st_size,
    }


def check(path: Path) -> int:
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


def check_cpu() -> None:
    """Raises `JobFailed("cpu_too_old")` where native code would be an illegal instruction."""
    missing = machine.missing_cpu_features()
    if missing:
        raise JobFailed("cpu_too_old", missing=", ".join(missing))


def check_memory(needed: int) -> None:
    available = machine.available_bytes()
    if available is not None and needed > available:
        raise JobFailed("too_little_memory", needed_mb=needed >> 20, free_mb=available >> 20)
