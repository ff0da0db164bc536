"""A search is kept to what was asked for, to who works here, and shows what is over only as such."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.filters import Filters
from lotse.domain.knowledge import Article, ArticleId, SearchAnswer
from lotse.services.knowledge import FILTERED_DEPTH, SEMANTIC_DEPTH, Knowledge
from lotse.services.ports import SemanticHit
from tests.fakes.semantic import FakeSemantic
from tests.fakes.stores import FakeKnowledgeStore


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 1, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 2, 1)


class _Silent:
    def publish(self, event: object) -> None:
        pass


class _Depths(FakeSemantic):
    """Remembers how deep it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.depths: list[int] = []

    async def search(self, query: str, *, limit: int) -> tuple[SemanticHit, ...]:
        self.depths.append(limit)
        return await super().search(query, limit=limit)


OLD = date(2025, 6, 5)
ARTICLES = (
    Article(ArticleId("umzug"), "Umzug melden", "Den Umzug melden Sie vorher im Portal.", tags=("umzug",)),
    Article(ArticleId("umzug-alt"), "Umzug melden (bis 2025)", "Den Umzug melden Sie binnen sechs Wochen.", valid_to=OLD),
    Article(
        ArticleId("gewerbe"), "Umzug eines Betriebs melden", "Den Umzug eines Betriebs meldet der Vertrieb.",
        audience=("Gewerbekunden",), tags=("betrieb",),
    ),
    Article(ArticleId("ende"), "Nachtspeicher", "Der Tarif für Nachtspeicher ist ausgelaufen.", valid_to=OLD),
    Article(ArticleId("bald"), "Umzug ab 2027 melden", "Den Umzug melden Sie ab 2027.", valid_from=date(2027, 1, 1)),
    Article(ArticleId("move"), "Report your move", "Report the invoice of your move.", lang="en"),
)  # fmt: skip


def _knowledge(semantic: FakeSemantic | None = None, audience: tuple[str, ...] = ()) -> Knowledge:
    knowledge = Knowledge(
        store=FakeKnowledgeStore(), semantic=semantic or FakeSemantic(), events=_Silent(), clock=_Clock(),
        audience=audience,
    )  # fmt: skip
    asyncio.run(knowledge.import_articles(ARTICLES))
    asyncio.run(knowledge.prepare())
    return knowledge


def _ids(answer: SearchAnswer) -> set[str]:
    return {hit.article_id for hit in answer.hits}


def test_what_is_over_is_found_only_when_asked_for_and_marked() -> None:
    knowledge = _knowledge()
    assert "umzug-alt" not in _ids(asyncio.run(knowledge.search("Umzug melden")))
    answer = asyncio.run(knowledge.search("Umzug melden", filters=Filters(outdated_too=True)))
    notes = {hit.article_id: hit.notes for hit in answer.hits}
    assert notes[ArticleId("umzug-alt")] == ("outdated",)
    assert "outdated" not in notes[ArticleId("umzug")]
    # What is not valid yet is no more asked for than before.
    assert "bald" not in notes


def test_what_is_over_alone_is_an_answer_only_when_asked_for() -> None:
    knowledge = _knowledge()
    assert not asyncio.run(knowledge.search("Tarif Nachtspeicher")).answerable
    answer = asyncio.run(knowledge.search("Tarif Nachtspeicher", filters=Filters(outdated_too=True)))
    assert answer.answerable
    assert (answer.cards[0].article_id, answer.cards[0].notes) == ("ende", ("outdated",))


def test_old_and_new_version_are_neither_folded_nor_told_to_contradict() -> None:
    knowledge = _knowledge()
    body = "Die Gebühr für den Tausch des Zählers beträgt 30 Euro."
    old = Article(ArticleId("tausch-alt"), "Zählertausch", body, valid_to=OLD)
    same = Article(ArticleId("tausch"), "Zählertausch", body)
    other = Article(ArticleId("tausch-neu"), "Zählertausch", body.replace("30", "45"))
    for current in (same, other):
        asyncio.run(knowledge.import_articles([old, current]))
        asyncio.run(knowledge.prepare())
        answer = asyncio.run(knowledge.search("Gebühr Zählertausch", filters=Filters(outdated_too=True)))
        assert {"tausch-alt", current.id} <= _ids(answer)
        assert not any(hit.conflicts or hit.folded for hit in answer.hits)
        asyncio.run(knowledge.remove([current.id]))


