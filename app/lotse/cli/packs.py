"""`lotse pack`: one function for each action."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lotse.cli import output, pack_output
from lotse.cli.arguments import Options
from lotse.cli.passphrase import read_passphrase
from lotse.domain.errors import EnvironmentProblem, InputProblem, Message, UsageProblem
from lotse.domain.knowledge import Article
from lotse.domain.packs import PackHead, VectorKind
from lotse.services.core import Core
from lotse.services.pack_watch import Seen
from lotse.services.packs import Checked, Wanted
from lotse.wording import Language

SETTLE_S = 2.0
"""Between the two looks of `watch --once`: a copy under way grows in it."""


async def pack(core: Core, options: Options, lang: Language) -> int:
    return await _ACTIONS[options.action](core, options, lang)


# --- making packs ----------------------------------------------------------------------------------------------------


async def _build(core: Core, options: Options, lang: Language) -> int:
    asked = options.pack
    articles = _articles(core, options) if options.inputs else await core.knowledge.articles()
    wanted = Wanted(asked.name, asked.version, asked.description, _kind(options))
    return _written(await core.packs.build(wanted, articles, _out(options), asked.base), options, lang)


def _articles(core: Core, options: Options) -> tuple[Article, ...]:
    """The articles of files in the published form. Their source is the pack, so that a renamed file is no change."""
    found = core.reading.knowledge_files([Path(name) for name in options.inputs])
    for _, reason in found.missing:
        raise InputProblem(reason.key, **reason.params)
    read = (article for file in found.files for article in core.reading.articles(file.path).articles)
    return tuple(replace(article, source=options.pack.name) for article in read)


async def _export(core: Core, options: Options, lang: Language) -> int:
    return _written(await core.packs.export(options.inputs[0], _out(options), _kind(options)), options, lang)


async def _sign(core: Core, options: Options, lang: Language) -> int:
    path = Path(options.inputs[0])
    out = options.pack.out or path
    assert options.pack.key is not None
    public = await core.packs.sign(path, options.pack.key, _passphrase(options), out)
    if options.as_json:
        output.document({"file": str(out), "signer": public})
    else:
        pack_output.say("pack_signed", lang, file=str(out), key=public)
    return output.DONE


def _written(head: PackHead, options: Options, lang: Language) -> int:
    out = _out(options)
    if _kind(options) is not None and not head.vectors:
        output.say_message(Message("pack_without_vectors"), lang)
    if options.as_json:
        output.document({"file": str(out), "bytes": out.stat().st_size, "pack": pack_output.head(head)})
    else:
        pack_output.say("pack_written", lang, file=str(out), articles=head.articles, passages=head.passages)
    return output.DONE


def _out(options: Options) -> Path:
    assert options.pack.out is not None
    return options.pack.out


def _kind(options: Options) -> VectorKind | None:
    return None if options.pack.vectors == "none" else options.pack.vectors


def _passphrase(options: Options) -> str:
    found = read_passphrase(options.passphrase_file)
    if found is None:
        raise EnvironmentProblem("pack_passphrase_needed")
    return found


# --- checking and installing -----------------------------------------------------------------------------------------


async def _verify(core: Core, options: Options, lang: Language) -> int:
    async def check(path: Path) -> dict[str, Any]:
        found = await core.packs.verify(path)
        if not options.as_json:
            pack_output.say(
                "pack_fine", lang, file=str(path), name=found.head.name, version=found.head.version, signer=_by(found)
            )
        return {"pack": pack_output.head(found.head), "signer": {"key": found.signer, "name": found.signer_name}}

    return await _each("verified", check, options, lang)


def _by(found: Checked) -> str:
    return found.signer_name or found.signer


async def _install(core: Core, options: Options, lang: Language) -> int:
    async def install(path: Path) -> dict[str, Any]:
        done = await core.packs.install(path, allow_older=options.pack.allow_older)
        if not options.as_json:
            pack_output.installed(done, lang)
        return pack_output.installation(done)

    code = await _each("installed", install, options, lang)
    await core.knowledge.prepare()
    return code


async def _each(done: str, act: Callable[[Path], Awaitable[dict[str, Any]]], options: Options, lang: Language) -> int:
    """One file after the other; a refused one stops none of the others."""
    fine: list[dict[str, Any]] = []
    rejected: list[dict[str, Any]] = []
    for name in options.inputs:
        try:
            fine.append({"file": name, **await act(Path(name))})
        except InputProblem as problem:
            rejected.append({"file": name, **output.as_json(problem.message, lang)})
            if not options.as_json:
                output.say_message(problem.message, lang)
    if options.as_json:
        output.document({done: fine, "rejected": rejected})
    return output.INPUT if rejected else output.DONE


async def imported(
    core: Core, names: Sequence[str], options: Options, lang: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Install packs named among files to import; what `lotse knowledge import` says of those taken and refused."""
    fine: list[dict[str, Any]] = []
    rejected: list[dict[str, Any]] = []
    for name in names:
        try:
            done = await core.packs.install(Path(name))
        except InputProblem as problem:
            rejected.append({"file": name, **output.as_json(problem.message, lang)})
            if not options.as_json:
                output.say_message(problem.message, lang)
            continue
        if not options.as_json:
            pack_output.installed(done, lang)
        fine.append(pack_output.imported(name, done))
    return fine, rejected


