"""The first start with the real services: a new store gives its recovery key once, and opens with it; the demo keeps none."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lotse import bootstrap
from lotse.cli import program
from lotse.cli.arguments import Options, parse
from lotse.desktop import app
from lotse.desktop.core_port import RecoveryKeyMade, StoreKey
from lotse.domain.errors import EnvironmentProblem
from lotse.storage.key_sources import RecoveryKey
from tests.e2e.running import demo_conversations, passphrase_file

CODE = re.compile(r"(?:[0-9A-Z]{5}-){12}[0-9A-Z]{5}")
TALK = json.dumps({"id": "g1", "turns": [{"speaker": "customer", "text": "Guten Tag"}]})


class Heard:
    """What reaches the window."""

    def __init__(self) -> None:
        self.codes: list[str] = []

    def publish(self, event: object) -> None:
        if isinstance(event, RecoveryKeyMade):
            self.codes.append(event.code)


def opened(home: Path, key: StoreKey | None, heard: Heard) -> list[str]:
    """Open the window's core with `key`, close it, and tell the conversations that were in it."""

    async def work() -> list[str]:
        core = await bootstrap._store_maker(home, Options(home=home))(heard, key)
        try:
            return [str(row.id) for row in await core.conversations.rows()]
        finally:
            await core.close()

    return asyncio.run(work())


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_new_store_hands_its_recovery_key_to_the_window_once(home: Path) -> None:
    heard = Heard()
    with pytest.raises(EnvironmentProblem, match="store_new"):
        opened(home, None, heard)
    assert opened(home, StoreKey("Leuchtturm am Kap"), heard) == []
    (code,) = heard.codes
    assert CODE.fullmatch(code)
    assert opened(home, StoreKey(recovery_key=code.lower().replace("-", " ")), heard) == []
    with pytest.raises(EnvironmentProblem, match="wrong_recovery_key"):
        opened(home, StoreKey(recovery_key=RecoveryKey().code), heard)
    assert heard.codes == [code], "only a new store has one"
    kept = everything_in(home)
    assert code.encode() not in kept
    assert RecoveryKey(code).find("", {}) not in kept


def test_the_recovery_key_is_shown_also_when_what_follows_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_given: object, **_named: object) -> None:
        raise EnvironmentProblem("disk_full", file="cases.db")

    heard = Heard()
    monkeypatch.setattr("lotse.storage.cases.open_cases", full)
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        opened(home, StoreKey("Leuchtturm am Kap"), heard)
    assert len(heard.codes) == 1


def test_the_demo_from_the_first_page_makes_no_store(home: Path) -> None:
    heard = Heard()
    assert set(opened(home, StoreKey(demo=True), heard)) == set(demo_conversations())
    assert heard.codes == []
    assert not list(home.rglob("cases.db*"))
    assert not list(home.rglob("keys*.json"))
    with pytest.raises(EnvironmentProblem, match="store_new"):
        opened(home, None, heard)


def test_the_command_line_says_the_recovery_key_once(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = tmp_path / "gespraech.json"
    talk.write_text(TALK, "utf-8")
    call = ["import", str(talk), "--json", "--home", str(home), "--passphrase-file", str(passphrase_file(tmp_path))]
    assert program.run(parse(call), bootstrap.open_core) == 0
    first = capsys.readouterr()
    (line,) = first.err.splitlines()
    assert line.startswith("Geht die Passphrase verloren")
    (code,) = CODE.findall(line)
    assert code not in first.out
    assert json.loads(first.out)["rejected"] == []
    assert program.run(parse(call), bootstrap.open_core) == 0
    assert capsys.readouterr().err == ""
    assert opened(home, StoreKey(recovery_key=code), Heard()) == ["g1"]


@pytest.mark.parametrize("arguments", [["--trace-start", "demo"], ["demo", "--trace-start"]])
def test_the_start_is_timed_from_the_beginning(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def slow_parse(given: list[str]) -> Options:
        time.sleep(0.1)
        return parse(given)

    def paint(*_given: object, on_painted: Callable[[], None] | None = None, **_named: object) -> int:
        assert on_painted is not None
        on_painted()
        return 0

    monkeypatch.setattr(bootstrap.offline, "install", lambda _who: None)  # it would stay for the tests that follow
    monkeypatch.setattr(bootstrap, "parse", slow_parse)
    monkeypatch.setattr(app, "run", paint)
    assert bootstrap.run(arguments) == 0
    said = re.fullmatch(r"painted (\d+) ms\n", capsys.readouterr().err)
    assert said
    assert int(said[1]) >= 100
