"""What counts as the same claim, and what follows from it: precision, recall and F1 by section.

A fact is found when its value is (tokens equal after dropping articles and the like; with digits in it, the same digits
and one wording contained in the other) and it rests on a turn where the value was said; its key is a column of its own.
A text is found when it shares at least half of its words (token F1) and a turn. An answered question is found by the
turn it was asked in, an outcome by its value within two turns. Optional gold and turns that the annotation may be
silent about count neither for nor against. The same for every engine.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.recipes.lm.corpora.annotated import RealTurn
from models.recipes.lm.generator import GoldTurn

SECTIONS = ("intent", "fact", "step", "next", "open", "answered", "outcome")
CLAIMS = ("intent", "fact", "step", "next", "open")
"""What a note states; `answered` and `outcome` are reported beside them, not counted into `all`."""

ENOUGH = 0.5
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LIGHT = frozenset(
    "the a an of at on in for to is it um im den der die das des dem ein eine einen uhr about around by mr mrs herr "
    "frau please bitte euro euros eur dollar dollars usd pounds".split()
)
_NUMBER_WORDS = {
    word: str(number)
    for words in (
        "zero one two three four five six seven eight nine ten",
        "null eins zwei drei vier fünf sechs sieben acht neun zehn",
    )
    for number, word in enumerate(words.split())
}
_FAMILIES = {
    "amount": "instalment back_payment refund credit bonus fee basic_price unit_price invoice_amount rate price total",
    "date": "appointment move_date cancellation_date delivery_date purchase_date weekday due_date",
    "address": "new_address town",
    "reference": "booking_number case_number id",
    "people": "quantity tickets",
}
_FAMILY = {key: family for family, keys in _FAMILIES.items() for key in keys.split()}


@dataclass(frozen=True)
class Said:
    """One claim of an engine, or of the gold."""

    section: str
    text: str
    turns: frozenset[int]
    key: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Reference:
    """What a conversation's note should say; `sections` are those its source annotates at all."""

    gold: tuple[Said, ...]
    sections: frozenset[str]
    unsure: frozenset[int] = frozenset()


@dataclass
class Tally:
    """Counts of one conversation or of many."""

    said: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        self.said += other.said
        self.right += other.right
        self.gold += other.gold


def tokens(text: str) -> frozenset[str]:
    found = [_NUMBER_WORDS.get(token, token) for token in _TOKEN.findall(text.casefold())]
    return frozenset(token for token in found if token not in _LIGHT) or frozenset(found)


def same_value(first: str, second: str) -> bool:
    one, other = tokens(first), tokens(second)
    if one == other:
        return True
    digits = {token for token in one if token.isdigit()}
    return bool(digits) and digits == {t for t in other if t.isdigit()} and (one <= other or other <= one)


def same_key(first: str, second: str) -> bool:
    return first == second or _FAMILY.get(first, first) == _FAMILY.get(second, second)


def token_f1(first: str, second: str) -> float:
    one, other = Counter(_TOKEN.findall(first.casefold())), Counter(_TOKEN.findall(second.casefold()))
    shared = sum((one & other).values())
    return 2 * shared / (sum(one.values()) + sum(other.values())) if shared else 0.0


def matches(said: Said, gold: Said) -> bool:
    if said.section != gold.section:
        return False
    match said.section:
        case "answered":
            return said.turns == gold.turns
        case "outcome":
            near = any(abs(a - b) <= 2 for a in said.turns for b in gold.turns)
            return said.text == gold.text and near
        case "fact":
            return bool(said.turns & gold.turns) and same_value(said.text, gold.text)
    return bool(said.turns & gold.turns) and token_f1(said.text, gold.text) >= ENOUGH


def tally(said: Iterable[Said], reference: Reference) -> Tally:
    """Compare one conversation. `fact+key` counts a fact only under its key."""
    counts = Tally()
    for gold in reference.gold:
        if not gold.optional and gold.section in reference.sections:
            counts.gold[gold.section] += 1
            counts.gold["fact+key"] += gold.section == "fact"
    taken: set[int] = set()
    for claim in said:
        if claim.section not in reference.sections:
            continue
        fitting = [number for number, gold in enumerate(reference.gold) if matches(claim, gold)]
        free = [n for n in fitting if n not in taken and not reference.gold[n].optional]
        if free:
            best = max(free, key=lambda n: same_key(claim.key, reference.gold[n].key))
            taken.add(best)
            _count(counts, claim, right=True, key_right=same_key(claim.key, reference.gold[best].key))
        elif claim.section == "fact" and fitting:
            continue  # said again, or optional
        elif any(reference.gold[n].optional for n in fitting) or claim.turns <= reference.unsure:
            continue
        else:
            _count(counts, claim, right=False, key_right=False)
    return counts


