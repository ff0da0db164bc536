"""The report is one page that loads nothing, says everything in both languages, and shows no markup of a name."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from lotse import paths
from lotse.cli.arguments import parse
from lotse.cli.evaluating import figure
from lotse.cli.evaluation_page import page
from lotse.domain.errors import UsageProblem
from lotse.domain.evaluation import ROLES
from lotse.domain.evaluation_cases import MEASURES, SYSTEMS
from lotse.wording import Language, catalogue

DOCUMENT: dict[str, Any] = {
    "lotse": "0.1.0",
    "created": "2026-02-03T10:00:00+01:00",
    "machine": {"system": "Linux", "architecture": "x86_64", "cores": 2, "memory_bytes": 8 << 30, "cpu_features": ["avx2"]},
    "cases": {
        "name": "<b>Fälle</b>", "dialogues": 2, "articles": 0, "questions": 0, "pairs": 0, "as_of": None,
        "sha256": {"llm": "c" * 64},
    },
    "limit": 2,
    "roles": {
        "llm": {
            "evaluated": True,
            "reason": None,
            "models": [{"id": "<script>alert(1)</script>", "sha256": "a" * 64, "bytes": 3_000_000, "licence": "CC0-1.0"}],
            "cases": 9, "measured": 2, "resumed": 0, "failed": 0, "load_ms": 1.0,
            "systems": {
                system: {group: dict.fromkeys(MEASURES["llm"], 0.5) for group in ("all", "de", "en")}
                for system in SYSTEMS["llm"]
            },
        },
        "embedder": {
            "evaluated": False,
            "reason": {"key": "eval_no_model", "params": {}, "message": "Für diese Aufgabe ist kein Modell da."},
            "models": [], "cases": 0, "measured": 0, "resumed": 0, "failed": 0, "load_ms": 0, "systems": {},
        },
    },
    "thresholds": [
        {"measure": "llm.note.all.claims_f1", "over": None, "min": 0.4, "max": None, "value": 0.5, "met": True},
        {"measure": "llm.note.all.numbers", "over": "llm.rules.all.numbers", "min": 0.1, "max": 1, "value": 0.0, "met": False},
        {"measure": "embedder.fused.all.top1", "over": None, "min": 0.5, "max": None, "value": None, "met": None},
    ],
    "verdict": "failed",
}  # fmt: skip


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_is_well_formed_and_loads_nothing(lang: Language) -> None:
    text = page(DOCUMENT, lang)
    seen = Seen()
    seen.feed(text)
    assert seen.open == []
    names = {tag for tag, _ in seen.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form"}
    assert not any({"src", "href", "action", "onclick"} & set(attributes) for _, attributes in seen.tags)
    assert "url(" not in text
    assert "@import" not in text
    assert not re.search(r"https?:", text)
    assert "default-src 'none'" in text
    assert "$" not in re.sub(r"\$\d", "", text)


def test_names_are_shown_as_text() -> None:
    text = page(DOCUMENT, "de")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "&lt;b&gt;Fälle&lt;/b&gt;" in text


def test_the_page_says_verdict_reason_models_and_machine() -> None:
    text = page(DOCUMENT, "de")
    for said in (
        "Nicht bestanden", "Für diese Aufgabe ist kein Modell da.", "a" * 64, "x86_64", "8,0 GiB", "avx2",
        "Teilprüfung", "verfehlt", "nicht geprüft", "llm.note.all.numbers − llm.rules.all.numbers",
    ):  # fmt: skip
        assert said in text
    assert "Failed" in page(DOCUMENT, "en")


def test_text_stands_out_from_its_ground_in_both_themes() -> None:
    styles = (paths.resources() / "evaluation" / "report.html").read_text("utf-8")
    blocks = [dict(re.findall(r"--(\w+): (#\w{3,6})", block)) for block in re.findall(r":root \{(.*?)\}", styles, re.S)]
    light, dark, paper = blocks
    for theme in (light, dark, light | paper):
        for ink in ("ink", "soft", "good", "bad", "warn"):
            for ground in ("page", "band"):
                assert contrast(theme[ink], theme[ground]) >= 4.5, (ink, theme[ink], ground)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_role_system_and_measure_is_worded() -> None:
    for lang in ("de", "en"):
        worded = catalogue(lang)
        keys = [f"eval_role_{role}" for role in ROLES]
        keys += [f"eval_system_{system}" for systems in SYSTEMS.values() for system in systems]
        keys += [f"eval_measure_{measure}" for measures in MEASURES.values() for measure in measures]
        keys += [f"eval_verdict_{verdict}" for verdict in ("passed", "failed", "incomplete", "none")]
        assert [key for key in keys if key not in worded] == []


def test_figures_are_written_as_the_language_writes_them() -> None:
    assert figure("claims_f1", 0.5, "de") == "0,500"
    assert figure("chrf", 51.27, "en") == "51.3"
    assert figure("ms_p50", None, "de") == "–"


def test_roles_are_chosen_by_name() -> None:
    assert parse(["eval"]).roles == ROLES
    assert parse(["eval", "d", "--roles", "translator,llm", "--limit", "3", "--resume"]).roles == ("llm", "translator")
    with pytest.raises(UsageProblem):
        parse(["eval", "--roles", "llm,judge"])
