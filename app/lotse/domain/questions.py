"""Questions that were asked and not answered: deferred ("das kläre ich"), passed over, or last in the conversation."""

from __future__ import annotations

import re

from lotse.domain.content import content, overlap
from lotse.domain.conversations import Conversation
from lotse.domain.mentions import read
from lotse.domain.notes import Claim, claim_id
from lotse.domain.sentences import MAX_CLAIM, shorten, trim
from lotse.domain.utterances import Utterance, utterances

DEFERS = re.compile(
    r"\b(?:(?:das |dies )?weiß ich\b.{0,25}\bnicht|kann ich\b.{0,40}\b(?:nicht|"
    r"noch nicht)\b.{0,10}\b(?:sagen|einsehen|zusagen|beantworten|sehen|beurteilen)|"
    r"hängt\b.{0,30}\bab\b|nicht sicher|"
    r"(?:das|dies|es|ob\b.*,?) (?:kläre|klärt|klären|prüfe|prüft)|frage (?:ich )?(?:die|das|den|bei|"
    r"beim|unsere)|(?:müssen|muss)\b.{0,60}\bprüfen|(?:nehme|gebe) ich\b.{0,25}\bmit\b|"
    r"gebe (?:ich )?(?:auch )?(?:das )?(?:\w+ ){0,3}mit\b|"
    r"sehe ich (?:hier|gerade|leider)\b.{0,15}\bnicht|notiere die frage|überlege ich mir|"
    r"muss ich (?:erst )?(?:nachfragen|klären|fragen|schauen)|weiß (?:ich|man) (?:noch )?nicht|"
    r"keine ahnung|"
    r"don't know|not sure|can't (?:say|tell)|cannot say|i'll (?:check|find out|ask|look into)|"
    r"need to (?:check|ask)|have to (?:check|ask)|let me find out|get back to you|i'll think about it|"
    r"depends on)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"\b(?:(?:möchte|will|wüsste|würde)\b.{0,20}\bwissen,?|wüsste (?:ich )?(?:es )?gern|wissen (?:gar |"
    r"noch )?nicht, ob|fragt noch,|"
    r"bitte teilen sie (?:uns|mir) mit,|(?:die )?frage,\s*(?:ob|wann|wie|warum)|i(?:'d|"
    r" would) like to know|please let me know (?:if|when|whether|why))",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"^(?:und |aber |also |äh )*(?:wie|wann|warum|wieso|was|wo|wer|welche[rsnm]?|wohin|kann|können|könnte|"
    r"darf|muss|soll|haben sie|ist das|wird|what|when|why|where|how|can|could|is there|do i|will|did)\b",
    re.IGNORECASE,
)
_CHECKS = re.compile(
    r"\b(?:richtig|korrekt|stimmt das|passt das|oder)\?$|^(?:okay|ok|ja|echt|wirklich|bitte|right)\?$|"
    r"haben sie .{0,40}(?:zur hand|da)\?*$|habe ich das richtig",
    re.IGNORECASE,
)
_RHETORICAL = re.compile(
    r"\?\?|^(?:na toll|was soll das|warum sollte ich|und jetzt)\b|warum schreibt ihr|\bwarum sollte ich\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^(?:ja|nein|doch|genau|richtig|klar|natürlich|gern|ok|yes|no|sure|of course|correct)\b", re.IGNORECASE
)
_MAX_QUESTIONS = 8
_LOOK_AHEAD = 30


def find_open_questions(conversation: Conversation) -> tuple[Claim, ...]:
    """Open questions in the order they were asked; several of one turn that stayed open are one claim."""
    said = utterances(conversation)
    by_turn: dict[int, list[Utterance]] = {}
    for one in said:
        by_turn.setdefault(one.turn, []).append(one)
    open_by_turn: dict[int, list[tuple[Utterance, Utterance | None]]] = {}
    for one in said:
        if not is_question(one):
            continue
        state = _deferral(one, by_turn)
        if state is not _ANSWERED:
            open_by_turn.setdefault(one.turn, []).append((one, state))
    claims = [_claim(group) for group in list(open_by_turn.values())[-4 * _MAX_QUESTIONS :]]
    return tuple(claim for claim in claims if not _settled_later(claim, said))[-_MAX_QUESTIONS:]


def is_question(one: Utterance) -> bool:
    """Whether `one` wants an answer: checks ("stimmt das?"), small talk and exclamations do not."""
    if one.small_talk or _CHECKS.search(one.text) or _RHETORICAL.search(one.text):
        return False
    if _INDIRECT.search(one.text):
        return True
    if len(content(one.text)) < 1:
        return False
    return one.asks or (one.text == one.text.lower() and "." not in one.text and _OPENERS.match(one.text) is not None)


_ANSWERED = Utterance(0, "system", "", 0, 0)


def _deferral(question: Utterance, by_turn: dict[int, list[Utterance]]) -> Utterance | None:
    """`_ANSWERED`, the sentence that puts the answer off, or `None` when nobody replied."""
    last = max(by_turn)
    replies = [
        by_turn[turn]
        for turn in range(question.turn + 1, min(last, question.turn + _LOOK_AHEAD) + 1)
        if turn in by_turn and by_turn[turn][0].speaker != question.speaker
    ]
    if not replies:
        return None
    answer = [one for one in replies[0] if not one.subject] or replies[0]
    others = [one for one in by_turn[question.turn] if one is not question and is_question(one)]
    deferring = [one for one in answer if DEFERS.search(one.text)]
    about = [one for one in answer if overlap(one.words, question.words) >= 0.34]
    if deferring:
        return _put_off_by(question, answer, deferring, about, alone=not others)
    if answer and _YES_NO.match(answer[0].text):
        return _ANSWERED
    if _only_asks_back(answer) and not _ever_answered(question, replies[1:]):
        return None
    return _ANSWERED


def _put_off_by(
    question: Utterance, answer: list[Utterance], deferring: list[Utterance], about: list[Utterance], *, alone: bool
) -> Utterance | None:
    """The sentence that puts `question` off, or `_ANSWERED` when another sentence of the reply answers it before."""
    closest = max(deferring, key=lambda one: overlap(one.words, question.words))
    direct = [one for one in about if one not in deferring]
    nearer = direct and overlap(direct[0].words, question.words) > overlap(closest.words, question.words)
    if nearer and answer.index(direct[0]) < answer.index(closest):
        return _ANSWERED
    if answer[0] not in deferring and _YES_NO.match(answer[0].text) and closest not in about:
        return _ANSWERED
    if not alone and direct and closest not in about:
        return _ANSWERED  # several questions: the reply answers this one and puts off another
    return closest


def _only_asks_back(answer: list[Utterance]) -> bool:
    substantial = [one for one in answer if content(one.text) or read(one.text).measures]
    return bool(substantial) and all(one.asks for one in substantial)


def _ever_answered(question: Utterance, replies: list[list[Utterance]]) -> bool:
    """After a question back the answer comes later; some statement of the other side about the same thing is enough."""
    if not replies:
        return False
    words = question.words
    return any(
        not one.asks and (overlap(one.words, words) >= 0.3 or one.speaker == "agent")
        for reply in replies
        for one in reply
    )


def _settled_later(claim: Claim, said: tuple[Utterance, ...]) -> bool:
    """A later statement of the agent about the same thing that does not defer again."""
    last = max(claim.turns)
    words = content(claim.text)
    return any(
        one.turn > last and one.speaker == "agent" and not one.asks and not DEFERS.search(one.text) and len(words) >= 2
        and overlap(words, one.words) >= 0.7 and len(one.words & words) >= 2
        for one in said
    )  # fmt: skip


def _claim(group: list[tuple[Utterance, Utterance | None]]) -> Claim:
    first = group[0][0]
    text = trim(first.text)
    for other, _ in group[1:]:
        joint = f"{text} {trim(other.text)}"
        if len(joint) <= MAX_CLAIM:
            text = joint
    text = shorten(text, MAX_CLAIM)
    places = [question.evidence for question, _ in group]
    places += [deferral.evidence for deferral in dict.fromkeys(one for _, one in group if one is not None)]
    return Claim(claim_id("open_questions", text, first.turn), "open_questions", text, tuple(places), "extraction")
