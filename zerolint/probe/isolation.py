"""The linter's side of the probe: starts its parent process, hands over the claims, bounds the wait for answers."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict
from typing import Any

from zerolint.claims.claim import Claim, as_data
from zerolint.findings.finding import Verdict
from zerolint.probe import without_fork
from zerolint.probe.limits import Limits
from zerolint.probe.server import as_verdict, inconclusive
from zerolint.probe.worker_process import GRACE, IMPORT, WorkerProcess

NOT_INSTALLED = 'TensorFlow is not installed; get it by `pip install "zerolint[probe]"`'


def run(
    claims: Sequence[Claim],
    limits: Limits,
    done: Callable[[int, Verdict, float], None] = lambda *_: None,
    lacking: Callable[[str], None] = lambda _: None,
) -> list[Verdict]:
    """The verdict of each claim; `done` hears of each as it comes, with the processor seconds of its process.

    Whatever happens to the probe's processes, every claim has a verdict in bounded time. Where TensorFlow is not to
    be had, `lacking` hears why, and the claims that need it are inconclusive.
    """
    verdicts: list[Verdict | None] = [None] * len(claims)
    nothing = inconclusive("the probe's process ended before its answer")
    if claims:
        with tempfile.TemporaryDirectory(prefix="zerolint-probe-", ignore_cleanup_errors=True) as folder:
            ask = _forked if hasattr(os, "fork") else without_fork.answers
            with contextlib.closing(ask(claims, limits, folder)) as answers:
                for answer in answers:
                    if "unavailable" in answer:
                        nothing = inconclusive(_unavailable(answer["unavailable"]))
                        lacking(nothing.text)
                        break
                    number, verdict = answer["number"], as_verdict(answer["verdict"])
                    verdicts[number] = verdict
                    done(number, verdict, answer["seconds"])
    return [each or nothing for each in verdicts]


def _unavailable(problem: str) -> str:
    return NOT_INSTALLED if "No module named" in problem else problem


def _forked(claims: Sequence[Claim], limits: Limits, folder: str) -> Generator[dict[str, Any], None, None]:
    """The lines that the parent process writes; they end where it does, or where it says nothing for too long."""
    parent = WorkerProcess("server", folder)
    try:
        parent.say(json.dumps({"limits": asdict(limits), "claims": [as_data(each) for each in claims]}))
        with contextlib.suppress(TimeoutError):
            while (line := parent.hear(IMPORT + limits.timeout + GRACE)) is not None:
                yield json.loads(line)
    finally:
        parent.end()
