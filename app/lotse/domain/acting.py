"""Who does what a sentence speaks of: the one who says it ("Ich schicke ...") or the one who is spoken to.

Owns the reading of grammatical person, in German and English. Answers only where it is plain; knows no claims.
"""

from __future__ import annotations

import re

from lotse.domain.conversations import Speaker
from lotse.domain.notes import Party

_FIRST = re.compile(r"(?:^|(?<=[\s,;:(]))(?:ich|wir|we|i)(?=['’\s,])", re.IGNORECASE)
# The one spoken to is the subject at the beginning or behind a verb; "the driver picks you up" is about the driver.
_SECOND = re.compile(
    r"^(?:\W*(?:and|so|then|ok|okay|yes|no|well|sure|great|also|now|und|dann|also|ja|nein)\b)*\W*(?:you|du)\b|"
    r"\b(?:can|could|do|did|will|would|have|should|are|were|may|must)\s+you\b|"
    r"\b(?:\w+en|sind|\w+ern|\w+eln|tun)\s+(?-i:Sie)\b|"
    r"^(?:haben|können|könnten|würden|sind|möchten|werden|wollen) sie\b|^\W*Sie (?:\w+en|sind)\b",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"^\W*(?:(?:und|and|ok|okay|also|ja|dann)\b\W*)*(?:der|die|das|unsere?|meine?|eine?|the|our|my|your|a)\s",
    re.IGNORECASE,
)
_ASKS_OTHER = re.compile(r"^(?:\w+,? ){0,2}(?:please|bitte)\b(?! (?:ich|wir|i|we)\b)|\bich bitte Sie\b", re.IGNORECASE)
_WISHES = re.compile(
    r"\b(?:like|want|need|ask|asked)\s+(?:to\s+)?you\b|\b(?:möchte|will|würde|wünsch\w*|brauche)\b[^.?!]{0,25}\bSie\b|"
    r"\blet\b|\blass",
    re.IGNORECASE,
)
_UNDERGOES = re.compile(
    r"\b[Yy]ou(?:['’]re| are| have been|['’]ve been| were|['’]ll get| will (?:get|receive|be|hear))\b|"
    r"\b(?:Sie (?:sind|werden|wurden|erhalten|bekommen|hören)|(?:sind|werden|wurden|erhalten|bekommen|hören) Sie)\b"
)
_DEPENDENT = re.compile(
    r",?\s(?:dass|ob|wenn|falls|weil|damit|sobald|that|if|because|when|whether|since)\s", re.IGNORECASE
)
_NAMES_PARTY: tuple[tuple[Party, re.Pattern[str]], ...] = (
    (
        "customer",
        re.compile(
            r"^(?:der |die |the )?(?:kundin|kunde|customer|client|anruferin|anrufer|caller)\b(?!['’]s?\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "agent",
        re.compile(
            r"^(?:der |die |the )?(?:agent|agentin|mitarbeiterin|mitarbeiter|support|service)\b(?!['’-])(?!\s*center)",
            re.IGNORECASE,
        ),
    ),
)


def doer(sentence: str, speaker: Speaker) -> Party | None:
    """The side that acts in what `speaker` says, or `None` where the sentence does not tell plainly."""
    if speaker == "system" or _WISHES.search(sentence) or _UNDERGOES.search(sentence):
        return None
    return subject(sentence, speaker) or (_other(speaker) if _ASKS_OTHER.search(sentence) else None)


def subject(sentence: str, speaker: Speaker) -> Party | None:
    """The side that the main clause speaks of: `Ich möchte, dass Sie ...` is about the speaker."""
    if speaker == "system":
        return None
    clause = _DEPENDENT.split(sentence, maxsplit=1)[0]
    first, second = _FIRST.search(clause), _SECOND.search(clause)
    if first and (not second or first.start() < second.start()):
        return speaker
    return _other(speaker) if second and not _THIRD.search(clause) else None


def _other(speaker: Speaker) -> Party:
    return "agent" if speaker == "customer" else "customer"


def named_party(text: str) -> Party | None:
    """The side that a sentence of a note names as the one who acts: `Kunde schickt ...`, `The agent sends ...`."""
    return next((party for party, pattern in _NAMES_PARTY if pattern.match(text.strip())), None)
