"""A core that answers from memory: what the window's tests drive it with, and what they make fail."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from lotse.domain.article_versions import Version
from lotse.domain.cards import Card, Choice
from lotse.domain.conversations import CaseId, Channel, Conversation, ConversationId, Speaker, Turn
from lotse.domain.errors import InputProblem, LotseError
from lotse.domain.filters import NO_FILTERS, Filters, FilterValues
from lotse.domain.findings import FeedbackKind, Finding, Wanted
from lotse.domain.knowledge import Article, ArticleId, Hit, PassageId, SearchAnswer
from lotse.domain.notes import Claim, Evidence, FactKind, Note, Section
from lotse.domain.translation import Segment, Translated
from lotse.services.editing import OpenArticle, Proposal
from lotse.services.editing_port import ArticleRow
from lotse.services.events import (
    CardsChanged,
    ConversationAdded,
    ConversationChanged,
    NoteChanged,
    NoteSaved,
    TurnAdded,
    TurnTranslated,
)
from lotse.services.knowledge_check import CheckResult
from lotse.services.ports import ConversationRow, Events, Progress, SavedNote
from tests.desktop.fake_knowledge import FakeImport, FakePacks, FakePackWatch, FakeSources

ZONE = timezone(timedelta(hours=1))
START = datetime(2026, 2, 3, 10, 14, tzinfo=ZONE)
TODAY = date(2026, 2, 3)
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def turns(*said: tuple[Speaker, str, str]) -> tuple[Turn, ...]:
    return tuple(
        Turn(n, speaker, text, START + timedelta(seconds=50 * n), language)
        for n, (speaker, text, language) in enumerate(said, 1)
    )


def claim(
    section: Section,
    text: str,
    conversation: Conversation,
    *spans: tuple[int, str],
    name: str = "",
    key: str = "",
    kind: FactKind = "text",
    supported: bool = True,
) -> Claim:
    """A claim that rests on the words given of the turns given."""
    evidence = []
    for n, words in spans:
        start = conversation.turn(n).text.find(words)
        evidence.append(Evidence(n, start, start + len(words)) if words and start >= 0 else Evidence(n))
    return Claim(
        name or f"{section}-{text[:12]}",
        section,
        text,
        tuple(evidence),
        "rules",
        supported,
        "" if supported else "number_not_in_evidence",
        key=key,
        kind=kind,
    )


@dataclass
class FakeConversations:
    events: Events
    kept: dict[str, Conversation] = field(default_factory=dict)
    kept_drafts: dict[str, dict[str, str]] = field(default_factory=dict)
    problem: LotseError | None = None
    noted: set[str] = field(default_factory=set)

    def _check(self) -> None:
        if self.problem is not None:
            raise self.problem

    async def add_all(self, conversations: Sequence[Conversation]) -> tuple[Conversation, ...]:
        return tuple([await self.add(conversation) for conversation in conversations])

    async def add(self, conversation: Conversation) -> Conversation:
        self._check()
        named = replace(conversation, id=conversation.id or ConversationId(f"c{len(self.kept) + 1}"))
        self.kept[named.id] = named
        self.events.publish(ConversationAdded(named.id))
        return named

    async def start(self, title: str = "", channel: Channel = "chat") -> Conversation:
        return await self.add(Conversation(ConversationId(""), channel=channel, title=title, started=START))

    async def add_turn(
        self,
        conversation_id: ConversationId,
        speaker: Speaker,
        text: str,
        *,
        time: datetime | None = None,
        language: str | None = None,
    ) -> Turn:
        self._check()
        conversation = self.kept[conversation_id]
        turn = Turn(len(conversation.turns) + 1, speaker, text, time or START, language or "de")
        self.kept[conversation_id] = replace(conversation, turns=(*conversation.turns, turn))
        self.events.publish(TurnAdded(conversation_id, turn))
        return turn

    async def rows(self) -> tuple[ConversationRow, ...]:
        return tuple(
            ConversationRow(
                c.id,
                c.title,
                c.channel,
                c.language,
                len(c.turns),
                c.case_id or CaseId(f"case-{c.id}"),
                c.ended,
                c.id in self.noted,
                c.started,
            )
            for c in self.kept.values()
        )

    async def open(self, conversation_id: ConversationId) -> Conversation:
        self._check()
        return self.kept[conversation_id]

    async def attach(self, conversation_id: ConversationId, case_id: CaseId) -> None:
        self.kept[conversation_id] = replace(self.kept[conversation_id], case_id=case_id)
        self.events.publish(ConversationChanged(conversation_id))

    async def rename(self, conversation_id: ConversationId, title: str) -> None:
        self.kept[conversation_id] = replace(self.kept[conversation_id], title=title)
        self.events.publish(ConversationChanged(conversation_id))

    async def end(self, conversation_id: ConversationId) -> None:
        self.kept[conversation_id] = replace(self.kept[conversation_id], ended=True)
        self.events.publish(ConversationChanged(conversation_id))

    async def keep_draft(self, conversation_id: ConversationId, field: str, text: str) -> None:
        drafts = self.kept_drafts.setdefault(conversation_id, {})
        if text:
            drafts[field] = text
        else:
            drafts.pop(field, None)

    async def drafts(self, conversation_id: ConversationId) -> dict[str, str]:
        return dict(self.kept_drafts.get(conversation_id, {}))


@dataclass
class FakeNotes:
    """Every sentence of the customer becomes a request, every number in it a detail; `extra` claims are added."""

    events: Events
    conversations: FakeConversations
    extra: dict[str, Callable[[Conversation], tuple[Claim, ...]]] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    history: dict[str, list[Note]] = field(default_factory=dict)
    saved: dict[str, SavedNote] = field(default_factory=dict)
    steps: int = 1
    problem: LotseError | None = None
    gate: asyncio.Event | None = None

    def _claims(self, conversation: Conversation) -> tuple[Claim, ...]:
        if conversation.id in self.extra:
            return self.extra[conversation.id](conversation)
        made: list[Claim] = []
        for turn in conversation.turns:
            if turn.speaker != "customer":
                continue
            if not made:
                made.append(claim("intents", turn.text[:60], conversation, (turn.n, ""), name="intent"))
            for number in NUMBER.findall(turn.text):
                made.append(claim("facts", number, conversation, (turn.n, number), name=f"fact-{number}", kind="id"))
        return tuple(made)

    def _merge(self, conversation: Conversation) -> Note:
        decided = {c.id: c for c in self.notes[conversation.id].claims} if conversation.id in self.notes else {}
        claims = [decided.get(c.id, c) for c in self._claims(conversation)]
        own = [c for c in decided.values() if c.authorship == "human"]
        return Note("de", conversation.revision, (*claims, *own))

    async def instant(self, conversation: Conversation) -> Note:
        note = self.notes[conversation.id] = self._merge(conversation)
        self.events.publish(NoteChanged(conversation.id, note))
        return note

    async def refine(self, conversation: Conversation) -> Note:
        if self.problem is not None:
            raise self.problem
        note = self._merge(conversation)
        for _ in range(self.steps):
            self.events.publish(NoteChanged(conversation.id, note, refining=True))
        if self.gate is not None:
            await self.gate.wait()
        self.notes[conversation.id] = note
        self.events.publish(NoteChanged(conversation.id, note))
        return note

    async def current(self, conversation_id: ConversationId) -> Note | None:
        return self.notes.get(conversation_id)

    def _put(self, conversation_id: ConversationId, note: Note) -> Note:
        self.history.setdefault(conversation_id, []).append(self.notes[conversation_id])
        self.notes[conversation_id] = note
        self.events.publish(NoteChanged(conversation_id, note))
        return note

    async def decide(self, conversation_id: ConversationId, claim_id: str, choice: Choice, text: str = "") -> Note:
        note = self.notes[conversation_id]

        def decided(c: Claim) -> Claim:
            if c.id != claim_id:
                return c
            if choice == "edited":
                return replace(c, text=text, verdict="edited", authorship="edited", supported=True, reason="")
            return replace(c, verdict="accepted" if choice == "accepted" else "rejected")

        return self._put(conversation_id, replace(note, claims=tuple(decided(c) for c in note.claims)))

    async def undo(self, conversation_id: ConversationId) -> Note:
        history = self.history.get(conversation_id, [])
        if history:
            self.notes[conversation_id] = history.pop()
        return self.notes[conversation_id]

    async def add_claim(
        self, conversation_id: ConversationId, section: Section, text: str, turns: tuple[int, ...] = ()
    ) -> Note:
        note = self.notes[conversation_id]
        own = Claim(f"own-{text}", section, text, tuple(Evidence(n) for n in turns), "human", authorship="human")
        return self._put(conversation_id, replace(note, claims=(*note.claims, own)))

    async def save(self, conversation_id: ConversationId) -> SavedNote:
        if self.problem is not None:
            raise self.problem
        note = self.notes[conversation_id]
        self.saved[conversation_id] = SavedNote(conversation_id, note, "")
        self.conversations.noted.add(conversation_id)
        self.events.publish(NoteSaved(conversation_id))
        return self.saved[conversation_id]

    def text(self, note: Note, conversation: Conversation) -> str:
        return "\n".join(c.text for c in note.supported())

    def html(self, note: Note, conversation: Conversation) -> str:
        return "".join(f'<p data-origin="{c.authorship}">{c.text}</p>' for c in note.supported())


@dataclass
class FakeKnowledge:
    events: Events
    kept: dict[ArticleId, Article] = field(default_factory=dict)
    hits: tuple[Hit, ...] = ()
    values: FilterValues = field(default_factory=FilterValues)
    asked: list[tuple[str, Filters]] = field(default_factory=list)
    gate: asyncio.Event | None = None

    async def prepare(self) -> None:
        return None

    async def search(
        self, query: str, *, limit: int = 5, lang: str | None = None, filters: Filters = NO_FILTERS
    ) -> SearchAnswer:
        self.asked.append((query, filters))
        if self.gate is not None:
            await self.gate.wait()
        found = tuple(hit for hit in self.hits if any(w in hit.passage.casefold() for w in query.casefold().split()))
        found = tuple(hit for hit in found if not filters.langs or hit.lang in filters.langs)
        return SearchAnswer(query, found[:limit], any(hit.sure for hit in found))

    async def filter_values(self) -> FilterValues:
        return self.values

    async def for_turn(self, conversation: Conversation) -> tuple[Card, ...]:
        cards = tuple(
            Card(f"card-{hit.passage_id}", conversation.id, conversation.revision, "knowledge", hit.title, "", "", hit)
            for hit in self.hits
        )
        self.events.publish(CardsChanged(conversation.id, cards))
        return cards

    async def article(self, article_id: ArticleId) -> Article | None:
        return self.kept.get(article_id)


@dataclass
class FakeEditing:
    """Keeps what agents say and miss; has no article to edit."""

    said: list[tuple[ArticleId, FeedbackKind, int]] = field(default_factory=list)
    missing: list[tuple[str, ConversationId | None]] = field(default_factory=list)
    shown: list[ArticleId] = field(default_factory=list)

    async def rows(self) -> tuple[ArticleRow, ...]:
        return ()

    async def check(self, progress: Progress | None = None) -> CheckResult:
        return CheckResult((), ())

    async def open(self, article_id: ArticleId) -> OpenArticle:
        raise InputProblem("article_unknown")

    async def versions(self, article_id: ArticleId) -> tuple[Version, ...]:
        return ()

    async def new(self, question: str = "", lang: str = "de") -> OpenArticle:
        return OpenArticle(Article(ArticleId("new"), question, "", lang), "draft", "edited")

    async def keep(self, article: Article) -> OpenArticle:
        return OpenArticle(article, "draft", "edited")

    async def save(self, article: Article) -> OpenArticle:
        return OpenArticle(article, "published", "edited")

    async def discard(self, article_id: ArticleId) -> None:
        return None

    async def end(self, article_id: ArticleId, last_day: date | None = None) -> OpenArticle:
        raise InputProblem("article_unknown")

    async def merge(self, article_id: ArticleId, into: ArticleId) -> None:
        raise InputProblem("merge_target")

    async def restore(self, article_id: ArticleId) -> OpenArticle:
        raise InputProblem("article_unknown")

    async def intend(self, finding: Finding) -> None:
        return None

    async def unintend(self, finding: Finding) -> None:
        return None

    async def forget_wanted(self, wanted: Wanted) -> None:
        return None

    async def say(self, article_id: ArticleId, kind: FeedbackKind, *, taken_back: bool = False) -> None:
        self.said.append((article_id, kind, -1 if taken_back else 1))

    async def found(self, article_ids: tuple[ArticleId, ...]) -> None:
        self.shown += article_ids

    async def missed(self, query: str, conversation_id: ConversationId | None = None) -> None:
        self.missing.append((query, conversation_id))

    async def propose(self, conversation_id: ConversationId) -> Proposal:
        raise InputProblem("draft_unsolved")


@dataclass
class FakeTranslation:
    events: Events
    known: dict[str, str] = field(default_factory=dict)
    problem: LotseError | None = None

    async def pairs(self) -> tuple[tuple[str, str], ...]:
        return (("de", "en"), ("en", "de"))

    async def translate(self, text: str, source: str, target: str) -> Translated:
        if self.problem is not None:
            raise self.problem
        said = self.known.get(text, f"[{target}] {text}")
        return Translated(said, source, target, (), (Segment(text, said),))

    async def for_turn(self, conversation: Conversation, turn: Turn, agent_language: str) -> Translated | None:
        if turn.language in (None, agent_language):
            return None
        translated = await self.translate(turn.text, turn.language or "en", agent_language)
        self.events.publish(TurnTranslated(conversation.id, turn.n, translated))
        return translated


@dataclass
class FakeReading:
    def read(self, path: Path, agent: str | None = None) -> tuple[Conversation, ...]:
        return (self.parse_text(path.read_text("utf-8"), agent),)

    def parse_text(self, text: str, agent: str | None = None) -> Conversation:
        """Lines `Name: text`; the agent is `Agent`, or the one named, else nobody knows."""
        lines = [line.split(": ", 1) for line in text.splitlines() if ": " in line]
        if not lines:
            raise InputProblem("window_nothing_to_paste")
        names = list(dict.fromkeys(name for name, _said in lines))
        agent = agent or next((name for name in names if name == "Agent"), None)
        if agent is None:
            raise InputProblem("speakers_unsure", names=", ".join(names))
        made = turns(*[("agent" if name == agent else "customer", said, "de") for name, said in lines])
        return Conversation(ConversationId(""), made, title=made[0].text[:40], started=START)


@dataclass
class FakeCore:
    events: Events
    conversations: FakeConversations
    notes: FakeNotes
    knowledge: FakeKnowledge
    translation: FakeTranslation
    reading: FakeReading
    editing: FakeEditing = field(default_factory=FakeEditing)
    knowledge_import: FakeImport = field(default_factory=FakeImport)
    knowledge_sources: FakeSources = field(default_factory=FakeSources)
    packs: FakePacks = field(default_factory=FakePacks)
    pack_watch: FakePackWatch = field(default_factory=FakePackWatch)
    closed: bool = False

    async def close(self) -> None:
        self.closed = True


def fake_core(events: Events) -> FakeCore:
    conversations = FakeConversations(events)
    return FakeCore(
        events,
        conversations,
        FakeNotes(events, conversations),
        FakeKnowledge(events),
        FakeTranslation(events),
        FakeReading(),
    )


# --- content ---------------------------------------------------------------------------------------------------------

SOMMER = Conversation(
    ConversationId("sommer"),
    turns(
        ("customer", "Guten Morgen, meine Abschlagszahlung wurde im Februar doppelt abgebucht.", "de"),
        ("agent", "Guten Morgen Frau Sommer, das sehe ich mir an. Wie lautet Ihre Vertragsnummer?", "de"),
        ("customer", "V-4711022, jeweils 89,50 €. Die IBAN ist DE89 3704 0044 0532 0130 00.", "de"),
        ("customer", "Meine Bank sagt, sie kann nichts tun, das müsste von Ihnen kommen.", "de"),
        ("agent", "Wann war das genau?", "de"),
        ("customer", "It was on the 3rd and again on the 5th of February. Sorry, my husband is typing now.", "en"),
        ("agent", "Wir buchen einen Betrag bis zum 10.02.2026 zurück, Frau Sommer.", "de"),
    ),
    title="Frau Sommer · doppelte Abbuchung",
    language="de",
    started=START,
)


def sommer_claims(c: Conversation) -> tuple[Claim, ...]:
    next_step = claim("next_steps", "Rückbuchung von 89,50 €", c, (7, "buchen einen Betrag"), name="next")
    tried = claim("steps_tried", "Bank um Rückgabe gebeten", c, (4, "Meine Bank sagt"), name="tried")
    return (
        claim("intents", "Abschlag im Februar doppelt abgebucht", c, (1, "doppelt abgebucht"), name="intent"),
        replace(tried, by="customer", result="nicht möglich"),
        claim("facts", "89,50 €", c, (3, "89,50 €"), name="amount", key="amount", kind="amount"),
        claim(
            "facts", "V-4711022", c, (3, "V-4711022"), name="contract", key="contract_number", kind="contract_number"
        ),
        claim(
            "facts",
            "DE89 3704 0044 0532 0130 00",
            c,
            (3, "DE89 3704 0044 0532 0130 00"),
            name="iban",
            key="iban",
            kind="iban",
        ),
        claim("facts", "48213", c, name="meter", key="meter_reading", kind="meter_reading", supported=False),
        replace(next_step, owner="agent", due="bis zum 10.02.2026", due_date=date(2026, 2, 10)),
        claim("open_questions", "Warum wurde zweimal eingezogen?", c, (1, ""), (6, ""), name="open"),
    )


ARTICLE = Article(
    ArticleId("a1"),
    "Doppelte Abbuchung des Abschlags",
    "## Prüfen\n\nZuerst im Kundenkonto beide Buchungen vergleichen.\n\n## Erstatten\n\n"
    "Eine doppelte Abbuchung wird innerhalb von 5 Werktagen erstattet. Eine Rückgabe über die Bank ist nicht nötig.\n\n"
    "- Betrag und Datum aufnehmen\n- Vorgang anlegen\n- Erstattung zusagen",
    valid_from=date(2026, 1, 1),
    source="Handbuch Abrechnung",
)
PASSAGE = (
    "Eine doppelte Abbuchung wird innerhalb von 5 Werktagen erstattet. Eine Rückgabe über die Bank ist nicht nötig und "
    "kostet den Kunden eine Gebühr."
)
HITS = (
    Hit(
        ArticleId("a1"),
        PassageId(1),
        "Doppelte Abbuchung des Abschlags",
        ("Abrechnung", "Erstatten"),
        PASSAGE,
        (0, 66),
        0.91,
        "de",
        date(2026, 1, 1),
        None,
        ("lexical", "semantic"),
    ),
    Hit(
        ArticleId("a2"),
        PassageId(2),
        "Rückgabe einer Lastschrift",
        ("Zahlung", "Lastschrift"),
        "Eine Lastschrift kann acht Wochen lang zurückgegeben werden. Die Bank berechnet dafür eine Gebühr.",
        (0, 60),
        0.62,
        "de",
        None,
        date(2026, 12, 31),
        ("semantic",),
    ),
)
OTHERS = (
    ("yilmaz", "Herr Yilmaz · Umzug zum 1. März", "phone", False, 4),
    ("novak", "Frau Novak · Zählerstand online nicht möglich", "email", False, 26),
    ("brandt", "Abschlag anpassen", "chat", True, 50),
    ("oezdemir", "Herr Özdemir · Vertragskopie", "email", True, 75),
)


def filled(core: FakeCore) -> FakeCore:
    """The core with a few conversations, two articles and what a translator would say."""
    core.conversations.kept[SOMMER.id] = SOMMER
    for id_, title, channel, ended, hours in OTHERS:
        said = turns(("customer", f"Guten Tag, es geht um: {title}", "de"), ("agent", "Gerne.", "de"))
        core.conversations.kept[id_] = Conversation(
            ConversationId(id_),
            said,
            channel,  # type: ignore[arg-type]
            "de",
            START - timedelta(hours=hours),
            title,
            ended=ended,
        )
        if ended:
            core.conversations.noted.add(id_)
    core.notes.extra[SOMMER.id] = sommer_claims
    core.knowledge.kept[ARTICLE.id] = ARTICLE
    core.knowledge.hits = HITS
    core.translation.known = {
        SOMMER.turn(6).text: "Es war am 3. und noch einmal am 5. Februar. Entschuldigung, mein Mann schreibt jetzt.",
        "Sie erhalten 89,50 € bis zum 10.02.2026 zurück.": "You will get 89.50 € back by 10 February 2026.",
    }
    return core


PALMER = Conversation(
    ConversationId("palmer"),
    turns(
        ("customer", "Good morning, my monthly instalment was debited twice in February.", "en"),
        ("agent", "Good morning, I will look into it. What is your contract number?", "en"),
        ("customer", "V-4711022, €89.50 each time. I am Helen Palmer.", "en"),
        ("customer", "My bank says there is nothing it can do.", "en"),
        ("agent", "When exactly was that?", "en"),
        ("customer", "Am 3. und noch einmal am 5. Februar. Entschuldigung, jetzt schreibt mein Mann.", "de"),
        ("agent", "We will pay one of them back by 10 February 2026.", "en"),
    ),
    title="Ms Palmer · debited twice",
    language="en",
    started=START,
)


def palmer_claims(c: Conversation) -> tuple[Claim, ...]:
    tried = claim("steps_tried", "Asked the bank to return it", c, (4, "My bank says"), name="tried")
    next_step = claim("next_steps", "Pay back €89.50", c, (7, "pay one of them back"), name="next")
    contract = claim("facts", "V-4711022", c, (3, "V-4711022"), name="contract", kind="contract_number")
    return (
        claim("intents", "Instalment debited twice in February", c, (1, "debited twice"), name="intent"),
        replace(tried, by="customer", result="not possible"),
        claim("facts", "€89.50", c, (3, "€89.50"), name="amount", key="amount", kind="amount"),
        contract,
        claim("facts", "Helen Palmer", c, (3, "Helen Palmer"), name="name", key="name", kind="name"),
        claim("facts", "48213", c, name="meter", key="meter_reading", kind="meter_reading", supported=False),
        replace(next_step, owner="agent", due_date=date(2026, 2, 10)),
        claim("open_questions", "Why was it collected twice?", c, (1, ""), (6, ""), name="open"),
    )


def filled_in_english(core: FakeCore) -> FakeCore:
    """The same for a window in English."""
    core.conversations.kept[PALMER.id] = PALMER
    for id_, title, channel, ended, hours in (
        ("yilmaz", "Mr Yilmaz · moving on 1 March", "phone", False, 4),
        ("novak", "Ms Novak · meter reading", "email", False, 26),
        ("brandt", "Change the instalment", "chat", True, 50),
    ):
        said = turns(("customer", f"Hello, it is about: {title}", "en"), ("agent", "Of course.", "en"))
        core.conversations.kept[id_] = Conversation(
            ConversationId(id_),
            said,
            channel,  # type: ignore[arg-type]
            "en",
            START - timedelta(hours=hours),
            title,
            ended=ended,
        )
    core.conversations.noted.add("brandt")
    core.notes.extra[PALMER.id] = palmer_claims
    passage = (
        "A double debit is refunded within 5 working days. Returning it through the bank is not needed and costs a fee."
    )
    core.knowledge.hits = (
        replace(
            HITS[0],
            title="Instalment debited twice",
            heading_path=("Billing", "Refunds"),
            passage=passage,
            span=(0, 49),
        ),
        replace(
            HITS[1],
            title="Returning a direct debit",
            heading_path=("Payment",),
            passage="A direct debit can be returned for eight weeks. The bank charges a fee.",
            span=(0, 47),
        ),
    )
    core.translation.known = {
        PALMER.turn(6).text: "On 3 and again on 5 February. Sorry, my husband is writing now.",
    }
    return core
