"""Cuts the Markdown of an article into passages: what is indexed, shown and quoted.

Owns where a cut may be: between blocks under one heading, never inside a list item, a table row or a code block, and
inside a paragraph only when it alone is too long, then at the end of a sentence. Numbered steps stay together: half an
instruction is worse than none. Rows of a table that is cut keep its head: a number without its column says nothing. A
passage stands on one page of a paged original, which ends its path of headings. Must not know where passages are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lotse.domain.knowledge import Article

VERSION = 3
"""Raised when the same article would be cut differently: stores cut again."""

SHORT = 120
LONG = 900
LONG_STEPS = 3_000
"""A list of numbered steps is cut, between steps, only beyond this."""

_HEADING = re.compile(r"^ {0,3}(#{1,6})([ \t].*)?$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_BETWEEN_STEPS = 3
"""At most so many blocks may stand between two numbered steps for them to be one list."""
_ITEM = re.compile(r"^(\s*)(?:[-*+•]|\d{1,9}[.)])\s+\S")
_SENTENCE_END = re.compile(r"(?<=[.!?…:;])\s+|(?<=[.!?…][\"'“”»«)\]])\s+")
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_MARKS = re.compile(r"[*_`]+")
_STEP = re.compile(r"^(\s*)(\d{1,9})[.)]\s")
_TABLE_RULE = re.compile(r"^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$")
_PAGE = re.compile(r"^<!-- page (\d{1,6}) -->$")
_PAGE_NAMES = {"de": "S. {}", "en": "p. {}"}


@dataclass(frozen=True, slots=True)
class Cut:
    """One piece: the headings it stands under, outermost first, and its text as written."""

    heading_path: tuple[str, ...]
    text: str


@dataclass(slots=True)
class _Block:
    """Lines that belong together; a heading (`h1` to `h6`) holds its name."""

    lines: list[str] = field(default_factory=list)
    kind: str = "text"

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n").rstrip()

    @property
    def opens(self) -> bool:
        """Whether it announces what follows ("Sie brauchen:") and must not be parted from it."""
        return self.kind == "text" and self.text.endswith(":")


def of_article(article: Article) -> tuple[Cut, ...]:
    """Passages of an article; one without text is still found by its title."""
    return cut(article.body, article.title, article.lang) or (Cut((), article.title),)


def cut(body: str, title: str = "", lang: str = "de") -> tuple[Cut, ...]:
    """Passages of `body` in order, mostly of `SHORT` to `LONG` characters; a section shorter than that stays whole.

    A heading that repeats `title` is left out of the paths. White space, rules and page marks apart, every character
    of the body that is not part of a heading is in exactly one passage; the head of a table that is cut is in each.
    """
    passages: list[Cut] = []
    page_name = _PAGE_NAMES.get(lang, _PAGE_NAMES["en"])
    for path, page, blocks in _sections(body.replace("\r\n", "\n").replace("\r", "\n"), title.strip()):
        where = (*path, page_name.format(page)) if page else path
        passages.extend(Cut(where, text) for text in _packed(blocks))
    return tuple(passages)


def _sections(body: str, title: str) -> Iterator[tuple[tuple[str, ...], str, list[_Block]]]:
    """Path of headings, page if any, and blocks of what stands together."""
    path: list[tuple[int, str]] = []
    page = ""
    blocks: list[_Block] = []
    for block in _blocks(body):
        if not block.kind.startswith(("h", "page")):
            blocks.append(block)
            continue
        if blocks:
            yield _shown(path, title), page, blocks
            blocks = []
        if block.kind == "page":
            page = block.text
            continue
        level = int(block.kind[1:])
        path = [*((depth, name) for depth, name in path if depth < level), (level, block.text)]
    if blocks:
        yield _shown(path, title), page, blocks


def _shown(path: list[tuple[int, str]], title: str) -> tuple[str, ...]:
    return tuple(name for _, name in path if name and name != title)


def _blocks(body: str) -> Iterator[_Block]:
    """Headings (`h1`…`h6`), pages, lists, code, tables and paragraphs, in order."""
    block = _Block()
    fence = ""
    blank = False
    for line in body.split("\n"):
        if fence:
            block.lines.append(line)
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                yield block
                block, fence = _Block(), ""
            continue
        if not line.strip():
            blank = True
            if block.kind == "list":
                block.lines.append(line)
            continue
        opened = _FENCE.match(line)
        heading = _HEADING.match(line)
        underline = _UNDERLINE.match(line)
        kind = _kind(line)
        if underline and block.kind == "text" and len(block.lines) == 1 and not blank:
            yield _Block([_name(block.text)], "h1" if "=" in line else "h2")
            block = _Block()
        elif _RULE.match(line):
            yield from _whole(block)
            block = _Block()
        elif page := _PAGE.match(line):
            yield from _whole(block)
            yield _Block([page[1]], "page")
            block = _Block()
        elif heading:
            yield from _whole(block)
            yield _Block([_name(_unclosed(heading[2] or ""))], f"h{len(heading[1])}")
            block = _Block()
        elif opened:
            yield from _whole(block)
            block, fence = _Block([line], "code"), opened[1]
        elif block.lines and _goes_on(block, line, kind, blank=blank):
            block.lines.append(line)
        else:
            yield from _whole(block)
            block = _Block([line], kind)
        blank = False
    yield from _whole(block)


def _kind(line: str) -> str:
    if _ITEM.match(line):
        return "list"
    return "table" if line.lstrip().startswith("|") else "text"


def _goes_on(block: _Block, line: str, kind: str, *, blank: bool) -> bool:
    if block.kind == "list":
        # The next item, or a line that belongs to the item: indented, or written on without an empty line.
        return kind == "list" or line[:1] in " \t" or not blank
    return not blank and block.kind == kind


def _whole(block: _Block) -> Iterator[_Block]:
    if block.text.strip():
        yield block


def _unclosed(text: str) -> str:
    """The name of a heading without the marks that may end it (`## Frist ##`)."""
    name = text.strip()
    bare = name.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else name


def _name(text: str) -> str:
    return _MARKS.sub("", text).strip()


def _packed(blocks: list[_Block]) -> list[str]:
    """Texts of one section: neighbours are put together up to `LONG`, what is longer alone is cut."""
    texts: list[str] = []
    waiting = ""
    held = ""  # announces the next block and stays with it
    blocks = _stitched(blocks)
    for block in blocks:
        text = f"{held}\n\n{block.text}" if held else block.text
        held = ""
        if block.opens and block is not blocks[-1]:
            held = text
            continue
        for piece in _fitting(text, block.kind):
            if waiting and len(waiting) + 2 + len(piece) > LONG:
                texts.append(waiting)
                waiting = ""
            waiting = f"{waiting}\n\n{piece}" if waiting else piece
    if waiting:
        texts.append(waiting)
    return _no_crumbs(texts)


def _stitched(blocks: list[_Block]) -> list[_Block]:
    """Steps that go on behind a picture, a note or code are one list: 1., 2., code, 3., 4."""
    stitched: list[_Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        while block.kind == "list" and (wanted := _next_step(block)) > 1:
            reach = blocks[at : at + _BETWEEN_STEPS + 1]
            ahead = next((n for n, one in enumerate(reach) if one.kind == "list" and _first_step(one) == wanted), None)
            if ahead is None or len(block.text) + sum(len(one.text) + 2 for one in reach[: ahead + 1]) > LONG_STEPS:
                break
            lines = [line for one in (block, *reach[: ahead + 1]) for line in (*one.text.split("\n"), "")]
            block = _Block(lines, "list")
            at += ahead + 1
        stitched.append(block)
    return stitched


def _first_step(block: _Block) -> int:
    found = next((step for line in block.lines if _ITEM.match(line) and (step := _STEP.match(line))), None)
    return int(found[2]) if found else 0


def _next_step(block: _Block) -> int:
    """The number that would go on with the outermost steps of a list; 1 when it has none."""
    steps = [step for line in block.lines if (step := _STEP.match(line))]
    indent = min((len(step[1]) for step in steps), default=0)
    return next((int(step[2]) for step in reversed(steps) if len(step[1]) == indent), 0) + 1


def _no_crumbs(texts: list[str]) -> list[str]:
    """A last piece too short to stand alone goes to the one before."""
    if len(texts) > 1 and len(texts[-1]) < SHORT:
        return [*texts[:-2], f"{texts[-2]}\n\n{texts[-1]}"]
    return texts


def _fitting(text: str, kind: str) -> list[str]:
    if len(text) <= LONG or kind == "code" or (kind == "list" and _steps(text) and len(text) <= LONG_STEPS):
        return [text]
    if kind == "list":
        return _joined(_items(text), "\n", _sentences, LONG_STEPS if _steps(text) else LONG)
    if kind == "table":
        return _rows(text)
    return _sentences(text)


def _rows(text: str) -> list[str]:
    """The table cut between rows, each piece under its head, when it has one that leaves room for rows."""
    lines = text.split("\n")
    ruled = next((n for n, line in enumerate(lines) if line.lstrip().startswith("|") and _TABLE_RULE.match(line)), 0)
    before, head, rows = lines[: ruled - 1], lines[ruled - 1 : ruled + 1], lines[ruled + 1 :]
    room = LONG - len("\n".join(head)) - 1
    if not ruled or not rows or room < LONG / 2:
        return _joined(lines, "\n", _whole_piece)
    pieces = [("\n".join((*head, piece))) for piece in _joined(rows, "\n", _whole_piece, room)]
    if before:
        pieces[0] = "\n".join((*before, pieces[0]))
    return pieces


def _steps(text: str) -> bool:
    """Whether the list is numbered; what announces it may stand before the first step."""
    first = next((line for line in text.split("\n") if _ITEM.match(line)), "")
    return _STEP.match(first) is not None


def _items(text: str) -> list[str]:
    """The list cut before each item of its outermost level."""
    lines = text.split("\n")
    starts = [(found, n) for n, line in enumerate(lines) if (found := _ITEM.match(line))]
    indent = min((len(found[1]) for found, _ in starts), default=0)
    cuts = [n for found, n in starts if len(found[1]) == indent and n > 0]
    # What announces the list stays with its first item.
    if cuts and not _ITEM.match(lines[0]):
        cuts = cuts[1:]
    edges = [0, *cuts, len(lines)]
    return ["\n".join(lines[start:end]).rstrip() for start, end in pairwise(edges)]


def _whole_piece(text: str) -> list[str]:
    return [text]


def _sentences(text: str) -> list[str]:
    if len(text) <= LONG:
        return [text]
    return _joined(_SENTENCE_END.split(text), " ", _words)


def _words(text: str) -> list[str]:
    """The last resort for text without an end: cut at white space, or anywhere."""
    pieces = []
    while len(text) > LONG:
        space = max(text.rfind(" ", SHORT, LONG), text.rfind("\n", SHORT, LONG))
        end = space if space > 0 else LONG
        pieces.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*pieces, text] if text else pieces


def _joined(parts: list[str], glue: str, too_long: Callable[[str], list[str]], limit: int = LONG) -> list[str]:
    """Neighbouring parts put together up to `limit`; one that is longer alone than `LONG` is handed to `too_long`."""
    pieces: list[str] = []
    for part in parts:
        if len(part) > LONG:
            pieces.extend(too_long(part))
        elif pieces and len(pieces[-1]) + len(glue) + len(part) <= limit:
            pieces[-1] = f"{pieces[-1]}{glue}{part}"
        else:
            pieces.append(part)
    return pieces
