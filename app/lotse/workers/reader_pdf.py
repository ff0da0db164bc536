"""Reads PDF with pdfium: text page by page, headings by the size of their letters, lists by their marks.

pdfium is native code and ends its process when it meets what it cannot bear; that is why it lives in a worker. It is
built without JavaScript and without forms: nothing in a file can act. A page that shows something but holds no text is
said to be one (a scan), never passed over in silence.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from lotse.workers.handler import JobFailed
from lotse.workers.reader_form import MAX_TEXT_CHARACTERS, Doc, Job, WireBlock, metadata, shape

MAX_PAGES: Final = 20_000
HEADING_RATIO: Final = 1.15
"""A line this much larger than most of the text is a heading."""
MOST_HEADING_CHARACTERS: Final = 120
MOST_LEVELS: Final = 4
MOST_NOTES: Final = 3
"""Paragraphs that may stand between two steps of one instruction."""
RUNNING_SHARE: Final = 0.5
"""A first or last line that stands on so many pages, its numbers apart, is a running title and no text."""
RUNNING_FROM_PAGES: Final = 4

_POINT = re.compile(r"^\s*[•●▪◦‣∙■□–—\-\*]\s+(?=\S)")
_STEP = re.compile(r"^\s*(\d{1,3})[.)]\s+(?=\S)")
_PARTED = re.compile(r"[\ufffe\x02]\s*(?=[a-zäöüß])")
"""pdfium marks the hyphen of a word that the end of a line parts, and joins the two lines."""
_DIGITS = re.compile(r"\d+")
_ENDS = (".", "!", "?", ":", ";", "“", '"')
_PASSWORD_ERROR = 4
_PROPERTIES: Final[Mapping[str, tuple[str, ...]]] = {
    "tags": ("Keywords",),
    "lang": ("Language", "Sprache"),
    "valid_from": ("valid_from", "ValidFrom", "Valid from", "gültig ab", "Gültig ab"),
    "valid_to": ("valid_to", "ValidTo", "Valid to", "gültig bis", "Gültig bis"),
    "audience": ("audience", "Audience", "Zielgruppe"),
    "source": ("source", "Source", "Quelle"),
}


@dataclass(slots=True)
class _Line:
    """`size` is the height of its letters and `base` the place of its base line, in points; `page` counts from 1."""

    text: str
    size: float
    base: float
    page: int


def pdf(job: Job) -> Iterator[Doc]:
    document = _opened(job)
    try:
        if len(document) > MAX_PAGES:
            raise JobFailed("too_many_pages", limit=MAX_PAGES)
        pages, scanned = _read_pages(document, job)
        title = shape(document.get_metadata_dict(skip_empty=True).get("Title", ""))
        values = _properties(document)
    finally:
        document.close()
    if not any(pages):
        raise JobFailed("pdf_scanned" if scanned else "nothing_to_read", pages=len(scanned) or len(pages))
    if scanned:
        job.warn("pages_without_text", pages=_ranges(scanned), count=len(scanned))
    lines = _without_running(pages)
    yield Doc(_title(title, lines), _blocks(lines), metadata(values))


def _opened(job: Job) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(job.content)
    except pdfium.PdfiumError as error:
        password = getattr(error, "err_code", None) == _PASSWORD_ERROR
        raise JobFailed("file_encrypted" if password else "file_damaged") from None


def _properties(document: pdfium.PdfDocument) -> dict[str, object]:
    """What the document says of itself, under the names other programs write."""
    found: dict[str, object] = {}
    for key, names in _PROPERTIES.items():
        for name in names:
            text = shape(document.get_metadata_value(name))
            if text:
                found[key] = text
                break
    if language := _language(document):
        found["lang"] = language
    return found


def _language(document: pdfium.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size <= 64:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:size].decode("utf-16-le", "ignore").strip("\x00 ")


def _read_pages(document: pdfium.PdfDocument, job: Job) -> tuple[list[list[_Line]], list[int]]:
    """Lines of each page, and the numbers of the pages that show something but hold no text."""
    pages: list[list[_Line]] = []
    scanned: list[int] = []
    damaged: list[int] = []
    characters = 0
    for number in range(1, len(document) + 1):
        job.go_on()
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            damaged.append(number)
            pages.append([])
            continue
        try:
            lines = _lines(page, number)
            if not lines and _shows_something(page):
                scanned.append(number)
        except pdfium.PdfiumError:
            lines = []
            damaged.append(number)
        finally:
            page.close()
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_TEXT_CHARACTERS:
            raise JobFailed("document_too_long", limit=MAX_TEXT_CHARACTERS)
        pages.append(lines)
    if damaged and len(damaged) == len(document):
        raise JobFailed("file_damaged")
    if damaged:
        job.warn("pages_damaged", pages=_ranges(damaged), count=len(damaged))
    return pages, scanned


def _lines(page: pdfium.PdfPage, number: int) -> list[_Line]:
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        # Places are asked for by character: only when text and characters run in step do they belong together.
        in_step = textpage.count_chars() == len(text)
        found: list[_Line] = []
        at = 0
        for line in text.split("\n"):
            shown = shape(_PARTED.sub("", line).replace("\ufffe", "-").replace("\x02", "-"))
            if shown:
                size, base = _place(textpage, at, line) if in_step else (0.0, 0.0)
                found.append(_Line(shown, size, base, number))
            at += len(line) + 1
        return found
    finally:
        textpage.close()


def _place(textpage: pdfium.PdfTextPage, at: int, line: str) -> tuple[float, float]:
    """Size and base line of the first letter of a line."""
    at += len(line) - len(line.lstrip())
    left, base = ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetCharOrigin(textpage.raw, at, left, base):
        return 0.0, 0.0
    size = float(raw.FPDFText_GetFontSize(textpage.raw, at))
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(textpage.raw, at, matrix):
        size *= abs(matrix.d) or abs(matrix.b) or 1.0
    return round(size, 1), base.value


def _shows_something(page: pdfium.PdfPage) -> bool:
    return bool(raw.FPDFPage_CountObjects(page.raw) > 0)


def _without_running(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines but titles and page numbers that repeat at the edges of the pages. What is set as a heading must repeat
    to the letter; and where most pages held nothing else it is no running title but what the document says."""
    filled = [page for page in pages if page]
    every = [line for page in filled for line in page]
    if len(filled) < RUNNING_FROM_PAGES:
        return every
    large = HEADING_RATIO * _body_size(every) or math.inf

    def said(line: _Line) -> str:
        return line.text if line.size >= large else _DIGITS.sub("#", line.text)

    edges = Counter(words for page in filled for words in {said(line) for line in (*page[:1], *page[-1:])})
    running = {words for words, count in edges.items() if count > RUNNING_SHARE * len(filled)}
    kept = [[line for line in page if said(line) not in running] for page in filled]
    emptied = sum(not any(line.size < large for line in page) for page in kept)
    return every if emptied > RUNNING_SHARE * len(filled) else [line for page in kept for line in page]


