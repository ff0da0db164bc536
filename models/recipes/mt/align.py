"""Word alignment of piece sequences: IBM model 1 with a diagonal prior, both directions, by dense EM in torch.

The alignments have two uses: they guide the cross attention early in training, and their counts give the first
embeddings. Nothing here knows the translation model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

_TENSION = 4.0
_NULL = 0.08


@dataclass(frozen=True)
class Lexicon:
    """Translation probabilities of pieces in both directions: `forward[de, en]` and `backward[en, de]`."""

    forward: torch.Tensor
    backward: torch.Tensor


def train_lexicon(de: list[np.ndarray], en: list[np.ndarray], vocabulary: int, rounds: int) -> Lexicon:
    """Runs EM from a uniform start. Identical pieces get a small bonus so that names and marks find themselves."""
    forward = torch.full((vocabulary, vocabulary), 1.0 / vocabulary)
    backward = torch.full((vocabulary, vocabulary), 1.0 / vocabulary)
    for _ in range(rounds):
        forward_counts = torch.zeros(vocabulary * vocabulary)
        backward_counts = torch.zeros(vocabulary * vocabulary)
        for _, left, right in _batches(de, en):
            _count(forward, forward_counts, left, right)
            _count(backward, backward_counts, right, left)
        forward = _normalise(forward_counts.view(vocabulary, vocabulary))
        backward = _normalise(backward_counts.view(vocabulary, vocabulary))
    return Lexicon(forward, backward)


def agreed_links(
    lexicon: Lexicon, de: list[np.ndarray], en: list[np.ndarray]
) -> tuple[list[np.ndarray], list[np.ndarray], torch.Tensor]:
    """For every English piece its German position (or -1), the reverse, and the counts of agreed piece pairs."""
    vocabulary = lexicon.forward.shape[0]
    to_de: list[np.ndarray] = [np.empty(0, np.int16)] * len(de)
    to_en: list[np.ndarray] = [np.empty(0, np.int16)] * len(en)
    counts = torch.zeros(vocabulary * vocabulary)
    for rows, left, right in _batches(de, en):
        agreed = (_posterior(lexicon.forward, left, right) * _posterior(lexicon.backward, right, left).mT).sqrt()
        keys = left[:, :, None] * vocabulary + right[:, None, :]
        counts.index_add_(0, keys.flatten(), (agreed * (agreed > 0.2)).flatten())
        best_de, at_de = agreed.max(1)
        best_en, at_en = agreed.max(2)
        at_de[best_de < 0.25] = -1
        at_en[best_en < 0.25] = -1
        for place, row in enumerate(rows):
            to_de[row] = at_de[place, : len(en[row])].numpy().astype(np.int16)
            to_en[row] = at_en[place, : len(de[row])].numpy().astype(np.int16)
    return to_de, to_en, counts.view(vocabulary, vocabulary)


def _batches(de: list[np.ndarray], en: list[np.ndarray]) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    # Rows of exactly equal lengths need no padding and no masks; rare shapes give small batches, which is harmless.
    shapes: dict[tuple[int, int], list[int]] = {}
    for row, (left, right) in enumerate(zip(de, en, strict=True)):
        if len(left) and len(right):
            shapes.setdefault((len(left), len(right)), []).append(row)
    for (rows_de, rows_en), rows in shapes.items():
        size = max(1, 400_000 // (rows_de * rows_en))
        for start in range(0, len(rows), size):
            part = rows[start : start + size]
            left = torch.from_numpy(np.stack([de[row] for row in part]).astype(np.int64))
            right = torch.from_numpy(np.stack([en[row] for row in part]).astype(np.int64))
            yield part, left, right


def _posterior(table: torch.Tensor, left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    scores = table.view(-1)[left[:, :, None] * table.shape[0] + right[:, None, :]]
    across = torch.linspace(0, 1, left.shape[1])[:, None] - torch.linspace(0, 1, right.shape[1])[None, :]
    scores = scores * torch.exp(-_TENSION * across.abs())
    scores = scores * (1.0 + (left[:, :, None] == right[:, None, :]) * 2.0)
    null = _NULL * left.shape[1] / table.shape[0]
    return scores / (scores.sum(1, keepdim=True) + null)


def _count(table: torch.Tensor, counts: torch.Tensor, left: torch.Tensor, right: torch.Tensor) -> None:
    keys = left[:, :, None] * table.shape[0] + right[:, None, :]
    counts.index_add_(0, keys.flatten(), _posterior(table, left, right).flatten())


def _normalise(counts: torch.Tensor) -> torch.Tensor:
    # The small constant is a crude prior against rare pieces that would explain whole sentences.
    return (counts + 1e-6) / (counts.sum(1, keepdim=True) + 0.5)
