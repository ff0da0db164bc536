"""Text files of bearable size; why one cannot be read is worded. How bytes become text: `lotse.decoding`."""

from __future__ import annotations

from dataclasses import dataclass

from lotse.decoding import Undecodable, to_text
from lotse.domain.errors import InputProblem, Message

MAX_FILE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    warnings: tuple[Message, ...] = ()


def decode(content: bytes, file: str) -> Decoded:
    """Decode a text file. Line ends become `\\n`, a byte order mark and NUL-free text come out.

    Raises `InputProblem`: `empty_file`, `file_too_large`, `binary_file`, `encoding_unknown`.
    """
    if len(content) > MAX_FILE_BYTES:
        raise InputProblem("file_too_large", file=file, limit_mb=MAX_FILE_BYTES // 2**20)
    try:
        found = to_text(content)
    except Undecodable as problem:
        raise InputProblem(problem.code, file=file) from None
    warnings = (Message("encoding_assumed", {"file": file, "encoding": found.assumed}),) if found.assumed else ()
    return Decoded(found.text, warnings)
