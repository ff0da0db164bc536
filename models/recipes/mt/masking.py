"""Placeholders in corpus pairs: where the program itself would put them, and beside text that carries none.

The program's own rule (`lotse.domain.masks`) says what is masked, so that training sees what the program will send.
"""

from __future__ import annotations

import random
import re

from lotse.domain.masks import PLACEHOLDER, Slot, mask
from models.recipes.mt.corpus import PLACEHOLDERS, Pair
from models.recipes.mt.service import without_capital

_CLOCK = re.compile(r"^(\d{1,2})[:.](\d\d)$")
_NAME = re.compile(r"\b[A-ZÄÖÜ][\w-]{2,}\b")
# Beside a sentence: before it, or behind it with its own end; `{}` is the placeholder.
_BEFORE = (
    ("Hallo {},", "Hello {},"), ("Guten Tag {},", "Hello {},"), ("Frau {},", "Ms {},"), ("Herr {},", "Mr {},"),
    ("Liebe Frau {},", "Dear Ms {},"), ("Lieber Herr {},", "Dear Mr {},"), ("Zu {}:", "Regarding {}:"), ("{}:", "{}:"),
    ("{} –", "{} –"), ("({})", "({})"), ("Am {}:", "On {}:"), ("Um {}:", "At {}:"), ("Ticket {}:", "Ticket {}:"),
    ("Danke, {}.", "Thanks, {}."), ("Ja, {}.", "Yes, {}."), ("Schritt {}:", "Step {}:"),
)  # fmt: skip
_BEHIND = (
    ("({})", "({})"), ("(siehe {})", "(see {})"), ("– {}", "– {}"), ("(Vorgang {})", "(case {})"),
    ("(Kundennummer {})", "(customer number {})"), ("(Stand {})", "(as of {})"), ("(gültig ab {})", "(valid from {})"),
    ("({} und {})", "({} and {})"), ("(Tel. {})", "(phone {})"), ("(Rechnung {} vom {})", "(invoice {} of {})"),
    ("(insgesamt {})", "({} in total)"), ("(etwa {})", "(about {})"),
)  # fmt: skip


def mask_as_product(pair: Pair, rng: random.Random) -> Pair | None:
    """Both sides masked, when the same things stand on both; `None` when they do not (numbers in words)."""
    de_text, de_slots = mask(pair.de)
    en_text, en_slots = mask(pair.en)
    if not de_slots and not en_slots:
        return pair
    de_keys, en_keys = [_key(slot) for slot in de_slots], [_key(slot) for slot in en_slots]
    if sorted(de_keys) != sorted(en_keys) or len(set(de_keys)) != len(de_keys) or len(de_keys) > 8:
        return None
    order = de_keys if rng.random() < 0.5 else en_keys
    marks = PLACEHOLDERS[: len(order)] if rng.random() < 0.7 else rng.sample(PLACEHOLDERS, len(order))
    chosen = dict(zip(order, marks, strict=True))
    return Pair(_rewritten(de_text, de_keys, chosen), _rewritten(en_text, en_keys, chosen))


def mask_names(pair: Pair, rng: random.Random) -> Pair:
    """One or two names that stand in both languages become placeholders."""
    names = sorted(name for name in set(_NAME.findall(pair.de)) if pair.de.count(name) == 1 == pair.en.count(name))
    if not names or "⟦" in pair.de:
        return pair
    chosen = rng.sample(names, min(len(names), rng.choice((1, 1, 2))))
    de, en = pair.de, pair.en
    for name, mark in zip(chosen, rng.sample(PLACEHOLDERS[:4], len(chosen)), strict=True):
        de, en = de.replace(name, mark), en.replace(name, mark)
    return Pair(de, en)


def beside(pair: Pair, rng: random.Random) -> Pair:
    """The sentence with an address, a reference or a remark beside it that holds one or two placeholders."""
    taken = {int(number) for number in re.findall(r"⟦(\d+)⟧", pair.de)}
    if len(taken) > 4:
        return pair
    free = [mark for number, mark in enumerate(PLACEHOLDERS[:10]) if number not in taken]
    if rng.random() < 0.55:
        de, en = rng.choice(_BEFORE)
        if not de.endswith("."):
            pair = Pair(without_capital(pair.de, "de"), without_capital(pair.en, "en"))
        return Pair(f"{de.format(free[0])} {pair.de}", f"{en.format(free[0])} {pair.en}")
    de, en = rng.choice(_BEHIND)
    de, en = de.format(*free[:2]), en.format(*free[:2])
    if pair.de[-1] in ".!?" and pair.en[-1] in ".!?" and rng.random() < 0.6:
        return Pair(f"{pair.de[:-1]} {de}{pair.de[-1]}", f"{pair.en[:-1]} {en}{pair.en[-1]}")
    return Pair(f"{pair.de} {de}", f"{pair.en} {en}")


def _key(slot: Slot) -> str:
    """What two ways of writing the same thing have in common: the digits; a time within half a day."""
    forms = dict(slot.forms)
    written = forms.get("de", slot.text).removesuffix(" Uhr") if "Uhr" in forms.get("de", "") else slot.text
    if slot.text.endswith("Uhr"):
        written = forms.get("en", slot.text)
    clock = _CLOCK.match(written)
    if clock:
        hour, minute = int(clock[1]) % 12, clock[2]
        return f"{hour or 12}{'' if minute == '00' else minute}"
    digits = re.sub(r"\D", "", slot.text)
    return digits or slot.text.casefold()


def _rewritten(text: str, keys: list[str], chosen: dict[str, str]) -> str:
    for number, key in enumerate(keys):
        text = text.replace(PLACEHOLDER.format(number), f"\0{chosen[key][1:]}", 1)
    return text.replace("\0", "⟦")