@pytest.mark.parametrize("typed", ["gewerbekunden", "Gewerbekunden"])
def test_who_works_here_gets_what_is_for_them_and_for_everybody(typed: str) -> None:
    assert "gewerbe" in _ids(asyncio.run(_knowledge(audience=(typed,)).search("Umzug melden")))
    private = _knowledge(audience=("Privatkunden",))
    assert _ids(asyncio.run(private.search("Umzug melden"))) >= {"umzug"}
    assert "gewerbe" not in _ids(asyncio.run(private.search("Umzug Betrieb melden Vertrieb")))
    # Naming an audience asks for that one instead.
    asked = asyncio.run(private.search("Umzug melden", filters=Filters(audiences=(typed,))))
    assert "gewerbe" in _ids(asked)


def test_cards_of_a_turn_are_for_who_works_here() -> None:
    conversation = Conversation(
        ConversationId("c"),
        (Turn(1, "customer", "Ich möchte den Umzug eines Betriebs melden, geht das beim Vertrieb?"),),
        language="de",
    )
    everybody = {card.hit.article_id for card in asyncio.run(_knowledge().for_turn(conversation)) if card.hit}
    assert "gewerbe" in everybody
    private = _knowledge(audience=("Privatkunden",))
    assert all(card.hit and card.hit.article_id != "gewerbe" for card in asyncio.run(private.for_turn(conversation)))


def test_meaning_is_kept_to_the_filters_too_and_asked_more_deeply() -> None:
    semantic = _Depths()
    knowledge = _knowledge(semantic)
    assert asyncio.run(knowledge.search("bill")).hits[0].article_id == "move"
    assert "move" not in _ids(asyncio.run(knowledge.search("bill", filters=Filters(langs=("de",)))))
    assert _ids(asyncio.run(knowledge.search("bill", filters=Filters(langs=("EN",))))) == {"move"}
    assert semantic.depths == [SEMANTIC_DEPTH, FILTERED_DEPTH, FILTERED_DEPTH]


def test_what_filters_leave_is_no_surer_because_all_that_is_close_was_left_out() -> None:
    class Closest(FakeSemantic):
        async def search(self, query: str, *, limit: int) -> tuple[SemanticHit, ...]:
            return (await super().search(query, limit=limit))[:1]

    filters = Filters(audiences=("Gewerbekunden",), tags=("betrieb",))
    query = "Umzug vorher im Portal melden"
    knowledge = _knowledge(Closest())
    assert asyncio.run(knowledge.search(query)).hits[0].article_id == "umzug"
    (kept,) = asyncio.run(knowledge.search(query, filters=filters)).hits
    (unknown,) = asyncio.run(_knowledge(FakeSemantic(broken=True)).search(query, filters=filters)).hits
    assert kept.article_id == unknown.article_id == "gewerbe"
    assert kept.why == unknown.why == ("lexical",)
    # Words are trusted more where nobody can tell what is meant; here it is known that this is not.
    assert kept.score < unknown.score


def test_what_can_be_chosen_follows_the_articles() -> None:
    knowledge = _knowledge()
    values = asyncio.run(knowledge.filter_values())
    assert [one.value for one in values.audiences] == ["Gewerbekunden"]
    assert values.outdated == 2
    asyncio.run(knowledge.import_articles([Article(ArticleId("x"), "Neu", "Text", audience=("Partner",))]))
    assert [one.value for one in asyncio.run(knowledge.filter_values()).audiences] == ["Gewerbekunden", "Partner"]
