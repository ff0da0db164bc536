"""`lotse feed`: hands lines of standard input to the running window. Part of the composition root."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from lotse.cli import output
from lotse.cli.arguments import Options
from lotse.domain.errors import LotseError, Message
from lotse.files.feed import send
from lotse.wording import Language


def run_feed(home: Path, options: Options) -> int:
    """Feed until standard input ends. One answer a line on stdout with `--json`; refused lines are said on stderr."""
    lang: Language = options.lang or "de"
    try:
        refused = asyncio.run(_feed(home, options, lang))
    except LotseError as error:
        return output.problem(error, lang, json_wanted=options.as_json)
    except KeyboardInterrupt:
        return output.CANCELLED
    return output.INPUT if refused else output.DONE


async def _feed(home: Path, options: Options, lang: Language) -> int:
    refused = 0
    async for answer in send(home, options.conversation, _standard_input()):
        if options.as_json:
            output.document(answer, line=True)
        if not answer["ok"]:
            refused += 1
            error: dict[str, Any] = answer["error"]
            output.say_message(Message(error["key"], error["params"]), lang)
    return refused


async def _standard_input() -> AsyncIterator[bytes]:
    while line := await asyncio.to_thread(sys.stdin.buffer.readline):
        yield line
