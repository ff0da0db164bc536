"""The tables of `knowledge.db`, step by step. A step is never edited after release; a change is a new step.

`passage_terms` holds what `domain.lexicon` makes of a passage and not its text, so the tokenizer only splits at spaces
and the table needs no content of its own. `words` has its plain words as trigrams, for compounds and typing errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotse.storage.article_origins import EDITING
from lotse.storage.knowledge_filters import FILTERS
from lotse.storage.knowledge_packs_schema import PACKS
from lotse.storage.knowledge_sources_schema import SOURCES, SOURCES_READ
from lotse.storage.knowledge_terms import GROWING
from lotse.storage.knowledge_thresholds import THRESHOLDS
from lotse.storage.migrations import Migration

if TYPE_CHECKING:
    from sqlite_utils import Database as Schema


def _articles(schema: Schema) -> None:
    schema.table("settings").create({"name": str, "value": str}, pk="name", not_null={"value"}, strict=True)
    schema.table("articles").create(
        {
            "id": str,
            "title": str,
            "body": str,
            "lang": str,
            "tags": str,
            "valid_from": str,
            "valid_to": str,
            "source": str,
            "content_hash": str,
        },
        pk="id",
        not_null={"title", "body", "lang", "tags", "source", "content_hash"},
        strict=True,
    )
    # AUTOINCREMENT, which sqlite-utils can not say: an id is never used again, because caches are keyed by it.
    schema.execute(
        """
        CREATE TABLE passages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            article_id TEXT NOT NULL REFERENCES articles (id),
            position INTEGER NOT NULL,
            heading_path TEXT NOT NULL,
            text TEXT NOT NULL,
            content_hash TEXT NOT NULL
        ) STRICT
        """
    )
    schema.table("passages").create_index(["article_id", "position"])
    schema.execute(
        """
        CREATE VIRTUAL TABLE passage_terms USING fts5 (
            title, headings, body, content='', contentless_delete=1,
            tokenize="unicode61 remove_diacritics 0 tokenchars '~^'"
        )
        """
    )
    schema.execute("CREATE VIRTUAL TABLE passage_vocabulary USING fts5vocab (passage_terms, row)")
    schema.execute("CREATE VIRTUAL TABLE words USING fts5 (word, tokenize='trigram case_sensitive 1')")


STEPS: tuple[Migration, ...] = (
    Migration("articles", _articles),
    GROWING,
    SOURCES,
    EDITING,
    PACKS,
    SOURCES_READ,
    THRESHOLDS,
    FILTERS,
)
