"""A document that ends, stops or fills its reader costs itself and no other; the reader can do nothing but read."""

from __future__ import annotations

import asyncio
import gzip
import os
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from lotse.domain.documents import AsWritten, Item, Items, Paragraph, Table
from lotse.domain.errors import InputProblem, WorkerProblem
from lotse.inference.reader import WorkerReader
from lotse.inference.supervisor import Supervisor, Timings
from lotse.services.ports import Columns
from lotse.wire.protocol import Settings
from tests.fakes import office_files as made

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals are POSIX")

SCRIPT = (sys.executable, str(Path(__file__).parents[1] / "fakes" / "reader_script.py"))


class _Events:
    def publish(self, event: object) -> None: ...


@asynccontextmanager
async def _reader(
    *, scripted: bool = False, memory_bytes: int | None = None, deadline_s: float = 60.0, **values: object
) -> AsyncGenerator[WorkerReader]:
    supervisor = Supervisor(
        "reader",
        settings=Settings(memory_bytes, values),
        events=_Events(),
        command=SCRIPT if scripted else None,
        timings=Timings(start_s=60.0, grace_s=0.2),
    )
    reader = WorkerReader(supervisor, deadline_s=deadline_s)
    try:
        yield reader
    finally:
        await reader.close()


def _run(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(work())  # type: ignore[arg-type]


async def _problem(reader: WorkerReader, file: Path) -> str:
    with pytest.raises(InputProblem) as problem:
        await reader.read(file)
    assert problem.value.params["file"] == str(file)
    return problem.value.key


def test_documents_come_back_as_they_were_read(tmp_path: Path) -> None:
    (tmp_path / "Müßig ü.docx").write_bytes(
        made.docx(
            made.paragraph("Vorab"), made.paragraph("Eins", number="1"), made.table([["A", "B"], ["1", "2"]])
        )
    )  # fmt: skip
    long = "wort " * 100_000
    (tmp_path / "lang.txt").write_text(f"Titel\n{long}", "utf-8")
    (tmp_path / "faq.csv").write_text("Was;Wie\nEins?;Ja\n", "utf-8")
    (tmp_path / "alles.zip").write_bytes(made.zipped({"ordner/größe.md": "# Größe\n\nText", "x.png": "x"}))

    async def work() -> None:
        async with _reader() as reader:
            read = await reader.read(tmp_path / "Müßig ü.docx")
            assert read.kind == "docx"
            assert read.documents[0].blocks == (
                Paragraph("Vorab"), Items((Item(0, True, "Eins"),)), Table((("A", "B"), ("1", "2"))),
            )  # fmt: skip
            assert (await reader.read(tmp_path / "Müßig ü.docx", known=read.fingerprint)).unchanged
            assert (await reader.read(tmp_path / "lang.txt")).documents[0].blocks == (AsWritten(long.strip()),)
            chosen = await reader.read(tmp_path / "faq.csv", columns=Columns("Was", "Wie"))
            assert [document.title for document in chosen.documents] == ["Eins?"]
            members = await reader.members(tmp_path / "alles.zip")
            assert [(member.name, member.problem) for member in members] == [
                ("ordner/größe.md", ""), ("x.png", "unknown_format"),
            ]  # fmt: skip
            inner = await reader.read(tmp_path / "alles.zip", member="ordner/größe.md")
            assert inner.documents[0].title == "Größe"
            assert await _problem(reader, tmp_path / "fehlt.md") == "file_not_found"

    _run(work)


def test_worker_that_dies_of_a_document_reads_the_next(tmp_path: Path) -> None:
    names = [
        "abort-1.md",
        "gut-1.md",
        "abort-2.md",
        "abort-3.md",
        "gut-2.md",
        "hang.md",
        "memory.md",
        "bug.md",
        "surrogate.md",
        "gut-3.md",
    ]
    for name in names:
        (tmp_path / name).write_text("Text", "utf-8")

    async def work() -> None:
        async with _reader(scripted=True, deadline_s=4.0) as reader:
            for name in names:
                if name.startswith("gut"):
                    assert (await reader.read(tmp_path / name)).documents[0].blocks == (Paragraph("Text"),)
                else:
                    wanted = {"abort": "reader_crashed", "hang.": "reading_too_slow", "memor": "reading_too_large"}
                    assert await _problem(reader, tmp_path / name) == wanted.get(name[:5], "reader_bug")

    _run(work)


def test_answer_that_is_no_document_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "lie.md").write_text("x", "utf-8")

    async def work() -> None:
        async with _reader(scripted=True) as reader:
            with pytest.raises(WorkerProblem, match="worker_answer_not_understood"):
                await reader.read(tmp_path / "lie.md")

    _run(work)


def test_reader_that_never_starts_is_no_fault_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", "utf-8")

    async def work() -> None:
        async with _reader(scripted=True, at_start="abort") as reader:
            with pytest.raises(WorkerProblem, match="reader_fallback"):
                await reader.read(tmp_path / "a.md")

    _run(work)


def test_too_little_memory_and_too_much_time_are_said(tmp_path: Path) -> None:
    (tmp_path / "breit.txt.gz").write_bytes(gzip.compress(bytes(range(32, 127)) * 1_000_000, 1))
    # Each of these makes the standard parser look through all the rest: it would take hours.
    (tmp_path / "zäh.html").write_bytes(b"<!--" * 400_000)
    (tmp_path / "gut.md").write_text("# Gut\n\nText", "utf-8")

    async def work() -> None:
        async with _reader(memory_bytes=200 * 2**20, deadline_s=5.0) as reader:
            assert (await reader.read(tmp_path / "gut.md")).documents
            assert await _problem(reader, tmp_path / "breit.txt.gz") == "reading_too_large"
            assert await _problem(reader, tmp_path / "zäh.html") == "reading_too_slow"
            assert (await reader.read(tmp_path / "gut.md")).documents

    _run(work)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel layer is Linux only")
def test_reader_is_confined_before_it_reads_and_pdfium_works_confined(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made.pdf(made.page("Text.")))

    async def work() -> None:
        async with _reader() as reader:
            assert (await reader.read(tmp_path / "a.pdf")).documents[0].blocks[-1] == Paragraph("Text.")
            hello = reader._supervisor.hello
            assert hello is not None
            offline = hello.features["offline"]
            assert isinstance(offline, dict)
            assert {offline[act] for act in ("python", "internet_socket", "unix_socket", "programs")} == {"refused"}

    _run(work)


def test_reader_can_write_no_file(tmp_path: Path) -> None:
    # In a process of its own: the limit can not be taken back.
    if (pid := os.fork()) == 0:
        try:
            from lotse.workers.reader import ReaderRole

            ReaderRole().load({})
            (tmp_path / "spur").write_bytes(b"x")
        except OSError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
    assert not (tmp_path / "spur").exists() or (tmp_path / "spur").stat().st_size == 0
