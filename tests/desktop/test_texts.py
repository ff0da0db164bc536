"""Both languages are complete, and what runs is what stands in the sources."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from lotse.wording import catalogue
from tests.desktop.conftest import StageFactory

ROOT = Path(__file__).parents[2]
I18N = ROOT / "resources" / "i18n"
DESKTOP = ROOT / "app" / "lotse" / "desktop"
TOOLS = Path(sys.executable).parent
lupdate = shutil.which("pyside6-lupdate", path=str(TOOLS))
lrelease = shutil.which("pyside6-lrelease", path=str(TOOLS))
needs_tools = pytest.mark.skipif(lupdate is None or lrelease is None, reason="the tools of PySide6 are not installed")


def sources(file: Path) -> dict[tuple[str, str], str]:
    """(context, source) → state of the translation."""
    found: dict[tuple[str, str], str] = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found[(name, message.findtext("source") or "")] = translation.get("type", "finished")
    return found


@needs_tools
def test_every_text_of_the_window_has_its_german(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    files = [str(file) for file in sorted(DESKTOP.glob("*.py"))]
    assert lupdate is not None
    subprocess.run([lupdate, *files, "-ts", str(fresh)], check=True, capture_output=True, timeout=60)
    kept = sources(I18N / "lotse_de.ts")
    assert set(sources(fresh)) == set(kept)
    assert [key for key, state in kept.items() if state != "finished"] == []


@needs_tools
@pytest.mark.parametrize("language", ["de", "en"])
def test_compiled_texts_are_those_of_the_source(tmp_path: Path, language: str) -> None:
    made = tmp_path / "made.qm"
    source = I18N / f"lotse_{language}.ts"
    assert lrelease is not None
    subprocess.run(
        [lrelease, "-fail-on-unfinished", str(source), "-qm", str(made)], check=True, capture_output=True, timeout=60
    )
    assert made.read_bytes() == (I18N / f"lotse_{language}.qm").read_bytes()


def test_placeholders_are_the_same_in_both_languages() -> None:
    for message in ElementTree.parse(I18N / "lotse_de.ts").getroot().iter("message"):
        said = "".join(message.find("translation").itertext())  # type: ignore[union-attr]
        wanted = set(re.findall(r"\{\d\}|%n", message.findtext("source") or ""))
        assert wanted == set(re.findall(r"\{\d\}|%n", said)), said


def test_messages_are_worded_in_both_languages() -> None:
    german, english = (
        json.loads((ROOT / "resources" / "messages" / f"desktop.{language}.json").read_text("utf-8"))
        for language in ("de", "en")
    )
    assert german.keys() == english.keys()
    used = {key for file in DESKTOP.glob("*.py") for key in re.findall(r'"(window_[a-z_]+)"', file.read_text("utf-8"))}
    states = {f"window_model_{s}" for s in ("off", "starting", "ready", "busy", "restarting", "fallback", "failed")}
    assert used | states == set(german)
    assert set(german) <= set(catalogue("de"))


def test_no_english_is_left_in_the_german_window(stage: StageFactory) -> None:
    window = stage(language="de").desktop.window
    english = {source for (_context, source) in sources(I18N / "lotse_de.ts")}
    same = {"Name", "System", "Chat", "IBAN", "Original", "Detail", "Passphrase", "Original: {0}", "Lotse", "English"}
    shown = {widget.text() for widget in window.findChildren(QAbstractButton)}
    shown |= {widget.text() for widget in window.findChildren(QLabel)}
    shown |= {command.action.text() for command in window.commands.all()}
    assert shown & english - same == set()


def test_language_changes_at_run_time_and_keeps_what_is_typed(stage: StageFactory, qtbot: QtBot) -> None:
    desktop = stage(language="de").desktop
    desktop.workspace.reply.type("noch nicht fertig")
    desktop.window.note.list.setFocus()
    desktop.window.commands["language_en"].trigger()
    window = desktop.window
    assert window.note.save_button.text() == "Save note"
    assert window.conversation.reply.toPlainText() == "noch nicht fertig"
    assert window.contacts.list.model().rowCount() > 0
    assert desktop.settings.language == "en"


def test_empty_home_says_what_to_do(stage: StageFactory, qtbot: QtBot) -> None:
    desktop = stage(prepare=lambda core: core, wait=False).desktop
    qtbot.waitUntil(lambda: desktop.workspace.contacts.loaded)
    pane = desktop.window.conversation
    assert pane.empty.isVisible()
    assert "Datei" in pane.empty.label.text()
