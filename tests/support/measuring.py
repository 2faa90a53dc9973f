"""Scripts measured in a process of their own: the side that asks, and the side that runs them."""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

Figures = dict[str, Any]
TIME_LIMIT = 1200
"""Seconds for all examples of one page, which take at most 30 on an idle machine: a guard against a hang."""


class _Runner:
    """A process that imported its libraries once and measures scripts until the tests are over."""

    def __init__(self, program: Path) -> None:
        # Open as long as the process: a pipe that nobody reads would fill up and stop it.
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env={**os.environ, "TF_ENABLE_ONEDNN_OPTS": "0", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"},
        )
        atexit.register(self._process.kill)

    def measure(self, scripts: Mapping[str, str]) -> dict[str, Figures]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        limit = threading.Timer(TIME_LIMIT, self._process.kill)
        limit.start()
        try:
            print(json.dumps(scripts), file=self._process.stdin, flush=True)
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        finally:
            limit.cancel()
        assert answer, self._told()
        found: dict[str, Figures] = json.loads(answer)
        return found

    def _told(self) -> str:
        status = self._process.wait(TIME_LIMIT)
        self._errors.seek(0)
        return f"ended with {status}: {self._errors.read()[-2000:]}"


_runner = cache(_Runner)


def measured_by(runner: Path, scripts: Mapping[str, str]) -> dict[str, Figures]:
    """What a runner that calls `answer` says of each script, by name."""
    return _runner(runner).measure(scripts)


def answer(measure: Callable[[str], Figures]) -> None:
    """Measure the scripts of each line of standard input, and print a line of figures for it.

    An exception of a script is its `error`.
    """

    def figures(script: str) -> Figures:
        try:
            return measure(script)
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}

    # A script ends with a search for garbage: among what it made, not among all of TensorFlow as well.
    gc.collect()
    gc.freeze()
    # What scripts and libraries print must not get between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        found = {name: figures(script) for name, script in json.loads(line).items()}
        print(json.dumps(found), file=answers, flush=True)
