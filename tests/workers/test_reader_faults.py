"""Documents as they come: of ten thousand pages, changed or exchanged while they are read, closed to the reader, full of
what acts elsewhere. Each is read, or is one reason."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lotse.domain import passages
from lotse.domain.documents import markdown
from lotse.files.articles_found import files_below
from lotse.inference.reader import _documents
from lotse.workers import reader, reader_pdf
from lotse.workers.handler import JobFailed
from lotse.workers.reader import ReaderRole
from tests.fakes import office_files as made


class Collect:
    def __init__(self) -> None:
        self.chunks: list[str] = []

    def chunk(self, text: str) -> None:
        self.chunks.append(text)

    def progress(self, done: int, total: int) -> None: ...

    def log(self, event: str, **params: object) -> None: ...


def read(role: ReaderRole, file: Path, member: str = "") -> list[tuple[tuple[str, ...], str]]:
    """The passages of a file: path of headings and text."""
    collect = Collect()
    role.run("read", {"path": str(file), "member": member}, collect, lambda: False)
    found = _documents(collect.chunks)
    return [(cut.heading_path, cut.text) for one in found for cut in passages.cut(markdown(one.blocks), one.title)]


def failure(role: ReaderRole, file: Path, member: str = "") -> str:
    with pytest.raises(JobFailed) as problem:
        read(role, file, member)
    return problem.value.code


def test_ten_thousand_pages_are_read_and_each_passage_says_on_which_it_stands(tmp_path: Path) -> None:
    pages = [made.page((f"Kapitel {n}", 16), f"Hier steht Satz {n}.") for n in range(1, 10_001)]
    (tmp_path / "a.pdf").write_bytes(made.pdf(*pages, title="Handbuch"))
    found = read(ReaderRole(), tmp_path / "a.pdf")
    assert found == [((f"Kapitel {n}", f"S. {n}"), f"Hier steht Satz {n}.") for n in range(1, 10_001)]


def test_more_pages_than_a_reader_takes_are_one_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_pdf, "MAX_PAGES", 3)
    (tmp_path / "a.pdf").write_bytes(made.pdf(*[made.page("Text.")] * 4))
    assert failure(ReaderRole(), tmp_path / "a.pdf") == "too_many_pages"


def test_an_archive_exchanged_between_list_and_reading_is_read_as_it_is_now(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(made.zipped({"a.md": "# A\n\nalt", "b.md": "# B\n\nalt"}))
    with closing(ReaderRole()) as role:
        role.run("list", {"path": str(file)}, Collect(), lambda: False)
        file.write_bytes(made.zipped({"a.md": "# A\n\nganz neu"}))
        assert read(role, file, "a.md") == [((), "ganz neu")]
        assert failure(role, file, "b.md") == "file_damaged"
        file.unlink()
        assert failure(role, file, "a.md") == "file_not_found"


def test_a_file_cut_off_or_grown_while_it_is_read_is_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    real = reader.read_at_most

    def grown(stream: io.BufferedReader, limit: int) -> bytes:
        with file.open("ab") as beside:
            beside.write(b"\n\nnoch mehr")
        return real(stream, limit)

    def cut_off(stream: io.BufferedReader, limit: int) -> bytes:
        os.truncate(file, 0)
        return real(stream, limit)

    for change, expected in ((grown, "Text\n\nnoch mehr"), (cut_off, "empty_file")):
        file.write_bytes(b"# A\n\nText")
        monkeypatch.setattr(reader, "read_at_most", change)
        if expected == "empty_file":
            assert failure(ReaderRole(), file) == expected
        else:
            assert read(ReaderRole(), file) == [((), expected)]


def test_an_archive_cut_off_while_it_is_open_is_one_reason(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(made.zipped({"a.md": "# A\n\n" + "x" * 9_000, "b.md": "y" * 9_000}, method=0))
    before = file.stat()
    with closing(ReaderRole()) as role:
        role.run("list", {"path": str(file)}, Collect(), lambda: False)
        content = file.read_bytes()
        file.write_bytes(content[:5_000] + bytes(len(content) - 5_000))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # so that nothing tells but the content
        assert failure(role, file, "b.md") == "file_damaged"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only an administrator can become nobody")
def test_what_may_not_be_read_is_one_reason(tmp_path: Path) -> None:
    (tmp_path / "zu.md").write_text("# Geheim", "utf-8")
    (tmp_path / "ordner").mkdir()
    answer = tmp_path / "answer"
    for one in (tmp_path / "zu.md", tmp_path / "ordner"):
        one.chmod(0)
    handle = os.open(answer, os.O_WRONLY | os.O_CREAT)
    if (pid := os.fork()) == 0:
        os.chdir(tmp_path)  # folders above may be closed to nobody
        os.setgid(65534)
        os.setuid(65534)
        try:
            code = failure(ReaderRole(), Path("zu.md"))
            walked = [problem for _, problem, _ in articles_below("ordner")]
            os.write(handle, json.dumps([code, walked]).encode())
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    os.close(handle)
    assert json.loads(answer.read_text("utf-8")) == ["file_unreadable", ["file_unreadable"]]
    (tmp_path / "ordner").chmod(0o700)
    assert [file.path.name for file in files_below([tmp_path / "zu.md"]).files] == ["zu.md"]


def articles_below(folder: str) -> list[tuple[str, str, int]]:
    from lotse.files.articles_found import _walked

    return list(_walked(Path(folder)))


def test_formulas_are_text_and_never_worked_out(tmp_path: Path) -> None:
    table = made.row(1, "Frage", "Antwort") + made.row(2, "=1+1", "=cmd|' /C calc'!A0")
    (tmp_path / "a.xlsx").write_bytes(made.xlsx(table))
    (tmp_path / "a.csv").write_text('Frage;Antwort\n=1+1;"=HYPERLINK(""http://192.0.2.1"")"\n', "utf-8")
    assert read(ReaderRole(), tmp_path / "a.xlsx") == [((), "=cmd|' /C calc'!A0")]
    assert read(ReaderRole(), tmp_path / "a.csv") == [((), '=HYPERLINK("http://192.0.2.1")')]
