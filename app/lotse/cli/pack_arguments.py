"""The options of `lotse pack`. Runs nothing."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

Vectors = Literal["float16", "int8", "none"]
_PREFIX = "pack_"


@dataclass(frozen=True, slots=True)
class PackOptions:
    """One call of `lotse pack`. Fields an action does not use stay at their defaults."""

    name: str = ""
    version: str = ""
    description: str = ""
    out: Path | None = None
    base: Path | None = None
    vectors: Vectors = "float16"
    key: Path | None = None
    key_action: str = ""
    allow_older: bool = False
    once: bool = False


NO_PACK = PackOptions()


def taken(found: dict[str, Any]) -> PackOptions:
    """Takes its own values out of what was parsed."""
    known = {field.name for field in fields(PackOptions)}
    own = {name: found.pop(_PREFIX + name) for name in known if _PREFIX + name in found}
    return PackOptions(**own)


def add(pack: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The actions of `lotse pack`, with the options all commands share."""
    actions = pack.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=type(pack))

    def action(name: str, text: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=text, description=text, parents=[common])

    build = action("build", "make an unsigned pack of articles")
    build.add_argument("inputs", nargs="*", metavar="PATH", help="articles (JSONL); without one, those of this home")
    build.add_argument("--name", dest="pack_name", required=True, metavar="NAME", help="small letters, digits, hyphens")
    build.add_argument("--version", dest="pack_version", required=True, metavar="N[.N[.N[.N]]]")
    build.add_argument("--description", dest="pack_description", default="", metavar="TEXT")
    build.add_argument("--base", dest="pack_base", type=Path, metavar="FILE", help="only what changed since this pack")
    _out(build, required=True)
    _vectors(build)
    sign = action("sign", "sign a pack")
    sign.add_argument("inputs", metavar="FILE")
    sign.add_argument("--key", dest="pack_key", type=Path, required=True, metavar="FILE", help="the signing key")
    _out(sign, required=False)
    verify = action("verify", "check packs as an installation would")
    verify.add_argument("inputs", nargs="+", metavar="FILE")
    install = action("install", "install packs")
    install.add_argument("inputs", nargs="+", metavar="FILE")
    install.add_argument("--allow-older", dest="pack_allow_older", action="store_true", help="also an older version")
    diff = action("diff", "show what a pack changes, compared with another or with what is installed")
    diff.add_argument("inputs", nargs="+", metavar="[OLD] NEW")
    export = action("export", "write an installed pack as an unsigned file")
    export.add_argument("inputs", metavar="NAME")
    _out(export, required=True)
    _vectors(export)
    undo = action("undo", "bring back the version before")
    undo.add_argument("inputs", metavar="NAME")
    remove = action("remove", "remove a pack with its articles")
    remove.add_argument("inputs", metavar="NAME")
    action("list", "the installed packs")
    watch = action("watch", "install what appears in folders; without a name, the configured ones")
    watch.add_argument("inputs", nargs="*", metavar="FOLDER")
    watch.add_argument("--once", dest="pack_once", action="store_true", help="look once, then leave")
    key = action("key", "keys that sign packs, and keys that are trusted")
    keys = key.add_subparsers(dest="pack_key_action", metavar="ACTION", required=True, parser_class=type(pack))
    new = keys.add_parser("new", help="make a signing key under a passphrase", parents=[common])
    new.add_argument("inputs", metavar="FILE")
    new.add_argument("--name", dest="pack_name", required=True, metavar="NAME", help="whose key it is")
    trust = keys.add_parser("trust", help="trust packs signed with a key", parents=[common])
    trust.add_argument("inputs", metavar="KEY", help="the public key, or the file of a signing key")
    trust.add_argument("--name", dest="pack_name", default="", metavar="NAME", help="whose key it is")
    distrust = keys.add_parser("distrust", help="no longer trust a key", parents=[common])
    distrust.add_argument("inputs", metavar="NAME|KEY")
    keys.add_parser("list", help="the trusted keys", parents=[common])


def _out(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--out", dest="pack_out", type=Path, required=required, metavar="FILE")


def _vectors(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--vectors", dest="pack_vectors", choices=("float16", "int8", "none"), default="float16")
