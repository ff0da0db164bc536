"""Calibrates from which score on a hit is a card: runs example questions through the product's own search and counts.

Owns the run and what is set; the counting and the choice are in `domain.thresholds`. Must not decide anything while it
is unsure with what was scored: an embedder that fails on the way ends the run. Lives on the core loop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lotse.domain.errors import InputProblem, WorkerProblem
from lotse.domain.evaluation_cases import Question
from lotse.domain.filters import OWN
from lotse.domain.knowledge import ArticleId, SearchAnswer
from lotse.domain.thresholds import (
    Level,
    Outcome,
    PackThreshold,
    Thresholds,
    check_enough,
    chosen,
    level,
    levels,
)
from lotse.services.evaluation_ports import CaseReading
from lotse.services.knowledge import Knowledge
from lotse.services.ports import Clock, KnowledgeStore, Progress

HITS = 20
"""Deep enough that a pack's best hit is among them where other packs answer too."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """`threshold` is what was chosen; `before` what held until then, as a level; `levels` all there were to choose
    from."""

    threshold: PackThreshold
    before: Level
    after: Level
    levels: tuple[Level, ...]


class Calibration:
    def __init__(self, *, reading: CaseReading, store: KnowledgeStore, knowledge: Knowledge, clock: Clock) -> None:
        self._reading = reading
        self._store = store
        self._knowledge = knowledge
        self._clock = clock

    def questions(self, file: Path) -> tuple[Question, ...]:
        """Example questions with the articles that answer them. Raises `InputProblem` naming the line."""
        return self._reading.questions(file)

    async def run(
        self,
        questions: Sequence[Question],
        *,
        pack: str = OWN,
        most_false: float,
        keep: bool = True,
        progress: Progress | None = None,
    ) -> Calibrated:
        """Choose the threshold for the articles of `pack` (`OWN`: of no pack) and keep it.

        A question is one without an answer when none of its articles is among those the threshold is for. Raises
        `InputProblem`: `pack_unknown`, `calibration_article_unknown`, `calibration_too_few`, `calibration_impossible`;
        `WorkerProblem("calibration_interrupted")` when the embedder failed on the way. Then nothing has changed.
        """
        await self._check_pack(pack)
        packs = await self._packs(questions)
        await self._knowledge.prepare()
        answers: list[SearchAnswer] = []
        for done, question in enumerate(questions, 1):
            answers.append(await self._knowledge.search(question.query, limit=HITS))
            if progress is not None:
                progress(done, len(questions))
        embedders = {answer.scored_by for answer in answers}
        if len(embedders) > 1:
            raise WorkerProblem("calibration_interrupted")
        embedder = next(iter(embedders), "")
        now = await self._knowledge.thresholds()

        def governed(of: str) -> bool:
            return now.governed(pack, of, embedder)

        outcomes = [
            _outcome(
                answer,
                {id_: grade for id_, grade in question.relevant.items() if grade and governed(packs[ArticleId(id_)])},
                governed,
            )
            for question, answer in zip(questions, answers, strict=True)
        ]
        check_enough(outcomes, most_false)
        found = levels(outcomes)
        after = chosen(found, most_false)
        threshold = PackThreshold(
            pack, embedder, after.threshold, self._clock.today(), most_false,
            after.answered, after.answerable, after.false_answers, after.unanswerable,
        )  # fmt: skip
        if keep:
            await self._keep(threshold)
        return Calibrated(threshold, level(outcomes, now.of(pack, embedder)), after, found)

    async def thresholds(self) -> tuple[PackThreshold, ...]:
        """What was set here."""
        return await self._store.thresholds()

    async def now(self) -> Thresholds:
        """What holds, with the default."""
        return await self._knowledge.thresholds()

    async def embedder(self) -> str:
        """The fingerprint of the embedder that answers now; empty when words alone do."""
        await self._knowledge.prepare()
        return (await self._knowledge.search("Lotse", limit=1)).scored_by

    async def set(self, threshold: float, *, pack: str = OWN) -> PackThreshold:
        """Set by hand what was calibrated elsewhere with the same embedder. Raises `InputProblem("pack_unknown")`."""
        await self._check_pack(pack)
        one = PackThreshold(pack, await self.embedder(), threshold, self._clock.today())
        await self._keep(one)
        return one

    async def reset(self, pack: str = OWN) -> bool:
        """Take back what was set for a pack, with every embedder; whether there was something."""
        dropped = await self._store.drop_threshold(pack)
        self._knowledge.forget()
        return dropped

    async def _keep(self, threshold: PackThreshold) -> None:
        await self._store.keep_threshold(threshold)
        self._knowledge.forget()

    async def _check_pack(self, pack: str) -> None:
        known = {one.value for one in (await self._knowledge.filter_values()).packs}
        if pack != OWN and pack not in known:
            raise InputProblem("pack_unknown", name=pack[:80])

    async def _packs(self, questions: Sequence[Question]) -> Mapping[ArticleId, str]:
        asked = dict.fromkeys(ArticleId(id_) for question in questions for id_ in question.relevant)
        found = await self._store.packs_of(asked)
        for question in questions:
            missing = next((id_ for id_ in question.relevant if ArticleId(id_) not in found), None)
            if missing is not None:
                raise InputProblem("calibration_article_unknown", question=question.id[:80], article=str(missing)[:100])
        return found


def _outcome(answer: SearchAnswer, relevant: Mapping[str, int], governed: Callable[[str], bool]) -> Outcome:
    # By score: what is sure stands first in an answer, by thresholds that are to be replaced.
    best = max((hit for hit in answer.hits if governed(hit.pack)), key=lambda hit: hit.score, default=None)
    if best is None:
        return Outcome(0.0, bool(relevant))
    grade = relevant.get(best.article_id, 0)
    return Outcome(best.score, bool(relevant), right=grade > 0 and grade == max(relevant.values()), helps=grade > 0)
