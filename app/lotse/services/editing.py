"""Keeping the knowledge right: an editor's articles, drafts and versions, and what agents say and miss.

Owns the way of an edit: stored with its version, found at once, the check told. Must not keep who did anything, nor a
customer's words: a draft from a conversation and a search without an answer pass `domain.depersonalising` first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lotse.domain import article_drafts, asking
from lotse.domain.article_drafts import ArticleDraft
from lotse.domain.article_versions import Origin, Unpublished, Version
from lotse.domain.conversations import ConversationId
from lotse.domain.depersonalising import without_personal
from lotse.domain.errors import InputProblem
from lotse.domain.findings import FeedbackKind, Finding, Wanted
from lotse.domain.knowledge import Article, ArticleId, Hit
from lotse.domain.languages import detect
from lotse.services.editing_port import ArticleRow, ArticleState, EditingStore
from lotse.services.knowledge import Knowledge
from lotse.services.knowledge_check import CheckResult, KnowledgeCheck
from lotse.services.notes import Notes
from lotse.services.ports import CaseStore, Clock, IdSource, Progress

DRAFT_FIELD = "article_draft"
"""Under this name the cases' store remembers which draft came of a conversation; the draft itself knows nothing."""

EDIT = "edit~"
"""What is typed into a published article is kept under its id with this before it, until it is saved."""

MOST_TITLE = 300
MOST_BODY = 2_000_000
MOST_QUERY = 400
MOST_MISSED_WORDS = 30
_DUPLICATES = 3
LIKE_IT = 0.25
"""From this score on an article is shown beside a draft: an editor looks at it, so it need not be sure to answer."""


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article as an editor opens it, wherever it is kept."""

    article: Article
    state: ArticleState
    origin: Origin
    redirect_to: ArticleId | None = None
    typed: Article | None = None
    """What was typed into a published article and not saved."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft from a conversation: what was taken out of it, and which articles say something of the kind already."""

    opened: OpenArticle
    draft: ArticleDraft
    duplicates: tuple[Hit, ...]


