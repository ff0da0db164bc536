"""`lotse models`: which models there are and which fill the roles; importing, choosing and checking them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from lotse.cli import output
from lotse.cli.arguments import Options
from lotse.domain.errors import InputProblem, Message, UsageProblem
from lotse.services.core import Core
from lotse.services.ports import ModelEntry, ModelRole
from lotse.wording import Language, word


async def models(core: Core, options: Options, lang: Language) -> int:
    """List the models, import files, choose what fills a role, or check the files against the catalog."""
    match options.action:
        case "import":
            return await _import(core, options, lang)
        case "use":
            chosen = [await core.models.use(name) for name in _named(options, "ID")]
            return _told(chosen, options, lang)
        case "reset":
            for role in _roles(_named(options, "ROLE")):
                await core.models.do_without(role)
            return await _list(core, options)
        case "verify":
            return await _verify(core, options, lang)
    return await _list(core, options)


async def _list(core: Core, options: Options) -> int:
    entries = await core.models.entries()
    active = [entry for role in get_args(ModelRole) for entry in await core.models.active(role)]
    if options.as_json:
        output.document({"models": [{**_model(entry), "active": entry in active} for entry in entries]})
    else:
        for entry in entries:
            mark = "*" if entry in active else " "
            print(f"{mark} {entry.role:<11} {entry.id:<28} {entry.size_bytes / 1e6:7.1f} MB  {entry.licence}")
    return output.DONE if entries else output.NOTHING


async def _import(core: Core, options: Options, lang: Language) -> int:
    added: list[ModelEntry] = []
    rejected: list[dict[str, Any]] = []
    for name in _named(options, "FILE"):
        try:
            added.append(await core.models.add(Path(name), options.role))
        except InputProblem as error:
            rejected.append({"file": name, **output.as_json(error.message, lang)})
    if options.as_json:
        output.document({"imported": [_model(entry) for entry in added], "rejected": rejected})
    else:
        for entry in added:
            print(word(Message("model_imported", {"id": entry.id, "role": entry.role}), lang))
        for failure in rejected:
            output.say(failure["message"])
    return output.INPUT if rejected else output.DONE


async def _verify(core: Core, options: Options, lang: Language) -> int:
    entries = await core.models.entries()
    wanted = [entry for entry in entries if not options.inputs or entry.id in options.inputs]
    missing = set(options.inputs) - {entry.id for entry in wanted}
    if missing:
        raise InputProblem("unknown_model", id=", ".join(sorted(missing)))
    checked = [(entry, await core.models.verify(entry)) for entry in wanted]
    if options.as_json:
        output.document({"models": [{**_model(entry), "ok": fine} for entry, fine in checked]})
    else:
        for entry, fine in checked:
            print(word(Message("model_fine" if fine else "model_wrong", {"id": entry.id}), lang))
    return output.DONE if all(fine for _, fine in checked) else output.ENVIRONMENT


def _told(chosen: Sequence[ModelEntry], options: Options, lang: Language) -> int:
    if options.as_json:
        output.document({"chosen": [_model(entry) for entry in chosen]})
    else:
        for entry in chosen:
            print(word(Message("model_chosen", {"id": entry.id, "role": entry.role}), lang))
    return output.DONE


def _named(options: Options, what: str) -> tuple[str, ...]:
    if not options.inputs:
        raise UsageProblem("usage", detail=what, help="lotse models --help")
    return options.inputs


def _roles(names: Sequence[str]) -> list[ModelRole]:
    roles = [role for name in names for role in get_args(ModelRole) if role == name]
    if len(roles) != len(names):
        raise UsageProblem("usage", detail="ROLE: " + ", ".join(get_args(ModelRole)), help="lotse models --help")
    return roles


def _model(entry: ModelEntry) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": entry.id,
        "role": entry.role,
        "file": entry.path.name,
        "sha256": entry.sha256,
        "bytes": entry.size_bytes,
        "licence": entry.licence,
        "languages": list(entry.languages),
        "context_length": entry.context_length,
        "min_ram": entry.min_ram_bytes,
        "prompt_format": entry.prompt_format,
        "shipped": entry.shipped,
    }
    if entry.dimension:
        prefixes = {"query_prefix": entry.query_prefix, "passage_prefix": entry.passage_prefix}
        told |= {"dimension": entry.dimension, **prefixes}
    return told
