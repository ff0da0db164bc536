"""Writes `models/catalog.toml` from the models that are there: sizes and hashes are measured, never typed.

Run it from the repository's root after a recipe has put new weights in place.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

MODELS = Path(__file__).parents[1]
MIB = 1 << 20
FIGURES = MODELS / "recipes" / "lm" / "figures.json"
"""What `models.recipes.lm.evaluate` measured; it names the sections in which the note writer beats the rules."""
SHARE_ALIKE = "CC-BY-SA-4.0"

KNOWN: tuple[dict[str, Any], ...] = (
    {
        "id": "lotse-lm",
        "role": "llm",
        "file": "lotse-lm/lotse-lm.gguf",
        "licence": SHARE_ALIKE,
        "languages": ["de", "en"],
        "context_length": 1024,
        "min_ram": 512 * MIB,
        "prompt_format": "lotse-window-1",
        # Until this very file was measured on whole conversations (`FIGURES`): what a first model was good enough for.
        "sections": ["fact", "open", "answered"],
    },
    {
        "id": "lotse-embed",
        "role": "embedder",
        "file": "lotse-embed/lotse-embed.npz",
        "licence": "Apache-2.0",
        "languages": ["de", "en"],
        "context_length": 0,
        "min_ram": 256 * MIB,
        "prompt_format": "",
    },
    {
        "id": "lotse-mt-de_en",
        "role": "translator",
        "file": "lotse-mt/lotse-mt-de_en.argosmodel",
        "licence": SHARE_ALIKE,
        "languages": ["de", "en"],
        "context_length": 0,
        "min_ram": 256 * MIB,
        "prompt_format": "",
    },
    {
        "id": "lotse-mt-en_de",
        "role": "translator",
        "file": "lotse-mt/lotse-mt-en_de.argosmodel",
        "licence": SHARE_ALIKE,
        "languages": ["en", "de"],
        "context_length": 0,
        "min_ram": 256 * MIB,
        "prompt_format": "",
    },
)


def _trusted_with(fields: dict[str, Any]) -> dict[str, list[str]]:
    """The sections chosen for exactly this file, and where it stands in the rules' place; else those of the table."""
    measured = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else None
    if measured is None or measured["model"]["sha256"] != fields["sha256"]:
        print(f"not measured on whole conversations: {fields['file']}")
        return {"sections": list(fields["sections"])}
    return {"sections": list(measured["sections"]), "alone": list(measured["better_alone"])}


def main() -> None:
    tables = ["format = 1\n"]
    for model in KNOWN:
        file = MODELS / model["file"]
        if not file.is_file():
            print(f"not there, left out: {model['file']}")
            continue
        content = file.read_bytes()
        fields = {**model, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        if "sections" in fields:
            fields |= _trusted_with(fields)
        tables.append("[[model]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items()))
    (MODELS / "catalog.toml").write_text("\n".join(tables), "utf-8")


if __name__ == "__main__":
    main()