def _body_size(lines: Sequence[_Line]) -> float:
    """The size in which most of the text is set; 0 where it is not known."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _title(named: str, lines: Sequence[_Line]) -> str:
    """The document's own title, else the largest line of the first page."""
    if len(named) > 3 and not named.lower().endswith((".doc", ".docx", ".indd", ".tmp")):
        return named
    first = [line for line in lines if line.page == lines[0].page][:20] if lines else []
    largest = max(first, key=lambda line: line.size, default=None)
    if largest is not None and largest.size > 0 and len(largest.text) <= MOST_HEADING_CHARACTERS:
        return largest.text
    return ""


def _blocks(lines: Sequence[_Line]) -> list[WireBlock]:
    body, sizes = _body_size(lines), {line.size for line in lines}
    large = sorted((size for size in sizes if body and size >= HEADING_RATIO * body), reverse=True)[:MOST_LEVELS]
    levels = {size: level for level, size in enumerate(large, 1)}
    gather = _Gather(levels, _usual_gap(lines))
    for line in lines:
        gather.take(line)
    gather.end()
    return gather.blocks


def _usual_gap(lines: Sequence[_Line]) -> float:
    """The distance between two lines of one paragraph."""
    gaps = Counter(
        round(before.base - line.base, 0)
        for before, line in pairwise(lines)
        if before.page == line.page and before.size == line.size and before.base > line.base
    )
    return max(gaps.most_common(1)[0][0], 1.0) if gaps else 0.0


