"""Knowledge answers from what is valid today, by words alone when it must, and rather not than wrongly."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.knowledge import Article, ArticleId
from lotse.services.events import CardsChanged, IndexProgressed, KnowledgeChanged
from lotse.services.knowledge import Knowledge
from tests.fakes.semantic import FakeSemantic
from tests.fakes.stores import FakeKnowledgeStore


class _Clock:
    def __init__(self, today: date = date(2026, 2, 1)) -> None:
        self._today = today

    def now(self) -> datetime:
        return datetime(2026, 2, 1, tzinfo=UTC)

    def today(self) -> date:
        return self._today


class _Events:
    def __init__(self) -> None:
        self.published: list[object] = []

    def publish(self, event: object) -> None:
        self.published.append(event)

    def of(self, kind: type) -> list[object]:
        return [event for event in self.published if isinstance(event, kind)]


ARTICLES = (
    Article(
        ArticleId("umzug-alt"), "Umzug melden (bis 2025)", "Den Umzug melden Sie binnen sechs Wochen nachträglich.",
        valid_to=date(2025, 6, 5),
    ),
    Article(
        ArticleId("umzug"), "Umzug melden", "Den Umzug melden Sie vorher. Eine Meldung nachträglich geht nicht mehr.",
        valid_from=date(2025, 6, 6),
    ),
    Article(ArticleId("zaehler"), "Zähler ablesen", "Lesen Sie den Zähler ab und senden Sie ein Foto.", source="zaehler.md"),
    Article(ArticleId("rechnung"), "Invoice", "Your invoice and payment", lang="en"),
    Article(ArticleId("tarif-2027"), "Tarife ab 2027", "Der neue Tarif Strom", valid_from=date(2027, 1, 1)),
)  # fmt: skip


def _knowledge(semantic: FakeSemantic | None = None, today: date = date(2026, 2, 1)) -> tuple[Knowledge, _Events]:
    events = _Events()
    knowledge = Knowledge(
        store=FakeKnowledgeStore(), semantic=semantic or FakeSemantic(), events=events, clock=_Clock(today)
    )
    asyncio.run(knowledge.import_articles(ARTICLES))
    return knowledge, events


def test_an_outdated_article_is_never_shown_as_current_but_mentioned() -> None:
    knowledge, _ = _knowledge()
    answer = asyncio.run(knowledge.search("Umzug nachträglich melden"))
    assert answer.answerable
    assert {hit.article_id for hit in answer.hits} == {"umzug"}
    assert answer.hits[0].notes == ("outdated_version_exists",)


def test_yesterdays_version_is_current_yesterday() -> None:
    knowledge, _ = _knowledge(today=date(2025, 6, 5))
    answer = asyncio.run(knowledge.search("Umzug nachträglich melden"))
    assert {hit.article_id for hit in answer.hits} == {"umzug-alt"}
    assert answer.hits[0].notes == ()


def test_what_is_not_valid_yet_is_not_shown() -> None:
    knowledge, _ = _knowledge()
    assert "tarif-2027" not in {hit.article_id for hit in asyncio.run(knowledge.search("neuer Tarif Strom")).hits}


@pytest.mark.parametrize("broken", [False, True])
def test_words_alone_answer_while_the_index_is_missing_or_the_worker_gone(broken: bool) -> None:
    knowledge, _ = _knowledge(FakeSemantic(broken=broken))
    if broken:
        asyncio.run(knowledge.prepare())
    answer = asyncio.run(knowledge.search("Zähler ablesen Foto"))
    assert answer.answerable
    assert answer.hits[0].article_id == "zaehler"
    assert answer.hits[0].why == ("lexical",)
    assert answer.hits[0].source == "zaehler.md", "and where it comes from"


def test_meaning_finds_what_words_do_not() -> None:
    knowledge, _ = _knowledge()
    asyncio.run(knowledge.prepare())
    answer = asyncio.run(knowledge.search("bill", lang="en"))
    assert answer.hits[0].article_id == "rechnung"
    assert answer.hits[0].why == ("semantic",)


def test_a_lost_index_is_made_again_and_until_then_words_answer() -> None:
    semantic = FakeSemantic()
    knowledge, _ = _knowledge(semantic)

    async def work() -> None:
        await knowledge.prepare()
        await semantic.close()  # worker and cache file are gone
        assert (await knowledge.search("Zähler ablesen")).hits[0].why == ("lexical",)
        await asyncio.gather(*(task for task in asyncio.all_tasks() if task is not asyncio.current_task()))
        assert (await knowledge.search("Zähler ablesen")).hits[0].why == ("lexical", "semantic")

    asyncio.run(work())


def test_the_index_is_prepared_once_for_the_same_articles_and_again_for_others() -> None:
    semantic = FakeSemantic()
    knowledge, events = _knowledge(semantic)

    async def work() -> None:
        await knowledge.prepare()
        await knowledge.prepare()
        assert len(semantic.prepared) == 1
        assert await knowledge.import_articles(ARTICLES) == 0
        await knowledge.prepare()
        assert len(semantic.prepared) == 1
        await knowledge.remove([ArticleId("zaehler")])
        await knowledge.prepare()
        assert len(set(semantic.prepared)) == 2

    asyncio.run(work())
    assert events.of(IndexProgressed)
    assert [event.articles for event in events.of(KnowledgeChanged)] == [5, 4]  # type: ignore[attr-defined]


@pytest.mark.parametrize("query", ["", "   ", '"', "AND OR (", "x" * 50_000, "\0"])
def test_any_text_is_a_query_and_nothing_found_is_no_answer(query: str) -> None:
    knowledge, _ = _knowledge()
    answer = asyncio.run(knowledge.search(query))
    assert answer.query == query
    assert not answer.answerable


def _talk(*texts: tuple[str, str]) -> Conversation:
    turns = tuple(Turn(n, speaker, text) for n, (speaker, text) in enumerate(texts, 1))  # type: ignore[arg-type]
    return Conversation(ConversationId("c"), turns, language="de")


def test_a_turn_gives_cards_with_their_source_and_small_talk_keeps_them() -> None:
    knowledge, events = _knowledge()
    asked = _talk(("customer", "Guten Tag, wie kann ich meinen Zähler ablesen und ein Foto senden?"))
    cards = asyncio.run(knowledge.for_turn(asked))
    assert [card.title for card in cards] == ["Zähler ablesen"]
    assert cards[0].kind == "knowledge"
    assert cards[0].hit is not None
    assert cards[0].body in cards[0].hit.passage
    assert events.published[-1] == CardsChanged(ConversationId("c"), cards)
    later = _talk(("customer", asked.turns[0].text), ("agent", "Gern."), ("customer", "Vielen Dank!"))
    assert [card.id for card in asyncio.run(knowledge.for_turn(later))] == [card.id for card in cards]


def test_small_talk_alone_makes_no_search_and_an_unanswerable_question_no_card() -> None:
    semantic = FakeSemantic()
    knowledge, events = _knowledge(semantic)
    asyncio.run(knowledge.prepare())
    before = len(events.published)
    assert asyncio.run(knowledge.for_turn(_talk(("customer", "Hallo, guten Morgen!")))) == ()
    assert asyncio.run(knowledge.for_turn(_talk(("agent", "Wie kann ich helfen?")))) == ()
    assert semantic.asked == []
    assert len(events.published) == before
    assert asyncio.run(knowledge.for_turn(_talk(("customer", "Wann öffnet das Hallenbad am Sonntag?")))) == ()
    assert events.published[-1] == CardsChanged(ConversationId("c"), ())
