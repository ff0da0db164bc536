"""The first, narrow generator, kept as it was: its held-out set is what versions of the model are compared by.

Owns how acts become turns and gold claims; the wording is in `phrases_de` and `phrases_en`. Everything follows from the
seed. Some patterns and two industries never appear in any training split. Must not change: figures of different
versions are comparable only while these conversations stay the same, letter for letter.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import ModuleType

from lotse.domain.conversations import Speaker, Turn
from lotse.domain.increments import RawClaim
from models.recipes.lm import phrases_de, phrases_en

HELD_OUT_INDUSTRIES = ("housing", "waterworks")
_HELD_OUT_SHARE = 10
_SLOT = re.compile(r"\{(\w+)\}")
_SEPARABLE = re.compile(
    r"(zurück|herunter|nach|durch|frei|bereit|weiter|wieder|aus|ein|auf|ab|an|um|vor|zu|los|fest)(?=[a-zäöü]{4})"
)
_PLAIN_START = re.compile(
    r"^(Ich|Wir|Kann|Können|Wie|Es|Bei|Mein|Meine|Wäre|Habe|Natürlich|Gestern|Vorhin|Folgendes|Leider|Could|Can|How|Is|We|My|The)\b"
)
_INSEPARABLE = ("an|twort", "durch|such", "wieder|hol")


@dataclass(frozen=True)
class GoldTurn:
    turn: Turn
    claims: tuple[RawClaim, ...]


Part = tuple[str, list[RawClaim]]


class Values:
    """Invented values in the many ways people write them."""

    def __init__(self, rng: random.Random, language: str, phrases: ModuleType) -> None:
        self.rng, self.language, self.phrases = rng, language, phrases

    def of(self, kind: str) -> str:
        return getattr(self, f"_{kind}", self._code)()

    def digits(self, low: int, high: int) -> str:
        count = self.rng.randint(low, high)
        return str(self.rng.randint(1, 9)) + "".join(str(self.rng.randint(0, 9)) for _ in range(count - 1))

    def grouped(self, digits: str, size: int, mark: str = " ") -> str:
        return mark.join(digits[i : i + size] for i in range(0, len(digits), size))

    def letters(self, count: int) -> str:
        return "".join(self.rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(count))

    def _code(self) -> str:
        rng, digits = self.rng, self.digits(4, 10)
        return rng.choice(
            (
                digits,
                digits,
                f"{self.letters(rng.randint(1, 3))}-{digits}",
                f"{self.letters(2)}{digits}",
                self.grouped(digits, 3),
                self.grouped(digits, 4, "-"),
                f"{digits[:3]}/{digits[3:]}",
                f"{rng.randint(2019, 2027)}-{digits[:5]}",
            )
        )

    _case = _order = _customer_number = _code

    def _number(self) -> str:
        return str(self.rng.choice((2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 30, 40, 55, 60, 90, 120, 404, 503)))

    def _amount(self) -> str:
        rng = self.rng
        whole, cents = (
            rng.choice((rng.randint(3, 99), rng.randint(100, 999), rng.randint(1000, 9999))),
            rng.randint(0, 99),
        )
        if self.language == "de":
            thousands = f"{whole:,}".replace(",", ".")
            forms = (
                "{t},{c:02d} €",
                "{w},{c:02d} Euro",
                "{w} Euro",
                "{w} €",
                "{t},{c:02d} EUR",
                "{w},{c:02d}€",
                "{w},- €",
            )
        else:
            thousands = f"{whole:,}"
            forms = ("£{t}.{c:02d}", "€{w}", "{t}.{c:02d} euros", "${t}.{c:02d}", "{w} pounds", "{t}.{c:02d} EUR")
        return rng.choice(forms).format(t=thousands, w=whole, c=cents)

    def _date(self) -> str:
        rng = self.rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2023, 2028)
        name = self.phrases.MONTHS.split("|")[month - 1]
        if self.language == "de":
            forms = ("{d:02d}.{m:02d}.{y}", "{d}. {n}", "{d}.{m}.", "{d}. {n} {y}", "{d}.{m}.{y}", "{d:02d}.{m:02d}.")
        else:
            forms = ("{d} {n}", "{n} {d}", "{d:02d}/{m:02d}/{y}", "{y}-{m:02d}-{d:02d}", "{n} {d}, {y}")
        return rng.choice(forms).format(d=day, m=month, y=year, n=name)

    def _birth(self) -> str:
        rng = self.rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1938, 2006)
        return f"{day:02d}.{month:02d}.{year}" if self.language == "de" else f"{day:02d}/{month:02d}/{year}"

    _birth_date = _birth

    def _time(self) -> str:
        rng = self.rng
        hour, minute = rng.randint(7, 19), rng.choice((0, 15, 30, 45))
        if self.language == "de":
            return rng.choice((f"{hour} Uhr", f"{hour}:{minute:02d} Uhr", f"{hour}.{minute:02d} Uhr"))
        return rng.choice((f"{hour % 12 + 1} am", f"{hour % 12 + 1} pm", f"{hour}:{minute:02d}"))

    def _weekday(self) -> str:
        return self.rng.choice(self.phrases.WEEKDAYS.split("|"))

    def _phone(self) -> str:
        rng, rest = self.rng, self.digits(6, 8)
        area = rng.choice(
            ("0151", "0160", "0172", "030", "089", "0221", "0341", "04131", "0049 171", "+49 176", "+43 664")
        )
        return (
            area
            + rng.choice((" ", "/", "", "-", " "))
            + rng.choice((rest, self.grouped(rest, 2), self.grouped(rest, 3)))
        )

    def _iban(self) -> str:
        rng = self.rng
        country, length = rng.choice((("DE", 20), ("DE", 20), ("DE", 20), ("AT", 18), ("NL", 16)))
        plain = country + "".join(str(rng.randint(0, 9)) for _ in range(length))
        return rng.choice((plain, self.grouped(plain, 4)))

    def word(self, endings: tuple[str, ...]) -> str:
        rng = self.rng
        onsets = (
            "B",
            "Br",
            "D",
            "F",
            "Fr",
            "G",
            "Gr",
            "H",
            "J",
            "K",
            "Kl",
            "L",
            "M",
            "N",
            "P",
            "R",
            "S",
            "Sch",
            "St",
            "T",
            "W",
            "Z",
        )
        nuclei = ("a", "e", "i", "o", "u", "ei", "au", "ä", "ö", "ü", "ie", "oo")
        codas = ("l", "r", "n", "m", "nd", "lk", "rt", "ss", "ck", "bb", "ff", "tz", "ng", "v", "x")
        middle = rng.choice(onsets) + rng.choice(nuclei) + rng.choice(codas)
        if rng.random() < 0.4:
            middle += rng.choice(nuclei) + rng.choice(codas)
        return middle + rng.choice(endings)

    def _name(self) -> str:
        rng = self.rng
        first = rng.choice(
            "Anna Ben Clara David Elif Finn Greta Hakan Ida Jonas Katrin Lena Mehmet Nora Olaf Petra Robin Sofia Tim "
            "Ute Vera Willi Yusuf Zoe Marta Igor Leila Bernd Hanne Kofi Priya Sven Renate Aylin Oskar Mila Tom "
            "Jana".split()
        )
        last = self.word(("mann", "er", "ke", "berg", "feld", "ski", "ow", "meier", "en", "stein", "a", "hof"))
        if self.language == "de":
            return rng.choice(
                (f"{first} {last}", f"{first} {last}", last, f"Frau {last}", f"Herr {last}", f"{last}, {first}")
            )
        return rng.choice((f"{first} {last}", last, f"Mrs {last}", f"Mr {last}"))

    def _city(self) -> str:
        return self.word(("stadt", "hausen", "heim", "dorf", "burg", "ingen", "au", "bach", "walde"))

    def _address(self) -> str:
        rng = self.rng
        number = f"{rng.randint(1, 180)}{rng.choice(('', '', '', 'a', 'b'))}"
        street = self.word(("straße", "weg", "gasse", "allee", "platz", "ring", "str.", "ufer", "damm"))
        if self.language == "en" and rng.random() < 0.5:
            street = self.word((" Road", " Lane", " Street", " Avenue"))
            return f"{number} {street}"
        town = f"{rng.randint(10000, 99999)} {self._city()}"
        return rng.choice((f"{street} {number}", f"{street} {number}, {town}", f"{street} {number} in {self._city()}"))

    def _email(self) -> str:
        rng = self.rng
        fold = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "", ",": ""})
        last = self.word(("mann", "er", "ke", "berg")).lower().translate(fold)
        first = rng.choice("anna ben clara david elif finn greta ida jonas lena nora petra tim ute vera".split())
        host = rng.choice(("example.org", "example.com", "example.net", "mail.example", "post.example"))
        return rng.choice((f"{first}.{last}@{host}", f"{last}{self.digits(1, 3)}@{host}", f"{first[0]}_{last}@{host}"))

    def _product(self) -> str:
        rng = self.rng
        name = self.word(("ora", "ix", "on", "a", "o", "ex", "ion", "us"))
        return rng.choice(
            (f"{name} {rng.randint(2, 99) * 10}", f"{name} {self.letters(1)}{rng.randint(1, 9)}", f"{name} Pro", name)
        )

    _device = _product

    def _plate(self) -> str:
        rng = self.rng
        left, right, number = self.letters(rng.randint(1, 3)), self.letters(rng.randint(1, 2)), rng.randint(1, 9999)
        return rng.choice((f"{left}-{right} {number}", f"{left} {right} {number}", f"{left}-{right}{number}"))

    _license_plate = _plate

    def _reading(self) -> str:
        rng, digits = self.rng, self.digits(3, 6)
        unit = rng.choice(("", "", " kWh", " m³"))
        return (
            rng.choice((digits, f"{int(digits):,}".replace(",", "."), f"{digits},{rng.randint(0, 9)}", "0" + digits))
            + unit
        )

    _meter_reading = _reading

    def _version(self) -> str:
        return f"{self.rng.randint(1, 12)}.{self.rng.randint(0, 9)}" + self.rng.choice(
            ("", f".{self.rng.randint(0, 30)}")
        )

    def _tracking_number(self) -> str:
        return self.rng.choice(
            (self.digits(12, 14), f"{self.letters(2)}{self.digits(9, 9)}DE", self.grouped(self.digits(12, 12), 4))
        )

    def _serial_number(self) -> str:
        return f"{self.letters(2)}{self.digits(3, 4)}-{self.letters(1)}{self.digits(2, 4)}"


@dataclass
class Dialogue:
    """One conversation in the making."""

    rng: random.Random
    language: str
    split: str
    industry: dict[str, str]
    phrases: ModuleType
    turns: list[GoldTurn] = field(default_factory=list)
    first: int = 1
    sloppy: float = 0.0

    def __post_init__(self) -> None:
        self.values = Values(self.rng, self.language, self.phrases)
        self.german = self.language == "de"

    @property
    def now(self) -> int:
        return self.first + len(self.turns)

    # Wording ---------------------------------------------------------------------------------------------------------

    def pick(self, options: str, separator: str = "\n") -> str:
        pool = options.split(separator)
        if len(pool) < 6:
            return self.rng.choice(pool)
        held_out = [option for option in pool if is_held_out(option)]
        trained = [option for option in pool if not is_held_out(option)]
        if self.split == "heldout" and held_out and self.rng.random() < 0.6:
            return self.rng.choice(held_out)
        return self.rng.choice(trained or pool)

    def fill(self, template: str, **given: str) -> str:
        text = _SLOT.sub(lambda m: given[m[1]] if m[1] in given else self.values.of(m[1]), template)
        return tidy(text)

    def due(self, share: float = 0.75) -> str:
        return self.fill(self.pick(self.phrases.DUES)) if self.rng.random() < share else ""

    def action(self) -> tuple[str, str, dict[str, str]]:
        """Return what is to be done, what it is called once done, and the slots of its sentences."""
        pool = self.phrases.GENERIC_ACTIONS if self.rng.random() < 0.25 else self.industry["actions"]
        line = self.fill(self.pick(pool))
        if not self.german:
            infinitive, participle = line.split("|")
            return infinitive, participle, {"i": infinitive, "p": participle}
        thing, infinitive, finite, particle, participle = line.split("|")
        slots = {"o": thing, "i": infinitive, "v": finite, "pt": particle, "p": participle, "zu": with_zu(infinitive)}
        return f"{thing} {infinitive}", f"{thing} {participle}", slots

    def step(self) -> tuple[str, str, dict[str, str]]:
        line = self.fill(self.pick(self.industry["steps"]))
        if not self.german:
            infinitive, participle = line.split("|")
            return infinitive, participle, {"i": infinitive, "p": participle}
        thing, infinitive, participle = line.split("|")
        slots = {"o": thing, "i": infinitive, "p": participle, "zu": with_zu(infinitive)}
        return f"{thing} {infinitive}", f"{thing} {participle}", slots

    # Turns -----------------------------------------------------------------------------------------------------------

    def say(self, speaker: Speaker, *parts: Part) -> int:
        """Append one turn; return its number."""
        aside = {"customer": 0.15, "agent": 0.1}.get(speaker, 0.0)
        if self.rng.random() < aside:
            pool = self.phrases.ASIDE if speaker == "customer" else self.phrases.AGENT_ASIDE
            at = self.rng.randint(0, len(parts))
            parts = (*parts[:at], self.plain(pool), *parts[at:])
        text = self.join([words for words, _ in parts if words])
        claims = [claim for _, found in parts for claim in found]
        claims = [surface(claim, text) for claim in claims]
        if speaker == "customer" or (speaker == "agent" and self.rng.random() < 0.04):
            text, claims = self.roughen(text, claims)
        number = self.now
        self.turns.append(GoldTurn(Turn(number, speaker, text), tuple(claims)))
        return number

    def join(self, sentences: list[str]) -> str:
        """Put sentences one after the other; who types fast leaves the full stop out between them."""
        text = ""
        for words in sentences:
            if text:
                text += " " if text[-1] in ".!?:" or self.rng.random() < 0.3 else self.rng.choice((". ", ", ", ". "))
            text += sentence(words)
        return text

    def roughen(self, text: str, claims: list[RawClaim]) -> tuple[str, list[RawClaim]]:
        """Write as people type: claims are copied from what stands there, so they change alike."""
        rng = self.rng
        if rng.random() < self.sloppy:
            text, claims = text.lower(), [on_texts(claim, str.lower) for claim in claims]
        if self.german and rng.random() < self.sloppy * 0.6:
            fold = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
            table = str.maketrans(fold)
            text, claims = text.translate(table), [on_texts(claim, lambda t: t.translate(table)) for claim in claims]
        if rng.random() < self.sloppy:
            text = text.rstrip(".!")
        if rng.random() < self.sloppy * 0.3:
            text = typo(text, claims, rng)
        return text, claims

    def led(self, text: str) -> str:
        """Start with a filler now and then."""
        if self.rng.random() >= 0.2:
            return text
        return self.pick(self.phrases.FILLERS, "|") + _PLAIN_START.sub(lambda m: m[0].lower(), text)

    # Acts ------------------------------------------------------------------------------------------------------------

    def intent(self) -> Part:
        ph, rng = self.phrases, self.rng
        if rng.random() < 0.5:
            wanted = self.fill(self.pick(self.industry["wants"]))
            text = self.fill(self.pick(ph.WANT), x=wanted)
        else:
            wanted = self.fill(self.pick(self.industry["problems"]))
            if rng.random() < 0.15 and not re.search(r"seit|since|for|,", wanted):
                wanted += " " + self.fill(self.pick(ph.SINCE, "|"))
            text = self.fill(self.pick(ph.PROBLEM), x=wanted)
        return self.led(text), [RawClaim("intent", (self.now,), text=wanted)]

    def key_label(self) -> tuple[str, str]:
        key = self.rng.choice(self.industry["keys"].split())
        return key, self.rng.choice(self.phrases.LABELS[key].split("|"))

    def give(self, key: str, label: str, value: str, pool: str) -> Part:
        template = self.pick(pool)
        if self.german and self.phrases.ARTICLES.get(key) in ("der", "das"):
            # "Meine Name" is no German; these keys take the masculine or neuter article.
            article = self.phrases.ARTICLES[key]
            template = (
                template.replace("Die {label}", f"{article.capitalize()} {{label}}")
                .replace("die {label}", f"{article} {{label}}")
                .replace("Meine {label}", "Mein {label}")
                .replace("meine {label}", "mein {label}")
            )
        return self.fill(template, label=label, value=value), [RawClaim("fact", (self.now,), key=key, value=value)]

    def stated(self, pool: str) -> Part:
        template, key = self.pick(pool).split("=>")
        slots = _SLOT.findall(template)
        chosen = {name: self.values.of(name) for name in slots}
        value = " ".join(chosen[name] for name in slots[:1])
        if key == "appointment" and len(slots) == 2:
            value = template[template.index("{") : template.rindex("}") + 1]
            value = self.fill(value, **chosen)
        return self.fill(template, **chosen), [RawClaim("fact", (self.now,), key=key, value=value)]

    def tried(self) -> Part:
        _, done, slots = self.step()
        if self.rng.random() < 0.6:
            result = self.fill(self.pick(self.industry["results"]))
            text = self.fill(self.pick(self.phrases.TRIED_RESULT), r=result, **slots)
        else:
            result, text = "", self.fill(self.pick(self.phrases.TRIED), **slots)
        return self.led(text), [RawClaim("step", (self.now,), text=done, actor="customer", result=result)]

    def question(self) -> tuple[Part, str]:
        asked, answer = self.pick(self.industry["qa"]).split("=>")
        asked = self.fill(asked)
        lead = self.pick(self.phrases.QUESTION_LEAD, "|")
        text = lead + (asked if not lead or lead.rstrip()[-1] in ".:!" else asked[0].lower() + asked[1:])
        return (text, [RawClaim("open", (self.now,), text=asked)]), self.fill(answer)

    def promise(self) -> Part:
        ph = self.phrases
        if self.rng.random() < 0.2:
            template, what = self.pick(ph.PROMISE_FIXED).split("=>")
            due = self.due(0.9)
            return self.fill(template, due=due), [RawClaim("next", (self.now,), text=what, actor="agent", due=due)]
        due = self.due()
        what, _, slots = self.action()
        other = self.rng.random() < 0.15
        template = self.pick(ph.OTHER_WILL if other else ph.PROMISE)
        if "{due_cap}" in template and not due:
            due = self.due(1.0)
        if self.german and slots["v"] == "":
            template = "Ich werde {due} {o} {i}."
        text = self.fill(template, due=due, due_cap=due[:1].upper() + due[1:], **slots)
        owner = "other" if other else "agent"
        return text, [RawClaim("next", (self.now,), text=what, actor=owner, due=due)]

    def done(self) -> Part:
        _, what, slots = self.action()
        text = self.fill(self.pick(self.phrases.DONE), **slots)
        return text, [RawClaim("step", (self.now,), text=what, actor="agent")]

    def customer_next(self, pool: str) -> Part:
        what = self.fill(self.pick(self.industry["todos"]))
        template = self.pick(pool)
        due = self.due(1.0 if "{due_cap}" in template else 0.7)
        text = self.fill(template, due=due, due_cap=due[:1].upper() + due[1:], x=what, x_zu=with_zu(what))
        return text, [RawClaim("next", (self.now,), text=what, actor="customer", due=due)]

    def plain(self, pool: str, separator: str = "\n") -> Part:
        return self.fill(self.pick(pool, separator)), []

    # Scenes ----------------------------------------------------------------------------------------------------------

    def opening(self) -> None:
        ph, rng = self.phrases, self.rng
        if rng.random() < 0.15:
            self.say("system", self.plain(ph.SYSTEM_LINES))
        if rng.random() < 0.6:
            self.say("agent", self.plain(ph.GREET_AGENT))
        greeting = self.pick(ph.GREET_CUSTOMER, "|")
        if greeting and rng.random() < 0.12:
            self.say("customer", (greeting, []))
            greeting = ""
        mark = rng.choice((", ", "! ", ". ", " ")) if greeting else ""
        text, claims = self.intent()
        lowered = mark in (", ", " ") and rng.random() < 0.7
        parts: list[Part] = [
            (
                greeting
                + mark
                + (_PLAIN_START.sub(lambda m: m[0].lower(), text) if lowered or not greeting else sentence(text)),
                claims,
            )
        ]
        for act, share in ((self.tried, 0.25), (lambda: self.stated(ph.CUSTOMER_FACT), 0.25), (self.inline_fact, 0.25)):
            if rng.random() < share:
                parts.append(act())
        if rng.random() < 0.2:
            parts.append(self.question()[0])
        if rng.random() < 0.15:
            parts.append(self.plain(ph.TAILS, "|"))
        self.say("customer", *parts)

    def inline_fact(self) -> Part:
        key, label = self.key_label()
        return self.give(key, label, self.values.of(key), self.phrases.GIVE_INLINE)

    def ask_fact(self) -> None:
        ph, rng = self.phrases, self.rng
        key, label = self.key_label()
        value = self.values.of(key)
        ask = self.pick(ph.ASK)
        if self.german and ph.ARTICLES.get(key) in ("der", "das"):
            accusative = {"der": "den", "das": "das"}[ph.ARTICLES[key]]
            ask = ask.replace("Ihre {label}", "Ihren {label}" if accusative == "den" else "Ihr {label}")
            ask = ask.replace("die {label}", accusative + " {label}").replace("Welche", "Welcher")
        parts: list[Part] = [self.plain(ph.SMALL)] if rng.random() < 0.25 else []
        self.say("agent", *parts, (self.fill(ask, label=label), []))
        if rng.random() < 0.06:
            self.say("customer", self.plain(ph.SMALL))
        parts = [self.give(key, label, value, ph.GIVE)]
        if rng.random() < 0.12:
            parts.append(self.inline_fact())
        if rng.random() < 0.1:
            parts.append(self.question()[0])
        self.say("customer", *parts)
        roll = rng.random()
        if roll < 0.2:
            self.say("agent", (self.fill(self.pick(ph.READBACK), value=value), []))
        if roll < 0.08 or 0.2 < roll < 0.28:
            self.say("customer", self.correction(key, label, value))

    def correction(self, key: str, label: str, old: str) -> Part:
        template = self.phrases.CORRECT.replace("{old}", old)
        return self.give(key, label, self.values.of(key), template)

    def agent_states(self) -> None:
        parts: list[Part] = [self.plain(self.phrases.SMALL)] if self.rng.random() < 0.3 else []
        parts.append(self.stated(self.phrases.AGENT_FACT))
        if self.rng.random() < 0.2:
            parts.append(self.promise())
        self.say("agent", *parts)

    def customer_states(self) -> None:
        parts = [self.stated(self.phrases.CUSTOMER_FACT)]
        if self.rng.random() < 0.25:
            parts.append(self.stated(self.phrases.CUSTOMER_FACT))
        if self.rng.random() < 0.15:
            parts.append(self.plain(self.phrases.TAILS, "|"))
        self.say("customer", *parts)

    def instruct(self) -> None:
        ph, rng = self.phrases, self.rng
        infinitive, _, slots = self.step()
        asked = self.say("agent", (self.fill(self.pick(ph.INSTRUCT), **slots), []))
        if rng.random() < 0.25:
            text = self.fill(self.pick(ph.DID_IT_GOOD))
            step = RawClaim("step", (asked, self.now), text=infinitive, actor="customer", result=text)
            self.say("customer", (text, [step, RawClaim("outcome", (self.now,), value="resolved")]))
            return
        result = self.fill(self.pick(self.industry["results"]))
        step = RawClaim("step", (asked, self.now), text=infinitive, actor="customer", result=result)
        self.say("customer", (self.fill(self.pick(ph.DID_IT), r=result), [step]))

    def customer_tried(self) -> None:
        parts = [self.tried()]
        if self.rng.random() < 0.2:
            parts.append(self.tried())
        self.say("customer", *parts)

    def asks(self) -> None:
        ph, rng = self.phrases, self.rng
        question, answer = self.question()
        parts = [question]
        if rng.random() < 0.12:
            parts.append(self.plain(ph.TAILS, "|"))
        asked = self.say("customer", *parts)
        if rng.random() < 0.1:
            self.say("agent", self.plain(ph.SMALL))
        if rng.random() < 0.25:
            unsure: list[Part] = [self.plain(ph.NO_ANSWER)]
            if rng.random() < 0.4:
                unsure.append(self.promise())
            self.say("agent", *unsure)
            return
        lead = self.pick(ph.ANSWER_LEAD, "|")
        claim = RawClaim("answered", (asked, self.now))
        parts = [(lead + answer, [claim])]
        if rng.random() < 0.15:
            parts.append(self.promise())
        self.say("agent", *parts)

    def promises(self) -> None:
        parts: list[Part] = [self.plain(self.phrases.SMALL)] if self.rng.random() < 0.25 else []
        parts.append(self.promise())
        if self.rng.random() < 0.15:
            parts.append(self.customer_next(self.phrases.ASK_CUSTOMER))
        self.say("agent", *parts)

    def agent_did(self) -> None:
        parts = [self.done()]
        if self.rng.random() < 0.3:
            parts.append(self.promise())
        if self.rng.random() < 0.2:
            parts.append(self.stated(self.phrases.AGENT_FACT))
        self.say("agent", *parts)

    def customer_todo(self) -> None:
        if self.rng.random() < 0.5:
            self.say("agent", self.customer_next(self.phrases.ASK_CUSTOMER))
        else:
            self.say("customer", self.customer_next(self.phrases.CUSTOMER_WILL))

    def small_talk(self) -> None:
        self.say(self.rng.choice(("agent", "customer")), self.plain(self.phrases.SMALL))

    def second_intent(self) -> None:
        lead = self.pick(self.phrases.QUESTION_LEAD, "|")
        text, claims = self.intent()
        self.say("customer", (lead + (text if lead.rstrip()[-1:] in ("", ",") else sentence(text)), claims))

    def inject(self) -> None:
        parts = [self.plain(self.phrases.INJECTION)]
        if self.rng.random() < 0.3:
            parts.insert(0, self.stated(self.phrases.CUSTOMER_FACT))
        self.say("customer", *parts)

    def system_line(self) -> None:
        self.say("system", self.plain(self.phrases.SYSTEM_LINES))

    def closing(self) -> None:
        ph, rng = self.phrases, self.rng
        if rng.random() < 0.7:
            text, value = self.pick(ph.OUTCOME).split("=>")
            parts: list[Part] = [(text, [RawClaim("outcome", (self.now,), value=value)])]
            if rng.random() < 0.3:
                parts.append(self.plain(ph.GOODBYE))
            self.say("customer", *parts)
        for speaker in rng.choice((("agent", "customer"), ("agent",), ("customer", "agent"), ())):
            words = self.plain(ph.GOODBYE)
            self.say(speaker, words if speaker == "agent" or "?" not in words[0] else ("Ok.", []))


_SCENES = (
    (Dialogue.ask_fact, 26),
    (Dialogue.agent_states, 9),
    (Dialogue.customer_states, 12),
    (Dialogue.instruct, 9),
    (Dialogue.customer_tried, 9),
    (Dialogue.asks, 14),
    (Dialogue.promises, 16),
    (Dialogue.agent_did, 9),
    (Dialogue.customer_todo, 7),
    (Dialogue.small_talk, 12),
    (Dialogue.second_intent, 4),
    (Dialogue.inject, 3),
    (Dialogue.system_line, 1),
)


def is_held_out(pattern: str) -> bool:
    return zlib.crc32(pattern.encode()) % _HELD_OUT_SHARE == 0


def dialogues(seed: int, count: int, *, language: str, split: str) -> Iterator[tuple[GoldTurn, ...]]:
    """Yield `count` conversations. `split` is `train` or `heldout`."""
    rng = random.Random(f"{seed}/{language}/{split}")
    phrases = phrases_de if language == "de" else phrases_en
    trained = [name for name in phrases.INDUSTRIES if name not in HELD_OUT_INDUSTRIES]
    unseen = [name for name in phrases.INDUSTRIES if name in HELD_OUT_INDUSTRIES]
    scenes, weights = zip(*_SCENES, strict=True)
    for _ in range(count):
        names = unseen if split == "heldout" and rng.random() < 0.5 else trained
        first = rng.choice((1, 1, 1, rng.randint(2, 9), rng.randint(10, 99), rng.randint(100, 260)))
        dialogue = Dialogue(rng, language, split, phrases.INDUSTRIES[rng.choice(names)], phrases, first=first)
        dialogue.sloppy = rng.choice((0.0, 0.0, 0.1, 0.4))
        dialogue.opening()
        for scene in rng.choices(scenes, weights, k=rng.randint(3, 7)):
            scene(dialogue)
        if rng.random() < 0.6:
            dialogue.closing()
        yield tuple(dialogue.turns)


def tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" ([.,!?])", r"\1", text)
    return re.sub(r"\.\.(?!\.)(?<!\.\.\.)", ".", text).replace(",.", ".")


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def with_zu(infinitive: str) -> str:
    head, _, verb = infinitive.rpartition(" ")
    found = _SEPARABLE.match(verb)
    if found and not any(verb.startswith(word.replace("|", "")) for word in _INSEPARABLE):
        verb = f"{found[1]}zu{verb[found.end() :]}"
    else:
        verb = f"zu {verb}"
    return f"{head} {verb}".strip()


def surface(claim: RawClaim, text: str) -> RawClaim:
    """Take the spelling that stands in the turn (a sentence may have capitalised the first letter)."""

    def as_written(value: str) -> str:
        if not value or value in text:
            return value
        other = value[0].swapcase() + value[1:]
        return other if other in text else value

    return on_texts(claim, as_written)


def on_texts(claim: RawClaim, change) -> RawClaim:
    value = claim.value if claim.section == "outcome" else change(claim.value)
    return replace(claim, text=change(claim.text), value=value, result=change(claim.result), due=change(claim.due))


def typo(text: str, claims: list[RawClaim], rng: random.Random) -> str:
    """Swap two letters of one word that no claim copies."""
    copied = " ".join(f"{c.text} {c.value} {c.result} {c.due}" for c in claims)
    words = text.split(" ")
    free = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha() and word not in copied]
    if not free:
        return text
    index = rng.choice(free)
    at = rng.randint(1, len(words[index]) - 3)
    word = words[index]
    words[index] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)
