"""Stores in memory for tests of the services. They pass the same contract suites as the real ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from lotse.domain import lexicon, passages
from lotse.domain.cards import Decision
from lotse.domain.conversations import CaseId, Conversation, ConversationId, Turn
from lotse.domain.errors import InputProblem
from lotse.domain.filters import NO_FILTERS, Filters, FilterValue, FilterValues
from lotse.domain.knowledge import Article, ArticleId, Passage, PassageId
from lotse.domain.sources import INSIDE, ImportedDocument, lies_in, put_together
from lotse.domain.thresholds import PackThreshold
from lotse.services.ports import (
    ConversationRow,
    LexicalHit,
    PassageRecord,
    PassagesState,
    Progress,
    SavedNote,
    StoreHealth,
)


def _bare(turn: Turn) -> Turn:
    return replace(turn, language=None)


class FakeCaseStore:
    """`CaseStore` in dictionaries. `fail_next` is raised once by the next write, before anything is changed."""

    def __init__(self) -> None:
        self.kept: dict[ConversationId, Conversation] = {}
        self.notes: dict[ConversationId, SavedNote] = {}
        self.made: list[Decision] = []
        self.typed: dict[ConversationId, dict[str, str]] = {}
        self.fail_next: Exception | None = None
        self.closed = False

    def _writing(self) -> None:
        failure, self.fail_next = self.fail_next, None
        if failure is not None:
            raise failure

    def _known(self, conversation_id: ConversationId) -> Conversation:
        try:
            return self.kept[conversation_id]
        except KeyError:
            raise InputProblem("unknown_conversation", conversation=conversation_id) from None

    async def add_conversation(self, conversation: Conversation) -> None:
        self._writing()
        for place, turn in enumerate(conversation.turns, 1):
            if turn.n != place:
                raise InputProblem("turn_out_of_order", n=turn.n)
        stored = self.kept.get(conversation.id)
        if stored is None:
            case_id = conversation.case_id or CaseId(f"case-{conversation.id}")
            self.kept[conversation.id] = replace(conversation, case_id=case_id)
            return
        given = [_bare(turn) for turn in conversation.turns]
        if [_bare(turn) for turn in stored.turns[: len(given)]] != given:
            raise InputProblem("conversation_exists", conversation=conversation.id)

    async def append_turn(self, conversation_id: ConversationId, turn: Turn) -> None:
        self._writing()
        stored = self._known(conversation_id)
        if 1 <= turn.n <= len(stored.turns):
            if _bare(stored.turn(turn.n)) != _bare(turn):
                raise InputProblem("turn_exists", n=turn.n)
            return
        if turn.n != len(stored.turns) + 1:
            raise InputProblem("turn_out_of_order", n=turn.n)
        self.kept[conversation_id] = replace(stored, turns=(*stored.turns, turn))

    async def set_turn_language(self, conversation_id: ConversationId, n: int, language: str) -> None:
        self._writing()
        stored = self._known(conversation_id)
        if not 1 <= n <= len(stored.turns):
            raise InputProblem("unknown_turn", n=n)
        turns = tuple(replace(turn, language=language) if turn.n == n else turn for turn in stored.turns)
        self.kept[conversation_id] = replace(stored, turns=turns)

    async def conversation(self, conversation_id: ConversationId) -> Conversation:
        return self._known(conversation_id)

    async def conversations(self, limit: int = 200) -> tuple[ConversationRow, ...]:
        newest = list(reversed(self.kept.values()))[:limit]
        return tuple(
            ConversationRow(
                id=stored.id,
                title=stored.title,
                channel=stored.channel,
                language=stored.language,
                turns=len(stored.turns),
                case_id=stored.case_id or CaseId(""),
                ended=stored.ended,
                has_note=stored.id in self.notes,
                started=stored.started,
            )
            for stored in newest
        )

    async def attach(self, conversation_id: ConversationId, case_id: CaseId) -> None:
        self._writing()
        self.kept[conversation_id] = replace(self._known(conversation_id), case_id=case_id)

    async def rename(self, conversation_id: ConversationId, title: str) -> None:
        self._writing()
        self.kept[conversation_id] = replace(self._known(conversation_id), title=title)

    async def set_ended(self, conversation_id: ConversationId) -> None:
        self._writing()
        self.kept[conversation_id] = replace(self._known(conversation_id), ended=True)

    async def save_note(self, saved: SavedNote, decisions: Sequence[Decision]) -> None:
        self._writing()
        self._known(saved.conversation_id)
        self.notes[saved.conversation_id] = saved
        for decision in decisions:
            self._decide(decision)

    async def note(self, conversation_id: ConversationId) -> SavedNote | None:
        self._known(conversation_id)
        return self.notes.get(conversation_id)

    async def add_decision(self, decision: Decision) -> None:
        self._writing()
        self._known(decision.conversation_id)
        self._decide(decision)

    async def decisions(self, conversation_id: ConversationId) -> tuple[Decision, ...]:
        self._known(conversation_id)
        return tuple(decision for decision in self.made if decision.conversation_id == conversation_id)

    async def keep_draft(self, conversation_id: ConversationId, field: str, text: str) -> None:
        self._writing()
        self._known(conversation_id)
        fields = self.typed.setdefault(conversation_id, {})
        fields.pop(field, None)
        if text:
            fields[field] = text

    async def drafts(self, conversation_id: ConversationId) -> dict[str, str]:
        self._known(conversation_id)
        return dict(self.typed.get(conversation_id, {}))

    async def health(self) -> StoreHealth:
        turns = sum(len(stored.turns) for stored in self.kept.values())
        return StoreHealth(True, False, 0, len(self.kept), turns)

    async def close(self) -> None:
        self.closed = True

    def _decide(self, decision: Decision) -> None:
        if all(known.id != decision.id for known in self.made):
            self.made.append(decision)


class FakeKnowledgeStore:
    """`KnowledgeStore` in dictionaries; finds by counting the indexed terms that a passage shares with the query.

    `packs` says which article belongs to which pack, `came_from` which document each was imported from.
    """

    def __init__(self) -> None:
        self.kept: dict[ArticleId, Article] = {}
        self.cut: dict[PassageId, PassageRecord] = {}
        self.gone: list[PassageId] = []
        self.packs: dict[ArticleId, str] = {}
        self.came_from: dict[ArticleId, str] = {}
        self.calibrated: dict[tuple[str, str], PackThreshold] = {}
        self.closed = False
        self._last = 0

    async def put(self, articles: Sequence[Article], progress: Progress | None = None) -> int:
        changed = 0
        for done, article in enumerate(articles, 1):
            if self.kept.get(article.id) != article:
                self._replace(article)
                changed += 1
            if progress is not None:
                progress(done, len(articles))
        return changed

    async def remove(self, article_ids: Iterable[ArticleId]) -> None:
        for article_id in article_ids:
            self.kept.pop(article_id, None)
            self._cut({id_: found for id_, found in self.cut.items() if found.passage.article_id != article_id})

    async def article(self, article_id: ArticleId) -> Article | None:
        return self.kept.get(article_id)

    async def articles(self) -> tuple[Article, ...]:
        return tuple(self.kept[id_] for id_ in sorted(self.kept))

    async def lexical(self, query: str, *, limit: int, filters: Filters = NO_FILTERS) -> tuple[LexicalHit, ...]:
        wanted = {term for word in lexicon.asked(query) for term in word.terms}
        hits = []
        for id_, record in self.cut.items():
            text = " ".join((record.title, *record.passage.heading_path, record.passage.text))
            score = len(wanted & set(lexicon.terms(text, record.lang).split()))
            if score and self._met(record.passage.article_id, filters):
                hits.append(LexicalHit(id_, float(score)))
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))[:limit])

    async def records(self, ids: Sequence[PassageId], filters: Filters = NO_FILTERS) -> tuple[PassageRecord, ...]:
        found = (self.cut[id_] for id_ in ids if id_ in self.cut)
        return tuple(
            replace(record, pack=self.packs.get(record.passage.article_id, ""))
            for record in found
            if self._met(record.passage.article_id, filters)
        )

    async def filter_values(self, today: date) -> FilterValues:
        articles = self.kept.values()
        packs = Counter(self.packs.get(article.id, "") for article in articles)
        return FilterValues(
            langs=_counted(article.lang for article in articles),
            audiences=_counted(one for article in articles for one in set(article.audience)),
            tags=_counted(one for article in articles for one in set(article.tags)),
            sources=tuple(FilterValue(one.place, one.articles) for one in put_together(self._documents())),
            packs=_counted(packs.elements()) if set(packs) - {""} else (),
            outdated=sum(article.valid_to is not None and article.valid_to < today for article in articles),
        )

    async def count(self) -> int:
        return len(self.kept)

    async def state(self) -> PassagesState:
        return PassagesState("fake", self._last, self._last - len(self.cut), len(self.cut))

    async def passages_after(self, after: PassageId, limit: int) -> tuple[PassageRecord, ...]:
        return tuple(self.cut[id_] for id_ in sorted(self.cut) if id_ > after)[:limit]

    async def removed_after(self, removals: int, limit: int) -> tuple[PassageId, ...]:
        return tuple(self.gone[removals : removals + limit])

    async def some_passages(self, limit: int) -> tuple[PassageRecord, ...]:
        step = max(1, self._last // max(1, limit))
        return await self.records([PassageId(id_) for id_ in range(step, self._last + 1, step)])

    async def packs_of(self, article_ids: Iterable[ArticleId]) -> dict[ArticleId, str]:
        return {id_: self.packs.get(id_, "") for id_ in article_ids if id_ in self.kept}

    async def thresholds(self) -> tuple[PackThreshold, ...]:
        return tuple(self.calibrated[key] for key in sorted(self.calibrated))

    async def keep_threshold(self, threshold: PackThreshold) -> None:
        self.calibrated[threshold.pack, threshold.embedder] = threshold

    async def drop_threshold(self, pack: str) -> bool:
        gone = [key for key in self.calibrated if key[0] == pack]
        for key in gone:
            del self.calibrated[key]
        return bool(gone)

    async def close(self) -> None:
        self.closed = True

    def _documents(self) -> Iterable[ImportedDocument]:
        for source in sorted(set(self.came_from.values())):
            yield ImportedDocument(
                source, source.partition(INSIDE)[0], sum(one == source for one in self.came_from.values()), None
            )

    def _met(self, article_id: ArticleId, filters: Filters) -> bool:
        article, source = self.kept[article_id], self.came_from.get(article_id, "")
        return (
            (not filters.langs or article.lang in filters.langs)
            and (not filters.tags or bool(set(filters.tags) & set(article.tags)))
            and (not (filters.audiences and article.audience) or bool(set(filters.audiences) & set(article.audience)))
            and (not filters.packs or self.packs.get(article_id, "") in filters.packs)
            and (not filters.sources or any(lies_in(source, place) for place in filters.sources))
        )

    def _replace(self, article: Article) -> None:
        own = {id_: found for id_, found in self.cut.items() if found.passage.article_id == article.id}
        others = {id_: found for id_, found in self.cut.items() if id_ not in own}
        same = {found.content_hash: id_ for id_, found in own.items()}
        for cut in passages.of_article(article):
            content_hash = repr((article.lang, article.title, article.tags, cut))
            id_ = same.pop(content_hash, None)
            if id_ is None:
                self._last += 1
                id_ = PassageId(self._last)
            others[id_] = PassageRecord(
                Passage(id_, article.id, cut.heading_path, cut.text),
                article.title,
                article.lang,
                article.valid_from,
                article.valid_to,
                content_hash,
                source=article.source,
            )
        self._cut(others)
        self.kept[article.id] = article

    def _cut(self, cut: dict[PassageId, PassageRecord]) -> None:
        self.gone += [id_ for id_ in sorted(self.cut) if id_ not in cut]
        self.cut = cut


def _counted(values: Iterable[str]) -> tuple[FilterValue, ...]:
    return tuple(FilterValue(value, count) for value, count in sorted(Counter(values).items()))
