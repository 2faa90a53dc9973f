"""Scripts measured in one process of their own: the side that asks, and the side that runs them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Figures = dict[str, Any]
TIME_LIMIT = 400
"""Seconds for all examples of one page; they take at most 30 on an idle machine."""


def measured_by(runner: Path, scripts: Mapping[str, str]) -> dict[str, Figures]:
    """What a runner that calls `answer` says of each script, by name."""
    ran = subprocess.run(
        [sys.executable, str(runner)],
        input=json.dumps(scripts),
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        env={**os.environ, "TF_ENABLE_ONEDNN_OPTS": "0", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    found: dict[str, Figures] = json.loads(ran.stdout)
    return found


def answer(measure: Callable[[str], Figures]) -> None:
    """Measure each script of standard input and print the figures; an exception of a script is its `error`."""

    def figures(script: str) -> Figures:
        try:
            return measure(script)
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}

    with contextlib.redirect_stdout(sys.stderr):
        found = {name: figures(script) for name, script in json.load(sys.stdin).items()}
    print(json.dumps(found))
