"""Each format gives its title, headings, lists, tables and metadata; what is wrong with a file is said by a code."""

from __future__ import annotations

import ast
import gzip
import io
import json
import os
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from lotse import wording
from lotse.inference.reader import _OF_THE_PROCESS, ABOUT_THE_FILE
from lotse.workers.handler import JobFailed
from lotse.workers.reader import ReaderRole
from tests.fakes import office_files as made


class Collect:
    """Takes what a role sends up, and checks that it is the form the protocol carries."""

    def __init__(self) -> None:
        self.rows: list[list[object]] = []

    def chunk(self, text: str) -> None:
        assert len(text) < 1_000_000
        self.rows.append(json.loads(text))

    def progress(self, done: int, total: int) -> None: ...

    def log(self, event: str, **params: object) -> None: ...


class Read:
    """The documents of one file, blocks put together again."""

    def __init__(self, folder: Path, name: str, content: bytes, **columns: str) -> None:
        file = folder / name
        file.write_bytes(content)
        collect = Collect()
        self.result = ReaderRole().run("read", {"path": str(file), **columns}, collect, lambda: False)
        self.documents: list[dict[str, object]] = []
        self.blocks: list[list[list[object]]] = []
        for kind, value in collect.rows:
            if kind == "document":
                self.documents.append(value)
                self.blocks.append([])
            else:
                self.blocks[-1].extend(value)

    @property
    def titles(self) -> list[object]:
        return [document["title"] for document in self.documents]

    @property
    def warnings(self) -> dict[str, dict[str, object]]:
        return dict(self.result["warnings"])


def failure(folder: Path, name: str, content: bytes, **columns: str) -> JobFailed:
    with pytest.raises(JobFailed) as problem:
        Read(folder, name, content, **columns)
    return problem.value


# --- HTML ------------------------------------------------------------------------------------------------------------

PAGE = """<!doctype html><html lang="de-DE"><head><title>Zähler | Stadtwerk</title>
<meta name="keywords" content="Zähler, Tausch"><script>document.write("böse")</script><style>p { color: red }</style></head>
<body><nav><a href="/">Start</a></nav><div onclick="alert(1)"><main><h1>Zähler <em>tauschen</em></h1><p>So geht<br>es:
<ol><li>Termin <b>vereinbaren</b><li><p>Zugang schaffen</p><ul><li>Keller</ul></ol>
<table><tr><th>Tarif<th>Preis<tr><td>A &amp; B<td>12&nbsp;€</table><pre>lotse
  doctor</pre><img src="http://192.0.2.1/x.png" alt="Foto"><iframe src="http://192.0.2.1/"></iframe>
<dl><dt>Frist<dd>Sechs Wochen</dl></main></div><footer>Impressum</footer></body></html>"""


def test_html_gives_text_and_structure_and_nothing_that_acts(tmp_path: Path) -> None:
    read = Read(tmp_path, "seite.html", PAGE.encode())
    assert read.documents == [{"title": "Zähler tauschen", "line": 0, "lang": "de-DE", "tags": ["Zähler", "Tausch"]}]
    assert read.blocks[0] == [
        ["p", "So geht\nes:"],
        ["l", [[0, True, "Termin vereinbaren"], [0, True, "Zugang schaffen"], [1, False, "Keller"]]],
        ["t", [["Tarif", "Preis"], ["A & B", "12 €"]]],
        ["c", "lotse\n  doctor"],
        ["p", "Foto"],
        ["p", "Frist:"],
        ["p", "Sechs Wochen"],
    ]


def test_html_that_is_never_closed_is_still_read(tmp_path: Path) -> None:
    read = Read(tmp_path, "a.html", b"<nav><div><ul><li>Eins<li>Zwei<table><tr><td>Drei<td>Vier")
    assert "Eins" in str(read.blocks)
    assert "Vier" in str(read.blocks)


