"""Makes the draft of an article from a solved conversation: what was asked, and what the agent said to do.

Owns what is taken over; every sentence is one that was said, without what could name the customer. Nothing is made up,
and nothing is published: an editor releases a draft.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lotse.domain import asking, sentences
from lotse.domain.conversations import Conversation
from lotse.domain.depersonalising import Depersonalised, Removed
from lotse.domain.near_duplicates import alike
from lotse.domain.notes import Note

MOST_SENTENCES = 14
FEWEST_TELLING = 2
_MOST_TITLE = 80
_NOT_SAID = (
    "betreff:",
    "subject:",
    "von:",
    "from:",
    "an:",
    "to:",
    "moment",
    "augenblick",
    "one second",
    "one moment",
    "einen kleinen",
    "ich schaue",
    "ich sehe mir",
    "let me",
)


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """`removed` is what was taken out, for the one who looks at the draft; it is not part of the draft."""

    title: str
    body: str
    lang: str
    tags: tuple[str, ...]
    removed: tuple[Removed, ...]


def why_not(conversation: Conversation, note: Note) -> str:
    """The key of the reason why no article can come of this conversation; empty when one can."""
    if note.sensitive:
        return "draft_sensitive"
    if note.outcome.value == "unresolved" or (note.outcome.value == "unknown" and not conversation.ended):
        return "draft_unsolved"
    return "" if _answers(conversation) else "draft_nothing_said"


def draft(conversation: Conversation, note: Note, words: Mapping[str, str]) -> ArticleDraft:
    """`words` are the placeholders of `depersonalising` and the headings `question`, `answer` and `next_steps`."""
    clean = Depersonalised(conversation, words)
    lang = conversation.language or note.language
    wishes = [claim for claim in note.supported() if claim.section == "intents"]
    wishes.sort(key=lambda claim: not claim.main)
    nobody = re.compile(rf",? ?\b(?:Frau|Herrn?|Mr|Mrs|Ms)\.? \[{re.escape(words.get('name', 'name'))}(?: \d+)?\]")

    def general(text: str) -> str:
        """Without the customer, and without addressing anybody."""
        return nobody.sub("", clean.text(text)).strip()

    asked = [general(claim.text) for claim in wishes] or [general(_first_said(conversation))]
    title = sentences.shorten(asked[0], _MOST_TITLE)
    parts = [f"## {words.get('question', '')}", *dict.fromkeys(asked), f"## {words.get('answer', '')}"]
    answers = [general(one) for one in _answers(conversation)]
    parts.append("\n".join(f"- {one}" for one in answers))
    said = [general(claim.text) for claim in note.supported() if claim.section == "next_steps"]
    steps = [
        step for step in dict.fromkeys(said) if not any(step in answer or alike(step, answer) for answer in answers)
    ]
    if steps:
        parts += [f"## {words.get('next_steps', '')}", "\n".join(f"- {step}" for step in steps)]
    tags = tuple(dict.fromkeys(claim.label for claim in wishes if claim.label))
    return ArticleDraft(title, "\n\n".join(parts) + "\n", lang, tags, tuple(clean.removed))


def _first_said(conversation: Conversation) -> str:
    said = next((turn.text for turn in conversation.turns if turn.speaker == "customer"), "")
    return sentences.trim(said)


def _answers(conversation: Conversation) -> tuple[str, ...]:
    """What the agent told, without questions, politeness and waiting, each once."""
    found: list[str] = []
    for turn in conversation.turns:
        if turn.speaker != "agent":
            continue
        for sentence in sentences.split(turn.text):
            text = sentences.trim(sentence.text)
            if sentence.asks or asking.telling_words(text) < FEWEST_TELLING or text.casefold().startswith(_NOT_SAID):
                continue
            if not any(alike(text, other) for other in found):
                found.append(text)
    return tuple(found[:MOST_SENTENCES])
