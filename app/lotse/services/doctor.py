"""The check-up: what is here, what works, what does not. States what was tried just now, never configuration."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lotse.domain.errors import LotseError, Message
from lotse.services.ports import ModelCatalog

Probe = Callable[[], Awaitable[Mapping[str, Any]]]
"""Looks at one thing and returns what it found, with `ok`; raises `LotseError` with the reason otherwise."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """`ok` is false when anything checked is; `problems` says why, per part."""

    ok: bool
    parts: Mapping[str, Mapping[str, Any]]
    problems: Mapping[str, Message] = field(default_factory=dict)


class Doctor:
    """Runs the probes one after the other; one that fails does not stop the others."""

    def __init__(self, *, catalog: ModelCatalog, probes: Mapping[str, Probe]) -> None:
        self._catalog = catalog
        self._probes = probes

    async def examine(self) -> Checkup:
        parts: dict[str, Mapping[str, Any]] = {}
        problems: dict[str, Message] = {}
        for name, probe in (*self._probes.items(), ("models", self._models)):
            try:
                parts[name] = await probe()
            except LotseError as error:
                parts[name] = {"ok": False}
                problems[name] = error.message
        return Checkup(all(part.get("ok", True) for part in parts.values()), parts, problems)

    async def _models(self) -> Mapping[str, Any]:
        entries: list[dict[str, Any]] = []
        for entry in await self._catalog.entries():
            fine = await self._catalog.verify(entry)
            entries.append(
                {
                    "id": entry.id,
                    "role": entry.role,
                    "file": entry.path.name,
                    "bytes": entry.size_bytes,
                    "sha256": entry.sha256,
                    "licence": entry.licence,
                    "ok": fine,
                }
            )
        return {"ok": all(entry["ok"] for entry in entries), "entries": entries, "missing": _missing(entries)}


def _missing(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    return [role for role in ("llm", "embedder", "translator") if not any(entry["role"] == role for entry in entries)]
