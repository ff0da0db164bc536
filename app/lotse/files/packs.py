"""Pack files: opened and checked, written, signed. Implements `services.pack_ports.PackFiles`.

Every member is hashed as it is read and unpacked only when it is what was signed; nothing of a pack is ever written
under a name that stands in it. Blocking: a caller on an event loop uses a thread.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import stat
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from lotse.domain.errors import EnvironmentProblem, InputProblem
from lotse.domain.knowledge import ArticleId
from lotse.domain.packs import ENDING, PackArticle, PackContents, PackHead, VectorSet, article_from, canonical
from lotse.domain.passages import Cut
from lotse.files import packs_signing
from lotse.files.packs_format import (
    MAX_FILE_BYTES,
    UNSIGNED,
    Front,
    Member,
    read_front,
    stride,
    vector_member,
)
from lotse.files.packs_writing import member_bytes
from lotse.services.pack_ports import OpenPack, PackDraft, SigningKey

_CHUNK_BYTES = 1 << 20
_LENGTH_ONE = 0.03
"""How far a vector's length may be from one: half precision and a byte an element stay below it."""


class PackFile:
    """Implements `services.pack_ports.OpenPack` on an open stream."""

    def __init__(self, stream: BinaryIO, size: int, file: str) -> None:
        self._stream = stream
        self._file = file
        self.front: Front = read_front(stream, size, file)

    @property
    def head(self) -> PackHead:
        return self.front.head

    def signer(self, trusted: Mapping[str, str]) -> str:
        return packs_signing.signer(self.front, trusted, self._file)

    def contents(self) -> PackContents:
        articles = tuple(self._articles())
        passages = sum(len(one.cuts) for one in articles)
        if (len(articles), passages) != (self.head.articles, self.head.passages):
            raise self._invalid(self.front.members[0].name)
        return PackContents(articles, self._removed() if self.head.base is not None else ())

    def rows(self, form: VectorSet) -> Iterator[bytes]:
        name = vector_member(self.head.vectors.index(form))
        length = _float16_length if form.kind == "float16" else _int8_length
        read = length(form.dimension)
        size = stride(form)
        pieces = self._pieces(self._member(name), size * max(1, _CHUNK_BYTES // size))
        for piece in pieces:
            for start in range(0, len(piece), size):
                row = piece[start : start + size]
                found = read(row)
                if found and not abs(found - 1) <= _LENGTH_ONE:  # so that no NaN passes
                    for _ in pieces:  # whether it was signed like this is the better reason
                        pass
                    raise self._invalid(name)
                yield row

    def copy(self, write: Callable[[bytes], object]) -> None:
        """Hand all members on as they are."""
        for member in self.front.members:
            for piece in self._pieces(member, _CHUNK_BYTES):
                write(piece)

    def _articles(self) -> Iterator[PackArticle]:
        member = self.front.members[0]
        before = ""
        for number, line in enumerate(self._unpacked(member).split(b"\n")[:-1], 1):
            part = f"{member.name}:{number}"
            try:
                untrusted = json.loads(line.decode("utf-8"))
                if set(untrusted) != {"article", "passages"} or canonical(untrusted) != line:
                    raise ValueError
                one = PackArticle(article_from(untrusted["article"]), tuple(map(_cut, untrusted["passages"])))
            except (ValueError, KeyError, TypeError, RecursionError):
                raise self._invalid(part) from None
            if not one.cuts or one.article.id <= before:  # in order, none twice
                raise self._invalid(part)
            before = one.article.id
            yield one

    def _removed(self) -> tuple[ArticleId, ...]:
        member = self.front.members[1]
        content = self._unpacked(member)
        try:
            untrusted = json.loads(content.decode("utf-8"))
            sound = isinstance(untrusted, list) and canonical(untrusted) == content
        except (ValueError, RecursionError):
            sound = False
        if not sound or not all(isinstance(id_, str) for id_ in untrusted) or len(untrusted) != self.head.removed:
            raise self._invalid(member.name)
        if sorted(set(untrusted)) != untrusted:
            raise self._invalid(member.name)
        return tuple(map(ArticleId, untrusted))

    def _member(self, name: str) -> Member:
        return next(member for member in self.front.members if member.name == name)

    def _pieces(self, member: Member, size: int) -> Iterator[bytes]:
        """The member as it lies in the file. Raises at its end when it is not what was signed."""
        members = self.front.members
        start = self.front.end + sum(one.stored_bytes for one in members[: members.index(member)])
        digest = hashlib.sha256()
        for offset in range(0, member.stored_bytes, size):
            self._stream.seek(start + offset)
            piece = self._stream.read(min(size, member.stored_bytes - offset))
            digest.update(piece)
            if offset + len(piece) < min(offset + size, member.stored_bytes):
                raise InputProblem("pack_truncated", file=self._file)
            yield piece
        if digest.hexdigest() != member.stored_sha256:
            raise InputProblem("pack_altered", file=self._file, part=member.name)

    def _unpacked(self, member: Member) -> bytes:
        """Hashed first, unpacked then, and never to more than was announced."""
        stored = b"".join(self._pieces(member, _CHUNK_BYTES))
        unpacking = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        try:
            content = unpacking.decompress(stored, member.bytes + 1)
        except zlib.error:
            raise self._invalid(member.name) from None
        whole = unpacking.eof and not unpacking.unused_data and len(content) == member.bytes
        if not whole or hashlib.sha256(content).hexdigest() != member.sha256:
            raise self._invalid(member.name)
        if content and member is self.front.members[0] and not content.endswith(b"\n"):
            raise self._invalid(member.name)
        return content

    def _invalid(self, part: str) -> InputProblem:
        return InputProblem("pack_invalid", file=self._file, part=part)


def _cut(untrusted: object) -> Cut:
    match untrusted:
        case {"path": list(path), "text": str(text)} if len(untrusted) == 2 and all(isinstance(p, str) for p in path):  # type: ignore[arg-type]
            return Cut(tuple(path), text)
    raise ValueError("passages")


def _float16_length(dimension: int) -> Callable[[bytes], float]:
    unpack = struct.Struct(f"<{dimension}e").unpack
    return lambda row: math.hypot(*unpack(row))


def _int8_length(dimension: int) -> Callable[[bytes], float]:
    unpack = struct.Struct(f"<f{dimension}b").unpack

    def length(row: bytes) -> float:
        scale, *values = unpack(row)
        return abs(scale) * math.hypot(*values) if scale >= 0 else math.nan

    return length


class FilePacks:
    """Implements `services.pack_ports.PackFiles`."""

    @contextmanager
    def open(self, path: Path) -> Iterator[OpenPack]:
        with _opened(path) as pack:
            yield pack

    def write(self, path: Path, draft: PackDraft) -> None:
        front, members = member_bytes(draft)
        _replace(path, (front, UNSIGNED, *members))

    def sign(self, path: Path, out: Path, key: SigningKey) -> None:
        with _opened(path) as pack:
            signed = pack.front.signed
            signature = bytes.fromhex(key.public) + key.sign(packs_signing.PREFIX + signed)
            pieces: list[bytes] = []
            pack.copy(pieces.append)
        _replace(out, (signed, signature, *pieces))

    def waiting(self, folder: Path) -> Mapping[Path, tuple[int, int]]:
        found: dict[Path, tuple[int, int]] = {}
        with suppress(OSError):
            for path in sorted(folder.iterdir()):
                if path.suffix.lower() != ENDING:
                    continue
                with suppress(OSError):
                    known = path.lstat()
                    if stat.S_ISREG(known.st_mode):  # no link: it could lead anywhere
                        found[path] = (known.st_size, known.st_mtime_ns)
        return found


@contextmanager
def _opened(path: Path, name: str = "") -> Iterator[PackFile]:
    name = name or path.name
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise InputProblem("file_not_found", file=str(path)) from None
    except OSError:
        raise InputProblem("pack_unreadable", file=name) from None
    with stream:
        try:
            known = os.fstat(stream.fileno())
            if not stat.S_ISREG(known.st_mode):
                raise InputProblem("pack_not_one", file=name)
            if known.st_size > MAX_FILE_BYTES:
                raise InputProblem("pack_too_large", file=name)
            yield PackFile(stream, known.st_size, name)
        except OSError:
            raise InputProblem("pack_unreadable", file=name) from None


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file the user named, whole or not at all, after reading it again as those will who get it."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.absolute().parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        _read_all(beside, path.name)
        beside.chmod(0o644)  # it is meant to be handed on, and carries its own protection
        beside.replace(path)
        beside = None
    except OSError:
        raise EnvironmentProblem("pack_not_written", file=str(path)) from None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _read_all(path: Path, name: str) -> None:
    with _opened(path, name) as pack:
        pack.contents()
        for form in pack.head.vectors:
            for _ in pack.rows(form):
                pass
