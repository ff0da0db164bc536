"""Reads HTML. Scripts are not executed, nothing is loaded, no link is followed: only text and its structure are kept.

The parser is the standard library's, which never recurses and reports what it cannot read as text. Navigation, footers
and the like are left out; where a page marks its main part, only that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lotse.decoding import Undecodable, to_text
from lotse.workers.handler import JobFailed
from lotse.workers.reader_form import FIELDS, Cell, Doc, Grid, Job, WireBlock, metadata, shape

_FEED = 1 << 20
_UNSEEN = frozenset("script style noscript template svg math iframe object canvas audio video select head".split())
_AROUND = frozenset("nav footer aside form dialog menu".split())
_BLOCKS = frozenset(
    """address article blockquote body center dd details div dl dt fieldset figcaption figure header hgroup hr html
    legend li main ol p pre section summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6""".split()
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CONDITIONAL = re.compile(r"<!\[[^\[\]<>]{0,200}\]>")
_DECLARED = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]{2,40})""")
_SINGLE_BYTE = frozenset(
    """iso-8859-1 iso-8859-2 iso-8859-9 iso-8859-15 latin1 windows-1250 windows-1251 windows-1252 windows-1254
    koi8-r us-ascii""".split()
)
_MAIN_SHARE = 0.2


@dataclass(slots=True)
class _List:
    ordered: bool
    start: int = 0


@dataclass(slots=True)
class _Table:
    grid: Grid = field(default_factory=Grid)
    cell: Cell | None = None


def html(job: Job) -> Iterator[Doc]:
    text = _CONDITIONAL.sub("", _decoded(job)).replace("<![", "&lt;![")
    page = _parse(text, job, around=False)
    if not any(len(block) > 1 and block[-1] for block in page.kept()):
        page = _parse(text, job, around=True)  # everything stood in something that was taken for navigation
    blocks = page.kept()
    if not blocks:
        raise JobFailed("nothing_to_read")
    first = next((block for block in blocks if block[0] == "h"), None)
    title = shape(page.title)
    if first is not None and first[1] == 1:
        title = str(first[2])
        blocks = [block for block in blocks if block is not first]
    yield Doc(title, blocks, metadata(page.values))