async def _undo(core: Core, options: Options, lang: Language) -> int:
    name = options.inputs[0]
    back = await core.packs.undo(name)
    await core.knowledge.prepare()
    if options.as_json:
        output.document({"name": name, "version": None if back is None else back.pack.version})
    elif back is None:
        pack_output.say("pack_removed", lang, name=name)
    else:
        pack_output.say("pack_undone", lang, name=name, version=back.pack.version)
    return output.DONE


async def _remove(core: Core, options: Options, lang: Language) -> int:
    name = options.inputs[0]
    await core.packs.remove(name)
    await core.knowledge.prepare()
    if options.as_json:
        output.document({"name": name, "version": None})
    else:
        pack_output.say("pack_removed", lang, name=name)
    return output.DONE


async def _list(core: Core, options: Options, lang: Language) -> int:
    found = await core.packs.installed()
    if options.as_json:
        output.document({"packs": [pack_output.listed(one) for one in found]})
    else:
        for one in found:
            pack_output.untrusted(
                f"{one.pack.name:<24} {one.pack.version:<14} {one.articles:>7}  {one.pack.description}"
            )
    return output.DONE if found else output.NOTHING


# --- differences -----------------------------------------------------------------------------------------------------


async def _diff(core: Core, options: Options, lang: Language) -> int:
    if len(options.inputs) > 2:
        raise UsageProblem("usage", detail="[OLD] NEW", help="lotse pack diff --help")
    *old, new = map(Path, options.inputs)
    found = await core.packs.diff(new, old[0] if old else None)
    if options.as_json:
        output.document(pack_output.difference(found))
    else:
        pack_output.differences(found, lang)
    changed = found.changes
    return output.DONE if changed.added or changed.removed or changed.changed else output.NOTHING


# --- watch -----------------------------------------------------------------------------------------------------------


async def _watch(core: Core, options: Options, lang: Language) -> int:
    folders = [Path(name) for name in options.inputs] or [one.path for one in await core.packs.watched()]
    if not folders:
        raise UsageProblem("usage", detail="FOLDER", help="lotse pack watch --help")
    if not options.pack.once:
        while True:
            for seen in await core.pack_watch.look(folders):
                _seen(seen, options, lang, line=True)
            await asyncio.sleep(core.pack_watch.every_s)
    found = list(await core.pack_watch.look(folders))
    await asyncio.sleep(SETTLE_S)
    found += await core.pack_watch.look(folders)
    refused = [one for one in found if one.problem is not None]
    if options.as_json:
        output.document(
            {
                "installed": [_outcome(one, lang) for one in found if one.problem is None],
                "rejected": [_outcome(one, lang) for one in refused],
            }
        )
    else:
        for seen in found:
            _seen(seen, options, lang, line=False)
    return output.INPUT if refused else output.DONE if found else output.NOTHING


def _seen(seen: Seen, options: Options, lang: Language, *, line: bool) -> None:
    if options.as_json:
        output.document(_outcome(seen, lang), line=line)
    elif seen.installation is not None:
        pack_output.installed(seen.installation, lang)
    elif seen.problem is not None:
        output.say_message(seen.problem, lang)


def _outcome(seen: Seen, lang: Language) -> dict[str, Any]:
    if seen.installation is not None:
        return {"file": str(seen.path), **pack_output.installation(seen.installation)}
    assert seen.problem is not None
    return {"file": str(seen.path), **output.as_json(seen.problem, lang)}


# --- keys ------------------------------------------------------------------------------------------------------------


async def _key(core: Core, options: Options, lang: Language) -> int:
    name = options.pack.name
    match options.pack.key_action:
        case "new":
            file = Path(options.inputs[0])
            public = await core.packs.new_key(file, name, _passphrase(options))
            return _one_key("pack_key_made", name, public, options, lang)
        case "trust":
            name, public = await core.packs.trust(options.inputs[0], name)
            return _one_key("pack_key_trusted", name, public, options, lang)
        case "distrust":
            await core.packs.distrust(options.inputs[0])
            return _one_key("pack_key_distrusted", options.inputs[0], "", options, lang)
    found = await core.packs.trusted()
    if options.as_json:
        output.document({"keys": [{"name": one.name, "key": one.public, "origin": one.origin} for one in found]})
    else:
        for one in found:
            print(f"{one.public}  {one.origin:<4}  {one.name}")
    return output.DONE if found else output.NOTHING


def _one_key(said: str, name: str, public: str, options: Options, lang: Language) -> int:
    if options.as_json:
        output.document({"name": name, "key": public} if public else {"name": name})
    else:
        pack_output.say(said, lang, name=name, key=public)
    return output.DONE


_ACTIONS: Mapping[str, Callable[[Core, Options, Language], Awaitable[int]]] = {
    "build": _build,
    "sign": _sign,
    "verify": _verify,
    "install": _install,
    "diff": _diff,
    "export": _export,
    "undo": _undo,
    "remove": _remove,
    "list": _list,
    "watch": _watch,
    "key": _key,
}
