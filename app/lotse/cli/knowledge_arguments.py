"""The options of `lotse knowledge` and of `lotse search`. Runs nothing."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from lotse.domain.filters import Filters
from lotse.domain.thresholds import MOST_FALSE

_PREFIX = "knowledge_"
_MOST_RESULTS = 1000


@dataclass(frozen=True, slots=True)
class KnowledgeOptions:
    """One call of `lotse knowledge` or `lotse search`. Fields an action does not use stay at their defaults."""

    question: str = ""
    answer: str = ""
    langs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    outdated: bool = False
    pack: str = ""
    most_false: float = MOST_FALSE
    dry_run: bool = False
    threshold: float | None = None
    reset: bool = False
    with_edits: bool = False

    @property
    def filters(self) -> Filters:
        return Filters(self.langs, self.audiences, self.tags, self.sources, self.packs, outdated_too=self.outdated)


NO_KNOWLEDGE = KnowledgeOptions()


def taken(found: dict[str, Any]) -> KnowledgeOptions:
    """Takes its own values out of what was parsed."""
    known = {field.name for field in fields(KnowledgeOptions)}
    own: dict[str, Any] = {name: found.pop(_PREFIX + name) for name in known if _PREFIX + name in found}
    lists = {name: tuple(one) for name, one in own.items() if isinstance(one, list)}
    return KnowledgeOptions(**{**own, **lists})


def add_search(search: argparse.ArgumentParser) -> None:
    search.add_argument("inputs", nargs="?", metavar="QUERY", default=[])
    search.add_argument("--limit", type=count, default=5, metavar="N")
    search.add_argument("--queries", type=Path, metavar="FILE.jsonl", help="answer all of them, one document a line")
    kept = search.add_argument_group("only articles", "each may be given several times: one of them has to be met")

    def only(name: str, to: str, metavar: str, text: str) -> None:
        kept.add_argument(name, dest=f"{_PREFIX}{to}", action="append", default=[], metavar=metavar, help=text)

    only("--article-lang", "langs", "LANG", "in this language")
    only("--audience", "audiences", "NAME", "for this audience or for everybody")
    only("--tag", "tags", "TAG", "with this tag")
    only("--source", "sources", "PATH", "imported from this file, archive or folder")
    only("--pack", "packs", "NAME", "of this pack")
    _flag(search, "--include-outdated", "outdated", "also articles that are no longer valid, each marked")


def add(knowledge: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The actions of `lotse knowledge`, with the options all commands share."""
    actions = knowledge.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=type(knowledge))

    def action(name: str, text: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=text, description=text, parents=[common])

    take_in = action("import", "take in documents and packs")
    take_in.add_argument("inputs", nargs="+", metavar="PATH", help="file, folder or .zip archive")
    take_in.add_argument(
        "--question", dest="knowledge_question", metavar="COLUMN", help="column of questions in a table"
    )
    take_in.add_argument("--answer", dest="knowledge_answer", metavar="COLUMN", help="column of answers in a table")
    action("sources", "where the articles were imported from")
    forget = action("forget", "remove everything that was imported from a source")
    forget.add_argument("inputs", metavar="SOURCE", help="as `sources` names it, or a folder or document in it")
    _flag(forget, "--with-edits", "with_edits", "also articles that were edited here")
    action("check", "what may be wrong with the articles")
    action("wanted", "what was searched for without an answer")
    calibrate = action("calibrate", "set from which score on a hit is shown, from example questions")
    calibrate.add_argument("inputs", metavar="QUESTIONS.jsonl", help='{"id", "query", "relevant": {"article_id": 1|2}}')
    _pack(calibrate)
    calibrate.add_argument(
        "--most-false", dest=f"{_PREFIX}most_false", type=_rate, default=MOST_FALSE, metavar="SHARE",
        help="at most this share of new questions without an answer may be expected to get a card (0.05)",
    )  # fmt: skip
    _flag(calibrate, "--dry-run", "dry_run", "change nothing")
    thresholds = action("thresholds", "what is set; set it by hand, or take it back")
    _pack(thresholds)
    either = thresholds.add_mutually_exclusive_group()
    either.add_argument(
        "--set", dest=f"{_PREFIX}threshold", type=_share, metavar="SCORE", help="as calibrated elsewhere"
    )
    either.add_argument("--reset", dest="knowledge_reset", action="store_true", help="take back what is set")


def count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= _MOST_RESULTS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {_MOST_RESULTS}")
    return int(text)


def _pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pack", dest=f"{_PREFIX}pack", default="", metavar="NAME",
        help="for this pack; without it, for the home's own articles and every pack without one of its own",
    )  # fmt: skip


def _flag(parser: argparse._ActionsContainer, name: str, to: str, text: str) -> None:
    parser.add_argument(name, dest=f"{_PREFIX}{to}", action="store_true", help=text)


def _share(text: str) -> float:
    return _between(text, 0.0, 1.0)


def _rate(text: str) -> float:
    return _between(text, 0.001, 0.5)


def _between(text: str, low: float, high: float) -> float:
    try:
        share = float(text.replace(",", "."))
    except ValueError:
        share = -1.0
    if not low <= share <= high:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {low:g} to {high:g}")
    return share
