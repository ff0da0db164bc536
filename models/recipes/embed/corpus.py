"""What the starter embedder learns from: sentence pairs, plain English and heading-and-section pairs; train split only.

Reads the folder layout of the corpora (`parallel/NAME/pairs.tsv.gz`, `kb/NAME/docs.LANG.jsonl.gz`, ...), writes none.
Only sources under permissive or attribution licences are named here: the weights ship under the licence of the project.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# How many pairs of a source are used, and how many of those get a teacher vector. Machine-translated sources get less.
PARALLEL: dict[str, tuple[int, int]] = {
    "tatoeba-manythings-2018": (170_500, 170_500), "plenty-manual": (60_000, 16_000), "mlqe-pe-wiki": (6_850, 6_850),
    "europarl-20k": (19_390, 19_390), "cwa-faq": (1_031, 1_031), "ms-business-central": (25_000, 5_000),
    "ms-project-operations": (8_000, 2_000), "adobe-campaign": (12_000, 3_000), "adobe-workfront": (15_000, 3_000),
    "adobe-target": (8_000, 2_000), "adobe-commerce-kb": (4_000, 1_500), "adobe-commerce-operations": (8_000, 1_500),
    "adobe-advertising": (6_000, 1_500), "gnome-user-docs": (5_135, 2_500), "php-manual": (6_000, 1_000),
    "ui-shopware": (5_000, 1_000), "ui-livehelperchat": (5_000, 1_500), "ui-chatwoot": (2_400, 800),
    "ui-cwa-android": (1_581, 1_000), "ui-helpy": (341, 341), "ui-saleor": (248, 248), "ui-spree": (1_570, 400),
}  # fmt: skip

# English sentences of customers and agents, for the teacher only (no German side).
ENGLISH: dict[str, tuple[str, int]] = {
    "banking77": ("intents/banking77/train.jsonl.gz", 8_000),
    "clinc150": ("intents/clinc150/train.jsonl.gz", 8_000),
    "multidogo": ("intents/multidogo/sentence.train.jsonl.gz", 12_000),
    "star": ("dialogues/star/all.jsonl.gz", 12_000),
    "taskmaster4": ("dialogues/taskmaster4/all.jsonl.gz", 4_000),
}

SECTIONS: dict[str, int] = {
    "kb/plenty-manual": 30_000, "kb/ms-alchemy-insights": 6_000, "kb/ms-d365-operations": 15_000,
    "kb/ms-business-central": 12_000, "kb/ms-partner-center": 6_000, "kb/adobe-commerce-kb": 4_000,
    "kb/adobe-workfront": 8_000, "kb/hetzner-community": 3_000, "kb/ms-contact-center": 3_000,
    "text/gesetze": 50_000,
}  # fmt: skip

PASSAGE = 900
SLIPS = 0.2
"""Share of the headings that get a typing error."""
HELD_OUT_OF = 10
"""One article in so many is never learned from: what fusion is chosen on (`app/lotse/domain/ranking.py`)."""

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
            (german, english, source)
            for german, english, source in _pair_rows(root / "parallel" / name / "pairs.tsv.gz")
            if 2 <= len(german) <= 600 and 2 <= len(english) <= 600
        ]
        rng.shuffle(rows)
        rows = rows[: int(limit * share)]
        chosen += [
            Pair(german, english, i < taught * share)
            for i, (german, english, source) in enumerate(rows)
            if "/" not in source or not held_out(source)
        ]
    return chosen


def english(root: Path, rng: random.Random, share: float = 1.0) -> list[str]:
    chosen: list[str] = []
    for path, limit in ENGLISH.values():
        lines = sorted({text for row in json_rows(root / path) for text in _texts_of(row) if len(text) >= 8})
        rng.shuffle(lines)
        chosen += lines[: int(limit * share)]
    return chosen


def sections(root: Path, rng: random.Random, share: float = 1.0) -> list[Section]:
    """Heading -> section, sentence -> rest of it (inverse cloze), heading -> the same section in the other language."""
    chosen: list[Section] = []
    for name, limit in SECTIONS.items():
        found: list[Section] = []
        spoken: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for lang in ("de", "en"):
            read = 0
            for row in json_rows(root / name / f"docs.{lang}.jsonl.gz"):
                id_ = str(row.get("id") or "")
                if row.get("split", "train") != "train" or held_out(id_):
                    continue
                cut = list(_cut(str(row.get("title") or ""), str(row.get("text") or "")[:60_000]))
                read += len(cut)
                for query, body in cut:
                    found += _one_section(query, body, rng)
                spoken.setdefault(id_, {})[lang] = cut
                if read > limit * share * 2:
                    break
        found += _crossed(spoken)
        rng.shuffle(found)
        chosen += found[: int(limit * share)]
    return chosen


def _crossed(spoken: dict[str, dict[str, list[tuple[str, str]]]]) -> Iterator[Section]:
    """Only articles whose sections agree in number: the n-th heading of one language is that of the other."""
    for article in spoken.values():
        german, english = article.get("de", []), article.get("en", [])
        if len(german) != len(english):
            continue
        for (asked_de, body_de), (asked_en, body_en) in zip(german, english, strict=True):
            if len(asked_de) >= 8 and len(asked_en) >= 8 and len(body_de) >= 120 and len(body_en) >= 120:
                yield Section(asked_en, body_de[:PASSAGE])
                yield Section(asked_de, body_en[:PASSAGE])


def slipped(text: str, rng: random.Random) -> str:
    """`text` as typed in a hurry: one longer word with a letter swapped, left out, doubled or replaced."""
    words = text.split()
    long_words = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long_words:
        return text
    place = rng.choice(long_words)
    word, at = words[place], rng.randrange(1, len(words[place]) - 1)
    words[place] = rng.choice((
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + rng.choice("enirstalmo") + word[at + 1 :],
    ))  # fmt: skip
    return " ".join(words)


def held_out(article_id: str) -> bool:
    """Whether an article belongs to the tenth nothing is learned from; pairs and articles spell the same id apart."""
    name = article_id.partition("#ht=")[0].removeprefix("docs/de-de/").encode()
    return bool(name) and zlib.crc32(name) % HELD_OUT_OF == 0


def demo_sections(path: Path, rng: random.Random) -> list[Section]:
    """Sections of the demo site's articles, for the quick profile where there are no corpora."""
    with path.open(encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    return [
        section
        for article in articles
        for query, body in _cut(article["title"], article["body"])
        for section in _one_section(query, body, rng)
    ]


def _cut(title: str, text: str) -> Iterator[tuple[str, str]]:
    """Every section as what one would ask for (its heading, with the title where that says little) and its text."""
    heading, lines = "", list[str]()
    for line in [*text.splitlines(), "# end"]:
        match = _HEADING.match(line)
        if match is None:
            lines.append(line.lstrip("-* ").strip())
            continue
        telling = heading and heading != title and len(heading) > 25
        yield (heading if telling else f"{title} {heading}".strip()), " ".join(lines)
        heading, lines = match.group(1), []


def _one_section(query: str, body: str, rng: random.Random) -> Iterator[Section]:
    if len(body) < 120:
        return
    passage = body[:PASSAGE]
    if len(query) >= 8:
        yield Section(query if rng.random() > SLIPS else slipped(query, rng), passage)
    cut = sentences(passage)
    if len(cut) >= 3:
        taken = rng.randrange(len(cut))
        if len(cut[taken]) >= 25:
            # The sentence stays in one time in four: words shared by question and passage must keep counting.
            rest = cut if rng.random() < 0.25 else cut[:taken] + cut[taken + 1 :]
            yield Section(cut[taken], " ".join(rest))


def sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text)


def _texts_of(row: dict[str, object]) -> Iterator[str]:
    """The text of a line, or of each turn of a dialogue."""
    turns = row.get("turns")
    if isinstance(turns, list):
        yield from (str(turn.get("t") or "") for turn in turns)
    else:
        yield str(row["text"])


def _pair_rows(path: Path) -> Iterator[tuple[str, str, str]]:
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if len(columns) >= 3 and columns[2] == "train":
                yield columns[0], columns[1], columns[3] if len(columns) > 3 else ""


def json_rows(path: Path) -> Iterator[dict[str, object]]:
    if not path.exists():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
