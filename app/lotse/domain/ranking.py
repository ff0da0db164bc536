"""Brings what was found by words and what was found by meaning into one order, and says whether it answers at all.

Owns fusion, the answer threshold, validity, near-duplicates and the matching span. Must not search. Here each side
brings a confidence of its own, and a sure word match is not outvoted. Right paragraph first, on every fifth question of
XQuAD, German / English: words .916 / .950, reciprocal rank fusion .912 / .903, this .941 / .937.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lotse.domain import lexicon
from lotse.domain.knowledge import ArticleId, PassageId, Why

# Chosen on every second question of the demo site; `tests/bench/test_knowledge_quality.py` prints both halves.
WEIGHT_WORDS = 0.9
WEIGHT_MEANING = 0.7
COSINE_NOTHING = 0.2
COSINE_SURE = 0.6
WORDS_ALONE = 1.3
ANSWERABLE = 0.45
"""Below this no card is shown: an honest nothing is better than a wrong article."""

_OTHER_LANGUAGE = 0.97
_SENTENCE = re.compile(r"[^.!?\n|]+(?:[.!?]+|\n|\||$)")
_BRACKETS = re.compile(r"\([^)]*\)")
_MOST_OF_ARTICLE = 2
_TELLING_LETTERS = 4
"""Shorter words alone ("and or") are in every text and say little."""
_TITLE_SHARE = 0.75
_IN_COMPOUND = 0.6
_BY_PART = 0.5
_COMPOUND_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that was found. `searched` is its title, headings and text; `lexical` is 0 and `cosine` `None` when not
    found that way."""

    passage_id: PassageId
    article_id: ArticleId
    searched: str
    lang: str
    lexical: float = 0.0
    cosine: float | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """`score` is in 0..1 and comparable between queries of one embedder."""

    passage_id: PassageId
    article_id: ArticleId
    score: float
    why: tuple[Why, ...]


def rank(query: str, candidates: Sequence[Candidate], lang: str | None = None) -> tuple[Ranked, ...]:
    """Best first; at most two passages of an article, and of passages with the same words only the best."""
    asked = lexicon.asked(query)
    best_lexical = max((candidate.lexical for candidate in candidates), default=0.0)
    found = [_found(asked, candidate.searched, candidate.lang) for candidate in candidates]
    weights = _rarity(found, len(asked))
    alone = _surest_words(candidates, found, weights) * _telling(asked)
    ranked: list[tuple[float, Candidate]] = []
    for candidate, shares in zip(candidates, found, strict=True):
        words = _words_score(candidate, asked, best_lexical, _covered(shares, weights))
        meaning = _meaning_score(candidate.cosine)
        score = 1 - (1 - WEIGHT_WORDS * words) * (1 - WEIGHT_MEANING * meaning)
        if alone:
            score = candidate.lexical / best_lexical * alone
        if lang is not None and candidate.lang != lang:
            score *= _OTHER_LANGUAGE
        ranked.append((score, candidate))
    ranked.sort(key=lambda pair: (-pair[0], pair[1].passage_id))
    return tuple(
        Ranked(candidate.passage_id, candidate.article_id, round(score, 4), _why(candidate))
        for score, candidate in _thinned(ranked)
    )


def answerable(ranked: Sequence[Ranked]) -> bool:
    return bool(ranked) and ranked[0].score >= ANSWERABLE


def span(query: str, passage: str, lang: str) -> tuple[int, int]:
    """The sentence (or two neighbours) of `passage` that holds most of what was asked; without any, the first one."""
    asked = lexicon.asked(query)
    sentences = [match.span() for match in _SENTENCE.finditer(passage) if match.group().strip(" \n|-:#")]
    if not sentences:
        return (0, len(passage))
    found = [_found(asked, passage[start:end], lang) for start, end in sentences]
    weights = _rarity(found, len(asked))
    scored = [(_covered(shares, weights), -i) for i, shares in enumerate(found)]
    start, end = sentences[-max(scored)[1]]
    text = passage[start:end]
    return (start + len(text) - len(text.lstrip()), start + len(text.rstrip(" \n|")))


