"""The facts of a conversation by rules: values with what they are, who said them, what corrected them.

Owns what happens between turns: answers to a question for a number, read-backs, corrections, contradictions, names.
No model, no clock; works in milliseconds on a whole conversation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from lotse.domain import fact_rules as rules
from lotse.domain import sentences
from lotse.domain.conversations import Conversation, Speaker, Turn
from lotse.domain.fact_finders import Asked, Found, asked_in, find
from lotse.domain.instructions import without_commands
from lotse.domain.mentions import compact
from lotse.domain.names import customer_names
from lotse.domain.notes import Claim, Evidence, Party, claim_id

# Keys of which a customer has one: two values for it contradict each other unless one corrects the other.
SINGLE_KEYS = frozenset({"customer_number", "birth_date", "name"})
_CONTESTED_KEYS = SINGLE_KEYS | {
    "meter_reading",
    "iban",
    "order_number",
    "contract_number",
    "meter_number",
    "invoice_number",
}
LOOK_BACK = 6
"""How many turns a correction may come after what it corrects."""
_MOST_COMPARED = 40_000
_ORDER = (
    "name", "customer_number", "contract_number", "meter_number", "order_number", "invoice_number", "tracking_number",
    "case_number", "iban", "phone", "email", "address", "new_address", "town", "birth_date", "meter_reading",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class _Fact:
    """A value on its way through the conversation."""

    found: Found
    places: list[Found] = field(default_factory=list)
    supersedes: list[str] = field(default_factory=list)
    disputed: bool = False

    @property
    def family(self) -> str:
        return _family(self.found)


_Named = defaultdict[tuple[str, str], list[_Fact]]
"""Facts by what two of the same value have in common, so that ten thousand turns are not compared with each other."""


def find_facts(conversation: Conversation, today: date | None = None) -> tuple[Claim, ...]:
    """The facts of `conversation`, each with every place it was said; superseded values are named, not kept.

    `today` is the day relative dates refer to where neither turn nor conversation has a date.
    """
    facts: list[_Fact] = []
    named: _Named = defaultdict(list)
    asked = Asked()
    for turn in conversation.turns:
        if turn.speaker == "system":
            continue
        read = find(turn, asked, day_of(turn, conversation, today), turn.language or conversation.language)
        for found in read:
            _enter(facts, named, found, turn)
        fresh = asked_in(turn)
        # A question stays asked until the customer gave a number: "Moment, ich hole die Brille."
        if turn.speaker == "agent" and fresh != Asked():
            asked = fresh
        elif turn.speaker == "customer" and read:
            asked = Asked()
    _settle_contradictions(facts)
    claims = [_claim(fact) for fact in facts if fact.found.sure or _worth_keeping(fact)]
    names = [_claim(_Fact(name, [name, *others])) for name, others in customer_names(conversation)]
    return tuple(sorted([*names, *claims], key=_rank))


def day_of(turn: Turn, conversation: Conversation, today: date | None) -> date | None:
    """The day a turn was said: its own time, else the start of the conversation, else `today`."""
    if turn.time is not None:
        return turn.time.date()
    return conversation.started.date() if conversation.started is not None else today


def _enter(facts: list[_Fact], named: _Named, found: Found, turn: Turn) -> None:
    same = next((fact for fact in named[_name(found)] if _same_value(fact.found, found)), None)
    corrected = _corrected_by(facts, found, turn)
    if same is None:
        same = _Fact(found)
        facts.append(same)
        named[_name(found)].append(same)
    elif _less_sure(same.found, found):
        _know_better(named, same, replace(same.found, key=found.key, kind=found.kind, sure=found.sure))
    same.places.append(found)
    if corrected is None:
        return
    facts.remove(corrected)
    named[_name(corrected.found)].remove(corrected)
    if _less_sure(same.found, corrected.found):
        _know_better(named, same, replace(same.found, key=corrected.found.key, kind=corrected.found.kind))
    same.found = replace(same.found, sure=True)
    same.supersedes += [*corrected.supersedes, corrected.found.value]


def _know_better(named: _Named, fact: _Fact, found: Found) -> None:
    if _name(fact.found) != _name(found):
        named[_name(fact.found)].remove(fact)
        named[_name(found)].append(fact)
    fact.found = found


def _less_sure(first: Found, second: Found) -> bool:
    """Whether `second` knows better what the value is."""
    weak = ("id", "amount", "date", "consumption", "quantity")
    return (first.key in weak and second.key not in weak) or (
        not first.sure and second.sure and first.key == second.key
    )


def _same_value(first: Found, second: Found) -> bool:
    if _family(first) != _family(second):
        return False
    if first.kind in ("amount", "date", "time"):
        specific = {first.key, second.key} - {"amount", "date"}
        return first.value == second.value and len(specific) <= 1
    one, other = _bare(first), _bare(second)
    return one == other or (first.kind == "address" and (one.startswith(other) or other.startswith(one)))


def _name(found: Found) -> tuple[str, str]:
    """Equal for any two that `_same_value` takes for the same."""
    if found.kind in ("amount", "date", "time"):
        return found.kind, found.value
    return _family(found), "" if found.kind == "address" else _bare(found)


def _bare(found: Found) -> str:
    """The value alone: `612 kWh` and a reading of 612 are the same number."""
    return compact(found.value.removesuffix(" kWh"))


def _family(found: Found) -> str:
    if found.kind in ("amount", "date", "time", "phone", "email", "iban", "address", "name"):
        return found.kind
    return "quantity" if found.kind == "quantity" and not found.value.endswith("kWh") else "number"


def _corrected_by(facts: list[_Fact], found: Found, turn: Turn) -> _Fact | None:
    """The earlier fact that `found` corrects, if the words before it say that it corrects one; the most alike wins."""
    if not _corrects(found, turn):
        return None
    rivals = [fact for fact in facts if _could_be_corrected(fact, found, turn)]
    if not rivals:
        return None
    return max(
        rivals,
        key=lambda fact: (_alike(fact.found, found), fact.found.sure, fact.places[-1].turn, fact.places[-1].start),
    )


def _could_be_corrected(fact: _Fact, found: Found, turn: Turn) -> bool:
    if fact.family != _family(found) or _same_value(fact.found, found) or fact.places[-1].turn < turn.n - LOOK_BACK:
        return False
    if fact.places[-1].turn == turn.n and fact.places[-1].start > found.start:
        return False
    if fact.family == "number" and abs(len(_bare(fact.found)) - len(_bare(found))) > 1:
        return False
    vague = ("id", "amount", "date", "quantity", "consumption")
    return found.key == fact.found.key or found.key in vague or fact.found.key in vague


def _corrects(found: Found, turn: Turn) -> bool:
    text = without_commands(turn.text)
    sentence = next((one for one in sentences.split(text) if one.start <= found.start < one.end), None)
    if sentence is None:
        return False
    before = text[sentence.start : found.start]
    if rules.CORRECTION_NO.search(before):
        return True
    if (
        sentence.start > 0
        and not before.strip(" ,:-")
        and rules.CORRECTION_NO.search(text[max(0, sentence.start - 30) : found.start])
    ):
        return True
    # "ich meine 4712", "nicht 4711, sondern 4712", "Zahlendreher: 4712"
    for cue in rules.CORRECTION_SAYS.finditer(text, sentence.start, min(len(text), sentence.end)):
        if cue.end() <= found.start and found.start - cue.end() < 45:
            return True
    return False


def _is_denied(found: Found, turn: Turn) -> bool:
    """`ich meinte 4712 statt 4711`: the second value is the wrong one, named once more."""
    text = without_commands(turn.text)
    before = text[max(0, found.start - 60) : found.start]
    return (
        bool(re.search(r"\b(?:statt|anstatt|instead of)\s+$", before))
        and rules.CORRECTION_SAYS.search(before) is not None
    )


def _settle_contradictions(facts: list[_Fact]) -> None:
    """Both sides name different values for one thing and nobody corrected: both are disputed.

    Where hundreds of values stand against hundreds they are lists, not two names of one thing, and nothing is settled.
    """
    ours_alone = [fact for fact in facts if "customer" not in _speakers(fact)]
    contested = [
        fact
        for fact in facts
        if fact.found.key in _CONTESTED_KEYS and fact.found.sure and "agent" not in _speakers(fact)
    ]
    if len(contested) * len(ours_alone) > _MOST_COMPARED:
        return
    for theirs in contested:
        for ours in ours_alone:
            unexplained = not ours.found.sure and ours.found.key == "id" and theirs.family == "number"
            if (ours.found.key == theirs.found.key or unexplained) and _alike(theirs.found, ours.found):
                ours.found = replace(ours.found, key=theirs.found.key, kind=theirs.found.kind, sure=True)
                theirs.disputed = ours.disputed = True


def _alike(first: Found, second: Found) -> bool:
    """Close enough to be meant as the same thing: as many digits, at least half of them in place."""
    one, other = _bare(first), _bare(second)
    if len(one) != len(other):
        return first.key in SINGLE_KEYS and first.key == second.key
    return sum(a == b for a, b in zip(one, other, strict=True)) * 2 >= len(one)


def _speakers(fact: _Fact) -> set[Speaker]:
    return {place.speaker for place in fact.places}


def _worth_keeping(fact: _Fact) -> bool:
    """A number nobody explained is worth noting when the customer named it and it is long enough to be an id."""
    return "customer" in _speakers(fact) and fact.found.digits >= 5


def _claim(fact: _Fact) -> Claim:
    found = fact.found
    said_by: Party = "customer" if any(place.speaker == "customer" for place in fact.places) else "agent"
    places = {(place.turn, place.start): place for place in fact.places}
    own = [place for place in places.values() if place.speaker == said_by]
    return Claim(
        id=claim_id("facts", f"{found.key}={found.value}", min(place.turn for place in fact.places)),
        section="facts",
        text=own[0].text if own else found.text,
        evidence=tuple(Evidence(place.turn, place.start, place.end) for _, place in sorted(places.items())),
        origin="rules",
        key=found.key,
        value=found.value,
        kind=found.kind,
        said_by=said_by,
        supersedes=tuple(dict.fromkeys(fact.supersedes)),
        disputed=fact.disputed,
    )


def _rank(claim: Claim) -> tuple[int, int]:
    return (_ORDER.index(claim.key) if claim.key in _ORDER else len(_ORDER), claim.evidence[0].turn)


def values_of(claims: Iterable[Claim], key: str) -> tuple[str, ...]:
    """The values of one key, in order."""
    return tuple(claim.value for claim in claims if claim.section == "facts" and claim.key == key)
