"""Writes a complete, tiny llama-architecture GGUF file: byte-level vocabulary, random weights, the same every time.

It answers nonsense, fast. For tests of how a model is run, never of what it says. Format: ggml's `docs/gguf.md`.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

_UINT32, _INT32, _FLOAT32, _BOOL, _STRING, _ARRAY = 4, 5, 6, 7, 8, 9
_NORMAL_TOKEN, _CONTROL_TOKEN = 1, 3
_ALIGNMENT = 32
EMBEDDING, HEADS, FEED_FORWARD, BLOCKS = 32, 2, 64, 2
CHAT_TEMPLATE = "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}<|assistant|>"
CONTROL = ("<|end|>", "<|system|>", "<|user|>", "<|assistant|>")


def write(
    path: Path, *, context: int = 512, chat_template: str = "", seed: int = 7, name: str = "tiny", pooling: int = 0
) -> Path:
    """Write the model to `path` and return it. `pooling` is llama.cpp's number of how it makes a vector of a text."""
    tokens = [*_byte_characters(), *CONTROL]
    kinds = [_NORMAL_TOKEN] * 256 + [_CONTROL_TOKEN] * len(CONTROL)
    entries: dict[str, bytes] = {
        "general.architecture": string("llama"),
        "general.name": string(name),
        "general.license": string("Apache-2.0"),
        "llama.context_length": uint32(context),
        "llama.embedding_length": uint32(EMBEDDING),
        "llama.block_count": uint32(BLOCKS),
        "llama.feed_forward_length": uint32(FEED_FORWARD),
        "llama.attention.head_count": uint32(HEADS),
        "llama.attention.layer_norm_rms_epsilon": float32(1e-5),
        "llama.rope.dimension_count": uint32(EMBEDDING // HEADS),
        "tokenizer.ggml.model": string("gpt2"),
        "tokenizer.ggml.pre": string("gpt-2"),
        "tokenizer.ggml.tokens": strings(tokens),
        "tokenizer.ggml.token_type": int32s(kinds),
        # One merge that never applies: the loader wants the list, the test wants plain bytes.
        "tokenizer.ggml.merges": strings(["\u0100 \u0100"]),
        "tokenizer.ggml.bos_token_id": uint32(256),
        "tokenizer.ggml.eos_token_id": uint32(256),
        "tokenizer.ggml.add_bos_token": boolean(False),
    }
    if pooling:
        entries["llama.pooling_type"] = uint32(pooling)
    if chat_template:
        entries["tokenizer.chat_template"] = string(chat_template)
    path.write_bytes(file(entries, _tensors(len(tokens), random.Random(seed))))
    return path


def _byte_characters() -> list[str]:
    """GPT-2's printable stand-ins for the 256 bytes, in byte order."""
    plain = {*range(33, 127), *range(161, 173), *range(174, 256)}
    stand_ins = iter(range(256, 512))
    return [chr(byte) if byte in plain else chr(next(stand_ins)) for byte in range(256)]


def _tensors(vocabulary: int, chance: random.Random) -> dict[str, tuple[tuple[int, ...], bytes]]:
    def weights(*shape: int) -> tuple[tuple[int, ...], bytes]:
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        values = [1.0] * count if len(shape) == 1 else [chance.gauss(0, 0.4) for _ in range(count)]
        return shape, struct.pack(f"<{count}f", *values)

    tensors = {
        "token_embd.weight": weights(EMBEDDING, vocabulary),
        "output_norm.weight": weights(EMBEDDING),
        "output.weight": weights(EMBEDDING, vocabulary),
    }
    for n in range(BLOCKS):
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            tensors[f"blk.{n}.{part}.weight"] = weights(EMBEDDING, EMBEDDING)
        for part in ("attn_norm", "ffn_norm"):
            tensors[f"blk.{n}.{part}.weight"] = weights(EMBEDDING)
        tensors[f"blk.{n}.ffn_gate.weight"] = weights(EMBEDDING, FEED_FORWARD)
        tensors[f"blk.{n}.ffn_up.weight"] = weights(EMBEDDING, FEED_FORWARD)
        tensors[f"blk.{n}.ffn_down.weight"] = weights(FEED_FORWARD, EMBEDDING)
    return tensors


def file(entries: Mapping[str, bytes], tensors: Mapping[str, tuple[tuple[int, ...], bytes]]) -> bytes:
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(entries))
    head += b"".join(_text(key) + value for key, value in entries.items())
    blob = b""
    for name, (shape, content) in tensors.items():
        head += _text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, 0, len(blob))
        blob += _padded(content)
    return _padded(head) + blob


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % _ALIGNMENT)


def _text(text: str) -> bytes:
    raw = text.encode("utf-8")
    return struct.pack("<Q", len(raw)) + raw


def string(text: str) -> bytes:
    return struct.pack("<I", _STRING) + _text(text)


def uint32(value: int) -> bytes:
    return struct.pack("<II", _UINT32, value)


def float32(value: float) -> bytes:
    return struct.pack("<If", _FLOAT32, value)


def boolean(value: bool) -> bytes:
    return struct.pack("<IB", _BOOL, value)


def strings(texts: Sequence[str]) -> bytes:
    return _array(_STRING, [_text(text) for text in texts])


def int32s(numbers: Sequence[int]) -> bytes:
    return _array(_INT32, [struct.pack("<i", number) for number in numbers])


def _array(kind: int, items: Sequence[bytes]) -> bytes:
    return struct.pack("<IIQ", _ARRAY, kind, len(items)) + b"".join(items)
