"""A text of one long run, as a cat on the keyboard or a pasted file makes it, costs its length: nothing hangs on it.

Each pattern of the program meets each run here. No time is asserted: what hangs is ended by the timeout.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from lotse.domain.conversations import Conversation, ConversationId, Turn
from lotse.domain.errors import InputProblem
from lotse.domain.extraction import instant_note
from lotse.domain.masks import mask, unmask
from lotse.domain.site import NO_SITE
from lotse.domain.translation_checks import flags
from lotse.files.reading import read_bytes

RUNS = (
    "a",
    "1",
    "1 ",
    "1.",
    "1,",
    "ab ",
    "a.",
    "A1-",
    "a@",
    "@",
    "+49 ",
    "http://",
    "ä",
    "null ",
    "einund",
    ": ",
    "(",
    "€",
    " ",
    "\n",
    "DE8",
)
pytestmark = pytest.mark.timeout(30)


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_is_masked_and_checked_for_translation(run: str) -> None:
    text = "x" + run * (6_000 // len(run))
    masked, slots = mask(text)
    flags(text, masked, unmask(masked, slots, "de"))


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_has_a_note(run: str) -> None:
    turns = (Turn(1, "customer", "x" + run * (6_000 // len(run))), Turn(2, "agent", "Danke."))
    instant_note(Conversation(ConversationId("g"), turns), NO_SITE, date(2026, 2, 3))


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_is_read_from_a_file(run: str) -> None:
    text = "Kundin: x" + run * (100_000 // len(run)) + "\nBerater: Guten Tag"
    for name in ("chat.txt", "chat.csv", "mail.eml", "ton.vtt"):
        with suppress(InputProblem):  # that it is no such file is a fine answer too
            read_bytes(text.encode(), name)
