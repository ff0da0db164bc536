"""The demo site keeps its form (counts, ids, dates, references), and nothing in it could belong to a real person."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"

FACT_KEYS = {
    "customer_number", "contract_number", "meter_number", "meter_reading", "iban", "amount", "date", "phone", "email",
    "order_number", "address", "name", "period", "tariff",
}  # fmt: skip
CONDITIONS = {"known", "missing", "above", "at_most", "mentions"}
UNITS = {"EUR", "count", "days", "years", "percent"}
PLAYBOOK_FILES = sorted((DEMO / "playbooks").glob("*.yaml"))

IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
PHONE = re.compile(r"(?<![-\w])0\d{2,4}[ /-]?\d{4,}(?: ?\d{2,4})*\b")
# Ranges the German regulator keeps free for films and fiction.
FICTION = ("03023125", "06990009", "04066969", "02214710", "08999998", "01713920", "0176040690")


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DEMO / name).read_text("utf-8").splitlines()]


def document(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def has_valid_check_digits(iban: str) -> bool:
    """ISO 13616: the first four characters move to the end, letters count from 10, the whole is 1 modulo 97."""
    compact = iban.replace(" ", "")
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1


def all_texts() -> list[str]:
    texts = [article["body"] for article in lines("articles.jsonl")]
    texts += [turn["text"] for conversation in lines("conversations.jsonl") for turn in conversation["turns"]]
    return texts + [path.read_text("utf-8") for path in [*PLAYBOOK_FILES, DEMO / "site.yaml"]]


def test_articles_are_complete_and_their_validity_is_a_period() -> None:
    articles = lines("articles.jsonl")
    assert len({article["id"] for article in articles}) == len(articles)
    assert [sum(article["lang"] == lang for article in articles) for lang in ("de", "en")] == [40, 10]
    for article in articles:
        assert set(article) == {"id", "lang", "title", "body", "tags", "valid_from", "valid_to"}
        assert article["title"].strip()
        assert article["tags"]
        assert re.search(r"^## ", article["body"], re.M), article["id"]
        assert 120 <= len(re.findall(r"\w+", article["body"])) <= 350, article["id"]
        start = date.fromisoformat(article["valid_from"])
        if article["valid_to"] is not None:
            assert start <= date.fromisoformat(article["valid_to"])


def test_the_outdated_article_has_a_successor_that_follows_it_without_a_gap() -> None:
    articles = {article["id"]: article for article in lines("articles.jsonl")}
    outdated = [article for article in articles.values() if article["valid_to"] is not None]
    assert [article["id"] for article in outdated] == ["de-umzug-melden-alt"]
    ends = date.fromisoformat(outdated[0]["valid_to"])
    begins = date.fromisoformat(articles["de-umzug-melden"]["valid_from"])
    assert (begins - ends).days == 1


def test_conversations_have_turns_in_order_with_rising_times() -> None:
    conversations = lines("conversations.jsonl")
    assert [conversation["id"] for conversation in conversations] == [f"demo-{n:02d}" for n in range(1, 13)]
    assert {conversation["channel"] for conversation in conversations} == {"chat", "phone", "email"}
    for conversation in conversations:
        turns = conversation["turns"]
        assert 8 <= len(turns) <= 30
        assert [turn["n"] for turn in turns] == list(range(1, len(turns) + 1))
        assert {"customer", "agent"} <= {turn["speaker"] for turn in turns} <= {"customer", "agent", "system"}
        assert all(turn["text"].strip() for turn in turns)
        times = [datetime.fromisoformat(turn["time"]) for turn in turns]
        assert times[0] == datetime.fromisoformat(conversation["started"])
        assert all(time.utcoffset() is not None and time.year == 2026 and time.month in (1, 2) for time in times)
        assert all(earlier < later for earlier, later in pairwise(times))


def test_the_bilingual_conversation_says_the_language_of_each_turn() -> None:
    bilingual = next(conversation for conversation in lines("conversations.jsonl") if conversation["id"] == "demo-06")
    spoken = {(turn["speaker"], turn["language"]) for turn in bilingual["turns"]}
    assert spoken == {("customer", "en"), ("agent", "de"), ("system", "de")}


def test_questions_point_to_articles_that_exist_and_are_still_valid() -> None:
    current = {article["id"] for article in lines("articles.jsonl") if article["valid_to"] is None}
    questions = lines("questions.jsonl")
    assert len({question["id"] for question in questions}) == len(questions) == 60
    assert len({question["query"] for question in questions}) == 60
    assert sum(not question["relevant"] for question in questions) == 10
    for question in questions:
        assert set(question["relevant"]) <= current, question["id"]
        assert set(question["relevant"].values()) <= {1, 2}
        assert not question["relevant"] or 2 in question["relevant"].values(), question["id"]


def test_wrap_up_codes_and_teams_are_closed_lists() -> None:
    site = document(DEMO / "site.yaml")
    codes = [code["code"] for code in site["wrap_up"]["codes"]]
    labels = [intent["label"] for intent in site["intents"]]
    assert len(set(codes)) == len(codes)
    assert len(set(labels)) == len(labels)
    assert site["wrap_up"]["default"] in codes
    assert {intent["wrap_up"] for intent in site["intents"]} <= set(codes)
    assert site["languages"]["agent"] == "de"
    for entry in [*site["wrap_up"]["codes"], *site["intents"], *site["teams"]]:
        assert entry["de"], entry
        assert entry["en"], entry


def test_there_are_six_playbooks_and_one_is_for_humans_only() -> None:
    assert len(PLAYBOOK_FILES) == 6
    assert [path.stem for path in PLAYBOOK_FILES if document(path)["human_only"]] == ["bereavement"]


@pytest.mark.parametrize("path", PLAYBOOK_FILES, ids=lambda path: path.stem)
def test_playbook_follows_the_schema_and_the_site(path: Path) -> None:
    site, playbook = document(DEMO / "site.yaml"), document(path)
    assert set(playbook) == {
        "id", "intent", "questions", "checks", "steps", "wording", "limits", "hand_over", "human_only",
    }  # fmt: skip
    assert playbook["id"] == path.stem
    titles = {intent["label"]: (intent["de"], intent["en"]) for intent in site["intents"]}
    assert titles[playbook["intent"]["label"]] == (playbook["intent"]["title_de"], playbook["intent"]["title_en"])
    assert playbook["intent"]["examples_de"]
    assert playbook["intent"]["examples_en"]
    assert {question["fills"] for question in playbook["questions"]} <= FACT_KEYS
    assert all(question["ask_de"] and question["ask_en"] for question in playbook["questions"])
    for entries in (playbook["checks"], playbook["steps"]):
        assert len({entry["id"] for entry in entries}) == len(entries) > 0
        assert all(entry["text_de"] and entry["text_en"] for entry in entries)
    for step in playbook["steps"]:
        assert set(step.get("when", {"known": ""})) <= CONDITIONS
        assert len(step.get("when", {"known": ""})) == 1
    for said in [*playbook["wording"]["must"], *playbook["wording"]["must_not"], *playbook["hand_over"]["when"]]:
        assert set(said) == {"de", "en"}
    assert {limit["unit"] for limit in playbook["limits"]} <= UNITS
    assert playbook["hand_over"]["to"] in {team["key"] for team in site["teams"]}


@pytest.mark.parametrize("path", PLAYBOOK_FILES, ids=lambda path: path.stem)
def test_limits_in_euros_stand_in_an_article_too(path: Path) -> None:
    bodies = "\n".join(article["body"] for article in lines("articles.jsonl") if article["lang"] == "de")
    for limit in document(path)["limits"]:
        if limit["unit"] != "EUR":
            continue
        amount = (
            f"{limit['max']:,}".replace(",", ".")
            if isinstance(limit["max"], int)
            else f"{limit['max']:.2f}".replace(".", ",")
        )
        assert re.search(rf"(?<![\d.,]){re.escape(amount)} €", bodies), (limit["what"], amount)


def test_ibans_are_valid_and_no_contact_could_be_a_real_one() -> None:
    ibans, phones = [], []
    for text in all_texts():
        ibans += IBAN.findall(text)
        phones += PHONE.findall(IBAN.sub(" ", text))
        assert all(host.endswith(".example") for host in re.findall(r"@([\w.-]*\w)", text))
    assert len(ibans) >= 3
    assert [iban for iban in ibans if not has_valid_check_digits(iban)] == []
    assert len(phones) >= 40
    assert [phone for phone in phones if not re.sub(r"\D", "", phone).startswith(FICTION)] == []
