"""Re-ranking changes places in the head of what was found, in time or not at all, and never whether anything is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import Cancelled, Message, WorkerProblem
from lotse.domain.knowledge import Article, ArticleId, Hit, PassageId
from lotse.services.events import CardsChanged, ProblemArose
from lotse.services.knowledge import Knowledge
from lotse.services.reranking import HEAD, Reranking
from tests.fakes.reranker import FakeReranker
from tests.fakes.semantic import FakeSemantic
from tests.fakes.stores import FakeKnowledgeStore


class Told:
    def __init__(self) -> None:
        self.messages: list[Message] = []

    def publish(self, event: object) -> None:
        assert isinstance(event, ProblemArose)
        self.messages.append(event.message)


def hit(n: int, text: str, *, sure: bool = True) -> Hit:
    score = round(0.9 - 0.05 * n, 2)
    return Hit(
        ArticleId(f"a{n}"),
        PassageId(n),
        f"Titel {n}",
        (),
        text,
        (0, 1),
        score,
        "de",
        None,
        None,
        ("lexical",),
        sure=sure,
    )


HITS = [hit(0, "strom im keller"), hit(1, "gas"), hit(2, "wo steht der zähler im keller"), hit(3, "wasser")]
QUESTION = "wo steht der zähler"


def reordered(
    reranker: FakeReranker, hits: list[Hit], *, deadline_s: float = 5, times: int = 1
) -> tuple[list[int], Told]:
    told = Told()

    async def play() -> list[int]:
        reranking = Reranking(reranker=reranker, events=told, deadline_s=deadline_s)
        found: tuple[Hit, ...] = ()
        for _ in range(times):
            found = await reranking.reordered(QUESTION, hits)
        assert [one.score for one in found] == [one.score for one in hits]
        assert {one.article_id for one in found} == {one.article_id for one in hits}
        await reranking.close()
        return [int(one.passage_id) for one in found]

    return asyncio.run(play()), told


def test_what_answers_best_comes_first_and_surety_stays_with_the_place() -> None:
    reranker = FakeReranker()
    order, _ = reordered(reranker, HITS)
    assert order == [2, 0, 1, 3]
    assert reranker.asked[0][1][2] == "Titel 2\nwo steht der zähler im keller"


def test_only_the_head_is_read_and_moved() -> None:
    reranker = FakeReranker()
    many = [hit(n, "gas") for n in range(HEAD + 4)]
    many[HEAD - 1] = replace(many[HEAD - 1], passage=QUESTION)
    many[HEAD] = replace(many[HEAD], passage=QUESTION)
    order, _ = reordered(reranker, many)
    assert order == [HEAD - 1, *range(HEAD - 1), *range(HEAD, HEAD + 4)]
    assert len(reranker.asked[0][1]) == HEAD


def test_what_is_not_sure_keeps_its_place_and_becomes_no_answer() -> None:
    hits = [hit(0, "gas"), hit(1, QUESTION, sure=False), hit(2, QUESTION)]
    order, _ = reordered(FakeReranker(), hits)
    assert order == [2, 1, 0]
    one_sure = FakeReranker()
    assert reordered(one_sure, [hit(0, "gas"), hit(1, QUESTION, sure=False)])[0] == [0, 1]
    assert one_sure.asked == []


def test_without_a_model_or_with_a_failing_one_nothing_changes_and_nothing_is_said() -> None:
    assert reordered(FakeReranker(installed=False), HITS, times=3)[0] == [0, 1, 2, 3]
    for problem in (WorkerProblem("worker_crashed"), WorkerProblem("rerank_fallback"), Cancelled()):
        failing = FakeReranker()
        failing.problem = problem
        order, told = reordered(failing, HITS, times=5)
        assert order == [0, 1, 2, 3]
        assert told.messages == []
        assert len(failing.asked) == 5


def test_a_model_that_is_not_loaded_yet_is_loaded_beside_the_first_answer() -> None:
    reranker = FakeReranker(warm=False)

    async def play() -> list[list[int]]:
        reranking = Reranking(reranker=reranker, events=Told())
        orders = []
        for _ in range(2):
            orders.append([int(one.passage_id) for one in await reranking.reordered(QUESTION, HITS)])
            await asyncio.sleep(0.01)
        await reranking.close()
        return orders

    assert asyncio.run(play()) == [[0, 1, 2, 3], [2, 0, 1, 3]]
    assert reranker.warmed == 1


def test_a_model_that_is_too_slow_twice_is_switched_off_and_that_is_said_once() -> None:
    slow = FakeReranker(takes_s=0.2)
    order, told = reordered(slow, HITS, deadline_s=0.02, times=5)
    assert order == [0, 1, 2, 3]
    assert len(slow.asked) == 2
    assert told.messages == [Message("reranker_too_slow", {"seconds": 0.02})]


def test_a_model_that_was_slow_once_goes_on() -> None:
    class Cold(FakeReranker):
        async def rank(self, *given: object, **named: object) -> tuple[float, ...]:  # type: ignore[override]
            self.takes_s = 0.0 if self.asked else 0.2
            return await super().rank(*given, **named)  # type: ignore[arg-type]

    order, told = reordered(Cold(), HITS, deadline_s=0.05, times=3)
    assert order == [2, 0, 1, 3]
    assert told.messages == []


# --- in the knowledge base -------------------------------------------------------------------------------------------


class Preferring(FakeReranker):
    """Likes passages with a word."""

    def __init__(self, liked: str, *, takes_s: float = 0.0) -> None:
        super().__init__(takes_s=takes_s)
        self._liked = liked

    async def rank(self, query: str, texts: Sequence[str], *, deadline_s: float) -> tuple[float, ...]:
        await super().rank(query, texts, deadline_s=deadline_s)
        return tuple(float(self._liked in text) for text in texts)


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 1, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 2, 1)


class Cards:
    def __init__(self) -> None:
        self.shown: list[tuple[str, ...]] = []

    def publish(self, event: object) -> None:
        if isinstance(event, CardsChanged):
            self.shown.append(tuple(str(card.hit.article_id) for card in event.cards if card.hit))


ARTICLES = [
    Article(ArticleId("ablesen"), "Zähler ablesen", "Den Zähler lesen Sie im Keller ab und melden den Stand."),
    Article(ArticleId("wechsel"), "Zähler wechseln", "Den Zähler wechselt der Monteur im Keller; der Stand bleibt."),
    Article(ArticleId("defekt"), "Zähler defekt", "Einen Zähler im Keller, der defekt ist, melden Sie mit dem Stand."),
]
ASKED = "Wo finde ich den Zähler im Keller mit dem Stand?"


async def knowing(reranker: FakeReranker | None, events: Cards, *, deadline_s: float = 5) -> Knowledge:
    reranking = Reranking(reranker=reranker, events=events, deadline_s=deadline_s) if reranker else None
    semantic, store = FakeSemantic(), FakeKnowledgeStore()
    knowledge = Knowledge(store=store, semantic=semantic, events=events, clock=Clock(), reranking=reranking)
    await knowledge.import_articles(ARTICLES)
    await knowledge.prepare()
    return knowledge


def talk(*texts: str) -> Conversation:
    return Conversation(ConversationId("c"), tuple(Turn(n, "customer", text) for n, text in enumerate(texts, 1)))


def test_who_waits_gets_the_re_rankers_order_and_typing_does_not_wait_for_it() -> None:
    async def play() -> None:
        last = (await (await knowing(None, Cards())).search(ASKED, limit=3)).hits[-1].article_id
        liked = next(article.body for article in ARTICLES if article.id == last)
        reranker = Preferring(liked)
        knowledge = await knowing(reranker, Cards())
        typed = await knowledge.search(ASKED, limit=3)
        assert reranker.asked == []
        careful = await knowledge.search_carefully(ASKED, limit=3)
        assert careful.hits[0].article_id == last != typed.hits[0].article_id
        assert {hit.article_id for hit in careful.hits} == {hit.article_id for hit in typed.hits}
        assert [hit.score for hit in careful.hits] == [hit.score for hit in typed.hits]
        assert (await knowledge.search_carefully(ASKED, limit=1)).hits[0].article_id == last

    asyncio.run(play())


def test_without_a_re_ranker_careful_is_as_it_was() -> None:
    async def play() -> None:
        knowledge = await knowing(None, Cards())
        assert await knowledge.search_carefully(ASKED) == await knowledge.search(ASKED)

    asyncio.run(play())


def test_cards_are_put_in_order_once_a_turn_before_they_are_shown() -> None:
    async def play() -> None:
        plain = Cards()
        await (await knowing(None, plain)).for_turn(talk(ASKED))
        (before,) = plain.shown
        assert len(before) > 1
        reranker = Preferring(next(article.body for article in ARTICLES if article.id == before[-1]))
        events = Cards()
        knowledge = await knowing(reranker, events)
        await knowledge.for_turn(talk(ASKED))
        assert events.shown == [(before[-1], *before[:-1])]
        assert len(reranker.asked) == 1
        await knowledge.for_turn(talk(ASKED, "Und den Stand vom Zähler im Keller melden?"))
        assert len(reranker.asked) == 2

    asyncio.run(play())


def test_cards_do_not_wait_longer_than_the_deadline_and_are_shown_once() -> None:
    async def play() -> None:
        plain, events = Cards(), Cards()
        await (await knowing(None, plain)).for_turn(talk(ASKED))
        slow = Preferring("Monteur", takes_s=30)
        async with asyncio.timeout(10):
            await (await knowing(slow, events, deadline_s=0.05)).for_turn(talk(ASKED))
        assert events.shown == plain.shown
        assert len(slow.asked) == 1

    asyncio.run(play())
