"""The services of the knowledge's upkeep as the window meets them before anything was imported or installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lotse.domain.errors import InputProblem
from lotse.domain.packs import PackHead, VectorKind
from lotse.domain.sources import ImportedSource
from lotse.services.events import KnowledgeImportProgressed
from lotse.services.imported_documents import ImportReport
from lotse.services.knowledge_sources import ForgottenSource
from lotse.services.pack_ports import InstalledPack, TrustedKey, WatchedFolder
from lotse.services.pack_watch import Watched
from lotse.services.packs import Installation, Offer
from lotse.services.ports import RECOGNISED, Columns


@dataclass
class FakeImport:
    """Finds nothing to import."""

    cancelled: bool = False

    async def run(
        self,
        paths: Sequence[Path],
        columns: Columns = RECOGNISED,
        on_progress: Callable[[KnowledgeImportProgressed], None] | None = None,
    ) -> ImportReport:
        return ImportReport((), (), (), (), 0, 0.0, self.cancelled)

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class FakeSources:
    kept: tuple[ImportedSource, ...] = ()

    async def sources(self) -> tuple[ImportedSource, ...]:
        return self.kept

    async def forget(self, place: str, *, with_edits: bool = False) -> ForgottenSource:
        raise InputProblem("source_unknown", place=place)


@dataclass
class FakePacks:
    keys: list[TrustedKey] = field(default_factory=list)
    folders: list[WatchedFolder] = field(default_factory=list)

    async def offer(self, path: Path) -> Offer:
        raise InputProblem("pack_unreadable", file=path.name)

    async def install(self, path: Path, *, allow_older: bool = False) -> Installation:
        raise InputProblem("pack_unreadable", file=path.name)

    async def undo(self, name: str) -> InstalledPack | None:
        raise InputProblem("pack_unknown", name=name)

    async def remove(self, name: str) -> None:
        raise InputProblem("pack_unknown", name=name)

    async def export(self, name: str, out: Path, vectors: VectorKind | None = "float16") -> PackHead:
        raise InputProblem("pack_unknown", name=name)

    async def installed(self) -> tuple[InstalledPack, ...]:
        return ()

    async def trust(self, key: str, name: str) -> tuple[str, str]:
        self.keys.append(TrustedKey(name, key, "home"))
        return name, key

    async def distrust(self, name_or_key: str) -> None:
        self.keys = [key for key in self.keys if name_or_key not in (key.name, key.public)]

    async def trusted(self) -> tuple[TrustedKey, ...]:
        return tuple(self.keys)

    async def watched(self) -> tuple[WatchedFolder, ...]:
        return tuple(self.folders)

    async def watch(self, folder: Path) -> None:
        self.folders.append(WatchedFolder(folder, "home"))

    async def unwatch(self, folder: Path) -> None:
        self.folders = [one for one in self.folders if one.path != folder]


@dataclass
class FakePackWatch:
    watched: Watched = field(default_factory=Watched)
