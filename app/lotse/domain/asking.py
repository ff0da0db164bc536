"""What a customer's turn asks of the knowledge base, and whether it asks anything.

Owns choosing the words; must not search, and must not change what was said.
"""

from __future__ import annotations

from lotse.domain import lexicon, sentences
from lotse.domain.conversations import Conversation

MAX_LOOK_BACK = 4
MAX_WORDS = 40
_MIN_TELLING = 2

# What people say to be polite, to agree, to wait or to end. A sentence of these alone asks for nothing.
_SMALL_TALK = frozenset(
    """
    hallo guten tag morgen abend moin servus gruess gott danke dank vielen herzlichen besten schoen sehr gern gerne ok
    bitte okay ja nein genau richtig stimmt klar alles gut super prima perfekt toll moment kurz sekunde tschuess auch
    wiedersehen wiederhoeren schoenes schoenen wochenende ebenfalls verstehe verstanden ach so hm aha nett freundlich
    hilfe weiter bis dann frau herr name heisse wuensche wiederum freut mich das waers waere nichts mehr erstmal doch na
    mit freundlichen gruessen gruss mfg betreff warte gehe mache schicke sekunden minute minuten spaeter gleich kommt
    hello hi hey good morning evening afternoon thanks thank you lot much yes no sure right great fine perfect bye nice
    goodbye day weekend one second minute wait alright cheers welcome kind regards best wishes name see million patient
    """.split()
)


def newest_question(conversation: Conversation) -> str | None:
    """The query of the newest customer turn that asks something, or `None`. Small talk after it is passed over."""
    customer = [turn for turn in conversation.turns if turn.speaker == "customer"]
    for turn in reversed(customer[-MAX_LOOK_BACK:]):
        query = question_in(turn.text)
        if query is not None:
            return query
    return None


def question_in(text: str) -> str | None:
    """The sentences of a turn that say something to look for, questions first, within `MAX_WORDS` words."""
    telling = [sentence for sentence in sentences.split(text) if _telling_words(sentence.text) >= 1]
    if sum(_telling_words(sentence.text) for sentence in telling) < _MIN_TELLING:
        return None
    chosen: list[str] = []
    room = MAX_WORDS
    for sentence in sorted(telling, key=lambda s: (not s.asks, -_telling_words(s.text), s.start)):
        length = len(sentence.text.split())
        if chosen and length > room:
            continue
        chosen.append(" ".join(sentence.text.split()[:MAX_WORDS]))
        room -= length
    kept = set(chosen)
    in_order = [s for s in (" ".join(t.text.split()[:MAX_WORDS]) for t in telling) if s in kept]
    return " ".join(dict.fromkeys(in_order))


def _telling_words(text: str) -> int:
    """Words that could be looked up: no stop words, no small talk, no bare numbers."""
    words = (asked.word for asked in lexicon.asked(text))
    return sum(1 for word in words if word not in _SMALL_TALK and word.isalpha() and len(word) > 2)
