"""Sentences in a conversation that try to command the program instead of telling the agent something.

Customer text is data: such a sentence is no evidence for anything and gives rise to no claim.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lotse.domain import sentences

_COMMAND = re.compile(
    r"\b(?:ignorier\w*|vergiss|vergessen sie|missachte|ignore|disregard|forget|"
    r"override)\b.{0,40}\b(?:anweisung\w*|instruktion\w*|regeln|vorgaben|bisherige\w*|instructions?|rules|"
    r"prompts?|guidelines|previous|above)\b"
    r"|\b(?:schreib\w*|notier\w*|trag\w*|vermerk\w*|write|put|add|note down|record|"
    r"say)\b.{0,30}\b(?:in die notiz|in der notiz|in das protokoll|in die zusammenfassung|"
    r"in(?:to)? the (?:note|summary|record)|in your (?:note|summary))\b"
    r"|\b(?:system\s?prompt|systemanweisung|you are now|du bist (?:jetzt|ab jetzt|nun) ein|act as|"
    r"new instructions?:|neue anweisung(?:en)?:|as an ai|als ki\b|</?(?:system|assistant|user|inst)>|"
    r"\[/?inst\]|<\|)"
    r"|^\s*(?:system|assistant|assistent)\s*:",
    re.IGNORECASE | re.DOTALL,
)


MAX_READ = 8_000


@lru_cache(maxsize=4096)
def without_commands(text: str) -> str:
    """`text` with every commanding sentence blanked out, so that places stay what they are.

    Nothing behind `MAX_READ` characters of a turn is read: what is that long was pasted, not said.
    """
    text = text[:MAX_READ]
    if not _COMMAND.search(text):
        return text
    for sentence in sentences.split(text):
        if _COMMAND.search(sentence.text):
            text = text[: sentence.start] + " " * (sentence.end - sentence.start) + text[sentence.end :]
    return text


def commands(text: str) -> bool:
    """Whether `text` has a sentence that commands the program."""
    return without_commands(text) != text[:MAX_READ]
