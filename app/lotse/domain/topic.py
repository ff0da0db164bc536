"""What a conversation is about, as far as the articles tell: a hit that fits it counts more, a stray one less.

A turn alone ("and when do I get it back?") matches by accident. Judged by what each demo conversation is about, about
60 of 100 cards of a turn alone were on the subject; in the light of the turns before, 68 (conversations it was chosen
on) and 82 (the others). Owns the weighing; must not search.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lotse.domain.knowledge import ArticleId

DECAY = 0.8
BOOST = 0.6
STRAY = 0.5
CARD_SCORE = 0.6
CARD_SHARE = 0.7
"""A card comes unasked: its score must be high, and near the best. Chosen on every second demo conversation."""

Scores = Mapping[ArticleId, float]


def follow(turns: Iterable[Scores]) -> dict[ArticleId, float]:
    """Scores of the cards after the last of `turns` (what each turn found), best first; without any, the old stay."""
    topic: dict[ArticleId, float] = {}
    cards: dict[ArticleId, float] = {}
    for found in turns:
        weighed = {article: _weighed(score, topic.get(article, 0.0), bool(topic)) for article, score in found.items()}
        cards = _worth_showing(weighed) or cards
        topic = {
            article: max(DECAY * topic.get(article, 0.0), found.get(article, 0.0))
            for article in dict.fromkeys((*topic, *found))
        }
    return cards


def _weighed(score: float, support: float, is_later_turn: bool) -> float:
    raised = score + BOOST * support * (1 - score)
    return raised * (STRAY + (1 - STRAY) * min(1.0, 1.5 * support)) if is_later_turn else raised


def _worth_showing(weighed: Scores) -> dict[ArticleId, float]:
    ranked: Sequence[tuple[ArticleId, float]] = sorted(weighed.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < CARD_SCORE:
        return {}
    floor = max(CARD_SCORE, CARD_SHARE * ranked[0][1])
    return {article: score for article, score in ranked if score >= floor}
