"""Whatever bytes a file has, its reader gives documents or one known reason: no other exception, no endless work.

Good files are mutated: bytes changed, cut out, doubled, cut off, and texts of the formats put where they do not belong.
pdfium is native code; its cases run in a process of their own, where a crash is its right and an exception is not.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotse.domain import documents, passages
from lotse.inference.reader import ABOUT_THE_FILE, _documents
from lotse.workers.handler import JobFailed
from lotse.workers.reader import ReaderRole
from tests.fakes import office_files as made

EXAMPLES = int(os.environ.get("LOTSE_FUZZ_EXAMPLES", "25"))
SLOW_S = 20.0
"""Of processor time for a file of a few kilobytes."""
PACKED = ("a.jsonl.gz", "a.xlsx", "a.docx")
"""Checksums refuse nearly every change of these; `a.jsonl`, `b.xlsx` and `b.docx` are the same without them. What is
asked of these is that nothing but a known reason comes of it."""
MARKUP = (
    b"<", b">", b"<!--", b"<![", b"]]>", b"<p", b"</table>", b"<li>", b"<table><tr><td>", b"&#0;", b"&#x110000;", b"\x00",
    b"```", b"---\n", b"![", b"](", b"{", b'"', b";", b"\n", b"\xff\xfe", b"\xc3", b"PK\x03\x04", b"%PDF-", b"<w:p>",
    b'<!DOCTYPE a [<!ENTITY b "c">]>', b"\\ud800", b"\\u0000", b"\\u001b", b"\xed\xa0\x80", b"99999999999999999999", b"=cmd()", b"obj", b"stream\n",
)  # fmt: skip


VALUES = (
    b"", b"0", b"-1", b"1", b"8", b"999", b"99999999999999999999", b"XFD1048577", b"AAAA1", b"s", b"b", b"n", b"e",
    b"inlineStr", b"bullet", b"none", b"../../x", b"hidden", b"\xc3\xa4", b"1e309", b"NaN", b"46023.5", b"heading 9",
)  # fmt: skip
"""For attributes and texts of well-formed XML: numbers out of range, kinds that are another's."""
_TOKEN = re.compile(rb"<[^<>]*>|[^<>]+")
_ATTRIBUTE = re.compile(rb'="[^"]*"')


PROPERTIES: dict[str, bytes | str] = {
    "docProps/core.xml": f'<p xmlns="{made.CORE}"><keywords>a; b</keywords></p>',
    "docProps/custom.xml": '<Properties><property name="ValidTo"><x>2026-01-01</x></property></Properties>',
}
_PDF_TOKEN = re.compile(rb"\d+ 0 obj.*?endobj|/[A-Za-z]+|-?\d+(?:\.\d+)?", re.DOTALL)
_PDF_VALUES = (b"0", b"-1", b"1", b"3", b"65536", b"2147483647", b"-2147483648", b"99999999999", b"1e9", b"/Pages", b"/Kids",
               b"/F1", b"null", b"[]", b"<<>>", b"(x)", b"2 0 R", b"stream", b"Tj", b"")  # fmt: skip


def seeds() -> dict[str, bytes]:
    table = made.row(1, "Frage", "Antwort", "gültig bis") + made.row(2, "Wie?", "So.\nUnd so.", "2026-01-01")
    return {
        "a.md": b"---\ntitle: x\ntags: [a, b]\n---\n# T\n\n- Eins\n  1. Zwei\n\n```\nx\n```\n\n| a | b |\n![b](c) <b>d</b>",
        "a.txt": "Größe\n\nZeile eins\nZeile zwei".encode("cp1252"),
        "a.html": b"<html lang=de><title>T</title><main><h1>A</h1><ol><li>B<li>C<ul><li>D</ul></ol><table><tr><td>E<td>F"
        b"</table><pre>G</pre><dl><dt>H<dd>I</dl></main><ol start=3><li value=7>J</ol><meta name=valid_to content=2026-01-01>",
        "a.csv": b'Frage;Antwort;Tags\n"A;1?";"x\ny";t\nB?;z;\n',
        "a.jsonl": b'{"id": "a", "title": "T", "body": "B", "tags": ["x"]}\n{"question": "F", "answer": "A"}\n',
        "a.jsonl.gz": gzip.compress(b'{"title": "T", "body": "B"}\n' * 20, mtime=0),
        "a.docx": made.docx(
            made.paragraph("T", "Titel"),
            made.paragraph("Eins", number="1"),
            made.paragraph("Punkt", number="1", level=1),
            made.paragraph("Dazu."),
            made.paragraph("Zwei", number="1"),
            made.table([["a", "b"]]),
            others=PROPERTIES,
        ),
        "b.docx": zipfile_stored(made.docx(made.paragraph("A", "berschrift1"), made.paragraph("B", number="2"))),
        "a.xlsx": made.xlsx(table, shared=["x"]),
        "b.xlsx": zipfile_stored(made.xlsx(table, table)),
        "a.zip": made.zipped({"a.md": "# A", "b/ü.txt": "B" * 99}),
        "a.pdf": made.pdf(
            made.page(("A", 20), "Text.", "1. Eins"),
            made.page("2. Zwei", "", "Dazu.", "", "3. Drei"),
            made.PICTURE,
            title="T",
            properties={"ValidTo": "2026-01-01", "Keywords": "a; b"},
            lang="de",
        ),
    }


