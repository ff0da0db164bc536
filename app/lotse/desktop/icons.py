"""The icons: drawn from `resources/icons/*.svg` in a colour of the theme, at the resolution of the screen."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lotse import paths


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))


def draw(painter: QPainter, name: str, color: QColor, target: QRectF) -> None:
    """Draw an icon into `target`."""
    _renderer(name, color.name()).render(painter, target)


def icon(name: str, color: QColor, disabled: QColor | None = None, size: int = 16) -> QIcon:
    """An icon for a button, with its disabled state when that has a colour of its own."""
    made = QIcon()
    ratio = (
        application.devicePixelRatio()
        if isinstance(application := QGuiApplication.instance(), QGuiApplication)
        else 1.0
    )
    for mode, tint in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled or color)):
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw(painter, name, tint, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(pixmap, mode)
    return made
