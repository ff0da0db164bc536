"""What a front end gets: the services, composed by `bootstrap`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from lotse.services.calibration import Calibration
from lotse.services.conversations import Conversations
from lotse.services.doctor import Doctor
from lotse.services.editing import Editing
from lotse.services.evaluation import Evaluation
from lotse.services.knowledge import Knowledge
from lotse.services.knowledge_import import KnowledgeImport
from lotse.services.knowledge_sources import ImportedSources
from lotse.services.models import Models
from lotse.services.notes import Notes
from lotse.services.pack_watch import PackWatch
from lotse.services.packs import Packs
from lotse.services.ports import Reading
from lotse.services.translation import Translation


@dataclass(frozen=True, slots=True)
class Core:
    """`close` ends workers and closes stores; after it nothing else may be called."""

    conversations: Conversations
    notes: Notes
    knowledge: Knowledge
    knowledge_import: KnowledgeImport
    knowledge_sources: ImportedSources
    calibration: Calibration
    editing: Editing
    packs: Packs
    pack_watch: PackWatch
    translation: Translation
    models: Models
    reading: Reading
    doctor: Doctor
    evaluation: Evaluation
    close: Callable[[], Awaitable[None]]
