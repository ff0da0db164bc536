"""Every command of the window once: name, key, help and what it does. Menu, palette, buttons and keys share them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is never shown; `group` orders menu and palette."""

    name: str
    group: str
    action: QAction


class Commands:
    """Lives on the main thread, as long as its window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._all: dict[str, Command] = {}

    def add(
        self,
        name: str,
        group: str,
        text: str,
        call: Callable[[], object],
        keys: tuple[str, ...] = (),
        help_text: str = "",
    ) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setWhatsThis(help_text or text)
        action.setToolTip(text)
        action.triggered.connect(lambda _checked=False: call())
        self._window.addAction(action)
        self._all[name] = Command(name, group, action)
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._all[name].action

    def all(self) -> tuple[Command, ...]:
        return tuple(self._all.values())