class _Gather:
    """Puts lines together to paragraphs, lists and headings."""

    def __init__(self, levels: dict[float, int], gap: float) -> None:
        self.blocks: list[WireBlock] = []
        self._levels = levels
        self._gap = gap
        self._page = 0
        self._text = ""
        self._items: list[list[object]] = []
        self._heading = 0
        self._step = 0
        self._notes = 0
        self._before: _Line | None = None

    def take(self, line: _Line) -> None:
        level = self._levels.get(line.size, 0) if len(line.text) <= MOST_HEADING_CHARACTERS else 0
        point, step = _POINT.match(line.text), _STEP.match(line.text)
        turned = line.page != self._page
        parted = self._parted(line)
        number = int(step[1]) if step and not point and self._is_step(int(step[1])) else 0
        list_goes_on = number > 1 and self._has_steps()
        if turned and not list_goes_on and not (self._goes_on_over_page(line) and not (level or point or step)):
            self.end()
        if level:
            if self._heading != level or parted:
                self.end()
            self._turn(line)
            self._heading, self._step = level, 0
            self._text = _joined(self._text, line.text)
        elif marked := point or (step if number else None):
            self._end_text()
            if not list_goes_on:  # else it stays on the page where it began: half an instruction is worse than none
                self._turn(line)
            self._take_item(line.text[marked.end() :], number)
        elif self._items and not parted:
            self._items[-1][2] = _joined(str(self._items[-1][2]), line.text)
        else:
            if self._heading or self._items or parted:
                self.end()
            if not self._text:
                self._turn(line)
            self._text = _joined(self._text, line.text)
        self._before = line

    def _take_item(self, text: str, number: int) -> None:
        after_note = number > 1 and not self._has_steps()
        self._items.append([0, number if after_note else number > 0, text])
        if number:
            self._step, self._notes = number, 0

    def _has_steps(self) -> bool:
        return any(item[1] for item in self._items)

    def _is_step(self, number: int) -> bool:
        """`3. März` at the beginning of a line is no step; 1 is one, and what follows a step is."""
        return number == self._step + 1 or (number == 1 and not self._has_steps())

    def _parted(self, line: _Line) -> bool:
        before = self._before
        if before is None or before.page != line.page or not self._gap:
            return before is not None and before.page == line.page and before.text.endswith(_ENDS) and not line.size
        distance = before.base - line.base
        # A sentence that goes on is parted by a wide gap only, and by nothing when it goes on in the next column.
        goes_on = not before.text.endswith(_ENDS) and line.text[:1].islower()
        return distance > (2.5 if goes_on else 1.4) * self._gap or (distance < -self._gap and not goes_on)

    def _goes_on_over_page(self, line: _Line) -> bool:
        """A sentence that the end of the page parts is one paragraph, on the page where it began."""
        text = self._text or (str(self._items[-1][2]) if self._items else "")
        return bool(text) and not self._heading and not text.endswith(_ENDS) and line.text[:1].islower()

    def _turn(self, line: _Line) -> None:
        if line.page != self._page:
            self._page = line.page
            self.blocks.append(["n", line.page])

    def _end_text(self) -> None:
        if self._text:
            self.blocks.append(["h", self._heading, self._text] if self._heading else ["p", self._text])
            self._notes += 1
            if self._notes > MOST_NOTES:
                self._step = 0
        self._text, self._heading = "", 0

    def end(self) -> None:
        self._end_text()
        if self._items:
            self.blocks.append(["l", self._items])
            self._items = []


def _joined(text: str, line: str) -> str:
    """Two lines as one; a word that was parted at the end of the first is put together again."""
    if not text:
        return line
    if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and line[:1].islower():
        return f"{text[:-1]}{line}"
    return f"{text} {line}"


def _ranges(numbers: Sequence[int]) -> str:
    """`1, 3-5`; the first few, when there are many."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in found[:8])
    return f"{shown} …" if len(found) > 8 else shown
