"""A filter finds what was meant, however it was typed, and names what there is when nothing was."""

from __future__ import annotations

import pytest

from lotse.domain.errors import InputProblem, Message
from lotse.domain.filters import Filters, FilterValue, FilterValues, check_known, spelt
from lotse.wording import LANGUAGES, word

THERE = FilterValues(
    langs=(FilterValue("de", 3),),
    audiences=(FilterValue("Privatkunden", 2), FilterValue("PRIVATKUNDEN", 1)),
    tags=tuple(FilterValue(f"tag{n:02}", 1) for n in range(20)),
    sources=(FilterValue("/wissen/a", 3),),
    packs=(FilterValue("", 1), FilterValue("strom", 2)),
)


def test_spelling_is_that_of_the_articles_in_all_its_forms() -> None:
    asked = Filters(audiences=("privatkunden",), langs=("DE",), tags=("tag01", "fehlt"), outdated_too=True)
    assert spelt(asked, THERE) == Filters(
        audiences=("Privatkunden", "PRIVATKUNDEN"), langs=("de",), tags=("tag01", "fehlt"), outdated_too=True
    )
    assert spelt(Filters(audiences=("Privatkunden",)), THERE).audiences == ("Privatkunden",)


def test_nothing_asked_leaves_nothing_out() -> None:
    assert not Filters().narrowing
    assert not Filters(outdated_too=True).narrowing
    assert Filters(packs=("",)).narrowing


def test_known_values_pass_and_so_does_a_folder_of_a_source() -> None:
    check_known(Filters(langs=("DE",), packs=("", "Strom"), sources=("/wissen/a/b", "/wissen/a")), THERE)


@pytest.mark.parametrize(
    ("filters", "key"),
    [
        (Filters(langs=("fr",)), "filter_unknown_langs"),
        (Filters(audiences=("Gewerbe",)), "filter_unknown_audiences"),
        (Filters(tags=("x",)), "filter_unknown_tags"),
        (Filters(sources=("/wissen/abc",)), "filter_unknown_sources"),
        (Filters(packs=("gas",)), "filter_unknown_packs"),
    ],
)
def test_what_no_article_has_is_said_with_what_there_is(filters: Filters, key: str) -> None:
    with pytest.raises(InputProblem) as problem:
        check_known(filters, THERE)
    assert problem.value.key == key
    for lang in LANGUAGES:
        said = word(Message(key, problem.value.params), lang)
        assert "{" not in said
        assert said != key
    assert len(str(problem.value.params["known"])) < 200
