"""The page of the sources by keyboard and by drop: import, report, columns, read again, forget."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from lotse.desktop.settings import Settings
from lotse.domain.errors import EnvironmentProblem
from lotse.domain.knowledge import Article
from tests.desktop.fake_core import FakeCore
from tests.desktop.test_accessibility import findings
from tests.desktop.upkeep_stage import StartUpkeep, UpkeepStage, focused, press
from tests.fakes import office_files as made
from tests.fakes.document_reader import DirectReader


def folder_of_everything(folder: Path) -> Path:
    folder.mkdir()
    (folder / "umzug.md").write_text("# Umzug melden\n\nMelden Sie den Umzug sechs Wochen vorher.", "utf-8")
    (folder / "zaehler.html").write_text("<h1>Zähler</h1><p>Lesen Sie den Zähler ab.</p>", "utf-8")
    (folder / "kaputt.docx").write_bytes(b"PK\x03\x04 abgeschnitten")
    (folder / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def done(it: UpkeepStage) -> None:
    it.wait(lambda: it.sources.running is None and it.sources.report is not None)


def titles(it: UpkeepStage) -> list[str]:
    return [row.title for row in it.sources.model.rows]


def drop(it: UpkeepStage, *paths: Path) -> None:
    """Let files fall on the window."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    it.desktop.window.dropEvent(
        QDropEvent(
            QPoint(300, 300),
            Qt.DropAction.CopyAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_folder_is_imported_and_the_report_stays_until_it_is_closed(upkeep: StartUpkeep, tmp_path: Path) -> None:
    it = upkeep()
    pane = it.sources_pane
    assert "Noch wurde nichts importiert" in pane.side.empty.label.text()
    it.sources.take([str(folder_of_everything(tmp_path / "Wissen"))])
    done(it)
    page = pane.importing
    assert page.isVisible()
    lines = {line.title: line for line in page.model.rows}
    assert list(lines) == ["kaputt.docx", "umzug.md", "zaehler.html", "foto.jpg"], "what is to be looked at comes first"
    assert "beschädigt" in lines["kaputt.docx"].said
    assert lines["kaputt.docx"].grave
    assert str(tmp_path) not in lines["kaputt.docx"].said
    assert lines["umzug.md"].said == "Neu · 1 Artikel"
    assert lines["foto.jpg"].said == "Übergangen · kein Dokument, das Lotse liest"
    assert page.said.text() == "2 Artikel aus 2 Dokumenten, 1 abgelehnt, 1 übergangen."
    assert it.ask(lambda core: core.knowledge.search("Umzug sechs Wochen")).hits[0].title == "Umzug melden"
    it.wait(lambda: titles(it) == ["Wissen"])
    assert it.sources.model.rows[0].said == "Ordner · 2 Dokumente · 2 Artikel · gelesen am 03.02.2026"
    it.turn_to("articles")
    press(Qt.Key.Key_Escape)
    assert focused() is it.desktop.window.conversation.reply
    it.turn_to("sources")
    assert page.isVisible(), "nobody has closed it"
    assert focused() is page.list
    press(Qt.Key.Key_Tab)
    assert focused() is page.done
    press(Qt.Key.Key_Space)
    assert it.sources.report is None
    assert focused() is pane.side.list
    it.wait(lambda: pane.source.isVisible())
    assert str(tmp_path / "Wissen") in pane.source.facts.toPlainText()


def test_read_again_reads_what_changed_and_says_what_is_gone(upkeep: StartUpkeep, tmp_path: Path) -> None:
    it = upkeep()
    folder = folder_of_everything(tmp_path / "Wissen")
    it.sources.take([str(folder)])
    done(it)
    it.sources.close_report()
    (folder / "zaehler.html").unlink()
    (folder / "umzug.md").write_text("# Umzug melden\n\nMelden Sie den Umzug online.", "utf-8")
    it.reader.read_files.clear()
    it.wait(lambda: it.sources.current is not None)
    press(Qt.Key.Key_F5)
    done(it)
    assert it.reader.read_files == ["umzug.md"]
    assert it.sources.kinds() == [("rejected", 1), ("removed", 1), ("changed", 1), ("skipped", 1)]
    it.sources.show_kind("removed")
    assert [line.said for line in it.sources_pane.importing.model.rows] == ["ist nicht mehr da; 1 Artikel entfernt"]
    assert not it.ask(lambda core: core.knowledge.search("Zähler ablesen")).answerable


def test_columns_of_a_table_are_chosen_and_the_other_lines_stay(upkeep: StartUpkeep, tmp_path: Path) -> None:
    it = upkeep()
    folder = tmp_path / "Wissen"
    folder.mkdir()
    (folder / "umzug.md").write_text("# Umzug\n\nVorher melden.", "utf-8")
    (folder / "tabelle.csv").write_text("Nr,Problem,Lösung\n1,Sicherung fliegt raus,Gerät abklemmen\n", "utf-8")
    it.sources.take([str(folder)])
    done(it)
    bar = it.sources_pane.importing.columns
    assert bar.isVisible()
    assert "tabelle.csv" in bar.text.text()
    assert focused() is bar.question
    assert [bar.question.itemText(n) for n in range(bar.question.count())] == ["Nr", "Problem", "Lösung"]
    bar.answer.setCurrentText("Nr")
    assert not bar.read.isEnabled(), "question and answer are two columns"
    bar.question.setCurrentText("Problem")
    bar.answer.setCurrentText("C")
    bar.read.setFocus()
    press(Qt.Key.Key_Space)
    it.wait(lambda: it.sources.running is None and not it.sources.lines[0].columns)
    assert {line.title: line.kind for line in it.sources.lines} == {"tabelle.csv": "new", "umzug.md": "new"}
    assert not bar.isVisible()
    hits = it.ask(lambda core: core.knowledge.search("Sicherung fliegt raus")).hits
    assert "Gerät abklemmen" in hits[0].passage
    it.sources.close_report()
    it.wait(lambda: titles(it) == ["Wissen"])


def test_an_import_goes_on_behind_the_conversation_and_is_stopped_from_its_page(
    upkeep: StartUpkeep, tmp_path: Path
) -> None:
    reader = DirectReader()
    folder = tmp_path / "viele"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n:02}.md").write_text(f"# Artikel {n}\n\nText {n}.", "utf-8")
    reader.before_read = lambda _name: time.sleep(0.03)
    it = upkeep(reader=reader)
    it.sources.take([str(folder)])
    it.wait(lambda: it.sources.running is not None and it.sources.running.progress is not None)
    page = it.sources_pane.importing
    assert page.bar.maximum() == 40
    assert focused() is page.cancel
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    window = it.desktop.window
    assert focused() is window.conversation.reply
    assert window.status.importing.isVisible()
    assert "von 40 Dokumenten" in window.status.importing.text()
    assert findings(window) == []
    window.status.importing.click()
    assert page.isVisible()
    it.sources.take([str(tmp_path)])
    assert "läuft schon ein Import" in it.told
    it.page.message_bar.close_button.click()
    page.cancel.click()
    done(it)
    assert it.sources.report is not None
    assert it.sources.report.cancelled
    read = len(reader.read_files)
    assert 0 < read < 40
    assert page.again.isVisible()
    assert not window.status.importing.isVisible()
    reader.before_read = lambda _name: None
    page.again.click()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    done(it)
    assert window.message_bar.isVisible(), "whoever looks elsewhere is told"
    assert window.message_bar.text.text().startswith("Import fertig: 40 Artikel aus 40 Dokumenten")
    window.message_bar.action.click()
    assert page.isVisible()
    assert len(it.ask(lambda core: core.knowledge.articles())) == 40
    assert len(reader.read_files) == 40, "what was stored is not read again"
    assert Settings(it.home).unfinished_import == ()


