"""Finds passages by words: exactly, in compounds, and behind typing errors.

Owns the queries on the full-text tables; which words mean the same is said by `domain.lexicon`. Terms hold letters and
digits only, and every one is quoted, so no text a user types can be read as an operator.

Ranking a passage costs ten times as much as stepping over it, and in a million passages a word of everyday speech is in
fifty thousand. So a passage is ranked if it holds a rare word of the query, or two of its common ones: that finds more
of what was meant, for a fraction of the cost, than ranking all that hold the rarest words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lotse.domain import lexicon
from lotse.domain.filters import NO_FILTERS, Filters
from lotse.domain.knowledge import PassageId
from lotse.services.ports import LexicalHit
from lotse.storage.edge import Connection, Row
from lotse.storage.knowledge_filters import TOLD, condition
from lotse.storage.knowledge_terms import passages_with

# A related word counts half: a passage with the very word comes first.
_RELATED = 0.5
_DEPTH = 200
_RARE = 300
"""Passages that are ranked for their rare words alone, and from which on a word needs no related ones."""
_MOST_PASSAGES = 30_000
"""The same where that leads to too few, or where filters leave out most of them."""
_STEPPED = 40_000
"""Passages of common words that are stepped through for those that hold two."""
_STEPPED_AT_MOST = 60_000
_ALL_OF = 3
"""Where every word is in too many passages, so many of the rarest have to be in one together."""
_TOO_COMMON = 3_000
"""A part of a compound that is in more passages says little of what the compound was."""
_TOO_FEW = 20
_MOST_WORDS = 48
_MOST_COMPOUNDS = 24
_MOST_CANDIDATES = 120
_SPLIT_FROM = 8
_BEFORE_FILTERING = 4
"""Of so many times more, most filters leave enough; only what leaves less is looked for among everything."""


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a query: its terms that occur, and about how many passages they lead to."""

    terms: tuple[str, ...]
    passages: int

    @property
    def forms(self) -> tuple[str, ...]:
        """Without the very word, which has a stem as well: less to step through, and no passage less."""
        return tuple(term for term in self.terms if term[0] in lexicon.MARKS) or self.terms


def lexical(connection: Connection, query: str, limit: int, filters: Filters = NO_FILTERS) -> tuple[LexicalHit, ...]:
    """Best first; ties in the order of the passages."""
    words, related = _understood(connection, lexicon.asked(query)[:_MOST_WORDS])
    scores: dict[int, float] = {}
    if words:
        scores = _ranked(connection, words, filters, max(limit, _DEPTH))
    exact = {term for word in words for term in word.terms}
    others = passages_with(connection, (term for term in related if term not in exact))
    if scores and not filters.narrowing:
        others = {term: count for term, count in others.items() if count <= _TOO_COMMON}
    if others:
        match = _any_of(_rarest(others, _MOST_PASSAGES if filters.narrowing else _RARE))
        for passage, score in _matches(connection, match, filters, _DEPTH).items():
            scores[passage] = scores.get(passage, 0.0) + _RELATED * score
    best = sorted(scores.items(), key=lambda found: (-found[1], found[0]))[:limit]
    return tuple(LexicalHit(PassageId(passage), score) for passage, score in best)


def _ranked(connection: Connection, words: Sequence[_Word], filters: Filters, limit: int) -> dict[int, float]:
    if not filters.narrowing:
        found = _matches(connection, _telling(words, _RARE), filters, limit)
        if len(found) >= _TOO_FEW or sum(word.passages for word in words) <= _RARE:
            return found
    found = _matches(connection, _telling(words, _MOST_PASSAGES), filters, limit)
    return found or _matches(connection, _in_titles(words), filters, limit)


def _telling(words: Iterable[_Word], room: int) -> str:
    """Passages with one of the rarest words, as many as lead to `room` of them, or with two of the others.

    The others are dealt out to two hands, one word each in turn, and a passage needs one of each hand: so every word
    stands in the query once, which ranking takes for its weight. Where that leads to too many, three words have to be
    in one passage, in whatever form; and a word that is all there is has to be in title or headings.
    """
    rare: list[_Word] = []
    common: list[_Word] = []
    stepped = 0
    for word in sorted(words, key=lambda one: (one.passages, one.terms)):
        if not common and word.passages <= room:
            rare.append(word)
            room -= word.passages
            continue
        stepped += word.passages
        if stepped > (_STEPPED if len(common) > 1 else _STEPPED_AT_MOST):
            break
        common.append(word)
    parts = [_any_of(term for word in rare for term in word.terms)] if rare else []
    if len(common) > 1:
        hands = (_any_of(term for word in hand for term in word.terms) for hand in (common[::2], common[1::2]))
        parts.append("(" + " AND ".join(f"({hand})" for hand in hands) + ")")
    if parts:
        return " OR ".join(parts)
    rarest = sorted(words, key=lambda one: one.passages)[:_ALL_OF]
    if len(rarest) > 1:
        return " AND ".join(f"({_any_of(word.forms)})" for word in rarest)
    return _in_titles(rarest)


def _in_titles(words: Iterable[_Word]) -> str:
    """What names the rarest word in its title or headings."""
    return f"{{title headings}} : ({_any_of(min(words, key=lambda one: one.passages).terms)})"


