"""What fills the roles is measured as the product uses it; nothing hides behind a fallback, and a run can go on later."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lotse.domain.conversations import Conversation
from lotse.domain.errors import Message, WorkerProblem
from lotse.domain.evaluation import ROLES, EvaluatedRole
from lotse.domain.evaluation_cases import Cases, Dialogue, Gold, Pair, Question, Threshold
from lotse.domain.evaluation_claims import Statement
from lotse.domain.increments import RawClaim
from lotse.domain.knowledge import Article, ArticleId
from lotse.services.evaluation import Evaluation, EvaluationReport
from lotse.services.evaluation_notes import NotesPart
from lotse.services.evaluation_ports import Groups, Item, Part, Record
from lotse.services.evaluation_search import SearchPart
from lotse.services.evaluation_translation import TranslationPart
from lotse.services.ports import ModelEntry, ModelRole
from lotse.services.translation import Translation
from tests.domain.talk import talk
from tests.fakes.semantic import FakeSemantic
from tests.fakes.stores import FakeCaseStore, FakeKnowledgeStore
from tests.fakes.translator import FakeTranslator
from tests.fakes.writer import ScriptedWriter


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 2, 3, 10, 0, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 2, 3)


class Ids:
    def __init__(self) -> None:
        self.last = 0

    def new(self) -> str:
        self.last += 1
        return f"id-{self.last}"


class Deaf:
    def publish(self, event: object) -> None: ...


class Stopwatch:
    """Every look is a millisecond later."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> float:
        self.looks += 1
        return self.looks / 1000


def model(role: EvaluatedRole, sha256: str = "a" * 64) -> ModelEntry:
    return ModelEntry(f"small-{role}", role, Path("small.bin"), sha256, 10, "CC0-1.0", ("de", "en"))


class Catalog:
    """Only what an evaluation asks for."""

    def __init__(self, *models: ModelEntry) -> None:
        self.models = models

    async def active(self, role: ModelRole) -> tuple[ModelEntry, ...]:
        return tuple(entry for entry in self.models if entry.role == role)


