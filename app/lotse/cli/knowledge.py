"""`lotse knowledge`: what the import of documents prints; the other actions are in files of their own."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from lotse.cli import calibrating, knowledge_check, knowledge_sources, output, packs
from lotse.cli.arguments import Options
from lotse.domain.errors import Message
from lotse.domain.packs import ENDING
from lotse.services.core import Core
from lotse.services.events import KnowledgeImportProgressed
from lotse.services.imported_documents import ImportedFile, ImportReport, RejectedFile
from lotse.services.ports import Columns
from lotse.wording import Language, word


async def knowledge(core: Core, options: Options, lang: Language) -> int:
    return await _ACTIONS[options.action](core, options, lang)


async def _take_in(core: Core, options: Options, lang: Language) -> int:
    """Import files, folders and archives, then bring the index in line. A bad document is a line, not the end."""
    named = [name for name in options.inputs if name.lower().endswith(ENDING)]
    installed, refused = await packs.imported(core, named, options, lang)
    columns = Columns(options.knowledge.question, options.knowledge.answer)
    # The first Ctrl-C keeps what is read; where signals cannot be waited for, it ends the program, which loses nothing.
    with suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, core.knowledge_import.cancel)
    told = partial(_tell, lang) if sys.stderr.isatty() else None
    others = [Path(name) for name in options.inputs if name not in named]
    report = await core.knowledge_import.run(others, columns, told)
    if not report.cancelled:
        await core.knowledge.prepare()
    if options.as_json:
        told_of = _document(report, lang)
        told_of["imported"] = [*installed, *told_of["imported"]]
        told_of["rejected"] = [*refused, *told_of["rejected"]]
        output.document(told_of)
    elif others:
        _say(report, lang)
    if report.cancelled:
        return output.CANCELLED
    return output.INPUT if report.rejected or refused else output.DONE


def _tell(lang: Language, progress: KnowledgeImportProgressed) -> None:
    """One line that is written over."""
    left = "…" if progress.remaining_s is None else str(round(progress.remaining_s))
    params: dict[str, str | int | float | None] = {
        "done": progress.done,
        "total": progress.total,
        "rate": round(progress.bytes_per_s / 1000),
        "remaining": left,
    }
    end = "\n" if progress.done == progress.total else ""
    print(f"\r{word(Message('import_progress', params), lang)}\x1b[K", file=sys.stderr, end=end, flush=True)


def _say(report: ImportReport, lang: Language) -> None:
    for file in report.imported:
        for warning in file.warnings:
            output.say_message(warning, lang)
    for rejected in report.rejected:
        output.say_message(rejected.reason, lang)
    if report.cancelled:
        output.say_message(Message("import_stopped"), lang)
    counts: dict[str, str | int | float | None] = {
        "count": sum(file.articles for file in report.imported),
        "files": len(report.imported),
        "unchanged": sum(file.state == "unchanged" for file in report.imported),
        "rejected": len(report.rejected),
        "removed": len(report.removed),
        "skipped": len(report.skipped),
        "seconds": round(report.seconds, 1),
    }
    print(word(Message("knowledge_imported", counts), lang))
    sys.stdout.flush()


def _document(report: ImportReport, lang: Language) -> dict[str, Any]:
    return {
        "imported": [_imported(file) for file in report.imported],
        "rejected": [_rejected(file, lang) for file in report.rejected],
        "removed": [{"file": file.file, "articles": file.articles} for file in report.removed],
        "skipped": [_rejected(file, lang) for file in report.skipped],
        "changed_articles": report.changed_articles,
        "seconds": round(report.seconds, 2),
        "cancelled": report.cancelled,
    }


def _imported(file: ImportedFile) -> dict[str, Any]:
    return {
        "file": file.file,
        "kind": "article",
        "format": file.kind,
        "state": file.state,
        "conversations": 0,
        "turns": 0,
        "articles": file.articles,
        "warnings": [{"key": warning.key, "params": warning.params} for warning in file.warnings],
    }


def _rejected(file: RejectedFile, lang: Language) -> dict[str, Any]:
    return {"file": file.file, **output.as_json(file.reason, lang)}


_ACTIONS: Mapping[str, Callable[[Core, Options, Language], Awaitable[int]]] = {
    "import": _take_in,
    "sources": knowledge_sources.sources,
    "forget": knowledge_sources.forget,
    "check": knowledge_check.check,
    "wanted": knowledge_check.wanted,
    "calibrate": calibrating.calibrate,
    "thresholds": calibrating.thresholds,
}
