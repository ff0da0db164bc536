"""What keeping the knowledge right needs of a store, as a protocol; beside `ports`, as one service uses it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from lotse.domain.article_versions import Origin, Unpublished, Version
from lotse.domain.findings import Feedback, FeedbackKind
from lotse.domain.knowledge import Article, ArticleId

ArticleState = Literal["published", "draft", "merged"]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A line of the editor's list: an article without its body."""

    id: ArticleId
    title: str
    lang: str
    tags: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    state: ArticleState = "published"
    origin: Origin = "imported"
    redirect_to: ArticleId | None = None
    source: str = ""
    unsaved: bool = False


@dataclass(frozen=True, slots=True)
class MissedSearch:
    """A search without an answer, without what could name a customer, and how often it was made."""

    query: str
    lang: str
    count: int
    newest: date


class EditingStore(Protocol):
    """Drafts, versions, feedback and searches, beside the articles they are about. No person, days instead of times.

    An import of exactly the content that an editor changed or merged since changes nothing; other content of the same
    id replaces the edit, which stays a version.
    """

    async def rows(self) -> tuple[ArticleRow, ...]:
        """Every article, draft and merged article, by title."""

    async def save(self, article: Article, origin: Origin, day: date) -> bool:
        """Publish: what was is a version, changed passages are indexed; a draft of the same id is one no more."""

    async def set_aside(self, unpublished: Unpublished) -> None:
        """Keep a draft, or take a published article out of every search because it is merged into another."""

    async def unpublished(self, article_id: ArticleId) -> Unpublished | None: ...

    async def discard(self, article_id: ArticleId) -> None:
        """Remove a draft; nothing happens to an article that is published."""

    async def versions(self, article_id: ArticleId) -> tuple[Version, ...]:
        """Newest first; the newest is the published article itself."""

    async def add_feedback(self, article_id: ArticleId, kind: FeedbackKind, day: date, count: int) -> None:
        """Count feedback; a negative count takes some back."""

    async def feedback(self) -> tuple[Feedback, ...]: ...

    async def add_missed(self, query: str, lang: str, day: date) -> None: ...

    async def missed(self) -> tuple[MissedSearch, ...]: ...

    async def forget_missed(self, queries: Iterable[str]) -> None: ...

    async def add_found(self, ids: Sequence[ArticleId], day: date) -> None: ...

    async def found(self) -> frozenset[ArticleId]: ...

    async def intend(self, finding: str) -> None:
        """Remember that a finding, by its key, is as it should be."""

    async def unintend(self, finding: str) -> None: ...

    async def intended(self) -> frozenset[str]: ...
