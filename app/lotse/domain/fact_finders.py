"""Finds the values in one turn and says what each is, from the words around it and from what was asked before.

Owns one turn; corrections, contradictions and repeats between turns are `facts`. Every finder takes what the former
ones left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from lotse.domain import fact_rules as rules
from lotse.domain import sentences
from lotse.domain.conversations import Speaker, Turn
from lotse.domain.instructions import without_commands
from lotse.domain.mentions import MAX_MENTIONS, Measure, Mentions, Spot, compact, find_phones, read
from lotse.domain.notes import FactKind
from lotse.domain.numerals import best_reading, plain


@dataclass(frozen=True, slots=True)
class Found:
    """A value in a turn. `key` says what it is, `value` is its normal form; `sure` when words near it say so."""

    key: str
    kind: FactKind
    value: str
    text: str
    turn: int
    start: int
    end: int
    speaker: Speaker
    sure: bool = True

    @property
    def digits(self) -> int:
        return sum(character.isdigit() for character in self.value)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the other side asked for before this turn: keys of ids in order, and whether address, phone or reading."""

    keys: tuple[str, ...] = ()
    reading: bool = False
    address: bool = False
    phone: bool = False


def asked_in(turn: Turn) -> Asked:
    """What `turn` asks for."""
    keys: list[str] = []
    reading = address = phone = False
    for sentence in sentences.split(without_commands(turn.text)):
        if not rules.ASKS.search(sentence.text):
            continue
        keys += [match.lastgroup or "id" for match in rules.ID_KEYWORD.finditer(sentence.text)]
        reading = reading or rules.READING_WORDS.search(sentence.text) is not None
        address = address or rules.ADDRESS_WORDS.search(sentence.text) is not None
        phone = phone or rules.PHONE_WORDS.search(sentence.text) is not None
    return Asked(tuple(dict.fromkeys(keys)), reading, address, phone)


class _Text:
    """The text of a turn from which each finder takes its spans, so that nothing is found twice."""

    def __init__(self, turn: Turn, today: date | None) -> None:
        self.turn = turn
        self.text = without_commands(turn.text)
        self.mentions: Mentions = read(self.text, today)
        self._taken = bytearray(len(self.text) + 1)

    def free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def take(self, key: str, kind: FactKind, value: str, start: int, end: int, *, sure: bool = True) -> Found:
        self._taken[start:end] = b"\x01" * (end - start)
        return Found(key, kind, value, self.text[start:end].strip(), self.turn.n, start, end, self.turn.speaker, sure)

    def sentence_around(self, start: int) -> sentences.Sentence:
        for sentence in sentences.split(self.text):
            if sentence.start <= start < sentence.end:
                return sentence
        return sentences.Sentence(self.text, 0, len(self.text))


