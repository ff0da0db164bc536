"""The text format in which a language model adds to a note: window of turns in, small claims out.

Owns the prompt of the starter model, the JSON array it answers with, the grammar that bounds that answer, and the
parser that believes nothing of it. Training and product share this file, so that they can not drift apart.
Must not know any model, worker or note; must not decide whether a claim is true, only whether it is well-formed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import Template
from typing import Literal, get_args

from lotse.domain.content import content, grounded
from lotse.domain.conversations import Speaker, Turn

Section = Literal["intent", "fact", "step", "next", "open", "answered", "outcome"]
Result = Literal["resolved", "unresolved", "partly", "unknown"]

SECTIONS: tuple[Section, ...] = get_args(Section)
STEP_ACTORS: tuple[str, ...] = ("customer", "agent")
NEXT_OWNERS: tuple[str, ...] = ("agent", "customer", "other")
RESULTS: tuple[Result, ...] = get_args(Result)

# What the starter model was trained on: up to two earlier and one to three new turns. It finds more when it is asked
# about one new turn at a time; a longer window works worse, not better.
CONTEXT_TURNS = 2
FRESH_TURNS = 1

MAX_TEXT = 160
MAX_KEY = 40
MAX_EVIDENCE = 4
MAX_CLAIMS = 8
MAX_TURN_TEXT = 600
# A parser of untrusted text needs an end even when the text has none.
_MAX_STREAM = 65_536
_MAX_PARSED = 64
_MAX_OBJECT = 2_000

SEPARATOR = "--"
TASK = "=>"

_INITIAL: Mapping[Speaker, str] = {"customer": "C", "agent": "A", "system": "S"}
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
_HEADER = re.compile(r"\b([CAS]\d+):")

# llama.cpp writes a bounded repetition out as one rule per repeat: the long one, `text`, stands here only once.
_GRAMMAR = Template(
    r"""root ::= "[" ( claim ( "," claim ){0,${more_claims}} )? "]"
