"""Taskmaster-4: short coffee orders with the calls they led to; own split field."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lotse.domain.conversations import Turn
from lotse.domain.increments import RawClaim
from models.recipes.lm.corpora import english
from models.recipes.lm.corpora.annotated import Conversation, RealTurn, alnum, covers, fact, rows, unique


def conversations(folder: Path, split: str, order: random.Random | None = None) -> Iterator[Conversation]:
    for row in rows(folder / "taskmaster4" / "all.jsonl.gz", order):
        if row["split"] == split:
            yield read(row["turns"])


def read(turns: list[dict[str, Any]]) -> Conversation:
    made: list[RealTurn] = []
    wanted = False
    ordered = False
    for n, raw in enumerate(turns, start=1):
        text = " ".join(raw["t"].replace("\\r", " ").replace("\\n", " ").split())
        claims: list[RawClaim] = []
        calls = raw.get("a", [])
        if raw["s"] == "customer":
            names = {value for kind, value in calls if kind == "api_call"}
            words = english.wish(text) if "get_menu_items" in names and not wanted else ""
            if words:
                claims.append(RawClaim("intent", (n,), text=words))
                wanted = True
            for key, value in _asked_for(calls):
                claims += fact(key, value, n, text) or fact(key, _bare(value), n, text)
            questions = [one for one in english.questions(text, words) if one.endswith("?")]
            if "show_menu" in names and questions:
                claims += [RawClaim("open", (n,), text=question) for question in questions]
            elif questions and not words:
                wanted = True
            ordered = ordered or "finish_order" in names
            # An order without any value found in it was worded differently: no lesson.
            taught = not names & {"get_menu_items", "get_addons", "update_order"} or bool(claims)
            made.append(RealTurn(Turn(n, "customer", text), unique(claims), (), taught and covers(tuple(claims), text)))
            continue
        if made and any(claim.section == "open" for claim in made[-1].claims) and not text.endswith("?"):
            claims.append(RawClaim("answered", (n - 1, n)))
        # What happens next is said in too many ways to be labelled by form.
        made.append(
            RealTurn(Turn(n, "agent", text), unique(claims), (), not ordered and not english.PROMISE.search(text))
        )
    return tuple(made)


def _asked_for(calls: list[list[str]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    call = ""
    for kind, value in calls:
        if kind == "api_call":
            call = value
            continue
        try:
            request = json.loads(value)
        except ValueError:
            continue
        options = [part.get("option", "") for part in request.get("attributes", []) if isinstance(part, dict)]
        asked = str(request.get("query", "")).split(" OR ") if call in ("get_menu_items", "get_addons") else []
        key = "product" if call == "get_menu_items" else "option"
        for one in (*asked, *map(str, options), str(request.get("notes", "") or "")):
            if alnum(one) and alnum(one) not in seen:
                seen.add(alnum(one))
                yield key, one.strip()


def _bare(option: str) -> str:
    """`Oat Milk` is ordered as `oat` too."""
    return option.removesuffix(" Milk").removesuffix(" Sauce")
