"""Words as the full-text index sees them, in German and English.

Owns folding, stems, compounds and typing errors; must not know where words are kept. Two forms of each word are
indexed: the folded word itself, and its stem behind the mark of its language, because stems bring forms together
("Verträge", "Vertrag") but also mix what agents tell apart ("Zähler", "zahlen": both "zahl"). A passage with the very
word scores on both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lotse.domain import stems

VERSION = 1
"""Raised when the same text would give other terms: stores index again."""

MARKS = "~^"
"""Signs that are part of a term beside letters and digits."""

# Each language has a mark of its own: the stem of "ändern" is "and".
_MARK_OF = {"de": "~", "en": "^"}
_REMEMBERED = 262_144
"""Words whose stem is kept, some tens of megabytes when full: about what all help centres of a site hold together. With
fewer, an import works out the same stems again and again."""
_FOLDED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ł": "l", "ı": "i"}
)


class _Plain(dict[str, str]):
    """Signs without accents, worked out once each."""

    def __missing__(self, sign: str) -> str:
        parts = unicodedata.normalize("NFKD", sign.translate(_FOLDED))
        plain = "".join(one for one in parts if not unicodedata.combining(one)).translate(_FOLDED)
        if len(self) < _REMEMBERED:
            self[sign] = plain
        return plain


_PLAIN = _Plain()


class _Apart(dict[str, str]):
    """The same for finding words: signs that belong to no word are spaces, those that join two are one of each kind."""

    def __missing__(self, sign: str) -> str:
        found = re.sub(r"[^\w'-]|_", " ", _PLAIN[sign].replace("‐", "-").replace("‑", "-").replace("’", "'"))
        if len(self) < _REMEMBERED:
            self[sign] = found
        return found


_APART = _Apart()
_ASCII_APART = str.maketrans(
    {chr(sign): " " for sign in range(128) if not chr(sign).isalnum() and chr(sign) not in "-'"}
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_LINK_TARGET = re.compile(r"(?<=\])\([^)\s]*\)")
_INFLECTION = re.compile(r"(?:en|es|er|em|e|n|s)$")
LONGEST = 40
"""Letters up to which a word is taken apart; what is longer is no word that anybody would write."""

_LINKING = ("", "s", "es", "n", "en", "e", "er")

# Words that say nothing about what is looked for. Negations stay: "nicht" can be what an article is about.
_STOP = frozenset(
    """
    aber alle als also am an auch auf aus bei beim bereits bin bis bist bitte da dabei damen damit dank danke
    dann darf darfst das dass dein dem den denn der des dich die dies diese diesen dieser dieses dir doch du
    duerfen durch eigentlich ein eine einem einen einer eines er es etwas euch euer frau freundlichen fuer ganz
    geehrte geehrten geehrter gern gerne gruesse gruss guten hab habe haben hallo hat hatte hatten herr herren
    hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jetzt kann kannst koennen koennt
    koennte koennten liebe lieber mal man mehr mein meine meinem meinen meiner mich mir mit moechte moin muss
    nach noch nun nur ob oder schon sehr sein seine sich sie sind so soll sollte sollten ueber um und uns unser
    unsere vielen vom von vor wann war waren was weil welche welcher welches wenn wer werde werden wie wieder
    will wir wird wo wollen wuerde wuerden wurde zu zum zur
    a about after all am an and any are as at be been but by can could dear did do does for from had has have he
    hello her here hi his how i if into is it its just kind me my of on or our please regards she should some
    than thank thanks that the their them then there these they this those to us we were what when where which
    who with would you your
    """.split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a query: the terms that mean exactly it, and the words to look for in compounds and typing errors."""

    word: str
    terms: tuple[str, ...]
    needles: tuple[str, ...]

    @property
    def initials(self) -> frozenset[str]:
        """The first letters of the words that the terms are of."""
        return frozenset(term.lstrip(MARKS)[:1] for term in self.terms)


def fold(text: str) -> str:
    """Lower case without accents; umlauts and ß as they are typed where there is no key for them."""
    lower = unicodedata.normalize("NFC", text).casefold()
    if lower.isascii():
        return lower
    return unicodedata.normalize("NFC", _BEYOND_ASCII.sub(lambda sign: _PLAIN[sign[0]], lower))


def words(text: str) -> tuple[str, ...]:
    """Folded words in order; of a word with hyphens its parts and the whole ("E-Mail": "e", "mail", "email")."""
    found: list[str] = []
    for piece in _pieces(_LINK_TARGET.sub(" ", text) if "](" in text else text):
        if piece.isalnum():
            found.append(piece)
            continue
        for word in _WORD.findall(piece):
            parts = _PART.findall(word)
            found.extend(parts)
            if len(parts) > 1:
                found.append("".join(parts))
    return tuple(found)