def test_html_headings_in_points_and_cells_are_headings_and_in_steps_and_small_ones_text(tmp_path: Path) -> None:
    page = (
        "<ul><li><h3>Wie lange?</h3><p>Sechs Wochen.<ul><li>Immer</ul><li><h3>Wie teuer?</h3><p>Nichts.</ul>"
        "<table><tr><td>Menü<td><h2>Umzug</h2><p>Melden.<p>Warten.</table>"
        "<ol><li><h3>Anrufen</h3>sofort<li>Warten</ol><table><tr><td><h4>Tarif</h4><td>Preis<tr><td>A<td>1</table>"
    )
    assert Read(tmp_path, "a.html", page.encode()).blocks[0] == [
        ["h", 3, "Wie lange?"],
        ["p", "Sechs Wochen."],
        ["l", [[0, False, "Immer"]]],
        ["h", 3, "Wie teuer?"],
        ["p", "Nichts."],
        ["p", "Menü"],
        ["h", 2, "Umzug"],
        ["p", "Melden."],
        ["p", "Warten."],
        ["l", [[0, True, "Anrufen\nsofort"], [0, True, "Warten"]]],
        ["t", [["Tarif", "Preis"], ["A", "1"]]],
    ]


@pytest.mark.parametrize("declared", ['charset="iso-8859-1"', "charset=windows-1252"])
def test_html_says_its_own_encoding(tmp_path: Path, declared: str) -> None:
    text = f"<html><meta {declared}><p>Müßig – größer</p>"
    read = Read(tmp_path, "a.htm", text.encode("cp1252"))
    assert (read.blocks[0], read.warnings) == ([["p", "Müßig – größer"]], {})


@pytest.mark.parametrize(
    "text", ["<![if !IE]><p>Text</p><![endif]>", "<p>Text</p><![CDATA[x]]>", "<p>Text</p><!", "<p>Text</p></"]
)
def test_html_declarations_of_any_kind_are_no_error(tmp_path: Path, text: str) -> None:
    assert ["p", "Text"] in Read(tmp_path, "a.html", text.encode()).blocks[0]


SPANNED = [
    ["Tarif", "Preis", "", "Frist"],
    ["Strom", "Sommer", "10 €", "immer"],
    ["Strom", "Winter", "20 €", "immer"],
    ["Gas", "nur einer", "", "bald"],
]


def test_html_cells_that_reach_over_others_leave_every_cell_in_its_column(tmp_path: Path) -> None:
    page = (
        "<table><tr><th>Tarif<th colspan=2>Preis<th>Frist<tr><td rowspan=2>Strom<td>Sommer<td>10 €<td rowspan=2>immer"
        "<tr><td>Winter<td>20 €<tr><td>Gas<td colspan=2>nur einer<td rowspan=99999>bald</table>"
    )
    assert Read(tmp_path, "a.html", page.encode()).blocks[0] == [["t", SPANNED]]


def test_docx_cells_that_reach_over_others_leave_every_cell_in_its_column(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{made.paragraph(text)}</w:tc>"

    wide, first, further = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("Tarif") + cell("Preis", wide) + cell("Frist"),
        cell("Strom", first) + cell("Sommer") + cell("10 €") + cell("immer", first),
        cell("", further) + cell("Winter") + cell("20 €") + cell("", further),
        cell("Gas") + cell("nur einer", wide) + cell("bald"),
    )
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert Read(tmp_path, "a.docx", made.docx(table)).blocks[0] == [["t", SPANNED]]


def test_html_list_goes_on_with_the_number_it_says(tmp_path: Path) -> None:
    page = b'<ol><li>A<li>B</ol><p>Warten.<ol start="3"><li>C<li>D<li value=9>E</ol><ol start=x><li value=-1>F</ol>'
    assert Read(tmp_path, "a.html", page).blocks[0] == [
        ["l", [[0, True, "A"], [0, True, "B"]]],
        ["p", "Warten."],
        ["l", [[0, 3, "C"], [0, True, "D"], [0, 9, "E"]]],
        ["l", [[0, True, "F"]]],
    ]


# --- Markdown, text, JSON Lines --------------------------------------------------------------------------------------


