"""A source that is given up is gone everywhere, and nothing else is; what was made here is not lost unasked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lotse.domain.article_versions import Unpublished
from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.sources import ImportedSource
from lotse.files.adapter import FileReading
from lotse.services.knowledge import Knowledge
from lotse.services.knowledge_import import KnowledgeImport
from lotse.services.knowledge_sources import ImportedSources
from lotse.services.pack_ports import PackVersion
from lotse.storage import knowledge_sources
from lotse.storage.database import Database
from lotse.storage.edge import Connection
from lotse.storage.knowledge import KnowledgeFile, open_knowledge
from lotse.storage.knowledge_editing import KnowledgeEditing
from lotse.storage.knowledge_packs import KnowledgePacks
from lotse.storage.knowledge_sources import SourcesFile
from tests.fakes import office_files as made
from tests.fakes.document_reader import DirectReader
from tests.fakes.semantic import FakeSemantic

DAY = date(2026, 2, 1)
NOW = datetime(2026, 2, 1, tzinfo=UTC)


class _Clock:
    def now(self) -> datetime:
        return NOW

    def today(self) -> date:
        return DAY


class _Silent:
    def publish(self, event: object) -> None:
        pass


class Site:
    def __init__(self, store: KnowledgeFile) -> None:
        self.store = store
        self.reader = DirectReader()
        self.knowledge = Knowledge(store=store, semantic=FakeSemantic(), events=_Silent(), clock=_Clock())
        self.editing = KnowledgeEditing(store.database)
        self.packs = KnowledgePacks(store.database)
        sources = SourcesFile(store.database)
        self.importing = KnowledgeImport(
            reading=FileReading(), reader=self.reader, store=store, sources=sources, knowledge=self.knowledge,
            events=_Silent(), clock=_Clock(),
        )  # fmt: skip
        self.sources = ImportedSources(sources=sources, knowledge=self.knowledge)

    async def by_title(self) -> dict[str, Article]:
        return {article.title: article for article in await self.store.articles()}

    async def found(self, query: str) -> list[str]:
        await self.knowledge.prepare()
        return [hit.title for hit in (await self.knowledge.search(query)).cards]

    async def traces(self, word: str) -> list[str]:
        """Tables in which a text still stands, whatever they are for. What the full-text index has let go of lies in its
        own tables until it tidies up, and cannot be found."""

        def act(connection: Connection) -> list[str]:
            tables = connection.execute(
                """
                SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
                AND name NOT GLOB 'passage_terms_*' AND name NOT GLOB 'words_*'
                """
            ).fetchall()
            return [
                table
                for table in map(str, (name for (name,) in tables))
                if any(word in str(row) for row in connection.execute(f"SELECT * FROM {table}").fetchall())
            ]

        return await self.store.database.read(act)


def play(scenario: Callable[[Site], Awaitable[None]]) -> None:
    async def run() -> None:
        site = Site(await open_knowledge(Database(None, None)))
        try:
            await scenario(site)
        finally:
            await site.reader.close()
            await site.store.close()

    asyncio.run(run())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Müll").mkdir()
    (tmp_path / "Müll" / "tonne.md").write_text("# Tonne\n\nDie Biotonne wird montags geleert.", "utf-8")
    (tmp_path / "Müll" / "sperr.md").write_text("# Sperrgut\n\nSperrgut wird abgeholt.", "utf-8")
    (tmp_path / "faq.zip").write_bytes(made.zipped({"bus.md": "# Bus\n\nDer Bus fährt alle zehn Minuten."}))
    return tmp_path


def test_sources_are_told_as_they_were_named(folder: Path) -> None:
    async def scenario(site: Site) -> None:
        assert await site.sources.sources() == ()
        await site.importing.run([folder / "Müll", folder / "faq.zip"])
        assert await site.sources.sources() == (
            ImportedSource(str(folder / "Müll"), 2, 2, DAY), ImportedSource(str(folder / "faq.zip"), 1, 1, DAY),
        )  # fmt: skip
        await site.importing.run([folder])
        assert [one.place for one in await site.sources.sources()] == [str(folder / "Müll"), str(folder / "faq.zip")]
        (folder / "Müll" / "neu.md").write_text("# Neu\n\nText.", "utf-8")
        await site.importing.run([folder])
        assert [(one.place, one.documents) for one in await site.sources.sources()] == [(str(folder), 4)]

    play(scenario)


def test_a_source_is_gone_everywhere_and_can_be_read_again(folder: Path) -> None:
    async def scenario(site: Site) -> None:
        await site.importing.run([folder / "Müll", folder / "faq.zip"])
        assert await site.found("Biotonne montags geleert") == ["Tonne"]
        assert {"articles", "passages", "terms"} <= set(await site.traces("iotonne"))
        gone = await site.sources.forget(str(folder / "Müll"))
        assert (gone.documents, gone.articles, gone.edited) == (2, 2, 0)
        assert await site.found("Biotonne montags geleert") == []
        assert await site.traces("iotonne") == []
        assert await site.traces("Müll") == []
        assert list(await site.by_title()) == ["Bus"]
        assert await site.found("Bus fährt Minuten") == ["Bus"]
        report = await site.importing.run([folder / "Müll"])
        assert [file.state for file in report.imported] == ["new", "new"]
        assert await site.found("Biotonne montags geleert") == ["Tonne"]

    play(scenario)


def test_a_document_of_a_source_goes_alone(folder: Path) -> None:
    async def scenario(site: Site) -> None:
        await site.importing.run([folder / "Müll", folder / "faq.zip"])
        await site.sources.forget(str(folder / "Müll" / "tonne.md"))
        assert sorted(await site.by_title()) == ["Bus", "Sperrgut"]
        await site.sources.forget(str(folder / "faq.zip"))
        assert sorted(await site.by_title()) == ["Sperrgut"]

    play(scenario)


@pytest.mark.parametrize("place", ["", " ", "/", "gibt-es-nicht"])
def test_what_is_no_source_is_said_and_nothing_is_removed(folder: Path, place: str) -> None:
    async def scenario(site: Site) -> None:
        await site.importing.run([folder / "Müll"])
        for wrong in (place, str(folder), str(folder / "Mül")):
            with pytest.raises(InputProblem, match="source_unknown"):
                await site.sources.forget(wrong)
        assert len(await site.by_title()) == 2

    play(scenario)


def test_what_was_edited_or_merged_here_is_not_lost_unasked(folder: Path) -> None:
    async def scenario(site: Site) -> None:
        await site.importing.run([folder / "Müll", folder / "faq.zip"])
        articles = await site.by_title()
        edited = replace(articles["Tonne"], body="Die Blautonne wird dienstags geleert.")
        await site.editing.save(edited, "edited", DAY)
        merged = Unpublished(articles["Sperrgut"], "imported", DAY, articles["Bus"].id)
        await site.editing.set_aside(merged)
        with pytest.raises(InputProblem, match="source_edited") as problem:
            await site.sources.forget(str(folder / "Müll"))
        assert problem.value.params["edited"] == 2
        assert sorted(await site.by_title()) == ["Bus", "Tonne"]
        gone = await site.sources.forget(str(folder / "Müll"), with_edits=True)
        assert (gone.articles, gone.edited) == (2, 2)
        assert list(await site.by_title()) == ["Bus"]
        # Neither the versions nor what was set aside keep the text.
        assert await site.traces("onne") == []
        assert await site.traces("Sperrgut") == []

    play(scenario)


def test_what_a_pack_has_put_in_its_place_is_the_packs(folder: Path) -> None:
    async def scenario(site: Site) -> None:
        await site.importing.run([folder / "Müll"])
        own = await site.by_title()
        theirs = replace(own["Tonne"], body="Im Paket steht mittwochs.")
        over = replace(own["Sperrgut"], body="Im Paket wird gesperrt.")
        version = PackVersion("abfall", "1.0", "c" * 64, "s" * 64)
        await site.packs.install(version, [theirs, over], over=None, now=NOW)
        # Imported over the pack's text again, by a newer file.
        (folder / "Müll" / "sperr.md").write_text("# Sperrgut\n\nSperrgut holt niemand.", "utf-8")
        await site.importing.run([folder / "Müll"])
        assert (await site.by_title())["Sperrgut"].body == "Sperrgut holt niemand."
        gone = await site.sources.forget(str(folder / "Müll"))
        assert gone.articles == 0
        assert {article.body for article in await site.store.articles()} == {theirs.body, over.body}
        # What the pack had displaced does not come back with its going.
        await site.packs.remove("abfall")
        assert await site.store.articles() == ()

    play(scenario)


def test_a_document_that_is_gone_takes_no_article_of_a_pack_with_it(folder: Path) -> None:
    async def scenario(site: Site) -> None:
        several = folder / "Müll" / "mehr.jsonl"
        lines = [json.dumps({"id": id_, "title": id_, "body": "Von hier."}) for id_ in ("eins", "zwei")]
        several.write_text("\n".join(lines), "utf-8")
        await site.importing.run([folder / "Müll"])
        own = await site.by_title()
        theirs = [replace(own[title], body=f"{title} im Paket.") for title in ("Tonne", "eins")]
        version = PackVersion("abfall", "1.0", "c" * 64, "s" * 64)
        await site.packs.install(version, theirs, over=None, now=NOW)
        (folder / "Müll" / "tonne.md").unlink()
        several.write_text(lines[1], "utf-8")
        await site.importing.run([folder / "Müll"])
        assert {title: article.body for title, article in (await site.by_title()).items() if title != "Sperrgut"} == {
            "Tonne": "Tonne im Paket.", "eins": "eins im Paket.", "zwei": "Von hier.",
        }  # fmt: skip
        await site.packs.remove("abfall")
        assert set(await site.by_title()) == {"Sperrgut", "zwei"}

    play(scenario)


def test_stopped_on_the_way_nothing_is_lost_that_another_import_does_not_bring_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge_sources, "BATCH", 1)

    async def scenario(site: Site) -> None:
        await site.importing.run([folder / "Müll"])
        one_is_gone = asyncio.Event()
        running = asyncio.create_task(
            site.sources.forget(str(folder / "Müll"), progress=lambda done, total: one_is_gone.set())
        )
        await one_is_gone.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert len(await site.by_title()) < 2
        report = await site.importing.run([folder / "Müll"])
        assert [file.state for file in report.imported] == ["changed", "changed"]
        assert sorted(await site.by_title()) == ["Sperrgut", "Tonne"]
        assert (await site.sources.forget(str(folder / "Müll"))).articles == 2
        assert await site.sources.sources() == ()

    play(scenario)


def test_articles_of_no_source_stay(folder: Path) -> None:
    own = Article(ArticleId("eigen"), "Eigener Artikel", "Hier geschrieben.")

    async def scenario(site: Site) -> None:
        await site.editing.save(own, "edited", DAY)
        await site.importing.run([folder / "faq.zip"])
        await site.sources.forget(str(folder / "faq.zip"))
        assert await site.store.articles() == (own,)

    play(scenario)
