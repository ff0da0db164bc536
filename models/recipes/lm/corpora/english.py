"""What an English sentence says by its form: a wish, a question, something done. Words of the turn, never others.

Used where an annotation says that a turn holds a wish or a question but not which words.
"""

from __future__ import annotations

import re

from models.recipes.lm.corpora.annotated import sentences, shortened, whole_words

_END = r"(?:[^.?!;,]|(?<=\d)[.,](?=\d)|(?<=\b[DM]r)\.|(?<=\bMrs)\.|(?<=\bSt)\.){3,110}"
_WISH = re.compile(
    r"(?:\b(?:i (?:would|'d) (?:like|love)(?: you)?(?: to)?|i (?:also |just |really )*(?:want|need)(?: you)?(?: to)?|"
    r"would (?:like|love)(?: you)?(?: to)?|want(?: you)? to|wanna|need(?: you)? to|looking to|help me(?: to| with)?|"
    r"(?:can|could|would|will) you(?: please| kindly| also)*(?: help)?(?: me)?(?: to| with)?|"
    r"(?:can|could|may) i(?: please| also)*|trying to|planning to|hoping to|like you to|looking for|searching for|"
    r"interested in|i(?:'ll| will) (?:have|take)|i'm (?:also )?going to need)|"
    r"'d (?:like|love)(?: you)?(?: to)?|^please(?: help me(?: to)?)?|^(?=(?:find|book|search|get|check|reserve) ))\s*"
    rf"\b(?P<wish>{_END})",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,]*\b(?:please|thanks|thank you|though|for me|right now|if possible)$", re.IGNORECASE)
_EMPTY = re.compile(
    r"^(?:you|me|i|it|that|this|to|help|some help|do that|do so)\b.{0,8}$|^(?:know|help)\b", re.IGNORECASE
)
_VERBS = (
    r"booked|reserved|scheduled|made|purchased|bought|transferred|sent|added|confirmed|placed|cancell?ed|submitted|"
    r"ordered|completed|rented|started|paid|set|saved|arranged|rescheduled|updated|changed|recorded"
)
_DONE = (
    re.compile(
        rf"\b(?:i|we)(?:'ve| have)?\s+(?:just |successfully |already |now |gone ahead and )*"
        rf"(?P<done>(?:{_VERBS})\b(?:[^.?!;,]|(?<=\d)[.,](?=\d)){{3,90}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<done>\b(?:your|the)\s[^.?!,;]{{3,60}}?\s(?:has|have|is|are|was|were)(?: been| now| all)*\s"
        rf"(?:successfully )?(?:{_VERBS}|successful|done)\b)",
        re.IGNORECASE,
    ),
)
_CHECK = re.compile(
    r"\b(?:right|correct|okay|ok|sure)\?$|^(?:ok|okay|really|what|sorry|pardon|huh)\b.{0,12}\?$", re.IGNORECASE
)
_ASKING = re.compile(
    r"^(?:and |also |ok |okay |great |thanks |so |but |well |[a-z' ]{0,25}, )*(?:what|when|where|which|who|how|"
    r"why|is|are|do|"
    r"does|did|will|was|were|has|have|can|could|would|tell me|let me know|give me|i(?:'d| would) (?:also )?like "
    r"to know|"
    r"i (?:also )?(?:want|need) to know|please (?:tell|give|let))\b",
    re.IGNORECASE,
)
PROMISE = re.compile(
    r"\b(?:i'll|i will|we'll|we will|i am going to|i'm going to|you(?:'ll| will) (?:receive|get))\b", re.IGNORECASE
)


def wish(text: str) -> str:
    """The words that say what the customer wants, or nothing."""
    for sentence in sentences(text):
        for found in _WISH.finditer(sentence):
            words = shortened(whole_words(sentence, found.start("wish"), found.end("wish"))).rstrip("?! ")
            words = _TAIL.sub("", words)
            if len(words.split()) >= 2 and not _EMPTY.match(words):
                return words
    return ""


def questions(text: str, but: str = "") -> list[str]:
    """The sentences of `text` that ask, without the one that holds `but` and without mere checks."""
    parts = [part for part in sentences(text) if not (but and but in part) and not _CHECK.search(part)]
    asked = [part for part in parts if part.endswith("?")] or [part for part in parts if _ASKING.match(part)]
    return [words for part in asked if len((words := shortened(part.strip(" \"'")).lstrip(",.- ")).split()) >= 2]


def done(text: str) -> str:
    """What the agent says to have done, or nothing."""
    for sentence in sentences(text):
        if sentence.endswith("?"):
            continue
        for pattern in _DONE:
            found = pattern.search(sentence)
            if found:
                return shortened(whole_words(sentence, found.start("done"), found.end("done")))
    return ""


FILLER = re.compile(
    r"^(?:yes|yeah|yep|no|oh|ok|okay|well|so|um+|uh+|hm+|and|please|sure|i(?:'d| would) like(?: to)?|i(?:'ll| "
    r"will) take|"
    r"i (?:want|need|think)|it(?:'s| is)|that(?:'s| is| would be)|there (?:will|would) be|my name is|"
    r"my (?:phone )?number is|for|in|at|to|on|just|maybe|let's say|let's do|the)\b[\s,.:]*|[\s,]*\b(?:please|"
    r"thanks)[.!]*$|[.!]+$",
    re.IGNORECASE,
)
ASKED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(words, re.IGNORECASE))
    for key, words in (
        ("people", r"how many (?:people|persons|guests|passengers|riders)|party size|for how many\b"),
        ("tickets", r"how many (?:tickets|seats)"),
        ("name", r"(?:your|the|what|whose) (?:full )?name\b"),
        ("phone", r"phone number|cell number|number .{0,15}reach"),
        ("city", r"(?:what|which) city|where are you (?:located|at)"),
        ("title", r"(?:what|which) (?:movie|film)\b"),
        ("place", r"(?:what|which) (?:theater|theatre|cinema|restaurant|shop|mechanic|starbucks|location|store)\b|"
                  r"picked up|pick(?:-| )?up (?:address|location)|pick you up"),
        ("destination", r"where (?:are you (?:going|headed|heading)|(?:do|would|did) you .{0,10}(?:go|like to go))|"
                        r"where to\b|destination|drop(?:-| )?off"),
        ("size", r"(?:what|which) size"),
        ("category", r"(?:what|which) (?:type|kind|sort)s? of"),
        ("problem", r"what (?:problems?|issues?|seems)|what(?:'s| is) the (?:problem|issue|reason)|reason for"),
        ("vehicle", r"(?:what|which) (?:car|vehicle)|make and model|kind of (?:car|vehicle)|type of (?:car|vehicle)"),
        ("time", r"what time|what showtime|which showtime"),
        ("date", r"(?:what|which) (?:day|date)|\bwhen (?:would|do|did|are|is|were|will)"),
    )
)  # fmt: skip
