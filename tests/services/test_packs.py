"""Packs are installed whole or not at all, only when they are right, and can be taken back."""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.packs import VectorSet, content_digest
from lotse.domain.passages import Cut
from lotse.files.packs import FilePacks
from lotse.services.events import KnowledgeChanged, ProblemArose
from lotse.services.knowledge import Knowledge
from lotse.services.pack_watch import PackWatch, Seen
from lotse.services.packs import Packs, Wanted
from lotse.storage import knowledge_packs
from lotse.storage.key_sources import Argon2Cost
from lotse.storage.knowledge import KnowledgeFile
from lotse.storage.opening import editing_of, open_passing_knowledge_store, packs_of
from lotse.storage.pack_keys import PackKeyRing
from tests.fakes.semantic import FakeSemantic

CHEAP = Argon2Cost(memory_kib=8, passes=1)


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 1, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 2, 1)


class _Events:
    def __init__(self) -> None:
        self.published: list[object] = []

    def publish(self, event: object) -> None:
        self.published.append(event)

    def problems(self) -> list[str]:
        return [event.message.key for event in self.published if isinstance(event, ProblemArose)]


class _Vectors:
    """Prepared vectors in dictionaries; an embedder of dimension two."""

    def __init__(self) -> None:
        self.kept: dict[str, list[bytes]] = {}

    async def form(self) -> tuple[str, int, str] | None:
        return "e" * 32, 2, "1"

    async def embed(self, passages: Sequence[tuple[str, Cut]]) -> bytes:
        return struct.pack("<2f", 0.6, 0.8) * len(passages)

    def keep(self, content: str, form: VectorSet, passages: Sequence[tuple[str, Cut]], rows: Iterator[bytes]) -> None:
        self.kept[content] = list(rows)

    def keep_only(self, contents: frozenset[str]) -> None:
        self.kept = {content: rows for content, rows in self.kept.items() if content in contents}


class Place:
    """A home with its packs, and a folder in which an editor makes them."""

    def __init__(self, store: KnowledgeFile, folder: Path) -> None:
        self.folder = folder
        self.store = store
        self.events = _Events()
        self.vectors = _Vectors()
        self.keys = PackKeyRing(folder / "home", folder / "site", CHEAP)
        files = FilePacks()
        self.knowledge = Knowledge(store=store, semantic=FakeSemantic(), events=self.events, clock=_Clock())
        self.packs = Packs(
            files=files,
            keys=self.keys,
            store=packs_of(store),
            vectors=self.vectors,
            knowledge=self.knowledge,
            clock=_Clock(),
        )
        self.watch = PackWatch(
            packs=self.packs, files=files, knowledge=self.knowledge, events=self.events, clock=_Clock()
        )
        self.keys.trust("Redaktion", self.keys.new(folder / "key.json", "Redaktion", "geheim"))

    async def made(
        self,
        version: str,
        *articles: Article,
        base: Path | None = None,
        name: str = "strom",
        into: Path | None = None,
        sign: bool = True,
    ) -> Path:
        path = (into or self.folder) / f"{name}-{version}{'-delta' if base else ''}.lotsepack"
        await self.packs.build(Wanted(name, version), articles, path, base)
        if sign:
            await self.packs.sign(path, self.folder / "key.json", "geheim", path)
        return path

    async def ids(self) -> list[str]:
        return [article.id for article in await self.store.articles()]

    async def found(self, word: str) -> list[str]:
        hits = await self.store.lexical(word, limit=5)
        return [record.passage.article_id for record in await self.store.records([hit.passage_id for hit in hits])]

    async def versions(self) -> dict[str, str]:
        return {one.pack.name: one.pack.version for one in await self.packs.installed()}

    async def refusal(self, act: Awaitable[object]) -> str:
        """The reason of a refusal, which left everything as it was."""
        before = await self.store.articles(), await self.packs.installed(), dict(self.vectors.kept)
        with pytest.raises(InputProblem) as refused:
            await act
        assert (await self.store.articles(), await self.packs.installed(), self.vectors.kept) == before
        return refused.value.key


Scenario = Callable[[Place], Awaitable[None]]


