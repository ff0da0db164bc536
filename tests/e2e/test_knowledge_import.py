"""`lotse knowledge import` as its users run it: documents of all kinds, bad ones beside good ones, and a kill on the way."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lotse.bootstrap import open_core
from lotse.cli import program
from lotse.cli.arguments import parse
from tests.e2e.running import PROGRAM, Ran, lotse
from tests.fakes import office_files as made


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Ran:
    """The same program in this process: one start of an interpreter less."""
    code = program.run(parse([*map(str, arguments)]), open_core)
    said = capsys.readouterr()
    return Ran(code, said.out, said.err)


def test_folder_of_everything_is_imported_and_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Wissen für alle"
    folder.mkdir()
    (folder / "Zähler.docx").write_bytes(
        made.docx(
            made.paragraph("Zählertausch", "Titel"), made.paragraph("Vorher", "berschrift1"),
            made.paragraph("Termin vereinbaren", number="1"), made.paragraph("Keller aufräumen", number="1"),
        )
    )  # fmt: skip
    (folder / "faq.xlsx").write_bytes(
        made.xlsx(
            made.row(1, "Frage", "Antwort") + made.row(2, "Was kostet ein Blitzableiter?", "Das weiß der Elektriker.")
        )
    )
    (folder / "Vertrag.pdf").write_bytes(
        made.pdf(made.page("Sonderkündigung", "", "Binnen vierzehn Tagen per Brief."), title="Vertrag")
    )
    (folder / "seite.html").write_text("<h1>Störung</h1><p>Bei Stromausfall rufen Sie die Leitstelle an.</p>", "utf-8")
    (folder / "kaputt.docx").write_bytes(b"PK\x03\x04 abgeschnitten")
    (folder / "geheim.pdf").write_bytes(made.pdf(made.page("x"), encrypted=True))
    (folder / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "mehr.zip").write_bytes(made.zipped({"umzug.md": "# Umzug\n\nMelden Sie ihn vorher.", "../slip.md": "x"}))

    report = _run(capsys, "knowledge", "import", folder, "--json")
    assert report.code == 3
    assert {Path(file["file"]).name: file["articles"] for file in report.document["imported"]} == {
        "Zähler.docx": 1, "faq.xlsx": 1, "Vertrag.pdf": 1, "seite.html": 1, "umzug.md": 1,
    }  # fmt: skip
    assert {file["key"] for file in report.document["rejected"]} == {
        "file_damaged", "file_encrypted", "archive_unsafe_name",
    }  # fmt: skip
    assert all(str(folder) in file["message"] for file in report.document["rejected"])
    assert [file["key"] for file in report.document["skipped"]] == ["unknown_format"]

    wanted = {
        "Zähler Termin vereinbaren": ("Zählertausch", ["Vorher"]),
        "Sonderkündigung per Brief": ("Vertrag", ["S. 1"]),
        "Was kostet ein Blitzableiter?": ("Was kostet ein Blitzableiter?", []),
    }
    queries = tmp_path / "fragen.jsonl"
    queries.write_text("\n".join(json.dumps({"id": query, "query": query}) for query in wanted), "utf-8")
    answers = _run(capsys, "search", "--queries", queries, "--json").documents
    assert {one["id"]: (one["hits"][0]["title"], one["hits"][0]["heading_path"]) for one in answers} == wanted

    for broken in ("kaputt.docx", "geheim.pdf", "mehr.zip"):
        (folder / broken).unlink()
    again = _run(capsys, "knowledge", "import", folder, "--json")
    assert again.code == 0
    assert {file["state"] for file in again.document["imported"]} == {"unchanged"}
    assert [Path(file["file"]).name for file in again.document["removed"]] == ["umzug.md"]
    assert not _run(capsys, "search", "Umzug vorher melden", "--json").document["answerable"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_import_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "viele"
    folder.mkdir()
    chance = random.Random(20_260_203)
    for n in range(40):
        entries = [{"id": f"{n}-{m}", "title": f"Artikel {n} {m}", "body": "Der Abschlag. " * 40} for m in range(40)]
        (folder / f"{n:02}.jsonl").write_text("\n".join(map(json.dumps, entries)), "utf-8")
    kills = 0
    for _ in range(12):
        child = subprocess.Popen(
            [*PROGRAM, "knowledge", "import", str(folder), "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        time.sleep(1.0 + 4.0 * chance.random())
        if child.poll() is None:
            os.kill(child.pid, signal.SIGKILL)
            kills += 1
        child.communicate()
    report = lotse("knowledge", "import", folder, "--json")
    assert report.code == 0
    assert kills > 0
    assert sum(file["articles"] for file in report.document["imported"]) == 1600
    # What earlier runs stored and recorded is not read again; how far they came depends on the machine.
    again = lotse("knowledge", "import", folder, "--json").document
    assert ({file["state"] for file in again["imported"]}, again["changed_articles"]) == ({"unchanged"}, 0)
    assert lotse("search", "Abschlag", "--json").document["hits"]