def _pieces(text: str) -> list[str]:
    """Folded pieces of a text that each hold a word, or several joined by hyphens, or none."""
    lower = unicodedata.normalize("NFC", text).casefold()
    if not lower.isascii():
        lower = _BEYOND_ASCII.sub(lambda sign: _APART[sign[0]], lower)
    # Splitting at spaces is several times as fast as looking for words, where there are only plain letters.
    return lower.translate(_ASCII_APART).split() if lower.isascii() else _WORD.findall(fold(text))


def terms(text: str, lang: str) -> str:
    """What is indexed for `text`: words and stems, separated by spaces."""
    return " ".join([f"{word} {stem}" if (stem := _stem(word, lang)) else word for word in words(text)])


@lru_cache(maxsize=8192)
def telling_stems(text: str, lang: str) -> frozenset[str]:
    """What a short text is about, in whatever form and order; a language without rules has its words for stems."""
    return frozenset(stem(word, lang) for word in telling(text))


def stem(word: str, lang: str) -> str:
    """The term for all forms of a folded word; the word itself where no rules are known."""
    return _stem(word, lang) or word


def asked(query: str) -> tuple[Asked, ...]:
    """The words of a query, each once, in order; any text is a query. Its language need not be known."""
    return tuple(_asked(word) for word in telling(query))


def telling(text: str) -> list[str]:
    """The words of a text that say something, each once, in order; all of them where none does."""
    distinct = dict.fromkeys(words(text))
    return [word for word in distinct if word not in _STOP] or list(distinct)


@lru_cache(maxsize=8192)
def _asked(word: str) -> Asked:
    german, english = _stem(word, "de"), _stem(word, "en")
    exact = dict.fromkeys([word, *(stem for stem in (german, english) if stem)])
    shorter, root = _INFLECTION.sub("", word), german[1:]
    needles = [word, *([shorter] if len(shorter) >= 6 else []), *([root] if len(root) >= 5 else [])]
    usable = [needle for needle in dict.fromkeys(needles) if 4 <= len(needle) <= LONGEST and needle.isalpha()]
    return Asked(word, tuple(exact), tuple(usable))


@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str, lang: str) -> str:
    """The stem with its mark, or nothing for a language without rules and for what is no word (numbers, ids)."""
    if lang not in _MARK_OF or not word.isalpha():
        return ""
    return f"{_MARK_OF[lang]}{stems.stem(word, lang)}"


def compound_of(word: str, needle: str) -> bool:
    """Whether `needle` is a part of the compound `word`: "abschlag" and "zahlung" are of "abschlagszahlung".

    A part is at the start or the end (an inflection may follow); in the middle only when too long for an accident.
    """
    start = word.find(needle)
    if start < 0 or len(word) - len(needle) < 3:
        return False
    after = len(word) - start - len(needle)
    if start == 0:
        return after >= 4 or len(needle) >= 5
    if len(needle) < 5 or start < 3:
        return False
    return after <= 2 or len(needle) >= 6


def parts(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The `known` words that `word` is made of: "abschlagszahlung" is "abschlag" + "zahlung".

    The longest first part wins; linking letters between parts and an inflection at the end are allowed. When the word
    cannot be made of known ones altogether, the longest that is a part of it; else nothing.
    """
    usable = {one for one in known if len(one) >= 4 and one != word and one in word}
    found = _parts(word, usable, 0) or ()
    if len(found) > 1:
        return found
    single = max((one for one in usable if compound_of(word, one)), key=lambda one: (len(one), one), default=None)
    return () if single is None else (single,)


def _parts(rest: str, known: set[str], depth: int) -> tuple[str, ...] | None:
    if depth > 4:
        return None
    for end in range(len(rest), 3, -1):
        if rest[:end] not in known:
            continue
        after = rest[end:]
        if len(after) <= 2 and _INFLECTION.sub("", after) == "":
            return (rest[:end],)
        for link in _LINKING:
            if after.startswith(link) and (further := _parts(after[len(link) :], known, depth + 1)):
                return (rest[:end], *further)
    return None


def near(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """The candidates that `word` may be a typing error of: all with the fewest slips.

    One slip from five letters, two from eight; swapped neighbours count as one. Never for anything with a digit,
    because another number is another thing.
    """
    if not 5 <= len(word) <= LONGEST or not word.isalpha():
        return ()
    most = 1 if len(word) < 8 else 2
    found = {one: slips for one in candidates if (slips := _slips(word, one, most)) <= most}
    fewest = min(found.values(), default=0)
    return tuple(sorted(one for one, slips in found.items() if slips == fewest))


def _slips(left: str, right: str, most: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); `most` + 1 for more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, sign in enumerate(left):
        row = [i + 1]
        for j, other in enumerate(right):
            cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (sign != other))
            if i and j and sign == right[j - 1] and left[i - 1] == other:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
