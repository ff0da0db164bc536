"""`lotse knowledge sources` and `lotse knowledge forget`: where the articles came from, and giving a source up."""

from __future__ import annotations

import sys
from pathlib import Path

from lotse.cli import output
from lotse.cli.arguments import Options
from lotse.domain.errors import Message
from lotse.domain.sources import named
from lotse.services.core import Core
from lotse.services.ports import Progress
from lotse.wording import Language, word


async def sources(core: Core, options: Options, lang: Language) -> int:
    """Print every place that was imported; exit code 1 when there is none."""
    found = await core.knowledge_sources.sources()
    if options.as_json:
        output.document(
            {
                "sources": [
                    {
                        "source": one.place,
                        "documents": one.documents,
                        "articles": one.articles,
                        "read": one.read.isoformat() if one.read else None,
                    }
                    for one in found
                ]
            }
        )
    else:
        for one in found:
            print(f"{one.articles:>7}  {one.read or '–'!s:<10}  {one.place}")
        if not found:
            output.say_message(Message("no_sources"), lang)
    return output.DONE if found else output.NOTHING


async def forget(core: Core, options: Options, lang: Language) -> int:
    """Remove a source with its articles, and what is in the index of them."""
    place = await source_named(core, options.inputs[0])
    told = _progress(lang) if sys.stderr.isatty() else None
    gone = await core.knowledge_sources.forget(place, with_edits=options.knowledge.with_edits, progress=told)
    await core.knowledge.prepare()
    if options.as_json:
        output.document(
            {"source": gone.place, "documents": gone.documents, "articles": gone.articles, "edited": gone.edited}
        )
    else:
        params: dict[str, str | int | float | None] = {
            "place": gone.place,
            "documents": gone.documents,
            "articles": gone.articles,
        }
        print(word(Message("source_forgotten", params), lang))
    return output.DONE


def _progress(lang: Language) -> Progress:
    def tell(done: int, total: int) -> None:
        line = word(Message("forget_progress", {"done": done, "total": total}), lang)
        print(f"\r\x1b[K{line}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return tell


async def source_named(core: Core, said: str) -> str:
    """What somebody typed as the place it stands for: a path from here, or the last part of a source's path."""
    return named(said, str(Path(said).resolve()), await core.knowledge_sources.sources())
