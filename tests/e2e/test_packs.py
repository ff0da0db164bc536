"""A pack on its way: from the editors' machine to an agent's, and back by one version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lotse.domain.errors import UsageProblem
from tests.e2e import small_models
from tests.e2e.running import DEMO, Ran, lotse, passphrase_file

NEW = {
    "id": "de-balkonkraftwerk",
    "lang": "de",
    "title": "Balkonkraftwerk anmelden",
    "body": "Ein Steckersolargerät melden Sie im Register an; bei uns genügt eine Zeile im Portal.",
}


def _articles(folder: Path, name: str, *, changed: bool) -> Path:
    """The demo site's articles; `changed`: one more, one gone, one reworded."""
    found = [json.loads(line) for line in (DEMO / "articles.jsonl").read_text("utf-8").splitlines()]
    if changed:
        found = [*found[1:], NEW]
        found[0]["body"] += "\n\nSeit heute auch im Sanddornportal."
    file = folder / name
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), "utf-8")
    return file


def _hits(home: Path, query: str) -> list[str]:
    ran = lotse("search", query, "--home", home, "--json")
    return [hit["article_id"] for hit in ran.document["hits"]] if ran.document["answerable"] else []


def _done(ran: Ran) -> Ran:
    assert ran.code == 0, ran.err + ran.out
    return ran


@pytest.mark.timeout(600)
def test_a_pack_from_the_editors_to_an_agent_and_back(tmp_path: Path) -> None:
    editors, agent = tmp_path / "Redaktion", tmp_path / "Arbeitsplatz Süd"
    for home in (editors, agent):
        small_models.install(home)
    secret = passphrase_file(tmp_path)
    key, first, second = (tmp_path / name for name in ("key.json", "demo-1.lotsepack", "demo-2.lotsepack"))
    at_editors = ("--home", editors, "--passphrase-file", secret)

    made = _done(lotse("pack", "key", "new", key, "--name", "Redaktion", *at_editors, "--json")).document
    old = _articles(tmp_path, "alt.jsonl", changed=False)
    new = _articles(tmp_path, "neu.jsonl", changed=True)
    built = lotse("pack", "build", old, "--name", "demo", "--version", "1.0", "--out", first, *at_editors, "--json")
    assert _done(built).document["pack"]["articles"] == 50
    assert built.document["pack"]["vectors"][0]["kind"] == "float16"

    refused = lotse("pack", "install", first, "--home", agent, "--json")
    assert (refused.code, refused.document["rejected"][0]["key"]) == (3, "pack_unsigned")
    _done(lotse("pack", "sign", first, "--key", key, *at_editors))
    refused = lotse("pack", "verify", first, "--home", agent)
    assert refused.code == 3
    assert made["key"] in refused.sentences[-1]
    _done(lotse("pack", "key", "trust", made["key"], "--name", "Redaktion", "--home", agent))
    taken = _done(lotse("knowledge", "import", first, "--home", agent, "--json")).document["imported"]
    assert [(one["kind"], one["state"], one["articles"]) for one in taken] == [("pack", "new", 50)]
    assert NEW["id"] not in _hits(agent, "Balkonkraftwerk anmelden")
    assert "de-abschlag-anpassen" in _hits(agent, "Abschlag erhöhen oder senken")

    _done(
        lotse("pack", "build", new, "--base", first, "--name", "demo", "--version", "1.1", "--out", second, *at_editors)
    )
    _done(lotse("pack", "sign", second, "--key", key, *at_editors))
    shown = _done(lotse("pack", "diff", second, "--home", agent, "--json")).document
    assert ([one["id"] for one in shown["added"]], len(shown["removed"]), len(shown["changed"])) == ([NEW["id"]], 1, 1)
    distribution = tmp_path / "Verteilung"
    distribution.mkdir()
    second.rename(distribution / second.name)
    watched = _done(lotse("pack", "watch", distribution, "--once", "--home", agent, "--json")).document
    assert [one["before"] for one in watched["installed"]] == ["1.0"]
    assert NEW["id"] in _hits(agent, "Balkonkraftwerk anmelden")

    assert lotse("pack", "install", first, "--home", agent, "--json").document["rejected"][0]["key"] == "pack_older"
    assert _done(lotse("pack", "undo", "demo", "--home", agent, "--json")).document == {
        "name": "demo",
        "version": "1.0",
    }
    assert NEW["id"] not in _hits(agent, "Balkonkraftwerk anmelden")
    assert lotse("pack", "watch", distribution, "--once", "--home", agent, "--json").code == 1


def test_wrong_calls_are_usage_problems() -> None:
    from lotse.cli.arguments import parse

    for wrong in (
        ["pack"],
        ["pack", "bake"],
        ["pack", "key"],
        ["pack", "build", "x"],
        ["pack", "build", "x", "--name", "a", "--version", "1"],
        ["pack", "sign", "x"],
    ):
        with pytest.raises(UsageProblem):
            parse(wrong)
    taken = parse(["--json", "pack", "install", "a", "b", "--allow-older", "--lang", "en"])
    assert (taken.inputs, taken.pack.allow_older, taken.as_json, taken.lang) == (("a", "b"), True, True, "en")
