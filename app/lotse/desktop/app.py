"""The desktop program: paints the window, then makes the core, and ends both.

Importing this module loads Qt and types, nothing else: the window is there before any store, index or model.
"""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from lotse import paths
from lotse.desktop.bridge import Bridge
from lotse.desktop.clipboard import Clipboard, SystemClipboard
from lotse.desktop.settings import Settings
from lotse.desktop.theme import Theme
from lotse.desktop.window import MainWindow
from lotse.desktop.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lotse.desktop.core_port import MakeCore
    from lotse.wording import Language


class Desktop(QObject):
    """The parts of the running window. Lives on the main thread; `close` ends the core thread."""

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
        self.settings = Settings(home)
        self._translators: list[QTranslator] = []
        chosen: Language = language or self.settings.language
        self._speak(chosen)
        self.theme = Theme(app, self.settings.scheme)
        self.bridge = Bridge(make_core, self)
        self.workspace = Workspace(self.bridge, clipboard or SystemClipboard(), chosen, today, self)
        self.window = self._build()

    def show(self) -> None:
        """Show the window; the core is made once it is painted."""
        self.window.painted.connect(lambda: self.workspace.start())
        self.window.show()

    def choose_language(self, language: str) -> None:
        """Build the window anew in another language. What was typed stays: it lives in the view models."""
        chosen: Language = "de" if language == "de" else "en"
        if chosen == self.workspace.language:
            return
        self.settings.language = chosen
        self._speak(chosen)
        self.workspace.speak(chosen)
        old, self.window = self.window, self._build()
        self.window.setGeometry(old.geometry())
        self.window.show()
        old.close()
        old.deleteLater()

    def close(self) -> None:
        """Keep what is typed, end the core and its thread."""
        self.workspace.keep_drafts()
        self.settings.flush()
        self.bridge.stop()
        self._forget_translators()

    def _build(self) -> MainWindow:
        window = MainWindow(self.workspace, self.theme, self.settings)
        window.language_chosen.connect(self.choose_language)
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
        desktop.window.painted.connect(on_painted)
    desktop.show()
    try:
        return app.exec()
    finally:
        desktop.close()
