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

from zerolint.claims.claim import Claim, as_claim, as_data
from zerolint.probe.limits import Limits, alone, without_network
from zerolint.probe.server import abandon, died, inconclusive, load_tensorflow, measured
from zerolint.probe.worker_process import IMPORT, WorkerProcess


def answers(claims: Sequence[Claim], limits: Limits, folder: str) -> Generator[dict[str, Any], None, None]:
    """What the workers say of each claim, as the parent process of forked ones would."""
    numbered = sorted(enumerate(claims), key=lambda each: each[1].needs_tensorflow)
    for tensorflow, group in groupby(numbered, key=lambda each: each[1].needs_tensorflow):
        worker: WorkerProcess | None = None
        try:
            for number, claim in group:
                answer: dict[str, Any] = {}
                if worker is None:
                    worker = _started(tensorflow, len(claims), limits, folder)
                    answer = _heard(worker, "TensorFlow", IMPORT)
                # It is ready when TensorFlow is there, and only then the time of the claim begins.
                if not answer:
                    worker.say(json.dumps(as_data(claim)))
                    answer = _heard(worker, "it", limits.timeout)
                if "lost" in answer:
                    worker.end()
                    worker = None
                    answer = {"verdict": asdict(inconclusive(answer["lost"])), "seconds": 0.0}
                yield {"number": number, **answer}
        finally:
            if worker is not None:
                worker.end()


def _started(tensorflow: bool, claims: int, limits: Limits, folder: str) -> WorkerProcess:
    worker = WorkerProcess("without_fork", folder)
    # Processor time counts for all claims together; each one's own time is watched from here.
    own = replace(limits, timeout=limits.timeout * claims)
    worker.say(json.dumps({"limits": asdict(own), "tensorflow": tensorflow}))
    return worker


def _heard(worker: WorkerProcess, what: str, patience: float) -> dict[str, Any]:
    """What a worker answers; the reason, under "lost", where it has no use any more."""
    try:
        line = worker.hear(patience)
    except TimeoutError:
        return {"lost": f"{what} took more than {patience:g} seconds"}
    answer: dict[str, Any] = {"lost": died(worker.status())} if line is None else json.loads(line)
    return answer


def main() -> None:
    """In the worker: how to begin, then claims, from standard input; that it is ready, then verdicts, to its output."""
    lines = _lines()
    output = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)

    def say(answer: dict[str, Any]) -> None:
        output.write(json.dumps(answer) + "\n")
        output.flush()

    without_network()
    begin = json.loads(lines.get())
    problem = load_tensorflow() if begin["tensorflow"] else None
    if problem is not None:
        say({"unavailable": problem})
        return
    alone(Limits(**begin["limits"]))
    say({})
    while True:
        claim = as_claim(json.loads(lines.get()))
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
