"""Entry of both frozen executables."""

from __future__ import annotations

import sys

from lotse.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
