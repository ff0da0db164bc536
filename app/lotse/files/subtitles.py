"""Transcripts with times: WebVTT and SubRip. A cue's speaker is its `<v Name>` tag or a `Name: ` before the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lotse.domain.errors import InputProblem

_CUE = re.compile(r"(?<!\d)(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s{0,9}-->\s{0,9}(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}")
_VOICE = re.compile(r"^<v(?:\.[\w.]+)?\s+([^>]{1,60})>")
_NAMED = re.compile(r"^\s*(?:-\s*)?([^\W\d_][\w .'’()-]{0,40}?):\s+")
_TAG = re.compile(r"<[^>]{0,100}>")


@dataclass(frozen=True, slots=True)
class Cue:
    name: str
    text: str


def parse(text: str, file: str) -> tuple[Cue, ...]:
    """Cues in order; neighbours of one speaker are joined.

    Raises `InputProblem`: `no_turns_found`, `speakers_missing` when no cue names a speaker.
    """
    found: list[Cue] = []
    named = False
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().split("\n")
        at = next((i for i, line in enumerate(lines) if _CUE.search(line)), None)
        if at is None:
            continue
        raw = " ".join(line.strip() for line in lines[at + 1 :] if line.strip())
        speaker = _VOICE.match(raw) or _NAMED.match(raw)
        said = _TAG.sub("", raw[speaker.end() :] if speaker else raw).strip()
        if not said:
            continue
        named = named or speaker is not None
        name = speaker.group(1).strip() if speaker else (found[-1].name if found else "")
        if found and found[-1].name == name:
            found[-1] = Cue(name, f"{found[-1].text} {said}")
        else:
            found.append(Cue(name, said))
    if not found:
        raise InputProblem("no_turns_found", file=file)
    if not named or not found[0].name:
        raise InputProblem("speakers_missing", file=file)
    return tuple(found)
