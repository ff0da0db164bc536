"""Finding knowledge with the keyboard: a search as it is typed, filters, pinned cards, words into the reply."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from lotse.desktop.knowledge_view import KnowledgeView
from lotse.desktop.palette import Palette
from lotse.desktop.window import MainWindow
from lotse.domain.conversations import ConversationId
from lotse.domain.filters import Filters, FilterValue, FilterValues
from lotse.domain.knowledge import ArticleId, PassageId
from tests.desktop.conftest import Stage, StageFactory
from tests.desktop.fake_core import ARTICLE, HITS, FakeCore, filled

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
OLD = replace(
    HITS[0],
    article_id=ArticleId("old"),
    passage_id=PassageId(9),
    title="Doppelte Abbuchung (bis 2024)",
    valid_from=None,
    valid_to=date(2024, 12, 31),
    notes=("outdated",),
)


def many(core: FakeCore) -> FakeCore:
    """Five articles, the first of which stands in two others as well."""
    filled(core)
    more = [
        replace(HITS[1], article_id=ArticleId(f"a{n}"), passage_id=PassageId(n), title=f"Lastschrift, Teil {n}")
        for n in (3, 4, 5)
    ]
    core.knowledge.hits = (replace(HITS[0], folded=(ArticleId("a3"), ArticleId("a4"))), HITS[1], *more)
    core.knowledge.kept.update({hit.article_id: replace(ARTICLE, id=hit.article_id, title=hit.title) for hit in more})
    core.knowledge.values = FilterValues(
        langs=(FilterValue("de", 5), FilterValue("en", 0)), tags=(FilterValue("Zahlung", 2),), outdated=1
    )
    return core


@pytest.fixture
def played(stage: StageFactory, qtbot: QtBot) -> Stage:
    made = stage(prepare=many)
    window = made.desktop.window
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    finding = window.workspace.knowledge.finding
    finding._typing.setInterval(40)
    finding._settled.setInterval(60)
    finding._seen.setInterval(40)
    finding._missed.setInterval(60)
    window.commands["find"].trigger()
    return made


def parts(played: Stage) -> tuple[MainWindow, KnowledgeView]:
    return played.desktop.window, played.desktop.workspace.knowledge


def write(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def titles(view: KnowledgeView) -> list[str]:
    return [row.title for row in view.model.rows]


# --- as it is typed ------------------------------------------------------------------------------------------------------


def test_results_come_while_typing_and_half_words_ask_nothing(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    before = titles(view)
    write("erstattet")
    assert played.core.knowledge.asked == [], "nobody is asked between two keys"
    assert (view.state, titles(view)) == ("cards", before), "what was there stays until there is something else"
    qtbot.waitUntil(lambda: view.state == "results")
    assert [query for query, _filters in played.core.knowledge.asked] == ["erstattet"]
    assert titles(view) == ["Doppelte Abbuchung des Abschlags"]
    assert window.knowledge.search.hasFocus()
    assert window.knowledge.state.text() == "1 Treffer"


def test_what_is_not_sure_enough_is_not_shown(played: Stage, qtbot: QtBot) -> None:
    _window, view = parts(played)
    first, *others = played.core.knowledge.hits
    played.core.knowledge.hits = (first, *(replace(hit, sure=False) for hit in others))
    view.search("gebühr")
    qtbot.waitUntil(lambda: view.state == "results")
    assert titles(view) == [first.title]
    played.core.knowledge.hits = tuple(replace(hit, sure=False) for hit in (first, *others))
    view.search("lastschrift")
    qtbot.waitUntil(lambda: view.state == "nothing")


def test_an_older_question_is_dropped_and_only_the_newest_is_asked(played: Stage, qtbot: QtBot) -> None:
    _window, view = parts(played)
    core = played.core.knowledge
    gate = asyncio.Event()
    core.gate = gate
    shown: list[str] = []
    view.finding.changed.connect(lambda: shown.append(view.finding.answered))
    for text in ("gebühr", "gebühr erstattet", "lastschrift"):
        view.search(text)
        qtbot.waitUntil(lambda: bool(core.asked))
    assert [query for query, _filters in core.asked] == ["gebühr"], "one at a time"

    async def release(_core: object) -> None:
        core.gate = None
        gate.set()

    view._bridge.submit(release)
    qtbot.waitUntil(lambda: view.state == "results")
    assert [query for query, _filters in core.asked] == ["gebühr", "lastschrift"]
    assert shown == ["lastschrift"], "no answer to what is not asked any more"


def test_half_a_word_that_finds_nothing_takes_nothing_away(played: Stage, qtbot: QtBot) -> None:
    _window, view = parts(played)
    states: list[str] = []
    write("erstattet")
    qtbot.waitUntil(lambda: view.state == "results")
    view.changed.connect(lambda: states.append(view.state))
    view.finding._settled.setInterval(400)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    write("xx")
    qtbot.waitUntil(lambda: len(played.core.knowledge.asked) == 2 and not view.finding.busy)
    assert set(states) == {"results"}
    qtbot.waitUntil(lambda: view.state == "nothing")
    write("y")
    qtbot.waitUntil(lambda: len(played.core.knowledge.asked) == 3 and not view.finding.busy)
    assert view.state == "nothing", "and what is not there does not flicker either"


def test_keys_lead_into_the_results_and_back_and_lose_no_text(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    write("lastschrift")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state == "results")
    assert window.knowledge.search.hasFocus()
    press(Qt.Key.Key_Down)
    assert window.knowledge.list.hasFocus()
    assert window.knowledge.list.currentIndex().row() == 0
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert window.knowledge.list.hasFocus()
    press(Qt.Key.Key_Up)
    assert window.knowledge.search.hasFocus()
    press(Qt.Key.Key_Return)
    assert window.knowledge.list.hasFocus(), "its answer is there: Enter goes on to it"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state == "article")
    assert window.knowledge.reading.hasFocus()
    press(Qt.Key.Key_Escape)
    assert view.state == "results"
    assert window.knowledge.list.hasFocus()
    press(Qt.Key.Key_Escape)
    assert window.knowledge.search.hasFocus()
    press(Qt.Key.Key_Escape)
    assert window.conversation.reply.hasFocus()
    assert window.knowledge.search.text() == "lastschrift"
    assert view.state == "results"


def test_an_empty_field_returns_to_the_cards_at_once(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    before = titles(view)
    write("lastschrift")
    qtbot.waitUntil(lambda: view.state == "results")
    window.knowledge.search.selectAll()
    press(Qt.Key.Key_Delete)
    assert (view.state, titles(view)) == ("cards", before)


def test_number_of_results_is_said(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    window.announcer._quiet.setInterval(10)
    said: list[str] = []
    window.announcer._deliver = lambda text, assertive: said.append(f"{assertive} {text}")
    write("lastschrift")
    qtbot.waitUntil(lambda: "False 4 Treffer" in said)
    said.clear()
    view.follow(5)
    qtbot.waitUntil(lambda: played.core.knowledge.asked[1:] == played.core.knowledge.asked[:1])
    qtbot.waitUntil(lambda: not view.finding.busy)
    view.search("nichtvorhanden")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["False Nichts Passendes gefunden"], "and not the same number again because an article changed"


def test_cards_have_the_height_of_their_width(played: Stage, qtbot: QtBot) -> None:
    """A scroll bar that appears, or a narrower pane, breaks lines: no card may lie over the next one."""
    window, view = parts(played)
    cards = window.knowledge.list
    view.open_all()

    def heights() -> list[int]:
        return [cards.visualRect(view.model.index(row)).height() for row in range(view.model.rowCount())]

    def wanted() -> list[int]:
        option = QStyleOptionViewItem()
        option.widget = cards
        return [cards.itemDelegate().sizeHint(option, view.model.index(row)).height() for row in range(len(heights()))]

    qtbot.waitUntil(lambda: heights() == wanted())
    before = heights()
    window.columns.setSizes([200, 750, 330])
    qtbot.waitUntil(lambda: wanted() != before)
    qtbot.waitUntil(lambda: heights() == wanted())


# --- what the editors learn ---------------------------------------------------------------------------------------------


def test_what_is_typed_on_or_corrected_was_never_wanted(played: Stage, qtbot: QtBot) -> None:
    _window, view = parts(played)
    write("wallb")
    qtbot.waitUntil(lambda: view.finding._in_vain == "wallb")
    write("ox")
    qtbot.waitUntil(lambda: view.finding._in_vain == "wallbox")
    press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: view.finding._in_vain == "wallbo")
    assert played.core.editing.missing == []
    write("x")
    qtbot.waitUntil(lambda: view.finding._in_vain == "wallbox")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(played.core.editing.missing))
    assert played.core.editing.missing == [("wallbox", "sommer")], "it stood there when the field was left"


def test_results_that_are_typed_over_were_not_seen(played: Stage, qtbot: QtBot) -> None:
    _window, view = parts(played)
    qtbot.waitUntil(lambda: bool(played.core.editing.shown))
    played.core.editing.shown.clear()
    view.finding._seen.setInterval(5000)
    write("lastschrift")
    qtbot.waitUntil(lambda: view.state == "results")
    view.search("erstattet")
    qtbot.waitUntil(lambda: played.core.editing.shown == ["a1"])


# --- filters ------------------------------------------------------------------------------------------------------------


def choose(played: Stage, qtbot: QtBot, letters: str) -> None:
    press(Qt.Key.Key_F, CTRL | SHIFT)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.field, letters)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    # A platform with a screen does so by itself.
    played.desktop.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def test_filters_are_chosen_by_a_few_letters_and_said_until_they_are_cleared(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    asked = played.core.knowledge.asked
    write("lastschrift")
    qtbot.waitUntil(lambda: view.state == "results")
    assert not window.knowledge.filters.isVisible()
    choose(played, qtbot, "engl")
    assert view.finding.filters == Filters(langs=("en",))
    qtbot.waitUntil(lambda: view.state == "nothing")
    assert window.knowledge.filters.isVisible()
    assert window.knowledge.filtered.accessibleName() == "Suche nur: Englisch"
    assert window.knowledge.search.hasFocus()
    choose(played, qtbot, "nicht mehr: sprache")
    qtbot.waitUntil(lambda: view.state == "results")
    choose(played, qtbot, "zahlung")
    choose(played, qtbot, "auch")
    assert view.finding.filters == Filters(tags=("Zahlung",), outdated_too=True)
    assert window.knowledge.filtered.accessibleName() == "Suche nur: Zahlung · auch, was nicht mehr gilt"
    qtbot.waitUntil(lambda: asked[-1] == ("lastschrift", view.finding.filters))
    window.knowledge.clear.click()
    assert view.finding.filters == Filters()
    assert not window.knowledge.filters.isVisible()
    assert window.knowledge.search.text() == "lastschrift"


def test_what_is_not_sure_is_shown_when_asked_for_and_says_so(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    pane = window.knowledge
    played.core.knowledge.hits = tuple(replace(hit, sure=False) for hit in HITS)
    write("lastschrift")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state == "nothing")
    assert pane.nearest.isVisible()
    QTest.keyClick(pane.nearest, Qt.Key.Key_Space)
    assert view.state == "results"
    assert {row.state for row in view.model.rows} == {"unsicher"}
    assert QApplication.focusWidget() is pane.list
    # It was in vain all the same.
    view.finding.leave()
    qtbot.waitUntil(lambda: played.core.editing.missing != [])
    pane.search.setFocus()
    pane.search.clear()
    played.core.knowledge.hits = ()
    write("waerme")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state == "nothing" and not view.finding.busy)
    assert not pane.nearest.isVisible(), "nothing is near"


def test_nothing_found_among_some_articles_is_not_wanted(played: Stage, qtbot: QtBot) -> None:
    _window, view = parts(played)
    view.finding.keep_to(Filters(langs=("en",)))
    view.search("lastschrift")
    qtbot.waitUntil(lambda: view.state == "nothing")
    qtbot.wait(120)
    assert played.core.editing.missing == []


def test_what_is_over_is_marked_with_a_word_and_never_as_current(stage: StageFactory, qtbot: QtBot) -> None:
    def prepare(core: FakeCore) -> None:
        filled(core)
        core.knowledge.hits = (OLD,)
        core.knowledge.kept[OLD.article_id] = replace(ARTICLE, id=OLD.article_id, valid_to=OLD.valid_to)

    window, view = parts(stage(prepare=prepare))
    row = view.model.rows[0]
    assert row.kind == "warning"
    assert row.state == "gilt nicht mehr"
    heard = window.knowledge.list.model().data(view.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "gilt nicht mehr" in heard
    assert "galt bis 31.12.2024" in heard
    assert "gültig" not in heard
    assert "galt bis 31.12.2024" in view.quoted()
    view.open(row)
    qtbot.waitUntil(lambda: view.state == "article")
    assert window.knowledge.article.warning.text() == "galt bis 31.12.2024"
    assert "gültig" not in window.knowledge.article.meta.text()


# --- cards ---------------------------------------------------------------------------------------------------------------


def test_a_card_says_why_it_was_found_and_where_it_comes_from(stage: StageFactory) -> None:
    def prepare(core: FakeCore) -> None:
        filled(core)
        core.knowledge.hits = (
            replace(HITS[0], source="/srv/Wissen/Handbuch Abrechnung.pdf"),
            replace(HITS[1], pack="strom-gas", source="lastschrift.md", folded=(ArticleId("x"),)),
        )

    first, second = stage(prepare=prepare).desktop.workspace.knowledge.model.rows
    assert first.path == "Abrechnung › Erstatten"
    assert first.source == "gültig seit 01.01.2026 · Handbuch Abrechnung.pdf · gleiche Wörter, ähnlicher Sinn"
    assert second.source == "gültig bis 31.12.2026 · Paket strom-gas · ähnlicher Sinn · dasselbe in 1 weiteren"


def test_pinned_cards_stay_on_top_over_turns_and_conversations(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    space = played.desktop.workspace
    assert view.waiting == 2
    window.knowledge.list.setFocus()
    window.knowledge.list.setCurrentIndex(view.model.index(2))
    pinned = view.model.rows[2].title
    press(Qt.Key.Key_P, CTRL)
    assert titles(view)[0] == pinned
    assert view.model.rows[0].state == "angeheftet"
    assert window.knowledge.list.currentIndex().row() == 0, "the hand stays on the card"
    assert (view.model.rowCount(), view.waiting) == (3, 2), "a pinned card is one of the three"

    played.core.knowledge.hits = played.core.knowledge.hits[:1]
    space.reply.type("Noch eine Frage zur Lastschrift")
    space.reply.send("customer")
    qtbot.waitUntil(lambda: len(titles(view)) == 2)
    assert titles(view) == [pinned, "Doppelte Abbuchung des Abschlags"]

    for conversation, there in (("yilmaz", False), ("sommer", True)):
        with qtbot.waitSignal(space.conversation_changed):
            space.open(ConversationId(conversation))
        assert (pinned in titles(view)) is there
    played.core.knowledge.hits = ()
    space.reply.type("Und noch eine")
    space.reply.send("customer")
    qtbot.waitUntil(lambda: titles(view) == [pinned])
    assert window.knowledge.state.text() == "angeheftet"
    window.knowledge.list.setCurrentIndex(view.model.index(0))
    window.commands["card_pin"].trigger()
    assert view.pinned == ()
    assert view.state == "quiet"


def test_a_fourth_card_is_not_pinned(played: Stage) -> None:
    window, view = parts(played)
    view.open_all()
    for n in range(3):
        window.knowledge.list.setCurrentIndex(view.model.index(n))
        view.pin()
    assert len(view.pinned) == 3
    view.open_all()
    window.knowledge.list.setCurrentIndex(view.model.index(4))
    view.pin()
    assert len(view.pinned) == 3
    notice = played.desktop.workspace.notices.current
    assert notice is not None
    assert notice.text.startswith("Drei Karten sind angeheftet")


def test_a_pinned_card_follows_its_article(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    for n in (0, 1):
        window.knowledge.list.setCurrentIndex(view.model.index(n))
        view.pin()
    kept = played.core.knowledge.kept
    kept[ArticleId("a1")] = replace(ARTICLE, title="Neuer Titel", valid_to=date(2026, 2, 2))
    kept.pop(ArticleId("a2"), None)
    view.follow(5)
    qtbot.waitUntil(lambda: len(view.pinned) == 1)
    assert view.pinned[0].title == "Neuer Titel"
    assert view.pinned[0].state == "gilt nicht mehr"


def test_the_words_go_into_the_reply_with_their_source(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    reply = window.conversation.reply
    reply.setFocus()
    write("Guten Tag,")
    window.knowledge.list.setCurrentIndex(view.model.index(0))
    press(Qt.Key.Key_I, CTRL)
    said = (
        "„Eine doppelte Abbuchung wird innerhalb von 5 Werktagen erstattet.“ "
        "(Doppelte Abbuchung des Abschlags, gültig seit 01.01.2026)"
    )
    assert reply.toPlainText() == f"Guten Tag, {said}"
    assert played.desktop.workspace.reply.text == reply.toPlainText()
    assert reply.hasFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert reply.toPlainText() == "Guten Tag,"
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert played.clipboard.offered == said


def test_only_what_is_marked_in_the_article_is_taken(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    view.open(view.model.rows[0])
    qtbot.waitUntil(lambda: view.state == "article")
    reading = window.knowledge.reading
    cursor = reading.document().find("Betrag und Datum aufnehmen")
    reading.setTextCursor(cursor)
    press(Qt.Key.Key_A, CTRL | SHIFT)
    assert played.clipboard.offered.startswith("„Betrag und Datum aufnehmen“ (Doppelte Abbuchung des Abschlags, ")


def test_nothing_goes_anywhere_from_a_card_nobody_chose(played: Stage) -> None:
    window, view = parts(played)
    view.chosen = None
    for name in ("card_insert", "card_copy", "card_pin"):
        window.commands[name].trigger()
    assert window.conversation.reply.toPlainText() == ""
    assert played.clipboard.offered == ""
    assert view.pinned == ()


def test_nothing_is_done_behind_another_page(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    window.knowledge.list.setCurrentIndex(view.model.index(0))
    window.commands["editor"].trigger()
    qtbot.waitUntil(lambda: not window.ways.at_work)
    for name in ("card_insert", "card_copy", "card_pin", "filter"):
        window.commands[name].trigger()
    assert played.desktop.workspace.reply.text == ""
    assert played.clipboard.offered == ""
    assert view.pinned == ()
    qtbot.wait(50)
    assert QApplication.activeModalWidget() is None


def test_who_says_the_same_is_named_on_the_article_and_can_be_read(played: Stage, qtbot: QtBot) -> None:
    window, view = parts(played)
    view.open(view.model.rows[0])
    qtbot.waitUntil(lambda: view.state == "article")
    page = window.knowledge.article
    assert page.others.text() == "Dasselbe steht in: Lastschrift, Teil 3 · Lastschrift, Teil 4"
    assert page.more.text() == "2 andere Artikel …"
    page.more.click()
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.field, "teil 4")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.title.text() == "Lastschrift, Teil 4")
    marked = page.reading.textCursor().block().text()
    assert marked.startswith("Eine doppelte Abbuchung"), "at the words that are the same"
    assert view.quoted().startswith("„Eine doppelte Abbuchung wird innerhalb von 5 Werktagen erstattet.“ (Lastschrift")


def test_an_article_that_is_gone_is_said(played: Stage, qtbot: QtBot) -> None:
    _window, view = parts(played)
    played.core.knowledge.kept.clear()
    view.open(view.model.rows[0])
    notices = played.desktop.workspace.notices
    qtbot.waitUntil(lambda: notices.current is not None)
    assert notices.current is not None
    assert notices.current.text == "Diesen Artikel gibt es nicht mehr."


def test_a_search_and_its_filters_outlive_the_language_of_the_window(played: Stage, qtbot: QtBot) -> None:
    _window, view = parts(played)
    write("lastschrift")
    qtbot.waitUntil(lambda: view.state == "results")
    view.finding.keep_to(Filters(tags=("Zahlung",)))
    played.desktop.window.commands["language_en"].trigger()
    pane = played.desktop.window.knowledge
    assert pane.search.text() == "lastschrift"
    assert pane.filtered.accessibleName() == "Search only: Zahlung"
