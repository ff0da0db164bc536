"""The program is killed at chosen statements while it changes the knowledge base: an import goes on and ends as if nothing
had been, a pack is the old version or the new one whole, and the next try works."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lotse.bootstrap import open_core
from lotse.cli import program
from lotse.cli.arguments import parse
from lotse.storage.edge import connect
from tests.e2e import small_models
from tests.e2e.running import passphrase_file
from tests.fakes import office_files as made

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
CHILD = Path(__file__).with_name("kill_point_child.py")
KILLED = -9
SEED = 20_260_203


class Killer:
    """The process whose forks end themselves."""

    def __init__(self, child: subprocess.Popen[str], folder: Path) -> None:
        self._child, self._out = child, folder / "out.txt"

    def run(self, *argv: object, statement: int = 0) -> tuple[int, int]:
        """How it ended and how many statements it ran."""
        order = {"argv": [*map(str, argv)], "out": str(self._out), "statement": statement}
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        print(json.dumps(order), file=self._child.stdin, flush=True)
        ended, count = json.loads(self._child.stdout.readline())
        return ended, count

    @property
    def out(self) -> str:
        return self._out.read_text("utf-8")


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    command = [sys.executable, str(CHILD)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        yield Killer(child, tmp_path_factory.mktemp("killer"))


def points(count: int, most: int) -> list[int]:
    """Statements to be killed at: the last, the acknowledgement, and others by chance, always the same."""
    others = range(1, count - 1)
    return [*sorted(random.Random(SEED).sample(others, min(most - 2, len(others)))), count - 1, count]


def contents(home: Path, *, packs: bool = True) -> dict[str, Any]:
    """Everything that follows from the articles, looked at in the file itself. Ids of passages are left out."""
    connection = connect((home / "knowledge.db").absolute().as_uri())
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("INSERT INTO passage_terms (passage_terms) VALUES ('integrity-check')")
        found: dict[str, Any] = {
            name: connection.execute(query).fetchall()
            for name, query in {
                "articles": "SELECT * FROM articles ORDER BY id",
                "passages": "SELECT article_id, position, heading_path, text FROM passages ORDER BY 1, 2",
                "terms": "SELECT term, passages FROM terms ORDER BY term",
                "words": "SELECT word FROM words ORDER BY word",
                "vocabulary": "SELECT term, doc FROM passage_vocabulary ORDER BY term",
                "sources": "SELECT key, kind, fingerprint FROM sources ORDER BY key",
                "source_articles": "SELECT article_id, source FROM source_articles ORDER BY article_id",
                "packs": "SELECT place, name, version, content, count FROM pack_versions ORDER BY 1, 2",
                "pack_articles": "SELECT article_id, pack FROM pack_articles ORDER BY 1",
                "displaced": "SELECT article_id, pack FROM pack_displaced ORDER BY 1",
            }.items()
        }
        ids = connection.execute("SELECT id FROM passages ORDER BY id").fetchall()
        assert ids == connection.execute("SELECT rowid FROM passage_terms ORDER BY rowid").fetchall()
        assert [term for term, _ in found["terms"]] == [term for term, _ in found["vocabulary"]]
        return found
    finally:
        connection.close()


# --- import ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home with a folder imported, and the folder, which has changed since."""
    home, folder = tmp_path_factory.mktemp("Heim ü") / "home", tmp_path_factory.mktemp("Wissen ö")
    small_models.install(home)
    for name in ("bleibt", "anders", "geht"):
        (folder / f"{name}.md").write_text(f"# Artikel {name}\n\nEr {name} so.\n\n## Frist\n\nSechs Wochen.", "utf-8")
    (folder / "viele.zip").write_bytes(made.zipped({f"{n}.md": f"# Nummer {n}\n\nText {n}." for n in range(4)}))
    assert program.run(parse(["knowledge", "import", str(folder), "--home", str(home)]), open_core) == 0
    (folder / "geht.md").unlink()
    (folder / "neu.md").write_text("# Artikel neu\n\nEr ist ganz neu.", "utf-8")
    (folder / "anders.md").write_text("# Artikel anders\n\nEr anders so.\n\n## Frist\n\nAcht Wochen.", "utf-8")
    (folder / "viele.zip").write_bytes(made.zipped({f"{n}.md": f"# Nummer {n}\n\nText {n}." for n in range(2, 6)}))
    return home, folder


