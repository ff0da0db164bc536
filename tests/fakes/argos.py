"""A tiny Argos package: the real format with a network of random weights, for how packages are read and chained.

What it translates is noise; what a translation says is tested with the starter models.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

LETTERS = ("ein haus am see", "the house by the lake", "la maison du lac", "rechnung invoice facture", "0123456789")


def write_tiny_package(path: Path, source: str, target: str, *, extra: dict[str, bytes] | None = None) -> Path:
    import numpy as np
    import sentencepiece
    from ctranslate2.specs import transformer_spec

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter(LETTERS * 4), model_writer=model, model_type="char", vocab_size=40, minloglevel=2,
        hard_vocab_limit=False, num_threads=1,
    )  # fmt: skip
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    words = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    rng = np.random.default_rng(3)

    def drawn(*shape: int) -> np.ndarray:
        return rng.normal(scale=0.2, size=shape).astype(np.float32)

    width, inner = 16, 32
    spec = transformer_spec.TransformerSpec.from_config((1, 1), 2, pre_norm=True)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = drawn(600, width)
        side.layer_norm.gamma, side.layer_norm.beta = np.ones(width, np.float32), np.zeros(width, np.float32)
    spec.encoder.embeddings[0].weight = drawn(len(words), width)
    spec.decoder.embeddings.weight = drawn(len(words), width)
    spec.decoder.projection.weight, spec.decoder.projection.bias = drawn(len(words), width), drawn(len(words))

    def norm(layer: Any) -> None:
        layer.layer_norm.gamma, layer.layer_norm.beta = np.ones(width, np.float32), np.zeros(width, np.float32)

    def linear(layer: Any, out: int, into: int) -> None:
        layer.weight, layer.bias = drawn(out, into), drawn(out)

    for layers in (spec.encoder.layer, spec.decoder.layer):
        for layer in layers:
            norm(layer.self_attention)
            linear(layer.self_attention.linear[0], 3 * width, width)
            linear(layer.self_attention.linear[1], width, width)
            norm(layer.ffn)
            linear(layer.ffn.linear_0, inner, width)
            linear(layer.ffn.linear_1, width, inner)
    attention = spec.decoder.layer[0].attention
    norm(attention)
    linear(attention.linear[0], width, width)
    linear(attention.linear[1], 2 * width, width)
    linear(attention.linear[2], width, width)
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.validate()
    metadata = {"package_version": "1.0", "argos_version": "1.9", "from_code": source, "to_code": target}
    metadata |= {"from_name": source.upper(), "to_name": target.upper()}
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        spec.save(scratch)
        for file in sorted(Path(scratch).iterdir()):
            archive.write(file, f"pack/model/{file.name}")
        archive.writestr("pack/sentencepiece.model", model.getvalue())
        archive.writestr("pack/metadata.json", json.dumps(metadata))
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return path
