"""Imports knowledge from folders, files and archives: each document read apart, stored with where it came from.

Owns the run: what is read again, what is removed because its document is gone, which id an article gets, and the
report. Must not parse anything: the reader does, in a process of its own. A run can be killed at any point; the next
one goes on where the store stands, because a source is recorded after its articles. Lives on the core loop.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lotse.domain.errors import InputProblem, Message
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.sources import INSIDE, lies_in
from lotse.services.events import KnowledgeImportProgressed
from lotse.services.imported_documents import (
    ImportedFile,
    ImportReport,
    RejectedFile,
    RemovedFile,
    Source,
    State,
    articles_of,
    wanted_ids,
    with_languages,
)
from lotse.services.knowledge import Knowledge
from lotse.services.ports import (
    RECOGNISED,
    SHOWN_KINDS,
    Clock,
    Columns,
    DocumentReader,
    Events,
    FoundFile,
    FoundFiles,
    KnowledgeSource,
    KnowledgeSources,
    KnowledgeStore,
    ReadDocuments,
    Reading,
)

BATCH_ARTICLES = 300
BATCH_CHARACTERS = 4_000_000
PIECE_ARTICLES = 1_000
_ARCHIVE_ENDING = ".zip"

Waiting = tuple[KnowledgeSource, list[Article]]
"""A document that was read, and its articles, not yet stored."""


@dataclass(slots=True)
class _Run:
    """What one run knows and has done. `taken` are the ids that documents of this run have."""

    columns: Columns
    begun: datetime
    total: int
    total_bytes: int
    known: dict[str, KnowledgeSource]
    keys: set[str]
    on_progress: Callable[[KnowledgeImportProgressed], None] | None = None
    imported: list[ImportedFile] = field(default_factory=list)
    rejected: list[RejectedFile] = field(default_factory=list)
    removed: list[RemovedFile] = field(default_factory=list)
    skipped: list[RejectedFile] = field(default_factory=list)
    taken: dict[ArticleId, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    waiting: list[Waiting] = field(default_factory=list)
    done: int = 0
    done_bytes: int = 0
    articles: int = 0
    changed: int = 0


class KnowledgeImport:
    """One run at a time; a second call waits. `cancel` may be called at any time; what is stored by then stays."""

    def __init__(
        self,
        *,
        reading: Reading,
        reader: DocumentReader,
        store: KnowledgeStore,
        sources: KnowledgeSources,
        knowledge: Knowledge,
        events: Events,
        clock: Clock,
    ) -> None:
        self._reading = reading
        self._reader = reader
        self._store = store
        self._sources = sources
        self._knowledge = knowledge
        self._events = events
        self._clock = clock
        self._running = asyncio.Lock()
        self._cancelled = False
        self._at_work: asyncio.Task[ReadDocuments] | None = None

    def cancel(self) -> None:
        """Stop after what is being stored; the document being read is let go."""
        self._cancelled = True
        if self._at_work is not None:
            self._at_work.cancel()

    async def run(
        self,
        paths: Sequence[Path],
        columns: Columns = RECOGNISED,
        on_progress: Callable[[KnowledgeImportProgressed], None] | None = None,
    ) -> ImportReport:
        """Import, and remove what came from documents that are gone from the folders and archives among `paths`.

        A bad document is a line of the report. Raises `WorkerProblem` when no document can be read and
        `EnvironmentProblem` when nothing can be stored; what was stored before stays.
        """
        async with self._running:
            self._cancelled = False
            found = await asyncio.to_thread(self._reading.knowledge_files, paths)
            run = await self._begun(found, columns)
            run.on_progress = on_progress
            try:
                async for source in self._documents(found, run):
                    await self._take(source, run)
                    if self._cancelled:
                        break
                await self._store_waiting(run)
                if not self._cancelled:
                    await self._remove_gone(found, run)
            finally:
                if run.changed or run.removed:
                    await self._knowledge.follow()
            return ImportReport(
                tuple(run.imported),
                tuple(run.rejected),
                tuple(run.removed),
                tuple(run.skipped),
                run.changed,
                self._seconds(run),
                self._cancelled,
            )

    async def _begun(self, found: FoundFiles, columns: Columns) -> _Run:
        known: dict[str, KnowledgeSource] = {}
        for root in dict.fromkeys((*found.folders, *(file.root for file in found.files))):
            known |= {source.key: source for source in await self._sources.below(str(root), (os.sep, INSIDE))}
        run = _Run(
            columns,
            self._clock.now(),
            len(found.files),
            sum(file.size_bytes for file in found.files),
            known,
            {str(file.path) for file in found.files},
        )
        run.rejected = [RejectedFile(str(path), reason) for path, reason in found.missing]
        run.skipped = [RejectedFile(str(path), reason) for path, reason in found.skipped]
        run.unread = {str(path) for path, _ in found.missing}
        return run

    # --- reading ---

    async def _documents(self, found: FoundFiles, run: _Run) -> AsyncIterator[Source]:
        """Every document of the run, an archive as its members."""
        for file in found.files:
            if file.path.suffix.lower() != _ARCHIVE_ENDING:
                yield Source(str(file.path), file.path, "", file.size_bytes, file.root)
                continue
            for source in await self._members(file, run):
                yield source

    async def _members(self, file: FoundFile, run: _Run) -> list[Source]:
        key = str(file.path)
        try:
            members = await self._reader.members(file.path)
        except InputProblem as problem:
            self._reject(key, problem.message, run)
            run.done_bytes += file.size_bytes
            return []
        inner: list[Source] = []
        for member in members:
            name = f"{key}{INSIDE}{member.name}" if member.name else key  # without a name it is the file itself
            if not member.problem:
                inner.append(Source(name, file.path, member.name, member.size_bytes, file.root))
            elif member.problem in ("unknown_format", "link_not_followed"):
                run.skipped.append(RejectedFile(name, Message(member.problem, {"file": name, "known": SHOWN_KINDS})))
            else:
                self._reject(name, Message(member.problem, {"file": name}), run)
        run.total += len(inner) - 1
        run.total_bytes += sum(source.size_bytes for source in inner) - file.size_bytes
        run.keys |= {source.key for source in inner}
        return inner

    async def _take(self, source: Source, run: _Run) -> None:
        """Read one document and put it to those that wait to be stored."""
        before = run.known.get(source.key)
        try:
            self._at_work = asyncio.create_task(
                self._reader.read(
                    source.path,
                    member=source.member,
                    known=before.fingerprint if before else "",
                    columns=run.columns,
                )
            )
            read = await self._at_work
            if read.unchanged and before is not None:
                run.taken |= dict.fromkeys(before.articles, source.key)
                run.imported.append(ImportedFile(source.key, before.kind, "unchanged", len(before.articles)))
            else:
                await self._took(source, read, before, run)
        except InputProblem as problem:
            self._reject(source.key, problem.message, run)
        except asyncio.CancelledError:
            if not self._cancelled:  # the whole run was cancelled from outside, not this document by `cancel`
                raise
            return
        finally:
            self._at_work = None
        run.done += 1
        run.done_bytes += source.size_bytes
        self._tell(source, run)
        waiting = [article for _, articles in run.waiting for article in articles]
        if len(waiting) >= BATCH_ARTICLES or sum(len(one.body) for one in waiting) >= BATCH_CHARACTERS:
            await self._store_waiting(run)

    async def _took(self, source: Source, read: ReadDocuments, before: KnowledgeSource | None, run: _Run) -> None:
        # In a thread: a file may hold a hundred thousand entries, and the loop has turns to store meanwhile.
        spoken = await asyncio.to_thread(with_languages, read.documents)
        wanted = wanted_ids(spoken, source)
        owners = await self._sources.owners(wanted) | {id_: run.taken[id_] for id_ in wanted & run.taken.keys()}
        # A document that is not of this run gives its ids up: a newer export replaces the articles of an older one.
        foreign = {id_ for id_, owner in owners.items() if owner != source.key and owner in run.keys}
        articles = await asyncio.to_thread(articles_of, spoken, source, foreign)
        ids = tuple(article.id for article in articles)
        run.taken |= dict.fromkeys(ids, source.key)
        known = KnowledgeSource(
            source.key, read.kind, read.fingerprint, ids, str(source.root or source.path), self._clock.today()
        )
        run.waiting.append((known, articles))
        run.articles += len(articles)
        state: State = "changed" if before else "new"
        run.imported.append(ImportedFile(source.key, read.kind, state, len(articles), read.warnings))

    def _reject(self, file: str, reason: Message, run: _Run) -> None:
        run.rejected.append(RejectedFile(file, reason))
        run.unread.add(file)

    # --- storing ---

    async def _store_waiting(self, run: _Run) -> None:
        """Store what waits: articles first, then what is no longer in its document, then that it was read."""
        waiting, run.waiting = run.waiting, []
        waiting = await self._put(waiting, run)
        if not waiting:
            return
        gone = {
            id_
            for source, _ in waiting
            if (before := run.known.get(source.key)) is not None
            for id_ in set(before.articles) - set(source.articles)
            if run.taken.get(id_, source.key) == source.key
        }
        if gone:
            run.changed += await self._remove(gone)
        await self._sources.record([source for source, _ in waiting])

    async def _put(self, waiting: Sequence[Waiting], run: _Run) -> list[Waiting]:
        """Store the articles in pieces, so that a file of a hundred thousand can be stopped. Returns whose articles are
        all stored; what is left of a document that was stopped is read and compared again by the next import."""
        articles = [article for _, articles in waiting for article in articles]
        stored = 0
        while stored < len(articles) and not (stored and self._cancelled):
            piece = articles[stored : stored + PIECE_ARTICLES]
            run.changed += await self._store.put(piece)
            stored += len(piece)
        whole: list[Waiting] = []
        for source, its in waiting:
            stored -= len(its)
            if stored >= 0:
                whole.append((source, its))
        left = {source.key for source, _ in waiting[len(whole) :]}
        run.imported = [one for one in run.imported if one.file not in left]
        return whole

    async def _remove_gone(self, found: FoundFiles, run: _Run) -> None:
        """Remove the articles of documents that were there and are not. What could not be read is not gone."""
        emptied = {str(folder) for folder in found.folders} - {str(file.root) for file in found.files}
        gone: list[KnowledgeSource] = []
        for key, source in run.known.items():
            if key in run.keys or any(lies_in(key, unread) for unread in run.unread):
                continue
            if any(lies_in(key, folder) for folder in emptied):  # a share that is not mounted looks like this
                continue
            gone.append(source)
        for folder in sorted(emptied):
            if any(lies_in(key, folder) for key in run.known):
                run.rejected.append(RejectedFile(folder, Message("folder_empty", {"file": folder})))
        if not gone:
            return
        await self._remove({id_ for source in gone for id_ in source.articles if id_ not in run.taken})
        await self._sources.forget([source.key for source in gone])
        run.removed = [RemovedFile(source.key, len(source.articles)) for source in gone]

    async def _remove(self, article_ids: set[ArticleId]) -> int:
        """Remove articles that are no longer in their document; how many. One in a pack's name is the pack's."""
        gone = article_ids - await self._sources.left_to_packs(article_ids)
        await self._store.remove(sorted(gone))
        return len(gone)

    # --- saying so ---

    def _tell(self, source: Source, run: _Run) -> None:
        seconds = self._seconds(run)
        rate = run.done_bytes / seconds if seconds > 0 else 0.0
        left = max(run.total_bytes - run.done_bytes, 0) / rate if rate else None
        progress = KnowledgeImportProgressed(run.done, run.total, source.key, run.articles, rate, left)
        self._events.publish(progress)
        if run.on_progress is not None:
            run.on_progress(progress)

    def _seconds(self, run: _Run) -> float:
        return (self._clock.now() - run.begun).total_seconds()
