"""What the window remembers between two starts: widths, language, look. An ini file in the home, nothing else.

Must not hold any text of a customer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QByteArray, QLocale, QSettings

if TYPE_CHECKING:
    from pathlib import Path

    from lotse.desktop.theme import SchemeChoice
    from lotse.wording import Language

Layout = Literal["wide", "docked"]


class Settings:
    """Lives on the main thread. Never writes to a registry or a global place."""

    def __init__(self, home: Path) -> None:
        self._store = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language:
        kept = self._store.value("language")
        if kept in ("de", "en"):
            return "de" if kept == "de" else "en"
        return "de" if QLocale.system().language() in (QLocale.Language.German, QLocale.Language.C) else "en"

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("language", language)

    @property
    def scheme(self) -> SchemeChoice:
        kept = self._store.value("scheme")
        return "light" if kept == "light" else "dark" if kept == "dark" else "system"

    @scheme.setter
    def scheme(self, scheme: SchemeChoice) -> None:
        self._store.setValue("scheme", scheme)

    @property
    def layout(self) -> Layout:
        return "docked" if self._store.value("layout") == "docked" else "wide"

    @layout.setter
    def layout(self, layout: Layout) -> None:
        self._store.setValue("layout", layout)

    @property
    def unfinished_import(self) -> tuple[str, ...]:
        """The places of an import that began and has not ended: it was cut off, and can go on."""
        kept = self._store.value("unfinished_import")
        try:
            places = json.loads(kept) if isinstance(kept, str) and kept else []
        except ValueError:
            return ()
        return tuple(str(place) for place in places) if isinstance(places, list) else ()

    @unfinished_import.setter
    def unfinished_import(self, places: tuple[str, ...]) -> None:
        self._store.setValue("unfinished_import", json.dumps(places) if places else "")
        self._store.sync()

    def bytes_of(self, name: str) -> QByteArray | None:
        """A kept geometry or splitter state."""
        kept = self._store.value(f"geometry/{name}")
        return kept if isinstance(kept, QByteArray) else None

    def keep_bytes(self, name: str, state: QByteArray) -> None:
        self._store.setValue(f"geometry/{name}", state)

    def flush(self) -> None:
        self._store.sync()
