"""What the window needs to be painted: Qt and types. And what this version of Qt needs to stay alive."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lotse.desktop.core_port import StoreKey
from tests.desktop.conftest import StageFactory
from tests.desktop.fake_core import FakeCore

APP = Path(__file__).parents[2] / "app"
HEAVY = "numpy faiss ctranslate2 llama_cpp argostranslate sentencepiece sqlite_utils sqlcipher3 sqlite3 cryptography keyring"
NETWORK = "PySide6.QtNetwork PySide6.QtQml PySide6.QtDBus http.client urllib.request requests"


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(APP), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_import_closure_holds_nothing_heavy() -> None:
    found = python(
        f"import sys, lotse.desktop.app, lotse.desktop.window, lotse.desktop.bridge; print([m for m in {(HEAVY + ' ' + NETWORK).split()} if m in sys.modules])"
    )
    assert found.stdout.strip() == "[]", found.stdout + found.stderr


def test_import_closure_test_can_fail() -> None:
    found = python(
        f"import sys, sqlite3, lotse.desktop.window; print([m for m in {HEAVY.split()} if m in sys.modules])"
    )
    assert found.stdout.strip() == "['sqlite3']"


def test_window_is_painted_before_the_core_is_made(stage: StageFactory, qtbot: QtBot) -> None:
    painted: list[str] = []

    def opening(_core: FakeCore, _key: StoreKey | None) -> None:
        painted.append("core")

    played = stage(opening=opening, wait=False)
    played.desktop.frame.painted.connect(lambda: painted.append("window"))
    qtbot.waitUntil(lambda: len(painted) == 2)
    assert painted == ["window", "core"]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is never counted from Python 3.12 on")
def test_none_survives_thousands_of_calls() -> None:
    code = (
        "from PySide6.QtGui import QTextOption\n"
        "option = QTextOption()\n"
        "for _ in range(60_000): option.setWrapMode(QTextOption.WrapMode.WordWrap)\n"
        "print('alive')"
    )
    assert python("import lotse.desktop\n" + code).stdout.strip() == "alive"
