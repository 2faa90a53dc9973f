"""Claims where there is no fork: a worker that imports TensorFlow itself and measures one claim after the other.

A worker that hangs or dies is followed by a new one, so that what becomes of one claim is nothing to the next. The
claims without TensorFlow have a worker of their own. What bounds memory and processor time is not on every system.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
from collections.abc import Generator, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import Any

from zerolint.probe.claims import Claim, as_claim, as_data
from zerolint.probe.limits import Limits, alone, without_network
from zerolint.probe.server import abandon, died, inconclusive, load_tensorflow, measured
from zerolint.probe.talking import IMPORT, Partner


def answers(claims: Sequence[Claim], limits: Limits, folder: str) -> Generator[dict[str, Any], None, None]:
    """What the workers say of each claim, as the parent process of forked ones would."""
    numbered = sorted(enumerate(claims), key=lambda each: each[1].needs_tensorflow)
    for _, group in groupby(numbered, key=lambda each: each[1].needs_tensorflow):
        worker: Partner | None = None
        try:
            for number, claim in group:
                worker = worker or _started(len(claims), limits, folder)
                worker.say(json.dumps(as_data(claim)))
                answer = _answer(worker, limits)
                if "lost" in answer:
                    worker.end()
                    worker = None
                    answer = {"verdict": asdict(inconclusive(answer["lost"])), "seconds": 0.0}
                yield {"number": number, **answer}
        finally:
            if worker is not None:
                worker.end()


def _started(claims: int, limits: Limits, folder: str) -> Partner:
    worker = Partner("spawning", folder)
    # Processor time counts for all claims together; each one's own time is watched from here.
    worker.say(json.dumps(asdict(replace(limits, timeout=limits.timeout * claims))))
    return worker


def _answer(worker: Partner, limits: Limits) -> dict[str, Any]:
    """What a worker says of a claim; the reason, under "lost", where it has no use any more."""
    # It is ready when TensorFlow is there, and only then the time of the claim begins.
    for what, patience in (("TensorFlow", IMPORT), ("it", limits.timeout)):
        try:
            line = worker.hear(patience)
        except TimeoutError:
            return {"lost": f"{what} took more than {patience:g} seconds"}
        if line is None:
            return {"lost": died(worker.status())}
        answer: dict[str, Any] = json.loads(line)
        if "ready" not in answer:
            break
    return answer


def main() -> None:
    """In the worker: limits and claims from standard input, a line each; verdicts to standard output."""
    lines = _lines()
    output = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)

    def say(answer: dict[str, Any]) -> None:
        output.write(json.dumps(answer) + "\n")
        output.flush()

    without_network()
    limits: Limits | None = Limits(**json.loads(lines.get()))
    while True:
        claim = as_claim(json.loads(lines.get()))
        problem = load_tensorflow() if claim.needs_tensorflow else None
        if problem is not None:
            say({"unavailable": problem})
            return
        if limits is not None:
            # Once: from here on these limits can't be raised.
            alone(limits)
            limits = None
        say({"ready": True})
        started = time.process_time()
        verdict = measured(claim)
        say({"verdict": asdict(verdict), "seconds": time.process_time() - started})


def _lines() -> queue.Queue[str]:
    """The lines of standard input, as they come; with its end the linter is gone, and this process goes as well."""
    waiting: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            waiting.put(line)
        abandon()

    threading.Thread(target=listen, daemon=True).start()
    return waiting
