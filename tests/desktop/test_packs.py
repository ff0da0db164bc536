"""The page of the packs: what is offered is looked at before it is installed; keys, folders, undo and removal."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from lotse.domain.knowledge import Article, ArticleId
from lotse.files.packs import FilePacks
from lotse.services.packs import Packs, Wanted
from lotse.storage.key_sources import Argon2Cost
from lotse.storage.pack_keys import PackKeyRing
from tests.desktop.test_accessibility import findings
from tests.desktop.test_sources import drop
from tests.desktop.upkeep_stage import NoVectors, StartUpkeep, UpkeepStage, focused, press

CHEAP = Argon2Cost(memory_kib=8, passes=1)
A = Article(ArticleId("abschlag"), "Abschlag ändern", "Im Portal unter Vertrag.")
B = Article(ArticleId("umzug"), "Umzug melden", "Sechs Wochen vorher.")
C = Article(ArticleId("zaehler"), "Zähler ablesen", "Ein Foto genügt.")
A2 = replace(A, body="Telefonisch oder im Portal.")


class Editors:
    """Who builds and signs packs, on a machine of their own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.keys = PackKeyRing(folder / "home", folder / "site", CHEAP)
        self.key = self.keys.new(folder / "key.json", "Redaktion", "geheim")

    def made(self, version: str, *articles: Article, name: str = "strom", sign: bool = True) -> Path:
        packs = Packs(files=FilePacks(), keys=self.keys, store=None, vectors=NoVectors(), knowledge=None, clock=None)  # type: ignore[arg-type]
        path = self.folder / f"{name}-{version}.lotsepack"

        async def make() -> None:
            await packs.build(Wanted(name, version, vectors=None), articles, path)
            if sign:
                await packs.sign(path, self.folder / "key.json", "geheim", path)

        asyncio.run(make())
        return path


@pytest.fixture
def editors(tmp_path: Path) -> Editors:
    return Editors(tmp_path / "Redaktion")


def trusted(it: UpkeepStage, editors: Editors) -> UpkeepStage:
    it.ask(lambda core: core.packs.trust(editors.key, "Redaktion"))
    it.packs.refresh()
    it.wait(lambda: it.packs.count("keys") == 1)
    return it


def offered(it: UpkeepStage, path: Path) -> None:
    it.packs.offer([str(path)])
    it.wait(lambda: it.packs.offered is not None and (it.packs.offered.offer or it.packs.offered.refused) is not None)


def titles(it: UpkeepStage) -> list[str]:
    return [row.title for row in it.packs.model.rows]


def installed(it: UpkeepStage, path: Path, title: str) -> None:
    offered(it, path)
    it.packs.install()
    it.wait(lambda: titles(it) == [title])


def walked_by_tab(it: UpkeepStage) -> None:
    """Tab visits each control of the page once and returns."""
    expected = {
        widget
        for widget in it.page.findChildren(QWidget)
        if widget.isVisibleTo(it.page) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }  # fmt: skip
    it.page.back.setFocus()
    visited = [focused()]
    for _ in range(2 * len(expected)):
        press(Qt.Key.Key_Tab)
        if focused() is visited[0]:
            break
        visited.append(focused())
    assert len(visited) == len(set(visited))
    assert set(visited) == expected, [widget.accessibleName() for widget in set(visited) ^ expected]


