"""Articles, the passages they are found by, and hits.

Owns the shapes; cutting articles into passages and fusing result lists live in `passages` and `ranking`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)
PassageId = NewType("PassageId", int)
Why = Literal["lexical", "semantic"]


@dataclass(frozen=True, slots=True)
class Article:
    """One document of the knowledge base. `body` is Markdown; validity is inclusive on both sides.

    `audience` names who it is for, in the site's own words; empty is everybody.
    """

    id: ArticleId
    title: str
    body: str
    lang: str = "de"
    tags: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    audience: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Passage:
    """The piece of an article that is indexed and shown; `heading_path` runs from the outermost heading inwards."""

    id: PassageId
    article_id: ArticleId
    heading_path: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another valid article that names another number or date: its title, the sentence of the hit and its own."""

    article_id: ArticleId
    title: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query.

    `score` is in 0..1, comparable within one answer; `span` marks the best matching part of `passage`, in characters.
    `folded` are articles that say the same in nearly the same words and are not shown beside it. `source` is what the
    article says of where it comes from, `pack` the name of the pack it belongs to, if any. `sure`: its score reaches
    `threshold`, which holds for that pack; one that is not sure is found, but is no card.
    """

    article_id: ArticleId
    passage_id: PassageId
    title: str
    heading_path: tuple[str, ...]
    passage: str
    span: tuple[int, int]
    score: float
    lang: str
    valid_from: date | None
    valid_to: date | None
    why: tuple[Why, ...]
    notes: tuple[str, ...] = ()
    folded: tuple[ArticleId, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    source: str = ""
    pack: str = ""
    sure: bool = True
    threshold: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Hits, the sure ones first, then best first. `answerable=False`: nothing good enough, no card is shown.

    `scored_by` is the fingerprint of the embedder that had its part in the scores; empty: words alone.
    """

    query: str
    hits: tuple[Hit, ...]
    answerable: bool
    scored_by: str = ""

    @property
    def cards(self) -> tuple[Hit, ...]:
        """The hits that are good enough to be shown."""
        return tuple(hit for hit in self.hits if hit.sure) if self.answerable else ()
