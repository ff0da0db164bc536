"""A disk that is really full during an import: said once, nothing half, and the next import goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lotse.storage.edge import connect
from tests.e2e import small_models
from tests.e2e.running import lotse

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a tmpfs of its own")
FILES, ENTRIES = 16, 40
BODY = "Der Abschlag wird am Ersten fällig, und die Frist ist sechs Wochen. " * 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes."""
    place = tmp_path / "kleine Platte ü"
    place.mkdir()
    if os.geteuid() != 0 or _mount("-t", "tmpfs", "-o", "size=3m", "none", str(place)) != 0:
        pytest.skip("only an administrator may mount a file system here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _mount(*arguments: str) -> int:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode


def _entries(n: int) -> str:
    title = "Was gilt für den Abschlag, Fall {n}-{m}?"
    return "".join(
        f'{{"id": "{n}-{m}", "title": "{title.format(n=n, m=m)}", "body": "Fall {n}-{m}. {BODY}"}}\n'
        for m in range(ENTRIES)
    )


def test_full_disk_during_an_import_is_said_once_and_the_next_import_goes_on(disk: Path, tmp_path: Path) -> None:
    folder, home = tmp_path / "Wissen", disk / "home"
    folder.mkdir()
    small_models.install(home)
    (folder / "00.jsonl").write_text(_entries(0), "utf-8")
    assert lotse("knowledge", "import", folder, "--home", home).code == 0
    for n in range(1, FILES):
        (folder / f"{n:02}.jsonl").write_text(_entries(n), "utf-8")

    full = lotse("knowledge", "import", folder, "--home", home)
    assert full.code not in (0, 3)
    assert len(full.sentences) == 1, full.err
    assert "Datenträger" in full.err
    assert "Traceback" not in full.err
    there = _articles(home)
    assert 0 < there < FILES * ENTRIES
    found = lotse("search", "Was gilt für den Abschlag, Fall 0-7?", "--home", home, "--json")
    assert found.document["hits"]

    assert _mount("-o", "remount,size=64m", str(disk)) == 0
    after = lotse("knowledge", "import", folder, "--home", home, "--json")
    assert after.code == 0
    states = [one["state"] for one in after.document["imported"]]
    assert (len(states), states.count("unchanged")) == (FILES, there // ENTRIES)
    assert _articles(home) == FILES * ENTRIES


def _articles(home: Path) -> int:
    """How many there are in a file that is whole, and that belongs together."""
    connection = connect((home / "knowledge.db").absolute().as_uri())
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (row,) = connection.execute("SELECT count(*), count(DISTINCT article_id) FROM passages, articles a "
                                    "WHERE article_id = a.id").fetchall()  # fmt: skip
        (sourced,) = connection.execute("SELECT count(*) FROM source_articles").fetchall()
        assert row[1] == sourced[0]
        return int(row[1] or 0)
    finally:
        connection.close()
