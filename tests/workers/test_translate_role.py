"""The translate role reads packages without believing them, chains them, and leaves the user's folders alone."""

from __future__ import annotations

import asyncio
import json
import zipfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from lotse.domain.errors import NoAnswer, WorkerProblem
from lotse.inference.supervisor import Supervisor
from lotse.inference.translate import WorkerTranslator
from lotse.wire.protocol import Settings
from lotse.workers import argos_package
from lotse.workers.argos_package import PackageError, ready
from lotse.workers.splitting import MAX_SENTENCE_CHARACTERS, split
from lotse.workers.translate import TranslateRole
from tests.fakes.argos import write_tiny_package


class _Events:
    def publish(self, event: object) -> None: ...


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("Pakete Müßig")
    return [
        write_tiny_package(folder / f"{a}_{b}.argosmodel", a, b) for a, b in (("de", "en"), ("en", "de"), ("en", "fr"))
    ]


def _with_worker(
    packages: list[Path], cache: Path, work: Callable[[WorkerTranslator, Supervisor], Awaitable[None]]
) -> None:
    async def run() -> None:
        values = {"packages": [str(p) for p in packages], "cache": str(cache), "threads": 1}
        supervisor = Supervisor("translate", settings=Settings(values=values), events=_Events())
        translator = WorkerTranslator(supervisor)
        try:
            await work(translator, supervisor)
        finally:
            await translator.close()

    asyncio.run(run())


def test_packages_translate_directly_and_by_way_of_english_and_write_nothing_elsewhere(
    packages: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = tmp_path / "user"
    user.mkdir()
    monkeypatch.setenv("HOME", str(user))
    sentences = ["ein haus", "", "am see", "rechnung 12"] * 10

    async def work(translator: WorkerTranslator, supervisor: Supervisor) -> None:
        assert set(await translator.pairs()) == {("de", "en"), ("en", "de"), ("en", "fr")}
        for target in ("en", "fr"):
            translated = await translator.translate(sentences, "de", target)
            assert len(translated) == len(sentences)
            assert translated[1] == ""
            assert translated[:4] == translated[4:8]
        values = await supervisor.call("translate", {"sentences": ["haus"], "source": "de", "target": "fr"})
        assert values["via"] == ["en"]
        with pytest.raises(NoAnswer, match="no_package"):
            await translator.translate(["haus"], "fr", "de")
        with pytest.raises(NoAnswer, match="no_package"):
            await translator.translate(["haus"], "xx", "de")

    _with_worker(packages, tmp_path / "ours", work)
    assert list(user.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} <= {"user", "ours"}


def test_a_broken_package_is_named_and_the_others_translate(packages: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "kaputt.argosmodel"
    broken.write_bytes(packages[0].read_bytes()[:20_000])

    async def work(translator: WorkerTranslator, supervisor: Supervisor) -> None:
        assert await translator.pairs() == (("en", "fr"),)
        assert supervisor.hello is not None
        rejected = supervisor.hello.features["rejected"]
        assert rejected == [["kaputt.argosmodel", "package_damaged"], ["fehlt.argosmodel", "package_missing"]]

    _with_worker([broken, tmp_path / "fehlt.argosmodel", packages[2]], tmp_path / "ours", work)


def test_without_any_package_the_worker_lives_and_says_no_package(tmp_path: Path) -> None:
    async def work(translator: WorkerTranslator, supervisor: Supervisor) -> None:
        assert await translator.pairs() == ()
        with pytest.raises(NoAnswer, match="no_package"):
            await translator.translate(["haus"], "de", "en")
        assert "".join(await translator.split("Eins. Zwei.", "de")) == "Eins. Zwei."

    _with_worker([], tmp_path / "ours", work)


def test_a_model_that_is_no_model_fails_with_a_code(packages: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    with zipfile.ZipFile(packages[0]) as archive:
        for name in archive.namelist():
            target = folder / name.split("/", 1)[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))
    (folder / "model" / "model.bin").write_bytes(b"\x06\x00\x00\x00 not a network" * 50)

    async def work(translator: WorkerTranslator, supervisor: Supervisor) -> None:
        with pytest.raises(WorkerProblem, match="package_damaged"):
            await translator.translate(["haus"], "de", "en")

    _with_worker([folder], tmp_path / "ours", work)


class _ScriptedPackage:
    """Stands for a package and its translator: `said` are the hypotheses for each width of the beam."""

    target_prefix = ""

    def __init__(self, said: dict[int, list[str]]) -> None:
        self.said = said
        self.tokenizer = self
        self.beams: list[int] = []

    def encode(self, text: str) -> list[str]:
        return text.split()

    def decode(self, pieces: list[str]) -> str:
        return " ".join(pieces)

    def translate_batch(self, tokens: list[list[str]], *, beam_size: int, **_: object) -> list[SimpleNamespace]:
        self.beams.append(beam_size)
        return [SimpleNamespace(hypotheses=[text.split() for text in self.said[beam_size]]) for _ in tokens]


@pytest.mark.parametrize(
    ("said", "taken", "beams"),
    [
        ({5: ["best ⟦0⟧", "other ⟦0⟧"]}, "best ⟦0⟧", [5]),
        ({5: ["lost it", "kept ⟦0⟧"]}, "kept ⟦0⟧", [5]),
        ({5: ["lost it", "⟦0⟧ twice ⟦0⟧"], 16: ["lost again", "found ⟦0⟧"]}, "found ⟦0⟧", [5, 16]),
        ({5: ["lost it"], 16: ["lost again"]}, "lost it", [5, 16, 16]),
        ({5: ["lost it"], 16: ["kept ⟦10⟧"]}, "kept ⟦0⟧", [5, 16, 16]),
        ({5: ["lost it", "⟦0⟧ twice ⟦0⟧"], 16: ["lost again"]}, "⟦0⟧ twice ⟦0⟧", [5, 16, 16]),
    ],
)
def test_a_wording_that_keeps_every_placeholder_is_preferred(
    said: dict[int, list[str]], taken: str, beams: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = _ScriptedPackage(said)
    role = TranslateRole()
    monkeypatch.setattr(role, "_translator", lambda _package: package)
    assert role._batch(package, ["etwas ⟦0⟧", ""]) == [taken, ""]
    assert package.beams == beams


class _ShortPackage(_ScriptedPackage):
    """Has positions for three pieces, and says so as CTranslate2 does."""

    def translate_batch(self, tokens: list[list[str]], *, beam_size: int, **_: object) -> list[SimpleNamespace]:
        if any(len(pieces) > 3 for pieces in tokens):
            raise RuntimeError("No position encodings are defined for positions >= 3, but got position 3")
        return super().translate_batch(tokens, beam_size=beam_size)


def test_what_is_longer_than_a_package_reaches_is_left_as_it_is_and_the_others_translate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    role = TranslateRole()
    monkeypatch.setattr(role, "_translator", lambda _package: package)
    package = _ShortPackage({5: ["done"]})
    assert role._batch(package, ["one", "far too many words", "two"]) == ["done", "far too many words", "done"]


# --- unpacking -------------------------------------------------------------------------------------------------------


def test_only_what_translating_needs_is_unpacked(tmp_path: Path) -> None:
    extra = {
        "../../evil.txt": b"x", "/etc/evil": b"x", "pack/stanza/de/x.pt": b"pickle", "pack/model/../../evil": b"x",
        "pack/minisbd/de.onnx": b"x", "pack/model/model.bin.sh": b"x", "C:\\evil": b"x",
    }  # fmt: skip
    package = write_tiny_package(tmp_path / "p.argosmodel", "de", "en", extra=extra)
    folder = ready(package, tmp_path / "ours")
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found <= argos_package._WANTED
    assert not list(tmp_path.rglob("*evil*"))
    assert ready(package, tmp_path / "ours") == folder


def _zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


METADATA = json.dumps({"from_code": "de", "to_code": "en"}).encode()


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"p/metadata.json": METADATA}, "package_damaged"),
        (
            {"p/metadata.json": b"[]", "p/sentencepiece.model": b"x", "p/model/model.bin": b"x"},
            "package_not_translating",
        ),
        ({"p/metadata.json": b"{", "p/sentencepiece.model": b"x", "p/model/model.bin": b"x"}, "package_damaged"),
        (
            {
                "p/metadata.json": b'{"from_code": "../x", "to_code": "en"}',
                "p/bpe.model": b"x",
                "p/model/model.bin": b"x",
            },
            "package_damaged",
        ),
        ({"p/model/model.bin": b"\0" * 40_000_000}, "package_too_large"),
        ({}, "package_damaged"),
    ],
)
def test_a_hostile_package_is_refused_and_leaves_nothing(tmp_path: Path, files: dict[str, bytes], code: str) -> None:
    package = _zip(tmp_path / "p.argosmodel", files)
    with pytest.raises(PackageError) as caught:
        ready(package, tmp_path / "ours")
    assert caught.value.code == code
    assert not list(tmp_path.rglob("*.new"))


