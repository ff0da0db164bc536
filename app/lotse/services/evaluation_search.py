"""Evaluates search: as the product answers, beside the words alone and the meaning alone, over the same passages."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar, cast

from lotse.domain.errors import LotseError
from lotse.domain.evaluation import EvaluatedRole, speeds
from lotse.domain.evaluation_cases import Cases, Question
from lotse.domain.evaluation_search import DEPTH, Answered, judge, search_figures
from lotse.domain.filters import NO_FILTERS, Filters
from lotse.services.evaluation_ports import Groups, Item, Record, Stopwatch
from lotse.services.knowledge import Knowledge
from lotse.services.ports import Clock, Events, KnowledgeStore, LexicalHit, SemanticHit, SemanticSearch

_T = TypeVar("_T")
HITS = 2 * DEPTH
"""At most two passages of an article are in a list: so many passages hold `DEPTH` articles."""


class SearchPart:
    """`store` has to be a passing one: the cases' articles are put into it."""

    role: EvaluatedRole = "embedder"

    def __init__(
        self, *, store: KnowledgeStore, semantic: SemanticSearch, events: Events, clock: Clock, stopwatch: Stopwatch
    ) -> None:
        self._store = store
        self._watched = _Watched(semantic)
        self._events = events
        self._clock = clock
        self._stopwatch = stopwatch
        self._systems: Mapping[str, Knowledge] = {}

    def items(self, cases: Cases) -> Sequence[Item]:
        return [Item(f"{n}:{question.id}", question) for n, question in enumerate(cases.questions, 1)]

    async def prepare(self, cases: Cases) -> None:
        """Takes the articles in and builds the index. Raises `WorkerProblem`."""
        clock = _Day(self._clock, cases.as_of or self._clock.today())

        def search(store: KnowledgeStore, semantic: SemanticSearch) -> Knowledge:
            return Knowledge(store=store, semantic=semantic, events=self._events, clock=clock)

        watched = cast(SemanticSearch, self._watched)
        self._systems = {
            "fused": search(self._store, watched),
            "words": search(self._store, cast(SemanticSearch, _NoMeaning())),
            "meaning": search(cast(KnowledgeStore, _NoWords(self._store)), watched),
        }
        await self._systems["fused"].import_articles(cases.articles)
        await self._watched.prepare(self._store)
        await self._watched.search(cases.questions[0].query, limit=1)

    async def measure(self, item: Item) -> Record:
        question: Question = item.what
        self._watched.problem = None
        answers = {system: await self._answer(knowledge, question) for system, knowledge in self._systems.items()}
        problem = self._watched.problem
        return {"language": question.lang, "failed": problem.key if problem is not None else "", **answers}

    async def _answer(self, knowledge: Knowledge, question: Question) -> Record:
        begun = self._stopwatch()
        answer = await knowledge.search(question.query, limit=HITS)
        ms = 1000 * (self._stopwatch() - begun)
        judged = judge([hit.article_id for hit in answer.hits], question.relevant, shown=answer.answerable)
        return {
            "ms": ms,
            "answerable": judged.answerable,
            "shown": judged.shown,
            "ndcg": judged.ndcg,
            "first": judged.first,
        }

    def figures(self, records: Sequence[Record]) -> Mapping[str, Groups]:
        groups: dict[str, list[Record]] = {"all": list(records)}
        for record in records:
            groups.setdefault(str(record["language"]), []).append(record)
        return {
            system: {group: _figures([record[system] for record in those]) for group, those in groups.items()}
            for system in ("fused", "words", "meaning")
        }


def _figures(records: Sequence[Record]) -> dict[str, float]:
    judged = [Answered(one["answerable"], one["shown"], one["ndcg"], one["first"]) for one in records]
    return {**search_figures(judged), **speeds([one["ms"] for one in records])}


# --- sides of the search ---------------------------------------------------------------------------------------------


class _Day:
    """A clock on which it is always the cases' day."""

    def __init__(self, clock: Clock, day: date) -> None:
        self._clock = clock
        self._day = day

    def now(self) -> datetime:
        return self._clock.now()

    def today(self) -> date:
        return self._day


class _Watched:
    """A `SemanticSearch` that remembers a failure: the product falls back silently, an evaluation must not."""

    def __init__(self, semantic: SemanticSearch) -> None:
        self._semantic = semantic
        self.problem: LotseError | None = None

    @property
    def embedder(self) -> str:
        return self._semantic.embedder

    async def prepare(self, *given: Any, **named: Any) -> None:
        await self._heeding(self._semantic.prepare(*given, **named))

    async def search(self, query: str, *, limit: int) -> tuple[SemanticHit, ...]:
        return await self._heeding(self._semantic.search(query, limit=limit))

    async def _heeding(self, answer: Awaitable[_T]) -> _T:
        try:
            return await answer
        except LotseError as problem:
            self.problem = problem
            raise


class _NoMeaning:
    """A `SemanticSearch` that never finds anything: the words alone answer."""

    embedder = ""

    async def search(self, query: str, *, limit: int) -> tuple[SemanticHit, ...]:
        return ()


class _NoWords:
    """A `KnowledgeStore` without its full-text search: the meaning alone answers."""

    def __init__(self, store: KnowledgeStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def lexical(self, query: str, *, limit: int, filters: Filters = NO_FILTERS) -> tuple[LexicalHit, ...]:
        return ()
