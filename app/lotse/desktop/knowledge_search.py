"""A search as it is typed: when to ask, which answer still counts, what was meant and what was only on its way.

A view model without widgets. Must not keep a search that somebody did not mean: the editors are told of searches in
vain, and a word half written is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lotse.domain.errors import Cancelled, Stale
from lotse.domain.filters import NO_FILTERS, Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from lotse.desktop.bridge import Bridge
    from lotse.desktop.core_port import CorePort
    from lotse.domain.conversations import ConversationId
    from lotse.domain.errors import Message
    from lotse.domain.filters import FilterValues
    from lotse.domain.knowledge import ArticleId, Hit, SearchAnswer

RESULTS = 8
TYPING_MS = 170
"""Asked after so long without a key: somebody who writes on is not kept busy with what half a word finds."""
SETTLED_MS = 600
"""Until then what was found before stays, where a word half written finds nothing."""
SEEN_MS = 1500
"""Results that stand so long were seen."""
MISSED_MS = 4000
"""A search that stands so long without an answer was meant; one that is typed over was not finished."""


@dataclass(frozen=True, slots=True)
class _Request:
    query: str
    filters: Filters
    meant: bool


class KnowledgeSearch(QObject):
    """Lives on the main thread. One question is under way at a time; of those that wait, only the newest is asked.

    `query` is what stands in the field, `answered` the one that `hits` belong to (empty: none is shown). `nearest` are
    hits of it that are not sure enough to be shown unasked.
    Signals: `changed` when other results are to be shown, or none any more; `filtered` when the filters are others.
    """

    changed = Signal()
    filtered = Signal()

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.query = ""
        self.answered = ""
        self.hits: tuple[Hit, ...] = ()
        self.nearest: tuple[Hit, ...] = ()
        self.problem: Message | None = None
        self.filters: Filters = NO_FILTERS
        self.conversation_id: ConversationId | None = None
        self._meant = False
        self._left = False
        self._under_way: _Request | None = None
        self._next: _Request | None = None
        self._in_vain = ""
        self._told = ""
        self._typing = self._timer(TYPING_MS, lambda: self._ask(meant=False))
        self._settled = self._timer(SETTLED_MS, self._show_nothing)
        self._seen = self._timer(SEEN_MS, self._keep_found)
        self._missed = self._timer(MISSED_MS, self._on_missed)

    def _timer(self, ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(call)
        return timer

    # --- from the field ------------------------------------------------------------------------------------------

    def type(self, text: str) -> None:
        """A key was pressed. What is shown stays until there is something else to show."""
        query = text.strip()
        if query != self.query:
            self._turn_to(query)
            if query:
                self._typing.start()

    def submit(self, text: str) -> None:
        """Enter: this is what is meant, and it is asked at once. An empty text returns to the cards."""
        self._turn_to(text.strip())
        if self.query:
            self._ask(meant=True)

    def keep_to(self, filters: Filters) -> None:
        """Search in other articles from now on."""
        if filters != self.filters:
            self.filters = filters
            self.again()
            self.filtered.emit()

    def again(self) -> None:
        """The same once more: the articles changed, or where is searched."""
        if self.query:
            self._turn_to(self.query)
            self._ask(meant=self._meant)

    def leave(self) -> None:
        """The field was left: what stands in it is what was meant."""
        self._left = True
        if self._typing.isActive():
            self._ask(meant=False)
        self._tell_missed()

    def _turn_to(self, query: str) -> None:
        for timer in (self._typing, self._settled, self._seen, self._missed):
            timer.stop()
        if not query:
            self._tell_missed()
        if query != self.query:
            self._meant = False
        self._in_vain = ""
        self._left = False
        self._next = None
        self.query = query
        if not query:
            self.answered, self.hits, self.nearest, self.problem = "", (), (), None
            self.changed.emit()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._under_way is not None or self._typing.isActive()

    # --- asking --------------------------------------------------------------------------------------------------

    def _ask(self, *, meant: bool) -> None:
        self._typing.stop()
        self._meant = self._meant or meant
        request = _Request(self.query, self.filters, self._meant)
        if self._under_way is None:
            self._start(request)
        else:
            self._next = request

    def _start(self, request: _Request) -> None:
        self._under_way = request

        async def ask(core: CorePort) -> SearchAnswer | None:
            try:
                return await core.knowledge.search(request.query, limit=RESULTS, filters=request.filters)
            except (Cancelled, Stale):
                return None

        self._bridge.submit(ask, lambda answer: self._on_answer(request, answer), lambda m: self._on_failed(request, m))

    def _is_wanted(self, request: _Request) -> bool:
        """Whether an answer still counts. The next question is asked, if there is one."""
        self._under_way = None
        following, self._next = self._next, None
        if following is not None:
            self._start(following)
        return following is None and (request.query, request.filters) == (self.query, self.filters)

    def _on_answer(self, request: _Request, answer: SearchAnswer | None) -> None:
        if not self._is_wanted(request) or answer is None:
            return
        self.nearest = () if answer.cards else answer.hits
        if answer.cards:
            self._show(answer.cards)
            self._seen.start(0 if self._meant else SEEN_MS)
        elif self._meant or self._left or (self.answered and not self.hits):
            self._show_nothing()
        else:
            self._settled.start()

    def _on_failed(self, request: _Request, message: Message) -> None:
        if self._is_wanted(request):
            self.nearest = ()
            self._show((), message)

    def _show(self, hits: tuple[Hit, ...], problem: Message | None = None) -> None:
        self.answered, self.hits, self.problem = self.query, hits, problem
        self.changed.emit()

    def _show_nothing(self) -> None:
        self._show(())
        self._missed.start()

    def show_nearest(self) -> None:
        """Somebody would rather judge what is unsure than see nothing. For the editors the search stays one in vain."""
        if self.nearest:
            self._show(self.nearest)

    # --- what the editors learn ----------------------------------------------------------------------------------

    def _keep_found(self) -> None:
        found: tuple[ArticleId, ...] = tuple(hit.article_id for hit in self.hits)
        if found:
            self._bridge.keep(lambda core: core.editing.found(found), on_failed=lambda _message: None)

    def _on_missed(self) -> None:
        """Nothing was found, and nothing else asked since."""
        self._in_vain = self.query
        if self._meant or self._left:
            self._tell_missed()

    def _tell_missed(self) -> None:
        query, self._in_vain = self._in_vain, ""
        if query and query != self._told and not self.filters.narrowing:
            self._told = query
            conversation_id = self.conversation_id
            self._bridge.keep(lambda core: core.editing.missed(query, conversation_id), on_failed=lambda _message: None)

    # --- what can be filtered by ---------------------------------------------------------------------------------

    def offer_filters(self, take: Callable[[FilterValues], None]) -> None:
        """Ask what there is to choose from."""
        self._bridge.submit(lambda core: core.knowledge.filter_values(), take)
