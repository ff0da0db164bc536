"""A pack is exactly what its editors signed: any other byte, any missing byte, and nothing of it is used."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotse.domain import packs as domain
from lotse.domain.errors import InputProblem
from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.packs import Base, PackArticle, PackContents, VectorKind, VectorSet, content_digest
from lotse.domain.passages import of_article
from lotse.files import packs_format
from lotse.files.packs import FilePacks, PackFile
from lotse.services.pack_ports import PackDraft, Rows, SigningKey

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw().hex()
SIGNING = SigningKey("Redaktion", PUBLIC, KEY.sign)
TRUSTED = {PUBLIC: "Redaktion"}
FILES = FilePacks()

ARTICLES = (
    Article(ArticleId("b"), "Umzug", "Melden Sie den Umzug vorher.\n\n## Wie\n\nIm Portal.", tags=("umzug",)),
    Article(ArticleId("a"), "Größe", "Körper", lang="de", audience=("innen",)),
)


def draft(articles: tuple[Article, ...] = ARTICLES, kind: VectorKind | None = "float16", **other: object) -> PackDraft:
    carried = tuple(PackArticle(article, of_article(article)) for article in articles)
    count = sum(len(one.cuts) for one in carried)
    row = struct.pack("<4f", 0.5, -0.5, 0.5, -0.5)
    given = {
        "name": "demo",
        "version": "1.0",
        "description": "Für alle",
        "content": content_digest(articles),
        "base": None,
        "contents": PackContents(carried),
        "vectors": () if kind is None else (Rows(VectorSet("f" * 32, 4, kind, "1"), row * count),),
        **other,
    }
    return PackDraft(**given)  # type: ignore[arg-type]


def signed(folder: Path, one: PackDraft | None = None, name: str = "demo.lotsepack") -> Path:
    path = folder / name
    FILES.write(path, one or draft())
    FILES.sign(path, path, SIGNING)
    return path


def taken(path: Path, trusted: Mapping[str, str] = TRUSTED) -> tuple[object, ...]:
    """All that an installation reads."""
    with FILES.open(path) as pack:
        pack.signer(trusted)
        contents = pack.contents()
        return pack.head, contents, [list(pack.rows(form)) for form in pack.head.vectors]


def is_taken(content: bytes) -> bool:
    """The same without a file."""
    try:
        pack = PackFile(io.BytesIO(content), len(content), "demo.lotsepack")
        pack.signer(TRUSTED)
        pack.contents()
        for form in pack.head.vectors:
            list(pack.rows(form))
    except InputProblem:
        return False
    return True


def refusal(path: Path, trusted: Mapping[str, str] = TRUSTED) -> str:
    with pytest.raises(InputProblem) as refused:
        taken(path, trusted)
    return refused.value.key


def test_what_was_written_is_read(tmp_path: Path) -> None:
    head, contents, rows = taken(signed(tmp_path))
    assert isinstance(head, domain.PackHead)
    assert (head.name, head.version, head.description, head.base) == ("demo", "1.0", "Für alle", None)
    assert isinstance(contents, PackContents)
    assert [one.article for one in contents.articles] == sorted(ARTICLES, key=lambda article: article.id)
    assert all(one.cuts == of_article(one.article) for one in contents.articles)
    assert isinstance(rows, list)
    assert struct.unpack("<4e", rows[0][0]) == (0.5, -0.5, 0.5, -0.5)


def test_the_same_draft_gives_the_same_bytes(tmp_path: Path) -> None:
    first = signed(tmp_path).read_bytes()
    again = signed(tmp_path, draft(tuple(reversed(ARTICLES))), "again.lotsepack").read_bytes()
    assert first == again


def test_every_flipped_byte_is_refused(tmp_path: Path) -> None:
    whole = signed(tmp_path).read_bytes()
    assert is_taken(whole)
    let_through = []
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        if is_taken(bytes(changed)):
            let_through.append(place)
    assert let_through == []


def test_every_length_is_refused_but_the_whole(tmp_path: Path) -> None:
    path = signed(tmp_path)
    whole = path.read_bytes()
    assert [length for length in range(len(whole)) if is_taken(whole[:length])] == []
    path.write_bytes(whole + b"\0")
    assert refusal(path) == "pack_invalid"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda whole: b"PK\3\4" + whole[4:], "pack_not_one"),
        (lambda whole: b"", "pack_truncated"),
        (lambda whole: whole.replace(b"LOTSE-PACK 1", b"LOTSE-PACK 2"), "pack_newer"),
        (lambda whole: whole.replace(b"LOTSE-PACK 1\n", b"LOTSE-PACK 12\n", 1), "pack_newer"),
        (lambda whole: whole[:-1], "pack_truncated"),
        (lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]), "pack_altered"),
        (lambda whole: whole.replace(b'"version":"1.0"', b'"version":"9.0"'), "pack_altered"),
    ],
)
def test_the_reason_is_named(tmp_path: Path, change: Callable[[bytes], bytes], key: str) -> None:
    path = signed(tmp_path)
    path.write_bytes(change(path.read_bytes()))
    assert refusal(path) == key


def test_unsigned_and_untrusted_are_different_refusals(tmp_path: Path) -> None:
    path = tmp_path / "demo.lotsepack"
    FILES.write(path, draft())
    assert refusal(path) == "pack_unsigned"
    FILES.sign(path, path, SIGNING)
    assert refusal(path, {"00" * 32: "jemand"}) == "pack_signer_unknown"
    assert refusal(path, {}) == "pack_signer_unknown"
    taken(path)


def test_a_signature_of_another_pack_is_none(tmp_path: Path) -> None:
    path, other = signed(tmp_path), signed(tmp_path, draft(version="2.0"), "other.lotsepack")
    content, foreign = path.read_bytes(), other.read_bytes()
    with FILES.open(path) as pack:
        end = pack.front.end  # type: ignore[attr-defined]
    with FILES.open(other) as pack:
        foreign_end = pack.front.end  # type: ignore[attr-defined]
    block = packs_format.KEY_BYTES + packs_format.SIGNATURE_BYTES
    path.write_bytes(content[: end - block] + foreign[foreign_end - block : foreign_end] + content[end:])
    assert refusal(path) == "pack_altered"


@pytest.mark.parametrize("kind", ["float16", "int8"])
def test_vectors_keep_their_direction(tmp_path: Path, kind: VectorKind) -> None:
    wanted = (0.1, -0.7, 0.7, 0.1)
    rows = struct.pack("<4f", *wanted) * 3
    path = signed(tmp_path, draft(vectors=(Rows(VectorSet("f" * 32, 4, kind, "1"), rows),)))
    with FILES.open(path) as pack:
        row = next(pack.rows(pack.head.vectors[0]))
    if kind == "float16":
        found = struct.unpack("<4e", row)
    else:
        scale, *steps = struct.unpack("<f4b", row)
        found = tuple(scale * step for step in steps)
    assert found == pytest.approx(wanted, abs=0.005)


@pytest.mark.parametrize("row", [(9.0, 0.0, 0.0, 0.0), (float("nan"),) * 4, (float("inf"), 0.0, 0.0, 0.0)])
def test_a_vector_that_would_outshine_all_others_is_refused(tmp_path: Path, row: tuple[float, ...]) -> None:
    rows = struct.pack("<4f", *row) * 3
    with pytest.raises(InputProblem) as refused:
        signed(tmp_path, draft(vectors=(Rows(VectorSet("f" * 32, 4, "float16", "1"), rows),)))
    assert refused.value.key == "pack_invalid"
    assert list(tmp_path.iterdir()) == []


def test_a_pack_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    bomb = Article(ArticleId("bombe"), "Bombe", "0" * 1_900_000)
    with pytest.raises(InputProblem) as refused:
        FILES.write(tmp_path / "bombe.lotsepack", draft((bomb,), kind=None))
    assert refused.value.key == "pack_too_large"
    assert list(tmp_path.iterdir()) == []


def test_no_more_is_unpacked_than_was_announced(tmp_path: Path) -> None:
    """Also when a trusted signer lies: the size stands in the manifest, and unpacking stops there."""
    import hashlib
    import zlib

    stored = zlib.compress(b"0" * 50_000_000, 9)[2:-4]
    empty = hashlib.sha256(b"0").hexdigest()
    member = packs_format.Member("articles.jsonl", "deflate", 1, empty, len(stored), hashlib.sha256(stored).hexdigest())
    head = domain.PackHead("demo", "1", "", "0" * 64, None, 0, 0, 0, ())
    front = packs_format.front_bytes(packs_format.manifest_bytes(head, (member,)))
    signature = KEY.sign(b"LOTSE-PACK-SIGNATURE\n" + front)
    path = tmp_path / "luege.lotsepack"
    path.write_bytes(front + bytes.fromhex(PUBLIC) + signature + stored)
    assert refusal(path) == "pack_invalid"


def test_a_delta_names_its_base_and_the_removed(tmp_path: Path) -> None:
    base = Base("1.0", content_digest(ARTICLES))
    contents = PackContents(draft().contents.articles[:1], (ArticleId("a"),))
    path = signed(tmp_path, draft(version="1.1", base=base, contents=contents, vectors=()))
    head, found, _ = taken(path)
    assert isinstance(head, domain.PackHead)
    assert head.base == base
    assert found == contents


def test_a_folder_a_link_or_a_missing_file_is_a_refusal(tmp_path: Path) -> None:
    assert refusal(tmp_path / "fehlt.lotsepack") == "file_not_found"
    (tmp_path / "ordner.lotsepack").mkdir()
    assert refusal(tmp_path / "ordner.lotsepack") in {"pack_unreadable", "pack_not_one"}


text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(text, st.tuples(text, text), min_size=1, max_size=4))
def test_any_articles_come_back_as_they_were(tmp_path: Path, found: dict[str, tuple[str, str]]) -> None:
    articles = tuple(Article(ArticleId(id_), title, body) for id_, (title, body) in found.items())
    path = signed(tmp_path, draft(articles, kind=None))
    _, contents, _ = taken(path)
    assert isinstance(contents, PackContents)
    assert {one.article for one in contents.articles} == set(articles)
