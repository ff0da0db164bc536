"""What makes a translated sentence doubtful, found by looking at it beside its source.

Owns the flags of a segment. Must not repair anything: a doubtful sentence is shown with its flag and its original.
"""

from __future__ import annotations

import re
from collections import Counter

from lotse.domain.masks import Unmasked

PLACEHOLDER_MISSING = "placeholder_missing"
PLACEHOLDER_REPEATED = "placeholder_repeated"
NUMBER_MISSING = "number_missing"
NUMBER_INVENTED = "number_invented"
REPETITION = "repetition"
LENGTH = "length"
UNTRANSLATED = "untranslated"
NEGATION = "negation"
EMPTY = "empty"
FLAGS = (
    PLACEHOLDER_MISSING, PLACEHOLDER_REPEATED, NUMBER_MISSING, NUMBER_INVENTED, REPETITION, LENGTH, UNTRANSLATED,
    NEGATION, EMPTY,
)  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_NEGATIONS = {
    "de": re.compile(
        r"\b(?:nicht|nichts|nie|niemals|niemand\w*|kein\w*|nein|nee|weder|ohne|un(?:möglich|gültig|bekannt))\b"
    ),
    "en": re.compile(
        r"\b(?:not|cannot|never|no|none|nobody|nothing|neither|nor|without|unable|im?possible|invalid|unknown)\b|n['’]t\b"
    ),
}
_DIGITS = re.compile(r"\d+")
_MIN_WORDS = 4
_MIN_RATIO, _MAX_RATIO = 0.4, 2.6
_SAME_SHARE = 0.7


def flags(
    source: str, masked_translation: str, unmasked: Unmasked, languages: tuple[str, str] = ("", "")
) -> tuple[str, ...]:
    """Doubts about one sentence, `source` as the customer wrote it; `masked_translation` as the model gave it.

    `languages` are those of source and translation: where both are known here, negations are compared.
    """
    if not _WORD.search(masked_translation) and _WORD.search(source):
        return (EMPTY,)
    found: list[str] = []
    if unmasked.missing:
        found.append(PLACEHOLDER_MISSING)
    if unmasked.repeated or unmasked.invented:
        found.append(PLACEHOLDER_REPEATED)
    found += _number_flags(source, masked_translation, unmasked)
    said = [word.casefold() for word in _WORD.findall(source)]
    translated = [word.casefold() for word in _WORD.findall(masked_translation)]
    if _stammers(translated) and not _stammers(said):
        found.append(REPETITION)
    if len(said) >= _MIN_WORDS and not _MIN_RATIO <= len(translated) / len(said) <= _MAX_RATIO:
        found.append(LENGTH)
    if len(said) >= _MIN_WORDS and _shared(said, translated) >= _SAME_SHARE:
        found.append(UNTRANSLATED)
    counts = [_negations(text, lang) for text, lang in zip((source, masked_translation), languages, strict=True)]
    if None not in counts and counts[0] != counts[1]:
        found.append(NEGATION)
    return tuple(found)


def _negations(text: str, lang: str) -> int | None:
    """How many words deny; an even number of them can still say another thing, so the numbers are compared."""
    pattern = _NEGATIONS.get(lang)
    return None if pattern is None else len(pattern.findall(text.casefold()))


def _number_flags(source: str, masked_translation: str, unmasked: Unmasked) -> list[str]:
    """Digits the model wrote itself must stand in the source; digits of the source must be somewhere in the result."""
    theirs = Counter(_DIGITS.findall(source))
    # Placeholders carry digits of their own.
    written = _DIGITS.findall(re.sub(r"⟦\s*\d+\s*⟧?", "", masked_translation))
    found = []
    if any(digits not in theirs for digits in written):
        found.append(NUMBER_INVENTED)
    shown = set(_DIGITS.findall(unmasked.text)) | {d for slot in unmasked.missing for d in _DIGITS.findall(slot)}
    if any(not _is_shown(digits, shown) for digits in theirs):
        found.append(NUMBER_MISSING)
    return found


def _is_shown(digits: str, shown: set[str]) -> bool:
    """Times and days may be written anew (`2 pm`, `14:00`), so short numbers count as shown by their value mod 12."""
    if digits in shown or digits.lstrip("0") in shown:
        return True
    return len(digits) <= 2 and int(digits) <= 12 and str(int(digits) % 12 + 12) in shown


def _stammers(words: list[str]) -> bool:
    """A word twice in a row, or a group of two to four words that follows itself."""
    for size in range(1, 5):
        for start in range(len(words) - 2 * size + 1):
            if words[start : start + size] == words[start + size : start + 2 * size]:
                return True
    counts = Counter(tuple(words[i : i + 3]) for i in range(len(words) - 2))
    return any(count >= 3 for count in counts.values())


def _shared(said: list[str], translated: list[str]) -> float:
    return sum((Counter(said) & Counter(translated)).values()) / len(said)
