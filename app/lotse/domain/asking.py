"""What a customer's turn asks of the knowledge base, and whether it asks anything.

Owns choosing the words; must not search, and must not change what was said.
"""

from __future__ import annotations

import re

from lotse.domain import lexicon, masks, sentences
from lotse.domain.conversations import Conversation

MAX_LOOK_BACK = 6
MAX_QUERIES = 4
MAX_WORDS = 30
_MIN_TELLING = 2
_MOST_LABEL_WORDS = 2

# What people say to be polite, to agree, to wait or to end. A sentence of these alone asks for nothing.
_SMALL_TALK = frozenset(
    """
    hallo guten tag morgen abend moin servus gruess gott danke dank vielen herzlichen besten schoen sehr gern gerne ok
    bitte okay ja nein genau richtig stimmt klar alles gut super prima perfekt toll moment kurz sekunde tschuess auch
    wiedersehen wiederhoeren schoenes schoenen wochenende ebenfalls verstehe verstanden ach so hm aha nett freundlich
    hilfe weiter bis dann frau herr name heisse wuensche wiederum freut mich das waers waere nichts mehr erstmal doch na
    mit freundlichen gruessen gruss mfg betreff warte gehe mache schicke sekunden minute minuten spaeter gleich kommt
    sagt sage gesagt weiss glaube denke finde muesste wollte kriege bekomme seit zehn zwei drei eigentlich uebrigens
    hello hi hey good morning evening afternoon thanks thank you lot much yes no sure right great fine perfect bye nice
    goodbye day weekend one second minute wait alright cheers welcome kind regards best wishes name see million patient
    sorry okay today tomorrow yesterday just really think know said got
    """.split()
)
_CLAUSE = re.compile(r"\s(?:und|and)\s|[:;,]\s")
_CLAUSE_END = re.compile(r"[,;:.!?]")
_VERB_BEGINNINGS = frozenset("ab an auf aus ein um zu zurück weg fest nach vor mit".split())
_HELPERS = frozenset(
    "habe hatte wird werden kann muss möchte will soll eine einen meine meinen dann noch nicht auch".split()
)
_MARK = re.compile(r"⟦\d+⟧")


def questions(conversation: Conversation) -> tuple[tuple[str, ...], ...]:
    """What to search for in each of the newest customer turns that ask something, oldest first."""
    customer = [turn for turn in conversation.turns if turn.speaker == "customer"]
    asked = (queries(turn.text) for turn in customer[-MAX_LOOK_BACK:])
    return tuple(one for one in asked if one)


def queries(text: str) -> tuple[str, ...]:
    """What a turn says that can be looked up: its sentences, questions first, and the parts of what asks two things.

    Without greetings, numbers and contact data, which match by accident; and without sentences that only hand one over
    ("My meter number is ..."): they answer a question of the agent.
    """
    found = [(one.asks, _plain(one.text)) for one in sentences.split(text) if not _hands_over(one)]
    telling = [(asks, plain) for asks, plain in found if telling_words(plain) >= _MIN_TELLING]
    telling.sort(key=lambda pair: not pair[0])
    chosen = [plain for _, plain in telling]
    for _, plain in telling:
        parts = [part for part in _CLAUSE.split(plain) if telling_words(part) >= _MIN_TELLING]
        if parts != [plain]:
            chosen += parts
    whole = " ".join(plain for _, plain in found)
    if len(found) > 1 and len(whole.split()) <= MAX_WORDS and telling_words(whole) >= _MIN_TELLING:
        chosen.append(whole)
    return tuple(dict.fromkeys(" ".join(query.split()[:MAX_WORDS]) for query in chosen))[:MAX_QUERIES]


def surety(query: str) -> float:
    """How much a hit for `query` is worth: two words are found together by accident sooner than five."""
    return {2: 0.8, 3: 0.9}.get(telling_words(query), 1.0)


def _hands_over(sentence: sentences.Sentence) -> bool:
    masked, slots = masks.mask(sentence.text)
    return bool(slots) and not sentence.asks and telling_words(_MARK.sub(" ", masked)) <= _MOST_LABEL_WORDS


def _plain(text: str) -> str:
    plain = sentences.trim(" ".join(_MARK.sub(" ", masks.mask(text)[0]).split()))
    return " ".join((plain, *_whole_verbs(plain)))


def _whole_verbs(text: str) -> list[str]:
    """German puts the beginning of a verb at the end of its clause: "ziehe ... um" is looked up as "umziehe" too."""
    verbs: list[str] = []
    for clause in _CLAUSE_END.split(text):
        words = clause.split()
        if len(words) >= 3 and words[-1] in _VERB_BEGINNINGS:
            verbs += [
                words[-1] + word for word in words[:-1] if word.islower() and len(word) >= 4 and word not in _HELPERS
            ]
    return verbs


def telling_words(text: str) -> int:
    """Words that could be looked up: no stop words, no small talk, no bare numbers."""
    words = (asked.word for asked in lexicon.asked(text))
    return sum(1 for word in words if word not in _SMALL_TALK and word.isalpha() and len(word) > 2)