claim ::= "{\"s\":\"" ( body ",\"e\":[" turn ( "," turn ){0,3} | "answered\",\"e\":[" turn "," turn ) "]}"
body ::= plain | fact | step | next | outcome
plain ::= ( "intent" | "open" ) "\",\"t\":\"" text "\""
fact ::= "fact\",\"k\":\"" key "\",\"v\":\"" text "\""
step ::= "step\",\"t\":\"" text "\",\"by\":\"" ( "customer" | "agent" ) "\",\"r\":\"" text? "\""
next ::= "next\",\"t\":\"" text "\",\"o\":\"" ( "agent" | "customer" | "other" ) "\",\"d\":\"" text? "\""
outcome ::= "outcome\",\"v\":\"" ( "resolved" | "unresolved" | "partly" | "unknown" ) "\""
text ::= [^" \\\x00-\x1F\x7F] [^"\\\x00-\x1F\x7F]{0,${more_text}}
key ::= [a-z] [a-z0-9_]{0,39}
turn ::= ${turn}
"""
)

_WORD = re.compile(r"([^\w€$£@+]*)(.*?)([^\w€$£%]*)\Z")
# What a promise may end in where its turn says it in parts: "ich rufe … zurück" is noted as "zurückrufen".
_JOINED = (
    "schicken zuschicken zusenden zurückschicken verschicken anrufen zurückrufen melden prüfen klären weiterleiten "
    "veranlassen beauftragen anlegen aufnehmen eintragen anpassen ändern umstellen umschreiben erstatten überweisen "
    "gutschreiben buchen stornieren bestellen nachliefern liefern freischalten sperren zurücksetzen messen informieren "
    "anfordern bestätigen aktualisieren erstellen ausstellen einleiten einplanen vereinbaren verschieben nachreichen "
    "schreiben geben schauen erledigen bereitstellen kündigen hochladen mailen einreichen mitbringen ausfüllen "
    "vorlegen bezahlen korrigieren unterschreiben ausdrucken zurückgeben abgeben starten anweisen fotografieren "
    "ausschalten einrichten bearbeiten hinterlegen besprechen weitergeben anschreiben reservieren zurücküberweisen "
    "installieren verlängern vorziehen vorbeibringen senden durchgeben aktivieren suchen erhöhen berechnen freigeben "
    "abholen entsperren auszahlen reklamieren genehmigen umleiten ablesen löschen austauschen"
).split()
# A key that promises a shape: what lacks it is no such fact, whoever says so.
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"\S@\S"),
    "iban": re.compile(r"[A-Za-z]{2}\s?\d\d"),
    **dict.fromkeys(
        "amount phone meter_reading customer_number contract_number meter_number account_number order_number "
        "tracking_number invoice_number policy_number claim_number case_number serial_number".split(),
        re.compile(r"\d"),
    ),
}
_COPIED_NEW = (
    Template(r'''( "intent" | "open" ) "\",\"t\":\"" s$n "\",\"e\":[" ( turn "," )? "$n]}"'''),
    Template(r'''"fact\",\"k\":\"" key "\",\"v\":\"" s$n "\",\"e\":[" ( turn "," )? "$n]}"'''),
)
_COPIED_ANY = (
    Template(r""""step\",\"t\":\"" s$n "\",\"by\":\"" actor "\",\"r\":\"" new? "\",\"e\":[" with-$n"""),
    Template(r""""next\",\"t\":\"" $what owner "\",\"d\":\"" new? "\",\"e\":[" with-$n"""),
)
_COPIED_OUTCOME = r'''"outcome\",\"v\":\"" result "\",\"e\":[" turn "]}"'''
_COPIED_RULES = (
    'actor ::= "agent" | "customer"',
    r"""owner ::= "\",\"o\":\"" ( actor | "other" )""",
    "key ::= [a-z] [a-z0-9_]{0,39}",
)


@dataclass(frozen=True, slots=True)
class RawClaim:
    """One well-formed claim as a model said it. Nobody has compared it with the turns yet.

    `text` is what an intent, step, next step or open question says; `key` and `value` belong to facts, `value` also to
    the outcome; `actor` is who did a step or owns the next one. For `answered` the turns are question and answer.
    """

    section: Section
    turns: tuple[int, ...]
    text: str = ""
    key: str = ""
    value: str = ""
    actor: str = ""
    result: str = ""
    due: str = ""


def render_window(turns: Sequence[Turn], fresh: int, language: str) -> str:
    """Return the prompt for `turns`, the last `fresh` of which are new; `language` is the note's (`de` or `en`)."""
    if not 1 <= fresh <= len(turns):
        raise ValueError(f"{fresh} fresh turns of {len(turns)}")
    lines = [language if language in ("de", "en") else "en"]
    first_fresh = len(turns) - fresh
    for index, turn in enumerate(turns):
        if index == first_fresh:
            lines.append(SEPARATOR)
        lines.append(f"{_INITIAL[turn.speaker]}{turn.n}: {neutralise(turn.text)}")
    lines.append(TASK)
    return "\n".join(lines)