def _decoded(job: Job) -> str:
    declared = _DECLARED.search(job.content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    try:
        found = to_text(job.content)
    except Undecodable as problem:
        if problem.code == "encoding_unknown" and name in _SINGLE_BYTE:
            return job.content.decode(name, "replace")
        raise JobFailed(problem.code) from None
    if found.assumed and name not in _SINGLE_BYTE:
        job.warn("encoding_assumed", encoding=found.assumed)
    return found.text


def _parse(text: str, job: Job, *, around: bool) -> _Page:
    page = _Page(_UNSEEN if around else _UNSEEN | _AROUND)
    for start in range(0, len(text), _FEED):
        job.go_on()
        page.feed(text[start : start + _FEED])
    page.close()
    page.end_block()
    page.end_lists()
    page.end_tables()
    return page


class _Page(HTMLParser):
    """Collects blocks. Tags that were never closed end with what stands around them."""

    def __init__(self, unseen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._unseen = unseen
        self.blocks: list[WireBlock] = []
        self.title = ""
        self.values: dict[str, object] = {}
        self._hidden: list[str] = []
        self._text: list[str] = []
        self._in_title = False
        self._heading = 0
        self._code: list[str] | None = None
        self._lists: list[_List] = []
        self._items: list[list[object]] = []
        self._tables: list[_Table] = []
        self._main: list[tuple[int, int]] = []
        self._main_from = -1
        self._term = False

    # --- what the parser says ---

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "title" and not self.title:
            self._in_title = True
            return
        if tag == "meta":
            self._meta(given)
            return
        if tag == "html" and given.get("lang"):
            self.values.setdefault("lang", given["lang"])
        if tag == "body":  # a head that was never closed
            self._hidden = [name for name in self._hidden if name != "head"]
        if tag in self._unseen or (self._hidden and tag not in _VOID):
            self._hidden.append(tag)
            return
        if self._hidden:
            return
        if tag in _BLOCKS:
            self.end_block()
        self._open(tag, given)

    def _open(self, tag: str, given: dict[str, str]) -> None:
        if tag in _HEADINGS:
            self._end_what_only_arranges(tag)
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self._lists.append(_List(tag == "ol", _number(given.get("start", ""))))
        elif tag == "li" and self._lists:
            around = self._lists[-1]
            number = (_number(given.get("value", "")) or around.start) if around.ordered else 0
            around.start = 0
            self._items.append([min(len(self._lists) - 1, 8), number or around.ordered, ""])
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].grid.begin_row()
        elif tag in ("td", "th") and self._tables:
            self._end_cell()
            columns, rows = (_number(given.get(name, "")) or 1 for name in ("colspan", "rowspan"))
            self._tables[-1].cell = Cell(columns=columns, rows=rows)
        elif tag == "pre":
            self._code = []
        elif tag == "br":
            self._take("\n")
        elif tag == "img":
            self._take(f" {given.get('alt', '')} ")
        elif tag in ("main", "article") and self._main_from < 0:
            self._main_from = len(self.blocks)
        elif tag == "dt":
            self._term = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
            return
        if self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
            return
        if tag == "pre" and self._code is not None:
            self._end_code()
        if tag not in _BLOCKS:
            return
        self.end_block()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            if not self._lists:
                self.end_lists()
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in ("main", "article") and self._main_from >= 0:
            self._main.append((self._main_from, len(self.blocks)))
            self._main_from = -1

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._hidden:
            self._take(data if self._code is not None else data.replace("\n", " "))

    def _meta(self, given: dict[str, str]) -> None:
        meant = FIELDS.get(given.get("name", "").casefold())
        if meant and given.get("content"):
            self.values.setdefault(meant, given["content"])

    # --- what becomes of it ---

    def _take(self, text: str) -> None:
        (self._code if self._code is not None else self._text).append(text)

    def end_block(self) -> None:
        """Running text up to here is one block."""
        if self._code is not None:
            return
        lines = [shape(line) for line in "".join(self._text).split("\n")]
        text = "\n".join(line for line in lines if line)
        self._text = []
        heading, self._heading = self._heading, 0
        term, self._term = self._term, False
        if not text:
            return
        if self._tables and (cell := self._tables[-1].cell) is not None:
            cell.texts.append(text)
        elif self._items:
            self._items[-1][2] = f"{self._items[-1][2]}\n{text}".strip()
        elif heading:
            self.blocks.append(["h", heading, shape(text)])
        else:
            self.blocks.append(["p", f"{text.rstrip(':')}:" if term else text])

    def end_lists(self) -> None:
        if self._items:
            self.blocks.append(["l", [item for item in self._items if item[2]]])
        self._lists, self._items = [], []

    def end_tables(self) -> None:
        while self._tables:
            self._end_table()

    def _end_what_only_arranges(self, heading: str) -> None:
        """A heading in points or in a cell: the list unfolds questions, the table places parts of a page."""
        if self._lists and not any(around.ordered for around in self._lists):
            self.end_lists()
        if heading in ("h1", "h2", "h3") and not self._lists:
            self._end_cell()
            cells = (cell for table in self._tables for row in table.grid.rows for cell in row)
            self.blocks.extend(["p", cell] for cell in cells if cell)
            self._tables = []

    def _end_code(self) -> None:
        code, self._code = "".join(self._code or ()), None
        if self._items or (self._tables and self._tables[-1].cell is not None):
            self._text.append(code)
        elif code.strip():
            self.blocks.append(["c", code.strip("\n")])

    def _end_cell(self) -> None:
        if self._tables and (cell := self._tables[-1].cell) is not None:
            self._tables[-1].grid.put(cell)
            self._tables[-1].cell = None

    def _end_table(self) -> None:
        self._end_cell()
        self._tables[-1].grid.end_row()
        rows = [row for row in self._tables.pop().grid.rows if any(row)]
        if not rows:
            return
        if self._tables or self._items:  # a table in a cell or an item is text there
            self._text.append(" ".join(" ".join(row) for row in rows))
            self.end_block()
        elif max(map(len, rows)) == 1:  # a table that only arranges
            self.blocks.extend(["p", row[0]] for row in rows if row[0])
        else:
            self.blocks.append(["t", [list(row) for row in rows]])

    def kept(self) -> list[WireBlock]:
        """The main part where one is marked and holds a fair share of the page, else everything."""
        if self._main_from >= 0:
            self._main.append((self._main_from, len(self.blocks)))
            self._main_from = -1
        main = [block for start, end in self._main for block in self.blocks[start:end]]
        if main and len(str(main)) >= _MAIN_SHARE * len(str(self.blocks)):
            return main
        return self.blocks


def _number(text: str) -> int:
    """What a list says it starts with or a cell over how many it reaches, when that is more than one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) > 1 else 0
