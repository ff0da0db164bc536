"""One generated conversation in the making: acts become turns, and what a claim copies is marked where it stands.

Owns acts, scenes and the marking. A marked span is read back from the finished turn, after every kind of noise: claims
are exact whatever happened to the words. Must not know the wording of a language; that is the pack's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from lotse.domain.conversations import Speaker, Turn
from lotse.domain.increments import _JOINED, RawClaim
from models.recipes.lm import noise
from models.recipes.lm.grammar import Pools
from models.recipes.lm.narrow import GoldTurn
from models.recipes.lm.values import Values

_SLOT = re.compile(r"\{(\w+)\}")
_MARKS = "[\ue000-\uf8ff]*"
_BEFORE = re.compile(rf" +({_MARKS}[.,!?:])")
_DOUBLED = re.compile(rf"([.,:!?]{_MARKS})[.,](?!\.)")
_SEEN = re.compile(rf"^({_MARKS})([a-zäöüß])")
_GREETED = re.compile(r"(?:Hallo|Guten|Moin|Hi|Hey|Grüß|Servus|Sehr|Liebes|Tag|Tach|Schönen|Hello|Good|Dear)\b")
_SHORT_DATE = re.compile(r"\d\.\d{1,2}\.$")
_FIRST = re.compile(rf"^({_MARKS})([A-ZÄÖÜ][\w']*)")
_LONGEST = 430
_EDGE = " .,;:!…"
JOINED = frozenset(_JOINED)

Said = tuple[str, list[RawClaim]]
Slots = dict[str, str]


class Pack(Protocol):
    """What a language brings along."""

    language: str
    pools: Pools

    def phrase(self, talk: Talk, kind: str, mouth: Speaker) -> Slots: ...
    def clause(self, talk: Talk, kind: str) -> Slots: ...
    def asked(self, talk: Talk) -> tuple[Slots, str]: ...
    def label(self, talk: Talk, key: str) -> Slots: ...
    def suits(self, line: str, slots: Slots) -> bool: ...
    def keys(self, industry: str) -> list[str]: ...
    def agree(self, text: str, label: Slots) -> str: ...


class Talk:
    def __init__(
        self, rng: random.Random, pack: Pack, industry: str, *, first: int = 1, unseen: float = 0.0, style: noise.Style
    ) -> None:
        self.rng, self.pack, self.industry, self.unseen, self.style = rng, pack, industry, unseen, style
        self.values = Values(rng, pack.language)
        self.turns: list[GoldTurn] = []
        self.first = first
        self._mark = 0xE000
        self._spans: dict[str, str] = {}

    @property
    def now(self) -> int:
        return self.first + len(self.turns)

    # Wording ---------------------------------------------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def draw(self, pool: str) -> str:
        return self.pack.pools.draw(self.rng, pool, self.unseen)

    def mark(self, text: str) -> tuple[str, str]:
        """Return `text` between marks, and the mark by which a claim refers to it."""
        mark = chr(self._mark)
        self._mark += 2
        return f"{mark}{text}{chr(self._mark - 1)}", mark

    def fill(self, template: str, slots: Slots) -> tuple[str, str]:
        """Return the sentence and the mark of its `<...>`, if it has one."""
        mark = ""
        if "<" in template:
            mark = chr(self._mark)
            template = template.replace("<", mark).replace(">", chr(self._mark + 1))
            self._mark += 2
        values = self.values
        text = _SLOT.sub(lambda m: slots[m[1]] if m[1] in slots else values.of(m[1]), template)
        return tidy(text), mark

    def fits(self, pool: str, slots: Slots, tries: int = 30) -> str:
        """Return a line of `pool` that says something sensible with `slots`."""
        for _ in range(tries):
            line = self.draw(pool)
            if "{N" in line and not slots.get("N"):
                continue
            if ("{O}" in line or "{T}" in line) and not slots.get("T"):
                continue
            if "{inv}" in line and not slots.get("inv"):
                continue
            if ("{fin}" in line or "{ind" in line) and not slots.get("fin", slots.get("ind")):
                continue
            if "<{o}>" in line and (not slots["o"] or slots["i"] not in JOINED):
                continue
            if "{r_inv}" in line and not slots.get("r_inv"):
                continue
            if not self.pack.suits(line, slots):
                continue
            return line
        return line

    def due(self) -> tuple[str, str, str]:
        """Return a point in time as it stands within and at the head of a sentence, and its mark."""
        words, _ = self.fill(self.draw("due"), {})
        marked, mark = self.mark(words)
        return marked, cap(marked), mark

    # Turns -----------------------------------------------------------------------------------------------------------

    def say(self, speaker: Speaker, *parts: Said) -> int:
        rng = self.rng
        aside = {"customer": 0.12, "agent": 0.08}.get(speaker, 0.0)
        if rng.random() < aside:
            at = rng.randint(1 if self.turns == [] else 0, len(parts))
            pools = (
                ("aside", "aside", "story") if speaker == "customer" else ("agent_aside", "agent_aside", "agent_story")
            )
            parts = (*parts[:at], self.plain(rng.choice(pools)), *parts[at:])
        text = self.join([words for words, _ in parts if words])
        if speaker == "customer" and rng.random() < self.style.fillers and not _GREETED.match(text):
            text = f"{self.draw('filler')} {self.lower_first(text)}"
        if speaker != "system":
            text = noise.spoil(text, self.style.of(speaker), rng, self.pack.language)
        text, spans = read_marks(text)
        self._spans.update(spans)
        claims = tuple(self._resolved(claim) for _, found in parts for claim in found)
        self.turns.append(GoldTurn(Turn(self.now, speaker, text), claims))
        return self.now - 1

    def join(self, sentences: list[str]) -> str:
        text = ""
        for words in sentences:
            if text:
                bare = text.rstrip("\ue000").rstrip()
                last = next((c for c in reversed(bare) if not "\ue000" <= c <= "\uf8ff"), "")
                text += " " if last in ".!?:," or self.rng.random() < 0.25 else self.rng.choice((". ", ", ", ". "))
            text += cap(words)
        return text

    def _resolved(self, claim: RawClaim) -> RawClaim:
        return replace(
            claim,
            text=self._read(claim.text),
            value=self._read(claim.value),
            result=self._read(claim.result),
            due=self._read(claim.due),
        )

    def _read(self, field: str) -> str:
        if not field or not "\ue000" <= field[0] <= "\uf8ff":
            return field
        return (self._spans[field[0]] + field[1:]).strip()

    def lower_first(self, text: str) -> str:
        """Return `text` as it goes on within a sentence: only names and German nouns keep their capital."""
        first = _FIRST.match(text)
        if first and self.pack.pools.knows(first[2].lower()) and first[2] not in ("I", "I'm", "I'll"):
            return first[1] + text[first.end(1)].lower() + text[first.end(1) + 1 :]
        return text

    # Acts ------------------------------------------------------------------------------------------------------------

    def plain(self, pool: str, **slots: str) -> Said:
        return self.fill(self.draw(pool), slots)[0].replace("<", "").replace(">", ""), []

    def wish(self) -> Said:
        if self.chance(0.12):
            thing, _ = self.fill(self.draw("thing"), {})
            text, mark = self.fill(self.draw("wish_thing"), {"thing": thing})
        else:
            slots = self.pack.phrase(self, "wish", "customer")
            text, mark = self.fill(self.fits("wish", slots), slots)
        return text, [RawClaim("intent", (self.now,), text=mark)]

    def complaint(self) -> Said:
        slots = self.pack.clause(self, "problem")
        text, mark = self.fill(self.fits("problem", slots), slots)
        return text, [RawClaim("intent", (self.now,), text=mark)]

    def intent(self) -> Said:
        return self.wish() if self.chance(0.5) else self.complaint()

    def result(self) -> tuple[Slots, str]:
        """Return a bad result, marked in each of its word orders alike, and its mark."""
        slots = self.pack.clause(self, "bad")
        (start, end), mark = self.mark("")
        found = {"r_main": f"{start}{slots['main']}{end}", "r_inv": ""}
        if slots.get("inv"):
            found["r_inv"] = f"{start}{slots['inv']}{end}"
        return found, mark

    def tried(self) -> Said:
        slots = self.pack.phrase(self, "step", "customer")
        if self.chance(0.6):
            found, result = self.result()
            slots |= found
            text, mark = self.fill(self.fits("tried_result", slots), slots)
        else:
            result = ""
            text, mark = self.fill(self.fits("tried", slots), slots)
        return text, [RawClaim("step", (self.now,), text=mark, actor="customer", result=result)]

    def tried_chain(self) -> Said:
        """Several steps in one sentence; what came of them holds for each."""
        slots, marks = self._chained("step", "customer", ("op", "op"))
        found, result = self.result()
        slots |= found
        line = self.fits("tried_chain", slots)
        said = result if "{r_" in line else ""
        claims = [RawClaim("step", (self.now,), text=mark, actor="customer", result=said) for mark in marks]
        return self.fill(line, slots)[0], claims

    def _chained(self, kind: str, mouth: Speaker, forms: tuple[str, str]) -> tuple[Slots, list[str]]:
        """Return two different phrases as slots `a` and `b`, marked."""
        texts: list[str] = []
        for form in forms:
            for _ in range(10):
                text = self.pack.phrase(self, kind, mouth)[form]
                if text not in texts:
                    break
            texts.append(text)
        marked = [self.mark(text) for text in texts]
        return {"a": marked[0][0], "b": marked[1][0]}, [mark for _, mark in marked]

    def promise_chain(self) -> Said:
        slots, marks = self._chained("action", "agent", ("oi", "oi"))
        slots["due"], slots["due_cap"], due = self.due()
        line = self.draw("promise_chain")
        both = line.index("{due") < line.index("{a}")
        claims = [
            RawClaim("next", (self.now,), text=marks[0], actor="agent", due=due if both else ""),
            RawClaim("next", (self.now,), text=marks[1], actor="agent", due=due),
        ]
        return self.fill(line, slots)[0], claims

    def done_and_promise(self) -> Said:
        slots, marks = self._chained("action", "agent", ("op", "oi"))
        slots["due"], slots["due_cap"], due = self.due()
        claims = [
            RawClaim("step", (self.now,), text=marks[0], actor="agent"),
            RawClaim("next", (self.now,), text=marks[1], actor="agent", due=due),
        ]
        return self.fill(self.draw("done_and_promise"), slots)[0], claims

    def not_done(self) -> Said:
        slots = self.pack.phrase(self, "step", "customer")
        return self.fill(self.fits("not_done", slots), slots)[0], []

    def given(self, pool: str, key: str, value: str, old: str = "") -> Said:
        label = self.pack.label(self, key)
        template = self.draw(pool)
        for _ in range(10):
            if old or "{old}" not in template:
                break
            template = self.draw(pool)
        template = self.pack.agree(template, label)
        text, mark = self.fill(template, {**label, "value": value, "old": old})
        return text, [RawClaim("fact", (self.now,), key=key, value=mark)] if mark else []

    def stated(self, pool: str) -> Said:
        template, _, key = self.draw(pool).partition("::")
        text, mark = self.fill(template, {})
        return text, [RawClaim("fact", (self.now,), key=key, value=mark)]

    def question(self) -> tuple[Said, str]:
        slots, kind = self.pack.asked(self)
        text, mark = self.fill(self.fits("question", slots), slots)
        return (text, [RawClaim("open", (self.now,), text=mark)]), kind

    def answer(self, kind: str) -> str:
        lead = self.draw("answer_lead") + " " if self.chance(0.5) else ""
        text, _ = self.fill(self.draw(f"a_{kind}"), {})
        return lead + (cap(text) if not lead or lead.rstrip()[-1:] in ".!?" else text)

    def promise(self) -> Said:
        roll = self.rng.random()
        if roll < 0.25:
            return self._fixed()
        slots = self.pack.phrase(self, "action", "agent")
        if roll < 0.42:
            template, due = self.fits("promise_now", slots), ""
        elif roll < 0.6:
            slots["due"], slots["due_cap"], due = self.due()
            slots["who"], slots["who_low"] = self._who()
            text, mark = self.fill(template := self.fits("other_will", slots), slots)
            return text, [self._next(template, mark, slots, "other", due)]
        else:
            slots["due"], slots["due_cap"], due = self.due()
            template = self.fits("promise", slots)
        text, mark = self.fill(template, slots)
        return text, [self._next(template, mark, slots, "agent", due)]

    def _who(self) -> tuple[str, str]:
        who, _ = self.fill(self.draw("who_low"), {})
        return cap(who), who

    def _next(self, template: str, mark: str, slots: Slots, owner: str, due: str) -> RawClaim:
        joined = " " + slots["i"] if "<{o}>" in template else ""
        return RawClaim("next", (self.now,), text=mark + joined, actor=owner, due=due)

    def _fixed(self) -> Said:
        template, _, what = self.draw("promise_fixed").partition("::")
        due, due_cap, due_mark = self.due()
        text, mark = self.fill(template, {"due": due, "due_cap": due_cap})
        owner = "other" if "@other" in what else "agent"
        what = what.replace("@other", "").strip()
        said = f"{mark} {what}".strip() if mark else what
        return text, [RawClaim("next", (self.now,), text=said, actor=owner, due=due_mark)]

    def hollow(self) -> Said:
        slots = self.pack.phrase(self, "action", "agent")
        return self.fill(self.fits("hollow", slots), slots)[0], []

    def done(self) -> Said:
        slots = self.pack.phrase(self, "action", "agent")
        text, mark = self.fill(self.fits("agent_done", slots), slots)
        return text, [RawClaim("step", (self.now,), text=mark, actor="agent")]

    def customer_next(self, pool: str) -> Said:
        slots = self.pack.phrase(self, "todo", "customer" if pool == "customer_will" else "agent")
        slots["due"], slots["due_cap"], due = self.due()
        if self.chance(0.2):
            slots["due"], due = "", ""
            template = self.fits(pool, slots)
            for _ in range(20):
                if "{due_cap}" not in template and "haben {due}" not in template and "have {due}" not in template:
                    break
                template = self.fits(pool, slots)
            template = template.replace("{due} ", "").replace(" {due}", "")
            if "{due_cap}" in template:
                slots["due"], slots["due_cap"], due = self.due()
        else:
            template = self.fits(pool, slots)
        text, mark = self.fill(template, slots)
        return text, [self._next(template, mark, slots, "customer", due)]

    def outcome(self, pool: str) -> Said:
        template, _, value = self.draw(pool).partition("::")
        return self.fill(template, {})[0], [RawClaim("outcome", (self.now,), value=value)]

    # Scenes ----------------------------------------------------------------------------------------------------------

    def opening(self) -> None:
        if self.chance(0.12):
            self.say("system", self.plain("system"))
        if self.chance(0.55):
            self.say("agent", self.plain("greet_agent"))
        greeting = self.plain("greet_customer")[0] if self.chance(0.75) else ""
        if greeting and self.chance(0.12):
            self.say("customer", (greeting, []))
            greeting = ""
        text, claims = self.intent()
        if greeting:
            mark = self.rng.choice((", ", ", ", "! ", ". ", " "))
            text = greeting + mark + (self.lower_first(text) if mark in (", ", " ") else cap(text))
        parts: list[Said] = [(text, claims)]
        extras: tuple[tuple[Callable[[], Said], float], ...] = (
            (self.tried, 0.2),
            (self.not_done, 0.05),
            (lambda: self.stated("customer_fact"), 0.2),
            (self.inline_fact, 0.2),
            (lambda: self.question()[0], 0.12),
            (lambda: self.plain("hearsay"), 0.06),
            (self.intent, 0.06),
            (lambda: self.plain("aside"), 0.08),
            (lambda: self.plain("story"), 0.1),
        )
        found = [act for act, share in extras if self.chance(share * self.style.length)]
        self.rng.shuffle(found)
        parts += [act() for act in found[:4]]
        self.say("customer", *parts)

    def letter(self) -> None:
        """A mail: everything at once, in whole sentences, with a name below."""
        acts: list[Callable[[], Said]] = [
            *(self.intent, lambda: self.plain("story"), self.tried, self.inline_fact),
            *(lambda: self.question()[0], lambda: self.stated("customer_fact"), lambda: self.plain("aside")),
        ]
        order = [acts[0], *self.rng.sample(acts[1:], self.rng.randint(2, 4))]
        if self.chance(0.3):
            order[0], order[1] = order[1], order[0]
        self._write("customer", (self.plain("greet_customer")[0] + ",", []), order, "letter_end")

    def agent_letter(self) -> None:
        acts: list[Callable[[], Said]] = [
            *(self.done, self.promise, lambda: self.customer_next("ask_customer"), lambda: self.stated("agent_fact")),
            *(lambda: self.plain("agent_story"), lambda: self.plain("agent_aside")),
        ]
        order = self.rng.sample(acts, self.rng.randint(2, 4))
        self._write("agent", self.plain("letter_start"), order, "goodbye")

    def _write(self, speaker: Speaker, start: Said, acts: list[Callable[[], Said]], end: str) -> None:
        """Say what fits into a turn: the product cuts longer ones."""
        parts, size = [start], len(start[0])
        for act in acts:
            part = act()
            while any(claim.key == "name" for claim in part[1]):
                part = act()
            size += len(part[0])
            if size > _LONGEST:
                break
            parts.append(part)
        parts.append(self.stated(end) if end == "letter_end" else self.plain(end))
        self.say(speaker, *parts)

    def inline_fact(self) -> Said:
        key = self.rng.choice(self.pack.keys(self.industry))
        return self.given("give_inline", key, self.values.of(key))

    def small(self, share: float) -> list[Said]:
        return [self.plain("small")] if self.chance(share) else []

    def ask_fact(self) -> None:
        key = self.rng.choice(self.pack.keys(self.industry))
        value = self.values.of(key)
        label = self.pack.label(self, key)
        ask = self.fill(self.pack.agree(self.draw("ask"), label), label)[0]
        self.say("agent", *self.small(0.2), (ask, []))
        if self.chance(0.07):
            self.say("customer", self.plain("wait"))
        if self.chance(0.07):
            parts = [self.given("give_corrected", key, value, self.values.mistaken(value))]
        else:
            parts = [self.given("give", key, value)]
        if self.chance(0.12):
            parts.append(self.inline_fact())
        if self.chance(0.08):
            parts.append(self.question()[0])
        self.say("customer", *parts)
        if self.chance(0.3):
            self.say("agent", (self.fill(self.draw("readback"), {"value": value})[0], []))
            if self.chance(0.5):
                self.say("customer", self.plain("confirm"))
            elif self.chance(0.6):
                self.say("customer", self.given("correct", key, self._corrected(key, value), value))
        elif self.chance(0.1):
            self.say("customer", self.given("correct", key, self._corrected(key, value), value))

    def _corrected(self, key: str, value: str) -> str:
        return self.values.mistaken(value) if self.chance(0.7) else self.values.of(key)

    def agent_states(self) -> None:
        parts = [*self.small(0.2), self.stated("agent_fact")]
        if self.chance(0.2):
            parts.append(self.promise())
        self.say("agent", *parts)
        if self.chance(0.12):
            amount = self.values.amount()
            self.say("customer", self.given("dispute", "amount", amount))
            if self.chance(0.5):
                self.say("agent", self.plain("denial"))

    def customer_states(self) -> None:
        parts = [self.stated("customer_fact")]
        if self.chance(0.25):
            parts.append(self.stated("customer_fact"))
        self.say("customer", *parts)

    def instruct(self) -> None:
        slots = self.pack.phrase(self, "step", "agent")
        template = self.fits("instruct", slots)
        text, mark = self.fill(template, slots)
        asked = self.say("agent", *self.small(0.15), (text, []))
        roll = self.rng.random()
        if roll < 0.12:
            self.say("customer", self.not_done())
            return
        if roll < 0.4:
            self.say("customer", self.plain("wait"))
        if self.chance(0.3):
            self.say("customer", *self._helped(asked, mark))
            return
        found, result = self.result()
        line = self.fits("did_bad", found)
        step = RawClaim("step", (asked, self.now), text=mark, actor="customer", result=result)
        parts: list[Said] = [(self.fill(line, found)[0], [step])]
        if self.chance(0.1):
            parts.append(self.question()[0])
        self.say("customer", *parts)

    def _helped(self, asked: int, mark: str) -> list[Said]:
        text, result = self.fill(self.draw("did_good"), {})
        step = RawClaim("step", (asked, self.now), text=mark, actor="customer", result=result)
        return [(text, [step, RawClaim("outcome", (self.now,), value="resolved")])]

    def customer_tried(self) -> None:
        parts = [self.tried_chain() if self.chance(0.22) else self.tried()]
        if self.chance(0.25):
            parts.append(self.tried())
        if self.chance(0.1):
            parts.append(self.not_done())
        self.say("customer", *parts)

    def asks(self) -> None:
        question, kind = self.question()
        asked = self.say("customer", *self.small(0.08), question)
        if self.chance(0.1):
            self.say("agent", self.plain("small"))
        if self.chance(0.22):
            unsure: list[Said] = [self.plain("no_answer")]
            if self.chance(0.4):
                unsure.append(self.promise())
            self.say("agent", *unsure)
            return
        parts: list[Said] = [(self.answer(kind), [RawClaim("answered", (asked, self.now))])]
        if self.chance(0.15):
            parts.append(self.promise())
        self.say("agent", *parts)

    def requests(self) -> None:
        """The customer says what the agent is to do; only an agent who accepts promises it."""
        slots = self.pack.phrase(self, "action", "customer")
        text, mark = self.fill(self.fits("request", slots), slots)
        asked = self.say("customer", *self.small(0.1), (text, [RawClaim("intent", (self.now,), text=mark)]))
        if self.chance(0.3):
            self.say("agent", self.plain("refuse"))
            return
        self.accepted(asked, mark)

    def accepted(self, asked: int, mark: str) -> None:
        due = ""
        if self.chance(0.7):
            within, at_head, due = self.due()
            text, _ = self.fill(self.draw("accept"), {"due": within, "due_cap": at_head})
        else:
            text, _ = self.fill(self.draw("accept_now"), {})
        self.say("agent", (text, [RawClaim("next", (asked, self.now), text=mark, actor="agent", due=due)]))

    def offers(self) -> None:
        slots = self.pack.phrase(self, "action", "agent")
        text, mark = self.fill(self.fits("offer", slots), slots)
        asked = self.say("agent", *self.small(0.15), (text, []))
        if self.chance(0.4):
            self.say("customer", self.plain("no_thanks"))
            return
        claim = RawClaim("next", (asked, self.now), text=mark, actor="agent")
        self.say("customer", (self.fill(self.draw("yes_please"), {})[0], [claim]))

    def works_now(self) -> None:
        self.say("agent", *self.small(0.1), self.plain("works_now"))
        pool, value = self.rng.choice(
            (("works_yes", "resolved"), ("works_yes", "resolved"), ("works_no", "unresolved"), ("works_half", "partly"))
        )
        self.say("customer", (self.plain(pool)[0], [RawClaim("outcome", (self.now,), value=value)]))

    def probe(self) -> None:
        """Questions whose answers are no facts of the note."""
        self.say("agent", *self.small(0.15), self.plain("probe"))
        self.say("customer", self.plain("probed"))

    def asks_twice(self) -> None:
        (first, kind), (second, _) = self.question(), self.question()
        asked = self.say("customer", first, second)
        self.say("agent", (self.answer(kind), [RawClaim("answered", (asked, self.now))]))

    def promises(self) -> None:
        parts = [*self.small(0.2), self.promise_chain() if self.chance(0.13) else self.promise()]
        if self.chance(0.2):
            parts.append(self.customer_next("ask_customer"))
        if self.chance(0.12):
            parts.append(self.promise())
        self.say("agent", *parts)
        if self.chance(0.25):
            self.say("customer", self.plain("small"))

    def agent_did(self) -> None:
        parts = [*self.small(0.1), self.done_and_promise() if self.chance(0.15) else self.done()]
        if self.chance(0.3):
            parts.append(self.promise())
        if self.chance(0.15):
            parts.append(self.stated("agent_fact"))
        self.say("agent", *parts)

    def customer_todo(self) -> None:
        if self.chance(0.55):
            self.say("agent", *self.small(0.1), self.customer_next("ask_customer"))
            if self.chance(0.3):
                self.say("customer", self.plain("small"))
        else:
            self.say("customer", self.customer_next("customer_will"))

    def small_talk(self) -> None:
        speaker: Speaker = self.rng.choice(("agent", "customer"))
        self.say(speaker, *(self.plain("small") for _ in range(self.rng.choice((1, 1, 1, 2)))))

    def vent(self) -> None:
        pools = ("aside", "story", "story")
        self.say("customer", *(self.plain(self.rng.choice(pools)) for _ in range(self.rng.choice((1, 2)))))
        if self.chance(0.5):
            self.say("agent", self.plain(self.rng.choice(("agent_aside", "agent_story"))))

    def empty_words(self) -> None:
        """What sounds like a promise or a step and is none."""
        roll = self.rng.random()
        if roll < 0.4:
            self.say("agent", self.hollow())
        elif roll < 0.7:
            self.say("customer", self.not_done())
        else:
            self.say("customer", self.plain("hearsay"))
            if self.chance(0.5):
                self.say("agent", self.plain("denial"))

    def two_intents(self) -> None:
        """Two concerns in one turn, one to be done and one that is wrong."""
        acts = [self.wish(), self.complaint()]
        self.rng.shuffle(acts)
        parts = []
        for lead, (text, claims) in zip(self.plain("pair")[0].split("::"), acts, strict=True):
            parts.append((f"{lead} {self.lower_first(text) if lead[-1] == ',' else text}", claims))
        self.say("customer", *parts)

    def second_intent(self) -> None:
        text, claims = self.intent()
        lead = self.plain("second")[0] + " " if self.chance(0.7) else ""
        self.say("customer", (lead + (text if not lead or lead.rstrip()[-1:] == "," else cap(text)), claims))

    def inject(self) -> None:
        parts = [self.plain("injection")]
        if self.chance(0.3):
            parts.insert(0, self.stated("customer_fact"))
        self.say("customer", *parts)

    def system_line(self) -> None:
        self.say("system", self.plain("system"))

    def closing(self) -> None:
        if self.chance(0.3):
            self.say("agent", self.plain("anything"))
        if self.chance(0.75):
            parts = [self.outcome("outcome")]
            if self.chance(0.3):
                parts.append(self.plain("goodbye"))
            self.say("customer", *parts)
        elif self.chance(0.3):
            self.say("agent", self.outcome("agent_outcome"))
        for speaker in self.rng.choice((("agent", "customer"), ("agent",), ("customer", "agent"), ())):
            self.say(speaker, self.plain("goodbye"))


SCENES: tuple[tuple[Callable[[Talk], None], float], ...] = (
    (Talk.ask_fact, 19),
    (Talk.agent_states, 8),
    (Talk.customer_states, 9),
    (Talk.instruct, 14),
    (Talk.customer_tried, 13),
    (Talk.asks, 11),
    (Talk.asks_twice, 1.5),
    (Talk.promises, 24),
    (Talk.agent_did, 12),
    (Talk.customer_todo, 11),
    (Talk.small_talk, 11),
    (Talk.vent, 5),
    (Talk.agent_letter, 2.5),
    (Talk.empty_words, 8),
    (Talk.second_intent, 6),
    (Talk.two_intents, 2),
    (Talk.inject, 3),
    (Talk.requests, 6),
    (Talk.offers, 5),
    (Talk.works_now, 4),
    (Talk.probe, 5),
    (Talk.system_line, 1),
)


def tidy(text: str) -> str:
    text = " ".join(text.split())
    return _DOUBLED.sub(r"\1", _BEFORE.sub(r"\1", text))


def cap(text: str) -> str:
    return _SEEN.sub(lambda m: m[1] + m[2].upper(), text, count=1)


def read_marks(text: str) -> tuple[str, dict[str, str]]:
    """Return `text` without marks, and what stood between each pair, without outer punctuation but a question mark."""
    found: dict[str, str] = {}
    opened: dict[str, int] = {}
    out: list[str] = []
    size = 0
    at = 0
    for hit in re.finditer("[\ue000-\uf8ff]", text):
        piece = text[at : hit.start()]
        out.append(piece)
        size += len(piece)
        at = hit.end()
        mark = hit[0]
        if ord(mark) % 2 == 0:
            opened[mark] = size
        else:
            start = chr(ord(mark) - 1)
            span = "".join(out)[opened[start] :].strip()
            closed = _SHORT_DATE.search(span) and text[at : at + 1] not in (",", ";", ":", "!", "?")
            found[start] = span.strip(_EDGE) + ("." if closed else "")
    out.append(text[at:])
    return " ".join("".join(out).split()), found
