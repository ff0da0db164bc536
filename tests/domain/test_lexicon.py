"""Different ways to write the same thing lead to the same passage; different things do not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotse.domain.lexicon import asked, compound_of, fold, near, parts, terms, words


def _finds(query: str, text: str, lang: str = "de") -> bool:
    """Whether a word of the query is indexed for the text as it is, without compounds and typing errors."""
    indexed = set(terms(text, lang).split())
    return any(term in indexed for word in asked(query) for term in word.terms)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ueber", "Über"),
        ("Straße", "STRASSE"),
        ("Zaehler", "Zähler"),
        ("Café", "Cafe"),
        ("Vertrag", "Verträge"),
        ("Verträgen", "Vertrag"),
        ("Zahlungen", "Zahlung"),
        ("E-Mail", "Email"),
        ("Onlineportal", "Online-Portal"),
        ("u\u0308ber", "über"),
        ("4711", "Kundennummer: 4711."),
        ("kündigen", "Ich kündige"),
    ],
)
def test_forms_of_a_word_meet(query: str, text: str) -> None:
    assert _finds(query, text)


@pytest.mark.parametrize(("query", "text"), [("payments", "payment"), ("readings", "Reading the meter")])
def test_english_forms_meet(query: str, text: str) -> None:
    assert _finds(query, text, "en")


@pytest.mark.parametrize(
    ("query", "text", "lang"), [("Vertrag", "Vortrag", "de"), ("4711", "4712", "de"), ("ändern", "this and that", "en")]
)
def test_other_words_do_not_meet(query: str, text: str, lang: str) -> None:
    assert not _finds(query, text, lang)


def test_the_very_word_counts_more_than_its_stem() -> None:
    wanted = set(asked("Zähler")[0].terms)
    assert len(wanted & set(terms("Zähler", "de").split())) > len(wanted & set(terms("zahlen", "de").split()))


def test_link_targets_are_not_indexed() -> None:
    assert "geheim" not in words("Siehe [Hilfe](https://beispiel.invalid/geheim)")


def test_filler_words_are_not_asked_for_unless_there_is_nothing_else() -> None:
    assert [word.word for word in asked("Wie kann ich meinen Abschlag ändern?")] == ["abschlag", "aendern"]
    assert [word.word for word in asked("Wie war das?")] == ["wie", "war", "das"]


@pytest.mark.parametrize(
    ("word", "needle", "expected"),
    [
        ("abschlagszahlung", "abschlag", True),
        ("abschlagszahlung", "zahlung", True),
        ("abschlagszahlungen", "zahlung", True),
        ("zaehlerstand", "zaehler", True),
        ("hausanschluss", "haus", True),
        ("jahresabschlagsrechnung", "abschlag", True),
        ("zahlungen", "zahlung", False),  # a form, not a compound
        ("bezahlt", "zahl", False),
        ("reparatur", "para", False),
        ("vertrag", "umzug", False),
    ],
)
def test_compounds(word: str, needle: str, expected: bool) -> None:
    assert compound_of(word, needle) is expected


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("abschlagszahlung", ["abschlag", "zahlung", "schlag"], ("abschlag", "zahlung")),
        ("abschlagszahlungen", ["abschlag", "zahlung"], ("abschlag", "zahlung")),
        ("zaehlerstandsmeldung", ["zaehler", "stand", "meldung"], ("zaehler", "stand", "meldung")),
        ("tarifwechsel", ["tarif", "wechsel", "echse"], ("tarif", "wechsel")),
        ("abschlagszahlung", ["abschlag"], ("abschlag",)),
        ("abschlagszahlung", ["schlag"], ()),
        ("zahlungen", ["zahlung"], ()),
        ("tarif", ["tarif"], ()),
    ],
)
def test_parts_of_compounds(word: str, known: list[str], expected: tuple[str, ...]) -> None:
    assert parts(word, known) == expected


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("rehcnung", ["rechnung", "ordnung"], ("rechnung",)),
        ("abschlgszahlung", ["abschlagszahlung"], ("abschlagszahlung",)),
        ("kuendigugn", ["kuendigung", "endung"], ("kuendigung",)),
        ("vertrga", ["vertrag", "vortrag"], ("vertrag",)),
        ("umzuug", ["umzug"], ("umzug",)),
        ("gas", ["glas", "ga"], ()),
        ("a4711b", ["a4712b"], ()),
        ("haus", ["maus"], ()),
    ],
)
def test_typing_errors(word: str, candidates: list[str], expected: tuple[str, ...]) -> None:
    assert near(word, candidates) == expected


@given(st.text(max_size=200))
def test_any_text_gives_terms_that_can_be_quoted(text: str) -> None:
    for term in [*terms(text, "de").split(), *(term for word in asked(text) for term in word.terms)]:
        assert term.strip("~^").isalnum(), term


@given(st.text(alphabet="aäeöuüß ABÄÖÜé-", max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcde", min_size=8, max_size=14), st.integers(min_value=0, max_value=12))
def test_one_slip_anywhere_is_forgiven(word: str, place: int) -> None:
    place = min(place, len(word) - 2)
    for slip in (
        word[:place] + word[place + 1 :],
        word[:place] + "x" + word[place:],
        word[:place] + "x" + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ):
        if len(slip) >= 8:
            assert near(slip, [word]) == (word,)


_SLOW_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_LINK = re.compile(r"(?<=\])\([^)\s]*\)")


@given(
    st.text(alphabet=st.sampled_from("aZäÖßéÅœıﬁ9-‐‑'’_ –„“.,()[]|١Ж中 \n\u0301＇－\u00ad"), max_size=40)
    | st.text(max_size=40)
)
def test_splitting_at_spaces_finds_the_words_that_looking_for_words_finds(text: str) -> None:
    found: list[str] = []
    for word in _SLOW_WORD.findall(fold(_LINK.sub(" ", text))):
        parts = re.findall(r"[^\W_]+", word)
        found += [*parts, "".join(parts)] if len(parts) > 1 else parts
    assert list(words(text)) == found
