"""The report of an evaluation as one page: made of the published document alone, with nothing loaded from anywhere.

Owns which tables there are; looks and fixed words are in `resources/evaluation/report.html` and the messages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Any

from lotse import paths
from lotse.domain.errors import Message
from lotse.domain.evaluation_cases import MEASURES, SYSTEMS
from lotse.wording import Language, word

TEMPLATE = "evaluation/report.html"
_OUT_OF_100 = frozenset({"chrf", "bleu"})
_TIMES = frozenset({"ms_p50", "ms_p95"})


def page(document: Mapping[str, Any], lang: Language) -> str:
    """The whole page as text."""
    template = Template((paths.resources() / TEMPLATE).read_text("utf-8"))
    verdict = document["verdict"] or "none"
    return template.substitute(
        lang=lang,
        title=_say("eval_title", lang),
        created=escape(str(document["created"])),
        verdict_class=verdict,
        verdict=_say(f"eval_verdict_{verdict}", lang),
        limited=_limited(document, lang),
        thresholds=_thresholds(document["thresholds"], lang),
        roles="\n".join(_role(role, found, lang) for role, found in document["roles"].items()),
        about=_about(document, lang),
        footer=_say("eval_footer", lang),
    )


def _limited(document: Mapping[str, Any], lang: Language) -> str:
    if document["limit"] is None:
        return ""
    return f"<p class='warn'>{_say('eval_limited', lang, limit=document['limit'])}</p>"


def _thresholds(checked: Sequence[Mapping[str, Any]], lang: Language) -> str:
    if not checked:
        return ""
    rows = []
    for one in checked:
        state = {True: "met", False: "missed", None: "unchecked"}[one["met"]]
        over = f" − {one['over']}" if one["over"] else ""
        bounds = " ".join(f"{sign} {one[key]:g}" for sign, key in (("≥", "min"), ("≤", "max")) if one[key] is not None)
        value = "–" if one["value"] is None else _number(one["value"], 3, lang)
        rows.append(
            f"<tr class='{state}'><td class='mark'>{_say(f'eval_{state}', lang)}</td>"
            f"<td><code>{escape(one['measure'] + over)}</code></td><td>{escape(bounds)}</td><td>{value}</td></tr>"
        )
    head = "".join(
        f"<th scope='col'>{_say(key, lang)}</th>"
        for key in ("eval_state", "eval_measure", "eval_threshold", "eval_value")
    )
    body = "\n".join(rows)
    return (
        f"<h2>{_say('eval_thresholds', lang)}</h2>\n<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _role(role: str, found: Mapping[str, Any], lang: Language) -> str:
    parts = [f"<section><h2>{_say(f'eval_role_{role}', lang)}</h2>"]
    for model in found["models"]:
        megabytes = _number(model["bytes"] / 1e6, 1, lang)
        parts.append(
            f"<p class='model'><b>{escape(model['id'])}</b> · {megabytes} MB · {escape(model['licence'])}<br>"
            f"<code>{escape(model['sha256'])}</code></p>"
        )
    if not found["evaluated"]:
        parts.append(f"<p class='warn'>{_say('eval_not_evaluated', lang, reason=found['reason']['message'])}</p>")
        return "\n".join([*parts, "</section>"])
    counts = {"items": found["measured"], "cases": found["cases"], "failed": found["failed"]}
    parts.append(f"<p>{_say('eval_measured', lang, **counts)}</p>")
    systems = found["systems"]
    first = SYSTEMS[role][0]  # type: ignore[index]
    parts.append(_figures(role, [(s, systems[s]["all"]) for s in SYSTEMS[role]], "eval_system_", lang))  # type: ignore[index]
    groups = [(group, figures) for group, figures in sorted(systems[first].items()) if group != "all"]
    if len(groups) > 1:
        title = _say("eval_by_group", lang, system=word(Message(f"eval_system_{first}"), lang))
        parts += [f"<h3>{title}</h3>", _figures(role, groups, "", lang)]
    return "\n".join([*parts, "</section>"])


def _figures(role: str, columns: Sequence[tuple[str, Mapping[str, float]]], prefix: str, lang: Language) -> str:
    """A row a measure, a column a system or group; shares with a bar, because bars are compared at a glance."""
    head = "".join(
        f"<th scope='col'>{_say(prefix + name, lang) if prefix else escape(name)}</th>" for name, _ in columns
    )
    rows = []
    for measure in MEASURES[role]:  # type: ignore[index]
        values = [figures.get(measure) for _, figures in columns]
        if any(value is not None for value in values):
            cells = "".join(_cell(measure, value, lang) for value in values)
            rows.append(f"<tr><th scope='row'>{_say(f'eval_measure_{measure}', lang)}</th>{cells}</tr>")
    return f"<table class='figures'><thead><tr><td></td>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _cell(measure: str, value: float | None, lang: Language) -> str:
    if value is None:
        return "<td>–</td>"
    if measure in _TIMES:
        return f"<td>{_number(value, 1, lang)}</td>"
    whole = 100 if measure in _OUT_OF_100 else 1
    shown = _number(value, 1 if whole == 100 else 3, lang)
    width = max(0.0, min(100.0, 100 * value / whole))
    return f"<td>{shown}<span class='bar'><i style='width:{width:.0f}%'></i></span></td>"


def _about(document: Mapping[str, Any], lang: Language) -> str:
    """What a report has to say to be filed: program, machine, cases."""
    machine, cases = document["machine"], document["cases"]
    memory = machine.get("memory_bytes")
    rows = {
        "eval_about_program": f"Lotse {document['lotse']}",
        "eval_about_machine": f"{machine.get('system', '')} {machine.get('architecture', '')}",
        "eval_about_cores": str(machine.get("cores") or "–"),
        "eval_about_memory": f"{_number(memory / 2**30, 1, lang)} GiB" if memory else "–",
        "eval_about_features": ", ".join(machine.get("cpu_features") or ()) or "–",
        "eval_about_cases": f"{cases['name']}: {cases['dialogues']} / {cases['questions']} / {cases['pairs']}",
        "eval_about_day": cases["as_of"] or "–",
    }
    rows |= {f"eval_role_{role}": f"sha256 {digest}" for role, digest in cases["sha256"].items()}
    cells = "".join(
        f"<tr><th scope='row'>{_say(key, lang)}</th><td>{escape(text)}</td></tr>" for key, text in rows.items()
    )
    return f"<h2>{_say('eval_about', lang)}</h2>\n<table class='about'><tbody>{cells}</tbody></table>"


def _number(value: float, digits: int, lang: Language) -> str:
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if lang == "de" else text


def _say(key: str, lang: Language, **params: str | int | float | None) -> str:
    return escape(word(Message(key, params), lang))
