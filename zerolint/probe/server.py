"""The probe's parent process: imports TensorFlow once, runs nothing of it, and forks a child for each claim.

Started by `isolation` with the claims on standard input; answers with one line of JSON a claim.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, NoReturn, TextIO, get_args

from zerolint.claims.claim import Claim, as_claim
from zerolint.findings.finding import Status, Verdict
from zerolint.probe.limits import Limits, alone, resident, without_network

PAUSE = 0.02


@dataclass(slots=True)
class _Running:
    number: int
    pid: int
    pipe: int
    started: float
    answer: bytes = b""


class Server:
    """Runs claims, so many at once, and writes what came of each.

    The pipe `asking` ends with the linter, and says nothing before.
    """

    def __init__(self, limits: Limits, answers: TextIO, asking: int) -> None:
        self._limits = limits
        self._answers = answers
        self._running: list[_Running] = []
        self._asking = asking

    def run(self, claims: list[tuple[int, Claim]]) -> None:
        """All claims, those that need no TensorFlow first: it is imported when the first one does."""
        light = [each for each in claims if not each[1].needs_tensorflow]
        heavy = [each for each in claims if each[1].needs_tensorflow]
        self._all(light)
        if heavy:
            problem = load_tensorflow()
            if problem is not None:
                self._say({"unavailable": problem})
                return
            # What is imported stays: children need not look for garbage in it, nor copy its pages to do so.
            gc.freeze()
            self._all(heavy)

    def leave(self) -> NoReturn:
        """Kill what runs, and end."""
        for each in self._running:
            _kill(each.pid)
        abandon()

    def _all(self, claims: list[tuple[int, Claim]]) -> None:
        waiting = list(reversed(claims))
        while waiting or self._running:
            while waiting and len(self._running) < self._limits.jobs:
                self._start(*waiting.pop())
            ready, _, _ = select.select([self._asking, *(each.pipe for each in self._running)], [], [], PAUSE)
            if self._asking in ready:
                self.leave()
            for each in list(self._running):
                self._look_at(each, readable=each.pipe in ready)

    def _start(self, number: int, claim: Claim) -> None:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            answer(claim, self._limits, writing)
        os.close(writing)
        self._running.append(_Running(number, pid, reading, time.monotonic()))

    def _look_at(self, each: _Running, *, readable: bool) -> None:
        """Read what a child says; end it where it is done, late or too large."""
        if readable:
            said = os.read(each.pipe, 1 << 16)
            each.answer += said
            if not said:
                self._end(each, _verdict(each.answer))
                return
        if time.monotonic() - each.started > self._limits.timeout:
            self._end(each, inconclusive(f"it took more than {self._limits.timeout:g} seconds"))
        elif resident(each.pid) > self._limits.memory:
            self._end(each, inconclusive(f"it needs more than {self._limits.memory >> 20} MB of memory"))

    def _end(self, each: _Running, verdict: Verdict | None) -> None:
        _kill(each.pid)
        _, status, used = os.wait4(each.pid, 0)
        os.close(each.pipe)
        self._running.remove(each)
        if verdict is None:
            verdict = inconclusive(died(os.waitstatus_to_exitcode(status)))
        seconds = used.ru_utime + used.ru_stime
        self._say({"number": each.number, "seconds": seconds, "verdict": asdict(verdict)})

    def _say(self, line: Mapping[str, Any]) -> None:
        self._answers.write(json.dumps(line) + "\n")
        self._answers.flush()


def abandon() -> NoReturn:
    """Take the folder away and end this process: the linter is gone, and nobody waits for an answer any more."""
    shutil.rmtree(os.getcwd(), ignore_errors=True)
    os._exit(1)


def inconclusive(reason: str) -> Verdict:
    """The verdict where nothing was shown."""
    return Verdict("inconclusive", reason)


def as_verdict(data: object) -> Verdict:
    """The verdict that `asdict` and JSON made this of; ValueError where it is none."""
    if not isinstance(data, dict) or data.keys() != {each.name for each in fields(Verdict)}:
        raise ValueError("not the fields of a verdict")
    status, text, numbers, written, fixed = (data[each.name] for each in fields(Verdict))
    if status not in get_args(Status) or not isinstance(text, str) or not isinstance(numbers, dict):
        raise ValueError("not the words of a verdict")
    for series in (numbers.values(), written, fixed):
        if not isinstance(series, Iterable) or not all(type(each) in (int, float) for each in series):
            raise ValueError("not the numbers of a verdict")
    return Verdict(status, text, numbers, tuple(written), tuple(fixed))


def _verdict(answer: bytes) -> Verdict | None:
    """What a child answered; None where it died before its last word."""
    try:
        return as_verdict(json.loads(answer))
    except ValueError:
        return None


def died(status: int) -> str:
    """Why a process has no answer, by its exit status; that of a signal is below 0."""
    if status >= 0:
        return f"its process ended with status {status}"
    name = signal.Signals(-status).name
    return "it took too much processor time" if name == "SIGXCPU" else f"its process was ended by {name}"


def answer(claim: Claim, limits: Limits, pipe: int) -> None:
    """In the child: measure within the limits, write the verdict, and end without another step of the parent's."""
    status = 1
    try:
        alone(limits)
        with tempfile.TemporaryDirectory(dir=".") as folder:
            os.chdir(folder)
            text = json.dumps(asdict(measured(claim)))
            os.chdir("..")
        with os.fdopen(pipe, "w") as stream:
            stream.write(text)
        status = 0
    finally:
        os._exit(status)


REFUSED = "TensorFlow refuses the rebuilt program, and so perhaps the script's"


def measured(claim: Claim) -> Verdict:
    """The verdict; inconclusive where the program that was rebuilt does not run."""
    from zerolint.probe.worker.measures import measure
    from zerolint.probe.worker.network import NotTrained, Refused, TooSlow, by_tensorflow, first_sentence

    try:
        verdict = measure(claim)
    except Refused as error:
        return inconclusive(f"{'it takes too long' if isinstance(error, TooSlow) else REFUSED}: {error}")
    except NotTrained as error:
        return inconclusive(f"{REFUSED}: {error}")
    except Exception as error:
        if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
            return inconclusive("it needs more memory than the probe allows")
        whose = REFUSED if by_tensorflow(error) else "the probe itself failed"
        return inconclusive(f"{whose}: {type(error).__name__}, {first_sentence(error)}")
    if not claim.partly:
        return verdict
    # What is not seen in a part of the program may still be there in the whole.
    shown = verdict.status != "refuted" or not claim.needs_tensorflow
    return replace(verdict, status=verdict.status if shown else "inconclusive", text=f"{verdict.text}; {claim.partly}")


def load_tensorflow() -> str | None:
    """Why TensorFlow is not to be had; None where it is."""
    from zerolint.probe.worker.libraries import keras, tensorflow

    try:
        tensorflow()
        if int(keras().__version__.partition(".")[0]) < 3:
            return f"Keras {keras().__version__} is too old"
    except ModuleNotFoundError as error:
        return f"{error}"
    except Exception as error:
        return f"TensorFlow could not be imported: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return None


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def main() -> None:
    """Read the limits and the claims, answer each, leave nothing behind."""
    line = sys.stdin.readline()
    if not line.endswith("\n"):
        abandon()
    given = json.loads(line)
    asking, answers = os.dup(0), os.fdopen(os.dup(1), "w")
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    without_network()
    server = Server(Limits(**given["limits"]), answers, asking)
    signal.signal(signal.SIGTERM, lambda *_: server.leave())
    server.run([(number, as_claim(each)) for number, each in enumerate(given["claims"])])
