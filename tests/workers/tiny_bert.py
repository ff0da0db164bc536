"""Writes complete, tiny BERT GGUF files whose answers are known: an embedder of words, and a re-ranker that wants one.

The embedder gives every word one direction of its own (words of one meaning share it) and a text the mean of its words:
texts are near when they share words or meanings, and `common` pushes all vectors together, as some real models do. The
re-ranker tells how much of a pair of texts is `WANTED`. Nothing is learned; attention is uniform, layers change nothing.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from tests.workers import tiny_gguf as form

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
WANTED = "treffer"
_POOLING = {"mean": 1, "cls": 2, "last": 3, "rank": 4}
Pooling = Literal["mean", "cls", "last", "rank", ""]
Tensor = tuple[tuple[int, ...], bytes]


def write(
    path: Path,
    words: Sequence[str] | Mapping[str, str],
    *,
    pooling: Pooling = "mean",
    dimension: int = 64,
    context: int = 64,
    common: float = 0.0,
    name: str = "tiny bert",
    architecture: str = "bert",
    rerank_template: str = "",
    seed: int = 7,
) -> Path:
    """Write the model to `path` and return it. A mapping gives each word its meaning."""
    meanings = dict(words) if isinstance(words, Mapping) else {word: word for word in words}
    tokens = [*SPECIAL, *(f"\u2581{word.lower()}" for word in meanings)]
    entries: dict[str, bytes] = {
        "general.architecture": form.string(architecture),
        "general.name": form.string(name),
        "general.license": form.string("apache-2.0"),
        f"{architecture}.context_length": form.uint32(context),
        f"{architecture}.embedding_length": form.uint32(dimension),
        f"{architecture}.block_count": form.uint32(1),
        f"{architecture}.feed_forward_length": form.uint32(32),
        f"{architecture}.attention.head_count": form.uint32(2),
        f"{architecture}.attention.layer_norm_epsilon": form.float32(1e-12),
        f"{architecture}.attention.causal": form.boolean(False),
        "tokenizer.ggml.model": form.string("bert"),
        "tokenizer.ggml.tokens": form.strings(tokens),
        "tokenizer.ggml.token_type": form.int32s([3] * len(SPECIAL) + [1] * len(meanings)),
        "tokenizer.ggml.token_type_count": form.uint32(2),
        "tokenizer.ggml.padding_token_id": form.uint32(0),
        "tokenizer.ggml.unknown_token_id": form.uint32(1),
        "tokenizer.ggml.cls_token_id": form.uint32(2),
        "tokenizer.ggml.bos_token_id": form.uint32(2),
        "tokenizer.ggml.seperator_token_id": form.uint32(3),
    }
    if pooling:
        entries[f"{architecture}.pooling_type"] = form.uint32(_POOLING[pooling])
    if rerank_template:
        entries["tokenizer.chat_template.rerank"] = form.string(rerank_template)
    directions = _directions([*dict.fromkeys(meanings.values()), "common"], dimension, seed)
    rows = [[0.0] * dimension] * len(SPECIAL) + [directions[meaning] for meaning in meanings.values()]
    tensors = _body(rows, dimension, context, [common * number for number in directions["common"]])
    if pooling == "rank":
        tensors["cls.output.weight"] = _tensor((dimension, 1), [n / dimension * 4 for n in directions[WANTED]])
        tensors["cls.output.bias"] = _tensor((1,), [-1.0])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(form.file(entries, tensors))
    return path


def _directions(meanings: Sequence[str], dimension: int, seed: int) -> dict[str, list[float]]:
    chance = random.Random(seed)
    return {meaning: [chance.gauss(0, 1) for _ in range(dimension)] for meaning in meanings}


def _body(rows: Sequence[Sequence[float]], dimension: int, context: int, common: Sequence[float]) -> dict[str, Tensor]:
    identity = [float(i == j) for i in range(dimension) for j in range(dimension)]
    none, ones = [0.0] * dimension, [1.0] * dimension
    square, line = (dimension, dimension), (dimension,)
    tensors = {
        "token_embd.weight": _tensor((dimension, len(rows)), [number for row in rows for number in row]),
        "token_types.weight": _tensor((dimension, 2), none * 2),
        "position_embd.weight": _tensor((dimension, context), none * context),
        "token_embd_norm.weight": _tensor(line, ones),
        "token_embd_norm.bias": _tensor(line, none),
        # Every word attends to all alike; a little of their mean is added to each, so that the first one knows of all.
        "blk.0.attn_q.weight": _tensor(square, none * dimension),
        "blk.0.attn_k.weight": _tensor(square, none * dimension),
        "blk.0.attn_v.weight": _tensor(square, identity),
        "blk.0.attn_output.weight": _tensor(square, [0.05 * number for number in identity]),
        "blk.0.ffn_up.weight": _tensor((dimension, 32), none * 32),
        "blk.0.ffn_down.weight": _tensor((32, dimension), none * 32),
        "blk.0.layer_output_norm.bias": _tensor(line, common),
    }
    for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
        tensors[f"blk.0.{part}.bias"] = _tensor(line, none)
    for part in ("attn_output_norm", "layer_output_norm"):
        tensors[f"blk.0.{part}.weight"] = _tensor(line, ones)
    tensors["blk.0.attn_output_norm.bias"] = _tensor(line, none)
    tensors["blk.0.ffn_up.bias"] = _tensor((32,), [0.0] * 32)
    tensors["blk.0.ffn_down.bias"] = _tensor(line, none)
    return tensors


def _tensor(shape: tuple[int, ...], numbers: Sequence[float]) -> Tensor:
    return shape, struct.pack(f"<{len(numbers)}f", *numbers)
