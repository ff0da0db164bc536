"""Cards of one answer: the same twice is one card that says so, different numbers are a conflict on both."""

from __future__ import annotations

from lotse.domain.card_checks import CONTRADICTED, FOLDED, settled
from lotse.domain.knowledge import ArticleId, Hit, PassageId

TEXT = (
    "Wurde derselbe Abschlag zweimal von Ihrem Konto eingezogen, erstatten wir den zu viel gezahlten Betrag auf das "
    "Konto, von dem er eingezogen wurde. Die Erstattung dauert {} Werktage. Ein Antrag ist dafür nicht nötig, und die "
    "Lastschrift muss nicht bei der Bank zurückgegeben werden."
)


def hit(name: str, passage: str, title: str = "Abschlag doppelt abgebucht", score: float = 0.9) -> Hit:
    return Hit(
        ArticleId(name),
        PassageId(hash(name) % 1000),
        title,
        (),
        passage,
        (0, 10),
        score,
        "de",
        None,
        None,
        ("lexical",),
    )


def test_near_duplicates_are_one_card_that_says_so() -> None:
    best, other = hit("a", TEXT.format(5)), hit("c", "Den Zähler lesen Sie einmal im Jahr ab.", "Zähler ablesen")
    found = settled((best, hit("b", TEXT.format(5) + " Danke."), other, hit("d", TEXT.format(5), "Lastschrift")))
    assert [one.article_id for one in found] == ["a", "c"]
    assert found[0].folded == ("b", "d")
    assert FOLDED in found[0].notes
    assert found[1] == other


def test_a_different_number_is_a_conflict_on_both_cards_and_never_folded_away() -> None:
    found = settled((hit("a", TEXT.format(5)), hit("b", TEXT.format(14), "Doppelt abgebuchter Abschlag")))
    assert [one.article_id for one in found] == ["a", "b"]
    assert found[0].conflicts[0].article_id == "b"
    assert "5 Werktage" in found[0].conflicts[0].here
    assert "14 Werktage" in found[0].conflicts[0].there
    assert found[1].conflicts[0].there == found[0].conflicts[0].here
    assert all(CONTRADICTED in one.notes and FOLDED not in one.notes for one in found)


def test_two_passages_of_one_article_are_neither() -> None:
    one, other = hit("a", TEXT.format(5)), hit("a", TEXT.format(14))
    assert settled((one, other)) == (one, other)


def test_other_subjects_with_other_numbers_are_no_conflict() -> None:
    found = settled((hit("a", TEXT.format(5)), hit("b", TEXT.format(14), "Erstattung bei Umzug")))
    assert all(not one.conflicts for one in found)
