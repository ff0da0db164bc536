"""A home with tiny models of every role, so that the services run with real workers on any checkout.

What they say is noise. They stand for how models are run, never for what they say.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.fakes.argos import write_tiny_package
from tests.fakes.embedder_file import write_tiny_embedder
from tests.workers import tiny_gguf


def install(home: Path) -> None:
    """Write a language model, an embedder and a translator from English to German, and a catalog that names them."""
    models = home / "models"
    models.mkdir(parents=True)
    tables = ['format = 1\n[active]\nllm = "klein-lm"\nembedder = "klein-emb"\ntranslator = "klein-mt"\n']
    for model_id, role, file, languages, context in (
        ("klein-lm", "llm", tiny_gguf.write(models / "klein.gguf", context=2048), ("de", "en"), 2048),
        ("klein-emb", "embedder", write_tiny_embedder(models / "klein.npz"), ("de", "en"), 0),
        ("klein-mt", "translator", write_tiny_package(models / "klein.argosmodel", "en", "de"), ("en", "de"), 0),
    ):
        content = file.read_bytes()
        tables.append(
            f'[[model]]\nid = "{model_id}"\nrole = "{role}"\nfile = "{file.name}"\nlicence = "Apache-2.0"\n'
            f'sha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}\nmin_ram = 0\n'
            f'languages = ["{languages[0]}", "{languages[1]}"]\ncontext_length = {context}\n'
            'prompt_format = "lotse-window-1"\n'
        )
    (models / "catalog.toml").write_text("\n".join(tables), "utf-8")