def find(turn: Turn, asked: Asked, today: date | None, language: str | None) -> tuple[Found, ...]:
    """All values of `turn`, in the order of its text."""
    text = _Text(turn, today)
    if not text.text.strip():
        return ()
    found = [
        *_contact(text),
        *_ids_by_words(text),
        *_ids_by_shape(text),
        *_dictated(text, asked),
        *_phones(text),
        *_addresses(text, asked),
        *_readings(text, asked, language),
        *_asked_ids(text, asked),
        *_amounts(text, language),
        *_quantities(text, language),
        *_dates(text),
        *_bare_ids(text),
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def _contact(text: _Text) -> Iterator[Found]:
    for spot in text.mentions.emails:
        yield text.take("email", "email", spot.value, spot.start, spot.end)
    for spot in text.mentions.ibans:
        yield text.take("iban", "iban", spot.value, spot.start, spot.end)


def _ids_by_words(text: _Text) -> Iterator[Found]:
    rest = text.mentions.rest
    if not any(map(str.isdigit, rest)):
        return
    words = list(rules.ID_KEYWORD.finditer(rest))
    for word in words:
        link = next((m for m in rules.ID_BEFORE_WORD.finditer(rest) if m.end() == word.start()), None)
        before = list(rules.ID_VALUE.finditer(rest, 0, link.start())) if link else []
        if link and before and before[-1].end() == link.start() and text.free(*before[-1].span()):
            key = word.lastgroup or "id"
            yield text.take(key, rules.ID_KINDS[key], _id_value(before[-1].group()), *before[-1].span())
    for word in words:
        gap = rules.ID_GAP.match(rest, word.end())
        value = rules.ID_VALUE.match(rest, gap.end() if gap else word.end())
        if value is None or not text.free(value.start(), value.end()):
            continue
        key = word.lastgroup or "id"
        said = value.group()
        if _counts_something(rest, value.end()) or len(re.sub(r"\D", "", said)) < (2 if key == "error_code" else 3):
            continue
        if key == "contract_number" and re.fullmatch(r"(?:19|20)\d\d", said):
            continue
        yield text.take(key, rules.ID_KINDS[key], _id_value(said), value.start(), value.end())


def _counts_something(text: str, end: int) -> bool:
    """A currency or unit follows: an amount or a quantity, no id."""
    return re.match(r"\s?(?:€|euro|eur\b|\$|kwh|%|,\d|tage|wochen|monate)", text[end:], re.IGNORECASE) is not None


def _id_value(said: str) -> str:
    """Capital letters, no spaces; hyphens and slashes belong to the id."""
    return said.replace(" ", "").upper()


def _ids_by_shape(text: _Text) -> Iterator[Found]:
    for match in rules.METER_NUMBER_SHAPE.finditer(text.mentions.rest):
        if text.free(match.start(), match.end()):
            yield text.take("meter_number", "meter_number", match.group(), match.start(), match.end())
    for match in rules.LETTERED_ID.finditer(text.mentions.rest):
        if text.free(match.start(), match.end()) and sum(map(str.isdigit, match.group())) >= 3:
            key = _key_before(text, match.start())
            yield text.take(
                key, rules.ID_KINDS.get(key, "id"), match.group().upper(), match.start(), match.end(), sure=key != "id"
            )


def _key_before(text: _Text, start: int) -> str:
    """The nearest id word before `start` in the same sentence: `den Vertrag V-4398116, Strom Flex, Zählernummer …`."""
    sentence = text.sentence_around(start)
    words = list(rules.ID_KEYWORD.finditer(text.text, sentence.start, start))
    return (words[-1].lastgroup or "id") if words else "id"


def _dictated(text: _Text, asked: Asked) -> Iterator[Found]:
    from_words = {spot.start: spot for spot in text.mentions.ids if not any(map(str.isdigit, spot.text))}
    keys = [key for key in asked.keys if key != "error_code"]
    for spot in from_words.values():
        if not text.free(spot.start, spot.end):
            continue
        phones = list(find_phones(spot.value)) if spot.value.startswith("0") else []
        if phones:
            yield text.take("phone", "phone", phones[0].value, spot.start, spot.end)
            continue
        key = _key_before(text, spot.start)
        if key == "id" and keys:
            key = keys.pop(0)
        yield text.take(key, rules.ID_KINDS.get(key, "id"), spot.value, spot.start, spot.end, sure=key != "id")


def _phones(text: _Text) -> Iterator[Found]:
    for spot in find_phones(text.mentions.rest):
        if text.free(spot.start, spot.end):
            yield text.take("phone", "phone", spot.value, spot.start, spot.end)


def _addresses(text: _Text, asked: Asked) -> Iterator[Found]:
    rest = text.mentions.rest
    streets = list(rules.STREET.finditer(rest))
    if not streets and asked.address:
        streets = list(rules.ANY_STREET.finditer(rest))[:1]
    for street in streets:
        start, end = street.start(), street.start() + len(street.group().rstrip())
        town = rules.TOWN.search(rest, end, end + 60)
        if not text.free(start, end):
            continue
        value = street.group().rstrip()
        if town and "\n\n" not in rest[end : town.start()] and text.free(town.start(), town.end()):
            value = f"{value}, {town.group()}"
            end = town.end()
        place = None if town else re.match(r"\sin [A-ZÄÖÜ][a-zäöüß-]{2,}", rest[end:])
        if place:
            end += place.end()
            value = rest[start:end]
        before = text.text[max(0, start - 30) : start].lower()
        key = "new_address" if re.search(r"\b(?:neue?r?|new) (?:adresse|anschrift|address)", before) else "address"
        yield text.take(key, "address", value, start, end)
    for town in rules.TOWN.finditer(rest):
        if text.free(town.start(), town.end()):
            yield text.take("town", "address", town.group(), town.start(), town.end())


def _readings(text: _Text, asked: Asked, language: str | None) -> Iterator[Found]:
    words = list(rules.READING_WORDS.finditer(text.mentions.rest))
    for measure in text.mentions.measures:
        if measure.is_amount or measure.unit not in ("", "kwh", "m³") or not text.free(measure.start, measure.end):
            continue
        value = _number(measure, language)
        if value is None or measure.spelled or not 3 <= len(plain(value).partition(".")[0]) <= 7:
            continue
        sentence = text.sentence_around(measure.start)
        near = any(sentence.start <= word.start() and -60 < measure.start - word.end() < 60 for word in words)
        if not near and not (asked.reading and measure.unit in ("", "kwh", "m³") and text.turn.speaker == "customer"):
            continue
        if not near and asked.keys and measure.unit == "" and len(plain(value)) > 6:
            continue  # asked for number and reading at once: the long one is the number
        if re.match(r"\s?(?:mehr|weniger|more|less)\b", text.text[measure.end :]):
            continue
        yield text.take("meter_reading", "meter_reading", plain(value), measure.start, measure.end)


def _number(measure: Measure, language: str | None) -> Decimal | None:
    digits = re.search(r"\d[\d.,'’ ]*\d|\d", measure.text)
    if digits and len(measure.values) > 1:
        return best_reading(digits.group(), language)
    return max(measure.values, default=None)


def _asked_ids(text: _Text, asked: Asked) -> Iterator[Found]:
    """Bare values that answer a question: `Wie lautet Ihre Kundennummer?` - `4711-22`."""
    keys = [key for key in asked.keys if key != "error_code"]
    if text.turn.speaker != "customer" or not keys:
        return
    for value in rules.ID_VALUE.finditer(text.mentions.rest):
        if not keys:
            return
        digits = len(re.sub(r"\D", "", value.group()))
        if digits >= 3 and text.free(value.start(), value.end()) and not _counts_something(text.text, value.end()):
            key = keys.pop(0)
            yield text.take(key, rules.ID_KINDS[key], _id_value(value.group()), value.start(), value.end())


def _amounts(text: _Text, language: str | None) -> Iterator[Found]:
    for measure in text.mentions.measures:
        if not measure.is_amount or not text.free(measure.start, measure.end):
            continue
        value = _number(measure, language)
        if value is None or re.match(r"\s?(?:/|pro |je )\s?kwh|\sper kwh", text.text[measure.end :], re.IGNORECASE):
            continue
        if measure.text.lower().startswith(("keinen", "kein")):
            continue
        key = _nearest_key(text, measure.start, measure.end, rules.AMOUNT_KEYS, "amount")
        shown = plain(value) if value != round(value, 2) else f"{value:.2f}"
        yield text.take(key, "amount", f"{shown} {measure.unit}", measure.start, measure.end)


def _nearest_key(
    text: _Text, start: int, end: int, table: tuple[tuple[str, re.Pattern[str]], ...], default: str
) -> str:
    """The context word that belongs to the value: before it with no other number between, or right behind it.

    `642,80 Euro Nachzahlung`, `der Abschlag für Februar über 117 €`; a wrong label is worse than none.
    """
    sentence = text.sentence_around(start)
    best, distance = default, 40
    for key, pattern in table:
        for word in pattern.finditer(text.text, sentence.start, sentence.end):
            if word.end() <= start:
                between = text.mentions.rest[word.end() : start]
                broken = re.search(r"\d|\b(?:und|and|zusammen|together)\b", between)
                away = start - word.end() if not broken else distance
            else:
                away = 0 if 0 <= word.start() - end <= 2 else distance
            if away < distance:
                best, distance = key, away
    return best


def _quantities(text: _Text, language: str | None) -> Iterator[Found]:
    for measure in text.mentions.measures:
        if measure.unit in rules.QUANTITY_UNITS and text.free(measure.start, measure.end):
            value = _number(measure, language)
            if value is not None and not re.search(
                r"(?:ct|cent|€|euro)\s?/?\s?$", text.text[: measure.start], re.IGNORECASE
            ):
                unit = {"kwh": "kWh", "gb": "GB", "mbit": "Mbit/s", "kw": "kW"}.get(measure.unit, measure.unit)
                used = rules.CONSUMPTION_WORDS.search(text.sentence_around(measure.start).text)
                key = "consumption" if used and measure.unit in ("kwh", "m³") else "quantity"
                yield text.take(key, "quantity", f"{plain(value)} {unit}", measure.start, measure.end)


def _dates(text: _Text) -> Iterator[Found]:
    mentions = [
        mention for mention in text.mentions.dates if mention.absolute and text.free(mention.start, mention.end)
    ]
    skip = -1
    for index, mention in enumerate(mentions):
        if index == skip:
            continue
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        lead = text.text[max(0, mention.start - 8) : mention.start].lower()
        between = text.text[mention.end : following.start].lower().split() if following else []
        if (
            following
            and re.search(r"\b(?:vom|von|from)\s$", lead)
            and between in (["bis"], ["bis", "zum"], ["to"], ["until"])
        ):
            skip = index + 1
            value = f"{mention.value}/{following.value}"
            yield text.take("period", "date", value, mention.start, following.end)
            continue
        key = _nearest_key(text, mention.start, mention.end, rules.DATE_KEYS, "date")
        yield text.take(key, "date", mention.value, mention.start, mention.end)
        yield from _window(text, key, mention.start)


def _window(text: _Text, key: str, date_start: int) -> Iterator[Found]:
    """The time of day that goes with a date of the same sentence."""
    sentence = text.sentence_around(date_start)
    for time in text.mentions.times:
        if sentence.start <= time.start < sentence.end and text.free(time.start, time.end):
            yield text.take("time", "time", "-".join(time.values), time.start, time.end)


def _bare_ids(text: _Text) -> Iterator[Found]:
    """Long numbers not yet explained; the nearest id word before one in the turn names it, else it stays an `id`."""
    values = islice(rules.ID_VALUE.finditer(text.mentions.rest), MAX_MENTIONS)
    for spot in (Spot(one.start(), one.end(), one.group(), compact(one.group())) for one in values):
        if not text.free(spot.start, spot.end) or sum(map(str.isdigit, spot.value)) < 4:
            continue
        if _counts_something(text.text, spot.end) or re.fullmatch(r"(?:19|20)\d\d", spot.text):
            continue
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", spot.text):
            if text.turn.speaker == "agent":  # kept to see whether it contradicts a reading
                yield text.take("id", "id", compact(spot.text), spot.start, spot.end, sure=False)
            continue
        words = list(rules.ID_KEYWORD.finditer(text.text, max(0, spot.start - 90), spot.start))
        key = (words[-1].lastgroup or "id") if words and len(spot.value) >= 5 else "id"
        if words and any(map(str.isdigit, text.text[words[-1].end() : spot.start])):
            key = "id"
        yield text.take(
            key, rules.ID_KINDS.get(key, "id"), _id_value(spot.text), spot.start, spot.end, sure=key != "id"
        )
