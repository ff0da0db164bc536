"""Makes the pictures of `docs/images` from the real window: `python docs/screenshots.py` (without a display too).

What is shown is typed in here and nothing else: a conversation, the claims a note could have, two articles. So the
pictures are the same on every machine that has the font, and need no model.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Berlin"
time.tzset()

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "app"), str(ROOT)]

from PySide6.QtCore import QEventLoop, QSize, QTimer  # noqa: E402
from PySide6.QtGui import QFont, QFontDatabase  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from lotse.desktop.app import Desktop  # noqa: E402
from lotse.desktop.core_port import RecoveryKeyMade, StoreKey  # noqa: E402
from lotse.desktop.palette import Palette  # noqa: E402
from lotse.domain.errors import EnvironmentProblem  # noqa: E402
from lotse.services.events import WorkerStateChanged  # noqa: E402
from lotse.services.ports import Events  # noqa: E402
from lotse.storage.recovery import written  # noqa: E402

# A distribution may have a package of the name `tests` too; these are our own.
sys.modules["tests"] = ModuleType("tests")
sys.modules["tests"].__path__ = [str(ROOT / "tests")]
from tests.desktop.fake_core import TODAY, FakeCore, fake_core, filled, filled_in_english  # noqa: E402

IMAGES = ROOT / "docs" / "images"
FONTS = ("Noto Sans", "Segoe UI", "DejaVu Sans")
PATIENCE_S = 20
EXAMPLE_KEY = written(bytes(range(32)))


def wait_until(done: Callable[[], bool]) -> None:
    """Let the window live until `done()`."""
    end = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def settle() -> None:
    """Let what was asked for be laid out and painted."""
    loop = QEventLoop()
    QTimer.singleShot(150, loop.quit)
    loop.exec()


def make_desktop(app: QApplication, language: str, *, first_start: bool = False) -> Desktop:
    async def make(events: Events, _key: StoreKey | None) -> FakeCore:
        if first_start:
            raise EnvironmentProblem("store_new", keystore=1)
        core = (filled if language == "de" else filled_in_english)(fake_core(events))
        events.publish(WorkerStateChanged("llm", "ready"))
        return core

    home = Path(tempfile.mkdtemp(prefix="lotse-screenshots-"))
    desktop = Desktop(app, make, home=home, language="de" if language == "de" else "en", today=lambda: TODAY)
    desktop.fill()
    desktop.theme.choose("light")
    desktop.show()
    return desktop


def prepare(desktop: Desktop) -> None:
    """The state that is shown: two claims decided, one selected, a reply half written."""
    space, note = desktop.workspace, desktop.workspace.note
    wait_until(lambda: note.note is not None and desktop.workspace.knowledge.state == "cards" and not note.refining)
    wait_until(lambda: any(row.translated for row in space.transcript.model.rows))
    wait_until(lambda: space.note.note is not None and not space._pause.isActive() and not note.refining)
    space.contacts.news[space.contacts.rows[2].id] = 2
    space.contacts.show()
    note.select("intent")
    note.accept()
    wait_until(lambda: note.current is not None and note.current.id == "tried")
    note.accept()
    wait_until(lambda: note.current is not None and note.current.id == "amount")
    desktop.window.note.list.setFocus()
    settle()


def write(widget: object, name: str) -> None:
    grab = widget.grab()  # type: ignore[attr-defined]
    if not grab.save(str(IMAGES / f"{name}.png"), quality=60):
        raise OSError(name)
    print(f"{name}.png {grab.width()} x {grab.height()}")


def main() -> int:
    IMAGES.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    have = set(QFontDatabase.families())
    font = QFont(next((name for name in FONTS if name in have), app.font().family()))
    font.setPointSizeF(10)
    app.setFont(font)
    desktop = make_desktop(app, "de")
    try:
        prepare(desktop)
        window, space = desktop.window, desktop.workspace
        desktop.frame.resize(QSize(1280, 800))
        settle()
        write(desktop.frame, "window-light")
        desktop.theme.choose("dark")
        settle()
        write(desktop.frame, "window-dark")
        desktop.theme.choose("light")
        space.reply.type("Sie erhalten 89,50 € bis zum 10.02.2026 zurück.")
        space.reply.changed.emit()
        space.reply.translate()
        wait_until(lambda: bool(space.reply.translation))
        space.knowledge.open(space.knowledge.model.rows[0])
        wait_until(lambda: space.knowledge.state == "article")
        settle()
        write(desktop.frame, "window-reply-article")
        space.reply.drop_translation()
        space.reply.type("")
        space.reply.changed.emit()
        space.knowledge.close_article()
        window.commands["palette"].trigger()
        settle()
        write(desktop.frame.findChild(Palette), "palette")
        desktop.frame.findChild(Palette).close()
        window.toggle_docked()
        desktop.frame.resize(QSize(480, 800))
        for place, name in enumerate(("conversation", "note", "knowledge")):
            window.tabs.setCurrentIndex(place)
            settle()
            write(desktop.frame, f"docked-{name}")
    finally:
        desktop.close()
        desktop.frame.close()
    english = make_desktop(app, "en")
    try:
        prepare(english)
        english.frame.resize(QSize(1280, 800))
        settle()
        write(english.frame, "window-english")
    finally:
        english.close()
        english.frame.close()
    first = make_desktop(app, "de", first_start=True)
    try:
        wait_until(lambda: first.workspace.phase == "new")
        first.window.gate.own.setChecked(True)
        first.frame.resize(QSize(1280, 800))
        settle()
        write(first.frame, "first-start")
        first.workspace._on_event(RecoveryKeyMade(EXAMPLE_KEY))
        settle()
        write(first.frame, "recovery-key")
    finally:
        first.close()
        first.frame.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
