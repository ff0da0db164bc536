"""What the services need from outside, as protocols.

Every adapter and every fake behind one of these passes the same contract suite (`tests/contract`).
All methods run on the core thread's event loop; an adapter that blocks moves its work to its own lane.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol

from lotse.domain.cards import Decision
from lotse.domain.conversations import CaseId, Conversation, ConversationId, Turn
from lotse.domain.documents import Document
from lotse.domain.errors import Message
from lotse.domain.filters import NO_FILTERS, Filters, FilterValues
from lotse.domain.increments import RawClaim
from lotse.domain.knowledge import Article, ArticleId, Passage, PassageId
from lotse.domain.notes import Note
from lotse.domain.sources import ImportedDocument
from lotse.domain.thresholds import PackThreshold

Progress = Callable[[int, int], None]
"""Called with (done, total); total 0 while unknown. Cheap, never raises."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The current moment, timezone-aware."""

    def today(self) -> date:
        """The day that validity and relative dates refer to (`--as-of` sets it)."""


class IdSource(Protocol):
    def new(self) -> str:
        """A fresh id, unguessable, safe in file names."""


# --- storage ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A line of the conversation list."""

    id: ConversationId
    title: str
    channel: str
    language: str | None
    turns: int
    case_id: CaseId
    ended: bool
    has_note: bool
    started: datetime | None


@dataclass(frozen=True, slots=True)
class SavedNote:
    """A note as the agent saved it: claims with verdicts and authorship, and the text that was copied or exported."""

    conversation_id: ConversationId
    note: Note
    text: str


