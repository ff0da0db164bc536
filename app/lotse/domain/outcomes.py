"""How the conversation ended, and whether somebody else should take over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lotse.domain.content import negated
from lotse.domain.conversations import Conversation
from lotse.domain.notes import Claim, Outcome, Sensitive
from lotse.domain.utterances import Utterance, utterances

_SOLVED = re.compile(
    r"\b(?:(?:geht|funktioniert|klappt|läuft)\b.{0,20}\b(?:wieder|jetzt|nun)|hat (?:jetzt |"
    r"nun )?(?:geklappt|funktioniert|geholfen)|problem (?:ist )?(?:gelöst|behoben|weg)|(?:alles|ist|hat sich) "
    r"(?:erledigt|gelöst|geklärt)|damit ist (?:alles|das) (?:geklärt|erledigt)|"
    r"it works|works now|working (?:now|again)|that (?:worked|fixed it|solved it|did it)|problem solved|"
    r"all sorted|sorted now|changes everything)\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    r"\b(?:perfekt|super|prima|wunderbar|top|klasse|alles klar|bestens|das hilft|so schnell|gerettet|"
    r"passt|einverstanden|great|perfect|brilliant|wonderful|excellent|that helps|lovely)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\b(?:danke|vielen dank|dankeschön|thank you|thanks)\b", re.IGNORECASE)
_UNSOLVED = re.compile(
    r"\b(?:(?:geht|funktioniert|klappt|läuft)\b.{0,20}\b(?:immer )?(?:noch |weiterhin )?nicht|"
    r"immer noch (?:nicht|kein\w*|dasselbe|das gleiche)|bringt (?:alles )?nichts|nicht zufrieden|"
    r"unzufrieden|das hilft mir nicht|komme (?:\w+ ){0,2}nicht weiter|"
    r"dann kündige ich|reicht mir|beschwere mich|still (?:not|doesn't|down|broken|no)|not good enough|"
    r"doesn't help|unacceptable)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:(?:mit|an) (?:einem|einer|ihrem|ihrer|dem|der|einen|eine|ihren) (?:echten )?(?:menschen|"
    r"vorgesetzten?|chef\w*|teamleit\w*|kolleg\w*|mitarbeiter\w*|verantwortlichen?|spezialist\w*|"
    r"techniker\w*) (?:sprechen|reden|verbinden|weiterleiten)|"
    r"(?:verbinden|stellen) sie mich|(?:ihren|den) (?:vorgesetzten|chef|teamleiter)\b|"
    r"geben sie mir (?:ihren|jemand)|jemand anderen? sprechen|"
    r"(?:speak|talk) (?:to|with) (?:a|an|your|the|someone)\s?(?:real |actual )?(?:person|human|manager|"
    r"supervisor|else|colleague|specialist|senior|boss)?|put me through|escalate this)\b",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"\b(?:zum (?:dritten|vierten|fünften|sechsten|zehnten|x-ten|[3-9]\.|1\d\.) mal|(?:drei|vier|fünf|"
    r"mehr|viel|x|[3-9])\s?(?:fach|mal) (?:angerufen|gemeldet|geschrieben|kontaktiert)|schon (?:mehrfach|"
    r"mehrmals|dreimal|viermal|ständig) (?:\w+ ){0,3}(?:angerufen|gemeldet|geschrieben|kontaktiert|"
    r"nachgefragt)|"
    r"mehrfach (?:angerufen|gemeldet|geschrieben)|keinen (?:dritten|vierten|fünften) (?:anruf|chat)|"
    r"(?:third|fourth|fifth|\dth) (?:time|call|email)|called (?:three|four|several|many) times|"
    r"several times already)\b",
    re.IGNORECASE,
)
_HANDS_OVER = re.compile(
    r"\b(?:übergebe (?:ich )?(?:ihren |den |diesen )?(?:fall|vorgang|chat|anliegen)|ich verbinde sie|"
    r"leite sie (?:\w+ ){0,3}weiter|transfer(?:ring)? you|hand(?:ing)? (?:you|this) over)\b",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"\b(?:nicht|nichts|kein\w*|ohne erfolg|vergeblich|erfolglos|immer dasselbe|lehnt|unbekannt|rot|not|"
    r"no|still|didn't|doesn't|failed|unknown)\b",
    re.IGNORECASE,
)
_LAST_TURNS = 8


def find_outcome(conversation: Conversation, next_steps: Sequence[Claim], open_questions: Sequence[Claim]) -> Outcome:
    """What the customer's last words say; with promises or questions left open, a content customer means `partly`."""
    said = utterances(conversation)
    last = [one for one in said if one.turn > conversation.revision - _LAST_TURNS]
    customer = [one for one in last if one.speaker == "customer"]
    pending = [claim for claim in next_steps if claim.owner != "customer"]
    content_at = _content_place(customer) if customer else None
    for one in reversed(customer):
        if content_at is not None and one.turn < content_at.turn:
            break  # what went wrong before the customer was content again is not how it ended
        if _UNSOLVED.search(one.text):
            return Outcome("unresolved", (one.evidence,))
        if _SOLVED.search(one.text) and not one.asks and not negated(one.text):
            return Outcome("partly" if open_questions else "resolved", (one.evidence,))
    if content_at is None:
        stuck = next((one for one in reversed(last) if _HANDS_OVER.search(one.text)), None)
        return Outcome("unresolved", (stuck.evidence,)) if stuck else Outcome()
    if open_questions or pending:
        promise = pending[-1].evidence[:1] if pending else open_questions[-1].evidence[:1]
        return Outcome("partly", (content_at.evidence, *promise))
    return Outcome("resolved", (content_at.evidence,))


def _content_place(customer: list[Utterance]) -> Utterance | None:
    """Where the customer is content at the end; a thank-you counts when it closes the conversation."""
    closing = [one for one in customer if one.turn >= customer[-1].turn - 2]
    for one in reversed(closing):
        if (_CONTENT.search(one.text) or _THANKS.search(one.text)) and not _UNSOLVED.search(one.text) and not one.asks:
            return one
    return None


def handover_reasons(
    conversation: Conversation, steps: Sequence[Claim], sensitive: Sequence[Sensitive]
) -> tuple[str, ...]:
    """Keys of the reasons for another person to take over: what was asked for, and what did not work."""
    said = utterances(conversation)
    reasons: list[str] = []
    if any(one.speaker == "customer" and _PERSON.search(one.text) for one in said):
        reasons.append("customer_asks_for_person")
    if any(one.speaker == "customer" and _REPEATED.search(one.text) for one in said):
        reasons.append("repeated_contact")
    if sum(bool(claim.result) and _FAILED.search(claim.result) is not None for claim in steps) >= 2:
        reasons.append("steps_failed")
    if any(one.speaker == "agent" and _HANDS_OVER.search(one.text) for one in said):
        reasons.append("agent_hands_over")
    reasons += [
        f"sensitive_{topic.topic}"
        for topic in sensitive
        if topic.topic in ("bereavement", "self_harm", "abuse", "legal", "debt")
    ]
    return tuple(reasons)
