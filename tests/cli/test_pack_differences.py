"""What a pack changes is readable, and nothing in a pack that nobody signed steers the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lotse.cli import pack_output
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.packs import changes
from lotse.services.packs import Difference

OLD = Article(ArticleId("a"), "Abschlag", "Eins.\n\nZwei.", tags=("geld",))
NEW = replace(OLD, body="Eins.\n\nDrei.", tags=("geld", "plan"))
EVIL = Article(ArticleId("x"), "Harm\x1b]0;los\x07", "Text")


def test_a_difference_is_shown_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    pack_output.differences(Difference("strom", "1.0", "1.1", changes((OLD,), (NEW, EVIL))), "de")
    shown = capsys.readouterr().out
    assert "strom: von 1.0 nach 1.1" in shown
    assert "~ a  Abschlag" in shown
    assert "    tags: ['geld'] → ['geld', 'plan']" in shown
    assert "    -Zwei.\n    +Drei.\n" in shown
    assert "+ x  Harm�]0;los�" in shown
    assert "\x1b" not in shown
