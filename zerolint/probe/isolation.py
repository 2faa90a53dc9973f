"""The linter's side of the probe: starts its parent process, hands over the claims, bounds the wait for answers."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from zerolint.errors import UserError
from zerolint.finding import Verdict
from zerolint.probe.claims import Claim, as_data
from zerolint.probe.limits import Limits, environment
from zerolint.probe.server import as_verdict, inconclusive

IMPORT = 120.0
"""Seconds that importing TensorFlow may take on a slow disk."""
GRACE = 10.0
START = "import sys; sys.path[:0] = sys.argv[1:]; from zerolint.probe.{module} import main; main()"
HINT = 'TensorFlow is not installed; get it by `pip install "zerolint[probe]"`, or leave out --probe'


class Unavailable(UserError):
    """Claims need TensorFlow, and it is not there."""


def run(
    claims: Sequence[Claim], limits: Limits, done: Callable[[int, Verdict, float], None] = lambda *_: None
) -> list[Verdict]:
    """The verdict of each claim; `done` hears of each as it comes, with the processor seconds of its process.

    Whatever happens to the probe's processes, every claim has a verdict in bounded time. Raises Unavailable.
    """
    verdicts: list[Verdict | None] = [None] * len(claims)
    if claims:
        with tempfile.TemporaryDirectory(prefix="zerolint-probe-", ignore_cleanup_errors=True) as folder:
            for answer in _answers(claims, limits, folder):
                if "unavailable" in answer:
                    raise Unavailable(_unavailable(answer["unavailable"]))
                number, verdict = answer["number"], as_verdict(answer["verdict"])
                verdicts[number] = verdict
                done(number, verdict, answer["seconds"])
    return [each or inconclusive("the probe's process ended before its answer") for each in verdicts]


def _unavailable(problem: str) -> str:
    return HINT if "No module named" in problem else f"--probe: {problem}"


def _answers(claims: Sequence[Claim], limits: Limits, folder: str) -> Iterator[dict[str, Any]]:
    """The lines that the parent process writes; they end where it does, or where it says nothing for too long."""
    module = "server" if hasattr(os, "fork") else "spawning"
    command = [sys.executable, "-I", "-S", "-c", START.format(module=module), *library_path()]
    given = {
        "limits": {"timeout": limits.timeout, "memory": limits.memory, "jobs": limits.jobs},
        "claims": [as_data(each) for each in claims],
    }
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment(os.environ, folder),
        text=True,
        start_new_session=True,
    )
    try:
        lines = _lines(process, json.dumps(given))
        patience = IMPORT + limits.timeout + GRACE
        with contextlib.suppress(queue.Empty):
            while (line := lines.get(timeout=patience)) is not None:
                yield json.loads(line)
                patience = IMPORT + limits.timeout + GRACE
    finally:
        _end(process)


def _lines(process: subprocess.Popen[str], text: str) -> queue.Queue[str | None]:
    """What a process writes, line by line, then None; a thread waits for it, and another feeds it."""
    found: queue.Queue[str | None] = queue.Queue()

    def feed() -> None:
        assert process.stdin is not None
        with contextlib.suppress(OSError), process.stdin:
            process.stdin.write(text)

    def read() -> None:
        assert process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            for line in process.stdout:
                found.put(line)
        found.put(None)

    for work in (feed, read):
        threading.Thread(target=work, daemon=True).start()
    return found


def _end(process: subprocess.Popen[str]) -> None:
    """The process, gone; it takes its children along."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(GRACE / 2)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


def library_path() -> list[str]:
    """Where packages are installed that the linter itself can import; never a folder of the user's own modules."""
    installed = [each for each in sys.path if Path(each).name in ("site-packages", "dist-packages")]
    return [str(Path(__file__).resolve().parents[2]), *installed]
