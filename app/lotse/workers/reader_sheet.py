"""Reads tables of questions and answers: CSV and XLSX. Formulas are never worked out: what was shown counts.

Columns are recognised by their headings in German or English, or chosen by the user, by heading, letter or number.
"""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain, islice
from typing import Final

from lotse.workers.handler import JobFailed
from lotse.workers.reader_form import FIELDS, MAX_COLUMNS, MAX_TEXT_CHARACTERS, Doc, Job, metadata, words_of
from lotse.workers.reader_text import as_written, text_of
from lotse.workers.reader_xml import parse
from lotse.workers.reader_zip import Zip, contained

HEADING_ROWS: Final = 10
MAX_CELL_CHARACTERS: Final = 1_000_000
Row = tuple[int, list[str]]

_DATE_FORMATS: Final = frozenset({*range(14, 18), 22, 27, 30, 36, 50, 57})
_QUOTED = re.compile(r'"[^"]{0,200}"|\[[^\]]{0,200}\]|\\.')
_CELL = re.compile(r"([A-Z]{1,3})\d{1,7}")


def csv_table(job: Job) -> Iterator[Doc]:
    text = text_of(job)
    yield from _articles(_csv_rows(text, job), job)


def xlsx(job: Job) -> Iterator[Doc]:
    package = contained(job.content)
    shared = _shared_strings(package, job)
    dates = _date_styles(package, job)
    found = False
    seen: list[str] = []
    for path in _sheets(package, job):
        sheet = _Sheet(shared, dates)
        parse(package.open(path), job, start=sheet.start, end=sheet.end, text=sheet.characters)
        if sheet.without_value:
            job.warn("formulas_without_value", count=sheet.without_value)
        try:
            yield from _articles(iter(sheet.rows), job)
            found = True
        except JobFailed as problem:
            if problem.code != "columns_unknown":
                raise
            seen.append(str(problem.params.get("found", "")))
    if not found:
        raise JobFailed("columns_unknown", found=next((names for names in seen if names), "–"))


# --- columns ---------------------------------------------------------------------------------------------------------


def _articles(rows: Iterator[Row], job: Job) -> Iterator[Doc]:
    head = list(islice((row for row in rows if any(cell.strip() for cell in row[1])), HEADING_ROWS))
    columns, first = _columns([cells for _, cells in head], job.columns)
    if not columns:
        names = [cell.strip()[:40] for cell in (head[0][1] if head else []) if cell.strip()]
        raise JobFailed("columns_unknown", found=", ".join(names[:12]) or "–")
    left_out = 0
    for number, cells in chain(head[first:], rows):
        if number % 256 == 0:
            job.go_on()
        values: dict[str, object] = {}
        for key, places in columns.items():
            texts = [cells[at].strip() for at in places if at < len(cells) and cells[at].strip()]
            values[key] = words_of("|".join(texts)) if key == "tags" else " ".join(texts)
        title, body = str(values["question"]), str(values["answer"])
        if title and body:
            yield Doc(title, [["m", as_written(body.replace("\r", ""), job)]], metadata(values), number)
        elif any(cell.strip() for cell in cells):
            left_out += 1
    if left_out:
        job.warn("rows_without_answer", count=left_out)


def _columns(head: list[list[str]], chosen: Mapping[str, str]) -> tuple[dict[str, list[int]], int]:
    """Where each field stands, and how many of the first rows are headings; nothing when there is no such table."""
    for number, cells in enumerate(head, 1):
        found: dict[str, list[int]] = {}
        for at, cell in enumerate(cells[:MAX_COLUMNS]):
            meant = FIELDS.get(" ".join(cell.split()).casefold())
            if meant:
                found.setdefault(meant, []).append(at)
        picked = {field: _chosen(cells, name) for field, name in chosen.items() if name}
        found |= {field: [at] for field, at in picked.items() if at is not None}
        missing = any(at is None for at in picked.values())
        question = found.get("question") or found.get("title")
        answer = found.get("answer") or found.get("body")
        if question and answer and not missing:
            found["question"], found["answer"] = question[:1], answer[:1]
            return {key: at for key, at in found.items() if key not in ("title", "body")}, number
    return {}, 0


def _chosen(cells: list[str], name: str) -> int | None:
    wanted = " ".join(name.split()).casefold()
    for at, cell in enumerate(cells[:MAX_COLUMNS]):
        if " ".join(cell.split()).casefold() == wanted:
            return at
    if name.isascii() and name.isdigit() and 0 < int(name) <= len(cells):
        return int(name) - 1
    if re.fullmatch(r"[A-Za-z]{1,2}", name) and (at := _column(name.upper())) < len(cells):
        return at
    return None


# --- CSV -------------------------------------------------------------------------------------------------------------


def _csv_rows(text: str, job: Job) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error:
        raise JobFailed("csv_invalid", line=reader.line_num) from None


def _delimiter(text: str) -> str:
    """The sign that parts the first rows most often and most evenly, outside quotation marks."""
    head = re.sub(r'"[^"]{0,4000}"', "", text[:20_000]).split("\n")[:20]
    lines = [line for line in head if line.strip()] or [""]
    return max(";\t,|", key=lambda sign: (min(line.count(sign) for line in lines[:3]), lines[0].count(sign)))


# --- XLSX ------------------------------------------------------------------------------------------------------------


