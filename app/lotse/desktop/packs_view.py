"""What the page of the packs shows: what is installed, who is trusted, which folders are watched; and an offer: a pack
that could be installed, with everything it would change.

A view model without widgets. Must not decide whether a pack is in order: that is the service's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from lotse.desktop.packs_rows import PackFilter, PackRow, PackRowsModel, folder_row, key_row, pack_row
from lotse.domain.errors import LotseError, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lotse.desktop.bridge import Bridge
    from lotse.desktop.core_port import CorePort
    from lotse.desktop.notices import Notices
    from lotse.domain.packs import PackHead
    from lotse.services.pack_ports import InstalledPack, TrustedKey, WatchedFolder
    from lotse.services.pack_watch import Watched
    from lotse.services.packs import Installation, Offer

Page = Literal["nothing", "thing", "offer", "trust"]
KEY_DIGITS = 64


@dataclass(frozen=True, slots=True)
class Known:
    """What there is. `problem` is why keys and folders cannot be told."""

    packs: tuple[InstalledPack, ...] = ()
    keys: tuple[TrustedKey, ...] = ()
    folders: tuple[WatchedFolder, ...] = ()
    watched: Watched | None = None
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that could be a pack: `offer` once it was checked, or `refused` with the reason."""

    path: str
    offer: Offer | None = None
    refused: Message | None = None
    installing: bool = False