class CaseStore(Protocol):
    """Everything about customers, encrypted at rest.

    Invariants: when an awaited write returns, it survives kill -9 and power loss (I5). Writes with ids chosen
    before are idempotent: the same call again changes nothing. Raises `EnvironmentProblem` (`disk_full`,
    `store_locked`, `store_damaged`, `store_newer`) and `InputProblem("unknown_conversation")`.
    """

    async def add_conversation(self, conversation: Conversation) -> None:
        """Store a conversation whole or not at all; customer and case are made when none is given."""

    async def append_turn(self, conversation_id: ConversationId, turn: Turn) -> None:
        """Append `turn`; `turn.n` must be the next number, or an equal turn already stored under it."""

    async def set_turn_language(self, conversation_id: ConversationId, n: int, language: str) -> None: ...

    async def conversation(self, conversation_id: ConversationId) -> Conversation: ...

    async def conversations(self, limit: int = 200) -> tuple[ConversationRow, ...]:
        """Newest first."""

    async def attach(self, conversation_id: ConversationId, case_id: CaseId) -> None:
        """Move a conversation to another case; one that is not there yet is made."""

    async def rename(self, conversation_id: ConversationId, title: str) -> None: ...

    async def set_ended(self, conversation_id: ConversationId) -> None: ...

    async def save_note(self, saved: SavedNote, decisions: Sequence[Decision]) -> None:
        """Store note and decisions in one transaction; a later note of the same conversation replaces the earlier."""

    async def note(self, conversation_id: ConversationId) -> SavedNote | None: ...

    async def add_decision(self, decision: Decision) -> None: ...

    async def decisions(self, conversation_id: ConversationId) -> tuple[Decision, ...]:
        """In the order they were made."""

    async def keep_draft(self, conversation_id: ConversationId, field: str, text: str) -> None:
        """Keep text the agent is typing (reply, edited claim), so that a crash loses none; empty text removes it."""

    async def drafts(self, conversation_id: ConversationId) -> dict[str, str]: ...

    async def health(self) -> StoreHealth: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """`ok` is the result of `integrity_check`/`quick_check`; counts are rows."""

    ok: bool
    encrypted: bool
    schema_version: int
    conversations: int
    turns: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """`score` >= 0, larger is better (negated bm25)."""

    passage_id: PassageId
    score: float


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage together with what is shown of its article. `pack` is the one the article belongs to, if any.

    `source` is what the article says of itself: a file, a page.
    """

    passage: Passage
    title: str
    lang: str
    valid_from: date | None
    valid_to: date | None
    content_hash: str
    pack: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PassagesState:
    """Which passages there are, in a form that caches can compare: ids only ever rise and none is used twice.

    `identity` is the knowledge base's own; `newest` the highest id ever given; `removals` how many were taken away;
    `count` how many there are.
    """

    identity: str
    newest: int
    removals: int
    count: int


class PassageSource(Protocol):
    """The passages of the knowledge base as an index reads them: piece by piece, and later only what is new."""

    async def state(self) -> PassagesState: ...

    async def passages_after(self, after: PassageId, limit: int) -> tuple[PassageRecord, ...]:
        """The next `limit` passages with a higher id, by id."""

    async def removed_after(self, removals: int, limit: int) -> tuple[PassageId, ...]:
        """The ids taken away after the first `removals` removals, in that order."""

    async def some_passages(self, limit: int) -> tuple[PassageRecord, ...]:
        """About `limit` passages, spread evenly over all; the same ones each time."""


class KnowledgeStore(PassageSource, Protocol):
    """Articles, passages and their full-text index. No customer data."""

    async def put(self, articles: Sequence[Article], progress: Progress | None = None) -> int:
        """Insert or replace articles by id, all or none; unchanged ones cost nothing. Returns the number changed."""

    async def remove(self, article_ids: Iterable[ArticleId]) -> None: ...

    async def article(self, article_id: ArticleId) -> Article | None: ...

    async def articles(self) -> tuple[Article, ...]: ...

    async def lexical(self, query: str, *, limit: int, filters: Filters = NO_FILTERS) -> tuple[LexicalHit, ...]:
        """Full-text search; any text is a valid query. Best first, empty when nothing matches. Validity is not looked
        at, whatever the filters say of it."""

    async def records(self, ids: Sequence[PassageId], filters: Filters = NO_FILTERS) -> tuple[PassageRecord, ...]:
        """In the order asked; unknown ids are left out, and passages of articles that the filters leave out."""

    async def filter_values(self, today: date) -> FilterValues:
        """What the articles that there are can be filtered by."""

    async def packs_of(self, article_ids: Iterable[ArticleId]) -> dict[ArticleId, str]:
        """The pack of each of these articles that is there; empty for one that belongs to none."""

    async def thresholds(self) -> tuple[PackThreshold, ...]:
        """What was calibrated here, by pack and embedder."""

    async def keep_threshold(self, threshold: PackThreshold) -> None:
        """Insert or replace by pack and embedder."""

    async def drop_threshold(self, pack: str) -> bool:
        """Take back what holds for a pack, with any embedder; whether there was something."""

    async def count(self) -> int:
        """How many articles there are."""

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class KnowledgeSource:
    """A document that was imported. `key` names it for ever (path, and place in an archive), `fingerprint` its content
    and how it was read, `root` the file or folder by which the user named it, `read` the day."""

    key: str
    kind: str
    fingerprint: str
    articles: tuple[ArticleId, ...] = ()
    root: str = ""
    read: date | None = None


class KnowledgeSources(Protocol):
    """Where articles came from, so that an unchanged document is not read again and a removed one is noticed."""

    async def below(self, root: str, separators: Sequence[str]) -> tuple[KnowledgeSource, ...]:
        """The source `root` and all whose keys go on from it with one of the separators, in the order of keys."""

    async def owners(self, article_ids: Iterable[ArticleId]) -> dict[ArticleId, str]:
        """The key of the source of each article that has one."""

    async def record(self, sources: Sequence[KnowledgeSource]) -> None:
        """Insert or replace by key; an article belongs to the source that was recorded last."""

    async def forget(self, keys: Iterable[str]) -> None:
        """Forget sources; their articles are not touched."""

    async def left_to_packs(self, article_ids: Iterable[ArticleId]) -> frozenset[ArticleId]:
        """Give up articles that are no longer in their source; which of them a pack has put its own in place of, so
        that they stay."""

    async def documents(self) -> tuple[ImportedDocument, ...]:
        """Every document that was imported, in the order of keys."""

    async def edited(self, keys: Iterable[str]) -> int:
        """How many articles of these sources were changed or merged here since they were imported."""

    async def remove(self, keys: Iterable[str], progress: Progress | None = None) -> int:
        """Forget sources with their articles, what was kept of these and their versions; how many articles are gone.

        An article that a pack has put in its place stays: it is the pack's. Not in one go, so that other work gets its
        turn; stopped on the way, the rest is there, and another import or removal finds the sources unread.
        """


# --- inference -------------------------------------------------------------------------------------------------------

WorkerState = Literal["off", "starting", "ready", "busy", "restarting", "fallback"]
Role = Literal["llm", "search", "translate", "reader", "rerank"]


@dataclass(frozen=True, slots=True)
class SemanticHit:
    """Cosine similarity in -1..1."""

    passage_id: PassageId
    score: float


class SemanticSearch(Protocol):
    """Embedder and vector index, in the `search` worker. Raises `WorkerProblem` when no embedder can be had."""

    @property
    def embedder(self) -> str:
        """The fingerprint of the embedder that answered last; empty before any did."""

    async def prepare(self, source: PassageSource, progress: Progress | None = None) -> None:
        """Make the index match the passages: what is new is added, what is gone is removed; built anew only when
        there is no index of this knowledge base and this embedder. Resumable."""

    async def search(self, query: str, *, limit: int) -> tuple[SemanticHit, ...]:
        """Best first. Raises `NoAnswer("index_not_ready")` before `prepare` is done."""

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class IncrementRequest:
    """Ask for what turns `fresh` add to a note: `turns` is the whole conversation so far, newest last."""

    conversation_id: ConversationId
    turns: tuple[Turn, ...]
    fresh: tuple[int, ...]
    language: str


class NoteWriter(Protocol):
    """The local LLM. Its output is untrusted: `domain.verification` checks it before it is shown as true."""

    @property
    def model_id(self) -> str | None:
        """Id of the model in use, or `None` when none can be used."""

    @property
    def alone(self) -> tuple[str, ...]:
        """The sections in which its claims stand in the place of the rules' (see `ModelEntry.alone`)."""

    def increments(self, request: IncrementRequest) -> AsyncIterator[RawClaim]:
        """Stream untrusted claims as they complete.

        Raises `WorkerProblem` when the model fails; closing the iterator cancels generation.
        """

    async def close(self) -> None: ...


