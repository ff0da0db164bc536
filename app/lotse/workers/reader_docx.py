"""Reads DOCX: paragraphs, headings by style, numbered and pointed lists, tables. No macro, field or link does anything.

Owns the meaning of Word's elements. What was deleted under tracking or is hidden is not text; what was inserted is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lotse.workers.handler import JobFailed
from lotse.workers.reader_form import FIELDS, Cell, Doc, Grid, Job, WireBlock, metadata, shape
from lotse.workers.reader_xml import parse
from lotse.workers.reader_zip import Zip, contained

_DOCUMENT = "word/document.xml"
_HEADING_NAME = re.compile(r"(?:heading|überschrift|ueberschrift|berschrift)\s*(\d)")
_TITLE_NAMES = frozenset({"title", "titel"})
_NO_PROPERTY = frozenset({"id", "body", "question", "answer"})
_OFF = frozenset({"0", "false", "off", "none"})
_UNSEEN = frozenset({"w:del", "w:moveFrom", "w:instrText", "w:delText", "mc:Fallback", "w:rPrChange", "w:pPrChange"})


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    number: str = ""


@dataclass(slots=True)
class _Paragraph:
    text: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    number: str = ""
    level: int = 0


def docx(job: Job) -> Iterator[Doc]:
    package = contained(job.content)
    if _DOCUMENT not in package:
        raise JobFailed("file_damaged")
    body = _Body(_styles(package, job), _numbering(package, job))
    parse(package.open(_DOCUMENT), job, start=body.start, end=body.end, text=body.characters)
    body.end_list()
    values = _properties(package, job)
    title = body.title or str(values.get("title") or "")
    blocks = body.blocks
    if not blocks:
        raise JobFailed("nothing_to_read")
    if not title and blocks[0][0] == "h":
        title = str(blocks.pop(0)[2])
    elif blocks[0][0] == "h" and blocks[0][2] == title:
        blocks.pop(0)
    yield Doc(title, blocks, metadata(values))


class _Body:
    """Collects blocks from the events of `word/document.xml`."""

    def __init__(self, styles: Mapping[str, _Style], ordered: Mapping[tuple[str, int], bool]) -> None:
        self._styles = styles
        self._ordered = ordered
        self.blocks: list[WireBlock] = []
        self.title = ""
        self._unseen = 0
        self._paragraphs: list[_Paragraph] = []
        self._in_text = False
        self._run_hidden = False
        self._items: list[list[object]] = []
        self._list = ""
        self._counts: dict[tuple[str, int], int] = {}
        self._tables: list[Grid] = []
        self._cells: list[Cell] = []

    def start(self, name: str, values: Mapping[str, str]) -> None:
        if self._unseen or name in _UNSEEN:
            self._unseen += 1
            return
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        match name:
            case "w:p":
                self._paragraphs.append(_Paragraph())
            case "w:tbl":
                self._end_list_outside_tables()
                self._tables.append(Grid())
            case "w:tr" if self._tables:
                self._tables[-1].begin_row()
            case "w:tc" if self._tables:
                self._cells.append(Cell())
            case "w:gridSpan" if self._cells:
                self._cells[-1].columns = _int(values.get("w:val")) or 1
            case "w:vMerge" if self._cells:
                self._cells[-1].continued = values.get("w:val", "continue") != "restart"
            case "w:r":
                self._run_hidden = False
            case "w:vanish" if values.get("w:val", "1") not in _OFF:
                self._run_hidden = True
            case "w:t":
                self._in_text = True
            case "w:pStyle" if paragraph is not None:
                paragraph.style = values.get("w:val", "")
            case "w:outlineLvl" if paragraph is not None:
                paragraph.outline = _int(values.get("w:val"))
            case "w:numId" if paragraph is not None:
                paragraph.number = values.get("w:val", "")
            case "w:ilvl" if paragraph is not None:
                paragraph.level = min(_int(values.get("w:val")) or 0, 8)
            case "w:tab" | "w:ptab" if paragraph is not None:
                paragraph.text.append(" ")
            case "w:br" | "w:cr" if paragraph is not None:
                paragraph.text.append("\n")
            case "w:noBreakHyphen" if paragraph is not None:
                paragraph.text.append("-")

    def end(self, name: str) -> None:
        if self._unseen:
            self._unseen -= 1
            return
        match name:
            case "w:t":
                self._in_text = False
            case "w:p" if self._paragraphs:
                self._end_paragraph(self._paragraphs.pop())
            case "w:tc" if self._cells:
                cell = self._cells.pop()
                if self._tables:
                    self._tables[-1].put(cell)
            case "w:tbl" if self._tables:
                self._end_table([row for row in self._tables.pop().rows if any(row)])

    def characters(self, text: str) -> None:
        if self._in_text and not self._unseen and not self._run_hidden and self._paragraphs:
            self._paragraphs[-1].text.append(text)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        lines = [shape(line) for line in "".join(paragraph.text).split("\n")]
        text = "\n".join(line for line in lines if line)
        if self._cells:
            self._cells[-1].texts.append(text)
            return
        if not text:
            return
        style = self._styled(paragraph.style)
        level = paragraph.outline if paragraph.outline is not None else style.outline
        number = paragraph.number or style.number
        if style.name in _TITLE_NAMES and not self.title and not self.blocks:
            self.title = shape(text)
        elif level is not None and level < 9:
            self.end_list()
            self.blocks.append(["h", level + 1, shape(text)])
        elif number and number != "0":
            if self._list != number:
                self.end_list()
            self._list = number
            self._items.append([paragraph.level, self._step(number, paragraph.level), text])
        else:
            self.end_list()
            self.blocks.append(["p", text])

    def _step(self, number: str, level: int) -> bool | int:
        """Whether it is a step; its number, where a note parts it from the steps before it: Word counts on."""
        for below in range(level + 1, 9):
            self._counts.pop((number, below), None)
        if not self._ordered.get((number, level), False):
            return False
        count = self._counts[number, level] = self._counts.get((number, level), 0) + 1
        begins = not any(item[0] == level and item[1] for item in self._items)
        return count if begins and count > 1 else True

    def _styled(self, style_id: str) -> _Style:
        """The style with what it inherits; styles based on each other in a circle end it."""
        found = _Style(self._styles.get(style_id, _Style()).name)
        seen: set[str] = set()
        while style_id and style_id not in seen:
            seen.add(style_id)
            style = self._styles.get(style_id, _Style())
            found.outline = style.outline if found.outline is None else found.outline
            found.number = found.number or style.number
            style_id = style.based_on
        return found

    def end_list(self) -> None:
        if self._items:
            self.blocks.append(["l", self._items])
        self._items, self._list = [], ""

    def _end_list_outside_tables(self) -> None:
        if not self._tables:
            self.end_list()

    def _end_table(self, rows: list[list[str]]) -> None:
        if not rows:
            return
        if self._cells:
            self._cells[-1].texts.extend(" ".join(row) for row in rows)
        elif max(map(len, rows)) == 1:
            self.blocks.extend(["p", row[0]] for row in rows if row and row[0])
        else:
            self.blocks.append(["t", [list(row) for row in rows]])


def _styles(package: Zip, job: Job) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    current = _Style()

    def start(name: str, values: Mapping[str, str]) -> None:
        nonlocal current
        match name:
            case "w:style":
                current = found.setdefault(values.get("w:styleId", ""), _Style())
            case "w:name":
                current.name = values.get("w:val", "").casefold().strip()
                if heading := _HEADING_NAME.fullmatch(current.name):
                    current.outline = int(heading[1]) - 1
            case "w:basedOn":
                current.based_on = values.get("w:val", "")
            case "w:outlineLvl" if current.outline is None:
                current.outline = _int(values.get("w:val"))
            case "w:numId":
                current.number = values.get("w:val", "")

    if "word/styles.xml" in package:
        parse(package.open("word/styles.xml"), job, start=start)
    return found


def _numbering(package: Zip, job: Job) -> dict[tuple[str, int], bool]:
    """Whether a level of a numbering counts; pictures and dots do not."""
    abstract: dict[tuple[str, int], bool] = {}
    numbers: dict[str, str] = {}
    at = {"abstract": "", "level": "0", "number": ""}

    def start(name: str, values: Mapping[str, str]) -> None:
        match name:
            case "w:abstractNum":
                at["abstract"] = values.get("w:abstractNumId", "")
            case "w:lvl":
                at["level"] = values.get("w:ilvl", "0")
            case "w:numFmt":
                counted = values.get("w:val", "") not in ("bullet", "none")
                abstract.setdefault((at["abstract"], _int(at["level"]) or 0), counted)
            case "w:num":
                at["number"] = values.get("w:numId", "")
            case "w:abstractNumId":
                numbers[at["number"]] = values.get("w:val", "")

    if "word/numbering.xml" in package:
        parse(package.open("word/numbering.xml"), job, start=start)
    return {
        (number, level): counted
        for number, of in numbers.items()
        for (name, level), counted in abstract.items()
        if name == of
    }


def _properties(package: Zip, job: Job) -> dict[str, object]:
    values: dict[str, object] = {}
    wanted = {"dc:title": "title", "dc:language": "lang", "cp:keywords": "tags"}
    at = ""

    def start(name: str, given: Mapping[str, str]) -> None:
        """Word's own properties, then those the author named: `gültig bis`, `Zielgruppe`."""
        nonlocal at
        if name == "property":
            at = FIELDS.get(given.get("name", "").strip().casefold(), "")
            at = "" if at in _NO_PROPERTY else at
            values.pop(at, None)
        elif name in wanted:
            at = wanted[name]

    def end(name: str) -> None:
        nonlocal at
        if name == "property" or name in wanted:
            at = ""

    def text(found: str) -> None:
        if at:
            values[at] = f"{values.get(at, '')}{found}".strip()

    for member in ("docProps/core.xml", "docProps/custom.xml"):
        if member in package:
            parse(package.open(member), job, start=start, end=end, text=text)
    return values


def _int(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else None
