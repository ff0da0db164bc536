"""Groups searches without an answer into the questions behind them.

Owns what counts as the same question; must not keep anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lotse.domain import lexicon
from lotse.domain.findings import Wanted

SAME = 0.5
"""Share of telling words, of those either has, from which two searches ask the same."""


@dataclass(slots=True)
class _Group:
    words: set[str]
    members: list[tuple[str, str, int, date]]


def grouped(missed: Iterable[tuple[str, str, int, date]]) -> tuple[Wanted, ...]:
    """Questions, most wanted first. `missed` are query, language, count and newest day."""
    groups: list[_Group] = []
    holding: defaultdict[str, list[_Group]] = defaultdict(list)
    # The most wanted first: what is asked rarely joins what is asked often.
    for one in sorted(missed, key=lambda item: (-item[2], item[0])):
        words = lexicon.telling_stems(one[0], one[1])
        near = {id(group): group for word in words for group in holding[word]}
        best = max(near.values(), key=lambda group: _share(words, group.words), default=None)
        if best is None or _share(words, best.words) < SAME:
            best = _Group(set(words), [])
            groups.append(best)
            for word in words:
                holding[word].append(best)
        best.members.append(one)
    wanted = [_wanted(group) for group in groups]
    return tuple(sorted(wanted, key=lambda one: (-one.count, one.question)))


def _wanted(group: _Group) -> Wanted:
    question, lang, _, _ = group.members[0]
    return Wanted(
        question,
        lang,
        sum(count for _, _, count, _ in group.members),
        max(newest for _, _, _, newest in group.members),
        tuple(query for query, _, _, _ in group.members[1:]),
    )


def _share(words: frozenset[str], others: set[str]) -> float:
    return len(words & others) / len(words | others) if words and others else 0.0
