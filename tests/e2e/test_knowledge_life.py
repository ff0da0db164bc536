"""What becomes of an article over its life, looked at in the files themselves: only what changed is embedded again, what is
removed is removed everywhere, what is not valid today is not shown, and a document that eats or loops costs itself alone."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from lotse.bootstrap import open_core
from lotse.cli import program
from lotse.cli.arguments import parse
from lotse.inference.supervisor import Supervisor
from lotse.storage.edge import Row, connect
from lotse.workers import index_file
from tests.e2e import small_models
from tests.e2e.running import Ran, lotse
from tests.fakes import office_files as made

STRANGE = "Quastenflosserverordnung"
GERMAN = "Der Vertrag gilt für alle Kunden, und die Frist ist in jedem Fall sechs Wochen."


@pytest.fixture
def folder(tmp_path: Path, home: Path) -> Path:
    small_models.install(home)
    folder = tmp_path / "Wissen für alle"
    folder.mkdir()
    parts = "\n\n".join(f"## Teil {n}\n\n{GERMAN} Nummer {n}." for n in range(6))
    (folder / "bleibt.md").write_text(f"# Bleibt\n\n{parts}", "utf-8")
    (folder / "anders.md").write_text(f"# Anders\n\n{parts}", "utf-8")
    (folder / "geht.md").write_text(f"# Geht\n\nDie {STRANGE} regelt das. {GERMAN}", "utf-8")
    return folder


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the search worker was given to embed for its index."""
    texts: list[str] = []
    real = Supervisor.call

    async def call(self: Supervisor, op: str, params: Any, **named: Any) -> Any:
        found = await real(self, op, params, **named)
        if self.role == "search" and op == "add":
            texts.extend(text for _, text in params["items"])
        return found

    monkeypatch.setattr(Supervisor, "call", call)
    return texts


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Ran:
    code = program.run(parse([*map(str, arguments)]), open_core)
    said = capsys.readouterr()
    return Ran(code, said.out, said.err)


def rows(home: Path, query: str) -> list[Row]:
    connection = connect((home / "knowledge.db").absolute().as_uri())
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def indexed(home: Path) -> set[int]:
    """The ids in the one file of vectors."""
    (file,) = (home / "cache").glob("knowledge-*.index")
    return {int(id_) for id_ in index_file.read(file).sections["ids"]}


def test_only_what_changed_is_embedded_again(
    home: Path, folder: Path, embedded: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "knowledge", "import", folder).code == 0
    before = {id_ for (id_,) in rows(home, "SELECT id FROM passages")}
    run(capsys, "search", GERMAN)
    assert len(embedded) == len(before) > 12
    assert indexed(home) == before
    embedded.clear()

    text = (folder / "anders.md").read_text("utf-8")
    (folder / "anders.md").write_text(text.replace("Nummer 3.", "Nummer 3. Ab Mai vier Wochen."), "utf-8")
    report = run(capsys, "knowledge", "import", folder, "--json").document
    assert {Path(one["file"]).name: one["state"] for one in report["imported"]} == {
        "anders.md": "changed", "bleibt.md": "unchanged", "geht.md": "unchanged",
    }  # fmt: skip
    run(capsys, "search", GERMAN)
    assert [text.split("\n")[-1] for text in embedded] == [f"{GERMAN} Nummer 3. Ab Mai vier Wochen."]
    after = {id_ for (id_,) in rows(home, "SELECT id FROM passages")}
    assert len(after) == len(before)
    assert len(after - before) == 1
    assert indexed(home) == after

    embedded.clear()
    run(capsys, "knowledge", "import", folder)
    run(capsys, "search", GERMAN)
    assert embedded == []