class PacksView(QObject):
    """Lives on the main thread.

    Signals: `changed` (anything), `listed` (other rows), `opened` (other contents of the right side),
    `wanted_focus(name)` (`list`, `offer`, `trust`), `entered` (turn to the page).
    """

    changed = Signal()
    listed = Signal()
    opened = Signal()
    wanted_focus = Signal(str)
    entered = Signal()

    def __init__(self, bridge: Bridge, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notices = notices
        self.model = PackRowsModel(self)
        self.filter: PackFilter = "packs"
        self.query = ""
        self.page: Page = "nothing"
        self.loaded = False
        self.known = Known()
        self.current: PackRow | None = None
        self.offered: Offered | None = None
        self.waiting: tuple[str, ...] = ()
        self.key_to_trust = ""
        bridge.came.connect(self._on_event)

    # --- the list ----------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """The page is turned to."""
        self.entered.emit()
        self.refresh()

    def refresh(self) -> None:
        self._bridge.submit(_known, self._on_known)

    def _on_event(self, event: object) -> None:
        from lotse.services.events import KnowledgeChanged, ProblemArose

        if self.loaded and isinstance(event, KnowledgeChanged | ProblemArose):
            self.refresh()

    def _on_known(self, known: Known) -> None:
        first, self.loaded = not self.loaded, True
        if known.problem is not None and known.problem != self.known.problem:
            self._notices.tell(known.problem, "warning")
        self.known = known
        self._list(afresh=first)
        if self.current is not None:
            key = self.current.key
            self.current = next((row for row in self._rows() if row.key == key), None)
            if self.current is None and self.page == "thing":
                self.page = "nothing"
        self.opened.emit()

    def choose(self, name: PackFilter) -> None:
        """List packs, keys or folders."""
        self.filter = name
        self.current = None
        if self.page in ("thing", "trust"):
            self.page = "nothing"
        self._list(afresh=True)
        self.opened.emit()

    def find(self, text: str) -> None:
        self.query = text
        self._list(afresh=True)

    def count(self, name: PackFilter) -> int:
        return len({"packs": self.known.packs, "keys": self.known.keys, "folders": self.known.folders}[name])

    def _rows(self) -> list[PackRow]:
        names = {key.public: key.name for key in self.known.keys}
        match self.filter:
            case "packs":
                return [pack_row(one, names) for one in self.known.packs]
            case "keys":
                return [key_row(one) for one in self.known.keys]
            case "folders":
                return [folder_row(one) for one in self.known.folders]

    def _list(self, *, afresh: bool) -> None:
        wanted = self.query.casefold().split()
        rows = [row for row in self._rows() if all(part in f"{row.title} {row.said}".casefold() for part in wanted)]
        self.model.show_all_of(rows, afresh=afresh)
        self.listed.emit()
        self.changed.emit()

    def look_at(self, row: PackRow | None) -> None:
        """Show what is known about a line; an offer stays until it is answered."""
        self.current = row
        if self.page in ("nothing", "thing"):
            self.page = "nothing" if row is None else "thing"
        self.opened.emit()
        self.changed.emit()

    def open(self, row: PackRow) -> None:
        """Turn to a line, whatever is shown."""
        self.current, self.page = row, "thing"
        self.opened.emit()
        self.changed.emit()

    def close(self) -> None:
        """One step back: from what is shown to the list. A pack that was offered is left alone."""
        if self.page == "offer":
            self._next_offer()
            return
        self.page = "nothing" if self.current is None or self.page == "thing" else "thing"
        self.opened.emit()
        self.changed.emit()
        self.wanted_focus.emit("list")

    # --- a pack that could be installed ------------------------------------------------------------------------------

    def offer(self, paths: Sequence[str]) -> None:
        """Check packs, one after the other, and say what each would change. Nothing is changed yet."""
        self.waiting = (*self.waiting, *paths)
        self.entered.emit()
        self.refresh()
        if self.offered is None:
            self._next_offer()

    def _next_offer(self) -> None:
        self.offered = None
        if not self.waiting:
            self.page = "nothing" if self.current is None else "thing"
            self.opened.emit()
            self.changed.emit()
            self.wanted_focus.emit("list")
            return
        path, *rest = self.waiting
        self.waiting = tuple(rest)
        self._check(path)

    def _check(self, path: str) -> None:
        self.offered, self.page = Offered(path), "offer"
        self._bridge.submit(
            lambda core: core.packs.offer(Path(path)),
            lambda offer: self._on_offer(Offered(path, offer=offer)),
            lambda message: self._on_offer(Offered(path, refused=message)),
        )
        self.opened.emit()
        self.changed.emit()

    def _on_offer(self, offered: Offered) -> None:
        if self.offered is None or self.offered.path != offered.path:
            return
        self.offered = offered
        self.opened.emit()
        self.changed.emit()
        self.wanted_focus.emit("offer")

    def install(self) -> None:
        """Install what is offered; an older version too, for that was asked."""
        offered = self.offered
        if offered is None or offered.offer is None or offered.installing:
            return
        self.offered = Offered(offered.path, offered.offer, installing=True)
        self.opened.emit()
        older = offered.offer.asks is not None
        self._bridge.keep(
            lambda core: core.packs.install(Path(offered.path), allow_older=older),
            self._on_installed,
            lambda message: self._on_offer(Offered(offered.path, refused=message)),
        )

    def _on_installed(self, done: Installation) -> None:
        key = "pack_unchanged" if done.state == "unchanged" else "pack_installed"
        told = Message(
            key,
            {
                "name": done.head.name,
                "version": done.head.version,
                "before": done.before or "–",
                "changed": done.replaced.changed,
                "removed": done.replaced.removed,
            },
        )
        self._notices.tell(told, "success")
        if done.replaced.edited:
            self._notices.tell(Message("pack_edits_replaced", {"articles": ", ".join(done.replaced.edited)}), "warning")
        self.filter = "packs"
        self._next_offer()
        self._settle()

    # --- packs -------------------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Bring back the version before; where there was none, the pack goes."""
        if self.current is not None and self.current.pack is not None:
            name = self.current.pack.pack.name
            self._do(lambda core: core.packs.undo(name), lambda back: self._on_undone(name, back))

    def _on_undone(self, name: str, back: InstalledPack | None) -> None:
        if back is None:
            self._settle(Message("pack_removed", {"name": name}))
        else:
            self._settle(Message("pack_undone", {"name": name, "version": back.pack.version}))

    def remove(self) -> None:
        if self.current is not None and self.current.pack is not None:
            name = self.current.pack.pack.name
            self._do(
                lambda core: core.packs.remove(name),
                lambda _none: self._settle(Message("pack_removed", {"name": name})),
            )

    def export(self, out: str) -> None:
        """Write the installed version as a pack that nobody has signed yet."""
        if self.current is not None and self.current.pack is not None:
            name = self.current.pack.pack.name
            self._do(lambda core: core.packs.export(name, Path(out)), lambda head: self._on_written(out, head))

    def _on_written(self, out: str, head: PackHead) -> None:
        told = Message("pack_written", {"file": out, "articles": head.articles, "passages": head.passages})
        self._notices.tell(told, "success")

    # --- keys and folders --------------------------------------------------------------------------------------------

    def begin_trust(self, key: str = "") -> None:
        """A key is to be trusted: ask for it and for its name."""
        self.key_to_trust, self.page = key, "trust"
        self.opened.emit()
        self.changed.emit()
        self.wanted_focus.emit("trust")

    def leave_trust(self) -> None:
        """No key is trusted; a pack that was refused for want of it is shown again."""
        self.key_to_trust = ""
        self.page = "offer" if self.offered is not None else "nothing" if self.current is None else "thing"
        self.opened.emit()
        self.changed.emit()
        self.wanted_focus.emit("offer" if self.offered is not None else "list")

    def trust(self, key: str, name: str) -> None:
        digits = plain_key(key)
        if digits is None:
            self._notices.tell(Message("packs_no_key"), "warning")
        elif not name.strip():
            self._notices.tell(Message("pack_key_name_invalid"), "warning")
        else:
            self._do(lambda core: core.packs.trust(digits, name.strip()), self._on_trusted)

    def _on_trusted(self, trusted: tuple[str, str]) -> None:
        self._notices.tell(Message("packs_key_trusted", {"name": trusted[0]}), "success")
        self.key_to_trust = ""
        if self.offered is not None:  # it was refused for want of this key
            self._check(self.offered.path)
        else:
            self.filter, self.page = "keys", "nothing"
            self.wanted_focus.emit("list")
        self.refresh()

    def distrust(self) -> None:
        if self.current is not None and self.current.trusted is not None:
            key = self.current.trusted
            self._do(
                lambda core: core.packs.distrust(key.public),
                lambda _none: self._settle(Message("pack_key_distrusted", {"name": key.name})),
            )

    def watch(self, folder: str) -> None:
        self._do(lambda core: core.packs.watch(Path(folder)), lambda _none: self._on_watched(folder))

    def _on_watched(self, folder: str) -> None:
        self._notices.tell(Message("packs_folder_watched", {"folder": folder}), "success")
        self.filter = "folders"
        self.refresh()

    def unwatch(self) -> None:
        if self.current is not None and self.current.folder is not None:
            folder = self.current.folder.path
            self._do(
                lambda core: core.packs.unwatch(folder),
                lambda _none: self._settle(Message("packs_folder_left", {"folder": str(folder)})),
            )

    # --- what all of them do -----------------------------------------------------------------------------------------

    def _do(self, job: Callable[[CorePort], object], done: Callable[..., None]) -> None:
        self._bridge.keep(job, done, self._fail)  # type: ignore[arg-type]

    def _fail(self, message: Message) -> None:
        self._notices.tell(message, "warning")
        self.refresh()

    def _settle(self, message: Message | None = None) -> None:
        if message is not None:
            self._notices.tell(message, "success")
            self.wanted_focus.emit("list")
        self.refresh()
        self._bridge.submit(lambda core: core.knowledge.prepare(), on_failed=lambda _message: None)


async def _known(core: CorePort) -> Known:
    packs = await core.packs.installed()
    try:
        keys, folders = await core.packs.trusted(), await core.packs.watched()
    except LotseError as problem:
        return Known(packs, watched=core.pack_watch.watched, problem=problem.message)
    return Known(packs, keys, folders, core.pack_watch.watched)


def plain_key(text: str) -> str | None:
    """The hexadecimal digits of a public key, however it was written down; `None` for anything else."""
    digits = "".join(text.split()).replace(":", "").replace("-", "").lower()
    return digits if len(digits) == KEY_DIGITS and all(one in "0123456789abcdef" for one in digits) else None
