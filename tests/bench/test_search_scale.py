"""What searching costs as the knowledge base grows, beside FTS5 and FAISS asked directly in the same run. A report; only
recall is judged, because times depend on what else the machine does.

Articles are recombined: sentences of real help centres (`LOTSE_CORPORA`) or else of the demo site are drawn at random
into four sections of three sentences under headings that are titles drawn at random. So words have the frequencies of
real text, and meaning is that of single sentences. A question is six words of such a sentence, in order.

`LOTSE_BENCH_PASSAGES=10000,100000,1000000` chooses the sizes. With `LOTSE_BENCH_STORES=FOLDER` stores are kept there
and used again: a million is built once, then measured as often as one likes.
"""

from __future__ import annotations

import asyncio
import functools
import gzip
import json
import os
import random
import re
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from lotse import paths
from lotse.domain import lexicon
from lotse.domain.knowledge import Article, ArticleId, PassageId
from lotse.files.articles import read_articles
from lotse.inference.search import WorkerSearch, embedded_text
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
SECTIONS, SENTENCES, QUESTIONS, WARMING, BATCH = 4, 3, 100, 30, 1000
TIMED_PASSAGES = 4_000
RECALLED, RECALL_QUESTIONS = 10, 100
_SENTENCE = re.compile(r"[^.!?\n]{30,200}[.!?]")


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 10, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 2, 10)


class _Events:
    def publish(self, event: object) -> None: ...


@dataclass(frozen=True)
class Step:
    """Half of a build. `share` of its seconds went into stems (of the words) or vectors (of the meaning), as estimated
    from some passages alone. `memory` is the most the worker held, in MB."""

    seconds: float
    share: float
    memory: float


@dataclass(frozen=True)
class Measured:
    passages: int
    words: Step
    meaning: Step
    hybrid: list[float]
    raw: list[float]
    chosen: list[float]
    recall: float
    adding_s: float
    opening_s: float
    memory: float


@functools.cache
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


