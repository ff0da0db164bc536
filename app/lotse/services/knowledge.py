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
from lotse.domain.filters import NO_FILTERS, Filters, FilterValues, spelt
from lotse.domain.knowledge import Article, ArticleId, Hit, PassageId, SearchAnswer
from lotse.domain.languages import detect
from lotse.domain.thresholds import Thresholds
from lotse.services.events import CardsChanged, IndexProgressed, KnowledgeChanged
from lotse.services.ports import Clock, Events, KnowledgeStore, PassageRecord, PassagesState, Progress, SemanticSearch
from lotse.services.reranking import HEAD, Reranking

LEXICAL_DEPTH = 60
SEMANTIC_DEPTH = 60
FILTERED_DEPTH = 200
"""What is closest in meaning is filtered after it was found, so more is asked for where something may be left out."""
FILTERED_STEPS = 4
COMPARED = 16
"""Passages whose texts are compared with the question: on held-out questions no order is better with all of them."""
OUTDATED = "outdated"
"""Note of a hit that is over, worded in `resources/messages`."""
CARDS = 3
BESIDE = 3
TURN_DEPTH = 12
REMEMBERED_TURNS = 200
MAX_QUERY_CHARACTERS = 2_000


class Knowledge:
    """`prepare` may run in the background; until it is done, and whenever the worker is gone, words alone answer.

    `audience` is who the people here are, in the site's words: what is for others only is not shown, unless a search
    names another audience.
    """

    def __init__(
        self,
        *,
        store: KnowledgeStore,
        semantic: SemanticSearch,
        events: Events,
        clock: Clock,
        audience: tuple[str, ...] = (),
        reranking: Reranking | None = None,
    ) -> None:
        self._reranking = reranking
        self._audience = audience
        self._values: FilterValues | None = None
        self._thresholds: Thresholds | None = None
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

    async def search(
        self, query: str, *, limit: int = 5, lang: str | None = None, filters: Filters = NO_FILTERS
    ) -> SearchAnswer:
        """Passages of articles that are valid today. `lang` is preferred, not required; without it, the query's own.

        `filters` are met by every hit. With `outdated_too` articles that are over are found as well, with the note
        `outdated`; they are compared neither with each other's nor with current ones' values.
        """
        asked = query[:MAX_QUERY_CHARACTERS]
        if not asked.strip():
            return SearchAnswer(query, (), answerable=False)
        within = await self._within(filters)
        depth = FILTERED_DEPTH if within.narrowing else SEMANTIC_DEPTH
        lexical, meant = await asyncio.gather(self._by_words(asked, within), self._by_meaning(asked, depth))
        cosines = meant or {}
        scored_by = "" if meant is None else self._semantic.embedder
        order = ranking.interleaved(lexical, cosines)
        current, past = await self._read(order, limit + BESIDE, within)

        thresholds = await self.thresholds()

        def best(records: Sequence[PassageRecord]) -> list[Hit]:
            by_id = {record.passage.id: record for record in records}
            # Where filters leave nothing of what is close in meaning, the rest is far; it is not that nobody knows.
            far = 0.0 if cosines and not cosines.keys() & by_id.keys() else None
            candidates = [_candidate(r, lexical.get(id_, 0.0), cosines.get(id_, far)) for id_, r in by_id.items()]
            ranked = [
                (one, thresholds.of(by_id[one.passage_id].pack, scored_by))
                for one in ranking.rank(asked, candidates, lang or detect(asked))
            ]
            ranked.sort(key=lambda pair: pair[0].score < pair[1])
            # A few more than are wanted: what says the same is folded away, what contradicts is told.
            return [_hit(one, by_id[one.passage_id], past, threshold) for one, threshold in ranked[: limit + BESIDE]]

        hits = list(card_checks.settled(best(current)))
        if filters.outdated_too:
            # Never beside each other: what is over says the same as what holds, or contradicts it, as it should.
            hits += [replace(hit, notes=(OUTDATED,)) for hit in best(past)]
            hits.sort(key=lambda hit: (not hit.sure, -hit.score))
        shown = [replace(hit, span=ranking.span(asked, hit.passage, hit.lang)) for hit in hits[:limit]]
        return SearchAnswer(query, tuple(shown), any(hit.sure for hit in shown), scored_by)

    async def search_carefully(
        self, query: str, *, limit: int = 5, lang: str | None = None, filters: Filters = NO_FILTERS
    ) -> SearchAnswer:
        """As `search`, with the head in the order of a re-ranker where one is imported: for those who can wait."""
        if self._reranking is None:
            return await self.search(query, limit=limit, lang=lang, filters=filters)
        await self._reranking.warm()
        answer = await self.search(query, limit=max(limit, HEAD), lang=lang, filters=filters)
        hits = await self._reranking.reordered(query[:MAX_QUERY_CHARACTERS], answer.hits)
        return replace(answer, hits=hits[:limit])

    async def for_turn(self, conversation: Conversation) -> tuple[Card, ...]:
        """Cards for what the customer asked last, in the light of the turns before.

        A turn that asks nothing, or nothing known, keeps the cards of before.
        """
        asked = asking.questions(conversation)
        if not asked:
            return ()
        found = [await self._found_in_turn(queries, conversation.language) for queries in asked[:-1]]
        found.append(await self._found_in_turn(asked[-1], conversation.language, self._reranking))
        scores = topic.follow([{article: hit.score for article, hit in one.items()} for one in found])
        newest: dict[ArticleId, Hit] = {article: hit for one in found for article, hit in one.items()}
        # Held against the threshold with what the turns before say for it.
        sure = {article: score for article, score in scores.items() if score >= newest[article].threshold}
        hits = [replace(newest[article], score=round(score, 4), sure=True) for article, score in sure.items()]
        cards = tuple(_card(conversation, hit) for hit in card_checks.settled(hits)[:CARDS])
        self._events.publish(CardsChanged(conversation.id, cards))
        return cards

    def forget(self) -> None:
        """Drop what was found for customers' turns: on locking the store and on erasure."""
        self._found.clear()
        self._values = None
        self._thresholds = None

    async def _found_in_turn(
        self, queries: tuple[str, ...], lang: str | None, reranking: Reranking | None = None
    ) -> dict[ArticleId, Hit]:
        """The surest hit of each article over the queries of a turn. A turn of before is not searched for again.

        Once a turn, and before anything of it is shown, the best are put in the order of `reranking`.
        """
        key = (queries, lang)
        if key not in self._found:
            best: dict[ArticleId, Hit] = {}
            for query in queries:
                surety = asking.surety(query)
                for hit in (await self.search(query, limit=TURN_DEPTH, lang=lang)).hits:
                    score = round(surety * hit.score, 4)
                    if hit.article_id not in best or score > best[hit.article_id].score:
                        best[hit.article_id] = replace(hit, score=score)
            if reranking is not None:
                surest = sorted(best.values(), key=lambda hit: -hit.score)
                best = {hit.article_id: hit for hit in await reranking.reordered(queries[0], surest)}
            self._found[key] = best
            while len(self._found) > REMEMBERED_TURNS:
                self._found.popitem(last=False)
        return self._found[key]

    async def article(self, article_id: ArticleId) -> Article | None:
        return await self._store.article(article_id)

    async def articles(self) -> tuple[Article, ...]:
        return await self._store.articles()

    async def filter_values(self) -> FilterValues:
        """What a search can be kept to: languages, audiences, tags, sources and packs that there are."""
        if self._values is None:
            self._values = await self._store.filter_values(self._clock.today())
        return self._values

    async def thresholds(self) -> Thresholds:
        """From which score on a hit is a card."""
        if self._thresholds is None:
            found = {(one.pack, one.embedder): one.threshold for one in await self._store.thresholds()}
            self._thresholds = Thresholds(found, ranking.ANSWERABLE)
        return self._thresholds

    async def _within(self, filters: Filters) -> Filters:
        """The filters as the articles spell them; who names no audience gets what is for the site's own."""
        meant = filters if filters.audiences else replace(filters, audiences=self._audience)
        return spelt(meant, await self.filter_values()) if meant.narrowing else meant

    async def _read(
        self, order: Sequence[PassageId], wanted: int, filters: Filters
    ) -> tuple[list[PassageRecord], list[PassageRecord]]:
        """The first of `order` that hold today, and what held before among those read.

        Reading and comparing a text costs more than finding it, and what neither search has near its top is never
        first.
        """
        current: list[PassageRecord] = []
        past: list[PassageRecord] = []
        today = self._clock.today()
        enough = max(COMPARED, ranking.MOST_OF_ARTICLE * wanted)
        # Of what filters leave out nothing is read, so more can be asked for at once.
        step = FILTERED_STEPS * enough if filters.narrowing else enough
        for start in range(0, len(order), step):
            for record in await self._store.records(order[start : start + step], filters):
                if ranking.is_current(record.valid_from, record.valid_to, today):
                    current.append(record)
                elif record.valid_to is not None and record.valid_to < today:
                    past.append(record)
            if len(current) >= enough // 2:
                break
        return (current[:enough] if filters.narrowing else current), past

    async def _by_words(self, query: str, filters: Filters) -> dict[PassageId, float]:
        hits = await self._store.lexical(query, limit=LEXICAL_DEPTH, filters=filters)
        return {hit.passage_id: hit.score for hit in hits}

    async def _by_meaning(self, query: str, depth: int) -> dict[PassageId, float] | None:
        """Cosines by passage; `None` when words alone have to answer."""
        try:
            hits = await self._semantic.search(query, limit=depth)
        except NoAnswer:
            self._heal()
            return None
        except (WorkerProblem, Cancelled):
            return None
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


def _hit(ranked: ranking.Ranked, record: PassageRecord, past: Sequence[PassageRecord], threshold: float) -> Hit:
    """Its span is the whole passage, until it is known that it is shown."""
    replaced = any(_same_subject(record, old) for old in past)
    return Hit(
        article_id=ranked.article_id,
        passage_id=ranked.passage_id,
        title=record.title,
        heading_path=record.passage.heading_path,
        passage=record.passage.text,
        span=(0, len(record.passage.text)),
        score=ranked.score,
        lang=record.lang,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        why=ranked.why,
        notes=("outdated_version_exists",) if replaced else (),
        source=record.source,
        pack=record.pack,
        sure=ranked.score >= threshold,
        threshold=threshold,
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
