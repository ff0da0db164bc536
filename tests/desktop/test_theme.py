"""Every pair of colours that is drawn can be read; light, dark and high contrast."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from lotse.desktop import theme as look
from lotse.desktop.theme import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, Tokens, contrast, style_sheet, tokens_of
from tests.desktop.conftest import StageFactory

DESKTOP = Path(look.__file__).parent


def too_weak(tokens: Tokens) -> list[tuple[str, str]]:
    weak = [(a, b) for a, b in TEXT_PAIRS if contrast(getattr(tokens, a), getattr(tokens, b)) < 4.5]
    return weak + [(a, b) for a, b in SHAPE_PAIRS if contrast(getattr(tokens, a), getattr(tokens, b)) < 3]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_has_enough_contrast(tokens: Tokens) -> None:
    assert too_weak(tokens) == []


def test_weak_pair_is_found() -> None:
    assert ("muted", "paper") in too_weak(replace(LIGHT, muted="#9aa5b1"))


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_colours_stand_in_one_place() -> None:
    """Nothing but the theme names a colour."""
    named = [
        file.name
        for file in DESKTOP.glob("*.py")
        if file.name != "theme.py" and ("QColor(\"" in file.read_text("utf-8") or "setStyleSheet" in file.read_text("utf-8"))
    ]  # fmt: skip
    assert named == []


def test_high_contrast_uses_the_colours_of_the_system(qtbot: QtBot) -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#ffff00"))
    tokens = tokens_of(system)
    assert {str(getattr(tokens, name)) for name in Tokens.__dataclass_fields__} == {"#000000", "#ffff00"}
    assert too_weak(tokens) == []


def test_look_changes_at_run_time_and_is_kept(stage: StageFactory) -> None:
    desktop = stage().desktop
    desktop.window.commands["look_dark"].trigger()
    assert desktop.theme.scheme == "dark"
    assert desktop.window.palette().color(QPalette.ColorRole.Base) == QColor(DARK.paper)
    assert desktop.settings.scheme == "dark"
    desktop.window.commands["look_light"].trigger()
    assert desktop.window.palette().color(QPalette.ColorRole.Base) == QColor(LIGHT.paper)


def test_style_sheet_finds_its_picture(stage: StageFactory) -> None:
    theme = stage().desktop.theme
    sheet = style_sheet(LIGHT, theme.small, theme.title)
    picture = sheet.split('url("')[1].split('"')[0]
    assert Path(picture).is_file()
