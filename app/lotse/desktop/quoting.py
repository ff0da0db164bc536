"""An article's own words outside of it: on a card, in a reply, on the clipboard, there never without where they stand.

Owns plain text made of Markdown and the citation. Must not shorten or reword what it quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from lotse.desktop import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lotse.domain.knowledge import Hit

OUTDATED = "outdated"
_MARKUP = re.compile(
    r"(?P<rule>^[ \t]*\|?[ \t]*:?-{3,}[-:| \t]*$\n?)"  # between head and body of a table
    r"|(?P<drop>^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|\|[ \t]*)|[ \t]*\|[ \t]*$|\*\*|__|`+|\]\([^)\s]*\)|!?\[(?=[^\]]*\]\())"
    r"|(?P<bullet>^[ \t]*[-*+][ \t]+)"
    r"|(?P<cell>[ \t]*\|[ \t]*)",
    re.MULTILINE,
)
_PLACE = re.compile(r"!/|[/\\]")
_INSTEAD = {"bullet": "– ", "cell": " · "}


def plain(markdown: str, span: tuple[int, int] = (0, 0)) -> tuple[str, tuple[int, int]]:
    """A passage without its markup, and where the span lies in it."""
    parts: list[str] = []
    start = end = length = 0
    for kept, begins, ends in _pieces(markdown):
        if begins <= span[0]:
            start = length + min(max(0, span[0] - begins), len(kept))
        if begins <= span[1]:
            end = length + min(max(0, span[1] - begins), len(kept)) if span[1] < ends else length + len(kept)
        parts.append(kept)
        length += len(kept)
    return "".join(parts), (start, max(start, end))


def _pieces(markdown: str) -> Iterator[tuple[str, int, int]]:
    """What is kept of each run of text and of each sign, with its place before."""
    done = 0
    for found in _MARKUP.finditer(markdown):
        if found.start() > done:
            yield markdown[done : found.start()], done, found.start()
        yield _INSTEAD.get(found.lastgroup or "", ""), found.start(), found.end()
        done = found.end()
    if done < len(markdown):
        yield markdown[done:], done, len(markdown)


def place_name(place: str) -> str:
    """The last part of a path or address: enough to know it by."""
    return _PLACE.split(place.rstrip("/\\"))[-1] or place


def validity(hit: Hit) -> str:
    """Since when or until when a passage holds; that it is over, as a word. Empty when nothing is known."""
    if OUTDATED in hit.notes:
        if hit.valid_to is None:
            return QCoreApplication.translate("Cards", "no longer valid")
        return QCoreApplication.translate("Cards", "was valid until {0}").format(words.full_date(hit.valid_to))
    if hit.valid_to is not None:
        return QCoreApplication.translate("Cards", "valid until {0}").format(words.full_date(hit.valid_to))
    if hit.valid_from is not None:
        return QCoreApplication.translate("Cards", "valid since {0}").format(words.full_date(hit.valid_from))
    return ""


def quote(hit: Hit, selected: str = "") -> str:
    """The words that answer (or those selected in the article), with the article's title and its validity."""
    said = selected.strip()
    if not said:
        text, (start, end) = plain(hit.passage, hit.span)
        said = text[start:end].strip() or text.strip()
    stands = ", ".join(part for part in (hit.title, validity(hit)) if part)
    return QCoreApplication.translate("Cards", "“{0}” ({1})", "a quotation and where it stands").format(said, stands)