def _articles(passages: int) -> Iterator[Article]:
    rng = random.Random(passages)
    sentences, titles = _material()
    for number in range(passages // SECTIONS):
        sections = (
            f"## {rng.choice(titles)}\n\n{' '.join(rng.choice(sentences) for _ in range(SENTENCES))}"
            for _ in range(SECTIONS)
        )
        yield Article(ArticleId(f"a{number}"), f"{rng.choice(titles)} {number}", "\n\n".join(sections))


def _questions(count: int) -> list[str]:
    """Six words of a sentence, in order: as vague and as long as what customers write. The same at every size."""
    rng = random.Random(26)
    sentences, _ = _material()
    found: list[str] = []
    while len(found) < count:
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


async def _timed(work: Awaitable[Any]) -> float:
    begun = time.perf_counter()
    await work
    return time.perf_counter() - begun


class _Base:
    """A knowledge base of so many passages in a folder, with its worker: as the program puts it together."""

    def __init__(self, store: KnowledgeFile, folder: Path) -> None:
        settings = Settings(values={"embedder": str(MODEL), "index": str(folder / "index.vectors")})
        self.store = store
        self.folder = folder
        self.supervisor = Supervisor("search", settings=settings, events=_Events())
        self.search = WorkerSearch(self.supervisor)
        self.knowledge = Knowledge(store=store, semantic=self.search, events=_Events(), clock=_Clock())

    async def close(self) -> None:
        await self.search.close()
        await self.store.close()

    async def words(self, passages: int) -> Step:
        return await self._step("words", lambda: self._put(passages), lambda: _stemming(passages))

    async def meaning(self, passages: int) -> Step:
        return await self._step("meaning", self.knowledge.prepare, lambda: _embedding(passages))

    async def _step(self, name: str, work: Callable[[], Awaitable[None]], part: Callable[[], float]) -> Step:
        """Done once: for one that was done before, what it cost then."""
        told = self.folder / f"{name}.json"
        if not told.exists():
            seconds = await _timed(work())
            told.write_text(json.dumps(asdict(Step(seconds, part() / seconds, _worker_memory()))))
        return Step(**json.loads(told.read_text()))

    async def _put(self, passages: int) -> None:
        batch: list[Article] = []
        for article in _articles(passages):
            batch.append(article)
            if len(batch) == BATCH:
                await self.knowledge.import_articles(batch)
                batch = []
        await self.knowledge.import_articles(batch)

    async def adding(self) -> float:
        """Seconds from one article more until it is found by words; it is in the index as well by then."""
        word = "Kranbahnverriegelung"
        added = Article(ArticleId("neu"), f"{word} prüfen", f"Die {word} wird monatlich geprüft.")
        begun = time.perf_counter()
        await self.knowledge.import_articles([added])
        await self.knowledge.prepare()
        found = (await self.knowledge.search(word)).hits
        taken = time.perf_counter() - begun
        assert [hit.article_id for hit in found][:1] == ["neu"]
        assert "semantic" in found[0].why
        await self.knowledge.remove([added.id])
        await self.knowledge.prepare()
        return taken


def _stemming(passages: int) -> float:
    """About how many seconds it takes for so many passages."""
    some = list(_articles(min(passages, TIMED_PASSAGES)))
    begun = time.perf_counter()
    for article in some:
        lexicon.terms(f"{article.title} {article.body}", article.lang)
    return (time.perf_counter() - begun) * passages / (SECTIONS * len(some))


def _embedding(passages: int) -> float:
    """About how many seconds it takes for so many passages."""
    some = list(_articles(min(passages, TIMED_PASSAGES)))
    sections = [f"{article.title}\n{section[3:]}" for article in some for section in article.body.split("\n\n## ")]
    embedder = StaticEmbedder(MODEL)
    begun = time.perf_counter()
    for start in range(0, len(sections), 128):
        embedder.encode(sections[start : start + 128])
    return (time.perf_counter() - begun) * passages / len(sections)


class _Raw:
    """FTS5 and FAISS asked directly: the words of the query and its vector, nothing else."""

    def __init__(self, base: _Base) -> None:
        content = index_file.read(next(base.folder.glob("index-*.vectors")))
        self._store = base.store
        self._vectors = vector_index.load(content.kind, content.dimension, content.sections)
        self._embedder = StaticEmbedder(MODEL)
        faiss.omp_set_num_threads(1)  # as in the worker

    async def ask(self, query: str) -> None:
        """FTS5 is asked for all words of the query, in each form in which they are indexed."""
        await self._ask(query, lambda words: lexical_search._any_of(term for word in words for term in word.terms))

    async def ask_chosen(self, query: str) -> None:
        """FTS5 is asked for those words only, and in that way, that the service would ask for first."""
        await self._ask(query, lambda words: lexical_search._telling(words, lexical_search._RARE))

    async def _ask(self, query: str, chosen: Callable[[list[lexical_search._Word]], str]) -> None:
        def act(connection: Any) -> None:
            asked = lexicon.asked(query)
            counts = passages_with(connection, [term for word in asked for term in word.terms])
            words = [word for word in (lexical_search._word(one, counts) for one in asked) if word.passages]
            if words:
                sql = "SELECT rowid, rank FROM passage_terms WHERE passage_terms MATCH ? ORDER BY rank LIMIT ?"
                connection.execute(sql, (chosen(words), LEXICAL_DEPTH)).fetchall()

        await self._store.database.read(act)
        self._vectors.search(self._embedder.encode([query]), min(SEMANTIC_DEPTH, len(self._vectors)))

    async def recall(self, questions: list[str]) -> float:
        """The share of the ten nearest that the index finds, against comparing every vector as it was embedded."""
        truth = await self._nearest(questions)
        vectors = self._embedder.encode(questions)
        shares = []
        for number, nearest in enumerate(truth):
            found = self._vectors.search(vectors[number : number + 1], RECALLED).ids
            shares.append(len(np.intersect1d(found, nearest)) / len(nearest))
        return statistics.mean(shares)

    async def _nearest(self, questions: list[str]) -> list[list[int]]:
        """Kept beside the store, because embedding a million passages once more takes minutes."""
        kept = Path(self._store.database.path or "").with_name("nearest.json")
        if not kept.exists():
            kept.write_text(json.dumps(await _nearest(self._store, self._embedder, questions)))
        nearest: list[list[int]] = json.loads(kept.read_text())
        return nearest


async def _nearest(store: KnowledgeFile, embedder: StaticEmbedder, questions: list[str]) -> list[list[int]]:
    asked = embedder.encode(questions)
    ids = np.zeros((len(questions), 0), dtype=np.int64)
    scores = np.zeros((len(questions), 0), dtype=np.float32)
    after = PassageId(0)
    while batch := await store.passages_after(after, 4096):
        after = batch[-1].passage.id
        here = asked @ embedder.encode([embedded_text(record) for record in batch]).T
        ids = np.hstack([ids, np.tile([int(record.passage.id) for record in batch], (len(questions), 1))])
        scores = np.hstack([scores, here])
        best = np.argsort(-scores, axis=1, kind="stable")[:, :RECALLED]
        ids, scores = np.take_along_axis(ids, best, 1), np.take_along_axis(scores, best, 1)
    return [[int(id_) for id_ in row] for row in ids]


async def _side_by_side(base: _Base, raw: _Raw, questions: list[str]) -> list[list[float]]:
    """Each question once each way, in turns who comes first: what one reads from the disk is there for the next."""
    ways: list[Callable[[str], Awaitable[Any]]] = [base.knowledge.search, raw.ask, raw.ask_chosen]
    seconds: list[list[float]] = [[] for _ in ways]
    for number, query in enumerate(questions):
        for place in range(len(ways)):
            way = (number + place) % len(ways)
            seconds[way].append(await _timed(ways[way](query)))
    return seconds


async def _measured(passages: int, folder: Path) -> Measured:
    base = _Base(await open_knowledge_store(folder), folder)
    try:
        words, meaning = await base.words(passages), await base.meaning(passages)
        await base.supervisor.unload()
        opening_s = await _timed(base.search.prepare(base.store))
        raw = _Raw(base)
        asked = _questions(QUESTIONS + WARMING)
        await _side_by_side(base, raw, asked[:WARMING])
        hybrid, plain, chosen = await _side_by_side(base, raw, asked[WARMING:])
        recall = await raw.recall(asked[-RECALL_QUESTIONS:])
        adding_s = await base.adding()
        return Measured(passages, words, meaning, hybrid, plain, chosen, recall, adding_s, opening_s, _worker_memory())
    finally:
        await base.close()


def _told(result: Measured) -> str:
    median, p95 = _quantiles(result.hybrid)
    raw_median, raw_p95 = _quantiles(result.raw)
    chosen_median, chosen_p95 = _quantiles(result.chosen)
    words, meaning = result.words, result.meaning
    total = words.seconds + meaning.seconds
    of_words, of_meaning = words.seconds / total, meaning.seconds / total
    return (
        f"\n{result.passages} passages: query p50 {median:.1f} ms, p95 {p95:.1f} ms (target at a million 50); "
        f"raw FTS5 + FAISS {raw_median:.1f} / {raw_p95:.1f} ms, ratio {median / raw_median:.2f} / {p95 / raw_p95:.2f} "
        f"(target 1.3); for the words the service chooses {chosen_median:.1f} / {chosen_p95:.1f} ms, "
        f"ratio {median / chosen_median:.2f} / {p95 / chosen_p95:.2f}\n"
        f"  built at {result.passages / total:.0f} passages/s in {total:.0f} s: "
        f"stems {of_words * words.share:.0%}, rest of the words (cutting, FTS5) {of_words * (1 - words.share):.0%}, "
        f"embedding {of_meaning * meaning.share:.0%}, "
        f"rest of the meaning (reading, pipe, FAISS) {of_meaning * (1 - meaning.share):.0%}; "
        f"worker at most {meaning.memory:.0f} MB\n"
        f"  recall@{RECALLED} against every vector {result.recall:.3f} (target .97); "
        f"one article more until found {1000 * result.adding_s:.0f} ms (target 200)\n"
        f"  opening {result.opening_s:.2f} s (target 2); worker at most {result.memory:.0f} MB (target 1000)"
    )


def test_cost_of_searching_as_the_knowledge_base_grows(tmp_path: Path) -> None:
    stores = Path(os.environ.get("LOTSE_BENCH_STORES", tmp_path))
    results = []
    _material()
    for size in SIZES:
        folder = stores / str(size)
        folder.mkdir(parents=True, exist_ok=True)
        results.append(asyncio.run(_measured(size, folder)))
        print(_told(results[-1]), flush=True)
    first, last = (_quantiles(result.hybrid)[1] for result in (results[0], results[-1]))
    print(f"\np95 at {SIZES[-1]} against {SIZES[0]}: {last / first:.1f} (target 5 from 10000 to 1000000)")
    assert all(result.recall >= 0.9 for result in results)