def _count(counts: Tally, claim: Said, *, right: bool, key_right: bool) -> None:
    counts.said[claim.section] += 1
    counts.right[claim.section] += right
    if claim.section == "fact":
        counts.said["fact+key"] += 1
        counts.right["fact+key"] += key_right


def rates(counts: Tally, sections: Sequence[str]) -> dict[str, float | int]:
    said, right, gold = (sum(which[s] for s in sections) for which in (counts.said, counts.right, counts.gold))
    precision, recall = right / said if said else 0.0, right / gold if gold else 0.0
    f1 = 2 * right / (said + gold) if said + gold else 0.0
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(f1, 3), "gold": gold, "said": said}


def table(tallies: Sequence[Tally], seed: int = 0) -> dict[str, dict[str, float | int]]:
    """Figures by section and over all claims, with the half width of the 95 % interval over conversations."""
    total = Tally()
    for one in tallies:
        total.add(one)
    found = {s: rates(total, (s,)) for s in (*SECTIONS, "fact+key") if total.gold[s] + total.said[s]}
    found["all"] = rates(total, CLAIMS) | {"pm": _half_width(tallies, seed)}
    return found


def _half_width(tallies: Sequence[Tally], seed: int) -> float:
    """Of the F1 over all claims, by drawing the conversations again 200 times."""
    rng = random.Random(seed)
    counts = [tuple(sum(which[s] for s in CLAIMS) for which in (t.right, t.said, t.gold)) for t in tallies]
    drawn = []
    for _ in range(200):
        right, said, gold = map(sum, zip(*rng.choices(counts, k=len(counts)), strict=True))
        drawn.append(2 * right / (said + gold) if said + gold else 0.0)
    drawn.sort()
    return round((drawn[194] - drawn[5]) / 2, 3)


# Gold ----------------------------------------------------------------------------------------------------------------


def reference(turns: Sequence[GoldTurn], sections: frozenset[str]) -> Reference:
    """The note that the gold increments of `turns` add up to. A value said several times is one fact."""
    facts: list[Said] = []
    others: list[Said] = []
    outcome: Said | None = None
    unsure = frozenset(turn.turn.n for turn in turns if isinstance(turn, RealTurn) and not turn.sure)
    for turn in turns:
        extra = turn.optional if isinstance(turn, RealTurn) else ()
        for claim in (*turn.claims, *(one for one in extra if one not in turn.claims)):
            optional, at = claim in extra, frozenset(claim.turns)
            match claim.section:
                case "fact":
                    _add_fact(facts, Said("fact", claim.value, at, claim.key, optional))
                case "outcome":
                    outcome = Said("outcome", claim.value, at)
                case "answered":
                    others.append(Said("answered", "", frozenset(claim.turns[:1]), optional=optional))
                case "open":
                    others.append(Said("open", claim.text, at, optional=optional))
                case _:
                    _add_text(others, Said(claim.section, claim.text, at, optional=optional))
    if outcome is not None and outcome.text != "unknown":
        others.append(outcome)
    return Reference((*facts, *others), sections, unsure)


def _add_text(others: list[Said], text: Said) -> None:
    """What is wanted, done or promised in the same words twice is one thing."""
    for place, known in enumerate(others):
        if known.section == text.section and tokens(known.text) == tokens(text.text):
            both = known.optional and text.optional
            others[place] = Said(known.section, known.text, known.turns | text.turns, optional=both)
            return
    others.append(text)


def _add_fact(facts: list[Said], fact: Said) -> None:
    for place, known in enumerate(facts):
        if tokens(known.text) == tokens(fact.text):
            facts[place] = Said(
                "fact", known.text, known.turns | fact.turns, known.key, known.optional and fact.optional
            )
            return
    facts.append(fact)
