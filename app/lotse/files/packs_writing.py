"""The bytes of a pack from what goes into it: the same draft gives the same bytes, on any day and any machine with the
same compression library."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable

from lotse.domain.packs import PackArticle, PackHead, article_fields, canonical
from lotse.files.packs_format import ARTICLES, REMOVED, Member, front_bytes, manifest_bytes, vector_member
from lotse.services.pack_ports import PackDraft, Rows

_LEVEL = 9


def member_bytes(draft: PackDraft) -> tuple[bytes, list[bytes]]:
    """What is signed, and the members that follow the signature."""
    articles = sorted(draft.contents.articles, key=lambda one: one.article.id)
    packed = [_deflated(ARTICLES, b"".join(_line(one) for one in articles))]
    if draft.base is not None:
        packed.append(_deflated(REMOVED, canonical(sorted(draft.contents.removed))))
    for position, rows in enumerate(draft.vectors):
        stored = stored_rows(rows)
        digest = hashlib.sha256(stored).hexdigest()
        packed.append((Member(vector_member(position), "none", len(stored), digest, len(stored), digest), stored))
    head = PackHead(
        name=draft.name,
        version=draft.version,
        description=draft.description,
        content=draft.content,
        base=draft.base,
        articles=len(articles),
        removed=len(draft.contents.removed),
        passages=sum(len(one.cuts) for one in articles),
        vectors=tuple(rows.form for rows in draft.vectors),
    )
    front = front_bytes(manifest_bytes(head, tuple(member for member, _ in packed)))
    return front, [stored for _, stored in packed]


def stored_rows(rows: Rows) -> bytes:
    """float32 rows in the form that `rows.form` names."""
    dimension = rows.form.dimension
    unpack = struct.Struct(f"<{dimension}f").iter_unpack
    if rows.form.kind == "float16":
        pack = struct.Struct(f"<{dimension}e").pack
        return b"".join(pack(*row) for row in unpack(rows.content))
    pack = struct.Struct(f"<f{dimension}b").pack
    return b"".join(_as_bytes(row, pack) for row in unpack(rows.content))


def _as_bytes(row: tuple[float, ...], pack: Callable[..., bytes]) -> bytes:
    largest = max(map(abs, row))
    step = largest / 127 if largest else 1.0
    return pack(largest / 127, *(round(value / step) for value in row))


def _line(one: PackArticle) -> bytes:
    # The passages stand beside the text they were cut from: so close that packing makes almost nothing of them.
    passages = [{"path": list(cut.heading_path), "text": cut.text} for cut in one.cuts]
    return canonical({"article": article_fields(one.article), "passages": passages}) + b"\n"


def _deflated(name: str, content: bytes) -> tuple[Member, bytes]:
    packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    stored = packing.compress(content) + packing.flush()
    return (
        Member(
            name,
            "deflate",
            len(content),
            hashlib.sha256(content).hexdigest(),
            len(stored),
            hashlib.sha256(stored).hexdigest(),
        ),
        stored,
    )
