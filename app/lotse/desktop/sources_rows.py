"""The lines of the list of sources: what was imported, from where, how much of it, and when it was last read.

Owns the words of a line. Must not look at any disk: a folder may be on a drive that is not connected.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from lotse.desktop import words
from lotse.desktop.lines import PagedRows
from lotse.desktop.sources_report import name_of

if TYPE_CHECKING:
    from datetime import date

    from lotse.domain.sources import ImportedSource

_FILES = frozenset(
    """.pdf .docx .docm .xlsx .xlsm .html .htm .xhtml .md .markdown .txt .text .csv .tsv .jsonl .ndjson .gz""".split()
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A place that was imported. `kind` is what it is called: a folder, an archive, a kind of document."""

    place: str
    title: str
    kind: str
    documents: int
    articles: int
    read: date | None
    grave: bool = False

    @property
    def said(self) -> str:
        parts = [self.kind]
        if self.documents > 1:
            parts.append(QCoreApplication.translate("Sources", "%n document(s)", "", self.documents))
        parts.append(QCoreApplication.translate("Sources", "%n article(s)", "", self.articles))
        if self.read is not None:
            parts.append(QCoreApplication.translate("Sources", "read on {0}").format(words.full_date(self.read)))
        return " · ".join(parts)


def source_row(source: ImportedSource) -> SourceRow:
    return SourceRow(
        source.place, name_of(source.place), kind_of(source.place), source.documents, source.articles, source.read
    )


def kind_of(place: str) -> str:
    """By its name alone."""
    ending = PurePosixPath(name_of(place).lower()).suffix
    match ending:
        case ".zip":
            return QCoreApplication.translate("Sources", "Archive")
        case _ if ending in _FILES:
            return ending[1:].upper()
        case _:
            return QCoreApplication.translate("Sources", "Folder")


def heard(row: SourceRow) -> str:
    return f"{row.title}. {row.said}"


class SourceRowsModel(PagedRows[SourceRow]):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.place, lambda row: row.title, heard, parent)
