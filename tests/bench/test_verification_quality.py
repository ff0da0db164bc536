"""How many false claims the check of invariant I2 catches, and how many true ones it doubts, on real dialogues.

True claims are made by `real_claims`, false ones of them by one change each (`tests.domain.lies`). A lie is told only of a
claim that was believed. Thresholds are those the product promises. Needs the corpora (`LOTSE_CORPORA`); the splits that are
reported are the test splits, which nothing was tuned on.
Run with `pytest -m bench -s tests/bench/test_verification_quality.py`.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from lotse.domain.conversations import Conversation
from lotse.domain.extraction import find_warnings
from lotse.domain.facts import find_facts
from lotse.domain.notes import Claim
from lotse.domain.verification import verify
from tests.bench.real_claims import dialogues, old_values, true_claims
from tests.domain.lies import KINDS, VALUES, lies

CORPORA = Path(os.environ["LOTSE_CORPORA"]) if os.environ.get("LOTSE_CORPORA") else None
MOST = 150
"""Dialogues of each set and language."""
SPLIT = os.environ.get("LOTSE_BENCH_SPLIT", "test")
CAUGHT = {"value": 0.99, "statement": 0.90}
FLAGGED = 0.02
FALSE_ALARMS = 0.005
"""Of the dialogues in which the customer tells a name."""

pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(CORPORA is None, reason="LOTSE_CORPORA names no folder of corpora"),
]


class Tally:
    """Counts of one run; `missed` and `doubted` keep a few of each kind to be read."""

    def __init__(self) -> None:
        self.true: Counter[str] = Counter()
        self.flagged: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.caught: Counter[str] = Counter()

    def take(self, source: str, claim: Claim, talk: Conversation, rng: random.Random) -> None:
        checked = verify(claim, talk)
        self.true[source] += 1
        if not checked.supported:
            self.flagged[source] += 1
            self.reasons[checked.reason] += 1
            return
        for lie in lies(claim, rng, talk):
            self.take_lie(lie.kind, lie.claim, talk)

    def take_lie(self, kind: str, claim: Claim, talk: Conversation) -> None:
        self.told[kind] += 1
        self.caught[kind] += not verify(claim, talk).supported

    def share(self, *kinds: str) -> float:
        told = sum(self.told[kind] for kind in kinds)
        return sum(self.caught[kind] for kind in kinds) / told if told else 1.0

    def show(self) -> None:
        claims = sum(self.true.values())
        print(f"\ntrue claims {claims}, doubted {sum(self.flagged.values()) / claims:.2%} {dict(self.reasons)}")
        for source, number in sorted(self.true.items()):
            print(f"  {source:12} {number:6} doubted {self.flagged[source] / number:.2%}")
        for kind in KINDS:
            if self.told[kind]:
                print(f"  {kind:17} {self.told[kind]:6} caught {self.share(kind):.2%}")


def test_lies_are_caught_and_true_claims_believed() -> None:
    assert CORPORA is not None
    rng = random.Random(20)
    tally = Tally()
    for _, talk, raw in dialogues(CORPORA, SPLIT, MOST):
        for old in old_values(talk):
            tally.take_lie("corrected", old, talk)
        for source, claim in true_claims(talk, raw):
            tally.take(source, claim, talk, rng)
    tally.show()
    assert tally.told["number"] > 500
    assert tally.share(*VALUES) >= CAUGHT["value"]
    for kind in ("number", "amount", "id", "date"):
        assert tally.share(kind) >= CAUGHT["value"], kind
    for kind in ("negation_dropped", "negation_added", "speaker"):
        assert tally.share(kind) >= CAUGHT["statement"], kind
    assert sum(tally.flagged.values()) <= FLAGGED * sum(tally.true.values())
    annotated = ("slot", "call")
    assert sum(tally.flagged[one] for one in annotated) <= FLAGGED * sum(tally.true[one] for one in annotated)


def test_one_customer_is_not_taken_for_two() -> None:
    assert CORPORA is not None
    named = alarms = 0
    for _, talk, _ in dialogues(CORPORA, SPLIT, 10_000):
        facts = find_facts(talk)
        named += any(fact.key == "name" for fact in facts)
        alarms += "two_customers" in {warning.key for warning in find_warnings(talk, facts)}
    print(f"\ncustomers with a name {named}, false alarms {alarms}")
    assert named > 30
    assert alarms <= max(1, FALSE_ALARMS * named)
