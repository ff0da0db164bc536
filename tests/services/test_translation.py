"""A translation never loses or changes a number unseen, and says what is doubtful about it."""

from __future__ import annotations

import asyncio

import pytest

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import NoAnswer
from lotse.domain.translation import Translated
from lotse.services.events import ProblemArose, TurnTranslated
from lotse.services.translation import Translation
from tests.fakes.translator import FakeTranslator


class _Events:
    def __init__(self) -> None:
        self.published: list[object] = []

    def publish(self, event: object) -> None:
        self.published.append(event)


def _translate(
    text: str, translator: FakeTranslator | None = None, source: str = "en", target: str = "de"
) -> Translated:
    service = Translation(translator=translator or FakeTranslator(), events=_Events())
    return asyncio.run(service.translate(text, source, target))


def test_numbers_pass_unchanged_and_the_model_never_sees_them() -> None:
    translator = FakeTranslator()
    done = _translate("Hello.\n\nMy invoice 4711-A of 12.50 € is wrong!  Call me at 0171 1234567.", translator)
    assert done.text == "hallo.\n\nmeine Rechnung 4711-A of 12.50 € ist falsch!  rufen mich an 0171 1234567."
    assert done.flags == ()
    assert not [s for s in translator.asked if "4711" in s or "0171" in s]
    assert [segment.source for segment in done.segments][1] == "My invoice 4711-A of 12.50 € is wrong!"


def test_a_lost_number_is_flagged_and_shown_beside_its_sentence() -> None:
    translator = FakeTranslator(answers={"My invoice ⟦0⟧ is wrong.": "Meine Rechnung ist falsch."})
    done = _translate("My invoice 4711 is wrong.", translator)
    assert done.text == "Meine Rechnung ist falsch. [4711]"
    assert done.flags == ("placeholder_missing",)


@pytest.mark.parametrize(
    ("answer", "flag"),
    [
        ("Meine ⟦0⟧ Rechnung ⟦0⟧ ist falsch.", "placeholder_repeated"),
        ("Meine ⟦0⟧ Rechnung ⟦5⟧ ist falsch.", "placeholder_repeated"),
        ("Meine Rechnung ⟦0⟧ ist seit 30 Tagen falsch.", "number_invented"),
        ("Meine Rechnung Rechnung ⟦0⟧ ist falsch.", "repetition"),
        ("⟦0⟧ " + "und dann kam er zu uns und sagte dass es nicht geht weil sie das so wollten", "length"),
        ("My invoice ⟦0⟧ is wrong.", "untranslated"),
        ("Meine Rechnung ⟦0⟧ ist nicht falsch.", "negation"),
        ("", "empty"),
        (" . ", "empty"),
    ],
)
def test_what_a_weak_model_does_is_flagged(answer: str, flag: str) -> None:
    done = _translate("My invoice 4711 is wrong.", FakeTranslator(answers={"My invoice ⟦0⟧ is wrong.": answer}))
    assert flag in done.flags
    assert "4711" in done.text
    assert "⟦" not in done.text


def test_the_original_stands_where_nothing_came_back() -> None:
    assert _translate("My invoice is wrong.", FakeTranslator(answers={"My invoice is wrong.": ""})).text == (
        "My invoice is wrong."
    )


def test_a_sentence_is_translated_once_until_the_cache_is_emptied() -> None:
    translator = FakeTranslator()
    service = Translation(translator=translator, events=_Events())

    async def work() -> None:
        await service.translate("My invoice 1 is wrong. My invoice 2 is wrong.", "en", "de")
        await service.translate("My invoice 3 is wrong.", "en", "de")
        assert translator.asked == ["My invoice ⟦0⟧ is wrong."]
        service.forget()
        await service.translate("My invoice 3 is wrong.", "en", "de")
        assert len(translator.asked) == 2

    asyncio.run(work())


def test_numbers_alone_need_no_model() -> None:
    translator = FakeTranslator()
    assert _translate("4711.\n0171 1234567!", translator).text == "4711.\n0171 1234567!"
    assert translator.asked == []


def test_the_way_through_other_languages_is_named() -> None:
    pairs = [("de", "en"), ("en", "fr"), ("en", "de")]
    assert _translate("hallo", FakeTranslator(pairs=pairs), "de", "fr").via == ("en",)
    assert _translate("hello", FakeTranslator(pairs=pairs), "en", "de").via == ()
    with pytest.raises(NoAnswer, match="no_package"):
        _translate("bonjour", FakeTranslator(pairs=pairs), "fr", "de")


def _turn(text: str, language: str | None, translator: FakeTranslator, times: int = 1) -> list[object]:
    events = _Events()
    service = Translation(translator=translator, events=events)
    turn = Turn(1, "customer", text, language=language)

    async def work() -> None:
        for _ in range(times):
            await service.for_turn(Conversation(ConversationId("c"), (turn,)), turn, "de")

    asyncio.run(work())
    return events.published


def test_a_turn_in_another_language_is_translated_and_published() -> None:
    (event,) = _turn("Hello, my invoice is wrong, please call me.", None, FakeTranslator())
    assert isinstance(event, TurnTranslated)
    assert event.translated.text == "hallo, meine Rechnung ist falsch, bitte rufen mich."


def test_a_turn_in_the_agents_language_is_left_alone() -> None:
    translator = FakeTranslator()
    assert _turn("Hallo, meine Rechnung ist falsch.", None, translator) == []
    assert _turn("hello", "de", translator) == []
    assert translator.asked == []


def test_a_missing_package_is_said_once_and_a_fallen_worker_by_its_supervisor() -> None:
    (event,) = _turn("Bonjour, ma facture", "fr", FakeTranslator(), times=3)
    assert isinstance(event, ProblemArose)
    assert event.message.key == "no_package"
    assert _turn("Hello", "en", FakeTranslator(broken=True)) == []
