"""Editing by the services: released articles are found, drafts are not, and no customer gets into the knowledge."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lotse.domain.conversations import Conversation
from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.services.editing import DRAFT_FIELD, Editing
from lotse.services.events import KnowledgeChanged
from lotse.services.knowledge import Knowledge
from lotse.services.knowledge_check import KnowledgeCheck
from lotse.services.notes import Notes
from lotse.storage.cases import open_cases
from lotse.storage.database import Database
from lotse.storage.knowledge import KnowledgeFile, open_knowledge
from lotse.storage.knowledge_editing import KnowledgeEditing
from tests.domain.test_depersonalising import PERSONAL, TALK, WORDS
from tests.fakes.semantic import FakeSemantic
from tests.fakes.writer import ScriptedWriter

TODAY = date(2026, 2, 3)
REFUND = (
    "Wurde derselbe Abschlag zweimal von Ihrem Konto eingezogen, erstatten wir den zu viel gezahlten Betrag auf das "
    "Konto, von dem er eingezogen wurde. Die Erstattung dauert {} Werktage. Ein Antrag ist dafür nicht nötig."
)
ARTICLES = (
    Article(ArticleId("a"), "Abschlag doppelt abgebucht", REFUND.format(5)),
    Article(ArticleId("b"), "Doppelt abgebuchter Abschlag", REFUND.format(14)),
    Article(ArticleId("c"), "Lastschrift zweimal eingezogen", REFUND.format(5)),
    Article(ArticleId("umzug"), "Umzug melden", "Melden Sie ihn. Siehe [hier](weg.md).", valid_to=date(2025, 12, 31)),
)


@dataclass
class _Clock:
    day: date = TODAY

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 10, 14, tzinfo=UTC)

    def today(self) -> date:
        return self.day


@dataclass
class _Ids:
    made: int = 0

    def new(self) -> str:
        self.made += 1
        return f"id-{self.made}"


@dataclass
class _Events:
    published: list[object] = field(default_factory=list)

    def publish(self, event: object) -> None:
        self.published.append(event)


@dataclass
class Site:
    editing: Editing
    knowledge: Knowledge
    cases: object
    store: KnowledgeFile
    events: _Events
    clock: _Clock

    async def found(self, query: str) -> list[str]:
        answer = await self.knowledge.search(query)
        return [hit.article_id for hit in answer.hits] if answer.answerable else []


Scenario = Callable[[Site], Awaitable[None]]


def play(scenario: Scenario, *, path: Path | None = None, talk: Conversation = TALK) -> None:
    async def run() -> None:
        store = await open_knowledge(Database(path / "knowledge.db" if path else None, None))
        cases = await open_cases(Database(None, None))
        try:
            await cases.add_conversation(talk)
            clock, ids, events = _Clock(), _Ids(), _Events()
            knowledge = Knowledge(store=store, semantic=FakeSemantic(broken=True), events=events, clock=clock)
            await knowledge.import_articles(ARTICLES)
            events.published.clear()
            notes = Notes(store=cases, writer=ScriptedWriter(), events=events, clock=clock, ids=ids)
            beside = KnowledgeEditing(store.database)
            editing = Editing(
                store=beside,
                knowledge=knowledge,
                check=KnowledgeCheck(store=store, editing=beside, clock=clock),
                cases=cases,
                notes=notes,
                clock=clock,
                ids=ids,
                words={"de": {**WORDS, "question": "Anliegen", "answer": "Antwort", "next_steps": "Weiter"}},
            )
            await scenario(Site(editing, knowledge, cases, store, events, clock))
        finally:
            await store.close()
            await cases.close()

    asyncio.run(run())


def test_the_check_names_each_fault_once_and_what_is_intended_stays_away() -> None:
    async def scenario(site: Site) -> None:
        result = await site.editing.check()
        told = {(one.kind, one.article_id, one.other_id) for one in result.findings}
        assert told == {
            ("contradiction", "a", "b"),
            ("near_duplicate", "a", "b"),
            ("near_duplicate", "a", "c"),
            ("near_duplicate", "b", "c"),
            ("outdated", "umzug", None),
            ("broken_reference", "umzug", None),
        }
        for finding in result.findings:
            if finding.kind == "near_duplicate":
                await site.editing.intend(finding)
        again = await site.editing.check()
        assert {one.kind for one in again.findings} == {"contradiction", "outdated", "broken_reference"}
        assert again.intended == 3

    play(scenario)


def test_a_check_after_an_edit_says_the_same_as_a_first_one() -> None:
    async def scenario(site: Site) -> None:
        await site.editing.check()
        await site.editing.save(replace(ARTICLES[1], body=REFUND.format(5)))
        await site.editing.save(replace(ARTICLES[2], body=REFUND.format(9), title="Abschlag doppelt abgebucht"))
        await site.editing.merge(ArticleId("b"), ArticleId("a"))
        fresh = KnowledgeCheck(store=site.store, editing=KnowledgeEditing(site.store.database), clock=site.clock)
        assert set((await site.editing.check()).findings) == set((await fresh.check()).findings)
        assert ("contradiction", "a", "c") in {
            (one.kind, one.article_id, one.other_id) for one in (await site.editing.check()).findings
        }

    play(scenario)


def test_an_article_that_ended_is_no_longer_compared() -> None:
    async def scenario(site: Site) -> None:
        await site.editing.end(ArticleId("b"))
        ended = await site.editing.open(ArticleId("b"))
        assert ended.article.valid_to == date(2026, 2, 2)
        kinds = [(one.kind, one.article_id, one.other_id) for one in (await site.editing.check()).findings]
        assert ("near_duplicate", "a", "c") in kinds
        assert all("b" not in pair for kind, *pair in kinds if kind != "outdated")

    play(scenario)


def test_a_saved_article_is_found_at_once_and_everybody_is_told() -> None:
    async def scenario(site: Site) -> None:
        opened = await site.editing.open(ArticleId("umzug"))
        text = "Melden Sie den Umzug. Die Photographie des Zählers genügt."
        saved = await site.editing.save(replace(opened.article, body=text, valid_to=None))
        assert (saved.state, saved.origin) == ("published", "edited")
        assert await site.found("Photographie des Zählers") == ["umzug"]
        assert [type(event) for event in site.events.published] == [KnowledgeChanged]
        newest, oldest = await site.editing.versions(ArticleId("umzug"))
        assert (newest.day, oldest.article.body) == (TODAY, ARTICLES[3].body)

    play(scenario)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": "  "}, "article_without_title"),
        ({"body": "\n"}, "article_without_text"),
        ({"body": "x" * 2_000_001}, "article_over_length"),
        ({"valid_from": date(2026, 3, 1), "valid_to": date(2026, 2, 1)}, "article_ends_before_it_begins"),
    ],
)
def test_what_nobody_could_use_is_refused_and_changes_nothing(changes: dict[str, object], reason: str) -> None:
    async def scenario(site: Site) -> None:
        with pytest.raises(InputProblem) as refused:
            await site.editing.save(replace(ARTICLES[0], **changes))  # type: ignore[arg-type]
        assert refused.value.key == reason
        assert (await site.editing.open(ArticleId("a"))).article == ARTICLES[0]

    play(scenario)


def test_an_article_merges_only_into_another_one_that_is_published() -> None:
    async def scenario(site: Site) -> None:
        for into in (ArticleId("a"), (await site.editing.new("Neu")).article.id):
            with pytest.raises(InputProblem, match="merge_target"):
                await site.editing.merge(ArticleId("a"), into)
        await site.editing.merge(ArticleId("c"), ArticleId("a"))
        assert (await site.editing.open(ArticleId("c"))).redirect_to == "a"
        await site.editing.restore(ArticleId("c"))
        assert (await site.editing.open(ArticleId("c"))).state == "published"

    play(scenario)


def test_a_draft_from_a_conversation_knows_no_customer_and_nobody_finds_it(tmp_path: Path) -> None:
    async def scenario(site: Site) -> None:
        proposal = await site.editing.propose(TALK.id)
        article = proposal.opened.article
        said = f"{article.title}\n{article.body}\n{article.tags}"
        assert [one for one in PERSONAL if one.casefold() in said.casefold()] == []
        assert "innerhalb von 5 Werktagen" in article.body
        assert "doppelt abgebucht" in article.body.casefold()
        assert "Kestrup" in " ".join(one.text for one in proposal.draft.removed)
        assert [hit.article_id for hit in proposal.duplicates][:1] == ["a"]
        assert article.id not in await site.found("Abschlag doppelt abgebucht erstatten")
        assert (await site.editing.open(article.id)).origin == "case"
        # Asked again, it is the same draft; thrown away, another one.
        assert (await site.editing.propose(TALK.id)).opened.article.id == article.id
        await site.editing.discard(article.id)
        assert (await site.editing.propose(TALK.id)).opened.article.id != article.id

    play(scenario, path=tmp_path, talk=replace(TALK, ended=True))
    content = b"".join(file.read_bytes() for file in tmp_path.glob("knowledge.db*"))
    assert b"Werktagen" in content, "the draft is in the file"
    for secret in (TALK.id, "Kestrup", "10482931", "DE89", "Lindenstr"):
        assert secret.encode() not in content


def test_which_draft_came_of_a_conversation_is_known_to_the_cases_only() -> None:
    async def scenario(site: Site) -> None:
        proposal = await site.editing.propose(TALK.id)
        drafts = await site.cases.drafts(TALK.id)  # type: ignore[attr-defined]
        assert drafts[DRAFT_FIELD] == proposal.opened.article.id

    play(scenario, talk=replace(TALK, ended=True))


def test_no_article_comes_of_a_conversation_that_goes_on_or_is_sensitive() -> None:
    async def unsolved(site: Site) -> None:
        with pytest.raises(InputProblem, match="draft_unsolved"):
            await site.editing.propose(TALK.id)

    async def sensitive(site: Site) -> None:
        with pytest.raises(InputProblem, match="draft_sensitive"):
            await site.editing.propose(TALK.id)

    play(unsolved)
    first = replace(TALK.turns[0], text="Mein Vater ist verstorben, es geht um seinen Vertrag.")
    play(sensitive, talk=replace(TALK, turns=(first, *TALK.turns[1:]), ended=True))


def test_a_search_in_vain_becomes_a_wanted_question_without_the_customer() -> None:
    async def scenario(site: Site) -> None:
        await site.editing.missed("Wallbox anmelden für Kestrup 10482931", TALK.id)
        await site.editing.missed("wallbox anmelden")
        await site.editing.missed("10482931", TALK.id)
        await site.editing.missed("hallo")
        (wanted,) = (await site.editing.check()).wanted
        assert wanted.count == 2
        assert "kestrup" not in f"{wanted.question} {wanted.others}".casefold()
        assert "10482931" not in f"{wanted.question} {wanted.others}"
        await site.editing.forget_wanted(wanted)
        assert (await site.editing.check()).wanted == ()

    play(scenario)


def test_what_agents_say_comes_up_until_an_editor_has_saved() -> None:
    async def scenario(site: Site) -> None:
        await site.editing.say(ArticleId("a"), "wrong")
        await site.editing.say(ArticleId("a"), "wrong")
        await site.editing.say(ArticleId("c"), "helps")
        await site.editing.say(ArticleId("c"), "outdated")
        await site.editing.say(ArticleId("c"), "outdated", taken_back=True)
        said = [one for one in (await site.editing.check()).findings if one.kind == "feedback"]
        assert [(one.article_id, one.reason, one.count, one.here) for one in said] == [("a", "wrong", 2, "2026-02-03")]
        await site.editing.save(ARTICLES[0])
        assert not [one for one in (await site.editing.check()).findings if one.kind == "feedback"]

    play(scenario)


def test_an_article_that_was_never_found_is_told_once_something_was() -> None:
    async def scenario(site: Site) -> None:
        assert not [one for one in (await site.editing.check()).findings if one.kind == "never_found"]
        await site.editing.found((ArticleId("a"), ArticleId("a")))
        never = [one.article_id for one in (await site.editing.check()).findings if one.kind == "never_found"]
        assert sorted(never) == ["b", "c"], "an outdated one is not looked for"

    play(scenario)


def test_what_is_typed_is_kept_beside_the_article_until_it_is_saved_or_thrown_away() -> None:
    async def scenario(site: Site) -> None:
        typed = replace(ARTICLES[0], title="", body="Halb fertig")
        assert (await site.editing.keep(typed)).typed == typed
        opened = await site.editing.open(ArticleId("a"))
        assert (opened.article, opened.typed) == (ARTICLES[0], typed)
        assert [(row.id, row.unsaved) for row in await site.editing.rows() if row.unsaved] == [("a", True)]
        assert len(await site.editing.rows()) == len(ARTICLES)
        assert await site.found("Halb fertig") == []
        await site.editing.discard(ArticleId("a"))
        assert (await site.editing.open(ArticleId("a"))).typed is None
        await site.editing.keep(typed)
        await site.editing.save(replace(typed, title="Abschlag"))
        assert (await site.editing.open(ArticleId("a"))).typed is None
        await site.editing.keep(typed)
        await site.editing.keep((await site.editing.open(ArticleId("a"))).article)
        assert (await site.editing.open(ArticleId("a"))).typed is None

    play(scenario)
