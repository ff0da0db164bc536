"""The command line: commands, options, and what is wrong with a call. Runs nothing."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NoReturn, cast, get_args

from lotse import __version__
from lotse.cli import knowledge_arguments, pack_arguments
from lotse.cli.knowledge_arguments import NO_KNOWLEDGE, KnowledgeOptions, count
from lotse.cli.pack_arguments import NO_PACK, PackOptions
from lotse.domain.errors import UsageProblem
from lotse.domain.evaluation import ROLES, EvaluatedRole
from lotse.services.ports import ModelRole
from lotse.wording import Language

Command = Literal[
    "window",
    "demo",
    "note",
    "search",
    "translate",
    "import",
    "knowledge",
    "feed",
    "models",
    "doctor",
    "eval",
    "pack",
]


@dataclass(frozen=True, slots=True)
class Options:
    """One call. Fields a command does not use stay at their defaults."""

    command: Command = "window"
    action: str = ""
    home: Path | None = None
    as_json: bool = False
    json_lines: bool = False
    lang: Language | None = None
    as_of: date | None = None
    passphrase_file: Path | None = None
    persist: bool = True
    trace_start: bool = False
    inputs: tuple[str, ...] = ()
    agent: str | None = None
    engine: Literal["auto", "extraction", "llm"] = "auto"
    limit: int = 5
    queries: Path | None = None
    source: str = ""
    target: str = ""
    lines: bool = False
    conversation: str = ""
    roles: tuple[EvaluatedRole, ...] = ROLES
    only: int | None = None
    html: Path | None = None
    thresholds: Path | None = None
    resume: bool = False
    knowledge: KnowledgeOptions = NO_KNOWLEDGE
    role: ModelRole | None = None
    pack: PackOptions = NO_PACK


class _Parser(argparse.ArgumentParser):
    """Raises instead of leaving: wrong usage is worded and reported like every other problem."""

    def error(self, message: str) -> NoReturn:
        raise UsageProblem("usage", detail=message, help=f"{self.prog} --help")


def parse(arguments: list[str]) -> Options:
    """Options of a call. Raises `UsageProblem`; `--help` and `--version` leave with `SystemExit(0)`."""
    found = vars(_parser().parse_args(arguments))
    found = {name: value for name, value in found.items() if value is not None}
    if "inputs" in found:
        found["inputs"] = tuple(found["inputs"]) if isinstance(found["inputs"], list) else (found["inputs"],)
    return Options(knowledge=knowledge_arguments.taken(found), pack=pack_arguments.taken(found), **found)


def _parser() -> _Parser:
    common = _Parser(add_help=False)
    add = common.add_argument_group("common options").add_argument
    absent = argparse.SUPPRESS  # so that an option before the command is not overwritten by its default after it
    add("--home", type=Path, default=absent, metavar="DIR", help="the only folder Lotse writes to")
    add("--json", dest="as_json", action="store_true", default=absent, help="one JSON document on standard output")
    add("--lang", choices=("de", "en"), default=absent, help="language of what is produced")
    add("--as-of", type=_day, default=absent, metavar="YYYY-MM-DD", help="the day that counts as today")
    add("--passphrase-file", type=Path, default=absent, metavar="FILE", help="passphrase of the store (mode 0600)")
    add("--no-persist", dest="persist", action="store_false", default=absent, help="keep nothing on disk")

    root = _Parser(prog="lotse", description="Offline co-pilot for customer service.", parents=[common])
    root.add_argument("--version", action="version", version=f"lotse {__version__}")
    root.add_argument("--trace-start", action="store_true", default=absent, help="print the milestones of starting")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return cast("argparse.ArgumentParser", commands.add_parser(name, help=text, description=text, parents=[common]))

    demo = command("demo", "open the window with the demo site; no conversation of it is kept")
    demo.add_argument("--trace-start", action="store_true", default=absent, help="print the milestones of starting")
    note = command("note", "write the note of a conversation")
    note.add_argument("inputs", nargs="+", metavar="FILE", help="conversation, or - for standard input")
    note.add_argument("--engine", choices=("auto", "extraction", "llm"), default="auto")
    note.add_argument("--jsonl", dest="json_lines", action="store_true", help="one document a line")
    note.add_argument("--agent", metavar="NAME", help="which of the speakers is the agent")
    knowledge_arguments.add_search(command("search", "search the knowledge"))
    translate = command("translate", "translate a text")
    translate.add_argument("--from", dest="source", type=_code, required=True, metavar="LANG")
    translate.add_argument("--to", dest="target", type=_code, required=True, metavar="LANG")
    translate.add_argument("--lines", action="store_true", help="one segment a line in, one document a line out")
    translate.add_argument("inputs", metavar="TEXT", help="the text, or - for standard input")
    take_in = command("import", "take conversations in from files")
    take_in.add_argument("inputs", nargs="+", metavar="FILE")
    take_in.add_argument("--agent", metavar="NAME", help="which of the speakers is the agent")
    knowledge_arguments.add(command("knowledge", "the knowledge base"), common)
    feed = command("feed", "hand turns from standard input (JSON lines) to the running program")
    feed.add_argument("--conversation", required=True, metavar="ID")
    models = command("models", "the models that fill the roles")
    models.add_argument("action", choices=("list", "import", "verify", "use", "reset"))
    models.add_argument("inputs", nargs="*", metavar="FILE|ID|ROLE", help="reset: what ships for a role, or nothing")
    models.add_argument("--role", choices=get_args(ModelRole), help="import: refuse files that are for another role")
    evaluate = command("eval", "evaluate what fills the roles on cases with known answers")
    evaluate.add_argument("inputs", nargs="?", metavar="DIR", default=[], help="folder of cases; those shipped if none")
    evaluate.add_argument("--html", type=Path, metavar="FILE", help="also write the report as a page")
    evaluate.add_argument("--thresholds", type=Path, metavar="FILE", help="instead of thresholds.yaml beside the cases")
    evaluate.add_argument("--roles", type=_roles, default=ROLES, metavar="ROLE,…", help=f"of {', '.join(ROLES)}")
    evaluate.add_argument("--limit", dest="only", type=count, metavar="N", help="only N cases of each part")
    evaluate.add_argument("--resume", action="store_true", help="go on with a run that was interrupted")
    pack_arguments.add(command("pack", "signed sets of articles: make, check, install, take back"), common)
    command("doctor", "check paths, versions, memory, models, stores and the offline guard")
    return root


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-02-03") from None


def _code(text: str) -> str:
    code = text.strip().lower()
    if not code.isalpha() or not 2 <= len(code) <= 3:
        raise argparse.ArgumentTypeError(f"{text!r} is not a language code like de")
    return code


def _roles(text: str) -> tuple[EvaluatedRole, ...]:
    named = [name.strip() for name in text.split(",")]
    if not set(named) <= set(ROLES):
        raise argparse.ArgumentTypeError(f"{text!r} is not of {', '.join(ROLES)}")
    return tuple(role for role in ROLES if role in named)
