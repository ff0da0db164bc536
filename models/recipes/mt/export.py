"""Writes trained weights as an Argos package: CTranslate2 int8 model, SentencePiece model, metadata, one zip.

The output layer of a package holds only the pieces of its target language. No converter is involved: the weights
are put into a CTranslate2 specification by name.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import common_spec, transformer_spec
from torch import nn

from models.recipes.mt.model import Attention, FeedForward, Shape, Translator, sinusoids

_NAMES = {"de": "German", "en": "English"}
_STARTS = {"de": "<2de>", "en": "<2en>"}
# CTranslate2 cuts sources at 1024 pieces and output at 256; one position less would make it raise an error.
_SOURCE_POSITIONS = 1032
_TARGET_POSITIONS = 264
_STAMP = (2026, 1, 1, 0, 0, 0)


def load_network(path: Path) -> Translator:
    """The averaged network of a stage, ready for translation."""
    stored = torch.load(path)
    network = Translator(Shape(**stored["shape"]))
    network.load_state_dict(stored["weights"])
    return network.eval()


def package(work: Path, weights: Path, direction: str, version: str, readme: str, out: Path) -> Path:
    """Writes `lotse-mt-<direction>.argosmodel` into `out`; the same weights always give the same bytes."""
    source, target = direction.split("_")
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"lotse-mt-{direction}.argosmodel"
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / f"lotse-mt-{direction}"
        root.mkdir()
        write_model(work, load_network(weights), direction, root / "model")
        shutil.copy(work / "pieces.model", root / "sentencepiece.model")
        metadata = {
            "package_version": version,
            "argos_version": "1.11",
            "from_code": source,
            "from_name": _NAMES[source],
            "to_code": target,
            "to_name": _NAMES[target],
            "links": [],
        }
        (root / "metadata.json").write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")
        (root / "README.md").write_text(readme, encoding="utf-8")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in sorted(root.rglob("*")):
                if path.is_file():
                    entry = zipfile.ZipInfo(path.relative_to(scratch).as_posix(), _STAMP)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, path.read_bytes())
    return file


def write_model(work: Path, network: Translator, direction: str, folder: Path) -> None:
    """The CTranslate2 model folder of one direction."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(work / "pieces.model"))
    everything = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    kept = json.loads((work / "targets.json").read_text())[direction]
    shape = network.shape
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers), shape.heads, pre_norm=True
    )
    table = _array(network.embedding.weight)
    _set_side(
        spec.encoder,
        network.encoder_norm,
        network.ENCODER_POSITIONS * sinusoids(shape.width, _SOURCE_POSITIONS),
        network.ENCODER_SCALE,
    )
    spec.encoder.embeddings[0].weight = table
    _set_side(
        spec.decoder,
        network.decoder_norm,
        network.DECODER_POSITIONS * sinusoids(shape.width, _TARGET_POSITIONS),
        network.DECODER_SCALE,
    )
    spec.decoder.embeddings.weight = table[kept]
    spec.decoder.projection.weight = table[kept]
    spec.decoder.projection.bias = _array(network.bias)[kept]
    for written, layer in zip(spec.encoder.layer, network.encoder, strict=True):
        _set_attention(written.self_attention, layer.attention_norm, layer.attention)
        _set_feed(written.ffn, layer.feed_norm, layer.feed)
    for written, layer in zip(spec.decoder.layer, network.decoder, strict=True):
        _set_attention(written.self_attention, layer.attention_norm, layer.attention)
        _set_attention(written.attention, layer.cross_norm, layer.cross)
        _set_feed(written.ffn, layer.feed_norm, layer.feed)
    spec.register_source_vocabulary(everything)
    spec.register_target_vocabulary([everything[number] for number in kept])
    spec.config.bos_token = "<s>"
    spec.config.eos_token = "</s>"
    spec.config.unk_token = "<unk>"
    spec.config.decoder_start_token = _STARTS[direction.split("_")[1]]
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))


def open_package(
    file: Path, folder: Path, threads: int
) -> tuple[ctranslate2.Translator, sentencepiece.SentencePieceProcessor, str]:
    """Unpacks an own package, loads its two models, says its version (no check of foreign files: not for imports)."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    root = next(folder.iterdir())
    translator = ctranslate2.Translator(str(root / "model"), inter_threads=1, intra_threads=threads)
    version = json.loads((root / "metadata.json").read_text(encoding="utf-8"))["package_version"]
    return translator, sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model")), version


def _array(weight: torch.Tensor) -> np.ndarray:
    # A copy: quantisation works in place and must not reach the network.
    return weight.detach().float().numpy().copy()


def _set_side(side: object, norm: nn.LayerNorm, positions: torch.Tensor, scale: float) -> None:
    side.scale_embeddings = scale
    side.position_encodings.encodings = _array(positions)
    _set_norm(side.layer_norm, norm)


def _set_norm(written: common_spec.LayerNormSpec, norm: nn.LayerNorm) -> None:
    written.gamma, written.beta = _array(norm.weight), _array(norm.bias)


def _set_linear(written: common_spec.LinearSpec, linear: nn.Linear) -> None:
    written.weight, written.bias = _array(linear.weight), _array(linear.bias)


def _set_attention(written: object, norm: nn.LayerNorm, attention: Attention) -> None:
    _set_norm(written.layer_norm, norm)
    _set_linear(written.linear[0], attention.query)
    if attention.memory is not None:
        _set_linear(written.linear[1], attention.memory)
    _set_linear(written.linear[-1], attention.out)


def _set_feed(written: transformer_spec.FeedForwardSpec, norm: nn.LayerNorm, feed: FeedForward) -> None:
    _set_norm(written.layer_norm, norm)
    _set_linear(written.linear_0, feed.inner)
    _set_linear(written.linear_1, feed.out)