class Translator(Protocol):
    """Translates whole sentences that are masked already; no masking, no checks of its own."""

    async def pairs(self) -> tuple[tuple[str, str], ...]:
        """Directions of the installed packages (source, target)."""

    async def translate(self, sentences: Sequence[str], source: str, target: str) -> tuple[str, ...]:
        """One translation per sentence, direct or pivoting. Raises `NoAnswer("no_package")`, `WorkerProblem`."""

    async def split(self, text: str, lang: str) -> tuple[str, ...]:
        """Sentences of `text`; joined they give the text without its outer white space being lost between them."""

    async def close(self) -> None: ...


# --- models ----------------------------------------------------------------------------------------------------------

ModelRole = Literal["llm", "embedder", "translator", "reranker"]


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One entry of the catalog (`models/catalog.toml` and the home's own `models/catalog.toml`)."""

    id: str
    role: ModelRole
    path: Path
    sha256: str
    size_bytes: int
    licence: str
    languages: tuple[str, ...]
    context_length: int = 0
    min_ram_bytes: int = 0
    prompt_format: str = ""
    shipped: bool = True
    sections: tuple[str, ...] = ()
    """What a note writer may add (`fact`, `open`, …, as in `RawClaim.section`); empty: everything."""
    alone: tuple[str, ...] = ()
    """Where what it says stands in the place of the rules' claims, not beside them."""
    dimension: int = 0
    """How many numbers of an embedder's vectors are kept; 0: as many as the model gives."""
    query_prefix: str = ""
    """What an embedder wants before a question, and below before a passage; most want nothing."""
    passage_prefix: str = ""


class ModelCatalog(Protocol):
    async def entries(self) -> tuple[ModelEntry, ...]: ...

    async def active(self, role: ModelRole) -> tuple[ModelEntry, ...]:
        """What fills the role now; several for `translator`, at most one for the others."""

    async def add(self, source: Path, role: ModelRole | None = None) -> ModelEntry:
        """Import a `.gguf` or `.argosmodel` after checking format, hash, size and memory in a child process, and use
        it from now on. A file of another role than `role` is refused."""

    async def choose(self, entry: ModelEntry) -> None:
        """Use `entry` for its role from now on."""

    async def do_without(self, role: ModelRole) -> None:
        """Use what ships for `role` from now on, or nothing where nothing ships."""

    async def verify(self, entry: ModelEntry) -> bool:
        """Whether the file is there and has the size and hash of its entry."""


# --- files ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The conversations one file held, and what was assumed in reading it."""

    conversations: tuple[Conversation, ...]
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadArticles:
    """The articles one file held, and what was assumed in reading it."""

    articles: tuple[Article, ...]
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may hold knowledge; `root` is the path by which the user named it."""

    path: Path
    root: Path
    size_bytes: int


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """`skipped` are files that are passed over, with the reason; `missing` roots that are not there or not readable."""

    files: tuple[FoundFile, ...]
    folders: tuple[Path, ...] = ()
    skipped: tuple[tuple[Path, Message], ...] = ()
    missing: tuple[tuple[Path, Message], ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """`problem` is the key of the message why it is not read; empty for a document."""

    name: str
    size_bytes: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold questions and answers: a heading, a letter or a number; empty: recognised."""

    question: str = ""
    answer: str = ""


RECOGNISED = Columns()
SHOWN_KINDS = "PDF, DOCX, XLSX, HTML, Markdown, TXT, CSV, JSONL, ZIP"
"""What is read, as the user is told."""


@dataclass(frozen=True, slots=True)
class ReadDocuments:
    """What one file held. `unchanged`: its fingerprint was the known one, and it was not read."""

    kind: str
    fingerprint: str
    documents: tuple[Document, ...] = ()
    warnings: tuple[Message, ...] = ()
    unchanged: bool = False


class DocumentReader(Protocol):
    """Reads documents in a process of its own, with limits on time and memory.

    Raises `InputProblem` for what is wrong with the file, also when it ended the process; `WorkerProblem` when no
    file can be read.
    """

    async def members(self, path: Path) -> tuple[ArchiveMember, ...]: ...

    async def read(
        self, path: Path, *, member: str = "", known: str = "", columns: Columns = RECOGNISED
    ) -> ReadDocuments:
        """Read a file, or a member of an archive; `known` is its fingerprint when it was last read."""

    async def close(self) -> None: ...


class Reading(Protocol):
    """Reads outside formats. Raises `InputProblem` with the reason, also `speakers_unsure` (then ask for `agent`)."""

    def read(self, path: Path, agent: str | None = None) -> tuple[Conversation, ...]:
        """The conversations of a file; `agent` names which of the speakers found is the agent."""

    def read_file(self, path: Path, agent: str | None = None) -> ReadFile: ...

    def read_bytes(self, content: bytes, file: str, agent: str | None = None) -> ReadFile:
        """The same for content already at hand, of a file called `file`."""

    def parse_text(self, text: str, agent: str | None = None) -> Conversation:
        """One conversation from pasted text."""

    def plain_text(self, path: Path) -> str:
        """The decoded text of a file."""

    def knowledge_files(self, paths: Iterable[Path]) -> FoundFiles:
        """Files among `paths` and below the folders among them that may hold knowledge. Links are not followed."""

    def articles(self, path: Path) -> ReadArticles:
        """Articles in the published form, of a file that is trusted: one that Lotse ships."""


# --- the agent's side ------------------------------------------------------------------------------------------------


class Events(Protocol):
    """Where services announce what changed; see `lotse.services.events`."""

    def publish(self, event: object) -> None:
        """Never blocks, never raises; may be called from the core thread only."""
