"""Makes false claims of true ones, one change at a time: what the check of invariant I2 has to catch.

Owns the changes. Reads a claim with patterns of its own, never with the readers of the check, so that what those do not
see is changed all the same. A change that happens to be true elsewhere in the same turns is not taken out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lotse.domain.conversations import Conversation
from lotse.domain.notes import Claim, Party

VALUES = ("number", "word_number", "amount", "id", "invented_id", "date", "month", "weekday", "time", "unit")
KINDS = (*VALUES, "negation_dropped", "negation_added", "speaker", "name", "corrected")

_DIGITS = re.compile(r"\d+")
_MONTHS = (
    ("january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"),
    ("januar", "februar", "märz", "april", "juni", "juli", "august", "september", "oktober", "november", "dezember"),
)
_WEEKDAYS = (
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
)
_NUMBER_WORDS = (
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
)
_DAYS = (("yesterday", "today", "tomorrow"), ("gestern", "heute", "übermorgen"))
_UNITS = (
    ("euro", "dollar"), ("€", "$", "£"), ("days", "weeks", "months", "hours"), ("tage", "wochen", "monate", "stunden"),
    ("tagen", "wochen", "monaten", "stunden"), ("kwh", "m³"),
)  # fmt: skip
_MONEY = re.compile(r"[$€£]|\b(?:euro|eur|usd|dollars?|pounds?|cents?|gbp)\b", re.IGNORECASE)
_ON_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|uhr\b|o'clock)", re.IGNORECASE)
_MONTH_WORD = "|".join({month for group in _MONTHS for month in group} | {"may", "mai"})
_BEFORE_MONTH = re.compile(rf"(?:st|nd|rd|th|\.)?\s?(?:of\s)?(?:{_MONTH_WORD})\b", re.IGNORECASE)
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{4}-\d{2}-\d{2}")
_NAMED = re.compile(
    r"\b(?:Frau|Herrn?|Mr\.?|Mrs\.?|Ms\.?|Dr\.) ([A-ZÄÖÜ][\w-]+)|\b(?:[Nn]ame is|[Nn]ame ist|[Hh]eiße) ([A-ZÄÖÜ][a-zäöüß]+)"
)
_OTHER_NAMES = ("Brandauer", "Kestrup", "Pohlmann", "Wernicke", "Okonjo")

_DROPS = (
    (re.compile(r"\b(is|are|was|were|do|does|did|would|could|should|has|have|had)n['’]t\b", re.I), r"\1"),
    (re.compile(r"\bcan['’]t\b|\bcannot\b", re.I), "can"),
    (re.compile(r"\bwon['’]t\b", re.I), "will"),
    (re.compile(r"\b(is|are|was|were|do|does|did|will|would|could|should|has|have|had|am|can|'m|'s|'re) not\b", re.I),
     r"\1"),
    (re.compile(r"\b(has|have|is|are|am|there's) no ([a-z]+)", re.I), r"\1 \2"),
    (re.compile(r"\bnicht (?!nur\b|wahr\b)", re.I), ""),
    (re.compile(r"\bkein((?:e[rnms]?)?)\b"), r"ein\1"),
)  # fmt: skip
_ADDS = (
    re.compile(r"\b(is|are|was|were|will|can|could|would|should)\b(?! not|n['’]t|\?)", re.I),
    re.compile(
        r"\b(ist|sind|war|wird|werden|kann|können|habe|hat|haben|möchte|will|funktioniert|geht)\b(?! nicht)", re.I
    ),
)
_DENIES = re.compile(
    r"n['’]t\b|\b(?:not|no|never|nothing|cannot|none|without|nicht\w*|kein\w*|nie|niemals|ohne)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Lie:
    kind: str
    claim: Claim


def lies(claim: Claim, rng: random.Random, conversation: Conversation) -> Iterator[Lie]:
    """Every way in which `claim` can be made false by one change; the places and new values are drawn from `rng`.

    A value that both sides said is not made false by naming the other one as its speaker.
    """
    text = claim.text
    negations = () if claim.section == "facts" else _negations(text)  # a value is no statement
    for kind, changed in [*_values(text, rng), *_names(text, rng), *negations]:
        if changed != text:
            yield Lie(kind, _with_text(claim, changed))
    said_it = {turn.speaker for turn in map(conversation.turn, claim.turns) if _bare(claim.text) in _bare(turn.text)}
    if claim.section != "facts" or len(said_it) < 2:
        yield from _speakers(claim)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def _with_text(claim: Claim, text: str) -> Claim:
    """A fact's normal form follows its text, as it does for what a model says."""
    same = claim.section == "facts" and claim.value in (claim.text, "")
    return replace(claim, text=text, value=text if same else claim.value, due="", due_date=None)