def test_markdown_keeps_its_form_and_loses_html_and_pictures(tmp_path: Path) -> None:
    text = """---
title: "Umzug melden"
lang: de
tags: [Umzug, 'Adresse']
zielgruppe:
  - Service
gültig_ab: 2026-01-01
valid_to: 31.12.2026
unbekannt: { tief: [1, 2] }
---
# Umzug melden

Vorab <b>fett</b>.<br>Neu. <!-- geheim --> ![Bild](http://192.0.2.1/x.png "t") ![](file:///etc/passwd)
<script>alert("x")
</script><https://example.org> ![x][ref]

```html
<b>bleibt</b> ![a](b)
```
"""
    read = Read(tmp_path, "umzug.md", text.encode())
    assert read.documents == [
        {
            "title": "Umzug melden", "line": 0, "lang": "de", "tags": ["Umzug", "Adresse"], "audience": ["Service"],
            "valid_from": "2026-01-01", "valid_to": "31.12.2026",
        }
    ]  # fmt: skip
    body = str(read.blocks[0][0][1])
    assert body == ("Vorab fett.  \nNeu.  Bild \nhttps://example.org x\n\n```html\n<b>bleibt</b> ![a](b)\n```")


def test_plain_text_takes_the_same_front_matter(tmp_path: Path) -> None:
    read = Read(tmp_path, "a.txt", "---\ntitle: Frist\ngültig bis: 31.12.2026\n---\nSechs Wochen.".encode())
    assert read.documents == [{"title": "Frist", "line": 0, "valid_to": "31.12.2026"}]
    assert read.blocks[0] == [["m", "Sechs Wochen."]]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_text_between_two_rules_is_no_front_matter(tmp_path: Path, name: str) -> None:
    text = "---\nHinweis für alle: heute geschlossen. Bitte sagen Sie es jedem.\nMorgen nicht mehr!\n---\nText"
    assert "heute geschlossen" in str(Read(tmp_path, name, text.encode()).blocks)


def test_markdown_without_front_matter_takes_its_title_from_the_first_heading(tmp_path: Path) -> None:
    assert Read(tmp_path, "a.md", b"\n# *Titel* #\n\nText\n").titles == ["Titel"]
    assert Read(tmp_path, "b.md", b"Titel\n=====\nText\n").titles == ["Titel"]
    read = Read(tmp_path, "c.md", b"Text\n\n# Erst hier\n")
    assert (read.titles, read.blocks[0]) == ([""], [["m", "Text\n\n# Erst hier"]])


@pytest.mark.parametrize(
    "nested", ["> " * 10_000 + "tief", "- " * 10_000 + "tief", "[" * 10_000, " " * 10_000 + "tief", "*" * 10_000]
)
def test_markdown_nested_ten_thousand_deep_is_text(tmp_path: Path, nested: str) -> None:
    read = Read(tmp_path, "tief.md", f"# T\n\n{nested}\n".encode())
    assert len(str(read.blocks[0][0][1])) <= 20_004


def test_plain_text_has_its_first_short_line_as_title(tmp_path: Path) -> None:
    read = Read(tmp_path, "a.txt", "Öffnungszeiten\n\nMontag bis Freitag.".encode("utf-16"))
    assert (read.titles, read.blocks[0]) == (["Öffnungszeiten"], [["m", "Montag bis Freitag."]])


def test_windows_text_is_read_and_said(tmp_path: Path) -> None:
    assert Read(tmp_path, "a.txt", "Größe über alles\n\nfür Sie".encode("cp1252")).warnings == {
        "encoding_assumed": {"encoding": "Windows-1252"}
    }


