"""What was imported from where, and giving a source up with everything that came from it.

Owns the question whether something made here would be lost. Must not read any file: a source may be long gone from the
disk. Lives on the core loop; the index follows with `Knowledge.prepare`.
"""

from __future__ import annotations

from dataclasses import dataclass

from lotse.domain.errors import InputProblem
from lotse.domain.sources import ImportedSource, lies_in, put_together
from lotse.services.knowledge import Knowledge
from lotse.services.ports import KnowledgeSources, Progress


@dataclass(frozen=True, slots=True)
class ForgottenSource:
    """`articles` that are gone; what a pack had put in the place of an article of the source stays and is not counted.

    `edited` of them had been changed here since they were imported.
    """

    place: str
    documents: int
    articles: int
    edited: int


class ImportedSources:
    """Each place counts with all below it, as it was named when it was imported."""

    def __init__(self, *, sources: KnowledgeSources, knowledge: Knowledge) -> None:
        self._sources = sources
        self._knowledge = knowledge

    async def sources(self) -> tuple[ImportedSource, ...]:
        """One line for each file, archive or folder that was named for an import, by name."""
        return put_together(await self._sources.documents())

    async def forget(
        self, place: str, *, with_edits: bool = False, progress: Progress | None = None
    ) -> ForgottenSource:
        """Remove everything that came from `place`: its articles, their versions, that it was read.

        `place` is a source, or any folder or document in one. Raises `InputProblem`: `source_unknown`, and
        `source_edited` with `place` and `edited` when articles were changed or merged here and `with_edits` is not
        given; then nothing has changed.
        """
        documents = await self._sources.documents()
        below = [document for document in documents if lies_in(document.key, place)]
        # A folder around sources is none of them: naming it would take more than anybody had imported together.
        if not below or not any(lies_in(place, source.place) for source in put_together(documents)):
            raise InputProblem("source_unknown", place=place[:500])
        keys = [document.key for document in below]
        edited = await self._sources.edited(keys)
        if edited and not with_edits:
            raise InputProblem("source_edited", place=place[:500], edited=edited)
        try:
            gone = await self._sources.remove(keys, progress)
        finally:
            await self._knowledge.follow()
        return ForgottenSource(place, len(below), gone, edited)