def is_current(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def same_title(one: str, other: str) -> bool:
    """Whether two titles name the same subject: most words of the shorter stand in the longer."""
    words, others = ({asked.word for asked in lexicon.asked(_BRACKETS.sub("", title))} for title in (one, other))
    return bool(words and others) and len(words & others) >= _TITLE_SHARE * min(len(words), len(others))


def _surest_words(candidates: Sequence[Candidate], found: Sequence[Sequence[float]], weights: Sequence[float]) -> float:
    """How sure the best lexical hit is where words were all that was asked, else 0: then their own order is best."""
    if not candidates or any(candidate.cosine is not None for candidate in candidates):
        return 0.0
    best = max(range(len(candidates)), key=lambda place: candidates[place].lexical)
    return min(1.0, WORDS_ALONE * _covered(found[best], weights))


def _words_score(candidate: Candidate, asked: Sequence[lexicon.Asked], best: float, covered: float) -> float:
    if candidate.lexical <= 0 or best <= 0:
        return 0.0
    return float(_telling(asked) * covered * (candidate.lexical / best) ** 0.25)


def _telling(asked: Sequence[lexicon.Asked]) -> float:
    return min(1.0, max((len(word.word) for word in asked), default=0) / _TELLING_LETTERS)


def _meaning_score(cosine: float | None) -> float:
    if cosine is None:
        return 0.0
    return min(1.0, max(0.0, (cosine - COSINE_NOTHING) / (COSINE_SURE - COSINE_NOTHING)))


def _found(asked: Sequence[lexicon.Asked], text: str, lang: str) -> list[float]:
    """For each word asked, how surely it stands in the text: as itself, in a compound, or by one of its parts."""
    present, long_words = _words_of(text, lang)
    return [_found_one(word, present, long_words) for word in asked]


@lru_cache(maxsize=8192)
def _words_of(text: str, lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    present = frozenset(lexicon.terms(text, lang).split())
    return present, tuple(word for word in present if len(word) > 4 and word.isalpha())


def _found_one(word: lexicon.Asked, present: frozenset[str], long_words: Iterable[str]) -> float:
    if any(term in present for term in word.terms):
        return 1.0
    if any(lexicon.compound_of(other, needle) for needle in word.needles for other in long_words):
        return _IN_COMPOUND
    if len(word.word) >= _COMPOUND_LETTERS and any(other in word.word for other in long_words):
        return _BY_PART
    return 0.0


def _rarity(found: Sequence[Sequence[float]], words: int) -> list[float]:
    """What each word weighs: one that nothing or little of what was found holds is what the question is about."""
    weights = []
    for place in range(words):
        holding = sum(shares[place] >= _IN_COMPOUND for shares in found)
        weights.append(math.sqrt(math.log(1 + len(found) / (holding + 0.5))))
    return weights


def _covered(shares: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(share * weight for share, weight in zip(shares, weights, strict=True)) / total if total else 0.0


def _why(candidate: Candidate) -> tuple[Why, ...]:
    why: list[Why] = []
    if candidate.lexical > 0:
        why.append("lexical")
    if _meaning_score(candidate.cosine) > 0:
        why.append("semantic")
    return tuple(why)


def _thinned(ranked: Sequence[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    kept: list[tuple[float, Candidate]] = []
    of_article: dict[ArticleId, int] = {}
    seen: set[frozenset[str]] = set()
    for score, candidate in ranked:
        words = frozenset(lexicon.words(candidate.searched))
        if of_article.get(candidate.article_id, 0) >= _MOST_OF_ARTICLE or words in seen:
            continue
        of_article[candidate.article_id] = of_article.get(candidate.article_id, 0) + 1
        seen.add(words)
        kept.append((score, candidate))
    return kept