def test_a_pack_is_looked_at_before_it_is_installed_and_taken_back(upkeep: StartUpkeep, editors: Editors) -> None:
    it = trusted(upkeep("packs"), editors)
    pane = it.packs_pane
    assert "Es ist kein Paket installiert" in pane.side.empty.label.text()
    drop(it, editors.made("1.0", A, B))
    it.wait(lambda: pane.offer.list.isVisible())
    assert pane.offer.title.text() == "strom 1.0"
    assert "signiert von Redaktion. Es ist noch nicht installiert. Neu: 2, geändert: 0" in pane.offer.said.text()
    assert it.ask(lambda core: core.knowledge.articles()) == ()
    assert focused() is pane.offer.list, "no key still held down installs it"
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    assert focused() is pane.offer.install
    press(Qt.Key.Key_Space)
    it.wait(lambda: titles(it) == ["strom"])
    assert it.packs.model.rows[0].said == "Version 1.0 · 2 Artikel · signiert von Redaktion"

    offered(it, editors.made("1.1", A2, C))
    assert [(row.title, row.said) for row in pane.offer.model.rows] == [
        ("Zähler ablesen", "neu"),
        ("Abschlag ändern", "geändert"),
        ("Umzug melden", "entfällt"),
    ]
    press(Qt.Key.Key_Down)
    assert "− Im Portal unter Vertrag." in pane.offer.text.toPlainText()
    assert "+ Telefonisch oder im Portal." in pane.offer.text.toPlainText()
    light = pane.offer.text.document().begin().blockFormat().background().color()
    it.desktop.theme.choose("dark")
    assert pane.offer.text.document().begin().blockFormat().background().color() == it.desktop.theme.tokens.color(
        "danger_soft"
    )
    assert light != it.desktop.theme.tokens.color("danger_soft")
    it.desktop.theme.choose("light")
    pane.offer.install.click()
    it.wait(lambda: it.packs.page == "thing" and it.packs.model.rows[0].said.startswith("Version 1.1"))
    facts = pane.thing.facts.toPlainText()
    assert pane.thing.title.text() == "strom 1.1"
    assert "Redaktion" in facts
    assert "03.02.2026" in facts
    assert pane.undo.text() == "Zurück zu 1.0"
    pane.undo.click()
    it.wait(lambda: it.packs.model.rows[0].said.startswith("Version 1.0"))
    assert {one.title for one in it.ask(lambda core: core.knowledge.articles())} == {A.title, B.title}
    assert not pane.undo.isVisible(), "one step, and no second"


def test_a_removal_asks_and_can_be_left(upkeep: StartUpkeep, editors: Editors) -> None:
    it = trusted(upkeep("packs"), editors)
    installed(it, editors.made("1.0", A, B), "strom")
    pane = it.packs_pane
    it.wait(lambda: it.packs.current is not None)
    pane.side.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert pane.thing.ask_bar.text.text().startswith("2 Artikel von strom werden entfernt")
    press(Qt.Key.Key_Escape)
    assert titles(it) == ["strom"]
    assert focused() is pane.side.list
    pane.undo.click()
    assert pane.thing.ask_bar.isVisible(), "the first version is taken back by going: that is asked too"
    pane.thing.ask_bar.do.click()
    it.wait(lambda: titles(it) == [])
    assert it.ask(lambda core: core.knowledge.articles()) == ()


def test_a_refused_pack_says_why_and_its_key_can_be_trusted(upkeep: StartUpkeep, editors: Editors) -> None:
    it = upkeep("packs")
    pane = it.packs_pane
    offered(it, editors.made("1.0", A, sign=False))
    assert "nicht signiert" in pane.offer.warning.text()
    assert pane.offer.said.text() == "Nichts wurde geändert."
    assert not pane.offer.install.isVisible()
    assert not pane.offer.trust.isVisible()
    press(Qt.Key.Key_Escape)
    path = editors.made("1.0", A)
    offered(it, path)
    groups = " ".join(editors.key[at : at + 4] for at in range(0, 64, 4))
    assert groups in pane.offer.said.text()
    assert focused() is pane.offer.trust
    press(Qt.Key.Key_Space)
    assert focused() is pane.trust.name
    assert groups in pane.trust.print.text()
    assert not pane.trust.trust.isEnabled(), "a key without a name is trusted by nobody"
    pane.trust.name.setText("Redaktion")
    press(Qt.Key.Key_Return)
    it.wait(lambda: it.packs.offered is not None and it.packs.offered.offer is not None)
    assert it.packs.page == "offer"
    assert "signiert von Redaktion" in pane.offer.said.text()
    broken = editors.folder / "kaputt.lotsepack"
    broken.write_bytes(path.read_bytes()[:-1] + b"?")
    it.packs.close()
    offered(it, broken)
    assert "verändert" in pane.offer.warning.text()
    assert it.ask(lambda core: core.knowledge.articles()) == ()


