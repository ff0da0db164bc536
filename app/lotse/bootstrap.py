"""Composition root: the only module that knows every concrete class. Decides nothing but who gets what.

Nothing heavy is imported at module level: the window is painted before stores and services are loaded.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lotse import offline, paths
from lotse.cli import output
from lotse.cli.arguments import Options, parse
from lotse.domain.errors import EnvironmentProblem, InputProblem, LotseError, Message
from lotse.wording import LANGUAGES, Language, catalogue

if TYPE_CHECKING:
    from lotse.desktop.core_port import CorePort, MakeCore, StoreKey
    from lotse.domain.site import Site
    from lotse.services.core import Core
    from lotse.services.ports import CaseStore, Events
    from lotse.storage.key_sources import KeySource

GIB = 1 << 30
DEMO: Final = "demo"


def run(arguments: Sequence[str]) -> int:
    """Run the program; returns its exit code."""
    begun = time.perf_counter()
    offline.install("desktop")
    output.prepare()
    given = list(arguments)
    try:
        options = parse(given)
    except LotseError as error:
        return output.problem(error, _language_asked(given), json_wanted="--json" in given)
    home = (options.home or paths.home()).absolute()
    if options.command in {"window", "demo"}:
        return _window(replace(options, home=home), begun)
    if options.command == "feed":
        from lotse.feeding import run_feed

        return run_feed(home, options)
    from lotse.cli import program

    return program.run(replace(options, home=home), open_core)


def _language_asked(given: Sequence[str]) -> Language:
    return "en" if "en" in given else "de"


class _Silent:
    """Events of a run without a window: a command says itself what came of it, but not what became of the index."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang

    def publish(self, event: object) -> None:
        message = getattr(event, "message", None)
        if isinstance(message, Message) and message.key in {"index_damaged", "index_stale"}:
            output.say_message(message, self._lang)


@asynccontextmanager
async def open_core(options: Options) -> AsyncIterator[Core]:
    """The services for one command. Opens the case store only for commands that keep cases."""
    from lotse.cli.passphrase import read_passphrase
    from lotse.storage import opening
    from lotse.storage.key_sources import Passphrase

    home = options.home or paths.home()
    keeps_cases = options.persist and options.command in {"note", "import", "doctor"}
    passphrase = read_passphrase(options.passphrase_file) if keeps_cases else None
    key: KeySource | None = Passphrase(passphrase) if passphrase else None
    if options.command == "doctor" and key is None and not opening.ways_in(home):
        keeps_cases = False
    store = await (_case_store(home, key, options) if keeps_cases else opening.open_passing_case_store())
    # An evaluation puts its own cases into the stores: the site's knowledge and its index are left alone.
    passing = not options.persist or options.command == "eval"
    core = await compose(home, store, _Silent(options.lang or "de"), options, pass_knowledge=passing)
    try:
        yield core
    finally:
        await core.close()


async def _case_store(home: Path, key: KeySource | None, options: Options) -> CaseStore:
    from lotse.storage import opening

    _private_folder(home)
    codes: list[str] = []
    try:
        return await opening.open_case_store(home, key, on_recovery_key=codes.append)
    except EnvironmentProblem as problem:
        # The check-up of a locked store says so and goes on.
        if options.command == "doctor" and problem.key in {"passphrase_needed", "no_key_source"}:
            return await opening.open_passing_case_store()
        raise
    finally:  # the slot may be there although the store then could not be opened
        for code in codes:
            output.say_message(Message("recovery_key_made", {"code": code}), options.lang or "de")


