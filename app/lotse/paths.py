"""Where Lotse reads and writes. The home is the only place it writes to, apart from files the user names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HOME_VARIABLE = "LOTSE_HOME"


def home() -> Path:
    """The home of this run: `LOTSE_HOME`, else the platform's user data directory. Not created here."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named).absolute()
    import platformdirs  # here, because a worker never needs it

    return Path(platformdirs.user_data_dir("Lotse", appauthor=False, roaming=False))


def site_settings() -> Path:
    """Where the machine's administrator lays settings for all its users down. Only ever read."""
    import platformdirs

    return Path(platformdirs.site_config_dir("Lotse", appauthor=False))


def program() -> Path:
    """The folder that holds `resources/` and `models/`: the bundle when frozen, the package data, or the checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parents[1]


def resources() -> Path:
    return program() / "resources"


def models() -> Path:
    return program() / "models"
