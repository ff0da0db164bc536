"""Writes service conversations together with the exact increments of their note.

Owns what training and evaluation ask for: which conversations belong to which split, and how much of each kind is in.
The wording is in the packs; the narrow generator makes the held-out set by which versions are compared.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from models.recipes.lm import narrow, noise, phrases_de, phrases_en
from models.recipes.lm.grammar import is_held_out, skeleton
from models.recipes.lm.narrow import GoldTurn, on_texts
from models.recipes.lm.pack_de import German
from models.recipes.lm.pack_en import English
from models.recipes.lm.talk import JOINED, SCENES, Talk

__all__ = ["HELD_OUT_INDUSTRIES", "GoldTurn", "dialogues", "held_out_skeletons", "is_held_out", "on_texts"]
HELD_OUT_INDUSTRIES = narrow.HELD_OUT_INDUSTRIES
# Of the training conversations: the rest come from the wide grammars.
_NARROW_SHARE = 0.12
_UNSEEN = 0.6
_LETTERS = 0.06


def dialogues(seed: int, count: int, *, language: str, split: str) -> Iterator[tuple[GoldTurn, ...]]:
    """Yield `count` conversations. `train` mixes both generators; `heldout` is the narrow one's, unchanged, and
    `heldout-wide` the wide one's, both with patterns that training never sees."""
    if split == "heldout":
        yield from narrow.dialogues(seed, count, language=language, split=split)
        return
    rng = random.Random(f"{seed}/{language}/{split}/wide")
    old = filter(is_copied, narrow.dialogues(seed, 100 + 8 * count, language=language, split="train"))
    for _ in range(count):
        if split == "train" and rng.random() < _NARROW_SHARE:
            yield next(old)
        else:
            yield wide(rng, language, _UNSEEN if split == "heldout-wide" else 0.0)


def is_copied(dialogue: tuple[GoldTurn, ...]) -> bool:
    """Whether the product's copying grammar lets a model say every claim of `dialogue`. The narrow generator joins what
    its sentences tear apart, also where no grammar can follow."""
    texts = {gold.turn.n: f" {gold.turn.text.casefold()} " for gold in dialogue}
    for claim in (claim for gold in dialogue for claim in gold.claims):
        what = claim.text.casefold()
        if claim.section == "next" and what.rpartition(" ")[2] in JOINED:
            what = what.rpartition(" ")[0]
        said = (what, claim.result.casefold(), claim.due.casefold())
        if not all(any(words.strip(" .,!?") in texts[n] for n in claim.turns) for words in said):
            return False
    return True


def wide(rng: random.Random, language: str, unseen: float = 0.0) -> tuple[GoldTurn, ...]:
    """Return one conversation of the wide grammars; `unseen` is the share of patterns that training never sees."""
    spoken = pack(language)
    first = rng.choice((1, 1, 1, rng.randint(2, 9), rng.randint(10, 99), rng.randint(100, 260)))
    style = rng.choices(*_STYLES)[0]
    talk = Talk(rng, spoken, rng.choice(spoken.industries), first=first, unseen=unseen, style=style)
    if rng.random() < 0.93:
        (talk.letter if rng.random() < _LETTERS else talk.opening)()
    for scene in rng.choices(*_SCENES, k=rng.randint(3, 7)):
        scene(talk)
    if rng.random() < 0.65:
        talk.closing()
    return tuple(talk.turns)


_STYLES = tuple(zip(*noise.STYLES, strict=True))
_SCENES = tuple(zip(*SCENES, strict=True))


@cache
def pack(language: str) -> German | English:
    """Return the wide grammars of `language`, without what the held-out sets rest on."""
    return (German if language == "de" else English)(held_out_skeletons(language))


