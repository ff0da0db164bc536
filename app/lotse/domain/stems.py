"""Stems of German and English words, by the Snowball algorithms.

Owns the stemmers and how they are made fast; must not know marks, terms or queries. A stemmer keeps state while it
works, so that one must not be shared between threads: each thread has its own.
"""

from __future__ import annotations

import re
import threading

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.german_stemmer import GermanStemmer

_BETWEEN_VOWELS = re.compile("([aeiouyäöü])([uy])(?=[aeiouyäöü])")
_SPELT_OUT = re.compile("ß|ae|oe|qu|ue")
_AS_ONE = {"ß": "ss", "ae": "ä", "oe": "ö", "qu": "qu", "ue": "ü"}
_BACK = str.maketrans("UYäöü", "uyaou")


class _German(GermanStemmer):  # type: ignore[misc]
    """The library's stemmer with its first and last step, which go sign by sign, as one substitution each.

    Where a later version names them differently it is only slower; that the stems are the library's is tested.
    """

    current: str
    limit: int

    def _GermanStemmer__r_prelude(self) -> bool:
        marked = _BETWEEN_VOWELS.sub(lambda found: found[1] + found[2].upper(), self.current)
        self.current = _SPELT_OUT.sub(lambda found: _AS_ONE[found[0]], marked)
        self.limit = len(self.current)
        return True

    def _GermanStemmer__r_postlude(self) -> bool:
        self.current = self.current.translate(_BACK)
        return True


class _Stemmers(threading.local):
    def __init__(self) -> None:
        self.of = {"de": _German(), "en": EnglishStemmer()}


_stemmers = _Stemmers()


def stem(word: str, lang: str) -> str:
    """The stem of a folded word; `lang` is `de` or `en`."""
    return str(_stemmers.of[lang].stemWord(word))
