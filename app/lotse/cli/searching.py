"""`lotse search`: which articles are asked, and the document and the text that are printed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from lotse.cli import output
from lotse.cli.arguments import Options
from lotse.cli.knowledge_sources import source_named
from lotse.domain.errors import InputProblem, Message, UsageProblem
from lotse.domain.filters import Filters, check_known
from lotse.domain.knowledge import Hit, SearchAnswer
from lotse.services.core import Core
from lotse.wording import Language, word


async def search(core: Core, options: Options, lang: Language) -> int:
    """Answer one query, or every query of a file."""
    if (options.queries is None) == (not options.inputs):
        raise UsageProblem("usage", detail="QUERY | --queries FILE", help="lotse search --help")
    filters = await _filters(core, options)
    await core.knowledge.prepare()
    if options.queries is not None:
        for identity, query in _queries(core.reading.plain_text(options.queries), options.queries.name):
            answer = await core.knowledge.search_carefully(
                query, limit=options.limit, lang=options.lang, filters=filters
            )
            output.document({"id": identity, **_answer(answer)}, line=True)
        return output.DONE
    answer = await core.knowledge.search_carefully(
        options.inputs[0], limit=options.limit, lang=options.lang, filters=filters
    )
    if options.as_json:
        output.document(_answer(answer))
    elif not answer.answerable:
        output.say_message(Message("nothing_found"), lang)
    else:
        for hit in answer.cards:
            print(f"{hit.score:.2f}  {' › '.join((hit.title, *hit.heading_path))}")
            for note in hit.notes:
                print(f"      ({word(Message(note), lang)})")
            print(f"      {_shown(hit)}\n")
    return output.DONE if answer.answerable else output.NOTHING


async def _filters(core: Core, options: Options) -> Filters:
    """As typed, with sources as the places they stand for. A value that no article has is a slip and said."""
    wanted = options.knowledge.filters
    if wanted.narrowing:
        wanted = replace(wanted, sources=tuple([await source_named(core, said) for said in wanted.sources]))
        check_known(wanted, await core.knowledge.filter_values())
    return wanted


def _shown(hit: Hit) -> str:
    start, end = hit.span
    text = hit.passage[start:end] or hit.passage[:200]
    return " ".join(text.split())


def _queries(text: str, file: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            found.append((str(item["id"]), str(item["query"])))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise InputProblem("json_invalid", file=file, line=number) from None
    return found


def _answer(answer: SearchAnswer) -> dict[str, Any]:
    return {"query": answer.query, "answerable": answer.answerable, "hits": [_hit(hit) for hit in answer.hits]}


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "article_id": hit.article_id,
        "title": hit.title,
        "heading_path": list(hit.heading_path),
        "passage": hit.passage,
        "span": list(hit.span),
        "score": round(hit.score, 4),
        "lang": hit.lang,
        "valid_from": hit.valid_from.isoformat() if hit.valid_from else None,
        "valid_to": hit.valid_to.isoformat() if hit.valid_to else None,
        "why": list(hit.why),
        "notes": list(hit.notes),
        "source": hit.source,
        "pack": hit.pack,
        "sure": hit.sure,
    }