def test_json_lines_take_the_published_form_and_its_other_names(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "lang": "de", "title": "Abschlag", "body": "## Fristen\nFünf Tage.", "valid_to": "2026-03-31"},
        {"question": "Wann?", "answer": "Morgen.", "section": "Fristen", "audience": ["Service"]},
        {"title": "", "text": "# Aus dem Text\n\nAbsatz"},
        {"title": "Leer", "body": " "},
    ]
    read = Read(tmp_path, "a.jsonl.gz", gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    assert read.titles == ["Abschlag", "Wann?", "Aus dem Text"]
    assert [document["line"] for document in read.documents] == [1, 2, 3]
    assert read.documents[1] == {"title": "Wann?", "line": 2, "tags": ["Fristen"], "audience": ["Service"]}
    assert read.blocks[2] == [["m", "Absatz"]]
    assert read.warnings == {"entries_without_text": {"count": 1}}


def test_a_title_that_cannot_be_shown_is_cleaned(tmp_path: Path) -> None:
    line = r'{"title": "Größe \ud800 \u001b[31m\nneu\u0007", "body": "x", "id": "\udfff", "tags": ["\ud800"]}'
    read = Read(tmp_path, "a.jsonl", line.encode())
    assert read.documents == [{"title": "Größe ? [31m neu", "line": 1, "id": "?", "tags": ["?"]}]


# --- tables of questions and answers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_csv_columns_are_recognised_by_their_headings(tmp_path: Path, sign: str) -> None:
    rows = [
        ["Kategorie", "Frage", "Antwort", "gültig bis", "Schlagworte"],
        [
            "Strom",
            '"Wann kommt die ""Rechnung""?"',
            '"Im März;\n- per Post, oder\n- im Portal | App"',
            "31.12.2026",
            "",
        ],
        ["", "Nur Frage", "", "", ""],
    ]
    read = Read(tmp_path, "faq.csv", "\n".join(sign.join(row) for row in rows).encode())
    assert read.documents == [
        {"title": 'Wann kommt die "Rechnung"?', "line": 4, "tags": ["Strom"], "valid_to": "31.12.2026"}
    ]
    assert read.blocks[0] == [["m", "Im März;\n- per Post, oder\n- im Portal | App"]]
    assert read.warnings == {"rows_without_answer": {"count": 1}}


def test_csv_columns_can_be_chosen_by_heading_letter_or_number(tmp_path: Path) -> None:
    table = b"Nr,Was,Wie\n1,Eins?,Ja\n"
    problem = failure(tmp_path, "a.csv", table)
    assert (problem.code, problem.params) == ("columns_unknown", {"found": "Nr, Was, Wie"})
    for question, answer in (("Was", "wie"), ("B", "C"), ("2", "3")):
        assert Read(tmp_path, "a.csv", table, question=question, answer=answer).titles == ["Eins?"]
    assert failure(tmp_path, "a.csv", table, question="Was", answer="Fehlt").code == "columns_unknown"


def test_xlsx_gives_what_the_cells_show(tmp_path: Path) -> None:
    head = made.row(2, "Question", "Answer", "Valid from", "Tags")
    cells = (
        '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="str"><f>"a"&amp;"b"</f><v>Gerechnet</v></c>'
        '<c r="C3" s="1"><v>46023</v></c><c r="D3" t="s"><v>1</v></c></row>'
        '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4"><f>WEBSERVICE("http://192.0.2.1/")</f></c></row>'
    )
    other = made.row(1, "Name", "Wert")
    read = Read(
        tmp_path,
        "faq.xlsx",
        made.xlsx(
            head + cells,
            other,
            made.row(1, "Frage", "Antwort") + made.row(2, "Versteckt", "x"),
            shared=["Wie?", "a; b"],
            hidden=[3],
        ),
    )
    assert read.documents == [{"title": "Wie?", "line": 3, "tags": ["a", "b"], "valid_from": "2026-01-01"}]
    assert read.blocks == [[["m", "Gerechnet"]]]
    assert set(read.warnings) == {"formulas_without_value", "rows_without_answer"}


def test_xlsx_without_questions_names_the_columns_it_found(tmp_path: Path) -> None:
    problem = failure(tmp_path, "a.xlsx", made.xlsx(made.row(1, "Name", "Wert") + made.row(2, "a", "b")))
    assert (problem.code, problem.params["found"]) == ("columns_unknown", "Name, Wert")


# --- DOCX ------------------------------------------------------------------------------------------------------------


def test_docx_gives_headings_lists_and_tables(tmp_path: Path) -> None:
    content = made.docx(
        made.paragraph("Handbuch Müßig", "Titel"),
        made.paragraph("Kündigung", "Hausstil"),
        made.paragraph("Vorab & danach."),
        made.paragraph("Eins", number="1"),
        made.paragraph("Punkt", number="1", level=1),
        made.paragraph("Zwei", number="1"),
        made.paragraph("Anderer Punkt", number="2"),
        made.paragraph("Frist", "berschrift2"),
        made.table([["Tarif", "Preis"], ["A", "12 €"]]),
        made.paragraph("Sichtbar", extra="<w:r><w:rPr><w:vanish/></w:rPr><w:t>versteckt</w:t></w:r>"
                       "<w:del><w:r><w:delText>gelöscht</w:delText></w:r></w:del><w:ins><w:r><w:t> neu</w:t></w:r></w:ins>"
                       "<w:r><w:instrText>INCLUDETEXT http://192.0.2.1/</w:instrText></w:r>"),
        made.paragraph("Kreis", "Kreis"),
    )  # fmt: skip
    read = Read(tmp_path, "handbuch.docx", content)
    assert read.titles == ["Handbuch Müßig"]
    assert read.blocks[0] == [
        ["h", 1, "Kündigung"],
        ["p", "Vorab & danach."],
        ["l", [[0, True, "Eins"], [1, False, "Punkt"], [0, True, "Zwei"]]],
        ["l", [[0, False, "Anderer Punkt"]]],
        ["h", 2, "Frist"],
        ["t", [["Tarif", "Preis"], ["A", "12 €"]]],
        ["p", "Sichtbar neu"],
        ["p", "Kreis"],
    ]


def test_docx_steps_go_on_behind_a_note(tmp_path: Path) -> None:
    content = made.docx(
        made.paragraph("Eins", number="1"),
        made.paragraph("Punkt", number="1", level=1),
        made.paragraph("Zwei", number="1"),
        made.paragraph("Das dauert."),
        made.paragraph("Drei", number="1"),
        made.paragraph("Vier", number="1"),
    )
    assert Read(tmp_path, "a.docx", content).blocks[0] == [
        ["l", [[0, True, "Eins"], [1, False, "Punkt"], [0, True, "Zwei"]]],
        ["p", "Das dauert."],
        ["l", [[0, 3, "Drei"], [0, True, "Vier"]]],
    ]


PROPERTY = '<property name="{}"><v:lpwstr xmlns:v="urn:v">{}</v:lpwstr></property>'


def test_docx_properties_say_for_whom_and_how_long(tmp_path: Path) -> None:
    custom = "".join(
        PROPERTY.format(name, value)
        for name, value in (("Gültig bis", "31.12.2026"), ("valid_from", "2026-01-01T00:00:00Z"), ("Zielgruppe", "Service"),
                            ("Quelle", "Handbuch 7"), ("Text", "nein"), ("Geheim", "nein"))
    )  # fmt: skip
    core = f'<c:p xmlns:c="{made.CORE}" xmlns:d="http://purl.org/dc/elements/1.1/">'
    others: dict[str, bytes | str] = {
        "docProps/core.xml": f"{core}<d:language>de-DE</d:language><c:keywords>Umzug; Frist</c:keywords></c:p>",
        "docProps/custom.xml": f"<Properties>{custom}</Properties>",
    }
    read = Read(tmp_path, "a.docx", made.docx(made.paragraph("Text"), others=others))
    assert read.documents == [
        {
            "title": "", "line": 0, "lang": "de-DE", "valid_from": "2026-01-01T00:00:00Z", "valid_to": "31.12.2026",
            "source": "Handbuch 7", "tags": ["Umzug", "Frist"], "audience": ["Service"],
        }
    ]  # fmt: skip


# --- PDF -------------------------------------------------------------------------------------------------------------


def test_pdf_gives_pages_headings_and_lists(tmp_path: Path) -> None:
    first = made.page(
        ("Kündigung", 20), "Wer kündigen will, schreibt uns sechs Wo-", "chen vorher einen Brief.", "", "So geht es:",
        "1. Brief schreiben", "2. Brief einwerfen", "und warten", "", "Der Vertrag endet dann, wenn wir ihn",
    )  # fmt: skip
    second = made.page("bestätigt haben.", ("Frist", 16), "Drei Monate.")
    read = Read(tmp_path, "a.pdf", made.pdf(first, second, title="Vertragsende"))
    assert read.titles == ["Vertragsende"]
    assert read.blocks[0] == [
        ["n", 1],
        ["h", 1, "Kündigung"],
        ["p", "Wer kündigen will, schreibt uns sechs Wochen vorher einen Brief."],
        ["p", "So geht es:"],
        ["l", [[0, True, "Brief schreiben"], [0, True, "Brief einwerfen und warten"]]],
        ["p", "Der Vertrag endet dann, wenn wir ihn bestätigt haben."],
        ["n", 2],
        ["h", 2, "Frist"],
        ["p", "Drei Monate."],
    ]


def test_pdf_steps_stay_together_over_pages_and_go_on_behind_a_note(tmp_path: Path) -> None:
    first = made.page("So geht es:", "1. Brief schreiben", "2. Brief einwerfen und dann")
    second = made.page(
        "lange warten", "3. Antwort lesen", "", "Das dauert meist.", "", "4. Ablegen", "", "12. Mai ist Schluss."
    )
    assert Read(tmp_path, "a.pdf", made.pdf(first, second)).blocks[0] == [
        ["n", 1],
        ["p", "So geht es:"],
        ["l", [[0, True, "Brief schreiben"], [0, True, "Brief einwerfen und dann lange warten"],
               [0, True, "Antwort lesen"]]],
        ["n", 2],
        ["p", "Das dauert meist."],
        ["l", [[0, 4, "Ablegen"]]],
        ["p", "12. Mai ist Schluss."],
    ]  # fmt: skip


def test_pdf_properties_say_for_whom_and_how_long(tmp_path: Path) -> None:
    said = {"Keywords": "Umzug, Frist", "ValidTo": "2026-12-31", "Zielgruppe": "Service", "Source": "Handbuch 7"}
    read = Read(tmp_path, "a.pdf", made.pdf(made.page("Text."), title="Vertrag", properties=said, lang="de-DE"))
    assert read.documents == [
        {
            "title": "Vertrag", "line": 0, "lang": "de-DE", "valid_to": "2026-12-31", "source": "Handbuch 7",
            "tags": ["Umzug", "Frist"], "audience": ["Service"],
        }
    ]  # fmt: skip


def test_pdf_running_titles_are_left_out(tmp_path: Path) -> None:
    pages = [
        made.page(("Stadtwerk intern", 16), (f"Frage {n}", 14), f"Absatz {n} hat genug Text.", "", f"Seite {n}")
        for n in range(1, 6)
    ]
    text = str(Read(tmp_path, "a.pdf", made.pdf(*pages)).blocks)
    assert all(f"'Frage {n}'" in text and f"Absatz {n}" in text for n in range(1, 6))
    assert "Stadtwerk" not in text
    assert "Seite" not in text


def test_pdf_that_says_nearly_the_same_on_each_page_is_read(tmp_path: Path) -> None:
    pages = [made.page(("Frage 1", 16), f"Antwort {n}.") for n in range(1, 8)]
    text = str(Read(tmp_path, "a.pdf", made.pdf(*pages)).blocks)
    assert all(f"Antwort {n}." in text for n in range(1, 8))


def test_pdf_page_that_is_a_picture_is_reported(tmp_path: Path) -> None:
    read = Read(tmp_path, "a.pdf", made.pdf(made.page("Text."), made.PICTURE, "", made.PICTURE, made.PICTURE))
    assert read.warnings == {"pages_without_text": {"pages": "2, 4-5", "count": 3}}
    problem = failure(tmp_path, "b.pdf", made.pdf(made.PICTURE))
    assert (problem.code, problem.params) == ("pdf_scanned", {"pages": 1})
    assert failure(tmp_path, "c.pdf", made.pdf("")).code == "nothing_to_read"


# --- what is wrong with a file ---------------------------------------------------------------------------------------

DOCX = made.docx(made.paragraph("Text"))
PDF = made.pdf(made.page("Text."))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.md", b"", "empty_file"),
        ("a.md", b" \n ", "empty_file"),
        ("a.md", b"\x00\x01\x02\x03" * 9, "binary_file"),
        ("a.txt", bytes(range(128, 160)) * 4, "encoding_unknown"),
        ("a.pdf", b"kein PDF", "not_what_it_says"),
        ("a.docx", b"kein DOCX", "not_what_it_says"),
        ("a.docx", made.zipped({"a.md": "# A"}), "not_what_it_says"),
        ("a.txt", made.zipped({"a.md": "# A"}), "not_what_it_says"),
        ("a.zip", b"kein Archiv", "not_what_it_says"),
        ("a.xyz", b"Text", "unknown_format"),
        ("a.md", b"\x89PNG\r\n", "unknown_format"),
        ("a.pdf", PDF[: len(PDF) // 3], "file_damaged"),
        ("a.pdf", made.pdf(made.page("Text."), encrypted=True), "file_encrypted"),
        ("a.docx", DOCX[: len(DOCX) // 2], "file_damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "old_office_format"),
        ("a.docx", made.docx(), "nothing_to_read"),
        ("a.docx", made.docx(made.paragraph("x"), declaration='<!DOCTYPE a [<!ENTITY b "c">]>'), "xml_entities"),
        ("a.docx", made.docx("<w:p>" * 2000 + "</w:p>" * 2000), "nesting_too_deep"),
        ("a.docx", made.docx("<w:p>"), "file_damaged"),
        ("a.xlsx", made.xlsx("<row>"), "file_damaged"),
        ("a.csv", b'Frage;Antwort\n"offen;x\n', "csv_invalid"),
        ("a.jsonl", b'{"title": "x", "body": "y"}\n{"tit', "json_invalid"),
        ("a.jsonl", b"[" * 100_000, "json_invalid"),
        ("a.jsonl", b'{"title": "x"}', "article_invalid"),
        ("a.jsonl", b'{"title": 1, "body": "x"}', "article_invalid"),
        ("a.jsonl.gz", gzip.compress(b"x" * 999)[:-9], "file_damaged"),
        ("a.html", b"<script>nichts</script>", "nothing_to_read"),
    ],
)
def test_bad_file_is_one_code(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert failure(tmp_path, name, content).code == code


def test_content_counts_more_than_the_name(tmp_path: Path) -> None:
    for name, content, kind in (("a.txt", PDF, "PDF"), ("b.pdf", DOCX, "DOCX"), ("c", PDF, "PDF")):
        read = Read(tmp_path, name, content)
        assert read.warnings == {"read_as_other_kind": {"kind": kind}}
        assert read.blocks[0][-1] == ["p", "Text." if kind == "PDF" else "Text"]


def test_every_code_a_reader_fails_or_warns_with_is_worded() -> None:
    folder = Path(__file__).parents[2] / "app" / "lotse" / "workers"
    failures, warnings = set(), set()
    for file in folder.glob("reader*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                texts = {c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)}
                codes = [text for text in texts if text.isidentifier() and "_" in text]
                if name == "JobFailed":
                    failures.update(code for code in codes if not code.startswith("limit") and code != "limit_mb")
                elif name == "warn":
                    warnings.update(codes)
    assert failures - {"unknown_op"} <= ABOUT_THE_FILE
    assert (ABOUT_THE_FILE | warnings | set(_OF_THE_PROCESS.values())) - set(wording.catalogue("de")) == set()


# --- archives --------------------------------------------------------------------------------------------------------


def listed(folder: Path, content: bytes) -> dict[str, str]:
    file = folder / "a.zip"
    file.write_bytes(content)
    collect = Collect()
    with closing(ReaderRole()) as role:
        role.run("list", {"path": str(file)}, collect, lambda: False)
    return {str(name): str(problem) for rows in collect.rows for name, _size, problem in rows}  # type: ignore[misc]


def test_archive_names_what_it_does_not_read(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gut/größe.md", "# Größe")
        archive.writestr("../../slip.md", "x")
        archive.writestr("/absolut.md", "x")
        archive.writestr("C:/laufwerk.md", "x")
        archive.writestr("innen.zip", "x")
        archive.writestr("bild.png", "x")
        archive.writestr("__MACOSX/._a.md", "x")
        link = zipfile.ZipInfo("link.md")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("bombe.txt", bytes(40 * 2**20))
    assert listed(tmp_path, buffer.getvalue()) == {
        "gut/größe.md": "",
        "../../slip.md": "archive_unsafe_name",
        "/absolut.md": "archive_unsafe_name",
        "C:/laufwerk.md": "archive_unsafe_name",
        "innen.zip": "archive_in_archive",
        "bild.png": "unknown_format",
        "link.md": "link_not_followed",
        "bombe.txt": "archive_bomb",
    }
    with closing(ReaderRole()) as role, pytest.raises(JobFailed, match="archive_unsafe_name"):
        role.run("read", {"path": str(tmp_path / "a.zip"), "member": "../../slip.md"}, Collect(), lambda: False)


@pytest.mark.parametrize(("content", "kind"), [(DOCX, "docx"), (PDF, "pdf")])
def test_document_that_is_named_like_an_archive_is_read(tmp_path: Path, content: bytes, kind: str) -> None:
    assert listed(tmp_path, content) == {"": ""}
    assert Read(tmp_path, "a.zip", content).result["kind"] == kind
    assert listed(tmp_path, b"Text") == {"": ""}
    with pytest.raises(JobFailed, match="file_damaged"):
        listed(tmp_path, made.zipped({"a.md": "x" * 99})[:-30])


def test_archive_whose_members_share_bytes_is_refused(tmp_path: Path) -> None:
    honest = made.zipped({"a.md": "x" * 99, "b.md": "y" * 99}, method=0)
    second = honest.index(b"PK\x01\x02", honest.index(b"PK\x01\x02") + 1)
    shared = bytearray(honest)
    shared[second + 42 : second + 46] = bytes(4)  # the second member says that it begins where the first does
    with pytest.raises(JobFailed, match="archive_bomb"):
        listed(tmp_path, bytes(shared))


def test_member_that_unpacks_to_more_than_it_says_is_damaged(tmp_path: Path) -> None:
    lying = bytearray(made.zipped({"a.md": "x" * 5000}))
    at = lying.index(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(lying)
    with closing(ReaderRole()) as role, pytest.raises(JobFailed, match="file_damaged"):
        role.run("read", {"path": str(tmp_path / "a.zip"), "member": "a.md"}, Collect(), lambda: False)


def test_unchanged_content_is_hashed_and_not_read(tmp_path: Path) -> None:
    first = Read(tmp_path, "a.md", b"# A\n\nText").result
    again = Read(tmp_path, "a.md", b"# A\n\nText", known=str(first["fingerprint"]))
    assert (again.result, again.documents) == ({"unchanged": True, "fingerprint": first["fingerprint"]}, [])
    assert Read(tmp_path, "a.md", b"# A\n\nText!", known=str(first["fingerprint"])).documents


def test_pipes_and_devices_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rohr.md")
    for file in (tmp_path / "rohr.md", Path("/dev/zero")):
        with pytest.raises(JobFailed, match="not_a_file"):
            ReaderRole().run("read", {"path": str(file)}, Collect(), lambda: False)


def test_very_long_text_goes_up_in_pieces_and_comes_back_whole(tmp_path: Path) -> None:
    paragraphs = [f"Absatz {n} " + "wort " * 50 for n in range(4_000)]
    read = Read(tmp_path, "lang.txt", "\n".join(paragraphs).encode())
    assert len(read.blocks[0]) > 3
    assert [block[0] for block in read.blocks[0][1:]] == ["m+"] * (len(read.blocks[0]) - 1)
    assert "".join(str(block[1]) for block in read.blocks[0]).split() == "\n".join(paragraphs).split()
