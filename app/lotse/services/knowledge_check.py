"""The check of the knowledge: what may be wrong with which article.

Owns putting the finders together, and what is remembered between two checks: an article that did not change is not
read again. Works in slices beside the core loop, so that neither the window nor a search waits. Must not change
anything.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lotse.domain import contradictions, ranking, readability, references, wanted
from lotse.domain.contradictions import StatementIndex, Subject
from lotse.domain.findings import FINDING_KINDS, Feedback, Finding, Wanted
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.near_duplicates import RunIndex
from lotse.domain.readability import Readability
from lotse.services.editing_port import EditingStore
from lotse.services.ports import Clock, KnowledgeStore, Progress

SLICE = 20
_BEYOND_RUNS = 200_000
"""Characters of an article that are compared with others; a book in one article is not read to its end."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Findings, the gravest kind first, without those marked as intended; and what was searched for in vain."""

    findings: tuple[Finding, ...]
    wanted: tuple[Wanted, ...]
    intended: int = 0


@dataclass(slots=True)
class _Known:
    article: Article
    current: bool
    reading: Readability


class KnowledgeCheck:
    """Lives on the core loop; one check at a time."""

    def __init__(self, *, store: KnowledgeStore, editing: EditingStore, clock: Clock) -> None:
        self._store = store
        self._editing = editing
        self._clock = clock
        self._known: dict[ArticleId, _Known] = {}
        self._runs = RunIndex()
        self._statements = StatementIndex()
        self._checking = asyncio.Lock()

    async def check(self, progress: Progress | None = None) -> CheckResult:
        """Look at what changed since the last check, and say everything that holds now."""
        async with self._checking:
            today = self._clock.today()
            articles = await self._store.articles()
            for gone in self._known.keys() - {article.id for article in articles}:
                self._forget(gone)
            changed = [article for article in articles if self._changed(article, today)]
            for start in range(0, len(changed), SLICE):
                part = changed[start : start + SLICE]
                await asyncio.to_thread(self._learn, part, today)
                if progress is not None:
                    progress(min(start + SLICE, len(changed)), len(changed))
            found: list[Finding] = []
            for start in range(0, len(articles), 10 * SLICE):
                part = articles[start : start + 10 * SLICE]
                found += await asyncio.to_thread(self._compare, part)
            found += await self._from_store(articles, today)
            intended = await self._editing.intended()
            kept = [finding for finding in found if finding.key not in intended]
            kept.sort(key=lambda one: (FINDING_KINDS.index(one.kind), -one.count, one.article_id, one.here))
            missed = ((m.query, m.lang, m.count, m.newest) for m in await self._editing.missed())
            return CheckResult(tuple(kept), wanted.grouped(missed), len(found) - len(kept))

    # --- beside the loop, one slice at a time ------------------------------------------------------------------------

    def _changed(self, article: Article, today: date) -> bool:
        known = self._known.get(article.id)
        return known is None or known.article != article or known.current != _current(article, today)

    def _learn(self, articles: Iterable[Article], today: date) -> None:
        for article in articles:
            current = _current(article, today)
            self._forget(article.id)
            self._known[article.id] = _Known(article, current, readability.read(article.body, article.lang))
            if current:
                body = article.body[:_BEYOND_RUNS]
                self._runs.add(article.id, body)
                self._statements.add(article.id, Subject(article.title, article.lang), contradictions.statements(body))

    def _forget(self, article_id: ArticleId) -> None:
        self._known.pop(article_id, None)
        self._runs.remove(article_id)
        self._statements.remove(article_id)

    def _compare(self, articles: Sequence[Article]) -> list[Finding]:
        found: list[Finding] = []
        for article in articles:
            known = self._known[article.id]
            if known.reading.reason:
                reading = known.reading
                found.append(
                    Finding(
                        "hard_to_read",
                        article.id,
                        reason=reading.reason,
                        here=reading.longest,
                        count=reading.longest_words,
                    )
                )
            if not known.current:
                continue
            # Each pair once, under the id that comes first.
            for other in self._runs.near(article.id):
                if article.id < other.second:
                    share = round(100 * max(other.share, other.within))
                    found.append(Finding("near_duplicate", article.id, other.second, count=share))
            for other_id, clash in self._statements.against(article.id):
                if article.id < other_id:
                    found.append(Finding("contradiction", article.id, other_id, here=clash.first, there=clash.second))
        return found

    async def _from_store(self, articles: Sequence[Article], today: date) -> list[Finding]:
        aside = [row for row in await self._editing.rows() if row.state == "merged"]
        ever_found = await self._editing.found()
        said = await self._editing.feedback()
        return await asyncio.to_thread(
            lambda: [
                *_outdated(articles, today),
                *_said(said, {article.id for article in articles}),
                *_broken(articles, {row.id for row in aside}, today),
                *_never_found(articles, ever_found, today),
            ]
        )


def _current(article: Article, today: date) -> bool:
    return ranking.is_current(article.valid_from, article.valid_to, today)


def _outdated(articles: Iterable[Article], today: date) -> Iterable[Finding]:
    for article in articles:
        if article.valid_to is not None and article.valid_to < today:
            yield Finding("outdated", article.id, reason="ended", here=article.valid_to.isoformat())


def _said(feedback: Iterable[Feedback], there: set[ArticleId]) -> Iterable[Finding]:
    for one in feedback:
        if one.kind != "helps" and one.article_id in there:
            yield Finding("feedback", one.article_id, reason=one.kind, here=one.newest.isoformat(), count=one.count)


def _broken(articles: Sequence[Article], merged: set[ArticleId], today: date) -> Iterable[Finding]:
    targets = references.Targets(((a.id, a.title, a.source, a.valid_to) for a in articles), merged)
    for article in articles:
        for one in references.broken(article, targets, today):
            yield Finding("broken_reference", article.id, one.article_id, one.reason, one.target, one.text)


def _never_found(articles: Iterable[Article], found: frozenset[ArticleId], today: date) -> Iterable[Finding]:
    # Before anything was found, that an article was not says nothing.
    if found:
        for article in articles:
            if article.id not in found and _current(article, today):
                yield Finding("never_found", article.id)
