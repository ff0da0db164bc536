"""Schema-Guided Dialogue: acts with slots, customer and agent, own splits."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lotse.domain.conversations import Turn
from lotse.domain.increments import RawClaim
from models.recipes.lm.corpora import english
from models.recipes.lm.corpora.annotated import Conversation, RealTurn, alnum, fact, rows, unique
from models.recipes.lm.corpora.keys import key_of

_NO_VALUE = frozenset({"", "True", "False", "dontcare"})
Act = tuple[str, str, str]


def conversations(folder: Path, split: str, order: random.Random | None = None) -> Iterator[Conversation]:
    for row in rows(folder / "sgd" / f"{split}.jsonl.gz", order):
        yield read(row["turns"])


def read(turns: list[dict[str, Any]]) -> Conversation:
    reader = _Reader()
    acts = [[_act(act) for act in raw["a"]] for raw in turns]
    return tuple(
        reader.customer(n, raw["t"], acts[n - 1], last=n + 2 > len(turns))
        if raw["s"] == "customer"
        else reader.agent(n, raw["t"], acts[n - 1], acts[n] if n < len(turns) else [])
        for n, raw in enumerate(turns, start=1)
    )


def _act(act: str) -> Act:
    name, _, rest = act.partition(":")
    slot, _, value = rest.partition("=")
    return name, slot, value


class _Reader:
    """Remembers what was asked and whether the last attempt failed."""

    def __init__(self) -> None:
        self.asked: dict[str, int] = {}
        self.failed = False

    def customer(self, n: int, text: str, acts: list[Act], *, last: bool) -> RealTurn:
        names = {name for name, _, _ in acts}
        claims: list[RawClaim] = []
        optional: list[RawClaim] = []
        sure = True
        wanted = ""
        if "INFORM_INTENT" in names:
            wanted = english.wish(text)
            sure = bool(wanted)
            claims += [RawClaim("intent", (n,), text=wanted)] if wanted else []
        claims += _facts(acts, text, n, "INFORM")
        slots = [slot for name, slot, _ in acts if name == "REQUEST"]
        if slots:
            asked = english.questions(text, wanted)
            sure = sure and bool(asked)
            claims += [RawClaim("open", (n,), text=question) for question in asked]
            self.asked = dict.fromkeys(slots, n)
        if last and names & {"THANK_YOU", "GOODBYE"} and not names & {"REQUEST", "INFORM_INTENT"} and not self.failed:
            claims.append(RawClaim("outcome", (n,), value="resolved"))
        if "AFFIRM_INTENT" in names:
            optional += [RawClaim("intent", (n,), text=text), RawClaim("intent", (n - 1, n), text=text)]
        return RealTurn(Turn(n, "customer", text), unique(claims), tuple(optional), sure)

    def agent(self, n: int, text: str, acts: list[Act], reply: list[Act]) -> RealTurn:
        names = {name for name, _, _ in acts}
        claims = _facts(acts, text, n, "INFORM")
        offered = _facts(acts, text, n, "OFFER")
        known = {alnum(claim.value) for claim in claims}
        offered = [claim for claim in offered if alnum(claim.value) not in known]
        taken = any(name == "SELECT" for name, _, _ in reply)
        optional = [
            *([] if taken else offered),
            *_facts(acts, text, n, "CONFIRM"),
            *_facts(acts, text, n, "INFORM_COUNT"),
        ]
        claims += offered
        answered = sorted({self.asked.pop(slot) for name, slot, _ in acts if name == "INFORM" and slot in self.asked})
        claims += [RawClaim("answered", (question, n)) for question in answered]
        sure = english.PROMISE.search(text) is None
        if "NOTIFY_SUCCESS" in names:
            self.failed = False
            what = english.done(text)
            sure = sure and bool(what)
            claims += [RawClaim("step", (n,), text=what, actor="agent")] if what else []
        if "NOTIFY_FAILURE" in names:
            self.failed = True
            claims.append(RawClaim("outcome", (n,), value="unresolved"))
        return RealTurn(Turn(n, "agent", text), unique(claims), tuple(optional), sure)


def _facts(acts: list[Act], text: str, n: int, act: str) -> list[RawClaim]:
    """Only values that stand in the turn: a small model is to copy, not to normalise."""
    found: list[RawClaim] = []
    for name, slot, value in acts:
        if name == act and value not in _NO_VALUE:
            found += fact(key_of(slot, value), value, n, text)
    return found
