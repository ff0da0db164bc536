"""The customer's name: introduced by themselves, signed, or used by the agent to address them.

The agent's own name is never a fact: a note must not say who handled a case (invariant I4).
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise

from lotse.domain import fact_rules as rules
from lotse.domain.conversations import Conversation
from lotse.domain.fact_finders import Found
from lotse.domain.instructions import without_commands

_GOES_ON = re.compile(r"\s*[:#]?\s*\d|\s(?:ist|lautet|is)\b")
_TITLES = re.compile(r"^(?:Dr\. |Prof\. )+")
# "My last name is ..." completes the name that was told before.
_LAST_NAME = re.compile(
    r"\b(?:last name|surname|family name|nachname|familienname)\b\W*(?:is|ist|lautet)?\W*$", re.IGNORECASE
)
_DENIAL = re.compile(r"\b(?:nein|nicht|falsch|verwechs\w*|no|not|wrong|sorry|entschuldig\w*)\b", re.IGNORECASE)
_OF_AGENT = re.compile(
    r"[Ss]ie sprechen mit (?:Frau|Herrn?) ([A-ZÄÖÜ][\w-]+)|speaking (?:with|to) (?:Mr\.?|Ms\.?|Mrs\.?)?\s?([A-Z][\w-]+)"
)


def customer_names(conversation: Conversation) -> tuple[tuple[Found, tuple[Found, ...]], ...]:
    """Each person who speaks as the customer: the fullest form of the name, and the other places it was said."""
    agents = _agent_names(conversation)
    told = [name for name in _told(conversation) if _surname(name.value) not in agents]
    addressed = [name for name in _addressed(conversation) if _surname(name.value) not in agents]
    told += [name for name in _answered(conversation) if _surname(name.value) not in agents]
    told += _surname_with_first_name(conversation, addressed, told)
    people: dict[str, list[Found]] = {}
    for name in [
        *told,
        *(one for one in addressed if not told or _surname(one.value) in {_surname(t.value) for t in told}),
    ]:
        people.setdefault(_surname(name.value), []).append(name)
    if not people and addressed:
        people[_surname(addressed[0].value)] = [
            one for one in addressed if _surname(one.value) == _surname(addressed[0].value)
        ]
    named = []
    for places in people.values():
        fullest = max(
            places,
            key=lambda place: (
                place.speaker == "customer",
                "." not in place.value.removeprefix("Dr."),
                len(place.value),
            ),
        )
        named.append((fullest, tuple(place for place in places if place is not fullest)))
    return tuple(named)


def surnames_of_customers(conversation: Conversation) -> tuple[str, ...]:
    """One surname for each person who seems to be the customer: introduced, or addressed as one by the agent.

    Spellings of one name are one person, and a name that the customer denies ("Nein, mein Name ist ...") is nobody.
    Who is only talked about is no customer.
    """
    agents = _agent_names(conversation)
    told = _told(conversation)
    addressed = _addressed(conversation) + _account_holders(conversation)
    denied_before = [name.turn for name in told if _denies(conversation.turn(name.turn).text[: name.start])]
    told = [one for one in told if not _LAST_NAME.search(conversation.turn(one.turn).text[: one.start])] or told
    kept = [one for one in (*told, *addressed) if not any(one.turn < turn <= one.turn + 3 for turn in denied_before)]
    people: list[str] = []
    for name in (_surname(one.value) for one in kept):
        if not any(_sounds_like(name, other) for other in (*people, *agents)):
            people.append(name)
    return tuple(people)


def _denies(before: str) -> bool:
    return _DENIAL.search(before) is not None


def _sounds_like(one: str, other: str) -> bool:
    """Misheard or mistyped: `Kestrup` and `Kastrup`; a part of a double name is the same name, too."""
    if one in other.split("-") or other in one.split("-"):
        return True
    return SequenceMatcher(None, one, other).ratio() >= 0.7


def _account_holders(conversation: Conversation) -> list[Found]:
    """`Der Vertrag läuft auf Frau Kestrup`: whose contract or number it is that is spoken of."""
    return [
        _name(match[1], turn.n, match.start(1), match.end(1), "agent")
        for turn in conversation.turns
        if turn.speaker == "agent"
        for match in rules.ACCOUNT_HOLDER.finditer(turn.text)
    ]


def _surname(name: str) -> str:
    words = re.split(r"[\s,]+", _TITLES.sub("", name).strip())
    return words[-1].casefold()


def _agent_names(conversation: Conversation) -> frozenset[str]:
    names: set[str] = set()
    for turn in conversation.turns:
        if turn.speaker == "customer":
            continue
        for match in _OF_AGENT.finditer(turn.text):
            names.add((match[1] or match[2]).casefold())
        if turn.speaker == "agent":
            for pattern in (rules.SELF_INTRODUCTION, rules.SIGNATURE):
                names.update(_surname(match[1]) for match in pattern.finditer(turn.text))
    return frozenset(names)


def _told(conversation: Conversation) -> list[Found]:
    found: list[Found] = []
    for turn in conversation.turns:
        if turn.speaker != "customer":
            continue
        text = without_commands(turn.text)
        for pattern in (rules.SELF_INTRODUCTION, rules.SURNAME_HERE, rules.SIGNATURE):
            for match in pattern.finditer(text):
                name = _only_the_name(match[1], text[match.end(1) :])
                if name:
                    start = match.start(1)
                    found.append(_name(name, turn.n, start, start + len(name), "customer"))
        if text == text.lower():
            for match in rules.SELF_INTRODUCTION_LOWER.finditer(text):
                start, end = match.span(1)
                word = match[1].split()
                if word[-1] in ("ich", "und", "wir", "der", "die", "and", "the"):
                    end -= len(word[-1]) + 1
                if end > start:
                    found.append(_name(text[start:end], turn.n, start, end, "customer"))
    return found


def _only_the_name(words: str, behind: str) -> str:
    """`words` up to the first that is no name: `Jürgen Kestrup, Kundennummer` goes on with something else.

    Behind a comma only the first name to a single surname follows, or the whole name with that surname once more.
    """
    head, comma, tail = (part.strip() for part in words.partition(","))
    head = _names_in(head)
    if not comma or not head or _names_in(tail) != tail:
        return head
    if " " in tail:
        return words if tail.split()[-1] == head.split()[-1] else head
    return words if " " not in head and not _GOES_ON.match(behind) else head


def _names_in(words: str) -> str:
    names: list[str] = []
    for word in words.split():
        if word in rules.NOT_NAMES or rules.ID_KEYWORD.match(word) or rules.NO_NAME.search(word):
            break
        names.append(word)
    return " ".join(names)


def _answered(conversation: Conversation) -> list[Found]:
    """`Wie ist Ihr Name?` - `Jana Kestrup.`"""
    found: list[Found] = []
    for asked, reply in pairwise(conversation.turns):
        if asked.speaker == "agent" and reply.speaker == "customer" and rules.ASKS_NAME.search(asked.text):
            match = rules.NAME_ANSWER.match(reply.text)
            if match and match[1].split()[0] not in rules.NOT_NAMES:
                found.append(_name(match[1], reply.n, match.start(1), match.end(1), "customer"))
    return found


def _name(text: str, turn: int, start: int, end: int, speaker: str) -> Found:
    value = text
    if "," in text:
        # "Wernicke, Helga Wernicke": the full form follows the short one.
        before, _, after = (part.strip() for part in text.rpartition(","))
        if " " not in after:  # "Brennigan, Aoife": the first name is behind the comma
            return Found(
                "name",
                "name",
                f"{after} {before}",
                text,
                turn,
                start,
                end,
                "agent" if speaker == "agent" else "customer",
            )
        value, start = after, start + text.rindex(after)
    shown = value.title() if value.islower() else value
    return Found("name", "name", shown, value, turn, start, end, "agent" if speaker == "agent" else "customer")


def _addressed(conversation: Conversation) -> list[Found]:
    return [
        _name(match[1], turn.n, match.start(1), match.end(1), "agent")
        for turn in conversation.turns
        if turn.speaker == "agent"
        for match in rules.VOCATIVE.finditer(turn.text)
    ]


def _surname_with_first_name(conversation: Conversation, addressed: list[Found], told: list[Found]) -> list[Found]:
    """`10482931, Jana Kestrup` - `Danke, Frau Kestrup`: the surname the agent uses makes a name of the two words."""
    known = {_surname(name.value) for name in addressed}
    full = {_surname(name.value) for name in told if " " in name.value}
    found: list[Found] = []
    for turn in conversation.turns:
        if turn.speaker != "customer":
            continue
        for match in re.finditer(rf"(?<![\w-])({rules.NAME_WORD}) ({rules.NAME_WORD})(?![\w-])", turn.text):
            if match[2].casefold() in known - full and match[1] not in rules.NOT_NAMES:
                found.append(_name(match.group(), turn.n, match.start(), match.end(), "customer"))
                full.add(match[2].casefold())
    return found
