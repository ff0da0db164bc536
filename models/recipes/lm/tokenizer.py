"""Byte-level BPE for the note task, made so that a value costs the same pieces wherever it stands.

Owns vocabulary and merges. Merges are learned on words without their leading space; pieces with the space are added
last, for frequent words only. So a rare name is cut alike after a space (in the window) and after a quote (in the
claim), which is what copying needs. Digits stand alone. The splitting rule is llama.cpp's `qwen2`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

END = "<|end|>"
PRE_TOKENIZER = "qwen2"
_SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_LEARN = r"[\r\n]| |_?\p{L}+|\p{N}|[^\s\p{L}\p{N}_]+|\s"
# The scaffolding of prompt and answer, one piece each.
SCAFFOLD = (
    "\nC", "\nA", "\nS", "\n--", "\n=>",
    '{"s":"intent","t":"', '{"s":"fact","k":"', '{"s":"step","t":"', '{"s":"next","t":"', '{"s":"open","t":"',
    '{"s":"answered"', '{"s":"outcome","v":"',
    '","v":"', '","by":"customer","r":"', '","by":"agent","r":"',
    '","o":"agent","d":"', '","o":"customer","d":"', '","o":"other","d":"', '","e":[', ',"e":[', "]}",
)  # fmt: skip


def train_tokenizer(texts: Iterable[str], size: int, spaced: int) -> Tokenizer:
    """Return a tokenizer of about `size` pieces, `spaced` of which are frequent words with their space."""
    texts = list(texts)
    bare = Tokenizer(models.BPE())
    bare.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_LEARN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size - spaced - len(SCAFFOLD) - 1,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        min_frequency=3,
        show_progress=False,
    )
    bare.train_from_iterator(texts, trainer)
    state = json.loads(bare.to_str())["model"]
    vocab: dict[str, int] = state["vocab"]
    merges = [tuple(merge) if isinstance(merge, list) else tuple(merge.split(" ")) for merge in state["merges"]]
    after_space: Counter[str] = Counter()
    for start in range(0, len(texts), 5_000):
        for encoding in bare.encode_batch(texts[start : start + 5_000]):
            tokens = encoding.tokens
            after_space.update(b for a, b in pairwise(tokens) if a == "Ġ" and _is_word(b))
    for token, _ in after_space.most_common(spaced):
        merges.append(("Ġ", token))
        vocab["Ġ" + token] = len(vocab)
    return _assemble(vocab, merges)


def _is_word(token: str) -> bool:
    return token[0].isalpha() and token not in "ĠĊ"


def _assemble(vocab: dict[str, int], merges: list[tuple[str, ...]]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_SPLIT), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_tokens([AddedToken(text, normalized=False, special=False) for text in SCAFFOLD])
    tokenizer.add_special_tokens([AddedToken(END, normalized=False, special=True)])
    return tokenizer


def save(tokenizer: Tokenizer, path: Path) -> None:
    tokenizer.save(str(path))


def load(path: Path) -> Tokenizer:
    return Tokenizer.from_file(str(path))
