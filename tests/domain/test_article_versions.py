"""A difference tells what was removed and added, and can be followed back to both texts."""

from __future__ import annotations

import random
from datetime import date

import pytest

from lotse.domain.article_versions import MOST_LINES, difference
from lotse.domain.knowledge import Article, ArticleId


def article(body: str) -> Article:
    return Article(ArticleId("a"), "Titel", body)


@pytest.mark.parametrize("seed", range(30))
def test_both_texts_can_be_read_from_their_difference(seed: int) -> None:
    random_ = random.Random(seed)
    before = [random_.choice("abcdef") for _ in range(random_.randrange(12))]
    after = [line for line in before if random_.random() > 0.3]
    after[random_.randrange(len(after) + 1) : 0] = [random_.choice("xyz")]
    lines = difference(article("\n".join(before)), article("\n".join(after))).lines
    assert [line.text for line in lines if line.kind != "added"] == before
    assert [line.text for line in lines if line.kind != "removed"] == after


def test_two_long_texts_without_a_common_line_are_told_without_comparing_each_with_each() -> None:
    before = "\n".join(f"alt {n}" for n in range(MOST_LINES))
    after = "\n".join(f"neu {n}" for n in range(MOST_LINES))
    assert len(difference(article(before), article(after)).lines) == 2 * MOST_LINES


def test_fields_that_changed_are_named() -> None:
    before = article("x")
    after = Article(before.id, "Neu", "x", tags=("a", "b"), valid_to=date(2026, 2, 3))
    found = difference(before, after)
    assert [(one.field, one.before, one.after) for one in found.fields] == [
        ("title", "Titel", "Neu"),
        ("tags", "", "a, b"),
        ("valid_to", "", "2026-02-03"),
    ]
    assert not found.empty
    assert difference(before, before).empty
