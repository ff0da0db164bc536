"""Reads a folder of evaluation cases and a file of thresholds. A folder is taken whole or not at all.

`dialogues.jsonl`, `kb.jsonl` with `queries.jsonl`, `parallel.tsv`; `cases.yaml` may name other files and the day that
counts as today. Every problem names file and line. Must not run anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml

from lotse.domain.conversations import Conversation
from lotse.domain.errors import InputProblem
from lotse.domain.evaluation_cases import (
    Cases,
    Dialogue,
    Gold,
    Pair,
    Question,
    Threshold,
    is_measure,
)
from lotse.domain.evaluation_claims import Measured, Statement
from lotse.domain.languages import detect, detect_all
from lotse.files import json_text
from lotse.files.articles import read_articles
from lotse.files.encoding import decode
from lotse.files.reading import load

SETTINGS = "cases.yaml"
THRESHOLDS = "thresholds.yaml"
FORMAT = 1
_T = TypeVar("_T")
FILES: Mapping[str, str] = {
    "dialogues": "dialogues.jsonl", "kb": "kb.jsonl", "queries": "queries.jsonl", "parallel": "parallel.tsv",
}  # fmt: skip
OUTCOMES = ("resolved", "unresolved", "partly", "unknown")
_SECTIONS: Mapping[str, Measured] = {
    "intent": "intents", "intents": "intents", "steps_tried": "steps_tried", "facts": "facts",
    "next_steps": "next_steps", "open_questions": "open_questions",
}  # fmt: skip


class CaseFiles:
    """Implements `services.evaluation_ports.CaseReading`."""

    def cases(self, folder: Path) -> Cases:
        """The cases of `folder`. Raises `InputProblem` with file and line."""
        if not folder.is_dir():
            raise InputProblem("eval_folder_missing", folder=str(folder))
        settings = _settings(folder)
        named = {part: _named(folder, settings, part) for part in FILES}
        if not any(named.values()):
            raise InputProblem("eval_folder_empty", folder=str(folder), files=", ".join(FILES.values()))
        for one, other in (("queries", "kb"), ("kb", "queries")):
            if named[one] and not named[other]:
                raise InputProblem("eval_file_missing", file=FILES[other], folder=str(folder))
        dialogues = [case for file in named["dialogues"] for case in _lines(file, _dialogue)]
        articles = [article for file in named["kb"] for article in read_articles(file).articles]
        known = {str(article.id) for article in articles}
        questions = [case for file in named["queries"] for case in _lines(file, _question_of(known))]
        pairs = [pair for file in named["parallel"] for pair in _pairs(file)]
        return Cases(
            name=folder.name,
            dialogues=tuple(dialogues),
            articles=tuple(articles),
            questions=tuple(questions),
            pairs=tuple(pairs),
            as_of=_day(settings.get("as_of"), SETTINGS),
            fingerprints={
                "llm": _fingerprint(named["dialogues"]),
                "embedder": _fingerprint([*named["kb"], *named["queries"]]),
                "translator": _fingerprint(named["parallel"]),
            },
        )

    def questions(self, file: Path) -> tuple[Question, ...]:
        """Questions of a file by itself: one without `relevant` has no answer, and whether the articles are there is
        left to the caller. Raises `InputProblem` with file and line."""
        return tuple(_lines(file, _question_of(None)))

    def thresholds(self, file: Path) -> tuple[Threshold, ...]:
        """The thresholds of `file`. Raises `InputProblem`."""
        found = _yaml(file, "eval_thresholds_invalid")
        listed = found.get("thresholds")
        if found.get("format") != FORMAT or not isinstance(listed, list) or not listed:
            raise InputProblem("eval_thresholds_invalid", file=file.name, entry=0)
        return tuple(_threshold(one, file.name, number) for number, one in enumerate(listed, 1))

    def default_thresholds(self, folder: Path) -> Path | None:
        """The thresholds that lie beside the cases, if any do."""
        file = folder / THRESHOLDS
        return file if file.is_file() else None


# --- which files -----------------------------------------------------------------------------------------------------


def _settings(folder: Path) -> Mapping[str, Any]:
    file = folder / SETTINGS
    return _yaml(file, "eval_settings_invalid") if file.is_file() else {}


def _yaml(file: Path, key: str) -> Mapping[str, Any]:
    text = decode(load(file), file.name).text
    try:
        found = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise InputProblem(key, file=file.name, entry=0)
    return found


def _named(folder: Path, settings: Mapping[str, Any], part: str) -> list[Path]:
    """The files of a part: those `cases.yaml` names, else the one of the usual name where it is there."""
    listed = settings.get(part)
    if listed is None:
        usual = folder / FILES[part]
        return [usual] if usual.is_file() else []
    names = [listed] if isinstance(listed, str) else listed
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise InputProblem("eval_settings_invalid", file=SETTINGS, entry=part)
    files = [folder / name for name in names]
    for file in files:
        if not file.is_file():
            raise InputProblem("eval_file_missing", file=file.name, folder=str(file.parent))
    return files


def _fingerprint(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest() if files else ""


def _lines(file: Path, read: Callable[[dict[str, Any], str, int], _T]) -> Iterator[_T]:
    text = decode(load(file), file.name).text
    if not text.strip():
        raise InputProblem("empty_file", file=file.name)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            untrusted = json.loads(line)
        except (ValueError, RecursionError):
            raise InputProblem("eval_line_invalid", file=file.name, line=number) from None
        if not isinstance(untrusted, dict):
            raise InputProblem("eval_line_invalid", file=file.name, line=number)
        yield read(untrusted, file.name, number)


# --- dialogues -------------------------------------------------------------------------------------------------------


def _dialogue(untrusted: dict[str, Any], file: str, line: int) -> Dialogue:
    try:
        conversation = json_text.conversation(untrusted, file, line)
    except InputProblem:
        raise InputProblem("eval_conversation_invalid", file=file, line=line) from None
    if not all(turn.text.strip() for turn in conversation.turns):
        raise InputProblem("eval_conversation_invalid", file=file, line=line)
    gold = untrusted.get("gold")
    known = {*_SECTIONS, "resolved", "outcome", "sensitive", "handover_needed"}
    if not isinstance(gold, dict) or not known & set(gold):
        raise InputProblem("eval_gold_missing", file=file, line=line)
    return Dialogue(conversation, _gold(gold, conversation, file, line))


def _gold(gold: dict[str, Any], conversation: Conversation, file: str, line: int) -> Gold:
    def invalid(name: str) -> InputProblem:
        return InputProblem("eval_gold_invalid", file=file, line=line, field=name)

    statements: list[Statement] = []
    for name, section in _SECTIONS.items():
        listed = gold.get(name)
        if listed is None:
            continue
        for one in listed if isinstance(listed, list) else [listed]:
            statement = _statement(section, {"text": one} if isinstance(one, str) else one, conversation)
            if statement is None:
                raise invalid(name)
            statements.append(statement)
    outcome = _outcome(gold.get("resolved", gold.get("outcome")))
    if outcome == ():
        raise invalid("resolved")
    handover = gold.get("handover_needed")
    if isinstance(handover, dict):
        handover = handover.get("value")
    if not (handover is None or isinstance(handover, bool)):
        raise invalid("handover_needed")
    topics = _topics(gold.get("sensitive"), conversation)
    if gold.get("sensitive") is not None and topics is None:
        raise invalid("sensitive")
    return Gold(tuple(statements), outcome, topics, handover)


def _statement(section: Measured, untrusted: object, conversation: Conversation) -> Statement | None:
    """A gold claim, or `None` for what is none."""
    if not isinstance(untrusted, dict):
        return None
    one = cast("dict[str, Any]", untrusted)
    turns = _turns(one.get("evidence"), conversation)
    text, value = _said(one.get("text")), _said(one.get("value"))
    if turns is None or not (value if section == "facts" else text):
        return None
    also = one.get("also", [])
    if not isinstance(also, list) or not all(isinstance(other, str) for other in also):
        return None
    return Statement(
        section,
        text=text,
        turns=turns,
        key=_said(one.get("key")),
        value=value,
        party=_said(one.get("owner") or one.get("by")),
        due=_said(one.get("due_date")),
        also=tuple(also),
        optional=one.get("optional") is True,
    )


def _topics(untrusted: object, conversation: Conversation) -> dict[str, tuple[int, ...]] | None:
    """The topics with their turns; `None` for what is no list of topics."""
    if untrusted is False:
        return {}
    if not isinstance(untrusted, list):
        return None
    topics: dict[str, tuple[int, ...]] = {}
    for one in untrusted:
        named = cast("dict[str, Any]", one) if isinstance(one, dict) else {"topic": one}
        turns = _turns(named.get("evidence"), conversation)
        if turns is None or not isinstance(named.get("topic"), str):
            return None
        topics[named["topic"]] = turns
    return topics


def _outcome(untrusted: object) -> bool | tuple[str, ...] | None:
    """Yes or no, the values that are right, `None` where the case does not say; nothing at all for what is neither."""
    said = cast("dict[str, Any]", untrusted) if isinstance(untrusted, dict) else {"value": untrusted}
    value, also = said.get("value"), said.get("also", [])
    if value is None or isinstance(value, bool):
        return value
    values = [value, *also] if isinstance(also, list) else []
    return tuple(str(value) for value in values) if values and all(value in OUTCOMES for value in values) else ()


def _said(untrusted: object) -> str:
    return str(untrusted).strip() if isinstance(untrusted, str | int | float) and untrusted is not True else ""


def _turns(untrusted: object, conversation: Conversation) -> tuple[int, ...] | None:
    """Turn numbers that exist; none given is none, a wrong one is `None`."""
    listed: list[Any] = [] if untrusted is None else untrusted if isinstance(untrusted, list) else [untrusted]
    if not all(type(n) is int and 1 <= n <= conversation.revision for n in listed):
        return None
    return tuple(sorted(set(listed)))


# --- search and translation ------------------------------------------------------------------------------------------


def _question_of(known: set[str] | None) -> Callable[[dict[str, Any], str, int], Question]:
    def read(untrusted: dict[str, Any], file: str, line: int) -> Question:
        # Beside a knowledge base everything has to be said: a slip would be a question without an answer.
        query, relevant = untrusted.get("query"), untrusted.get("relevant", {} if known is None else None)
        if not isinstance(query, str) or not query.strip():
            raise InputProblem("eval_question_invalid", file=file, line=line, field="query")
        if not isinstance(relevant, dict) or not all(type(g) is int and 0 <= g <= 3 for g in relevant.values()):
            raise InputProblem("eval_question_invalid", file=file, line=line, field="relevant")
        missing = next((article for article in relevant if known is not None and article not in known), None)
        if missing is not None:
            raise InputProblem("eval_article_unknown", file=file, line=line, article=str(missing)[:100])
        lang = untrusted.get("lang")
        return Question(
            id=str(untrusted.get("id", line)),
            query=query,
            relevant=relevant,
            lang=lang if isinstance(lang, str) and lang else detect(query) or "de",
        )

    return read


def _pairs(file: Path) -> Iterator[Pair]:
    """Source and target, a tab between; a first line of two language codes says which they are, one of titles goes."""
    rows: list[tuple[int, str, str]] = []
    for number, line in enumerate(decode(load(file), file.name).text.split("\n"), 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != 2 or not all(cell.strip() for cell in cells):
            raise InputProblem("eval_pair_invalid", file=file.name, line=number)
        rows.append((number, cells[0].strip(), cells[1].strip()))
    if not rows:
        raise InputProblem("empty_file", file=file.name)
    first = rows[0][1:]
    if first == ("source", "target"):
        rows, first = rows[1:], ("", "")
    if all(len(code) == 2 and code.isalpha() and code.islower() for code in first):
        languages: tuple[str | None, ...] = first
        rows = rows[1:]
    else:
        languages = (detect_all(row[1] for row in rows), detect_all(row[2] for row in rows))
    source, target = languages
    if not rows or source is None or target is None or source == target:
        raise InputProblem("eval_languages_unclear", file=file.name)
    for number, one, other in rows:
        yield Pair(str(number), one, other, source, target)


# --- thresholds ------------------------------------------------------------------------------------------------------


def _threshold(untrusted: object, file: str, number: int) -> Threshold:
    one = cast("dict[str, Any]", untrusted) if isinstance(untrusted, dict) else {}
    low, high, over = one.get("min"), one.get("max"), one.get("over", "")
    bounds = [bound for bound in (low, high) if bound is not None]
    numbers = all(isinstance(bound, int | float) and not isinstance(bound, bool) for bound in bounds)
    if not bounds or not numbers or not isinstance(one.get("measure"), str) or not isinstance(over, str):
        raise InputProblem("eval_thresholds_invalid", file=file, entry=number)
    for name in filter(None, (one["measure"], over)):
        if not is_measure(name):
            raise InputProblem("eval_threshold_unknown", file=file, measure=name[:100])
    return Threshold(one["measure"], low, high, over)


def _day(untrusted: object, file: str) -> date | None:
    if untrusted is None:
        return None
    try:
        return untrusted if type(untrusted) is date else date.fromisoformat(str(untrusted))
    except ValueError:
        raise InputProblem("eval_settings_invalid", file=file, entry="as_of") from None
