"""What is wrong, or may be wrong, with an article: one shape for everything the check of the knowledge can say.

Owns the shapes; each kind is found by a module of its own. A finding says what and where, never who.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lotse.domain.knowledge import ArticleId

FindingKind = Literal[
    "contradiction",
    "outdated",
    "feedback",
    "broken_reference",
    "near_duplicate",
    "hard_to_read",
    "never_found",
]
FeedbackKind = Literal["helps", "wrong", "outdated"]
FINDING_KINDS: tuple[FindingKind, ...] = (
    "contradiction",
    "outdated",
    "feedback",
    "broken_reference",
    "near_duplicate",
    "hard_to_read",
    "never_found",
)
"""What misleads a customer first comes first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about `article_id`, and about `other_id` where two articles are concerned.

    `here` and `there` are the words in question, as written in the first and in the other article: a sentence, a
    target, a day. `reason` says which of several rules of the kind was broken.
    """

    kind: FindingKind
    article_id: ArticleId
    other_id: ArticleId | None = None
    reason: str = ""
    here: str = ""
    there: str = ""
    count: int = 0

    @property
    def key(self) -> str:
        """The same for the same matter, so that one marked as intended stays away until the matter is another."""
        said = "\x1f".join((self.kind, self.article_id, self.other_id or "", self.reason, self.here, self.there))
        return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Questions that were searched for and not answered, as one: `question` is the one asked most often."""

    question: str
    lang: str
    count: int
    newest: date
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """How often an article was said to help, to be wrong or to be outdated. Nobody and no time of day is kept."""

    article_id: ArticleId
    kind: FeedbackKind
    count: int
    newest: date
