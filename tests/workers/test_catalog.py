"""Models come from the program and from the site; an imported one has shown that it runs, a bad one changes nothing."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import zipfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from lotse import paths
from lotse.domain.errors import EnvironmentProblem, InputProblem, LotseError
from lotse.inference import catalog as catalog_module
from lotse.inference.catalog import FileCatalog
from lotse.inference.model_check import Found
from tests.fakes.argos import write_tiny_package
from tests.workers import tiny_gguf

SHIPPED = """
format = 1
[[model]]
id = "starter"
role = "llm"
file = "lotse-lm/starter.gguf"
sha256 = "{sha256}"
bytes = {size}
licence = "Apache-2.0"
languages = ["de", "en"]
context_length = 512
min_ram = 268435456
prompt_format = "lotse-window-1"
"""


class Approving:
    """Finds every file to be a fine language model: for what the catalog itself does."""

    def __init__(self, problem: LotseError | None = None) -> None:
        self.problem = problem
        self.seen: list[Path] = []

    async def examine(self, path: Path, *, name: str, scratch: Path) -> Found:
        self.seen.append(path)
        if self.problem is not None:
            raise self.problem
        if path.suffix == ".argosmodel":
            return Found("translator", "en-de", languages=("en", "de"))
        return Found("llm", "Ärger & Söhne 7B", "mit", (), 2048, 1 << 30, "chat")


def go(test: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(60):
            await test()

    asyncio.run(bounded())


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "program" / "models"
    file = folder / "lotse-lm" / "starter.gguf"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"GGUF starter")
    (folder / "catalog.toml").write_text(SHIPPED.format(sha256=catalog_module._sha256(file), size=12))
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home" / "models"


def catalog(shipped: Path, home: Path, check: object = None) -> FileCatalog:
    return FileCatalog(shipped=shipped, home=home, check=check)  # type: ignore[arg-type]


def given(folder: Path, name: str = "Modell.gguf", content: bytes = b"GGUF of the site") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_shipped_model_is_used_until_the_site_has_its_own(shipped: Path, home: Path, tmp_path: Path) -> None:
    async def test() -> None:
        models = catalog(shipped, home, Approving())
        (starter,) = await models.active("llm")
        assert (starter.id, starter.prompt_format, starter.shipped) == ("starter", "lotse-window-1", True)
        assert await models.verify(starter)
        assert await models.active("embedder") == ()
        added = await models.add(given(tmp_path / "stick"))
        assert (await models.active("llm")) == (added,)
        assert added.id.startswith("rger-s-hne-7b-")
        assert (added.path.parent, added.shipped, added.context_length) == (home, False, 2048)
        assert added.path.read_bytes() == b"GGUF of the site"
        again = catalog(shipped, home)  # another process
        assert await again.entries() == (added, starter)
        assert await again.active("llm") == (added,)
        await again.choose(starter)
        assert await again.active("llm") == (starter,)

    go(test)


def test_what_was_checked_is_the_copy_that_is_kept(shipped: Path, home: Path, tmp_path: Path) -> None:
    async def test() -> None:
        check = Approving()
        source = given(tmp_path / "stick")
        added = await catalog(shipped, home, check).add(source)
        assert check.seen[0].parent.parent == home
        assert not check.seen[0].exists()
        source.unlink()
        assert added.path.exists()
        assert sorted(p.name for p in home.iterdir()) == sorted(["catalog.toml", added.path.name])

    go(test)


def test_the_same_file_twice_is_one_model(shipped: Path, home: Path, tmp_path: Path) -> None:
    async def test() -> None:
        check = Approving()
        models = catalog(shipped, home, check)
        first = await models.add(given(tmp_path / "stick"))
        assert await models.add(given(tmp_path / "stick", "Kopie.gguf")) == first
        assert len(check.seen) == 1
        assert len(await models.entries()) == 2

    go(test)


def test_a_refused_file_leaves_nothing_behind(shipped: Path, home: Path, tmp_path: Path) -> None:
    async def test() -> None:
        models = catalog(shipped, home, Approving(InputProblem("model_damaged", file="x")))
        with pytest.raises(InputProblem, match="model_damaged"):
            await models.add(given(tmp_path / "stick"))
        assert list(home.iterdir()) == []
        with pytest.raises(InputProblem, match="not_a_model"):
            await models.add(given(tmp_path / "stick", "brief.pdf"))
        with pytest.raises(InputProblem, match="model_not_readable"):
            await models.add(tmp_path / "none.gguf")
        assert [entry.id for entry in await models.entries()] == ["starter"]

    go(test)


def test_a_full_disk_is_said_and_leaves_nothing(
    shipped: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_fd: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    async def test() -> None:
        models = catalog(shipped, home, Approving())
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentProblem, match="models_disk_full"):
            await models.add(given(tmp_path / "stick"))
        monkeypatch.undo()
        assert list(home.iterdir()) == []

    go(test)


def test_leavings_of_a_killed_import_are_removed(shipped: Path, home: Path, tmp_path: Path) -> None:
    async def test() -> None:
        (home / ".incoming-dead").mkdir(parents=True)
        given(home / ".incoming-dead")
        await catalog(shipped, home, Approving()).add(given(tmp_path / "stick"))
        assert not (home / ".incoming-dead").exists()

    go(test)


def test_a_changed_or_missing_file_is_noticed_and_not_used(shipped: Path, home: Path, tmp_path: Path) -> None:
    async def test() -> None:
        models = catalog(shipped, home, Approving())
        added = await models.add(given(tmp_path / "stick"))
        added.path.write_bytes(b"GGUF of the sitE")
        assert not await models.verify(added)
        added.path.write_bytes(b"GGUF")
        assert not await models.verify(added)
        assert [entry.id for entry in await models.active("llm")] == ["starter"]
        added.path.unlink()
        assert not await models.verify(added)

    go(test)


@pytest.mark.parametrize(
    "text",
    [
        "format = 2",
        "format = 1\n[[model]]\nid = 3",
        "format = 1\nmodel = 3",
        "not toml",
        "format = 1\nactive = 7",
        SHIPPED.format(sha256="0", size=1).replace("lotse-lm/", "../../"),
        SHIPPED.format(sha256="0", size=1).replace("lotse-lm/", "/etc/"),
        SHIPPED.format(sha256="0", size='"1"'),
        SHIPPED.format(sha256="0", size=1).replace('"llm"', '"root"'),
    ],
)
def test_a_damaged_catalog_of_the_home_is_said_and_the_shipped_model_still_works(
    text: str, shipped: Path, home: Path
) -> None:
    async def test() -> None:
        home.mkdir(parents=True)
        (home / "catalog.toml").write_text(text)
        models = catalog(shipped, home)
        assert [entry.id for entry in await models.active("llm")] == ["starter"]
        with pytest.raises(EnvironmentProblem, match="catalog_damaged"):
            await models.entries()

    go(test)


def test_no_catalog_anywhere_is_no_model(tmp_path: Path) -> None:
    async def test() -> None:
        models = catalog(tmp_path / "a", tmp_path / "b")
        assert await models.entries() == ()
        assert await models.active("translator") == ()

    go(test)


def test_of_two_translators_for_one_direction_the_sites_own_is_used(shipped: Path, home: Path, tmp_path: Path) -> None:
    async def test() -> None:
        packages = {"en-de": ["en", "de"], "de-en": ["de", "en"]}
        for name, languages in packages.items():
            (shipped / f"{name}.argosmodel").write_bytes(b"shipped")
            with (shipped / "catalog.toml").open("a") as file:
                file.write(
                    f'[[model]]\nid = "{name}"\nrole = "translator"\nfile = "{name}.argosmodel"\n'
                    f'sha256 = ""\nbytes = 7\nlanguages = {json.dumps(languages)}\n'
                )
        models = catalog(shipped, home, Approving())
        assert {entry.id for entry in await models.active("translator")} == {"en-de", "de-en"}
        own = await models.add(given(tmp_path / "stick", "own.argosmodel", b"PK"))
        active = await models.active("translator")
        assert {entry.languages: entry.id for entry in active} == {("en", "de"): own.id, ("de", "en"): "de-en"}

    go(test)


def test_the_catalog_that_ships_is_true() -> None:
    async def test() -> None:
        models = catalog(paths.models(), Path("/nonexistent"))
        entries = await models.entries()
        assert len({entry.id for entry in entries}) == len(entries)
        for entry in entries:
            assert await models.verify(entry), entry.id
            assert entry.licence, entry.id
            assert entry.languages, entry.id

    go(test)


# --- real files, real workers ----------------------------------------------------------------------------------------


@pytest.fixture
def models(tmp_path: Path, home: Path) -> FileCatalog:
    return catalog(tmp_path / "none", home)


async def refused(models: FileCatalog, path: Path) -> str:
    with pytest.raises(LotseError) as caught:
        await models.add(path)
    assert caught.value.params.get("file", path.name) == path.name
    assert await models.entries() == ()
    return caught.value.key


def test_a_gguf_file_is_imported_after_it_has_spoken(models: FileCatalog, tmp_path: Path) -> None:
    async def test() -> None:
        source = tiny_gguf.write(
            tmp_path / "Fein & klein.gguf", chat_template=tiny_gguf.CHAT_TEMPLATE, name="Tiny Chat"
        )
        added = await models.add(source)
        assert (added.role, added.prompt_format, added.context_length) == ("llm", "chat", 512)
        assert added.id.startswith("tiny-chat-")
        assert added.licence == "Apache-2.0"
        assert added.min_ram_bytes > added.size_bytes
        assert await models.verify(added)

    go(test)


def test_gguf_files_that_can_not_work_are_refused_with_their_reason(models: FileCatalog, tmp_path: Path) -> None:
    async def test() -> None:
        whole = tiny_gguf.write(tmp_path / "whole.gguf", chat_template=tiny_gguf.CHAT_TEMPLATE).read_bytes()
        cases = {
            "half.gguf": (whole[: len(whole) // 2], "model_damaged"),
            "text.gguf": (b"Sehr geehrte Damen und Herren", "not_a_model"),
            "package.gguf": (b"PK\x03\x04", "not_a_model"),
        }
        for name, (content, key) in cases.items():
            (tmp_path / name).write_bytes(content)
            assert (name, await refused(models, tmp_path / name)) == (name, key)
        assert await refused(models, tiny_gguf.write(tmp_path / "base.gguf")) == "no_chat_template"
        broken = tiny_gguf.write(tmp_path / "broken.gguf", chat_template="{% if %}")
        assert await refused(models, broken) == "bad_chat_template"

    go(test)


def test_an_argos_package_is_imported_after_it_has_translated(models: FileCatalog, tmp_path: Path) -> None:
    async def test() -> None:
        added = await models.add(write_tiny_package(tmp_path / "en_de.argosmodel", "en", "de"))
        assert (added.role, added.languages) == ("translator", ("en", "de"))
        assert added.id.startswith("en-de-")
        assert await models.active("translator") == (added,)

    go(test)


def test_packages_that_can_not_work_are_refused_with_their_reason(models: FileCatalog, tmp_path: Path) -> None:
    async def test() -> None:
        climbing = tmp_path / "climbing.argosmodel"
        with zipfile.ZipFile(climbing, "w") as archive:
            archive.writestr("../../../climbed.txt", b"x")
        assert await refused(models, climbing) == "package_damaged"
        assert not (tmp_path.parent / "climbed.txt").exists()
        (tmp_path / "text.argosmodel").write_bytes(b"Sehr geehrte Damen und Herren")
        assert await refused(models, tmp_path / "text.argosmodel") == "package_damaged"

    go(test)