async def compose(
    home: Path, store: CaseStore, events: Events, options: Options, *, pass_knowledge: bool = False
) -> Core:
    """Put the services together. `pass_knowledge` keeps the knowledge in memory too."""
    from lotse import __version__
    from lotse.files.adapter import FileReading
    from lotse.files.evaluation_cases import CaseFiles
    from lotse.files.packs import FilePacks
    from lotse.files.site import read_note_titles
    from lotse.inference.catalog import FileCatalog
    from lotse.inference.model_check import ModelCheck
    from lotse.inference.pack_vectors import WorkerVectors
    from lotse.inference.reader import MEMORY_BYTES, TIMINGS, WorkerReader
    from lotse.inference.rerank import TIMINGS as RERANK_TIMINGS
    from lotse.inference.rerank import WorkerReranker, rerank_settings
    from lotse.inference.search import WorkerSearch, search_settings
    from lotse.inference.supervisor import Supervisor
    from lotse.inference.translate import WorkerTranslator
    from lotse.inference.writer import LocalNoteWriter, llm_settings
    from lotse.probes import probes
    from lotse.services.calibration import Calibration
    from lotse.services.conversations import Conversations
    from lotse.services.core import Core
    from lotse.services.doctor import Doctor
    from lotse.services.editing import Editing
    from lotse.services.evaluation import Evaluation
    from lotse.services.evaluation_notes import NotesPart
    from lotse.services.evaluation_search import SearchPart
    from lotse.services.evaluation_translation import TranslationPart
    from lotse.services.knowledge import Knowledge
    from lotse.services.knowledge_check import KnowledgeCheck
    from lotse.services.knowledge_import import KnowledgeImport
    from lotse.services.knowledge_sources import ImportedSources
    from lotse.services.models import Models
    from lotse.services.notes import Notes
    from lotse.services.pack_watch import PackWatch
    from lotse.services.packs import Packs
    from lotse.services.reranking import Reranking
    from lotse.services.translation import Translation
    from lotse.storage import opening
    from lotse.storage.evaluation_records import RecordFiles
    from lotse.storage.knowledge_sources import SourcesFile
    from lotse.storage.pack_keys import PackKeyRing
    from lotse.system import RandomIds, SystemClock
    from lotse.wire.protocol import Settings

    scratch: tempfile.TemporaryDirectory[str] | None = None
    if options.persist:
        _private_folder(home)
        cache = home / "cache"
    if not options.persist or options.command == "eval":
        scratch = tempfile.TemporaryDirectory(prefix="lotse-")
        cache = Path(scratch.name)
    _private_folder(cache)

    clock, ids = SystemClock(options.as_of), RandomIds()
    catalog = FileCatalog(shipped=paths.models(), home=home / "models", check=ModelCheck())
    llm, embedders, translators = [await catalog.active(role) for role in ("llm", "embedder", "translator")]
    model = llm[0] if llm else None

    llm_worker = Supervisor("llm", settings=llm_settings(model) if model else Settings(), events=events)
    embedder = embedders[0] if embedders else None
    search_worker = Supervisor("search", settings=search_settings(embedder, cache / "knowledge.index"), events=events)
    rerankers = await catalog.active("reranker")
    rerank_worker = Supervisor(
        "rerank",
        settings=rerank_settings(rerankers[0]) if rerankers else Settings(),
        events=events,
        timings=RERANK_TIMINGS,
    )
    translate_worker = Supervisor(
        "translate",
        settings=Settings(
            memory_bytes=2 * GIB,
            values={"packages": [str(entry.path) for entry in translators], "cache": str(cache), "threads": 1},
        ),
        events=events,
    )
    reader_worker = Supervisor("reader", settings=Settings(memory_bytes=MEMORY_BYTES), events=events, timings=TIMINGS)
    reader = WorkerReader(reader_worker)
    writer = LocalNoteWriter(supervisor=llm_worker, entry=model, prompts=paths.resources() / "prompts")
    semantic = WorkerSearch(search_worker, events)
    reranking = Reranking(reranker=WorkerReranker(rerank_worker, installed=bool(rerankers)), events=events)
    translator = WorkerTranslator(translate_worker)
    keep_knowledge = options.persist and not pass_knowledge
    knowledge_store = await (
        opening.open_knowledge_store(home) if keep_knowledge else opening.open_passing_knowledge_store()
    )
    site = load_site(home, events)
    titles = read_note_titles(paths.resources() / "notes")

    async def close() -> None:
        for end in (
            writer.close,
            reranking.close,
            semantic.close,
            translator.close,
            reader.close,
            knowledge_store.close,
            store.close,
        ):
            await end()
        if scratch is not None:
            scratch.cleanup()

    looked_at = probes(
        home=home,
        store=store,
        knowledge=knowledge_store,
        semantic=semantic,
        translator=translator,
        workers=(llm_worker, search_worker, rerank_worker, translate_worker, reader_worker),
    )
    translation = Translation(translator=translator, events=events)
    watch = time.perf_counter
    evaluated = (
        NotesPart(store=store, writer=writer, events=events, clock=clock, ids=ids, stopwatch=watch, site=site),
        SearchPart(store=knowledge_store, semantic=semantic, events=events, clock=clock, stopwatch=watch),
        TranslationPart(translation=translation, stopwatch=watch),
    )
    notes = Notes(store=store, writer=writer, events=events, clock=clock, ids=ids, site=site, titles=titles)
    knowledge = Knowledge(
        store=knowledge_store,
        semantic=semantic,
        events=events,
        clock=clock,
        audience=site.audience,
        reranking=reranking,
    )
    sources = SourcesFile(knowledge_store.database)
    editing_store = opening.editing_of(knowledge_store)
    pack_files = FilePacks()
    packs = Packs(
        files=pack_files,
        keys=PackKeyRing(home, paths.site_settings()),
        store=opening.packs_of(knowledge_store),
        vectors=WorkerVectors(search_worker, cache),
        knowledge=knowledge,
        clock=clock,
    )
    reading = FileReading()
    return Core(
        conversations=Conversations(store=store, events=events, clock=clock, ids=ids),
        notes=notes,
        knowledge=knowledge,
        knowledge_import=KnowledgeImport(
            reading=reading,
            reader=reader,
            store=knowledge_store,
            sources=sources,
            knowledge=knowledge,
            events=events,
            clock=clock,
        ),
        knowledge_sources=ImportedSources(sources=sources, knowledge=knowledge),
        calibration=Calibration(reading=CaseFiles(), store=knowledge_store, knowledge=knowledge, clock=clock),
        editing=Editing(
            store=editing_store,
            knowledge=knowledge,
            check=KnowledgeCheck(
                store=knowledge_store,
                editing=editing_store,
                clock=clock,
                rest=2.0 if options.command in {"window", DEMO} else 0.0,
            ),
            cases=store,
            notes=notes,
            clock=clock,
            ids=ids,
            words=draft_words(),
        ),
        packs=packs,
        pack_watch=PackWatch(packs=packs, files=pack_files, knowledge=knowledge, events=events, clock=clock),
        translation=translation,
        models=Models(catalog=catalog),
        reading=reading,
        doctor=Doctor(catalog=catalog, probes=looked_at),
        evaluation=Evaluation(
            reading=CaseFiles(),
            records=RecordFiles((home if options.persist else cache) / "eval"),
            catalog=catalog,
            parts=evaluated,
            machine=looked_at["machine"],
            clock=clock,
            stopwatch=watch,
            version=__version__,
        ),
        close=close,
    )


