"""Where a program without a window gets the passphrase: a descriptor or a private file, never the command line."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from lotse.domain.errors import EnvironmentProblem

DESCRIPTOR_VARIABLE = "LOTSE_PASSPHRASE_FD"
MAX_BYTES = 4096


def read_passphrase(file: Path | None) -> str | None:
    """The passphrase of `file`, else of the descriptor in `LOTSE_PASSPHRASE_FD`, else `None`.

    Raises `EnvironmentProblem`: `passphrase_file_missing`, `passphrase_file_open` when others may read the file.
    """
    if file is not None:
        return _from_file(file)
    named = os.environ.pop(DESCRIPTOR_VARIABLE, None)  # taken out so that no child inherits it
    if named is None:
        return None
    try:
        with os.fdopen(int(named), "rb") as stream:
            return _first_line(stream.read(MAX_BYTES))
    except (ValueError, OSError):
        raise EnvironmentProblem("passphrase_file_missing", file=DESCRIPTOR_VARIABLE) from None


def _from_file(file: Path) -> str:
    try:
        mode = file.stat().st_mode
        if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
            raise EnvironmentProblem("passphrase_file_open", file=str(file))
        return _first_line(file.read_bytes()[:MAX_BYTES])
    except (OSError, UnicodeDecodeError):
        raise EnvironmentProblem("passphrase_file_missing", file=str(file)) from None


def _first_line(content: bytes) -> str:
    return content.decode("utf-8").split("\n", 1)[0].rstrip("\r")
