"""Models: what fills the roles, importing others, and checking that files are what the catalog says."""

from __future__ import annotations

from pathlib import Path

from lotse.services.ports import ModelCatalog, ModelEntry, ModelRole


class Models:
    """Lives on the core thread."""

    def __init__(self, *, catalog: ModelCatalog) -> None:
        self._catalog = catalog

    async def entries(self) -> tuple[ModelEntry, ...]:
        return await self._catalog.entries()

    async def active(self, role: ModelRole) -> tuple[ModelEntry, ...]:
        return await self._catalog.active(role)

    async def add(self, path: Path) -> ModelEntry:
        """Import a model file. Raises `InputProblem`/`EnvironmentProblem` with the reason; nothing is kept then."""
        return await self._catalog.add(path)

    async def verify(self, entry: ModelEntry) -> bool:
        return await self._catalog.verify(entry)
