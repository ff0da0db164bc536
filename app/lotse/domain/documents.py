"""A document as a reader found it: title, metadata, and blocks in order; and how it becomes articles.

Owns the way from blocks to Markdown and the division of very long documents. Must not know any file format, nor where
passages are cut: `domain.passages` does that on the Markdown, which an editor can change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

LONG_PART = 200_000
"""Characters from which on a document is divided, at the next heading or page, so that it can be shown and edited."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?: .*)?")
_WOULD_BE_MARKED = re.compile(r"^(\s*)(#{1,6}\s|\||```|~~~|<!--)")
_RUN_OF_TICKS = re.compile(r"`{3,}")


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """`level` counts from 0; `ordered` items are steps; one that goes on with an earlier list brings its `number`."""

    level: int
    ordered: bool
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first row holds the headings of the columns."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What follows stands on this page of the original."""

    number: int


@dataclass(frozen=True, slots=True)
class AsWritten:
    """Markdown of the author's own."""

    text: str


Block = Heading | Paragraph | Items | Table | Code | Page | AsWritten


@dataclass(frozen=True, slots=True)
class Document:
    """What one file, sheet row or line holds. Metadata are texts as found; `line` says where in a file of many."""

    title: str
    blocks: tuple[Block, ...]
    id: str = ""
    lang: str = ""
    tags: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    line: int = 0


def day(text: str) -> date | None:
    """A day as metadata give it, `2026-02-03` or `3.2.2026`; nothing for nothing. Raises `ValueError`."""
    if not text.strip():
        return None
    if iso := _ISO.fullmatch(text.strip()):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if dotted := _DOTTED.fullmatch(text.strip()):
        return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
    raise ValueError("not a day")


def parts(document: Document) -> tuple[Document, ...]:
    """The document, divided when it is longer than `LONG_PART`; each part begins under the headings it stands under."""
    pieces: list[list[Block]] = [[]]
    open_headings: list[Heading] = []
    length = 0
    for block in document.blocks:
        if length > LONG_PART and isinstance(block, Heading | Page):
            carried = open_headings
            if isinstance(block, Heading):
                carried = [heading for heading in open_headings if heading.level < block.level]
            pieces.append(list(carried))
            length = 0
        if isinstance(block, Heading):
            open_headings = [*(heading for heading in open_headings if heading.level < block.level), block]
        pieces[-1].append(block)
        length += _length(block)
    if len(pieces) == 1:
        return (document,)
    return tuple(
        replace(document, title=f"{document.title} ({n}/{len(pieces)})", blocks=tuple(blocks))
        for n, blocks in enumerate(pieces, 1)
    )


def markdown(blocks: Sequence[Block]) -> str:
    return "\n\n".join(text for block in blocks if (text := _markdown(block)))


def plain(blocks: Sequence[Block]) -> str:
    """The beginning of the text without markup, enough to tell its language."""
    found: list[str] = []
    length = 0
    for text in _texts(blocks):
        found.append(text)
        length += len(text)
        if length > 4_000:
            break
    return "\n".join(found)[:8_000]


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text) | AsWritten(text=text):
                yield text
            case Items(items=items):
                yield from (item.text for item in items)
            case Table(rows=rows):
                yield from (" ".join(row) for row in rows)
            case Code() | Page():
                pass


def _length(block: Block) -> int:
    match block:
        case Items(items=items):
            return sum(len(item.text) + 4 for item in items)
        case Table(rows=rows):
            return sum(len(cell) + 3 for row in rows for cell in row)
        case Page():
            return 0
        case _:
            return len(block.text)


def _markdown(block: Block) -> str:
    match block:
        case Heading(level=level, text=text):
            return f"{'#' * min(max(level, 1), 6)} {_line(text)}" if text.strip() else ""
        case Paragraph(text=text):
            return "\n".join(_unmarked(line) for line in text.split("\n") if line.strip())
        case Items(items=items):
            return "\n".join(_listed(items))
        case Table(rows=rows):
            return _table(rows)
        case Code(text=text):
            longest = max((len(run) for run in _RUN_OF_TICKS.findall(text)), default=2)
            fence = "`" * (longest + 1)
            return f"{fence}\n{text.strip(chr(10))}\n{fence}" if text.strip() else ""
        case Page(number=number):
            return f"<!-- page {number} -->"
        case AsWritten(text=text):
            return text.strip("\n")


def _listed(items: Sequence[Item]) -> Iterator[str]:
    numbers: dict[int, int] = {}
    for item in items:
        lines = [line.strip() for line in item.text.split("\n") if line.strip()]
        if not lines:
            continue
        level = min(max(item.level, 0), 8)
        numbers = {depth: number for depth, number in numbers.items() if depth <= level}
        indent = "   " * level
        if item.ordered:
            numbers[level] = item.number or numbers.get(level, 0) + 1
            mark = f"{numbers[level]}."
        else:
            mark = "-"
        yield f"{indent}{mark} {lines[0]}"
        yield from (f"{indent}   {line}" for line in lines[1:])


def _table(rows: Sequence[Sequence[str]]) -> str:
    kept = [[_line(cell).replace("|", "\\|") for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not kept:
        return ""
    width = max(map(len, kept))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in kept]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _line(text: str) -> str:
    return " ".join(text.split())


def _unmarked(line: str) -> str:
    """A line of running text that Markdown would take for a heading, a table or a fence."""
    return _WOULD_BE_MARKED.sub(r"\1\\\2", line)
