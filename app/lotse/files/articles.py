"""Articles in the published form, JSON Lines, that Lotse ships. What users import goes through the reader worker."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.languages import detect
from lotse.files.encoding import decode
from lotse.files.reading import load
from lotse.services.ports import ReadArticles

MAX_BODY_CHARACTERS = 2_000_000


def read_articles(path: Path) -> ReadArticles:
    """The articles of one file. Raises `InputProblem` with the reason; then none of them is taken."""
    decoded = decode(load(path), path.name)
    return ReadArticles(tuple(_lines(decoded.text, path.name)), decoded.warnings)


def _lines(text: str, file: str) -> Iterator[Article]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            untrusted = json.loads(line)
        except (ValueError, RecursionError):
            raise InputProblem("json_invalid", file=file, line=number) from None
        yield _article(untrusted, file, number)


def _article(untrusted: object, file: str, line: int) -> Article:
    if not isinstance(untrusted, dict):
        raise InputProblem("article_invalid", file=file, line=line, field="title")
    for field in ("title", "body"):
        if not isinstance(untrusted.get(field), str) or not untrusted[field].strip():
            raise InputProblem("article_invalid", file=file, line=line, field=field)
    title, body = untrusted["title"].strip(), untrusted["body"]
    if len(body) > MAX_BODY_CHARACTERS:
        raise InputProblem("article_too_long", file=file, line=line, limit=MAX_BODY_CHARACTERS)
    lang = untrusted.get("lang")
    tags = untrusted.get("tags")
    return Article(
        id=ArticleId(str(untrusted.get("id") or _id(title, body))[:200]),
        title=title,
        body=body,
        lang=lang if isinstance(lang, str) and lang else detect(body) or "de",
        tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
        valid_from=_day(untrusted.get("valid_from"), file, line),
        valid_to=_day(untrusted.get("valid_to"), file, line),
        source=file,
    )


def _day(untrusted: object, file: str, line: int) -> date | None:
    if untrusted is None or untrusted == "":
        return None
    try:
        return date.fromisoformat(str(untrusted)[:10])
    except ValueError:
        raise InputProblem("article_invalid", file=file, line=line, field="valid_from/valid_to") from None


def _id(*parts: str) -> str:
    return hashlib.blake2s("\x1f".join(parts).encode(), digest_size=8).hexdigest()