def test_an_older_pack_asks(upkeep: StartUpkeep, editors: Editors) -> None:
    it = trusted(upkeep("packs"), editors)
    old = editors.made("1.9", A)
    installed(it, editors.made("1.10", A2), "strom")
    offered(it, old)
    pane = it.packs_pane
    assert "älter" in pane.offer.warning.text()
    assert "--allow-older" not in pane.offer.warning.text()
    assert pane.offer.install.text() == "Trotzdem installieren"
    pane.offer.install.click()
    it.wait(lambda: it.packs.model.rows[0].said.startswith("Version 1.9"))


def test_several_packs_are_offered_one_after_the_other(upkeep: StartUpkeep, editors: Editors) -> None:
    it = trusted(upkeep("packs"), editors)
    it.packs.offer([str(editors.made("1.0", A)), str(editors.made("2.0", B, name="gas"))])
    it.wait(lambda: it.packs.offered is not None and it.packs.offered.offer is not None)
    it.packs.install()
    it.wait(lambda: it.packs_pane.offer.title.text() == "gas 2.0")
    it.packs.close()
    it.wait(lambda: titles(it) == ["strom"])
    assert it.packs.page == "thing"


def test_keys_are_pasted_however_they_were_written_down(upkeep: StartUpkeep, editors: Editors) -> None:
    it = upkeep("packs")
    pane = it.packs_pane
    it.packs.choose("keys")
    assert pane.begin.text() == "Schlüssel vertrauen …"
    pane.begin.click()
    assert focused() is pane.trust.key
    pane.trust.key.setText("abc")
    assert "64 Stellen" in pane.trust.print.text()
    pane.trust.name.setText("Redaktion")
    assert not pane.trust.trust.isEnabled()
    groups = ":".join(editors.key[at : at + 2] for at in range(0, 64, 2)).upper()
    pane.trust.key.setText(f" {groups} ")
    pane.trust.trust.click()
    it.wait(lambda: titles(it) == ["Redaktion"])
    it.wait(lambda: pane.thing.isVisible())
    assert editors.key[:4] in pane.thing.facts.toPlainText()
    pane.side.list.setFocus()
    press(Qt.Key.Key_Delete)
    assert "lassen sich dann nicht mehr installieren" in pane.thing.ask_bar.text.text()
    pane.thing.ask_bar.do.click()
    it.wait(lambda: titles(it) == [])


def test_folders_are_watched_and_those_of_the_machine_are_read_only(
    upkeep: StartUpkeep, editors: Editors, tmp_path: Path, home: Path
) -> None:
    import json

    of_the_machine, own = tmp_path / "Maschine", tmp_path / "Verteilung"
    own.mkdir()
    (home / "site").mkdir(parents=True)
    told = {"format": 1, "trusted": [{"name": "Zentrale", "key": "ab" * 32}], "watch": [str(of_the_machine)]}
    (home / "site" / "packs.json").write_text(json.dumps(told), "utf-8")
    it = trusted_too(upkeep("packs"), editors)
    pane = it.packs_pane
    it.packs.choose("folders")
    pane.begin.click()
    dialog = pane.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(own))
    dialog.close()
    it.wait(lambda: titles(it) == ["Maschine", "Verteilung"])
    it.packs.open(it.packs.model.rows[0])
    assert "Verwaltung" in pane.thing.facts.toPlainText()
    assert not pane.away.isVisible()
    editors.made("1.0", A).rename(own / "strom-1.0.lotsepack")
    (own / "kaputt.lotsepack").write_bytes(b"nichts")
    for _ in range(2):
        it.ask(lambda core: core.pack_watch.look([own]))
    it.packs.open(it.packs.model.rows[1])
    it.packs.refresh()
    it.wait(lambda: "strom 1.0 installiert" in pane.thing.facts.toPlainText())
    assert "kaputt.lotsepack" in pane.thing.facts.toPlainText()
    assert pane.away.text() == "Nicht mehr überwachen …"
    pane.away.click()
    pane.thing.ask_bar.do.click()
    it.wait(lambda: titles(it) == ["Maschine"])
    it.packs.choose("keys")
    it.packs.open(it.packs.model.rows[0])
    assert pane.thing.title.text() == "Zentrale"
    assert not pane.away.isVisible()


