"""What the editor's page shows: the list with its filter, the article being edited, two side by side, its versions.

A view model without widgets. What is typed lives here until it is saved, also while another article or the
conversation is looked at. Must not decide what is wrong with an article: that is the check's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from lotse.desktop import words
from lotse.desktop.editor_check import Checking
from lotse.desktop.editor_form import Form, NoDay, article_of, field_of, form_of, place_of
from lotse.desktop.editor_listing import count, listed
from lotse.desktop.editor_rows import EditorRow, EditorRowsModel, Filter
from lotse.domain.errors import Message

if TYPE_CHECKING:
    from lotse.desktop.bridge import Bridge
    from lotse.desktop.core_port import CorePort
    from lotse.desktop.notices import Notices
    from lotse.domain.article_versions import Version
    from lotse.domain.conversations import ConversationId
    from lotse.domain.findings import Finding, Wanted
    from lotse.domain.knowledge import Article, ArticleId
    from lotse.services.editing import OpenArticle, Proposal
    from lotse.services.editing_port import ArticleRow
    from lotse.services.knowledge_check import CheckResult

KEEP_MS = 1000
"""So long after the last key what is typed is stored, saved or not: a crash loses a second of it."""

Page = Literal["nothing", "article", "compare", "versions"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles side by side, and what was found about them."""

    left: OpenArticle
    right: OpenArticle
    finding: Finding


