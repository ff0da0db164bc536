"""A delta on its base gives the new version and on anything else nothing; versions are compared as numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.packs import (
    Base,
    PackArticle,
    PackContents,
    PackHead,
    applied,
    article_fields,
    article_from,
    changes,
    check_name,
    content_digest,
    in_order,
    version_order,
)

articles = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(("eins", "zwei")), max_size=6).map(
    lambda found: in_order(Article(ArticleId(id_), id_.upper(), body) for id_, body in found.items())
)


def _delta(old: tuple[Article, ...], new: tuple[Article, ...]) -> tuple[PackHead, PackContents]:
    found = changes(old, new)
    carried = tuple(PackArticle(one, ()) for one in (*found.added, *(after for _, after in found.changed)))
    base = Base("1", content_digest(old))
    head = PackHead("p", "2", "", content_digest(new), base, len(carried), len(found.removed), 0, ())
    return head, PackContents(carried, tuple(article.id for article in found.removed))


@settings(max_examples=60, deadline=None)
@given(articles, articles, articles)
def test_a_delta_fits_its_base_and_no_other_that_matters(
    old: tuple[Article, ...], new: tuple[Article, ...], other: tuple[Article, ...]
) -> None:
    head, contents = _delta(old, new)
    assert applied(head, contents, old) == new
    try:
        result = applied(head, contents, other)
    except InputProblem:
        return
    assert result == new  # where it is let through, the result is right all the same


@settings(max_examples=40, deadline=None)
@given(articles, articles)
def test_equal_digests_are_equal_articles(one: tuple[Article, ...], other: tuple[Article, ...]) -> None:
    assert (content_digest(one) == content_digest(other)) == (one == other)
    assert content_digest(reversed(one)) == content_digest(one)


def test_every_field_of_an_article_is_in_its_digest() -> None:
    plain = Article(ArticleId("a"), "T", "B")
    full = Article(
        ArticleId("a"), "T", "B", "en", ("x",), date(2026, 1, 2), date(2026, 3, 4), "quelle.md", ("innen",)
    )  # fmt: skip
    assert article_from(article_fields(full)) == full
    for field, value in article_fields(full).items():
        if value != article_fields(plain)[field]:
            changed = article_from({**article_fields(plain), field: value})
            assert content_digest([changed]) != content_digest([plain]), field


@pytest.mark.parametrize(("low", "high"), [("1.9", "1.10"), ("1", "1.0.0.1"), ("2026.1.31", "2026.02.01"), ("9", "10")])
def test_versions_are_compared_as_numbers(low: str, high: str) -> None:
    assert version_order(low) < version_order(high)
    assert version_order(low) == version_order(low + ".0" * (3 - low.count(".")))


@pytest.mark.parametrize("version", ["", "1.", ".1", "v1", "1-2", "1.2.3.4.5", "1\n", "٣", "1" * 10])
def test_what_is_no_version(version: str) -> None:
    with pytest.raises(InputProblem, match="pack_version_invalid"):
        version_order(version)


@pytest.mark.parametrize("name", ["", "-a", "a-", "A", "a/b", "..", "a.b", "ä", "a\n", "a" * 65])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(InputProblem, match="pack_name_invalid"):
        check_name(name)
