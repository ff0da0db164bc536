"""Which models there are: those that ship with Lotse and those the site has imported, and which of them is used.

Owns `models/catalog.toml` of the program (read only) and of the home (written here, atomically). Must not open a model:
whether a file is one is found out in a child process, by `model_check`.

Format, version 1: `format = 1` and a `[[model]]` per model with `id`, `role` (as in `ModelRole`), `file` (relative
to the catalog), `sha256`, `bytes`, `licence`, `languages`, `context_length`, `min_ram` (bytes), `prompt_format`
(`lotse-window-1`, or `chat` for the template in the file), `sections` (what a note writer is trusted with, by what its
card measured; absent: everything), `dimension`, `query_prefix`, `passage_prefix` (of an imported embedder: written on
import, the site's to change). The home's catalog also has `[active]`: role = id, or "" for what ships. The languages of
a translator are source and target.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import json
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar, get_args

from lotse.domain.errors import EnvironmentProblem, InputProblem
from lotse.inference.model_check import Found, ModelCheck
from lotse.services.ports import ModelEntry, ModelRole

FILE: Final = "catalog.toml"
FORMAT: Final = 1
ROLES: Final[tuple[ModelRole, ...]] = get_args(ModelRole)
_MAX_CATALOG_BYTES = 1 << 20
_COPY_BYTES = 1 << 20
_INCOMING = ".incoming-"
_SUFFIXES = (".gguf", ".argosmodel")
_T = TypeVar("_T")


class FileCatalog:
    """A `ModelCatalog`. Reads its files anew each time: they are small, and another process may have imported."""

    def __init__(self, *, shipped: Path, home: Path, check: ModelCheck | None = None) -> None:
        self._shipped = shipped
        self._home = home
        self._check = check or ModelCheck()
        self._importing = asyncio.Lock()

    async def entries(self) -> tuple[ModelEntry, ...]:
        """Imported ones first, newest first. Raises `EnvironmentProblem("catalog_damaged")`."""
        return (*self._imported()[0], *_read(self._shipped, shipped=True)[0])

    async def active(self, role: ModelRole) -> tuple[ModelEntry, ...]:
        """The chosen one, else what ships; only files that are there with their size. Translators: one a direction."""
        shipped = _read(self._shipped, shipped=True)[0]
        try:
            imported, chosen = self._imported()
        except EnvironmentProblem:  # the shipped models still work; `entries` and the check-up say what is wrong
            imported, chosen = (), {}
        if chosen.get(role) == "":
            imported = ()
        usable = [entry for entry in (*imported, *shipped) if entry.role == role and _there(entry)]
        if role == "translator":
            return tuple({entry.languages: entry for entry in reversed(usable)}.values())
        usable.sort(key=lambda entry: (entry.id != chosen.get(role), not entry.shipped))
        return tuple(usable[:1])

    async def choose(self, entry: ModelEntry) -> None:
        """Use `entry` for its role from now on."""
        imported, chosen = self._imported()
        self._write(imported, {**chosen, entry.role: entry.id})

    async def do_without(self, role: ModelRole) -> None:
        """Use what ships for `role` from now on, or nothing. The imported files stay."""
        imported, chosen = self._imported()
        self._write(imported, {**chosen, role: ""})

    async def verify(self, entry: ModelEntry) -> bool:
        if not _there(entry):
            return False
        try:
            return await asyncio.to_thread(_sha256, entry.path) == entry.sha256
        except OSError:
            return False

    async def add(self, source: Path, role: ModelRole | None = None) -> ModelEntry:
        """Copy `source` into the home, check the copy in a child process, and use it from now on.

        The same file again gives the same entry. Raises `InputProblem` (also `model_is_llm` and its like, when it is
        none for `role`) or `EnvironmentProblem`; then nothing is kept.
        """
        if source.suffix.lower() not in _SUFFIXES:
            raise InputProblem("not_a_model", file=source.name)
        async with self._importing:
            incoming = await asyncio.to_thread(self._make_incoming)
            try:
                copy, sha256 = await asyncio.to_thread(_copy, source, incoming)
                for known in await self.entries():
                    if known.sha256 == sha256 and _there(known):
                        _check_role(known.role, role, source)
                        await self.choose(known)
                        return known
                found = await self._check.examine(copy, name=source.name, scratch=incoming)
                _check_role(found.role, role, source)
                return await asyncio.to_thread(self._keep, copy, sha256, found)
            finally:
                await asyncio.to_thread(shutil.rmtree, incoming, ignore_errors=True)

    # --- the home's side ---

    def _imported(self) -> tuple[tuple[ModelEntry, ...], Mapping[str, str]]:
        return _read(self._home, shipped=False)

    def _make_incoming(self) -> Path:
        def make() -> Path:
            self._home.mkdir(parents=True, exist_ok=True)
            for left_over in self._home.glob(f"{_INCOMING}*"):  # of a run that was killed
                shutil.rmtree(left_over, ignore_errors=True)
            return Path(tempfile.mkdtemp(prefix=_INCOMING, dir=self._home))

        return _stored(make)

    def _keep(self, copy: Path, sha256: str, found: Found) -> ModelEntry:
        """Move the checked copy to its place, then name it in the catalog: a crash between leaves a file, no entry."""
        model_id = f"{_slug(found.name)}-{sha256[:8]}"
        path = self._home / f"{model_id}{copy.suffix}"
        entry = ModelEntry(
            model_id, found.role, path, sha256, copy.stat().st_size, found.licence, found.languages,
            found.context_length, found.min_ram_bytes, found.prompt_format, shipped=False, dimension=found.dimension,
            query_prefix=found.query_prefix, passage_prefix=found.passage_prefix,
        )  # fmt: skip
        imported, chosen = self._imported()
        others = tuple(other for other in imported if other.id != model_id)
        _stored(lambda: copy.replace(path))
        self._write((entry, *others), {**chosen, entry.role: entry.id})
        return entry

    def _write(self, entries: tuple[ModelEntry, ...], chosen: Mapping[str, str]) -> None:
        text = _toml(entries, chosen, self._home)
        _stored(lambda: self._home.mkdir(parents=True, exist_ok=True))
        _stored(lambda: _replace(self._home / FILE, text))


# --- files -----------------------------------------------------------------------------------------------------------


def _check_role(found: ModelRole, wanted: ModelRole | None, source: Path) -> None:
    if wanted is not None and found != wanted:
        raise InputProblem(f"model_is_{found}", file=source.name)


def _there(entry: ModelEntry) -> bool:
    try:
        return entry.path.stat().st_size == entry.size_bytes
    except OSError:
        return False


def _copy(source: Path, incoming: Path) -> tuple[Path, str]:
    """Copy `source` into `incoming`; return the copy and its SHA-256. What is checked and kept is the copy."""
    copy = incoming / f"model{source.suffix.lower()}"
    digest = hashlib.sha256()
    try:
        opened = source.open("rb")
    except OSError:
        raise InputProblem("model_not_readable", file=source.name) from None
    with opened as reader:

        def write() -> None:
            with copy.open("xb") as writer:
                while piece := reader.read(_COPY_BYTES):
                    digest.update(piece)
                    writer.write(piece)
                writer.flush()
                os.fsync(writer.fileno())

        _stored(write)
    return copy, digest.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _stored(act: Callable[[], _T]) -> _T:
    """Do `act`; what the disk refuses is said in the user's terms."""
    try:
        return act()
    except OSError as error:
        key = "models_disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "models_not_writable"
        raise EnvironmentProblem(key) from None


