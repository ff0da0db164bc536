"""Every message a user can meet is worded in German and English, with the same parameters."""

from __future__ import annotations

import ast
import json
import string
from pathlib import Path

from lotse import paths, wording
from lotse.domain.errors import Message

APP = Path(__file__).parents[2] / "app" / "lotse"
RAISERS = {
    "InputProblem", "EnvironmentProblem", "WorkerProblem", "NoAnswer", "UsageProblem", "Message", "NoteWarning",
}  # fmt: skip


def keys_used() -> dict[str, str]:
    """Message keys that stand as literals in the code, with where."""
    found: dict[str, str] = {}
    for file in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in RAISERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found[first.value] = f"{file.relative_to(APP)}:{node.lineno}"
    return found


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_key_in_the_code_is_worded() -> None:
    german = wording.catalogue("de")
    assert {key: place for key, place in keys_used().items() if key not in german} == {}


def test_both_languages_word_the_same_keys_with_the_same_parameters() -> None:
    german, english = wording.catalogue("de"), wording.catalogue("en")
    assert set(german) == set(english)
    assert {key for key in german if fields(german[key]) != fields(english[key])} == set()


def test_each_area_has_both_languages() -> None:
    files = {file.name for file in (paths.resources() / "messages").glob("*.json")}
    areas = {name.split(".")[0] for name in files}
    assert {f"{area}.{lang}.json" for area in areas for lang in wording.LANGUAGES} == files
    for name in files:
        json.loads((paths.resources() / "messages" / name).read_text("utf-8"))


def test_a_parameter_never_acts_on_the_terminal_it_is_shown_on() -> None:
    name = "\x1b[31mMüßig\x1b]0;neu\x07 \u202egnp.exe\nzweite Zeile\u00a0€"
    shown = wording.word(Message("file_not_found", {"file": name}), "de")
    assert "�[31mMüßig�]0;neu� �gnp.exe zweite Zeile\u00a0€" in shown
