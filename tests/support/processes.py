"""zerolint in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import zerolint


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "CI")}
    return {**kept, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent), **more}


def process(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    """zerolint in a process of its own, for what concerns streams and signals."""
    command = [sys.executable, "-m", "zerolint", *arguments]
    return subprocess.run(command, env=environment(), capture_output=True, timeout=300, **options)
