"""BConTrasT: service chats readable wholly in German or in English, without any annotation; own splits.

Owns what rules can derive exactly, from both languages of a turn at once: where the two readings do not say the same,
the turn is unsure. It is the only real German service talk there is to learn from.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lotse.domain.conversations import Speaker, Turn
from lotse.domain.increments import RawClaim
from models.recipes.lm.corpora import english, german
from models.recipes.lm.corpora.annotated import Conversation, RealTurn, rows, sentences, shortened, unique, whole_words

_WAITS = re.compile(
    r"\b(?:moment|sekunde|minute bitte|augenblick|lassen sie mich|ich (?:schaue|prüfe|sehe|überprüfe)|warten|one sec|"
    r"second|let me|hold on|i'll check|looking)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:danke|dank|tschüss?|wiedersehen|thank|thanks|bye)\b|\bdas (?:ist|wäre|war) alles\b|\bthat(?:'s| is) "
    r"(?:all|it)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.])\+?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\w)")
_AMOUNT = re.compile(
    r"(?<!\w)(?:[$€£] ?\d[\d.,]*\d|[$€£] ?\d|\d[\d.,]*\d ?(?:[$€£]|dollars?\b|euros?\b)|\d ?(?:[$€£]|dollars?\b|"
    r"euros?\b))",
    re.IGNORECASE,
)
_TIME = {
    "de": re.compile(r"(?<![\w:.])\d{1,2}(?:[:.]\d\d)? Uhr\b|(?<![\w:.$€])\d{1,2}:\d\d(?![\w:])"),
    "en": re.compile(
        r"(?<![\w:.$€])\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|(?<![\w:.$€])\d{1,2}:\d\d(?![\w:])", re.IGNORECASE
    ),
}
_STRAY = re.compile(r"\d")
_NO_ANSWER = re.compile(
    r"\b(?:ja|nein|nicht|kein\w*|egal|weiß|sicher|ok|okay|klar|danke|bitte\?|wie|was|yes|no|not|none|any|sure|yeah|"
    r"don't|idk|whatever|what|how|either|that|this|das|dies\w*|beide\w*|both|it|es|moment|hm+|uh|um)\b|\?",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:[Mm]ein Name ist|[Ii]ch heiße|[Mm]y name(?: is|'s))\s+(?P<name>[A-ZÄÖÜ]\w+(?: [A-ZÄÖÜ]\w+)?)")
_READ_BACK = re.compile(
    r"\b(?:richtig|korrekt|stimmt das|verstanden|right|correct)\s*\?+\s*$|^(?:also|so|um es zu bestätigen|to "
    r"confirm)\b",
    re.IGNORECASE,
)
_SMALL_TALK = frozenset(
    """ja nein nee nö ok okay danke dank dankeschön vielen herzlichen bitte bitteschön gern gerne gut guten sehr
    schön schönen tag abend morgen das ist es in ordnung klingt hört sich an so richtig genau stimmt korrekt
    super toll prima perfekt großartig wunderbar ausgezeichnet hervorragend fantastisch klasse fein alles klar
    verstanden verstehe natürlich sicher hallo hi hey tschüss tschüs tschüß wiedersehen auf bis dann später
    ihnen sie mir ich wir auch für ihre hilfe mich und oh ah ach na nun noch einen eine ein der die den war wars
    wäre wird sein haben hat alle nichts nicht mehr brauche heute jetzt geschehen viel spaß freut kein keine
    problem gleichfalls wünsche tages rest ihres weiter machen sie's passt moment yes yeah yep yup no nope
    thanks thank you much very please good great perfect awesome excellent fine sounds that that's it's it is
    all i'm i am for your help alright right correct sure hello bye goodbye have a nice day one too welcome
    you're cool wonderful well got what the and we will be me my do need anything else nothing not of course
    exactly go ahead works would just now then enjoy""".split()
)
_LEFT = {"customer": 1, "agent": 4}
_LONGEST_ANSWER = 6


@dataclass(frozen=True)
class Rules:
    """How one language says what is looked for."""

    wish: Callable[[str], str]
    done: Callable[[str], str]
    questions: Callable[[str], list[str]]
    promise: re.Pattern[str]
    asked: tuple[tuple[str, re.Pattern[str]], ...]
    filler: re.Pattern[str]


_RULES = {
    "de": Rules(german.wish, german.done, german.questions, german.PROMISE, german.ASKED, german.FILLER),
    "en": Rules(english.wish, english.done, english.questions, english.PROMISE, english.ASKED, english.FILLER),
}


def conversations(
    folder: Path, split: str, language: str, order: random.Random | None = None
) -> Iterator[Conversation]:
    for row in rows(folder / "bcontrast" / f"{split}.jsonl.gz", order):
        yield read(row["turns"], language)


def read(turns: list[dict[str, Any]], language: str) -> Conversation:
    """The conversation in `language`; a turn is sure only where both languages give the same kinds of claims."""
    both = {code: _read([(raw["s"], raw[f"t_{code}"]) for raw in turns], code) for code in ("de", "en")}
    other = both["en" if language == "de" else "de"]
    agreed: list[RealTurn] = []
    for mine, theirs in zip(both[language], other, strict=True):
        if mine.sure and theirs.sure and _kinds(mine) == _kinds(theirs):
            agreed.append(mine)
        else:
            agreed.append(RealTurn(mine.turn, (), (*mine.claims, *mine.optional), False))
    return tuple(_without_loose_ends(agreed))


def _kinds(turn: RealTurn) -> list[tuple[object, ...]]:
    return sorted(
        (claim.section, claim.key, claim.turns, claim.value * (claim.section == "outcome")) for claim in turn.claims
    )


def _without_loose_ends(turns: list[RealTurn]) -> Iterator[RealTurn]:
    """An answer to a question that is not sure is not sure either."""
    open_turns = {turn.turn.n for turn in turns for claim in turn.claims if claim.section == "open"}
    for turn in turns:
        if all(claim.section != "answered" or claim.turns[0] in open_turns for claim in turn.claims):
            yield turn
        else:
            yield RealTurn(turn.turn, (), (*turn.claims, *turn.optional), False)


def _read(said: list[tuple[Speaker, str]], language: str) -> list[RealTurn]:
    rules = _RULES[language]
    made: list[RealTurn] = []
    open_question, key_asked, wanted, booked = 0, "", False, False
    for n, (speaker, raw) in enumerate(said, start=1):
        text = " ".join(raw.split())
        claims = _values(text, n, language)
        optional: list[RawClaim] = []
        sure = True
        if speaker == "customer":
            answer = _answer(text, key_asked, rules)
            if answer and not claims:
                claims.append(RawClaim("fact", (n,), key=key_asked, value=answer))
            elif key_asked and not claims:
                sure = len(text.split()) <= 2 and not _STRAY.search(text)
            words = rules.wish(text)
            if words and not wanted and not key_asked:
                claims.append(RawClaim("intent", (n,), text=words))
                wanted = True
            elif words:
                sure = False
            asked = rules.questions(text)
            if asked and not words:
                claims += [RawClaim("open", (n,), text=question) for question in asked]
                open_question = n
            elif "?" in text:
                sure = False
            if n + 2 > len(said) and booked and _ENDS.search(text):
                claims.append(RawClaim("outcome", (n,), value="resolved"))
        else:
            if open_question and n - open_question <= 2:
                if not _WAITS.search(text) and "?" not in text and len(text.split()) >= 2:
                    claims.append(RawClaim("answered", (open_question, n)))
                    open_question = 0
                else:
                    sure = "?" not in text
                    open_question = 0 if "?" in text else open_question
            if _READ_BACK.search(text):
                claims, optional = [claim for claim in claims if claim.section != "fact"], claims
            what = rules.done(text)
            if what:
                claims.append(RawClaim("step", (n,), text=what, actor="agent"))
                booked = True
            sure = sure and rules.promise.search(text) is None
        key_asked = _key_asked(text, rules) if speaker == "agent" else ""
        covered = " ".join(f"{claim.text} {claim.value}" for claim in (*claims, *optional))
        sure = sure and all(run in covered for run in re.findall(r"\d+", text))
        sure = sure and (bool(claims or optional) or _says_little(text, speaker))
        made.append(RealTurn(Turn(n, speaker, text), unique(claims), tuple(optional), sure))
    return made


def _says_little(text: str, speaker: Speaker) -> bool:
    """Whether a turn without claims holds nothing to note: small talk, or an agent who asks or looks something up."""
    if speaker == "agent" and (text.endswith("?") or _WAITS.search(text)):
        return True
    left = [word for word in re.findall(r"[^\W\d_]+(?:'\w+)?", text.lower()) if word not in _SMALL_TALK]
    return len(left) <= _LEFT.get(speaker, 0)


def _values(text: str, n: int, language: str) -> list[RawClaim]:
    found = [RawClaim("fact", (n,), key="name", value=match["name"]) for match in _NAME.finditer(text)]
    rest = text
    for key, pattern in (("phone", _PHONE), ("amount", _AMOUNT), ("time", _TIME[language])):
        for match in pattern.finditer(rest):
            value = whole_words(text, match.start(), match.end()).rstrip("?")
            if len(value) <= len(match[0]) + 1:
                found.append(RawClaim("fact", (n,), key=key, value=value))
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    return found


def _key_asked(text: str, rules: Rules) -> str:
    """What the last question of an agent asks for, where its words leave no doubt."""
    parts = sentences(text)
    if not parts or not parts[-1].endswith("?") or " oder " in parts[-1] or " or " in parts[-1]:
        return ""
    found = [key for key, pattern in rules.asked if pattern.search(parts[-1])]
    return found[0] if len(found) == 1 else ""


def _answer(text: str, key: str, rules: Rules) -> str:
    """The short answer to what was asked for, without the words around it."""
    if not key:
        return ""
    words = text
    while (less := rules.filler.sub("", words).strip(" ,.!")) != words:
        words = less
    if not words or _NO_ANSWER.search(words) or len(words.split()) > _LONGEST_ANSWER or len(sentences(words)) != 1:
        return ""
    at = text.find(words)
    return shortened(whole_words(text, at, at + len(words))) if at >= 0 else ""