def test_an_import_cut_off_by_closing_the_window_is_offered_again(upkeep: StartUpkeep, tmp_path: Path) -> None:
    reader = DirectReader()
    folder = folder_of_everything(tmp_path / "Wissen")
    first = upkeep(reader=reader)
    reader.before_read = lambda _name: time.sleep(0.2)
    first.sources.take([str(folder)])
    first.wait(lambda: first.sources.running is not None and first.sources.running.progress is not None)
    first.desktop.frame.close()
    first.desktop.close()
    assert Settings(first.home).unfinished_import == (str(folder),)
    reader.before_read = lambda _name: None
    second = upkeep("packs")
    assert str(folder) in second.told
    second.page.message_bar.action.click()
    done(second)
    assert [line.title for line in second.sources.lines if line.kind == "new"] == ["umzug.md", "zaehler.html"]
    assert Settings(first.home).unfinished_import == ()


def test_a_source_is_forgotten_after_a_question_that_counts(upkeep: StartUpkeep, tmp_path: Path) -> None:
    it = upkeep()
    folder = folder_of_everything(tmp_path / "Wissen")
    it.sources.take([str(folder)])
    done(it)
    it.sources.close_report()
    it.wait(lambda: it.sources.current is not None and focused() is it.sources_pane.side.list)
    press(Qt.Key.Key_Delete)
    bar = it.sources_pane.source.ask_bar
    assert bar.text.text() == "2 Artikel aus Wissen werden entfernt; die Dateien bleiben, wo sie sind."
    assert focused() is bar.keep, "a key held down removes nothing"
    press(Qt.Key.Key_Space)
    assert titles(it) == ["Wissen"]
    assert focused() is it.sources_pane.side.list
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Space)
    it.wait(lambda: titles(it) == [])
    assert "2 Artikel" in it.told
    assert it.ask(lambda core: core.knowledge.articles()) == ()
    assert (folder / "umzug.md").exists()


