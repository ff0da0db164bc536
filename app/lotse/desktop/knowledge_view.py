"""What the knowledge pane shows: cards for the newest turn, results of a search, one article to read.

A view model without widgets. At most three cards are open; how many wait is a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from lotse.desktop.cards import MAX_OPEN, CardRow, CardsModel, row_of_card, row_of_hit

if TYPE_CHECKING:
    from lotse.desktop.bridge import Bridge
    from lotse.domain.cards import Card
    from lotse.domain.conversations import ConversationId
    from lotse.domain.errors import Message
    from lotse.domain.findings import FeedbackKind
    from lotse.domain.knowledge import Article, ArticleId, Hit, SearchAnswer

State = Literal["quiet", "cards", "searching", "results", "nothing", "article"]
RESULTS = 8
MISSED_MS = 4000
"""A search that stands so long without an answer was meant; one that is typed over was not finished."""


class KnowledgeView(QObject):
    """Lives on the main thread.

    Signals: `changed`; `said(key)` when feedback was counted, with the message that says so; what is announced is left
    to the window, which knows what is visible.
    """

    changed = Signal()
    cards_arrived = Signal(int)
    said = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.model = CardsModel(self)
        self.state: State = "quiet"
        self.query = ""
        self.article: Article | None = None
        self.article_hit: Hit | None = None
        self.problem: Message | None = None
        self.articles = -1
        self.index: tuple[int, int] | None = None
        self._cards: list[CardRow] = []
        self._results: list[CardRow] = []
        self._all = False
        self.chosen: CardRow | None = None
        self.conversation_id: ConversationId | None = None
        self._fed_back: set[tuple[ArticleId, FeedbackKind]] = set()
        self._missed = QTimer(self)
        self._missed.setSingleShot(True)
        self._missed.setInterval(MISSED_MS)
        self._missed.timeout.connect(self._on_missed)

    @property
    def waiting(self) -> int:
        """Cards behind the three that are open."""
        return 0 if self._all or self.query else max(0, len(self._cards) - MAX_OPEN)

    def clear(self) -> None:
        """Another conversation: its cards come anew, a search goes on."""
        self._cards = []
        self._all = False
        self._show()

    def take(self, cards: tuple[Card, ...]) -> None:
        """Cards for the newest turn. Cards of the services' other kinds are shown alike."""
        fresh = [row_of_card(card) for card in cards]
        arrived = len([row for row in fresh if row.id not in {old.id for old in self._cards}])
        self._cards = fresh
        self._all = False
        self._show()
        self._keep_found(fresh)
        if arrived:
            self.cards_arrived.emit(arrived)

    def open_all(self) -> None:
        self._all = True
        self._show()

    def search(self, query: str) -> None:
        """Search for a query; an empty one returns to the cards."""
        self.query = query.strip()
        self._missed.stop()
        self.article = None
        self.problem = None
        if not self.query:
            self._results = []
            self._show()
            return
        asked = self.query
        self.state = "searching"
        self.changed.emit()
        self._bridge.submit(
            lambda core: core.knowledge.search(asked, limit=RESULTS),
            self._on_answer,
            lambda m: self._on_failed(asked, m),
        )

    def _on_answer(self, answer: SearchAnswer) -> None:
        if answer.query.strip() != self.query:
            return
        self._results = [row_of_hit(hit) for hit in answer.cards]
        self._show()
        if self._results:
            self._keep_found(self._results)
        else:
            self._missed.start()

    def _on_missed(self) -> None:
        """Nothing was found, and nothing else asked since: the editors are told what is wanted."""
        query, conversation_id = self.query, self.conversation_id
        if query and self.state == "nothing":
            self._bridge.keep(lambda core: core.editing.missed(query, conversation_id), on_failed=lambda _message: None)

    def _keep_found(self, rows: list[CardRow]) -> None:
        found = tuple(row.hit.article_id for row in rows if row.hit is not None)
        if found:
            self._bridge.keep(lambda core: core.editing.found(found), on_failed=lambda _message: None)

    def say(self, kind: FeedbackKind) -> None:
        """Count feedback on the article or card that is looked at; the same once more takes it back."""
        hit = self.article_hit if self.state == "article" else self._hit_looked_at()
        if hit is None:
            self.said.emit("card_choose")
            return
        key = (hit.article_id, kind)
        again = key in self._fed_back
        self._fed_back ^= {key}
        self._bridge.keep(
            lambda core: core.editing.say(hit.article_id, kind, taken_back=again),
            lambda _none: self.said.emit("card_taken_back" if again else f"card_said_{kind}"),
        )

    def _hit_looked_at(self) -> Hit | None:
        if self.chosen is not None and self.model.row_of(self.chosen.id) >= 0:
            return self.chosen.hit
        return self.model.rows[0].hit if len(self.model.rows) == 1 else None

    def _on_failed(self, asked: str, message: Message) -> None:
        if asked == self.query:
            self._results = []
            self.problem = message
            self._show()

    def open(self, row: CardRow) -> None:
        """Read the article a card comes from."""
        hit = row.hit
        if hit is None:
            return

        def opened(article: Article | None) -> None:
            if article is not None:
                self.article, self.article_hit, self.state = article, hit, "article"
                self.changed.emit()

        self._bridge.submit(lambda core: core.knowledge.article(hit.article_id), opened)

    def close_article(self) -> None:
        self.article = None
        self._show()

    def _show(self) -> None:
        if self.query:
            self.model.exchange(self._results)
            self.state = "results" if self._results else "nothing"
        else:
            self.model.exchange(self._cards if self._all else self._cards[:MAX_OPEN])
            self.state = "cards" if self._cards else "quiet"
        if self.article is not None:
            self.state = "article"
        self.changed.emit()
