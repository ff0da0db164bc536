"""`lotse knowledge check` and `wanted` print what the editors see, for people and as one document."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import pytest

from lotse.cli import knowledge_check
from lotse.cli.arguments import Options, parse
from lotse.domain.findings import Finding, Wanted
from lotse.domain.knowledge import ArticleId
from lotse.services.core import Core
from lotse.services.knowledge_check import CheckResult

FOUND = CheckResult(
    (
        Finding("contradiction", ArticleId("a"), ArticleId("b"), here="5 Werktage", there="14 Werktage"),
        Finding("feedback", ArticleId("c"), reason="wrong", here="2026-02-03", count=2),
    ),
    (Wanted("wallbox anmelden", "de", 3, date(2026, 2, 3), ("wallboxen",)),),
    intended=4,
)


@dataclass
class _Editing:
    result: CheckResult

    async def check(self) -> CheckResult:
        return self.result


@dataclass
class _Core:
    editing: _Editing


def run(action: str, result: CheckResult, *, as_json: bool) -> int:
    options = Options(command="knowledge", action=action, as_json=as_json)
    core = cast(Core, _Core(_Editing(result)))
    act = knowledge_check.check if action == "check" else knowledge_check.wanted
    return asyncio.run(act(core, options, "de"))


def test_findings_are_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", FOUND, as_json=True) == 1
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["article_id"], one["other_id"]) for one in document["findings"]] == [
        ("contradiction", "a", "b"),
        ("feedback", "c", None),
    ]
    assert (document["intended"], document["wanted"]) == (4, 1)
    assert len({one["key"] for one in document["findings"]}) == 2


def test_findings_are_sentences_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", FOUND, as_json=False) == 1
    said = capsys.readouterr().out
    assert "Widerspruch: „5 Werktage“ – „14 Werktage“" in said
    assert "Als falsch gemeldet (2×)" in said
    assert run("check", CheckResult((), ()), as_json=False) == 0


def test_wanted_questions_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("wanted", FOUND, as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == {
        "wanted": [
            {"question": "wallbox anmelden", "lang": "de", "count": 3, "newest": "2026-02-03", "others": ["wallboxen"]}
        ]
    }


def test_the_calls_are_understood() -> None:
    assert parse(["knowledge", "check", "--json"]).action == "check"
    assert parse(["knowledge", "wanted"]).inputs == ()
    assert parse(["knowledge", "import", "a", "b"]).inputs == ("a", "b")
