"""What `lotse doctor` looks at, each by trying it now. Part of the composition root."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lotse import __version__, offline, paths
from lotse.inference.supervisor import Supervisor
from lotse.services.doctor import Probe
from lotse.services.ports import CaseStore, KnowledgeStore, SemanticSearch, Translator

LIBRARIES = (
    "PySide6-Essentials", "llama-cpp-python", "faiss-cpu", "ctranslate2", "argostranslate", "sentencepiece",
    "sqlcipher3", "sqlite-utils", "cryptography", "keyring",
)  # fmt: skip
CPU_FEATURES = ("sse4_2", "avx", "avx2", "fma", "f16c", "avx512f", "avx512_vnni", "amx_int8")


def probes(
    *,
    home: Path,
    store: CaseStore,
    knowledge: KnowledgeStore,
    semantic: SemanticSearch,
    translator: Translator,
    workers: Sequence[Supervisor],
) -> Mapping[str, Probe]:
    """The probes by the name of their part of the report."""

    async def stores() -> Mapping[str, Any]:
        health = await store.health()
        return {
            "ok": health.ok,
            "encrypted": health.encrypted,
            "schema": health.schema_version,
            "conversations": health.conversations,
            "turns": health.turns,
            "detail": health.detail,
        }

    async def index() -> Mapping[str, Any]:
        await semantic.prepare(knowledge)
        return {"ok": True, "articles": await knowledge.count(), "passages": (await knowledge.state()).count}

    async def translation() -> Mapping[str, Any]:
        return {"ok": True, "directions": ["→".join(pair) for pair in await translator.pairs()]}

    async def running() -> Mapping[str, Any]:
        found: dict[str, Any] = {"ok": True}
        for worker in workers:
            hello = worker.hello
            found[worker.role] = {"state": worker.state, **(dict(hello.features) if hello else {})}
        return found

    return {
        "program": _program,
        "paths": lambda: _paths(home),
        "machine": _machine,
        "offline": _offline,
        "store": stores,
        "index": index,
        "translation": translation,
        "workers": running,
    }


async def _program() -> Mapping[str, Any]:
    return {
        "ok": True,
        "lotse": __version__,
        "python": platform.python_version(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None  # a frozen program carries no metadata of most libraries


async def _paths(home: Path) -> Mapping[str, Any]:
    existing = home
    while not existing.exists():
        existing = existing.parent
    return {
        "ok": os.access(existing, os.W_OK) and paths.resources().is_dir(),
        "home": str(home),
        "home_exists": home.is_dir(),
        "resources": str(paths.resources()),
        "models": str(paths.models()),
    }


async def _machine() -> Mapping[str, Any]:
    return {
        "ok": True,
        "system": f"{platform.system()} {platform.release()}",
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "memory_bytes": _memory(),
        "cpu_features": _cpu_features(),
    }


def _memory() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _cpu_features() -> list[str] | None:
    try:
        flags = Path("/proc/cpuinfo").read_text("utf-8").split("flags", 1)[1].split("\n", 1)[0].split()
    except (OSError, IndexError):
        return None
    return [name for name in CPU_FEATURES if name in flags]


async def _offline() -> Mapping[str, Any]:
    """The guard's self-test: what was just tried and refused."""
    layers = offline.layers()
    refused = layers["python"] == "refused"
    return {"ok": refused and not offline.attempts(), **layers, "attempts": len(offline.attempts())}