class _Sheet:
    """The rows of a sheet, cell by cell."""

    def __init__(self, shared: list[str], dates: set[int]) -> None:
        self._shared = shared
        self._dates = dates
        self.rows: list[Row] = []
        self.without_value = 0
        self._cells: list[str] = []
        self._number = 0
        self._at = 0
        self._type = ""
        self._style = 0
        self._value: list[str] = []
        self._taking = False
        self._formula = False
        self._characters = 0

    def start(self, name: str, values: Mapping[str, str]) -> None:
        match name:
            case "s:row":
                self._number = _int(values.get("r"), self._number + 1)
                self._cells = []
            case "s:c":
                place = _CELL.fullmatch(values.get("r", ""))
                self._at = _column(place[1]) if place else len(self._cells)
                self._type, self._style = values.get("t", "n"), _int(values.get("s"), 0)
                self._value, self._formula = [], False
            case "s:f":
                self._formula = True
            case "s:v" | "s:t":
                self._taking = True

    def end(self, name: str) -> None:
        match name:
            case "s:v" | "s:t":
                self._taking = False
            case "s:c" if self._at < MAX_COLUMNS:
                self._cells += [""] * (self._at + 1 - len(self._cells))
                self._cells[self._at] = self._shown("".join(self._value))
            case "s:row" if any(self._cells):
                self.rows.append((self._number, self._cells))

    def characters(self, text: str) -> None:
        if self._taking:
            self._characters += len(text)
            if self._characters > MAX_TEXT_CHARACTERS:
                raise JobFailed("document_too_long", limit=MAX_TEXT_CHARACTERS)
            self._value.append(text)

    def _shown(self, value: str) -> str:
        if self._formula and not value:
            self.without_value += 1
        if self._type == "s":
            at = _int(value, -1)
            value = self._shared[at] if 0 <= at < len(self._shared) else ""
            self._characters += len(value)  # one long text, named by a million cells, is a bomb too
            if self._characters > MAX_TEXT_CHARACTERS:
                raise JobFailed("document_too_long", limit=MAX_TEXT_CHARACTERS)
            return value
        if self._type == "e":
            return ""
        if self._type == "b":
            return "1" if value == "1" else "0"
        if self._type == "n" and value and self._style in self._dates:
            return _day(value)
        return value


def _day(serial: str) -> str:
    """A day as Excel counts them, from the end of 1899."""
    try:
        return (date(1899, 12, 30) + timedelta(days=int(float(serial)))).isoformat()
    except (ValueError, OverflowError):
        return serial


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _shared_strings(package: Zip, job: Job) -> list[str]:
    found: list[str] = []
    piece: list[str] = []
    taking = phonetic = False
    characters = 0

    def start(name: str, _values: Mapping[str, str]) -> None:
        nonlocal taking, phonetic
        if name == "s:si":
            piece.clear()
        phonetic = phonetic or name == "s:rPh"
        taking = name == "s:t" and not phonetic

    def end(name: str) -> None:
        nonlocal taking, phonetic
        taking = False
        if name == "s:rPh":
            phonetic = False
        if name == "s:si":
            found.append("".join(piece))

    def text(given: str) -> None:
        nonlocal characters
        if taking:
            characters += len(given)
            if characters > MAX_TEXT_CHARACTERS:
                raise JobFailed("document_too_long", limit=MAX_TEXT_CHARACTERS)
            piece.append(given)

    if "xl/sharedStrings.xml" in package:
        parse(package.open("xl/sharedStrings.xml"), job, start=start, end=end, text=text)
    return found


def _date_styles(package: Zip, job: Job) -> set[int]:
    """Numbers of the cell styles that show a day."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    within = ""

    def start(name: str, values: Mapping[str, str]) -> None:
        nonlocal within
        if name in ("s:cellXfs", "s:cellStyleXfs"):
            within = name
        elif name == "s:numFmt":
            formats[_int(values.get("numFmtId"), 0)] = values.get("formatCode", "")
        elif name == "s:xf" and within == "s:cellXfs":
            styles.append(_int(values.get("numFmtId"), 0))

    if "xl/styles.xml" in package:
        parse(package.open("xl/styles.xml"), job, start=start)
    return {n for n, number in enumerate(styles) if number in _DATE_FORMATS or _shows_day(formats.get(number, ""))}


def _shows_day(code: str) -> bool:
    bare = _QUOTED.sub("", code).lower()
    return "y" in bare or ("d" in bare and "m" in bare)


def _sheets(package: Zip, job: Job) -> Iterable[str]:
    """Paths of the visible sheets, in the order of the workbook."""
    ids: list[str] = []
    targets: dict[str, str] = {}

    def sheet(name: str, values: Mapping[str, str]) -> None:
        if name == "s:sheet" and values.get("state", "visible") == "visible":
            ids.append(values.get("o:id", ""))

    def relation(name: str, values: Mapping[str, str]) -> None:
        if name == "r:Relationship":
            targets[values.get("Id", "")] = values.get("Target", "")

    if "xl/workbook.xml" not in package:
        raise JobFailed("file_damaged")
    parse(package.open("xl/workbook.xml"), job, start=sheet)
    if "xl/_rels/workbook.xml.rels" in package:
        parse(package.open("xl/_rels/workbook.xml.rels"), job, start=relation)
    paths = [posixpath.normpath(posixpath.join("xl", targets.get(one, ""))).lstrip("/") for one in ids]
    absolute = [targets.get(one, "").lstrip("/") for one in ids]
    found = [p if p in package else a for p, a in zip(paths, absolute, strict=True)]
    return [path for path in dict.fromkeys(found) if path in package and path.endswith(".xml")]


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
