"""How people write and how machines hear: lower case, missing umlauts and points, slips, shorthand, hesitation.

Owns what happens to a finished sentence. Marks in the text stay where they are, so that claims still read what stands
between them.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "Ä": "A", "Ö": "O", "Ü": "U"})
_POINTS = re.compile("[.,!?;:…]+(?=[\ue000-\uf8ff]*(?:\\s|$))")
_WORD = re.compile(r"(?<![\w@.\-/])[A-Za-zÄÖÜäöüß]{5,}(?![\w@.\-/])")
_SHORT = {
    "de": {
        "nicht": "nich",
        "habe": "hab",
        "vielleicht": "vllt",
        "und": "u.",
        "eine": "ne",
        "einen": "nen",
        "jetzt": "jetz",
        "schon": "scho",
        "bitte": "bidde",
        "Guten": "guten",
        "auch": "auch",
        "Nummer": "Nr",
        "Telefonnummer": "Tel",
        "ist": "is",
        "mal": "ma",
        "gestern": "gestern",
        "danke": "thx",
        "okay": "k",
    },
    "en": {
        "you": "u",
        "please": "pls",
        "have": "hv",
        "because": "cuz",
        "your": "ur",
        "are": "r",
        "thanks": "thx",
        "number": "no.",
        "and": "&",
        "tomorrow": "tmrw",
        "do not": "dont",
        "message": "msg",
        "account": "acct",
        "going to": "gonna",
        "want to": "wanna",
    },
}
_SHORT_RE = {
    language: re.compile(r"(?<![\w])(" + "|".join(map(re.escape, words)) + r")(?![\w])")
    for language, words in _SHORT.items()
}
_PAUSES = {
    "de": ("äh", "ähm", "äh", "ähm", "also", "ja", "hm", "halt", "äh ja"),
    "en": ("uh", "um", "like", "you know", "er"),
}


@dataclass(frozen=True, slots=True)
class Hand:
    """How one side's words come out."""

    lower: float = 0.0
    umlauts: float = 0.0
    bare: float = 0.0
    points: float = 0.0
    tail: float = 0.0
    slips: float = 0.0
    short: float = 0.0
    pauses: float = 0.0


@dataclass(frozen=True, slots=True)
class Style:
    customer: Hand
    agent: Hand
    fillers: float = 0.1
    length: float = 1.0

    def of(self, speaker: str) -> Hand:
        return self.customer if speaker == "customer" else self.agent


_HEARD = Hand(lower=1.0, points=1.0, pauses=0.08)
_CAREFUL = Hand()
STYLES = (
    (Style(_CAREFUL, _CAREFUL), 34),
    (Style(Hand(lower=0.1, tail=0.2, slips=0.08), _CAREFUL), 14),
    (Style(Hand(lower=0.5, umlauts=0.3, tail=0.5, slips=0.2, short=0.3, points=0.2), Hand(slips=0.02)), 12),
    (Style(Hand(lower=0.9, bare=0.1, tail=0.8, slips=0.4, short=0.4, points=0.4), Hand(tail=0.2), fillers=0.03), 7),
    (Style(Hand(umlauts=1.0, slips=0.1), Hand(umlauts=0.1)), 4),
    (Style(_HEARD, _HEARD, fillers=0.2), 14),
    (Style(Hand(pauses=0.15), Hand(pauses=0.05), fillers=0.25), 8),
    (Style(_CAREFUL, _CAREFUL, fillers=0.02, length=2.0), 7),
)


def spoil(text: str, hand: Hand, rng: random.Random, language: str) -> str:
    chance = rng.random
    if hand.pauses and chance() < hand.pauses * 2:
        text = _hesitate(text, rng, language)
    if hand.short and chance() < hand.short:
        words = _SHORT[language]
        text = _SHORT_RE[language].sub(lambda m: words[m[1]] if chance() < 0.5 else m[1], text)
    if hand.slips and chance() < hand.slips:
        text = slip(text, rng)
    if hand.points and chance() < hand.points:
        text = _POINTS.sub("", text)
    elif hand.tail and chance() < hand.tail:
        text = text.rstrip(".!")
    if hand.lower and chance() < hand.lower:
        text = text.lower()
    if language == "de":
        if hand.umlauts and chance() < hand.umlauts:
            text = text.translate(_UMLAUTS)
        elif hand.bare and chance() < hand.bare:
            text = text.translate(_BARE)
    return text


def slip(text: str, rng: random.Random) -> str:
    """Swap, drop or double a letter of one word."""
    hits = list(_WORD.finditer(text))
    if not hits:
        return text
    hit = hits[int(rng.random() * len(hits))]
    word = hit[0]
    at = 1 + int(rng.random() * (len(word) - 3))
    roll = rng.random()
    if roll < 0.5:
        word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif roll < 0.8:
        word = word[:at] + word[at + 1 :]
    else:
        word = word[:at] + word[at] + word[at:]
    return text[: hit.start()] + word + text[hit.end() :]


def _hesitate(text: str, rng: random.Random, language: str) -> str:
    """Put a pause between two words, never into what a claim copies."""
    places = []
    depth = 0
    for at, sign in enumerate(text):
        if "\ue000" <= sign <= "\uf8ff":
            depth += 1 if ord(sign) % 2 == 0 else -1
        elif sign == " " and depth == 0 and at and text[at - 1].isalpha():
            places.append(at)
    if not places:
        return text
    at = places[int(rng.random() * len(places))]
    pauses = _PAUSES[language]
    mark = "," if rng.random() < 0.5 else ""
    return f"{text[:at]}{mark} {pauses[int(rng.random() * len(pauses))]}{mark}{text[at:]}"