def _import_killed(killer: Killer, imported: tuple[Path, Path], tmp_path: Path, most: int) -> None:
    home, folder = imported

    def importing(name: str, statement: int = 0) -> tuple[int, int]:
        return killer.run("knowledge", "import", folder, "--home", tmp_path / name, "--json", statement=statement)

    shutil.copytree(home, tmp_path / "reference")
    ended, count = importing("reference")
    assert ended == 0
    assert count > 20
    wanted = contents(tmp_path / "reference")
    for point in points(count, most):
        name = f"home {point}"
        shutil.copytree(home, tmp_path / name)
        assert importing(name, point)[0] == KILLED
        assert importing(name)[0] == 0
        assert contents(tmp_path / name) == wanted, f"killed at statement {point} of {count}"
        again = importing(name)
        assert (again[0], json.loads(killer.out)["changed_articles"]) == (0, 0)
        shutil.rmtree(tmp_path / name)


def test_an_import_killed_at_some_statements_ends_as_if_nothing_had_been(
    killer: Killer, imported: tuple[Path, Path], tmp_path: Path
) -> None:
    _import_killed(killer, imported, tmp_path, 2)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_import_killed_at_many_statements_ends_as_if_nothing_had_been(
    killer: Killer, imported: tuple[Path, Path], tmp_path: Path
) -> None:
    _import_killed(killer, imported, tmp_path, 12)


# --- packs -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home with version 1 of a pack installed, and version 2, which changes, removes and displaces articles."""
    work = tmp_path_factory.mktemp("Pakete ü")
    home = work / "home"
    small_models.install(home)
    key, secret = work / "key.json", passphrase_file(work)

    def lotse(*arguments: object) -> None:
        assert program.run(parse([*map(str, arguments), "--home", str(home)]), open_core) == 0

    def pack(name: str, version: str, entries: dict[str, str]) -> Path:
        articles = work / f"{name}.jsonl"
        lines = [{"id": id_, "lang": "de", "title": f"Titel {id_}", "body": body} for id_, body in entries.items()]
        articles.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        out = work / f"{name}.lotsepack"
        lotse("pack", "build", articles, "--name", "demo", "--version", version, "--out", out)
        lotse("pack", "sign", out, "--key", key, "--passphrase-file", secret)
        return out

    lotse("pack", "key", "new", key, "--name", "Redaktion", "--passphrase-file", secret)
    lotse("pack", "key", "trust", key, "--name", "Redaktion")
    own = work / "eigenes.jsonl"
    own.write_text(json.dumps({"id": "e", "title": "Eigener Artikel", "body": "Bleibt im Haus."}), "utf-8")
    lotse("knowledge", "import", own)
    first = pack("eins", "1", {"a": "Der Abschlag.", "b": "Die Frist.", "c": "Der Zähler."})
    second = pack("zwei", "2", {"a": "Der Abschlag, neu.", "b": "Die Frist.", "d": "Der Umzug.", "e": "Verdrängt."})
    lotse("pack", "install", first)
    return home, second


def _pack_killed(killer: Killer, packs: tuple[Path, Path], tmp_path: Path, most: int) -> None:
    home, second = packs

    def lotse(name: str, *words: object, statement: int = 0) -> tuple[int, int]:
        return killer.run("pack", *words, "--home", tmp_path / name, "--json", statement=statement)

    shutil.copytree(home, tmp_path / "reference")
    old = contents(tmp_path / "reference")
    ended, installing = lotse("reference", "install", second)
    assert ended == 0
    new = contents(tmp_path / "reference")
    assert len(new["displaced"]) == 1
    shutil.copytree(tmp_path / "reference", tmp_path / "installed")
    ended, undoing = lotse("reference", "undo", "demo")
    assert ended == 0
    undone = contents(tmp_path / "reference")
    assert {key: old[key] for key in ("articles", "passages", "terms")} == {
        key: undone[key] for key in ("articles", "passages", "terms")
    }
    for start, words, count, before, after in (
        (home, ("install", second), installing, old, new),
        (tmp_path / "installed", ("undo", "demo"), undoing, new, undone),
    ):
        found: list[bool] = []
        for point in points(count, most):
            name = f"{words[0]} {point}"
            shutil.copytree(start, tmp_path / name)
            assert lotse(name, *words, statement=point)[0] == KILLED
            there = contents(tmp_path / name)
            assert there in (before, after), f"{words[0]} killed at statement {point} of {count}: a mix"
            found.append(there == after)
            if there == before or words[0] == "install":
                assert lotse(name, *words)[0] == 0
            assert contents(tmp_path / name) == after
            shutil.rmtree(tmp_path / name)
        assert (found[0], found[-1]) == (False, True)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_pack_killed_at_many_statements_is_the_old_version_or_the_new(
    killer: Killer, packs: tuple[Path, Path], tmp_path: Path
) -> None:
    _pack_killed(killer, packs, tmp_path, 7)
