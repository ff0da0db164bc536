"""What an embedding model wants to read before a question and before a passage, told from its name and architecture.

GGUF has no field for it, so this is written down here, from the cards of the families, once: at import it goes into the
home's catalog, where a site can change it. A family that is not named gets nothing; that is what most want.
"""

from __future__ import annotations

import re
from typing import Final

_SEARCHING: Final = "Represent this sentence for searching relevant passages: "
_INSTRUCTED: Final = "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"

_FAMILIES: Final[tuple[tuple[str, str, str], ...]] = (
    # Pattern in "architecture name", before a question, before a passage. The first that fits counts.
    (r"^gemma-embedding|embedding-?gemma", "task: search result | query: ", "title: none | text: "),
    (r"^qwen3\b.*embed", _INSTRUCTED, ""),
    (r"\be5\b.*instruct", f"{_INSTRUCTED} ", ""),
    (r"\be5\b", "query: ", "passage: "),
    (r"^nomic-bert|nomic-embed", "search_query: ", "search_document: "),
    (r"arctic-embed.*\bv2", "query: ", ""),
    (r"arctic-embed", _SEARCHING, ""),
    (r"mxbai-embed-de", "query: ", "passage: "),
    (r"mxbai-embed", _SEARCHING, ""),
    (r"\bbge\b.*\ben\b", _SEARCHING, ""),
)


def prefixes_of(name: str, architecture: str) -> tuple[str, str]:
    """What stands before a question and before a passage; empty for models that want neither."""
    told = f"{architecture} {re.sub('[ _]+', '-', name)}".lower()
    for pattern, query, passage in _FAMILIES:
        if re.search(pattern, told):
            return query, passage
    return "", ""
