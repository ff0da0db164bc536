"""What the knowledge pane shows: cards for the newest turn, results of a search, one article to read.

A view model without widgets; the search is `finding`. At most three cards are open, pinned ones among them; how many
wait is a number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from lotse.desktop.cards import MAX_OPEN, CardRow, CardsModel, row_of_article, row_of_card, row_of_hit
from lotse.desktop.knowledge_search import KnowledgeSearch
from lotse.desktop.quoting import OUTDATED, quote

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lotse.desktop.bridge import Bridge
    from lotse.desktop.clipboard import Clipboard
    from lotse.desktop.core_port import CorePort
    from lotse.domain.cards import Card
    from lotse.domain.conversations import ConversationId
    from lotse.domain.errors import Message
    from lotse.domain.findings import FeedbackKind
    from lotse.domain.knowledge import Article, ArticleId, Hit

State = Literal["quiet", "cards", "results", "nothing", "article"]
OTHERS = 12
"""So many articles that say the same, or otherwise, are named on the open one."""


class KnowledgeView(QObject):
    """Lives on the main thread.

    Signals: `changed`; `cards_arrived(n)`; `said(key)` when something was done, with the message that says so; what is
    announced is left to the window, which knows what is visible.
    """

    changed = Signal()
    cards_arrived = Signal(int)
    said = Signal(str)

    def __init__(
        self, bridge: Bridge, clipboard: Clipboard, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clipboard = clipboard
        self._today = today
        self.finding = KnowledgeSearch(bridge, self)
        self.model = CardsModel(self)
        self.state: State = "quiet"
        self.article: Article | None = None
        self.article_row: CardRow | None = None
        self.others: tuple[Article, ...] = ()
        self.articles = -1
        self.index: tuple[int, int] | None = None
        self._cards: list[CardRow] = []
        self._pinned: dict[ConversationId | None, tuple[CardRow, ...]] = {}
        self._all = False
        self.chosen: CardRow | None = None
        self.conversation_id: ConversationId | None = None
        self._fed_back: set[tuple[ArticleId, FeedbackKind]] = set()
        self.finding.changed.connect(self._show)
        self.finding.filtered.connect(self.changed)

    @property
    def problem(self) -> Message | None:
        return self.finding.problem

    # --- cards ---------------------------------------------------------------------------------------------------

    @property
    def pinned(self) -> tuple[CardRow, ...]:
        """What was pinned in this conversation, the oldest first."""
        return self._pinned.get(self.conversation_id, ())

    @property
    def waiting(self) -> int:
        """Cards behind those that are open."""
        if self._all or self.state not in ("cards", "quiet"):
            return 0
        return max(0, len(self._fresh()) + len(self.pinned) - MAX_OPEN)

    def _fresh(self) -> list[CardRow]:
        held = {row.id for row in self.pinned}
        return [row for row in self._cards if row.id not in held]

    def turn_to(self, conversation_id: ConversationId) -> None:
        """Another conversation: its cards come anew, what was pinned in it is there, a search goes on."""
        self.conversation_id = self.finding.conversation_id = conversation_id
        self._cards = []
        self._all = False
        self._show()

    def take(self, cards: tuple[Card, ...]) -> None:
        """Cards for the newest turn. Cards of the services' other kinds are shown alike."""
        fresh = [row_of_card(card) for card in cards]
        known = {row.id for row in (*self._cards, *self.pinned)}
        arrived = len([row for row in fresh if row.id not in known])
        self._cards = fresh
        self._all = False
        self._show()
        found = tuple(row.hit.article_id for row in fresh if row.hit is not None)
        if found:
            self._bridge.keep(lambda core: core.editing.found(found), on_failed=lambda _message: None)
        if arrived:
            self.cards_arrived.emit(arrived)

    def open_all(self) -> None:
        self._all = True
        self._show()

    def pin(self) -> None:
        """Keep the card that is looked at on top in this conversation; once more lets it go."""
        row = self.looked_at()
        if row is None:
            self.said.emit("card_choose")
            return
        others = tuple(held for held in self.pinned if held.id != row.id)
        if len(others) == len(self.pinned):
            if len(others) >= MAX_OPEN:
                self.said.emit("window_pins_full")
                return
            others = (*others, replace(row, pinned=True))
        self._pinned[self.conversation_id] = others
        self._show()

    def is_pinned(self, row: CardRow | None) -> bool:
        return row is not None and any(held.id == row.id for held in self.pinned)

    def follow(self, articles: int) -> None:
        """The articles changed: what is pinned and what was found is looked at anew."""
        self.articles = articles
        self.finding.again()
        self._check_pinned()
        self.changed.emit()

    def _check_pinned(self) -> None:
        held = {row.hit.article_id for rows in self._pinned.values() for row in rows if row.hit is not None}
        if not held:
            return

        async def load(core: CorePort) -> dict[ArticleId, Article | None]:
            return {article_id: await core.knowledge.article(article_id) for article_id in held}

        self._bridge.submit(load, self._on_pinned_checked, lambda _message: None)

    def _on_pinned_checked(self, articles: dict[ArticleId, Article | None]) -> None:
        for conversation_id, rows in self._pinned.items():
            kept = [self._as_it_is(row, articles) for row in rows]
            self._pinned[conversation_id] = tuple(row for row in kept if row is not None)
        self._show()

    def _as_it_is(self, row: CardRow, articles: dict[ArticleId, Article | None]) -> CardRow | None:
        """A pinned card after its article may have changed; `None` when that is gone."""
        if row.hit is None or row.hit.article_id not in articles:
            return row
        article = articles[row.hit.article_id]
        if article is None:
            return None
        over = article.valid_to is not None and article.valid_to < self._today()
        notes = tuple(note for note in row.hit.notes if note != OUTDATED) + ((OUTDATED,) if over else ())
        hit = replace(
            row.hit, title=article.title, valid_from=article.valid_from, valid_to=article.valid_to, notes=notes
        )
        return replace(row_of_hit(hit), id=row.id, card=row.card, pinned=True)

    # --- searching -----------------------------------------------------------------------------------------------

    def search(self, query: str) -> None:
        """Search at once; an empty query returns to the cards."""
        self.article = None
        self.finding.submit(query)
        self._show()

    def type_query(self, text: str) -> None:
        """A key was pressed in the search field."""
        self.article = None
        self.finding.type(text)
        self._show()

    # --- what is looked at ---------------------------------------------------------------------------------------

    def looked_at(self) -> CardRow | None:
        """The article that is read, else the card that is chosen, else the only one."""
        if self.state == "article":
            return self.article_row
        if self.chosen is not None:
            place = self.model.row_of(self.chosen.id)
            if place >= 0:
                return self.model.rows[place]
        return self.model.rows[0] if len(self.model.rows) == 1 else None

    def say(self, kind: FeedbackKind) -> None:
        """Count feedback on the article or card that is looked at; the same once more takes it back."""
        hit = self._hit_looked_at()
        if hit is None:
            return
        key = (hit.article_id, kind)
        again = key in self._fed_back
        self._fed_back ^= {key}
        self._bridge.keep(
            lambda core: core.editing.say(hit.article_id, kind, taken_back=again),
            lambda _none: self.said.emit("card_taken_back" if again else f"card_said_{kind}"),
        )

    def _hit_looked_at(self) -> Hit | None:
        row = self.looked_at()
        hit = row.hit if row is not None else None
        if hit is None:
            self.said.emit("card_choose")
        return hit

    def quoted(self, selected: str = "") -> str:
        """What goes into the reply: the words that answer, or those selected in the article, with where they stand."""
        hit = self._hit_looked_at()
        return quote(hit, selected if self.state == "article" else "") if hit is not None else ""

    def copy(self, selected: str = "") -> None:
        """The same onto the clipboard."""
        text = self.quoted(selected)
        if text:
            self._clipboard.put(text)
            self.said.emit("window_passage_copied")

    def open(self, row: CardRow) -> None:
        """Read the article a card comes from."""
        hit = row.hit
        if hit is None:
            return
        wanted = list(dict.fromkeys((*hit.folded, *(conflict.article_id for conflict in hit.conflicts))))[:OTHERS]

        async def load(core: CorePort) -> tuple[Article | None, tuple[Article, ...]]:
            article = await core.knowledge.article(hit.article_id)
            others = [await core.knowledge.article(article_id) for article_id in wanted]
            return article, tuple(other for other in others if other is not None)

        def opened(loaded: tuple[Article | None, tuple[Article, ...]]) -> None:
            article, others = loaded
            if article is None:
                self.said.emit("window_article_gone")
                return
            self.article, self.article_row, self.others, self.state = article, row, others, "article"
            self.changed.emit()

        self._bridge.submit(load, opened)

    def open_other(self, article: Article) -> None:
        """Read an article that says the same as the open one, or otherwise."""
        if self.article_row is not None:
            self.open(row_of_article(article, self.article_row))

    def close_article(self) -> None:
        self.article = None
        self._show()

    # --- showing -------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self.finding.answered:
            rows = [row_of_hit(hit) for hit in self.finding.hits]
            self.state = "results" if rows else "nothing"
        else:
            fresh = self._fresh()
            rows = [*self.pinned, *(fresh if self._all else fresh[: max(0, MAX_OPEN - len(self.pinned))])]
            self.state = "cards" if rows else "quiet"
        chosen = self.chosen
        self.model.exchange([replace(row, pinned=self.is_pinned(row)) for row in rows])
        # A row that has another place is taken out and put in again: it is still the one that was chosen.
        self.chosen = chosen
        if self.article is not None:
            self.state = "article"
        self.changed.emit()
