"""The desktop program: paints the window, then makes the core, and ends both.

Importing this module loads Qt and the frame, nothing else: the window is there before its panes, and these are there
before any store, index or model.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from lotse import paths
from lotse.desktop.frame import Frame
from lotse.desktop.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lotse.desktop.bridge import Bridge
    from lotse.desktop.clipboard import Clipboard
    from lotse.desktop.core_port import MakeCore
    from lotse.desktop.theme import Theme
    from lotse.desktop.window import MainWindow
    from lotse.desktop.workspace import Workspace
    from lotse.wording import Language


class Desktop(QObject):
    """The parts of the running window. Lives on the main thread; `close` ends the core thread.

    `theme`, `bridge`, `workspace` and `window` exist from `fill` on.
    """

    theme: Theme
    bridge: Bridge
    workspace: Workspace
    window: MainWindow

    def __init__(
        self,
        app: QApplication,
        make_core: MakeCore,
        *,
        home: Path,
        language: Language | None = None,
        today: Callable[[], date] = date.today,
        clipboard: Clipboard | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._make_core = make_core
        self._today = today
        self._clipboard = clipboard
        self._filled = False
        self.settings = Settings(home)
        self._language: Language = language or self.settings.language
        self._translators: list[QTranslator] = []
        # A frame without a look is there sooner, and looks like the system; only another choice has to come first.
        if self.settings.scheme != "system":
            self._dress()
        self.frame = Frame(self.settings)

    def show(self) -> None:
        """Show the frame; what is inside, and then the core, are made once it is painted."""
        self.frame.painted.connect(self._on_painted)
        self.frame.show()

    def fill(self) -> None:
        """Make the view models and put the panes into the frame."""
        from lotse.desktop.bridge import Bridge
        from lotse.desktop.clipboard import SystemClipboard
        from lotse.desktop.workspace import Workspace

        self._filled = True
        if not hasattr(self, "theme"):
            self._dress()
        self._speak(self._language)
        self.bridge = Bridge(self._make_core, self)
        clipboard = self._clipboard or SystemClipboard()
        self.workspace = Workspace(self.bridge, clipboard, self._language, self._today, self)
        self.window = self._build()

    def _dress(self) -> None:
        from lotse.desktop.theme import Theme

        self.theme = Theme(self._app, self.settings.scheme)

    def _on_painted(self) -> None:
        if not self._filled:
            self.fill()
        self.workspace.start()

    def choose_language(self, language: str) -> None:
        """Build the window anew in another language. What was typed stays: it lives in the view models."""
        chosen: Language = "de" if language == "de" else "en"
        if chosen == self.workspace.language:
            return
        self.settings.language = chosen
        self._speak(chosen)
        self.workspace.speak(chosen)
        self.window = self._build()

    def close(self) -> None:
        """Keep what is typed, end the core and its thread."""
        self.settings.flush()
        self._forget_translators()
        if self._filled:
            self.workspace.reply.keep()
            self.bridge.stop()

    def _build(self) -> MainWindow:
        from lotse.desktop.window import MainWindow

        window = MainWindow(self.workspace, self.theme, self.settings, self.frame)
        window.language_chosen.connect(self.choose_language)
        self.frame.setCentralWidget(window)  # which ends the one before
        return window

    def _forget_translators(self) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []

    def _speak(self, language: Language) -> None:
        self._forget_translators()
        QLocale.setDefault(QLocale(QLocale.Language.German if language == "de" else QLocale.Language.English))
        # Qt's own texts too: the names of keys, the buttons of file dialogs.
        for folder, name in (
            (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{language}"),
            (str(paths.resources() / "i18n"), f"lotse_{language}"),
        ):
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)


def run(
    make_core: MakeCore,
    *,
    home: Path | None = None,
    language: Language | None = None,
    on_painted: Callable[[], None] | None = None,
) -> int:
    """Run the window until it is closed; returns the exit code. `on_painted` is called after the first picture."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Lotse")
    app.setDesktopFileName("lotse")
    desktop = Desktop(app, make_core, home=home or paths.home(), language=language)
    if on_painted is not None:
        desktop.frame.painted.connect(on_painted)
    desktop.show()
    try:
        return app.exec()
    finally:
        desktop.close()
