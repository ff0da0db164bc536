"""What searching costs as the knowledge base grows, beside FTS5 and FAISS asked directly. A report, no judgement of time.

Articles are recombined: sentences of real help centres (`LOTSE_CORPORA`) or else of the demo site are drawn at random
into four sections of three sentences under headings that are titles drawn at random. So words have the frequencies of real text, and
meaning is that of single sentences. `LOTSE_BENCH_PASSAGES=10000,100000,1000000` chooses the sizes.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import random
import re
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lotse import paths
from lotse.domain import lexicon
from lotse.domain.knowledge import Article, ArticleId
from lotse.files.articles import read_articles
from lotse.inference.search import WorkerSearch
from lotse.inference.supervisor import Supervisor
from lotse.services.knowledge import LEXICAL_DEPTH, SEMANTIC_DEPTH, Knowledge
from lotse.storage import lexical_search
from lotse.storage.knowledge import KnowledgeFile
from lotse.storage.knowledge_terms import passages_with
from lotse.storage.opening import open_knowledge_store
from lotse.wire.protocol import Settings
from lotse.workers import index_file, vector_index
from lotse.workers.embedding import StaticEmbedder

pytestmark = [pytest.mark.bench, pytest.mark.timeout(7200)]
MODEL = paths.models() / "lotse-embed" / "lotse-embed.npz"
SIZES = [int(size) for size in os.environ.get("LOTSE_BENCH_PASSAGES", "2000,10000").split(",")]
SECTIONS, SENTENCES, QUERIES, BATCH = 4, 3, 60, 1000
_SENTENCE = re.compile(r"[^.!?\n]{30,200}[.!?]")


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 10, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 2, 10)


class _Events:
    def publish(self, event: object) -> None: ...


def _material() -> tuple[list[str], list[str]]:
    """Sentences and titles, German."""
    corpora = os.environ.get("LOTSE_CORPORA")
    texts: list[tuple[str, str]] = []
    if corpora:
        for file in sorted((Path(corpora) / "kb").glob("*/docs.de.jsonl.gz"))[:6]:
            with gzip.open(file, "rt", encoding="utf-8") as lines:
                texts += [(doc["title"], doc["text"]) for doc in map(json.loads, lines)]
    else:
        texts = [
            (article.title, article.body)
            for article in read_articles(paths.resources() / "demo" / "articles.jsonl").articles
        ]
    sentences = list(dict.fromkeys(s.strip() for _, text in texts for s in _SENTENCE.findall(text)))
    return sentences, [title for title, _ in texts if title]


def _articles(passages: int, rng: random.Random) -> Iterator[Article]:
    sentences, titles = _material()
    for number in range(passages // SECTIONS):
        sections = (
            f"## {rng.choice(titles)}\n\n{' '.join(rng.choice(sentences) for _ in range(SENTENCES))}"
            for _ in range(SECTIONS)
        )
        yield Article(ArticleId(f"a{number}"), f"{rng.choice(titles)} {number}", "\n\n".join(sections))


def _questions(rng: random.Random) -> list[str]:
    """Six words of a sentence, in order: as vague and as long as what customers write."""
    sentences, _ = _material()
    found = []
    while len(found) < QUERIES:
        words = re.findall(r"\w+", rng.choice(sentences))
        if len(words) >= 6:
            start = rng.randrange(len(words) - 5)
            found.append(" ".join(words[start : start + 6]))
    return found


def _worker_memory() -> float:
    """Peak resident megabytes of this process's children, where the system says it."""
    peaks = [0.0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if f"PPid:\t{os.getpid()}\n" in text and (peak := re.search(r"VmHWM:\s+(\d+) kB", text)):
            peaks.append(int(peak[1]) / 1024)
    return max(peaks)


def _quantiles(seconds: list[float]) -> tuple[float, float]:
    ordered = sorted(seconds)
    return 1000 * statistics.median(ordered), 1000 * ordered[int(0.95 * (len(ordered) - 1))]


async def _measured(passages: int, folder: Path) -> dict[str, Any]:
    rng = random.Random(passages)
    store = await open_knowledge_store(folder)
    settings = Settings(values={"embedder": str(MODEL), "index": str(folder / "index.vectors")})
    supervisor = Supervisor("search", settings=settings, events=_Events())
    search = WorkerSearch(supervisor)
    knowledge = Knowledge(store=store, semantic=search, events=_Events(), clock=_Clock())
    try:
        begun, batch = time.perf_counter(), []
        for article in _articles(passages, rng):
            batch.append(article)
            if len(batch) == BATCH:
                await knowledge.import_articles(batch)
                batch = []
        await knowledge.import_articles(batch)
        words_s = time.perf_counter() - begun
        begun = time.perf_counter()
        await knowledge.prepare()
        meaning_s = time.perf_counter() - begun
        asked = _questions(rng)
        await knowledge.search(asked[0])
        hybrid = [await _timed(knowledge.search(query)) for query in asked]
        added = Article(
            ArticleId("neu"), "Kranbahnverriegelung prüfen", "Die Kranbahnverriegelung wird monatlich geprüft."
        )
        begun = time.perf_counter()
        await knowledge.import_articles([added])
        await knowledge.prepare()
        found = (await knowledge.search("Kranbahnverriegelung")).hits
        adding_s = time.perf_counter() - begun
        assert [hit.article_id for hit in found][:1] == ["neu"]
        memory = _worker_memory()
        await supervisor.unload()
        begun = time.perf_counter()
        await search.prepare(store)
        opening_s = time.perf_counter() - begun
        raw = await _raw(store, next(folder.glob("index-*.vectors")), asked)
    finally:
        await search.close()
        await store.close()
    return {
        "passages": passages, "words_s": words_s, "meaning_s": meaning_s, "hybrid": hybrid, "adding_s": adding_s,
        "memory": memory, "opening_s": opening_s, **raw,
    }  # fmt: skip


async def _timed(work: Any) -> float:
    begun = time.perf_counter()
    await work
    return time.perf_counter() - begun


async def _raw(store: KnowledgeFile, index: Path, asked: list[str]) -> dict[str, Any]:
    """FTS5 and FAISS asked directly for the same: the words of the query, its vector; and the exact neighbours."""
    content = index_file.read(index)
    vectors = vector_index.load(content.kind, content.dimension, content.sections)
    embedder = StaticEmbedder(MODEL)
    encoded = embedder.encode(asked)
    seconds: list[float] = []
    recall: list[float] = []
    for number, query in enumerate(asked):
        terms = [term for word in lexicon.asked(query) for term in word.terms]

        def ask(connection: Any, terms: list[str] = terms) -> None:
            match = lexical_search._affordable(passages_with(connection, terms))
            if match:
                sql = "SELECT rowid, rank FROM passage_terms WHERE passage_terms MATCH ? ORDER BY rank LIMIT ?"
                connection.execute(sql, (match, LEXICAL_DEPTH)).fetchall()

        begun = time.perf_counter()
        await store.database.read(ask)
        vectors.search(embedder.encode([query]), min(SEMANTIC_DEPTH, len(vectors)))
        seconds.append(time.perf_counter() - begun)
        recall.append(_recall(vectors, encoded[number : number + 1]))
    return {"raw": seconds, "recall": statistics.mean(recall)}


def _recall(vectors: vector_index.VectorIndex, query: np.ndarray) -> float:
    """The share of the ten nearest that is found, against looking into every list."""
    if isinstance(vectors, vector_index.ExactIndex):
        return 1.0
    inner = vectors._index
    probes = inner.nprobe
    found = vectors.search(query, 10).ids
    inner.nprobe = inner.nlist
    truth = vectors.search(query, 10).ids
    inner.nprobe = probes
    return len(np.intersect1d(found, truth)) / len(truth)


def test_cost_of_searching_as_the_knowledge_base_grows(tmp_path: Path) -> None:
    results = []
    for size in SIZES:
        folder = tmp_path / str(size)
        folder.mkdir()
        result = asyncio.run(_measured(size, folder))
        results.append(result)
        median, p95 = _quantiles(result["hybrid"])
        raw_median, raw_p95 = _quantiles(result["raw"])
        total = result["words_s"] + result["meaning_s"]
        print(
            f"\n{size} passages: query p50 {median:.1f} ms, p95 {p95:.1f} ms (target at a million 50); "
            f"raw FTS5 + FAISS {raw_median:.1f} / {raw_p95:.1f} ms, ratio of medians {median / raw_median:.2f} (target 1.3)\n"
            f"  built at {size / total:.0f} passages/s: words {result['words_s'] / total:.0%}, "
            f"meaning {result['meaning_s'] / total:.0%}; recall@10 {result['recall']:.3f} (target .97)\n"
            f"  one article more until found {1000 * result['adding_s']:.0f} ms (target 200); "
            f"opening {result['opening_s']:.2f} s (target 2); worker at most {result['memory']:.0f} MB (target 1000)"
        )
    if len(results) > 1:
        first, last = (_quantiles(results[place]["hybrid"])[1] for place in (0, -1))
        print(f"\np95 at {SIZES[-1]} against {SIZES[0]}: {last / first:.1f} (target 5)")
    assert all(result["recall"] >= 0.9 for result in results)
