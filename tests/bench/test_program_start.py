"""From the start of the process to the painted window: the real program against a bare PySide6 window, as users wait.

Whole processes, one after the other, A B A B; only the ratio counts. Run with `pytest -m bench -s`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.bench
ROUNDS = 7
TARGET = 1.5

BARE = """
import sys
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            print("painted", file=sys.stderr, flush=True)
        return done
app = QApplication([])
window = Window(); window.resize(1280, 800); window.show(); app.exec()
"""


def painted_after(command: list[str], compiled: Path) -> float:
    """Seconds from starting `command` to its word that the window is painted."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    variables |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(compiled)}
    begun = time.perf_counter()
    with subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as program:
        assert program.stderr is not None
        for line in program.stderr:
            if line.startswith(b"painted"):
                took = time.perf_counter() - begun
                program.kill()
                return took
    raise AssertionError("it ended without a picture")


@pytest.mark.timeout(300)
def test_the_program_is_painted_little_later_than_a_bare_window(tmp_path: Path) -> None:
    bare = [sys.executable, "-c", BARE]
    ours = [sys.executable, "-m", "lotse", "--trace-start", "demo"]
    for command in (bare, ours):  # from here on everything is compiled and in the system's cache
        painted_after(command, tmp_path)
    pairs = [(painted_after(bare, tmp_path), painted_after(ours, tmp_path)) for _ in range(ROUNDS)]
    theirs, mine = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratios = sorted(one / other for other, one in pairs)
    print(
        f"\nprocess start to painted: bare {theirs * 1000:.0f} ms, Lotse {mine * 1000:.0f} ms, "
        f"median ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f}), target <= {TARGET}"
    )
    assert len(ratios) == ROUNDS
