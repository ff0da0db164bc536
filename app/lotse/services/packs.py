"""Packs: built and signed by the editors, checked and installed everywhere else, taken back where one was wrong.

Owns what must be true before a pack is installed: every check comes before the first change. Must not know file layout,
tables or keys' files. Lives on the core loop; reading and writing of files happens in threads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lotse.domain import passages
from lotse.domain.errors import InputProblem, Message
from lotse.domain.knowledge import Article
from lotse.domain.packs import (
    Base,
    Changes,
    PackArticle,
    PackContents,
    PackHead,
    VectorKind,
    VectorSet,
    applied,
    changes,
    check_name,
    checked,
    content_digest,
    in_order,
    version_order,
)
from lotse.domain.passages import Cut
from lotse.services.knowledge import Knowledge
from lotse.services.pack_ports import (
    InstalledPack,
    OpenPack,
    PackDraft,
    PackFiles,
    PackKeys,
    PackStore,
    PackVersion,
    PreparedVectors,
    Replaced,
    Rows,
    TrustedKey,
    WatchedFolder,
)
from lotse.services.ports import Clock

_NOTHING = Replaced(0, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pack to be built is called. `vectors` `None`: none are prepared."""

    name: str
    version: str
    description: str = ""
    vectors: VectorKind | None = "float16"


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack in which everything was found in order, by whom it was signed, and the trusted key's name."""

    head: PackHead
    signer: str
    signer_name: str


@dataclass(frozen=True, slots=True)
class Installation:
    """`state` `unchanged`: this very version was there already. `before` is the version that was replaced."""

    head: PackHead
    state: Literal["installed", "unchanged"]
    before: str | None = None
    replaced: Replaced = _NOTHING


