"""The sentences of a conversation in order, each with its turn, its language aside: what the extraction walks over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lotse.domain import sentences
from lotse.domain.content import content
from lotse.domain.conversations import Conversation, Speaker, Turn
from lotse.domain.instructions import without_commands
from lotse.domain.notes import Evidence

# Speech recognition without punctuation: a new thought begins at these words.
_THOUGHT = re.compile(
    r"\s(?=(?:aber|und (?:wie|wann|was|kann|die|wissen|sie|kostet)|dann (?:verschieben|frage|lieber|bis)|"
    r"nein|haben sie|können sie|kann ich|was kann|welche|wie heißt|wie lange|wann|muss ich|"
    r"ich (?:hab|habe|schreibe|frage|rufe|schicke|melde|hätte|brauche|möchte)|da (?:bin|soll|ist)|äh also|"
    r"weil|falls|und dann|but|and (?:how|when|what|can|could)|can (?:i|you)|could you|i (?:have|need|want|"
    r"will))\b)",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[.!?;]")
_SUBJECT = re.compile(r"^\s*(?:betreff|subject)\s*:\s*(?:(?:aw|re|fwd|wg)\s*:\s*)*", re.IGNORECASE)
_CLOSING = re.compile(
    r"^(?:mit (?:freundlichen|besten|herzlichen) grüßen?|(?:viele|beste|freundliche|liebe|"
    r"herzliche) grüße|kind regards|best regards|regards|yours (?:sincerely|faithfully)|gruß|vg|mfg)\b",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"wie kann ich (?:ihnen )?(?:weiter)?helfen|was kann ich für sie tun|wie geht es ihnen|"
    r"kann ich (?:ihnen )?(?:sonst )?noch (?:etwas|was|irgendwie|mit|weiter)|sonst noch (?:etwas|fragen|"
    r"was)|noch etwas\?|"
    r"haben sie (?:sonst )?noch (?:weitere )?(?:etwas|fragen)|how (?:can|may) i help|how are you|"
    r"anything else|was noch\?|was darf ich|schönen (?:tag|abend)|auf wieder(?:sehen|hören)|"
    r"have a (?:nice|great|good) (?:day|one)|"
    r"tschü(?:ss|ß)|^bis (?:später|dann)|alles gute|darf es sonst",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence said in a turn."""

    turn: int
    speaker: Speaker
    text: str
    start: int
    end: int
    subject: bool = False

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.turn, self.start, self.end)

    @property
    def asks(self) -> bool:
        return "?" in self.text[-4:]

    @property
    def small_talk(self) -> bool:
        return _SMALL_TALK.search(self.text) is not None

    @property
    def words(self) -> frozenset[str]:
        return content(self.text)


def utterances(conversation: Conversation) -> tuple[Utterance, ...]:
    """Every sentence of customer and agent; greetings at the end of a mail and its signature are left out."""
    return tuple(one for turn in conversation.turns if turn.speaker != "system" for one in of_turn(turn))


def of_turn(turn: Turn) -> Iterator[Utterance]:
    text = without_commands(turn.text)
    for sentence in sentences.split(text):
        if _CLOSING.match(sentence.text):
            return
        subject = _SUBJECT.match(sentence.text)
        if subject:
            start = sentence.start + subject.end()
            yield Utterance(turn.n, turn.speaker, text[start : sentence.end], start, sentence.end, subject=True)
            continue
        for start, end in _thoughts(text, sentence):
            yield Utterance(turn.n, turn.speaker, text[start:end], start, end)


def _thoughts(text: str, sentence: sentences.Sentence) -> Iterator[tuple[int, int]]:
    """Cut a long run of words without punctuation, as speech recognition writes it, where a new thought begins."""
    if len(sentence.text) < 60 or _PUNCTUATION.search(sentence.text) or "," in sentence.text:
        yield sentence.start, sentence.end
        return
    start = sentence.start
    for match in _THOUGHT.finditer(text, sentence.start, sentence.end):
        if len(text[start : match.start()].split()) >= 3:
            yield start, match.start()
            start = match.end()
    yield start, sentence.end
