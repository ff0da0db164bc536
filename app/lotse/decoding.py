"""Bytes to text without guessing in silence. A leaf: standard library only, used by readers here and in the workers.

UTF-8 and UTF-16 are recognised for certain; Windows-1252 is assumed only when the text then looks like German or
English writing, and the assumption is reported. Anything else is refused.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PLAUSIBLE_1252 = set("äöüßÄÖÜéèêàâçñôóòáíîúûåæøÉÈÀÇÑ€„“”‚‘’–—…«»§°²³µ½¼·•®©™´`\u00a0\u00ad")


class Undecodable(ValueError):
    """`code`: `empty_file`, `binary_file` or `encoding_unknown`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Text:
    """`assumed` names the encoding that was assumed; empty when it is certain."""

    text: str
    assumed: str = ""


def to_text(content: bytes) -> Text:
    """Decode a text file; line ends become `\\n`, a byte order mark comes out. Raises `Undecodable`."""
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise Undecodable("empty_file")
    text, assumed = _text(content)
    if "\x00" in text:
        raise Undecodable("binary_file")
    return Text(text.replace("\r\n", "\n").replace("\r", "\n"), "Windows-1252" if assumed else "")


def _text(content: bytes) -> tuple[str, bool]:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _strict(content, name), False
    marked = _utf16_without_mark(content)
    if marked is not None:
        return _strict(content, marked), False
    if b"\x00" in content:
        raise Undecodable("binary_file")
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    if _control_share(content) > 0.001:
        raise Undecodable("binary_file")
    text = _strict(content, "cp1252")
    unusual = [c for c in text if ord(c) > 127]
    if sum(c in _PLAUSIBLE_1252 for c in unusual) < 0.9 * len(unusual):
        raise Undecodable("encoding_unknown")
    return text, True


def _strict(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeError:
        raise Undecodable("encoding_unknown") from None


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
