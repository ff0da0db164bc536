"""Sentences and clauses of a turn with their places, and the trimming that turns one into a short phrase.

Owns cutting only; must never add a word that was not said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MAX_CLAIM = 160

_ABBREVIATION = re.compile(
    r"(?:\b(?:z|bzw|ca|nr|tel|str|dr|hr|fr|prof|inkl|evtl|ggf|usw|etc|mr|mrs|ms|no|vs|st|u|d|o|b|a|i|e|g|"
    r"p|m|max|min|mind|zzgl|abzgl|lt|art|geb)|\d{1,2})\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"'“”)]*(?=\s|$)|\s[:;]-?[)(DP](?=\s|$)|\n+")
# Fall away wherever they open a sentence.
_FREE_OPENERS = (
    r"sehr geehrte (?:damen und herren|frau \w+|herr \w+)|guten (?:tag|morgen|abend)|hallo zusammen|"
    r"hallo(?: (?:frau|herr) [A-ZÄÖÜ]\w+)?|hi(?: there)?|hello|hey|moin|servus|grüß gott|grüezi|"
    r"dear (?:sir or madam|sir|madam|mr\.? \w+|ms\.? \w+)|good (?:morning|afternoon|evening)|"
    r"äh+m*|ähm|hm+|ach so|ach|tja|na ja|naja|also|ja|nee|okay|ok|alles klar|und zwar|und|aber|oh|nun|"
    r"yes|yeah|um+|uh+|and|but|(?:vielen |besten |herzlichen )?dank(?: (?:für|fuer) [^,.!?]{0,40})?|"
    r"danke(?: (?:schön|sehr|ihnen))?(?: (?:für|fuer) [^,.!?]{0,40})?|"
    r"thank you(?: (?:very|so) much)?(?: for [^,.!?]{0,40})?|thanks(?: a lot)?(?: for [^,.!?]{0,40})?|bitte|please|"
    r"sorry|excuse me|entschuldigung|entschuldigen sie(?: bitte)?(?: die störung)?|im ernst|außerdem|ausserdem|zudem|"
    r"eine frage (?:hätte ich )?noch|noch eine frage|eins noch|im moment nur eines"
)
# Fall away only before punctuation: "Gut, dann …", but "Gern rufe ich Sie an".
_MARKED_OPENERS = (
    r"(?:sehr )?gut|genau|gerne?|super|prima|perfekt|wunderbar|top|stimmt|richtig|klar|natürlich|selbstverständlich|"
    r"verstehe|verstanden|so|denn|dann|moment|einen moment(?: bitte)?|kein problem|no problem|well|sure|right|great|"
    r"of course|certainly|all ?right|so|oh|fair enough|(?:frau|herr) [A-ZÄÖÜ][\wäöüß-]+|(?:es |"
    r"das )?tut mir (?:sehr )?leid|"
    r"i'm sorry(?: to hear that)?|na toll|na gut|na schön"
)
_OPENERS = re.compile(
    rf"^(?:[\s,;:.!…–—-]|(?:{_FREE_OPENERS})(?![\w'-])|(?:{_MARKED_OPENERS})(?=\s*[,.!:;–]))+", re.IGNORECASE
)
_FRAMES = re.compile(
    r"^(?:ich (?:wollte|wollt) (?:mal |nur |mich )?(?:kurz )?(?:fragen|nachfragen|wissen),?\s*|"
    r"ich hätte (?:da )?(?:mal )?eine frage:?\s*(?=\S)|ich habe (?:da )?(?:mal )?eine frage:\s*|"
    r"ich (?:rufe an|schreibe ihnen),?\s*(?:weil|da)\s+|es geht (?:darum|um folgendes):?,?\s*(?:dass\s)?|"
    r"folgendes:?\s*|"
    r"(?:ich )?(?:möchte|will|wüsste|würde)(?: ich)? (?:noch |nur |auch |gern(?:e)? )*wissen,?\s*|"
    r"i was wondering (?:if|whether)\s+|i(?:'m| am) (?:calling|writing) because\s+|i(?:'d| would) like to know\s*|"
    r"mein name ist [^,.;]{2,40}(?:[,;]\s*(?:und\s)?| und )|ich hei(?:ß|ss)e [^,.;]{2,40}(?:[,;]\s*| und )|"
    r"hier (?:ist|spricht) [^,.;]{2,40}[,;]\s*|[A-ZÄÖÜ][\wäöüß-]+ (?:hier|mein name|am apparat),\s*|"
    r"my name is [^,.;]{2,40}(?:[,;]\s*(?:and\s)?| and )|this is [A-Z][^,.;]{2,30}[,;]\s*)",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"(?<=\s)(?:äh+m*|ähm|halt|irgendwie|sozusagen|quasi|eben mal|mal eben|eigentlich|übrigens|"
    r"ja(?= (?:schon|nun|auch|mal))|you know|kind of|basically)\s",
    re.IGNORECASE,
)
_CLOSERS = re.compile(
    r"[\s,;:–—-]*(?:,?\s(?:bitte|please|danke|thanks|thank you|oder|right|gell|ne))?[\s,;:.!–—-]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a turn: its text without outer white space, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def asks(self) -> bool:
        return "?" in self.text[-4:]


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`. Dates (`3. Februar`), abbreviations (`z. B.`) and ordinals do not end one."""
    sentences: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.end()]
        if match.group() == "." and _ABBREVIATION.search(head) and _goes_on(text, match.end()):
            continue
        _append(sentences, text, start, match.end())
        start = match.end()
    _append(sentences, text, start, len(text))
    return tuple(sentences)


