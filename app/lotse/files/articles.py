"""Articles for the knowledge base: JSON Lines in the published form, Markdown and plain text, single or in folders."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.languages import detect
from lotse.files.encoding import decode
from lotse.files.reading import load
from lotse.services.ports import ReadArticles

ENDINGS = frozenset({".jsonl", ".ndjson", ".md", ".markdown", ".txt"})
MAX_BODY_CHARACTERS = 2_000_000


def files_below(paths: Iterable[Path]) -> Iterator[Path]:
    """The readable files among `paths`; folders are walked in a fixed order, links in them are not followed."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in ENDINGS and file.is_file() and not file.is_symlink():
                yield file


def read_articles(path: Path) -> ReadArticles:
    """The articles of one file. Raises `InputProblem` with the reason; then none of them is taken."""
    if path.suffix.lower() not in ENDINGS:
        if not path.exists():
            raise InputProblem("file_not_found", file=str(path))
        raise InputProblem("unknown_format", file=path.name, known=", ".join(sorted(ENDINGS)))
    decoded = decode(load(path), path.name)
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        return ReadArticles(tuple(_lines(decoded.text, path.name)), decoded.warnings)
    return ReadArticles((_plain(decoded.text, path),), decoded.warnings)


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


def _plain(text: str, path: Path) -> Article:
    lines = text.strip().split("\n")
    first = lines[0].lstrip("# ").strip()
    titled = lines[0].startswith("#") or (len(first) <= 100 and len(lines) > 1)
    body = "\n".join(lines[1:]).strip() if titled else text.strip()
    title = first if titled else path.stem
    lang = detect(text) or "de"
    return Article(id=ArticleId(_id(path.name, title)), title=title, body=body or title, lang=lang, source=path.name)


def _id(*parts: str) -> str:
    return hashlib.blake2s("\x1f".join(parts).encode(), digest_size=8).hexdigest()
