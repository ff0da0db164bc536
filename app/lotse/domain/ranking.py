"""Brings what was found by words and what was found by meaning into one order, and says whether it answers at all.

Owns fusion, the answer threshold, validity, near-duplicates and the matching span. Must not search. Plain reciprocal
rank fusion is not used: measured on XQuAD it lowers German top-1 from .882 to .811, because a good lexical hit and a
guess of the embedder count alike there. Here each side brings a confidence of its own, and a sure word match is not
outvoted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lotse.domain import lexicon
from lotse.domain.knowledge import ArticleId, PassageId, Why

# Chosen on every second question of the demo site; `tests/bench/test_knowledge_quality.py` prints both halves.
WEIGHT_WORDS = 0.8
WEIGHT_MEANING = 0.6
COSINE_NOTHING = 0.25
COSINE_SURE = 0.75
ANSWERABLE = 0.42
"""Below this no card is shown: an honest nothing is better than a wrong article."""

_OTHER_LANGUAGE = 0.93
_SENTENCE = re.compile(r"[^.!?\n|]+(?:[.!?]+|\n|\||$)")
_BRACKETS = re.compile(r"\([^)]*\)")
_MOST_OF_ARTICLE = 2
_TELLING_LETTERS = 4
"""Shorter words alone ("and or") are in every text and say little."""
_TITLE_SHARE = 0.75


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
    ranked: list[tuple[float, Candidate]] = []
    for candidate in candidates:
        words = _words_score(candidate, asked, best_lexical)
        meaning = _meaning_score(candidate.cosine)
        score = 1 - (1 - WEIGHT_WORDS * words) * (1 - WEIGHT_MEANING * meaning)
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


def coverage(asked: Sequence[lexicon.Asked], searched: str, lang: str) -> float:
    """The share of what was asked that stands in the text: longer words say more, parts of compounds count half."""
    present = set(lexicon.terms(searched, lang).split())
    compounds = [word for word in present if len(word) > 7 and word.isalpha()]
    weights = [_weight(word.word) for word in asked]
    found = sum(weight * _found(word, present, compounds) for weight, word in zip(weights, asked, strict=True))
    return found / sum(weights) if weights else 0.0


def span(query: str, passage: str, lang: str) -> tuple[int, int]:
    """The sentence (or two neighbours) of `passage` that holds most of what was asked; without any, the first one."""
    asked = lexicon.asked(query)
    sentences = [match.span() for match in _SENTENCE.finditer(passage) if match.group().strip(" \n|-:#")]
    if not sentences:
        return (0, len(passage))
    scored = [(coverage(asked, passage[start:end], lang), -i) for i, (start, end) in enumerate(sentences)]
    start, end = sentences[-max(scored)[1]]
    text = passage[start:end]
    return (start + len(text) - len(text.lstrip()), start + len(text.rstrip(" \n|")))


def is_current(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


def same_title(one: str, other: str) -> bool:
    """Whether two titles name the same subject: most words of the shorter stand in the longer."""
    words, others = ({asked.word for asked in lexicon.asked(_BRACKETS.sub("", title))} for title in (one, other))
    return bool(words and others) and len(words & others) >= _TITLE_SHARE * min(len(words), len(others))


def _words_score(candidate: Candidate, asked: Sequence[lexicon.Asked], best: float) -> float:
    if candidate.lexical <= 0 or best <= 0 or not asked:
        return 0.0
    telling = min(1.0, max(len(word.word) for word in asked) / _TELLING_LETTERS)
    return telling * math.sqrt(candidate.lexical / best) * coverage(asked, candidate.searched, candidate.lang)


def _meaning_score(cosine: float | None) -> float:
    if cosine is None:
        return 0.0
    return min(1.0, max(0.0, (cosine - COSINE_NOTHING) / (COSINE_SURE - COSINE_NOTHING)))


def _weight(word: str) -> float:
    return min(len(word), 12) ** 0.5 if word.isalpha() else 3.0


def _found(word: lexicon.Asked, present: set[str], compounds: Iterable[str]) -> float:
    if any(term in present for term in word.terms):
        return 1.0
    if any(lexicon.compound_of(compound, needle) for needle in word.needles for compound in compounds):
        return 0.6
    if len(word.word) >= 8 and any(part in word.word and len(part) >= 5 for part in present if part.isalpha()):
        return 0.5
    return 0.0


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