@pytest.fixture
def run(tmp_path: Path) -> Callable[[Scenario], None]:
    async def play(scenario: Scenario) -> None:
        store = await open_passing_knowledge_store()
        try:
            await scenario(Place(store, tmp_path))
        finally:
            await store.close()

    return lambda scenario: asyncio.run(play(scenario))


A = Article(ArticleId("abschlag"), "Abschlag ändern", "Im Portal unter Vertrag.")
B = Article(ArticleId("umzug"), "Umzug melden", "Sechs Wochen vorher.")
C = Article(ArticleId("zaehler"), "Zähler ablesen", "Ein Foto genügt.")
A2 = replace(A, body="Telefonisch oder im Portal.")


def test_an_installed_pack_is_found_and_an_undo_takes_it_back(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        done = await place.packs.install(await place.made("1.0", A, B))
        assert (done.state, done.before, done.replaced.changed) == ("installed", None, 2)
        assert await place.found("Umzug") == ["umzug"]
        assert KnowledgeChanged(2) in place.events.published
        done = await place.packs.install(await place.made("1.1", A2, C))
        assert (done.before, done.replaced.changed, done.replaced.removed) == ("1.0", 2, 1)
        assert (await place.found("Umzug"), await place.found("Foto")) == ([], ["zaehler"])
        back = await place.packs.undo("strom")
        assert back is not None
        assert back.pack.version == "1.0"
        assert await place.store.articles() == (A, B)
        assert (await place.found("Umzug"), await place.found("Foto")) == (["umzug"], [])
        assert await place.refusal(place.packs.undo("strom")) == "pack_nothing_to_undo"

    run(scenario)


def test_the_first_version_is_undone_by_going(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        await place.packs.install(await place.made("1.0", A))
        assert await place.packs.undo("strom") is None
        assert (await place.ids(), await place.versions(), await place.found("Abschlag")) == ([], {}, [])
        assert await place.refusal(place.packs.undo("strom")) == "pack_unknown"

    run(scenario)


def test_only_signed_and_trusted_packs_are_installed(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        path = await place.made("1.0", A, sign=False)
        assert await place.refusal(place.packs.install(path)) == "pack_unsigned"
        stranger = place.folder / "fremd.json"
        place.keys.new(stranger, "Fremd", "geheim")
        await place.packs.sign(path, stranger, "geheim", path)
        assert await place.refusal(place.packs.install(path)) == "pack_signer_unknown"
        assert await place.refusal(place.packs.verify(path)) == "pack_signer_unknown"
        await place.packs.trust(str(stranger), "")
        assert (await place.packs.verify(path)).signer_name == "Fremd"
        await place.packs.install(path)
        await place.packs.distrust("Fremd")
        assert await place.refusal(place.packs.install(path)) == "pack_signer_unknown"

    run(scenario)


def test_an_older_version_asks(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        old, new = await place.made("1.9", A), await place.made("1.10", A2)
        await place.packs.install(new)
        assert await place.refusal(place.packs.install(old)) == "pack_older"
        assert (await place.packs.install(old, allow_older=True)).before == "1.10"
        assert await place.versions() == {"strom": "1.9"}
        assert (await place.packs.install(old)).state == "unchanged"

    run(scenario)


def test_one_version_has_one_content(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        await place.packs.install(await place.made("1.0", A))
        other = await place.made("1.0.0", A2)
        assert await place.refusal(place.packs.install(other)) == "pack_version_used"

    run(scenario)


def test_a_delta_on_its_base_is_the_new_version(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        base = await place.made("1.0", A, B)
        full = await place.made("2.0", A2, C)
        delta = await place.made("2.0", A2, C, base=base)
        small = await place.made("3.0", A2, B, C, base=await place.made("2.5", A, B, C))
        assert (await place.packs.peek(small)).articles == 1
        assert await place.refusal(place.packs.install(delta)) == "pack_base_missing"
        await place.packs.install(base)
        await place.packs.install(delta)
        assert await place.store.articles() == (A2, C)
        (installed,) = await place.packs.installed()
        assert (installed.pack.version, installed.pack.content) == ("2.0", content_digest((A2, C)))
        assert (await place.packs.install(full)).state == "unchanged"
        await place.packs.undo("strom")
        assert await place.store.articles() == (A, B)

    run(scenario)


def test_a_delta_on_another_base_is_refused(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        delta = await place.made("2.0", A2, C, base=await place.made("1.0", A, B))
        await place.packs.install(await place.made("1.0", A))
        assert await place.refusal(place.packs.install(delta)) == "pack_base_differs"
        await place.packs.install(await place.made("1.5", A, B))
        assert await place.refusal(place.packs.install(delta)) == "pack_base_missing"

    run(scenario)


def test_what_was_installed_is_exported_as_it_was_built(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        built = await place.made("1.0", A, B, C, sign=False)
        as_built = built.read_bytes()
        await place.packs.sign(built, place.folder / "key.json", "geheim", built)
        await place.packs.install(built)
        out = place.folder / "export.lotsepack"
        await place.packs.export("strom", out)
        assert out.read_bytes() == as_built

    run(scenario)


def test_what_a_pack_replaced_comes_back_with_its_removal(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        own = replace(A, body="Unsere eigene Fassung.")
        await place.store.put([own, C])
        await place.packs.install(await place.made("1.0", A, B))
        assert await place.store.articles() == (A, B, C)
        await place.packs.remove("strom")
        assert await place.store.articles() == (own, C)
        assert await place.versions() == {}
        assert place.vectors.kept == {}

    run(scenario)


def test_an_article_comes_from_one_pack_only(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        await place.packs.install(await place.made("1.0", A))
        other = await place.made("1.0", A2, B, name="gas")
        assert await place.refusal(place.packs.install(other)) == "pack_article_taken"

    run(scenario)


def test_edits_that_a_new_version_replaces_are_named(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        await place.packs.install(await place.made("1.0", A, B))
        editing = editing_of(place.store)
        await editing.save(replace(A, body="Hier bearbeitet."), "edited", date(2026, 2, 1))
        await editing.save(replace(B, body="Auch bearbeitet."), "edited", date(2026, 2, 1))
        done = await place.packs.install(await place.made("1.1", A2, B))
        assert (await place.store.article(A.id)) == A2
        assert "abschlag" in done.replaced.edited
        await place.packs.undo("strom")
        assert (await place.store.article(A.id)) == A

    run(scenario)


def test_a_failure_in_the_middle_changes_nothing(
    run: Callable[[Scenario], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(place: Place) -> None:
        await place.packs.install(await place.made("1.0", A, B))
        new = await place.made("1.1", A2, C)
        before = await place.store.articles(), await place.packs.installed(), await place.found("Umzug")

        def fails(connection: object) -> None:
            raise MemoryError

        with monkeypatch.context() as patched:
            patched.setattr(knowledge_packs, "learn_words", fails)
            with pytest.raises(MemoryError):
                await place.packs.install(new)
            with pytest.raises(MemoryError):
                await place.packs.undo("strom")
        assert (await place.store.articles(), await place.packs.installed(), await place.found("Umzug")) == before
        await place.packs.install(new)

    run(scenario)


def test_vectors_lie_ready_for_the_articles_installed_and_go_with_them(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        await place.packs.install(await place.made("1.0", A, B))
        assert place.vectors.kept == {content_digest((A, B)): [struct.pack("<2e", 0.6, 0.8)] * 2}
        await place.packs.install(await place.made("1.1", A2))
        assert list(place.vectors.kept) == [content_digest((A2,))]

    run(scenario)


@pytest.mark.parametrize(
    ("articles", "key"),
    [
        ((), "pack_empty"),
        ((A, A2), "pack_article_twice"),
        ((replace(A, body="Lone \ud800"),), "pack_article_unfit"),
        ((replace(A, title=" "),), "pack_article_unfit"),
    ],
)
def test_what_can_not_be_a_pack_is_not_written(
    run: Callable[[Scenario], None], articles: tuple[Article, ...], key: str
) -> None:
    async def scenario(place: Place) -> None:
        assert await place.refusal(place.made("1.0", *articles)) == key
        assert list(place.folder.glob("*.lotsepack")) == []

    run(scenario)


@pytest.mark.parametrize(("name", "version"), [("../strom", "1"), ("Strom", "1"), ("strom", "v1"), ("strom", "1.²")])
def test_names_and_versions_are_plain(run: Callable[[Scenario], None], name: str, version: str) -> None:
    async def scenario(place: Place) -> None:
        act = place.packs.build(Wanted(name, version), (A,), place.folder / "x.lotsepack")
        assert await place.refusal(act) in {"pack_name_invalid", "pack_version_invalid"}

    run(scenario)


def test_a_difference_tells_what_is_new_gone_and_changed(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        old, new = await place.made("1.0", A, B), await place.made("1.1", A2, C)
        delta = await place.made("1.1", A2, C, base=old)
        told = await place.packs.diff(new)
        assert (told.old, [article.id for article in told.changes.added]) == (None, ["abschlag", "zaehler"])
        for path, compared in ((new, old), (delta, old)):
            found = (await place.packs.diff(path, compared)).changes
            assert (found.added, found.removed, found.changed) == ((C,), (B,), ((A, A2),))
        await place.packs.install(old)
        assert (await place.packs.diff(delta)).changes.changed == ((A, A2),)

    run(scenario)


def test_an_offer_says_everything_before_anything_is_changed(run: Callable[[Scenario], None]) -> None:
    async def scenario(place: Place) -> None:
        first = await place.packs.offer(await place.made("1.0", A, B))
        assert (first.checked.signer_name, first.difference.old, first.asks) == ("Redaktion", None, None)
        assert [one.id for one in first.difference.changes.added] == ["abschlag", "umzug"]
        assert await place.ids() == []
        await place.packs.install(await place.made("1.0", A, B))
        full = await place.made("1.1", A2, C)
        delta = await place.made("1.1", A2, C, base=place.folder / "strom-1.0.lotsepack")
        for path in (full, delta):
            found = (await place.packs.offer(path)).difference
            assert (found.old, found.new, found.changes.changed) == ("1.0", "1.1", ((A, A2),))
            assert ([one.id for one in found.changes.added], [one.id for one in found.changes.removed]) == (
                ["zaehler"],
                ["umzug"],
            )
        assert await place.ids() == ["abschlag", "umzug"]
        await place.packs.install(full)
        older = await place.packs.offer(place.folder / "strom-1.0.lotsepack")
        assert older.asks is not None
        assert older.asks.key == "pack_older"
        same = await place.packs.offer(full)
        assert (same.asks, same.difference.changes.added, same.difference.changes.changed) == (None, (), ())
        used = await place.packs.offer(await place.made("1.1", A))
        assert used.asks is not None
        assert used.asks.key == "pack_version_used"
        unsigned = await place.made("1.2", A, sign=False)
        assert await place.refusal(place.packs.offer(unsigned)) == "pack_unsigned"

    run(scenario)


# --- the watch -------------------------------------------------------------------------------------------------------


async def _looked(place: Place, folder: Path, times: int = 2) -> list[Seen]:
    return [seen for _ in range(times) for seen in await place.watch.look([folder])]


def test_a_watch_installs_the_newest_and_goes_on_with_deltas(run: Callable[[Scenario], None], tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        folder = tmp_path / "Verteilung"
        folder.mkdir()
        first = await place.made("1.0", A, B, into=folder)
        await place.made("2.0", A2, B, into=folder)
        third = await place.made("3.0", A2, B, C, base=folder / "strom-2.0.lotsepack", into=folder)
        assert await place.watch.look([folder]) == ()
        seen = await _looked(place, folder, 1)
        assert [one.installation.head.version for one in seen if one.installation] == ["2.0", "3.0"]
        assert await place.versions() == {"strom": "3.0"}
        assert place.events.problems() == []
        await place.packs.undo("strom")
        first.touch()
        third.touch()
        assert await _looked(place, folder, 3) == []
        assert await place.versions() == {"strom": "2.0"}

    run(scenario)


def test_a_copy_under_way_is_left_alone(run: Callable[[Scenario], None], tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        whole = (await place.made("1.0", A)).read_bytes()
        folder = tmp_path / "Verteilung"
        folder.mkdir()
        growing = folder / "strom.lotsepack"
        for length in range(100, len(whole), 400):
            growing.write_bytes(whole[:length])
            assert await place.watch.look([folder]) == ()
        growing.write_bytes(whole)
        assert await place.watch.look([folder]) == ()
        assert [one.installation is not None for one in await _looked(place, folder, 1)] == [True]

    run(scenario)


def test_a_bad_file_is_named_once_and_does_not_stop_the_others(run: Callable[[Scenario], None], tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        folder = tmp_path / "Verteilung"
        folder.mkdir()
        good = await place.made("1.0", A, into=folder)
        await place.made("1.0", B, name="gas", into=folder, sign=False)
        broken = folder / "kaputt.lotsepack"
        broken.write_bytes(good.read_bytes()[:-1] + b"?")
        (folder / "halb.lotsepack").write_bytes(good.read_bytes()[:-9])
        (folder / "link.lotsepack").symlink_to(good)
        (folder / "liesmich.txt").write_text("kein Paket")
        await _looked(place, folder, 4)
        assert sorted(place.events.problems()) == ["pack_altered", "pack_truncated", "pack_unsigned"]
        assert await place.versions() == {"strom": "1.0"}
        kept = [seen for _, seen in place.watch.watched.outcomes]
        assert {one.path.name: one.problem.key if one.problem else "" for one in kept} == {
            "strom-1.0.lotsepack": "",
            "gas-1.0.lotsepack": "pack_unsigned",
            "kaputt.lotsepack": "pack_altered",
            "halb.lotsepack": "pack_truncated",
        }
        assert place.watch.watched.looked == _Clock().now()

    run(scenario)


def test_an_altered_pack_of_a_newer_version_is_named(run: Callable[[Scenario], None], tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        folder = tmp_path / "Verteilung"
        folder.mkdir()
        path = await place.made("1.0", A, into=folder)
        path.write_bytes(path.read_bytes()[:-1] + b"?")
        await _looked(place, folder, 4)
        assert place.events.problems() == ["pack_altered"]
        assert await place.ids() == []

    run(scenario)


def test_a_delta_waits_for_its_base_and_a_pack_for_its_key(run: Callable[[Scenario], None], tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        folder = tmp_path / "Verteilung"
        folder.mkdir()
        base = await place.made("1.0", A)
        await place.made("1.1", A, B, base=base, into=folder)
        await place.packs.distrust("Redaktion")
        await _looked(place, folder, 3)
        assert place.events.problems() == ["pack_signer_unknown"]
        await place.packs.trust(str(tmp_path / "key.json"), "")
        await _looked(place, folder, 3)
        assert place.events.problems() == ["pack_signer_unknown", "pack_base_missing"]
        await place.packs.install(base)
        await _looked(place, folder, 1)
        assert await place.versions() == {"strom": "1.1"}

    run(scenario)


def test_the_watch_goes_on_when_its_settings_are_mended(run: Callable[[Scenario], None], tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        folder = tmp_path / "Verteilung"
        folder.mkdir()
        await place.made("1.0", A, into=folder)
        settings = tmp_path / "home" / "packs.json"
        right = json.loads(settings.read_text("utf-8"))
        settings.write_text("{", "utf-8")
        place.watch.every_s = 0.01
        watching = asyncio.create_task(place.watch.run())
        for _ in range(1000):
            if place.events.problems():
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        settings.write_text(json.dumps({**right, "watch": [str(folder)]}), "utf-8")
        for _ in range(1000):
            if await place.versions():
                break
            await asyncio.sleep(0.01)
        watching.cancel()
        await asyncio.wait([watching])
        assert place.events.problems() == ["pack_settings_unreadable"]
        assert await place.versions() == {"strom": "1.0"}

    run(scenario)


def test_a_folder_that_is_gone_is_no_failure(run: Callable[[Scenario], None], tmp_path: Path) -> None:
    async def scenario(place: Place) -> None:
        assert await _looked(place, tmp_path / "Netzlaufwerk getrennt") == []
        assert place.events.problems() == []

    run(scenario)
