"""How well questions are answered: by words alone, by meaning alone, by both. A report with thresholds.

The demo site's questions (nDCG@5, top-1, answers where there is none), every fifth question of XQuAD, and questions in
classes to help-centre articles that neither the embedder nor the weights of the fusion were made from. All of it goes
through the program's own store, worker and ranking. The last two need the corpora (`LOTSE_CORPORA`).
Run with `pytest -m bench -s tests/bench/test_knowledge_quality.py`.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import math
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lotse import paths
from lotse.domain.filters import NO_FILTERS, Filters
from lotse.domain.knowledge import Article, ArticleId, SearchAnswer
from lotse.files.articles import read_articles
from lotse.inference.search import WorkerSearch
from lotse.inference.supervisor import Supervisor
from lotse.services.knowledge import Knowledge
from lotse.storage.opening import open_passing_knowledge_store
from lotse.wire.protocol import Settings
from models.recipes.embed import held_out

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
MODEL = paths.models() / "lotse-embed" / "lotse-embed.npz"
DEMO = paths.resources() / "demo"
CORPORA = Path(os.environ["LOTSE_CORPORA"]) if os.environ.get("LOTSE_CORPORA") else None
DEPTH = 5
WAYS = ("words", "meaning", "both")
NEVER_WORSE = 0.01
BY_CHANCE = 2
"""Questions of a class of sixty that may go either way: one is more than `NEVER_WORSE` already."""

needs_model = pytest.mark.skipif(not MODEL.exists(), reason="the starter embedder is not there")
needs_corpora = pytest.mark.skipif(CORPORA is None, reason="LOTSE_CORPORA names no folder of corpora")


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 10, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 2, 10)


class _Events:
    def publish(self, event: object) -> None: ...


class _NoMeaning:
    async def prepare(self, source: object, progress: object = None) -> None: ...

    async def search(self, query: str, *, limit: int) -> tuple[()]:
        return ()


class _NoWords:
    """The store, with nothing found by words."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def lexical(self, query: str, *, limit: int, filters: Filters = NO_FILTERS) -> tuple[()]:
        return ()


async def _answers(articles: Sequence[Article], asked: Sequence[str], index: Path) -> dict[str, list[SearchAnswer]]:
    settings = Settings(values={"embedder": str(MODEL), "index": str(index)})
    search = WorkerSearch(Supervisor("search", settings=settings, events=_Events()))
    store = await open_passing_knowledge_store()
    clock, events = _Clock(), _Events()
    both = Knowledge(store=store, semantic=search, events=events, clock=clock)
    ways: dict[str, Knowledge] = {
        "words": Knowledge(store=store, semantic=_NoMeaning(), events=events, clock=clock),
        "meaning": Knowledge(store=_NoWords(store), semantic=search, events=events, clock=clock),
        "both": both,
    }
    try:
        await both.import_articles(articles)
        await both.prepare()
        found = {}
        for name, knowledge in ways.items():
            started = time.monotonic()
            found[name] = [await knowledge.search(query, limit=12) for query in asked]
            print(f"\n{name}: {1000 * (time.monotonic() - started) / len(asked):.0f} ms a question", end="")
        return found
    finally:
        await search.close()
        await store.close()


def _report(questions: list[dict[str, Any]], answers: list[SearchAnswer]) -> dict[str, float]:
    gains, first, missed, false = [], [], [], []
    for question, answer in zip(questions, answers, strict=True):
        relevant = question["relevant"]
        if not relevant:
            false.append(answer.answerable)
            continue
        found = list(dict.fromkeys(hit.article_id for hit in answer.hits))[:DEPTH]
        ideal = _dcg(sorted(relevant.values(), reverse=True)[:DEPTH])
        gains.append(_dcg([relevant.get(article, 0) for article in found]) / ideal)
        first.append(bool(found) and relevant.get(found[0], 0) == 2)
        missed.append(not answer.answerable)
    means = {"ndcg5": gains, "top1": first, "not answered": missed, "false answers": false}
    return {name: sum(values) / len(values) for name, values in means.items() if values}


