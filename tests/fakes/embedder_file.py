"""A very small but real embedder file: pieces learned from a few sentences, rows drawn from a fixed seed."""

from __future__ import annotations

import io
from pathlib import Path

SENTENCES = (
    "die rechnung ist zu hoch", "der zählerstand wurde geschätzt", "die zahlung kam nicht an", "umzug melden",
    "wie ändere ich meinen abschlag", "the invoice is too high", "my meter reading is wrong", "where is my payment",
    "straßenbahn", "größe", "vertrag kündigen", "new contract for gas and water", "störung im netz", "kontakt",
)  # fmt: skip


def write_tiny_embedder(path: Path, seed: int = 1) -> Path:
    import numpy as np
    import sentencepiece

    from lotse.workers.embedding import fold, write_static

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter([fold(s) for s in SENTENCES] * 3), model_writer=model, model_type="unigram",
        vocab_size=90,
        normalization_rule_name="identity", bos_id=-1, eos_id=-1, minloglevel=2, hard_vocab_limit=False, num_threads=1,
    )  # fmt: skip
    size = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue()).GetPieceSize()
    rows = np.random.default_rng(seed).normal(size=(size, 32)).astype(np.float32)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_static(path, name="tiny", rows=rows, pieces=model.getvalue(), about={"seed": seed})
    return path