def test_what_was_edited_here_is_not_forgotten_without_saying_so(upkeep: StartUpkeep, tmp_path: Path) -> None:
    asked: list[bool] = []

    def prepare(core: FakeCore) -> None:
        real = core.knowledge_sources.forget

        async def forget(place: str, *, with_edits: bool = False) -> object:
            from lotse.domain.errors import InputProblem

            asked.append(with_edits)
            if not with_edits:
                raise InputProblem("source_edited", place=place, edited=3)
            return await real(place, with_edits=True)

        core.knowledge_sources.forget = forget  # type: ignore[method-assign, assignment]

    it = upkeep(prepare=prepare)
    it.sources.take([str(folder_of_everything(tmp_path / "Wissen"))])
    done(it)
    it.sources.close_report()
    it.wait(lambda: it.sources.current is not None and focused() is it.sources_pane.side.list)
    press(Qt.Key.Key_Delete)
    bar = it.sources_pane.source.ask_bar
    bar.do.click()
    it.wait(lambda: bar.isVisible())
    assert bar.text.text() == "3 dieser Artikel wurden hier geändert; das Geänderte ginge verloren."
    bar.do.click()
    it.wait(lambda: titles(it) == [])
    assert asked == [False, True]


def test_what_is_dropped_goes_where_it_belongs(upkeep: StartUpkeep, tmp_path: Path) -> None:
    it = upkeep()
    folder = folder_of_everything(tmp_path / "Wissen")
    pdf = tmp_path / "Vertrag.pdf"
    pdf.write_bytes(made.pdf(made.page("Sonderkündigung", "", "Binnen vierzehn Tagen."), title="Vertrag"))
    chat = tmp_path / "chat.txt"
    chat.write_text("Frau Test: Mein Zähler steht.\nAgent: Gern.", "utf-8")
    drop(it, folder)
    done(it)
    it.sources.close_report()
    press(Qt.Key.Key_Escape)
    before = it.ask(lambda core: core.conversations.rows())
    drop(it, chat)
    it.wait(lambda: len(it.ask(lambda core: core.conversations.rows())) == len(before) + 1)
    assert it.desktop.window.pages.shown_upkeep is None
    drop(it, pdf)
    it.wait(lambda: it.sources_pane.offered.isVisible())
    assert "Vertrag.pdf als Wissen importieren?" in it.sources_pane.offered.title.text()
    assert it.reader.read_files == ["umzug.md", "zaehler.html"], "nothing is read before it is asked for"
    it.wait(lambda: focused() is it.sources_pane.accept)
    press(Qt.Key.Key_Space)
    done(it)
    assert [line.title for line in it.sources.lines] == ["Vertrag.pdf"]
    assert len(it.ask(lambda core: core.conversations.rows())) == len(before) + 1