def _goes_on(text: str, end: int) -> bool:
    """After an abbreviation or an ordinal: a digit follows a full stop more often than a month, so look at the next
    word."""
    before = text[:end]
    follows = text[end:].lstrip(" ")
    if not follows or follows[0] == "\n":
        return False
    if re.search(r"\d\.$", before):
        # `3. Februar`, `zum 3. Mal`, `10.02. Danke`: a day or ordinal goes on only into a month, a count or lower case.
        return bool(
            re.match(
                r"(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|mal\b|rate|stock|quartal|etage|person|werktag|"
                r"tag\b|monat|og\b)",
                follows,
                re.IGNORECASE,
            )
        ) or (follows[0].islower() and re.search(r"\b\d{1,2}\.$", before) is not None)
    return True


def _append(sentences: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    trimmed = piece.strip()
    if any(character.isalnum() for character in trimmed):
        begin = start + len(piece) - len(piece.lstrip())
        sentences.append(Sentence(trimmed, begin, begin + len(trimmed)))


def trim(text: str) -> str:
    """`text` without greeting, thanks, fillers and closing words; its first letter capital, at most `MAX_CLAIM`
    long."""
    phrase = " ".join(text.split())
    for _ in range(3):
        before = phrase
        phrase = _FRAMES.sub("", _OPENERS.sub("", phrase)).lstrip()
        if phrase == before:
            break
    phrase = _FILLERS.sub("", phrase)
    asks = phrase.rstrip().endswith("?")
    phrase = _CLOSERS.sub("", phrase.rstrip("?! ")) + ("?" if asks else "")
    # A full stop belongs to a date or an ordinal, and only there.
    if text.rstrip().endswith(".") and re.search(r"(?:^|[\s.])\d{1,2}\.\d{1,2}$", phrase):
        phrase += "."
    phrase = re.sub(r"\s[:;]-?[)(DP]$", "", phrase)
    if len(phrase) > MAX_CLAIM:
        phrase = shorten(phrase, MAX_CLAIM)
    return phrase[:1].upper() + phrase[1:]


def shorten(text: str, limit: int) -> str:
    """`text` cut at a clause or word end, with an ellipsis, never longer than `limit`; no number is cut in two."""
    if len(text) <= limit:
        return text
    head = text[: limit - 2]
    comma = max(head.rfind(", "), head.rfind("; "), head.rfind(" – "))
    cut = comma if comma > limit // 2 else head.rfind(" ")
    return head[: cut if cut > 0 else limit - 2].rstrip(" ,;–-") + " …"
