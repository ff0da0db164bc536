"""The check of the articles as the editor's page follows it: how far it is, what the last one found, what is settled.

A view model without widgets. Must not decide what is wrong with an article: that is the check's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from lotse.domain.errors import Message

if TYPE_CHECKING:
    from lotse.desktop.bridge import Bridge
    from lotse.desktop.notices import Notices
    from lotse.domain.findings import Finding, Wanted
    from lotse.services.knowledge_check import CheckResult


@dataclass(frozen=True, slots=True)
class CheckProgressed:
    """The check has looked at `done` of the `total` articles that changed."""

    done: int
    total: int


class Checking(QObject):
    """Lives on the main thread; one check at a time.

    Signals: `changed` when it began, went on or could not be done; `done` when there is another result;
    `settled(finding)` when a matter is none any more, `None` when that was taken back or was a wanted question.
    """

    changed = Signal()
    done = Signal()
    settled = Signal(object)

    def __init__(self, bridge: Bridge, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notices = notices
        self.progress: tuple[int, int] | None = None
        self.result: CheckResult | None = None
        bridge.came.connect(self._on_event)

    def start(self) -> None:
        """Look what is wrong, unless that is being done."""
        if self.progress is not None:
            return
        self.progress = (0, 0)
        self.changed.emit()
        self._bridge.submit(
            lambda core: core.editing.check(lambda done, total: self._bridge.publish(CheckProgressed(done, total))),
            self._on_checked,
            self._on_failed,
        )

    def _on_event(self, event: object) -> None:
        if isinstance(event, CheckProgressed):
            self.progress = (event.done, event.total)
            self.changed.emit()

    def _on_checked(self, result: CheckResult) -> None:
        self.progress = None
        self.result = result
        self.done.emit()

    def _on_failed(self, message: Message) -> None:
        self.progress = None
        self._notices.tell(message, "warning")
        self.changed.emit()

    def intend(self, finding: Finding) -> None:
        """It is as it should be: the finding does not come again, unless that is taken back."""
        self._bridge.keep(lambda core: core.editing.intend(finding), lambda _none: self._on_intended(finding))

    def _on_intended(self, finding: Finding) -> None:
        self._notices.tell(
            Message("editor_intended"),
            "success",
            QCoreApplication.translate("Editor", "Undo"),
            lambda: self._bridge.keep(
                lambda core: core.editing.unintend(finding), lambda _none: self.settled.emit(None)
            ),
        )
        self.settled.emit(finding)

    def forget(self, wanted: Wanted) -> None:
        """The question needs no article, or has one now."""
        self._bridge.keep(lambda core: core.editing.forget_wanted(wanted), lambda _none: self.settled.emit(None))