class Editing:
    """Lives on the core loop."""

    def __init__(
        self,
        *,
        store: EditingStore,
        knowledge: Knowledge,
        check: KnowledgeCheck,
        cases: CaseStore,
        notes: Notes,
        clock: Clock,
        ids: IdSource,
        words: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._store = store
        self._knowledge = knowledge
        self._check = check
        self._cases = cases
        self._notes = notes
        self._clock = clock
        self._ids = ids
        self._words = words
        self._found_today: tuple[date, set[ArticleId]] = (date.min, set())

    # --- articles ------------------------------------------------------------------------------------------------

    async def rows(self) -> tuple[ArticleRow, ...]:
        """Every article, draft and merged article, by title."""
        rows = await self._store.rows()
        typed = {row.id.removeprefix(EDIT) for row in rows if row.id.startswith(EDIT)}
        return tuple(
            replace(row, unsaved=row.id in typed) if row.id in typed else row
            for row in rows
            if not row.id.startswith(EDIT)
        )

    async def open(self, article_id: ArticleId) -> OpenArticle:
        """An article, a draft, or one that was merged. Raises `InputProblem("article_unknown")`."""
        aside = await self._store.unpublished(article_id)
        article = None if aside is not None else await self._knowledge.article(article_id)
        if article is not None:
            newest = (await self._store.versions(article_id))[:1]
            typed = await self._store.unpublished(ArticleId(EDIT + article_id))
            return OpenArticle(
                article,
                "published",
                newest[0].origin if newest else "imported",
                typed=None if typed is None else replace(typed.article, id=article_id),
            )
        if aside is None:
            raise InputProblem("article_unknown")
        state: ArticleState = "draft" if aside.redirect_to is None else "merged"
        return OpenArticle(aside.article, state, aside.origin, aside.redirect_to)

    async def versions(self, article_id: ArticleId) -> tuple[Version, ...]:
        """Newest first."""
        return await self._store.versions(article_id)

    async def new(self, question: str = "", lang: str = "de") -> OpenArticle:
        """Begin an article, for a question that has no answer yet; it is a draft until it is released."""
        article = Article(ArticleId(self._ids.new()), question[:MOST_TITLE], "", lang)
        return await self._keep(article, "edited")

    async def keep(self, article: Article) -> OpenArticle:
        """Keep what is typed: a draft as it is, and beside a published article what is not saved of it."""
        opened = await self.open(article.id)
        checked = _checked(article, released=False)
        if opened.state == "draft":
            return await self._keep(checked, opened.origin)
        if checked == opened.article:
            await self._store.discard(ArticleId(EDIT + article.id))
            return replace(opened, typed=None)
        beside = replace(checked, id=ArticleId(EDIT + article.id))
        await self._store.set_aside(Unpublished(beside, "edited", self._clock.today()))
        return replace(opened, typed=checked)

    async def _keep(self, article: Article, origin: Origin) -> OpenArticle:
        await self._store.set_aside(Unpublished(article, origin, self._clock.today()))
        return OpenArticle(article, "draft", origin)

    async def save(self, article: Article) -> OpenArticle:
        """Publish an article or a draft; it is found from now on. Raises `InputProblem` for one that cannot be."""
        checked = _checked(article, released=True)
        opened = await self.open(article.id)
        origin: Origin = opened.origin if opened.state == "draft" else "edited"
        if await self._store.save(checked, origin, self._clock.today()):
            await self._knowledge.follow()
        await self._store.discard(ArticleId(EDIT + article.id))
        return await self.open(article.id)

    async def discard(self, article_id: ArticleId) -> None:
        """Throw a draft away, or what was typed into a published article."""
        opened = await self.open(article_id)
        await self._store.discard(ArticleId(EDIT + article_id) if opened.state == "published" else article_id)

    async def end(self, article_id: ArticleId, last_day: date | None = None) -> OpenArticle:
        """Let an article hold until `last_day`, without one until yesterday."""
        opened = await self.open(article_id)
        last = last_day or self._clock.today() - timedelta(days=1)
        first = opened.article.valid_from
        return await self.save(replace(opened.article, valid_from=min(first, last) if first else None, valid_to=last))

    async def merge(self, article_id: ArticleId, into: ArticleId) -> None:
        """Take an article out of every search; who follows a link to it is led to `into`. `restore` takes it back."""
        opened, target = await self.open(article_id), await self.open(into)
        if article_id == into or target.state != "published":
            raise InputProblem("merge_target")
        await self._store.set_aside(Unpublished(opened.article, opened.origin, self._clock.today(), into))
        await self._knowledge.follow()

    async def restore(self, article_id: ArticleId) -> OpenArticle:
        """Bring a merged article back."""
        return await self.save((await self.open(article_id)).article)

    # --- the check -----------------------------------------------------------------------------------------------

    async def check(self, progress: Progress | None = None) -> CheckResult:
        """What may be wrong with which article, and what is wanted."""
        return await self._check.check(progress)

    async def intend(self, finding: Finding) -> None:
        """It is as it should be: this finding does not come again."""
        await self._store.intend(finding.key)

    async def unintend(self, finding: Finding) -> None:
        await self._store.unintend(finding.key)

    async def forget_wanted(self, wanted: Wanted) -> None:
        """The question has its article, or needs none."""
        await self._store.forget_missed((wanted.question, *wanted.others))

    # --- from the agents' work, without the agents -------------------------------------------------------------------

    async def say(self, article_id: ArticleId, kind: FeedbackKind, *, taken_back: bool = False) -> None:
        """Count what was said about an article."""
        await self._store.add_feedback(article_id, kind, self._clock.today(), -1 if taken_back else 1)

    async def missed(self, query: str, conversation_id: ConversationId | None = None) -> None:
        """A search had no answer. Kept without names, numbers and amounts; one that says nothing is not kept.

        `conversation_id` is the conversation that was open: the names in it are known and taken out too.
        """
        conversation = None if conversation_id is None else await self._cases.conversation(conversation_id)
        lang = detect(query) or "de"
        clean = await asyncio.to_thread(without_personal, query[:MOST_QUERY], conversation)
        kept = " ".join(clean.casefold().split()[:MOST_MISSED_WORDS])
        if asking.telling_words(kept):
            await self._store.add_missed(kept, lang, self._clock.today())

    async def found(self, article_ids: tuple[ArticleId, ...]) -> None:
        """These were found today. Written once a day for each."""
        today = self._clock.today()
        if self._found_today[0] != today:
            self._found_today = (today, set())
        fresh = [one for one in dict.fromkeys(article_ids) if one not in self._found_today[1]]
        if fresh:
            self._found_today[1].update(fresh)
            await self._store.add_found(fresh, today)

    async def propose(self, conversation_id: ConversationId) -> Proposal:
        """The draft of an article from a solved conversation. Raises `InputProblem` when none can come of it.

        Asked again, the draft that was made is opened, as long as nobody has thrown it away.
        """
        conversation = await self._cases.conversation(conversation_id)
        note = await self._notes.current(conversation_id) or await self._notes.instant(conversation)
        reason = article_drafts.why_not(conversation, note)
        if reason:
            raise InputProblem(reason)
        words = self._words.get(conversation.language or note.language) or self._words["de"]
        made = await asyncio.to_thread(article_drafts.draft, conversation, note, words)
        duplicates = await self._knowledge.search(made.title, limit=_DUPLICATES, lang=made.lang)
        before = (await self._cases.drafts(conversation_id)).get(DRAFT_FIELD)
        opened = await self._drafted_before(ArticleId(before)) if before else None
        if opened is None:
            article = Article(ArticleId(self._ids.new()), made.title, made.body, made.lang, made.tags)
            opened = await self._keep(article, "case")
            await self._cases.keep_draft(conversation_id, DRAFT_FIELD, article.id)
        found = (hit for hit in duplicates.hits if hit.score >= LIKE_IT and hit.article_id != opened.article.id)
        return Proposal(opened, made, tuple(found))

    async def _drafted_before(self, article_id: ArticleId) -> OpenArticle | None:
        try:
            return await self.open(article_id)
        except InputProblem:
            return None


def _checked(article: Article, *, released: bool) -> Article:
    """Raises `InputProblem` for what cannot be stored or, when it is to be released, what nobody could find."""
    title = " ".join(article.title.split())
    if released and not title:
        raise InputProblem("article_without_title")
    if released and not article.body.strip():
        raise InputProblem("article_without_text")
    if len(title) > MOST_TITLE or len(article.body) > MOST_BODY:
        raise InputProblem("article_over_length")
    if article.valid_from is not None and article.valid_to is not None and article.valid_to < article.valid_from:
        raise InputProblem("article_ends_before_it_begins")
    tags, audience = (
        tuple(dict.fromkeys(name for one in names if (name := " ".join(one.split()))))
        for names in (article.tags, article.audience)
    )
    # A lone surrogate, pasted from elsewhere, is no text that a file could hold.
    clean = article.body.replace("\r\n", "\n").encode("utf-8", "replace").decode("utf-8")
    said = title.encode("utf-8", "replace").decode("utf-8")
    return replace(article, title=said, body=clean, tags=tags, audience=audience)
