"""Fusion trusts sure words over a guess by meaning, and stays silent when neither is sure."""

from __future__ import annotations

from datetime import date

import pytest

from lotse.domain.knowledge import ArticleId, PassageId
from lotse.domain.ranking import Candidate, answerable, is_current, rank, same_title, span


def _candidate(n: int, text: str, lexical: float = 0.0, cosine: float | None = None, lang: str = "de") -> Candidate:
    return Candidate(PassageId(n), ArticleId(f"a{n}"), text, lang, lexical, cosine)


def test_a_sure_word_match_is_not_outvoted_by_meaning() -> None:
    ranked = rank(
        "Kündigungsfrist Strom Flex",
        [
            _candidate(1, "Vertrag kündigen\nDie Kündigungsfrist bei Strom Flex ist vier Wochen.", 9.0, 0.45),
            _candidate(2, "Tarife\nUnsere Angebote für zu Hause", 0.0, 0.65),
            _candidate(3, "Umzug\nStrom nach dem Umzug", 2.0, 0.5),
        ],
    )
    assert ranked[0].passage_id == 1
    assert ranked[0].why == ("lexical", "semantic")
    assert answerable(ranked)


def test_meaning_decides_where_words_find_nothing_sure() -> None:
    ranked = rank(
        "someone took the money two times",
        [
            _candidate(1, "Öffnungszeiten\nMontag bis Freitag", 0.4, 0.2),
            _candidate(2, "Abschlag doppelt abgebucht\nEinzug zweimal", 0.0, 0.8),
        ],
    )
    assert ranked[0].passage_id == 2
    assert ranked[0].why == ("semantic",)


def test_nothing_sure_is_no_answer() -> None:
    weak = [_candidate(1, "Sperrung\nDer Zähler wird gesperrt", 0.8, 0.3), _candidate(2, "Kontakt", 0.0, 0.28)]
    assert not answerable(rank("Sperrmüll anmelden Termin", weak))
    assert not answerable(rank("irgendwas", []))


def test_words_alone_keep_their_own_order() -> None:
    texts = ["Zähler", "Zähler ablesen", "Karte zum Ablesen"]
    ranked = rank("Zähler ablesen", [_candidate(n, text, 9.0 - n) for n, text in enumerate(texts)])
    assert [one.passage_id for one in ranked] == [0, 1, 2]
    assert answerable(ranked)


def test_scores_are_between_zero_and_one_and_in_order() -> None:
    ranked = rank("zähler ablesen", [_candidate(n, "zähler ablesen " * n, float(n), n / 5) for n in range(1, 6)])
    scores = [one.score for one in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_an_article_brings_two_passages_at_most_and_twins_are_folded() -> None:
    of_one = [Candidate(PassageId(n), ArticleId("a"), f"Zähler ablesen Teil {n}", "de", 5.0 - n, 0.5) for n in range(4)]
    twin = Candidate(PassageId(9), ArticleId("b"), "zähler ABLESEN teil 0", "de", 4.9, 0.5)
    ids = [one.passage_id for one in rank("zähler ablesen", [*of_one, twin])]
    assert ids == [0, 1]


def test_the_asked_language_comes_first_among_equals() -> None:
    pair = [_candidate(1, "meter reading", 3.0, 0.6, "en"), _candidate(2, "meter reading guide", 3.0, 0.6, "de")]
    assert rank("meter reading", pair, "en")[0].passage_id == 1
    assert rank("meter reading", pair, "de")[0].passage_id == 2


@pytest.mark.parametrize(
    ("query", "passage", "wanted"),
    [
        (
            "Frist Kündigung",
            "Sie können jederzeit wechseln. Die Frist für die Kündigung beträgt vier Wochen. Danach endet der Vertrag.",
            "Die Frist für die Kündigung beträgt vier Wochen.",
        ),
        ("Foto", "- Karte ausfüllen\n- Foto hochladen\n- anrufen", "Foto hochladen"),
        (
            "Verbrauch Grenze",
            "Der Vertrag läuft ein Jahr. Die Grenze liegt bei einem Verbrauch von 10.000 kWh am 3. Februar. Danach mehr.",
            "Die Grenze liegt bei einem Verbrauch von 10.000 kWh am 3. Februar.",
        ),
        ("xyz", "Erster Satz. Zweiter Satz.", "Erster Satz."),
        ("xyz", "", ""),
    ],
)
def test_the_span_is_the_sentence_that_answers(query: str, passage: str, wanted: str) -> None:
    start, end = span(query, passage, "de")
    assert wanted in passage[start:end]
    assert 0 <= start <= end <= len(passage)


def test_forms_and_parts_of_compounds_count_and_what_is_missing_everywhere_weighs_most() -> None:
    texts = ["Zähler ablesen und melden", "Zählerstand ablesen", "Termin zum Ablesen", "Fernwärme"]
    ranked = rank("Zähler ablesen", [_candidate(n, text, 3.0, 0.0) for n, text in enumerate(texts)])
    assert [one.passage_id for one in ranked] == [0, 1, 2, 3]
    assert ranked[0].score > ranked[1].score > ranked[2].score > ranked[3].score
    unknown = rank("Zähler Hallenbad", [_candidate(n, text, 3.0, 0.0) for n, text in enumerate(texts)])
    assert unknown[0].score < ranked[0].score / 1.5


def test_validity_includes_both_days() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    assert is_current(first, last, first)
    assert is_current(first, last, last)
    assert not is_current(first, last, date(2026, 2, 1))
    assert is_current(None, None, first)


def test_titles_of_two_versions_are_the_same_subject() -> None:
    assert same_title("Umzug melden (Regelung bis 5. Juni 2025)", "Umzug melden: Auszug und Einzug")
    assert not same_title("Umzug melden", "Zählerstand melden")
