"""A worker that is killed or stopped while the services work costs at most what it was doing: the note stays, words
still find passages, the user is told once, the role comes back, and no process is left."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from lotse import bootstrap
from lotse.cli.arguments import Options
from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import Message, WorkerProblem
from lotse.domain.knowledge import Article
from lotse.services.core import Core
from lotse.services.events import ProblemArose, WorkerStateChanged
from lotse.storage import opening
from tests.e2e import small_models
from tests.e2e.running import DEMO, PROGRAM, children, passphrase_file, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds processes through /proc")

TALK = Conversation(
    ConversationId("g-1"),
    (
        Turn(1, "customer", "Meine Kundennummer ist 10482931, der Abschlag von 88,00 € wurde doppelt abgebucht."),
        Turn(2, "agent", "Ich prüfe das und rufe Sie bis zum 6. Februar zurück."),
    ),
)
OTHER = Conversation(ConversationId("g-2"), (Turn(1, "customer", "Mein Zählerstand ist 48321."),))


class Told:
    """What a window would be told; `at_work` is called in the moment a role begins a job."""

    def __init__(self) -> None:
        self.events: list[object] = []
        self.at_work: Callable[[str], None] = lambda role: None

    def publish(self, event: object) -> None:
        self.events.append(event)
        if isinstance(event, WorkerStateChanged) and event.state == "busy":
            self.at_work(event.role)

    @property
    def messages(self) -> list[Message]:
        return [e.message for e in self.events if isinstance(e, (WorkerStateChanged, ProblemArose)) and e.message]

    def states(self, role: str) -> list[str]:
        return [e.state for e in self.events if isinstance(e, WorkerStateChanged) and e.role == role]


def worker(role: str) -> int | None:
    """The process of `role` that this process has started."""
    for pid in children(os.getpid()):
        with suppress(OSError):
            if Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[-3:-1] == [b"--worker", role.encode()]:
                return pid
    return None


def struck(role: str, how: signal.Signals, times: int) -> Callable[[str], None]:
    """Send `how` to the worker of `role` the first `times` times that it begins a job."""
    left = [times]

    def strike(busy: str) -> None:
        pid = worker(role)
        if busy == role and left[0] and pid is not None:
            left[0] -= 1
            os.kill(pid, how)

    return strike


@asynccontextmanager
async def working(home: Path) -> AsyncIterator[tuple[Core, Told]]:
    """The services with real workers on tiny models; afterwards no process is left."""
    small_models.install(home)
    told = Told()
    store = await opening.open_passing_case_store()
    core = await bootstrap.compose(home, store, told, Options(command="window"), pass_knowledge=True)
    try:
        yield core, told
    finally:
        await core.close()
        assert children(os.getpid()) == []


def run(work: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        await asyncio.wait_for(work(), 100)

    asyncio.run(bounded())


# --- the writer of notes ---------------------------------------------------------------------------------------------


def test_a_writer_killed_at_work_leaves_the_note_and_comes_back(home: Path) -> None:
    async def work() -> None:
        async with working(home) as (core, told):
            await core.conversations.add(TALK)
            await core.conversations.add(OTHER)
            instant = await core.notes.instant(TALK)
            told.at_work = struck("llm", signal.SIGKILL, times=1)
            note = await core.notes.refine(TALK)
            assert {claim.id for claim in instant.supported()} <= {claim.id for claim in note.supported()}
            assert "restarting" in told.states("llm") or "off" in told.states("llm")
            assert len(told.messages) <= 1
            await core.notes.refine(OTHER)
            assert core.notes.failure(OTHER.id) is None
            assert core.notes.model_id == "klein-lm"
            assert worker("llm") is not None

    run(work)


def test_a_writer_that_dies_every_time_is_given_up_and_the_user_is_told_once(home: Path) -> None:
    async def work() -> None:
        async with working(home) as (core, told):
            for conversation in (TALK, OTHER):
                await core.conversations.add(conversation)
            instant = await core.notes.instant(TALK)
            told.at_work = struck("llm", signal.SIGKILL, times=100)
            for conversation in (TALK, OTHER, TALK, OTHER):
                note = await core.notes.refine(conversation)
                assert note.supported()
            assert core.notes.model_id is None
            assert told.states("llm")[-1] == "fallback"
            assert instant.supported() == (await core.notes.instant(TALK)).supported()
            # First the conversation whose reading crashed it, then that the role is given up; after that silence.
            keys = list(dict.fromkeys(message.key for message in told.messages))
            assert keys[-1] == "llm_fallback", told.messages
            assert set(keys[:-1]) < {"input_quarantined", "worker_crashed"}
            assert worker("llm") is None

    run(work)


# --- search ----------------------------------------------------------------------------------------------------------

ARTICLES = tuple(
    Article(id=f"a-{n}", title=title, body=body, lang="de")  # type: ignore[arg-type]
    for n, (title, body) in enumerate(
        (
            ("Abschlag ändern", "Den Abschlag ändern Sie im Kundenkonto oder am Telefon."),
            ("Zählerstand melden", "Den Zählerstand melden Sie mit einem Foto."),
            ("Umzug", "Melden Sie den Umzug spätestens zwei Wochen vorher."),
        )
    )
)


def test_a_search_worker_killed_at_work_costs_no_answer_and_comes_back(home: Path) -> None:
    async def work() -> None:
        async with working(home) as (core, told):
            await core.knowledge.import_articles(ARTICLES)
            told.at_work = struck("search", signal.SIGKILL, times=1)
            await core.knowledge.prepare()
            told.at_work = struck("search", signal.SIGKILL, times=1)
            answer = await core.knowledge.search("Abschlag ändern")
            assert answer.hits[0].title == "Abschlag ändern"
            told.at_work = lambda role: None
            await core.knowledge.prepare()
            answer = await core.knowledge.search("Abschlag ändern")
            assert answer.hits[0].title == "Abschlag ändern"
            assert "semantic" in answer.hits[0].why
            assert worker("search") is not None
            assert told.messages == []

    run(work)


def test_a_stopped_search_worker_costs_seconds_and_words_still_answer(home: Path) -> None:
    async def work() -> None:
        async with working(home) as (core, _told):
            await core.knowledge.import_articles(ARTICLES)
            await core.knowledge.prepare()
            stopped = worker("search")
            assert stopped is not None
            os.kill(stopped, signal.SIGSTOP)
            answer = await core.knowledge.search("Zählerstand melden")
            assert answer.hits[0].title == "Zählerstand melden"
            assert answer.hits[0].why == ("lexical",)

    run(work)


# --- translation -----------------------------------------------------------------------------------------------------


def test_a_translator_killed_at_work_is_asked_again(home: Path) -> None:
    async def work() -> None:
        async with working(home) as (core, told):
            await core.translation.pairs()
            told.at_work = struck("translate", signal.SIGKILL, times=1)
            done = await core.translation.translate("the house by the lake", "en", "de")
            assert done.segments
            assert told.states("translate").count("starting") == 2
            assert told.messages == []

    run(work)


def test_a_translator_that_dies_every_time_is_given_up_with_a_reason(home: Path) -> None:
    async def work() -> None:
        async with working(home) as (core, told):
            await core.translation.pairs()
            told.at_work = struck("translate", signal.SIGKILL, times=100)
            for n in range(3):
                with pytest.raises(WorkerProblem):
                    await core.translation.translate(f"the house by the lake {n}", "en", "de")
            turn = Turn(1, "customer", "the invoice by the lake is the house by the lake", language="en")
            assert await core.translation.for_turn(Conversation(ConversationId("g"), (turn,)), turn, "de") is None
            assert [message.key for message in told.messages] == ["translate_fallback"]

    run(work)


# --- nothing is left -------------------------------------------------------------------------------------------------


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_when_the_program_is_killed_its_workers_end_by_themselves(home: Path, tmp_path: Path) -> None:
    small_models.install(home)
    command = [
        *PROGRAM,
        "note",
        DEMO / "conversations.jsonl",
        "--jsonl",
        "--passphrase-file",
        passphrase_file(tmp_path),
    ]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        wait_until(lambda: bool(children(program.pid)), 60)
        workers = children(program.pid)
        program.kill()
    wait_until(lambda: all(map(gone, workers)), 20)
