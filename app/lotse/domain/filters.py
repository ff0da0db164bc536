"""Which articles a search is about: language, audience, tags, where they came from; and what can be chosen.

Owns the shapes and how what somebody typed is matched to what there is. Must not search. Whether an article is valid is
not a filter that can be switched off: `outdated_too` adds articles that are over, each marked as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lotse.domain.errors import InputProblem
from lotse.domain.sources import lies_in

OWN: str = ""
"""Stands in `packs` for what belongs to no pack: the home's own articles."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Every field that names something has to be met, by one of the values it names; an empty field asks for nothing.

    An article without an audience is for everybody, so it is for each audience. `sources` are places that were
    imported (see `sources.ImportedSource.place`): a file, an archive, or a folder with all below it.
    """

    langs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    outdated_too: bool = False

    @property
    def narrowing(self) -> bool:
        """Whether there can be an article that is left out."""
        return bool(self.langs or self.audiences or self.tags or self.sources or self.packs)


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class FilterValue:
    """`articles` is how many have it; of an audience, how many name it (those for everybody are not counted)."""

    value: str
    articles: int


@dataclass(frozen=True, slots=True)
class FilterValues:
    """What can be filtered by, each list in the order of its values. `outdated`: how many articles are over."""

    langs: tuple[FilterValue, ...] = ()
    audiences: tuple[FilterValue, ...] = ()
    tags: tuple[FilterValue, ...] = ()
    sources: tuple[FilterValue, ...] = ()
    packs: tuple[FilterValue, ...] = ()
    outdated: int = 0


_FIELDS = ("langs", "audiences", "tags", "sources", "packs")
_NAMED = 12


def spelt(filters: Filters, values: FilterValues) -> Filters:
    """The filters as the articles spell them: `privatkunden` finds `Privatkunden`. What is not there stays as it is."""
    meant: dict[str, Any] = {}
    for name in _FIELDS:
        if wanted := getattr(filters, name):
            there = [one.value for one in getattr(values, name)]
            meant[name] = tuple(dict.fromkeys(one for value in wanted for one in _spellings(value, there) or (value,)))
    return replace(filters, **meant)


def check_known(filters: Filters, values: FilterValues) -> None:
    """Raises `InputProblem`, as `filter_unknown_tags`, for a value that no article has, with some that there are."""
    for name in _FIELDS:
        there = [one.value for one in getattr(values, name)]
        for wanted in getattr(filters, name):
            known = any(lies_in(wanted, one) for one in there) if name == "sources" else _spellings(wanted, there)
            if not known:
                some = ", ".join([one for one in there if one][:_NAMED]) + (", …" if len(there) > _NAMED else "")
                raise InputProblem(f"filter_unknown_{name}", value=wanted[:100], known=some or "–")


def _spellings(wanted: str, there: Sequence[str]) -> tuple[str, ...]:
    if wanted in there:
        return (wanted,)
    return tuple(one for one in there if one.casefold() == wanted.casefold())
