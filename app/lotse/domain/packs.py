"""Packs: signed, versioned sets of articles. What a pack is called, which of two is newer, what differs between two.

Owns names, versions, the one written form of an article and the digest of a set of articles; a delta is checked against
that digest. Must not know files, keys or stores.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.passages import Cut

ENDING = ".lotsepack"
MAX_BODY_CHARACTERS = 2_000_000
MAX_TITLE_CHARACTERS = 2_000
MAX_ID_CHARACTERS = 200
MAX_TAGS = 100
MAX_DESCRIPTION_CHARACTERS = 2_000

VectorKind = Literal["float16", "int8"]

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_VERSION = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}")
_FIELDS = ("audience", "body", "id", "lang", "source", "tags", "title", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class PackArticle:
    """An article and the passages it was cut into when the pack was built."""

    article: Article
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """What a delta starts from: the version, and the digest of its articles."""

    version: str
    content: str


@dataclass(frozen=True, slots=True)
class VectorSet:
    """Vectors for all passages of a pack, in their order. `text_form` says which text of a passage was embedded."""

    embedder: str
    dimension: int
    kind: VectorKind
    text_form: str


@dataclass(frozen=True, slots=True)
class PackHead:
    """What a pack says of itself. `content` is the digest of all articles of this version, also in a delta."""

    name: str
    version: str
    description: str
    content: str
    base: Base | None
    articles: int
    removed: int
    passages: int
    vectors: tuple[VectorSet, ...]


@dataclass(frozen=True, slots=True)
class PackContents:
    """All articles of a full pack; of a delta the added and changed ones, and the ids of the removed."""

    articles: tuple[PackArticle, ...]
    removed: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two sets of articles; `changed` are pairs of before and after. All in order of their ids."""

    added: tuple[Article, ...]
    removed: tuple[Article, ...]
    changed: tuple[tuple[Article, Article], ...]


def check_name(name: str) -> str:
    """Raises `InputProblem("pack_name_invalid")`."""
    if not _NAME.fullmatch(name):
        raise InputProblem("pack_name_invalid", name=name[:80])
    return name


def version_order(version: str) -> tuple[int, ...]:
    """A key by which versions are sorted; 1.2 and 1.2.0 are the same. Raises `InputProblem("pack_version_invalid")`."""
    if not _VERSION.fullmatch(version):
        raise InputProblem("pack_version_invalid", version=version[:80])
    numbers = [int(number) for number in version.split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


# --- the written form ------------------------------------------------------------------------------------------------


def canonical(value: object) -> bytes:
    """The only written form of a JSON value in a pack. Raises `UnicodeEncodeError` for text that is no Unicode."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("utf-8")


def article_fields(article: Article) -> dict[str, Any]:
    """An article as JSON; `article_from` reads it."""
    return {
        "audience": list(article.audience),
        "body": article.body,
        "id": article.id,
        "lang": article.lang,
        "source": article.source,
        "tags": list(article.tags),
        "title": article.title,
        "valid_from": article.valid_from.isoformat() if article.valid_from else None,
        "valid_to": article.valid_to.isoformat() if article.valid_to else None,
    }


def article_from(untrusted: object) -> Article:
    """The article `untrusted` stands for. Raises `ValueError` with the field that is wrong."""
    if not isinstance(untrusted, dict) or tuple(sorted(map(str, untrusted))) != _FIELDS:
        raise ValueError("fields")
    return Article(
        id=ArticleId(_text(untrusted, "id", MAX_ID_CHARACTERS)),
        title=_text(untrusted, "title", MAX_TITLE_CHARACTERS),
        body=_text(untrusted, "body", MAX_BODY_CHARACTERS),
        lang=_text(untrusted, "lang", 35),
        tags=_names(untrusted, "tags"),
        valid_from=_day(untrusted, "valid_from"),
        valid_to=_day(untrusted, "valid_to"),
        source=_text(untrusted, "source", MAX_TITLE_CHARACTERS, least=0),
        audience=_names(untrusted, "audience"),
    )


def checked(article: Article) -> Article:
    """An article that can be written into a pack. Raises `InputProblem("pack_article_unfit")` with id and field."""
    try:
        fields = article_fields(article)
        canonical(fields)
        return article_from(fields)
    except UnicodeEncodeError:
        raise InputProblem("pack_article_unfit", article=_shown(article.id), field="Unicode") from None
    except ValueError as error:
        raise InputProblem("pack_article_unfit", article=_shown(article.id), field=str(error)) from None


def _shown(article_id: str) -> str:
    return article_id[:MAX_ID_CHARACTERS].encode("utf-8", "replace").decode("utf-8")


def _text(untrusted: Mapping[str, object], field: str, most: int, least: int = 1) -> str:
    value = untrusted[field]
    if not isinstance(value, str) or not least <= len(value) <= most or (least and not value.strip()):
        raise ValueError(field)
    return value


def _names(untrusted: Mapping[str, object], field: str) -> tuple[str, ...]:
    values = untrusted[field]
    if not isinstance(values, list) or len(values) > MAX_TAGS:
        raise ValueError(field)
    if not all(isinstance(value, str) and len(value) <= MAX_ID_CHARACTERS for value in values):
        raise ValueError(field)
    return tuple(values)


def _day(untrusted: Mapping[str, object], field: str) -> date | None:
    value = untrusted[field]
    if value is None:
        return None
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(field) from None
    if day.isoformat() != value:
        raise ValueError(field)
    return day


# --- sets of articles ------------------------------------------------------------------------------------------------


def in_order(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Sorted by id. Raises `InputProblem("pack_article_twice")`."""
    found = sorted(articles, key=lambda article: article.id)
    for one, other in pairwise(found):
        if one.id == other.id:
            raise InputProblem("pack_article_twice", article=one.id)
    return tuple(found)


def content_digest(articles: Iterable[Article]) -> str:
    """SHA-256 over the written forms in order of the ids, each ended by a line feed: equal articles, equal digest."""
    digest = hashlib.sha256()
    for article in sorted(articles, key=lambda article: article.id):
        digest.update(canonical(article_fields(article)) + b"\n")
    return digest.hexdigest()


def changes(old: Sequence[Article], new: Sequence[Article]) -> Changes:
    before = {article.id: article for article in old}
    after = {article.id: article for article in new}
    return Changes(
        added=tuple(after[id_] for id_ in sorted(after.keys() - before.keys())),
        removed=tuple(before[id_] for id_ in sorted(before.keys() - after.keys())),
        changed=tuple(
            (before[id_], after[id_]) for id_ in sorted(before.keys() & after.keys()) if before[id_] != after[id_]
        ),
    )


def applied(head: PackHead, contents: PackContents, installed: Sequence[Article]) -> tuple[Article, ...]:
    """All articles of the version that `head` names; `installed` are those of the base, for a delta.

    Raises `InputProblem("pack_contents_differ")` when the result is not what the pack was built from.
    """
    kept = {} if head.base is None else {article.id: article for article in installed}
    for article_id in contents.removed:
        kept.pop(article_id, None)
    kept.update({one.article.id: one.article for one in contents.articles})
    result = in_order(kept.values())
    if content_digest(result) != head.content:
        raise InputProblem("pack_contents_differ", name=head.name, version=head.version)
    return result