class Records:
    """A `RecordStore` that keeps only what survives JSON."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, dict[str, Record]]] = {}

    def known(self, role: str, key: str) -> Mapping[str, Record]:
        before, records = self.kept.get(role, ("", {}))
        return dict(records) if before == key else {}

    def begin(self, role: str, key: str, kept: Mapping[str, Record]) -> None:
        self.kept[role] = (key, dict(kept))

    def add(self, role: str, case: str, record: Record) -> None:
        self.kept[role][1][case] = json.loads(json.dumps(record))


class CountingPart:
    """Measures cases named by numbers; `failing` ones give what the fallback gives."""

    role: EvaluatedRole = "llm"

    def __init__(self, *, failing: Sequence[str] = (), unavailable: str = "", stop_at: str = "") -> None:
        self.failing = failing
        self.unavailable = unavailable
        self.stop_at = stop_at
        self.measured: list[str] = []

    def items(self, cases: Cases) -> Sequence[Item]:
        return [Item(str(n), case) for n, case in enumerate(cases.dialogues, 1)]

    async def prepare(self, cases: Cases) -> None:
        if self.unavailable:
            raise WorkerProblem(self.unavailable)

    async def measure(self, item: Item) -> Record:
        if item.id == self.stop_at:
            raise asyncio.CancelledError
        self.measured.append(item.id)
        return {"value": int(item.id), "failed": "worker_crashed" if item.id in self.failing else ""}

    def figures(self, records: Sequence[Record]) -> Mapping[str, Groups]:
        return {"note": {"all": {"claims_f1": sum(record["value"] for record in records) / 10}}}


def cases(count: int = 4, fingerprint: str = "cases") -> Cases:
    one = Dialogue(talk("c Guten Tag"), Gold())
    return Cases("c", dialogues=(one,) * count, fingerprints={"llm": fingerprint})


def evaluation(*parts: Part, records: Records | None = None, models: Sequence[ModelEntry] | None = None) -> Evaluation:
    async def machine() -> dict[str, Any]:
        return {"cores": 2}

    return Evaluation(
        reading=None,  # type: ignore[arg-type]
        records=records or Records(),
        catalog=Catalog(*([model(role) for role in ROLES] if models is None else models)),  # type: ignore[arg-type]
        parts=parts,
        machine=machine,
        clock=Clock(),
        stopwatch=Stopwatch(),
        version="1",
    )


def run(made: Evaluation, of: Cases, **how: Any) -> EvaluationReport:
    return asyncio.run(made.run(of, **{"roles": ("llm",), **how}))


# --- the run ---------------------------------------------------------------------------------------------------------


def test_every_case_is_measured_and_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    report = run(evaluation(CountingPart()), cases(), on_progress=lambda *now: told.append(now))
    assert told == [("llm", done, 4) for done in range(5)]
    assert report.roles[0].systems == {"note": {"all": {"claims_f1": 1.0}}}
    assert (report.roles[0].items, report.roles[0].failed, report.complete) == (4, 0, True)
    assert report.verdict is None


def test_a_limit_takes_cases_from_the_whole_file() -> None:
    part = CountingPart()
    report = run(evaluation(part), cases(), limit=2)
    assert part.measured == ["1", "3"]
    assert (report.roles[0].items, report.roles[0].cases, report.limit) == (2, 4, 2)


def test_thresholds_decide() -> None:
    enough, more = Threshold("llm.note.all.claims_f1", low=1.0), Threshold("llm.note.all.claims_f1", low=1.1)
    assert run(evaluation(CountingPart()), cases(), thresholds=[enough]).verdict == "passed"
    assert run(evaluation(CountingPart()), cases(), thresholds=[enough, more]).verdict == "failed"


def test_thresholds_of_a_role_that_was_not_asked_for_are_left_out() -> None:
    other = Threshold("embedder.fused.all.top1", low=0.5)
    assert run(evaluation(CountingPart()), cases(), thresholds=[other]).checked == ()


def test_without_a_model_the_role_is_not_evaluated_and_its_thresholds_are_not_passed() -> None:
    part = CountingPart()
    threshold = Threshold("llm.note.all.claims_f1", high=1.0)
    report = run(evaluation(part, models=[]), cases(), thresholds=[threshold])
    assert report.roles[0].reason == Message("eval_no_model")
    assert (report.complete, report.verdict, part.measured) == (False, "incomplete", [])


def test_a_model_that_cannot_be_loaded_is_named_with_the_reason() -> None:
    report = run(evaluation(CountingPart(unavailable="model_damaged")), cases())
    assert report.roles[0].reason == Message("model_damaged")
    assert report.roles[0].models == (model("llm"),)
    assert not report.complete


def test_a_part_without_cases_is_said_and_is_no_failure() -> None:
    report = run(evaluation(CountingPart()), cases(0))
    assert report.roles[0].reason == Message("eval_no_cases")
    assert report.complete


def test_a_case_the_model_fails_on_counts_with_what_the_user_gets_instead() -> None:
    report = run(evaluation(CountingPart(failing=("2",))), cases())
    assert (report.roles[0].failed, report.roles[0].items) == (1, 4)
    assert report.roles[0].systems["note"]["all"]["claims_f1"] == 1.0


def test_a_model_that_fails_from_the_first_case_on_is_not_evaluated() -> None:
    part = CountingPart(failing=("1", "2", "3", "4"))
    report = run(evaluation(part), cases())
    assert report.roles[0].reason == Message("worker_crashed")
    assert part.measured == ["1", "2", "3"]


# --- going on --------------------------------------------------------------------------------------------------------


def interrupted(records: Records, *, of: Cases | None = None) -> None:
    part = CountingPart(stop_at="3")
    with pytest.raises(asyncio.CancelledError):
        run(evaluation(part, records=records), of or cases())
    assert part.measured == ["1", "2"]


def test_an_interrupted_run_goes_on_where_it_was() -> None:
    records = Records()
    interrupted(records)
    part = CountingPart()
    report = run(evaluation(part, records=records), cases(), resume=True)
    assert part.measured == ["3", "4"]
    assert report.roles[0].resumed == 2
    assert report.roles[0].systems == {"note": {"all": {"claims_f1": 1.0}}}


def test_without_resume_a_run_begins_anew() -> None:
    records = Records()
    interrupted(records)
    part = CountingPart()
    run(evaluation(part, records=records), cases())
    assert part.measured == ["1", "2", "3", "4"]


@pytest.mark.parametrize("changed", ["model", "cases", "day"])
def test_another_model_other_cases_or_another_day_begin_anew(changed: str) -> None:
    records = Records()
    interrupted(records)
    part = CountingPart()
    models = [model("llm", "b" * 64)] if changed == "model" else None
    of = cases(fingerprint="others") if changed == "cases" else cases()
    of = replace(of, as_of=date(2020, 1, 1)) if changed == "day" else of
    report = run(evaluation(part, records=records, models=models), of, resume=True)
    assert part.measured == ["1", "2", "3", "4"]
    assert report.roles[0].resumed == 0


def test_a_failed_case_is_tried_again() -> None:
    records = Records()
    run(evaluation(CountingPart(failing=("2",)), records=records), cases())
    part = CountingPart()
    run(evaluation(part, records=records), cases(), resume=True)
    assert part.measured == ["2"]


# --- notes -----------------------------------------------------------------------------------------------------------

TALK = talk(
    "c Guten Tag, mein Router funktioniert nicht. Meine Kundennummer ist 4711-22.",
    "a Haben Sie ihn schon neu gestartet?",
    "c Ja, ich habe ihn schon neu gestartet, hat nichts gebracht. Was kostet ein neuer Router?",
    "a Das kann ich Ihnen noch nicht sagen.",
    "c Der Router kostet mich Nerven. Gut, danke.",
)
GOLD = Gold(
    statements=(
        Statement("intents", "Router funktioniert nicht", (1,)),
        Statement("facts", value="471122", turns=(1,), key="customer_number"),
        Statement("steps_tried", "Router neu gestartet", (2, 3)),
        Statement("open_questions", "Was kostet ein neuer Router?", (3,)),
    ),
    outcome=("unresolved", "partly", "unknown"),
    sensitive={},
    handover=False,
)
QUESTION = RawClaim("open", (3,), text="Was kostet ein neuer Router?")
LIE = RawClaim("fact", (1,), key="phone", value="0171 3920045")


def notes_part(*scripts: Sequence[RawClaim | WorkerProblem], model_id: str | None = "small") -> NotesPart:
    return NotesPart(
        store=FakeCaseStore(),
        writer=ScriptedWriter((), *scripts, model_id=model_id),  # the first pass loads the model
        events=Deaf(),
        clock=Clock(),
        ids=Ids(),
        stopwatch=Stopwatch(),
    )


def dialogues(*found: Conversation) -> Cases:
    return Cases("n", dialogues=tuple(Dialogue(one, GOLD) for one in found), fingerprints={"llm": "x"})


def test_the_note_the_rules_and_the_model_alone_stand_beside_each_other() -> None:
    report = run(evaluation(notes_part([QUESTION, LIE])), dialogues(TALK))
    systems = report.roles[0].systems
    assert systems["note"]["all"]["facts_f1"] == systems["rules"]["all"]["facts_f1"] == 1.0
    assert systems["model"]["all"]["open_questions_precision"] == 1.0
    assert systems["model"]["all"]["claims_recall"] == 0.25
    assert systems["note"]["all"] == systems["note"]["de"] | {}
    assert systems["note"]["all"]["outcome"] == 1.0


def test_what_the_checks_refuse_is_counted_before_it_is_dropped() -> None:
    figures = run(evaluation(notes_part([QUESTION, LIE])), dialogues(TALK)).roles[0].systems
    assert figures["model"]["all"]["unsupported"] == 0.5
    assert figures["model"]["all"]["numbers"] < 1.0
    assert figures["note"]["all"]["numbers"] == 1.0
    assert "unsupported" not in figures["rules"]["all"]


def test_the_same_conversation_twice_is_two_cases() -> None:
    report = run(evaluation(notes_part([QUESTION], [QUESTION])), dialogues(TALK, TALK))
    assert report.roles[0].items == 2
    assert report.roles[0].systems["model"]["all"]["open_questions_f1"] == 1.0


def test_a_writer_that_fails_leaves_the_rules_note_and_is_counted() -> None:
    part = notes_part([QUESTION], [WorkerProblem("generation_failed")])
    report = run(evaluation(part), dialogues(TALK, TALK))
    assert report.roles[0].failed == 1
    assert report.roles[0].systems["note"]["all"]["facts_f1"] == 1.0


def test_a_writer_without_a_model_is_not_evaluated() -> None:
    report = run(evaluation(notes_part(model_id=None)), dialogues(TALK))
    assert report.roles[0].reason == Message("no_model")


# --- search ----------------------------------------------------------------------------------------------------------

ARTICLES = (
    Article(ArticleId("bill"), "Rechnung verstehen", "Wie sich die Rechnung zusammensetzt."),
    Article(ArticleId("meter"), "Zählerstand melden", "So lesen Sie den Zähler ab."),
    Article(ArticleId("old"), "Abschlag", "Der Abschlag von früher.", valid_to=date(2020, 1, 1)),
)
QUESTIONS = (
    Question("1", "Rechnung verstehen", {"bill": 2}, "de"),
    Question("2", "meter", {"meter": 2}, "en"),
    Question("3", "Hundesteuer", {}, "de"),
)


def searched(semantic: FakeSemantic, of: tuple[Question, ...] = QUESTIONS, **more: Any) -> EvaluationReport:
    part = SearchPart(
        store=FakeKnowledgeStore(), semantic=semantic, events=Deaf(), clock=Clock(), stopwatch=Stopwatch()
    )
    held = Cases("s", articles=ARTICLES, questions=of, fingerprints={"embedder": "x"}, **more)
    return run(evaluation(part), held, roles=("embedder",))


def test_words_alone_miss_what_meaning_finds() -> None:
    systems = searched(FakeSemantic()).roles[0].systems
    assert systems["words"]["en"]["ndcg10"] == 0.0
    assert systems["meaning"]["en"]["ndcg10"] == 1.0
    assert systems["fused"]["en"]["ndcg10"] == 1.0
    assert systems["fused"]["de"]["false_answers"] == 0.0
    assert systems["words"]["de"]["top1"] == 1.0


def test_search_without_its_embedder_is_not_evaluated_behind_its_fallback() -> None:
    report = searched(FakeSemantic(broken=True))
    assert report.roles[0].reason == Message("search_fallback")


def test_the_day_of_the_cases_decides_which_articles_are_valid() -> None:
    asked = (Question("1", "Abschlag von früher", {"old": 2}, "de"),)
    assert searched(FakeSemantic(), asked).roles[0].systems["words"]["all"]["top1"] == 0.0
    then = searched(FakeSemantic(), asked, as_of=date(2019, 6, 1))
    assert then.roles[0].systems["words"]["all"]["top1"] == 1.0


# --- translation -----------------------------------------------------------------------------------------------------

PAIRS = (
    Pair("1", "hallo", "hello", "de", "en"),
    Pair("2", "meine rechnung ist falsch", "my invoice is wrong", "de", "en"),
)


def translated(translator: FakeTranslator) -> EvaluationReport:
    part = TranslationPart(translation=Translation(translator=translator, events=Deaf()), stopwatch=Stopwatch())
    return run(evaluation(part), Cases("t", pairs=PAIRS, fingerprints={"translator": "x"}), roles=("translator",))


def test_both_directions_are_measured_beside_the_source_as_it_is() -> None:
    systems = translated(FakeTranslator()).roles[0].systems
    assert set(systems["translation"]) == {"all", "de-en", "en-de"}
    assert systems["translation"]["de-en"]["chrf"] > systems["copy"]["de-en"]["chrf"]
    assert systems["translation"]["all"]["clean"] == 1.0
    assert "ms_p50" in systems["translation"]["all"]
    assert "ms_p50" not in systems["copy"]["all"]


def test_a_direction_without_a_package_is_not_evaluated() -> None:
    report = translated(FakeTranslator(pairs=[("de", "en")]))
    assert report.roles[0].reason == Message("no_package", {"source": "en", "target": "de"})


def test_a_translator_that_does_not_start_is_not_evaluated() -> None:
    assert translated(FakeTranslator(broken=True)).roles[0].reason == Message("translate_fallback")


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_records_hold_no_word_of_a_case() -> None:
    records = Records()
    parts = (notes_part([QUESTION, LIE]),)
    run(evaluation(*parts, records=records), dialogues(TALK))
    kept = json.dumps([record for _, found in records.kept.values() for record in found.values()])
    for word in ("Router", "4711", "3920045", "Guten"):
        assert word not in kept
