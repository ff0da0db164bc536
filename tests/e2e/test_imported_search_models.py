"""A site brings its own embedder: imported, indexed, searched, evaluated and given back by the real program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.e2e.running import lotse, need
from tests.workers import tiny_bert, tiny_gguf

ARTICLES = {
    "rechnung": ("Rechnung erklärt", "So lesen Sie die Rechnung für Ihren Strom und was sie kostet."),
    "umzug": ("Umzug melden", "Teilen Sie uns den Tag des Auszugs und die neue Adresse mit."),
    "zaehler": ("Zähler ablesen", "Der Stand steht im Fenster des Geräts, ohne die rote Stelle."),
    "tarif": ("Tarif wechseln", "Ein anderer Preis für Gas gilt ab dem nächsten Monat."),
}
ALIKE = {"invoice": "rechnung", "moving": "umzug", "meter": "zähler", "price": "tarif"}
"""English words for what the articles say in German: only the meaning finds them."""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    lines = [
        json.dumps({"id": id_, "title": title, "body": body, "lang": "de"}, ensure_ascii=False)
        for id_, (title, body) in ARTICLES.items()
    ]
    path = tmp_path / "wissen.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def embedder(tmp_path: Path) -> Path:
    text = " ".join(" ".join(article) for article in ARTICLES.values()).lower()
    words = {word: word for word in re.findall(r"\w+", text)} | ALIKE
    return tiny_bert.write(
        tmp_path / "stick" / "Suchmodell.gguf", words, dimension=128, context=256, name="Eigenes Modell"
    )


def indexes(home: Path) -> set[str]:
    return {path.name for path in (home / "cache").glob("knowledge-*.index")}


def first(query: str) -> dict[str, object]:
    run = lotse("search", query, "--json")
    hits = run.document["hits"]
    return dict(hits[0]) if hits else {}


@pytest.mark.timeout(400)
def test_an_own_embedder_is_imported_searched_with_and_given_back(home: Path, knowledge: Path, embedder: Path) -> None:
    need("embedder")
    assert lotse("knowledge", "import", knowledge).code == 0
    starters = indexes(home)
    assert len(starters) == 1

    run = lotse("models", "import", embedder, "--json")
    assert run.code == 0
    (entry,) = run.document["imported"]
    assert (entry["role"], entry["dimension"], entry["shipped"]) == ("embedder", 128, False)
    assert first("invoice")["article_id"] == "rechnung"
    assert first("meter")["why"] == ["semantic"]
    assert starters < indexes(home)
    assert len(indexes(home)) == 2
    before = {name: (home / "cache" / name).stat().st_mtime_ns for name in indexes(home)}

    listed = {one["id"]: one["active"] for one in lotse("models", "list", "--json").document["models"]}
    assert listed[entry["id"]] is True
    found = lotse("doctor", "--json").document
    assert found["index"]["ok"] is True
    assert found["workers"]["search"]["embedder"] == "Eigenes Modell"

    assert lotse("models", "reset", "embedder").code == 0
    assert first("Rechnung")["article_id"] == "rechnung"
    assert lotse("models", "use", entry["id"]).code == 0
    assert first("invoice")["article_id"] == "rechnung"
    assert before == {name: (home / "cache" / name).stat().st_mtime_ns for name in indexes(home)}


def test_an_own_embedder_is_evaluated_like_any_other(home: Path, embedder: Path, tmp_path: Path) -> None:
    cases = tmp_path / "fälle"
    cases.mkdir()
    articles = [{"id": i, "title": t, "body": b, "lang": "de"} for i, (t, b) in ARTICLES.items()]
    queries = [
        {"id": "1", "query": "invoice", "relevant": {"rechnung": 2}},
        {"id": "2", "query": "Umzug melden", "relevant": {"umzug": 2}},
        {"id": "3", "query": "moving", "relevant": {"umzug": 2}},
    ]
    for name, rows in (("kb.jsonl", articles), ("queries.jsonl", queries)):
        (cases / name).write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    assert lotse("models", "import", embedder).code == 0
    run = lotse("eval", cases, "--roles", "embedder", "--json")
    assert run.code == 0
    role = run.document["roles"]["embedder"]
    assert (role["evaluated"], role["measured"], role["failed"]) == (True, 3, 0)
    assert [one["shipped"] for one in role["models"]] == [False]
    assert role["systems"]["meaning"]["all"]["ndcg10"] == 1.0
    assert role["systems"]["words"]["all"]["ndcg10"] < 0.5


@pytest.mark.timeout(400)
def test_an_own_re_ranker_orders_what_lotse_search_found_and_changes_nothing_else(
    home: Path, knowledge: Path, tmp_path: Path
) -> None:
    lines = knowledge.read_text("utf-8").splitlines()
    liked = {"id": "liked", "title": "Treffer", "body": "Ein Treffer zum Umzug und zum Auszug.", "lang": "de"}
    knowledge.write_text("\n".join([*lines, json.dumps(liked)]) + "\n", "utf-8")
    assert lotse("knowledge", "import", knowledge).code == 0
    question = "Umzug melden Auszug"
    before = lotse("search", question, "--json").document
    assert [hit["article_id"] for hit in before["hits"]][:2] == ["umzug", "liked"]
    words = [tiny_bert.WANTED, *"umzug melden auszug ein zum und adresse tag neue sie uns".split()]
    model = tiny_bert.write(tmp_path / "r.gguf", words, pooling="rank", context=256, name="Nachordner")
    assert lotse("models", "import", model).code == 0
    after = lotse("search", question, "--json").document
    assert [hit["article_id"] for hit in after["hits"]][:2] == ["liked", "umzug"]
    assert after["answerable"] == before["answerable"]
    assert [hit["score"] for hit in after["hits"]] == [hit["score"] for hit in before["hits"]]
    assert lotse("models", "reset", "reranker").code == 0
    assert lotse("search", question, "--json").document == before


def test_a_file_of_the_wrong_kind_is_one_sentence_in_the_users_language(
    home: Path, embedder: Path, tmp_path: Path
) -> None:
    chat = tiny_gguf.write(tmp_path / "Chat.gguf", chat_template=tiny_gguf.CHAT_TEMPLATE)
    run = lotse("models", "import", chat, "--role", "embedder")
    assert (run.code, run.out, len(run.sentences)) == (3, "", 1)
    assert run.sentences[0].startswith("Die Datei Chat.gguf ist ein Sprachmodell")
    run = lotse("models", "import", embedder, "--role", "reranker", "--lang", "en")
    assert (run.code, run.out, len(run.sentences)) == (3, "", 1)
    assert run.sentences[0].startswith("The file Suchmodell.gguf is a search model")
    broken = tmp_path / "Halb.gguf"
    broken.write_bytes(embedder.read_bytes()[:-5000])
    run = lotse("models", "import", broken)
    assert (run.code, len(run.sentences)) == (3, 1)
    assert not list((home / "models").glob("*.gguf"))


def test_an_embedder_that_was_damaged_since_leaves_the_words_and_the_other_index(
    home: Path, knowledge: Path, embedder: Path
) -> None:
    assert lotse("models", "import", embedder).code == 0
    assert lotse("knowledge", "import", knowledge).code == 0
    (file,) = (home / "models").glob("*.gguf")
    content = bytearray(file.read_bytes())
    content[:4] = b"XXXX"
    file.write_bytes(content)
    run = lotse("search", "Umzug melden", "--json")
    assert run.code == 0
    assert run.document["hits"][0]["article_id"] == "umzug"
    assert lotse("models", "verify").code != 0
    assert len(indexes(home)) == 1
