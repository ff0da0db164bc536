"""Brings what was found by words and what was found by meaning into one order, and says whether it answers at all.

Owns fusion, the answer threshold, validity, near-duplicates and the matching span. Must not search. Order and surety
are two things: the order weighs how close a passage is in meaning *to the closest one*, and the less the words are sure
of themselves, the more that weighs; the surety (`score`) tells whether anything answers, and is comparable between
queries. Reciprocal rank fusion, which knows no surety, is worse than words alone where the words are right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from lotse.domain import lexicon, sentences
from lotse.domain.knowledge import ArticleId, PassageId, Why

# The order: fitted by maximum likelihood (`models/recipes/embed/fuse.py`) on titles, typing errors, compounds taken
# apart, descriptions, scattered words and titles in the other language, of articles the recipe holds out.
ORDER_WORDS = 6.3
ORDER_LEXICAL = 1.6
ORDER_MEANING = 3.5
ORDER_MEANING_UNSURE = 4.5
"""On top, where no passage holds what was asked: another language, a paraphrase."""
ORDER_OTHER_LANGUAGE = 0.2
COSINE_SPAN = 0.3
"""A passage so much farther than the closest one is as far as any."""

WEIGHT_WORDS = 0.9
WEIGHT_MEANING = 0.7
COSINE_NOTHING = 0.2
COSINE_SURE = 0.6
WORDS_ALONE = 1.3
ANSWERABLE = 0.6
"""Below this no card is shown: an honest nothing is better than a wrong article. The highest that costs no set of the
fitting half one right answer in a hundred (for .45, twice to three times as many questions without an answer got one);
a site sets its own by example questions, because how customers ask differs more than what articles say."""

_OTHER_LANGUAGE = 0.97
_STEP = 0.0001
_BRACKETS = re.compile(r"\([^)]*\)")
MOST_OF_ARTICLE = 2
_TELLING_LETTERS = 4
"""Shorter words alone ("and or") are in every text and say little."""
_TITLE_SHARE = 0.75
_IN_COMPOUND = 0.6
_BY_PART = 0.5
_COMPOUND_LETTERS = 8
_SPELT_LETTERS = 5
_LONG = 5


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


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a candidate: `words` how much of what was asked it holds, `lexical` its share of the best
    full-text score, both 0..1; `nearness` 0 for the closest in meaning, -1 for any that is far from it."""

    words: float
    lexical: float
    nearness: float

    def place(self, surest: float) -> float:
        """Higher is further up. `surest` is the best `words` of all candidates."""
        meaning = ORDER_MEANING + ORDER_MEANING_UNSURE * (1 - surest)
        return ORDER_WORDS * self.words + ORDER_LEXICAL * self.lexical + meaning * self.nearness


def interleaved(lexical: Mapping[PassageId, float], cosines: Mapping[PassageId, float]) -> list[PassageId]:
    """What was found either way, each once: the best by words, the closest in meaning, the second best by words, ..."""
    ways = [sorted(scores, key=lambda id_: (-scores[id_], id_)) for scores in (lexical, cosines)]
    return list(dict.fromkeys(id_ for pair in zip_longest(*ways) for id_ in pair if id_ is not None))


def rank(query: str, candidates: Sequence[Candidate], lang: str | None = None) -> tuple[Ranked, ...]:
    """Best first; at most two passages of an article, and of passages with the same words only the best."""
    asked, found, weights = _compared(query, candidates)
    signs = _signs(asked, found, weights, candidates)
    surest = max((sign.words for sign in signs), default=0.0)
    alone = _surest_words(candidates, found, weights) * _telling(asked)
    weighed: list[tuple[float, float, Candidate]] = []
    for candidate, sign in zip(candidates, signs, strict=True):
        foreign = lang is not None and candidate.lang != lang
        sure = 1 - (1 - WEIGHT_WORDS * sign.words) * (1 - WEIGHT_MEANING * _meaning_score(candidate.cosine))
        place = sign.place(surest) - ORDER_OTHER_LANGUAGE * foreign
        if alone:
            sure = sign.lexical * alone
            place = sure * _OTHER_LANGUAGE if foreign else sure
        weighed.append((place, sure * _OTHER_LANGUAGE if foreign else sure, candidate))
    weighed.sort(key=lambda one: (-one[0], one[2].passage_id))
    return tuple(
        Ranked(candidate.passage_id, candidate.article_id, score, _why(candidate))
        for score, candidate in _thinned(_descending(weighed))
    )


def signs(query: str, candidates: Sequence[Candidate]) -> tuple[Signs, ...]:
    """What `rank` goes by, for fitting its weights."""
    return tuple(_signs(*_compared(query, candidates), candidates))


def _compared(
    query: str, candidates: Sequence[Candidate]
) -> tuple[Sequence[lexicon.Asked], list[list[float]], list[float]]:
    asked = list(lexicon.asked(query))
    found = [_found(asked, candidate.searched, candidate.lang) for candidate in candidates]
    for place, word in enumerate(asked):
        if any(shares[place] for shares in found):
            continue
        meant = _spelt(word, candidates)
        if meant is not None:
            asked[place] = meant
            for shares, candidate in zip(found, candidates, strict=True):
                shares[place] = _found_one(meant, _words_of(candidate.searched, candidate.lang))
    return asked, found, _rarity(found, len(asked))


