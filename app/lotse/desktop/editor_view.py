"""What the editor's page shows: the list with its filter, the article being edited, two side by side, its versions.

A view model without widgets. What is typed lives here until it is saved, also while another article or the
conversation is looked at. Must not decide what is wrong with an article: that is the check's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from lotse.desktop import words
from lotse.desktop.editor_dates import day_text, read_day
from lotse.desktop.editor_rows import EditorRow, EditorRowsModel, Filter, article_row, finding_row, wanted_row
from lotse.domain.errors import Message

if TYPE_CHECKING:
    from datetime import date

    from lotse.desktop.bridge import Bridge
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
class CheckProgressed:
    """The check has looked at `done` of the `total` articles that changed."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the fields: days as typed, tags separated by commas."""

    title: str
    body: str
    lang: str
    tags: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles side by side, and what was found about them."""

    left: OpenArticle
    right: OpenArticle
    finding: Finding


def form_of(article: Article) -> Form:
    return Form(
        article.title,
        article.body,
        article.lang,
        ", ".join(article.tags),
        day_text(article.valid_from, words.language_code()),
        day_text(article.valid_to, words.language_code()),
    )


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
        self.checking: tuple[int, int] | None = None
        self.checked: CheckResult | None = None
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
        bridge.came.connect(self._on_event)

    # --- the list ----------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """The page is turned to: say what there is, then look what is wrong with it."""
        self.entered.emit()
        self.refresh()

    def refresh(self) -> None:
        self._bridge.submit(lambda core: core.editing.rows(), self._on_rows)
        if self.checking is None:
            self.checking = (0, 0)
            self.changed.emit()
            self._bridge.submit(
                lambda core: core.editing.check(lambda done, total: self._bridge.publish(CheckProgressed(done, total))),
                self._on_checked,
                self._on_check_failed,
            )

    def _on_event(self, event: object) -> None:
        if isinstance(event, CheckProgressed):
            self.checking = (event.done, event.total)
            self.changed.emit()

    def _on_rows(self, rows: tuple[ArticleRow, ...]) -> None:
        first, self.loaded = not self.loaded, True
        self._rows = rows
        self._list(afresh=first)

    def _on_checked(self, result: CheckResult) -> None:
        self.checking = None
        self.checked = result
        self._list(afresh=False)

    def _on_check_failed(self, message: Message) -> None:
        self.checking = None
        self._notices.tell(message, "warning")
        self.changed.emit()

    def choose(self, name: Filter) -> None:
        self.filter = name
        self._list(afresh=True)

    def find(self, text: str) -> None:
        """Only rows whose title, text or tags hold every word of `text`."""
        self.query = text
        self._list(afresh=True)

    def count(self, name: Filter) -> int:
        """How many rows a filter has."""
        if name in ("all", "draft", "merged"):
            return len([row for row in self._rows if name == "all" or row.state == name])
        if self.checked is None:
            return 0
        if name == "wanted":
            return len(self.checked.wanted)
        return sum(1 for finding in self.checked.findings if finding.kind == name)

    def _list(self, *, afresh: bool) -> None:
        wanted = self.query.casefold().split()
        rows = [row for row in self._all_rows() if all(part in _searched(row) for part in wanted)]
        self.model.show_all_of(rows, afresh=afresh)
        self.listed.emit()
        self.changed.emit()

    def _all_rows(self) -> list[EditorRow]:
        rows = {row.id: row for row in self._rows}
        findings = self.checked.findings if self.checked is not None else ()
        if self.filter in ("all", "draft", "merged"):
            about: dict[ArticleId, list[Finding]] = {}
            for finding in findings:
                for concerned in (finding.article_id, finding.other_id):
                    # That something was never found is no fault: it is said under its own filter only.
                    if concerned is not None and finding.kind != "never_found":
                        about.setdefault(concerned, []).append(finding)
            return [
                article_row(row, about.get(row.id, []), row.unsaved or row.id in self._unsaved)
                for row in self._rows
                if self.filter == "all" or row.state == self.filter
            ]
        if self.filter == "wanted":
            return [wanted_row(one) for one in (self.checked.wanted if self.checked is not None else ())]
        return [
            finding_row(one, rows.get(one.article_id), rows.get(one.other_id) if one.other_id is not None else None)
            for one in findings
            if one.kind == self.filter
        ]

    def act(self, row: EditorRow) -> None:
        """Do the one thing to do about a row."""
        if row.wanted is not None:
            self.write(row.wanted.question, row.wanted.lang, row.wanted)
        elif row.finding is not None and row.finding.other_id is not None and row.finding.kind in (
            "contradiction",
            "near_duplicate",
        ):  # fmt: skip
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
        self.place = _place(finding)
        self.opened.emit()
        self._list(afresh=False)
        self.wanted_focus.emit(_field(finding))

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
        finding, wanted = row.finding, row.wanted
        if finding is not None:
            self._bridge.keep(lambda core: core.editing.intend(finding), lambda _none: self._on_intended(finding))
        elif wanted is not None:
            self._bridge.keep(lambda core: core.editing.forget_wanted(wanted), lambda _none: self.refresh())

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
            self._bridge.keep(lambda core: core.editing.forget_wanted(answered), lambda _none: self.refresh())
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
        days: list[date | None] = []
        for text in (self.form.valid_from, self.form.valid_to):
            try:
                days.append(read_day(text))
            except ValueError:
                if told:
                    self._notices.tell(Message("editor_bad_date", {"text": text}), "warning")
                return None
        tags = tuple(tag.strip() for tag in self.form.tags.split(",") if tag.strip())
        return replace(
            self.current.article,
            title=self.form.title,
            body=self.form.body,
            lang=self.form.lang,
            tags=tags,
            valid_from=days[0],
            valid_to=days[1],
        )

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
        if finding is None:
            return
        self._bridge.keep(lambda core: core.editing.intend(finding), lambda _none: self._on_intended(finding))

    def _on_intended(self, finding: Finding) -> None:
        self._notices.tell(
            Message("editor_intended"),
            "success",
            QCoreApplication.translate("Editor", "Undo"),
            lambda: self._bridge.keep(lambda core: core.editing.unintend(finding), lambda _none: self.refresh()),
        )
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
        self._bridge.submit(
            lambda core: core.editing.open(finding.article_id),
            lambda left: self._bridge.submit(
                lambda core: core.editing.open(other), lambda right: self._on_pair(Pair(left, right, finding))
            ),
        )

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


def _searched(row: EditorRow) -> str:
    tags = " ".join(row.article.tags) if row.article is not None else ""
    return f"{row.title} {row.said} {tags}".casefold()


def _field(finding: Finding | None) -> str:
    match finding.kind if finding is not None else "":
        case "outdated":
            return "valid_to"
        case "never_found":
            return "title"
        case _:
            return "body"


def _place(finding: Finding | None) -> str:
    """The words in the body that a finding is about."""
    return finding.here if finding is not None and finding.kind in ("broken_reference", "hard_to_read") else ""
