"""`lotse eval`: what is read, which service is asked, the document and the table. The page is in `evaluation_page`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lotse import __version__, paths
from lotse.cli import output
from lotse.cli.arguments import Options
from lotse.cli.evaluation_page import page
from lotse.domain.errors import EnvironmentProblem, Message
from lotse.domain.evaluation import EvaluatedRole
from lotse.domain.evaluation_cases import MEASURES, SYSTEMS, Checked
from lotse.services.core import Core
from lotse.services.evaluation import EvaluationReport, RoleReport
from lotse.services.ports import ModelEntry
from lotse.wording import Language, word

ACCEPTANCE = "acceptance"
_SHOWN: Mapping[EvaluatedRole, tuple[str, ...]] = {
    "llm": (
        "claims_f1", "claims_precision", "claims_recall", "intents_f1", "steps_tried_f1", "facts_f1", "next_steps_f1",
        "open_questions_f1", "numbers", "unsupported", "outcome", "sensitive_f1", "handover_f1", "ms_p50", "ms_p95",
    ),
    "embedder": MEASURES["embedder"],
    "translator": MEASURES["translator"],
}  # fmt: skip
"""Rows of the table; the page and the document have every measure."""


async def evaluate(core: Core, options: Options, lang: Language) -> int:
    """Exit code 0: every threshold met; 1: one missed; 5: none missed, but not everything could be evaluated."""
    folder = Path(options.inputs[0]) if options.inputs else paths.resources() / ACCEPTANCE
    cases = core.evaluation.cases(folder)
    if options.as_of is not None:
        cases = replace(cases, as_of=options.as_of)
    thresholds = core.evaluation.thresholds(options.thresholds, folder)
    if options.html is not None and not os.access(options.html.absolute().parent, os.W_OK):
        raise EnvironmentProblem("eval_report_not_written", file=str(options.html))  # now, not after an hour
    report = await core.evaluation.run(
        cases,
        roles=options.roles,
        thresholds=thresholds,
        limit=options.only,
        resume=options.resume,
        on_progress=_progress(lang),
    )
    found = document(report, lang)
    if options.html is not None:
        _write(options.html, page(found, lang))
    if options.as_json:
        output.document(found)
    else:
        print("\n".join(table(report, lang)))
    if report.verdict == "failed":
        return output.NOTHING
    return output.DONE if report.complete and report.verdict != "incomplete" else output.WORKER


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError:
        raise EnvironmentProblem("eval_report_not_written", file=str(file)) from None


def _progress(lang: Language) -> Callable[[EvaluatedRole, int, int], None]:
    """One line that counts up on a terminal, one line a tenth elsewhere."""
    terminal = sys.stderr.isatty()

    def tell(role: EvaluatedRole, done: int, total: int) -> None:
        if not terminal and done % max(1, total // 10) and done != total:
            return
        key = "eval_progress" if done else "eval_loading"
        line = _word(key, lang, role=_word(f"eval_role_{role}", lang), done=done, total=total)
        if terminal:
            print(f"\r\x1b[K{line}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)

    return tell


# --- document --------------------------------------------------------------------------------------------------------


def document(report: EvaluationReport, lang: Language) -> dict[str, Any]:
    """The report as published: figures, models and machine; no text of a case."""
    cases = report.cases
    return {
        "lotse": __version__,
        "created": report.created,
        "machine": {key: value for key, value in report.machine.items() if key != "ok"},
        "cases": {
            "name": cases.name,
            "dialogues": len(cases.dialogues),
            "articles": len(cases.articles),
            "questions": len(cases.questions),
            "pairs": len(cases.pairs),
            "as_of": cases.as_of.isoformat() if cases.as_of else None,
            "sha256": {role: digest for role, digest in cases.fingerprints.items() if digest},
        },
        "limit": report.limit,
        "roles": {role.role: _role(role, lang) for role in report.roles},
        "thresholds": [_checked(one) for one in report.checked],
        "verdict": report.verdict,
    }


def _role(role: RoleReport, lang: Language) -> dict[str, Any]:
    return {
        "evaluated": role.reason is None,
        "reason": output.as_json(role.reason, lang) if role.reason is not None else None,
        "models": [_model(entry) for entry in role.models],
        "cases": role.cases,
        "measured": role.items,
        "resumed": role.resumed,
        "failed": role.failed,
        "load_ms": round(role.load_ms, 1),
        "systems": {
            system: {group: {name: round(value, 4) for name, value in figures.items()} for group, figures in of.items()}
            for system, of in role.systems.items()
        },
    }


def _model(entry: ModelEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "sha256": entry.sha256,
        "bytes": entry.size_bytes,
        "licence": entry.licence,
        "languages": list(entry.languages),
        "shipped": entry.shipped,
        "sections": list(entry.sections),
    }


def _checked(one: Checked) -> dict[str, Any]:
    return {
        "measure": one.threshold.measure,
        "over": one.threshold.over or None,
        "min": one.threshold.low,
        "max": one.threshold.high,
        "value": one.value,
        "met": one.met,
    }


# --- table -----------------------------------------------------------------------------------------------------------


def table(report: EvaluationReport, lang: Language) -> list[str]:
    lines: list[str] = []
    for role in report.roles:
        models = ", ".join(f"{entry.id} ({entry.sha256[:12]})" for entry in role.models)
        lines += [f"{_word(f'eval_role_{role.role}', lang)}: {models or '–'}"]
        if role.reason is not None:
            lines += [f"  {_word('eval_not_evaluated', lang, reason=word(role.reason, lang))}", ""]
            continue
        counted = _word("eval_measured", lang, items=role.items, cases=role.cases, failed=role.failed)
        lines += [f"  {counted}", *_rows(role, lang), ""]
    lines += _threshold_lines(report.checked, lang)
    if report.limit is not None:
        lines.append(_word("eval_limited", lang, limit=report.limit))
    lines.append(_word(f"eval_verdict_{report.verdict or 'none'}", lang))
    return lines


def _rows(role: RoleReport, lang: Language) -> list[str]:
    """One row a measure; a column for each system over all cases, then the first system by group."""
    first = SYSTEMS[role.role][0]
    columns = [(system, "all") for system in SYSTEMS[role.role]]
    columns += [(first, group) for group in sorted(role.systems[first]) if group != "all"]
    titles = [_word(f"eval_system_{s}", lang) if group == "all" else group for s, group in columns]
    width = max(13, *map(len, titles))
    rows = [" " * 34 + "".join(f"{title:>{width + 2}}" for title in titles)]
    for name in _SHOWN[role.role]:
        values = [role.systems[system][group].get(name) for system, group in columns]
        if any(value is not None for value in values):
            label = _word(f"eval_measure_{name}", lang)
            rows.append(f"  {label:<32}" + "".join(f"{figure(name, value, lang):>{width + 2}}" for value in values))
    return rows


def _threshold_lines(checked: Sequence[Checked], lang: Language) -> list[str]:
    lines = [_word("eval_thresholds", lang)] if checked else []
    for one in checked:
        mark = _word({True: "eval_met", False: "eval_missed", None: "eval_unchecked"}[one.met], lang)
        rule = one.threshold
        bounds = " ".join(
            f"{sign} {bound:g}" for sign, bound in (("≥", rule.low), ("≤", rule.high)) if bound is not None
        )
        over = f" − {rule.over}" if rule.over else ""
        value = "–" if one.value is None else f"{one.value:.3f}"
        lines.append(f"  {mark:<14}{rule.measure}{over} {bounds}: {value}")
    return [*lines, ""] if lines else []


def figure(name: str, value: float | None, lang: Language) -> str:
    """A figure as it is shown: milliseconds and scores out of 100 with one digit, shares with three."""
    if value is None:
        return "–"
    text = f"{value:.1f}" if name in ("ms_p50", "ms_p95", "chrf", "bleu") else f"{value:.3f}"
    return text.replace(".", ",") if lang == "de" else text


def _word(key: str, lang: Language, **params: str | int) -> str:
    return word(Message(key, {**params}), lang)