def test_a_store_that_takes_nothing_says_why_and_the_import_can_go_on(upkeep: StartUpkeep, tmp_path: Path) -> None:
    full: list[EnvironmentProblem] = [EnvironmentProblem("disk_full", file="knowledge.db")]

    def prepare(core: FakeCore) -> None:
        store = core.knowledge_import._store  # type: ignore[attr-defined]
        put = store.put

        async def fail(articles: list[Article], progress: object = None) -> int:
            if full:
                raise full[0]
            return int(await put(articles))

        store.put = fail

    it = upkeep(prepare=prepare)
    it.sources.take([str(folder_of_everything(tmp_path / "Wissen"))])
    done(it)
    page = it.sources_pane.importing
    assert "knowledge.db" in page.said.text() or "Platz" in page.said.text()
    assert not page.list.isVisible()
    full.clear()
    page.again.click()
    it.wait(lambda: it.sources.running is None and bool(it.sources.lines))
    assert page.said.text().startswith("2 Artikel")


@pytest.mark.parametrize("language", ["de", "en"])
def test_everything_on_the_page_has_a_name_and_is_reached_by_tab(
    upkeep: StartUpkeep, tmp_path: Path, language: str
) -> None:
    from tests.desktop.test_packs import walked_by_tab

    it = upkeep(language=language)
    assert findings(it.page) == []
    folder = folder_of_everything(tmp_path / "Wissen")
    (folder / "tabelle.csv").write_text("Nr,Problem,Lösung\n1,Sicherung fliegt raus,Gerät abklemmen\n", "utf-8")
    it.sources.take([str(folder)])
    done(it)
    assert findings(it.page) == []
    walked_by_tab(it)
    it.sources.close_report()
    it.wait(lambda: it.sources_pane.source.isVisible())
    press(Qt.Key.Key_Delete)
    assert findings(it.page) == []
    walked_by_tab(it)
    press(Qt.Key.Key_Escape)
    it.sources.offer([str(folder)])
    assert findings(it.page) == []
    walked_by_tab(it)


def test_files_and_folders_are_chosen_by_keyboard(upkeep: StartUpkeep, tmp_path: Path) -> None:
    it = upkeep()
    folder = folder_of_everything(tmp_path / "Wissen")
    press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = it.sources_pane.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(folder / "umzug.md"), str(folder / "zaehler.html")])
    dialog.close()
    done(it)
    assert [line.title for line in it.sources.lines] == ["umzug.md", "zaehler.html"]


def test_a_narrow_window_shows_the_list_or_what_was_chosen(upkeep: StartUpkeep, tmp_path: Path) -> None:
    it = upkeep()
    it.sources.take([str(folder_of_everything(tmp_path / "Wissen"))])
    done(it)
    it.sources.close_report()
    it.wait(lambda: titles(it) == ["Wissen"])
    it.sources.close()
    it.desktop.frame.setMinimumSize(0, 0)
    it.desktop.window.toggle_docked()
    it.desktop.frame.resize(480, 720)
    pane = it.sources_pane
    it.wait(lambda: pane.side.isVisible() and not pane.source.isVisible())
    pane.side.list.setFocus()
    press(Qt.Key.Key_Return)
    assert pane.source.isVisible()
    assert not pane.side.isVisible()
    press(Qt.Key.Key_Escape)
    assert pane.side.isVisible()
