"""Reads Markdown, plain text and JSON Lines. Nothing in them is executed, looked up or loaded.

Markdown stays as its author wrote it, apart from raw HTML and pictures: the first would show as tags, the second would
name a place to load from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from lotse.decoding import Undecodable, to_text
from lotse.workers.handler import JobFailed
from lotse.workers.reader_form import FIELDS, Doc, Job, metadata

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t](.*)$")
_KEY = re.compile(r"^(\w[\w -]{0,60}?)[ \t]*:[ \t]*(.*)$")
_YAML = re.compile(r"^(?:[\w -]{1,60}:(?:[ \t]|$)|[ \t]|-[ \t]|#|$|[\]}])")
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])?")
_BREAK = re.compile(r"<br[ \t]{0,9}/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,2000}>")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>", re.IGNORECASE)
_QUOTES = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){9,}")
_MARKS = re.compile(r"[*_`]+")
_LONG_TITLE = 100
_DEEP_INDENT = 40
_FRONT_MATTER_LINES = 200


def text_of(job: Job) -> str:
    """The decoded text of the file, with a warning where the encoding was assumed."""
    try:
        found = to_text(job.content)
    except Undecodable as problem:
        raise JobFailed(problem.code) from None
    if found.assumed:
        job.warn("encoding_assumed", encoding=found.assumed)
    return found.text


def markdown(job: Job) -> Iterator[Doc]:
    values, text = front_matter(text_of(job))
    title = str(values.get("title") or "").strip()
    heading, rest = _first_heading(text)
    if heading and (not title or heading == title):
        title, text = heading, rest
    yield Doc(title, [["m", as_written(text, job)]], metadata(values))


def plain(job: Job) -> Iterator[Doc]:
    values, text = front_matter(text_of(job).strip())
    lines = text.strip().split("\n")
    title = str(values.get("title") or "").strip()
    first = lines[0].lstrip("# ").strip()
    titled = len(lines) > 1 and 0 < len(first) <= _LONG_TITLE and title in ("", first)
    yield Doc(first if titled else title, [["m", "\n".join(lines[1:] if titled else lines).strip()]], metadata(values))


def json_lines(job: Job) -> Iterator[Doc]:
    left_out = 0
    for number, line in enumerate(text_of(job).split("\n"), 1):
        if not line.strip():
            continue
        if number % 256 == 0:
            job.go_on()
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            raise JobFailed("json_invalid", line=number) from None
        doc = _entry(entry, number, job)
        if doc is None:
            left_out += 1
        else:
            yield doc
    if left_out:
        job.warn("entries_without_text", count=left_out)


def _entry(entry: object, line: int, job: Job) -> Doc | None:
    """The article of a line; nothing for one whose text is empty. Its own keys come before their other names."""
    if not isinstance(entry, dict):
        raise JobFailed("article_invalid", line=line, field="title")
    values: dict[str, object] = {}
    for key, value in entry.items():
        meant = FIELDS.get(str(key).casefold())
        if meant and (meant == key or meant not in values):
            values[meant] = value
    body = next((values[key] for key in ("body", "answer") if key in values), None)
    if not isinstance(body, str):
        raise JobFailed("article_invalid", line=line, field="body")
    title = next((values[key] for key in ("title", "question") if values.get(key)), "")
    if not isinstance(title, str):
        raise JobFailed("article_invalid", line=line, field="title")
    text = body.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not title.strip():
        title, text = _first_heading(text)
        if not title:
            title = _MARKS.sub("", text.strip().split("\n", 1)[0])[:_LONG_TITLE].strip()
    if not title.strip() or not text.strip():
        return None
    return Doc(title, [["m", as_written(text, job)]], metadata(values), line)


def front_matter(text: str) -> tuple[dict[str, object], str]:
    """`key: value` lines between two `---`, by the meaning of their keys, and the text after them.

    A small part of YAML: scalars, `[a, b]` and `- a` lists. Keys of other meaning are passed over; lines that are no
    YAML make it text between two rules.
    """
    lines = text.split("\n", _FRONT_MATTER_LINES)
    if not lines or lines[0].strip() != "---":
        return {}, text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), 0)
    if not end or not all(_YAML.match(line) for line in lines[1:end]):
        return {}, text
    values: dict[str, object] = {}
    key = ""
    for line in lines[1:end]:
        if line.lstrip().startswith("- ") and key:
            before = values.get(key)
            values[key] = [*(before if isinstance(before, list) else []), _unquoted(line.lstrip()[2:])]
        elif found := _KEY.match(line):
            key = FIELDS.get(found[1].casefold(), "")
            if not key:
                continue
            value = found[2].strip()
            if value.startswith("[") and value.endswith("]"):
                values[key] = [_unquoted(one) for one in value[1:-1].split(",")]
            else:
                values[key] = _unquoted(value)
    return values, "\n".join(lines[end + 1 :])


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _first_heading(text: str) -> tuple[str, str]:
    """The heading the text begins with, and the text after it; empty when it begins with something else."""
    lines = text.lstrip("\n").split("\n")
    if found := _HEADING.match(lines[0]):
        return _MARKS.sub("", found[1].strip().rstrip("#")).strip(), "\n".join(lines[1:])
    if len(lines) > 1 and lines[0].strip() and re.fullmatch(r" {0,3}=+[ \t]*", lines[1]):
        return _MARKS.sub("", lines[0]).strip(), "\n".join(lines[2:])
    return "", text


def as_written(text: str, job: Job) -> str:
    """Markdown without raw HTML and pictures, and not nested beyond reason. Code stays as it is."""
    found: list[str] = []
    running: list[str] = []
    fence = ""
    for line in text.split("\n"):
        opened = _FENCE.match(line)
        if fence:
            found.append(line)
            if opened and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif opened:
            found.append(_without_html("\n".join(running))) if running else None
            running, fence = [], opened[1]
            found.append(line)
        else:
            indent = len(line) - len(line.lstrip(" "))
            running.append(_QUOTES.sub("> " * 8, line[max(0, indent - _DEEP_INDENT) :]))
    job.go_on()
    if running:
        found.append(_without_html("\n".join(running)))
    return "\n".join(found).strip("\n")


def _without_html(text: str) -> str:
    if "<" in text:
        for begin, end in (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")):
            text = _cut_out(text, begin, end)
        text = _AUTOLINK.sub(r"\1", text)
        text = _TAG.sub("", _BREAK.sub("  \n", text))
    if "![" in text:
        text = _IMAGE.sub(r"\1", text).replace("![", "[")
    return text


def _cut_out(text: str, begin: str, end: str) -> str:
    """`text` without everything from `begin` to `end`. Costs its length, whatever stands in it."""
    lowered = text.lower()
    if begin not in lowered or len(lowered) != len(text):
        return text
    kept: list[str] = []
    at = 0
    while (start := lowered.find(begin, at)) >= 0:
        kept.append(text[at:start])
        stop = lowered.find(end, start)
        if stop < 0:
            return "".join(kept)
        at = stop + len(end)
    return "".join([*kept, text[at:]])


def stem(name: str) -> str:
    """The name of a file without folders and endings."""
    return PurePosixPath(name.replace("\\", "/")).name.split(".")[0]
