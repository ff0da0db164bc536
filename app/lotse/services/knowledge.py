"""The knowledge base: taking articles in, finding passages for a question or a turn, and keeping the index in step.

Owns the way from a question to what is shown: both searches, fusion, validity, cards. Must not show an outdated article
as current, nor fail because there is no embedder: then the words alone answer (invariant I8). Lives on the core loop.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lotse.domain import asking, card_checks, ranking, topic
from lotse.domain.cards import Card
from lotse.domain.conversations import Conversation
from lotse.domain.errors import Cancelled, NoAnswer, WorkerProblem
from lotse.domain.knowledge import Article, ArticleId, Hit, PassageId, SearchAnswer
from lotse.domain.languages import detect
from lotse.services.events import CardsChanged, IndexProgressed, KnowledgeChanged
from lotse.services.ports import Clock, Events, KnowledgeStore, PassageRecord, PassagesState, Progress, SemanticSearch

LEXICAL_DEPTH = 60
SEMANTIC_DEPTH = 60
CARDS = 3
BESIDE = 3
TURN_DEPTH = 12
REMEMBERED_TURNS = 200
MAX_QUERY_CHARACTERS = 2_000


class Knowledge:
    """`prepare` may run in the background; until it is done, and whenever the worker is gone, words alone answer."""

    def __init__(self, *, store: KnowledgeStore, semantic: SemanticSearch, events: Events, clock: Clock) -> None:
        self._store = store
        self._semantic = semantic
        self._events = events
        self._clock = clock
        self._preparing = asyncio.Lock()
        self._prepared: PassagesState | None = None
        self._healing: set[asyncio.Task[None]] = set()
        self._found: OrderedDict[tuple[tuple[str, ...], str | None], dict[ArticleId, Hit]] = OrderedDict()

    async def import_articles(self, articles: Sequence[Article], progress: Progress | None = None) -> int:
        """Insert or replace by id, whole or not at all; returns how many changed. The index follows with `prepare`."""
        changed = await self._store.put(articles, progress)
        if changed:
            self._prepared = None
            self.forget()
            await self._announce()
        return changed

    async def remove(self, article_ids: Iterable[ArticleId]) -> None:
        await self._store.remove(article_ids)
        self._prepared = None
        self.forget()
        await self._announce()

    async def follow(self) -> None:
        """Articles were changed beside this service, by an editor: forget what was found, and say so."""
        self._prepared = None
        self.forget()
        await self._announce()

    async def prepare(self) -> None:
        """Make the index match the articles. Without an embedder nothing is lost but the search by meaning."""
        async with self._preparing:
            state = await self._store.state()
            if state == self._prepared:
                return
            try:
                await self._semantic.prepare(self._store, self._on_progress)
            except (WorkerProblem, Cancelled):
                return  # the supervisor has said so, or the worker was unloaded
            self._prepared = state
            self.forget()

    async def search(self, query: str, *, limit: int = 5, lang: str | None = None) -> SearchAnswer:
        """Passages of articles that are valid today. `lang` is preferred, not required; without it, the query's own."""
        asked = query[:MAX_QUERY_CHARACTERS]
        if not asked.strip():
            return SearchAnswer(query, (), answerable=False)
        lexical = {hit.passage_id: hit.score for hit in await self._store.lexical(asked, limit=LEXICAL_DEPTH)}
        cosines = await self._by_meaning(asked)
        records = await self._store.records(list({**lexical, **cosines}))
        today = self._clock.today()
        current = [r for r in records if ranking.is_current(r.valid_from, r.valid_to, today)]
        past = [r for r in records if r.valid_to is not None and r.valid_to < today]
        candidates = [_candidate(r, lexical.get(r.passage.id, 0.0), cosines.get(r.passage.id)) for r in current]
        ranked = ranking.rank(asked, candidates, lang or detect(asked))
        by_id = {record.passage.id: record for record in current}
        # A few more than are wanted: what says the same is folded away, what contradicts is told.
        shown = [_hit(one, by_id[one.passage_id], asked, past) for one in ranked[: limit + BESIDE]]
        return SearchAnswer(query, card_checks.settled(shown)[:limit], ranking.answerable(ranked))

    async def for_turn(self, conversation: Conversation) -> tuple[Card, ...]:
        """Cards for what the customer asked last, in the light of the turns before.

        A turn that asks nothing, or nothing known, keeps the cards of before.
        """
        asked = asking.questions(conversation)
        if not asked:
            return ()
        found = [await self._found_in_turn(queries, conversation.language) for queries in asked]
        scores = topic.follow([{article: hit.score for article, hit in one.items()} for one in found])
        newest: dict[ArticleId, Hit] = {article: hit for one in found for article, hit in one.items()}
        hits = [replace(newest[article], score=round(score, 4)) for article, score in scores.items()]
        cards = tuple(_card(conversation, hit) for hit in card_checks.settled(hits)[:CARDS])
        self._events.publish(CardsChanged(conversation.id, cards))
        return cards

    def forget(self) -> None:
        """Drop what was found for customers' turns: on locking the store and on erasure."""
        self._found.clear()

    async def _found_in_turn(self, queries: tuple[str, ...], lang: str | None) -> dict[ArticleId, Hit]:
        """The surest hit of each article over the queries of a turn. A turn of before is not searched for again."""
        key = (queries, lang)
        if key not in self._found:
            best: dict[ArticleId, Hit] = {}
            for query in queries:
                surety = asking.surety(query)
                for hit in (await self.search(query, limit=TURN_DEPTH, lang=lang)).hits:
                    score = round(surety * hit.score, 4)
                    if hit.article_id not in best or score > best[hit.article_id].score:
                        best[hit.article_id] = replace(hit, score=score)
            self._found[key] = best
            while len(self._found) > REMEMBERED_TURNS:
                self._found.popitem(last=False)
        return self._found[key]

    async def article(self, article_id: ArticleId) -> Article | None:
        return await self._store.article(article_id)

    async def articles(self) -> tuple[Article, ...]:
        return await self._store.articles()

    async def _by_meaning(self, query: str) -> dict[PassageId, float]:
        try:
            hits = await self._semantic.search(query, limit=SEMANTIC_DEPTH)
        except NoAnswer:
            self._heal()
            return {}
        except (WorkerProblem, Cancelled):
            return {}
        return {hit.passage_id: hit.score for hit in hits}

    def _heal(self) -> None:
        """The index was there and is lost (worker and cache file both): make it again, beside the search."""
        if self._prepared is not None:
            self._prepared = None
            task = asyncio.create_task(self.prepare())
            self._healing.add(task)
            task.add_done_callback(self._healing.discard)

    async def _announce(self) -> None:
        self._events.publish(KnowledgeChanged(await self._store.count()))

    def _on_progress(self, done: int, total: int) -> None:
        self._events.publish(IndexProgressed(done, total))