def _signs(
    asked: Sequence[lexicon.Asked],
    found: Sequence[Sequence[float]],
    weights: Sequence[float],
    candidates: Sequence[Candidate],
) -> list[Signs]:
    best = max((candidate.lexical for candidate in candidates), default=0.0)
    closest = max((candidate.cosine for candidate in candidates if candidate.cosine is not None), default=0.0)
    return [
        Signs(
            _words_score(candidate, asked, best, _covered(shares, weights)),
            candidate.lexical / best if best > 0 else 0.0,
            _nearness(candidate.cosine, closest),
        )
        for candidate, shares in zip(candidates, found, strict=True)
    ]


def _descending(weighed: Sequence[tuple[float, float, Candidate]]) -> list[tuple[float, Candidate]]:
    """What stands further up is at least as sure as what comes after it."""
    descending: list[tuple[float, Candidate]] = []
    below = 0.0
    for _, sure, candidate in reversed(weighed):
        below = min(1.0, max(sure, below + _STEP))
        descending.append((round(below, 4), candidate))
    return descending[::-1]


def _nearness(cosine: float | None, closest: float) -> float:
    """0 for the passage closest in meaning, -1 for any that is far from it."""
    return -1.0 if cosine is None else max(-1.0, (cosine - closest) / COSINE_SPAN)


def answerable(ranked: Sequence[Ranked]) -> bool:
    return bool(ranked) and ranked[0].score >= ANSWERABLE


def span(query: str, passage: str, lang: str) -> tuple[int, int]:
    """The sentence (or two neighbours) of `passage` that holds most of what was asked; without any, the first one."""
    asked = lexicon.asked(query)
    places = [(one.start, one.end) for one in sentences.split(passage) if one.text.strip(" \n|-:#")]
    if not places:
        return (0, len(passage))
    found = [_found(asked, passage[start:end], lang) for start, end in places]
    weights = _rarity(found, len(asked))
    scored = [(_covered(shares, weights), -i) for i, shares in enumerate(found)]
    start, end = places[-max(scored)[1]]
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


def _spelt(word: lexicon.Asked, candidates: Sequence[Candidate]) -> lexicon.Asked | None:
    """A word that no candidate holds, as the words of the candidates that it may be a typing error of."""
    if len(word.word) < _SPELT_LETTERS:
        return None
    long_words = {long for one in candidates for long in _words_of(one.searched, one.lang).long()}
    near = lexicon.near(word.word, (one for one in long_words if _alike(word.word, one)))
    return _as_one(word, near) if near else None


def _alike(one: str, other: str) -> bool:
    """Cheap: whether it is worth counting the slips between the two."""
    return abs(len(one) - len(other)) <= 2 and (one[:2] == other[:2] or one[-3:] == other[-3:])


def _as_one(word: lexicon.Asked, meant: Sequence[str]) -> lexicon.Asked:
    all_of = [one for near in meant for one in lexicon.asked(near)]
    terms = tuple(dict.fromkeys(term for one in all_of for term in one.terms))
    needles = tuple(dict.fromkeys(needle for one in all_of for needle in one.needles))
    return lexicon.Asked(word.word, terms, needles)


def _found(asked: Sequence[lexicon.Asked], text: str, lang: str) -> list[float]:
    """For each word asked, how surely it stands in the text: as itself, in a compound, or by one of its parts."""
    there = _words_of(text, lang)
    return [_found_one(word, there) for word in asked]


class _Words:
    """The words of a text. What not every question needs is worked out when one does: stems, by their first letter
    (no stemmer changes it), because most words of a text begin unlike those asked for."""

    def __init__(self, text: str, lang: str) -> None:
        self.words = frozenset(lexicon.words(text))
        self.run = " ".join(self.words)
        self._lang = lang
        self._stems: dict[str, frozenset[str]] = {}

    def holds(self, word: lexicon.Asked) -> bool:
        """Whether a form of the word is there."""
        return not self.words.isdisjoint(word.terms) or any(
            not self._stems_from(initial).isdisjoint(word.terms) for initial in word.initials
        )

    def _stems_from(self, initial: str) -> frozenset[str]:
        if initial not in self._stems:
            those = (word for word in self.words if word[0] == initial)
            self._stems[initial] = frozenset(lexicon.stem(word, self._lang) for word in those)
        return self._stems[initial]

    def long(self) -> Iterator[str]:
        """Those that may be compounds, parts of one, or misspelt."""
        return (word for word in self.words if _is_long(word))


_words_of = lru_cache(maxsize=4096)(_Words)


def _is_long(word: str) -> bool:
    return len(word) >= _LONG and word.isalpha()


@lru_cache(maxsize=1024)
def _pieces(word: str) -> frozenset[str]:
    pieces = (word[start:end] for start in range(len(word) - 4) for end in range(start + _LONG, len(word) + 1))
    return frozenset(piece for piece in pieces if piece.isalpha())


def _found_one(word: lexicon.Asked, there: _Words) -> float:
    if there.holds(word):
        return 1.0
    for needle in word.needles:
        # Most texts hold it nowhere, and looking into one long run of words is cheap.
        if needle in there.run and any(lexicon.compound_of(other, needle) for other in there.long()):
            return _IN_COMPOUND
    if _COMPOUND_LETTERS <= len(word.word) <= lexicon.LONGEST and not there.words.isdisjoint(_pieces(word.word)):
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
        words = _words_of(candidate.searched, candidate.lang).words
        if of_article.get(candidate.article_id, 0) >= MOST_OF_ARTICLE or words in seen:
            continue
        of_article[candidate.article_id] = of_article.get(candidate.article_id, 0) + 1
        seen.add(words)
        kept.append((score, candidate))
    return kept
