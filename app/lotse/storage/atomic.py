"""Replacing a file whole or not at all, also when the power fails in between. Knows nothing of what is in it."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from lotse.domain.errors import EnvironmentProblem

_PROBE_BYTES = 256 * 1024
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def problem_of(error: OSError, file: str) -> EnvironmentProblem:
    return EnvironmentProblem("disk_full" if error.errno in _NO_ROOM else "disk_error", file=file)


def make_private(folder: Path) -> None:
    """Create `folder` for this user alone; one that exists keeps its mode."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise problem_of(error, folder.name) from error


def replace(path: Path, content: bytes) -> None:
    """Write `content` to `path`: readers see the old file or the new one. Readable by this user only.

    Raises `EnvironmentProblem` (`disk_full`, `disk_error`); the old file is then still there.
    """
    beside: Path | None = None
    try:
        beside = _write_beside(path, content)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise problem_of(error, path.name) from error


def create(path: Path, content: bytes) -> bool:
    """Write `content` to `path` unless something is there: then `False`, also when another process was faster."""
    beside: Path | None = None
    try:
        beside = _write_beside(path, content)
        try:
            os.link(beside, path)
        except FileExistsError:
            return False
        except OSError:  # a file system without links
            _fill(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), content)
        sync_folder(path.parent)
    except FileExistsError:
        return False
    except OSError as error:
        raise problem_of(error, path.name) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
    return True


def sync_folder(folder: Path) -> None:
    """Make new names in `folder` durable. Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def has_room(folder: Path) -> bool:
    """Whether a file of a few pages can be written there: tried, because quotas do not show in the free space."""
    try:
        with tempfile.TemporaryFile(prefix="room.", suffix=".new", dir=folder) as file:
            file.write(bytes(_PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.errno not in _NO_ROOM
    return True


def _write_beside(path: Path, content: bytes) -> Path:
    """A new file in the same folder, durable, for this user alone."""
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".new", dir=path.parent)
    beside = Path(name)
    try:
        _fill(handle, content)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _fill(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
