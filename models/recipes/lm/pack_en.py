"""English: how verb phrases, clauses, questions and labels take their form. Owns grammar; the wording is elsewhere."""

from __future__ import annotations

import functools
import re

from lotse.domain.conversations import Speaker
from models.recipes.lm import carriers_en, topics_en
from models.recipes.lm.grammar import Pools, skeleton
from models.recipes.lm.talk import Slots, Talk, cap, tidy

_IRREGULAR = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """be was been
bring brought brought
buy bought bought
come came come
do did done
find found found
get got got
give gave given
go went gone
have had had
keep kept kept
know knew known
leave left left
log logged logged
make made made
pay paid paid
put put put
read read read
reset reset reset
run ran run
see saw seen
send sent sent
set set set
show showed shown
shut shut shut
speed sped sped
swap swapped swapped
take took taken
tell told told
top topped topped
turn turned turned
type typed typed
withdraw withdrew withdrawn
write wrote written
drop dropped dropped
plan planned planned
ship shipped shipped
stop stopped stopped
cancel cancelled cancelled
refund refunded refunded
resend resent resent
submit submitted submitted
unplug unplugged unplugged
flip flipped flipped
reinsert reinserted reinserted""".split("\n")
}
_DOUBLED = frozenset("get log put run set shut swap drop plan ship stop submit unplug flip reset cancel top".split())
_PLURAL = frozenset(
    "fuses radiators neighbours devices documents details numbers papers receipts photos colleagues settings screws "
    "channels cookies updates users licences seats instalments tyres shoes us you it this".split()
)
_MY, _YOUR = re.compile(r"\b(?:my|our)\b"), re.compile(r"\byour\b")
_US = re.compile(r"\b(us|you)\b ?")
_TOLD = "!"
_ENDED = re.compile(r"since|for |yesterday|today|last |\bon |still|never|again")

_TOPICS = {
    "wish": (topics_en.WISH, topics_en.WISH_COMMON),
    "step": (topics_en.STEP, topics_en.STEP_COMMON),
    "action": (topics_en.ACTION, topics_en.ACTION_COMMON),
    "todo": (topics_en.TODO, topics_en.TODO_COMMON),
    "problem": (topics_en.PROBLEM, topics_en.PROBLEM_COMMON),
    "bad": (topics_en.BAD, topics_en.BAD_COMMON),
    "question": (topics_en.QUESTION, topics_en.QUESTION_COMMON),
}


# What one gets oneself, and no one can be asked to do.
_OWN = ("get ", "have ", "know ", "keep ", "speak ", "talk ", "claim ", "ask ")
# How often a phrase is one that fits any industry.
_COMMON = {"wish": 0.25, "problem": 0.2, "step": 0.45, "action": 0.5, "todo": 0.45, "bad": 0.5, "question": 0.5}