def held_out_skeletons(language: str) -> frozenset[str]:
    """Return the skeletons of every pattern that the narrow generator keeps out of training."""
    phrases = phrases_de if language == "de" else phrases_en
    pools = [value for name, value in vars(phrases).items() if name.isupper() and isinstance(value, str)]
    for name, industry in phrases.INDUSTRIES.items():
        pools += [lines for lines in industry.values() if name not in HELD_OUT_INDUSTRIES]
    found: set[str] = set()
    for pool in pools:
        lines = pool.split("\n") if "\n" in pool else pool.split("|")
        if len(lines) >= 6:
            found.update(_sentence(line, language) for line in lines if is_held_out(line))
    for name in HELD_OUT_INDUSTRIES:
        for lines in phrases.INDUSTRIES[name].values() if name in phrases.INDUSTRIES else ():
            found.update(_sentence(line, language) for line in lines.split("\n"))
    return frozenset(found - {""})


def _sentence(line: str, language: str) -> str:
    """Return what the narrow generator's `line` says: a German action is object and verb, an English one a phrase."""
    parts = line.partition("=>")[0].split("|")
    return skeleton(" ".join(parts[: 2 if language == "de" else 1]))


# How wide the wording is --------------------------------------------------------------------------------------------

ACTS = {
    "intent": ("wish", "wish_thing", "problem", "request"),
    "fact": ("give", "give_inline", "give_corrected", "correct", "customer_fact", "agent_fact", "dispute"),
    "step": ("tried_chain", "tried", "tried_result", "agent_done", "instruct", "did_bad", "did_good"),
    "next": (
        *(
            "promise_chain",
            "done_and_promise",
            "promise",
            "promise_now",
            "promise_fixed",
            "other_will",
            "customer_will",
            "ask_customer",
            "accept",
        ),
        *("accept_now", "offer", "yes_please"),
    ),
    "open": ("question",),
    "answered": ("a_when", "a_cost", "a_pay", "a_yes", "a_where", "a_who", "a_why", "a_what"),
    "outcome": ("outcome", "agent_outcome", "works_yes", "works_no", "works_half"),
    "nothing": (
        *(
            "small",
            "aside",
            "agent_aside",
            "goodbye",
            "story",
            "agent_story",
            "greet_agent",
            "greet_customer",
            "not_done",
            "hollow",
            "hearsay",
        ),
        *("denial", "injection", "probe", "probed", "no_answer", "refuse", "no_thanks", "wait", "confirm", "readback"),
    ),
}


def breadth(language: str, count: int) -> list[str]:
    """Return a table of the wording: what the grammars can say, and what `count` conversations did say."""
    pools = pack(language).pools
    told = _told(language, count)
    rows = [f"{language}: {count} conversations", f"{'act':10}{'lines':>7}{'sentences':>14}{'told':>8}"]
    for act, names in ACTS.items():
        lines, sentences = sum(len(pools.lines(name)) for name in names), sum(pools.count(name) for name in names)
        rows.append(f"{act:10}{lines:7}{sentences:14,}{told.get(act, 0):8}")
    topics = [name for name in pools.names() if "/" in name]
    for kind in dict.fromkeys(name.partition("/")[0] for name in topics):
        names = [name for name in topics if name.startswith(f"{kind}/")]
        lines, contents = sum(len(pools.lines(name)) for name in names), sum(pools.count(name) for name in names)
        rows.append(f"{kind:10}{lines:7}{contents:14,}  contents")
    return rows


def _told(language: str, count: int) -> dict[str, int]:
    """Return how many different wordings each section had: its turns without what the claims copy."""
    rng, seen = random.Random(0), defaultdict(set)
    for _ in range(count):
        for gold in wide(rng, language):
            text = gold.turn.text
            for claim in gold.claims:
                for said in filter(None, (claim.text, claim.result, claim.due, claim.value)):
                    text = text.replace(said, "{}")
            for section in {claim.section for claim in gold.claims} or {"nothing"}:
                seen[section].add(skeleton(text))
    return {section: len(wordings) for section, wordings in seen.items()}


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Show how wide the generator's wording is.")
    options.add_argument("--stats", action="store_true", required=True)
    options.add_argument("--count", type=int, default=2000)
    chosen = options.parse_args()
    for spoken in ("de", "en"):
        print("\n".join(breadth(spoken, chosen.count)), end="\n\n")
