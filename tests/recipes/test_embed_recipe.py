"""The recipe of the embedder makes a file that the product reads; its material holds no held-out text."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from models.recipes.embed import corpus, held_out

RECIPE = Path(corpus.__file__).parent


def _gzip(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def _ids(count: int) -> tuple[list[str], list[str]]:
    """Ids of articles that are learned from, and of such that are held out."""
    ids = [f"modules/a{n}.adoc" for n in range(60 * count)]
    return [i for i in ids if not corpus.held_out(i)][:count], [i for i in ids if corpus.held_out(i)][:count]


BODY = "Ein Satz mit genug Worten darin steht hier. " * 6


def _article(id_: str, split: str = "train", title: str = "") -> str:
    text = f"# Überschrift zum Abschnitt {id_} {split}\n{BODY}"
    return json.dumps({"id": id_, "title": title or f"Titel {id_} {split}", "text": text, "split": split})


def test_only_the_training_split_is_read(tmp_path: Path) -> None:
    (id_,), _ = _ids(1)
    rows = [f"Satz {split} eins\tSentence {split} one\t{split}\tx" for split in ("train", "dev", "test")]
    _gzip(tmp_path / "parallel" / "plenty-manual" / "pairs.tsv.gz", rows)
    docs = [_article(id_, split) for split in ("train", "dev", "test")]
    _gzip(tmp_path / "kb" / "plenty-manual" / "docs.de.jsonl.gz", docs)
    rng = random.Random(1)
    assert [pair.english for pair in corpus.pairs(tmp_path, rng)] == ["Sentence train one"]
    sections = corpus.sections(tmp_path, rng)
    assert sections
    assert not [s for s in sections if "dev" in s.query or "test" in s.query]


def test_a_tenth_of_the_articles_is_learned_from_neither_as_section_nor_as_pair(tmp_path: Path) -> None:
    learned, kept_out = _ids(5)
    # The articles spell their ids with a folder more than the pairs do.
    _gzip(
        tmp_path / "kb" / "plenty-manual" / "docs.de.jsonl.gz",
        [_article(f"docs/de-de/{i}") for i in (*learned, *kept_out)],
    )
    rows = [f"Satz aus {i}\tSentence of {i}\ttrain\t{i}" for i in (*learned, *kept_out)]
    _gzip(tmp_path / "parallel" / "plenty-manual" / "pairs.tsv.gz", rows)
    said = " ".join(s.query for s in corpus.sections(tmp_path, random.Random(1)))
    paired = " ".join(p.german for p in corpus.pairs(tmp_path, random.Random(1)))
    assert all(i in paired for i in learned)
    assert any(i in said for i in learned)
    assert not [i for i in kept_out if i in said or i in paired]


def test_sections_of_both_languages_meet_only_where_their_number_agrees(tmp_path: Path) -> None:
    (first, second), _ = _ids(2)
    german = [_article(first, title="Erster Artikel"), _article(second, title="Zweiter Artikel")]
    _gzip(tmp_path / "kb" / "plenty-manual" / "docs.de.jsonl.gz", german)
    english = [json.loads(_article(first, title="First one")), json.loads(_article(second, title="Second one"))]
    for row in english:
        row["text"] = row["text"].replace(BODY, "A sentence that has words enough stands here. " * 6)
    english[1]["text"] += f"\n# Another heading\n{BODY}"
    _gzip(tmp_path / "kb" / "plenty-manual" / "docs.en.jsonl.gz", [json.dumps(row) for row in english])
    met = [(s.query, s.passage.split()[0]) for s in corpus.sections(tmp_path, random.Random(1))]
    of_first, of_second = ([text for query, text in met if id_ in query] for id_ in (first, second))
    assert sorted(of_first) == ["A", "A", "Ein", "Ein"]
    assert sorted(of_second) == ["A", "Ein"]


@pytest.mark.parametrize("seed", range(20))
def test_a_slip_changes_one_word_by_one_letter(seed: int) -> None:
    before = "Zählerstand für Gas melden"
    after = corpus.slipped(before, random.Random(seed))
    changed = [(a, b) for a, b in zip(before.split(), after.split(), strict=True) if a != b]
    assert len(changed) <= 1
    assert all(abs(len(a) - len(b)) <= 1 and a[0] == b[0] for a, b in changed)
    assert corpus.slipped("ab 123", random.Random(seed)) == "ab 123"


def test_no_evaluation_folder_is_named() -> None:
    named = [*corpus.SECTIONS, *(path for path, _ in corpus.ENGLISH.values())]
    assert not [name for name in named if "retrieval" in name or "mt_eval" in name or "test" in name or "dev" in name]


def test_questions_are_made_of_held_out_articles_alone_and_each_half_has_its_own(tmp_path: Path) -> None:
    learned, kept_out = _ids(12)
    rows = [_article(i, title=f"Zählerstand melden {n}") for n, i in enumerate((*learned, *kept_out))]
    _gzip(tmp_path / "kb" / "plenty-manual" / "docs.de.jsonl.gz", rows)
    rows = [_article(i, title=f"Report a reading {n}") for n, i in enumerate((*learned, *kept_out))]
    _gzip(tmp_path / "kb" / "plenty-manual" / "docs.en.jsonl.gz", rows)
    made = held_out.collection(tmp_path, "de", per_source=100, per_class=5)
    assert {article.id for article in made.articles} == {f"plenty-manual:{i}" for i in kept_out}
    halves = {half: {a for q in made.questions if q.half == half for a in q.wanted} for half in ("fit", "report")}
    assert halves["fit"]
    assert halves["report"]
    assert not halves["fit"] & halves["report"]
    assert {q.lang for q in made.questions if q.cls == "other language"} == {"en"}
    assert made == held_out.collection(tmp_path, "de", per_source=100, per_class=5)


@pytest.mark.slow
def test_the_quick_profile_makes_a_file_the_product_reads_and_goes_on_where_it_was_cut_off(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the training libraries are not installed here")
    from lotse.workers.embedding import StaticEmbedder

    def made(out: str, *options: str) -> str:
        command = [sys.executable, str(RECIPE / "train.py"), "--quick", "--out", str(tmp_path / out), *options]
        return subprocess.run(command, check=True, timeout=300, capture_output=True, text=True).stdout

    made("whole.npz", "--work", str(tmp_path / "work"))
    vectors = StaticEmbedder(tmp_path / "whole.npz").encode(["Zähler ablesen", "Gasgeruch"])
    assert vectors.shape == (2, 256)
    parts = sorted((tmp_path / "work").glob("checkpoint.[0-9]*"))
    assert parts
    assert all(part.stat().st_size <= 16_000_000 for part in parts)
    assert "goes on after step 200" in made("again.npz", "--work", str(tmp_path / "work"))
    again = StaticEmbedder(tmp_path / "again.npz").encode(["Zähler ablesen", "Gasgeruch"])
    assert float(abs(again - vectors).max()) < 0.02