def _dcg(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


@needs_model
def test_the_demo_questions_are_answered_well_enough(tmp_path: Path) -> None:
    questions = [json.loads(line) for line in (DEMO / "questions.jsonl").read_text("utf-8").splitlines()]
    articles = read_articles(DEMO / "articles.jsonl").articles
    answers = asyncio.run(_answers(articles, [q["query"] for q in questions], tmp_path / "index"))
    figures = {name: _report(questions, answers[name]) for name in WAYS}
    for name in WAYS:
        print(f"\ndemo {name:8}", "  ".join(f"{key} {value:.3f}" for key, value in figures[name].items()), end="")
    assert figures["both"]["ndcg5"] > figures["words"]["ndcg5"]
    assert figures["both"]["ndcg5"] >= 0.65
    assert figures["both"]["false answers"] <= 0.4


@dataclass(frozen=True)
class _Asked:
    cls: str
    text: str
    wanted: frozenset[ArticleId]


def _shares_right(asked: Sequence[_Asked], answers: dict[str, list[SearchAnswer]]) -> dict[str, dict[str, float]]:
    """Class -> way -> share of questions with a wanted article first; printed as a table."""
    right: dict[str, dict[str, list[bool]]] = {}
    for name in WAYS:
        for one, answer in zip(asked, answers[name], strict=True):
            of_class = right.setdefault(one.cls, {}).setdefault(name, [])
            of_class.append(bool(answer.hits) and answer.hits[0].article_id in one.wanted)
    shares = {cls: {name: sum(hits) / len(hits) for name, hits in ways.items()} for cls, ways in right.items()}
    for cls, ways in shares.items():
        count = len(right[cls]["both"])
        print(f"\n{cls:22} {count:4}", "  ".join(f"{name} {share:.3f}" for name, share in ways.items()), end="")
    return shares


@needs_model
@needs_corpora
@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_class_of_questions_to_help_centres_loses_by_meaning(tmp_path: Path, lang: str) -> None:
    assert CORPORA is not None
    gathered = held_out.collection(CORPORA, lang, per_source=70, per_class=60)
    asked = [_Asked(f"{lang} {q.cls}", q.text, q.wanted) for q in gathered.questions if q.half == "report"]
    answers = asyncio.run(_answers(gathered.articles, [one.text for one in asked], tmp_path / "index"))
    shares = _shares_right(asked, answers)
    for cls, ways in shares.items():
        count = sum(one.cls == cls for one in asked)
        assert ways["both"] >= ways["words"] - NEVER_WORSE - BY_CHANCE / count, cls
    assert shares[f"{lang} other language"]["both"] > shares[f"{lang} other language"]["words"] + 0.2
    assert sum(ways["both"] - ways["words"] for ways in shares.values()) > 0


@needs_model
@needs_corpora
@pytest.mark.parametrize(("spoken", "written"), [("de", "de"), ("en", "en"), ("en", "de"), ("de", "en")])
def test_words_that_were_right_stay_right(tmp_path: Path, spoken: str, written: str) -> None:
    assert CORPORA is not None
    folder = CORPORA / "retrieval" / "xquad"
    paragraphs, questions = (
        [json.loads(line) for line in gzip.decompress((folder / name).read_bytes()).decode("utf-8").splitlines()]
        for name in (f"{written}.paragraphs.jsonl.gz", f"{spoken}.questions.jsonl.gz")
    )
    articles = [Article(ArticleId(p["id"]), "", p["text"].replace("\n", " "), lang=written) for p in paragraphs]
    asked = [_Asked(f"xquad {spoken} in {written}", q["question"], frozenset({q["paragraph"]})) for q in questions[::5]]
    answers = asyncio.run(_answers(articles, [one.text for one in asked], tmp_path / "index"))
    ways = _shares_right(asked, answers)[f"xquad {spoken} in {written}"]
    assert ways["both"] >= ways["words"] - NEVER_WORSE
