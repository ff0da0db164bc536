"""German: how verb phrases, clauses, questions and labels take their form. Owns grammar; the wording is elsewhere."""

from __future__ import annotations

import functools
import re

from lotse.domain.conversations import Speaker
from models.recipes.lm import carriers_de, german, topics_de
from models.recipes.lm.grammar import Pools, skeleton
from models.recipes.lm.talk import Slots, Talk, cap, tidy

_GIVING = frozenset(
    "schicken senden zuschicken zusenden mailen schreiben überweisen erstatten gutschreiben nachliefern liefern "
    "bestätigen ausstellen erstellen bereitstellen verschicken nachschicken auszahlen bestellen".split()
)
_YOURS = re.compile(r"\bIhr(e|en|em|er|es)?\b")
_MINE = re.compile(r"\b([Mm]ein|[Uu]nser)(e|en|em|er|es)?\b")
_SELF = re.compile(r"\b(mich|uns)\b")
_ADVERB = re.compile(r"seit|heute|gestern|nie|ständig|immer|plötzlich|noch nicht|schon|am \{|letzte|vor ")
# Ends a step that is only told of: asked of a customer it would be a promise, since nobody does it within the call.
_TOLD = "!"
_HAPPENED = ("wurde", "wurden", "hat", "habe", "haben")
_ARRIVED = ("kommen", "gegangen", "gefallen", "gefahren", "worden", "erschienen")
# What one gets done oneself, and no one can be asked to do.
_OWN = ("bekommen", "lassen", "haben", "erfahren", "wissen", "behalten", "finden", "sprechen")
_AUXILIARY = ("ist", "hat", "wurde", "war", "habe", "haben", "sind", "wurden")

_TOPICS = {
    "wish": (topics_de.WISH, topics_de.WISH_COMMON),
    "step": (topics_de.STEP, topics_de.STEP_COMMON),
    "action": (topics_de.ACTION, topics_de.ACTION_COMMON),
    "todo": (topics_de.TODO, topics_de.TODO_COMMON),
    "problem": (topics_de.PROBLEM, topics_de.PROBLEM_COMMON),
    "bad": (topics_de.BAD, topics_de.BAD_COMMON),
    "question": (topics_de.QUESTION, topics_de.QUESTION_COMMON),
}


# How often a phrase is one that fits any industry.
_COMMON = {"wish": 0.22, "problem": 0.18, "step": 0.4, "action": 0.45, "todo": 0.45, "bad": 0.45, "question": 0.5}


class German:
    language = "de"

    def __init__(self, forbidden: frozenset[str] = frozenset()) -> None:
        pools = dict(carriers_de.POOLS) | {"thing": topics_de.THING}
        for kind, (topics, common) in _TOPICS.items():
            pools |= {f"{kind}/{industry}": lines for industry, lines in topics.items()}
            if common:
                pools[f"{kind}/"] = common
        self.pools = Pools(pools, forbidden)
        self._forbidden = forbidden
        self.industries = tuple(topics_de.WISH)

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
            line = _mine(line) if mouth == "customer" else _yours(line)
        elif kind == "action" and mouth == "customer":
            line = _mine(line)
        slots = dict(_forms(line))
        giving = (
            kind == "action"
            and mouth == "agent"
            and slots["i"] in _GIVING
            and "Ihr" not in slots["T"]
            and talk.chance(0.5)
        )
        slots["dat"] = "Ihnen " if giving else ""
        return slots

    def suits(self, line: str, slots: Slots) -> bool:
        return not (line.startswith(("Würden Sie", "Könnten Sie", "Bitte")) and slots.get("i") in _OWN)

    def clause(self, talk: Talk, kind: str) -> Slots:
        subject, verb, *rest = (part.strip() for part in talk.fill(self._draw(talk, kind), {})[0].split(";"))
        rest, lasting = rest[0] if rest else "", len(rest) > 1 and rest[1] == "s"
        if kind == "problem" and talk.chance(0.35) and not _ADVERB.search(rest) and "," not in rest:
            if lasting and not rest.endswith(_ARRIVED):
                rest = f"{talk.fill(talk.draw('since'), {})[0]} {rest}"
            elif verb in _HAPPENED or (verb in ("ist", "sind") and rest.endswith(_ARRIVED)):
                rest = f"{talk.fill(talk.draw('when_past'), {})[0]} {rest}"
        turned = "," not in verb and not subject.startswith(_FRONTED) and not (subject == "es" and verb in _EMPTY)
        if rest.startswith("sich ") and subject not in ("ich", "es", "wir"):
            behind = f"sich {subject} {rest.removeprefix('sich ')}"
        else:
            behind = f"{subject} {rest}"
        return {
            "main": tidy(f"{subject} {verb} {rest}"),
            "inv": tidy(f"{verb} {behind}") if turned else "",
            "fin": "" if "," in rest else _verb_last(subject, verb, rest),
        }

    def asked(self, talk: Talk) -> tuple[Slots, str]:
        line = talk.fill(self._draw(talk, "question"), {})[0]
        word, verb, rest, kind = (part.strip() for part in line.split(";"))
        direct = tidy(f"{word} {verb} {rest}") + "?"
        return {"Q": cap(direct), "q": direct, "ind": tidy(f"{word or 'ob'} {rest} {verb}")}, kind

    def keys(self, industry: str) -> list[str]:
        return topics_de.KEYS[industry].split()

    def label(self, talk: Talk, key: str) -> Slots:
        gender, name = talk.rng.choice(topics_de.LABELS[key].split("|")).split(" ", 1)
        ending = {"f": "e", "m": "", "n": ""}[gender]
        weak = _declined(name) if gender == "m" else name
        article = {"f": "die", "m": "den", "n": "das"}[gender]
        own = {"f": "Ihre", "m": "Ihren", "n": "Ihr"}[gender]
        return {
            "gender": gender,
            "label": name,
            "weak": weak,
            "Ihre": f"Ihr{ending}",
            "Meine": f"Mein{ending}",
            "den": talk.rng.choice((article, own)),
            "den_opt": talk.rng.choice((article, own, article)),
            "Und_label": "Und " + {"f": "die", "m": "der", "n": "das"}[gender] + f" {name}",
        }

    def agree(self, text: str, label: Slots) -> str:
        """Give the articles marked with `#` the gender of the label; those before an object its case."""
        gender = label["gender"]
        accusative = "{den" in text or bool(_OBJECT.search(text))
        if accusative and gender == "m":
            text = text.replace("{label}", label["weak"])
        if gender == "f":
            return text.replace("#", "")
        table = _ACCUSATIVE[gender] if accusative else _NOMINATIVE[gender]
        return _MARKED.sub(lambda m: table.get(m[1], m[1]), text).replace("#", "")


