"""Near-duplicates are found by shared runs of words, replaced articles are forgotten, boilerplate is no likeness."""

from __future__ import annotations

import random

from lotse.domain.knowledge import ArticleId
from lotse.domain.near_duplicates import RunIndex, alike

WORDS = [f"wort{n}" for n in range(400)]


def text(seed: int, length: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(original: str, every: int) -> str:
    return " ".join("anders" if n % every == every - 1 else word for n, word in enumerate(original.split()))


def names(index: RunIndex, article_id: str) -> list[str]:
    return [one.second for one in index.near(ArticleId(article_id))]


def test_a_slightly_changed_copy_is_found_from_both_sides_and_others_are_not() -> None:
    index = RunIndex()
    for seed in range(30):
        index.add(ArticleId(f"a{seed}"), text(seed))
    index.add(ArticleId("copy"), changed(text(7), 40))
    index.add(ArticleId("reworded"), changed(text(9), 5))
    assert names(index, "a7") == ["copy"]
    assert names(index, "copy") == ["a7"]
    assert names(index, "a9") == []


def test_the_share_is_the_exact_jaccard_of_the_runs() -> None:
    index = RunIndex()
    index.add(ArticleId("one"), " ".join(WORDS[:103]))
    index.add(ArticleId("two"), " ".join(WORDS[20:123]))
    (found,) = index.near(ArticleId("one"))
    assert found.share == round(80 / 120, 3)
    assert found.within == 0.8


def test_a_short_article_that_stands_in_a_longer_one_is_found_but_not_a_quotation_in_a_book() -> None:
    index = RunIndex()
    index.add(ArticleId("short"), text(1, 60))
    index.add(ArticleId("longer"), f"{text(1, 60)} {text(2, 60)}")
    index.add(ArticleId("book"), f"{text(3, 2000)} {text(1, 60)}")
    assert names(index, "short") == ["longer"]


def test_what_was_replaced_or_removed_is_forgotten() -> None:
    index = RunIndex()
    index.add(ArticleId("one"), text(1))
    index.add(ArticleId("two"), text(1))
    index.add(ArticleId("two"), text(2))
    assert names(index, "one") == []
    index.add(ArticleId("two"), text(1))
    index.remove(ArticleId("two"))
    assert names(index, "one") == []
    assert index.near(ArticleId("two")) == ()


def test_what_many_articles_have_at_their_end_makes_them_no_duplicates() -> None:
    index = RunIndex()
    footer = " ".join(WORDS[:30])
    for seed in range(60):
        index.add(ArticleId(f"a{seed}"), f"{text(seed + 100, 12)} {footer}")
    assert all(names(index, f"a{seed}") == [] for seed in range(60))


def test_passages_are_alike_only_when_nearly_all_is_the_same() -> None:
    assert alike(text(1), changed(text(1), 60))
    assert not alike(text(1), changed(text(1), 6))
    assert alike("Ja, das geht.", "Ja,  das geht.")
    assert not alike("Ja, das geht.", "Nein, das geht.")