def trusted_too(it: UpkeepStage, editors: Editors) -> UpkeepStage:
    it.ask(lambda core: core.packs.trust(editors.key, "Redaktion"))
    it.packs.refresh()
    it.wait(lambda: it.packs.count("keys") == 2)
    return it


def test_settings_nobody_understands_are_said_and_packs_are_still_listed(upkeep: StartUpkeep, editors: Editors) -> None:
    it = trusted(upkeep("packs"), editors)
    installed(it, editors.made("1.0", A), "strom")
    (it.home / "packs.json").write_text("{", "utf-8")
    it.packs.refresh()
    it.wait(lambda: "packs.json" in it.told)
    assert titles(it) == ["strom"]
    assert "nicht mehr vertraut" in it.packs.model.rows[0].said
    offered(it, editors.made("1.1", A2))
    assert "packs.json" in it.packs_pane.offer.warning.text()


def test_an_exported_pack_lies_where_it_was_wanted(upkeep: StartUpkeep, editors: Editors, tmp_path: Path) -> None:
    it = trusted(upkeep("packs"), editors)
    installed(it, editors.made("1.0", A, B), "strom")
    it.wait(lambda: it.packs.current is not None)
    it.packs_pane.export.click()
    dialog = it.packs_pane.findChild(QFileDialog)
    assert dialog is not None
    assert [Path(name).name for name in dialog.selectedFiles()] == ["strom-1.0.lotsepack"]
    out = tmp_path / "strom Süd.lotsepack"
    dialog.fileSelected.emit(str(out))
    dialog.close()
    it.wait(lambda: str(out) in it.told)
    with FilePacks().open(out) as pack:
        assert [one.article.id for one in pack.contents().articles] == ["abschlag", "umzug"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_everything_on_the_page_has_a_name_and_is_reached_by_tab(
    upkeep: StartUpkeep, editors: Editors, language: str
) -> None:
    it = trusted(upkeep("packs", language=language), editors)
    assert findings(it.page) == []
    walked_by_tab(it)
    offered(it, editors.made("1.0", A, B))
    assert findings(it.page) == []
    walked_by_tab(it)
    it.packs.install()
    it.wait(lambda: titles(it) == ["strom"])
    it.wait(lambda: it.packs.page == "thing")
    press(Qt.Key.Key_Escape)
    it.turn_to("packs")
    it.packs_pane.away.click()
    assert findings(it.page) == []
    walked_by_tab(it)
    it.packs.begin_trust()
    assert findings(it.page) == []
    walked_by_tab(it)
    it.packs.choose("folders")
    assert findings(it.page) == []


def test_the_tabs_are_walked_with_the_arrow_keys(upkeep: StartUpkeep) -> None:
    it = upkeep("packs")
    it.page.tabs.setFocus()
    press(Qt.Key.Key_Left)
    assert it.page.section == "sources"
    assert it.sources_pane.isVisible()
    assert focused() is it.page.tabs, "whoever walks the tabs stays in them"
    press(Qt.Key.Key_Left)
    assert it.page.section == "articles"
    press(Qt.Key.Key_F6)
    assert it.page.articles.side.isAncestorOf(focused())
    press(Qt.Key.Key_Escape)
    assert it.desktop.window.pages.shown_upkeep is None
