"""The recipe of the embedder makes a file that the product reads; its material holds no held-out split."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from models.recipes.embed import corpus

RECIPE = Path(corpus.__file__).parent


def _gzip(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def test_only_the_training_split_is_read(tmp_path: Path) -> None:
    rows = [f"Satz {split} eins\tSentence {split} one\t{split}\tx" for split in ("train", "dev", "test")]
    _gzip(tmp_path / "parallel" / "plenty-manual" / "pairs.tsv.gz", rows)
    text = "# Überschrift zum Abschnitt {split}\n" + "Ein Satz mit genug Worten darin steht hier. " * 6
    docs = [
        json.dumps({"title": f"Titel {split}", "text": text.format(split=split), "split": split})
        for split in ("train", "dev", "test")
    ]
    _gzip(tmp_path / "kb" / "plenty-manual" / "docs.de.jsonl.gz", docs)
    rng = random.Random(1)
    assert [pair.english for pair in corpus.pairs(tmp_path, rng)] == ["Sentence train one"]
    sections = corpus.sections(tmp_path, rng)
    assert sections
    assert not [s for s in sections if "dev" in s.query or "test" in s.query]


def test_no_evaluation_folder_is_named() -> None:
    named = [*corpus.SECTIONS, *(path for path, _ in corpus.ENGLISH.values())]
    assert not [name for name in named if "retrieval" in name or "mt_eval" in name or "test" in name or "dev" in name]


@pytest.mark.slow
def test_the_quick_profile_makes_a_file_the_product_reads(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the training libraries are not installed here")
    from lotse.workers.embedding import StaticEmbedder

    out = tmp_path / "quick.npz"
    subprocess.run([sys.executable, str(RECIPE / "train.py"), "--quick", "--out", str(out)], check=True, timeout=300)
    vectors = StaticEmbedder(out).encode(["Zähler ablesen", "Gasgeruch"])
    assert vectors.shape == (2, 256)
