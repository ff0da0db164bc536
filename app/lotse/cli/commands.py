"""The commands, one function each: what is read, which service is asked, what is printed."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from lotse.cli import output
from lotse.cli.arguments import Options
from lotse.domain.conversations import Conversation
from lotse.domain.errors import InputProblem, Message, WorkerProblem
from lotse.domain.note_json import note_document
from lotse.domain.notes import Note
from lotse.domain.translation import Translated
from lotse.services.core import Core
from lotse.services.ports import ReadFile
from lotse.wording import Language, word


def _read(core: Core, name: str, options: Options) -> ReadFile:
    if name == "-":
        return core.reading.read_bytes(sys.stdin.buffer.read(), "-", options.agent)
    return core.reading.read_file(Path(name), options.agent)


# --- note ------------------------------------------------------------------------------------------------------------


async def note(core: Core, options: Options, lang: Language) -> int:
    """Write the note of each conversation: rules first, then the model where one is wanted and there."""
    many = options.json_lines or len(options.inputs) > 1
    for name in options.inputs:
        found = _read(core, name, options)
        for warning in found.warnings:
            output.say_message(warning, lang)
        many = many or len(found.conversations) > 1
        for conversation in found.conversations:
            stored = await core.conversations.add(conversation)
            written, timings = await _write(core, stored, options)
            if options.as_json or many:
                model = core.notes.model_id if timings.get("llm") is not None else None
                engine = {"llm": model, "fallback": options.engine == "auto" and model is None}
                output.document(note_document(stored, written, engine=engine, ms=timings), line=many)
            else:
                print(core.notes.text(written, stored))
    return output.DONE


async def _write(core: Core, stored: Conversation, options: Options) -> tuple[Note, dict[str, int]]:
    begun = time.perf_counter()
    written = await core.notes.instant(stored)
    timings = {"extraction": _ms(begun)}
    if options.engine == "extraction" or (options.engine == "auto" and core.notes.model_id is None):
        return written, timings
    if core.notes.model_id is None:
        raise WorkerProblem("no_model")
    begun = time.perf_counter()
    refined = await core.notes.refine(stored)
    failure = core.notes.failure(stored.id)
    if failure is None:
        return refined, {**timings, "llm": _ms(begun)}
    if options.engine == "llm":
        raise WorkerProblem(failure.key, **failure.params)
    output.say_message(failure, options.lang or "de")
    return refined, timings


def _ms(begun: float) -> int:
    return round((time.perf_counter() - begun) * 1000)


# --- translate -------------------------------------------------------------------------------------------------------


async def translate(core: Core, options: Options, lang: Language) -> int:
    """Translate a text, or each line of standard input on its own."""
    text = _standard_input() if options.inputs == ("-",) else options.inputs[0]
    if any("\ud800" <= character <= "\udfff" for character in text):  # bytes of the call that are no text
        raise InputProblem("text_not_unicode")
    pieces = [line for line in text.split("\n") if line.strip()] if options.lines else [text.strip()]
    if not any(piece.strip() for piece in pieces):
        raise InputProblem("empty_turn")
    for piece in pieces:
        done = await core.translation.translate(piece, options.source, options.target)
        if options.as_json or options.lines:
            output.document(_translated(done), line=options.lines)
        else:
            print(done.text)
            for flag in done.flags:
                output.say(word(Message(f"translation_flag_{flag}"), lang))
    return output.DONE


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputProblem("encoding_unknown", file="-") from None


def _translated(done: Translated) -> dict[str, Any]:
    return {
        "text": done.text,
        "source": done.source,
        "target": done.target,
        "via": list(done.via),
        "segments": [{"source": s.source, "target": s.target, "flags": list(s.flags)} for s in done.segments],
    }


# --- import ----------------------------------------------------------------------------------------------------------


async def take_in(core: Core, options: Options, lang: Language) -> int:
    """Import conversations; a file is taken whole or not at all, the good ones of several are kept."""
    imported: list[dict[str, Any]] = []
    rejected: list[dict[str, Any]] = []
    for name in options.inputs:
        try:
            found = _read(core, name, options)
            await core.conversations.add_all(found.conversations)
        except InputProblem as error:
            rejected.append({"file": name, **output.as_json(error.message, lang)})
            continue
        turns = sum(len(conversation.turns) for conversation in found.conversations)
        imported.append(_imported(name, "conversation", len(found.conversations), turns, 0, found.warnings))
    return _report(imported, rejected, options, lang)


def _imported(
    file: str, kind: str, conversations: int, turns: int, articles: int, warnings: tuple[Message, ...]
) -> dict[str, Any]:
    return {
        "file": file,
        "kind": kind,
        "conversations": conversations,
        "turns": turns,
        "articles": articles,
        "warnings": [{"key": warning.key, "params": warning.params} for warning in warnings],
    }


def _report(imported: list[dict[str, Any]], rejected: list[dict[str, Any]], options: Options, lang: Language) -> int:
    if options.as_json:
        output.document({"imported": imported, "rejected": rejected})
    else:
        for entry in imported:
            for warning in entry["warnings"]:
                output.say_message(Message(warning["key"], warning["params"]), lang)
        for entry in rejected:
            output.say(entry["message"])
        count = sum(entry["conversations"] + entry["articles"] for entry in imported)
        print(word(Message("imported", {"count": count, "rejected": len(rejected)}), lang))
    return output.INPUT if rejected else output.DONE


# --- doctor ----------------------------------------------------------------------------------------------------------


async def doctor(core: Core, options: Options, lang: Language) -> int:
    """Print the check-up; the exit code says whether everything is in order."""
    found = await core.doctor.examine()
    if options.as_json:
        problems = {name: output.as_json(message, lang) for name, message in found.problems.items()}
        output.document({"ok": found.ok, **found.parts, "problems": problems})
    else:
        for name, part in found.parts.items():
            print(f"[{'ok' if part.get('ok', True) else '!!'}] {name}")
            for key, value in part.items():
                if key != "ok":
                    print(f"       {key}: {value}")
            if name in found.problems:
                print(f"       {word(found.problems[name], lang)}")
    return output.DONE if found.ok else output.ENVIRONMENT
