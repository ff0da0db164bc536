"""What stands in the fields of the editor's page, and the article it means.

Owns the way from an article to its fields and back. Must not store anything, nor decide what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lotse.desktop import words
from lotse.desktop.editor_dates import day_text, read_day

if TYPE_CHECKING:
    from datetime import date

    from lotse.domain.findings import Finding
    from lotse.domain.knowledge import Article


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the fields: days as typed, tags and audience separated by commas."""

    title: str
    body: str
    lang: str
    tags: str
    valid_from: str
    valid_to: str
    audience: str = ""


class NoDay(ValueError):
    """`text` stands where a day should."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def form_of(article: Article) -> Form:
    return Form(
        article.title,
        article.body,
        article.lang,
        ", ".join(article.tags),
        day_text(article.valid_from, words.language_code()),
        day_text(article.valid_to, words.language_code()),
        ", ".join(article.audience),
    )


def article_of(form: Form, before: Article) -> Article:
    """`before` as the fields say. Raises `NoDay`."""
    valid_from, valid_to = _day(form.valid_from), _day(form.valid_to)
    return replace(
        before,
        title=form.title,
        body=form.body,
        lang=form.lang,
        tags=_names(form.tags),
        audience=_names(form.audience),
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        raise NoDay(text) from None


def field_of(finding: Finding | None) -> str:
    """The field in which something is to be done about a finding."""
    match finding.kind if finding is not None else "":
        case "outdated":
            return "valid_to"
        case "never_found":
            return "title"
        case _:
            return "body"


def place_of(finding: Finding | None) -> str:
    """The words in the body that a finding is about."""
    return finding.here if finding is not None and finding.kind in ("broken_reference", "hard_to_read") else ""
