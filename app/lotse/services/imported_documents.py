"""What documents become: articles with ids, and the lines of the report on an import.

Owns which id an article gets and when a document is none. Must not read, store or ask anything.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from lotse.domain import documents
from lotse.domain.documents import Document
from lotse.domain.errors import InputProblem, Message
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.languages import detect

MAX_BODY_CHARACTERS: Final = 2_000_000
_ID_CHARACTERS = 200

State = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class ImportedFile:
    file: str
    kind: str
    state: State
    articles: int
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """What was imported from it before is kept."""

    file: str
    reason: Message


@dataclass(frozen=True, slots=True)
class RemovedFile:
    file: str
    articles: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`skipped` files are of no known kind, or links; nothing is wrong with them."""

    imported: tuple[ImportedFile, ...]
    rejected: tuple[RejectedFile, ...]
    removed: tuple[RemovedFile, ...]
    skipped: tuple[RejectedFile, ...]
    changed_articles: int
    seconds: float
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A document to be read: a file, or a member of an archive. `root` is the path by which the user named it."""

    key: str
    path: Path
    member: str
    size_bytes: int
    root: Path | None = None

    @property
    def name(self) -> str:
        return self.member.rsplit("/", 1)[-1] or self.path.name

    @property
    def stem(self) -> str:
        return self.name.split(".")[0]


Spoken = tuple[Document, str]
"""A document and its language."""


def with_languages(found: Sequence[Document]) -> list[Spoken]:
    """The language each document names, as `de`; else the one it is written in."""
    return [(document, _language(document)) for document in found]


def wanted_ids(found: Sequence[Spoken], source: Source) -> set[ArticleId]:
    """Every id that an article of these documents might get because the document brings one."""
    return {id_ for document, lang in found if document.id for id_ in _candidates(document, lang, source)}


def articles_of(found: Sequence[Spoken], source: Source, foreign: Set[ArticleId]) -> list[Article]:
    """The articles of one source; `foreign` ids belong to other documents. Raises `InputProblem` for what none can be.

    A document keeps the id it brings. Without one it gets it from its place; in a file of many also from its title, so
    that it stays itself whatever comes and goes around it.
    """
    articles: list[Article] = []
    here: set[ArticleId] = set()
    repeats = Counter[str]()
    for document, lang in found:
        if document.id:
            candidates = _candidates(document, lang, source)
            free = (id_ for id_ in candidates if id_ not in foreign and id_ not in here)
            id_ = next(free, None) or _numbered(candidates[-1], here, repeats)
        else:
            place = (source.key, document.title) if document.line else (source.key,)
            id_ = _numbered(_hash(*place), here, repeats)
        made = _divided(document, id_, lang, source)
        here |= {article.id for article in made}
        articles += made
    return articles


def _divided(document: Document, id_: ArticleId, lang: str, source: Source) -> list[Article]:
    """One article, or several when the document is very long."""
    named = Document(document.title.strip() or source.stem, document.blocks)
    try:
        valid_from, valid_to = documents.day(document.valid_from), documents.day(document.valid_to)
    except ValueError:
        place = f"{source.key}:{document.line}" if document.line else source.key
        found = " / ".join(text for text in (document.valid_from, document.valid_to) if text)
        raise InputProblem("validity_invalid", file=place, found=found[:60]) from None
    made: list[Article] = []
    for n, part in enumerate(documents.parts(named), 1):
        body = documents.markdown(part.blocks)
        if len(body) > MAX_BODY_CHARACTERS and not document.line:
            raise InputProblem("document_too_long", file=source.key, limit=MAX_BODY_CHARACTERS)
        if len(body) > MAX_BODY_CHARACTERS:
            raise InputProblem("article_too_long", file=source.key, line=document.line, limit=MAX_BODY_CHARACTERS)
        made.append(
            Article(
                id=id_ if n == 1 else ArticleId(f"{id_}~{n}"),
                title=part.title,
                body=body,
                lang=lang,
                tags=document.tags,
                valid_from=valid_from,
                valid_to=valid_to,
                source=document.source or source.name,
                audience=document.audience,
            )
        )
    return made


def _language(document: Document) -> str:
    named = document.lang.replace("_", "-").split("-")[0].strip().lower()
    if named.isascii() and named.isalpha() and 2 <= len(named) <= 3:
        return named
    return detect(f"{document.title}\n{documents.plain(document.blocks)}") or "de"


def _candidates(document: Document, lang: str, source: Source) -> tuple[ArticleId, ArticleId, ArticleId]:
    """The id a document brings, and those it gets when another document has that: a translation, then any."""
    own = document.id[: _ID_CHARACTERS - 20]
    return (
        ArticleId(document.id[:_ID_CHARACTERS]),
        ArticleId(f"{own}@{lang}"),
        ArticleId(f"{own}@{_hash(source.key)}"),
    )


def _numbered(id_: str, here: Set[ArticleId], repeats: Counter[str]) -> ArticleId:
    """`id_`, numbered when this file has it already. `repeats` says how far: a file may say one thing 100,000 times."""
    while True:
        repeats[id_] += 1
        free = ArticleId(id_ if repeats[id_] == 1 else f"{id_}.{repeats[id_]}")
        if free not in here:
            return free


def _hash(*texts: str) -> str:
    joined = "\x1f".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.blake2s(joined, digest_size=8).hexdigest()
