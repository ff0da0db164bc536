"""Bytes to text without guessing in silence.

UTF-8 and UTF-16 are recognised for certain; Windows-1252 is assumed only when the text then looks like
German or English writing, and the assumption is reported. Anything else is refused.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from lotse.domain.errors import InputProblem, Message

MAX_FILE_BYTES = 64 * 1024 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PLAUSIBLE_1252 = set("äöüßÄÖÜéèêàâçñôóòáíîúûåæøÉÈÀÇÑ€„“”‚‘’–—…«»§°²³µ½¼·•®©™´`\u00a0\u00ad")


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
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise InputProblem("empty_file", file=file)
    text, assumed = _text(content, file)
    if "\x00" in text:
        raise InputProblem("binary_file", file=file)
    clean = text.replace("\r\n", "\n").replace("\r", "\n")
    warnings = (Message("encoding_assumed", {"file": file, "encoding": "Windows-1252"}),) if assumed else ()
    return Decoded(clean, warnings)


def _text(content: bytes, file: str) -> tuple[str, bool]:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _strict(content, name, file), False
    marked = _utf16_without_mark(content)
    if marked is not None:
        return _strict(content, marked, file), False
    if b"\x00" in content:
        raise InputProblem("binary_file", file=file)
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    if _control_share(content) > 0.001:
        raise InputProblem("binary_file", file=file)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise InputProblem("encoding_unknown", file=file) from None
    unusual = [c for c in text if ord(c) > 127]
    if sum(c in _PLAUSIBLE_1252 for c in unusual) < 0.9 * len(unusual):
        raise InputProblem("encoding_unknown", file=file)
    return text, True


def _strict(content: bytes, name: str, file: str) -> str:
    try:
        return content.decode(name)
    except (UnicodeDecodeError, UnicodeError):
        raise InputProblem("encoding_unknown", file=file) from None


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 of mostly Latin text has a NUL in nearly every second byte."""
    head = content[:4096]
    if len(head) < 8 or len(content) % 2:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.8 * half and head[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.8 * half and head[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _control_share(content: bytes) -> float:
    head = content[:65536]
    return sum(byte < 32 and byte not in b"\t\n\r\x0c" for byte in head) / len(head)
