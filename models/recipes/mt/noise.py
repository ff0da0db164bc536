"""Writes a source sentence the way customers type: lower case, no umlauts, typing errors, shorthand, no punctuation.

Only ever used on the side that is read, never on what the network learns to write. Placeholders stay whole.
"""

from __future__ import annotations

import random
import re

_MARK = re.compile(r"(⟦\d+⟧)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_BARE_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "Ä": "A", "Ö": "O", "Ü": "U"})
_NEIGHBOURS = {
    row[place]: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in ("qwertzuiop", "asdfghjkl", "yxcvbnm")
    for place in range(len(row))
}
_SHORT = {
    "de": {
        "nicht": "nich", "ist": "is", "habe": "hab", "vielleicht": "vllt", "bitte": "bidde", "etwas": "was",
        "beziehungsweise": "bzw.", "zum Beispiel": "z.B.", "eventuell": "evtl.", "bezüglich": "bzgl.", "Nummer": "Nr.",
        "Telefonnummer": "Tel.nr.", "eine": "ne", "einen": "nen", "einmal": "mal", "jetzt": "jez",
        "mit freundlichen Grüßen":
        "mfg", "Mit freundlichen Grüßen": "MfG", "und": "u.", "wäre": "wär", "könnte": "könnt", "Kundennummer": "KdNr",
        "okay": "ok", "Okay": "ok", "Vielen Dank": "vielen dank", "auf das": "aufs", "für das": "fürs", "oder": "od.",
    },
    "en": {
        "you": "u", "your": "ur", "are": "r", "please": "pls", "Please": "pls", "thanks": "thx", "Thanks": "thx",
        "because": "cuz", "I am": "im", "I'm": "im", "do not": "dont", "don't": "dont",
        "cannot": "cant", "can't": "cant",
        "did not": "didnt", "didn't": "didnt", "I have": "ive", "I've": "ive", "going to": "gonna", "want to": "wanna",
        "about": "abt", "with": "w/", "okay": "ok", "number": "no.", "as soon as possible": "asap",
        "does not": "doesnt",
        "doesn't": "doesnt", "is not": "isnt", "isn't": "isnt", "what is": "whats", "it is": "its", "has not": "hasnt",
        "message": "msg", "tomorrow": "tmrw", "Thank you": "thank u", "working": "workin", "account": "acct",
    },
}  # fmt: skip


def roughen(text: str, language: str, rng: random.Random) -> str:
    """`text`, in about a third of the cases as somebody in a hurry would type it."""
    if rng.random() < 0.66:
        return text
    if rng.random() < 0.25:
        text = _shortened(text, language, rng)
    parts = _MARK.split(text)
    kinds = rng.sample(_KINDS, rng.choice((1, 1, 2)))
    for kind in kinds:
        parts = [part if place % 2 else kind(part, rng) for place, part in enumerate(parts)]
    result = "".join(parts)
    return result if any(letter.isalpha() for letter in result) else text


def _shortened(text: str, language: str, rng: random.Random) -> str:
    for word in rng.sample(sorted(_SHORT[language]), 14):
        text = re.sub(rf"\b{re.escape(word)}\b", _SHORT[language][word], text)
    return text


def _lower(text: str, _: random.Random) -> str:
    return text.lower()


def _umlauts(text: str, _: random.Random) -> str:
    return text.translate(_UMLAUTS)


def _bare(text: str, _: random.Random) -> str:
    return text.lower().translate(_BARE_UMLAUTS)


def _no_stop(text: str, _: random.Random) -> str:
    return re.sub(r"[.!?]$", "", text)


def _no_signs(text: str, _: random.Random) -> str:
    return re.sub(r"[.!?,;:'’](?=\s|$)", "", text)


def _typos(text: str, rng: random.Random) -> str:
    for _ in range(1 + len(text) // 50):
        places = [place for place in range(1, len(text) - 1) if text[place].isalpha() and text[place + 1].isalpha()]
        if not places:
            return text
        at = rng.choice(places)
        letter = text[at]
        match rng.randrange(4):
            case 0:
                text = text[:at] + text[at + 1] + letter + text[at + 2 :]
            case 1:
                text = text[:at] + text[at + 1 :]
            case 2:
                text = text[:at] + letter + text[at:]
            case _:
                text = text[:at] + rng.choice(_NEIGHBOURS.get(letter.lower(), letter) or letter) + text[at + 1 :]
    return text


_KINDS = (_lower, _lower, _umlauts, _umlauts, _bare, _no_stop, _no_stop, _no_signs, _typos, _typos)
