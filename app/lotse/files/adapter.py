"""The readers behind the services' `Reading` port."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lotse.domain.conversations import Conversation
from lotse.files.articles import read_articles
from lotse.files.articles_found import files_below
from lotse.files.encoding import decode
from lotse.files.reading import load, read_bytes, read_file
from lotse.services.ports import FoundFiles, ReadArticles, ReadFile

PASTED = "–"
"""Stands for the file's name in messages about pasted text."""


class FileReading:
    """Implements `services.ports.Reading`; blocking, so a caller on an event loop uses a thread."""

    def read(self, path: Path, agent: str | None = None) -> tuple[Conversation, ...]:
        return read_file(path, agent=agent).conversations

    def read_file(self, path: Path, agent: str | None = None) -> ReadFile:
        return read_file(path, agent=agent)

    def read_bytes(self, content: bytes, file: str, agent: str | None = None) -> ReadFile:
        return read_bytes(content, file, agent=agent)

    def parse_text(self, text: str, agent: str | None = None) -> Conversation:
        return read_bytes(text.encode("utf-8", "replace"), PASTED, agent=agent).conversations[0]

    def plain_text(self, path: Path) -> str:
        return decode(load(path), path.name).text

    def knowledge_files(self, paths: Iterable[Path]) -> FoundFiles:
        return files_below(paths)

    def articles(self, path: Path) -> ReadArticles:
        return read_articles(path)
