"""A checkpoint that travelled in parts is the one that left, or is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.recipes import parts


def test_parts_joined_are_the_file(tmp_path: Path) -> None:
    source = tmp_path / "checkpoint.pt"
    source.write_bytes(bytes(range(256)) * 40)
    written = parts.split(source, tmp_path / "parts", part_bytes=1000)
    assert max(part.stat().st_size for part in written) <= 1000
    target = tmp_path / "home" / "checkpoint.pt"
    target.parent.mkdir()
    assert parts.join(tmp_path / "parts", target)
    assert target.read_bytes() == source.read_bytes()


def test_a_shorter_file_leaves_no_old_part_behind(tmp_path: Path) -> None:
    source = tmp_path / "checkpoint.pt"
    for length in (5000, 900):
        source.write_bytes(b"x" * length)
        parts.split(source, tmp_path / "parts", part_bytes=1000)
    source.unlink()
    assert parts.join(tmp_path / "parts", source)
    assert source.read_bytes() == b"x" * 900


def test_a_missing_part_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "checkpoint.pt"
    source.write_bytes(bytes(5000))
    parts.split(source, tmp_path / "parts", part_bytes=1000)[1].unlink()
    with pytest.raises(ValueError, match="not those that were written together"):
        parts.join(tmp_path / "parts", source)


def test_no_parts_are_no_checkpoint(tmp_path: Path) -> None:
    assert not parts.join(tmp_path, tmp_path / "checkpoint.pt")
