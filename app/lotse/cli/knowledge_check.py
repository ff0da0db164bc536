"""`lotse knowledge check` and `lotse knowledge wanted`: what may be wrong with the articles, and what is missing."""

from __future__ import annotations

from typing import Any

from lotse.cli import output
from lotse.cli.arguments import Options
from lotse.domain.errors import Message
from lotse.domain.findings import Finding, Wanted
from lotse.services.core import Core
from lotse.wording import Language, word


async def check(core: Core, options: Options, lang: Language) -> int:
    """Print every finding; exit code 1 when there is one, so that a script can stop there."""
    result = await core.editing.check()
    if options.as_json:
        findings = [_finding(one) for one in result.findings]
        output.document({"findings": findings, "intended": result.intended, "wanted": len(result.wanted)})
    else:
        for one in result.findings:
            about = f"{one.article_id} ↔ {one.other_id}" if one.other_id is not None else one.article_id
            print(f"{about}\n      {word(_message(one), lang)}")
    return output.NOTHING if result.findings else output.DONE


async def wanted(core: Core, options: Options, lang: Language) -> int:
    """Print what was searched for without an answer, most wanted first."""
    result = await core.editing.check()
    if options.as_json:
        output.document({"wanted": [_wanted(one) for one in result.wanted]})
    else:
        for one in result.wanted:
            print(f"{one.count:>5}  {one.question}")
    return output.DONE


def _message(finding: Finding) -> Message:
    key = f"finding_{finding.kind}" + (f"_{finding.reason}" if finding.reason else "")
    return Message(key, {"here": finding.here, "there": finding.there, "count": finding.count})


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "reason": finding.reason,
        "article_id": finding.article_id,
        "other_id": finding.other_id,
        "here": finding.here,
        "there": finding.there,
        "count": finding.count,
        "key": finding.key,
    }


def _wanted(one: Wanted) -> dict[str, Any]:
    return {
        "question": one.question,
        "lang": one.lang,
        "count": one.count,
        "newest": one.newest.isoformat(),
        "others": list(one.others),
    }
