"""What this computer can do: CPU features and free memory.

Asks the system and decides nothing. Must not import anything native.
"""

from __future__ import annotations

import ctypes
import os
import platform
import re
import sys
from pathlib import Path

# What ggml's plain CPU build for x86-64 is compiled for (ggml/CMakeLists.txt: GGML_AVX2, _FMA, _F16C, _BMI2).
GGML_X86_FLAGS = frozenset({"avx", "avx2", "fma", "f16c", "bmi2"})
_PF_AVX2_INSTRUCTIONS_AVAILABLE = 40


ONE_THREAD_BELOW_BYTES = 64 << 20
"""Threads wait for each other by spinning. For a small model that wait is the work: on a busy machine with two CPUs two
threads took a thousand times as long as one."""


def cpu_flags(cpuinfo: Path = Path("/proc/cpuinfo")) -> frozenset[str] | None:
    """The x86 flags of the first processor, or `None` where the system does not list them."""
    try:
        found = re.search(r"^flags\s*:(.*)$", cpuinfo.read_text("utf-8", "replace"), re.MULTILINE)
    except OSError:
        return None
    return frozenset(found[1].split()) if found else None


def missing_cpu_features(flags: frozenset[str] | None = None) -> tuple[str, ...]:
    """What llama.cpp was compiled for and this CPU lacks: running it would be an illegal instruction."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return ()
    if sys.platform == "win32":
        avx2 = ctypes.windll.kernel32.IsProcessorFeaturePresent(_PF_AVX2_INSTRUCTIONS_AVAILABLE)
        return () if avx2 else ("avx2",)
    known = cpu_flags() if flags is None else flags
    return () if known is None else tuple(sorted(GGML_X86_FLAGS - known))


def available_bytes(meminfo: Path = Path("/proc/meminfo")) -> int | None:
    """Memory that can be had without swapping, or `None` where the system does not say."""
    try:
        found = re.search(r"^MemAvailable:\s*(\d+) kB$", meminfo.read_text("utf-8", "replace"), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) * 1024 if found else None


def threads() -> int:
    """How many a native library may use: all CPUs of this process but one, at most 8.

    One is left to the desktop and to whatever else runs: ggml's threads wait for each other by spinning, so a single
    one that is not scheduled holds up all.
    """
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, usable - 1))


def threads_for(model_bytes: int) -> int:
    """How many threads a model of this size is run with."""
    return 1 if model_bytes < ONE_THREAD_BELOW_BYTES else threads()