_FRONTED = ("im ", "auf ", "nach ", "beim ", "in ", "da", "dort", "hier", "bei ", "schon ", "vor ")
_EMPTY = ("kommt", "kommen", "wurde", "wurden", "steht", "sind", "zeigt")
_PARTICLES = frozenset("an ab aus auf ein zu fest raus rein weg um vor weiter vorbei rückwärts".split())


def _verb_last(subject: str, verb: str, rest: str) -> str:
    words = rest.split()
    if words and words[-1] in _PARTICLES and verb not in _AUXILIARY:
        verb = words.pop() + verb
    # The reflexive stays with its subject: "weil sie sich nicht öffnen lässt".
    if verb.endswith(" sich"):
        verb, words = verb.removesuffix(" sich"), ["sich", *words]
    return tidy(f"{subject} {' '.join(words)} {verb}")


_MARKED = re.compile(r"(\w+)#")
_OBJECT = re.compile(
    r"(nennen|sagen|geben|durchgeben|mitteilen|schreiben|zur Hand|\bda\b|parat|griffbereit|vorliegen|haben|erfahren|"
    r"notieren|aufnehmen|eintragen|irgendwo)"
)
_ACCUSATIVE = {
    "m": {
        "Ihre": "Ihren",
        "die": "den",
        "meine": "meinen",
        "Die": "Der",
        "Meine": "Mein",
        "eine": "einen",
        "der": "dem",
    }
    | {"Welche": "Welchen", "welcher": "welchem", "Ihrer": "Ihrem", "Was für eine": "Was für einen"},
    "n": {"Ihre": "Ihr", "die": "das", "meine": "mein", "Die": "Das", "Meine": "Mein", "eine": "ein", "der": "dem"}
    | {"Welche": "Welches", "welcher": "welchem", "Ihrer": "Ihrem"},
}
_NOMINATIVE = {
    "m": {**_ACCUSATIVE["m"], "Ihre": "Ihr", "die": "der", "meine": "mein", "eine": "ein", "Welche": "Welcher"},
    "n": _ACCUSATIVE["n"],
}


def _declined(name: str) -> str:
    words = name.split()
    words = [f"{word}n" if word.endswith("e") and word[0].islower() else word for word in words]
    if words[-1] in ("Name", "Nachname", "Gerätename", "Familienname"):
        words[-1] += "n"
    return " ".join(words)


@functools.lru_cache(maxsize=4096)
def _forms(line: str) -> Slots:
    return german.phrase(line).slots()


@functools.lru_cache(maxsize=65536)
def _plainly(line: str, kind: str) -> str:
    """Return the sentence that `line` says, its values still slots."""
    if kind in ("problem", "bad", "question"):
        return " ".join(part.strip() for part in line.split(";")[:3])
    return _forms(line.removesuffix(_TOLD))["oi"]


def _mine(line: str) -> str:
    return _YOURS.sub(lambda m: f"mein{m[1] or ''}", line)


def _yours(line: str) -> str:
    line = _MINE.sub(lambda m: f"Ihr{m[2] or ''}", line)
    return _SELF.sub("sich", line)
