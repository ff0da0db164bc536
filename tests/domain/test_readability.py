"""Hard texts are told, ordinary ones are not, and what is no running text is not judged."""

from __future__ import annotations

import json
from pathlib import Path

from lotse.domain.readability import plain, read

DEMO = Path(__file__).parents[2] / "resources" / "demo" / "articles.jsonl"
LEGAL = (
    "Unbeschadet anderweitiger vertraglicher Haftungsbeschränkungsvereinbarungen erfolgt die Inanspruchnahme des "
    "Versorgungsunternehmens ausschließlich nach Maßgabe der einschlägigen "
    "Niederspannungsanschlussverordnungsbestimmungen. "
) * 4
ENGLISH = (
    "Notwithstanding any contractually stipulated limitation of liability, the utility organisation's administrative "
    "responsibility is exclusively determinable according to applicable supplementary regulatory provisions. "
) * 4


def test_legal_language_is_hard_in_both_languages() -> None:
    assert read(LEGAL, "de").reason == "ease"
    assert read(ENGLISH, "en").reason == "ease"


def test_endless_sentences_are_told_with_the_longest() -> None:
    long = "Wenn Sie umziehen und " + "das Haus am See mit dem Boot und dem Hund und " * 5 + "dann noch da sind, gut."
    found = read(f"Kurz und gut. {long}", "de")
    assert found.reason == "long_sentences"
    assert found.longest == long
    assert found.longest_words == len(long.split())


def test_no_article_of_the_demo_site_is_hard() -> None:
    articles = [json.loads(line) for line in DEMO.read_text("utf-8").splitlines()]
    hard = [article["id"] for article in articles if read(article["body"], article["lang"]).reason]
    assert hard == []


def test_tables_code_and_addresses_are_not_read_as_sentences() -> None:
    body = (
        "# Titel\n\nEin Satz mit einem [Link](https://example.org/sehr/lang).\n\n| a | b |\n| - | - |\n| x | y |\n\n"
        "```\ncode mit vielen worten\n```\n\n- erster Punkt\n- zweiter Punkt\n"
    )
    assert plain(body) == "Titel\nEin Satz mit einem Link.\nerster Punkt\nzweiter Punkt"
    assert read("| " + " | ".join(["Wort"] * 300) + " |", "de").words == 0


def test_a_short_text_is_not_judged() -> None:
    assert read(LEGAL[:120], "de").reason == ""
    assert read("", "de").reason == ""
