"""What `lotse pack` prints: lines for people, documents for programs."""

from __future__ import annotations

import difflib
from typing import Any

from lotse.cli import output
from lotse.domain.errors import Message
from lotse.domain.knowledge import Article
from lotse.domain.packs import PackHead, article_fields
from lotse.services.pack_ports import InstalledPack
from lotse.services.packs import Difference, Installation
from lotse.wording import Language, word


def say(said: str, lang: Language, /, **params: str | int | float | None) -> None:
    print(word(Message(said, params), lang))


def imported(name: str, done: Installation) -> dict[str, Any]:
    state = "unchanged" if done.state == "unchanged" else "changed" if done.before else "new"
    return {
        "file": name,
        "kind": "pack",
        "format": "lotsepack",
        "state": state,
        "conversations": 0,
        "turns": 0,
        "articles": done.head.articles,
        "warnings": [],
    }


def installed(done: Installation, lang: Language) -> None:
    head = done.head
    if done.state == "unchanged":
        say("pack_unchanged", lang, name=head.name, version=head.version)
        return
    replaced = done.replaced
    say(
        "pack_installed",
        lang,
        name=head.name,
        version=head.version,
        before=done.before or "–",
        changed=replaced.changed,
        removed=replaced.removed,
    )
    if replaced.edited:
        output.say_message(Message("pack_edits_replaced", {"articles": ", ".join(replaced.edited)}), lang)


def differences(found: Difference, lang: Language) -> None:
    say("pack_diff", lang, name=found.name, old=found.old or "–", new=found.new)
    for article in found.changes.added:
        untrusted(f"+ {article.id}  {article.title}")
    for article in found.changes.removed:
        untrusted(f"- {article.id}  {article.title}")
    for before, after in found.changes.changed:
        untrusted(f"~ {after.id}  {after.title}")
        for field in _changed_fields(before, after):
            if field != "body":
                untrusted(f"    {field}: {article_fields(before)[field]} → {article_fields(after)[field]}")
        for line in _changed_lines(before, after):
            untrusted(f"    {line}")


def untrusted(untrusted_line: str) -> None:
    """A line of a pack that nobody may have signed: nothing in it steers the terminal."""
    print(
        "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in untrusted_line)
    )


def _changed_fields(before: Article, after: Article) -> list[str]:
    old, new = article_fields(before), article_fields(after)
    return [field for field in old if old[field] != new[field]]


def _changed_lines(before: Article, after: Article) -> list[str]:
    lines = difflib.unified_diff(before.body.split("\n"), after.body.split("\n"), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def difference(found: Difference) -> dict[str, Any]:
    return {
        "name": found.name,
        "old": found.old,
        "new": found.new,
        "added": [{"id": article.id, "title": article.title} for article in found.changes.added],
        "removed": [{"id": article.id, "title": article.title} for article in found.changes.removed],
        "changed": [
            {
                "id": after.id,
                "title": after.title,
                "fields": _changed_fields(before, after),
                "lines": _changed_lines(before, after),
            }
            for before, after in found.changes.changed
        ],
    }


def head(head: PackHead) -> dict[str, Any]:
    return {
        "name": head.name,
        "version": head.version,
        "description": head.description,
        "content": head.content,
        "base": None if head.base is None else {"version": head.base.version, "content": head.base.content},
        "articles": head.articles,
        "removed": head.removed,
        "passages": head.passages,
        "vectors": [
            {"embedder": one.embedder, "dimension": one.dimension, "kind": one.kind, "text_form": one.text_form}
            for one in head.vectors
        ],
    }


def installation(done: Installation) -> dict[str, Any]:
    return {
        "pack": head(done.head),
        "state": done.state,
        "before": done.before,
        "articles": {"changed": done.replaced.changed, "removed": done.replaced.removed},
        "edited": list(done.replaced.edited),
    }


def listed(one: InstalledPack) -> dict[str, Any]:
    return {
        "name": one.pack.name,
        "version": one.pack.version,
        "description": one.pack.description,
        "content": one.pack.content,
        "signer": one.pack.signer,
        "articles": one.articles,
        "installed": one.installed.isoformat(),
        "undo": {"possible": one.can_undo, "version": one.before},
    }