def _values(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    runs = list(_DIGITS.finditer(text))
    if runs:
        run = rng.choice(runs)
        yield _kind_of(text, run), _other_digit(text, run, rng)
    long = [run for run in runs if len(run.group()) >= 5]
    if long:
        run = rng.choice(long)
        invented = "".join(rng.choice("123456789") for _ in run.group())
        yield "invented_id", text[: run.start()] + invented + text[run.end() :]
    for kind, groups in (
        ("month", _MONTHS), ("weekday", _WEEKDAYS), ("word_number", _NUMBER_WORDS), ("date", _DAYS), ("unit", _UNITS),
    ):  # fmt: skip
        changed = _other_word(text, groups, rng, after_number=kind == "unit")
        if changed:
            yield kind, changed


def _kind_of(text: str, run: re.Match[str]) -> str:
    before, after = text[max(0, run.start() - 14) : run.start()], text[run.end() : run.end() + 14]
    if re.match(r":\d\d", after) or re.search(r"\d:$", before) or _ON_CLOCK.match(after):
        return "time"
    if any(match.start() <= run.start() < match.end() for match in _DOTTED.finditer(text)) or _BEFORE_MONTH.match(
        after
    ):
        return "date"
    if re.search(rf"\b(?:{_MONTH_WORD})\s(?:the\s)?$", before, re.IGNORECASE):
        return "date"
    if _MONEY.search(before[-2:]) or _MONEY.match(after.lstrip(" .,0123456789")):
        return "amount"
    joined = re.search(r"[A-Za-z-]$", before) or re.match(r"[A-Za-z-]\w*\d", after)
    return "id" if len(run.group()) >= 5 or joined else "number"


def _other_digit(text: str, run: re.Match[str], rng: random.Random) -> str:
    place = rng.randrange(run.start(), run.end())
    digit = rng.choice([other for other in "123456789" if other != text[place]])
    return text[:place] + digit + text[place + 1 :]


def _other_word(text: str, groups: tuple[tuple[str, ...], ...], rng: random.Random, *, after_number: bool) -> str:
    places = []
    for group in groups:
        for word in group:
            bound = rf"\b{word}\b" if word.isalpha() else re.escape(word)
            for match in re.finditer(bound, text, re.IGNORECASE):
                if word == "march" and match.group() == "march":
                    continue
                near = text[max(0, match.start() - 3) : match.start()] + text[match.end() : match.end() + 2]
                if not after_number or re.search(r"\d", near):
                    places.append((match, group, word))
    if not places:
        return ""
    match, group, word = rng.choice(places)
    other = rng.choice([one for one in group if one != word])
    shown = other.capitalize() if match.group()[0].isupper() else other
    return text[: match.start()] + shown + text[match.end() :]


def _names(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    for match in _NAMED.finditer(text):
        start, end = match.span(1) if match[1] else match.span(2)
        yield "name", text[:start] + rng.choice(_OTHER_NAMES) + text[end:]
        return


def _negations(text: str) -> Iterator[tuple[str, str]]:
    if "?" in text:
        return  # "Could you not" and "could you" ask the same
    for pattern, positive in _DROPS:
        dropped, count = pattern.subn(positive, text, count=1)
        if count:
            yield "negation_dropped", dropped
            break
    if _DENIES.search(text):
        return
    for pattern, word in zip(_ADDS, ("not", "nicht"), strict=True):
        added, count = pattern.subn(rf"\1 {word}", text, count=1)
        if count:
            yield "negation_added", added
            return


_SWAP: dict[Party | None, Party] = {"customer": "agent", "agent": "customer"}


def _speakers(claim: Claim) -> Iterator[Lie]:
    for field, party in (("said_by", claim.said_by), ("by", claim.by), ("owner", claim.owner)):
        if party in _SWAP:
            yield Lie("speaker", replace(claim, **{field: _SWAP[party]}))  # type: ignore[arg-type]
    subject = re.match(r"(Customer|Agent|Kunde|Mitarbeiter)\b", claim.text)
    if subject:
        others = {"Customer": "Agent", "Agent": "Customer", "Kunde": "Mitarbeiter", "Mitarbeiter": "Kunde"}
        yield Lie("speaker", replace(claim, text=others[subject[1]] + claim.text[subject.end() :]))
