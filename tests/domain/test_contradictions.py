"""Two current articles that name different values for the same thing are told, and nothing else is."""

from __future__ import annotations

import random

import pytest

from lotse.domain.contradictions import (
    StatementIndex,
    Subject,
    between,
    from_difference,
    same_subject,
    statements,
)
from lotse.domain.knowledge import ArticleId

SENTENCES = (
    ("Die Kündigungsfrist beträgt {} Wochen zum Monatsende.", ("4", "6", "12")),
    ("Für die Ersatzkarte berechnen wir {} €.", ("5,00", "7,50", "12,90")),
    ("Die Erstattung dauert {} Werktage.", ("5", "14", "3")),
    ("Der Antrag muss bis zum {} eingegangen sein.", ("31.03.2026", "30.06.2026", "15.01.2026")),
    ("The notice period is {} weeks.", ("4", "6", "12")),
    ("A replacement card costs €{}.", ("5.00", "7.50", "12.90")),
    ("| Mahnung | {} € |", ("3,50", "5,00", "9,90")),
)
FILLERS = (
    "Rufen Sie uns an, wenn Sie Fragen haben.",
    "Die Unterlagen senden Sie an unsere Postanschrift.",
    "Halten Sie die Vertragsnummer bereit.",
    "Eine Bestätigung erhalten Sie per E-Mail.",
)


def article(random_: random.Random, sentence: str) -> str:
    """The sentence among others, in an order of its own."""
    said = [*random_.sample(FILLERS, 3), sentence]
    random_.shuffle(said)
    return "\n\n".join(said)


@pytest.mark.parametrize("seed", range(40))
def test_a_planted_contradiction_is_found_and_agreement_is_not(seed: int) -> None:
    random_ = random.Random(seed)
    template, values = random_.choice(SENTENCES)
    one, other = random_.sample(values, 2)
    subject = Subject("Kündigung und Gebühren", "de")
    index = StatementIndex()
    index.add(ArticleId("a"), subject, statements(article(random_, template.format(one))))
    index.add(ArticleId("same"), subject, statements(article(random_, template.format(one))))
    index.add(ArticleId("b"), subject, statements(article(random_, template.format(other))))
    assert [found for found, _ in index.against(ArticleId("a"))] == ["b"]
    clash = dict(index.against(ArticleId("a")))[ArticleId("b")]
    assert one in clash.first
    assert other in clash.second
    index.remove(ArticleId("b"))
    assert index.against(ArticleId("a")) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Der Tarif S kostet 10 € im Monat.", "Der Tarif M kostet 20 € im Monat."),
        ("Der Grundpreis kostet 10 € im Monat.", "Der Arbeitspreis kostet 20 € im Monat."),
        ("Die Frist beträgt mindestens 4 Wochen für Kunden.", "Die Frist beträgt höchstens 6 Wochen für Kunden."),
        ("Die Gebühr beträgt 5 € jährlich.", "Die Gebühr beträgt 3 € monatlich."),
        ("Die Frist beträgt 4 Wochen.", "Die Frist beträgt 30 Tage."),
        ("Drücken Sie Taste 3 am Gerät.", "Drücken Sie Taste 5 am Gerät."),
        ("Version 2.1 ist die neueste Version.", "Version 3.0 ist die neueste Version."),
        ("Schritt 1: Gerät öffnen, 5 Minuten warten.", "Schritt 2: Gerät öffnen, 10 Minuten warten."),
        ("Die Rechnung kommt am 3. Februar.", "Die Rechnung kommt am 03.02.2026."),
        ("Es gelten 1.000 € als Grenze im Jahr.", "Es gelten 1000 € als Grenze im Jahr."),
    ],
)
def test_what_speaks_of_something_else_is_no_contradiction(one: str, other: str) -> None:
    assert between(statements(one), statements(other)) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Umzug melden", "Umzug melden", True),
        ("Umzüge melden", "Umzug melden", True),
        ("Doppelt abgebuchter Abschlag", "Abschlag doppelt abgebucht", True),
        ("Umzug melden", "Umzug ins Ausland melden", False),
        ("Internet S kündigen", "Internet M kündigen", False),
        ("Neues im März 2026", "Neues im April 2026", False),
        ("Router AX 3000", "Router AX 6000", False),
        ("Kündigung", "Zahlung", False),
        ("", "", False),
    ],
)
def test_titles_that_name_two_things_are_told_apart(one: str, other: str, same: bool) -> None:
    assert same_subject(Subject(one, "de"), Subject(other, "de")) is same
    assert not same_subject(Subject(one, "de"), Subject(other, "en"))


def test_what_differs_is_shown_where_there_is_little_room() -> None:
    one, other = "Die Erstattung dauert in der Regel 5 Werktage.", "Die Erstattung dauert in der Regel 14 Werktage."
    assert from_difference(one, other) == "… der Regel 5 Werktage."
    assert from_difference("5 Tage", "6 Tage") == "5 Tage"
