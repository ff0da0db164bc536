"""Guards that hold for every test: a home of its own, no internet socket, nothing left running."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("lotse", deadline=None)
settings.load_profile("lotse")

INTERNET = {socket.AF_INET, socket.AF_INET6}


class InternetSocketRefused(AssertionError):
    """A test tried to open an internet socket."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with umlauts and a space, because users have those."""
    folder = tmp_path / "Heim von Jörg Müßig"
    monkeypatch.setenv("LOTSE_HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture(autouse=True)
def no_internet_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.__init__

    def guarded(self: socket.socket, family: int = -1, *rest: Any, **named: Any) -> None:
        # A descriptor that exists already (asyncio's own pair) names no family.
        if (family in INTERNET or family == -1) and named.get("fileno") is None and len(rest) < 3:
            raise InternetSocketRefused(f"socket of family {family}")
        real(self, family, *rest, **named)

    monkeypatch.setattr(socket.socket, "__init__", guarded)


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in left:
        thread.join(timeout=2)
    left = [thread.name for thread in left if thread.is_alive() and not thread.name.startswith("QtThread")]
    assert not left, f"threads left running: {left}"
