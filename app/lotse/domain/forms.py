"""What a statement must look like to be what it says it is: an e-mail address is one, a question asks.

Literal words can still be nonsense: a weak model that may only copy will call "Kälte etwa" an address. Looked at for
claims of a model only; the rules find things by their form in the first place. Pure.
"""

from __future__ import annotations

import re

from lotse.domain.content import content, is_commitment
from lotse.domain.conversations import Turn
from lotse.domain.fact_rules import ID_KINDS
from lotse.domain.languages import detect
from lotse.domain.mentions import Mentions, read
from lotse.domain.notes import Claim
from lotse.domain.sentences import split

FORM_REASONS = ("wrong_kind", "not_a_question", "says_nothing")
"""A statement with one of these is none: it is dropped like an answer that cannot be read, not shown as unproved."""

WRONG_KIND = "wrong_kind"
"""The value has not the form that its key promises."""
NO_QUESTION = "not_a_question"
"""Nobody asks this in the turns it names."""
SAYS_NOTHING = "says_nothing"
"""Too few words that mean something."""

_NUMBERED = frozenset({*ID_KINDS, *ID_KINDS.values(), "id", "order_number", "customer_number", "contract_number"})
_MAX_VALUE_WORDS = 4
_MAX_ADDRESS_WORDS = 10
_STREET = re.compile(
    r"(?i:str(?:\.|aße|asse)|weg|platz|allee|gasse|ring|damm|ufer|steig|stieg|hof|hang|graben|markt|chaussee|street|road|"
    r"avenue|lane|drive|square|row|way|court|parkway|circle)\b\s*\d+|\b\d{1,5}(?:\s+[A-Z][\w.-]+)+\s+(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square)\b|"
    r"\b\d{5}\s+[A-ZÄÖÜ]|\b\d[\d-]*\s(?:[\w.]+\s){1,5}(?i:street|st|road|rd|avenue|ave|lane|drive|square|boulevard|blvd|row|way|court|parkway|circle)\b"
)
# Keys whose values are words: a city, a film, a kind of thing. One word is enough when it means something.
_HOUSE = re.compile(r"^\d[\d-]*[a-z]{0,3}\s+[A-ZÄÖÜ]\w+")
_WORDED = frozenset(
    """city place title category option artist person doctor recipient vehicle airline size weekday day
    price_range provider service_provider weather account_type option problem destination origin area type location
    genre category subcategory album song model brand colour color language device event station airport country region
    street venue restaurant hotel company department cuisine class director""".split()
)
"""Also as a part of a longer key: `city_of_event`, `from_location`."""
_COUNTED = frozenset("number count length days nights people persons seats rooms tickets quantity party anzahl".split())
_SOON = content("later earlier später früher")
_ORDINAL = re.compile(
    r"(?:the )?\d{1,2}(?:st|nd|rd|th)(?: of (?:this|next|the) month)?|(?:de[rnm] )?\d{1,2}\.", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\b(?:half past|quarter (?:to|past)|noon|midnight|o'clock)\b|\b(?:morning|afternoon|evening)\b.*\d|"
    r"\d.*\b(?:morning|afternoon|evening)\b|\b(?:halb|viertel (?:vor|nach)|mittags|mitternacht)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£] ?\d|\d ?(?:[$€£]|(?:pounds?|dollars?|GBP|USD)\b)", re.IGNORECASE)
_WORD = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")
_READING = re.compile(r"[1-9]\d{2,7}(?:,\d{1,3})?|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,3})?")
_PHONE = re.compile(r"[+(]{0,2}\d(?:[\s()/.-]{0,3}\d){5,14}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BROKEN = re.compile(r"[.;?…]\s")
_INITIAL = re.compile(r"\b(?:[A-Z]|Dr|St)\. ")
_LOOSE = re.compile(r"[.,;:!?…]\s|[!?;:…]$")


def form_reason(claim: Claim, turns: tuple[Turn, ...]) -> str:
    """Why `claim` cannot be what it says it is, or an empty string."""
    if claim.section == "facts":
        return _fact_reason(claim, turns)
    if claim.section == "open_questions":
        return "" if _asked(claim.text, turns) else NO_QUESTION
    if claim.section == "summary":
        return ""
    enough = 1 if claim.section == "next_steps" and (claim.due or _promises(claim.text)) else 2
    return "" if len(content(claim.text)) >= enough or _values(read(claim.text)) else SAYS_NOTHING


def _fact_reason(claim: Claim, turns: tuple[Turn, ...]) -> str:
    text = claim.text or claim.value
    mentions = read(text)
    words = len(text.split())
    if claim.key == "agent_name":  # a note never says who handled a case (invariant I4)
        return WRONG_KIND
    parts = set(claim.key.split("_"))
    if "address" in parts or claim.kind == "address":
        numbered = words > 2 and _HOUSE.search(text) and not any(measure.unit for measure in mentions.measures)
        return "" if (numbered or _STREET.search(text)) and words <= _MAX_ADDRESS_WORDS else WRONG_KIND
    if "iban" in (claim.key, claim.kind):
        return "" if mentions.ibans else WRONG_KIND
    named = _is_worded(claim.key)
    loose = _LOOSE.search(text) if not named else _BROKEN.search(_INITIAL.sub("", text))
    if "phone" in parts:
        return "" if _PHONE.fullmatch(text) else WRONG_KIND
    if words > _MAX_VALUE_WORDS + 4 * (named or bool(mentions.dates or mentions.times or mentions.measures)) or (
        loose and not mentions.dates
    ):
        return WRONG_KIND
    proper = claim.kind == "text" and claim.key not in (*_NUMBERED, "name") and _is_proper(text, turns)
    return "" if proper or _has_form(claim, text, mentions) else WRONG_KIND


def _is_proper(text: str, turns: tuple[Turn, ...]) -> bool:
    """Whether an English speaker wrote it as a name: a capital letter that no beginning of a sentence explains."""
    if not re.fullmatch(r"[A-Z][\w'’-]{2,}", text):
        return False
    inside = re.compile(rf"(?<=[a-z,] ){re.escape(text)}\b")
    return any(detect(turn.text) == "en" and inside.search(turn.text) for turn in turns)


def _is_worded(key: str) -> bool:
    return not _WORDED.isdisjoint((key, *key.split("_"))) or key.endswith(("_name", "_type"))


def _has_form(claim: Claim, text: str, mentions: Mentions) -> bool:
    kinds = {claim.kind, claim.key}
    if "email" in kinds:
        return bool(mentions.emails)
    if "amount" in kinds:
        return any(measure.is_amount for measure in mentions.measures) or _MONEY.search(text) is not None
    if "date" in kinds or claim.key.endswith("_date"):
        return (bool(mentions.dates) and not content(_outside(text, mentions)) - _SOON) or _ORDINAL.fullmatch(
            text
        ) is not None
    if claim.key.endswith("_time") and mentions.times:
        return True
    if "time" in kinds:
        return bool(mentions.times) or _CLOCK.search(text) is not None
    if kinds & _NUMBERED:
        # Digits, or digits dictated word by word; never a measure such as "24 Monate".
        if _YEAR.fullmatch(text) or any(measure.unit for measure in mentions.measures):
            return False
        worded = _WORD.search(text) and any(character.isdigit() for character in text)
        return bool(mentions.ids) and not worded
    if "meter_reading" in kinds:
        number = text.split()[0]
        return bool(_READING.fullmatch(number)) or (bool(mentions.measures) and not number[:1].isdigit())
    if "quantity" in kinds:
        return bool(mentions.measures) and not mentions.dates
    if "name" in kinds:  # left to the rules, which know who is the agent (invariant I4)
        return False
    if any(character.isdigit() for character in text) or any(measure.unit for measure in mentions.measures):
        return True
    if not _COUNTED.isdisjoint(claim.key.split("_")) and any(m.text == text for m in mentions.measures):
        return True  # "seven" for the number of days
    if _is_worded(claim.key):
        return bool(content(text)) or text[:1].isupper()
    words = text.split()
    return len(words) > 1 and all(word[:1].isupper() or not word[:1].isalpha() for word in words)


def _promises(text: str) -> bool:
    return any(is_commitment(word) for word in content(text))


def _values(mentions: Mentions) -> bool:
    return bool(mentions.measures or mentions.dates or mentions.times or mentions.ids or mentions.emails)


def _outside(text: str, mentions: Mentions) -> str:
    """What is left of the text beside its dates and times."""
    rest = text
    for start, end in [*((d.start, d.end) for d in mentions.dates), *((t.start, t.end) for t in mentions.times)]:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return rest


def _asked(text: str, turns: tuple[Turn, ...]) -> bool:
    """Whether the text is most of a sentence with a question mark, or the turns (spoken text) have no marks at all."""
    if text.rstrip().endswith("?") and any(_stands_in(text, turn.text) for turn in turns):
        return True
    words = content(text)
    if len(words) < (1 if text.rstrip().endswith("?") else 2):
        return False
    if not any(mark in turn.text for turn in turns for mark in ".?!"):
        return True
    for turn in turns:
        for sentence in split(turn.text):
            asked = content(sentence.text)
            if "?" in turn.text[sentence.end - 1 : sentence.end + 1] and len(words & asked) * 2 >= len(asked):
                return True
    return False


def _stands_in(question: str, said: str) -> bool:
    return " ".join(question.casefold().split()) in " ".join(said.casefold().split())
