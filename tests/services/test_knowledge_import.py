"""An import reads what changed and nothing else, removes what is gone and nothing else, and survives bad documents."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lotse.domain.documents import AsWritten, Document
from lotse.domain.errors import EnvironmentProblem, WorkerProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.files.adapter import FileReading
from lotse.services import knowledge_import
from lotse.services.events import KnowledgeImportProgressed
from lotse.services.imported_documents import ImportReport, Source, articles_of
from lotse.services.knowledge import Knowledge
from lotse.services.knowledge_import import KnowledgeImport
from lotse.services.ports import Columns
from lotse.storage.knowledge import KnowledgeFile
from lotse.storage.knowledge_sources import SourcesFile
from lotse.storage.opening import open_passing_knowledge_store
from tests.fakes import office_files as made
from tests.fakes.document_reader import DirectReader
from tests.fakes.semantic import FakeSemantic


class _Clock:
    """A second passes each time somebody looks."""

    def __init__(self) -> None:
        self._now = datetime(2026, 2, 1, tzinfo=UTC)

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def today(self) -> date:
        return date(2026, 2, 1)


class _Events:
    def __init__(self) -> None:
        self.published: list[object] = []

    def publish(self, event: object) -> None:
        self.published.append(event)


class Site:
    """An import on a store in memory, and what a test asks of it."""

    def __init__(self, store: KnowledgeFile) -> None:
        self.store = store
        self.reader = DirectReader()
        self.events = _Events()
        self.knowledge = Knowledge(store=store, semantic=FakeSemantic(), events=self.events, clock=_Clock())
        self.importing = KnowledgeImport(
            reading=FileReading(),
            reader=self.reader,
            store=store,
            sources=SourcesFile(store.database),
            knowledge=self.knowledge,
            events=self.events,
            clock=_Clock(),
        )

    async def run(self, *paths: Path, **columns: str) -> ImportReport:
        self.reader.read_files.clear()
        return await self.importing.run(paths, Columns(**columns))

    async def titles(self) -> list[str]:
        return sorted(article.title for article in await self.store.articles())

    async def by_title(self) -> dict[str, Article]:
        return {article.title: article for article in await self.store.articles()}


def play(scenario: Callable[[Site], Awaitable[None]]) -> None:
    async def run() -> None:
        site = Site(await open_passing_knowledge_store())
        try:
            await scenario(site)
        finally:
            await site.reader.close()
            await site.store.close()

    asyncio.run(run())


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "Wissen Müßig ü", umzug="# Umzug\n\nVorher.", zaehler="# Zähler\n\nAblesen.")

    async def scenario(site: Site) -> None:
        first = await site.run(folder)
        assert [(file.state, file.kind, file.articles) for file in first.imported] == [("new", "markdown", 1)] * 2
        passages = await site.store.state()
        again = await site.run(folder)
        assert ([file.state for file in again.imported], again.changed_articles) == (["unchanged"] * 2, 0)
        assert site.reader.read_files == []
        before = (await site.by_title())["Umzug"].id
        write(folder, umzug="# Umzug melden\n\nNachher.")
        third = await site.run(folder)
        assert site.reader.read_files == ["umzug.md"]
        assert [file.state for file in third.imported] == ["changed", "unchanged"]
        assert await site.titles() == ["Umzug melden", "Zähler"]
        assert (await site.by_title())["Umzug melden"].id == before
        # Only the changed article has new passages: of the other no vector is made again.
        assert (await site.store.state()).newest == passages.newest + 1

    play(scenario)


def test_what_is_gone_is_removed_and_what_cannot_be_read_is_not(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", eins="# Eins\n\nx", zwei="# Zwei\n\ny", drei="# Drei\n\nz")
    other = write(tmp_path / "b", vier="# Vier\n\nx")

    async def scenario(site: Site) -> None:
        await site.run(folder, other)
        (folder / "eins.md").unlink()
        (folder / "zwei.md").write_bytes(b"\x00\x01\x02" * 99)
        report = await site.run(folder)
        assert [(file.file, file.articles) for file in report.removed] == [(str(folder / "eins.md"), 1)]
        assert [rejected.reason.key for rejected in report.rejected] == ["binary_file"]
        assert await site.titles() == ["Drei", "Vier", "Zwei"]
        assert not (await site.knowledge.search("Eins")).hits
        # A folder with nothing in it looks like a drive that is not connected.
        for file in folder.glob("*"):
            file.unlink()
        emptied = await site.run(folder)
        assert ([r.reason.key for r in emptied.rejected], emptied.removed) == (["folder_empty"], ())
        folder.rmdir()
        missing = await site.run(folder)
        assert ([r.reason.key for r in missing.rejected], missing.removed) == (["file_not_found"], ())
        assert await site.titles() == ["Drei", "Vier", "Zwei"]

    play(scenario)


def test_archive_is_its_documents(tmp_path: Path) -> None:
    archive = tmp_path / "hilfe.zip"
    archive.write_bytes(
        made.zipped({"a/eins.md": "# Eins\n\nx", "zwei.md": "# Zwei\n\ny", "../c.md": "z", "b.png": "p"})
    )

    async def scenario(site: Site) -> None:
        report = await site.run(archive)
        assert [file.file for file in report.imported] == [f"{archive}!/a/eins.md", f"{archive}!/zwei.md"]
        assert [rejected.reason.key for rejected in report.rejected] == ["archive_unsafe_name"]
        assert [skipped.reason.key for skipped in report.skipped] == ["unknown_format"]
        archive.write_bytes(made.zipped({"zwei.md": "# Zwei\n\ny", "drei.md": "# Drei\n\nx"}))
        again = await site.run(tmp_path)
        assert site.reader.read_files == ["drei.md"]
        assert [file.file for file in again.removed] == [f"{archive}!/a/eins.md"]
        assert await site.titles() == ["Drei", "Zwei"]
        archive.write_bytes(b"PK\x03\x04 abgeschnitten")
        assert [r.reason.key for r in (await site.run(tmp_path)).rejected] == ["file_damaged"]
        assert await site.titles() == ["Drei", "Zwei"]

    play(scenario)


def lines(*entries: dict[str, object]) -> str:
    return "\n".join(json.dumps(entry) for entry in entries)


def test_article_ids_are_kept_and_never_shared_by_two_documents_of_one_import(tmp_path: Path) -> None:
    (tmp_path / "docs.de.jsonl").write_text(
        lines({"id": "hilfe", "title": "Hilfe", "body": "Wir helfen Ihnen gerne weiter."})
    )
    (tmp_path / "docs.en.jsonl").write_text(lines({"id": "hilfe", "title": "Help", "body": "We are here to help you."}))
    (tmp_path / "neu.de.jsonl").write_text(
        lines({"id": "hilfe", "title": "Mehr Hilfe", "body": "Wir helfen Ihnen noch einmal."})
    )

    async def scenario(site: Site) -> None:
        await site.run(tmp_path)
        ids = {title: article.id for title, article in (await site.by_title()).items()}
        assert ids["Hilfe"] == "hilfe"
        assert ids["Help"] == "hilfe@en"
        assert len(set(ids.values())) == 3
        assert (await site.run(tmp_path)).changed_articles == 0
        (tmp_path / "docs.en.jsonl").write_text(
            lines({"id": "hilfe", "title": "Help!", "body": "We are here to help you."})
        )
        await site.run(tmp_path)
        assert (await site.by_title())["Help!"].id == "hilfe@en"

    play(scenario)


def test_newer_export_of_another_name_replaces_the_articles_of_the_older(tmp_path: Path) -> None:
    for name, title in (("oktober", "Alt"), ("november", "Neu")):
        (tmp_path / f"{name}.jsonl").write_text(lines({"id": "a", "title": title, "body": "Text"}))

    async def scenario(site: Site) -> None:
        await site.run(tmp_path / "oktober.jsonl")
        await site.run(tmp_path / "november.jsonl")
        assert {article.id: article.title for article in await site.store.articles()} == {"a": "Neu"}
        # The older one goes; the article is the newer one's by now.
        (tmp_path / "oktober.jsonl").unlink()
        await site.run(tmp_path)
        assert await site.titles() == ["Neu"]

    play(scenario)


def test_entries_that_left_a_file_are_removed_and_rows_keep_their_id(tmp_path: Path) -> None:
    table = tmp_path / "faq.csv"
    table.write_text("Frage;Antwort;gültig bis;Zielgruppe\nA?;1;;Service\nB?;2;31.01.2026;\nB?;3;;\n", "utf-8")

    async def scenario(site: Site) -> None:
        await site.run(table)
        before = await site.by_title()
        assert len(await site.store.articles()) == 3
        assert (before["A?"].audience, before["A?"].source) == (("Service",), "faq.csv")
        table.write_text("Frage;Antwort\nA?;neu\n", "utf-8")
        await site.run(table)
        assert [(a.id, a.body) for a in await site.store.articles()] == [(before["A?"].id, "neu")]
        table.write_text("Was;Wie\nA?;ganz neu\n", "utf-8")
        assert [r.reason.key for r in (await site.run(table)).rejected] == ["columns_unknown"]
        assert (await site.run(table, question="Was", answer="Wie")).changed_articles == 1
        # The choice holds for this file, also when it is imported with others and after it changed.
        assert [file.state for file in (await site.run(tmp_path)).imported] == ["unchanged"]
        table.write_text("Was;Wie\nA?;noch neuer\n", "utf-8")
        assert [file.state for file in (await site.run(tmp_path)).imported] == ["changed"]

    play(scenario)


def test_same_question_twenty_thousand_times_costs_its_length() -> None:
    rows = [Document("Was?", (AsWritten("Das."),), line=n) for n in range(20_000)]
    source = Source("faq.csv", Path("faq.csv"), "", 0)
    begun = time.process_time()
    ids = {article.id for article in articles_of([(row, "de") for row in rows], source, set())}
    assert len(ids) == len(rows)
    assert time.process_time() - begun < 5


def test_folder_whose_name_begins_like_another_is_another(tmp_path: Path) -> None:
    one, other = write(tmp_path / "wissen", a="# A\n\nx", b="# B\n\nx"), write(tmp_path / "wissen-alt", c="# C\n\nx")

    async def scenario(site: Site) -> None:
        await site.run(one, other)
        (other / "c.md").unlink()
        assert (await site.run(one)).removed == ()
        (one / "b.md").unlink()
        assert [Path(file.file).name for file in (await site.run(one)).removed] == ["b.md"]
        assert await site.titles() == ["A", "C"]

    play(scenario)


def test_validity_and_language_come_from_the_document(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        alt="---\nvalid_to: 31.01.2026\nlang: de-AT\n---\n# Tarif alt\n\nDer Tarif Strom kostet 10 Euro.",
        bald="---\nvalid_from: 2026-02-02\n---\n# Tarif bald\n\nDer Tarif Strom kostet 30 Euro.",
        jetzt="# Tarif jetzt\n\nDer Tarif Strom kostet 20 Euro.",
        english="# Tariff\n\nThe tariff that you have now is the one with the lowest price.",
        falsch="---\nvalid_to: irgendwann\n---\n# Falsch\n\nText",
    )

    async def scenario(site: Site) -> None:
        report = await site.run(folder)
        assert [(r.file, r.reason.key) for r in report.rejected] == [(str(folder / "falsch.md"), "validity_invalid")]
        found = await site.by_title()
        assert {title: article.lang for title, article in found.items()} == {
            "Tarif alt": "de", "Tarif bald": "de", "Tarif jetzt": "de", "Tariff": "en",
        }  # fmt: skip
        answer = await site.knowledge.search("Was kostet der Tarif Strom?")
        assert {hit.title for hit in answer.hits if hit.lang == "de"} == {"Tarif jetzt"}

    play(scenario)


def test_progress_says_how_far_and_how_long(tmp_path: Path) -> None:
    folder = write(tmp_path, **{f"a{n}": f"# A{n}\n\n{'x' * 1000}" for n in range(4)})

    async def scenario(site: Site) -> None:
        await site.run(folder)
        told = [event for event in site.events.published if isinstance(event, KnowledgeImportProgressed)]
        assert [(one.done, one.total, one.articles) for one in told] == [(n, 4, n) for n in range(1, 5)]
        assert [one.remaining_s for one in told] == pytest.approx([3.0, 2.0, 1.0, 0.0], abs=3)
        assert told[-1].remaining_s == 0
        assert told[0].bytes_per_s > 0

    play(scenario)


def test_cancelled_import_keeps_what_it_has_and_goes_on_from_there(tmp_path: Path) -> None:
    folder = write(tmp_path, a="# A\n\nx", b="# B\n\nx", c="# C\n\nx")

    async def scenario(site: Site) -> None:
        def stop_at_b(name: str) -> None:
            if name == "b.md":
                site.importing.cancel()

        site.reader.before_read = stop_at_b
        (folder / "weg.md").write_text("# Weg\n\nx", "utf-8")
        report = await site.run(folder)
        assert report.cancelled
        assert report.removed == ()
        assert "A" in await site.titles()
        assert "C" not in await site.titles()
        site.reader.before_read = lambda name: None
        assert not (await site.run(folder)).cancelled
        assert "a.md" not in site.reader.read_files
        assert await site.titles() == ["A", "B", "C", "Weg"]

    play(scenario)


def test_a_large_file_can_be_stopped_while_it_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge_import, "PIECE_ARTICLES", 10)
    folder = write(tmp_path, a="# A\n\nx")
    (folder / "b.jsonl").write_text(lines(*[{"title": f"B{n:02}", "body": "x"} for n in range(35)]), "utf-8")

    async def scenario(site: Site) -> None:
        put, pieces = site.store.put, []

        async def counted(articles: Sequence[Article]) -> int:
            pieces.append(len(articles))
            if len(pieces) == 2:
                site.importing.cancel()
            return await put(articles)

        site.store.put = counted  # type: ignore[method-assign, assignment]
        report = await site.run(folder)
        assert (report.cancelled, report.changed_articles, pieces) == (True, 20, [10, 10])
        assert [file.file for file in report.imported] == [str(folder / "a.md")]
        assert len(await site.titles()) == 20
        again = await site.run(folder)
        assert site.reader.read_files == ["b.jsonl"]
        assert (again.cancelled, again.changed_articles) == (False, 16)
        assert len(await site.titles()) == 36

    play(scenario)


def test_killed_between_articles_and_record_reads_that_document_again_and_loses_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, a="# A\n\nx\n")

    async def scenario(site: Site) -> None:
        await site.run(folder)
        (folder / "b.jsonl").write_text(lines({"title": "B1", "body": "x"}, {"title": "B2", "body": "x"}))
        await site.run(folder)
        (folder / "b.jsonl").write_text(lines({"title": "B1", "body": "x"}, {"title": "B3", "body": "x"}))

        async def killed(sources: object) -> None:
            raise asyncio.CancelledError

        record = site.importing._sources.record
        site.importing._sources.record = killed  # type: ignore[method-assign, assignment]
        with pytest.raises(asyncio.CancelledError):
            await site.run(folder)
        site.importing._sources.record = record  # type: ignore[method-assign]
        report = await site.run(folder)
        assert site.reader.read_files == ["b.jsonl"]
        assert report.rejected == ()
        assert await site.titles() == ["A", "B1", "B3"]

    play(scenario)


def test_full_disk_ends_the_import_with_its_reason_and_the_next_one_goes_on(tmp_path: Path) -> None:
    folder = write(tmp_path, a="# A\n\nx")

    async def scenario(site: Site) -> None:
        put = site.store.put

        async def full(*_: object) -> int:
            raise EnvironmentProblem("disk_full")

        site.store.put = full  # type: ignore[method-assign, assignment]
        with pytest.raises(EnvironmentProblem, match="disk_full"):
            await site.run(folder)
        site.store.put = put  # type: ignore[method-assign]
        assert [file.state for file in (await site.run(folder)).imported] == ["new"]

    play(scenario)


def test_reader_that_cannot_run_ends_the_import(tmp_path: Path) -> None:
    folder = write(tmp_path, a="# A\n\nx")

    async def scenario(site: Site) -> None:
        def refuse(name: str) -> None:
            raise WorkerProblem("reader_fallback")

        site.reader.before_read = refuse
        with pytest.raises(WorkerProblem, match="reader_fallback"):
            await site.run(folder)

    play(scenario)


def test_very_long_document_is_several_articles_and_shrinks_again(tmp_path: Path) -> None:
    chapters = "".join(f"<h1>Kapitel {n}</h1><p>{'Wort ' * 30_000}</p>" for n in range(4))
    (tmp_path / "buch.html").write_text(f"<title>Buch</title>{chapters}", "utf-8")

    async def scenario(site: Site) -> None:
        report = await site.run(tmp_path)
        assert report.imported[0].articles == 2
        assert await site.titles() == ["Kapitel 0 (1/2)", "Kapitel 0 (2/2)"]
        (tmp_path / "buch.html").write_text("<title>Buch</title><p>Kurz.</p>", "utf-8")
        await site.run(tmp_path)
        assert await site.titles() == ["Buch"]

    play(scenario)


def test_scanned_pages_are_a_warning_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made.pdf(made.page("Guter Text auf Seite eins."), made.PICTURE))

    async def scenario(site: Site) -> None:
        (file,) = (await site.run(tmp_path)).imported
        assert [(w.key, w.params["pages"]) for w in file.warnings] == [("pages_without_text", "2")]
        (hit,) = (await site.knowledge.search("Guter Text")).hits
        assert hit.heading_path == ("S. 1",)
        assert (await site.store.article(ArticleId(hit.article_id))) is not None

    play(scenario)
