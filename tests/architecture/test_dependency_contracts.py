"""The dependency rule holds, and each contract turns red when it is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--config", str(folder / "pyproject.toml"), "--no-cache"],
        cwd=folder / "app",
        env={"PYTHONPATH": str(folder / "app"), "PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


PLANTED = [
    ("domain/notes.py", "import lotse.services.ports", "Layers"),
    ("services/conversations.py", "import lotse.storage", "Layers"),
    ("cli/commands.py", "import lotse.files.reading", "Layers"),
    ("inference/__init__.py", "import PySide6.QtCore", "Qt only"),
    ("storage/__init__.py", "import numpy", "Native"),
    ("workers/host.py", "import lotse.domain.notes", "Workers know only the wire"),
    ("wire/protocol.py", "import lotse.domain.notes", "The wire"),
    ("files/reading.py", "import urllib.request", "No network"),
    ("desktop/__init__.py", "import socket", "No network"),
    ("domain/facts.py", "import time", "The domain is pure"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("module", "line", "contract"), PLANTED)
def test_planted_violation_breaks_its_contract(copy: Path, module: str, line: str, contract: str) -> None:
    file = copy / "app" / "lotse" / module
    file.write_text(f"{file.read_text('utf-8')}\n{line}\n", "utf-8")
    done = lint(copy)
    assert done.returncode != 0, done.stdout
    broken = [row for row in done.stdout.splitlines() if row.rstrip().endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken), done.stdout