class English:
    language = "en"

    def __init__(self, forbidden: frozenset[str] = frozenset()) -> None:
        pools = dict(carriers_en.POOLS) | {"thing": topics_en.THING}
        for kind, (topics, common) in _TOPICS.items():
            pools |= {f"{kind}/{industry}": lines for industry, lines in topics.items()}
            if common:
                pools[f"{kind}/"] = common
        self.pools = Pools(pools, forbidden)
        self._forbidden = forbidden
        self.industries = tuple(topics_en.WISH)

    def _draw(self, talk: Talk, kind: str, mouth: Speaker = "customer") -> str:
        """Return a line whose plain sentence no held-out set rests on."""
        for _ in range(20):
            common = talk.chance(_COMMON[kind])
            line = talk.draw(f"{kind}/" if common else f"{kind}/{talk.industry}")
            if skeleton(_plainly(line, kind)) not in self._forbidden and not (line[-1] == _TOLD and mouth == "agent"):
                break
        return line.removesuffix(_TOLD)

    def phrase(self, talk: Talk, kind: str, mouth: Speaker) -> Slots:
        line = talk.fill(self._draw(talk, kind, mouth), {})[0]
        if kind in ("step", "todo"):
            line = _YOUR.sub("my", line) if mouth == "customer" else _MY.sub("your", line)
        elif kind == "action" and mouth == "customer":
            line = _US.sub("me ", _YOUR.sub("my", line))
        if kind == "todo" and mouth == "customer":
            line = _US.sub(lambda m: "you " if m[1] == "us" else m[0], line)
        return dict(_forms(line))

    def suits(self, line: str, slots: Slots) -> bool:
        return not (line.startswith(("Would you", "Could you", "Please")) and slots.get("i", "").startswith(_OWN))

    def clause(self, talk: Talk, kind: str) -> Slots:
        subject, rest, *state = (part.strip() for part in talk.fill(self._draw(talk, kind), {})[0].split(";"))
        if kind == "problem" and talk.chance(0.3) and not _ENDED.search(rest):
            when = "since" if state == ["s"] else "when_past"
            if state == ["s"] or not re.search(r"\b(is|are|does|has|have)\b", rest):
                rest = f"{rest} {talk.fill(talk.draw(when), {})[0]}"
        main = tidy(f"{subject} {rest}")
        return {"main": main, "inv": main, "fin": main}

    def asked(self, talk: Talk) -> tuple[Slots, str]:
        line = talk.fill(self._draw(talk, "question"), {})[0]
        word, helper, subject, rest, kind = (part.strip() for part in line.split(";"))
        direct = tidy(f"{word} {helper} {subject} {rest}") + "?"
        turned = "" if helper in ("do", "does", "did", "") else tidy(f"{word or 'if'} {subject} {helper} {rest}")
        return {"Q": cap(direct), "q": direct, "ind": turned}, kind

    def keys(self, industry: str) -> list[str]:
        return topics_en.KEYS[industry].split()

    def label(self, talk: Talk, key: str) -> Slots:
        return {"label": talk.rng.choice(topics_en.LABELS[key].split("|"))}

    def agree(self, text: str, label: Slots) -> str:
        return text


@functools.lru_cache(maxsize=4096)
def _forms(line: str) -> Slots:
    written, thing, extra = (part.strip() for part in f"{line};;".split(";")[:3])
    base, _, particle = written.partition(" ")
    past, participle = _IRREGULAR.get(base) or (_regular(base), _regular(base))
    rest = " ".join(filter(None, (thing, extra)))
    full = " ".join(filter(None, (particle, rest)))
    words = thing.split()
    subject = thing if words and words[0] in ("the", "your", "a", "an", "all") else ""
    many = bool(words) and (words[-1] in _PLURAL or words[0] == "all")
    if words and words[0] == "you":
        subject = ""
    return {
        "o": "",
        "T": thing or full,
        "oi": f"{base} {full}".strip(),
        "op": f"{participle} {full}".strip(),
        "i": f"{base} {full}".strip(),
        "p": f"{participle} {full}".strip(),
        "past": f"{past} {full}".strip(),
        "ing": f"{_ing(base)} {full}".strip(),
        "pp": " ".join(filter(None, (participle, particle, extra))),
        "N": cap(subject),
        "be_perf": "have" if many else "has",
        "be_past": "were" if many else "was",
        "dat": "",
    }


def _regular(base: str) -> str:
    if base in _DOUBLED:
        return f"{base}{base[-1]}ed"
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}ed"


def _ing(base: str) -> str:
    if base in _DOUBLED:
        return f"{base}{base[-1]}ing"
    if base.endswith("e") and base not in ("be", "see"):
        return f"{base[:-1]}ing"
    return f"{base}ing"


@functools.lru_cache(maxsize=65536)
def _plainly(line: str, kind: str) -> str:
    """Return the sentence that `line` says, its values still slots."""
    if kind in ("problem", "bad"):
        return " ".join(part.strip() for part in line.split(";")[:2])
    if kind == "question":
        return " ".join(part.strip() for part in line.split(";")[:4])
    return _forms(line.removesuffix(_TOLD))["i"]