def draft_words() -> dict[str, dict[str, str]]:
    """The headings and placeholders of an article that is drafted from a conversation, by language."""
    prefix = "draft_word_"
    return {
        lang: {key.removeprefix(prefix): said for key, said in catalogue(lang).items() if key.startswith(prefix)}
        for lang in LANGUAGES
    }


def load_site(home: Path, events: Events) -> Site:
    """The site's closed lists: `site.yaml` of the home, else of the demo site. A broken one is said and left out."""
    from lotse.domain.site import NO_SITE
    from lotse.files.site import read_site
    from lotse.services.events import ProblemArose

    try:
        return read_site(home if (home / "site.yaml").is_file() else paths.resources() / DEMO)
    except InputProblem as problem:
        events.publish(ProblemArose(problem.message))
        return NO_SITE


def _private_folder(folder: Path) -> None:
    """Make sure that `folder` is there. Raises `EnvironmentProblem("home_not_writable")`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise EnvironmentProblem("home_not_writable", folder=str(folder)) from None


# --- the window ------------------------------------------------------------------------------------------------------


def _window(options: Options, begun: float) -> int:
    from lotse.desktop import app  # Qt and types, nothing else

    home = options.home or paths.home()
    make = _demo_maker(home) if options.command == DEMO else _store_maker(home, options)
    told = _told("painted", begun) if options.trace_start else None
    return app.run(make, home=home, language=options.lang, on_painted=told)


def _told(milestone: str, begun: float) -> Callable[[], None]:
    return lambda: print(f"{milestone} {1000 * (time.perf_counter() - begun):.0f} ms", file=sys.stderr)


def _store_maker(home: Path, options: Options) -> MakeCore:
    """Opens the agent's own store with the key the agent gave, or the keystore of the system; or the demo site."""
    demo = _demo_maker(home)

    async def make(events: Events, key: StoreKey | None) -> CorePort:
        from lotse.desktop.core_port import RecoveryKeyMade
        from lotse.storage import opening
        from lotse.storage.key_sources import system_keystore

        if key is not None and key.demo:
            return await demo(events, key)
        ways = opening.ways_in(home)
        if key is None and not ways:
            raise EnvironmentProblem("store_new", keystore=int(system_keystore() is not None))
        source = _key_source(key)
        if source is None and key is None and "keystore" not in ways:
            raise EnvironmentProblem("passphrase_needed")
        _private_folder(home)
        codes: list[str] = []
        try:
            store = await opening.open_case_store(home, source, on_recovery_key=codes.append)
        finally:  # the slot may be there although the store then could not be opened
            for code in codes:
                events.publish(RecoveryKeyMade(code))
        core = await compose(home, store, events, options)
        return _with_pack_watch(await _with_feed(core, home))

    return make