def test_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos_package, "MAX_ENTRIES", 10)
    package = _zip(tmp_path / "p.argosmodel", {f"p/{i}": b"" for i in range(11)})
    with pytest.raises(PackageError, match="package_too_large"):
        ready(package, tmp_path / "ours")


# --- sentences -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("de", ["Am 3. Mai 2026 kam der Techniker. ", "Er war im 2. Stock."]),
        ("de", ["Das kostet z. B. 20 Euro, d. h. ca. 30 inkl. Versand. ", "Die 3. Mahnung kam am 1. März."]),
        ("de", ["Ich habe am 12.03.2026 um 14.30 Uhr angerufen. ", "Dr. Müller war nicht da."]),
        ("de", ["Meine Nr. 4711 stimmt nicht.\n", "Bitte melden Sie sich."]),
        ("de", ["Der Zähler zeigt 20. ", "Danke."]),
        ("en", ["It was approx. $20, e.g. for Mr. Smith. ", "Why?"]),
    ],
)
def test_dates_ordinals_and_abbreviations_end_no_sentence(lang: str, sentences: list[str]) -> None:
    assert [s.strip() for s in split("".join(sentences), lang)] == [s.strip() for s in sentences]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n a \n", "a" * 3000, "wort, " * 400, "Ja.\r\nNein.\x0bOk!  \t", "⟦0⟧. ⟦1⟧"]
)
def test_pieces_give_the_text_back_and_are_never_too_long(text: str) -> None:
    pieces = split(text, "de")
    assert "".join(pieces) == text
    assert all(len(piece) <= MAX_SENTENCE_CHARACTERS for piece in pieces)
