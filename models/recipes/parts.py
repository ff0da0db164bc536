"""Cuts a large file into parts that travel one by one, and joins them again. Owns the names of the parts."""

from __future__ import annotations

import hashlib
from pathlib import Path

PART_BYTES = 15 * 1024 * 1024


def split(path: Path, folder: Path, part_bytes: int = PART_BYTES) -> list[Path]:
    """Write `path` as `NAME.00`, `NAME.01`, … into `folder`, with its SHA-256 in `NAME.sha256`; return all files."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{path.name}.*"):
        old.unlink()
    whole = hashlib.sha256()
    written: list[Path] = []
    with path.open("rb") as source:
        while data := source.read(part_bytes):
            whole.update(data)
            part = folder / f"{path.name}.{len(written):02d}"
            part.write_bytes(data)
            written.append(part)
    checksum = folder / f"{path.name}.sha256"
    checksum.write_text(whole.hexdigest() + "\n", encoding="ascii")
    return [*written, checksum]


def join(folder: Path, path: Path) -> bool:
    """Make `path` from its parts in `folder`; False when there are none. Raises `ValueError` when one is missing."""
    parts = sorted(folder.glob(f"{path.name}.[0-9][0-9]"))
    if not parts:
        return False
    whole = b"".join(part.read_bytes() for part in parts)
    wanted = (folder / f"{path.name}.sha256").read_text(encoding="ascii").strip()
    if hashlib.sha256(whole).hexdigest() != wanted:
        raise ValueError(f"the parts of {path.name} in {folder} are not those that were written together")
    path.write_bytes(whole)
    return True