def _key_source(key: StoreKey | None) -> KeySource | None:
    from lotse.storage.key_sources import Passphrase, RecoveryKey

    if key is None:
        return None
    if key.recovery_key is not None:
        return RecoveryKey(key.recovery_key)
    return Passphrase(key.passphrase) if key.passphrase is not None else None


def _demo_maker(home: Path) -> MakeCore:
    """The demo site in memory; only its index is kept, below the home."""

    async def make(events: Events, key: StoreKey | None) -> CorePort:
        from lotse.storage import opening

        store = await opening.open_passing_case_store()
        core = await compose(home / DEMO, store, events, Options(command=DEMO))
        site = paths.resources() / DEMO
        await core.knowledge.import_articles(core.reading.articles(site / "articles.jsonl").articles)
        for conversation in core.reading.read(site / "conversations.jsonl"):
            await core.conversations.add(conversation)
        return await _with_feed(core, home)

    return make


def _with_pack_watch(core: Core) -> Core:
    """Install what a site's software distribution lays down while the core is open."""
    import asyncio

    watching = asyncio.create_task(core.pack_watch.run())

    async def close() -> None:
        watching.cancel()
        await asyncio.wait([watching])
        await core.close()

    return replace(core, close=close)


async def _with_feed(core: Core, home: Path) -> Core:
    """Listen for the live feed while the core is open."""
    from lotse.files.feed import FedTurn, FeedServer

    async def take(fed: FedTurn) -> int:
        turn = await core.conversations.add_turn(
            fed.conversation_id, fed.speaker, fed.text, time=fed.time, language=fed.language
        )
        return turn.n

    _private_folder(home)
    server = FeedServer(home, take)
    await server.start()

    async def close() -> None:
        await server.close()
        await core.close()

    return replace(core, close=close)
