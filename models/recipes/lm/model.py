"""The network: a small decoder exactly as llama.cpp's `llama` architecture computes it.

Owns shapes and the forward pass; names follow GGUF, so that the export is a plain copy.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    layers: int = 4
    width: int = 192
    heads: int = 6
    hidden: int = 512
    context: int = 4096
    rope_base: float = 10_000.0
    epsilon: float = 1e-5


class Norm(nn.Module):
    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return F.rms_norm(x, (x.shape[-1],), self.weight, self.epsilon)


class Block(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attn_norm = Norm(shape.width, shape.epsilon)
        self.attn_q = nn.Linear(shape.width, shape.width, bias=False)
        self.attn_k = nn.Linear(shape.width, shape.width, bias=False)
        self.attn_v = nn.Linear(shape.width, shape.width, bias=False)
        self.attn_output = nn.Linear(shape.width, shape.width, bias=False)
        self.ffn_norm = Norm(shape.width, shape.epsilon)
        self.ffn_gate = nn.Linear(shape.width, shape.hidden, bias=False)
        self.ffn_up = nn.Linear(shape.width, shape.hidden, bias=False)
        self.ffn_down = nn.Linear(shape.hidden, shape.width, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, past: list[Tensor] | None = None) -> Tensor:
        """`past` holds keys and values of earlier positions while generating; it is updated in place."""
        batch, length, width = x.shape
        h = self.attn_norm(x)
        parts = (batch, length, self.heads, width // self.heads)
        q = rotate(self.attn_q(h).view(parts).transpose(1, 2), cos, sin)
        k = rotate(self.attn_k(h).view(parts).transpose(1, 2), cos, sin)
        v = self.attn_v(h).view(parts).transpose(1, 2)
        if past is not None:
            if past:
                k, v = torch.cat((past[0], k), dim=2), torch.cat((past[1], v), dim=2)
            past[:] = [k, v]
        # Windows are short: written out, this is several times faster on a CPU than the fused kernel's backward pass.
        future = torch.full((length, k.shape[2]), -1e4, dtype=q.dtype).triu(1 + k.shape[2] - length)
        scores = torch.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + future, dim=-1)
        mixed = scores.to(v.dtype) @ v
        x = x + self.attn_output(mixed.transpose(1, 2).reshape(batch, length, width))
        h = self.ffn_norm(x)
        return x + self.ffn_down(F.silu(self.ffn_gate(h)) * self.ffn_up(h))


class Decoder(nn.Module):
    """Input and output share one embedding."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Embedding(shape.vocabulary, shape.width)
        self.blk = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.output_norm = Norm(shape.width, shape.epsilon)
        nn.init.normal_(self.token_embd.weight, std=0.02)
        for block in self.blk:
            for layer in block.modules():
                if isinstance(layer, nn.Linear):
                    nn.init.normal_(layer.weight, std=layer.in_features**-0.5 * 0.6)
            nn.init.zeros_(block.attn_output.weight)
            nn.init.zeros_(block.ffn_down.weight)
        size = shape.width // shape.heads
        frequency = shape.rope_base ** (-torch.arange(0, size, 2).float() / size)
        angle = torch.outer(torch.arange(shape.context).float(), frequency)
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)

    def hidden(self, tokens: Tensor, pasts: list[list[Tensor]] | None = None) -> Tensor:
        x = self.token_embd(tokens)
        before = pasts[0][0].shape[2] if pasts and pasts[0] else 0
        cos, sin = (table[before : before + tokens.shape[1]] for table in (self.cos, self.sin))
        for number, block in enumerate(self.blk):
            x = block(x, cos, sin, pasts[number] if pasts is not None else None)
        return self.output_norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        return F.linear(hidden, self.token_embd.weight)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary positions on neighbouring pairs, llama.cpp's order."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), dim=-1).flatten(-2)
