"""How conversations come in: begun, pasted, read from files; and the question which speaker is the agent.

A view model without widgets. Must not read a file itself: that is a job for the bridge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lotse.domain.errors import LotseError, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lotse.desktop.bridge import Bridge
    from lotse.desktop.clipboard import Clipboard
    from lotse.desktop.core_port import CorePort
    from lotse.desktop.notices import Notices
    from lotse.domain.conversations import Conversation


@dataclass(frozen=True, slots=True)
class SpeakerQuestion:
    """Which of `names` is the agent? `again` reads the same source with the answer."""

    names: tuple[str, ...]
    again: Callable[[str], None]


class Intake(QObject):
    """Lives on the main thread.

    Signals: `came(conversation_id)` when one was taken that is to be turned to; `question_changed`.
    """

    came = Signal(str)
    question_changed = Signal()

    def __init__(self, bridge: Bridge, clipboard: Clipboard, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._clipboard = clipboard
        self._notices = notices
        self.question: SpeakerQuestion | None = None

    def new_conversation(self) -> None:
        """Begin an empty one and turn to it."""
        self._bridge.keep(lambda core: core.conversations.start(), self._on_taken)

    def paste(self) -> None:
        """Take the text on the clipboard as a conversation."""
        self.take_text(self._clipboard.text())

    def take_text(self, text: str, agent: str | None = None) -> None:
        """Take a text as a conversation and turn to it."""
        if not text.strip():
            self._notices.tell(Message("window_nothing_to_paste"))
            return

        async def take(core: CorePort) -> Conversation:
            import asyncio

            parsed = await asyncio.to_thread(core.reading.parse_text, text, agent)
            return await core.conversations.add(parsed)

        self._bridge.keep(
            take,
            self._on_taken,
            lambda message: self._on_unread(message, lambda name: self.take_text(text, name)),
        )

    def import_files(self, paths: Sequence[Path], agent: str | None = None) -> None:
        """Read files, one after the other; each is taken whole or not at all, the good ones are taken."""

        async def take(core: CorePort) -> tuple[list[Conversation], list[tuple[Path, Message]]]:
            import asyncio

            taken: list[Conversation] = []
            refused: list[tuple[Path, Message]] = []
            for path in paths:
                try:
                    found = await asyncio.to_thread(core.reading.read, path, agent)
                    taken.extend(await core.conversations.add_all(found))
                except LotseError as problem:
                    refused.append((path, problem.message))
            return taken, refused

        self._bridge.submit(take, lambda outcome: self._on_imported(*outcome))

    def _on_taken(self, conversation: Conversation) -> None:
        self.came.emit(conversation.id)

    def _on_imported(self, taken: list[Conversation], refused: list[tuple[Path, Message]]) -> None:
        if taken:
            self._on_taken(taken[0])
            if len(taken) > 1:
                self._notices.tell(Message("window_imported", {"count": len(taken)}), "success")
        for path, message in refused:
            self._on_unread(message, lambda name, path=path: self.import_files([path], name))  # type: ignore[misc]

    def _on_unread(self, message: Message, again: Callable[[str], None]) -> None:
        if message.key != "speakers_unsure":
            self._notices.tell(message, "warning")
            return
        names = tuple(name.strip() for name in str(message.params.get("names", "")).split(",") if name.strip())
        self.question = SpeakerQuestion(names, again)
        self.question_changed.emit()

    def answer(self, name: str | None) -> None:
        """Who the agent is; `None` leaves the file alone."""
        question, self.question = self.question, None
        self.question_changed.emit()
        if question is not None and name is not None:
            question.again(name)
