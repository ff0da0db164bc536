"""Own service sentences in both languages, recombined from frames, nouns, predicates and times.

Ids, amounts, dates and names stand as placeholders in natural places, with the noun before them kept. None of the
frames of `placeholder_test.py`, which measures placeholders, may appear here.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from models.recipes.mt.corpus import PLACEHOLDERS, Pair
from models.recipes.mt.phrases import phrase_pairs
from models.recipes.mt.service_frames import FRAMES, NOUNS, OPENERS, PREDICATES, TIMES

_TOKEN = re.compile(r"\[(?P<word>[A-Za-z]+?)(?P<case>[134])?(?P<second>2nd)?\]")
_MARK = re.compile(r"\{(\d+)\}")
_CASES = {
    "m": {"1": "", "3": "em", "4": "en"},
    "f": {"1": "e", "3": "er", "4": "e"},
    "n": {"1": "", "3": "em", "4": ""},
}
_ARTICLES = {
    "der": {"m": ("der", "dem", "den"), "f": ("die", "der", "die"), "n": ("das", "dem", "das")},
    "dies": {
        "m": ("dieser", "diesem", "diesen"),
        "f": ("diese", "dieser", "diese"),
        "n": ("dieses", "diesem", "dieses"),
    },
    "zu": {"m": ("zum",) * 3, "f": ("zur",) * 3, "n": ("zum",) * 3},
}
_SMALL = {
    "de": set(
        "ich wir es er man mein meine meinen meiner meinem unser unsere der die das den dem des dieser diese "
        "dieses diesen wo wann "
        "wie warum was wer welche welcher bitte leider am im in ins für seit laut mit auf unter bei beim "
        "nach vor ab bis könnten "
        "können konnten möchten wollen hat hatte ist sind war waren wird wurde wurden kann muss müssen gibt "
        "darf soll sollte stimmt "
        "ein eine einen einer kein keine trotz wegen von zu zum zur heute gestern morgen aber hier nicht "
        "noch nur auch dann da "
        "wenn weil ob um aus über offen bedeutet gilt geht passt anbei genau haben hätten werden muss alle "
        "alles jeder viele "
        "klicken wählen geben öffnen prüfen senden tun machen lassen".split()
    ),
    "en": set(
        "the a an my your our his her its this that these those we you he she it they there what where when "
        "why how who which "
        "please unfortunately on in at for from with by as do does did is are was were has have can could "
        "will would may must should "
        "if because no not since according all every many some one click select enter open check let make".split()
    ),
}
"""Words that lose their capital letter when something comes before the sentence they open."""


@dataclass(frozen=True)
class Noun:
    """A German noun with its gender and its English word; `kind` says which frames it fits."""

    de: str
    gender: str
    en: str
    kind: str


def service_pairs(number: int, rng: random.Random) -> list[Pair]:
    """`number` sentences: single frames, frames with an opener, two frames joined, and the fixed phrases."""
    return [_one(rng) for _ in range(number)]


def _one(rng: random.Random) -> Pair:
    draw = rng.random()
    if draw < 0.15:
        return numbered(rng.choice(_PHRASES), rng)
    pair = _filled(rng.choice(_ALL), rng)
    if draw > 0.86 and _joins(pair):
        second = _filled(rng.choice(_STATEMENTS), rng)
        pair = _joined(pair, second, rng)
    elif draw > 0.66:
        opener = rng.choice(_OPENERS)
        pair = _joined_by(opener, pair)
    return numbered(pair, rng)


def _filled(frame: tuple[str, str, str], rng: random.Random) -> Pair:
    kind, de, en = frame
    fitting = [noun for noun in _NOUNS if not kind or noun.kind in kind]
    nouns = rng.sample(fitting, 2)
    predicate = rng.choice(_PREDICATES[nouns[0].kind])
    time = rng.choice(_TIMES)

    def german(match: re.Match[str]) -> str:
        word = match["word"]
        noun = nouns[1 if match["second"] else 0]
        if word == "pred":
            return predicate[0]
        if word == "zeit":
            return time[0]
        if word == "N":
            return noun.de
        return f"{_determiner(word, noun.gender, match['case'] or '1')} {noun.de}"

    def english(match: re.Match[str]) -> str:
        word = match["word"]
        noun = nouns[1 if match["second"] else 0]
        if word == "pred":
            return predicate[1]
        if word == "zeit":
            return time[1]
        if word == "N":
            return noun.en
        if word.lower() == "a":
            word = word + "n" if noun.en[0] in "aeio" else word
        return f"{word} {noun.en}"

    return Pair(_capital(_TOKEN.sub(german, de)), _capital(_TOKEN.sub(english, en)))


def _determiner(word: str, gender: str, case: str) -> str:
    small = word.lower()
    if small in _ARTICLES:
        found = _ARTICLES[small][gender]["134".index(case)]
        return found.capitalize() if word[0].isupper() else found
    return word + _CASES[gender][case]


def _joins(pair: Pair) -> bool:
    return pair.de.endswith(".") and pair.en.endswith(".") and len(pair.de) < 70 and not pair.de.startswith("Bitte")


def _joined(first: Pair, second: Pair, rng: random.Random) -> Pair:
    de, en = rng.choice(((" und", ", and"), (", aber", ", but"), (" und", " and"), (", denn", " because"), (";", ";")))
    return _joined_by((first.de[:-1] + de, first.en[:-1] + en), second)


def _joined_by(opener: tuple[str, str], pair: Pair) -> Pair:
    higher = len(set(_MARK.findall(opener[0])))
    de, en = (_MARK.sub(lambda m: f"{{{int(m[1]) + higher}}}", text) for text in (pair.de, pair.en))
    return Pair(f"{opener[0]} {without_capital(de, 'de')}", f"{opener[1]} {without_capital(en, 'en')}")


def numbered(pair: Pair, rng: random.Random) -> Pair:
    """The slots become placeholders: mostly as the product numbers them (from 0 in the order of one side), else any."""
    slots = list(dict.fromkeys(_MARK.findall(pair.de if rng.random() < 0.5 else pair.en)))
    marks = PLACEHOLDERS[: len(slots)]
    if rng.random() < 0.3:
        marks = tuple(rng.sample(PLACEHOLDERS, len(slots)))
    chosen = dict(zip(slots, marks, strict=True))
    return Pair(*(_MARK.sub(lambda m: chosen[m[1]], text) for text in (pair.de, pair.en)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def without_capital(text: str, language: str) -> str:
    """`text` as it goes on behind an opener; a capital that may belong to the word itself stays."""
    first = re.split(r"[\s,.']", text, maxsplit=1)[0]
    return text[0].lower() + text[1:] if first.lower() in _SMALL[language] else text


def _frames() -> list[tuple[str, str, str]]:
    found = []
    for line in FRAMES.strip().splitlines():
        de, en = line.split("|")
        kind = ""
        if ":" in de[:5] and de.split(":")[0].isalpha() and de[0].islower():
            kind, de = de.split(":", 1)
        found.append((kind, de.strip(), en.strip()))
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    return [tuple(line.split("|")) for line in text.strip().splitlines()]  # type: ignore[misc]


_ALL = _frames()
_STATEMENTS = [frame for frame in _ALL if frame[1].endswith(".") and not frame[1].startswith("Bitte")]
_NOUNS = [Noun(*part.split(",")[:3], kind) for kind, text in NOUNS.items() for part in text.strip().split(";")]  # type: ignore[arg-type]
_PREDICATES = {kind: _pairs(text) for kind, text in PREDICATES.items()}
_TIMES = _pairs(TIMES)
_OPENERS = _pairs(OPENERS)
_PHRASES = [Pair(*(re.sub(r"⟦(\d)⟧", r"{\1}", text) for text in (pair.de, pair.en))) for pair in phrase_pairs()]
