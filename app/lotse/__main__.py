"""Dispatches the command before any heavy import.

A worker must install its guard before native code is loaded, and the window must paint before the database is
touched: so nothing is imported here that the chosen way does not need.
"""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run `lotse ARGUMENTS`; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--worker"]:
        from lotse.workers.host import main as worker

        return worker(given[1] if len(given) > 1 else "")
    try:
        from lotse.bootstrap import run

        return run(given)
    except KeyboardInterrupt:
        return 130  # withdrawn by the user, maybe before anything was loaded


if __name__ == "__main__":
    raise SystemExit(main())
