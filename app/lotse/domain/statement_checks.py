"""Who a claim says it of, and whether it says yes or no: compared with the sentences it rests on.

Owns which sentences those are, the sides (`wrong_speaker`) and the signs (`negation_differs`). Not the values in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from lotse.domain import quoting
from lotse.domain.acting import doer, named_party, subject
from lotse.domain.content import content, grounded, negated
from lotse.domain.conversations import Turn
from lotse.domain.mentions import compact
from lotse.domain.notes import Claim
from lotse.domain.utterances import of_turn

_COMMA = re.compile(r"[,;]\s")
_CLAUSE = re.compile(r",\s|;\s|\s(?:aber|und|but|and)\s")
_SAYS_NO = re.compile(r"\W*(?:no|nope|nein|nee|leider nicht|noch nicht|not yet)\b", re.IGNORECASE)
_SAYS_YES = re.compile(r"\W*(?:yes|yeah|yep|sure|correct|ja|jawohl|genau|stimmt|richtig|doch)\b", re.IGNORECASE)


def wrong_side(claim: Claim, turns: tuple[Turn, ...]) -> bool:
    """Whether nobody of the side that the claim names spoke in its turns: only the agent can promise for the agent."""
    speakers = {turn.speaker for turn in turns}
    if speakers == {"system"}:
        return True
    if claim.section == "intents":
        return "customer" not in speakers
    if claim.section == "facts":
        if claim.said_by not in ("customer", "agent"):
            return False
        return claim.said_by not in ({turn.speaker for turn in turns if _says(turn, claim)} or speakers)
    if claim.section == "steps_tried":
        return claim.by in ("customer", "agent") and claim.by not in speakers
    return claim.section == "next_steps" and claim.owner in ("agent", "other") and "agent" not in speakers


def _says(turn: Turn, claim: Claim) -> bool:
    """Whether the value stands in this turn as it is written in the claim."""
    value = compact(claim.text or claim.value)
    return bool(value) and value in compact(turn.text)


def wrong_doer(claim: Claim, turns: tuple[Turn, ...]) -> bool:
    """Whether the sentence that the claim rests on plainly says that the other side does it."""
    if claim.section in ("facts", "open_questions"):
        return False
    named = named_party(claim.text)
    stated = named or claim.by or claim.owner
    if stated not in ("customer", "agent"):
        return False
    read_side = subject if named else doer
    sides = {read_side(sentence, turn.speaker) for turn, sentence in _closest(claim, turns)}
    return bool(sides) and None not in sides and stated not in sides


def _closest(claim: Claim, turns: tuple[Turn, ...]) -> list[tuple[Turn, str]]:
    """The sentences that the claim repeats, else those that share most of its words."""
    said = [(turn, sentence) for turn in turns for sentence in sentences_of(claim, turn)]
    same = quoting.repeated(claim.text, [sentence for _, sentence in said])
    if same:
        return [(turn, sentence) for turn, sentence in said if sentence in same]
    words = content(claim.text)
    shares = [_shared(words, sentence) if words else 0.0 for _, sentence in said]
    best = max(shares, default=0.0)
    return [one for one, share in zip(said, shares, strict=True) if best >= 0.5 and share == best]


def flips(part: str, claim: Claim, turns: tuple[Turn, ...]) -> bool:
    """Whether the sentence that speaks of the same thing says it with the opposite sign."""
    words = content(part)
    said = [sentence for turn in turns for sentence in sentences_of(claim, turn)]
    statements = said if part.rstrip().endswith("?") else [one for one in said if not one.rstrip().endswith("?")]
    flipped = quoting.flipped(part, clauses(statements))
    if flipped is not None or not words:
        return bool(flipped)
    signs = _signs(words, statements)
    if not signs and len(statements) < len(said):
        answer = _answer_after_question(turns)
        signs = {answer} if answer is not None else _signs(words, said)
    return bool(signs) and negated(part) not in signs


def _signs(words: frozenset[str], sentences: Sequence[str]) -> set[bool]:
    """The signs of the sentences that say at least half of `words`, of those that come closest."""
    best, signs = 0.0, set[bool]()
    for sentence in clauses(sentences):
        share = _shared(words, sentence)
        if share > best + 0.15:
            best, signs = share, {negated(sentence)}
        elif share >= best - 0.15 and share > 0:
            signs.add(negated(sentence))
            best = max(best, share)
    return signs if best >= 0.5 else set()


def _answer_after_question(turns: tuple[Turn, ...]) -> bool | None:
    """The sign of the answer where one side asked and the other said yes or no."""
    for asked, reply in pairwise(turns):
        if asked.text.rstrip().endswith("?") and asked.speaker != reply.speaker:
            if _SAYS_NO.match(reply.text):
                return True
            if _SAYS_YES.match(reply.text):
                return False
    return None


def sentences_of(claim: Claim, turn: Turn) -> list[str]:
    """The sentences of a turn that a claim may rest on: those at its places where they are known, else all."""
    spans = [(place.start, place.end or 0) for place in claim.evidence if place.turn == turn.n]
    places = [(start, end) for start, end in spans if start is not None]
    return [one.text for one in of_turn(turn) if not places or any(s < one.end and one.start < e for s, e in places)]


def clauses(sentences: Iterable[str]) -> list[str]:
    """The sentences and the parts between their commas and conjunctions."""
    whole = list(sentences)
    parts = [part for text in whole for part in _COMMA.split(text)]
    return list(
        dict.fromkeys([*whole, *parts, *(clause for text in whole for clause in _CLAUSE.split(text) if clause)])
    )


def _shared(words: frozenset[str], sentence: str) -> float:
    said = content(sentence)
    return sum(grounded(word, said) for word in words) / len(words) if said else 0.0
