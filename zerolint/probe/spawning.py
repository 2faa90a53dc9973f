"""The probe's parent process where there is no fork: a new Python for each claim, which imports TensorFlow itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict

from zerolint.probe.limits import Limits, alone, without_network
from zerolint.probe.server import inconclusive, load_tensorflow, measured

IMPORT = 120.0
CHILD = "import sys; sys.path[:0] = sys.argv[1:]; from zerolint.probe.spawning import child; child()"


def main() -> None:
    """Read the limits and the claims, and answer one after the other."""
    given = json.load(sys.stdin)
    limits = Limits(**given["limits"])
    for number, claim in enumerate(given["claims"]):
        started = time.monotonic()
        answer = _asked(claim, limits)
        line = (
            answer if "unavailable" in answer else {"number": number, "seconds": time.monotonic() - started, **answer}
        )
        print(json.dumps(line), flush=True)


def _asked(claim: object, limits: Limits) -> dict[str, object]:
    command = [sys.executable, "-I", "-S", "-c", CHILD, *sys.argv[1:]]
    text = json.dumps({"claim": claim, "limits": asdict(limits)})
    try:
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, timeout=limits.timeout + IMPORT, check=False
        )
        answer: dict[str, object] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"verdict": asdict(inconclusive(f"it took more than {limits.timeout:g} seconds"))}
    except ValueError:
        return {"verdict": asdict(inconclusive(f"its process ended with status {done.returncode}"))}
    return answer


def child() -> None:
    """In the new Python: one claim from standard input, its verdict to standard output."""
    from zerolint.probe.claims import as_claim

    given = json.load(sys.stdin)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    without_network()
    claim = as_claim(given["claim"])
    problem = load_tensorflow() if claim.needs_tensorflow else None
    if problem is not None:
        answers.write(json.dumps({"unavailable": problem}))
    else:
        alone(Limits(**given["limits"]))
        answers.write(json.dumps({"verdict": asdict(measured(claim))}))
    answers.flush()
