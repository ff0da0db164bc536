"""The translation network: a small pre-norm Transformer whose layout CTranslate2 can run as it is.

One embedding table serves source, target and output. The decoder's cross attention starts as the identity, so that
with embeddings from the aligned lexicon the untrained network already maps a source piece to its translation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from torch import nn

PAD, UNK, BOS, EOS, TO_DE, TO_EN = 0, 1, 2, 3, 4, 5
FIRST_MARK = 6
"""The placeholders are the pieces from here on."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    vocabulary: int
    width: int = 256
    heads: int = 4
    inner: int = 768
    encoder_layers: int = 4
    decoder_layers: int = 1
    positions: int = 256


class Attention(nn.Module):
    """Multi-head attention; returns its weights only where a loss on them is wanted."""

    def __init__(self, shape: Shape, crossing: bool) -> None:
        super().__init__()
        self.heads = shape.heads
        self.crossing = crossing
        width = shape.width
        self.query = nn.Linear(width, width if crossing else 3 * width)
        self.memory = nn.Linear(width, 2 * width) if crossing else None
        self.out = nn.Linear(width, width)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        q, k, v = self.query(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        # Spelled out: for short rows on a CPU the fused kernel's backward pass is several times slower.
        scores = (q @ k.mT).float() / math.sqrt(q.shape[-1]) + mask
        mixed = scores.softmax(-1).to(v.dtype) @ v
        return self.out(mixed.transpose(1, 2).reshape(batch, length, width))

    def cross(self, x: torch.Tensor, memory: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Attends to the encoder; also gives the log weights, averaged over heads before the logarithm."""
        assert self.memory is not None
        batch, length, width = x.shape
        q = self.query(x).view(batch, length, self.heads, -1).transpose(1, 2)
        k, v = self.memory(memory).view(batch, memory.shape[1], 2, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = (q @ k.mT).float() / math.sqrt(q.shape[-1]) + mask
        weights = scores.softmax(-1)
        mixed = weights.to(v.dtype) @ v
        return self.out(mixed.transpose(1, 2).reshape(batch, length, width)), weights.mean(1)


class FeedForward(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.inner = nn.Linear(shape.width, shape.inner)
        self.out = nn.Linear(shape.inner, shape.width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.out(functional.relu(self.inner(x)))


class EncoderLayer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(shape.width)
        self.attention = Attention(shape, crossing=False)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.feed = FeedForward(shape)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = x + self.attention(self.attention_norm(x), mask)
        return x + self.feed(self.feed_norm(x))


class DecoderLayer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(shape.width)
        self.attention = Attention(shape, crossing=False)
        self.cross_norm = nn.LayerNorm(shape.width)
        self.cross = Attention(shape, crossing=True)
        self.feed_norm = nn.LayerNorm(shape.width)
        self.feed = FeedForward(shape)

    def forward(
        self, x: torch.Tensor, mask: torch.Tensor, memory: torch.Tensor, memory_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        x = x + self.attention(self.attention_norm(x), mask)
        crossed, weights = self.cross.cross(self.cross_norm(x), memory, memory_mask)
        x = x + crossed
        return x + self.feed(self.feed_norm(x)), weights


class Translator(nn.Module):
    """Encoder and decoder for both directions; the decoder's first input token names the target language."""

    ENCODER_SCALE = 16.0
    # The decoder's own last word should weigh little against the attended source at the start of training.
    DECODER_SCALE = 4.0
    ENCODER_POSITIONS = 0.5
    DECODER_POSITIONS = 0.25

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.encoder = nn.ModuleList([EncoderLayer(shape) for _ in range(shape.encoder_layers)])
        self.encoder_norm = nn.LayerNorm(shape.width)
        self.decoder = nn.ModuleList([DecoderLayer(shape) for _ in range(shape.decoder_layers)])
        self.decoder_norm = nn.LayerNorm(shape.width)
        self.register_buffer("encoder_positions", self.ENCODER_POSITIONS * sinusoids(shape.width, shape.positions))
        self.register_buffer("decoder_positions", self.DECODER_POSITIONS * sinusoids(shape.width, shape.positions))
        self._start()

    def _start(self) -> None:
        nn.init.normal_(self.embedding.weight, std=self.shape.width**-0.5)
        depth = 2 * (self.shape.encoder_layers + self.shape.decoder_layers)
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
        for module in self.modules():
            if isinstance(module, Attention | FeedForward):
                module.out.weight.data.mul_(depth**-0.5)
        last = self.decoder[-1].cross
        with torch.no_grad():
            nn.init.eye_(last.out.weight)
            nn.init.eye_(last.memory.weight[self.shape.width :])

    def encode(self, source: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        mask = torch.zeros(source.shape, device=source.device).masked_fill(source == PAD, -1e9)[:, None, None, :]
        x = _working(self.embedding(source) * self.ENCODER_SCALE + self.encoder_positions[: source.shape[1]])
        for layer in self.encoder:
            x = layer(x, mask)
        return self.encoder_norm(x), mask

    def decode(
        self, target: torch.Tensor, memory: torch.Tensor, memory_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        length = target.shape[1]
        mask = torch.full((length, length), -1e9, device=target.device).triu(1)
        x = _working(self.embedding(target) * self.DECODER_SCALE + self.decoder_positions[:length])
        weights = x.new_zeros(())
        for layer in self.decoder:
            x, weights = layer(x, mask, memory, memory_mask)
        return self.decoder_norm(x), weights

    @torch.no_grad()
    def greedy(self, source: torch.Tensor, start: int, allowed: torch.Tensor, limit: int = 80) -> list[list[int]]:
        """Plain greedy search without a cache: for checks on a few sentences only."""
        memory, memory_mask = self.encode(source)
        output = torch.full((source.shape[0], 1), start, dtype=torch.long)
        done = torch.zeros(source.shape[0], dtype=torch.bool)
        for _ in range(limit):
            hidden, _ = self.decode(output, memory, memory_mask)
            logits = functional.linear(hidden[:, -1], self.embedding.weight[allowed], self.bias[allowed])
            following = allowed[logits.argmax(-1)]
            following[done] = PAD
            output = torch.cat([output, following[:, None]], 1)
            done |= following == EOS
            if bool(done.all()):
                break
        return [[token for token in row[1:] if token not in (PAD, EOS)] for row in output.tolist()]


def _working(x: torch.Tensor) -> torch.Tensor:
    # The residual stream stays in one number format: adding mixed formats is slow on a CPU.
    kind = x.device.type
    return x.to(torch.get_autocast_dtype(kind)) if torch.is_autocast_enabled(kind) else x


def sinusoids(width: int, positions: int) -> torch.Tensor:
    """Position vectors of the original Transformer, half sines and half cosines."""
    half = width // 2
    angles = torch.arange(positions)[:, None] * torch.exp(torch.arange(half) * -(math.log(10_000.0) / (half - 1)))
    return torch.cat([angles.sin(), angles.cos()], 1)
