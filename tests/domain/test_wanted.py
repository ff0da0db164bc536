"""Searches without an answer become the questions behind them, most wanted first."""

from __future__ import annotations

from datetime import date

from lotse.domain.wanted import grouped

OLD, NEW = date(2026, 1, 1), date(2026, 2, 3)


def test_searches_for_the_same_are_one_question() -> None:
    found = grouped(
        (
            ("wallbox anmelden", "de", 3, OLD),
            ("wo kann ich eine wallbox anmelden", "de", 1, NEW),
            ("wallboxen anmelden?", "de", 2, OLD),
            ("balkonkraftwerk", "de", 4, OLD),
        )
    )
    assert [(one.question, one.count) for one in found] == [("wallbox anmelden", 6), ("balkonkraftwerk", 4)]
    assert found[0].newest == NEW
    assert "wallboxen anmelden?" in found[0].others


def test_nothing_missed_is_nothing_wanted() -> None:
    assert grouped(()) == ()
