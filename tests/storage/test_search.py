"""Search as agents and customers type it, on a real knowledge file."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.services.ports import KnowledgeStore
from lotse.storage import knowledge, lexical_search
from lotse.storage.opening import KNOWLEDGE, open_knowledge_store, open_passing_knowledge_store

ARTICLES = tuple(
    Article(ArticleId(id_), title, body)
    for id_, title, body in (
        ("abschlag", "Abschlag ändern", "Der monatliche Abschlag lässt sich jederzeit ändern."),
        ("zahlung", "Abschlagszahlung", "Jede Abschlagszahlung ist zum Ersten fällig."),
        ("stand", "Zählerstand melden", "Melden Sie den Zählerstand im Online-Portal."),
        ("zaehler", "Zähler", "Ein Zähler gehört dem Netzbetreiber."),
        ("geld", "Rechnung zahlen", "Sie zahlen zwölf Mal im Jahr."),
        ("umzug", "Umzug", "Den Umzug bitte sechs Wochen vorher ankündigen."),
        ("ende", "Kündigung", "Die Kündigung geht schriftlich."),
    )
)


async def _found(store: KnowledgeStore, query: str) -> list[str]:
    records = await store.records([hit.passage_id for hit in await store.lexical(query, limit=10)])
    return [record.passage.article_id for record in records]


def _search(query: str) -> list[str]:
    async def play() -> list[str]:
        store = await open_passing_knowledge_store()
        try:
            await store.put(ARTICLES)
            return await _found(store, query)
        finally:
            await store.close()

    return asyncio.run(play())


@pytest.mark.parametrize(
    ("query", "first", "also"),
    [
        ("Abschlag", "abschlag", "zahlung"),
        ("Abschlagszahlung", "zahlung", "abschlag"),
        ("Abschlagszahlungen", "zahlung", "abschlag"),
        ("abschlgszahlung", "zahlung", "abschlag"),
        ("Zähler", "zaehler", "stand"),
        ("zaehlerstaende", "stand", None),
        ("Zählerstandsmeldung", "stand", None),
        ("Umzgu", "umzug", None),
        ("kuendigen", "ende", None),
        ("Kündigugn", "ende", None),
        ("Onlineportal", "stand", None),
    ],
)
def test_the_way_it_is_written_does_not_matter(query: str, first: str, also: str | None) -> None:
    found = _search(query)
    assert found[0] == first
    assert also is None or also in found


def test_nothing_is_made_up_for_other_words() -> None:
    assert _search("Kaffeemaschine entkalken") == []
    assert _search("4711") == []


SERVICE = tuple(
    Article(ArticleId(id_), title, body)
    for id_, title, body in (
        *((f"a{n}", f"Hinweis {n}", "Die Rechnung liegt bei.") for n in range(6)),
        *((f"b{n}", f"Vermerk {n}", "Der Vertrag liegt bei.") for n in range(6)),
        *((f"c{n}", f"Notiz {n}", "Das Portal ist offen.") for n in range(6)),
        ("alle", "Übersicht", "Rechnungen zum Vertrag stehen im Portal."),
        ("titel", "Portal", "Hier steht nichts weiter."),
    )
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Rechnung Vertrag Portal", ["alle"]),  # all in one passage, in whatever form
        ("Portal", ["titel"]),
        ("Hinweis Notiz Vermerk", ["a0", "a1", "a2", "a3", "a4", "a5"]),  # no passage has all: the rarest, in titles
        ("Portalvertragsrechnung", ["a0", "a1", "a2", "a3", "a4", "a5"]),  # nothing but common parts leads on
    ],
)
def test_words_that_are_everywhere_are_looked_for_together(
    monkeypatch: pytest.MonkeyPatch, query: str, found: list[str]
) -> None:
    for name, limit in (("_RARE", 2), ("_MOST_PASSAGES", 4), ("_STEPPED", 4), ("_STEPPED_AT_MOST", 4)):
        monkeypatch.setattr(lexical_search, name, limit)

    async def play() -> list[str]:
        store = await open_passing_knowledge_store()
        try:
            await store.put(SERVICE)
            return await _found(store, query)
        finally:
            await store.close()

    assert sorted(asyncio.run(play())) == found


def test_index_made_by_other_rules_is_made_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        monkeypatch.setattr(knowledge, "_MADE_BY", "older rules")
        monkeypatch.setattr("lotse.domain.lexicon.terms", lambda text, lang: "nichts")
        store = await open_knowledge_store(home)
        await store.put(ARTICLES)
        before = await store.state()
        assert await _found(store, "Umzug") == []
        await store.close()
        monkeypatch.undo()
        store = await open_knowledge_store(home)
        assert await _found(store, "Umzug") == ["umzug"]
        assert await _found(store, "nichts") == []
        assert await store.state() == before  # same passages, same ids: vectors stay good
        await store.close()

    asyncio.run(play())


def test_import_that_fails_leaves_all_as_it_was(home: Path) -> None:
    async def play() -> None:
        store = await open_knowledge_store(home)
        await store.put(ARTICLES[:2])
        before = await store.state(), await store.articles()
        broken = Article(ArticleId("kaputt"), "Kaputt", "halb \ud83d")
        with pytest.raises(InputProblem) as refused:
            await store.put([*ARTICLES, broken])
        assert refused.value.key == "text_not_unicode"
        assert (await store.state(), await store.articles()) == before
        assert await _found(store, "Umzug") == []
        await store.close()
        assert (home / KNOWLEDGE).exists()

    asyncio.run(play())


def test_nothing_heavy_is_loaded_before_a_store_is_opened() -> None:
    program = (
        "import sys, lotse.storage.opening; "
        "heavy = {'sqlite_utils', 'sqlcipher3', 'sqlite3', 'numpy', 'cryptography', 'argon2', 'keyring', "
        "'snowballstemmer'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
