"""The frame of the window: there at once, with its place and size; what is inside comes after the first picture.

Must not import anything but Qt's widgets: each module more is time in which nothing is to be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from lotse.desktop.settings import Settings

WIDE = QSize(1280, 800)


class Frame(QMainWindow):
    """Lives on the main thread. Signals: `painted` once, when the first picture is there; `closing`."""

    painted = Signal()
    closing = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._painted = False
        self.setWindowTitle("Lotse")
        self.setAccessibleName("Lotse")
        self.resize(WIDE)
        kept = settings.bytes_of(settings.layout)
        if kept is not None:
            self.restoreGeometry(kept)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if not self._painted and event.type() == QEvent.Type.Paint:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
