"""A threshold is measured with the product's own search, holds for its pack and its embedder, and can be taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

import pytest

from lotse.domain import ranking
from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import InputProblem, WorkerProblem
from lotse.domain.evaluation_cases import Question
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.thresholds import PackThreshold
from lotse.files.evaluation_cases import CaseFiles
from lotse.services.calibration import Calibration
from lotse.services.knowledge import Knowledge
from lotse.services.ports import SemanticHit
from tests.fakes.semantic import FakeSemantic
from tests.fakes.stores import FakeKnowledgeStore

SUBJECTS = (
    "Umzug Abschlag Zähler Rechnung Tarif Kündigung Lastschrift Störung Mahnung Einspeisung Hausanschluss Grundgebühr"
).split()


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 1, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 2, 1)


class _Silent:
    def publish(self, event: object) -> None:
        pass


class _Failing(FakeSemantic):
    """Falls back in the middle of the run."""

    async def search(self, query: str, *, limit: int) -> tuple[SemanticHit, ...]:
        if len(self.asked) > 20:
            self.broken = True
        return await super().search(query, limit=limit)


class Place:
    def __init__(self, semantic: FakeSemantic | None = None) -> None:
        self.store = FakeKnowledgeStore()
        self.semantic = semantic or FakeSemantic()
        self.knowledge = Knowledge(store=self.store, semantic=self.semantic, events=_Silent(), clock=_Clock())
        self.calibration = Calibration(reading=CaseFiles(), store=self.store, knowledge=self.knowledge, clock=_Clock())

    async def with_articles(self) -> Place:
        articles = [
            Article(
                ArticleId(subject), f"{subject} im Kundenportal", f"So geht es mit: {subject}. Das dauert drei Tage."
            )
            for subject in SUBJECTS
        ]
        await self.knowledge.import_articles(articles)
        for subject in SUBJECTS[6:]:
            self.store.packs[ArticleId(subject)] = "strom"
        return self


def play(scenario: Callable[[Place], Awaitable[None]], semantic: FakeSemantic | None = None) -> None:
    async def run() -> None:
        await scenario(await Place(semantic).with_articles())

    asyncio.run(run())


def asked(*subjects: str, per: int = 2) -> list[Question]:
    return [
        Question(f"{subject}-{n}", f"{subject} im Kundenportal {'ändern' if n else ''}", {subject: 2}, "de")
        for subject in subjects
        for n in range(per)
    ]


NOTHING = [Question(f"n{n}", f"Wo gibt es im Laden Nummer {n} Brot", {}, "de") for n in range(20)]
NEAR = [Question(f"k{n}", f"Kundenportal geht drei Tage Farbe {n}", {}, "de") for n in range(20)]
"""Has words of every article, and no article that answers it."""


def test_what_is_measured_is_kept_and_decides_what_is_shown() -> None:
    async def scenario(place: Place) -> None:
        before = await place.knowledge.search("Kundenportal geht drei Tage Farbe 1")
        assert before.cards
        done = await place.calibration.run([*asked(*SUBJECTS[:6]), *NEAR], most_false=0.05)
        assert done.before.threshold == ranking.ANSWERABLE
        assert done.before.false_answers == 20
        assert done.after.threshold > done.before.threshold
        assert done.after.false_answers <= 1
        assert done.after.answered > 6
        assert (done.threshold.pack, done.threshold.embedder) == ("", "fake")
        assert await place.calibration.thresholds() == (done.threshold,)
        after = await place.knowledge.search("Kundenportal geht drei Tage Farbe 1")
        assert not after.answerable
        assert after.cards == ()
        assert [hit.article_id for hit in after.hits] == [hit.article_id for hit in before.hits]
        shown = await place.knowledge.search("Umzug im Kundenportal ändern")
        assert [hit.article_id for hit in shown.cards] == ["Umzug"]

    play(scenario)


def test_a_dry_run_changes_nothing() -> None:
    async def scenario(place: Place) -> None:
        done = await place.calibration.run([*asked(*SUBJECTS[:6]), *NEAR], most_false=0.05, keep=False)
        assert done.after.threshold > ranking.ANSWERABLE
        assert await place.calibration.thresholds() == ()
        assert (await place.knowledge.search("Kundenportal geht drei Tage Farbe 1")).answerable

    play(scenario)


def test_a_packs_threshold_holds_for_its_articles_only() -> None:
    async def scenario(place: Place) -> None:
        done = await place.calibration.run([*asked(*SUBJECTS[6:]), *NEAR], pack="strom", most_false=0.05)
        found = await place.knowledge.search("Kundenportal geht drei Tage Farbe 1", limit=20)
        assert found.answerable
        assert {hit.pack for hit in found.cards} == {""}
        assert {hit.pack for hit in found.hits if not hit.sure} == {"strom"}
        assert all(hit.score < done.after.threshold for hit in found.hits if not hit.sure)
        # What is sure comes first, so that a limit never hides the only card.
        assert (await place.knowledge.search("Kundenportal geht drei Tage Farbe 1", limit=1)).answerable

    play(scenario)


def test_questions_about_other_articles_have_no_answer_in_a_pack() -> None:
    async def scenario(place: Place) -> None:
        with pytest.raises(InputProblem, match="calibration_too_few") as problem:
            await place.calibration.run([*asked(*SUBJECTS[:6]), *NOTHING], pack="strom", most_false=0.05)
        assert (problem.value.params["answerable"], problem.value.params["unanswerable"]) == (0, 32)
        # The home's threshold holds for packs that have none of their own, so their articles count there.
        done = await place.calibration.run([*asked(*SUBJECTS), *NOTHING], most_false=0.05)
        assert done.after.answerable == 24

    play(scenario)


def test_without_an_embedder_another_threshold_holds() -> None:
    async def scenario(place: Place) -> None:
        await place.calibration.run([*asked(*SUBJECTS[:6]), *NEAR], most_false=0.05)
        place.semantic.broken = True
        query = "Kundenportal geht drei Tage Farbe 1"
        alone = await place.knowledge.search(query)
        assert alone.scored_by == ""
        assert all(hit.sure == (hit.score >= ranking.ANSWERABLE) for hit in alone.hits)
        done = await place.calibration.run([*asked(*SUBJECTS[:6]), *NEAR], most_false=0.05)
        assert done.threshold.embedder == ""
        assert len(await place.calibration.thresholds()) == 2

    play(scenario)


def test_an_embedder_that_fails_on_the_way_ends_the_run() -> None:
    async def scenario(place: Place) -> None:
        with pytest.raises(WorkerProblem, match="calibration_interrupted"):
            await place.calibration.run([*asked(*SUBJECTS[:6]), *NEAR], most_false=0.05)
        assert await place.calibration.thresholds() == ()

    play(scenario, _Failing())


def test_unknown_articles_and_packs_are_named_before_anything_is_asked() -> None:
    async def scenario(place: Place) -> None:
        wrong = Question("f7", "Umzug", {"Umzug": 2, "fehlt": 1}, "de")
        with pytest.raises(InputProblem) as problem:
            await place.calibration.run([*asked(*SUBJECTS[:6]), wrong, *NEAR], most_false=0.05)
        assert (problem.value.key, problem.value.params) == (
            "calibration_article_unknown", {"question": "f7", "article": "fehlt"},
        )  # fmt: skip
        with pytest.raises(InputProblem, match="pack_unknown"):
            await place.calibration.run([*asked(*SUBJECTS[:6]), *NEAR], pack="gas", most_false=0.05)
        with pytest.raises(InputProblem, match="pack_unknown"):
            await place.calibration.set(0.5, pack="gas")
        assert place.semantic.asked == []

    play(scenario)


def test_set_by_hand_and_taken_back() -> None:
    async def scenario(place: Place) -> None:
        await place.calibration.set(0.99)
        assert await place.calibration.thresholds() == (PackThreshold("", "fake", 0.99, date(2026, 2, 1)),)
        assert not (await place.knowledge.search("Kundenportal geht drei Tage Farbe 1")).answerable
        assert await place.calibration.reset()
        assert not await place.calibration.reset()
        assert (await place.knowledge.search("Kundenportal geht drei Tage Farbe 1")).answerable

    play(scenario)


def test_cards_of_a_turn_keep_to_the_threshold() -> None:
    conversation = Conversation(
        ConversationId("c"), (Turn(1, "customer", "Umzug im Kundenportal, wie lange dauert das?"),), language="de"
    )

    async def scenario(place: Place) -> None:
        await place.knowledge.prepare()
        assert {card.hit.article_id for card in await place.knowledge.for_turn(conversation) if card.hit} == {"Umzug"}
        await place.calibration.set(1.0)
        assert await place.knowledge.for_turn(conversation) == ()

    play(scenario)
