"""Dates and times are read as people write and say them, and relative ones from the day of the turn."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotse.domain.dates import due_phrase, find_dates
from lotse.domain.times import find_times

TUESDAY = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("am 3.2.", "2026-02-03"),
        ("03.02.2026", "2026-02-03"),
        ("am 3. Februar", "2026-02-03"),
        ("2026-02-03", "2026-02-03"),
        ("February 3rd", "2026-02-03"),
        ("3rd of March 2026", "2026-03-03"),
        ("am dritten Februar", "2026-02-03"),
        ("dienstag der vierundzwanzigste märz", "2026-03-24"),
        ("zum 31.12.25", "2025-12-31"),
        ("bis 10.02 bitte", "2026-02-10"),
        ("morgen früh", "2026-02-04"),
        ("übermorgen", "2026-02-05"),
        ("am kommenden Dienstag", "2026-02-10"),
        ("letzten Montag", "2026-02-02"),
        ("seit Montag", "2026-02-02"),
        ("nächste Woche Dienstag", "2026-02-10"),
        ("bis Ende der Woche", "2026-02-06"),
        ("in 14 Tagen", "2026-02-17"),
        ("binnen drei Werktagen", "2026-02-06"),
        ("by next Friday", "2026-02-06"),
        ("within two weeks", "2026-02-17"),
    ],
)
def test_a_day_is_resolved_from_the_day_of_the_turn(text: str, day: str) -> None:
    assert [mention.value for mention in find_dates(text, TUESDAY) if mention.resolved][-1] == day


@pytest.mark.parametrize(
    "text", ["Guten Morgen", "am Morgen", "es kostet 12.50", "I may call", "Version 3.2 läuft", "99.99."]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert not find_dates(text, TUESDAY)


def test_without_a_day_to_count_from_nothing_relative_is_resolved() -> None:
    (mention,) = find_dates("morgen")
    assert mention.resolved is None
    assert mention.value == "day+1"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("um 14:30", ("14:30",)),
        ("14 Uhr 30", ("14:30",)),
        ("zwischen 8 und 12 Uhr", ("08:00", "12:00")),
        ("zwischen dreizehn und fünfzehn uhr", ("13:00", "15:00")),
        ("2 pm", ("14:00",)),
        ("12:15 a.m.", ("00:15",)),
        ("halb drei", ("02:30",)),
    ],
)
def test_times_of_day(text: str, values: tuple[str, ...]) -> None:
    assert [time.values for time in find_times(text)] == [values]


def test_a_deadline_keeps_the_words_that_make_it_one() -> None:
    text = "Ich rufe Sie bis Donnerstag, den 5. Februar an"
    assert due_phrase(text, find_dates(text, TUESDAY)[-1]) == "bis Donnerstag, den 5. Februar"


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_every_spelling_of_a_day_means_the_same_day(day: date) -> None:
    months = (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    )
    spellings = (
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}. {months[day.month - 1]} {day.year}",
    )
    mentions = [find_dates(spelling)[0] for spelling in spellings]
    assert all(mention.means(mentions[0]) and mention.resolved == day for mention in mentions)
