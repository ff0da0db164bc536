"""Whatever a pack says, signed by a trusted key or not: it is read, or refused with one known reason. Here the checksums and
the signature are right, so that nothing but what is said can be wrong."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import os
import random
import zlib
from pathlib import Path
from typing import Any

import pytest

from lotse import wording
from lotse.domain.errors import InputProblem
from lotse.domain.packs import applied, canonical
from lotse.files import packs_format, packs_signing
from lotse.files.packs import PackFile
from tests.files.test_pack_format import KEY, PUBLIC, TRUSTED, signed

EXAMPLES = int(os.environ.get("LOTSE_FUZZ_EXAMPLES", "1500"))
VALUES: tuple[Any, ...] = (
    None, True, 0, 1, -1, 2**31, 2**63, 10**30, 0.5, "", "a", "../x", "ä", "0" * 64, "\x00", " ", "9" * 5_000, [], {}, [[]],
    [None], ["a", "a"], {"a": {}}, "2026-02-30", "2026-01-01T00:00", "float16", "int8", "none", "deflate",
)  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything within a JSON value."""
    found = [at] if at else []
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        found += places(inner, (*at, key))
    return found


def changed(value: Any, chance: random.Random) -> None:
    """One value of it replaced, left out or put elsewhere."""
    *way, last = chance.choice(places(value))
    holder = value
    for key in way:
        holder = holder[key]
    match chance.randrange(5):
        case 0:
            del holder[last]
        case 1:
            holder[last] = [holder[last]]
        case 2 if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
        case 3 if isinstance(holder, dict):
            holder[str(chance.choice(VALUES))[:9]] = copy.deepcopy(holder[last])
        case _:
            holder[last] = copy.deepcopy(chance.choice(VALUES))


def written(manifest: Any, members: list[bytes]) -> bytes:
    """A pack of this, signed by the key that is trusted."""
    front = packs_format.front_bytes(canonical(manifest))
    return front + bytes.fromhex(PUBLIC) + KEY.sign(packs_signing.PREFIX + front) + b"".join(members)


def refused(content: bytes) -> str:
    """The reason, which must be worded; empty when all of it is taken. Any other error passes."""
    try:
        pack = PackFile(io.BytesIO(content), len(content), "demo.lotsepack")
        pack.signer(TRUSTED)
        contents = pack.contents()
        for form in pack.head.vectors:
            list(pack.rows(form))
        if pack.head.base is None:
            applied(pack.head, contents, ())
    except InputProblem as problem:
        sentence = wording.word(problem.message, "de")
        assert "{" not in sentence
        return problem.key
    return ""


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Any, list[bytes]]:
    """The manifest of a good pack and its members as they lie in the file."""
    whole = signed(tmp_path).read_bytes()
    pack = PackFile(io.BytesIO(whole), len(whole), "demo.lotsepack")
    manifest = json.loads(pack.front.signed[len(packs_format.MAGIC) + 4 :])
    members, start = [], pack.front.end
    for member in pack.front.members:
        members.append(whole[start : start + member.stored_bytes])
        start += member.stored_bytes
    assert refused(written(manifest, members)) == ""
    return manifest, members


def test_a_manifest_that_lies_is_one_reason(parts: tuple[Any, list[bytes]]) -> None:
    reasons: set[str] = set()
    for n in range(EXAMPLES):
        chance = random.Random(f"manifest {n}")
        manifest = json.loads(json.dumps(parts[0]))
        for _ in range(chance.choice((1, 1, 2))):
            changed(manifest, chance)
        reasons.add(refused(written(manifest, parts[1])))
    assert {"pack_invalid", "pack_too_large", "pack_contents_differ", ""} <= reasons


def test_articles_that_lie_are_one_reason(parts: tuple[Any, list[bytes]]) -> None:
    lines = zlib.decompress(parts[1][0], wbits=-15).split(b"\n")[:-1]
    reasons: set[str] = set()
    for n in range(EXAMPLES):
        chance = random.Random(f"articles {n}")
        entries = [json.loads(line) for line in lines]
        changed(entries, chance)
        try:
            content = b"".join(canonical(entry) + b"\n" for entry in entries)
        except UnicodeEncodeError:
            continue
        if chance.random() < 0.2:
            content = content[: chance.randrange(len(content))]
        packing = zlib.compressobj(9, wbits=-15)
        stored = packing.compress(content) + packing.flush()
        manifest = json.loads(json.dumps(parts[0]))
        manifest["members"][0] |= {
            "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(), "stored_bytes": len(stored),
            "stored_sha256": hashlib.sha256(stored).hexdigest(),
        }  # fmt: skip
        reasons.add(refused(written(manifest, [stored, *parts[1][1:]])))
    assert "pack_invalid" in reasons
    assert "pack_contents_differ" in reasons


def test_a_compressed_member_larger_than_what_it_holds_is_refused(parts: tuple[Any, list[bytes]]) -> None:
    """Else eight gigabytes would be held in memory to find that they unpack to one."""
    manifest = json.loads(json.dumps(parts[0]))
    manifest["members"][0]["stored_bytes"] += 1 << 20
    padded = parts[1][0] + bytes(1 << 20)
    manifest["members"][0]["stored_sha256"] = hashlib.sha256(padded).hexdigest()
    content = written(manifest, [padded, *parts[1][1:]])
    with pytest.raises(InputProblem, match="pack_invalid") as found:
        PackFile(io.BytesIO(content), len(content), "demo.lotsepack")
    assert found.value.params["part"] == "manifest"
