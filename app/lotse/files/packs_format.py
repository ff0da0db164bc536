"""The layout of a pack file: header, manifest, signature, members. `docs/packs.md` describes it byte by byte.

Owns what may stand where, and the limits. There is no byte without a meaning: the first part is signed, and it names
the exact size and SHA-256 of everything after it. Must not know where packs come from or go to.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from lotse.domain.errors import InputProblem, LotseError
from lotse.domain.packs import (
    MAX_DESCRIPTION_CHARACTERS,
    Base,
    PackHead,
    VectorKind,
    VectorSet,
    canonical,
    check_name,
    version_order,
)

FORMAT = 1
MAGIC = b"LOTSE-PACK %d\n" % FORMAT
KEY_BYTES, SIGNATURE_BYTES = 32, 64
UNSIGNED = bytes(KEY_BYTES + SIGNATURE_BYTES)

ARTICLES, REMOVED = "articles.jsonl", "removed.json"
MAX_MANIFEST_BYTES = 64 * 1024
MAX_ARTICLES = 500_000
MAX_PASSAGES = 2_000_000
MAX_TEXT_BYTES = 1 << 30
MAX_FILE_BYTES = 8 << 30
MAX_RATIO = 200
RATIO_FREE_BYTES = 64 * 1024
DEFLATE_OVERHEAD_BYTES = 1024
"""Compressing makes nothing larger than this and a hundredth: a member is held in memory before it is unpacked."""
MAX_DIMENSION = 4096
MAX_VECTOR_SETS = 8
SCALE_BYTES = 4

_ANY_MAGIC = re.compile(rb"LOTSE-PACK ([0-9]{1,4})\n")
_HEX = re.compile(r"[0-9a-f]{64}")
_EMBEDDER = re.compile(r"[0-9A-Za-z._:-]{1,128}")
_MANIFEST_FIELDS = {
    "articles", "base", "content", "description", "format", "members", "name", "passages", "removed", "vectors",
    "version",
}  # fmt: skip
_MEMBER_FIELDS = {"bytes", "compression", "name", "sha256", "stored_bytes", "stored_sha256"}


@dataclass(frozen=True, slots=True)
class Member:
    """One part of the file behind the signature; `stored_…` is what lies in the file, the rest what it unpacks to."""

    name: str
    compression: str
    bytes: int
    sha256: str
    stored_bytes: int
    stored_sha256: str


@dataclass(frozen=True, slots=True)
class Front:
    """Everything before the members, checked. `signed` is what the signature is over, `end` where the members begin."""

    head: PackHead
    members: tuple[Member, ...]
    signed: bytes
    key: bytes
    signature: bytes

    @property
    def end(self) -> int:
        return len(self.signed) + KEY_BYTES + SIGNATURE_BYTES

    @property
    def unsigned(self) -> bool:
        return self.key + self.signature == UNSIGNED


def stride(vectors: VectorSet) -> int:
    """Bytes of one row: `dimension` halves, or a float32 scale and `dimension` signed bytes."""
    return 2 * vectors.dimension if vectors.kind == "float16" else SCALE_BYTES + vectors.dimension


def vector_member(position: int) -> str:
    return f"vectors-{position}.bin"


def manifest_bytes(head: PackHead, members: tuple[Member, ...]) -> bytes:
    return canonical(
        {
            "articles": head.articles,
            "base": None if head.base is None else {"content": head.base.content, "version": head.base.version},
            "content": head.content,
            "description": head.description,
            "format": FORMAT,
            "members": [{field: getattr(member, field) for field in sorted(_MEMBER_FIELDS)} for member in members],
            "name": head.name,
            "passages": head.passages,
            "removed": head.removed,
            "vectors": [
                {
                    "dimension": one.dimension,
                    "embedder": one.embedder,
                    "kind": one.kind,
                    "member": vector_member(position),
                    "text_form": one.text_form,
                }
                for position, one in enumerate(head.vectors)
            ],
            "version": head.version,
        }
    )


def front_bytes(manifest: bytes) -> bytes:
    """What is signed."""
    return MAGIC + struct.pack("<I", len(manifest)) + manifest


def read_front(stream: BinaryIO, size: int, file: str) -> Front:
    """Read and check all before the members; the size of the file must be exactly what the manifest says.

    Raises `InputProblem`: `pack_not_one`, `pack_newer`, `pack_truncated`, `pack_invalid`, `pack_too_large`.
    """
    start = stream.read(len(MAGIC))
    if start != MAGIC:
        _refuse_start(start, stream, file)
    (length,) = struct.unpack("<I", _exactly(stream, 4, file))
    if not 2 <= length <= MAX_MANIFEST_BYTES:
        raise InputProblem("pack_invalid", file=file, part="manifest")
    untrusted = _exactly(stream, length, file)
    key, signature = _exactly(stream, KEY_BYTES, file), _exactly(stream, SIGNATURE_BYTES, file)
    try:
        head, members = _manifest(untrusted, file)
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
        raise InputProblem("pack_invalid", file=file, part="manifest") from None
    except LotseError as error:
        if error.key == "pack_too_large":
            raise
        raise InputProblem("pack_invalid", file=file, part="manifest") from None
    front = Front(head, members, front_bytes(untrusted), key, signature)
    expected = front.end + sum(member.stored_bytes for member in members)
    if size < expected:
        raise InputProblem("pack_truncated", file=file)
    if size > expected:
        raise InputProblem("pack_invalid", file=file, part="end")
    return front


def _refuse_start(start: bytes, stream: BinaryIO, file: str) -> None:
    known = _ANY_MAGIC.match(start + stream.read(4))
    if known and int(known[1]) != FORMAT:
        raise InputProblem("pack_newer", file=file, format=int(known[1]), known=FORMAT)
    if MAGIC.startswith(start):
        raise InputProblem("pack_truncated", file=file)
    raise InputProblem("pack_not_one", file=file)


def _exactly(stream: BinaryIO, length: int, file: str) -> bytes:
    piece = stream.read(length)
    if len(piece) != length:
        raise InputProblem("pack_truncated", file=file)
    return piece


def _manifest(untrusted: bytes, file: str) -> tuple[PackHead, tuple[Member, ...]]:
    found = json.loads(untrusted.decode("utf-8"))
    # Only one way to write it: no field twice, no white space, nothing a reader could see differently.
    if set(found) != _MANIFEST_FIELDS or canonical(found) != untrusted or _count(found["format"], FORMAT) != FORMAT:
        raise ValueError
    base = found["base"]
    if base is not None and set(base) != {"content", "version"}:
        raise ValueError
    version_order(found["version"])
    if base is not None:
        version_order(base["version"])
    description = found["description"]
    if not isinstance(description, str) or len(description) > MAX_DESCRIPTION_CHARACTERS:
        raise ValueError
    head = PackHead(
        name=check_name(found["name"]),
        version=found["version"],
        description=description,
        content=_digest(found["content"]),
        base=None if base is None else Base(base["version"], _digest(base["content"])),
        articles=_count(found["articles"], MAX_ARTICLES),
        removed=_count(found["removed"], MAX_ARTICLES),
        passages=_count(found["passages"], MAX_PASSAGES),
        vectors=_vector_sets(found["vectors"]),
    )
    if base is None and head.removed:
        raise ValueError
    members = tuple(_member(one, file) for one in found["members"])
    if [(member.name, member.compression) for member in members] != _expected_members(head):
        raise ValueError
    for vectors, member in zip(reversed(head.vectors), reversed(members), strict=False):
        if member.bytes != head.passages * stride(vectors):
            raise ValueError
    if sum(member.stored_bytes for member in members) > MAX_FILE_BYTES:
        raise InputProblem("pack_too_large", file=file)
    return head, members


def _expected_members(head: PackHead) -> list[tuple[str, str]]:
    removed = [] if head.base is None else [(REMOVED, "deflate")]
    return [
        (ARTICLES, "deflate"),
        *removed,
        *((vector_member(position), "none") for position in range(len(head.vectors))),
    ]


def _member(untrusted: Mapping[str, Any], file: str) -> Member:
    if set(untrusted) != _MEMBER_FIELDS:
        raise ValueError
    member = Member(
        name=untrusted["name"],
        compression=untrusted["compression"],
        bytes=_count(untrusted["bytes"], MAX_FILE_BYTES),
        sha256=_digest(untrusted["sha256"]),
        stored_bytes=_count(untrusted["stored_bytes"], MAX_FILE_BYTES),
        stored_sha256=_digest(untrusted["stored_sha256"]),
    )
    if member.compression == "none":
        if (member.bytes, member.sha256) != (member.stored_bytes, member.stored_sha256):
            raise ValueError
    elif member.stored_bytes > member.bytes + member.bytes // 100 + DEFLATE_OVERHEAD_BYTES:
        raise ValueError
    elif member.bytes > min(MAX_TEXT_BYTES, MAX_RATIO * member.stored_bytes + RATIO_FREE_BYTES):
        raise InputProblem("pack_too_large", file=file)
    return member


def _vector_sets(untrusted: Any) -> tuple[VectorSet, ...]:
    if not isinstance(untrusted, list) or len(untrusted) > MAX_VECTOR_SETS:
        raise ValueError
    found = tuple(_vector_set(one, position) for position, one in enumerate(untrusted))
    if len({one.embedder for one in found}) != len(found):
        raise ValueError
    return found


def _vector_set(untrusted: Mapping[str, Any], position: int) -> VectorSet:
    if set(untrusted) != {"dimension", "embedder", "kind", "member", "text_form"}:
        raise ValueError
    kind: VectorKind = untrusted["kind"]
    form = untrusted["text_form"]
    if kind not in ("float16", "int8") or untrusted["member"] != vector_member(position):
        raise ValueError
    if not _EMBEDDER.fullmatch(untrusted["embedder"]) or not _EMBEDDER.fullmatch(form):
        raise ValueError
    dimension = _count(untrusted["dimension"], MAX_DIMENSION)
    if dimension == 0:
        raise ValueError
    return VectorSet(untrusted["embedder"], dimension, kind, form)


def _digest(untrusted: Any) -> str:
    if not _HEX.fullmatch(untrusted):
        raise ValueError
    return str(untrusted)


def _count(untrusted: Any, most: int) -> int:
    if type(untrusted) is not int or not 0 <= untrusted <= most:
        raise ValueError
    return untrusted
