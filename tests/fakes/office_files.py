"""Small documents made by code: DOCX and XLSX as zip files of hand-written XML, PDF as hand-written objects.

Nothing here uses what is tested, so that a reader and its test cannot be wrong in the same way.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def _member(name: str, method: int) -> zipfile.ZipInfo:
    """Without the time of day: the same members are the same bytes."""
    member = zipfile.ZipInfo(name)
    member.compress_type = method
    return member


def zipped(members: dict[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(_member(name, method), content)
    return made.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


# --- DOCX ------------------------------------------------------------------------------------------------------------


def paragraph(text: str, style: str = "", *, number: str = "", level: int = 0, extra: str = "") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{numbering}</w:pPr><w:r><w:t>{_escaped(text)}</w:t></w:r>{extra}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Hausstil"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Kreis"><w:name w:val="Kreis"/><w:basedOn w:val="Kreis"/></w:style></w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def docx(*body: str, declaration: str = "", others: dict[str, bytes | str] | None = None) -> bytes:
    document = f'{declaration}<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": document,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    return zipped(members | (others or {}))


# --- XLSX ------------------------------------------------------------------------------------------------------------


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{_escaped(text)}</t></is></c>'


def row(number: int, *texts: str) -> str:
    return f'<row r="{number}">{"".join(text_cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(texts))}</row>'


def xlsx(*sheets: str, shared: Iterable[str] = (), hidden: Iterable[int] = ()) -> bytes:
    states = dict.fromkeys(hidden, ' state="hidden"')
    names = "".join(
        f'<sheet name="Blatt {n}" sheetId="{n}"{states.get(n, "")} r:id="rId{n}"/>' for n in range(1, len(sheets) + 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1)
    )
    strings = "".join(f"<si><t>{_escaped(text)}</t></si>" for text in shared)
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{strings}</sst>',
        "xl/styles.xml": f"""<styleSheet xmlns="{S}"><numFmts><numFmt numFmtId="170" formatCode="dd.mm.yyyy"/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>""",
    }
    for n, rows in enumerate(sheets, 1):
        members[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped(members)


# --- PDF -------------------------------------------------------------------------------------------------------------

PICTURE = "q 200 0 0 200 100 400 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


def line(text: str, *, y: int, size: int = 11) -> str:
    shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf 72 {y} Td ({shown}) Tj ET"


def page(*lines: tuple[str, int] | str) -> str:
    """Lines from the top; a text, or a text with the size of its letters."""
    y = 800
    found = []
    for one in lines:
        text, size = (one, 11) if isinstance(one, str) else one
        y -= 14 if size == 11 else 2 * size
        if text:
            found.append(line(text, y=y, size=size))
    return "\n".join(found)


def pdf(
    *pages: str, title: str = "", encrypted: bool = False, properties: Mapping[str, str] | None = None, lang: str = ""
) -> bytes:
    """Pages of content streams in WinAnsi, with one font. `encrypted` names a password nobody has."""
    objects: list[bytes] = []

    def add(content: str | bytes) -> int:
        objects.append(content.encode("cp1252") if isinstance(content, str) else content)
        return len(objects)

    font = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    tree = len(pages) * 2 + 2
    numbers = []
    for content in pages:
        stream = content.encode("cp1252", "replace")
        body = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        numbers.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {body} 0 R"
                f" /Resources << /Font << /F1 {font} 0 R >> >> >>"
            )
        )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    assert add(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>") == tree
    said = f" /Lang ({lang})" if lang else ""
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R{said} >>")
    named = "".join(f" /{name} ({value})" for name, value in (properties or {}).items())
    info = add(f"<< /Title ({title}){named} >>")
    trailer = f"/Root {root} 0 R /Info {info} 0 R"
    if encrypted:
        key = "<" + "41" * 32 + ">"
        guard = add(f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>")
        trailer += f" /Encrypt {guard} 0 R /ID [{key} {key}]"
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(made)
