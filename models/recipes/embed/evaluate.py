"""Figures of an embedder on the evaluation sets: STS-b (Spearman), XQuAD and Tatoeba (top-1); never trained on.

    python evaluate.py MODEL.npz --data DIR [--dev]

`--dev` leaves the test sets alone and prints STS-b dev only: that is what choices are made on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "app"))
from lotse.workers.embedding import Embedder, StaticEmbedder


def evaluate(embedder: Embedder, data: Path, dev_only: bool = False) -> dict[str, float]:
    figures: dict[str, float] = {}
    for lang in ("de", "en"):
        for split in ("dev",) if dev_only else ("dev", "test"):
            rows = _rows(data / "retrieval" / "stsb" / f"{lang}.{split}.jsonl.gz")
            left = embedder.encode([r["s1"] for r in rows])
            right = embedder.encode([r["s2"] for r in rows])
            figures[f"stsb_{split}_{lang}"] = _spearman((left * right).sum(1), np.array([r["score"] for r in rows]))
    if dev_only:
        return figures
    xquad = data / "retrieval" / "xquad"
    passages = {lang: _rows(xquad / f"{lang}.paragraphs.jsonl.gz") for lang in ("de", "en")}
    vectors = {lang: embedder.encode([p["text"] for p in rows]) for lang, rows in passages.items()}
    for name, asked, in_ in (
        ("de", "de", "de"),
        ("en", "en", "en"),
        ("en_in_de", "en", "de"),
        ("de_in_en", "de", "en"),
    ):
        questions = _rows(xquad / f"{asked}.questions.jsonl.gz")
        best = (embedder.encode([q["question"] for q in questions]) @ vectors[in_].T).argmax(1)
        right = [passages[in_][b]["id"] == q["paragraph"] for b, q in zip(best, questions, strict=True)]
        figures[f"xquad_top1_{name}"] = float(np.mean(right))
    rows = _rows(data / "retrieval" / "tatoeba-1000" / "pairs.jsonl.gz")
    scores = embedder.encode([r["de"] for r in rows]) @ embedder.encode([r["en"] for r in rows]).T
    figures["tatoeba_de_en"] = float(np.mean(scores.argmax(1) == np.arange(len(rows))))
    return figures


def _rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _spearman(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(_ranks(a), _ranks(b))[0, 1])


def _ranks(values: np.ndarray) -> np.ndarray:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + 1 + ends) / 2)[inverse]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dev", action="store_true")
    options = parser.parse_args()
    for key, value in evaluate(StaticEmbedder(options.model), options.data, options.dev).items():
        print(f"{key:22} {value:.3f}")