@dataclass(frozen=True, slots=True)
class Difference:
    """From `old` (`None`: not installed) to `new`."""

    name: str
    old: str | None
    new: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack in order, and what its installation would do. `asks` is why it is only taken when that is asked for."""

    checked: Checked
    difference: Difference
    asks: Message | None = None


class Packs:
    """Invariant: a pack that is not signed by a trusted key, or in which one byte was changed, changes nothing here."""

    def __init__(
        self,
        *,
        files: PackFiles,
        keys: PackKeys,
        store: PackStore,
        vectors: PreparedVectors,
        knowledge: Knowledge,
        clock: Clock,
    ) -> None:
        self._files = files
        self._keys = keys
        self._store = store
        self._vectors = vectors
        self._knowledge = knowledge
        self._clock = clock

    # --- building ----------------------------------------------------------------------------------------------------

    async def build(self, wanted: Wanted, articles: Iterable[Article], out: Path, base: Path | None = None) -> PackHead:
        """Write an unsigned pack; with the full pack `base`, only what has changed since.

        Raises `InputProblem`: `pack_name_invalid`, `pack_version_invalid`, `pack_empty`, `pack_article_twice`,
        `pack_article_unfit`, `pack_base_other`, `pack_no_changes`, and what reading the base raises.
        """
        check_name(wanted.name)
        version_order(wanted.version)
        all_articles = in_order(checked(article) for article in articles)
        if not all_articles:
            raise InputProblem("pack_empty")
        if base is None:
            started_from, contents = None, PackContents(_cut(all_articles))
        else:
            started_from, found = await asyncio.to_thread(self._since, base, wanted, all_articles)
            carried = in_order((*found.added, *(after for _, after in found.changed)))
            contents = PackContents(_cut(carried), tuple(article.id for article in found.removed))
        draft = PackDraft(
            name=wanted.name,
            version=wanted.version,
            description=wanted.description,
            content=content_digest(all_articles),
            base=started_from,
            contents=contents,
            vectors=await self._embedded(contents, wanted.vectors),
        )
        await asyncio.to_thread(self._files.write, out, draft)
        return await asyncio.to_thread(self._head, out)

    async def export(self, name: str, out: Path, vectors: VectorKind | None = "float16") -> PackHead:
        """Write the installed version as an unsigned full pack. Raises `InputProblem("pack_unknown")`."""
        found = await self._installed(name)
        if found is None:
            raise InputProblem("pack_unknown", name=name)
        wanted = Wanted(name, found.pack.version, found.pack.description, vectors)
        return await self.build(wanted, await self._store.articles_of(name), out)

    async def sign(self, path: Path, key_file: Path, passphrase: str, out: Path) -> str:
        """Sign a pack after checking all of it; returns the public key (hex)."""

        def act() -> str:
            key = self._keys.load(key_file, passphrase)
            with self._files.open(path) as pack:
                _everything(pack)
            self._files.sign(path, out, key)
            return key.public

        return await asyncio.to_thread(act)

    async def _embedded(self, contents: PackContents, kind: VectorKind | None) -> tuple[Rows, ...]:
        found = None if kind is None else await self._vectors.form()
        if kind is None or found is None:
            return ()
        embedder, dimension, text_form = found
        rows = await self._vectors.embed(_titled(contents))
        return (Rows(VectorSet(embedder, dimension, kind, text_form), rows),)

    def _since(self, base: Path, wanted: Wanted, articles: Sequence[Article]) -> tuple[Base, Changes]:
        with self._files.open(base) as pack:
            head, contents = pack.head, pack.contents()
        if head.name != wanted.name or head.base is not None:
            raise InputProblem("pack_base_other", file=base.name, name=wanted.name)
        if version_order(head.version) >= version_order(wanted.version):
            raise InputProblem("pack_older", name=head.name, installed=head.version, offered=wanted.version)
        found = changes(applied(head, contents, ()), articles)
        if not (found.added or found.removed or found.changed):
            raise InputProblem("pack_no_changes", file=base.name)
        return Base(head.version, head.content), found

    # --- checking ----------------------------------------------------------------------------------------------------

    async def verify(self, path: Path) -> Checked:
        """Everything that is checked before an installation. Raises `InputProblem` with the reason."""

        def act() -> Checked:
            names = self._trusted()
            with self._files.open(path) as pack:
                signer = pack.signer(names)
                contents = _everything(pack)
                if pack.head.base is None:
                    applied(pack.head, contents, ())
                return Checked(pack.head, signer, names[signer])

        return await asyncio.to_thread(act)

    async def peek(self, path: Path) -> PackHead:
        """What a pack by a trusted signer says of itself; its articles are not looked at. Raises as `verify`."""

        def act() -> PackHead:
            with self._files.open(path) as pack:
                pack.signer(self._trusted())
                return pack.head

        return await asyncio.to_thread(act)

    async def diff(self, new: Path, old: Path | None = None) -> Difference:
        """What `new` changes, compared with the full pack `old` or with what is installed. Needs no signature."""

        def read(path: Path) -> tuple[PackHead, PackContents]:
            with self._files.open(path) as pack:
                return pack.head, _everything(pack)

        head, contents = await asyncio.to_thread(read, new)
        if old is not None:
            old_head, old_contents = await asyncio.to_thread(read, old)
            if old_head.name != head.name or old_head.base is not None:
                raise InputProblem("pack_base_other", file=old.name, name=head.name)
            before = applied(old_head, old_contents, ())
            there: PackVersion | None = PackVersion(head.name, old_head.version, old_head.content, "")
        else:
            installed = await self._installed(head.name)
            before = await self._store.articles_of(head.name)
            there = installed.pack if installed else None
        _check_base(head, there)
        found = changes(before, applied(head, contents, before))
        return Difference(head.name, there.version if there else None, head.version, found)

    async def offer(self, path: Path) -> Offer:
        """Everything an installation checks, and what it would change. Raises as `install`, but for what asks."""
        names = await asyncio.to_thread(self._trusted)
        head, signer, contents = await asyncio.to_thread(self._read, path, names)
        installed = await self._installed(head.name)
        there = installed.pack if installed else None
        asks = None
        if there is not None and (there.version, there.content) != (head.version, head.content):
            try:
                _check_newer(head, there)
            except InputProblem as problem:
                asks = problem.message
        _check_base(head, there)
        before = await self._store.articles_of(head.name)
        found = await asyncio.to_thread(lambda: changes(before, applied(head, contents, before)))
        difference = Difference(head.name, there.version if there else None, head.version, found)
        return Offer(Checked(head, signer, names[signer]), difference, asks)

    # --- installing --------------------------------------------------------------------------------------------------

    async def install(self, path: Path, *, allow_older: bool = False) -> Installation:
        """Check everything, then change everything at once; the index follows with `Knowledge.prepare`.

        Raises `InputProblem` with the reason; then nothing has changed. `pack_older` and `pack_version_used` ask: with
        `allow_older` the pack is taken all the same.
        """
        names = await asyncio.to_thread(self._trusted)
        head, signer, contents = await asyncio.to_thread(self._read, path, names)
        installed = await self._installed(head.name)
        if installed is not None and installed.pack.content == head.content and installed.pack.version == head.version:
            return Installation(head, "unchanged", installed.pack.version)
        if installed is not None and not allow_older:
            _check_newer(head, installed.pack)
        _check_base(head, installed.pack if installed else None)
        kept = () if head.base is None else await self._store.articles_of(head.name)
        articles = applied(head, contents, kept)
        replaced = await self._store.install(
            PackVersion(head.name, head.version, head.content, signer, head.description),
            articles,
            over=installed.pack.content if installed else None,
            now=self._clock.now(),
        )
        with suppress(InputProblem):  # the file was exchanged meanwhile: its vectors are made here, then
            await asyncio.to_thread(self._keep_vectors, path, names, head, contents)
        await self._changed()
        return Installation(head, "installed", installed.pack.version if installed else None, replaced)

    async def undo(self, name: str) -> InstalledPack | None:
        """Bring back the version before, `None` when there was none: then the pack is gone with its articles."""
        found = await self._store.undo(name, self._clock.now())
        await self._changed()
        return found

    async def remove(self, name: str) -> None:
        await self._store.remove(name)
        await self._changed()

    async def installed(self) -> tuple[InstalledPack, ...]:
        return await self._store.installed()

    async def held(self) -> frozenset[tuple[str, str]]:
        return await self._store.held()

    # --- keys --------------------------------------------------------------------------------------------------------

    async def new_key(self, path: Path, name: str, passphrase: str) -> str:
        return await asyncio.to_thread(self._keys.new, path, name, passphrase)

    async def trust(self, key: str, name: str) -> tuple[str, str]:
        """Trust a public key, given as hex or as the file of a signing key; returns its name and the key."""

        def act() -> tuple[str, str]:
            found, public = self._keys.public_of(key)
            self._keys.trust(name or found, public)
            return name or found, public

        return await asyncio.to_thread(act)

    async def distrust(self, name_or_key: str) -> None:
        await asyncio.to_thread(self._keys.distrust, name_or_key)

    async def trusted(self) -> tuple[TrustedKey, ...]:
        return await asyncio.to_thread(self._keys.trusted)

    # --- watched folders ---------------------------------------------------------------------------------------------

    async def watched(self) -> tuple[WatchedFolder, ...]:
        return await asyncio.to_thread(self._keys.watched)

    async def watch(self, folder: Path) -> None:
        await asyncio.to_thread(self._keys.watch, folder)

    async def unwatch(self, folder: Path) -> None:
        await asyncio.to_thread(self._keys.unwatch, folder)

    # --- in a thread -------------------------------------------------------------------------------------------------

    def _trusted(self) -> dict[str, str]:
        return {key.public: key.name for key in self._keys.trusted()}

    def _head(self, path: Path) -> PackHead:
        with self._files.open(path) as pack:
            return pack.head

    def _read(self, path: Path, names: dict[str, str]) -> tuple[PackHead, str, PackContents]:
        with self._files.open(path) as pack:
            signer = pack.signer(names)
            return pack.head, signer, _everything(pack)

    def _keep_vectors(self, path: Path, names: dict[str, str], head: PackHead, contents: PackContents) -> None:
        """Read once more, and once more checked: the file may have been exchanged since."""
        titled = _titled(contents)
        with self._files.open(path) as pack:
            pack.signer(names)
            if pack.head != head:
                raise InputProblem("pack_changed_meanwhile", name=head.name)
            for form in head.vectors:
                self._vectors.keep(head.content, form, titled, pack.rows(form))

    async def _installed(self, name: str) -> InstalledPack | None:
        return next((one for one in await self._store.installed() if one.pack.name == name), None)

    async def _changed(self) -> None:
        kept = frozenset(one.pack.content for one in await self._store.installed())
        await asyncio.to_thread(self._vectors.keep_only, kept)
        await self._knowledge.follow()


def _cut(articles: Iterable[Article]) -> tuple[PackArticle, ...]:
    return tuple(PackArticle(article, passages.of_article(article)) for article in articles)


def _everything(pack: OpenPack) -> PackContents:
    """All that a pack holds, each byte checked."""
    contents = pack.contents()
    for form in pack.head.vectors:
        for _ in pack.rows(form):
            pass
    return contents


def _titled(contents: PackContents) -> list[tuple[str, Cut]]:
    return [(one.article.title, cut) for one in contents.articles for cut in one.cuts]


def _check_newer(head: PackHead, installed: PackVersion) -> None:
    offered, there = version_order(head.version), version_order(installed.version)
    if offered < there:
        raise InputProblem("pack_older", name=head.name, installed=installed.version, offered=head.version)
    if offered == there:
        raise InputProblem("pack_version_used", name=head.name, version=head.version)


def _check_base(head: PackHead, installed: PackVersion | None) -> None:
    if head.base is None:
        return
    if installed is None or installed.version != head.base.version:
        there = "–" if installed is None else installed.version
        raise InputProblem("pack_base_missing", name=head.name, base=head.base.version, installed=there)
    if installed.content != head.base.content:
        raise InputProblem("pack_base_differs", name=head.name, base=head.base.version)
