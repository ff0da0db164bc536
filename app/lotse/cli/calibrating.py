"""`lotse knowledge calibrate` and `lotse knowledge thresholds`: the table, the documents, what is set or taken back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from lotse.cli import output
from lotse.cli.arguments import Options
from lotse.domain.errors import Message
from lotse.domain.filters import OWN
from lotse.domain.thresholds import Level, PackThreshold
from lotse.services.calibration import Calibrated
from lotse.services.core import Core
from lotse.wording import Language, word

_EVERY = 5
"""Hundredths between two rows of the table."""


async def calibrate(core: Core, options: Options, lang: Language) -> int:
    """Choose a threshold from example questions, keep it, and show what it does and what the one before did."""
    questions = core.calibration.questions(Path(options.inputs[0]))
    wanted = options.knowledge
    done = await core.calibration.run(
        questions,
        pack=wanted.pack,
        most_false=wanted.most_false,
        keep=not wanted.dry_run,
        progress=_progress(lang) if sys.stderr.isatty() else None,
    )
    if options.as_json:
        output.document({**_document(done), "kept": not wanted.dry_run})
    else:
        print("\n".join(_page(done, lang, kept=not wanted.dry_run)))
    return output.DONE


async def thresholds(core: Core, options: Options, lang: Language) -> int:
    """Print what is set; or set it, or take it back, for a pack or for the home's own articles."""
    wanted = options.knowledge
    if wanted.reset:
        dropped = await core.calibration.reset(wanted.pack)
        if not options.as_json:
            key = "threshold_taken_back" if dropped else "threshold_not_set"
            print(word(Message(key, {"pack": _named(wanted.pack, lang)}), lang))
    elif wanted.threshold is not None:
        await core.calibration.set(wanted.threshold, pack=wanted.pack)
    found, now = await core.calibration.thresholds(), await core.calibration.now()
    embedder = await core.calibration.embedder() if found else ""
    if options.as_json:
        listed = [{**_threshold(one), "in_effect": one.embedder == embedder} for one in found]
        output.document({"default": now.default, "thresholds": listed})
    elif not wanted.reset:
        for line in _listed(found, embedder, now.default, lang):
            print(line)
    return output.DONE


def _listed(found: Iterable[PackThreshold], embedder: str, default: float, lang: Language) -> Iterable[str]:
    yield _say("threshold_default", lang, threshold=_two(default, lang))
    for one in found:
        key = "threshold_set" if one.answerable else "threshold_set_by_hand"
        params: dict[str, str | int | float | None] = {
            "pack": _named(one.pack, lang), "threshold": _two(one.threshold, lang), "day": one.day.isoformat(),
            "answered": one.answered, "answerable": one.answerable,
            "false": one.false_answers, "unanswerable": one.unanswerable,
        }  # fmt: skip
        other = "" if one.embedder == embedder else f" {_say('threshold_other_embedder', lang)}"
        yield _say(key, lang, **params) + other


def _page(done: Calibrated, lang: Language, *, kept: bool) -> Iterable[str]:
    shown = [one for place, one in enumerate(done.levels, 1) if place % _EVERY == 0]
    rows = {one.threshold: one for one in (*shown, done.before, done.after)}
    heads = [_say(f"calibration_{name}", lang) for name in ("threshold", "answered", "right", "wrong", "false")]
    table = [heads, *(_row(rows[threshold], lang) for threshold in sorted(rows))]
    widths = [max(len(row[place]) for row in table) for place in range(len(heads))]
    marks = ((done.before.threshold, "calibration_before"), (done.after.threshold, "calibration_chosen"))
    for row, threshold in zip(table, (None, *sorted(rows)), strict=True):
        said = ", ".join(_say(key, lang) for marked, key in marks if marked == threshold)
        mark = f"  ← {said}" if said else ""
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) + mark
    low, high = done.after.false_interval
    yield ""
    yield _say(
        "calibration_done" if kept else "calibration_would",
        lang,
        pack=_named(done.threshold.pack, lang),
        before=_two(done.before.threshold, lang),
        threshold=_two(done.after.threshold, lang),
        false=done.after.false_answers,
        unanswerable=done.after.unanswerable,
        low=_percent(low),
        high=_percent(high),
        expected=f"{100 * done.after.expected_false_rate:.1f}".replace(".", "," if lang == "de" else "."),
    )
    if not done.threshold.embedder:
        yield _say("calibration_words_alone", lang)


def _row(one: Level, lang: Language) -> list[str]:
    low, high = one.false_interval
    return [
        _two(one.threshold, lang),
        f"{one.answered}/{one.answerable}",
        str(one.right),
        str(one.wrong),
        f"{one.false_answers}/{one.unanswerable} = {_percent(one.false_rate)} % ({_percent(low)}–{_percent(high)} %)",
    ]


def _document(done: Calibrated) -> dict[str, Any]:
    return {
        **_threshold(done.threshold),
        "before": _level(done.before),
        "after": _level(done.after),
        "levels": [_level(one) for one in done.levels],
    }


def _level(one: Level) -> dict[str, Any]:
    low, high = one.false_interval
    return {
        "threshold": one.threshold,
        "answered": one.answered,
        "right": one.right,
        "wrong": one.wrong,
        "answerable": one.answerable,
        "false_answers": one.false_answers,
        "unanswerable": one.unanswerable,
        "false_rate": round(one.false_rate, 4),
        "false_rate_95": [round(low, 4), round(high, 4)],
        "expected_false_rate": round(one.expected_false_rate, 4),
    }


def _threshold(one: PackThreshold) -> dict[str, Any]:
    return {
        "pack": one.pack or None,
        "threshold": one.threshold,
        "embedder": one.embedder,
        "day": one.day.isoformat(),
        "most_false": one.most_false,
        "answered": one.answered,
        "answerable": one.answerable,
        "false_answers": one.false_answers,
        "unanswerable": one.unanswerable,
    }


def _progress(lang: Language) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        line = _say("calibration_progress", lang, done=done, total=total)
        print(f"\r\x1b[K{line}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return tell


def _named(pack: str, lang: Language) -> str:
    return pack if pack != OWN else _say("threshold_own", lang)


def _two(share: float, lang: Language) -> str:
    return f"{share:.2f}".replace(".", "," if lang == "de" else ".")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _say(key: str, lang: Language, **params: str | int | float | None) -> str:
    return word(Message(key, params), lang)
