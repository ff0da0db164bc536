"""Sentences in a conversation that try to command the program instead of telling the agent something.

Customer text is data: such a sentence is no evidence for anything and gives rise to no claim, and neither does what
follows it in the same turn, for the payload often stands in the next sentence. Read as a person would see it: letters
of other alphabets that look the same, wide letters and invisible characters change nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lotse.domain import sentences

_PROGRAM = (
    r"(?:ki|künstliche intelligenz|sprachmodell|programm|modell|ai|llm|language model|model|summari[sz]er|chatbot)"
)
_NOTE = r"(?:notiz|protokoll|zusammenfassung|vermerk|akte|fallnotiz|note|notes|summary|record|case file|minutes)"
_COMMANDS = (
    # Rules are to be dropped.
    r"\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|überschreib\w*|ignore|disregard|forget|override|bypass|"
    r"stop following|do not follow|don't follow|befolge\w* (?:nicht|keine))\b.{0,60}\b"
    r"(?:anweisung\w*|instruktion\w*|regeln|vorgaben|bisherige\w*|vorherige\w*|instructions?|"
    r"rules|prompts?|guidelines|previous|above|everything (?:you|above|before|i))\b",
    # Something is to be written.
    rf"\b(?:schreib\w*|notier\w*|trag\w*|vermerk\w*|ergänz\w*|füge?\w*|nimm|write|put|add|note down|record|say|include|"
    rf"insert|append)\b.{{0,60}}\b(?:in|into|to|im|ins|zu|zur|zum)\s"
    r"(?:die|der|das|dem|den|the|your|this|deine\w*|ihre\w*)?"
    rf"\s?{_NOTE}\b",
    rf"^\W*(?:interne?\s|wichtige?\s|internal\s|important\s)?{_NOTE}"
    r"\s*(?:an das (?:programm|system)|to (?:self|file))?\s?[:=]",
    r"\b(?:set|setze?n?|change|ändere?)\b.{0,30}\b(?:status|outcome|result|ergebnis)\b.{0,20}\b(?:to|auf|as)\b",
    r"\b(?:mark|markiere?n?|kennzeichne)\b.{0,40}\b(?:as|als)\s"
    r"(?:resolved|solved|approved|closed|gelöst|erledigt|genehmigt)",
    r"^\W*(?:antworte|respond|reply|answer|output|return|print|gib)\b.{0,40}\b"
    r"(?:json|only with|nur mit|exactly|wörtlich|aus:)",
    # Somebody else is to be played.
    r"\b(?:system\s?prompt|systemanweisung|you are now|du bist (?:jetzt|ab jetzt|ab sofort|nun) (?:ein|der|die|im)|"
    r"act as|"
    r"pretend (?:to be|that|you)|tu so,? als|spiele? die rolle|roleplay|role play|stell dir vor,? du (?:bist|wärst)|"
    r"new instructions?:|neue (?:anweisung(?:en)?|regel(?:n)?):|as an ai|als ki\b|developer mode|entwicklermodus|"
    r"admin mode|"
    r"adminmodus|jailbreak|sudo\b)",
    rf"\b(?:an|für|liebe|liebes|dear|attention|to)\s(?:die|das|the|any)?\s?(?:{_PROGRAM})\b\s?(?:[:,]|that|which|die|das)",
    # Lines and marks of a transcript, a prompt or an answer are forged.
    r"^\W*(?:system(?!\s*:\s*(?:windows|mac|linux|android|ios|version))|assistant|assistent|agent|agentin|mitarbeiter|"
    r"mitarbeiterin|berater|beraterin|support|supervisor|admin|bot)\s*(?:\([^)]{0,30}\)\s*)?[:>]",
    r"(?:^|\n)\s*[acsk]\d{1,4}\s*:",
    r"</?(?:system|assistant|user|inst|note|notiz|fact|claim|transcript|instructions?)\b[^>]{0,60}>|"
    r"\[/?(?:inst|system|admin)\b[^\]]{0,20}\]|<\||<!--|```|^\W*#{2,}\s*\w+|\bbegin (?:system|admin|instructions?)\b",
    r"[{,]\s*[\"'“„]?\w{1,20}[\"'”“]?\s*:\s*[\"'“„\[]",
)
_COMMAND = re.compile("|".join(_COMMANDS), re.IGNORECASE | re.DOTALL)
# Letters of other alphabets in the place of the ones they look like.
_LOOKALIKES = str.maketrans(
    "аеорсухіѕјԁһӏАВЕКМНОРСТУХІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν", "aeopcyxisjdhlABEKMHOPCTYXISJABEZHIKMNOPTYXoav"
)
_KEPT = "äöüßÄÖÜ"


MAX_READ = 8_000


@lru_cache(maxsize=4096)
def without_commands(text: str) -> str:
    """`text` with the first commanding sentence and all behind it blanked out, so that places stay what they are.

    Nothing behind `MAX_READ` characters of a turn is read: what is that long was pasted, not said.
    """
    text = text[:MAX_READ]
    seen, places = _as_seen(text)
    whole = _COMMAND.search(seen)
    for sentence in sentences.split(seen):
        if (whole and whole.start() < sentence.end) or _COMMAND.search(sentence.text):
            start = places[sentence.start]
            return text[:start] + " " * (len(text) - start)
    return text


def commands(text: str) -> bool:
    """Whether `text` has a sentence that commands the program."""
    return without_commands(text) != text[:MAX_READ]


def _as_seen(text: str) -> tuple[str, list[int]]:
    """`text` as it looks, and the place in `text` of each of its characters."""
    if text.isascii():
        return text, list(range(len(text) + 1))
    seen: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character in _KEPT:
            shown = character
        elif unicodedata.category(character) in ("Cf", "Mn", "Me", "Cc") and character not in "\n\t\r":
            continue
        else:
            shown = unicodedata.normalize("NFKC", character).translate(_LOOKALIKES)
        seen.append(shown)
        places += [place] * len(shown)
    return "".join(seen), [*places, len(text)]
