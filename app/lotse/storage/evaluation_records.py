"""What an evaluation has measured so far, so that an interrupted one goes on: figures by case, never a word of a case.

One file a role in the home, JSON lines: the key of the run first (cases, models, program), then a record a case.
Another key means another run: the file is begun anew. A line that was cut off by a crash is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lotse.storage import atomic


class RecordFiles:
    """Implements `services.evaluation_ports.RecordStore`. `folder` is made when the first record is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def known(self, role: str, key: str) -> Mapping[str, Mapping[str, Any]]:
        """Records of an earlier run with the same key, by case."""
        try:
            lines = self._file(role).read_text("utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            return {}
        found = [record for record in map(_read, lines) if record is not None]
        if not found or found[0].get("key") != key:
            return {}
        return {str(record["case"]): record["record"] for record in found[1:] if {"case", "record"} <= set(record)}

    def begin(self, role: str, key: str, kept: Mapping[str, Mapping[str, Any]]) -> None:
        """Start a run that goes on from `kept`. Raises `EnvironmentProblem`."""
        atomic.make_private(self._folder)
        lines = [{"key": key}, *({"case": case, "record": record} for case, record in kept.items())]
        atomic.replace(self._file(role), "".join(json.dumps(line) + "\n" for line in lines).encode())

    def add(self, role: str, case: str, record: Mapping[str, Any]) -> None:
        """Keep one record. Raises `EnvironmentProblem`."""
        try:
            with self._file(role).open("a", encoding="utf-8") as file:
                file.write(json.dumps({"case": case, "record": record}) + "\n")
        except OSError as error:
            raise atomic.problem_of(error, self._file(role).name) from error

    def _file(self, role: str) -> Path:
        return self._folder / f"{role}.jsonl"


def _read(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