def zipfile_stored(content: bytes) -> bytes:
    """The same members uncompressed, so that a changed byte changes the XML and not a checksum of the compressor."""

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return made.zipped({name: packed.read(name) for name in packed.namelist()}, method=zipfile.ZIP_STORED)


def mutated(content: bytes, chance: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(found) + 1)
        length = chance.choice((1, 2, 8, 64))
        match chance.randrange(6):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length] * chance.choice((1, 2, 50))
            case 3:
                del found[at:]
            case 4:
                found[at:at] = chance.choice(MARKUP) * chance.choice((1, 1, 3, 300))
            case _:
                found[at : at + length] = chance.choice((bytes(1), b" ")) * length
    return bytes(found)


def mutated_inside(content: bytes, chance: random.Random) -> bytes:
    """A package whose members stay well-formed and whose checksums are right: what is wrong with it is what it says."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members: dict[str, bytes | str] = {name: packed.read(name) for name in packed.namelist()}
    for _ in range(chance.choice((1, 1, 2, 4))):
        name = chance.choice([name for name in members if name.endswith((".xml", ".rels"))])
        if chance.random() < 0.05:
            del members[name]
            break
        tokens = _TOKEN.findall(bytes(members[name]))  # type: ignore[arg-type]
        members[name] = b"".join(reshaped(tokens, chance)) if tokens else b""
    return made.zipped(members, method=zipfile.ZIP_STORED)


def reshaped_pdf(content: bytes, chance: random.Random) -> bytes:
    """Numbers, names and whole objects of a PDF changed, left out, repeated: its tables are mended by who reads it."""
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        found = list(_PDF_TOKEN.finditer(content))
        if not found:
            break
        token, other = chance.choice(found), chance.choice(found)
        inner = list(re.finditer(rb"/[A-Za-z]+|-?\d+", token[0])) if len(token[0]) > 20 else []
        if inner and chance.random() < 0.8:  # something within an object
            one = chance.choice(inner)
            start, end = token.start() + one.start(), token.start() + one.end()
        else:
            start, end = token.span()
        new = (
            chance.choice((b"", other[0], content[start:end] * 2))
            if chance.random() < 0.3
            else chance.choice(_PDF_VALUES)
        )
        content = content[:start] + new + content[end:]
    return content


def reshaped(tokens: Sequence[bytes], chance: random.Random) -> list[bytes]:
    """Tags and texts with one element left out, repeated, put elsewhere or into itself, or one value changed."""
    found = list(tokens)
    start = chance.randrange(len(found))
    end = _end_of(found, start)
    element = found[start:end]
    match chance.randrange(6):
        case 0:
            del found[start:end]
        case 1:
            found[end:end] = element * chance.choice((1, 2, 40))
        case 2:
            del found[start:end]
            at = chance.randrange(len(found) + 1)
            found[at:at] = element
        case 3 if len(element) > 1:
            found[start + 1 : start + 1] = element
        case _:
            places = [n for n, token in enumerate(found) if _ATTRIBUTE.search(token) or not token.startswith(b"<")]
            if places:
                at, value = chance.choice(places), chance.choice(VALUES)
                new = _ATTRIBUTE.sub(b'="' + value + b'"', found[at], count=1)
                found[at] = new if found[at].startswith(b"<") else value
    return found


def _end_of(tokens: Sequence[bytes], start: int) -> int:
    """The place behind the element that begins at `start`."""
    if not tokens[start].startswith(b"<") or tokens[start].endswith(b"/>") or tokens[start].startswith((b"</", b"<?")):
        return start + 1
    depth = 0
    for at in range(start, len(tokens)):
        if tokens[at].startswith(b"</"):
            depth -= 1
        elif tokens[at].startswith(b"<") and not tokens[at].endswith(b"/>"):
            depth += 1
        if depth == 0:
            return at + 1
    return start + 1


class _Collect:
    def __init__(self) -> None:
        self.chunks: list[str] = []

    def chunk(self, text: str) -> None:
        text.encode("utf-8")
        self.chunks.append(text)

    def progress(self, done: int, total: int) -> None: ...

    def log(self, event: str, **params: object) -> None: ...


def done(role: ReaderRole, op: str, file: Path, collect: _Collect, member: str = "") -> str:
    """Why a job failed; empty when it did not. A reason nobody words is an error."""
    try:
        role.run(op, {"path": str(file), "member": member}, collect, lambda: False)
    except JobFailed as failed:
        if failed.code not in ABOUT_THE_FILE:
            raise
        return failed.code
    return ""


def read(file: Path) -> str:
    """Read a file as the worker would, and make passages of it as the store would; the reason when it is refused."""
    begun = time.process_time()
    listed, collect = _Collect(), _Collect()
    with closing(ReaderRole()) as role:
        if file.suffix == ".zip":
            reason = done(role, "list", file, listed)
            for name in [str(name) for chunk in listed.chunks for name, _size, _problem in json.loads(chunk)]:
                done(role, "read", file, _Collect(), name)
        else:
            reason = done(role, "read", file, collect)
    for document in _documents(collect.chunks) if not reason else ():
        for part in documents.parts(document):
            passages.cut(documents.markdown(part.blocks), part.title)
    assert time.process_time() - begun < SLOW_S
    return reason


@pytest.mark.parametrize("name", [name for name in seeds() if not name.endswith(".pdf")])
def test_any_change_to_a_file_gives_documents_or_a_reason(tmp_path: Path, name: str) -> None:
    seed = seeds()[name]
    reasons: set[str] = set()
    for n in range(EXAMPLES):
        file = tmp_path / name
        file.write_bytes(mutated(seed, random.Random(f"{name} {n}")))
        reasons.add(read(file))
    if name in PACKED:
        return
    assert "" in reasons  # some are still read: the mutations reach behind the first check
    assert len(reasons) > 1 or name in ("a.md", "a.html", "a.csv")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_any_well_formed_package_gives_documents_or_a_reason(tmp_path: Path, name: str) -> None:
    seed = seeds()[name]
    reasons: list[str] = []
    for n in range(EXAMPLES):
        file = tmp_path / name
        file.write_bytes(mutated_inside(seed, random.Random(f"inside {name} {n}")))
        reasons.append(read(file))
    assert reasons.count("") > EXAMPLES / 4  # most of what is well-formed is read
    assert len(set(reasons)) > 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_any_change_to_a_pdf_gives_documents_or_a_reason_or_ends_its_own_process(tmp_path: Path) -> None:
    seed = seeds()["a.pdf"]
    ways = (mutated, reshaped_pdf)
    for start in range(0, 2 * EXAMPLES, 30):
        if (pid := os.fork()) == 0:
            code = 1
            try:
                for n in range(start, start + 30):
                    file = tmp_path / f"{start}.pdf"
                    file.write_bytes(ways[n % 2](seed, random.Random(f"pdf {n}")))
                    read(file)
                code = 0
            finally:
                os._exit(code)
        ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert ended == 0 or ended < 0, f"an exception that is no reason, in cases {start} to {start + 29}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([".md", ".txt", ".html", ".csv", ".jsonl"]),
    st.lists(st.sampled_from(MARKUP) | st.binary(max_size=8) | st.text(max_size=20).map(str.encode), max_size=40),
)
def test_bytes_of_any_kind_give_documents_or_a_reason(tmp_path: Path, ending: str, pieces: list[bytes]) -> None:
    file = tmp_path / f"a{ending}"
    file.write_bytes(b"".join(pieces))
    read(file)


def nested() -> Iterator[tuple[str, Callable[[int], bytes]]]:
    yield "a.html", lambda n: b"<div>" * n + b"x"
    yield "a.html", lambda n: b"<ul><li>" * n + b"x"
    yield "a.html", lambda n: b"<table><tr><td>" * n + b"x"
    yield "a.html", lambda n: b"<p>" + b"&amp;" * n
    yield "a.html", lambda n: b"x" + b"<nav>" * n + b"</nav>" * n
    yield "a.md", lambda n: b"> " * n + b"x"
    yield "a.md", lambda n: b"1. x\n\ny\n\n" * n
    yield "a.md", lambda n: b"```\n" * n
    yield "a.md", lambda n: b"<" * n + b"![[" * n + b"<!--" * n
    yield "a.md", lambda n: b"[a](b" * n + b"# " * n
    yield "a.md", lambda n: b"text\n\n# a" + b" " * n + b"x\n"
    yield "a.md", lambda n: b"# a" + b" #\t" * n + b"x\n"
    yield "a.md", lambda n: b"| a |\n|" + b"-" * n + b" :" * n + b"\n| b |\n" * n
    yield "a.md", lambda n: b"| a |\n| - |\n" * n
    yield "a.txt", lambda n: b"---\n" + b"a b " * n + b"\n---\nx"
    yield "a.html", lambda n: b"<table><tr>" + b"<td colspan=2 rowspan=9999>x" * 8 + b"<tr><td>y" * n
    yield "a.html", lambda n: b"<ul><li><h3>x" * n + b"<table><tr><td><h1>y" * n
    yield "a.html", lambda n: b"<h1>a" + b" &nbsp;" * n + b"</h1>" + b"\t" * n
    yield "a.csv", lambda n: b"Frage;Antwort\n" + b";" * n + b"\n" + b'"' * n
    yield "a.jsonl", lambda n: b'{"title": "t", "body": ' + b"[" * n


@pytest.mark.parametrize("case", range(len(list(nested()))))
def test_depth_and_repetition_cost_their_length(tmp_path: Path, case: int) -> None:
    name, build = list(nested())[case]

    def cost(n: int) -> float:
        (tmp_path / name).write_bytes(build(n))
        begun = time.process_time()
        read(tmp_path / name)
        return time.process_time() - begun

    cost(100)
    assert cost(20_000) < 0.5 + 8 * cost(5_000)
