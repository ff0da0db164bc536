"""The tables of the packs in `knowledge.db`. Steps are never edited after release.

`pack_versions` keeps the articles of the installed version (`place` 'now') and of the one before, as they were in the
pack: a delta starts from them and an undo brings them back, whatever was edited since. No reference to `articles`,
because an article of a pack may be removed on its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lotse.storage.migrations import Migration

if TYPE_CHECKING:
    from sqlite_utils import Database as Schema


def _packs(schema: Schema) -> None:
    schema.table("pack_versions").create(
        {
            "name": str,
            "place": str,
            "version": str,
            "content": str,
            "signer": str,
            "description": str,
            "installed": str,
            "count": int,
            "can_undo": int,
            "articles": bytes,
        },
        pk=("name", "place"),
        not_null={"version", "content", "signer", "description", "installed", "count", "can_undo", "articles"},
        strict=True,
    )
    schema.table("pack_articles").create(
        {"article_id": str, "pack": str}, pk="article_id", not_null={"pack"}, strict=True
    )
    schema.table("pack_articles").create_index(["pack"])
    schema.table("pack_displaced").create(
        {"article_id": str, "pack": str, "article": str}, pk="article_id", not_null={"pack", "article"}, strict=True
    )
    schema.table("pack_held").create({"name": str, "content": str}, pk=("name", "content"), strict=True)


PACKS = Migration("packs", _packs)
