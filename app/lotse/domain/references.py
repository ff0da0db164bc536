"""Links of an article that lead nowhere: to a heading it does not have, to an article that is not there or not valid.

Owns reading links; must not follow any. An address of the web is not looked at: nothing here makes a connection.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.lexicon import fold

_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(
    r"(?<!!)\[(?P<text>[^\]\n]{1,300})\]\(\s*<?(?P<target>[^()\s<>]{1,500}(?:\([^()\s]{0,200}\))?)>?[^)\n]{0,200}\)"
)
_WIKI = re.compile(r"\[\[(?P<target>[^\[\]\n|]{1,200})(?:\|[^\[\]\n]{0,200})?\]\]")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_ANCHOR = re.compile(
    r"""<a\b[^<>]{0,200}?(?:id|name)\s*=\s*["']?([\w.:-]{1,200})|\{#([\w.:-]{1,200})\}""", re.IGNORECASE
)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NOT_SLUG = re.compile(r"[^\w\- ]+")
_ARTICLE_FILE = re.compile(r"\.(?:md|markdown|html?|txt|docx|pdf)$", re.IGNORECASE)
OWN_SCHEMES = ("article:", "artikel:")


@dataclass(frozen=True, slots=True)
class Broken:
    """`reason`: `no_heading`, `no_article`, `outdated_article` or `merged_article`; `article_id` where it leads."""

    reason: str
    text: str
    target: str
    article_id: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    target: str


class Targets:
    """What can be referred to: ids, file names and titles of articles."""

    def __init__(
        self, articles: Iterable[tuple[ArticleId, str, str, date | None]], merged: Collection[ArticleId]
    ) -> None:
        """`articles` are id, title, source and last day of validity."""
        self._until: dict[ArticleId, date | None] = {}
        self._names: dict[str, ArticleId] = {}
        self.merged = frozenset(merged)
        for article_id, title, source, valid_to in articles:
            self._until[article_id] = valid_to
            for name in (
                title,
                article_id,
                _file_name(source),
                _stem(source),
                _file_name(article_id),
                _stem(article_id),
            ):
                if name:
                    self._names.setdefault(fold(name), article_id)

    def find(self, name: str) -> ArticleId | None:
        given = ArticleId(name)
        if given in self._until or given in self.merged:
            return given
        return next(
            (self._names[key] for one in (name, _file_name(name), _stem(name)) if (key := fold(one)) in self._names),
            None,
        )

    def valid_to(self, article_id: ArticleId) -> date | None:
        return self._until.get(article_id)


def links(body: str) -> tuple[Link, ...]:
    """Links inside the knowledge, in order: to headings, files and articles, not to the web."""
    text = _CODE.sub(" ", _FENCED.sub("\n", body))
    found = [(match.start(), Link(match["text"], match["target"])) for match in _LINK.finditer(text)]
    found += [(match.start(), Link(match["target"], f"article:{match['target']}")) for match in _WIKI.finditer(text)]
    return tuple(link for _, link in sorted(found, key=lambda pair: pair[0]) if _inside(link.target))


def broken(article: Article, targets: Targets, today: date, found: Iterable[Link] | None = None) -> tuple[Broken, ...]:
    """The links of `article` that lead nowhere; `found` are its links where they are known already."""
    return tuple(_broken(article, links(article.body) if found is None else found, targets, today))


def _broken(article: Article, found: Iterable[Link], targets: Targets, today: date) -> Iterator[Broken]:
    headings: frozenset[str] | None = None
    for link in dict.fromkeys(found):
        name, _, anchor = link.target.partition("#")
        if not name:
            headings = _anchors(article.body) if headings is None else headings
            if anchor and slug(anchor.replace("%20", " ")) not in headings:
                yield Broken("no_heading", link.text, link.target)
            continue
        for scheme in OWN_SCHEMES:
            name = name.removeprefix(scheme)
        leads = targets.find(name.replace("%20", " "))
        until = None if leads is None else targets.valid_to(leads)
        if leads is None:
            yield Broken("no_article", link.text, link.target)
        elif leads in targets.merged:
            yield Broken("merged_article", link.text, link.target, leads)
        elif until is not None and until < today and (article.valid_to is None or article.valid_to >= today):
            yield Broken("outdated_article", link.text, link.target, leads)


def slug(heading: str) -> str:
    """A heading as links name it: lower case, no signs, hyphens for spaces."""
    return _NOT_SLUG.sub("", heading.strip().lower()).replace(" ", "-")


def _anchors(body: str) -> frozenset[str]:
    named = {slug(match[1]) for match in _HEADING.finditer(body)}
    set_by_hand = {slug(match[1] or match[2]) for match in _ANCHOR.finditer(body)}
    return frozenset(named | set_by_hand)


def _inside(target: str) -> bool:
    if target.startswith(OWN_SCHEMES) or target.startswith("#"):
        return True
    if _SCHEME.match(target) or target.startswith(("//", "www.", "/")):
        return False
    return bool(_ARTICLE_FILE.search(target.partition("#")[0]))


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _stem(path: str) -> str:
    return _ARTICLE_FILE.sub("", _file_name(path))
