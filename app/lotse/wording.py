"""Words messages in the user's language. Owns the merged catalogue of `resources/messages/`; decides nothing.

Files are `<area>.<language>.json`, flat `{key: sentence with {parameters}}`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Literal

from lotse import paths
from lotse.domain.errors import Message

Language = Literal["de", "en"]
_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
LANGUAGES: tuple[Language, ...] = ("de", "en")


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """All sentences of one language. Raises `ValueError` when two areas word the same key."""
    merged: dict[str, str] = {}
    for file in sorted((paths.resources() / "messages").glob(f"*.{language}.json")):
        for key, sentence in json.loads(file.read_text("utf-8")).items():
            if key in merged:
                raise ValueError(f"message {key!r} is worded twice, again in {file.name}")
            merged[key] = sentence
    return merged


class _Known(dict[str, object]):
    """Leaves a parameter that was not given visible instead of failing: a message must always be shown."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def word(message: Message, language: Language) -> str:
    """The sentence for `message`; a key nobody worded is shown as it is."""
    sentence = catalogue(language).get(message.key, message.key)
    return sentence.format_map(_Known({name: _shown(value) for name, value in message.params.items()}))


def _shown(value: object) -> object:
    """A name of a file or a heading of a table may hold what acts on a terminal or turns the reading direction."""
    if not isinstance(value, str) or value.isprintable():
        return value
    return "".join(
        c if c.isprintable() or c in _SPACES else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in value
    )
