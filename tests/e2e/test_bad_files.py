"""A file that can not be read is refused with one sentence in the user's language, and nothing else is lost by it."""

from __future__ import annotations

import io
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lotse.bootstrap import open_core
from lotse.cli import program
from lotse.cli.arguments import parse
from tests.e2e.running import Ran, lotse, passphrase_file

GOOD = json.dumps({"id": "gut", "turns": [{"speaker": "customer", "text": "Meine Kundennummer ist 10482931."}]})
NOISE = random.Random(20_260_203)


def _noise(count: int) -> bytes:
    return bytes(NOISE.randrange(256) for _ in range(count))


BAD: dict[str, tuple[bytes, str]] = {
    "leer.txt": (b"", "empty_file"),
    "leerzeilen.txt": (b"\r\n \r\n", "empty_file"),
    "bild.png": (b"\x89PNG\r\n\x1a\n\x00\x00" + _noise(5_000), "binary_file"),
    "programm.json": (b"\x7fELF\x02\x01\x01\x00" + _noise(5_000), "binary_file"),
    "kyrillisch.txt": ("Клиент: Здравствуйте\nАгент: Да".encode("koi8-r"), "encoding_unknown"),
    "halbes-utf16.txt": ("Kunde: Grüße\n".encode("utf-16") + b"\x00", "encoding_unknown"),
    "abgeschnitten.json": (b'{"turns": [{"speaker": "customer", "text": "Hal', "json_invalid"),
    "abgeschnitten.jsonl": (GOOD.encode() + b'\n{"turns": [{"spea', "json_invalid"),
    "tief.json": (b"[" * 100_000, "json_too_deep"),
    "liste.json": (b"[1, 2]", "not_a_conversation"),
    "ohne-text.json": (b'{"turns": [{"speaker": "customer"}]}', "turn_invalid"),
    "ohne-turns.json": (b'{"turns": []}', "no_turns_found"),
    "2mb-zeile.txt": (b"Kundin: " + b"wort " * 400_000, "turn_too_long"),
    "2mb-wort.json": (json.dumps({"turns": [{"speaker": "customer", "text": "x" * 2_000_000}]}).encode(), "turn_too_long"),
    "nul.txt": (b"Kundin: Hallo\x00\nBerater: Guten Tag", "binary_file"),
    "halbes-zeichen.json": (b'{"turns": [{"speaker": "customer", "text": "Hallo \\ud800"}]}', "text_not_unicode"),
    "nur-nul.json": (b'{"turns": [{"speaker": "customer", "text": "\\u0000"}]}', "no_turns_found"),
    "kein-gespraech.txt": (b"Einkaufsliste\nMilch\n", "no_turns_found"),
    "wer-ist-wer.txt": (b"Anna: Hallo\nBert: Moin\n", "speakers_unsure"),
    "ohne-spalten.csv": (b"a;b\n1;2\n", "csv_columns_missing"),
    "leer.vtt": (b"WEBVTT\n\n", "no_turns_found"),
}  # fmt: skip

