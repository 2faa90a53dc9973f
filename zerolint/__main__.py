"""`zerolint` and `python -m zerolint`: the command line in a process of its own."""

from __future__ import annotations

import gc
import os
import sys

from zerolint.cli import main

TYPE_CHECKING = False
"""As in `typing`, which takes as long to load as all that `zerolint --version` does."""
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> NoReturn:
    """Run the command line and end the process.

    Most of what a check makes lives until its end: the garbage collector is asked less often, and what is left is
    given back to the system whole, as mypy does it. Together that is an eighth of a short run.
    """
    gc.set_threshold(100_000, 20, 100)
    status = main()
    if sys.argv[1:2] == ["server"]:
        sys.exit(status)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        # Whoever read it has gone: `main` has said so in its status.
        pass
    os._exit(status)


if __name__ == "__main__":
    run()