def neutralise(text: str) -> str:
    """Return `text` as one line that can not be taken for a turn, a marker or a control token of the prompt."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) > MAX_TURN_TEXT:
        line = line[: MAX_TURN_TEXT - 2].rstrip() + " …"
    line = _HEADER.sub(r"\1 :", line)
    return line.replace("<|", "< |").replace(TASK, "= >").replace('{"', '{ "')


def render_claims(claims: Iterable[RawClaim]) -> str:
    """Return the array a perfect model would answer with; the recipe trains on exactly this text."""
    return "[" + ",".join(_render_claim(claim) for claim in claims) + "]"


def _render_claim(claim: RawClaim) -> str:
    fields: dict[str, object] = {"s": claim.section}
    match claim.section:
        case "intent" | "open":
            fields["t"] = _plain(claim.text)
        case "fact":
            fields["k"] = claim.key
            fields["v"] = _plain(claim.value)
        case "step":
            fields |= {"t": _plain(claim.text), "by": claim.actor, "r": _plain(claim.result)}
        case "next":
            fields |= {"t": _plain(claim.text), "o": claim.actor, "d": _plain(claim.due)}
        case "outcome":
            fields["v"] = claim.value
        case "answered":
            pass
    fields["e"] = list(claim.turns)
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _plain(text: str, longest: int = MAX_TEXT) -> str:
    """No escapes anywhere in the format: a quote becomes an apostrophe, so that the grammar stays small."""
    return _SPACE.sub(" ", text.replace('"', "'").replace("\\", "/")).strip()[:longest]


def increment_grammar(turn_numbers: Sequence[int], *, max_claims: int = MAX_CLAIMS, max_text: int = MAX_TEXT) -> str:
    """Return the GBNF of an answer about `turn_numbers`: always finite, and naming no other turn."""
    if not turn_numbers:
        raise ValueError("no turns to speak about")
    if max_claims < 1 or max_text < 1:
        raise ValueError("an answer needs room for one claim")
    turn = " | ".join(f'"{n}"' for n in sorted(set(turn_numbers)))
    return _GRAMMAR.substitute(turn=turn, more_claims=max_claims - 1, more_text=max_text - 1)


def copying_grammar(turns: Sequence[Turn], fresh: int, *, max_claims: int = MAX_CLAIMS) -> str:
    """Return the GBNF of an answer that can only copy: every text is a run of words of the turns it names.

    For the starter model, which knows where to look better than how to spell. Values and questions come from the last
    `fresh` turns; what is to be done may end in one word of its own, since German splits verbs that a note joins.
    Use it for short windows only: each word is a rule.
    """
    if not 1 <= fresh <= len(turns):
        raise ValueError(f"{fresh} fresh turns of {len(turns)}")
    rules: list[str] = []
    new: list[str] = []
    claims: list[str] = []
    first_fresh = len(turns) - fresh
    spoken = [(place, turn) for place, turn in enumerate(turns) if turn.speaker != "system"]
    for place, turn in spoken:
        words = _plain(neutralise(turn.text), MAX_TURN_TEXT).split()
        if not words:
            continue
        rules += _word_rules(turn.n, words)
        rules.append(f'with-{turn.n} ::= ( turn "," )? "{turn.n}" ( "," turn )? "]}}"')
        verbs = _joined(turn.text)
        rules += [f"j{turn.n} ::= " + " | ".join(f'"{verb}"' for verb in verbs)] if verbs else []
        what = f'( s{turn.n} ( " " j{turn.n} )? | j{turn.n} )' if verbs else f"s{turn.n}"
        claims += [template.substitute(n=turn.n, what=what) for template in _COPIED_ANY]
        if place >= first_fresh:
            claims += [template.substitute(n=turn.n) for template in _COPIED_NEW]
            new.append(f"s{turn.n}")
    rules += [f"new ::= {' | '.join(new)}" if new else 'new ::= ""', *_COPIED_RULES]
    pairs = [
        (asked.n, said.n) for _, asked in spoken for place, said in spoken if place >= first_fresh and asked.n < said.n
    ]
    claims += [f'"answered\\",\\"e\\":[{asked},{said}]}}"' for asked, said in pairs]
    claims.append(_COPIED_OUTCOME)
    head = [
        f'root ::= "[" ( claim ( "," claim ){{0,{max_claims - 1}}} )? "]"',
        'result ::= "resolved" | "unresolved" | "partly" | "unknown"',
        f'claim ::= "{{\\"s\\":\\"" ( {" | ".join(claims)} )',
        "turn ::= " + " | ".join(f'"{turn.n}"' for turn in turns),
    ]
    return "\n".join((*head, *rules, ""))


def _joined(text: str) -> tuple[str, ...]:
    """The infinitives of which `text` holds the parts: no other verb may end what is to be done."""
    said = content(text)
    return tuple(verb for verb in _JOINED if all(grounded(word, said) for word in content(verb)))


def _word_rules(n: int, words: Sequence[str]) -> list[str]:
    """Rules `wN-I`: the run of words that starts at word I of turn N and ends where the model likes, at a word's end.

    Outer punctuation belongs to a run only inside it; at its end the model may take it or leave it, since a question
    that is open is noted with its mark and a wish without.
    """
    rules: list[str] = []
    for place, word in enumerate(words):
        found = _WORD.fullmatch(word)
        lead, core, tail = found.groups() if found and found[2] else ("", word, "")
        following = f'" " v{n}-{place + 1}' if place + 1 < len(words) else ""
        ends = [f'"{tail}"'] if tail else []
        if following:
            ends.insert(0, f'"{tail}" {following}' if tail else following)
        rules.append(f'w{n}-{place} ::= "{core}"' + (f" ( {' | '.join(ends)} )?" if ends else ""))
        if place:
            rules.append(f"v{n}-{place} ::= " + (f'"{lead}" ' if lead else "") + f"w{n}-{place}")
    starts = " | ".join(f"w{n}-{place}" for place in range(len(words)))
    return [*rules, f"s{n} ::= {starts}"]


class IncrementStream:
    """Reads an answer piece by piece and hands out each claim as soon as its object is closed.

    One pass, no backtracking: the cost is that of the text, whatever the text is.
    """

    def __init__(self, turn_numbers: Iterable[int]) -> None:
        self._known = frozenset(turn_numbers)
        self._object: list[str] | None = None
        self._in_string = False
        self._escaped = False
        self._depth = 0
        self._read = 0
        self._given = 0
        self._closed = False

    @property
    def closed(self) -> bool:
        """True once nothing more can come: the array ended or a bound was reached."""
        return self._closed

    def feed(self, untrusted_text: str) -> tuple[RawClaim, ...]:
        """Return the claims that `untrusted_text` completes."""
        claims: list[RawClaim] = []
        for character in untrusted_text:
            if self._closed:
                break
            self._read += 1
            complete = self._take(character)
            claim = _claim_from(complete, self._known) if complete else None
            if claim is not None:
                self._given += 1
                claims.append(claim)
            if self._read >= _MAX_STREAM or self._given >= _MAX_PARSED:
                self._closed = True
        return tuple(claims)

    def _take(self, character: str) -> str:
        """Advance by one character; return the text of an object when this one closed it."""
        if self._object is None:
            if character == "{":
                self._object = ["{"]
            elif character == "[":
                self._depth += 1
            elif character == "]":
                # Brackets are counted, since what is left of a broken object may hold some.
                self._depth -= 1
                self._closed = self._depth <= 0
            return ""
        self._object.append(character)
        if len(self._object) > _MAX_OBJECT:
            self._forget()
        elif self._in_string:
            if self._escaped:
                self._escaped = False
            elif character == "\\":
                self._escaped = True
            elif character == '"':
                self._in_string = False
        elif character == '"':
            self._in_string = True
        elif character == "{":
            # Claims are flat: an opening brace means that the former one was not closed.
            self._object = ["{"]
        elif character == "}":
            complete = "".join(self._object)
            self._forget()
            return complete
        return ""

    def _forget(self) -> None:
        self._object, self._in_string, self._escaped = None, False, False


def parse_increment(untrusted_text: str, turn_numbers: Iterable[int]) -> tuple[RawClaim, ...]:
    """Return the complete, valid claims in `untrusted_text`, in order. Never raises; the rest is ignored."""
    return IncrementStream(turn_numbers).feed(untrusted_text)


def _claim_from(untrusted_object: str, known: frozenset[int]) -> RawClaim | None:
    try:
        fields = json.loads(untrusted_object)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict):
        return None
    turns = _turns_from(fields.get("e"), known)
    section = fields.get("s")
    if not turns or not isinstance(section, str):
        return None
    match section:
        case "intent" | "open":
            text = _text_from(fields.get("t"))
            return RawClaim(section, turns, text=text) if text else None
        case "fact":
            key, value = _text_from(fields.get("k")), _text_from(fields.get("v"))
            if not key or not value or not _is_key(key) or (key in _SHAPES and not _SHAPES[key].search(value)):
                return None
            return RawClaim("fact", turns, key=key, value=value)
        case "step":
            text, actor, result = _text_from(fields.get("t")), fields.get("by"), _text_from(fields.get("r"))
            if not text or result is None or actor not in STEP_ACTORS:
                return None
            return RawClaim("step", turns, text=text, actor=str(actor), result=result)
        case "next":
            text, actor, due = _text_from(fields.get("t")), fields.get("o"), _text_from(fields.get("d"))
            if not text or due is None or actor not in NEXT_OWNERS:
                return None
            return RawClaim("next", turns, text=text, actor=str(actor), due=due)
        case "answered":
            return RawClaim("answered", turns) if len(turns) == 2 else None
        case "outcome":
            value = fields.get("v")
            return RawClaim("outcome", turns, value=str(value)) if value in RESULTS else None
        case _:
            return None


def _turns_from(untrusted: object, known: frozenset[int]) -> tuple[int, ...]:
    """Evidence is all or nothing: one unknown turn makes the whole claim worthless."""
    if not isinstance(untrusted, list) or not 1 <= len(untrusted) <= MAX_EVIDENCE:
        return ()
    turns = [n for n in untrusted if type(n) is int and n in known]
    return tuple(dict.fromkeys(turns)) if len(turns) == len(untrusted) else ()


def _text_from(untrusted: object) -> str | None:
    """A missing text is empty; a wrong type, an over-long one or one with control characters is `None`."""
    if untrusted is None:
        return ""
    if not isinstance(untrusted, str) or len(untrusted) > MAX_TEXT:
        return None
    text = untrusted.strip()
    return text if not text or text.isprintable() else None


def _is_key(untrusted: str) -> bool:
    return re.fullmatch(rf"[a-z][a-z0-9_]{{0,{MAX_KEY - 1}}}", untrusted) is not None
