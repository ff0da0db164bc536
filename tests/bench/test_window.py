"""How long until the window stands, and whether it stands still while a model writes. Ratios and gaps of one run,
printed beside their targets and not judged: a shared machine may pause for longer than either.

Run with `pytest -m bench tests/bench/test_window.py -s`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
ROUNDS = 7
pytestmark = pytest.mark.bench

BARE = """
import time; begun = time.perf_counter()
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, app.quit)
        return done
app = QApplication([])
window = Window(); window.resize(1280, 800); window.show(); app.exec()
print(time.perf_counter() - begun)
"""

LOTSE = """
import time; begun = time.perf_counter()
from pathlib import Path
from PySide6.QtWidgets import QApplication
from lotse.desktop import app
async def never(events, key):
    raise AssertionError("the core is not asked for here")
application = QApplication([])
desktop = app.Desktop(application, never, home=Path({home!r}), language="de")
def painted():
    first = time.perf_counter() - begun
    desktop.fill()
    desktop.frame.repaint()
    print(first, time.perf_counter() - begun)
    application.quit()
desktop.frame.painted.connect(painted)
desktop.frame.show(); application.exec()
desktop.close()
"""


def seconds(code: str, compiled: Path) -> list[float]:
    """Run `code` with its modules compiled, as an installed program has them."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPATH": str(APP),
            "PYTHONPYCACHEPREFIX": str(compiled),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return [float(number) for number in done.stdout.split()]


def test_window_stands_nearly_as_fast_as_a_bare_one(tmp_path: Path) -> None:
    """First picture against first picture, and when the panes stand in it. Interleaved, medians."""
    bare, first, whole = [], [], []
    code = LOTSE.format(home=str(tmp_path))
    compiled = tmp_path / "compiled"
    seconds(BARE, compiled), seconds(code, compiled)  # from here on everything is compiled and in the system's cache
    for _ in range(ROUNDS):
        bare += seconds(BARE, compiled)
        painted, filled = seconds(code, compiled)
        first.append(painted)
        whole.append(filled)
    base, ratio = statistics.median(bare), statistics.median(first) / statistics.median(bare)
    print(
        f"\nbare {base * 1000:.0f} ms; Lotse painted {statistics.median(first) * 1000:.0f} ms = {ratio:.2f} x, ", end=""
    )
    print(
        f"panes {statistics.median(whole) * 1000:.0f} ms = {statistics.median(whole) / base:.2f} x; target <= 1.5 x painted"
    )
    assert len(first) == len(whole) == ROUNDS


def test_window_never_stands_still_while_a_model_writes(tmp_path: Path) -> None:
    """The longest gap between two turns of the event loop, idle and while a note of 60 claims streams in."""
    sys.path.insert(0, str(APP.parent))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from dataclasses import replace

    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from lotse.desktop.app import Desktop
    from lotse.desktop.core_port import StoreKey
    from lotse.domain.notes import Claim, Evidence, Note
    from lotse.services.events import NoteChanged
    from lotse.services.ports import Events
    from tests.desktop.fake_core import SOMMER, TODAY, FakeCore, fake_core, filled

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)

    async def make(events: Events, _key: StoreKey | None) -> FakeCore:
        return filled(fake_core(events))

    desktop = Desktop(app, make, home=tmp_path, language="de", today=lambda: TODAY)
    gaps: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(beat)

    def longest(seconds_: float) -> float:
        nonlocal last
        gaps.clear()
        last = time.perf_counter()
        # Not `app.quit()`: that closes the window, and a closed window is never slow.
        loop = QEventLoop()
        QTimer.singleShot(round(seconds_ * 1000), loop.quit)
        loop.exec()
        return max(gaps, default=0.0)

    async def write(_core: object) -> None:
        import asyncio

        claims: list[Claim] = []
        for n in range(60):
            text = f"Angabe {n} aus dem Gespräch, mit einem Satz, der umbricht, weil er lang ist"
            claims.append(Claim(f"c{n}", "facts", text, (Evidence(1 + n % 7),), "llm", key="amount"))
            for end in range(0, len(text), 4):
                grown = (*claims[:-1], replace(claims[-1], text=text[: end + 4]))
                desktop.bridge.publish(NoteChanged(SOMMER.id, Note("de", 7, grown), refining=True))
                await asyncio.sleep(0.004)

    try:
        desktop.fill()
        desktop.show()
        longest(3)
        timer.start()
        idle = longest(3)
        desktop.bridge.submit(write)
        busy = longest(9)
        timer.stop()
        assert len(desktop.workspace.note.rows()) > 50, "the note was written meanwhile"
        assert desktop.window.note.list.verticalScrollBar().maximum() > 0, "and was laid out and painted"
        print(f"\nlongest gap: idle {idle * 1000:.0f} ms, while writing {busy * 1000:.0f} ms, target <= 50 ms more")
    finally:
        timer.stop()
        desktop.close()
        desktop.frame.close()
        desktop.frame.deleteLater()
