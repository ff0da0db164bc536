"""True claims about real dialogues of the corpora, made without the check that is measured with them.

Where they come from: what the annotations say was said (slots of `sgd` with the words of the turn, and its calls with
the day and time that the words stand for), whole sentences of the turns, the same sentences told of the speaker
("Customer need ..."), each with its turn alone, with the turn before it and with four turns; and what the rules found, before any check.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lotse.domain.commitments import find_next_steps
from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.facts import find_facts
from lotse.domain.notes import Claim, Evidence, Party
from lotse.domain.sentences import MAX_CLAIM, split
from lotse.domain.steps import find_steps

SPLITS = {
    "development": ("sgd/dev", "bcontrast/dev", "multiwoz21/val", "star/dev"),
    "test": ("sgd/test", "bcontrast/test", "multiwoz21/test", "star/test"),
}
STARTED = datetime(2019, 3, 1, 10, 0)
"""The day `sgd` counts its relative dates from."""

_SLOT = re.compile(r"^(?:INFORM|CONFIRM|OFFER):(\w+)=(.+)$")
_ENDS = re.compile(r"[.!?]$")
_FIRST_PERSON = re.compile(r"^(?:I|Ich) ((?!'|’)\w+ .+)$")
_MENTAL = (
    "think",
    "guess",
    "see",
    "know",
    "understand",
    "hope",
    "mean",
    "denke",
    "glaube",
    "hoffe",
    "weiß",
    "verstehe",
)


def dialogues(corpora: Path, split_name: str, most: int) -> Iterator[tuple[str, Conversation, list[dict[str, Any]]]]:
    """Name of the set, conversation and raw turns; `most` of each set and language, spread over the file."""
    for name in SPLITS[split_name]:
        folder, _, part = name.partition("/")
        file = corpora / "dialogues" / folder / f"{'all' if folder == 'star' else part}.jsonl.gz"
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        if folder == "star":
            rows = [row for row in rows if row["split"] == part]
        for row in rows[:: max(1, len(rows) // most)][:most]:
            turns = [turn for turn in row["turns"] if turn["s"] in ("customer", "agent")]
            for language in ("de", "en") if folder == "bcontrast" else ("en",):
                field = f"t_{language}" if folder == "bcontrast" else "t"
                said = tuple(Turn(n, turn["s"], _tidy(turn[field])) for n, turn in enumerate(turns, 1))
                talk = Conversation(ConversationId(str(row["id"])), said, language=language, started=STARTED)
                yield f"{folder}.{language}", talk, turns


def _tidy(text: str) -> str:
    """Words as people write them: `multiwoz21` has blanks around its marks."""
    return re.sub(r" (?=[.,!?;:])|(?<= )(?='(?:s|m|re|ve|ll|d)\b)", "", text)


def true_claims(talk: Conversation, raw: list[dict[str, Any]]) -> Iterator[tuple[str, Claim]]:
    """Every true claim with the name of where it comes from."""
    yield from _annotated(talk, raw)
    yield from _said(talk)
    for claim in (*find_facts(talk), *find_steps(talk), *find_next_steps(talk)):
        yield "rules", claim


def _annotated(talk: Conversation, raw: list[dict[str, Any]]) -> Iterator[tuple[str, Claim]]:
    told: dict[str, tuple[int, str]] = {}
    for turn, row in zip(talk.turns, raw, strict=True):
        # A call is made of what was said before; its turn may already offer something else.
        for key, value in ((row.get("call") or {}).get("parameters") or {}).items():
            if key in told and key.endswith(("date", "time")):
                n, spoken = told[key]
                if spoken in talk.turn(n).text:
                    yield "call", _fact(key, str(value), talk.turn(n))
        for act in row.get("a") or () if isinstance(row.get("a"), list) else ():
            match = _SLOT.match(act)
            if match is None or match[1] in ("intent", "name", "count"):
                continue
            told[match[1]] = (turn.n, match[2])
            if match[2] in turn.text and match[2] not in ("True", "False", "dontcare") and len(match[2]) < 60:
                yield "slot", _fact(match[1], match[2], turn)


def _fact(key: str, value: str, turn: Turn) -> Claim:
    party: Party = "customer" if turn.speaker == "customer" else "agent"
    return Claim("x", "facts", value, (Evidence(turn.n),), "llm", key=key, value=value, said_by=party)


def _said(talk: Conversation) -> Iterator[tuple[str, Claim]]:
    for turn in talk.turns:
        for sentence in split(turn.text):
            text = sentence.text.strip()
            if not 5 <= len(text.split()) <= 24 or len(text) > MAX_CLAIM or not _ENDS.search(text):
                continue
            here = (Evidence(turn.n),)
            before = (Evidence(turn.n - 1), *here) if turn.n > 1 else here
            section = "open_questions" if text.endswith("?") else "summary"
            told = _FIRST_PERSON.match(text)
            if told and section == "summary" and told[1].split()[0].lower() not in _MENTAL:
                yield "told", Claim("x", "summary", f"{_subject(turn, talk)} {told[1]}", before, "llm")
            claim = Claim("x", section, text, here, "llm")  # type: ignore[arg-type]
            yield "sentence", claim
            yield "sentence+", replace(claim, evidence=before)
            around = range(max(1, turn.n - 2), min(talk.revision, turn.n + 1) + 1)
            yield "sentence++", replace(claim, evidence=tuple(Evidence(n) for n in around))


def _subject(turn: Turn, talk: Conversation) -> str:
    german = talk.language == "de"
    if turn.speaker == "customer":
        return "Kunde" if german else "Customer"
    return "Mitarbeiter" if german else "Agent"


def old_values(talk: Conversation) -> Iterator[Claim]:
    """What was said and then corrected: each former value with the turn that said it."""
    for fact in find_facts(talk):
        for old in fact.supersedes:
            places = [turn.n for turn in talk.turns[: fact.turns[-1]] if old in turn.text.upper().replace(" ", "")]
            if places:
                evidence = (Evidence(places[-1]),)
                yield replace(fact, text=old, value=old, evidence=evidence, origin="llm", supersedes=())
