"""Lists change by difference, so that selection and place survive; excerpts and spans stay true."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel
from PySide6.QtGui import QFont
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lotse.desktop.cards import excerpt_of
from lotse.desktop.claims import ORDER
from lotse.desktop.drawing import Paragraph, utf16
from lotse.desktop.rows import RowsModel
from lotse.desktop.turns import TurnsModel, turn_rows
from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.notes import SECTIONS

rows = st.lists(st.tuples(st.integers(0, 12), st.text(max_size=2)), max_size=10, unique_by=lambda row: row[0])


def model() -> RowsModel[tuple[int, str]]:
    return RowsModel(lambda row: row[0], lambda row: row[1], lambda row: row[1])


@given(before=rows, after=rows)
def test_exchange_ends_with_the_new_rows(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> None:
    changed = model()
    changed.exchange(before)
    changed.exchange(after)
    assert changed.rows == after


def test_exchange_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    changed = model()
    changed.exchange([(1, "a"), (2, "b"), (3, "c")])
    qtmodeltester.check(changed)  # type: ignore[no-untyped-call]
    for fresh in ([(3, "c"), (1, "a")], [(0, "z"), (3, "d"), (4, "e")], [], [(1, "a")]):
        changed.exchange(fresh)


def test_selection_survives_what_is_inserted_before_it(qtbot: QtBot) -> None:
    changed = model()
    changed.exchange([(1, "a"), (2, "b")])
    selection = QItemSelectionModel(changed)
    selection.setCurrentIndex(changed.index(1), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    changed.exchange([(0, "neu"), (1, "a"), (2, "anders")])
    assert selection.currentIndex().row() == 2
    assert isinstance(changed, QAbstractItemModel)


@given(st.text(min_size=1, max_size=400), st.data())
def test_excerpt_marks_what_the_span_marked(passage: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(passage) - 1))
    end = data.draw(st.integers(start, len(passage)))
    text, (first, last) = excerpt_of(passage, (start, end))
    assert text[first:last] == " ".join(passage[start:end].split())


@given(st.text(max_size=30), st.integers(0, 30))
def test_spans_are_counted_as_qt_counts(text: str, index: int) -> None:
    place = min(index, len(text))
    assert utf16(text, place) == sum(2 if ord(character) > 0xFFFF else 1 for character in text[:place])


def test_ten_thousand_turns_are_rows_at_once(qtbot: QtBot) -> None:
    turns = tuple(Turn(n, "customer", f"Zeile {n}") for n in range(1, 10_001))
    conversation = Conversation(ConversationId("lang"), turns)
    shown = TurnsModel()
    shown.exchange(turn_rows(conversation, None, {}, {}, 0))
    grown = Conversation(ConversationId("lang"), (*turns, Turn(10_001, "agent", "mehr")))
    inserted: list[tuple[int, int]] = []
    shown.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    shown.exchange(turn_rows(grown, None, {}, {}, 0))
    assert inserted == [(10_000, 10_000)], "an appended turn touches no other row"


def test_text_that_has_no_room_ends_with_an_ellipsis(qtbot: QtBot) -> None:
    font = QFont()
    long = Paragraph("Wort " * 200, font, 200, max_lines=3)
    assert long.text.endswith("…")
    assert long.height < Paragraph("Wort " * 200, font, 200, max_lines=4).height
    assert Paragraph("Wort", font, 200, max_lines=3).text == "Wort"


def test_every_section_of_a_note_has_its_place() -> None:
    assert set(ORDER) == set(SECTIONS)