def _candidate(record: PassageRecord, lexical: float, cosine: float | None) -> ranking.Candidate:
    return ranking.Candidate(
        passage_id=record.passage.id,
        article_id=record.passage.article_id,
        searched="\n".join((record.title, *record.passage.heading_path, record.passage.text)),
        lang=record.lang,
        lexical=lexical,
        cosine=cosine,
    )


def _hit(ranked: ranking.Ranked, record: PassageRecord, query: str, past: Sequence[PassageRecord]) -> Hit:
    replaced = any(_same_subject(record, old) for old in past)
    return Hit(
        article_id=ranked.article_id,
        passage_id=ranked.passage_id,
        title=record.title,
        heading_path=record.passage.heading_path,
        passage=record.passage.text,
        span=ranking.span(query, record.passage.text, record.lang),
        score=ranked.score,
        lang=record.lang,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        why=ranked.why,
        notes=("outdated_version_exists",) if replaced else (),
    )


def _same_subject(current: PassageRecord, old: PassageRecord) -> bool:
    if current.lang != old.lang or current.passage.article_id == old.passage.article_id:
        return False
    return ranking.same_title(current.title, old.title)


def _card(conversation: Conversation, hit: Hit) -> Card:
    start, end = hit.span
    return Card(
        id=f"knowledge-{hit.article_id}-{hit.passage_id}",
        conversation_id=conversation.id,
        revision=conversation.revision,
        kind="knowledge",
        title=hit.title,
        body=hit.passage[start:end],
        hit=hit,
    )
