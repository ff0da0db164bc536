"""What the knowledge pane shows: cards for the newest turn, results of a search, one article to read.

A view model without widgets. At most three cards are open; how many wait is a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from lotse.desktop.cards import MAX_OPEN, CardRow, CardsModel, row_of_card, row_of_hit

if TYPE_CHECKING:
    from lotse.desktop.bridge import Bridge
    from lotse.domain.cards import Card
    from lotse.domain.errors import Message
    from lotse.domain.knowledge import Article, Hit, SearchAnswer

State = Literal["quiet", "cards", "searching", "results", "nothing", "article"]
RESULTS = 8


class KnowledgeView(QObject):
    """Lives on the main thread.

    Signals: `changed`; `announced(text)` is left to the window, which knows what is visible.
    """

    changed = Signal()
    cards_arrived = Signal(int)

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
        if arrived:
            self.cards_arrived.emit(arrived)

    def open_all(self) -> None:
        self._all = True
        self._show()

    def search(self, query: str) -> None:
        """Search for a query; an empty one returns to the cards."""
        self.query = query.strip()
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
        self._results = [row_of_hit(hit) for hit in answer.hits] if answer.answerable else []
        self._show()

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
