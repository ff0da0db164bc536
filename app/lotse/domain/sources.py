"""Where knowledge was imported from, as people name it: the file, archive or folder that was given, not each document.

Owns putting documents together under the place they came from. Must not know files or tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from lotse.domain.errors import InputProblem

INSIDE: Final = "!/"
"""Stands in the key of a document between an archive and its name in it."""


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A document that was read. `key` is its path (and place in an archive), `root` what the user had named.

    `root` is empty and `read` is `None` for one that was imported before these were kept.
    """

    key: str
    root: str
    articles: int
    read: date | None


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """A place that was imported: `documents` and `articles` it holds, and the newest day on which one was read."""

    place: str
    documents: int
    articles: int
    read: date | None


def beginnings(place: str) -> tuple[str, ...]:
    """How the keys of all that lies below a place begin: in a folder, or in an archive."""
    separator = "/" if place.startswith("/") else "\\"
    return (f"{place.rstrip(separator)}{separator}", f"{place}{INSIDE}")


def lies_in(key: str, place: str) -> bool:
    """Whether a document is the place itself or lies below it."""
    return key == place or key.startswith(beginnings(place))


def put_together(documents: Iterable[ImportedDocument]) -> tuple[ImportedSource, ...]:
    """One line a place, by name. A place that lies in another one is part of it, so no document is counted twice."""
    by_root: dict[str, list[ImportedDocument]] = {}
    for document in documents:
        by_root.setdefault(document.root or _holding(document.key), []).append(document)
    outer: list[str] = []
    for root in sorted(by_root, key=lambda one: (len(one), one)):
        if not any(lies_in(root, other) for other in outer):
            outer.append(root)
    found: dict[str, list[ImportedDocument]] = {place: [] for place in sorted(outer)}
    for root, those in by_root.items():
        found[next(place for place in outer if lies_in(root, place))] += those
    return tuple(
        ImportedSource(
            place,
            len(those),
            sum(one.articles for one in those),
            max((one.read for one in those if one.read is not None), default=None),
        )
        for place, those in found.items()
    )


def _holding(key: str) -> str:
    """The archive or folder of a document whose root is not known."""
    archive, inside, _ = key.partition(INSIDE)
    if inside:
        return archive
    cut = key.rfind("/" if key.startswith("/") else "\\")
    return key[:cut] if cut > 0 else key


def named(said: str, path: str, sources: Iterable[ImportedSource]) -> str:
    """The place that somebody means by what was typed: `said`, or `path`, which that is from where they are.

    A source, or what lies in one; else the source whose last part is `said`. Without any, `said` itself.
    Raises `InputProblem("source_ambiguous")`.
    """
    places = [source.place for source in sources]
    for place in (said, path):
        if said.strip() and any(lies_in(place, one) for one in places):
            return place
    alike = [one for one in places if _last(one).casefold() == said.casefold()]
    if len(alike) > 1:
        raise InputProblem("source_ambiguous", name=said[:100], places=", ".join(alike)[:500])
    return alike[0] if alike else said


def _last(place: str) -> str:
    return place[place.rfind("/" if place.startswith("/") else "\\") + 1 :]
