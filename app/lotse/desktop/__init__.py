"""The window: the only place for Qt."""

from __future__ import annotations

import ctypes
import sys

# PySide6 6.12.0 is compiled against the stable ABI of Python 3.12, in which `None` is never counted. Before 3.12 it is:
# each Qt method that returns nothing takes one reference away, and after a few thousand of them the interpreter aborts
# ("deallocating None"). So the constants are given what 3.12 gives them: more references than can ever be used up.
# `tests/desktop/test_none_survives.py` fails without this.
if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    for _constant in (None, True, False, NotImplemented, Ellipsis):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 48
