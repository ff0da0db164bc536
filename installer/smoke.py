"""Starts the frozen program in an empty home with umlauts and spaces in its path and does the main job there.

Prints the size and a line per check; exits 1 at the first that fails.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FORBIDDEN = ("torch", "stanza", "spacy", "minisbd", "onnxruntime", "QtNetwork", "Qt6Network", "Qt6Qml", "Qt6Quick")


def main() -> int:
    folder = Path(sys.argv[1]).resolve()
    program = folder / ("lotse-cli.exe" if os.name == "nt" else "lotse-cli")
    print(f"size: {size_mb(folder):.0f} MB in {sum(1 for f in folder.rglob('*') if f.is_file())} files")
    found = [str(f.relative_to(folder)) for f in folder.rglob("*") if forbidden(f.name)]
    check("nothing forbidden inside", not found, ", ".join(found[:5]))
    with tempfile.TemporaryDirectory(prefix="Müßige Öfen ") as home:
        run = Runner(program, Path(home) / "Lotse Heim")
        checkup = run("doctor", "--json", "--no-persist", codes=(0,))
        check("doctor finds everything in order", checkup["ok"] is True, json.dumps(checkup)[:2000])
        articles = str(folder / "_internal" / "resources" / "demo" / "articles.jsonl")
        taken = run("knowledge", "import", articles, "--json", codes=(0,))
        check("knowledge is imported", taken["imported"][0]["articles"] == 50, json.dumps(taken)[:300])
        answer = run("search", "Abschlag doppelt abgebucht", "--json", codes=(0,))
        check("search finds it", answer["answerable"] and "semantic" in str(answer["hits"]), json.dumps(answer)[:300])
        page = Path(home) / "Merkblatt Müll.pdf"
        page.write_bytes(one_page("Die Sperrmuellabfuhr kommt nur nach Anmeldung im Kundenportal."))
        taken = run("knowledge", "import", str(page), "--json", codes=(0,))
        check("a PDF is read in its worker", taken["imported"][0]["articles"] == 1, json.dumps(taken)[:600])
        answer = run("search", "Sperrmuellabfuhr", "--json", codes=(0,))
        check("and found", "Anmeldung" in str(answer["hits"]), json.dumps(answer)[:300])
        judged = run("eval", "--limit", "1", "--json", codes=(0, 1))
        check("the models can be evaluated", "thresholds" in judged, json.dumps(judged)[:600])
        talk = "Kundin: Mein Abschlag von 89,50 € wurde doppelt abgebucht.\nService: Ich prüfe das bis morgen.\n"
        written = run("note", "-", "--json", "--no-persist", "--engine", "llm", codes=(0,), stdin=talk)
        values = [fact["value"] for fact in written["note"]["facts"]]
        check("note holds the amount", any("89" in value for value in values), json.dumps(written)[:600])
        check("note came through the model", written["engine"]["llm"] is not None, json.dumps(written["engine"]))
        english = run("translate", "--from", "de", "--to", "en", "Guten Tag", "--json", "--no-persist", codes=(0,))
        check("translation says something", bool(english["text"].strip()), json.dumps(english))
        refused = run("note", "-", "--json", codes=(4,), stdin=talk)
        check("no key, no store: refused", "error" in refused, json.dumps(refused))
        broken = run("note", "-", "--json", "--no-persist", codes=(3,), stdin="")
        check("empty input: one sentence", broken["error"]["key"] == "empty_file", json.dumps(broken))
    print("smoke: fine")
    return 0


class Runner:
    def __init__(self, program: Path, home: Path) -> None:
        self._program = program
        self._home = home

    def __call__(self, *arguments: str, codes: tuple[int, ...], stdin: str = "") -> Any:
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self._home.parent),
            "LOTSE_HOME": str(self._home),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            **{name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ},
        }
        begun = time.perf_counter()
        done = subprocess.run(
            [self._program, *arguments],
            input=stdin.encode(),
            env=environment,
            capture_output=True,
            timeout=300,
            check=False,
        )
        print(f"  lotse-cli {' '.join(arguments[:2])}: exit {done.returncode}, {time.perf_counter() - begun:.1f} s")
        text = done.stdout.decode()
        check("exit code as promised", done.returncode in codes, f"{text[-1500:]}\n{done.stderr.decode()[-3000:]}")
        return json.loads(text)


def one_page(text: str) -> bytes:
    """A PDF with one line, as small as one can be; readers rebuild the missing table of its objects."""
    line = f"BT /F1 12 Tf 60 700 Td ({text}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(line)} >>\nstream\n{line}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n".encode("ascii")


def forbidden(name: str) -> bool:
    return any(name.split(".")[0].split("-")[0].removeprefix("lib") == word for word in FORBIDDEN)


def size_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6


def check(what: str, fine: bool, seen: str = "") -> None:
    print(f"  {'ok ' if fine else 'BAD'} {what}")
    if not fine:
        print(seen)
        raise SystemExit(1)


if __name__ == "__main__":
    raise SystemExit(main())
