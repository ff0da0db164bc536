"""Models: what fills the roles, importing others, and checking that files are what the catalog says."""

from __future__ import annotations

from pathlib import Path

from lotse.domain.errors import InputProblem
from lotse.services.ports import ModelCatalog, ModelEntry, ModelRole


class Models:
    """Lives on the core thread."""

    def __init__(self, *, catalog: ModelCatalog) -> None:
        self._catalog = catalog

    async def entries(self) -> tuple[ModelEntry, ...]:
        return await self._catalog.entries()

    async def active(self, role: ModelRole) -> tuple[ModelEntry, ...]:
        return await self._catalog.active(role)

    async def add(self, path: Path, role: ModelRole | None = None) -> ModelEntry:
        """Import a model file, if it is one for `role`, and use it from the next start on.

        Raises `InputProblem`/`EnvironmentProblem` with the reason; nothing is kept then.
        """
        return await self._catalog.add(path, role)

    async def use(self, model_id: str) -> ModelEntry:
        """Use a model that is there already, from the next start on. Raises `InputProblem("unknown_model")`."""
        for entry in await self._catalog.entries():
            if entry.id == model_id:
                await self._catalog.choose(entry)
                return entry
        raise InputProblem("unknown_model", id=model_id)

    async def do_without(self, role: ModelRole) -> None:
        """Use what ships for `role`, or nothing, from the next start on; what was imported stays."""
        await self._catalog.do_without(role)

    async def verify(self, entry: ModelEntry) -> bool:
        return await self._catalog.verify(entry)
