"""What came of an import, line by line: what was taken, what was rejected and why, what is gone, what to look at.

Owns order and words of the lines. Must not read a file, nor keep a report.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from lotse.desktop import words
from lotse.domain.errors import Message
from lotse.domain.sources import INSIDE
from lotse.wording import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lotse.services.imported_documents import ImportReport

LineKind = Literal["rejected", "warning", "removed", "new", "changed", "skipped", "unchanged"]
LINE_KINDS: tuple[LineKind, ...] = ("rejected", "warning", "removed", "new", "changed", "skipped", "unchanged")
"""What somebody has to look at comes first."""
NO_COLUMNS = "columns_unknown"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One document. `columns` are the headings of a table in which nobody knows which is the question."""

    key: str
    kind: LineKind
    file: str
    title: str
    said: str
    grave: bool = False
    columns: tuple[str, ...] = ()


def report_lines(report: ImportReport, places: Sequence[str]) -> tuple[ReportLine, ...]:
    """The lines of a report; a document is called by its way from the place that was named."""
    lines: list[ReportLine] = []
    for rejected in report.rejected:
        lines.append(_rejected(rejected.file, rejected.reason, places))
    for file in report.imported:
        title = _title(file.file, places)
        for n, warning in enumerate(file.warnings):
            said = _sentence(warning, title)
            lines.append(ReportLine(f"warning:{n}:{file.file}", "warning", file.file, title, said, grave=True))
        taken = QCoreApplication.translate("Sources", "%n article(s)", "", file.articles)
        lines.append(ReportLine(f"{file.state}:{file.file}", file.state, file.file, title, taken))
    for removed in report.removed:
        title = _title(removed.file, places)
        count = removed.articles
        gone = QCoreApplication.translate("Sources", "is not there any more; %n article(s) removed", "", count)
        lines.append(ReportLine(f"removed:{removed.file}", "removed", removed.file, title, gone))
    for skipped in report.skipped:
        title = _title(skipped.file, places)
        said = _skipped(skipped.reason)
        lines.append(ReportLine(f"skipped:{skipped.file}", "skipped", skipped.file, title, said))
    return in_order(lines)


def in_order(lines: Sequence[ReportLine]) -> tuple[ReportLine, ...]:
    return tuple(sorted(lines, key=lambda line: LINE_KINDS.index(line.kind)))


def merged(before: Sequence[ReportLine], after: Sequence[ReportLine]) -> tuple[ReportLine, ...]:
    """`before`, with what `after` says anew about the same documents."""
    again = {line.file for line in after}
    return in_order([*after, *(line for line in before if line.file not in again)])


def counts(lines: Sequence[ReportLine]) -> Counter[LineKind]:
    return Counter(line.kind for line in lines)


def kind_name(kind: LineKind | Literal["all"]) -> str:
    match kind:
        case "all":
            return QCoreApplication.translate("Sources", "All documents")
        case "rejected":
            return QCoreApplication.translate("Sources", "Rejected")
        case "warning":
            return QCoreApplication.translate("Sources", "To look at")
        case "removed":
            return QCoreApplication.translate("Sources", "Removed")
        case "new":
            return QCoreApplication.translate("Sources", "New")
        case "changed":
            return QCoreApplication.translate("Sources", "Changed")
        case "skipped":
            return QCoreApplication.translate("Sources", "Passed over")
        case "unchanged":
            return QCoreApplication.translate("Sources", "Unchanged")


def heard(line: ReportLine) -> str:
    return f"{kind_name(line.kind)}: {line.title}. {line.said}"


def shown(line: ReportLine) -> ReportLine:
    """With its kind in words, where lines of all kinds stand below each other."""
    return replace(line, said=f"{kind_name(line.kind)} · {line.said}")


def _rejected(file: str, reason: Message, places: Sequence[str]) -> ReportLine:
    title = _title(file, places)
    columns: tuple[str, ...] = ()
    said = _sentence(reason, title)
    if reason.key == NO_COLUMNS:
        found = str(reason.params.get("found", ""))
        columns = tuple(name.strip() for name in found.split(", ") if name.strip() not in ("", "–"))
        said = _sentence(Message("sources_columns_unknown", reason.params), title)
    return ReportLine(f"rejected:{file}", "rejected", file, title, said, grave=True, columns=columns)


def _skipped(reason: Message) -> str:
    match reason.key:
        case "link_not_followed":
            return QCoreApplication.translate("Sources", "a link; it is not followed")
        case "unknown_format":
            return QCoreApplication.translate("Sources", "no document that Lotse reads")
        case _:
            return QCoreApplication.translate("Sources", "no ordinary file")


def _title(file: str, places: Sequence[str]) -> str:
    for place in sorted(places, key=len, reverse=True):
        separator = "/" if place.startswith("/") else "\\"
        for beginning in (f"{place.rstrip(separator)}{separator}", f"{place}{INSIDE}"):
            if file.startswith(beginning):
                return file.removeprefix(beginning)
    return name_of(file)


def name_of(place: str) -> str:
    """The last part of a path, whichever system it is of."""
    bare = place.rstrip("/\\")
    return bare.replace("\\", "/").rsplit("/", 1)[-1] or place


def _sentence(message: Message, title: str) -> str:
    return word(Message(message.key, {**message.params, "file": title}), words.language_code())
