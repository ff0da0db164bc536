"""The window on the real core, its stores on disk and its reader in a process of its own: a folder with good documents
and bad ones comes in, the report names each, the search finds what is new, and all of it is there after a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lotse import bootstrap, offline
from lotse.cli.arguments import Options
from lotse.desktop.app import Desktop
from tests.desktop.conftest import MemoryClipboard
from tests.fakes import office_files as made

pytestmark = pytest.mark.slow
PATIENCE_MS = 60_000


def test_a_folder_comes_in_and_is_found_and_is_there_the_next_day(
    qtbot: QtBot, qapp: QApplication, home: Path, tmp_path: Path
) -> None:
    home.mkdir(parents=True)
    folder = tmp_path / "Wissen für alle"
    folder.mkdir()
    (folder / "Vertrag.pdf").write_bytes(
        made.pdf(made.page("Sonderkündigung", "", "Binnen vierzehn Tagen per Brief."), title="Vertrag")
    )
    (folder / "Zähler.docx").write_bytes(
        made.docx(made.paragraph("Zählertausch", "Titel"), made.paragraph("Termin vereinbaren", number="1"))
    )
    (folder / "umzug.md").write_text("# Umzug melden\n\nMelden Sie den Umzug sechs Wochen vorher.", "utf-8")
    (folder / "kaputt.docx").write_bytes(b"PK\x03\x04 abgeschnitten")
    (folder / "geheim.pdf").write_bytes(made.pdf(made.page("x"), encrypted=True))

    def wait(done: Callable[[], bool]) -> None:
        qtbot.waitUntil(done, timeout=PATIENCE_MS)

    def started() -> Desktop:
        options = Options(command="window", home=home)
        desktop = Desktop(
            qapp, bootstrap._store_maker(home, options), home=home, language="de", clipboard=MemoryClipboard()
        )
        desktop.fill()
        desktop.show()
        wait(lambda: desktop.workspace.phase in ("new", "locked"))
        return desktop

    def entered(desktop: Desktop) -> None:
        gate = desktop.window.gate
        if desktop.workspace.phase == "new":
            gate.own.setChecked(True)
            gate.second.setText("ein langer Satz")
        gate.first.setText("ein langer Satz")
        gate.go.click()
        wait(lambda: desktop.workspace.phase == "ready")
        desktop.window.commands["sources"].trigger()
        wait(lambda: desktop.workspace.sources.loaded)

    first = started()
    try:
        entered(first)
        sources = first.workspace.sources
        sources.take([str(folder)])
        wait(lambda: sources.running is None and sources.report is not None)
        lines = {line.title: line for line in sources.lines}
        assert {title: line.kind for title, line in lines.items()} == {
            "geheim.pdf": "rejected",
            "kaputt.docx": "rejected",
            "Vertrag.pdf": "new",
            "Zähler.docx": "new",
            "umzug.md": "new",
        }
        assert "Kennwort" in lines["geheim.pdf"].said
        wait(lambda: [row.documents for row in sources.model.rows] == [3])
        found: list[str] = []
        for query in ("Sonderkündigung per Brief", "Termin Zählertausch", "Umzug sechs Wochen"):
            first.bridge.submit(
                lambda core, query=query: core.knowledge.search(query),  # type: ignore[misc]
                lambda answer: found.append(answer.hits[0].title),
            )
        wait(lambda: len(found) == 3)
        assert found == ["Vertrag", "Zählertausch", "Umzug melden"]
        assert offline.attempts() == ()
    finally:
        first.close()
        first.frame.close()

    second = started()
    try:
        entered(second)
        sources = second.workspace.sources
        wait(lambda: [row.place for row in sources.model.rows] == [str(folder)])
        wait(lambda: sources.current is not None)
        sources.read_again()
        wait(lambda: sources.running is None and sources.report is not None)
        assert [kind for kind, _ in sources.kinds()] == ["rejected", "unchanged"]
    finally:
        second.close()
        second.frame.close()
