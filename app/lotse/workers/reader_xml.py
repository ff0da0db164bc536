"""Reads XML as a stream of events. Document types, and with them entities, are refused: no office program writes any.

Owns depth and the short names of the namespaces it knows. Must not build a tree: a sheet has a million rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Final
from xml.parsers import expat

from lotse.workers.handler import JobFailed
from lotse.workers.reader_form import Job
from lotse.workers.reader_zip import damage_is_said

MAX_DEPTH: Final = 1_000
MAX_XML_BYTES: Final = 1 << 30
_READ_BYTES = 1 << 18
_SHORT: Final = (
    ("wordprocessingml", "w"), ("spreadsheetml", "s"), ("markup-compatibility", "mc"),
    ("package/2006/relationships", "r"), ("officeDocument/2006/relationships", "o"),
    ("officeDocument/relationships", "o"), ("dc/elements", "dc"), ("core-properties", "cp"),
)  # fmt: skip

Start = Callable[[str, Mapping[str, str]], None]
"""Gets `w:p` and `{w:val: …}`: the prefix is this module's, not the file's; an unknown namespace has none."""


def parse(
    stream: IO[bytes],
    job: Job,
    *,
    start: Start,
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] = lambda text: None,
) -> None:
    """Read the stream to its end. Raises `JobFailed("file_damaged")` for what is no XML, `nesting_too_deep`."""
    names: dict[str, str] = {}
    depth = 0

    def short(name: str) -> str:
        if name not in names:
            space, _, local = name.rpartition("}")
            prefix = next((prefix for known, prefix in _SHORT if known in space), "")
            names[name] = f"{prefix}:{local}" if prefix else local
        return names[name]

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise JobFailed("nesting_too_deep")
        start(short(name), {short(key): value for key, value in attributes.items()})

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(short(name))

    def refuse(*_declared: object) -> None:
        raise JobFailed("xml_entities")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    read = 0
    try:
        with stream:
            while True:
                job.go_on()
                with damage_is_said():
                    piece = stream.read(_READ_BYTES)
                read += len(piece)
                if read > MAX_XML_BYTES:
                    raise JobFailed("archive_bomb")
                parser.Parse(piece, not piece)
                if not piece:
                    return
    except (expat.ExpatError, UnicodeError, LookupError, ValueError):
        raise JobFailed("file_damaged") from None