# --- the text form ---------------------------------------------------------------------------------------------------


def _read(folder: Path, *, shipped: bool) -> tuple[tuple[ModelEntry, ...], Mapping[str, str]]:
    """Entries and choices of the catalog in `folder`; none when there is no catalog."""
    path = folder / FILE
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_CATALOG_BYTES).decode("utf-8")
        content = tomllib.loads(text)
        tables = content.get("model", [])
        if content.get("format") != FORMAT or not isinstance(tables, list):
            raise ValueError
        entries = tuple(_entry(table, folder, shipped) for table in tables)
        chosen = content.get("active", {})
        return entries, {str(role): str(model_id) for role, model_id in chosen.items()}
    except FileNotFoundError:
        return (), {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):  # tomllib and UTF-8 errors are ValueErrors
        raise EnvironmentProblem("catalog_damaged", file=str(path)) from None


def _entry(table: Mapping[str, object], folder: Path, shipped: bool) -> ModelEntry:
    role = next((role for role in ROLES if role == table["role"]), None)
    name = _text(table["file"])
    if role is None or Path(name).is_absolute() or ".." in Path(name).parts:
        raise ValueError
    languages, sections, alone = (table.get(name, []) for name in ("languages", "sections", "alone"))
    if not isinstance(languages, list) or not isinstance(sections, list) or not isinstance(alone, list):
        raise TypeError
    return ModelEntry(
        id=_text(table["id"]), role=role, path=folder / name, sha256=_text(table["sha256"]).lower(),
        size_bytes=_number(table["bytes"]), licence=_text(table.get("licence", "")),
        languages=tuple(_text(language) for language in languages),
        context_length=_number(table.get("context_length", 0)), min_ram_bytes=_number(table.get("min_ram", 0)),
        prompt_format=_text(table.get("prompt_format", "")), shipped=shipped,
        sections=tuple(_text(section) for section in sections), alone=tuple(_text(section) for section in alone),
        dimension=_number(table.get("dimension", 0)), query_prefix=_text(table.get("query_prefix", "")),
        passage_prefix=_text(table.get("passage_prefix", "")),
    )  # fmt: skip


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _toml(entries: tuple[ModelEntry, ...], chosen: Mapping[str, str], folder: Path) -> str:
    """JSON strings, numbers and lists of strings are TOML too."""
    lines = [f"format = {FORMAT}", "", "[active]"]
    lines += [f"{role} = {json.dumps(model_id)}" for role, model_id in sorted(chosen.items()) if role in ROLES]
    for entry in entries:
        fields = {
            "id": entry.id, "role": entry.role, "file": entry.path.relative_to(folder).as_posix(),
            "sha256": entry.sha256, "bytes": entry.size_bytes, "licence": entry.licence,
            "languages": list(entry.languages), "context_length": entry.context_length,
            "min_ram": entry.min_ram_bytes, "prompt_format": entry.prompt_format,
        }  # fmt: skip
        if entry.role == "embedder":
            prefixes = {"query_prefix": entry.query_prefix, "passage_prefix": entry.passage_prefix}
            fields |= {"dimension": entry.dimension, **prefixes}
        lines += ["", "[[model]]", *(f"{name} = {json.dumps(value)}" for name, value in fields.items())]
    return "\n".join(lines) + "\n"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")[:48] or "model"
