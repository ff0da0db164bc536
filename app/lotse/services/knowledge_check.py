"""The check of the knowledge: what may be wrong with which article.

Owns putting the finders together, and what is remembered between two checks: an article that did not change is not
read again. Works in slices beside the core loop, so that neither the window nor a search waits. Must not change
anything.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ParamSpec

from lotse.domain import contradictions, ranking, readability, references, wanted
from lotse.domain.contradictions import StatementIndex, Subject
from lotse.domain.findings import FINDING_KINDS, Feedback, Finding, Wanted
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.near_duplicates import RunIndex
from lotse.domain.readability import Readability
from lotse.domain.references import Link
from lotse.services.editing_port import EditingStore
from lotse.services.ports import Clock, KnowledgeStore, Progress

SLICE = 5
"""Articles that are looked at in one go beside the loop."""

P = ParamSpec("P")
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
    links: tuple[Link, ...]
    findings: list[Finding]
    """What concerns this article alone, and the pairs in which its id comes first."""


class KnowledgeCheck:
    """Lives on the core loop; one check at a time.

    `rest` is how long it pauses after a slice, as a multiple of the time that took: the thread that looks and the one
    that paints what is typed cannot both run Python at the same moment.
    """

    def __init__(self, *, store: KnowledgeStore, editing: EditingStore, clock: Clock, rest: float = 0.0) -> None:
        self._rest = rest
        self._store = store
        self._editing = editing
        self._clock = clock
        self._known: dict[ArticleId, _Known] = {}
        self._paired: dict[ArticleId, set[ArticleId]] = {}
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
                await self._aside(self._learn, changed[start : start + SLICE], today)
                if progress is not None:
                    progress(min(start + SLICE, len(changed)), len(changed))
            for start in range(0, len(changed), SLICE):
                await self._aside(self._compare, changed[start : start + SLICE])
            found = [finding for known in self._known.values() for finding in known.findings]
            found += await self._from_store(articles, today)
            intended = await self._editing.intended()
            kept = [finding for finding in found if finding.key not in intended]
            kept.sort(key=lambda one: (FINDING_KINDS.index(one.kind), -one.count, one.article_id, one.here))
            missed = ((m.query, m.lang, m.count, m.newest) for m in await self._editing.missed())
            return CheckResult(tuple(kept), wanted.grouped(missed), len(found) - len(kept))

    async def _aside(self, work: Callable[P, None], *args: P.args, **named: P.kwargs) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await asyncio.to_thread(work, *args, **named)
        if self._rest:
            await asyncio.sleep(self._rest * (loop.time() - begun))

    # --- beside the loop, one slice at a time ------------------------------------------------------------------------

    def _changed(self, article: Article, today: date) -> bool:
        known = self._known.get(article.id)
        return known is None or known.article != article or known.current != _current(article, today)

    def _learn(self, articles: Iterable[Article], today: date) -> None:
        for article in articles:
            self._forget(article.id)
            current = _current(article, today)
            found = [_hard(article.id, readability.read(article.body, article.lang))]
            self._known[article.id] = _Known(
                article, current, references.links(article.body), [one for one in found if one is not None]
            )
            if current:
                body = article.body[:_BEYOND_RUNS]
                self._runs.add(article.id, body)
                self._statements.add(article.id, Subject(article.title, article.lang), contradictions.statements(body))

    def _forget(self, article_id: ArticleId) -> None:
        if self._known.pop(article_id, None) is None:
            return
        self._runs.remove(article_id)
        self._statements.remove(article_id)
        for first in self._paired.pop(article_id, set()):
            known = self._known.get(first)
            if known is not None:
                known.findings = [finding for finding in known.findings if finding.other_id != article_id]

    def _compare(self, articles: Iterable[Article]) -> None:
        """Compare what changed with everything; each pair is kept once, under the id that comes first."""
        for article in articles:
            if not self._known[article.id].current:
                continue
            pairs: list[Finding] = []
            for one in self._runs.near(article.id):
                first, second = sorted((article.id, one.second))
                pairs.append(Finding("near_duplicate", first, second, count=round(100 * max(one.share, one.within))))
            for other_id, clash in self._statements.against(article.id):
                first, second = sorted((article.id, other_id))
                here, there = (clash.first, clash.second) if first == article.id else (clash.second, clash.first)
                pairs.append(Finding("contradiction", first, second, here=here, there=there))
            for pair in pairs:
                kept = self._known[pair.article_id].findings
                if not any(other.kind == pair.kind and other.other_id == pair.other_id for other in kept):
                    kept.append(pair)
                    if pair.other_id is not None:
                        self._paired.setdefault(pair.other_id, set()).add(pair.article_id)

    async def _from_store(self, articles: Sequence[Article], today: date) -> list[Finding]:
        aside = [row for row in await self._editing.rows() if row.state == "merged"]
        ever_found = await self._editing.found()
        said = await self._editing.feedback()
        return await asyncio.to_thread(
            lambda: [
                *_outdated(articles, today),
                *_said(said, {article.id for article in articles}),
                *self._broken(articles, {row.id for row in aside}, today),
                *_never_found(articles, ever_found, today),
            ]
        )

    def _broken(self, articles: Sequence[Article], merged: set[ArticleId], today: date) -> Iterable[Finding]:
        targets = references.Targets(((a.id, a.title, a.source, a.valid_to) for a in articles), merged)
        for article in articles:
            for one in references.broken(article, targets, today, self._known[article.id].links):
                yield Finding("broken_reference", article.id, one.article_id, one.reason, one.target, one.text)


def _hard(article_id: ArticleId, reading: Readability) -> Finding | None:
    if not reading.reason:
        return None
    return Finding("hard_to_read", article_id, reason=reading.reason, here=reading.longest, count=reading.longest_words)


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


def _never_found(articles: Iterable[Article], found: frozenset[ArticleId], today: date) -> Iterable[Finding]:
    # Before anything was found, that an article was not says nothing.
    if found:
        for article in articles:
            if article.id not in found and _current(article, today):
                yield Finding("never_found", article.id)
