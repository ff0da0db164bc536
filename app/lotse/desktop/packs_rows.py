"""The lines of the list of packs: an installed pack, a key that is trusted, a folder that is watched, a change a pack
would make.

Owns the words of a line. Must not look anything up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QObject

from lotse.desktop import words
from lotse.desktop.lines import PagedRows
from lotse.desktop.sources_report import name_of
from lotse.wording import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lotse.domain.knowledge import Article
    from lotse.services.pack_ports import InstalledPack, TrustedKey, WatchedFolder
    from lotse.services.pack_watch import Seen
    from lotse.services.packs import Offer

PackFilter = Literal["packs", "keys", "folders"]
PACK_FILTERS: tuple[PackFilter, ...] = ("packs", "keys", "folders")


@dataclass(frozen=True, slots=True)
class PackRow:
    """One line; exactly one of the three is there."""

    key: str
    title: str
    said: str
    grave: bool = False
    pack: InstalledPack | None = None
    trusted: TrustedKey | None = None
    folder: WatchedFolder | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """An article that a pack brings, changes or takes away; `before` and `after` are it then and now."""

    key: str
    title: str
    said: str
    before: Article | None = None
    after: Article | None = None
    grave: bool = False


def filter_name(name: PackFilter) -> str:
    match name:
        case "packs":
            return QCoreApplication.translate("Packs", "Installed packs")
        case "keys":
            return QCoreApplication.translate("Packs", "Trusted keys")
        case "folders":
            return QCoreApplication.translate("Packs", "Watched folders")


def pack_row(pack: InstalledPack, names: Mapping[str, str]) -> PackRow:
    signer = names.get(pack.pack.signer, "")
    by = QCoreApplication.translate("Packs", "signed by {0}").format(signer) if signer else not_trusted()
    parts = [
        QCoreApplication.translate("Packs", "version {0}").format(pack.pack.version),
        QCoreApplication.translate("Packs", "%n article(s)", "", pack.articles),
        by,
    ]
    return PackRow(f"pack:{pack.pack.name}", pack.pack.name, " · ".join(parts), not signer, pack=pack)


def key_row(key: TrustedKey) -> PackRow:
    said = f"{origin(key.origin)} · {fingerprint(key.public)}"
    return PackRow(f"key:{key.origin}:{key.public}", key.name, said, trusted=key)


def folder_row(folder: WatchedFolder) -> PackRow:
    place = str(folder.path)
    said = f"{origin(folder.origin)} · {place}"
    return PackRow(f"folder:{folder.origin}:{place}", name_of(place), said, folder=folder)


def not_trusted() -> str:
    return QCoreApplication.translate("Packs", "signed with a key that is not trusted any more")


def origin(name: str) -> str:
    if name == "site":
        return QCoreApplication.translate("Packs", "set for this computer by its administrator")
    return QCoreApplication.translate("Packs", "set here")


def fingerprint(public: str) -> str:
    """A public key to be compared by eye or read aloud: the key itself, in groups of four."""
    return " ".join(public[at : at + 4] for at in range(0, len(public), 4))


def change_rows(offer: Offer) -> tuple[ChangeRow, ...]:
    """What an installation would change: what is new, then what is changed, then what goes."""
    found = offer.difference.changes
    new = QCoreApplication.translate("Packs", "new")
    changed = QCoreApplication.translate("Packs", "changed")
    gone = QCoreApplication.translate("Packs", "is removed")
    return (
        *(ChangeRow(f"+{one.id}", one.title, new, after=one) for one in found.added),
        *(ChangeRow(f"~{after.id}", after.title, changed, before, after) for before, after in found.changed),
        *(ChangeRow(f"-{one.id}", one.title, gone, before=one, grave=True) for one in found.removed),
    )


def outcome_text(seen: Seen) -> str:
    """What came of a file in a watched folder."""
    if seen.problem is not None:
        return word(seen.problem, words.language_code())
    if seen.installation is None:
        return ""
    head = seen.installation.head
    if seen.installation.state == "unchanged":
        return QCoreApplication.translate("Packs", "{0} {1} was there already").format(head.name, head.version)
    return QCoreApplication.translate("Packs", "{0} {1} installed").format(head.name, head.version)


def heard(row: PackRow | ChangeRow) -> str:
    return f"{row.title}. {row.said}"


class PackRowsModel(PagedRows[PackRow]):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, lambda row: row.title, heard, parent)
