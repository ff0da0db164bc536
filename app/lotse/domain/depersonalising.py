"""Takes out of a text what could name a customer or a case, before it goes where no customer data may be.

Owns what counts as personal and the placeholders; says what was taken out, so that a human can look at it. Removes too
much rather than too little: an amount or a day may be the customer's own, and an editor puts a general one back. What
no rule can know (a first name without any sign of one) is why a human has to release the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lotse.domain import facts, masks, mentions
from lotse.domain.conversations import Conversation, ConversationId
from lotse.domain.names import customer_names

KINDS = ("name", "number", "amount", "date", "time", "email", "phone", "iban", "address", "link", "quantity")
"""Every kind of placeholder; a front end has a word for each."""

_CAPITAL = r"[A-ZÄÖÜ][\w'’-]+"
_NAMED = re.compile(
    r"(?:\b(?:[Ff]rau|[Hh]errn?|[Ff]amilie|[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Pp]rof)\.? (?:Dr\.? |Prof\.? )*|"
    r"\b(?:[Mm]ein(?:e)? (?:Name|Mann|Frau|Sohn|Tochter|Mutter|Vater|Bruder|Schwester|Nachbar(?:in)?|Partner(?:in)?)"
    r"(?: ist| heißt| lautet)?:?|[Ii]ch hei(?:ß|ss)e|[Hh]ier (?:ist|spricht)|"
    r"[Mm]y (?:name|husband|wife|son|daughter|mother|father|brother|sister|partner)(?: is)?|[Tt]his is|[Ii] am|I'm|"
    r"[Ss]ie sprechen mit|speaking (?:to|with)|[Dd]ear|[Hh]allo|[Hh]ello|[Hh]i|[Ll]iebe[rs]?) )"
    rf"(?P<name>{_CAPITAL}(?: (?:von|van|de|der|zu) |[ -])?(?:{_CAPITAL})?)"
)
_NOT_NAMES = frozenset(
    """
    frau herr herrn guten tag morgen abend zusammen damen und kollegin kollege kunde kundin kundenservice team service
    there sir madam customer support all everyone again the from calling happy sorry not just about afraid dr prof
    kundendienst abteilung ihr ihre das der die mit
    """.split()
)
_STREET = re.compile(
    r"\b[A-ZÄÖÜ][\w'’.-]*(?: [A-ZÄÖÜ][\w'’.-]*)?(?:[Ss]traße|[Ss]trasse|[Ss]tr\.|weg|platz|allee|gasse|ring|ufer|damm)"
    r"\s*\d+\s?[a-zA-Z]?\b|"
    r"\b\d{1,5} (?:[A-Z][\w'’-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Way|Court|Place)\b\.?"
)
_TOWN = re.compile(r"\b(?:[DAC]H?-)?\d{4,5} [A-ZÄÖÜ][a-zäöüß]+(?:[ -](?:am|an|der|bei|im|ob) [A-ZÄÖÜ][a-zäöüß]+)?")
_KEPT_UNITS = frozenset(
    ("day", "workday", "week", "month", "year", "hour", "minute", "times", "%", "gb", "mb", "mbit", "personen", "stück")
)
_FACT_KINDS = {
    "name": "name", "address": "address", "iban": "iban", "phone": "phone", "email": "email", "amount": "amount",
    "date": "date", "time": "time", "quantity": "quantity",
}  # fmt: skip
_PLACES = frozenset(("address", "new_address", "town"))
_FIELD = re.compile(r"(?:nummer|number|name|adresse|address|straße|strasse|datum|date)$")
_FEWEST_LETTERS = 3
_NO_FIRST_NAME = (
    "frau herr herrn herren familie kollege kollegin kollegen dr prof mr mrs ms miss sir madam dear hello hallo lieber "
    "liebe bei für von mit und an guten der die das den dem the for from with and to by of is ist sehr geehrte geehrter"
).split()
_FIRST_NAME = rf"(?:(?!(?:{'|'.join(_NO_FIRST_NAME)})\b)(?-i:[A-ZÄÖÜ])[\w’'-]{{1,30}} (?:(?-i:[A-ZÄÖÜ])\. )?)?"
_PLACEHOLDER = re.compile(r"\[(?:" + "|".join(KINDS) + r")(?: \d+)?\]")


@dataclass(frozen=True, slots=True)
class Removed:
    """What stood where `placeholder` stands now. Shown to the one who releases the text, kept nowhere."""

    kind: str
    text: str
    placeholder: str


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Depersonalised:
    """Replaces in any number of texts of one conversation: the same value gets the same placeholder.

    `words` name each of `KINDS` in the language of the text.
    """

    conversation: Conversation
    words: Mapping[str, str]
    removed: list[Removed] = field(default_factory=list)
    _placeholders: dict[tuple[str, str], str] = field(default_factory=dict)
    _known: list[tuple[re.Pattern[str], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known = list(_known(self.conversation))

    def text(self, text: str) -> str:
        """`text` without personal data."""
        made: list[str] = []
        end = 0
        for span in _without_overlaps(self._spans(text)):
            made += [text[end : span.start], self._placeholder(span.kind, text[span.start : span.end])]
            end = span.end
        return "".join((*made, text[end:]))

    def _placeholder(self, kind: str, said: str) -> str:
        key = (kind, mentions.compact(said) or said)
        if kind == "name" and key not in self._placeholders:
            # "Kestrup" is the "Jürgen Kestrup" of before, and the other way round.
            same = (other for other in self._placeholders if other[0] == kind and _one_person(other[1], key[1]))
            key = next(same, key)
        if key not in self._placeholders:
            number = sum(1 for other, _ in self._placeholders if other == kind) + 1
            word = self.words.get(kind, kind)
            self._placeholders[key] = f"[{word}]" if number == 1 else f"[{word} {number}]"
            self.removed.append(Removed(kind, said, self._placeholders[key]))
        return self._placeholders[key]

    def _spans(self, text: str) -> Iterator[_Span]:
        for pattern, kind in self._known:
            yield from (_Span(match.start(), match.end(), kind) for match in pattern.finditer(text))
        yield from _general(text)


def _one_person(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= _FEWEST_LETTERS and (longer.startswith(shorter) or longer.endswith(shorter))


def without_personal(text: str, conversation: Conversation | None = None) -> str:
    """`text` with nothing where something personal stood; what `conversation` knows to be personal is too."""
    clean = Depersonalised(conversation or _NOBODY, {}).text(text)
    return " ".join(_PLACEHOLDER.sub(" ", clean).split())


def _general(text: str) -> Iterator[_Span]:
    for pattern, kind in ((_STREET, "address"), (_TOWN, "address")):
        yield from (_Span(match.start(), match.end(), kind) for match in pattern.finditer(text))
    for match in _NAMED.finditer(text):
        start, name = match.start("name"), match["name"].rstrip(" -")
        words = name.split()
        while words and words[0].casefold() in _NOT_NAMES:
            start += len(words.pop(0)) + 1
        if words and words[-1].casefold() in _NOT_NAMES:
            words.pop()
        if words:
            yield _Span(start, start + len(" ".join(words)), "name")
    read = mentions.read(text)
    yield from (_Span(one.start, one.end, "email") for one in read.emails)
    yield from (_Span(one.start, one.end, "iban") for one in read.ibans)
    yield from (_Span(one.start, one.end, "phone") for one in mentions.find_phones(text))
    yield from (_Span(one.start, one.end, "date") for one in read.dates if one.day is not None and not one.relative)
    yield from (_Span(one.start, one.end, "time") for one in read.times)
    for one in read.measures:
        if one.is_amount:
            yield _Span(one.start, one.end, "amount")
        elif one.unit and one.unit not in _KEPT_UNITS:
            yield _Span(one.start, one.end, "quantity")
    kept = [(one.start, one.end) for one in read.measures if one.unit in _KEPT_UNITS]
    for spot in read.ids:
        if sum(sign.isdigit() for sign in spot.text) >= 3 and not any(s <= spot.start < e for s, e in kept):
            yield _Span(spot.start, spot.end, "number")
    # What the masks of the translation know and the reader above does not: addresses of the web, odd ids.
    place = 0
    for slot in masks.mask(text)[1]:
        start = text.find(slot.text, place)
        if start < 0:
            continue
        place = start + len(slot.text)
        digits = sum(sign.isdigit() for sign in slot.text)
        if slot.text.startswith(("http", "www.")):
            yield _Span(start, place, "link")
        elif digits >= 3 and not any(s < place and start < e for s, e in kept):
            yield _Span(start, place, "number")


def _known(conversation: Conversation) -> Iterator[tuple[re.Pattern[str], str]]:
    """What the conversation itself says who and what it is about, wherever it is said again."""
    names = {
        part
        for found, others in customer_names(conversation)
        for one in (found, *others)
        for whole in one.text.split(",")
        for part in (whole.strip(), *whole.split())
    }
    for match in (m for turn in conversation.turns for m in _NAMED.finditer(turn.text)):
        names |= set(match["name"].split())
    values: list[tuple[str, str]] = [(name, "name") for name in names if _is_name(name)]
    for claim in facts.find_facts(conversation):
        if claim.key in _PLACES or claim.kind == "address":
            values += [(claim.text, "address")]
        elif claim.kind == "name":
            parts = [part for whole in claim.text.split(",") for part in (whole.strip(), *whole.split())]
            values += [(part, "name") for part in parts if _is_name(part)]
        elif claim.kind not in ("amount", "date", "time", "quantity", "text"):
            values.append((claim.text, _FACT_KINDS.get(claim.kind, "number")))
    told = {(said.strip(" .,"), kind) for said, kind in values}
    for said, kind in sorted(told, key=lambda pair: (-len(pair[0]), pair)):
        if len(said) >= _FEWEST_LETTERS and said.casefold() not in _NOT_NAMES:
            # A signature has the first name too: "Petra Zander" where only "Frau Zander" was said.
            first = _FIRST_NAME if kind == "name" and " " not in said else ""
            yield re.compile(rf"(?<!\w){first}{re.escape(said)}(?:s|'s|’s)?(?!\w)", re.IGNORECASE), kind


def _is_name(word: str) -> bool:
    plain = word.casefold().strip(" .,")
    return plain not in _NOT_NAMES and not _FIELD.search(plain)


def _without_overlaps(spans: Iterable[_Span]) -> Sequence[_Span]:
    """In order; where two overlap both go, as one, under the kind of the longer."""
    joined: list[_Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.end <= span.start:
            continue
        if joined and span.start < joined[-1].end:
            last = joined[-1]
            kind = last.kind if last.end - last.start >= span.end - span.start else span.kind
            joined[-1] = _Span(last.start, max(last.end, span.end), kind)
        else:
            joined.append(span)
    return joined


_NOBODY = Conversation(ConversationId(""))