class EditorView(QObject):
    """Lives on the main thread.

    Signals: `changed` (anything), `listed` (other rows), `opened` (other contents of the right side),
    `wanted_focus(name)` (`title`, `body`, `valid_to`, `left`, `versions`), `entered` (turn to the page).
    """

    changed = Signal()
    listed = Signal()
    opened = Signal()
    wanted_focus = Signal(str)
    entered = Signal()

    def __init__(self, bridge: Bridge, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notices = notices
        self.model = EditorRowsModel(self)
        self.filter: Filter = "all"
        self.query = ""
        self.page: Page = "nothing"
        self.loaded = False
        self.current: OpenArticle | None = None
        self.finding: Finding | None = None
        self.form: Form | None = None
        self._kept: Form | None = None
        self.pair: Pair | None = None
        self.versions: tuple[Version, ...] = ()
        self.proposal: Proposal | None = None
        self.place = ""
        self._rows: tuple[ArticleRow, ...] = ()
        self._unsaved: dict[ArticleId, Form] = {}
        self._answers: dict[ArticleId, Wanted] = {}
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        self._check = Checking(bridge, notices, self)
        self._check.changed.connect(self.changed)
        self._check.done.connect(lambda: self._list(afresh=False))
        self._check.settled.connect(self._on_matter_settled)

    @property
    def checking(self) -> tuple[int, int] | None:
        """How far the check is, and of how many articles; `None` while none is under way."""
        return self._check.progress

    @property
    def checked(self) -> CheckResult | None:
        """What the last check found."""
        return self._check.result

    # --- the list ----------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """The page is turned to: say what there is, then look what is wrong with it."""
        self.entered.emit()
        self.refresh()

    def refresh(self) -> None:
        self._bridge.submit(lambda core: core.editing.rows(), self._on_rows)
        self._check.start()

    def _on_rows(self, rows: tuple[ArticleRow, ...]) -> None:
        first, self.loaded = not self.loaded, True
        self._rows = rows
        self._list(afresh=first)

    def choose(self, name: Filter) -> None:
        self.filter = name
        self._list(afresh=True)

    def find(self, text: str) -> None:
        """Only rows whose title, text or tags hold every word of `text`."""
        self.query = text
        self._list(afresh=True)

    def count(self, name: Filter) -> int:
        """How many rows a filter has."""
        return count(name, self._rows, self.checked)

    def _list(self, *, afresh: bool) -> None:
        rows = listed(self.filter, self.query, self._rows, self.checked, self._unsaved.keys())
        self.model.show_all_of(rows, afresh=afresh)
        self.listed.emit()
        self.changed.emit()

    def act(self, row: EditorRow) -> None:
        """Do the one thing to do about a row."""
        if row.wanted is not None:
            self.write(row.wanted.question, row.wanted.lang, row.wanted)
        elif row.finding is not None and row.of_two:
            self.compare(row.finding)
        elif row.article is not None and row.article.state == "merged":
            self.restore(row.article.id)
        elif row.finding is not None:
            self.open(row.finding.article_id, row.finding)
        elif row.article is not None:
            self.open(row.article.id)

    # --- one article ---------------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether the fields hold something that is not stored."""
        return self.current is not None and self.form is not None and self.form != form_of(self.current.article)

    def open(self, article_id: ArticleId, finding: Finding | None = None) -> None:
        """Edit an article; what is typed into the one before stays with it."""
        self._bridge.submit(lambda core: core.editing.open(article_id), lambda opened: self._on_opened(opened, finding))

    def _on_opened(self, opened: OpenArticle, finding: Finding | None = None) -> None:
        self._put_by()
        self.current, self.finding, self.proposal = opened, finding, None
        self.form = self._unsaved.get(opened.article.id) or form_of(opened.typed or opened.article)
        self._kept = None if opened.typed is None else form_of(opened.typed)
        self.page = "article"
        self.place = place_of(finding)
        self.opened.emit()
        self._list(afresh=False)
        self.wanted_focus.emit(field_of(finding))

    def type(self, form: Form) -> None:
        """The fields hold `form` now."""
        self.form = form
        self._keeping.start()
        self.changed.emit()

    def keep(self) -> None:
        """Store what is typed, without publishing it."""
        self._keeping.stop()
        if self.form == self._kept or (self._kept is None and not self.dirty):
            return
        article = self._typed(told=False)
        if article is not None:
            self._kept = self.form
            self._bridge.keep(lambda core: core.editing.keep(article), on_failed=lambda _message: None)

    def dismiss(self, row: EditorRow) -> None:
        """It is as it should be: what was found is intended, what is wanted needs no article."""
        if row.finding is not None:
            self._check.intend(row.finding)
        elif row.wanted is not None:
            self._check.forget(row.wanted)

    def write(self, question: str = "", lang: str = "", answers: Wanted | None = None) -> None:
        """Begin an article; `answers` is the question that is wanted no more once it is published."""
        code = lang or words.language_code()
        self._bridge.keep(
            lambda core: core.editing.new(question, code), lambda opened: self._on_written(opened, answers)
        )

    def _on_written(self, opened: OpenArticle, answers: Wanted | None) -> None:
        if answers is not None:
            self._answers[opened.article.id] = answers
        self._on_opened(opened)
        self.wanted_focus.emit("body" if opened.article.title else "title")
        self.refresh()

    def save(self) -> None:
        """Publish what stands in the fields: an article's new version, or a draft."""
        self._keeping.stop()
        article = self._typed()
        if article is None or self.current is None:
            return
        was = self.current.state
        if was == "published" and not self.dirty and self.finding is None:
            self._notices.tell(Message("editor_unchanged"))
            return
        self._bridge.keep(
            lambda core: core.editing.save(article),
            lambda opened: self._on_saved(opened, article, "editor_saved" if was == "published" else "editor_released"),
            self._fail,
        )

    def keep_draft(self) -> None:
        """Keep a draft as it stands, without publishing it."""
        article = self._typed()
        if article is not None and self.current is not None and self.current.state == "draft":
            self._bridge.keep(
                lambda core: core.editing.keep(article),
                lambda opened: self._on_saved(opened, article, "editor_draft_kept"),
                self._fail,
            )

    def _on_saved(self, opened: OpenArticle, sent: Article, message: str) -> None:
        self._unsaved.pop(opened.article.id, None)
        self._notices.tell(Message(message), "success")
        answered = self._answers.pop(opened.article.id, None) if opened.state == "published" else None
        if answered is not None:
            self._check.forget(answered)
        if self.current is not None and self.current.article.id == opened.article.id:
            typed = self._typed(told=False)
            self.current = opened
            self._kept = None
            if typed == sent:  # nobody has typed on while it was stored
                self.form = form_of(opened.article)
                self.finding = None
                self.proposal = None
                self.opened.emit()
        self.refresh()
        self._bridge.submit(lambda core: core.knowledge.prepare(), on_failed=lambda _message: None)

    def _typed(self, *, told: bool = True) -> Article | None:
        """The article as it stands in the fields; `None` when a day in them is none, which is said."""
        if self.current is None or self.form is None:
            return None
        try:
            return article_of(self.form, self.current.article)
        except NoDay as problem:
            if told:
                self._notices.tell(Message("editor_bad_date", {"text": problem.text}), "warning")
            return None

    def discard(self) -> None:
        """Throw a draft away, or what was typed into an article."""
        if self.current is None:
            return
        article_id = self.current.article.id
        self._unsaved.pop(article_id, None)
        self._keeping.stop()
        if self.current.state == "draft":
            self._bridge.keep(lambda core: core.editing.discard(article_id), lambda _none: self._on_gone())
        else:
            self._bridge.keep(lambda core: core.editing.discard(article_id), lambda _none: self.refresh())
            self.form = form_of(self.current.article)
            self.opened.emit()
            self._list(afresh=False)

    def _on_gone(self) -> None:
        self._notices.tell(Message("editor_discarded"), "success")
        self.current = self.form = self.finding = self.proposal = None
        self.page = "nothing"
        self.opened.emit()
        self.refresh()

    def intend(self) -> None:
        """What was found about the open article, or the two, is as it should be."""
        finding = self.pair.finding if self.page == "compare" and self.pair is not None else self.finding
        if finding is not None:
            self._check.intend(finding)

    def _on_matter_settled(self, finding: Finding | None) -> None:
        if finding is not None:
            if self.finding is not None and self.finding.key == finding.key:
                self.finding = None
            if self.page == "compare":
                self.close()
        self.refresh()

    def close(self) -> None:
        """Back from two articles or the versions to the article, from the article to the list; keeps what is typed."""
        if self.page in ("compare", "versions") and self.current is not None:
            self.page = "article"
        else:
            self._put_by()
            self.current = self.form = self.finding = self.proposal = None
            self.page = "nothing"
        self.pair = None
        self.opened.emit()
        self._list(afresh=False)

    def _put_by(self) -> None:
        if self._keeping.isActive():
            self.keep()
        if self.current is not None and self.form is not None:
            if self.dirty:
                self._unsaved[self.current.article.id] = self.form
            else:
                self._unsaved.pop(self.current.article.id, None)

    def _fail(self, message: Message) -> None:
        self._notices.tell(message, "warning")

    # --- two articles, and versions ------------------------------------------------------------------------------

    def compare(self, finding: Finding) -> None:
        """Show the two articles of a finding side by side."""
        other = finding.other_id
        if other is None:
            return

        async def load(core: CorePort) -> Pair:
            return Pair(await core.editing.open(finding.article_id), await core.editing.open(other), finding)

        self._bridge.submit(load, self._on_pair)

    def _on_pair(self, pair: Pair) -> None:
        self._put_by()
        self.current = self.form = self.finding = self.proposal = None
        self.pair, self.page = pair, "compare"
        self.opened.emit()
        self.changed.emit()
        self.wanted_focus.emit("left")

    def merge(self, *, keep_left: bool) -> None:
        """Take one of the two out of every search; links to it lead to the other."""
        pair = self.pair
        if pair is not None:
            kept, gone = (pair.left, pair.right) if keep_left else (pair.right, pair.left)
            self._bridge.keep(
                lambda core: core.editing.merge(gone.article.id, kept.article.id),
                lambda _none: self._on_settled("editor_merged"),
                self._fail,
            )

    def end(self, *, left: bool) -> None:
        """Let one of the two hold no longer."""
        pair = self.pair
        if pair is not None:
            ended = (pair.left if left else pair.right).article.id
            self._bridge.keep(
                lambda core: core.editing.end(ended), lambda _opened: self._on_settled("editor_ended"), self._fail
            )

    def _on_settled(self, message: str) -> None:
        self._notices.tell(Message(message), "success")
        self.close()
        self.refresh()
        self._bridge.submit(lambda core: core.knowledge.prepare(), on_failed=lambda _message: None)

    def restore(self, article_id: ArticleId) -> None:
        """Bring a merged article back."""
        self._bridge.keep(
            lambda core: core.editing.restore(article_id),
            lambda _opened: self._on_settled("editor_restored"),
            self._fail,
        )

    def show_versions(self) -> None:
        """What the open article was before."""
        current = self.current
        if current is not None:
            self._bridge.submit(lambda core: core.editing.versions(current.article.id), self._on_versions)

    def _on_versions(self, versions: tuple[Version, ...]) -> None:
        self.versions, self.page = versions, "versions"
        self.opened.emit()
        self.changed.emit()
        self.wanted_focus.emit("versions")

    def take_version(self, version: Version) -> None:
        """Put an older version into the fields; it is stored when it is saved."""
        self.form = form_of(version.article)
        self.page = "article"
        self.opened.emit()
        self._list(afresh=False)
        self.wanted_focus.emit("body")

    # --- from a conversation -----------------------------------------------------------------------------------------

    def propose(self, conversation_id: ConversationId) -> None:
        """Draft an article from a conversation, and turn to it."""
        self._bridge.keep(lambda core: core.editing.propose(conversation_id), self._on_proposed, self._fail)

    def _on_proposed(self, proposal: Proposal) -> None:
        self.entered.emit()
        self._on_opened(proposal.opened)
        self.proposal = proposal
        self.opened.emit()
        self.refresh()
