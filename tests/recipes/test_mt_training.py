"""The wide profile of the translators runs on any device, stops where it is told, and goes on from its parts."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: it belongs to the recipes, not to the program")
pytest.importorskip("sentencepiece")


def test_a_wide_stage_runs_leaves_parts_and_continues_from_them(tmp_path: Path) -> None:
    from models.recipes.mt import build
    from models.recipes.mt.model import Shape
    from models.recipes.mt.phrases import phrase_pairs
    from models.recipes.mt.prepare import DIRECTIONS, packed_bytes, prepare_plain, repeated_phrases
    from models.recipes.mt.train import new_network, run

    phrases = repeated_phrases(3, random.Random(1))
    shape = Shape(800, width=32, heads=2, inner=64, encoder_layers=2, decoder_layers=2)
    prepare_plain(dict.fromkeys(DIRECTIONS, phrases), phrase_pairs()[:20], tmp_path, shape.vocabulary, 1)
    assert 0 < packed_bytes(tmp_path) < build.PACKED_LIMIT
    plan, before = build.PROFILES["cuda"].plans()["shared"]
    assert before == ""
    assert plan.seconds < 600
    folder = tmp_path / "shared"
    plan = replace(plan, batch_tokens=256, steps_limit=4, parts=str(folder / "parts"))
    run(tmp_path, new_network(tmp_path, shape, 1), plan)
    parts = list((folder / "parts").iterdir())
    assert parts
    assert all(part.stat().st_size <= 16 * 1024 * 1024 for part in parts)
    weights = torch.load(folder / "average.pt")["weights"]
    assert all(value.isfinite().all() for value in weights.values())

    kept = tmp_path / "kept"
    shutil.move(folder / "parts", kept)
    shutil.rmtree(folder)
    shutil.copytree(kept, folder / "parts")
    run(tmp_path, new_network(tmp_path, shape, 9), replace(plan, steps_limit=2))
    record = json.loads((folder / "record.json").read_text())
    assert record["pairs"] > 4  # what was seen before the parts travelled is counted on
    again = torch.load(folder / "average.pt")["weights"]
    assert (again["embedding.weight"] - weights["embedding.weight"]).abs().max() < 0.05
