"""What the starter embedder learns from: sentence pairs, plain English and heading-and-section pairs; train split only.

Reads the folder layout of the corpora (`parallel/NAME/pairs.tsv.gz`, `kb/NAME/docs.LANG.jsonl.gz`, ...), writes none.
Only sources under permissive or attribution licences are named here: the weights ship under the licence of the project.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# How many pairs of a source are used, and how many of those get a teacher vector. Machine-translated sources get less.
PARALLEL: dict[str, tuple[int, int]] = {
    "tatoeba-manythings-2018": (170_000, 34_000), "plenty-manual": (60_000, 16_000), "mlqe-pe-wiki": (6_850, 6_850),
    "europarl-20k": (19_390, 9_000), "cwa-faq": (1_031, 1_031), "ms-business-central": (25_000, 5_000),
    "ms-project-operations": (8_000, 2_000), "adobe-campaign": (12_000, 3_000), "adobe-workfront": (15_000, 3_000),
    "adobe-target": (8_000, 2_000), "adobe-commerce-kb": (4_000, 1_500), "adobe-commerce-operations": (8_000, 1_500),
    "adobe-advertising": (6_000, 1_500), "gnome-user-docs": (5_135, 2_500), "php-manual": (6_000, 1_000),
    "ui-shopware": (5_000, 1_000), "ui-livehelperchat": (5_000, 1_500), "ui-chatwoot": (2_400, 800),
    "ui-cwa-android": (1_581, 1_000), "ui-helpy": (341, 341), "ui-saleor": (248, 248), "ui-spree": (1_570, 400),
}  # fmt: skip

# English questions and answers of customers, for the teacher only (no German side).
ENGLISH: dict[str, tuple[str, int]] = {
    "banking77": ("intents/banking77/train.jsonl.gz", 8_000),
    "clinc150": ("intents/clinc150/train.jsonl.gz", 8_000),
    "multidogo": ("intents/multidogo/sentence.train.jsonl.gz", 12_000),
}

SECTIONS: dict[str, int] = {
    "kb/plenty-manual": 30_000, "kb/ms-alchemy-insights": 6_000, "kb/ms-d365-operations": 15_000,
    "kb/ms-business-central": 12_000, "kb/ms-partner-center": 6_000, "kb/adobe-commerce-kb": 4_000,
    "kb/adobe-workfront": 8_000, "kb/hetzner-community": 3_000, "kb/ms-contact-center": 3_000,
    "text/gesetze": 50_000,
}  # fmt: skip

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])")


@dataclass(frozen=True)
class Pair:
    german: str
    english: str
    teach: bool


@dataclass(frozen=True)
class Section:
    """`query` is a heading with its title, or one sentence taken out of the section."""

    query: str
    passage: str


def pairs(root: Path, rng: random.Random, share: float = 1.0) -> list[Pair]:
    chosen: list[Pair] = []
    for name, (limit, taught) in PARALLEL.items():
        rows = [
            (german, english)
            for german, english in _pair_rows(root / "parallel" / name / "pairs.tsv.gz")
            if 2 <= len(german) <= 600 and 2 <= len(english) <= 600
        ]
        rng.shuffle(rows)
        rows = rows[: int(limit * share)]
        chosen += [Pair(german, english, i < taught * share) for i, (german, english) in enumerate(rows)]
    return chosen


def english(root: Path, rng: random.Random, share: float = 1.0) -> list[str]:
    chosen: list[str] = []
    for path, limit in ENGLISH.values():
        lines = sorted({str(row["text"]) for row in _json_rows(root / path) if len(str(row["text"])) >= 8})
        rng.shuffle(lines)
        chosen += lines[: int(limit * share)]
    return chosen


def sections(root: Path, rng: random.Random, share: float = 1.0) -> list[Section]:
    """Heading -> section, and sentence -> rest of the section (inverse cloze), in both languages."""
    chosen: list[Section] = []
    for name, limit in SECTIONS.items():
        found: list[Section] = []
        for lang in ("de", "en"):
            for row in _json_rows(root / name / f"docs.{lang}.jsonl.gz"):
                if row.get("split", "train") == "train":
                    found += _sections_of(str(row.get("title") or ""), str(row.get("text") or "")[:60_000], rng)
                if len(found) > limit * share * 4:
                    break
        rng.shuffle(found)
        chosen += found[: int(limit * share)]
    return chosen


def demo_sections(path: Path, rng: random.Random) -> list[Section]:
    """Sections of the demo site's articles, for the quick profile where there are no corpora."""
    with path.open(encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    return [s for article in articles for s in _sections_of(article["title"], article["body"], rng)]


def _sections_of(title: str, text: str, rng: random.Random) -> Iterator[Section]:
    heading, lines = "", list[str]()
    for line in [*text.splitlines(), "# end"]:
        match = _HEADING.match(line)
        if match is None:
            lines.append(line.lstrip("-* ").strip())
            continue
        yield from _one_section(title, heading, " ".join(lines), rng)
        heading, lines = match.group(1), []


def _one_section(title: str, heading: str, body: str, rng: random.Random) -> Iterator[Section]:
    if len(body) < 120:
        return
    passage = body[:900]
    query = heading if heading and heading != title and len(heading) > 25 else f"{title} {heading}".strip()
    if len(query) >= 8:
        yield Section(query, passage)
    sentences = _SENTENCE_END.split(passage)
    if len(sentences) >= 3:
        taken = rng.randrange(len(sentences))
        if len(sentences[taken]) >= 25:
            # The sentence stays in one time in four: words shared by question and passage must keep counting.
            rest = sentences if rng.random() < 0.25 else sentences[:taken] + sentences[taken + 1 :]
            yield Section(sentences[taken], " ".join(rest))


def _pair_rows(path: Path) -> Iterator[tuple[str, str]]:
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 3 and columns[2] == "train":
                yield columns[0], columns[1]


def _json_rows(path: Path) -> Iterator[dict[str, object]]:
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
