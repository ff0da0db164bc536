"""Translated text, segment by segment, with what is uncertain about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence and its translation. `flags` are keys such as `number_missing`, `repetition`, `length`."""

    source: str
    target: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translated:
    """A whole text. `via` names the pivot languages between `source` and `target`, empty when direct."""

    text: str
    source: str
    target: str
    via: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(flag for segment in self.segments for flag in segment.flags))
