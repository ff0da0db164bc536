"""What a conversation is called in a list: whom it is with and what they want, from the conversation itself."""

from __future__ import annotations

from dataclasses import replace

from lotse.domain.conversations import Conversation
from lotse.domain.intents import find_intents
from lotse.domain.names import customer_names
from lotse.domain.sentences import shorten
from lotse.domain.site import NO_SITE

MAX_CHARACTERS = 64
_READ_TURNS = 12
"""Names and wishes come early; reading all of a very long conversation for its title would be waste."""


def title_of(conversation: Conversation) -> str:
    """ "Kestrup · Abschlag doppelt abgebucht"; the first words said when neither is found; empty without turns."""
    head = replace(conversation, turns=conversation.turns[:_READ_TURNS])
    named = customer_names(head)
    intents = find_intents(head, NO_SITE)
    parts = [named[0][0].text] if named else []
    if intents:
        parts.append(intents[0].text)
    if parts:
        return shorten(" · ".join(parts), MAX_CHARACTERS)
    said = next((turn.text for turn in head.turns if turn.speaker == "customer"), "")
    said = said or next((turn.text for turn in head.turns), "")
    return shorten(" ".join(said.split()), MAX_CHARACTERS)
