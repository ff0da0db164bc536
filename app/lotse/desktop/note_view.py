"""What the note pane shows and does: claims, their selection, decisions, saving and copying.

A view model: no widgets, driven alike by keys, buttons and tests. Must not check or word a claim; the services do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from lotse.desktop import words
from lotse.desktop.claims import ClaimRow, ClaimsModel, claim_rows, claim_text
from lotse.domain.errors import Message

if TYPE_CHECKING:
    from lotse.desktop.bridge import Bridge
    from lotse.desktop.clipboard import Clipboard
    from lotse.desktop.core_port import CorePort
    from lotse.desktop.notices import Notices
    from lotse.domain.cards import Choice
    from lotse.domain.conversations import Conversation
    from lotse.domain.notes import Claim, Note, Section


class NoteView(QObject):
    """Lives on the main thread.

    Signals: `changed` when note, state or selection changed; `lit(evidence)` when another claim's spans are to be
    shown; `selected(claim_id)` when the selection has to move in the list; `announced(text)` once a note is finished.
    """

    changed = Signal()
    lit = Signal(object)
    selected = Signal(str)
    announced = Signal(str)

    def __init__(self, bridge: Bridge, notices: Notices, clipboard: Clipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notices = notices
        self._clipboard = clipboard
        self.model = ClaimsModel(self)
        self.conversation: Conversation | None = None
        self.note: Note | None = None
        self.refining = False
        self.working = False
        self.saved = False
        self.drafts: dict[str, str] = {}
        self._selected: str | None = None
        self._held: tuple[Note, bool] | None = None
        self._editing = False

    # --- what is shown -------------------------------------------------------------------------------------------

    def show(self, conversation: Conversation | None, note: Note | None, drafts: dict[str, str] | None = None) -> None:
        """Turn to a conversation and its note."""
        self.conversation = conversation
        self._held = None
        self._editing = False
        self.saved = False
        self.drafts = dict(drafts or {})
        self.refining = self.working = False
        self.note = note
        self._selected = None
        self.model.exchange(claim_rows(note, self.drafts) if note is not None else ())
        self.lit.emit(())
        self.changed.emit()

    def follow(self, conversation: Conversation) -> None:
        """The same conversation has grown."""
        self.conversation = conversation

    def take(self, note: Note, refining: bool) -> None:
        """A newer note of this conversation. While the agent edits a claim, nothing moves: it waits."""
        if self._editing:
            self._held = (note, refining)
            return
        # A pass begins with what the rules found: while it runs, that is not the end of it.
        refining = refining or self.working
        finished = self.refining and not refining
        if self.note is not None and note != self.note:
            self.saved = False
        self.note = note
        self.refining = refining
        self.model.exchange(claim_rows(note, self.drafts))
        if self._selected is not None and note.claim(self._selected) is None:
            self._select(None)
        elif self._selected is not None:
            self.selected.emit(self._selected)
        self.changed.emit()
        if finished:
            self.announced.emit(self.summary_text())

    def begin_edit(self, on: bool) -> None:
        """An editor opened or closed; what waited for it is shown now."""
        self._editing = on
        if not on and self._held is not None:
            held, self._held = self._held, None
            self.take(*held)

    def summary_text(self) -> str:
        """The state of the note in one sentence."""
        if self.note is None:
            return ""
        unsupported = len([claim for claim in self.note.unsupported() if claim.verdict != "rejected"])
        if unsupported:
            return QCoreApplication.translate("Note", "Note ready, without evidence: {0}").format(unsupported)
        return QCoreApplication.translate("Note", "Note ready")

    @property
    def open_count(self) -> int:
        """Supported suggestions nobody has decided on yet."""
        if self.note is None:
            return 0
        return len([c for c in self.note.claims if c.supported and c.verdict == "open" and c.authorship == "suggested"])

    # --- selection -----------------------------------------------------------------------------------------------

    @property
    def current(self) -> Claim | None:
        if self.note is None or self._selected is None:
            return None
        return self.note.claim(self._selected)

    def select(self, claim_id: str | None) -> None:
        """The agent turned to a claim, or to none."""
        if claim_id != self._selected:
            self._selected = claim_id
            self._light()
            self.changed.emit()

    def _select(self, claim_id: str | None) -> None:
        self._selected = claim_id
        self.selected.emit(claim_id or "")
        self._light()
        self.changed.emit()

    def _light(self) -> None:
        claim = self.current
        self.lit.emit(claim.evidence if claim is not None else ())

    def _next_open(self) -> str | None:
        """The suggestion after the selected one that waits for a decision."""
        claims = [row.claim for row in self.model.rows if row.claim is not None]
        place = next((i for i, claim in enumerate(claims) if claim.id == self._selected), -1)
        waiting = [c for c in claims[place + 1 :] if c.verdict == "open" and c.authorship == "suggested"]
        return waiting[0].id if waiting else self._selected

    # --- decisions -----------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Accept the selected claim. One without evidence asks for a second, deliberate step."""
        claim = self.current
        if claim is None:
            return
        if claim.supported:
            self._decide(claim, "accepted")
            return
        self._notices.tell(
            Message("window_no_evidence", {"reason": words.reason(claim.reason or "not_in_evidence")}),
            "warning",
            QCoreApplication.translate("Note", "Accept anyway"),
            lambda: self._decide(claim, "accepted"),
        )

    def reject(self) -> None:
        if self.current is not None:
            self._decide(self.current, "rejected")

    def edit(self, claim_id: str, text: str) -> None:
        """The agent's wording for a claim; an unchanged one decides nothing."""
        claim = self.note.claim(claim_id) if self.note is not None else None
        if claim is None or not text.strip() or text.strip() == claim.text:
            self.keep_edit(claim_id, "")
            return
        self._decide(claim, "edited", text.strip())

    def keep_edit(self, claim_id: str, text: str) -> None:
        """Keep what is being typed, so that a crash loses none of it; empty forgets it."""
        conversation = self.conversation
        if conversation is None or text == self.drafts.get(claim_id, ""):
            return
        if text:
            self.drafts[claim_id] = text
        else:
            self.drafts.pop(claim_id, None)
        self._bridge.keep(lambda core: core.conversations.keep_draft(conversation.id, f"claim:{claim_id}", text))

    def accept_section(self) -> None:
        """Accept every supported suggestion of the selected claim's section that nobody decided on."""
        self._decide_section("accepted")

    def reject_section(self) -> None:
        self._decide_section("rejected")

    def undo(self) -> None:
        """Take the last decision back, and turn to the claim it was about."""
        conversation, before = self.conversation, self.note
        if conversation is None or before is None:
            return

        def undone(note: Note) -> None:
            verdicts = {claim.id: claim.verdict for claim in before.claims}
            returned = [claim.id for claim in note.claims if verdicts.get(claim.id) not in (None, claim.verdict)]
            self._decided(note, returned[0] if returned else None)

        self._bridge.keep(lambda core: core.notes.undo(conversation.id), undone)

    def add(self, section: Section, text: str) -> None:
        """A claim of the agent's own."""
        conversation = self.conversation
        if conversation is None or not text.strip():
            return
        self._bridge.keep(
            lambda core: core.notes.add_claim(conversation.id, section, text.strip()),
            lambda note: self._decided(note, None),
        )

    def _decide(self, claim: Claim, choice: Choice, text: str = "") -> None:
        conversation = self.conversation
        if conversation is None:
            return
        # An edited claim stays selected: its new wording is what the agent looks at.
        after = claim.id if choice == "edited" else self._next_open()

        def decided(note: Note) -> None:
            self.keep_edit(claim.id, "")
            self._decided(note, after)

        self._bridge.keep(lambda core: core.notes.decide(conversation.id, claim.id, choice, text), decided)

    def _decide_section(self, choice: Choice) -> None:
        conversation, claim, note = self.conversation, self.current, self.note
        if conversation is None or claim is None or note is None:
            return
        waiting = [
            c.id for c in note.section(claim.section) if c.verdict == "open" and (c.supported or choice == "rejected")
        ]

        async def decide(core: CorePort) -> Note | None:
            decided: Note | None = None
            for claim_id in waiting:
                decided = await core.notes.decide(conversation.id, claim_id, choice)
            return decided

        self._bridge.keep(decide, lambda decided: self._decided(decided, claim.id) if decided is not None else None)

    def _decided(self, note: Note, select: str | None) -> None:
        self._editing = False
        self.take(note, self.refining)
        if select is not None and note.claim(select) is not None:
            self._select(select)

    # --- saving and copying --------------------------------------------------------------------------------------

    def save(self) -> None:
        """Store note, decisions and origins."""
        conversation = self.conversation
        if conversation is None or self.note is None:
            return
        self._bridge.keep(lambda core: core.notes.save(conversation.id), lambda _saved: self._on_saved())

    def _on_saved(self) -> None:
        self.saved = True
        self._notices.tell(Message("window_note_saved"), "success")
        self.announced.emit(QCoreApplication.translate("Note", "Note saved"))
        self.changed.emit()

    def copy(self) -> None:
        """Put the note on the clipboard, as text and as HTML."""
        conversation, note = self.conversation, self.note
        if conversation is None or note is None:
            return

        async def texts(core: CorePort) -> tuple[str, str]:
            return core.notes.text(note, conversation), core.notes.html(note, conversation)

        self._bridge.submit(texts, lambda both: self._on_texts(*both))

    def _on_texts(self, text: str, html: str) -> None:
        self._clipboard.put(text, html)
        self._notices.tell(Message("window_note_copied"), "success")

    def copy_claim(self) -> None:
        """Put the selected claim on the clipboard, field by field into another program."""
        claim = self.current
        if claim is None:
            return
        self._clipboard.put(claim.text if claim.section == "facts" else claim_text(claim))
        self._notices.tell(Message("window_claim_copied"), "success")

    def rows(self) -> list[ClaimRow]:
        return self.model.rows
