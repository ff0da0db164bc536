"""Runs one command on the services. Knows no concrete class: the core comes from the caller."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager

from lotse.cli import commands, evaluating, knowledge, models, output, packs, searching
from lotse.cli.arguments import Options
from lotse.domain.errors import LotseError
from lotse.services.core import Core
from lotse.wording import Language

OpenCore = Callable[[Options], AbstractAsyncContextManager[Core]]
Handler = Callable[[Core, Options, Language], Awaitable[int]]

HANDLERS: Mapping[str, Handler] = {
    "note": commands.note,
    "search": searching.search,
    "translate": commands.translate,
    "import": commands.take_in,
    "knowledge": knowledge.knowledge,
    "models": models.models,
    "doctor": commands.doctor,
    "eval": evaluating.evaluate,
    "pack": packs.pack,
}


def run(options: Options, open_core: OpenCore) -> int:
    """Run a command and return its exit code. Known problems are worded once; anything else is a bug and propagates."""
    lang: Language = options.lang or "de"
    try:
        code = asyncio.run(_run(options, open_core, lang))
        sys.stdout.flush()
    except BrokenPipeError:
        return output.reader_gone()
    except LotseError as error:
        return output.problem(error, lang, json_wanted=options.as_json or options.json_lines)
    except (KeyboardInterrupt, asyncio.CancelledError):
        return output.CANCELLED
    return code


async def _run(options: Options, open_core: OpenCore, lang: Language) -> int:
    async with open_core(options) as core:
        return await HANDLERS[options.command](core, options, lang)