def _rarest(passages: dict[str, int], room: int) -> list[str]:
    """The rarest terms that together lead to no more passages than `room`."""
    chosen: list[str] = []
    for term, count in sorted(passages.items(), key=lambda pair: pair[1]):
        room -= count
        if room < 0 and chosen:
            break
        chosen.append(term)
    return chosen


def _matches(connection: Connection, match: str, filters: Filters, limit: int) -> dict[int, float]:
    asked, values = condition(filters, "articles")
    # Ranked inside the full-text index: nothing else is looked up for what is not among the best.
    deep = limit * _BEFORE_FILTERING if asked else limit
    found = "SELECT rowid, rank FROM passage_terms WHERE passage_terms MATCH ? ORDER BY rank LIMIT ?"
    ranked = _scores(connection.execute(found, (match, deep)))
    if not asked:
        return ranked
    rows = connection.execute(
        f"""
        SELECT passages.id FROM passages JOIN articles {TOLD} ON articles.id = passages.article_id
        WHERE passages.id IN (SELECT value FROM json_each(?)) AND {asked}
        """,
        (json.dumps(list(ranked)), *values),
    )
    met = {int(id_ or 0) for (id_,) in rows}
    if len(met) >= limit or len(ranked) < deep:
        return dict([(id_, score) for id_, score in ranked.items() if id_ in met][:limit])
    rows = connection.execute(
        f"""
        SELECT passages.id, rank FROM passage_terms
        JOIN passages ON passages.id = passage_terms.rowid
        JOIN articles {TOLD} ON articles.id = passages.article_id
        WHERE passage_terms MATCH ? AND {asked} ORDER BY rank LIMIT ?
        """,
        (match, *values, limit),
    )
    return _scores(rows)


def _scores(rows: Iterable[Row]) -> dict[int, float]:
    return {int(id_ or 0): max(0.0, -float(score or 0)) for id_, score in rows}


def _understood(connection: Connection, asked: Sequence[lexicon.Asked]) -> tuple[list[_Word], list[str]]:
    """The words that occur, a misspelt one as the words it may be; and the terms of words that are related to them."""
    counts = passages_with(connection, (term for word in asked for term in word.terms))
    words: list[_Word] = []
    related: dict[str, None] = {}
    for word in asked:
        found = _word(word, counts)
        akin = _related(connection, word) if found.passages <= _RARE else []
        if not found.passages and not akin:
            for meant in _meant(connection, word):
                words.append(_word(meant, passages_with(connection, meant.terms)))
                related.update(dict.fromkeys(_related(connection, meant) if words[-1].passages <= _RARE else ()))
            continue
        words.append(found)
        related.update(dict.fromkeys(akin))
    return [word for word in words if word.passages], list(related)


def _word(asked: lexicon.Asked, counts: dict[str, int]) -> _Word:
    """A passage has the word itself only together with the stem of its language, where that language has stems."""
    terms = tuple(term for term in asked.terms if term in counts)
    stems = sum(counts[term] for term in terms if term != asked.word)
    return _Word(terms, max(stems, counts.get(asked.word, 0)))


def _meant(connection: Connection, word: lexicon.Asked) -> list[lexicon.Asked]:
    """What a word that leads nowhere may be misspelt for."""
    return [meant for near in _near(connection, word.word) for meant in lexicon.asked(near)]


def _related(connection: Connection, word: lexicon.Asked) -> list[str]:
    """Terms of compounds that the word is part of, and of its own parts."""
    return [*_compounds(connection, word), *_parts(connection, word.word)]


def _compounds(connection: Connection, word: lexicon.Asked) -> list[str]:
    # What holds a longer needle holds the shorter one in it too.
    shortest = [one for one in word.needles if not any(other != one and other in one for other in word.needles)]
    found: set[str] = set()
    for needle in shortest:
        for (row,) in connection.execute("SELECT word FROM words WHERE words MATCH ?", (f'"{needle}"',)):
            if any(lexicon.compound_of(str(row), one) for one in word.needles):
                found.add(str(row))
    return sorted(found, key=lambda one: (len(one), one))[:_MOST_COMPOUNDS]


def _parts(connection: Connection, word: str) -> list[str]:
    if not _SPLIT_FROM <= len(word) <= lexicon.LONGEST or not word.isalpha():
        return []
    pieces = {word[start:end] for start in range(len(word) - 3) for end in range(start + 4, len(word) + 1)}
    terms = (term for part in lexicon.parts(word, passages_with(connection, pieces)) for term in _terms_of(part))
    return list(dict.fromkeys(terms))


def _terms_of(word: str) -> tuple[str, ...]:
    return tuple(term for asked in lexicon.asked(word) for term in asked.terms)


def _near(connection: Connection, word: str) -> tuple[str, ...]:
    if not 5 <= len(word) <= lexicon.LONGEST or not word.isalpha():
        return ()
    trigrams = dict.fromkeys(word[start : start + 3] for start in range(len(word) - 2))
    rows = connection.execute(
        "SELECT word FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (_any_of(trigrams), _MOST_CANDIDATES)
    )
    return lexicon.near(word, (str(row) for (row,) in rows))


def _any_of(terms: Iterable[str]) -> str:
    return " OR ".join(f'"{term}"' for term in terms)
