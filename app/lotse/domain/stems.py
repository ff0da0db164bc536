"""Stems of German and English words, by the Snowball algorithms.

Owns the stemmers and how they are made fast; must not know marks, terms or queries. A stemmer keeps state while it
works, so each word gets its own. What is replaced here are the parts of the library that go sign by sign; where a later
version names them differently it is only slower, and that the stems are the library's is tested.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.german_stemmer import GermanStemmer

_BETWEEN_VOWELS = re.compile("([aeiouyäöü])([uy])(?=[aeiouyäöü])")
_SPELT_OUT = re.compile("ß|ae|oe|qu|ue")
_AS_ONE = {"ß": "ss", "ae": "ä", "oe": "ö", "qu": "qu", "ue": "ü"}
_BACK = str.maketrans("UYäöü", "uyaou")
_LONGEST_FIRST: dict[int, list[Any]] = {}
"""By the identity of the library's tables of endings, which are there as long as it is."""


class _German(GermanStemmer):  # type: ignore[misc]
    current: str
    cursor: int
    limit: int
    limit_backward: int

    def _GermanStemmer__r_prelude(self) -> bool:
        marked = _BETWEEN_VOWELS.sub(lambda found: found[1] + found[2].upper(), self.current)
        self.current = _SPELT_OUT.sub(lambda found: _AS_ONE[found[0]], marked)
        self.limit = len(self.current)
        return True

    def _GermanStemmer__r_postlude(self) -> bool:
        self.current = self.current.translate(_BACK)
        return True

    def find_among_b(self, endings: Sequence[Any]) -> Any:
        """The result of the longest of `endings` before the cursor, which goes in front of it; 0 without any."""
        ordered = _LONGEST_FIRST.get(id(endings))
        if ordered is None:
            ordered = _LONGEST_FIRST[id(endings)] = sorted(endings, key=lambda one: -len(one.s))
        end = self.cursor
        for one in ordered:
            if self.current.endswith(one.s, self.limit_backward, end):
                self.cursor = end - len(one.s)
                if one.method is None:
                    return one.result
                if one.method(self):
                    self.cursor = end - len(one.s)
                    return one.result
        return 0


_STEMMERS = {"de": _German, "en": EnglishStemmer}


def stem(word: str, lang: str) -> str:
    """The stem of a folded word; `lang` is `de` or `en`."""
    return str(_STEMMERS[lang]().stemWord(word))