Call = Callable[..., Ran]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a command in this process, from its arguments to its exit code."""

    def run(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = program.run(parse([str(argument) for argument in arguments]), open_core)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


def file_with(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(BAD[name][0])
    return path


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_sentence(name: str, tmp_path: Path, call: Call) -> None:
    path = file_with(tmp_path, name)
    said = {}
    for lang in ("de", "en"):
        run = call("note", path, "--no-persist", "--engine", "extraction", "--lang", lang)
        assert (run.code, run.out) == (3, "")
        assert len(run.sentences) == 1
        assert run.sentences[0][0].isupper() or run.sentences[0].startswith((name, "„"))
        assert run.sentences[0].endswith((".", "“."))
        assert "{" not in run.sentences[0]
        said[lang] = run.sentences[0]
    assert said["de"] != said["en"]


@pytest.mark.parametrize("name", BAD)
def test_a_program_gets_the_reason_as_a_key(name: str, tmp_path: Path, call: Call) -> None:
    run = call("note", file_with(tmp_path, name), "--no-persist", "--json")
    assert (run.code, run.err) == (3, "")
    error = run.document["error"]
    assert set(run.document) == {"error"}
    assert set(error) == {"key", "params", "message"}
    assert error["key"] == BAD[name][1]


@pytest.mark.parametrize(
    ("content", "warned"),
    [
        ("Kundin: Grüße, meine Kundennummer ist 10482931\nBerater: Danke".encode(), False),
        ("Kundin: Grüße, meine Kundennummer ist 10482931\nBerater: Danke".encode("utf-8-sig"), False),
        ("Kundin: Grüße, meine Kundennummer ist 10482931\nBerater: Danke".encode("utf-16"), False),
        ("Kundin: Grüße, meine Kundennummer ist 10482931\nBerater: Danke".encode("cp1252"), True),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "windows-1252"],
)
def test_a_readable_file_is_read_and_a_guess_is_said(content: bytes, warned: bool, call: Call) -> None:
    run = call("note", "-", "--no-persist", "--json", "--engine", "extraction", stdin=content)
    assert run.code == 0
    assert [fact["value"] for fact in run.document["note"]["facts"]] == ["10482931"]
    assert len(run.sentences) == warned


def test_a_nul_inside_a_turn_is_dropped_and_the_rest_kept(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "nul.json"
    path.write_text(json.dumps({"turns": [{"speaker": "customer", "text": "Kundennummer 1048\x002931"}]}), "utf-8")
    run = call("note", path, "--no-persist", "--json", "--engine", "extraction")
    assert [fact["value"] for fact in run.document["note"]["facts"]] == ["10482931"]


def test_what_is_not_there_or_no_file_is_said(tmp_path: Path, call: Call) -> None:
    for path, key in ((tmp_path / "fehlt.txt", "file_not_found"), (tmp_path, "is_a_folder")):
        run = call("note", path, "--no-persist", "--json")
        assert (run.code, run.document["error"]["key"]) == (3, key)


def test_of_many_files_the_good_ones_are_taken_and_each_bad_one_is_named(tmp_path: Path) -> None:
    """The real program with a store: exit code, report, and what a later start finds."""
    key = passphrase_file(tmp_path)
    good = tmp_path / "gut.json"
    good.write_text(GOOD, "utf-8")
    paths = [file_with(tmp_path, name) for name in BAD]
    run = lotse("import", *paths[:9], good, *paths[9:], "--json", "--passphrase-file", key)
    assert run.code == 3
    assert "Traceback" not in run.err
    assert {Path(one["file"]).name: one["key"] for one in run.document["rejected"]} == {
        name: key for name, (_, key) in BAD.items()
    }
    assert [Path(one["file"]).name for one in run.document["imported"]] == ["gut.json"]
    checkup = lotse("doctor", "--json", "--passphrase-file", key).document
    assert (checkup["store"]["ok"], checkup["store"]["conversations"], checkup["store"]["turns"]) == (True, 1, 1)


def test_a_file_is_taken_whole_or_not_at_all(tmp_path: Path, call: Call) -> None:
    def talk(id_: str, text: str) -> str:
        return json.dumps({"id": id_, "turns": [{"speaker": "customer", "text": text}]}) + "\n"

    files = {
        "erste.json": talk("b", "eins"),
        "anders.jsonl": talk("a", "neu") + talk("b", "anders"),
        "doppelt.jsonl": talk("c", "neu") + talk("c", "anders"),
        "halb.jsonl": talk("d", "neu") + talk("e", "kaputt \ud800"),
        "gleich.jsonl": talk("b", "eins") + talk("f", "neu"),
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    key = ("--json", "--passphrase-file", passphrase_file(tmp_path))
    run = call("import", *(tmp_path / name for name in files), *key)
    assert run.code == 3
    assert {Path(one["file"]).name: one["key"] for one in run.document["rejected"]} == {
        "anders.jsonl": "conversation_differs", "doppelt.jsonl": "conversation_differs", "halb.jsonl": "text_not_unicode",
    }  # fmt: skip
    assert call("doctor", *key).document["store"]["conversations"] == 2


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_ten_thousand_turns_are_taken_whole_and_have_a_note(tmp_path: Path) -> None:
    key = passphrase_file(tmp_path)
    path = tmp_path / "lang.json"
    turns = [
        {"speaker": ("customer", "agent")[n % 2], "text": f"Äußerung {n}: mein Zähler steht auf {n * 7}, das sind {n},50 €."}
        for n in range(10_000)
    ]  # fmt: skip
    path.write_text(json.dumps({"id": "lang", "turns": turns}, ensure_ascii=False), "utf-8")
    taken = lotse("import", path, "--json", "--passphrase-file", key)
    assert (taken.code, taken.document["imported"][0]["turns"]) == (0, 10_000)
    assert [one["key"] for one in taken.document["imported"][0]["warnings"]] == ["many_turns"]
    run = lotse("note", path, "--json", "--engine", "extraction", "--passphrase-file", key, timeout_s=500)
    assert (run.code, run.document["conversation"]["turns"]) == (0, 10_000)
    assert len(run.sentences) == 1
