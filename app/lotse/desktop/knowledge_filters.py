"""Filters in the words of the window: what can be chosen, what is chosen, and one line that says so.

Owns the wording and what a choice makes of the filters. Must not search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from lotse.desktop import words
from lotse.desktop.quoting import place_name
from lotse.domain.filters import OWN

if TYPE_CHECKING:
    from lotse.domain.filters import Filters, FilterValues

Field = Literal["langs", "audiences", "tags", "sources", "packs"]
FIELDS: tuple[Field, ...] = ("langs", "audiences", "tags", "packs", "sources")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that articles can be kept to. `on`: they are."""

    label: str
    articles: int
    on: bool
    then: Filters


def choices(values: FilterValues, now: Filters) -> list[Choice]:
    """What can be chosen: what is on first, so that it is found at once when it is to go."""
    made: list[Choice] = []
    for field in FIELDS:
        there = getattr(values, field)
        if field in ("langs", "packs") and len(there) < 2 and not getattr(now, field):
            continue  # the only one leaves nothing out
        for one in there:
            chosen = one.value in getattr(now, field)
            made.append(Choice(named(field, one.value), one.articles, chosen, toggled(now, field, one.value)))
    if values.outdated or now.outdated_too:
        then = replace(now, outdated_too=not now.outdated_too)
        label = QCoreApplication.translate("Filters", "Outdated articles too")
        made.append(Choice(label, values.outdated, now.outdated_too, then))
    return sorted(made, key=lambda choice: not choice.on)


def toggled(now: Filters, field: Field, value: str) -> Filters:
    """With the value, or without it when it was chosen."""
    chosen: tuple[str, ...] = getattr(now, field)
    left = tuple(one for one in chosen if one != value)
    made = left if len(left) < len(chosen) else (*chosen, value)
    match field:
        case "langs":
            return replace(now, langs=made)
        case "audiences":
            return replace(now, audiences=made)
        case "tags":
            return replace(now, tags=made)
        case "sources":
            return replace(now, sources=made)
        case "packs":
            return replace(now, packs=made)


def named(field: Field, value: str) -> str:
    """A value with what it is."""
    match field:
        case "langs":
            return QCoreApplication.translate("Filters", "Language: {0}").format(words.language(value) or value)
        case "audiences":
            return QCoreApplication.translate("Filters", "For: {0}").format(value)
        case "tags":
            return QCoreApplication.translate("Filters", "Tag: {0}").format(value)
        case "sources":
            return QCoreApplication.translate("Filters", "Source: {0}").format(place_name(value))
        case "packs":
            if value == OWN:
                return QCoreApplication.translate("Filters", "No pack: own articles")
            return QCoreApplication.translate("Filters", "Pack: {0}").format(value)


def _short(field: Field, value: str) -> str:
    """A language, a tag and a file say what they are."""
    if field == "langs":
        return words.language(value) or value
    return value if field == "tags" else place_name(value) if field == "sources" else named(field, value)


def described(now: Filters) -> str:
    """All that is chosen, in one line; empty when nothing is."""
    parts = [_short(field, value) for field in FIELDS for value in getattr(now, field)]
    if now.outdated_too:
        parts.append(QCoreApplication.translate("Filters", "outdated articles too"))
    return " · ".join(parts)