def test_what_is_removed_is_removed_everywhere(home: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "knowledge", "import", folder)
    assert "geht" in str(run(capsys, "search", STRANGE, "--json").document["hits"][0]["source"])
    places = (
        "SELECT id FROM articles WHERE title = 'Geht'",
        "SELECT id FROM passages WHERE text LIKE '%Quastenflosser%'",
        "SELECT term FROM terms WHERE term LIKE 'quastenflosser%'",
        "SELECT word FROM words WHERE word LIKE 'quastenflosser%'",
        "SELECT term FROM passage_vocabulary WHERE term LIKE 'quastenflosser%'",
        "SELECT key FROM sources WHERE key LIKE '%geht.md'",
        "SELECT article_id FROM source_articles WHERE source LIKE '%geht.md'",
    )
    assert all(rows(home, place) for place in places)
    ((gone,),) = rows(home, places[1])
    assert gone in indexed(home)

    (folder / "geht.md").unlink()
    report = run(capsys, "knowledge", "import", folder, "--json").document
    assert [Path(one["file"]).name for one in report["removed"]] == ["geht.md"]
    found = run(capsys, "search", STRANGE, "--json").document
    assert "geht" not in str([hit["source"] for hit in found["hits"]])
    assert [place for place in places if rows(home, place)] == []
    assert indexed(home) == {id_ for (id_,) in rows(home, "SELECT id FROM passages")}
    assert gone not in indexed(home)
    left = [file for file in home.rglob("*") if file.is_file() and STRANGE.encode() in file.read_bytes()]
    assert left == []


def test_a_damaged_index_is_said_once_and_nothing_is_found_less(
    home: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "knowledge", "import", folder)
    before = run(capsys, "search", GERMAN, "--json")
    (file,) = (home / "cache").glob("knowledge-*.index")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    after = run(capsys, "search", GERMAN, "--json")
    assert (before.sentences, len(after.sentences)) == ([], 1)
    assert "Suchindex ist beschädigt" in after.err
    assert after.document["hits"] == before.document["hits"]
    assert run(capsys, "search", GERMAN, "--json").sentences == []


def test_what_is_not_valid_today_is_not_shown(home: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "Der Hausbesuch kostet"
    until = {"ValidTo": "2020-12-31"}
    (folder / "alt.pdf").write_bytes(
        made.pdf(made.page(f"{said} zehn Euro."), title="Hausbesuch alt", properties=until)
    )
    table = made.row(1, "Frage", "Antwort", "gültig ab") + made.row(
        2, "Hausbesuch bald?", f"{said} 30 Euro.", "1.1.2999"
    )
    (folder / "bald.xlsx").write_bytes(made.xlsx(table))
    (folder / "neu.html").write_text(
        f"<meta name='valid_from' content='2021-01-01'><h1>Hausbesuch neu</h1><p>{said} zwanzig Euro.", "utf-8"
    )
    assert run(capsys, "knowledge", "import", folder).code == 0
    hits = run(capsys, "search", "Was kostet der Hausbesuch?", "--json").document["hits"]
    assert [hit["title"] for hit in hits if "Hausbesuch" in hit["title"]] == ["Hausbesuch neu"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is set by the system")
def test_a_document_that_eats_memory_costs_itself_alone(home: Path, folder: Path) -> None:
    with gzip.open(folder / "frisst.jsonl.gz", "wb", 1) as file:
        file.write(b'{"title": "T", "body": "B", "x": [')
        for _ in range(80):
            file.write(b"[]," * (1 << 20))  # 240 MB that become five gigabytes of empty lists
        file.write(b"0]}")
    report = lotse("knowledge", "import", folder, "--json")
    assert [(Path(one["file"]).name, one["key"]) for one in report.document["rejected"]] == [
        ("frisst.jsonl.gz", "reading_too_large")
    ]
    assert "Arbeitsspeicher" in report.document["rejected"][0]["message"]
    assert {Path(one["file"]).name for one in report.document["imported"]} == {"anders.md", "bleibt.md", "geht.md"}
    assert json.loads(report.out)["changed_articles"] == 3
