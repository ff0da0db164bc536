"""What was dropped on the window: conversations, documents of the knowledge, or packs.

Owns the decision, by names alone. A customer's mail dropped on a conversation is a conversation; only what can be no
conversation is taken for knowledge there, and asked about before anything is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PACK = ".lotsepack"
KNOWLEDGE = frozenset(
    """.pdf .docx .docm .doc .xlsx .xlsm .xls .html .htm .xhtml .md .markdown .zip .gz .pptx .odt .rtf""".split()
)


@dataclass(frozen=True, slots=True)
class Dropped:
    conversations: tuple[Path, ...] = ()
    knowledge: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()


def sorted_out(names: Sequence[str], *, knowledge: bool) -> Dropped:
    """`knowledge`: the page of the knowledge is shown, where nothing is a conversation."""
    packs = tuple(name for name in names if _ending(name) == PACK)
    others = [name for name in names if _ending(name) != PACK]
    documents = tuple(name for name in others if knowledge or _ending(name) in KNOWLEDGE or Path(name).is_dir())
    return Dropped(tuple(Path(name) for name in others if name not in documents), documents, packs)


def _ending(name: str) -> str:
    return Path(name).suffix.lower()
