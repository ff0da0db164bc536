"""What the packs service needs from outside, as protocols: pack files, trusted keys, the store, prepared vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.packs import Base, PackContents, PackHead, VectorSet
from lotse.domain.passages import Cut


@dataclass(frozen=True, slots=True)
class Rows:
    """Vectors for a pack, float32 little-endian, a row for each passage in order; it stores them as `form` says."""

    form: VectorSet
    content: bytes


@dataclass(frozen=True, slots=True)
class PackDraft:
    """What a pack is written from. `content` is the digest of all articles, also of those a delta does not carry."""

    name: str
    version: str
    description: str
    content: str
    base: Base | None
    contents: PackContents
    vectors: tuple[Rows, ...]


class OpenPack(Protocol):
    """A pack whose layout was checked. Everything read from it is checked against the signed digests as it is read."""

    @property
    def head(self) -> PackHead: ...

    def signer(self, trusted: Mapping[str, str]) -> str:
        """The key (hex) that signed it, one of `trusted`.

        Raises `InputProblem`: `pack_unsigned`, `pack_altered`, `pack_signer_unknown`.
        """

    def contents(self) -> PackContents:
        """Articles and removed ids. Raises `InputProblem`: `pack_altered`, `pack_invalid`, `pack_too_large`."""

    def rows(self, form: VectorSet) -> Iterator[bytes]:
        """One row after the other, each a finite vector of length one or zero. Raises as `contents`."""


class PackFiles(Protocol):
    """Reads and writes pack files. Blocking. Raises `InputProblem` with the reason."""

    def open(self, path: Path) -> AbstractContextManager[OpenPack]: ...

    def write(self, path: Path, draft: PackDraft) -> None:
        """Write an unsigned pack, whole or not at all. The same draft gives the same bytes."""

    def sign(self, path: Path, out: Path, key: SigningKey) -> None:
        """Copy `path` to `out` (which may be the same) with the signature of `key`."""

    def waiting(self, folder: Path) -> Mapping[Path, tuple[int, int]]:
        """The pack files directly in `folder`, each with size and time of change; empty for a folder that is gone."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """`public` is hex; `sign` makes an Ed25519 signature."""

    name: str
    public: str
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """`origin`: `home`, or `site` for one that the machine's administrator has set."""

    name: str
    public: str
    origin: str


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder in which new packs are looked for; `origin` as of a trusted key."""

    path: Path
    origin: str


class PackKeys(Protocol):
    """Signing keys in passphrase-protected files, and the public keys this home trusts. Blocking."""

    def new(self, path: Path, name: str, passphrase: str) -> str:
        """Make a key; returns the public one (hex). Raises `InputProblem`: `pack_key_exists`, `empty_passphrase`."""

    def load(self, path: Path, passphrase: str) -> SigningKey:
        """Raises `InputProblem` (`pack_key_unreadable`, `pack_key_passphrase`) or `EnvironmentProblem`."""

    def public_of(self, text: str) -> tuple[str, str]:
        """Name (maybe empty) and public key of a key file, or of the key itself in hex."""

    def trusted(self) -> tuple[TrustedKey, ...]: ...

    def trust(self, name: str, public: str) -> None: ...

    def distrust(self, name_or_key: str) -> None:
        """Raises `InputProblem("pack_key_unknown")`."""

    def watched(self) -> tuple[WatchedFolder, ...]:
        """The folders that home and site configuration name for watching."""

    def watch(self, folder: Path) -> None:
        """Name a folder in this home's configuration. Raises `InputProblem("pack_folder_unfit")` for none."""

    def unwatch(self, folder: Path) -> None:
        """Raises `InputProblem("pack_folder_unknown")`: also for one that the machine's administrator has set."""


@dataclass(frozen=True, slots=True)
class PackVersion:
    """A version of a pack as it is kept; `content` is the digest of its articles."""

    name: str
    version: str
    content: str
    signer: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """`before` is the version an undo brings back, `None` when it would remove the pack; see `can_undo`."""

    pack: PackVersion
    articles: int
    installed: datetime
    before: str | None
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a change of packs did to the articles. `edited` were changed here since and now read as in the pack."""

    changed: int
    removed: int
    edited: tuple[ArticleId, ...] = ()


class PackStore(Protocol):
    """Which packs are installed, in the same file as the articles: each change is one transaction with theirs."""

    async def installed(self) -> tuple[InstalledPack, ...]: ...

    async def articles_of(self, name: str) -> tuple[Article, ...]:
        """The articles as the installed version has them, whatever was edited since; empty for an unknown pack."""

    async def install(
        self, pack: PackVersion, articles: Sequence[Article], *, over: str | None, now: datetime
    ) -> Replaced:
        """Put the pack in place of the version with digest `over` (`None`: not installed yet).

        Raises `InputProblem`: `pack_changed_meanwhile`, `pack_article_taken`.
        """

    async def undo(self, name: str, now: datetime) -> InstalledPack | None:
        """Bring back the version before; `None` when that is none. The version taken back is held.

        Raises `InputProblem`: `pack_unknown`, `pack_nothing_to_undo`.
        """

    async def remove(self, name: str) -> None:
        """Remove the pack with its articles; what it had replaced comes back. Raises `InputProblem("pack_unknown")`."""

    async def held(self) -> frozenset[tuple[str, str]]:
        """Name and digest of versions that were undone or removed here: no watch folder brings them back."""


class PreparedVectors(Protocol):
    """Vectors of passages: made for a pack, or taken from one so that nothing is embedded twice."""

    async def form(self) -> tuple[str, int, str] | None:
        """Fingerprint, dimension and text form of this home's embedder; `None` without one."""

    async def embed(self, passages: Sequence[tuple[str, Cut]]) -> bytes:
        """float32 rows, little-endian, of passages with the titles of their articles. Raises `WorkerProblem`."""

    def keep(self, content: str, form: VectorSet, passages: Sequence[tuple[str, Cut]], rows: Iterator[bytes]) -> None:
        """Lay rows ready for the next building of the index; a cache. Blocking."""

    def keep_only(self, contents: frozenset[str]) -> None:
        """Drop what was laid ready for other versions. Blocking."""
