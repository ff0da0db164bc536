"""Reads what a site fixes (`site.yaml`, `playbooks/*.yaml`) and the titles of a note's sections."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from lotse.domain.errors import InputProblem
from lotse.domain.site import NO_SITE, Site, SiteIntent

_LANGUAGES = ("de", "en")


def read_site(folder: Path) -> Site:
    """The closed lists of the site in `folder`; an empty site when there is no `site.yaml`.

    Raises `InputProblem("site_unreadable")` when a file is there and is not what it should be.
    """
    file = folder / "site.yaml"
    if not file.is_file():
        return NO_SITE
    site = _document(file)
    examples: dict[str, list[str]] = {}
    for playbook in sorted((folder / "playbooks").glob("*.yaml")):
        intent = _document(playbook).get("intent") or {}
        said = [*intent.get("examples_de", ()), *intent.get("examples_en", ())]
        examples.setdefault(str(intent.get("label", "")), []).extend(str(one) for one in said)
    codes = site.get("wrap_up") or {}
    try:
        intents = tuple(
            SiteIntent(
                str(one["label"]),
                (
                    *(str(one[lang]) for lang in _LANGUAGES if lang in one),
                    *map(str, one.get("examples", ())),
                    *examples.get(str(one["label"]), ()),
                ),
                str(one.get("wrap_up", "")),
            )
            for one in site.get("intents", ())
        )
        listed = tuple(str(code["code"]) for code in codes.get("codes", ()))
    except (KeyError, TypeError, AttributeError):
        raise InputProblem("site_unreadable", file=file.name) from None
    return Site(intents, str(codes.get("default", "")), listed, _audience(site.get("audience"), file.name))


def _audience(untrusted: object, file: str) -> tuple[str, ...]:
    """One name or a list of names; nothing is everybody."""
    named: list[Any] = [] if untrusted is None else untrusted if isinstance(untrusted, list) else [untrusted]
    if not all(isinstance(name, str) and name.strip() for name in named):
        raise InputProblem("site_unreadable", file=file)
    return tuple(name.strip() for name in named)


def _document(file: Path) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise InputProblem("site_unreadable", file=file.name) from None
    if not isinstance(loaded, dict):
        raise InputProblem("site_unreadable", file=file.name)
    return loaded


def read_note_titles(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """The section titles of `folder` (`titles.<language>.json`) by language."""
    return {lang: json.loads((folder / f"titles.{lang}.json").read_text("utf-8")) for lang in _LANGUAGES}
