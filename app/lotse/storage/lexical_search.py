"""Finds passages by words: exactly, in compounds, and behind typing errors.

Owns the queries on the full-text tables; which words mean the same is said by `domain.lexicon`. Terms hold letters and
digits only, and every one is quoted, so no text a user types can be read as an operator.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

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
_MOST_PASSAGES = 30_000
_MOST_WORDS = 48
_MOST_COMPOUNDS = 24
_MOST_CANDIDATES = 120
_SPLIT_FROM = 8
_BEFORE_FILTERING = 4
"""Of so many times more, most filters leave enough; only what leaves less is looked for among everything."""


def lexical(connection: Connection, query: str, limit: int, filters: Filters = NO_FILTERS) -> tuple[LexicalHit, ...]:
    """Best first; ties in the order of the passages."""
    asked = [meant for word in lexicon.asked(query)[:_MOST_WORDS] for meant in _meant(connection, word)]
    exact = dict.fromkeys(term for word in asked for term in word.terms)
    related = dict.fromkeys(term for word in asked for term in _related(connection, word))
    scores = _matches(connection, exact, filters, max(limit, _DEPTH))
    others = (term for term in related if term not in exact)
    for passage, score in _matches(connection, others, filters, _DEPTH).items():
        scores[passage] = scores.get(passage, 0.0) + _RELATED * score
    best = sorted(scores.items(), key=lambda found: (-found[1], found[0]))[:limit]
    return tuple(LexicalHit(PassageId(passage), score) for passage, score in best)


def _matches(connection: Connection, terms: Iterable[str], filters: Filters, limit: int) -> dict[int, float]:
    match = _affordable(passages_with(connection, terms))
    if not match:
        return {}
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


def _affordable(passages: dict[str, int]) -> str:
    """The rarest terms that together lead to no more passages than can be ranked at once.

    What a term adds that is in every twentieth of a million passages, ranking sees in the best of them anyway. If even
    the rarest is in too many, those are taken that name it in their title or headings.
    """
    chosen: list[str] = []
    room = _MOST_PASSAGES
    for term, count in sorted(passages.items(), key=lambda pair: pair[1]):
        if count > room:
            break
        chosen.append(term)
        room -= count
    if chosen or not passages:
        return _any_of(chosen)
    return f"{{title headings}} : ({_any_of([min(passages, key=lambda term: passages[term])])})"


def _meant(connection: Connection, word: lexicon.Asked) -> tuple[lexicon.Asked, ...]:
    """The word itself where it leads anywhere, otherwise the words it may be misspelt for."""
    if passages_with(connection, word.terms) or _related(connection, word):
        return (word,)
    corrected = tuple(meant for near in _near(connection, word.word) for meant in lexicon.asked(near))
    return corrected or (word,)


def _related(connection: Connection, word: lexicon.Asked) -> list[str]:
    """Terms of compounds that the word is part of, and of its own parts."""
    return [*_compounds(connection, word), *_parts(connection, word.word)]


def _compounds(connection: Connection, word: lexicon.Asked) -> list[str]:
    found: set[str] = set()
    for needle in word.needles:
        for (row,) in connection.execute("SELECT word FROM words WHERE words MATCH ?", (f'"{needle}"',)):
            if lexicon.compound_of(str(row), needle):
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
