"""Chooses and cleans the German–English training pairs; writes nothing, knows no model.

Only rows of the `train` split are ever trained on. A fixed share of the Tatoeba rows, chosen by a checksum of the
text, is held out as its development set because that source has none.
"""

from __future__ import annotations

import gzip
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Largest number of rows per source and how often each row is repeated. Human, service-like text counts most;
# machine-translated manuals are left out, long technical prose is only sampled.
SOURCES: dict[str, tuple[int, int]] = {
    "tatoeba-manythings-2018": (200_000, 1),
    "bcontrast-chat": (20_000, 3),
    "plenty-manual": (70_000, 1),
    "cwa-faq": (2_000, 2),
    "gnome-user-docs": (6_000, 1),
    "mozilla-relay": (1_000, 1),
    "mozilla-vpn": (1_000, 1),
    "mozilla-www": (3_000, 1),
    "php-manual": (6_000, 1),
    "ms-business-central": (12_000, 1),
    "ms-project-operations": (5_000, 1),
    "adobe-campaign": (4_000, 1),
    "mlqe-pe-wiki": (3_000, 1),
    "europarl-20k": (6_000, 1),
    "ui-bagisto": (4_000, 1),
    "ui-chatwoot": (4_000, 1),
    "ui-cwa-android": (4_000, 1),
    "ui-helpy": (4_000, 1),
    "ui-jabref": (4_000, 1),
    "ui-livehelperchat": (6_000, 1),
    "ui-rocketchat-rn": (4_000, 1),
    "ui-saleor": (4_000, 1),
    "ui-shopware": (6_000, 1),
    "ui-solidus": (4_000, 1),
    "ui-spree": (4_000, 1),
    "ui-thunderbird-android": (4_000, 1),
}
# The mixture of the last stages: fewer manuals, more chats and interface texts.
FOCUS_SOURCES: dict[str, tuple[int, int]] = {
    **{
        source: rule
        for source, rule in SOURCES.items()
        if source.startswith(("ui-", "mozilla")) and "bagisto" not in source
    },
    "tatoeba-manythings-2018": (100_000, 1),
    "bcontrast-chat": (20_000, 4),
    "plenty-manual": (30_000, 1),
    "cwa-faq": (2_000, 3),
    "gnome-user-docs": (4_000, 1),
    "php-manual": (2_000, 1),
    "ms-business-central": (6_000, 1),
    "ms-project-operations": (2_000, 1),
    "europarl-20k": (5_000, 1),
    "mlqe-pe-wiki": (3_000, 1),
}
# With a device that reads everything many times: all human text there is, machine-translated sources still left out.
WIDE_SOURCES: dict[str, tuple[int, int]] = {
    **{source: (400_000, 1) for source in SOURCES if "bagisto" not in source},
    "bcontrast-chat": (20_000, 3),
    "cwa-faq": (2_000, 2),
}
# Where the German says du although the English does not ask for it.
FAMILIAR_SOURCES = ("tatoeba-manythings-2018", "plenty-manual", "gnome-user-docs", "ui-", "mozilla")

PLACEHOLDERS = tuple(f"⟦{number}⟧" for number in range(20))

_VARIABLE = re.compile(r"%\{\w+\}|\{\{\s*\w+\s*\}\}|\$?\{\w+\}|%\d?\$?[sd]\b|%[A-Z]\w+%")
_MARKUP = re.compile(r"[<>{}\\|\[\]=_*`^~⟦⟧]|https?:|->|::|\(\)")


@dataclass(frozen=True)
class Pair:
    """One sentence in both languages."""

    de: str
    en: str


def read_pairs(data: Path, source: str, split: str) -> Iterator[Pair]:
    """All rows of one split of one source, as they stand in the file."""
    with gzip.open(data / "parallel" / source / "pairs.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if len(columns) < 3 or columns[2] != split:
                continue
            if source.startswith("adobe") and _human_share(columns) < 60:
                continue
            yield Pair(columns[0].strip(), columns[1].strip())


def is_held_out(pair: Pair) -> bool:
    """Whether a Tatoeba row belongs to the development set made here (one in 300, stable by text)."""
    return zlib.crc32(pair.en.encode()) % 300 == 0


def development_pairs(data: Path, limit: int) -> list[Pair]:
    """Up to `limit` pairs of each of three sources, for the loss that is watched while training."""
    tatoeba = (pair for pair in read_pairs(data, "tatoeba-manythings-2018", "train") if is_held_out(pair))
    found: list[Pair] = []
    for rows in (tatoeba, read_pairs(data, "bcontrast-chat", "dev"), read_pairs(data, "plenty-manual", "dev")):
        found.extend([pair for pair in rows if is_usable(pair)][:limit])
    return found


def is_usable(pair: Pair) -> bool:
    """No markup, no untranslated row, and lengths that fit each other."""
    if not pair.de or not pair.en or len(pair.de) > 260 or len(pair.en) > 260:
        return False
    if pair.de == pair.en and len(pair.de) > 12:
        return False
    if not any(letter.isalpha() for letter in pair.de):
        return False
    if any(_MARKUP.search(_without_placeholders(text)) for text in (pair.de, pair.en)):
        return False
    return 0.4 < (len(pair.de) + 8) / (len(pair.en) + 8) < 2.6


def mask_variables(pair: Pair) -> Pair:
    """Template variables of interface texts become placeholders when both sides carry the same ones."""
    found = _VARIABLE.findall(pair.de)
    if not found or sorted(found) != sorted(_VARIABLE.findall(pair.en)) or len(set(found)) != len(found):
        return pair
    return _replace(pair, found, random.Random(zlib.crc32(pair.de.encode())))


def _replace(pair: Pair, parts: list[str], rng: random.Random) -> Pair:
    de, en = pair.de, pair.en
    marks = rng.sample(PLACEHOLDERS, len(parts)) if rng.random() < 0.5 else PLACEHOLDERS[: len(parts)]
    for part, mark in sorted(zip(parts, marks, strict=True), key=lambda item: -len(item[0])):
        de, en = de.replace(part, mark, 1), en.replace(part, mark, 1)
    return Pair(de, en)


def _without_placeholders(text: str) -> str:
    return re.sub(r"⟦\d+⟧", "", text)


def _human_share(columns: list[str]) -> int:
    found = re.search(r"#ht=(\d+)", columns[-1])
    return int(found.group(1)) if found else 0
