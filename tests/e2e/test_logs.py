"""Customer text stands in the encrypted store and nowhere else (invariant I6): not in what the program prints beside
its result, not in a log, a cache, a temporary file, nor in the bytes of any file that the home keeps."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import small_models
from tests.e2e.running import DEMO, PROGRAM, Ran, lotse, passphrase_file

CANARIES = ("Quittenzwirbel", "Xanthippenweg", "73190482561", "DE89370400440532013000", "kolibri.zimt@post.example")
"""Words, a number, an account and an address that occur nowhere else; each begins with another letter."""

TALK = {
    "id": "kanarienvogel",
    "title": "Quittenzwirbel",
    "turns": [
        {"speaker": "customer", "text": "Mein Name ist Quittenzwirbel, Xanthippenweg 5. Meine Kundennummer ist 73190482561."},
        {"speaker": "agent", "text": "Danke. Ist die IBAN DE89370400440532013000 richtig?", "language": "de"},
        {"speaker": "customer", "text": "The address is kolibri.zimt@post.example, Quittenzwirbel.", "language": "en"},
    ],
}  # fmt: skip


def found_in(folder: Path) -> list[str]:
    """Every file below `folder` that holds a canary, in any of the ways text is usually written; its path counts too."""
    found = []
    for file in folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        for canary in CANARIES:
            if canary in str(file) or any(form in content for form in _forms(canary)):
                found.append(f"{canary}: {file.relative_to(folder)}")
    return found


def _forms(text: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        for form in (text, text.lower(), text.upper()):
            yield form.encode(encoding)
    yield json.dumps(text).encode()[1:-1]


@pytest.fixture
def places(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Every folder that a program of this user could leave something in, all of them the test's own."""
    found = {"home": home}
    for variable in (
        "HOME",
        "TMPDIR",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_RUNTIME_DIR",
    ):
        folder = tmp_path / "orte" / variable
        folder.mkdir(parents=True, mode=0o700)
        monkeypatch.setenv(variable, str(folder))
        found[variable] = folder
    return found


def whole_case(home: Path, folder: Path) -> dict[str, Ran]:
    """Import, note with a real language model, search and translation of the customer's words, check-up."""
    small_models.install(home)
    key = ("--passphrase-file", passphrase_file(folder))
    talk = folder / "gespraech.json"
    talk.write_text(json.dumps(TALK), "utf-8")
    asked = "Quittenzwirbel Xanthippenweg 73190482561"
    return {
        "knowledge": lotse("knowledge", "import", DEMO / "articles.jsonl"),
        "import": lotse("import", talk, *key),
        "note": lotse("note", talk, "--json", "--engine", "auto", *key),
        "search": lotse("search", asked, "--json"),
        "translate": lotse("translate", "--from", "en", "--to", "de", "--json", TALK["turns"][2]["text"]),  # type: ignore[index]
        "doctor": lotse("doctor", "--json", *key),
    }


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_customer_text_stands_in_no_file_but_the_encrypted_store(places: dict[str, Path], tmp_path: Path) -> None:
    ran = whole_case(places["home"], tmp_path)
    assert {name: run.code for name, run in ran.items() if run.code not in (0, 1)} == {}, ran
    assert all(canary in ran["note"].out for canary in CANARIES[2:]), "the canaries went through"
    assert (places["home"] / "cases.db").is_file()
    assert {name: hits for name, folder in places.items() if (hits := found_in(folder))} == {}
    for run in ran.values():
        assert not any(canary in run.err for canary in CANARIES)
    assert not any(canary in ran["doctor"].out for canary in CANARIES)


def test_the_search_finds_a_canary_that_is_there(tmp_path: Path) -> None:
    for n, form in enumerate(_forms(CANARIES[0])):
        (tmp_path / f"{n}.log").write_bytes(b"\x00\x01" + form + b"\xff")
    assert len(found_in(tmp_path)) == 10
    (tmp_path / CANARIES[1]).mkdir()
    assert len(found_in(tmp_path)) == 11


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_program_killed_in_the_middle_leaves_no_customer_text(places: dict[str, Path], tmp_path: Path) -> None:
    talk = tmp_path / "gespraeche.jsonl"
    talk.write_text("".join(json.dumps({**TALK, "id": f"k-{n}"}) + "\n" for n in range(200)), "utf-8")
    command = [*PROGRAM, "note", str(talk), "--jsonl", "--engine", "extraction"]
    command += ["--passphrase-file", str(passphrase_file(tmp_path))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)) as program:
        assert program.stdout is not None
        assert CANARIES[2].encode() in program.stdout.readline()
        program.kill()
        assert program.stderr is not None
        said = program.stderr.read()
    assert not any(canary.encode() in said for canary in CANARIES)
    assert {name: hits for name, folder in places.items() if (hits := found_in(folder))} == {}
